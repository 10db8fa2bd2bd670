//! The named graphs of a store, one at a time: what an export needs, without loading the whole.

use std::path::Path;

use oxigraph::model::{NamedNode, Quad};

use super::{Engine, Manifest, StoreDir, StoreError, file, memory};
use crate::rdf;

/// The graphs of an open store.
pub struct Graphs<'a> {
    dir: &'a Path,
    manifest: &'a Manifest,
    /// The database, where that is what keeps the graphs.
    #[cfg(feature = "rocksdb")]
    database: Option<oxigraph::store::Store>,
}

impl StoreDir {
    /// The graphs, to be read one by one.
    ///
    /// # Errors
    /// When the database cannot be opened, or its engine is not compiled in.
    pub fn graphs(&self) -> Result<Graphs<'_>, StoreError> {
        let (dir, manifest) = (self.dir.as_path(), self.manifest()?);
        #[cfg(feature = "rocksdb")]
        let database = match manifest.head.engine {
            Engine::Memory => None,
            Engine::RocksDb => Some(super::rocksdb::open(dir)?),
        };
        #[cfg(not(feature = "rocksdb"))]
        if manifest.head.engine == Engine::RocksDb {
            return Err(StoreError::NeedsRocksDb(dir.to_owned()));
        }
        Ok(Graphs {
            dir,
            manifest,
            #[cfg(feature = "rocksdb")]
            database,
        })
    }
}

impl Graphs<'_> {
    /// The names of all graphs, in their order.
    #[must_use]
    pub fn names(&self) -> Vec<NamedNode> {
        let documents = self.manifest.graphs.iter();
        let documents = documents.map(|entry| NamedNode::new_unchecked(&entry.iri));
        let mut names: Vec<NamedNode> = documents.chain(self.shared()).collect();
        names.sort_unstable();
        names
    }

    /// The graphs that belong to no document, in the order in which their files are named.
    fn shared(&self) -> [NamedNode; 3] {
        let base = &self.manifest.head.base;
        [rdf::catalog_graph(base), rdf::derived_graph(base), rdf::provenance_graph(base)]
    }

    /// The statements of one graph, in no particular order; none of a graph that is not there.
    ///
    /// # Errors
    /// When a file is missing or damaged, or the database fails.
    pub fn statements(&self, name: &NamedNode) -> Result<Vec<Quad>, StoreError> {
        #[cfg(feature = "rocksdb")]
        if let Some(database) = &self.database {
            return super::rocksdb::statements(self.dir, database, name);
        }
        match self.file(name) {
            Some(file) => memory::read(&file::inside(self.dir, file)),
            None => Ok(Vec::new()),
        }
    }

    /// The file of a graph.
    fn file(&self, name: &NamedNode) -> Option<&str> {
        let shared = self.shared().into_iter().zip(&self.manifest.head.shared_graphs);
        let mut shared = shared.filter(|(known, _)| known == name);
        if let Some((_, file)) = shared.next() {
            return Some(file);
        }
        let documents = &self.manifest.graphs;
        let place = documents.binary_search_by(|entry| entry.iri.as_str().cmp(name.as_str()));
        documents[place.ok()?].quads.as_deref()
    }
}
