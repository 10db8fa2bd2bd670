//! Passages: the sentence behind a statement, with the names marked in it and the place where it
//! stands in the source.
//!
//! One type for all that is shown as evidence, one ranking and one way to print it. Made from
//! digests; knows nothing of graphs, cards and the store.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::digest::copy::Copy;
use crate::digest::{Digest, MentionDigest, Sentence, UnitDigest, named_by};
use crate::document::UnitKind;

mod pair;
mod print;
mod rank;
#[cfg(test)]
mod tests;

pub use pair::Pairs;
pub use print::{Days, Printer, sentence};
pub use rank::{Best, Rank};

/// What stands between two sentences of one answer that are shown as one passage.
const GAP: &str = " … ";

/// A sentence that is evidence, or two of one answer, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Passage {
    /// The sentence, as a reader sees it; or two, with ` … ` between.
    #[serde(rename = "sentence")]
    pub text: String,
    /// Where the names stand in it that it is evidence for, in bytes, in reading order.
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
    /// Where in it the first of the marked names stands; nothing where nothing was found, as for a
    /// name that was missed.
    #[serde(flatten)]
    pub spot: Option<Spot>,
    /// Where the same answer or article stands too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<Copy>,
}

/// Where a mention stands in its source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Spot {
    /// Its line, from 1.
    pub line: u32,
    /// The column of its first character in code points, from 1.
    pub column: u32,
    /// Its first byte.
    pub byte_start: usize,
    /// The byte after its last.
    pub byte_end: usize,
}

impl Spot {
    const fn of(mention: &MentionDigest) -> Self {
        let ((line, column), (byte_start, byte_end)) = (mention.place, mention.source);
        Self { line, column, byte_start, byte_end }
    }
}

impl Passage {
    /// The same passage of an answer or article that has these copies.
    #[must_use]
    pub fn standing_in(self, copies: &[Copy]) -> Self {
        Self { copies: copies.to_vec(), ..self }
    }

    /// Where it stands, as editors take it: `path:line:column`, or the path alone.
    #[must_use]
    pub fn place(&self) -> String {
        match self.spot {
            Some(Spot { line, column, .. }) => format!("{}:{line}:{column}", self.path),
            None => self.path.clone(),
        }
    }

    /// The same passage about an entity with so many sentences on each side, from the document it
    /// stands in; nothing if it does not stand there.
    #[must_use]
    pub fn again(&self, digest: &Digest, entity: &str, context: usize) -> Option<Self> {
        let unit = digest.units.iter().find(|unit| unit.iri == self.unit)?;
        let (entity, spot) = (digest.number(entity)?, self.spot?);
        let is_it = |mention: &MentionDigest| {
            mention.entity == entity && mention.source.0 == spot.byte_start
        };
        let source = Source::new(digest, unit, (0, 0));
        let mut mentioning = source.mentioning();
        let at = mentioning.find(|&at| source.sentences[at].mentions.iter().any(is_it))?;
        let again = source.passage(&[at], |mention| mention.entity == entity, context);
        Some(again.standing_in(&self.copies))
    }
}

/// A unit of a document, from whose sentences passages are made. Sentences are named by their place
/// in the unit, entities by their number in the document.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    digest: &'a Digest,
    unit: &'a UnitDigest,
    /// The place of the document among all, and of the unit in it.
    place: (usize, usize),
    sentences: Vec<Sentence<'a>>,
}

impl<'a> Source<'a> {
    /// A unit, with the place of its document among all and its own in the document: the passages of
    /// what comes first come first among equals.
    #[must_use]
    pub fn new(digest: &'a Digest, unit: &'a UnitDigest, place: (usize, usize)) -> Self {
        Self { digest, unit, place, sentences: unit.sentences().collect() }
    }

    /// The sentences that mention anything, in reading order.
    #[must_use]
    pub fn mentioning(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.sentences.len()).filter(|&at| !self.sentences[at].mentions.is_empty())
    }

    /// The entities that some sentences mention, each once, ascending.
    #[must_use]
    pub fn named(&self, sentences: &[usize]) -> Vec<u32> {
        let mentions = sentences.iter().flat_map(|&at| self.sentences[at].mentions);
        named_by(mentions)
    }

    /// Whether a sentence mentions an entity.
    #[must_use]
    pub fn names(&self, sentence: usize, entity: u32) -> bool {
        self.sentences[sentence].mentions.iter().any(|mention| mention.entity == entity)
    }

    /// One sentence, or two, with some of the names marked; with so many sentences on each side.
    pub fn passage(
        &self,
        sentences: &[usize],
        is_meant: impl Fn(&MentionDigest) -> bool,
        context: usize,
    ) -> Passage {
        let mut passage = self.empty();
        for sentence in sentences.iter().map(|&at| &self.sentences[at]) {
            if !passage.text.is_empty() {
                passage.text += GAP;
            }
            let start = passage.text.len();
            for mention in sentence.mentions.iter().filter(|mention| is_meant(mention)) {
                let at = |byte: usize| start + (byte - sentence.bytes.start);
                passage.marks.push((at(mention.bytes.0), at(mention.bytes.1)));
                passage.spot = passage.spot.or(Some(Spot::of(mention)));
            }
            passage.text += &self.unit.text[sentence.bytes.clone()];
        }
        // A compound is several mentions of one name.
        passage.marks.dedup();
        if let (Some(&first), Some(&last)) = (sentences.first(), sentences.last()) {
            passage.before = self.texts(first.saturating_sub(context)..first);
            let end = (last + 1).saturating_add(context).min(self.sentences.len());
            passage.after = self.texts(last + 1..end);
        }
        passage
    }

    /// The sentence that a mention of the unit stands in, its name marked.
    #[must_use]
    pub fn about(&self, mention: &MentionDigest) -> Option<Passage> {
        let sentence = self.sentence_at(mention.bytes.0)?;
        Some(self.passage(&[sentence], |other| other.bytes == mention.bytes, 0))
    }

    /// The sentence that holds a byte of the text with part of it marked, whatever stands there;
    /// nothing between sentences.
    #[must_use]
    pub fn quoted(&self, span: Range<usize>) -> Option<Passage> {
        let at = self.sentence_at(span.start)?;
        let sentence = self.sentences[at].bytes.clone();
        let end = span.end.min(sentence.end);
        let mark = (span.start - sentence.start, end - sentence.start);
        Some(Passage { marks: vec![mark], ..self.passage(&[at], |_| false, 0) })
    }

    /// The sentence that holds a byte of the text.
    fn sentence_at(&self, byte: usize) -> Option<usize> {
        self.sentences.iter().position(|sentence| sentence.bytes.contains(&byte))
    }

    /// The sentence with this span, in code points.
    #[must_use]
    pub fn sentence_with(&self, points: &Range<usize>) -> Option<usize> {
        self.sentences.iter().position(|sentence| sentence.points == *points)
    }

    fn texts(&self, sentences: Range<usize>) -> Vec<String> {
        let texts = self.sentences[sentences].iter();
        texts.map(|sentence| self.unit.text[sentence.bytes.clone()].to_owned()).collect()
    }

    /// What all passages of the unit have in common.
    fn empty(&self) -> Passage {
        let Self { digest, unit, .. } = self;
        Passage {
            text: String::new(),
            marks: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            unit: unit.iri.clone(),
            position: unit.position,
            kind: unit.kind,
            author: digest.author_of(unit).map(str::to_owned),
            date: digest.day(unit).map(str::to_owned),
            title: digest.title_of(unit).map(str::to_owned),
            path: digest.path.clone(),
            spot: None,
            copies: Vec::new(),
        }
    }
}
