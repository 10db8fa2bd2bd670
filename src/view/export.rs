//! `haitu export`: the graph as RDF for other programs: whole, one graph, or what surrounds one
//! entity; as it is stored, or as tools for entity linking and annotation read it.
//!
//! The same store gives the same bytes, whichever engine keeps it. Graphs are written one at a time,
//! in the order of their names, the statements of each sorted.

use std::io::{self, Write};

use clap::ValueEnum;
use oxigraph::model::{NamedNode, Quad};
use thiserror::Error;

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
        Part::Entity(entity) => {
            let around = neighbourhood::of(&store.graph()?, entity).map_err(StoreError::from)?;
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

/// What of a store is written.
enum Part<'a> {
    /// Whole graphs.
    Graphs(Vec<NamedNode>),
    /// What surrounds the entity of this IRI.
    Entity(&'a str),
    /// What is to be said of the documents at these places in the manifest.
    Documents(Vec<usize>, fn(&Digest) -> Vec<Quad>),
}

impl<'a> Part<'a> {
    fn new(store: &StoreDir, options: &'a Options) -> Result<Self, ExportError> {
        let scope = &options.scope;
        Ok(match (options.profile, scope) {
            (Profile::Stored, Scope::Whole) => Self::Graphs(store.graphs()?.names().to_vec()),
            (Profile::Stored, Scope::Graph(word)) => Self::Graphs(vec![graph_named(store, word)?]),
            (Profile::Stored, Scope::Entity(entity)) => Self::Entity(entity),
            (Profile::Nif, _) => Self::Documents(documents(store, scope)?, nif::quads),
            (Profile::WebAnnotation, _) => {
                Self::Documents(documents(store, scope)?, annotation::quads)
            }
        })
    }
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
