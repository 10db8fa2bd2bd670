//! Lines of text for a terminal: broken where Chinese and Latin text may be, by the width that
//! characters have on a screen, with some parts in colour or between marks.

use std::fmt;
use std::ops::Range;

use anstyle::{AnsiColor, Color, Style};
use unicode_width::UnicodeWidthChar as _;

/// How a name is shown within its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// In colour.
    Colour,
    /// Between ‹ and ›, where there is no colour.
    Brackets,
}

/// What text is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// How wide lines may be, in columns.
    pub width: usize,
    /// How names are marked within their sentences.
    pub marks: Marks,
}

/// Text like any other.
pub const PLAIN: Style = Style::new();
/// What stands above other text.
pub const HEADING: Style = Style::new().bold();
/// What matters less.
pub const FAINT: Style = Style::new().dimmed();
/// A name within its sentence.
pub const MARK: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Red)));
/// Where something stands in a file.
pub const PLACE: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Cyan)));

/// Text of which parts have a style; it has no control characters.
#[derive(Debug, Default)]
pub struct Paragraph {
    text: String,
    styles: Vec<(Range<usize>, Style)>,
    /// Where lines may not be broken.
    whole: Vec<Range<usize>>,
}

impl Paragraph {
    /// Appends text.
    pub fn push(&mut self, text: &str, style: Style) {
        let start = self.text.len();
        self.text.extend(text.chars().map(on_a_line));
        self.styles.push((start..self.text.len(), style));
    }

    /// Appends a sentence, behind a space where Latin text needs one.
    pub fn push_sentence(&mut self, sentence: &str, style: Style) {
        self.end_sentence(sentence);
        self.push(sentence, style);
    }

    /// Appends a space if Latin text ended and `next` goes on with it.
    pub fn end_sentence(&mut self, next: &str) {
        if self.text.ends_with(|c: char| c.is_ascii()) && next.starts_with(|c: char| c.is_ascii()) {
            self.push(" ", Style::new());
        }
    }

    /// Appends texts that stay together on one line, if they are not longer than one.
    pub fn push_whole(&mut self, parts: &[(&str, Style)]) {
        let start = self.text.len();
        for (text, style) in parts {
            self.push(text, *style);
        }
        self.whole.push(start..self.text.len());
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Writes the lines, each but the first behind so many spaces; on the first, as many columns are
    /// taken already.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write(&self, out: &mut dyn fmt::Write, indent: usize, width: usize) -> fmt::Result {
        for (number, line) in
            self.lines(width.saturating_sub(indent).max(1)).into_iter().enumerate()
        {
            if number > 0 {
                write!(out, "{:indent$}", "")?;
            }
            self.write_line(out, &line)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_line(&self, out: &mut dyn fmt::Write, line: &Range<usize>) -> fmt::Result {
        for (range, style) in &self.styles {
            let part = range.start.max(line.start)..range.end.min(line.end);
            if !part.is_empty() {
                write!(out, "{style}{}{style:#}", &self.text[part])?;
            }
        }
        Ok(())
    }

    /// The lines as ranges of bytes, without the spaces at which they are broken; at least one.
    fn lines(&self, width: usize) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        while let Some(end) = self.line_end(start, width) {
            lines.push(start..start + self.text[start..end].trim_end().len());
            start = end + (self.text[end..].len() - self.text[end..].trim_start().len());
        }
        if start < self.text.len() || lines.is_empty() {
            lines.push(start..self.text.len());
        }
        lines
    }

    /// Where a line has to end that begins at `start`; nothing if the rest fits.
    fn line_end(&self, start: usize, width: usize) -> Option<usize> {
        let (mut column, mut last) = (0, None);
        let mut before = None;
        for (at, c) in self.text[start..].char_indices() {
            let at = start + at;
            if before.is_some_and(|before| may_break(before, c)) && !self.is_within_whole(at, start)
            {
                last = Some(at);
            }
            column += c.width().unwrap_or(0);
            if column > width && c != ' ' && at > start {
                return Some(last.unwrap_or(at));
            }
            before = Some(c);
        }
        None
    }

    /// Whether a line may not be broken at a place, because what stands there is to stay whole; what
    /// fills a line by itself is broken nevertheless.
    fn is_within_whole(&self, at: usize, line: usize) -> bool {
        self.whole.iter().any(|whole| whole.start < at && at < whole.end && whole.start > line)
    }
}

/// Whether a line may be broken between two characters.
fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。！？；：、）」』”’》】〉›…—,.!?;:)]}%";
    const OPENING: &str = "（「『“‘《【〈‹([{";
    if after == ' ' || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    let is_wide = |c: char| c.width() == Some(2);
    before == ' '
        || is_wide(before)
        || is_wide(after)
        || CLOSING.contains(before) && !before.is_ascii()
}

/// A text as it may be shown on one line: line breaks and tabs become spaces, and what steers
/// terminals or turns the direction of text becomes `\u{fffd}`.
#[must_use]
pub fn on_one_line(text: &str) -> String {
    text.chars().map(on_a_line).collect()
}

fn on_a_line(c: char) -> char {
    if matches!(c, '\n' | '\r' | '\t') { ' ' } else { harmless(c) }
}

/// A character as it may be shown: what steers terminals or turns the direction of text may not.
fn harmless(c: char) -> char {
    let steers = c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if steers { '\u{fffd}' } else { c }
}

#[cfg(test)]
mod tests {
    use anstyle::Style;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr as _;

    use super::{Paragraph, on_one_line};

    #[test]
    fn no_text_moves_the_cursor() {
        assert_eq!(on_one_line("a\nb\u{1b}[2Jc\u{202e}"), "a b\u{fffd}[2Jc\u{fffd}");
    }

    fn lines(text: &str, width: usize) -> Vec<String> {
        let mut paragraph = Paragraph::default();
        paragraph.push(text, Style::new());
        let lines = paragraph.lines(width);
        lines.into_iter().map(|line| paragraph.text[line].to_owned()).collect()
    }

    #[test]
    fn lines_are_broken_where_readers_expect_it() {
        let check = |text: &str, width, expected: &[&str]| {
            assert_eq!(lines(text, width), expected, "{text}");
        };
        check("", 10, &[""]);
        check("中国企业出海", 8, &["中国企业", "出海"]);
        check("中国企业，出海", 8, &["中国企", "业，出海"]);
        check("他们说（中国）", 8, &["他们说", "（中国）"]);
        check("Huawei and Xiaomi", 10, &["Huawei and", "Xiaomi"]);
        check("使用Huawei手机", 8, &["使用", "Huawei手", "机"]);
        check("abcdefghij", 4, &["abcd", "efgh", "ij"]);
        check("a b", 80, &["a b"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[a-z 中国，。（）]{0,60}", width in 4_usize..30) {
            let lines = lines(&text, width);
            for line in &lines {
                prop_assert!(line.trim_end().width() <= width, "{line:?} is wider than {width}");
            }
            let squeeze = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeeze(&lines.concat()), squeeze(&text));
        }

        #[test]
        fn any_text_is_broken(text: String, width in 0_usize..12) {
            lines(&text, width);
        }
    }
}
