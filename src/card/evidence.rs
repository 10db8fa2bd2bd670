//! Choosing the sentences that show best what is said of an entity.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::digest::copy::Copy;
use crate::digest::{Digest, MentionDigest, UnitDigest};
use crate::document::UnitKind;
use crate::text::sentence::{comfort, sentences};

/// A sentence that mentions an entity, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The sentence, as a reader sees it.
    pub sentence: String,
    /// Where the entity's names stand in it, in bytes.
    pub marks: Vec<(usize, usize)>,
    /// The sentences before it, where they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// The sentences after it, where they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// The IRI of the answer or article.
    pub unit: String,
    /// The number of the answer in its page, from 1.
    pub position: u32,
    /// `answer` or `article`.
    pub kind: UnitKind,
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
    /// Where the same answer or article stands too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<Copy>,
}

impl Evidence {
    /// The same evidence of an answer or article that has these copies.
    #[must_use]
    pub fn standing_in(self, copies: &[Copy]) -> Self {
        Self { copies: copies.to_vec(), ..self }
    }
}

/// How good a sentence is as evidence; greater is better, and document order breaks ties.
pub type Score = (u32, Reverse<(usize, usize, usize)>);

/// The best sentences that were offered, so many at most. The order of offers is of no account.
#[derive(Debug, Clone)]
pub struct Best {
    most: usize,
    found: BTreeMap<Score, Evidence>,
}

impl Best {
    /// Keeps at most so many.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, found: BTreeMap::new() }
    }

    /// Takes a sentence if it is better than the worst so far.
    pub fn offer(&mut self, score: Score, evidence: impl FnOnce() -> Evidence) {
        let is_full = self.found.len() >= self.most;
        if is_full && self.found.first_key_value().is_none_or(|(worst, _)| score < *worst) {
            return;
        }
        self.found.insert(score, evidence());
        if self.found.len() > self.most {
            self.found.pop_first();
        }
    }

    /// The sentences, best first.
    #[must_use]
    pub fn into_sentences(self) -> Vec<Evidence> {
        self.found.into_values().rev().collect()
    }
}

/// A sentence with the mentions in it.
#[derive(Debug, Clone)]
pub struct Sentence<'a> {
    digest: &'a Digest,
    unit: &'a UnitDigest,
    range: Range<usize>,
    mentions: &'a [MentionDigest],
}

/// The sentences of a unit that mention anything, in reading order.
#[must_use]
pub fn mentioning<'a>(digest: &'a Digest, unit: &'a UnitDigest) -> Vec<Sentence<'a>> {
    let sentences = unit.sentences();
    sentences.map(|(range, mentions)| Sentence { digest, unit, range, mentions }).collect()
}

/// The same evidence with so many sentences on each side, from the document it stands in; nothing if
/// it does not stand there.
#[must_use]
pub fn again(digest: &Digest, old: &Evidence, entity: &str, context: usize) -> Option<Evidence> {
    let unit = digest.units.iter().find(|unit| unit.iri == old.unit)?;
    let mut sentences = mentioning(digest, unit).into_iter();
    let is_it = |sentence: &Sentence<'_>| {
        let first = sentence.naming(entity).next();
        first.is_some_and(|mention| mention.source.0 == old.byte_start)
    };
    let again = sentences.find(is_it)?.evidence(entity, context);
    Some(again.standing_in(&old.copies))
}

impl<'a> Sentence<'a> {
    /// The entities it mentions.
    #[must_use]
    pub fn entities(&self) -> BTreeSet<&'a str> {
        self.mentions.iter().map(|mention| self.digest.entity(mention)).collect()
    }

    /// How good it is as evidence, in a unit and a document of these numbers. Sentences of a
    /// comfortable length that say something of several entities come first.
    #[must_use]
    pub fn score(&self, document: usize, unit: usize) -> Score {
        let length = self.unit.text[self.range.clone()].chars().count();
        let others = u32::try_from(self.entities().len().min(4)).unwrap_or(0);
        (comfort(length) * 4 + others, Reverse((document, unit, self.range.start)))
    }

    /// The mentions of an entity in it.
    fn naming(&self, entity: &str) -> impl Iterator<Item = &'a MentionDigest> {
        let digest = self.digest;
        self.mentions.iter().filter(move |mention| digest.entity(mention) == entity)
    }

    /// The sentence as evidence for one of its entities, with so many sentences on each side.
    #[must_use]
    pub fn evidence(&self, entity: &str, context: usize) -> Evidence {
        let named: Vec<&MentionDigest> = self.naming(entity).collect();
        let in_sentence = |at: usize| at.saturating_sub(self.range.start).min(self.range.len());
        let marks = named
            .iter()
            .map(|mention| (in_sentence(mention.bytes.0), in_sentence(mention.bytes.1)))
            .collect();
        let first = named.first();
        let (byte_start, byte_end) = first.map_or((0, 0), |mention| mention.source);
        let (line, column) = first.map_or((1, 1), |mention| mention.place);
        let (before, after) = self.around(context);
        Evidence {
            sentence: self.unit.text[self.range.clone()].to_owned(),
            marks,
            before,
            after,
            unit: self.unit.iri.clone(),
            position: self.unit.position,
            kind: self.unit.kind,
            author: self.digest.author_of(self.unit).map(str::to_owned),
            date: self.digest.day(self.unit).map(str::to_owned),
            title: self.digest.title_of(self.unit).map(str::to_owned),
            path: self.digest.path.clone(),
            line,
            column,
            byte_start,
            byte_end,
            copies: Vec::new(),
        }
    }

    /// So many sentences before it and after it, in reading order.
    fn around(&self, context: usize) -> (Vec<String>, Vec<String>) {
        if context == 0 {
            return (Vec::new(), Vec::new());
        }
        let all = sentences(&self.unit.text);
        let texts = |ranges: &[Range<usize>]| {
            ranges.iter().map(|range| self.unit.text[range.clone()].to_owned()).collect()
        };
        let here = all.partition_point(|range| range.start < self.range.start);
        let after = (here + 1).min(all.len());
        let end = after.saturating_add(context).min(all.len());
        (texts(&all[here.saturating_sub(context)..here]), texts(&all[after..end]))
    }
}
