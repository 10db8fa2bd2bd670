//! Writing a store: first every file it will need, document by document, then the manifest that
//! names them.
//!
//! A build that ends early leaves the previous manifest, and so the previous store, in place.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;
use rayon::prelude::*;

use super::manifest::Totals;
use super::{GraphEntry, Head, Index, Manifest, StoreError, file, index, lock, manifest};
use crate::card::{Gathered, cards_of};
use crate::catalog::Catalog;
use crate::dataset::Builder;
use crate::digest::{Copies, Digest};
use crate::graph::{CoMentions, Counts};
use crate::rdf::{self, Mentioned, Run};
use crate::refusal::Refusal;

/// What a store is to hold.
#[derive(Debug)]
pub struct Contents<'a> {
    /// Where entities and documents live.
    pub base: &'a str,
    /// The catalog that found the mentions.
    pub catalog: &'a Catalog,
    /// All documents, each put or known.
    pub graphs: Vec<GraphEntry>,
    /// When the build began: an `xsd:dateTime`.
    pub started: &'a str,
    /// When all was read and found.
    pub ended: &'a str,
}

/// A store that is being written: nobody else writes it until this is dropped.
#[derive(Debug)]
pub struct Writer {
    dir: PathBuf,
    previous: Option<Manifest>,
    _lock: lock::Lock,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The manifest of the store as it is now.
    pub manifest: Manifest,
    /// The co-mention graph over all its documents.
    pub co_mentions: CoMentions,
}

impl Writer {
    /// Takes the right to write, and reads what is there.
    ///
    /// # Errors
    /// When another process writes, or the place is not ours.
    pub fn begin(dir: &Path) -> Result<Self, StoreError> {
        // What is there may be no store at all: nothing is written before that is known.
        Manifest::open(dir)?;
        let lock = lock::Lock::writer(dir)?;
        let previous = Manifest::read(dir)?;
        Ok(Self { dir: dir.to_owned(), previous, _lock: lock })
    }

    /// The documents that the store has, from a build with this base and catalog by our rules.
    pub fn known(&self, base: &str, catalog: &Catalog) -> impl Iterator<Item = &GraphEntry> {
        let usable = |previous: &&Manifest| {
            previous.head.base == base
                && previous.head.catalog_hash == catalog.hash()
                && previous.head.version == env!("CARGO_PKG_VERSION")
                && previous.head.rules_hash == manifest::RULES
        };
        self.previous.as_ref().filter(usable).into_iter().flat_map(|previous| &previous.graphs)
    }

    /// Whether what the store has was made with another base, catalog or version, or by
    /// other rules.
    #[must_use]
    pub fn is_outdated(&self, base: &str, catalog: &Catalog) -> bool {
        self.all_known().next().is_some() && self.known(base, catalog).next().is_none()
    }

    /// The documents that the store has, whatever they were made with.
    pub fn all_known(&self) -> impl Iterator<Item = &GraphEntry> {
        self.previous.iter().flat_map(|previous| &previous.graphs)
    }

    /// Leaves a place as it was where there is nothing to put into a new store.
    pub fn abandon(self) {
        drop(fs::remove_file(self.dir.join(lock::MARK)));
        drop(fs::remove_dir(file::inside(&self.dir, "")));
        drop(fs::remove_dir(&self.dir));
    }

    /// The digest of a document that the store has.
    ///
    /// # Errors
    /// When its file is missing or damaged.
    pub fn digest(&self, entry: &GraphEntry) -> Result<Digest, StoreError> {
        file::read_digest(&file::inside(&self.dir, &entry.digest))
    }

