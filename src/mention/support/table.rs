//! Tables of words that are looked up at a place of a text: what begins after it, what ends before
//! it.
//!
//! A table is made once and asked by the first character (or the last), so that a long table costs
//! no more than a short one where nothing in it stands.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

/// Words with what they are worth.
pub(super) struct Table<V> {
    words: FxHashMap<char, Vec<(&'static str, V)>>,
    side: Side,
}

/// On which side of a place the words of a table stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// They begin at it.
    After,
    /// They end at it.
    Before,
}

impl<V: Copy> Table<V> {
    /// A table of groups of words, which are apart by white space; all words of a group are worth
    /// the same. A word of two groups belongs to the first.
    pub(super) fn new(side: Side, groups: &[(V, &'static str)]) -> Self {
        let mut words: FxHashMap<char, Vec<(&'static str, V)>> = FxHashMap::default();
        for (worth, group) in groups {
            for word in group.split_whitespace() {
                words.entry(side.nearest(word)).or_default().push((word, *worth));
            }
        }
        for known in words.values_mut() {
            known.sort_by_key(|(word, _)| (Reverse(word.len()), *word));
        }
        Self { words, side }
    }

    /// The longest word that stands at the edge of some text, and what it is worth.
    pub(super) fn at(&self, text: &str) -> Option<(&'static str, V)> {
        let known = self.words.get(&self.side.edge(text)?)?;
        known.iter().copied().find(|(word, _)| match self.side {
            Side::After => text.starts_with(word),
            Side::Before => text.ends_with(word),
        })
    }
}

impl Side {
    /// The character of a word that is nearest to the place.
    fn nearest(self, word: &str) -> char {
        self.edge(word).unwrap_or_default()
    }

    fn edge(self, text: &str) -> Option<char> {
        match self {
            Self::After => text.chars().next(),
            Self::Before => text.chars().next_back(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Side, Table};

    #[test]
    fn the_longest_word_at_the_edge_is_found() {
        let after = Table::new(Side::After, &[(1, "股 股价"), (2, "财报 股价")]);
        assert_eq!(after.at("股价大涨"), Some(("股价", 1)));
        assert_eq!(after.at("财报很差"), Some(("财报", 2)));
        assert_eq!(after.at("大涨"), None);
        assert_eq!(after.at(""), None);
        let before = Table::new(Side::Before, &[(1, "购 收购")]);
        assert_eq!(before.at("宣布收购"), Some(("收购", 1)));
        assert_eq!(before.at("收购了"), None);
    }
}
