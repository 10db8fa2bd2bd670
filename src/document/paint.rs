//! Paints over what a `CommonMark` parser cannot read, byte for byte, so that every offset holds.
//!
//! The painted copy is only parsed; the text itself is always taken from the file. Painted are image
//! data with quotes, spaces and angle brackets in a link's target, the line separators U+2028 and
//! U+2029, comments that hold line breaks, and punctuation beside `**`; then, each kind in a file of
//! its own, what is no text at all. What turns out to be cut off at the end of the page (a tag, a
//! comment) is painted on a second reading.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

mod formula;
mod leftover;
mod target;

/// What the first reading of a section found cut off, in bytes of the section.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    /// Tags without their `>`.
    pub(super) tags: Vec<Range<usize>>,
    /// Openings of comments that never close.
    pub(super) comments: Vec<usize>,
}

/// The section as the parser should see it; as long as `section`.
pub(super) fn paint<'a>(section: &'a str, cuts: &Cuts) -> Cow<'a, str> {
    let mut canvas = Canvas { section, painted: Vec::new() };
    canvas.line_separators();
    canvas.image_data();
    canvas.comments();
    canvas.emphasis();
    if memchr::memchr(b']', section.as_bytes()).is_some() {
        canvas.brackets();
        canvas.targets();
        canvas.definitions();
    }
    canvas.addresses();
    canvas.no_text();
    canvas.cuts(cuts);
    canvas.finish()
}

/// HTML as its tokenizer should see it; as long as `section`.
pub(super) fn paint_html<'a>(section: &'a str, cuts: &Cuts) -> Cow<'a, str> {
    let mut canvas = Canvas { section, painted: Vec::new() };
    canvas.no_text();
    canvas.cuts(cuts);
    canvas.finish()
}

struct Canvas<'a> {
    section: &'a str,
    /// Empty until something is painted.
    painted: Vec<u8>,
}

impl<'a> Canvas<'a> {
    /// The section as painted so far.
    fn now(&self) -> &[u8] {
        if self.painted.is_empty() { self.section.as_bytes() } else { &self.painted }
    }

    fn fill(&mut self, range: Range<usize>, byte: u8) {
        self.write(range.start, &vec![byte; range.len()]);
    }

    fn write(&mut self, at: usize, bytes: &[u8]) {
        if self.painted.is_empty() {
            self.painted = self.section.as_bytes().to_vec();
        }
        self.painted[at..at + bytes.len()].copy_from_slice(bytes);
    }

    /// `](data:image/svg+xml;utf8,<svg … >)` and `](<svg … ></svg>)`: the target becomes letters.
    fn image_data(&mut self) {
        let bytes = self.section.as_bytes();
        for bracket in memmem::find_iter(bytes, b"](") {
            let target = bracket + 2;
            if is_data(&bytes[target..])
                && let Some(length) = data_length(&bytes[target..])
            {
                self.fill(target..target + length, b'x');
            }
        }
    }

    /// A line separator is a hard break: two spaces and a line feed, which are as long.
    fn line_separators(&mut self) {
        for separator in ["\u{2028}", "\u{2029}"] {
            for at in memmem::find_iter(self.section.as_bytes(), separator) {
                self.write(at, b"  \n");
            }
        }
    }

    /// A comment with line breaks becomes one without: `CommonMark` would end it at a blank line.
    fn comments(&mut self) {
        let bytes = self.section.as_bytes();
        let mut past = 0;
        for open in memmem::find_iter(bytes, b"<!--") {
            if open < past {
                continue;
            }
            let Some(length) = memmem::find(&bytes[open + 4..], b"-->") else { return };
            let inside = open + 4..open + 4 + length;
            past = inside.end + 3;
            if memchr::memchr(b'\n', &self.now()[inside.clone()]).is_some() {
                self.fill(inside, b'x');
            }
        }
    }

    /// In `**甲：**乙` and `甲**[乙](丙)**`, written without the spaces of European text, `CommonMark`
    /// sees no end or beginning of the emphasis: `**` must not stand between punctuation and a
    /// letter. One of the two is painted as the other.
    fn emphasis(&mut self) {
        let bytes = self.section.as_bytes();
        for at in memmem::find_iter(bytes, b"**") {
            let (before, after) = (&self.section[..at], &self.section[at + 2..]);
            let neighbours = (before.chars().next_back(), after.chars().next());
            if let (Some(before), Some(after)) = neighbours {
                let (left, right) = ((at - before.len_utf8(), before), (at + 2, after));
                match (Role::of(before), Role::of(after)) {
                    (Role::Mark | Role::Syntax, Role::Letter) => self.level(left, right),
                    (Role::Letter, Role::Mark | Role::Syntax) => self.level(right, left),
                    _ => {}
                }
            }
        }
    }

