//! Choosing the sentences that show best what is said of an entity.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{EVIDENCE_PER_CARD, date, sentences};
use crate::digest::{Digest, MentionDigest, UnitDigest};

/// A sentence that mentions an entity, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The sentence, as a reader sees it.
    pub sentence: String,
    /// Where the entity's names stand in it, in bytes.
    pub marks: Vec<(usize, usize)>,
    /// The IRI of the answer or article.
    pub unit: String,
    /// The number of the answer in its page, from 1.
    pub position: u32,
    /// `answer` or `article`.
    pub kind: String,
    /// Who wrote it; nothing for anonymous answers.
    pub author: Option<String>,
    /// The day it was written, as far as the source tells.
    pub date: Option<String>,
    /// The title it stands under.
    pub title: Option<String>,
    /// The source file.
    pub path: String,
    /// Line of the first mention in the file, from 1.
    pub line: u32,
    /// Column of it in code points, from 1.
    pub column: u32,
    /// The bytes of the first mention in the file.
    pub byte_start: usize,
    /// The byte after its last.
    pub byte_end: usize,
}

/// How good a sentence is as evidence; greater is better, and document order breaks ties.
type Score = (u32, Reverse<(usize, usize, usize)>);

/// A sentence with the mentions in it.
pub struct Sentence<'a> {
    digest: &'a Digest,
    unit: &'a UnitDigest,
    range: Range<usize>,
    mentions: &'a [MentionDigest],
}

/// The best sentences for every entity, by IRI, best first.
pub(super) fn best(digests: &[Digest]) -> BTreeMap<String, Vec<Evidence>> {
    let mut ranked: BTreeMap<&str, BTreeMap<Score, Sentence<'_>>> = BTreeMap::new();
    for (document, digest) in digests.iter().enumerate() {
        for (unit, sentence) in digest.units.iter().enumerate().flat_map(|(number, unit)| {
            mentioning(digest, unit).into_iter().map(move |sentence| (number, sentence))
        }) {
            for entity in sentence.entities() {
                let score = (sentence.quality(), Reverse((document, unit, sentence.range.start)));
                let best = ranked.entry(entity).or_default();
                best.insert(score, sentence.clone());
                if best.len() > EVIDENCE_PER_CARD {
                    best.pop_first();
                }
            }
        }
    }
    let evidence = |(entity, best): (&str, BTreeMap<Score, Sentence<'_>>)| {
        let best = best.into_values().rev().map(|sentence| sentence.evidence(entity)).collect();
        (entity.to_owned(), best)
    };
    ranked.into_iter().map(evidence).collect()
}

/// The sentences of a unit that mention anything, in reading order.
#[must_use]
pub fn mentioning<'a>(digest: &'a Digest, unit: &'a UnitDigest) -> Vec<Sentence<'a>> {
    let mut rest = unit.mentions.as_slice();
    let mut found = Vec::new();
    for range in sentences(&unit.text) {
        let here = rest.partition_point(|mention| mention.bytes.0 < range.end);
        let (mentions, later) = rest.split_at(here);
        rest = later;
        if !mentions.is_empty() {
            found.push(Sentence { digest, unit, range, mentions });
        }
    }
    found
}

impl Clone for Sentence<'_> {
    fn clone(&self) -> Self {
        Self { range: self.range.clone(), ..*self }
    }
}

impl<'a> Sentence<'a> {
    /// The entities it mentions.
    #[must_use]
    pub fn entities(&self) -> BTreeSet<&'a str> {
        self.mentions.iter().map(|mention| self.digest.entity(mention)).collect()
    }

    /// Sentences of a comfortable length that say something of several entities come first.
    fn quality(&self) -> u32 {
        let length = self.unit.text[self.range.clone()].chars().count();
        let comfortable = match length {
            15..=90 => 3,
            8..=14 | 91..=160 => 2,
            161..=300 => 1,
            _ => 0,
        };
        let others = u32::try_from(self.entities().len().min(4)).unwrap_or(0);
        comfortable * 4 + others
    }

    /// The sentence as evidence for one of its entities.
    #[must_use]
    pub fn evidence(&self, entity: &str) -> Evidence {
        let named: Vec<&MentionDigest> =
            self.mentions.iter().filter(|mention| self.digest.entity(mention) == entity).collect();
        let in_sentence = |at: usize| at.saturating_sub(self.range.start).min(self.range.len());
        let marks = named
            .iter()
            .map(|mention| (in_sentence(mention.bytes.0), in_sentence(mention.bytes.1)))
            .collect();
        let first = named.first();
        let (byte_start, byte_end) = first.map_or((0, 0), |mention| mention.source);
        let (line, column) = first.map_or((1, 1), |mention| mention.place);
        Evidence {
            sentence: self.unit.text[self.range.clone()].to_owned(),
            marks,
            unit: self.unit.iri.clone(),
            position: self.unit.position,
            kind: self.unit.kind.as_str().to_owned(),
            author: self.unit.author.clone().or_else(|| self.digest.author.clone()),
            date: date(self.digest, self.unit).map(str::to_owned),
            title: self.unit.title.clone().or_else(|| self.digest.title.clone()),
            path: self.digest.path.clone(),
            line,
            column,
            byte_start,
            byte_end,
        }
    }
}
