//! `haitu lookup`: an entity's card, from the lookup index alone; only what the index has not (every
//! sentence, sentences around it, a part of the answers) is read from the digests of the documents
//! that mention the entity.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::card::{
    COMPANIONS_PER_KIND, Card, Companion, Counts, EVIDENCE_PER_CARD, Evidence, Filter, Link, Tally,
    Wanted, evidence,
};
use crate::catalog::Kind;
use crate::digest::{Digest, is_unlinked};
use crate::graph::{Edge, npmi};
use crate::store::{GraphEntry, Index, LONGEST, Matched, Reading, StoreDir, StoreError};

mod paragraph;
mod sheet;

pub use paragraph::Marks;
pub use sheet::Sheet;

/// How many names a "did you mean" offers.
const SUGGESTIONS: usize = 5;
/// So much of a long name is shown.
const SHOWN: usize = 60;

/// What is wanted of each name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Only entities of this kind.
    pub kind: Option<Kind>,
    /// Which answers count.
    pub filter: Filter,
    /// Which sentences are shown.
    pub wanted: Wanted,
    /// How many sentences on each side of them.
    pub context: usize,
}

/// What a name came to.
#[derive(Debug)]
pub enum Found {
    /// The card of its likeliest reading.
    Answer(Box<Answer>),
    /// Nothing; what to say instead.
    Nothing(Nothing),
}

/// A name with the card of its likeliest reading; as JSON, the card with further fields.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The card.
    #[serde(flatten)]
    pub card: Card,
    /// The name that was looked up.
    pub name: String,
    /// How it led to the entity.
    pub matched: Matched,
    /// What else the name can mean, the likeliest first.
    pub readings: Vec<Reading>,
    /// Which answers were counted, if not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Only>,
}

/// The part of the answers that a card is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Only {
    /// From this day, month or year on.
    pub since: Option<String>,
    /// Up to the end of this one.
    pub until: Option<String>,
    /// Those that mention these too.
    pub with: Vec<Link>,
    /// How many answers mention the entity in all.
    pub of_answers: u32,
}

/// Why a name came to nothing, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nothing {
    /// It has no characters.
    Empty,
    /// It has so many characters that it is none.
    Long(String),
    /// No entity is called so; these are called nearly so.
    Unknown(String, Vec<String>),
    /// No entity of the kind is called so, but one of another.
    OtherKind(String, Kind, String),
    /// The entity is in none of the answers that were to count.
    Filtered(String, Only),
}

/// Looks a name up.
///
/// # Errors
/// When the index or a digest is damaged.
pub fn lookup(
    store: &StoreDir,
    index: &Index,
    name: &str,
    options: &Options,
) -> Result<Found, StoreError> {
    let mut readings = index.find_of(name, options.kind)?.into_iter();
    let Some(first) = readings.next() else {
        return Ok(Found::Nothing(Nothing::new(index, name, options.kind)?));
    };
    let mut answer = Box::new(Answer {
        card: index.card(first.card)?,
        name: name.to_owned(),
        matched: first.matched,
        readings: readings.collect(),
        only: None,
    });
    let source = Source { store, index, card: first.card };
    if options.filter.is_empty() {
        answer.card.evidence = source.evidence(&answer.card, options)?;
    } else {
        let only = Only::new(index, &options.filter, answer.card.counts.answers)?;
        source.count(&mut answer.card, options)?;
        if answer.card.counts.answers == 0 {
            return Ok(Found::Nothing(Nothing::Filtered(answer.card.label, only)));
        }
        answer.only = Some(only);
    }
    Ok(Found::Answer(answer))
}

/// The entity that a name most likely means.
///
/// # Errors
/// When the index is damaged.
pub fn entity(index: &Index, name: &str) -> Result<Result<Reading, Nothing>, StoreError> {
    match index.find(name)?.into_iter().next() {
        Some(reading) => Ok(Ok(reading)),
        None => Nothing::new(index, name, None).map(Err),
    }
}

/// Where what is not on a card is read from.
struct Source<'a> {
    store: &'a StoreDir,
    index: &'a Index,
    /// The number of the card.
    card: usize,
}

