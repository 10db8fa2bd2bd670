//! Dates as pages write them, in the lexical forms of XML Schema.
//!
//! First the forms of ISO 8601; then, from left to right, a date in one of the forms of a table, a
//! time and a zone. What follows a date and is no time is left out: the day is certain.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;

use super::date_words;

/// The orders in which day, month and year are written, in the terms of `strptime`; a month's name
/// is long or short.
const DATES: [&str; 8] =
    ["%Y-%m-%d", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y %B %d", "%Y %b %d", "%Y%m%d"];

/// The forms that end in the year, as a mail's or a post's date does.
const YEAR_LAST: [&str; 2] = ["%b %d %H:%M:%S %z %Y", "%b %d %H:%M:%S %Y"];

/// Times of day.
const TIMES: [&str; 4] = ["%H:%M:%S%.f", "%H:%M:%S", "%H:%M", "%H%M%S"];

/// Zones.
const ZONES: [&str; 3] = ["%:z", "%z", "%:::z"];

/// How many digits seconds, milliseconds, microseconds and nanoseconds since 1970 have, and how many
/// of each make a second.
const SINCE_1970: [(usize, i64); 5] =
    [(9, 1), (10, 1), (13, 1_000), (16, 1_000_000), (19, 1_000_000_000)];

/// `xsd:dateTime` (with a zone where one is given) or `xsd:date`; `None` for what is no date.
pub(super) fn normalise(written: &str) -> Option<String> {
    let written = written.trim();
    since_1970(written).or_else(|| iso(written)).or_else(|| as_people_write(written))
}

/// The same, where a date without a year is one of `year`.
pub(super) fn normalise_in(year: Option<&str>, written: &str) -> Option<String> {
    normalise(written).or_else(|| normalise(&format!("{}-{}", year?, month_first(written)?)))
}

/// A date without a year, in digits: `8-30 14:05`.
fn month_first(written: &str) -> Option<String> {
    let plain = date_words::plain(written.trim());
    let month = plain.split('-').next()?;
    let is_month = matches!(month.len(), 1 | 2) && month.bytes().all(|byte| byte.is_ascii_digit());
    is_month.then_some(plain)
}

/// A day, a month or a year, as `2022-07-06`, `2022-07` or `2022`; `None` for what is none.
#[must_use]
pub fn period(written: &str) -> Option<String> {
    let plain = date_words::plain(written.trim());
    let parts: Vec<&str> = plain.trim_end_matches('-').split('-').collect();
    let is_number = |part: &&str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    match parts.as_slice() {
        [year] if is_number(year, 4..=4) => Some((*year).to_owned()),
        [year, month] if is_number(year, 4..=4) && is_number(month, 1..=2) => {
            normalise(&format!("{year}-{month}-1"))?.get(..7).map(str::to_owned)
        }
        _ => normalise(written)?.get(..10).map(str::to_owned),
    }
}

/// Seconds or milliseconds since 1970, between 1990 and 2100.
fn since_1970(written: &str) -> Option<String> {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let (_, in_a_second) = SINCE_1970.into_iter().find(|&(digits, _)| digits == whole.len())?;
    let time = Timestamp::from_second(whole.parse::<i64>().ok()? / in_a_second).ok()?;
    let date = time.to_string();
    ("1990".."2100").contains(&date.get(..4)?).then_some(date)
}

/// ISO 8601, and what is nearly that.
fn iso(written: &str) -> Option<String> {
    let compact = join_zone(written);
    let pieces = Pieces::parse(&compact).ok().filter(|pieces| pieces.date().year() >= 1000)?;
    let Some(time) = pieces.time() else { return Some(pieces.date().to_string()) };
    Some(format!("{}T{time}{}", pieces.date(), zone(pieces.offset())))
}

/// `2022-04-28 13:01:28 +0800` without the space before its zone, slashes as hyphens.
fn join_zone(written: &str) -> String {
    let mut date = written.replace('/', "-");
    if let Some(at) = date.rfind(' ')
        && date[at + 1..].starts_with(['+', '-', 'Z'])
    {
        date.truncate(date[..at].trim_end().len());
        date.push_str(written[at + 1..].trim());
    }
    date
}

/// The zone designator: `Z`, `+08:00`, or nothing when none is known.
fn zone(offset: Option<PiecesOffset>) -> String {
    match offset {
        None => String::new(),
        Some(PiecesOffset::Zulu) => "Z".to_owned(),
        Some(offset) => minutes(offset.to_numeric_offset().seconds() / 60),
    }
}

/// `+08:00` for 480 minutes.
fn minutes(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A date in any of the forms of people and programs.
fn as_people_write(written: &str) -> Option<String> {
    let plain = date_words::plain(written);
    if let Some(read) = year_last(&plain) {
        return Some(read);
    }
    let (date, rest) = date(&plain)?;
    let Some((time, rest)) = time(rest) else {
        return Some(date.to_string());
    };
    Some(format!("{date}T{time}{}", zone_after(rest)))
}

/// `Aug 30 14:05:00 +0800 2023`, its day of the week left out.
fn year_last(plain: &str) -> Option<String> {
    YEAR_LAST.into_iter().find_map(|form| {
        let read = BrokenDownTime::parse(form, plain).ok()?;
        let (date, time) = (read.to_date().ok()?, read.to_time().ok()?);
        let zone = read.offset().map(|offset| minutes(offset.seconds() / 60)).unwrap_or_default();
        Some(format!("{date}T{time}{zone}"))
    })
}

/// The date that a text begins with, and the rest.
fn date(plain: &str) -> Option<(Date, &str)> {
    let found = DATES.into_iter().find_map(|form| date_of(form, plain));
    found.or_else(|| {
        let day_last = date_of("%m-%d-%Y", plain);
        let day_first = date_of("%d-%m-%Y", plain);
        match (day_last, day_first) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        }
    })
}

/// The date of a certain form that a text begins with; no digit follows it.
fn date_of<'a>(form: &str, plain: &'a str) -> Option<(Date, &'a str)> {
    let (read, length) = BrokenDownTime::parse_prefix(form, plain).ok()?;
    let (written, rest) = (&plain[..length], plain.get(length..)?);
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let is_whole = !rest.starts_with(|next: char| next.is_ascii_digit());
    let has_year = digits == 8 || form != "%Y%m%d" && written.contains(['-', ' ']);
    let in_our_time = read.year().is_some_and(|year| year >= 1000);
    (is_whole && has_year && in_our_time).then(|| Some((read.to_date().ok()?, rest)))?
}

