//! The dates that a page tells a reader in a line of its own: `发布时间：2023-08-30 14:05`.

use super::date;

/// Words before the date of publication, and words before that of the last change.
const PUBLISHED: [&str; 22] = [
    "发布时间",
    "发布日期",
    "发布于",
    "发表时间",
    "发表日期",
    "发表于",
    "发稿时间",
    "创建时间",
    "创建于",
    "發布時間",
    "發佈時間",
    "發布日期",
    "發佈日期",
    "發布於",
    "發佈於",
    "發表時間",
    "發表於",
    "刊登日期",
    "Published on",
    "Published",
    "Posted on",
    "Publish date",
];

/// Words before the date of the last change.
const MODIFIED: [&str; 14] = [
    "编辑于",
    "最后编辑于",
    "更新时间",
    "更新日期",
    "更新于",
    "最后更新",
    "修改时间",
    "编辑時間",
    "編輯於",
    "更新時間",
    "更新日期",
    "更新於",
    "Last updated",
    "Updated on",
];

/// In how many lines at the beginning, and how many at the end, such a line may stand.
const LINES: (usize, usize) = (12, 6);

/// The longest such line, in bytes: it may go on with the source or the place.
const LONGEST: usize = 200;

/// What a page says of its own dates, in the forms of XML Schema.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
}

/// Reads the dates of a text; a date without a year is one of `year`.
pub(super) fn read(text: &str, year: Option<&str>) -> Byline {
    let mut byline = Byline::default();
    let first = text.lines().take(LINES.0);
    let last = text.rsplit('\n').take(LINES.1);
    let may_tell = |line: &&str| line.len() <= LONGEST && has_digit(line);
    for line in first.chain(last).filter(may_tell) {
        for part in parts(line) {
            byline.published = byline.published.or_else(|| told(part, &PUBLISHED, year));
            byline.modified = byline.modified.or_else(|| told(part, &MODIFIED, year));
        }
    }
    byline
}

/// Whether a line has a digit, or a year in digits of full width. All bytes are looked at, which is
/// faster than to stop.
fn has_digit(line: &str) -> bool {
    let digit = line.bytes().fold(false, |found, byte| found | byte.is_ascii_digit());
    digit || memchr::memmem::find(line.as_bytes(), "２０".as_bytes()).is_some()
}

/// What stands from each word on with which a line, or a part of it, may begin to tell a date.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let begins = |c: char| {
        matches!(c, '发' | '發' | '创' | '刊' | '最' | '编' | '編' | '更' | '修' | 'P' | 'L' | 'U')
    };
    let is_first = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric());
    let places = line.char_indices().filter(move |(at, c)| begins(*c) && is_first(*at));
    places.map(|(at, _)| &line[at..])
}

/// The date that a text tells after one of some words, with which it begins.
fn told(part: &str, words: &[&str], year: Option<&str>) -> Option<String> {
    words.iter().find_map(|word| date_after(part.strip_prefix(word)?, year))
}

/// The date that a text begins with, after a colon or white space.
fn date_after(rest: &str, year: Option<&str>) -> Option<String> {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':'));
    rest.starts_with(|c: char| c.is_alphanumeric()).then(|| date::normalise_in(year, rest))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, published: Option<&str>, modified: Option<&str>) {
        let read = read(text, Some("2023"));
        let dates = (read.published.as_deref(), read.modified.as_deref());
        assert_eq!(dates, (published, modified), "{text}");
    }

    #[test]
    fn lines_tell_dates() {
        let day = Some("2023-08-30");
        let time = Some("2023-08-30T14:05:00");
        check("题\n发布时间：2023-08-30 14:05\n文", time, None);
        check("题\n发布时间: 2023年8月30日 14:05  来源：某报", time, None);
        check("文\n发布于 2023-08-30 14:05・IP 属地北京", time, None);
        check("文\n编辑于 2023-08-30 14:05", None, time);
        check("- 发布日期：2023/8/30\n- 更新时间：2023.8.30", day, day);
        check("發佈時間：２０２３年８月３０日", day, None);
        check("来源：某报 | 作者：甲 | 发布时间：2023-08-30", day, None);
        check("发布于 8-30", day, None);
        check("Published on Aug 30, 2023", day, None);
        check("发布时间：Wed Aug 30 14:05:00 +0800 2023", Some("2023-08-30T14:05:00+08:00"), None);
    }

    #[test]
    fn what_only_speaks_of_dates_is_none() {
        check("发布于 3 天前", None, None);
        check("发布时间未定", None, None);
        check("他们的发布时间：2023-08-30", None, None);
        check("发布于昨天 2023-08-30", None, None);
        check("发布会时间：2023-08-30", None, None);
        check("时间：2023年8月30日 地点：北京", None, None);
        check(
            &format!("{}发布时间：2023-08-30\n{}", "文\n".repeat(20), "文\n".repeat(20)),
            None,
            None,
        );
        check("", None, None);
    }
}
