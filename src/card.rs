//! Cards: what a reader wants to know of one entity at a glance, with the best evidence.
//!
//! Made from digests, the co-mention graph and the catalog when the store is built, so that looking
//! an entity up needs none of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, Entity, Kind, Role};
use crate::digest::{Digest, UnitDigest};
use crate::graph::CoMentions;
use crate::mention::sentence::sentences;

pub mod evidence;

pub use evidence::Evidence;

/// How many sentences a card holds; `lookup --all` reads the rest from the digests.
pub const EVIDENCE_PER_CARD: usize = 20;
/// How many companions of each kind a card holds.
pub const COMPANIONS_PER_KIND: usize = 8;

/// One entity, with what the documents say of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
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
    /// How often it is mentioned.
    pub counts: Counts,
    /// The entities mentioned in the same answers, strongest first.
    pub companions: Vec<Companion>,
    /// The best sentences, best first.
    pub evidence: Vec<Evidence>,
}

/// Another entity, by its IRI and usual name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// How much more often than by chance: -1 to 1.
    pub npmi: f64,
}

/// The cards of all entities of the catalog, mentioned or not, in the catalog's order; then those of
/// companies that the catalog does not know, in the order of their IRIs.
#[must_use]
pub fn cards(catalog: &Catalog, digests: &[Digest], co_mentions: &CoMentions) -> Vec<Card> {
    let mut evidence = evidence::best(digests);
    let mut spread = spread(digests);
    let children = children(catalog);
    let known = catalog.iter().map(|(_, entity)| Card::new(catalog, entity));
    let mut cards: Vec<Card> = known.chain(unlinked(digests)).collect();
    for card in &mut cards {
        let iri = card.iri.as_str();
        card.children = children.get(iri).cloned().unwrap_or_default();
        card.evidence = evidence.remove(iri).unwrap_or_default();
        card.counts = spread.remove(iri).unwrap_or_default();
        card.count(catalog, co_mentions);
    }
    cards
}

/// Cards of the companies that the catalog does not know.
fn unlinked(digests: &[Digest]) -> impl Iterator<Item = Card> {
    let unlinked = digests.iter().flat_map(|digest| &digest.unlinked);
    let names: BTreeMap<&str, &str> =
        unlinked.map(|unlinked| (unlinked.iri.as_str(), unlinked.name.as_str())).collect();
    names.into_iter().map(|(iri, name)| Card {
        iri: iri.to_owned(),
        kind: Kind::Company.as_str().to_owned(),
        label: name.to_owned(),
        label_en: name.to_owned(),
        ..Card::default()
    })
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
            children: Vec::new(),
            home: entity.home.as_ref().map(link),
            broader: entity.broader.iter().map(link).collect(),
            counts: Counts::default(),
            companions: Vec::new(),
            evidence: Vec::new(),
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
                self.companions.push(Companion::new(entity, edge.answers, edge.npmi));
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
    fn new(entity: &Entity, answers: u32, npmi: f64) -> Self {
        Self {
            iri: entity.iri.as_str().to_owned(),
            kind: entity.kind.as_str().to_owned(),
            label: entity.label.clone(),
            answers,
            npmi: (npmi * 1e6).round() / 1e6,
        }
    }
}

/// The companies that belong to each company.
fn children(catalog: &Catalog) -> BTreeMap<&str, Vec<Link>> {
    let mut children: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    for (_, entity) in catalog.iter() {
        if let Some(parent) = &entity.parent {
            let link = Link { iri: entity.iri.as_str().to_owned(), label: entity.label.clone() };
            children.entry(parent.as_str()).or_default().push(link);
        }
    }
    children
}

/// Over how many documents, and from when to when, each entity is mentioned.
fn spread(digests: &[Digest]) -> BTreeMap<&str, Counts> {
    let mut spread: BTreeMap<&str, Counts> = BTreeMap::new();
    for digest in digests {
        for iri in &digest.entities {
            spread.entry(iri).or_default().documents += 1;
        }
        for unit in &digest.units {
            let Some(date) = date(digest, unit) else { continue };
            for mention in &unit.mentions {
                let counts = spread.entry(digest.entity(mention)).or_default();
                widen(counts, date);
            }
        }
    }
    spread
}

fn widen(counts: &mut Counts, date: &str) {
    if counts.first.as_deref().is_none_or(|first| date < first) {
        counts.first = Some(date.to_owned());
    }
    if counts.last.as_deref().is_none_or(|last| date > last) {
        counts.last = Some(date.to_owned());
    }
}

/// The day a unit was written, as far as its source tells: `2022-07-06`.
fn date<'a>(digest: &'a Digest, unit: &'a UnitDigest) -> Option<&'a str> {
    let date =
        unit.published.as_ref().or(digest.published.as_ref()).or(digest.modified.as_ref())?;
    date.get(..10)
}
