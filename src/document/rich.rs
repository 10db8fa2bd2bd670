//! Strings that hold HTML, as the interfaces of sites hand them out, read as a reader sees them.
//!
//! Plain text is kept to the letter, as its offsets are the caller's.

use std::ops::Range;

use super::element::Element;
use super::section;
use super::text::Text;

/// A string's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub(super) text: Text,
    /// Ranges of the text that the site linked as entities.
    pub(super) links: Vec<Range<usize>>,
}

/// What stands between two strings of one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// The end of a line.
    Line,
    Nothing,
}

/// What tags a string has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    /// None: it is plain text.
    None,
    /// Such as stand in a line, or only references: its line breaks are the writer's.
    Inline,
    /// Such as make lines of their own: its line breaks say nothing.
    Block,
}

/// Tags within a line that sites use in texts; others may be what a text speaks of.
const INLINE: [&[u8]; 16] = [
    b"a", b"b", b"i", b"u", b"em", b"strong", b"span", b"font", b"img", b"code", b"sup", b"sub",
    b"del", b"small", b"mark", b"s",
];

/// The longest tag that is looked for, in bytes.
const LONGEST: usize = 2000;

/// Reads a string, which was written as the text's sources say.
pub(super) fn read(string: Text) -> Rich {
    let markup = markup(string.as_str());
    if markup == Markup::None {
        return Rich { text: string, links: Vec::new() };
    }
    let lines =
        if markup == Markup::Inline { section::Breaks::Kept } else { section::Breaks::Spaces };
    let read = section::read_html(string.as_str(), 0..string.len(), lines);
    Rich { text: read.text.on(&string), links: read.links }
}

/// What tags and references a string has: a tag counts if it closes again or never does.
fn markup(string: &str) -> Markup {
    let bytes = string.as_bytes();
    let mut found = Markup::None;
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        let closes = rest.first() == Some(&b'/');
        let name: Vec<u8> = rest[usize::from(closes)..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        let element = Element::named(&name);
        let is_void = matches!(element, Element::Break) || name == b"img" || name == b"hr";
        if !(closes || is_void) || memchr::memchr(b'>', &rest[..rest.len().min(LONGEST)]).is_none()
        {
            continue;
        }
        if element.is_block() || element == Element::Break || element == Element::Cell {
            return Markup::Block;
        }
        if INLINE.contains(&name.as_slice()) || element == Element::Silent {
            found = Markup::Inline;
        }
    }
    if found == Markup::None && has_reference(bytes) { Markup::Inline } else { found }
}

/// Whether a string has a character reference: `&amp;`, `&#39;`.
fn has_reference(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'&', bytes).any(|at| {
        let rest = &bytes[at + 1..];
        let length =
            rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        (2..=8).contains(&length) && rest.get(length) == Some(&b';')
    })
}

impl Rich {
    /// Adds another text.
    pub(super) fn append(&mut self, other: Self, joint: Joint) {
        if joint == Joint::Line {
            self.text.break_line(&other.text);
        }
        let begin = self.text.append(&other.text);
        let links = other.links.into_iter().map(|link| link.start + begin..link.end + begin);
        self.links.extend(links);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(string: &str, expected: &str) {
        let read = read(Text::from(string));
        assert_eq!(read.text.as_str(), expected, "{string}");
    }

    #[test]
    fn html_is_read_as_html() {
        check("<p>华为</p><p>小米</p>", "华为\n小米");
        check("<p>\n  华为\n</p>", "华为");
        check("甲<br>乙<br/>丙", "甲\n乙\n丙");
        check("甲\n<a href='/n/华为'>@乙</a>\n\n丙", "甲\n@乙\n\n丙");
        check("A&amp;B\n1 &lt; 2 &#39;", "A&B\n1 < 2 '");
        check("表情<img src=x alt=华为>后", "表情后");
        check("<script>var a = '华为'</script>正文", "正文");
    }

    #[test]
    fn plain_text_is_kept_to_the_letter() {
        for text in [
            "甲  乙\n\n\n 丙",
            "1 < 2 > 0",
            "用<b>标签",
            "a & b; c&d",
            "<华为>",
            "List<String>",
            "x<y&z;",
            "",
            "AT&T；",
            "if a<b then",
            "<T>",
            "&；",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn ranges_lead_back_through_both() {
        let mut string = Text::default();
        string.push_verbatim("<p>", 10);
        string.push_replacement("华", 13..19);
        string.push_verbatim("为&amp;</p>", 19);
        let read = read(string);
        assert_eq!(read.text.as_str(), "华为&");
        assert_eq!(read.text.source(0..6), 13..22);
        assert_eq!(read.text.source(0..3), 13..19);
        assert_eq!(read.text.source(6..7), 22..27);
    }
}
