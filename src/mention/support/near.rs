//! What stands round an ambiguous name, read once for all questions about it.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::ordinary_word::{ACTIONS, MODIFIERS, PEOPLE, PERSONS, PREVALENT};
use crate::mention::segment::{Commonness, Segmenter};
use crate::text::fold::simple_han;

/// How many characters on each side of a name are read.
const REACH: usize = 40;

/// What a name is besides a company's, as far as its syntax goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// No word with a syntax of its own.
    Plain,
    /// A verb: 移动, 联想.
    Action,
    /// An adjective or adverb, or a noun that stands before others: 现代, 统一, 民生.
    Modifier,
    /// A word for people: 大众.
    People,
    /// A person's name: 林肯.
    Person,
}

static SORTS: LazyLock<FxHashMap<&str, Sort>> = LazyLock::new(|| {
    let tables = [
        (PERSONS, Sort::Person),
        (ACTIONS, Sort::Action),
        (MODIFIERS, Sort::Modifier),
        (PEOPLE, Sort::People),
    ];
    let words = tables.into_iter();
    words.flat_map(|(words, sort)| words.split_whitespace().map(move |word| (word, sort))).collect()
});

static OFTEN_MEANT: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| PREVALENT.split_whitespace().collect());

/// An ambiguous name and the text round it, in simplified characters.
pub(super) struct Near {
    /// The name and some text on both sides.
    pub(super) text: String,
    /// Where the name stands in it.
    pub(super) range: Range<usize>,
    pub(super) sort: Sort,
    pub(super) commonness: Commonness,
    /// Whether the name means the company oftener than the word.
    pub(super) is_prevalent: bool,
}

impl Near {
    /// Reads the text round a range.
    pub(super) fn new(segmenter: &Segmenter, text: &str, range: &Range<usize>) -> Self {
        let before = text[..range.start].char_indices().rev().take(REACH);
        let start = before.last().map_or(range.start, |(at, _)| at);
        let after = text[range.end..].char_indices().nth(REACH);
        let end = after.map_or(text.len(), |(at, _)| range.end + at);
        let left = simplified(&text[start..range.start]);
        let name = simplified(&text[range.clone()]);
        Self {
            sort: SORTS.get(name.as_str()).copied().unwrap_or(Sort::Plain),
            is_prevalent: OFTEN_MEANT.contains(name.as_str()),
            commonness: segmenter.commonness(&name),
            range: left.len()..left.len() + name.len(),
            text: left + &name + &simplified(&text[range.end..end]),
        }
    }

    /// Whether the name is an everyday word, whose being there again proves nothing.
    pub(super) fn is_everyday(&self) -> bool {
        self.commonness == Commonness::Everyday
    }

    /// Whether the name has a syntax of its own, so that what follows it may be its object or its
    /// noun.
    pub(super) fn is_loose(&self) -> bool {
        self.sort != Sort::Plain
    }

    /// The name, in simplified characters.
    pub(super) fn name(&self) -> &str {
        &self.text[self.range.clone()]
    }

    pub(super) fn before(&self) -> &str {
        &self.text[..self.range.start]
    }

    pub(super) fn after(&self) -> &str {
        &self.text[self.range.end..]
    }
}

/// The text with its Chinese characters in their simplified forms.
fn simplified(text: &str) -> String {
    text.chars().map(simple_han).collect()
}

#[cfg(test)]
mod tests {
    use super::{Near, Sort};
    use crate::catalog::Catalog;
    use crate::mention::segment::Segmenter;

    #[test]
    fn the_neighbourhood_is_read_in_simplified_characters() {
        let segmenter = Segmenter::new(&Catalog::default());
        let text = "昨日，聯想發言人說";
        let start = text.find("聯想").expect("the name");
        let near = Near::new(&segmenter, text, &(start..start + 6));
        assert_eq!((near.before(), near.after()), ("昨日，", "发言人说"));
        assert_eq!(near.sort, Sort::Action);
    }
}
