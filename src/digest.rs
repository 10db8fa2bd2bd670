//! A digest: what the later stages know of one document, with entities by IRI.
//!
//! It is kept beside the store, so that the co-mention graph and the lookup index can be made anew
//! without reading sources or RDF again. Same document and catalog, same digest, byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::document::{Document, DocumentKind, Unit, UnitKind};
use crate::mention::{Finder, Mention, Method, Referent};
use crate::text::place::Places;

pub mod copy;
mod iri;
mod outline;
mod period;
mod sentence;

pub use copy::Copies;
pub use iri::{author_iri, document_iri, is_unlinked};
pub use outline::{Outline, UnitOutline};
pub use period::Period;
pub use sentence::{Sentence, Sentences};

/// One document: its own data, the entities it mentions, and its units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// The document's IRI, which is its named graph's too.
    pub iri: String,
    /// The path of the source, as the user named it.
    pub path: String,
    /// SHA-256 of the source's bytes, in hexadecimal.
    pub sha256: String,
    /// `question`, `article` or `lines`.
    pub kind: DocumentKind,
    /// The page's title.
    pub title: Option<String>,
    /// The page's author.
    pub author: Option<String>,
    /// When it was published: `xsd:dateTime` or `xsd:date`.
    pub published: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// The page's own tags.
    pub keywords: Vec<String>,
    /// The IRIs of all entities mentioned, sorted; mentions refer to them by their place here.
    pub entities: Vec<String>,
    /// The companies among them that the catalog does not know, in the order of their IRIs.
    pub unlinked: Vec<Unlinked>,
    /// The units in file order.
    pub units: Vec<UnitDigest>,
}

/// A company that the catalog does not know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unlinked {
    /// Its provisional IRI: `…/company/~name`.
    pub iri: String,
    /// Its name, as it stands in the text.
    pub name: String,
    /// The short forms of it that the document defines and uses, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub short_forms: Vec<String>,
}

/// One answer, article or line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitDigest {
    /// Its IRI.
    pub iri: String,
    /// `answer` or `article`.
    pub kind: UnitKind,
    /// Its number in the page, from 1.
    pub position: u32,
    /// The further positions at which the page has it, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<u32>,
    /// Its own identifier, where the source gives one.
    pub id: Option<String>,
    /// Who wrote it; nothing for anonymous answers.
    pub author: Option<String>,
    /// The title it stands under, where that is not the page's.
    pub title: Option<String>,
    /// When it was written, where that is told unit by unit.
    pub published: Option<String>,
    /// Its address in the web, where the source gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What a reader sees.
    pub text: String,
    /// Where the sentences of that begin and end.
    pub sentences: Sentences,
    /// The mentions in reading order.
    pub mentions: Vec<MentionDigest>,
}

/// One entity named at one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionDigest {
    /// Its place in the document's list of entities.
    pub entity: u32,
    /// First code point of the unit's text.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The same in bytes of the unit's text.
    pub bytes: (usize, usize),
    /// The same in bytes of the source file.
    pub source: (usize, usize),
    /// Line and column of the first character in the source file, both from 1; the column counts
    /// code points.
    pub place: (u32, u32),
    /// From 0 to 1.
    pub confidence: f32,
    /// How it was found.
    pub method: Method,
}

impl Digest {
    /// Finds all mentions of a document, read from the bytes `source`, and puts the whole into one
    /// record.
    #[must_use]
    pub fn new(
        base: &str,
        source: &[u8],
        document: &Document,
        catalog: &Catalog,
        finder: &Finder<'_>,
    ) -> Self {
        let iri = document_iri(base, &document.path);
        let found: Vec<Vec<Mention>> = finder.mentions(document);
        let name = |mention: &Mention| match &mention.entity {
            Referent::Known(id) => catalog.entity(*id).iri.as_str().to_owned(),
            Referent::Unlinked(name) => iri::unlinked_iri(base, name),
        };
        let mut entities: Vec<String> = found.iter().flatten().map(name).collect();
        entities.sort_unstable();
        entities.dedup();
        let number = |mention: &Mention| {
            let name = name(mention);
            let at = entities.partition_point(|known| *known < name);
            u32::try_from(at).unwrap_or(u32::MAX)
        };
        let units = units(&iri, source, document, &found, number);
        Self {
            path: document.path.clone(),
            sha256: document.sha256.clone(),
            kind: document.kind,
            title: document.title.clone(),
            author: document.author.clone(),
            published: document.published.clone(),
            modified: document.modified.clone(),
            keywords: document.keywords.clone(),
            unlinked: unlinked(base, document, &found),
            units,
            entities,
            iri,
        }
    }

    /// The same for a source that stands after so many other bytes.
    #[must_use]
    pub fn after(mut self, bytes: usize) -> Self {
        for mention in self.units.iter_mut().flat_map(|unit| &mut unit.mentions) {
            mention.source = (mention.source.0 + bytes, mention.source.1 + bytes);
        }
        self
    }

    /// The number of an entity of this document: its place in the list.
    #[must_use]
    pub fn number(&self, iri: &str) -> Option<u32> {
        let place = self.entities.binary_search_by(|known| known.as_str().cmp(iri)).ok()?;
        u32::try_from(place).ok()
    }

