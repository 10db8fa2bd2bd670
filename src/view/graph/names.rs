//! What the entities of a graph are called: from the lookup index.

use std::collections::HashMap;

use crate::catalog::Kind;
use crate::store::{Index, StoreError};

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
}
