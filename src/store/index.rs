//! The lookup index: names and cards in one file, of which a lookup reads a few kilobytes, so that
//! it costs the same whatever the size of the graph. Names are found without the catalog, and cards
//! shown without the graph.
//!
//! Layout: the magic line; numbers (`u64`, little-endian) that say where the parts begin, and at last
//! the one by which the index is known, which follows from all after it and names the file; the name
//! table; for each entity that is mentioned what the documents say of it, JSON followed by the numbers
//! of these documents; the facts of every entity, mentioned or not; where the facts of each begin.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::{StoreError, file};
use crate::card::{Card, Companion, Counts, Link, cards};
use crate::catalog::{Catalog, Kind};
use crate::graph::CoMentions;
use crate::passage::Passage;

mod contain;
mod facts;
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
use facts::{Facts, Relative, Said};
pub use meant::{InCatalog, NameError, Nameless, Quoted};
use name::Bearer;
use part::Parts;
use table::Table;

/// The first bytes of an index; the digit is its layout.
const MAGIC: &[u8; 16] = b"haitu lookup 4\r\n";
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
    facts: u64,
    places: u64,
}

/// Writes the index of the cards of entities under `base`; its name.
pub(super) fn put(
    dir: &Path,
    cards: &[Card],
    catalog: &Catalog,
    base: &str,
) -> Result<String, StoreError> {
    let content =
        write::encode(cards, catalog, base).map_err(|reason| StoreError::damaged(dir, &reason))?;
    let print = numbers(&content[MAGIC.len()..write::HEADER]).pop().unwrap_or_default();
    let name = format!("{FOLDER}/{}", file_name(print));
    file::put_named(dir, &name, &content)?;
    Ok(name)
}

/// The name of the file of the index that is known by a number.
fn file_name(print: u64) -> String {
    format!("{print:016x}.idx")
}

/// Deletes all indexes but one.
pub(super) fn sweep(dir: &Path, keep: &str) {
    file::sweep(dir, FOLDER, &|name| name == keep);
}

impl Index {
    /// Opens the index of a store whose entities live under `base`: reads where its parts are.
    pub(super) fn open(path: &Path, base: &str) -> Result<Self, StoreError> {
        Self::of(Parts::open(path)?, base)
    }

    /// The index of all that a catalog knows, which nothing mentions; it stands in no file.
    ///
    /// # Errors
    /// None but those of damage that a file may have.
    pub fn of_catalog(catalog: &Catalog, base: &str) -> Result<Self, StoreError> {
        let cards = cards(catalog, &[], &CoMentions::default());
        let content = write::encode(&cards, catalog, base);
        let content = content.map_err(|reason| StoreError::damaged(Path::new(""), &reason))?;
        Self::of(Parts::in_memory(content), base)
    }

    fn of(parts: Parts, base: &str) -> Result<Self, StoreError> {
        let header =
            parts.read(0, write::HEADER.min(parts.length.try_into().unwrap_or(usize::MAX)))?;
        if !header.starts_with(MAGIC) {
            return Err(if header.starts_with(MAGIC_OF_ALL) {
                StoreError::OldIndex(parts.path.clone())
            } else {
                parts.damaged(&"it does not begin as a lookup index")
            });
        }
        let numbers = numbers(&header[MAGIC.len()..]);
        let &[length, cards, start, leaves_end, root, height, end, facts, places, print] =
            &numbers[..]
        else {
            return Err(parts.damaged(&"it is too short"));
        };
        if length != parts.length {
            return Err(parts.damaged(&"it has not the length that it was written with"));
        }
        if parts.path.file_name().is_some_and(|name| name != file_name(print).as_str()) {
            return Err(parts.damaged(&"its content is not what its name says"));
        }
        let names = Table { start, leaves_end, root, height, end };
        let cards = usize::try_from(cards).map_err(|_| parts.damaged(&"it has too many cards"))?;
        Ok(Self { base: base.to_owned(), parts, names, cards, facts, places })
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
        let record = self.record(number)?;
        let facts = self.facts(&mut Bytes(&record))?;
        let (counts, companions, evidence) = self.said(facts.said)?;
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        let [parent, children, home, broader, narrower] = &facts.relatives;
        Ok(Card {
            parent: self.relatives(parent)?.pop(),
            children: self.relatives(children)?,
            home: self.relatives(home)?.pop(),
            broader: self.relatives(broader)?,
            narrower: self.relatives(narrower)?,
            kind: facts.kind.as_str().to_owned(),
            label: facts.label.to_owned(),
            label_en: facts.label_en.to_owned(),
            alt_labels: owned(&facts.alt_labels),
            links: owned(&facts.links),
            iri: facts.iri,
            counts,
            companions,
            evidence,
            found_in: Vec::new(),
        })
    }

