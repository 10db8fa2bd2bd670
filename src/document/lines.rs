//! JSON Lines: one unit a line, `{"id","title"?,"author"?,"date"?,"text"}`.
//!
//! The text is plain text and kept to the letter, as its offsets are the caller's; escapes lead
//! back to the bytes that were written. A bad line is refused, the others are read.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::date;
use super::refusals::Refusals;
use super::text::Text;
use super::{Unit, UnitKind};

/// One line; further fields are ignored.
#[derive(Deserialize)]
struct Line<'a> {
    id: Option<Id>,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    #[serde(borrow)]
    text: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl Id {
    fn into_string(self) -> String {
        match self {
            Id::Text(id) => id,
            Id::Number(id) => id.to_string(),
        }
    }
}

/// Whether the first line that is not blank is such an object.
pub(super) fn is_lines(file: &str) -> bool {
    first(file).is_some_and(|line| line.trim_start().starts_with('{') && parse(line).is_ok())
}

/// What is wrong with the first line, if it begins as such an object does and is none.
pub(super) fn mistake(file: &str) -> Option<String> {
    first(file)
        .filter(|line| line.trim_start().starts_with("{\""))
        .and_then(|line| parse(line).err())
}

/// The first line that is not blank.
fn first(file: &str) -> Option<&str> {
    trim_mark(file).lines().find(|line| !line.trim().is_empty())
}

/// Reads all lines.
pub(super) fn read(file: &str, refused: &mut Refusals<'_>) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut at = file.len() - trim_mark(file).len();
    for (line, number) in trim_mark(file).split_inclusive('\n').zip(1..) {
        if !line.trim().is_empty() {
            match parse(line) {
                Ok(read) => units.push(unit(file, at, number, read, refused)),
                Err(message) => refused.at(at, format!("{message}; skipped")),
            }
        }
        at += line.len();
    }
    units
}

/// The file without its byte order mark.
fn trim_mark(file: &str) -> &str {
    file.trim_start_matches('\u{FEFF}')
}

/// Reads one line, or says what is wrong with it.
fn parse(line: &str) -> Result<Line<'_>, String> {
    let read: Line<'_> = serde_json::from_str(line).map_err(|error| {
        let message = error.to_string();
        let problem = message.split(" at line ").next().unwrap_or_default();
        format!("is not a JSON object with a string `text` ({problem}, column {})", error.column())
    })?;
    if read.text.get().starts_with('"') {
        Ok(read)
    } else {
        Err("is not a JSON object with a string `text` (`text` is no string)".to_owned())
    }
}

fn unit(file: &str, at: usize, number: u32, line: Line<'_>, refused: &mut Refusals<'_>) -> Unit {
    let published = line.date.as_deref().and_then(date::normalise);
    if let (Some(written), None) = (&line.date, &published) {
        refused.at(at, format!("`{written}` is not a date; left out"));
    }
    Unit {
        kind: UnitKind::Article,
        position: number,
        id: line.id.map(Id::into_string),
        author: line.author.filter(|author| !author.is_empty()),
        title: line.title.map(Arc::from),
        published,
        text: text(file, line.text.get()),
        links: Vec::new(),
    }
}

/// The text of a JSON string that stands in `file`.
fn text(file: &str, quoted: &str) -> Text {
    let string = &quoted[1..quoted.len() - 1];
    let start = string.as_ptr().addr() - file.as_ptr().addr();
    let mut text = Text::default();
    let mut at = 0;
    while let Some(length) = memchr::memchr(b'\\', &string.as_bytes()[at..]) {
        text.push_verbatim(&string[at..at + length], start + at);
        at += length;
        let (character, length) = unescape(&string[at..]);
        let source = Range { start: start + at, end: start + at + length };
        text.push_replacement(character.encode_utf8(&mut [0; 4]), source);
        at += length;
    }
    text.push_verbatim(&string[at..], start + at);
    text
}