/// The time of day that a text begins with, if one does, and the rest.
fn time(rest: &str) -> Option<(Time, &str)> {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ",T-".contains(c));
    let rest = rest.strip_prefix("at ").unwrap_or(rest);
    let (time, rest) = TIMES.into_iter().find_map(|form| time_of(form, rest))?;
    let after = rest.trim_start();
    let half = after.get(..2).map(str::to_ascii_lowercase);
    match half.as_deref() {
        Some("pm") if time.hour() < 12 => Some((later_by_half(time)?, &after[2..])),
        Some("am") if time.hour() == 12 => Some((midnight(time)?, &after[2..])),
        Some("am" | "pm") => Some((time, &after[2..])),
        _ => Some((time, rest)),
    }
}

fn time_of<'a>(form: &str, rest: &'a str) -> Option<(Time, &'a str)> {
    let (read, length) = BrokenDownTime::parse_prefix(form, rest).ok()?;
    let after = rest.get(length..)?;
    // What seconds there are have been read: `14:05:99` is no time, and `1405001` none either.
    let is_whole = !after.starts_with(|next: char| next.is_ascii_digit() || next == ':');
    let time = read.to_time().ok()?;
    is_whole.then(|| (time, after.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit())))
}

fn later_by_half(time: Time) -> Option<Time> {
    time.with().hour(time.hour() + 12).build().ok()
}

