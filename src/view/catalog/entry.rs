//! One entity of the catalog, or one compound, with all that files say of it.

use serde::Serialize;

use crate::card::{Card, Link};
use crate::catalog::lint::Origin;
use crate::catalog::{Catalog, Compound, Entity, EntityId, Kind, Name, Role};
use crate::vocab::{ht, skos};

/// An entity with all its names and links.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its IRI.
    pub iri: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The usual Chinese name.
    pub label: String,
    /// The usual English name.
    pub label_en: String,
    /// Further names.
    pub alt_labels: Vec<String>,
    /// Those of all names that are ordinary words too, and so a mention only with support.
    pub ambiguous: Vec<String>,
    /// Names that are found, and shown nowhere else: typos and masks.
    pub hidden: Vec<String>,
    /// Words nearby that support an ambiguous name.
    pub cues: Vec<String>,
    /// Longer phrases in which an ambiguous name does mean it.
    pub within: Vec<String>,
    /// Longer phrases in which no name means it.
    pub not_within: Vec<String>,
    /// Single characters that stand for it before 方, 籍 and the like.
    pub abbreviations: Vec<char>,
    /// The company it belongs to.
    pub parent: Option<Link>,
    /// The companies that belong to it.
    pub children: Vec<Link>,
    /// The country it comes from.
    pub home: Option<Link>,
    /// The larger places or more general concepts.
    pub broader: Vec<Link>,
    /// The smaller places or more special concepts.
    pub narrower: Vec<Link>,
    /// The short forms that name it with others.
    pub compounds: Vec<Link>,
    /// Its codes: ISO 3166-1 of countries.
    pub codes: Vec<String>,
    /// The schemes it is in, by their IRIs.
    pub schemes: Vec<String>,
    /// The same thing elsewhere.
    pub links: Vec<String>,
    /// Where files describe it.
    pub defined_in: Vec<Origin>,
}

impl Entry {
    /// The entity of a card; nothing if the catalog has it not.
    pub(super) fn new(catalog: &Catalog, card: Card, defined_in: Vec<Origin>) -> Option<Self> {
        let id = catalog.id(&card.iri)?;
        let entity = catalog.entity(id);
        let said = |predicate| catalog.objects(&card.iri, predicate);
        Some(Self {
            kind: entity.kind,
            ambiguous: names(entity, |name| name.ambiguous),
            hidden: names(entity, |name| name.role == Role::Hidden),
            cues: entity.cues.clone(),
            within: entity.within.clone(),
            not_within: entity.not_within.clone(),
            abbreviations: entity.abbreviations.clone(),
            compounds: compounds(catalog, id),
            codes: said(skos::NOTATION),
            schemes: said(skos::IN_SCHEME),
            defined_in,
            iri: card.iri,
            label: card.label,
            label_en: card.label_en,
            alt_labels: card.alt_labels,
            parent: card.parent,
            children: card.children,
            home: card.home,
            broader: card.broader,
            narrower: card.narrower,
            links: card.links,
        })
    }
}

fn names(entity: &Entity, is_wanted: impl Fn(&&Name) -> bool) -> Vec<String> {
    entity.names.iter().filter(is_wanted).map(|name| name.text.clone()).collect()
}

/// The compounds that an entity is a member of.
fn compounds(catalog: &Catalog, id: EntityId) -> Vec<Link> {
    let compounds = catalog.compounds().iter().filter(|compound| compound.members.contains(&id));
    compounds.map(link).collect()
}

fn link(compound: &Compound) -> Link {
    Link { iri: compound.iri.as_str().to_owned(), label: compound.text.clone() }
}

/// A short form that names several entities at once (日韩).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CompoundEntry {
    /// Its IRI.
    pub iri: String,
    /// `compound`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its characters.
    pub label: String,
    /// What it names, in the order of its characters.
    pub members: Vec<Link>,
    /// Whether it takes support to tell it from an accident.
    pub ambiguous: bool,
    /// Words nearby that support it, as files list them.
    pub cues: Vec<String>,
    /// Longer phrases inside which it is an accident.
    pub not_within: Vec<String>,
    /// Where files describe it.
    pub defined_in: Vec<Origin>,
}

impl CompoundEntry {
    pub(super) fn new(catalog: &Catalog, compound: &Compound, defined_in: Vec<Origin>) -> Self {
        let members = compound.members.iter().map(|&id| catalog.entity(id));
        let member = |entity: &Entity| Link {
            iri: entity.iri.as_str().to_owned(),
            label: entity.label.clone(),
        };
        Self {
            iri: compound.iri.as_str().to_owned(),
            kind: "compound",
            label: compound.text.clone(),
            members: members.map(member).collect(),
            ambiguous: compound.ambiguous,
            cues: catalog.objects(compound.iri.as_str(), ht::CUE),
            not_within: compound.not_within.clone(),
            defined_in,
        }
    }
}