impl Source<'_> {
    /// The sentences that are wanted when all answers count: from the card, if it has them.
    fn evidence(&self, card: &Card, options: &Options) -> Result<Vec<Evidence>, StoreError> {
        let has_all = |most| most <= EVIDENCE_PER_CARD || card.evidence.len() < EVIDENCE_PER_CARD;
        match options.wanted {
            Wanted::Best(most) if has_all(most) => {
                let best = card.evidence.iter().take(most);
                if options.context == 0 {
                    Ok(best.cloned().collect())
                } else {
                    self.around(card, best, options)
                }
            }
            _ => Ok(self.tally(card, options)?.end().1),
        }
    }

    /// The sentences of a card with those around them, from the documents they stand in.
    fn around<'b>(
        &self,
        card: &Card,
        best: impl Iterator<Item = &'b Evidence>,
        options: &Options,
    ) -> Result<Vec<Evidence>, StoreError> {
        let graphs = &self.store.manifest()?.graphs;
        let entries: BTreeMap<&str, &GraphEntry> =
            graphs.iter().map(|entry| (entry.path.as_str(), entry)).collect();
        let mut digests: BTreeMap<&str, Digest> = BTreeMap::new();
        let mut found = Vec::new();
        for evidence in best {
            let path = evidence.path.as_str();
            if let Some(entry) = entries.get(path).filter(|_| !digests.contains_key(path)) {
                digests.insert(path, self.store.digest(entry)?);
            }
            let digest = digests.get(path);
            let again = digest
                .and_then(|digest| evidence::again(digest, evidence, &card.iri, options.context));
            found.push(again.unwrap_or_else(|| evidence.clone()));
        }
        Ok(found)
    }

    /// Makes a card one of the answers that are to count.
    fn count(&self, card: &mut Card, options: &Options) -> Result<(), StoreError> {
        let mut tally = self.tally(card, options)?;
        let mut companions = std::mem::take(&mut tally.companions);
        // What was asked for is with it everywhere.
        companions.retain(|iri, _| !options.filter.with.contains(iri));
        let (counts, evidence) = tally.end();
        let rank = card.counts.rank;
        card.companions = self.companions(&companions, counts.answers)?;
        (card.counts, card.evidence) = (Counts { rank, ..counts }, evidence);
        Ok(())
    }

    /// What the documents that mention the entity, and all it is to be mentioned with, say of it.
    fn tally(&self, card: &Card, options: &Options) -> Result<Tally, StoreError> {
        let mut documents = self.index.documents(self.card)?;
        for iri in &options.filter.with {
            let others = match self.index.by_iri(iri)? {
                Some(other) => self.index.documents(other.card)?,
                None => Vec::new(),
            };
            documents.retain(|document| others.binary_search(document).is_ok());
        }
        let graphs = &self.store.manifest()?.graphs;
        let mut tally = Tally::new(options.wanted, options.context);
        for number in documents {
            let entry = graphs.get(number).ok_or_else(|| self.index.no_document(number))?;
            tally.add(number, &self.store.digest(entry)?, &card.iri, &options.filter);
        }
        Ok(tally)
    }

    /// The strongest companions in some of the answers: their association is that of being
    /// mentioned with being one of these answers, among all answers of the store.
    fn companions(
        &self,
        counted: &BTreeMap<String, u32>,
        of: u32,
    ) -> Result<Vec<Companion>, StoreError> {
        let mut found: Vec<(Edge, Companion)> = Vec::new();
        for (iri, &answers) in counted.iter().filter(|(iri, _)| !is_unlinked(iri)) {
            let Some(other) = self.index.by_iri(iri)? else { continue };
            let npmi = npmi(self.store.head().totals.units, of, other.answers, answers);
            let edge = Edge { answers, sentences: 0, npmi };
            found.push((edge, Companion::new(&other.iri, &other.kind, &other.label, &edge)));
        }
        found.sort_by(|(one, a), (other, b)| {
            other.strength().total_cmp(&one.strength()).then_with(|| a.iri.cmp(&b.iri))
        });
        let mut left = BTreeMap::from(Kind::ALL.map(|kind| (kind.as_str(), COMPANIONS_PER_KIND)));
        let mut companions: Vec<Companion> = found.into_iter().map(|(_, other)| other).collect();
        companions.retain(|other| match left.get_mut(other.kind.as_str()) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        });
        Ok(companions)
    }
}

impl Only {
    fn new(index: &Index, filter: &Filter, of_answers: u32) -> Result<Self, StoreError> {
        let link = |iri: &String| {
            let label = index.by_iri(iri)?.map_or_else(|| iri.clone(), |reading| reading.label);
            Ok(Link { iri: iri.clone(), label })
        };
        Ok(Self {
            since: filter.since.clone(),
            until: filter.until.clone(),
            with: filter.with.iter().map(link).collect::<Result<_, StoreError>>()?,
            of_answers,
        })
    }
}

impl Nothing {
    /// Why a name that has no reading of a kind has none.
    fn new(index: &Index, name: &str, kind: Option<Kind>) -> Result<Self, StoreError> {
        if name.trim().is_empty() {
            return Ok(Self::Empty);
        }
        if name.chars().nth(LONGEST).is_some() {
            return Ok(Self::Long(name.to_owned()));
        }
        if let Some(kind) = kind
            && let Some(other) = index.find(name)?.into_iter().next()
        {
            return Ok(Self::OtherKind(name.to_owned(), kind, other.kind));
        }
        let similar = index.similar_of(name, kind, SUGGESTIONS)?;
        let mut labels: Vec<String> = Vec::new();
        for reading in similar {
            if !labels.contains(&reading.label) {
                labels.push(reading.label);
            }
        }
        Ok(Self::Unknown(name.to_owned(), labels))
    }
}

impl fmt::Display for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an empty name means nothing: give one such as `华为`"),
            Self::Long(name) => write!(
                f,
                "`{}` is too long for a name: it has {} characters, and {LONGEST} are the most",
                Name(name),
                name.chars().count()
            ),
            Self::Unknown(name, similar) => {
                write!(f, "nothing is called `{}`", Name(name))?;
                let similar: Vec<String> =
                    similar.iter().map(|name| format!("`{}`", Name(name))).collect();
                if similar.is_empty() {
                    return Ok(());
                }
                write!(f, "; did you mean {}?", similar.join(", "))
            }
            Self::OtherKind(name, kind, other) => {
                write!(f, "no {kind} is called `{}`, but a {other} is", Name(name))
            }
            Self::Filtered(name, only) => {
                write!(f, "`{}` is mentioned in no {only}", Name(name))
            }
        }
    }
}

/// A name within a message: without what steers terminals, and not too long.
struct Name<'a>(&'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().take(SHOWN) {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { write!(f, "{c}")? }
        }
        if self.0.chars().nth(SHOWN).is_some() { f.write_str("…") } else { Ok(()) }
    }
}
