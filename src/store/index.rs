//! The lookup index: names and cards in one file, of which a lookup reads a few kilobytes, so that
//! it costs the same whatever the size of the graph. Names are found without the catalog, and cards
//! shown without the graph.
//!
//! Layout: the magic line; numbers (`u64`, little-endian) that say where the parts begin; the name
//! table; the heads of the cards, a JSON object a line; the cards, JSON each, every one followed by
//! the numbers of the documents that mention it; for each card, where its head, it, and its
//! documents begin.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{StoreError, file};
use crate::card::Card;
use crate::catalog::{Catalog, Kind};

mod find;
mod like;
mod meant;
mod name;
mod part;
mod table;
#[cfg(test)]
mod tests;
mod write;

use crate::bytes::{Bytes, numbers};
pub use meant::{NameError, Nameless, Quoted};
use name::Bearer;
use part::Parts;
use table::Table;

/// The first bytes of an index; the digit is its layout.
const MAGIC: &[u8; 16] = b"haitu lookup 2\r\n";
/// What indexes of all layouts begin with.
const MAGIC_OF_ALL: &[u8; 13] = b"haitu lookup ";
const FOLDER: &str = "lookup";

/// What a name can mean: an entity, and how it comes by the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    /// Its IRI.
    pub iri: String,
    /// The number of its card.
    #[serde(skip)]
    pub card: usize,
    /// Its usual Chinese name.
    pub label: String,
    /// `company`, `country`, `region` or `concept`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether the name is its usual one, rather than a further one.
    pub preferred: bool,
    /// In how many answers it is mentioned.
    pub answers: u32,
    /// How the name led to it.
    pub matched: Matched,
}

/// How a name leads to an entity, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Matched {
    /// It is the entity's IRI.
    Iri,
    /// It is one of its names.
    Name,
    /// It is the pinyin of one.
    Pinyin,
    /// It is the initials of the pinyin of one.
    Initials,
    /// It is only like one.
    Alike,
}

/// An index that was opened: nothing of it is read before it is asked for.
#[derive(Debug)]
pub struct Index {
    base: String,
    parts: Parts,
    names: Table,
    cards: usize,
    heads: u64,
    places: u64,
}

/// Where the parts of a card begin in the file; each ends where the next begins.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    head: u64,
    card: u64,
    documents: u64,
}

impl Place {
    const LENGTH: usize = 3 * size_of::<u64>();

    fn numbers(self) -> [u64; 3] {
        [self.head, self.card, self.documents]
    }
}

/// The head of a card.
#[derive(Deserialize)]
struct Head {
    iri: String,
    label: String,
    kind: String,
    answers: u32,
}

/// Writes the index of `cards`; its name.
pub(super) fn put(dir: &Path, cards: &[Card], catalog: &Catalog) -> Result<String, StoreError> {
    let content =
        write::encode(cards, catalog).map_err(|reason| StoreError::damaged(dir, &reason))?;
    file::put(dir, FOLDER, &content, "idx")
}

/// Deletes all indexes but one.
pub(super) fn sweep(dir: &Path, keep: &str) {
    file::sweep(dir, FOLDER, &|name| name == keep);
}

impl Index {
    /// Opens the index of a store whose entities live under `base`: reads where its parts are.
    pub(super) fn open(path: &Path, base: &str) -> Result<Self, StoreError> {
        let parts = Parts::open(path)?;
        let header =
            parts.read(0, write::HEADER.min(parts.length.try_into().unwrap_or(usize::MAX)))?;
        if !header.starts_with(MAGIC) {
            return Err(if header.starts_with(MAGIC_OF_ALL) {
                StoreError::OldIndex(path.to_owned())
            } else {
                parts.damaged(&"it does not begin as a lookup index")
            });
        }
        let numbers = numbers(&header[MAGIC.len()..]);
        let &[length, cards, start, leaves_end, root, height, end, heads, places] = &numbers[..]
        else {
            return Err(parts.damaged(&"it is too short"));
        };
        if length != parts.length {
            return Err(parts.damaged(&"it has not the length that it was written with"));
        }
        let names = Table { start, leaves_end, root, height, end };
        let cards = usize::try_from(cards).map_err(|_| parts.damaged(&"it has too many cards"))?;
        Ok(Self { base: base.to_owned(), parts, names, cards, heads, places })
    }