    /// The IRI of the entity that a mention of this document names.
    #[must_use]
    pub fn entity(&self, mention: &MentionDigest) -> &str {
        &self.entities[mention.entity as usize]
    }

    /// A company that the catalog does not know, by its IRI.
    #[must_use]
    pub fn unlinked(&self, iri: &str) -> Option<&Unlinked> {
        let place = self.unlinked.binary_search_by(|unlinked| unlinked.iri.as_str().cmp(iri));
        place.ok().map(|place| &self.unlinked[place])
    }

    /// The name of a company that the catalog does not know.
    #[must_use]
    pub fn unlinked_name(&self, iri: &str) -> Option<&str> {
        self.unlinked(iri).map(|unlinked| unlinked.name.as_str())
    }

    /// When a unit was written, as far as its source tells (`xsd:dateTime` or `xsd:date`): the unit's
    /// own date, or the page's.
    #[must_use]
    pub fn date_of<'a>(&'a self, unit: &'a UnitDigest) -> Option<&'a str> {
        let dates = [&unit.published, &self.published, &self.modified];
        dates.into_iter().flatten().next().map(String::as_str)
    }

    /// The day of that: `2022-07-06`.
    #[must_use]
    pub fn day<'a>(&'a self, unit: &'a UnitDigest) -> Option<&'a str> {
        self.date_of(unit)?.get(..10)
    }

    /// Who wrote a unit: its own author, or the page's.
    #[must_use]
    pub fn author_of<'a>(&'a self, unit: &'a UnitDigest) -> Option<&'a str> {
        unit.author.as_deref().or(self.author.as_deref())
    }

    /// What a unit stands under: its own title, or the page's.
    #[must_use]
    pub fn title_of<'a>(&'a self, unit: &'a UnitDigest) -> Option<&'a str> {
        unit.title.as_deref().or(self.title.as_deref())
    }

    /// How many mentions there are in all units.
    #[must_use]
    pub fn mention_count(&self) -> usize {
        self.units.iter().map(|unit| unit.mentions.len()).sum()
    }
}

/// The units of a document with what was found in each, entities by their numbers.
fn units(
    iri: &str,
    source: &[u8],
    document: &Document,
    found: &[Vec<Mention>],
    number: impl Fn(&Mention) -> u32,
) -> Vec<UnitDigest> {
    let mut places = Places::new(source);
    let units = document.units.iter().zip(found).map(|(unit, mentions)| {
        let mentions = mentions.iter().map(|mention| {
            let place = places.at(mention.source.start);
            MentionDigest::new(number(mention), (place.line, place.column), mention)
        });
        UnitDigest::new(iri, document, unit, mentions.collect())
    });
    units.collect()
}

/// The unknown companies that a document mentions, in the order of their IRIs, each once.
fn unlinked(base: &str, document: &Document, found: &[Vec<Mention>]) -> Vec<Unlinked> {
    let mut unlinked: BTreeMap<String, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for (unit, mentions) in document.units.iter().zip(found) {
        for mention in mentions {
            let Referent::Unlinked(name) = &mention.entity else { continue };
            let iri = iri::unlinked_iri(base, name);
            let (first, short_forms) = unlinked.entry(iri).or_insert((name, BTreeSet::new()));
            *first = (*first).min(name);
            if mention.method == Method::Definition {
                short_forms.insert(&unit.text.as_str()[mention.bytes.clone()]);
            }
        }
    }
    let unlinked = unlinked.into_iter().map(|(iri, (name, short_forms))| Unlinked {
        iri,
        name: name.to_owned(),
        short_forms: short_forms.into_iter().map(str::to_owned).collect(),
    });
    unlinked.collect()
}

impl UnitDigest {
    fn new(
        document_iri: &str,
        document: &Document,
        unit: &Unit,
        mentions: Vec<MentionDigest>,
    ) -> Self {
        let own_title =
            unit.title.as_deref().filter(|title| document.title.as_deref() != Some(title));
        Self {
            iri: iri::unit_iri(document_iri, document.kind, unit),
            kind: unit.kind,
            position: unit.position,
            copies: unit.copies.clone(),
            id: unit.id.clone(),
            author: unit.author.clone(),
            title: own_title.map(str::to_owned),
            published: unit.published.clone(),
            url: unit.url.clone(),
            text: unit.text.as_str().to_owned(),
            sentences: Sentences::of(unit.text.as_str(), &mentions),
            mentions,
        }
    }

    /// The name as it stands in the text.
    #[must_use]
    pub fn exact(&self, mention: &MentionDigest) -> &str {
        &self.text[mention.bytes.0..mention.bytes.1]
    }
}

/// The entities that some mentions name, by their numbers in the digest: each once, ascending.
#[must_use]
pub fn named_by<'a>(mentions: impl IntoIterator<Item = &'a MentionDigest>) -> Vec<u32> {
    let mut named: Vec<u32> = mentions.into_iter().map(|mention| mention.entity).collect();
    named.sort_unstable();
    named.dedup();
    named
}

impl MentionDigest {
    fn new(entity: u32, place: (u32, u32), mention: &Mention) -> Self {
        Self {
            entity,
            start: mention.span.start,
            end: mention.span.end,
            bytes: (mention.bytes.start, mention.bytes.end),
            source: (mention.source.start, mention.source.end),
            place,
            confidence: mention.confidence,
            method: mention.method,
        }
    }
}
