//! `haitu export`: the graph as RDF for other programs: whole, one graph, or what surrounds one
//! entity; as it is stored, or as tools for entity linking and annotation read it.
//!
//! The same store gives the same bytes, whichever engine keeps it. Graphs are written one at a time,
//! in the order of their names, the statements of each sorted.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::ValueEnum;
use oxigraph::model::{NamedNode, Quad, TripleRef};
use thiserror::Error;

use crate::catalog::Catalog;
use crate::digest::Digest;
use crate::rdf;
use crate::store::{StoreDir, StoreError};

mod annotation;
mod dump;
mod format;
mod neighbourhood;
mod nif;

use dump::Dump;
pub use format::Format;

/// What of the store is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All graphs.
    Whole,
    /// The graph of this name: `catalog`, `derived`, `provenance`, the path of a document, or an IRI.
    Graph(String),
    /// The entity of this IRI, its mentions, the answers they stand in, and its co-mentions.
    Entity(String),
}

/// In which terms the mentions are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// As they are stored.
    #[value(skip)]
    Stored,
    /// NIF: contexts and phrases, for entity-linking tools.
    Nif,
    /// W3C web annotations.
    WebAnnotation,
}

/// Whether the texts of answers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// They are.
    With,
    /// They are left out.
    Without,
}

/// What to export, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What of the store.
    pub scope: Scope,
    /// In which terms.
    pub profile: Profile,
    /// In which format.
    pub format: Format,
    /// Whether with the texts of answers.
    pub texts: Texts,
}

/// Why nothing was exported.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The store has no such graph.
    #[error(
        "no graph is called `{0}`: name `catalog`, `derived`, `provenance`, the path of a document \
         as `haitu build` was given it, or a graph's IRI"
    )]
    NoGraph(String),
    /// A profile tells the mentions of documents, and the scope is none.
    #[error("{0} is no document: a profile tells what documents mention")]
    NoDocument(String),
    /// Nothing in the store mentions the entity or leads to it.
    #[error(
        "nothing in this store mentions <{0}>; `haitu catalog export '{0}'` writes what is known of it"
    )]
    Unmentioned(String),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The result cannot be written.
    #[error("cannot write")]
    Io(#[from] io::Error),
}

/// Writes what was asked for; how many texts have characters that the format cannot hold, written as
/// `\u{fffd}`.
///
/// # Errors
/// When the store cannot be read, there is no such graph, or the writer fails.
pub fn export(
    store: &StoreDir,
    options: &Options,
    out: &mut dyn Write,
) -> Result<usize, ExportError> {
    let part = Part::new(store, options)?;
    if let Part::Documents(places, _) = &part
        && (options.profile, options.format) == (Profile::WebAnnotation, Format::JsonLd)
    {
        annotation::write_json(store, places, out)?;
        return Ok(0);
    }
    let mut dump = Dump::begin(options.format, options.texts, &store.head().base, out)?;
    match part {
        Part::Graphs(names) => {
            let graphs = store.graphs()?;
            for name in &names {
                dump.write(graphs.statements(name)?)?;
            }
        }
        Part::Entity(around) => {
            for (_, quads) in around {
                dump.write(quads)?;
            }
        }
        Part::Documents(places, quads) => {
            for place in places {
                dump.write(quads(&store.digest(&store.manifest()?.graphs[place])?))?;
            }
        }
    }
    Ok(dump.end()?)
}

/// Writes what a catalog says, without a store: all of it, or the entities with these IRIs and all
/// that they lead to; how many texts have characters that the format cannot hold.
///
/// # Errors
/// When the writer fails.
pub fn catalog(
    catalog: &Catalog,
    base: &str,
    iris: Option<&[String]>,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let graph = rdf::catalog_graph(base);
    let quad = |triple: TripleRef<'_>| triple.in_graph(&graph).into_owned();
    let quads: Vec<Quad> = match iris {
        None => catalog.triples().map(quad).collect(),
        Some(iris) => catalog.triples_of(iris.iter().map(String::as_str)).map(quad).collect(),
    };
    let mut dump = Dump::begin(format, Texts::With, base, out)?;
    dump.write(quads)?;
    dump.end()
}

/// What of a store is written.
enum Part {
    /// Whole graphs.
    Graphs(Vec<NamedNode>),
    /// What surrounds an entity, by graph.
    Entity(BTreeMap<String, Vec<Quad>>),
    /// What is to be said of the documents at these places in the manifest.
    Documents(Vec<usize>, fn(&Digest) -> Vec<Quad>),
}

impl Part {
    fn new(store: &StoreDir, options: &Options) -> Result<Self, ExportError> {
        let scope = &options.scope;
        Ok(match (options.profile, scope) {
            (Profile::Stored, Scope::Whole) => Self::Graphs(store.graphs()?.names().to_vec()),
            (Profile::Stored, Scope::Graph(word)) => Self::Graphs(vec![graph_named(store, word)?]),
            (Profile::Stored, Scope::Entity(entity)) => Self::Entity(around(store, entity)?),
            (Profile::Nif, _) => Self::Documents(documents(store, scope)?, nif::quads),
            (Profile::WebAnnotation, _) => {
                Self::Documents(documents(store, scope)?, annotation::quads)
            }
        })
    }
}

/// What surrounds an entity, of which there is something.
fn around(store: &StoreDir, entity: &str) -> Result<BTreeMap<String, Vec<Quad>>, ExportError> {
    let found = neighbourhood::of(&store.graph()?, entity).map_err(StoreError::from)?;
    if found.is_empty() { Err(ExportError::Unmentioned(entity.to_owned())) } else { Ok(found) }
}

/// The graph that a user's word for it means.
fn graph_named(store: &StoreDir, word: &str) -> Result<NamedNode, ExportError> {
    let base = &store.head().base;
    let documents = &store.manifest()?.graphs;
    let shared = [rdf::catalog_graph(base), rdf::derived_graph(base), rdf::provenance_graph(base)];
    let name = match word {
        "catalog" => shared[0].clone(),
        "derived" => shared[1].clone(),
        "provenance" => shared[2].clone(),
        _ => {
            let path = word.strip_prefix("./").unwrap_or(word);
            let of_path = |path: &str| {
                let mut found = documents
                    .iter()
                    .filter(|entry| entry.path.strip_prefix("./").unwrap_or(&entry.path) == path);
                found.next().map(|entry| NamedNode::new_unchecked(&entry.iri))
            };
            let iri = word.trim_start_matches('<').trim_end_matches('>');
            of_path(path).unwrap_or_else(|| NamedNode::new_unchecked(iri))
        }
    };
    let is_document = documents.iter().any(|entry| entry.iri == name.as_str());
    if is_document || shared.contains(&name) {
        Ok(name)
    } else {
        Err(ExportError::NoGraph(word.to_owned()))
    }
}

/// The places in the manifest of the documents that a scope has.
fn documents(store: &StoreDir, scope: &Scope) -> Result<Vec<usize>, ExportError> {
    let documents = &store.manifest()?.graphs;
    match scope {
        Scope::Whole => Ok((0..documents.len()).collect()),
        Scope::Entity(_) => Err(ExportError::NoDocument("an entity".into())),
        Scope::Graph(word) => {
            let name = graph_named(store, word)?;
            match documents.iter().position(|entry| entry.iri == name.as_str()) {
                Some(place) => Ok(vec![place]),
                None => Err(ExportError::NoDocument(format!("`{word}`"))),
            }
        }
    }
}
