//! The catalog: every entity that can be mentioned, with the names it goes by.
//!
//! It is RDF (SKOS), read from the Turtle files of `ontology/catalog/` that are part of the
//! program, and from files that users add; later files extend or override earlier ones. This stage
//! knows nothing of documents, nor of how names are found in them.

use std::collections::HashMap;
use std::fmt;

use clap::ValueEnum;
use oxigraph::model::{NamedNode, NamedNodeRef, TermRef, TripleRef};
use serde::{Deserialize, Serialize};

use crate::vocab::ht;

mod ancestry;
pub mod lint;
mod source;
mod turtle;

use source::Subject;
pub use source::{CatalogError, Source};

/// An entity's place in its catalog; stable while the catalog lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(u32);

/// The kinds of entity that are found in text, in JSON and on the command line in lower case.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A commercial organisation, or a brand or platform that stands for one.
    #[value(help = "Companies, brands and platforms")]
    Company,
    /// A state or territory, today's or historical.
    #[value(help = "Countries and territories")]
    Country,
    /// A supranational place.
    #[value(help = "Regions of the world")]
    Region,
    /// A notion from the concept list.
    #[value(help = "Concepts such as 996 or CFIUS")]
    Concept,
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Company, Self::Country, Self::Region, Self::Concept];

    /// The word for it in JSON, on the command line and in IRIs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Country => "country",
            Self::Region => "region",
            Self::Concept => "concept",
        }
    }

    /// The word for several of them.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Company => "companies",
            Self::Country => "countries",
            Self::Region => "regions",
            Self::Concept => "concepts",
        }
    }

    /// The word for it in Chinese.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Company => "公司",
            Self::Country => "国家",
            Self::Region => "地区",
            Self::Concept => "概念",
        }
    }

    /// Its class in RDF.
    #[must_use]
    pub const fn class(self) -> NamedNodeRef<'static> {
        match self {
            Self::Company => ht::COMPANY,
            Self::Country => ht::COUNTRY,
            Self::Region => ht::REGION,
            Self::Concept => ht::CONCEPT,
        }
    }

    /// The kind that a word of [`Kind::as_str`] stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How a name stands to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The usual name in one language.
    Preferred,
    /// A further name, a former name or a nickname.
    Alternative,
    /// Matched, but never shown: typos and masks.
    Hidden,
}

/// One name of an entity, as it is written in the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name; matching ignores case, width, traditional forms and inner spaces.
    pub text: String,
    /// Whether it is the usual name, a further one, or one that is never shown.
    pub role: Role,
    /// Whether it is an ordinary word too, and so a mention only with support.
    pub ambiguous: bool,
}

/// Something that can be mentioned.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its IRI in the graph.
    pub iri: NamedNode,
    /// What it is.
    pub kind: Kind,
    /// Its usual Chinese name (a Latin one where Chinese writers use that).
    pub label: String,
    /// Its usual English name.
    pub label_en: String,
    /// All its names, the usual ones first.
    pub names: Vec<Name>,
    /// Words that support an ambiguous name close to them.
    pub cues: Vec<String>,
    /// Phrases inside which an ambiguous name does mean the entity.
    pub within: Vec<String>,
    /// Phrases inside which none of its names means the entity.
    pub not_within: Vec<String>,
    /// The characters that stand for it before 方, 籍, 系 and the like.
    pub abbreviations: Vec<char>,
    /// The company it belongs to.
    pub parent: Option<NamedNode>,
    /// The country it comes from.
    pub home: Option<NamedNode>,
    /// The more general concepts, or the larger places.
    pub broader: Vec<NamedNode>,
}

/// A short form that names several entities at once (日韩).
#[derive(Debug, Clone)]
pub struct Compound {
    /// Its IRI in the graph.
    pub iri: NamedNode,
    /// Its characters.
    pub text: String,
    /// Whether it takes a word segmenter to tell it from an accident.
    pub ambiguous: bool,
    /// What it names, in the order of its characters.
    pub members: Vec<EntityId>,
    /// Phrases inside which it is an accident.
    pub not_within: Vec<String>,
}

/// All entities and compounds, and the RDF they were read from.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    entities: Vec<Entity>,
    compounds: Vec<Compound>,
    ids: HashMap<String, EntityId>,
    subjects: Vec<Subject>,
    hash: String,
}

impl Catalog {
    /// The catalog that is part of the program, with entities under `base`.
    ///
    /// # Errors
    /// Only if a file of `ontology/catalog/` is wrong, which a test rules out.
    pub fn builtin(base: &str) -> Result<Self, CatalogError> {
        Self::extended(base, &[])
    }

    /// The built-in catalog extended by `further` files, later ones overriding earlier ones.
    ///
    /// # Errors
    /// The first mistake found in a file, with its line.
    pub fn extended(base: &str, further: &[Source]) -> Result<Self, CatalogError> {
        let mut sources = Source::builtin();
        sources.extend_from_slice(further);
        source::read(base, &sources)
    }

    /// The entities with their ids, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        (0..).map(EntityId).zip(&self.entities)
    }

    /// The entity of an id of this catalog.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The id of an IRI, if the catalog has it.
    #[must_use]
    pub fn id(&self, iri: &str) -> Option<EntityId> {
        self.ids.get(iri).copied()
    }

    /// The short forms that name several entities.
    #[must_use]
    pub fn compounds(&self) -> &[Compound] {
        &self.compounds
    }

    /// The RDF of the catalog, subject by subject.
    pub fn triples(&self) -> impl Iterator<Item = TripleRef<'_>> {
        self.subjects.iter().flat_map(Subject::triples)
    }

    /// What the files say of the subject with an IRI by a predicate: texts, and IRIs of things.
    #[must_use]
    pub fn objects(&self, iri: &str, predicate: NamedNodeRef<'_>) -> Vec<String> {
        let about = self.subjects.iter().find(|subject| subject.iri() == iri);
        let said = about.into_iter().flat_map(Subject::triples);
        let objects = said.filter(|triple| triple.predicate == predicate);
        let text = |object| match object {
            TermRef::NamedNode(node) => node.as_str().to_owned(),
            TermRef::Literal(literal) => literal.value().to_owned(),
            TermRef::BlankNode(node) => node.as_str().to_owned(),
        };
        objects.map(|triple| text(triple.object)).collect()
    }

    /// SHA-256 over all files, in hexadecimal: changes whenever a name does.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// How many entities there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there is no entity at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }
}
