//! Lists of words that are written as one text with spaces, as is handy for many short words.

use std::sync::LazyLock;

/// A list of words.
pub(super) type Words = LazyLock<Vec<&'static str>>;

/// The words of a text.
pub(super) fn split(words: &'static str) -> Vec<&'static str> {
    words.split_whitespace().collect()
}

/// Whether a text begins with one of some words.
pub(super) fn begins(text: &str, words: &Words) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Whether a text ends with one of some words.
pub(super) fn ends(text: &str, words: &Words) -> bool {
    words.iter().any(|word| text.ends_with(word))
}
