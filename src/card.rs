//! Cards: what a reader wants to know of one entity at a glance, with the best evidence.
//!
//! Made from digests, the co-mention graph and the catalog when the store is built, so that looking
//! an entity up needs none of them.

use std::collections::BTreeMap;

use oxigraph::model::{NamedOrBlankNodeRef, TermRef};
use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, Entity, Kind, Role};
use crate::digest::{Copies, Digest, Outline};
use crate::graph::{CoMentions, Edge, rounded};
use crate::passage::Passage;
use crate::vocab::skos;

mod filter;
mod gather;

pub use filter::{Filter, Tally, Wanted};
pub use gather::Gathered;

/// How many sentences a card holds; `lookup --all` reads the rest from the digests.
pub const EVIDENCE_PER_CARD: usize = 20;
/// How many companions of each kind a card holds.
pub const COMPANIONS_PER_KIND: usize = 8;

/// One entity, with what the documents say of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// Its IRI.
    pub iri: String,
    /// `company`, `country`, `region` or `concept`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The usual Chinese name.
    pub label: String,
    /// The usual English name.
    pub label_en: String,
    /// All further names that may be shown.
    pub alt_labels: Vec<String>,
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
    /// The same thing elsewhere: `skos:exactMatch` of the catalog.
    pub links: Vec<String>,
    /// How often it is mentioned.
    pub counts: Counts,
    /// The entities mentioned in the same answers, strongest first.
    pub companions: Vec<Companion>,
    /// The best sentences, best first.
    pub evidence: Vec<Passage>,
    /// The documents that mention it, by their places in the order of IRIs; the index keeps them
    /// beside the card.
    #[serde(skip)]
    pub found_in: Vec<u32>,
}

/// Another entity, by its IRI and usual name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its IRI.
    pub iri: String,
    /// Its usual Chinese name.
    pub label: String,
}

/// How often an entity is mentioned, and when.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// In how many distinct answers or articles.
    pub answers: u32,
    /// How often in all.
    pub mentions: u32,
    /// By how many authors; every anonymous answer counts as one.
    pub authors: u32,
    /// In how many documents.
    pub documents: u32,
    /// The earliest date of a document or unit that mentions it.
    pub first: Option<String>,
    /// The latest.
    pub last: Option<String>,
    /// Its share of attention: PageRank over the co-mention graph.
    pub rank: f64,
}

/// An entity mentioned in the same answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Companion {
    /// Its IRI.
    pub iri: String,
    /// `company`, `country`, `region` or `concept`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its usual Chinese name.
    pub label: String,
    /// In how many distinct answers both are mentioned.
    pub answers: u32,
    /// How much more often than by chance: -1 to 1. Nothing where only the answers of some days
    /// count: that takes all answers of those days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub npmi: Option<f64>,
}

/// The cards of all entities of the catalog, mentioned or not, in the catalog's order; then those of
/// companies that the catalog does not know, in the order of their IRIs. The digests are in the order
/// of theirs.
#[must_use]
pub fn cards(catalog: &Catalog, digests: &[Digest], co_mentions: &CoMentions) -> Vec<Card> {
    let outlines: Vec<Outline> = digests.iter().map(Digest::outline).collect();
    let (mut gathered, copies) = (Gathered::default(), Copies::of(&outlines));
    for (number, digest) in digests.iter().enumerate() {
        gathered.add(number, digest, &copies);
    }
    cards_of(catalog, gathered, co_mentions)
}

/// The same from what was gathered of the documents.
#[must_use]
pub fn cards_of(catalog: &Catalog, mut gathered: Gathered, co_mentions: &CoMentions) -> Vec<Card> {
    let mut relatives = Relatives::new(catalog);
    let known = catalog.iter().map(|(_, entity)| Card::new(catalog, entity));
    let mut cards: Vec<Card> = known.chain(gathered.unlinked().map(Card::unlinked)).collect();
    for card in &mut cards {
        (card.counts, card.found_in, card.evidence) = gathered.take(&card.iri);
        card.children = relatives.children.remove(&card.iri).unwrap_or_default();
        card.narrower = relatives.narrower.remove(&card.iri).unwrap_or_default();
        card.links = relatives.links.remove(&card.iri).unwrap_or_default();
        card.count(catalog, co_mentions);
    }
    cards
}

