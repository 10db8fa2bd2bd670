//! Where what a card says comes from: the run that made the store, and the bytes that were read.

use std::collections::HashSet;

use serde::Serialize;

use crate::passage::Passage;
use crate::rdf::{self, RunTimes};
use crate::store::{Head, StoreDir, StoreError};

/// The run that made a store, and the files that the sentences of a card stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Provenance {
    /// The run, and its times.
    #[serde(flatten)]
    pub run: Option<RunTimes>,
    /// The version of the program.
    pub version: String,
    /// SHA-256 of the catalog, in hexadecimal.
    pub catalog_hash: String,
    /// The hash of the rules that it was read by.
    pub rules_hash: String,
    /// The files, in the order of the sentences.
    pub sources: Vec<SourceFile>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceFile {
    /// Its path, as it was named.
    pub path: String,
    /// The IRI of its document, which is that of the named graph with what it says.
    pub document: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Provenance {
    /// Of some sentences of a store.
    ///
    /// # Errors
    /// When the manifest or the provenance graph cannot be read.
    pub(super) fn of(store: &StoreDir, evidence: &[Passage]) -> Result<Self, StoreError> {
        let Head { version, catalog_hash, rules_hash, base, .. } = store.head();
        let statements = store.graphs()?.statements(&rdf::provenance_graph(base))?;
        let entries = store.manifest()?.by_path();
        let mut seen = HashSet::new();
        let paths = evidence.iter().map(|passage| passage.path.as_str());
        let once = paths.filter(|path| seen.insert(*path));
        let sources = once.filter_map(|path| entries.get(path)).map(|entry| SourceFile {
            path: entry.path.clone(),
            document: entry.iri.clone(),
            sha256: entry.sha256.clone(),
        });
        Ok(Self {
            run: RunTimes::told_by(&statements),
            version: version.clone(),
            catalog_hash: catalog_hash.clone(),
            rules_hash: rules_hash.clone(),
            sources: sources.collect(),
        })
    }
}
