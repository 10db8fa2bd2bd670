//! Precision, recall and F1 of what was found, on entities of units and on mentions, and every
//! single difference with its sentence.

use std::collections::BTreeMap;

use super::{GoldEntity, GoldUnit, plain};
use crate::catalog::{Catalog, Kind};
use crate::digest::{Digest, MentionDigest, UnitDigest};
use crate::passage::{Passage, Source};
use crate::vocab;

/// How many were right, found and wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Found and wanted.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Wanted.
    pub wanted: usize,
}

impl Counts {
    /// The share of what was found that is right, from 0 to 1; 0 when nothing was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of what was wanted that was found, from 0 to 1; 0 when nothing was wanted.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.wanted)
    }

    /// The harmonic mean of the two.
    #[must_use]
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.found + self.wanted)
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}

/// How the found compares with the gold.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// On pairs of a unit and an entity, by kind.
    pub entities: BTreeMap<Kind, Counts>,
    /// On mentions, by kind.
    pub mentions: BTreeMap<Kind, Counts>,
    /// Every miss and every false mention, in the order of the gold.
    pub differences: Vec<Difference>,
}

impl Score {
    /// The counts of all kinds together.
    #[must_use]
    pub fn micro(counts: &BTreeMap<Kind, Counts>) -> Counts {
        let mut all = Counts::default();
        for counts in counts.values() {
            all.add(*counts);
        }
        all
    }

    /// The unweighted mean of F1 over the kinds that are wanted.
    #[must_use]
    pub fn macro_f1(counts: &BTreeMap<Kind, Counts>) -> f64 {
        let wanted: Vec<f64> =
            counts.values().filter(|counts| counts.wanted > 0).map(Counts::f1).collect();
        let kinds = u32::try_from(wanted.len()).unwrap_or(u32::MAX);
        if kinds == 0 { 0.0 } else { wanted.iter().sum::<f64>() / f64::from(kinds) }
    }
}

/// What is wrong about a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is in the gold and was not found.
    Missed,
    /// It was found and is not in the gold.
    False,
}

/// One mention on which gold and finder differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What is wrong.
    pub fault: Fault,
    /// `FILE#POSITION`.
    pub unit: String,
    /// What the entity is.
    pub kind: Kind,
    /// The entity's Chinese name.
    pub label: String,
    /// The name as it stands in the text.
    pub surface: String,
    /// The sentence it stands in, the name marked; nothing where it stands in none.
    pub passage: Option<Passage>,
}

/// Compares each annotated unit with what was found in it.
#[must_use]
pub fn score(units: &[(&GoldUnit, &Digest, &UnitDigest)], catalog: &Catalog) -> Score {
    let mut score = Score::default();
    for kind in Kind::ALL {
        score.entities.insert(kind, Counts::default());
        score.mentions.insert(kind, Counts::default());
    }
    for &(gold, digest, unit) in units {
        let judged = Judged { gold, unit, source: Source::new(digest, unit, (0, 0)) };
        let mut found = found(digest, unit, catalog);
        for wanted in &gold.entities {
            let keys = wanted.keys();
            let meant = found.iter().position(|entity| entity.goes_by(&keys));
            let entity = meant.map(|place| found.remove(place));
            if let Some(kind) = wanted.kind() {
                score.compare(&judged, kind, wanted, entity.as_ref());
            }
        }
        for extra in found {
            score.refuse(&judged, &extra);
        }
    }
    score
}

/// A unit that is compared with its gold.
struct Judged<'a> {
    gold: &'a GoldUnit,
    unit: &'a UnitDigest,
    source: Source<'a>,
}

impl Judged<'_> {
    /// That a mention was found which the gold does not have.
    fn false_mention(&self, kind: Kind, label: &str, mention: &MentionDigest) -> Difference {
        let surface = self.unit.exact(mention);
        let passage = self.source.about(mention);
        self.difference(Fault::False, (kind, label), surface, passage)
    }

    /// That a name of the gold was not found; the entity was, in these mentions.
    fn missed(
        &self,
        kind: Kind,
        label: &str,
        surface: &str,
        mentions: &[&MentionDigest],
    ) -> Difference {
        let at = uncovered(&self.unit.text, surface, mentions);
        let passage = at.and_then(|at| self.source.quoted(at..at + surface.len()));
        self.difference(Fault::Missed, (kind, label), surface, passage)
    }

    fn difference(
        &self,
        fault: Fault,
        (kind, label): (Kind, &str),
        surface: &str,
        passage: Option<Passage>,
    ) -> Difference {
        let (unit, label, surface) = (self.gold.unit.clone(), label.to_owned(), surface.to_owned());
        Difference { fault, unit, kind, label, surface, passage }
    }
}