    /// Paints a mark as a letter, or the letter as a mark where the mark has a meaning.
    fn level(&mut self, mark: (usize, char), letter: (usize, char)) {
        if Role::of(mark.1) == Role::Mark {
            self.write(mark.0, if mark.1.is_ascii() { b"x" } else { "一".as_bytes() });
        } else if letter.1.len_utf8() == 3 {
            self.write(letter.0, "。".as_bytes());
        }
    }

    /// The line up to an offset, as far as it may matter.
    fn line_before(&self, at: usize) -> &'a str {
        line_before(self.section, at)
    }

    /// Targets with spaces or line breaks become letters.
    fn targets(&mut self) {
        for target in target::find(self.section) {
            self.fill(target, b'x');
        }
    }

    /// The line breaks of an address between angle brackets become letters.
    fn addresses(&mut self) {
        if memchr::memchr(b'<', self.section.as_bytes()).is_none() {
            return;
        }
        for open in memmem::find_iter(self.section.as_bytes(), "<http") {
            let rest = &self.section.as_bytes()[open..];
            let length = memchr::memchr3(b'>', b'<', b' ', &rest[1..]).map(|length| length + 1);
            let Some(length) = length.filter(|length| rest[*length] == b'>') else { continue };
            if memmem::find(&rest[..length], b"\n\n").is_none() {
                for line in memchr::memchr_iter(b'\n', &rest[..length]) {
                    self.write(open + line, b"x");
                }
            }
        }
    }

    /// `[1]: 腾讯年报` defines no link: what it says is text, and its bracket becomes a letter.
    fn definitions(&mut self) {
        let bytes = self.section.as_bytes();
        for close in memmem::find_iter(bytes, b"]:") {
            let label = self.line_before(close).trim_start();
            let said = line_after(self.section, close + 2);
            let is_address = said.contains("://") || said.contains(['/', '#', '<', '.']);
            if label.starts_with('[') && !label.starts_with("[^") && !is_address && !said.is_ascii()
            {
                self.write(close - label.len(), b"x");
            }
        }
    }

    /// What is no text is left out: where it stands alone it becomes blank, else a tag without a
    /// meaning.
    fn no_text(&mut self) {
        let mut found = leftover::find(self.section);
        found.extend(formula::find(self.section));
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut past = 0;
        for range in found {
            if range.start >= past {
                past = range.end;
                self.erase(range);
            }
        }
    }

    fn erase(&mut self, range: Range<usize>) {
        let (before, after) = (&self.section[..range.start], &self.section[range.end..]);
        let in_attribute = before.ends_with(['(', '"', '\'', '=']) && !before.ends_with("$(");
        let begins = before.trim_end_matches([' ', '\t']).is_empty()
            || before.trim_end_matches([' ', '\t']).ends_with('\n');
        let ends = after.trim_start_matches([' ', '\t', '\r']).is_empty()
            || after.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        if in_attribute && !self.section[range.clone()].contains('\n') {
            self.fill(range, b'x');
        } else if begins && ends || range.len() < 3 {
            for at in range {
                if self.section.as_bytes()[at] != b'\n' {
                    self.fill(at..at + 1, b' ');
                }
            }
        } else {
            // Of the spaces on both sides one is left.
            let spaced = before.ends_with(' ') && after.starts_with(' ');
            let end = range.end + usize::from(spaced);
            self.fill(range.start..end, b'b');
            self.write(range.start, b"<");
            self.write(end - 1, b">");
        }
    }

    /// In `[[1]](target)` the inner brackets are text: they would make a link to a note.
    fn brackets(&mut self) {
        for close in memmem::find_iter(self.section.as_bytes(), b"]](") {
            let line = self.line_before(close);
            if let Some(open) = line.rfind("[[")
                && !line[open + 2..].contains(['[', ']', '\\'])
            {
                self.write(close - line.len() + open + 1, b"x");
                self.write(close, b"x");
            }
        }
    }

    /// What is cut off becomes a tag that means nothing.
    fn cuts(&mut self, cuts: &Cuts) {
        for &at in &cuts.comments {
            self.write(at, b"<bb>");
        }
        for tag in &cuts.tags {
            self.fill(tag.clone(), if tag.len() > 2 { b'b' } else { b' ' });
            if tag.len() > 2 {
                self.write(tag.start, b"<");
                self.write(tag.end - 1, b">");
            }
        }
    }

    fn finish(self) -> Cow<'a, str> {
        match String::from_utf8(self.painted) {
            Ok(painted) if !painted.is_empty() => Cow::Owned(painted),
            _ => Cow::Borrowed(self.section),
        }
    }
}

