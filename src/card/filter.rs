//! Cards of a part of the answers: those of some days, or those that mention something else too.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Counts;
use crate::digest::copy::Copy;
use crate::digest::{Copies, Digest, MentionDigest, Period, UnitDigest};
use crate::passage::{Best, Passage, Source};

/// Which answers and articles count; without any wish, all do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Filter {
    /// Only from this day on: `2022`, `2022-07` or `2022-07-06`.
    pub since: Option<String>,
    /// Only up to the end of this day, month or year.
    pub until: Option<String>,
    /// Only those that mention all these entities too, by IRI.
    pub with: Vec<String>,
}

impl Filter {
    /// Whether all answers count.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The days that count.
    #[must_use]
    pub fn period(&self) -> Period<'_> {
        Period { since: self.since.as_deref(), until: self.until.as_deref() }
    }

    /// Whether a unit counts that mentions certain entities.
    fn accepts(&self, digest: &Digest, unit: &UnitDigest, named: &BTreeSet<&str>) -> bool {
        self.with.iter().all(|iri| named.contains(iri.as_str()))
            && self.period().holds(digest.day(unit))
    }
}

/// Which sentences are gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The best, so many at most.
    Best(usize),
    /// All, in the order of documents.
    All,
}

/// What the answers that count say of one entity.
#[derive(Debug)]
pub struct Tally {
    /// How often it is mentioned; `rank` is not counted.
    pub counts: Counts,
    /// In how many of these answers other entities are mentioned, by IRI.
    pub companions: BTreeMap<String, u32>,
    authors: BTreeSet<String>,
    anonymous: u32,
    best: Best,
    all: Vec<Passage>,
    wanted: Wanted,
    context: usize,
    copies: Copies,
}

impl Tally {
    /// Nothing counted yet; sentences will have `context` sentences on each side. Of copies, only what
    /// counts will be counted.
    #[must_use]
    pub fn new(wanted: Wanted, context: usize, copies: Copies) -> Self {
        let most = match wanted {
            Wanted::Best(most) => most,
            Wanted::All => 0,
        };
        Self {
            counts: Counts::default(),
            companions: BTreeMap::new(),
            authors: BTreeSet::new(),
            anonymous: 0,
            best: Best::new(most),
            all: Vec::new(),
            wanted,
            context,
            copies,
        }
    }

    /// Counts what a document says of an entity; `number` is the document's place among all.
    pub fn add(&mut self, number: usize, digest: &Digest, iri: &str, filter: &Filter) {
        let mut counted = false;
        for (place, unit) in digest.units.iter().enumerate() {
            let named: BTreeSet<&str> =
                unit.mentions.iter().map(|mention| digest.entity(mention)).collect();
            let counts = self.copies.counts(&digest.iri, place);
            if counts && named.contains(iri) && filter.accepts(digest, unit, &named) {
                self.count(digest, unit, iri, &named);
                let asked = [iri].into_iter().chain(filter.with.iter().map(String::as_str));
                let entities: Vec<u32> = asked.filter_map(|iri| digest.number(iri)).collect();
                let others = self.copies.others(&digest.iri, place).to_vec();
                self.gather(&Source::new(digest, unit, (number, place)), &entities, &others);
                counted = true;
            }
        }
        self.counts.documents += u32::from(counted);
    }

    fn count(&mut self, digest: &Digest, unit: &UnitDigest, iri: &str, named: &BTreeSet<&str>) {
        let counts = &mut self.counts;
        counts.answers += 1;
        let mentions = unit.mentions.iter().filter(|mention| digest.entity(mention) == iri);
        counts.mentions += u32::try_from(mentions.count()).unwrap_or(u32::MAX);
        if let Some(date) = digest.day(unit) {
            counts.widen(date);
        }
        match digest.author_of(unit) {
            Some(author) => drop(self.authors.insert(author.to_owned())),
            None => self.anonymous += 1,
        }
        for other in named.iter().filter(|other| **other != iri) {
            *self.companions.entry((*other).to_owned()).or_default() += 1;
        }
    }

    /// Takes the sentences about the first of some entities; those that mention all of them are the
    /// best.
    fn gather(&mut self, source: &Source<'_>, entities: &[u32], others: &[Copy]) {
        let Some(&entity) = entities.first() else { return };
        for sentence in source.mentioning().filter(|&at| source.names(at, entity)) {
            let passage = || {
                let is_meant = |mention: &MentionDigest| mention.entity == entity;
                source.passage(&[sentence], is_meant, self.context).standing_in(others)
            };
            match self.wanted {
                Wanted::Best(_) => self.best.offer(source.rank(&[sentence], entities), passage),
                Wanted::All => self.all.push(passage()),
            }
        }
    }

    /// The counts, and the sentences that were wanted.
    #[must_use]
    pub fn end(self) -> (Counts, Vec<Passage>) {
        let authors = u32::try_from(self.authors.len()).unwrap_or(u32::MAX) + self.anonymous;
        let mut sentences = self.best.into_passages();
        sentences.extend(self.all);
        (Counts { authors, ..self.counts }, sentences)
    }
}
