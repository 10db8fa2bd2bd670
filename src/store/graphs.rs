//! The named graphs of a store, one at a time, as exports go through them.

use std::sync::Arc;

use oxigraph::model::{NamedNode, Quad};

use super::{StoreDir, StoreError};
use crate::dataset::Dataset;
use crate::rdf;

/// The graphs of an open store.
pub struct Graphs {
    data: Arc<Dataset>,
    names: Vec<NamedNode>,
}

impl StoreDir {
    /// The graphs, to be read one by one.
    ///
    /// # Errors
    /// When the manifest or the graph is missing or damaged.
    pub fn graphs(&self) -> Result<Graphs, StoreError> {
        let base = &self.head().base;
        let documents = self.manifest()?.graphs.iter();
        let documents = documents.map(|entry| NamedNode::new_unchecked(&entry.iri));
        let shared =
            [rdf::catalog_graph(base), rdf::derived_graph(base), rdf::provenance_graph(base)];
        let mut names: Vec<NamedNode> = documents.chain(shared).collect();
        names.sort_unstable();
        Ok(Graphs { data: self.graph()?, names })
    }
}

impl Graphs {
    /// The names of all graphs, in their order.
    #[must_use]
    pub fn names(&self) -> &[NamedNode] {
        &self.names
    }

    /// The statements of one graph, in no particular order; none of a graph that is not there.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn statements(&self, name: &NamedNode) -> Result<Vec<Quad>, StoreError> {
        let quads = self.data.quads_for_pattern(None, None, None, Some(name));
        quads.map(|quad| Ok(quad?)).collect()
    }
}