/// How far round a mark its line is looked at, in bytes.
const REACH: usize = 600;

/// What stands before an offset in its line, as far as it may matter.
fn line_before(section: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(REACH);
    while !section.is_char_boundary(from) {
        from += 1;
    }
    let near = &section[from..at];
    near.rfind('\n').map_or(near, |line| &near[line + 1..])
}

/// What stands from an offset on in its line, as far as it may matter.
fn line_after(section: &str, at: usize) -> &str {
    let near = beginning(&section[at..], REACH);
    near.find('\n').map_or(near, |end| &near[..end])
}

/// The paragraph that a text begins with, so many bytes at most.
fn paragraph(text: &str, most: usize) -> &str {
    let near = beginning(text, most);
    near.find("\n\n").map_or(near, |end| &near[..end])
}

/// The beginning of a text, so many bytes at most.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What a character beside `**` is to a `CommonMark` parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Letter,
    /// Punctuation of one or three bytes that means nothing in Markdown.
    Mark,
    /// Other punctuation, brackets first of all.
    Syntax,
    /// White space, and asterisks of a longer run.
    Other,
}

impl Role {
    fn of(character: char) -> Self {
        match character {
            '*' => Self::Other,
            '.' | ',' | ':' | ';' | '?' | '%' => Self::Mark,
            '\u{200B}'..='\u{200F}' => Self::Letter,
            _ if character.is_whitespace() => Self::Other,
            _ if character.is_alphanumeric() => Self::Letter,
            '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF65}' => {
                Self::Mark
            }
            _ => Self::Syntax,
        }
    }
}

/// Whether a link's target is data, or markup between angle brackets.
fn is_data(target: &[u8]) -> bool {
    target.starts_with(b"data:") || target.starts_with(b"<data:") || target.starts_with(b"<svg")
}

/// Length of the data at the beginning of `target`: before `)`, after the `>` if it holds markup.
/// `None` when it does not end before the next link or the end of the paragraph.
fn data_length(target: &[u8]) -> Option<usize> {
    let before_link = &target[..memmem::find(target, b"](").unwrap_or(target.len())];
    let data = &before_link[..memmem::find(before_link, b"\n\n").unwrap_or(before_link.len())];
    let close = memchr::memchr2(b')', b'<', data)?;
    if data[close] == b')' {
        return Some(close);
    }
    memmem::find(data, b">)").map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(section: &str, expected: &str) {
        let painted = paint(section, &Cuts::default());
        assert_eq!(painted, expected);
        assert_eq!(painted.len(), section.len());
    }

    #[test]
    fn nothing_to_paint_is_not_copied() {
        let section = "海 ![](https://a.b/c.png) <!-- 洋 --> [x](y)";
        assert!(matches!(paint(section, &Cuts::default()), Cow::Borrowed(_)));
    }

    #[test]
    fn image_data_becomes_letters() {
        check("a![](data:i;utf8,<svg w='1' u(2)></svg>)b", &format!("a![]({})b", "x".repeat(34)));
        check("a![](<svg w='1'></svg>)b", &format!("a![]({})b", "x".repeat(17)));
        check("![](data:i;base64,QQ==)b)", &format!("![]({})b)", "x".repeat(18)));
        check("![](data:<svg\n\n正文>)", "![](data:<svg\n\n正文>)");
        check("![](data:<svg [甲](乙>)", "![](data:<svg [甲](乙>)");
    }

    #[test]
    fn line_separators_become_hard_breaks() {
        check("甲\u{2028}乙\u{2029}", "甲  \n乙  \n");
    }

    #[test]
    fn comments_become_one_line() {
        check("a<!-- 1\n\n2 -->b<!-- 3 -->", "a<!--xxxxxx-->b<!-- 3 -->");
        check("a<!-- 1\n\n2", "a<!-- 1\n\n2");
    }

    #[test]
    fn punctuation_beside_emphasis_becomes_letters() {
        check("**甲：**乙", "**甲一**乙");
        check("甲**“乙”**丙**5%**丁", "甲**一乙一**丙**5x**丁");
        check("甲**[乙](丙)**丁", "。**[乙](丙)**。");
        check("[甲](乙)**。 ***甲。*** ****。****", "[甲](乙)**。 ***甲。*** ****。****");
    }

    #[test]
    fn cuts_become_tags() {
        let cuts = Cuts { tags: std::iter::once(0..9).collect(), comments: vec![12] };
        assert_eq!(paint("<p title=正<!--文", &cuts), "<bbbbbbb>正<bb>文");
    }
}