/// The character that the escape at the beginning of `string` stands for, and its length.
fn unescape(string: &str) -> (char, usize) {
    let character = match string.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'u') => return unescape_code(string),
        _ => return (string[1..].chars().next().unwrap_or('\\'), 2.min(string.len())),
    };
    (character, 2)
}

/// The same for `\uXXXX` and pairs of it.
fn unescape_code(string: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = string.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let units = [unit(0), unit(6)].into_iter().map_while(|unit| unit);
    let first = char::decode_utf16(units).next();
    let character = first.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER);
    (character, 6 * character.len_utf16().min(string.len() / 6).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(file: &str) -> (Vec<Unit>, Vec<String>) {
        let mut refused = Refusals::new("p", file);
        let units = read(file, &mut refused);
        (units, refused.into_list().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_first_line_tells_the_format() {
        let check = |file: &str, expected: bool| assert_eq!(is_lines(file), expected, "{file}");
        check("\n{\"id\":1,\"text\":\"海\"}\n坏", true);
        check("\u{FEFF}{\"text\":\"\"}", true);
        check("{\"text\":1}", false);
        check("{\"id\":\"a\"}", false);
        check("[\"text\"]", false);
        check("{海}", false);
        check("", false);
    }

    #[test]
    fn a_first_line_that_only_begins_as_one_is_a_mistake() {
        let check = |file: &str, expected: bool| {
            assert_eq!(mistake(file).is_some(), expected, "{file}");
        };
        check("\n{\"text\":\"海", true);
        check("{\"id\":\"a\"}", true);
        check("{\"text\":\"海\"}", false);
        check("{海}", false);
        check("", false);
    }

    #[test]
    fn escapes_lead_back_to_their_bytes() {
        let check = |written: &str, expected: &str, last: &str| {
            let file = format!("{{\"text\": \"{written}\"}}");
            let (units, refused) = read_all(&file);
            assert_eq!(refused, [""; 0]);
            let text = &units[0].text;
            assert_eq!(text.as_str(), expected, "{written}");
            let start = expected.char_indices().next_back().map_or(0, |(at, _)| at);
            assert_eq!(&file[text.source(start..expected.len())], last, "{written}");
        };
        check("海洋", "海洋", "洋");
        check("a\\n\\\"b\\\\\\/", "a\n\"b\\/", "\\/");
        check("\\u6d77\\u6D0B", "海洋", "\\u6D0B");
        check("a\\ud83d\\ude00", "a😀", "\\ud83d\\ude00");
        check("a\\ud83d\\u6d77", "a\u{FFFD}海", "\\u6d77");
        check("\\t\\r\\b\\f海", "\t\r\u{8}\u{C}海", "海");
    }

    #[test]
    fn fields_are_optional() {
        let line = r#"{"id":7,"title":"题","author":"","date":"2022-04-28","text":"文","x":[]}"#;
        let (units, refused) = read_all(&format!("\n{line}\r\n"));
        let unit = &units[0];
        assert_eq!((unit.position, unit.id.as_deref()), (2, Some("7")));
        assert_eq!((unit.title.as_deref(), unit.author.as_deref()), (Some("题"), None));
        assert_eq!((unit.published.as_deref(), refused.len()), (Some("2022-04-28"), 0));
    }

    #[test]
    fn bad_lines_are_refused_alone() {
        let file = "{\"text\":\"甲\"}\n坏\n{\"text\":\"乙\",\"date\":\"昨天\"}\n{\"id\":1}\n";
        let (units, refused) = read_all(file);
        let texts: Vec<_> = units.iter().map(|unit| unit.text.as_str()).collect();
        assert_eq!(texts, ["甲", "乙"]);
        assert_eq!(
            refused,
            [
                "`p`, line 2: is not a JSON object with a string `text` (expected value, \
                 column 1); skipped",
                "`p`, line 3: `昨天` is not a date; left out",
                "`p`, line 4: is not a JSON object with a string `text` (missing field `text`, \
                 column 8); skipped",
            ]
        );
    }
}