impl Card {
    fn new(catalog: &Catalog, entity: &Entity) -> Self {
        let link = |iri: &oxigraph::model::NamedNode| Link::new(catalog, iri.as_str());
        let further = entity.names.iter().filter(|name| name.role == Role::Alternative);
        Self {
            iri: entity.iri.as_str().to_owned(),
            kind: entity.kind.as_str().to_owned(),
            label: entity.label.clone(),
            label_en: entity.label_en.clone(),
            alt_labels: further.map(|name| name.text.clone()).collect(),
            parent: entity.parent.as_ref().map(link),
            home: entity.home.as_ref().map(link),
            broader: entity.broader.iter().map(link).collect(),
            ..Self::default()
        }
    }

    /// The card of a company that the catalog does not know.
    fn unlinked((iri, names): (&str, &gather::Names)) -> Self {
        Self {
            iri: iri.to_owned(),
            kind: Kind::Company.as_str().to_owned(),
            label: names.name.clone(),
            label_en: names.name.clone(),
            alt_labels: names.short_forms.iter().cloned().collect(),
            ..Self::default()
        }
    }

    /// Takes counts and companions from the graph.
    fn count(&mut self, catalog: &Catalog, co_mentions: &CoMentions) {
        let Some(found) = co_mentions.find(&self.iri) else { return };
        let node = &co_mentions.graph()[found];
        self.counts.answers = node.answers;
        self.counts.mentions = node.mentions;
        self.counts.authors = node.authors;
        self.counts.rank = node.rank;
        let mut left = BTreeMap::from(Kind::ALL.map(|kind| (kind, COMPANIONS_PER_KIND)));
        for (other, edge) in co_mentions.companions(found) {
            let Some(id) = catalog.id(&other.iri) else { continue };
            let entity = catalog.entity(id);
            let left = left.entry(entity.kind).or_default();
            if *left > 0 {
                *left -= 1;
                let (kind, label) = (entity.kind.as_str(), entity.label.as_str());
                self.companions.push(Companion::new(&other.iri, kind, label, edge));
            }
        }
    }
}

impl Link {
    fn new(catalog: &Catalog, iri: &str) -> Self {
        let label = catalog.id(iri).map_or(iri, |id| &catalog.entity(id).label);
        Self { iri: iri.to_owned(), label: label.to_owned() }
    }
}

impl Companion {
    /// An entity at the other end of an edge.
    #[must_use]
    pub fn new(iri: &str, kind: &str, label: &str, edge: &Edge) -> Self {
        Self {
            iri: iri.to_owned(),
            kind: kind.to_owned(),
            label: label.to_owned(),
            answers: edge.answers,
            npmi: Some(rounded(edge.npmi)),
        }
    }
}

/// What the catalog says of an entity at others.
#[derive(Default)]
struct Relatives {
    /// The companies that belong to each company.
    children: BTreeMap<String, Vec<Link>>,
    /// What is inside each place, or below each concept.
    narrower: BTreeMap<String, Vec<Link>>,
    /// The same thing elsewhere.
    links: BTreeMap<String, Vec<String>>,
}

impl Relatives {
    fn new(catalog: &Catalog) -> Self {
        let mut relatives = Self::default();
        for (_, entity) in catalog.iter() {
            let link = || Link { iri: entity.iri.as_str().to_owned(), label: entity.label.clone() };
            if let Some(parent) = &entity.parent {
                relatives.children.entry(parent.as_str().to_owned()).or_default().push(link());
            }
            for broader in &entity.broader {
                relatives.narrower.entry(broader.as_str().to_owned()).or_default().push(link());
            }
        }
        for triple in catalog.triples() {
            if let (NamedOrBlankNodeRef::NamedNode(same), TermRef::NamedNode(there)) =
                (triple.subject, triple.object)
                && triple.predicate == skos::EXACT_MATCH
            {
                let links = relatives.links.entry(same.as_str().to_owned()).or_default();
                links.push(there.as_str().to_owned());
            }
        }
        relatives
    }
}

impl Counts {
    /// Makes the span of days include one more.
    fn widen(&mut self, date: &str) {
        if self.first.as_deref().is_none_or(|first| date < first) {
            self.first = Some(date.to_owned());
        }
        if self.last.as_deref().is_none_or(|last| date > last) {
            self.last = Some(date.to_owned());
        }
    }
}
