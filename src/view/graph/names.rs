//! What the entities of a graph are called, and which of them a name means: from the lookup index.

use std::collections::HashMap;

use thiserror::Error;

use crate::catalog::Kind;
use crate::store::{Index, StoreError};
use crate::view::did_you_mean;

/// How many names a "did you mean" offers.
const SUGGESTIONS: usize = 5;

/// Why a name means nothing here.
#[derive(Debug, Error)]
pub enum NameError {
    /// Nothing has the name.
    #[error("nothing is called `{name}`{}", did_you_mean(.similar))]
    Unknown {
        /// The name.
        name: String,
        /// Names like it.
        similar: Vec<String>,
    },
    /// What has the name is mentioned nowhere.
    #[error("`{label}` (<{iri}>) is not mentioned in {}", place(.since.as_deref()))]
    Unmentioned {
        /// Its usual name.
        label: String,
        /// Its IRI.
        iri: String,
        /// The date since when answers were counted.
        since: Option<String>,
    },
    /// The index cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn place(since: Option<&str>) -> String {
    let since = since.map(|since| format!(" in an answer dated since {since}"));
    format!("this store{}", since.unwrap_or_default())
}

/// An entity as the index has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The number of its card.
    pub card: usize,
    /// Its usual Chinese name.
    pub label: String,
    /// What it is.
    pub kind: Kind,
}

/// What every mentioned entity is called, by IRI.
#[derive(Debug)]
pub struct Names<'a> {
    index: &'a Index,
    by_iri: HashMap<String, Name>,
}

impl<'a> Names<'a> {
    /// Reads the names of all mentioned entities.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn new(index: &'a Index) -> Result<Self, StoreError> {
        let mut by_iri = HashMap::new();
        for (kind, readings) in index.mentioned()? {
            for reading in readings {
                let name = Name { card: reading.card, label: reading.label, kind };
                by_iri.insert(reading.iri, name);
            }
        }
        Ok(Self { index, by_iri })
    }

    /// The index they are from.
    #[must_use]
    pub fn index(&self) -> &'a Index {
        self.index
    }

    /// What an entity is called.
    #[must_use]
    pub fn get(&self, iri: &str) -> Option<&Name> {
        self.by_iri.get(iri)
    }

    /// The usual name of an entity.
    #[must_use]
    pub fn label<'b>(&'b self, iri: &'b str) -> &'b str {
        self.get(iri).map_or(iri, |name| &name.label)
    }

    /// The IRI and usual name of the entity that a name most likely means.
    ///
    /// # Errors
    /// When nothing has the name.
    pub fn meant(&self, name: &str) -> Result<(String, String), NameError> {
        if let Some(reading) = self.index.find(name)?.into_iter().next() {
            return Ok((reading.iri, reading.label));
        }
        let similar = self.index.similar(name, SUGGESTIONS)?.into_iter();
        let similar = similar.map(|reading| reading.label).collect();
        Err(NameError::Unknown { name: name.to_owned(), similar })
    }
}
