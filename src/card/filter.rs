//! Cards of a part of the answers: those of some days, or those that mention something else too.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::evidence::{self, Best, Evidence};
use super::{Counts, date};
use crate::digest::{Digest, UnitDigest};

/// How much better a sentence is that mentions all that is asked for: more than any other quality.
const TOGETHER: u32 = 100;

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

    /// Whether a unit counts that mentions certain entities. One without a date counts only when no
    /// date is asked for.
    fn accepts(&self, digest: &Digest, unit: &UnitDigest, named: &BTreeSet<&str>) -> bool {
        self.with.iter().all(|iri| named.contains(iri.as_str()))
            && match date(digest, unit) {
                Some(date) => self.is_in_time(date),
                None => self.since.is_none() && self.until.is_none(),
            }
    }

    /// A month is over when its last day is: dates are compared as far as the wish goes.
    fn is_in_time(&self, date: &str) -> bool {
        let up_to = |wish: &str| &date[..date.len().min(wish.len())];
        self.since.as_deref().is_none_or(|since| up_to(since) >= since)
            && self.until.as_deref().is_none_or(|until| up_to(until) <= until)
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
    all: Vec<Evidence>,
    wanted: Wanted,
    context: usize,
}

impl Tally {
    /// Nothing counted yet; sentences will have `context` sentences on each side.
    #[must_use]
    pub fn new(wanted: Wanted, context: usize) -> Self {
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
        }
    }

    /// Counts what a document says of an entity; `number` is the document's place among all.
    pub fn add(&mut self, number: usize, digest: &Digest, iri: &str, filter: &Filter) {
        let mut counted = false;
        for (place, unit) in digest.units.iter().enumerate() {
            let named: BTreeSet<&str> =
                unit.mentions.iter().map(|mention| digest.entity(mention)).collect();
            if named.contains(iri) && filter.accepts(digest, unit, &named) {
                self.count(digest, unit, iri, &named);
                self.gather((number, place), digest, unit, (iri, &filter.with));
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
        if let Some(date) = date(digest, unit) {
            counts.widen(date);
        }
        match unit.author.as_ref().or(digest.author.as_ref()) {
            Some(author) => drop(self.authors.insert(author.clone())),
            None => self.anonymous += 1,
        }
        for other in named.iter().filter(|other| **other != iri) {
            *self.companions.entry((*other).to_owned()).or_default() += 1;
        }
    }

    /// Takes the sentences about an entity; those that mention all others that are asked for too are
    /// the best.
    fn gather(
        &mut self,
        (document, place): (usize, usize),
        digest: &Digest,
        unit: &UnitDigest,
        (iri, with): (&str, &[String]),
    ) {
        for sentence in evidence::mentioning(digest, unit) {
            let named = sentence.entities();
            if !named.contains(iri) {
                continue;
            }
            let evidence = || sentence.evidence(iri, self.context);
            let has_all = with.iter().all(|other| named.contains(other.as_str()));
            let (quality, order) = sentence.score(document, place);
            let quality = if has_all { quality + TOGETHER } else { quality };
            match self.wanted {
                Wanted::Best(_) => self.best.offer((quality, order), evidence),
                Wanted::All => self.all.push(evidence()),
            }
        }
    }

    /// The counts, and the sentences that were wanted.
    #[must_use]
    pub fn end(self) -> (Counts, Vec<Evidence>) {
        let authors = u32::try_from(self.authors.len()).unwrap_or(u32::MAX) + self.anonymous;
        let mut sentences = self.best.into_sentences();
        sentences.extend(self.all);
        (Counts { authors, ..self.counts }, sentences)
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn days_are_compared_as_far_as_they_are_told() {
        let check = |since: Option<&str>, until: Option<&str>, date: &str, expected: bool| {
            let filter = Filter {
                since: since.map(str::to_owned),
                until: until.map(str::to_owned),
                with: Vec::new(),
            };
            assert_eq!(filter.is_in_time(date), expected, "{since:?} {until:?} {date}");
        };
        check(None, None, "2022-07-06", true);
        check(Some("2022"), None, "2022-01-01", true);
        check(Some("2022"), None, "2021-12-31", false);
        check(Some("2022-07-06"), None, "2022-07-06", true);
        check(Some("2022-07-07"), None, "2022-07-06", false);
        check(None, Some("2022"), "2022-12-31", true);
        check(None, Some("2022-06"), "2022-07-01", false);
        check(None, Some("2022-07"), "2022-07-31", true);
        check(Some("2022-07-06"), Some("2022-07-06"), "2022-07-06", true);
        check(Some("2023"), Some("2022"), "2022-07-06", false);
    }
}