fn midnight(time: Time) -> Option<Time> {
    time.with().hour(0).build().ok()
}

/// The zone that a text begins with, as it is written in `xsd:dateTime`; nothing where none is told.
fn zone_after(rest: &str) -> String {
    let rest = rest.trim_start();
    let utc = ["UTC", "GMT", "Z"].into_iter().find_map(|name| rest.strip_prefix(name));
    let numbers = utc.unwrap_or(rest).trim_start();
    let offset = ZONES.into_iter().find_map(|form| offset(form, numbers));
    match offset {
        Some(offset) => minutes(offset.seconds() / 60),
        None if utc.is_some() => "Z".to_owned(),
        None => String::new(),
    }
}

fn offset(form: &str, rest: &str) -> Option<Offset> {
    BrokenDownTime::parse_prefix(form, rest).ok()?.0.offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(normalise(written).as_deref().unwrap_or("none"), expected, "{written}");
    }

    #[test]
    fn dates_become_xsd() {
        check("2022-04-28 13:01:28 +0800", "2022-04-28T13:01:28+08:00");
        check("2022-04-28 13:01:28 -0530", "2022-04-28T13:01:28-05:30");
        check("2022-04-28 13:01:28", "2022-04-28T13:01:28");
        check("2022-04-28 13:01", "2022-04-28T13:01:00");
        check("2022-04-28", "2022-04-28");
        check("2022/04/28", "2022-04-28");
        check("2022-07-06T21:45:03.052323+00:00", "2022-07-06T21:45:03.052323+00:00");
        check("2019-10-26T05:27:57Z", "2019-10-26T05:27:57Z");
        check("2019-10-26T05:27:57+01:00", "2019-10-26T05:27:57+01:00");
        check("2022-02-30", "none");
        check("昨天", "none");
        check("", "none");
    }

    #[test]
    fn dates_as_people_write_them() {
        check("2023年8月30日", "2023-08-30");
        check("2023 年 8 月 30 日 星期三", "2023-08-30");
        check("2023年08月30日14时05分", "2023-08-30T14:05:00");
        check("2023年8月30号 下午2点5分", "2023-08-30T14:05:00");
        check("2023年8月30日（周三）上午 9:05:07", "2023-08-30T09:05:07");
        check("２０２３年８月３０日　１４：０５", "2023-08-30T14:05:00");
        check("二〇二三年八月三十日", "2023-08-30");
        check("二零二三年十二月十一日", "2023-12-11");
        check("民國112年8月30日", "2023-08-30");
        check("2023/8/30", "2023-08-30");
        check("2023/8/30 9:05", "2023-08-30T09:05:00");
        check("2018.11.20", "2018-11-20");
        check("2018.11.20 9:38", "2018-11-20T09:38:00");
        check("2018-12-05 9:38:00", "2018-12-05T09:38:00");
        check("2024-11-2 23:30:00", "2024-11-02T23:30:00");
        check("2024-1-2", "2024-01-02");
        check("2018-02-24 +0800", "2018-02-24");
        check("2025-08-03 18:00.000000000 +09:00", "2025-08-03T18:00:00+09:00");
        check("2018-11-20 16:33 [+0100]", "2018-11-20T16:33:00+01:00");
        check("20181120", "2018-11-20");
        check("20230830T140500Z", "2023-08-30T14:05:00Z");
    }

    #[test]
    fn dates_in_english_and_of_programs() {
        check("Nov 20, 2018", "2018-11-20");
        check("Nov. 20th, 2018", "2018-11-20");
        check("November 20, 2018 2:05 PM", "2018-11-20T14:05:00");
        check("20 November 2018", "2018-11-20");
        check("Sept 1, 2018", "2018-09-01");
        check("1-Sep-2018", "2018-09-01");
        check("Tuesday, November 20, 2018 at 12:05 am", "2018-11-20T00:05:00");
        check("Wed, 30 Aug 2023 14:05:00 +0800", "2023-08-30T14:05:00+08:00");
        check("Wed, 30 Aug 2023 06:05:00 GMT", "2023-08-30T06:05:00Z");
        check("Wed Aug 30 14:05:00 +0800 2023", "2023-08-30T14:05:00+08:00");
        check("Wed Aug 30 14:05:00 2023", "2023-08-30T14:05:00");
        check("Wed Aug 30 2023 14:05:00 GMT+0800 (中国标准时间)", "2023-08-30T14:05:00+08:00");
        check("2023-08-30T14:05:00.000+0800", "2023-08-30T14:05:00+08:00");
        check("2023-08-30 14:05:00 UTC", "2023-08-30T14:05:00Z");
        check("2023-08-30T14:05+08", "2023-08-30T14:05:00+08:00");
        check("1693375500", "2023-08-30T06:05:00Z");
        check("1693375500000", "2023-08-30T06:05:00Z");
        check("1693375500.25", "2023-08-30T06:05:00Z");
        check("08/30/2023", "2023-08-30");
        check("30/08/2023 14:05", "2023-08-30T14:05:00");
        check("08/08/2023", "2023-08-08");
    }

    #[test]
    fn a_wrong_time_keeps_the_day() {
        check("2018-11-20 25:99:00", "2018-11-20");
        check("2018-11-20 14:05:99", "2018-11-20");
        check("2018年11月20日 下午", "2018-11-20");
        check("2018-11-20 晚上", "2018-11-20");
        check("2018-11-20・北京", "2018-11-20");
        check("2018-11-20 14:05・IP 属地北京", "2018-11-20T14:05:00");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for written in [
            "3 天前",
            "2 hours ago",
            "8月",
            "2023年8月",
            "2023",
            "2023-13-01",
            "2023年2月30日",
            "99",
            "2018-11-201",
            "23-08-30",
            "07/08/2023",
            "1234",
            "13800138000",
            "2.0.1",
            "v2018.11.20",
            "第2023年",
            "May",
            "Nov 31, 2018",
            "0000-01-01",
            "9000000000000",
            "一月",
            "8-30 14:05",
        ] {
            check(written, "none");
        }
    }

    #[test]
    fn a_date_without_a_year_needs_one() {
        let check = |year: Option<&str>, written: &str, expected: Option<&str>| {
            assert_eq!(normalise_in(year, written).as_deref(), expected, "{written}");
        };
        check(Some("2023"), "8-30 14:05", Some("2023-08-30T14:05:00"));
        check(Some("2023"), "08-30", Some("2023-08-30"));
        check(Some("2023"), "8月30日 9:05", Some("2023-08-30T09:05:00"));
        check(Some("2023"), "8/30", Some("2023-08-30"));
        check(Some("2023"), "2021-08-30", Some("2021-08-30"));
        check(Some("2023"), "13-30", None);
        check(Some("2023"), "14:05", None);
        check(None, "8-30 14:05", None);
    }

    #[test]
    fn periods_are_days_months_and_years() {
        let check = |written: &str, expected: &str| {
            assert_eq!(period(written).as_deref().unwrap_or("none"), expected, "{written}");
        };
        check("2022", "2022");
        check("2022年", "2022");
        check("2022-07", "2022-07");
        check("2022/7", "2022-07");
        check("2022.7", "2022-07");
        check("2022年7月", "2022-07");
        check("2022年7月6日", "2022-07-06");
        check("2022-7-6", "2022-07-06");
        check("2022/07/06", "2022-07-06");
        check("Jul 6, 2022", "2022-07-06");
        check("1657087503", "2022-07-06");
        for wrong in ["22", "2022-13", "2022-7-32", "2022年13月", "yesterday", "", "7月", "202207"]
        {
            check(wrong, "none");
        }
    }
}
