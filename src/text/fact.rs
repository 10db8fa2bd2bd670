//! Lines of facts: a word that says what they are about, and behind it what there is to say.

use std::fmt;

use unicode_width::UnicodeWidthStr as _;

use super::paragraph::{FAINT, PLAIN, Paragraph};

/// Writes a word and behind it, from a column on, names; those beyond the most are only counted.
///
/// # Errors
/// When `f` fails.
pub fn write_names(
    f: &mut fmt::Formatter<'_>,
    word: &str,
    names: &[String],
    most: usize,
    (column, width): (usize, usize),
) -> fmt::Result {
    let mut list = Paragraph::default();
    let shown = names.len().min(most);
    for (number, name) in names[..shown].iter().enumerate() {
        let separator = if number + 1 < shown { "、" } else { "" };
        list.push_whole(&[(&format!("{name}{separator}"), PLAIN)]);
    }
    if names.len() > shown {
        list.push(&format!(" and {} more", names.len() - shown), FAINT);
    }
    write_word(f, word, column)?;
    list.write(f, column, width)
}

/// Writes what it is that follows, up to the column where that begins.
///
/// # Errors
/// When `f` fails.
pub fn write_word(f: &mut fmt::Formatter<'_>, word: &str, column: usize) -> fmt::Result {
    let gap = column.saturating_sub(2 + word.width());
    write!(f, "  {FAINT}{word}{FAINT:#}{:gap$}", "")
}