    /// What the documents say of an entity: nothing, if they do not mention it.
    fn said(
        &self,
        said: Option<Said>,
    ) -> Result<(Counts, Vec<Companion>, Vec<Passage>), StoreError> {
        let Some(said) = said else { return Ok(Default::default()) };
        let json = self.parts.between(said.card, said.documents)?;
        serde_json::from_slice(&json).map_err(|error| self.parts.damaged(&error))
    }

    fn relatives(&self, relatives: &[Relative<'_>]) -> Result<Vec<Link>, StoreError> {
        let link = |relative: &Relative<'_>| match *relative {
            Relative::Card(number) => {
                let record = self.record(number)?;
                let Facts { iri, label, .. } = self.facts(&mut Bytes(&record))?;
                Ok(Link { iri, label: label.to_owned() })
            }
            // What nobody describes has no other name than its IRI.
            Relative::Unknown(iri) => Ok(Link { iri: iri.to_owned(), label: iri.to_owned() }),
        };
        relatives.iter().map(link).collect()
    }

    /// The documents that mention the entity of a card, by their numbers in the manifest, ascending.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn documents(&self, number: usize) -> Result<Vec<usize>, StoreError> {
        let record = self.record(number)?;
        let Some(said) = self.facts(&mut Bytes(&record))?.said else { return Ok(Vec::new()) };
        let bytes = self.parts.between(said.documents, said.end)?;
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
        let records = self.parts.between(self.facts, self.places)?;
        let (mut rest, mut by_kind) = (Bytes(&records), BTreeMap::<Kind, Vec<Reading>>::new());
        for card in 0..self.cards {
            let facts = self.facts(&mut rest)?;
            if facts.answers > 0 {
                let readings = by_kind.entry(facts.kind).or_default();
                readings.push(Reading::of(facts, card, Matched::Name));
            }
        }
        for readings in by_kind.values_mut() {
            readings.sort_by_key(|reading| (u32::MAX - reading.answers, reading.card));
        }
        Ok(by_kind)
    }

    /// The reading of an entity that has a name.
    fn reading(&self, bearer: Bearer, matched: Matched) -> Result<Reading, StoreError> {
        let record = self.record(bearer.card)?;
        let reading = Reading::of(self.facts(&mut Bytes(&record))?, bearer.card, matched);
        Ok(Reading { preferred: bearer.preferred, ..reading })
    }

    /// Reads the next of some records.
    fn facts<'a>(&self, records: &mut Bytes<'a>) -> Result<Facts<'a>, StoreError> {
        let facts = Facts::take(records, &self.base);
        facts.ok_or_else(|| self.parts.damaged(&"a record is not whole"))
    }

    /// The bytes of the record of a card.
    fn record(&self, number: usize) -> Result<Vec<u8>, StoreError> {
        if number >= self.cards {
            return Err(self.parts.damaged(&"it has no such card"));
        }
        let at = self.places.saturating_add((number * size_of::<u64>()) as u64);
        match numbers(&self.parts.read(at, 2 * size_of::<u64>())?)[..] {
            [place, next] => self.parts.between(place, next),
            _ => Err(self.parts.damaged(&"it is too short")),
        }
    }
}

impl Reading {
    /// The reading of an entity's usual name.
    fn of(facts: Facts<'_>, card: usize, matched: Matched) -> Self {
        Self {
            iri: facts.iri,
            card,
            label: facts.label.to_owned(),
            kind: facts.kind.as_str().to_owned(),
            preferred: true,
            answers: facts.answers,
            matched,
        }
    }
}
