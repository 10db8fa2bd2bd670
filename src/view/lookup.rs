//! `haitu lookup`: an entity's card, from the lookup index alone; only what the index has not (every
//! sentence, sentences around it, a part of the answers) is read from the digests of the documents
//! that mention the entity.

use serde::Serialize;
use thiserror::Error;

use crate::card::{Card, Filter, Link, Wanted};
use crate::catalog::Kind;
use crate::store::{InCatalog, Index, Matched, Nameless, Quoted, Reading, StoreDir, StoreError};

mod provenance;
mod sheet;
mod source;

pub use provenance::{Provenance, SourceFile};
pub use sheet::Sheet;

use source::Source;

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
    /// Whether to tell where all this comes from.
    pub provenance: bool,
}

/// What a name came to.
#[derive(Debug)]
pub enum Found {
    /// The card of its likeliest reading.
    Answer(Box<Answer>),
    /// Nothing; what to say instead.
    Nothing(Nothing),
}

/// Why a name came to no card.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Nothing {
    /// It means nothing.
    #[error(transparent)]
    Name(#[from] Nameless),
    /// The entity is known, and in none of the answers of the store.
    #[error(
        "nothing in this store mentions `{}`; {} shows what is known of it",
        Quoted(label),
        InCatalog(label)
    )]
    Unmentioned {
        /// The entity's usual name.
        label: String,
    },
    /// The entity is in none of the answers that were to count.
    #[error("`{}` is mentioned in no {only}", Quoted(label))]
    Filtered {
        /// The entity's usual name.
        label: String,
        /// Which answers were to count.
        only: Only,
    },
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
    /// Whether anything in the store mentions the entity. What is only known has a card too.
    pub mentioned: bool,
    /// What else the name can mean, the likeliest first.
    pub readings: Vec<Reading>,
    /// Which answers were counted, if not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Only>,
    /// Where it comes from, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
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

/// Looks a name up.
///
/// # Errors
/// When the index or a digest is damaged, or the provenance cannot be read.
pub fn lookup(
    store: &StoreDir,
    index: &Index,
    name: &str,
    options: &Options,
) -> Result<Found, StoreError> {
    let mut readings = index.find(name, options.kind)?.into_iter();
    let Some(first) = readings.next() else {
        return Ok(Found::Nothing(index.nameless(name, options.kind)?.into()));
    };
    let card = index.card(first.card)?;
    let mut answer = Box::new(Answer {
        mentioned: card.counts.answers > 0,
        card,
        name: name.to_owned(),
        matched: first.matched,
        readings: readings.collect(),
        only: None,
        provenance: None,
    });
    let source = Source { store, index, card: first.card };
    if options.filter.is_empty() {
        answer.card.evidence = source.evidence(&answer.card, options)?;
    } else if !answer.mentioned {
        return Ok(Found::Nothing(Nothing::Unmentioned { label: answer.card.label }));
    } else {
        let only = Only::new(index, &options.filter, answer.card.counts.answers)?;
        source.count(&mut answer.card, options)?;
        if answer.card.counts.answers == 0 {
            return Ok(Found::Nothing(Nothing::Filtered { label: answer.card.label, only }));
        }
        answer.only = Some(only);
    }
    if options.provenance {
        answer.provenance = Some(Provenance::of(store, &answer.card.evidence)?);
    }
    Ok(Found::Answer(answer))
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
