//! Which passages are the best evidence.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Passage, Source};

/// How good a passage is as evidence; greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// One sentence names all that is asked for.
    together: bool,
    comfort: u32,
    company: u32,
    /// Document, unit and sentence: the first of equals is better.
    order: Reverse<(usize, usize, usize)>,
}

impl Source<'_> {
    /// How good one sentence, or two, would be as evidence for some entities.
    #[must_use]
    pub fn rank(&self, sentences: &[usize], entities: &[u32]) -> Rank {
        let names_all = |&at: &usize| entities.iter().all(|&entity| self.names(at, entity));
        let length = sentences.iter().map(|&at| self.sentences[at].points.len()).sum();
        let (document, unit) = self.place;
        let first = sentences.first().copied().unwrap_or_default();
        Rank {
            together: sentences.iter().any(names_all),
            comfort: comfort(length),
            company: company(self.named(sentences).len()),
            order: Reverse((document, unit, first)),
        }
    }
}

/// How well a passage of so many characters reads by itself, from 0 to 3.
const fn comfort(length: usize) -> u32 {
    match length {
        15..=90 => 3,
        8..=14 | 91..=160 => 2,
        161..=300 => 1,
        _ => 0,
    }
}

/// How much a sentence says that names so many entities, from 0 to 4: of two how they stand to each
/// other, with each more a little less of that; of one alone less still; and a list says nothing.
const fn company(named: usize) -> u32 {
    match named {
        2 => 4,
        3 => 3,
        4 => 2,
        0..=1 => 1,
        _ => 0,
    }
}

/// The best passages that were offered, so many at most, the same words once. The order of offers is
/// of no account.
#[derive(Debug, Clone)]
pub struct Best {
    most: usize,
    found: BTreeMap<Rank, Passage>,
}

impl Best {
    /// Keeps at most so many.
    #[must_use]
    pub const fn new(most: usize) -> Self {
        Self { most, found: BTreeMap::new() }
    }

    /// Takes a passage if it is better than the worst so far.
    pub fn offer(&mut self, rank: Rank, passage: impl FnOnce() -> Passage) {
        let is_full = self.found.len() >= self.most;
        if is_full && self.found.first_key_value().is_none_or(|(worst, _)| rank < *worst) {
            return;
        }
        let passage = passage();
        let same = self.found.iter().find(|(_, known)| known.text == passage.text);
        match same.map(|(known, _)| *known) {
            Some(known) if known > rank => return,
            Some(known) => drop(self.found.remove(&known)),
            None => {}
        }
        self.found.insert(rank, passage);
        if self.found.len() > self.most {
            self.found.pop_first();
        }
    }

    /// The passages, best first.
    #[must_use]
    pub fn into_passages(self) -> Vec<Passage> {
        self.found.into_values().rev().collect()
    }
}
