//! `haitu catalog`: what is known, whether or not anything mentions it: how much there is, lists of
//! it, what has a text in its names, and one entity with all its names and where it is described.

use std::cell::OnceCell;
use std::collections::HashMap;

use oxigraph::model::NamedNode;
use serde::Serialize;
use thiserror::Error;

use crate::catalog::lint::{Origin, origins};
use crate::catalog::{Catalog, EntityId, Kind, Source};
use crate::store::{Index, Matched, NameError, StoreError};
use crate::text::fold::key;

mod entry;
mod list;
mod overview;
mod sheet;

pub use entry::{CompoundEntry, Entry};
pub use list::{Filter, Row, Rows};
pub use overview::Overview;
pub use sheet::Sheet;

/// A catalog with an index of its names.
#[derive(Debug)]
pub struct Shelf<'a> {
    catalog: &'a Catalog,
    base: &'a str,
    further: &'a [Source],
    index: Index,
    origins: OnceCell<HashMap<NamedNode, Vec<Origin>>>,
}

/// Why nothing is shown.
#[derive(Debug, Error)]
pub enum CatalogViewError {
    /// A name means nothing.
    #[error(transparent)]
    Name(#[from] NameError),
    /// No entity is as was asked.
    #[error("the catalog has no such entity")]
    Nothing,
}

impl From<StoreError> for CatalogViewError {
    fn from(error: StoreError) -> Self {
        Self::Name(error.into())
    }
}

/// What a name came to.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Found {
    /// An entity.
    Entity(Box<Answer>),
    /// A short form that names several entities.
    Compound(Box<CompoundEntry>),
}

/// A name with its likeliest reading; as JSON, the entity with further fields.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The entity.
    #[serde(flatten)]
    pub entry: Entry,
    /// The name that was asked for.
    pub name: String,
    /// How it led to the entity.
    pub matched: Matched,
    /// What else the name can mean, the likeliest first.
    pub readings: Vec<Row>,
}

impl<'a> Shelf<'a> {
    /// Makes the index of a catalog whose entities live under `base`; `further` are the files that it
    /// has beside the built-in ones.
    ///
    /// # Errors
    /// None but those of damage that an index in a file may have.
    pub fn new(
        catalog: &'a Catalog,
        base: &'a str,
        further: &'a [Source],
    ) -> Result<Self, StoreError> {
        let index = Index::of_catalog(catalog, base)?;
        Ok(Self { catalog, base, further, index, origins: OnceCell::new() })
    }

    /// What a name means: an entity, of a kind if one is given, or a compound.
    ///
    /// # Errors
    /// When it means nothing.
    pub fn find(&self, name: &str, kind: Option<Kind>) -> Result<Found, CatalogViewError> {
        let mut readings = self.index.find(name, kind)?.into_iter();
        let Some(first) = readings.next() else { return self.compound(name, kind) };
        let rows = readings.filter_map(|reading| self.row(&reading.iri));
        let readings = rows.collect();
        let (name, matched) = (name.to_owned(), first.matched);
        let card = self.index.card(first.card)?;
        let origins = self.origins(&card.iri);
        let entry = Entry::new(self.catalog, card, origins).ok_or(CatalogViewError::Nothing)?;
        Ok(Found::Entity(Box::new(Answer { entry, name, matched, readings })))
    }

    /// The compound of a name that no entity has.
    fn compound(&self, name: &str, kind: Option<Kind>) -> Result<Found, CatalogViewError> {
        let mut compounds = self.catalog.compounds().iter().filter(|_| kind.is_none());
        let is_it = |text: &str, iri: &str| key(text) == key(name) || iri == name;
        let found = compounds.find(|compound| is_it(&compound.text, compound.iri.as_str()));
        let Some(found) = found else {
            return Err(NameError::from(self.index.nameless(name, kind)?).into());
        };
        let origins = self.origins(found.iri.as_str());
        Ok(Found::Compound(Box::new(CompoundEntry::new(self.catalog, found, origins))))
    }

    /// Where files describe a subject; all of them are read for the first that is asked for.
    fn origins(&self, iri: &str) -> Vec<Origin> {
        let read = || {
            let mut sources = Source::builtin();
            sources.extend_from_slice(self.further);
            origins(self.base, &sources)
        };
        let all = self.origins.get_or_init(read);
        all.get(&NamedNode::new_unchecked(iri)).cloned().unwrap_or_default()
    }

    /// The IRI of the entity that a name most likely means, of a kind if one is given, or of the
    /// compound.
    ///
    /// # Errors
    /// When it means nothing.
    pub fn iri(&self, name: &str, kind: Option<Kind>) -> Result<String, CatalogViewError> {
        let reading = self.index.find(name, kind)?.into_iter().next();
        match reading {
            Some(reading) => Ok(reading.iri),
            None => match self.compound(name, kind)? {
                Found::Compound(compound) => Ok(compound.iri),
                Found::Entity(answer) => Ok(answer.entry.iri),
            },
        }
    }

    /// The entity that a name most likely means.
    fn meant(&self, name: &str) -> Result<EntityId, CatalogViewError> {
        let reading = self.index.meant(name)?;
        self.catalog.id(&reading.iri).ok_or(CatalogViewError::Nothing)
    }

    fn row(&self, iri: &str) -> Option<Row> {
        self.catalog.id(iri).map(|id| Row::new(self.catalog, self.catalog.entity(id), None))
    }
}