/// An entity that was found in a unit, with its mentions.
struct Found<'a> {
    iri: &'a str,
    kind: Kind,
    label: &'a str,
    /// Its names and the last part of its IRI, folded.
    keys: Vec<String>,
    mentions: Vec<&'a MentionDigest>,
}

impl<'a> Found<'a> {
    fn new(digest: &'a Digest, iri: &'a str, catalog: &'a Catalog) -> Self {
        let (kind, label, names) = match catalog.id(iri).map(|id| catalog.entity(id)) {
            Some(entity) => {
                let names = entity.names.iter().map(|name| name.text.as_str()).collect();
                (entity.kind, entity.label.as_str(), names)
            }
            None => (Kind::Company, digest.unlinked_name(iri).unwrap_or(iri), Vec::new()),
        };
        let keys = names.into_iter().chain([label, vocab::local(iri)]).map(plain).collect();
        Self { iri, kind, label, keys, mentions: Vec::new() }
    }

    fn goes_by(&self, keys: &[String]) -> bool {
        self.keys.iter().any(|key| keys.contains(key))
    }
}

/// The entities that were found in a unit, in the order of their first mention.
fn found<'a>(digest: &'a Digest, unit: &'a UnitDigest, catalog: &'a Catalog) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    for mention in &unit.mentions {
        let iri = digest.entity(mention);
        let place = found.iter().position(|entity| entity.iri == iri).unwrap_or_else(|| {
            found.push(Found::new(digest, iri, catalog));
            found.len() - 1
        });
        found[place].mentions.push(mention);
    }
    found
}

impl Score {
    fn count(&mut self, kind: Kind, entities: Counts, mentions: Counts) {
        self.entities.entry(kind).or_default().add(entities);
        self.mentions.entry(kind).or_default().add(mentions);
    }

    /// Counts a wanted entity and what was found of it.
    fn compare(
        &mut self,
        judged: &Judged<'_>,
        kind: Kind,
        wanted: &GoldEntity,
        found: Option<&Found<'_>>,
    ) {
        let mentions: &[&MentionDigest] = found.map_or(&[], |found| &found.mentions);
        let mut left: Vec<&MentionDigest> = mentions.to_vec();
        let mut missed = Vec::new();
        for surface in &wanted.mentions {
            let is_same =
                |mention: &&MentionDigest| plain(judged.unit.exact(mention)) == plain(surface);
            let same = left.iter().position(is_same);
            match same {
                Some(place) => drop(left.remove(place)),
                None => missed.push(surface),
            }
        }
        let one = usize::from(found.is_some());
        let right = mentions.len() - left.len();
        self.count(
            kind,
            Counts { right: one, found: one, wanted: 1 },
            Counts { right, found: mentions.len(), wanted: wanted.mentions.len() },
        );
        let label = &wanted.zh;
        let missed =
            missed.into_iter().map(|surface| judged.missed(kind, label, surface, mentions));
        let left = left.into_iter().map(|mention| judged.false_mention(kind, label, mention));
        self.differences.extend(missed.chain(left));
    }

    /// Counts an entity that is not in the gold.
    fn refuse(&mut self, judged: &Judged<'_>, extra: &Found<'_>) {
        let found = extra.mentions.len();
        self.count(
            extra.kind,
            Counts { right: 0, found: 1, wanted: 0 },
            Counts { right: 0, found, wanted: 0 },
        );
        let mentions = extra.mentions.iter();
        let differences =
            mentions.map(|mention| judged.false_mention(extra.kind, extra.label, mention));
        self.differences.extend(differences);
    }
}

/// Where a surface stands that no mention covers; its first place if all are covered.
fn uncovered(text: &str, surface: &str, mentions: &[&MentionDigest]) -> Option<usize> {
    let mut places = text.match_indices(surface).map(|(at, _)| at);
    let is_free = |at: &usize| {
        mentions
            .iter()
            .all(|mention| *at >= mention.bytes.1 || at + surface.len() <= mention.bytes.0)
    };
    places.find(is_free).or_else(|| text.find(surface))
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn figures_of_nothing_are_zero() {
        let check = |counts: Counts, expected: (f64, f64, f64)| {
            let got = (counts.precision(), counts.recall(), counts.f1());
            let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
            assert!(
                near(got.0, expected.0) && near(got.1, expected.1) && near(got.2, expected.2),
                "{got:?}"
            );
        };
        check(Counts::default(), (0.0, 0.0, 0.0));
        check(Counts { right: 1, found: 2, wanted: 1 }, (0.5, 1.0, 2.0 / 3.0));
    }
}
