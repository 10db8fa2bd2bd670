//! Why each candidate of a text was taken or refused, for people who mend the catalog.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use super::lexicon::Meaning;
use super::scan::{self, Candidate, Dropped, Scan};
use super::support::{Reason, Support};
use super::{Finder, Mention, Method, Referent};
use crate::catalog::EntityId;
use crate::document::{Document, Unit};

/// What became of a place where a name stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The number of the unit in its document.
    pub position: u32,
    /// Where the name stands in the unit's text, in code points.
    pub span: Range<usize>,
    /// The name as it stands there.
    pub exact: String,
    /// What it would mean: usual names, several for a compound.
    pub meaning: String,
    /// What became of it.
    pub verdict: Verdict,
}

/// What became of a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is a mention, found in this way; an ambiguous name for this reason.
    Taken(Method, Option<Reason>),
    /// A phrase forbids it: this one.
    Forbidden(String),
    /// It is part of a web or mail address.
    Address,
    /// It is part of the name of a person or a street.
    OtherName,
    /// It is not written as the name is.
    Written,
    /// Another name that is longer, or comes first, stands there: this one.
    Longer(String),
    /// A longer name that no list knows, or a longer phrase, begins there.
    Part,
    /// Words lie across its ends.
    AcrossWords,
    /// It stands in the frame of an ordinary word: 三斤苹果.
    Ordinary,
    /// It is an ordinary word too, and nothing near it supports it.
    Unsupported,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(method, Some(reason)) => write!(f, "taken: {method}, {reason}"),
            Self::Taken(method, None) => write!(f, "taken: {method}"),
            Self::Forbidden(phrase) => write!(f, "refused: inside `{phrase}`"),
            Self::Address => f.write_str("refused: part of an address"),
            Self::Written => f.write_str("refused: not written as the name is"),
            Self::OtherName => f.write_str("refused: part of the name of a person or a street"),
            Self::Longer(name) => write!(f, "refused: `{name}` stands there"),
            Self::Part => f.write_str("refused: the beginning of a longer name or phrase"),
            Self::AcrossWords => f.write_str("refused: across the borders of words"),
            Self::Ordinary => f.write_str("refused: in the frame of an ordinary word"),
            Self::Unsupported => f.write_str("refused: an ordinary word, and nothing supports it"),
        }
    }
}

impl Finder<'_> {
    /// Every place of a document where a name of the catalog stands, and what became of it, in
    /// reading order.
    #[must_use]
    pub fn explain(&self, document: &Document) -> Vec<Explanation> {
        let found = self.mentions(document);
        let units = document.units.iter().zip(&found);
        units.flat_map(|(unit, mentions)| self.explain_unit(unit, mentions)).collect()
    }

    fn explain_unit(&self, unit: &Unit, mentions: &[Mention]) -> Vec<Explanation> {
        let text = unit.text.as_str();
        let scan = self.scan(text);
        let known: HashSet<EntityId> = mentions
            .iter()
            .filter_map(|mention| match mention.entity {
                Referent::Known(id) => Some(id),
                Referent::Unlinked(_) => None,
            })
            .collect();
        let mut support = Support::new(self.catalog, &self.segmenter, unit, &scan);
        support.learn(known.into_iter());
        let kept = scan
            .candidates
            .iter()
            .map(|candidate| (candidate, self.verdict(text, &scan, candidate, mentions, &support)));
        let dropped = scan.dropped.iter().map(|(candidate, dropped)| {
            let verdict = match dropped {
                Dropped::Forbidden(phrase) => Verdict::Forbidden(text[phrase.clone()].to_owned()),
                Dropped::Address => Verdict::Address,
                Dropped::OtherName => Verdict::OtherName,
                Dropped::Written => Verdict::Written,
            };
            (candidate, verdict)
        });
        let mut explained: Vec<(&Candidate<'_>, Verdict)> = kept.chain(dropped).collect();
        explained.sort_by_key(|(candidate, _)| (candidate.range.start, candidate.range.end));
        let explanation = |(candidate, verdict): (&Candidate<'_>, Verdict)| {
            let range = candidate.named.clone();
            let count = |range: Range<usize>| text[range].chars().count();
            let start = count(0..range.start);
            Explanation {
                position: unit.position,
                span: start..start + count(range.clone()),
                exact: text[range].to_owned(),
                meaning: self.called(candidate.entry.meaning),
                verdict,
            }
        };
        let mut explained: Vec<Explanation> = explained.into_iter().map(explanation).collect();
        explained.dedup();
        explained
    }

    fn verdict(
        &self,
        text: &str,
        scan: &Scan<'_>,
        candidate: &Candidate<'_>,
        mentions: &[Mention],
        support: &Support<'_>,
    ) -> Verdict {
        let range = candidate.named.clone();
        let meant = self.referents(candidate.entry.meaning, &[]);
        let same = |mention: &&Mention| {
            mention.bytes.start == range.start && meant.contains(&mention.entity)
        };
        if let Some(mention) = mentions.iter().find(same) {
            let reason = match mention.method {
                Method::Context => support.reason(candidate),
                _ => None,
            };
            return Verdict::Taken(mention.method, reason);
        }
        let overlaps = |mention: &&Mention| scan::overlap(&mention.bytes, &range);
        match (mentions.iter().find(overlaps), candidate.entry.meaning) {
            (Some(other), _) => Verdict::Longer(text[other.bytes.clone()].to_owned()),
            (None, _) if self.opens_longer(text, scan, candidate) => Verdict::Part,
            (None, Meaning::Ambiguous(_)) => Self::refusal(candidate, support),
            (None, _) => Verdict::AcrossWords,
        }
    }

    /// Why an ambiguous name was refused.
    fn refusal(candidate: &Candidate<'_>, support: &Support<'_>) -> Verdict {
        if !support.stands_between_words(&candidate.range) {
            Verdict::AcrossWords
        } else if support.is_ordinary(&candidate.range) {
            Verdict::Ordinary
        } else {
            Verdict::Unsupported
        }
    }

    /// The usual names of what a candidate means.
    fn called(&self, meaning: Meaning) -> String {
        let called = self.referents(meaning, &[]).into_iter().map(|referent| match referent {
            Referent::Known(id) => {
                let entity = self.catalog.entity(id);
                format!("{} {}", entity.kind, entity.label)
            }
            Referent::Unlinked(name) => name.to_string(),
        });
        called.collect::<Vec<_>>().join(" + ")
    }
}
