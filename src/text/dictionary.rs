//! Words of Chinese: which there are, how frequent they are and what part of speech, and how a
//! sentence is cut into them. The words are those of jieba's dictionary, compiled into the program
//! (`table`), and those that are added; the answers are jieba's, to the letter (`cut`, without its
//! guesses at words that it does not know).
//!
//! Nothing is loaded before it can be asked, but for jieba's guess at the part of speech of a
//! character that no dictionary has.

use std::sync::{LazyLock, OnceLock};

use jieba_rs::Jieba;
use rustc_hash::FxHashMap;

mod cut;
mod layout;
mod table;
#[cfg(test)]
mod tests;

pub use cut::{Tagged, Word};

use table::{Node, TOTAL};

/// Words, those of the language and others that were added.
#[derive(Debug)]
pub struct Dictionary {
    added: Added,
    /// How often all words were counted together, and its logarithm.
    total: u64,
    log_total: f64,
    /// Knows no words: it guesses.
    guesser: OnceLock<Jieba>,
}

/// A word of the dictionary.
#[derive(Debug, Clone, Copy)]
struct Entry {
    frequency: u64,
    /// Its part of speech, by the dictionary's letters: `n`, `v`, `ns`; empty for an added word.
    tag: &'static str,
}

impl Default for Dictionary {
    fn default() -> Self {
        let added = Added::default();
        Self { added, total: TOTAL, log_total: log(TOTAL), guesser: OnceLock::new() }
    }
}

impl Dictionary {
    /// Adds a word, or gives a word another frequency: how often it would have been counted.
    pub fn add(&mut self, word: &str, frequency: u64) {
        let known = self.entry(word).map_or(0, |entry| entry.frequency);
        self.added.insert(word, frequency);
        self.total = self.total + frequency - known;
        self.log_total = log(self.total);
    }

    /// Whether some text is a word.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.entry(word).is_some()
    }

    /// Whether a word begins in one text and ends in the next.
    #[must_use]
    pub fn has_across(&self, before: &str, after: &str) -> bool {
        before.char_indices().any(|(start, _)| self.goes_on(&before[start..], after))
    }

    /// Whether a word begins with a first text and ends in the second.
    #[must_use]
    pub fn goes_on(&self, first: &str, then: &str) -> bool {
        let mut walk = Walk::new(self);
        let begins = first.chars().all(|c| walk.step(c));
        begins
            && then.chars().map_while(|c| walk.step(c).then(|| walk.word())).any(|it| it.is_some())
    }

    /// How often some text would have been counted: at least as often as its parts come together by
    /// chance.
    #[must_use]
    pub fn frequency(&self, text: &str) -> u64 {
        let counted = |word: &str| self.entry(word).map_or(1, |entry| entry.frequency);
        let words = self.words(text).into_iter();
        let chance = words.fold(0.0, |sum, word| sum + log(counted(word.text)) - self.log_total);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count, of which the fraction is left out"
        )]
        let chance = (chance + self.log_total).exp() as u64 + 1;
        chance.max(counted(text))
    }

    fn entry(&self, word: &str) -> Option<Entry> {
        let mut walk = Walk::new(self);
        let known = !word.is_empty() && word.chars().all(|c| walk.step(c));
        known.then(|| walk.word()).flatten()
    }

    /// The part of speech of some text that is no word, guessed.
    fn guessed<'t>(&'t self, text: &'t str) -> &'t str {
        let tags = self.guesser.get_or_init(Jieba::empty).tag(text, false);
        tags.first().map_or("x", |first| first.tag)
    }
}

/// A walk from the beginning of words on, character by character.
struct Walk<'d> {
    dictionary: &'d Dictionary,
    node: Option<Node>,
    added: Option<u32>,
}

impl<'d> Walk<'d> {
    fn new(dictionary: &'d Dictionary) -> Self {
        Self { dictionary, node: Some(Node::root()), added: Some(Added::ROOT) }
    }

    /// Goes on by a character; whether any word begins so.
    fn step(&mut self, c: char) -> bool {
        self.node = self.node.and_then(|node| node.step(c));
        self.added = self.added.and_then(|node| self.dictionary.added.step(node, c));
        self.node.is_some() || self.added.is_some()
    }

    /// The word that ends here.
    fn word(&self) -> Option<Entry> {
        let added = self.added.and_then(|node| self.dictionary.added.frequency(node));
        let known = self.node.and_then(|node| Some((node.frequency()?, node.tag())));
        match (added, known) {
            (Some(frequency), known) => {
                Some(Entry { frequency, tag: known.map_or("", |(_, tag)| tag) })
            }
            (None, known) => known.map(|(frequency, tag)| Entry { frequency, tag }),
        }
    }
}

/// Words that were added, as a trie.
#[derive(Debug)]
struct Added {
    steps: FxHashMap<(u32, char), u32>,
    /// How frequent the word is that ends at a node.
    frequencies: Vec<Option<u64>>,
}

impl Default for Added {
    fn default() -> Self {
        Self { steps: FxHashMap::default(), frequencies: vec![None] }
    }
}

impl Added {
    const ROOT: u32 = 0;

    fn insert(&mut self, word: &str, frequency: u64) {
        let mut node = Self::ROOT;
        for c in word.chars() {
            let next = u32::try_from(self.frequencies.len()).expect("fewer than 2^32 characters");
            node = *self.steps.entry((node, c)).or_insert(next);
            if node == next {
                self.frequencies.push(None);
            }
        }
        self.frequencies[node as usize] = Some(frequency);
    }

    fn step(&self, node: u32, c: char) -> Option<u32> {
        self.steps.get(&(node, c)).copied()
    }

    fn frequency(&self, node: u32) -> Option<u64> {
        self.frequencies[node as usize]
    }
}

/// The logarithms of small counts, which most are.
static LOGS: LazyLock<Vec<f64>> = LazyLock::new(|| (0..4096).map(exact_log).collect());

fn log(count: u64) -> f64 {
    let known = usize::try_from(count).ok().and_then(|count| LOGS.get(count));
    known.copied().unwrap_or_else(|| exact_log(count))
}

fn exact_log(count: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    let count = count as f64;
    count.ln()
}
