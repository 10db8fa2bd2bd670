//! What Chinese and English say in a date besides its numbers, written as a table of forms can read
//! it: `2023年8月30日（周三）下午2点5分` becomes `2023-8-30 2:5 PM`.

/// Words for the halves of a day: those of the first half, and those of the second.
const HALVES: [(&str, &str); 12] = [
    ("上午", "AM"),
    ("早上", "AM"),
    ("清晨", "AM"),
    ("凌晨", "AM"),
    ("下午", "PM"),
    ("晚上", "PM"),
    ("傍晚", "PM"),
    ("晚间", "PM"),
    ("晚間", "PM"),
    ("中午", "PM"),
    ("夜间", "PM"),
    ("夜裡", "PM"),
];

/// Words that begin the name of a day of the week.
const WEEKDAYS: [&str; 5] = ["星期", "礼拜", "禮拜", "周", "週"];

/// Days of the week in English; the short forms are their beginnings.
const ENGLISH_WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Digits in Chinese, by value.
const DIGITS: [&str; 10] = ["〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// How many years before the first of the Republic the year 0 was.
const REPUBLIC: u32 = 1911;

/// A date with hyphens, colons and English words only, as far as it is one.
pub(super) fn plain(written: &str) -> String {
    let half_width: String = written.chars().map(half_width).collect();
    let digits = of_the_republic(&in_digits(&half_width));
    let (rest, half) = without_half(&without_weekday(&digits));
    let mut plain = separated(&rest);
    if let Some(half) = half {
        plain = format!("{} {half}", plain.trim_end());
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The ASCII form of a character of full width; brackets are left out.
fn half_width(character: char) -> char {
    match character {
        '\u{3000}' | '\u{A0}' | '（' | '）' | '(' | ')' | '[' | ']' => ' ',
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

/// `二〇二三年八月三十日` in digits.
fn in_digits(written: &str) -> String {
    let (mut digits, mut number) = (String::new(), String::new());
    for character in written.chars() {
        if character == '十' || value(character).is_some() {
            number.push(character);
            continue;
        }
        // Elsewhere such characters are words: `周三`.
        let counts = matches!(character, '年' | '月' | '日' | '号' | '時' | '时' | '点' | '分');
        digits.push_str(&if counts { number_of(&number) } else { std::mem::take(&mut number) });
        number.clear();
        digits.push(character);
    }
    digits + &number
}

/// The value of a digit.
fn value(character: char) -> Option<usize> {
    DIGITS.iter().position(|forms| forms.contains(character))
}

/// A number from 1 to 99, or the digits of a year.
fn number_of(number: &str) -> String {
    let digits = |text: &str| text.chars().filter_map(value).map(|v| v.to_string()).collect();
    match number.split_once('十') {
        None => digits(number),
        Some((tens, ones)) => {
            let tens: String = if tens.is_empty() { "1".to_owned() } else { digits(tens) };
            let ones: String = if ones.is_empty() { "0".to_owned() } else { digits(ones) };
            tens + &ones
        }
    }
}

/// `民國112年` as a year of the common era.
fn of_the_republic(written: &str) -> String {
    let rest = written.strip_prefix("民國").or_else(|| written.strip_prefix("民国"));
    let year = rest.and_then(|rest| rest.split_once('年'));
    let Some((year, rest)) = year else { return written.to_owned() };
    match year.trim().parse::<u32>() {
        Ok(year) if year < 1000 => format!("{}年{rest}", year + REPUBLIC),
        _ => written.to_owned(),
    }
}

/// The text without a day of the week: with or without brackets, at the beginning in English.
fn without_weekday(written: &str) -> String {
    let mut rest = written.to_owned();
    for word in WEEKDAYS {
        while let Some(at) = rest.find(word) {
            let name = rest[at + word.len()..].chars().next();
            let length = name.map_or(0, char::len_utf8);
            rest.replace_range(at..at + word.len() + length, " ");
        }
    }
    let (first, after) = rest.trim_start().split_at(first_word(rest.trim_start()));
    let short = first.to_ascii_lowercase();
    let is_day = short.len() > 2 && ENGLISH_WEEKDAYS.iter().any(|day| day.starts_with(&short));
    if is_day { after.trim_start_matches(['.', ',', ' ']).to_owned() } else { rest }
}

fn first_word(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphabetic).count()
}

/// The text without a word for half of the day, and which half that is.
fn without_half(written: &str) -> (String, Option<&'static str>) {
    let found = HALVES.into_iter().find(|(word, _)| written.contains(word));
    match found {
        Some((word, half)) => (written.replacen(word, " ", 1), Some(half)),
        None => (written.to_owned(), None),
    }
}

/// Hyphens within the date, colons within the time, and no commas, ordinals or points.
fn separated(written: &str) -> String {
    let mut plain = String::with_capacity(written.len());
    let mut rest = written.chars().peekable();
    while let Some(character) = rest.next() {
        let next = rest.peek().copied().filter(char::is_ascii_digit);
        let last = plain.trim_end().chars().next_back();
        let after_digit = last.is_some_and(|last| last.is_ascii_digit());
        let in_time = plain.contains(':');
        match character {
            '年' | '月' => {
                plain.truncate(plain.trim_end().len());
                plain.push('-');
                while rest.next_if(|next| next.is_whitespace()).is_some() {}
            }
            '.' | '/' if !in_time && after_digit && next.is_some() => plain.push('-'),
            '.' if !in_time && last.is_some_and(char_is_letter) => {}
            '日' | '号' | '號' | ',' => plain.push(' '),
            '时' | '時' | '点' | '點' => {
                plain.push(':');
                if next.is_none() {
                    plain.push_str("00");
                }
            }
            '分' if next.is_some() => plain.push(':'),
            '分' | '秒' => {}
            letter if is_ordinal(letter, &rest, after_digit) => _ = rest.next(),
            other => plain.push(other),
        }
    }
    english_months(&plain)
}

fn char_is_letter(character: char) -> bool {
    character.is_ascii_alphabetic()
}

/// Whether `th` and the like follow a digit.
fn is_ordinal(
    letter: char,
    rest: &std::iter::Peekable<std::str::Chars<'_>>,
    after_digit: bool,
) -> bool {
    let second = rest.clone().next();
    let ends = !rest.clone().nth(1).is_some_and(char_is_letter);
    let pair = second.map(|second| (letter, second));
    after_digit && ends && matches!(pair, Some(('s', 't') | ('n' | 'r', 'd') | ('t', 'h')))
}

/// `1-Sept-2018` as `1 Sep 2018`.
fn english_months(plain: &str) -> String {
    if !plain.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return plain.to_owned();
    }
    let plain = plain.replace("Sept ", "Sep ").replace("Sept-", "Sep-");
    let (before, after) = (plain.find('-'), plain.find(|c: char| c.is_ascii_alphabetic()));
    match (before, after) {
        (Some(hyphen), Some(letter)) if hyphen + 1 == letter && hyphen < 3 => {
            plain.replacen('-', " ", 2)
        }
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_marks() {
        let check = |written: &str, expected: &str| assert_eq!(plain(written), expected);
        check("2023年8月30日（周三）下午2点5分", "2023-8-30 2:5 PM");
        check("2023年8月30日 14时", "2023-8-30 14:00");
        check("２０２３．８．３０", "2023-8-30");
        check("Wed, Aug. 30th, 2023", "Aug 30 2023");
        check("Sept 1 2018", "Sep 1 2018");
        check("十一月十日", "11-10");
        check("二十三日", "23");
        check("民国101年1月1日", "2012-1-1");
        check("2023-08-30 14:05:01.5", "2023-08-30 14:05:01.5");
        check("周三", "");
        check("日", "");
    }
}