    /// Where the entities of the store live.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// How many cards there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cards
    }

    /// Whether there is no card.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards == 0
    }

    /// Reads one card.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn card(&self, number: usize) -> Result<Card, StoreError> {
        let (place, _) = self.place(number)?;
        let json = self.parts.between(place.card, place.documents)?;
        serde_json::from_slice(&json).map_err(|error| self.parts.damaged(&error))
    }

    /// The documents that mention the entity of a card, by their numbers in the manifest, ascending.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn documents(&self, number: usize) -> Result<Vec<usize>, StoreError> {
        let (place, next) = self.place(number)?;
        let bytes = self.parts.between(place.documents, next.card)?;
        let (mut rest, mut documents, mut last) = (Bytes(&bytes), Vec::new(), 0_usize);
        while !rest.is_empty() {
            let document = rest.length().and_then(|distance| last.checked_add(distance));
            last = document.ok_or_else(|| self.parts.damaged(&"a list of documents is cut off"))?;
            documents.push(last);
        }
        Ok(documents)
    }

    /// The index names a document that its store does not have.
    #[must_use]
    pub fn no_document(&self, number: usize) -> StoreError {
        self.parts.damaged(&format!("the store has no document {number}"))
    }

    /// Every entity that is mentioned, by kind, most answers first.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn mentioned(&self) -> Result<BTreeMap<Kind, Vec<Reading>>, StoreError> {
        let end = if self.is_empty() { self.heads } else { self.place(0)?.0.card };
        let lines = self.parts.between(self.heads, end)?;
        let mut by_kind: BTreeMap<Kind, Vec<Reading>> = BTreeMap::new();
        for (card, line) in lines.split(|&byte| byte == b'\n').take(self.cards).enumerate() {
            let reading = self.head(line)?.reading(card, Matched::Name);
            if let Some(kind) = Kind::parse(&reading.kind).filter(|_| reading.answers > 0) {
                by_kind.entry(kind).or_default().push(reading);
            }
        }
        for readings in by_kind.values_mut() {
            readings.sort_by_key(|reading| (u32::MAX - reading.answers, reading.card));
        }
        Ok(by_kind)
    }

    /// The reading of an entity that has a name.
    fn reading(&self, bearer: Bearer, matched: Matched) -> Result<Reading, StoreError> {
        let (place, next) = self.place(bearer.card)?;
        let head = self.head(&self.parts.between(place.head, next.head)?)?;
        let reading = head.reading(bearer.card, matched);
        Ok(Reading { preferred: bearer.preferred, ..reading })
    }

    fn head(&self, line: &[u8]) -> Result<Head, StoreError> {
        serde_json::from_slice(line).map_err(|error| self.parts.damaged(&error))
    }

    /// Where a card stands, and the one after it.
    fn place(&self, number: usize) -> Result<(Place, Place), StoreError> {
        if number >= self.cards {
            return Err(self.parts.damaged(&"it has no such card"));
        }
        let at = self.places.saturating_add((number * Place::LENGTH) as u64);
        match numbers(&self.parts.read(at, 2 * Place::LENGTH)?)[..] {
            [head, card, documents, next_head, next_card, next_documents] => Ok((
                Place { head, card, documents },
                Place { head: next_head, card: next_card, documents: next_documents },
            )),
            _ => Err(self.parts.damaged(&"it is too short")),
        }
    }
}

impl Head {
    /// The reading of its usual name.
    fn reading(self, card: usize, matched: Matched) -> Reading {
        let Self { iri, label, kind, answers } = self;
        Reading { iri, card, label, kind, preferred: true, answers, matched }
    }
}
