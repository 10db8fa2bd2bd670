//! The passages behind pairs: where two entities stand in one sentence, or at least in one answer.

use std::collections::HashMap;

use super::{Best, Passage, Source};
use crate::digest::{Copies, Digest, Period, named_by};

/// Gathers the best passages for some pairs, from one digest after the other in any order.
#[derive(Debug)]
pub struct Pairs<'a> {
    entities: HashMap<&'a str, u32>,
    places: HashMap<(u32, u32), usize>,
    found: Vec<Best>,
    period: Period<'a>,
}

impl<'a> Pairs<'a> {
    /// For these pairs of IRIs, at most so many passages each, of the answers of these days.
    #[must_use]
    pub fn new(pairs: &[[&'a str; 2]], most: usize, period: Period<'a>) -> Self {
        let (mut entities, mut places) = (HashMap::new(), HashMap::new());
        for (place, pair) in pairs.iter().enumerate() {
            let [one, other] = pair.map(|iri| {
                let next = u32::try_from(entities.len()).unwrap_or(u32::MAX);
                *entities.entry(iri).or_insert(next)
            });
            places.insert((one.min(other), one.max(other)), place);
        }
        Self { entities, places, found: vec![Best::new(most); pairs.len()], period }
    }

    /// Looks through a document, but for the copies of what counts elsewhere; one passage of a unit at
    /// most is taken for a pair. `number` is its place among all documents.
    pub fn add(&mut self, number: usize, digest: &Digest, copies: &Copies) {
        let wanted: Vec<Option<u32>> =
            digest.entities.iter().map(|iri| self.entities.get(iri.as_str()).copied()).collect();
        if wanted.iter().flatten().count() < 2 {
            return;
        }
        for (place, unit) in digest.units.iter().enumerate() {
            let named = named_by(&unit.mentions).into_iter();
            let named: Vec<(u32, u32)> =
                named.filter_map(|entity| Some((entity, wanted[entity as usize]?))).collect();
            if named.len() > 1
                && self.period.holds(digest.day(unit))
                && copies.counts(&digest.iri, place)
            {
                self.look_through(&Source::new(digest, unit, (number, place)), &named);
            }
        }
    }

    /// Takes the best passage of a unit for each pair of these entities, each with its number among
    /// all.
    fn look_through(&mut self, source: &Source<'_>, named: &[(u32, u32)]) {
        for (place, &(one, first)) in named.iter().enumerate() {
            for &(other, second) in &named[place + 1..] {
                let pair = self.places.get(&(first.min(second), first.max(second)));
                if let (Some(&pair), Some(sentences)) = (pair, best(source, one, other)) {
                    let is_meant = |entity: u32| entity == one || entity == other;
                    self.found[pair].offer(source.rank(&sentences, &[one, other]), || {
                        source.passage(&sentences, |mention| is_meant(mention.entity), 0)
                    });
                }
            }
        }
    }

    /// The passages of each pair in the order in which the pairs were given, the best first.
    #[must_use]
    pub fn finish(self) -> Vec<Vec<Passage>> {
        self.found.into_iter().map(Best::into_passages).collect()
    }
}

/// The best sentence of a unit that names both entities, or else the two that do so closest to each
/// other.
fn best(source: &Source<'_>, one: u32, other: u32) -> Option<Vec<usize>> {
    let both = source.mentioning().filter(|&at| source.names(at, one) && source.names(at, other));
    let together = both.max_by_key(|&at| source.rank(&[at], &[one, other]));
    together.map(|at| vec![at]).or_else(|| closest(source, one, other))
}

/// The sentences closest to each other of which one names the one, and the other the other.
fn closest(source: &Source<'_>, one: u32, other: u32) -> Option<Vec<usize>> {
    let (mut last_one, mut last_other, mut closest) = (None, None, None);
    for at in source.mentioning() {
        last_one = if source.names(at, one) { Some(at) } else { last_one };
        last_other = if source.names(at, other) { Some(at) } else { last_other };
        if let (Some(a), Some(b)) = (last_one, last_other)
            && closest.is_none_or(|(first, second)| a.abs_diff(b) < second - first)
        {
            closest = Some((a.min(b), a.max(b)));
        }
    }
    closest.map(|(first, second)| vec![first, second])
}
