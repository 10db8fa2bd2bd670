//! The catalog in the graph of a store: of all that is known, what the documents mention, with what
//! that leads to.

use std::collections::{BTreeSet, HashMap};

use oxigraph::model::Quad;

use super::catalog_graph;
use crate::catalog::Catalog;
use crate::digest::Digest;
use crate::mention::Method;
use crate::text::fold;

/// The entities and compounds of a catalog that documents mention. The order in which these are added
/// is of no account.
#[derive(Debug)]
pub struct Mentioned<'a> {
    catalog: &'a Catalog,
    /// The IRIs of compounds by what they fold to.
    compounds: HashMap<String, &'a str>,
    iris: BTreeSet<&'a str>,
}

impl<'a> Mentioned<'a> {
    /// Nothing of a catalog is mentioned yet.
    #[must_use]
    pub fn new(catalog: &'a Catalog) -> Self {
        let compounds = catalog.compounds().iter();
        let compounds =
            compounds.map(|compound| (fold::key(&compound.text), compound.iri.as_str())).collect();
        Self { catalog, compounds, iris: BTreeSet::new() }
    }

    /// Adds what a document mentions. Copies of what counts elsewhere mention too.
    pub fn add(&mut self, digest: &Digest) {
        let catalog = self.catalog;
        let known = digest.entities.iter().filter_map(|iri| catalog.id(iri));
        self.iris.extend(known.map(|id| catalog.entity(id).iri.as_str()));
        for unit in &digest.units {
            let of_compounds =
                unit.mentions.iter().filter(|mention| mention.method == Method::Compound);
            let names = of_compounds.map(|mention| fold::key(unit.exact(mention)));
            self.iris.extend(names.filter_map(|name| self.compounds.get(&name).copied()));
        }
    }

    /// What the catalog says of them and of all that they lead to (parents, homes, larger places,
    /// broader concepts), as it was read, in its own graph.
    pub fn quads(&self, base: &str) -> impl Iterator<Item = Quad> {
        let graph = catalog_graph(base);
        let triples = self.catalog.triples_of(self.iris.iter().copied());
        triples.map(move |triple| triple.in_graph(&graph).into_owned())
    }
}