    /// Writes the file of one document, which the store holds once the manifest names it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&self, digest: &Digest, refused: Vec<Refusal>) -> Result<GraphEntry, StoreError> {
        Ok(GraphEntry {
            iri: digest.iri.clone(),
            path: digest.path.clone(),
            sha256: digest.sha256.clone(),
            digest: file::put_digest(&self.dir, digest)?,
            units: digest.units.len(),
            mentions: digest.mention_count(),
            marks: digest.marks(),
            refused,
        })
    }

    /// Whether the file of a document that the store has is there.
    #[must_use]
    pub fn holds(&self, entry: &GraphEntry) -> bool {
        self.has(&entry.digest) && entry.marks.len() == entry.units
    }

    /// Makes the store hold `contents` and nothing else. Of the documents no more than a few are in
    /// memory at a time.
    ///
    /// # Errors
    /// When a file cannot be read or written. The store is then what it was before; or what it is to be,
    /// if all was written and only clearing up failed.
    pub fn write(&self, mut contents: Contents<'_>) -> Result<Written, StoreError> {
        // The order in which files were named is of no account.
        contents.graphs.sort_by(|one, other| one.iri.cmp(&other.iri));
        let copies = manifest::copies_among(&contents.graphs);
        if let Some(manifest) = self.same(&contents) {
            let co_mentions = self.each_digest(&contents.graphs, &copies, |_, _| Ok(()))?;
            // A build that was killed may have left files.
            self.sweep_if_free(manifest)?;
            return Ok(Written { manifest: manifest.clone(), co_mentions });
        }
        let folder = file::graph_folder(&self.dir)?;
        let (mut graph, mut gathered) = (Builder::new(&folder), Gathered::default());
        let mut mentioned = Mentioned::new(contents.catalog);
        let co_mentions = self.each_digest(&contents.graphs, &copies, |number, digest| {
            gathered.add(number, digest, &copies);
            mentioned.add(digest);
            self.add(&mut graph, rdf::document_quads(contents.base, digest))
        })?;
        let put_index = || {
            let cards = cards_of(contents.catalog, gathered, &co_mentions);
            index::put(&self.dir, &cards, contents.catalog, contents.base)
        };
        let put_graph = || {
            self.add(&mut graph, mentioned.quads(contents.base))?;
            self.add(&mut graph, shared_quads(&contents, &co_mentions, &copies))?;
            file::put_graph(&self.dir, graph)
        };
        let (index, graph) = rayon::join(put_index, put_graph);
        let (graph, quads) = graph?;
        let totals = totals(&contents.graphs, &copies, quads);
        let head = Head::new(contents.base, contents.catalog.hash());
        let head = Head { index: index?, graph, totals, ..head };
        let manifest = Manifest { head, graphs: contents.graphs.clone() };
        manifest.write(&self.dir)?;
        // Who reads goes on with the old files, which are left to a later build then.
        self.sweep_if_free(&manifest)?;
        Ok(Written { manifest, co_mentions })
    }

    /// What the store has, if that is whole and what it is to hold.
    fn same(&self, contents: &Contents<'_>) -> Option<&Manifest> {
        let previous = self.previous.as_ref()?;
        let new = Head::new(contents.base, contents.catalog.hash());
        let Head { graph, index, totals, .. } = previous.head.clone();
        let is_same = previous.graphs == contents.graphs
            && previous.head == Head { index, graph, totals, ..new };
        let is_whole = || {
            self.has(&previous.head.graph)
                && Index::open(&file::inside(&self.dir, &previous.head.index), contents.base)
                    .is_ok()
        };
        (is_same && is_whole()).then_some(previous)
    }

    /// Whether a file of the store is there.
    fn has(&self, name: &str) -> bool {
        file::inside(&self.dir, name).is_file()
    }

    /// Counts what the documents mention together, and hands each with its number to `take`, one after
    /// the other; some are read ahead, on all cores.
    fn each_digest(
        &self,
        graphs: &[GraphEntry],
        copies: &Copies,
        mut take: impl FnMut(usize, &Digest) -> Result<(), StoreError> + Send,
    ) -> Result<CoMentions, StoreError> {
        let mut counts = Counts::default();
        for (part, graphs) in graphs.chunks(file::READ_AHEAD).enumerate() {
            let digests = graphs.par_iter().map(|graph| self.digest(graph));
            let digests: Vec<Digest> = digests.collect::<Result<_, _>>()?;
            let mut numbered = (part * file::READ_AHEAD..).zip(&digests);
            let (taken, ()) = rayon::join(
                || numbered.try_for_each(|(number, digest)| take(number, digest)),
                || digests.iter().for_each(|digest| counts.add(digest, copies)),
            );
            taken?;
        }
        Ok(counts.finish())
    }

    /// Puts statements into the graph that is being made.
    fn add(
        &self,
        graph: &mut Builder<'_>,
        quads: impl IntoIterator<Item = Quad>,
    ) -> Result<(), StoreError> {
        quads
            .into_iter()
            .try_for_each(|quad| graph.add(&quad))
            .map_err(StoreError::io("write to", &file::inside(&self.dir, file::GRAPHS)))
    }

    /// Deletes the files that the manifest does not name, unless somebody reads.
    fn sweep_if_free(&self, manifest: &Manifest) -> Result<(), StoreError> {
        if let Some(_alone) = lock::Lock::exclusive_if_free(&self.dir)? {
            self.sweep(manifest);
        }
        Ok(())
    }

    /// Deletes the files that the manifest does not name.
    fn sweep(&self, manifest: &Manifest) {
        file::sweep_unfinished(&self.dir);
        file::sweep(&self.dir, file::GRAPHS, &|name| name == manifest.head.graph);
        let digests: HashSet<&str> =
            manifest.graphs.iter().map(|graph| graph.digest.as_str()).collect();
        file::sweep(&self.dir, file::DIGESTS, &|name| digests.contains(name));
        index::sweep(&self.dir, &manifest.head.index);
    }
}

/// The statements of the derived and the provenance graph, made as they are asked for.
fn shared_quads<'a>(
    contents: &'a Contents<'_>,
    co_mentions: &'a CoMentions,
    copies: &'a Copies,
) -> impl Iterator<Item = Quad> + 'a {
    let Contents { base, catalog, graphs, started, ended } = contents;
    let (version, catalog_hash) = (env!("CARGO_PKG_VERSION"), catalog.hash());
    let documents = graphs.iter().map(|graph| (graph.iri.as_str(), graph.sha256.as_str()));
    let rules_hash = manifest::RULES;
    let run = Run { started, ended, version, catalog_hash, rules_hash };
    let provenance = rdf::provenance_quads(base, &run, documents);
    rdf::derived_quads(base, catalog, co_mentions)
        .chain(rdf::copy_quads(base, copies))
        .chain(provenance)
}

fn totals(graphs: &[GraphEntry], copies: &Copies, quads: u64) -> Totals {
    Totals {
        documents: graphs.len(),
        units: graphs.iter().map(|graph| graph.units).sum(),
        mentions: graphs.iter().map(|graph| graph.mentions).sum(),
        copies: copies.len(),
        quads: usize::try_from(quads).unwrap_or(usize::MAX),
    }
}
