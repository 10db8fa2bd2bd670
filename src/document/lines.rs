//! JSON Lines: one unit a line, `{"id","title"?,"author"?,"date"?,"text"}` or what people call these.
//!
//! Plain text is kept to the letter, as its offsets are the caller's; escapes lead back to the bytes
//! that were written. A bad line is refused, the others are read.

use super::Unit;
use super::json;
use super::refusals::Refusals;

/// Whether the first line that is not blank is such an object, and not the only one with texts of
/// others in it.
pub(super) fn is_lines(file: &str) -> bool {
    let mut lines = lines(file);
    lines.next().is_some_and(|first| {
        is_line(first) && (lines.next().is_some() || !json::holds_further(first))
    })
}

/// Whether any line is such an object: the first may be cut off.
pub(super) fn has_lines(file: &str) -> bool {
    lines(file).any(is_line)
}

fn is_line(line: &str) -> bool {
    line.trim_start().starts_with('{') && json::is_line(line)
}

/// The lines that are not blank.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    trim_mark(file).lines().filter(|line| !line.trim().is_empty())
}

/// Reads all lines.
pub(super) fn read(file: &str, refused: &mut Refusals<'_>) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut at = file.len() - trim_mark(file).len();
    for (line, number) in trim_mark(file).split_inclusive('\n').zip(1..) {
        if !line.trim().is_empty() {
            match json::line(file, line, refused) {
                Ok(unit) => units.push(Unit { position: number, ..unit }),
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
    fn a_first_line_may_be_cut_off() {
        let check = |file: &str, expected: bool| assert_eq!(has_lines(file), expected, "{file}");
        check("\n{\"text\":\"海\n{\"content\":\"洋\"}\n", true);
        check("{\"id\":\"a\"}\n{\"text\":1}", false);
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
