//! Targets of links and images that `CommonMark` does not take for targets: with spaces in them, or
//! broken over lines.

use std::ops::Range;

use memchr::memmem;

use super::{beginning, line_before};

/// The longest target, in bytes.
const LONGEST: usize = 1500;

/// The targets of a section that a parser would not read, ascending.
pub(super) fn find(section: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for bracket in memmem::find_iter(section.as_bytes(), "](") {
        let start = bracket + 2;
        if let Some(target) = target(section, start)
            && is_odd(&section[target.clone()])
            && (is_image(section, bracket) || is_address(&section[target.clone()]))
        {
            found.push(target);
        }
    }
    found
}

/// What stands between the bracket before `start` and the one that closes it; a title at its end is
/// left out.
fn target(section: &str, start: usize) -> Option<Range<usize>> {
    let rest = beginning(&section[start..], LONGEST);
    let mut depth = 1;
    for at in memchr::memchr3_iter(b'(', b')', b'\n', rest.as_bytes()) {
        match rest.as_bytes()[at] {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(start..start + without_title(&rest[..at])),
            b')' => depth -= 1,
            _ if rest[at + 1..].starts_with('\n') => return None,
            _ => {}
        }
    }
    None
}

/// Length of a target before its title in quotes.
fn without_title(inside: &str) -> usize {
    let trimmed = inside.trim_end();
    let title = trimmed
        .ends_with('"')
        .then(|| trimmed.find(" \"").or_else(|| trimmed.find("\n\"")))
        .flatten();
    title.unwrap_or(inside.len())
}

/// Whether there is white space in a target, and no angle brackets that would allow it.
fn is_odd(target: &str) -> bool {
    let target = target.trim_matches(' ');
    target.contains([' ', '\n', '\t']) && !target.starts_with('<') && !target.contains("](")
}

/// Whether the bracket at `bracket` closes the description of an image.
fn is_image(section: &str, bracket: usize) -> bool {
    let before = line_before(section, bracket);
    before.rfind('[').is_some_and(|open| before[..open].ends_with('!'))
}

/// Whether a text is an address rather than a remark in brackets.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let first = text.split_whitespace().next().unwrap_or_default();
    let ending = text.rsplit_once('.').map(|(_, ending)| ending);
    let has_ending = ending.is_some_and(|ending| {
        (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    text.contains("://")
        || first.starts_with(['/', '.', '#'])
        || has_ending && !text.contains(['，', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(section: &str, expected: &[&str]) {
        let found: Vec<_> = find(section).into_iter().map(|range| &section[range]).collect();
        assert_eq!(found, expected, "{section}");
    }

    #[test]
    fn odd_targets_are_found() {
        check("![图](../a/美国与华为 4.6/a.jpg)", &["../a/美国与华为 4.6/a.jpg"]);
        check("[看](files/腾讯 年报 2020.pdf)，", &["files/腾讯 年报 2020.pdf"]);
        check("[看](https://a.b/c-\nd?华为)", &["https://a.b/c-\nd?华为"]);
        check("![图](a b (1).png)后", &["a b (1).png"]);
        check("![图](a b.png \"题\")", &["a b.png"]);
        check("[a](/x y)[b](./华 为)", &["/x y", "./华 为"]);
    }

    #[test]
    fn others_are_left_alone() {
        for text in [
            "![图](a.png)",
            "[看](https://a.b/c \"题\")",
            "[注](见 华为年报)",
            "[1](这里说的是 华为。不是别的)",
            "[a](<b c>)",
            "[a](b",
            "[a](b\n\nc d.png)",
            "](",
            "[华为](小米 与 腾讯)",
        ] {
            check(text, &[]);
        }
    }
}
