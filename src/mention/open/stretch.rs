//! The stretch of text before a legal form in which its name must lie: Chinese characters, Latin
//! letters, and brackets that belong into names; everything else is a border.

use std::ops::Range;

use crate::mention::definition::introduces;
use crate::text::fold::{is_han, is_latin};

/// How far before its legal form a name begins at most, in characters.
const REACH: usize = 44;
/// How many characters the brackets inside a name hold.
const BRACKETED: std::ops::RangeInclusive<usize> = 2..=12;

/// Where a stretch begins, and the brackets in it that belong to the name: bytes of the text, in
/// reading order.
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) brackets: Vec<Range<usize>>,
}

/// The stretch that ends where a legal form begins.
pub(super) fn before(text: &str, end: usize) -> Stretch {
    let mut chars: Vec<(usize, char)> = text[..end].char_indices().rev().take(REACH).collect();
    chars.reverse();
    let mut first = chars.len();
    let mut brackets = Vec::new();
    while let Some(&(_, c)) = first.checked_sub(1).map(|last| &chars[last]) {
        if is_closing(c) {
            let Some(open) = bracket(text, &chars[..first]) else { break };
            let after = chars.get(first).map_or(end, |&(at, _)| at);
            brackets.push(chars[open].0..after);
            first = open;
        } else if is_part(c) || c == ' ' && joins(&chars, first - 1) {
            first -= 1;
        } else {
            break;
        }
    }
    brackets.reverse();
    Stretch { start: chars.get(first).map_or(end, |&(at, _)| at), brackets }
}

/// Whether a character closes a bracket that may belong to a name.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// Whether a character opens one.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_part(c: char) -> bool {
    is_han(c) || is_latin(c) || matches!(c, '·' | '•' | '∙' | '・' | '&' | '＆' | '-')
}

/// Whether the space at a place is one that typesetters put inside names: beside a bracket, or between
/// Latin letters and Chinese.
fn joins(chars: &[(usize, char)], at: usize) -> bool {
    let left = at.checked_sub(1).map(|left| chars[left].1);
    // A name does not end in its first space: what follows is the legal form.
    let right = chars.get(at + 1).map(|&(_, c)| c);
    let is_letter = |c: char| c.is_ascii_alphabetic();
    match (left, right) {
        (Some(left), None) => is_closing(left) || is_letter(left),
        (Some(left), Some(right)) => {
            is_closing(left)
                || is_opening(right)
                || is_letter(left) && is_han(right)
                || is_han(left) && is_letter(right)
        }
        (None, _) => false,
    }
}

/// Where the bracket opens that closes at the end of `chars`, if what it holds may be part of a name:
/// a place, a form, a foreign spelling; not a number, a role or a definition.
fn bracket(text: &str, chars: &[(usize, char)]) -> Option<usize> {
    let (last, inner) = chars.split_last()?;
    let is_held = |c: char| is_han(c) || is_latin(c) || matches!(c, ' ' | '·' | '&' | '-' | '.');
    let held = inner.iter().rev().take_while(|&&(_, c)| is_held(c)).count();
    let open = inner.len().checked_sub(held + 1).filter(|&open| is_opening(inner[open].1))?;
    let inside = text[inner[open].0..last.0].trim_start_matches(is_opening).trim();
    let is_chinese = inside.chars().any(is_han);
    let fits = if is_chinese {
        BRACKETED.contains(&inside.chars().count()) && !introduces(inside)
    } else {
        inside.chars().next().is_some_and(char::is_alphabetic) && !inside.contains('.')
    };
    (fits && open > 0).then_some(open)
}

/// Where the text before an opening bracket ends, spaces left out, if one opens at `at`.
pub(super) fn before_opening(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].strip_suffix(is_opening)?;
    Some(before.strip_suffix(' ').unwrap_or(before).len())
}

/// Where a bracket opens that closes at `at`, a space left out, if it may stand in a name.
pub(super) fn bracket_before(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
    let mut chars: Vec<(usize, char)> = before.char_indices().rev().take(REACH).collect();
    chars.reverse();
    chars.last().filter(|&&(_, c)| is_closing(c))?;
    let open = chars[bracket(text, &chars)?].0;
    Some(text[..open].strip_suffix(' ').unwrap_or(&text[..open]).len())
}
