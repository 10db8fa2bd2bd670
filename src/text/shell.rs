//! Words of commands that people are told to type: written so that a shell reads what is meant.

use std::borrow::Cow;

/// A word as a shell reads it: between quotes if it has signs that mean something to one.
#[must_use]
pub fn word(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:@%+=,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', r"'\''")).into()
    }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn a_shell_reads_what_is_meant() {
        let check = |typed: &str, expected: &str| assert_eq!(word(typed), expected);
        check("target/debug/haitu", "target/debug/haitu");
        check("元气森林", "元气森林");
        check("my store", "'my store'");
        check("it's", r"'it'\''s'");
    }
}
