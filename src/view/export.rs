//! `haitu export`: the graph as RDF for other programs: whole, one graph, or what surrounds one
//! entity; as it is stored, or as tools for entity linking and annotation read it.
//!
//! The same store gives the same bytes, whichever engine keeps it. Graphs are written one at a time,
//! in the order of their names, the statements of each sorted.

use std::io::{self, Write};

use oxigraph::model::{NamedNode, Quad};
use oxigraph::store::StorageError;
use thiserror::Error;

use crate::rdf;
use crate::store::{StoreDir, StoreError};

mod annotation;
mod dump;
mod format;
mod neighbourhood;
mod nif;
mod turtle;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As they are stored.
    Stored,
    /// In NIF alone: contexts and phrases with offsets.
    Nif,
    /// As W3C web annotations.
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
    #[error("a profile tells what documents mention: leave out `--entity`, or name a document")]
    NoDocument,
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database fails.
    #[error("the database fails: {0}")]
    Database(#[from] StorageError),
    /// The result cannot be written.
    #[error("cannot write: {0}")]
    Io(#[from] io::Error),
}

/// Writes what was asked for.
///
/// # Errors
/// When the store cannot be read, there is no such graph, or the writer fails.
pub fn export(store: &StoreDir, options: &Options, out: &mut dyn Write) -> Result<(), ExportError> {
    if options.profile == Profile::WebAnnotation && options.format == Format::JsonLd {
        return annotation::write_json(store, &documents(store, &options.scope)?, out);
    }
    let base = &store.head().base;
    let mut dump = Dump::begin(options.format, options.texts, base, out)?;
    match (options.profile, &options.scope) {
        (Profile::Stored, Scope::Entity(entity)) => {
            for (_, quads) in neighbourhood::of(&store.graph()?, entity)? {
                dump.write(quads)?;
            }
        }
        (Profile::Stored, scope) => write_graphs(store, scope, &mut dump)?,
        (profile, scope) => {
            for place in documents(store, scope)? {
                let digest = store.digest(&store.manifest()?.graphs[place])?;
                dump.write(match profile {
                    Profile::WebAnnotation => annotation::quads(&digest),
                    Profile::Nif | Profile::Stored => nif::quads(&digest),
                })?;
            }
        }
    }
    Ok(dump.end()?)
}

/// Writes whole graphs.
fn write_graphs(store: &StoreDir, scope: &Scope, dump: &mut Dump<'_>) -> Result<(), ExportError> {
    let graphs = store.graphs()?;
    let names = match scope {
        Scope::Graph(name) => vec![graph_named(store, &graphs.names(), name)?],
        Scope::Whole | Scope::Entity(_) => graphs.names(),
    };
    for name in names {
        let quads: Vec<Quad> = graphs.statements(&name)?;
        dump.write(quads)?;
    }
    Ok(())
}

/// The graph that a user's word for it means.
fn graph_named(
    store: &StoreDir,
    names: &[NamedNode],
    word: &str,
) -> Result<NamedNode, ExportError> {
    let base = &store.head().base;
    let name = match word {
        "catalog" => rdf::catalog_graph(base),
        "derived" => rdf::derived_graph(base),
        "provenance" => rdf::provenance_graph(base),
        _ => {
            let path = word.strip_prefix("./").unwrap_or(word);
            let documents = &store.manifest()?.graphs;
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
    if names.contains(&name) { Ok(name) } else { Err(ExportError::NoGraph(word.to_owned())) }
}

/// The places in the manifest of the documents that a scope has.
fn documents(store: &StoreDir, scope: &Scope) -> Result<Vec<usize>, ExportError> {
    let documents = &store.manifest()?.graphs;
    match scope {
        Scope::Whole => Ok((0..documents.len()).collect()),
        Scope::Entity(_) => Err(ExportError::NoDocument),
        Scope::Graph(word) => {
            let names: Vec<NamedNode> =
                documents.iter().map(|entry| NamedNode::new_unchecked(&entry.iri)).collect();
            let name = graph_named(store, &names, word)?;
            Ok(names.iter().position(|known| *known == name).into_iter().collect())
        }
    }
}
