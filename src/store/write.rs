//! Writing a store: first every file it will need, then the manifest that names them.
//!
//! A build that ends early leaves the previous manifest, and so the previous store, in place.

use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;

use super::manifest::Totals;
use super::pack::{self, Fresh, Kept, Packs};
use super::{GraphEntry, Head, Index, Manifest, StoreError, file, index, lock, manifest};
use crate::card::{Gathered, cards_of};
use crate::catalog::Catalog;
use crate::dataset::Builder;
use crate::digest::{Copies, Digest, Outline};
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
    /// The packs that there are.
    packs: Packs,
    /// What was read in this build.
    fresh: Fresh,
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
        let packs = previous.as_ref().map(|previous| Packs::new(dir, &previous.head.packs));
        let (packs, fresh) = (packs.unwrap_or_default(), Fresh::new(dir));
        Ok(Self { dir: dir.to_owned(), previous, packs, fresh, _lock: lock })
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

    /// Takes what was read of one document, which the store holds once the manifest names it.
    ///
    /// # Errors
    /// When it cannot be written where it waits.
    pub fn put(&self, digest: &Digest, refused: Vec<Refusal>) -> Result<GraphEntry, StoreError> {
        Ok(GraphEntry {
            iri: digest.iri.clone(),
            path: digest.path.clone(),
            sha256: digest.sha256.clone(),
            kept: self.fresh.put(&digest.outline(), digest)?,
            units: digest.units.len(),
            mentions: digest.mention_count(),
            refused,
        })
    }

    /// Whether the record of a document that the store has is there.
    #[must_use]
    pub fn holds(&self, entry: &GraphEntry) -> bool {
        self.packs.holds(&entry.kept)
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
        if let Some(manifest) = self.same(&contents) {
            let copies = copies(&self.packs, &contents.graphs)?;
            let co_mentions = count(&self.packs, &contents.graphs, &copies)?.finish();
            // A build that was killed may have left files.
            self.sweep_if_free(manifest)?;
            return Ok(Written { manifest: manifest.clone(), co_mentions });
        }
        let mut kept: Vec<&mut Kept> =
            contents.graphs.iter_mut().map(|graph| &mut graph.kept).collect();
        let packs = pack::arrange(&self.dir, &mut kept, &self.packs, &self.fresh)?;
        let copies = copies(&packs, &contents.graphs)?;
        let counts = count(&packs, &contents.graphs, &copies)?;
        let folder = file::graph_folder(&self.dir)?;
        let mut gathered = Gathered::default();
        let (mut graph, mut mentioned) = (Builder::new(&folder), Mentioned::new(contents.catalog));
        let read = || {
            each_digest(&packs, &contents.graphs, |number, digest| {
                gathered.add(number, digest, &copies);
                mentioned.add(digest);
                self.add(&mut graph, rdf::document_quads(contents.base, digest))
            })
        };
        let (co_mentions, read) = rayon::join(|| counts.finish(), read);
        read?;
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
        let head = Head {
            index: index?,
            graph,
            copies: file::put_json(&self.dir, file::COPIES, &copies)?,
            packs: packs.as_slice().to_vec(),
            totals,
            ..head
        };
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
        let Head { graph, index, copies, packs, totals, .. } = previous.head.clone();
        let is_same = previous.graphs == contents.graphs
            && previous.head == Head { index, graph, copies, packs, totals, ..new };
        let is_whole = || {
            self.has(&previous.head.graph)
                && self.has(&previous.head.copies)
                && Index::open(&file::inside(&self.dir, &previous.head.index), contents.base)
                    .is_ok()
        };
        (is_same && is_whole()).then_some(previous)
    }

    /// Whether a file of the store is there.
    fn has(&self, name: &str) -> bool {
        file::inside(&self.dir, name).is_file()
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
        file::sweep(&self.dir, file::COPIES, &|name| name == manifest.head.copies);
        let packs = &manifest.head.packs;
        file::sweep(&self.dir, pack::FOLDER, &|name| packs.iter().any(|pack| pack.name == name));
        index::sweep(&self.dir, &manifest.head.index);
    }
}

/// Which answers and articles of some documents are copies of others.
fn copies(packs: &Packs, graphs: &[GraphEntry]) -> Result<Copies, StoreError> {
    let outlines = file::read_ahead(graphs, |graph| Ok(packs.outline(&graph.kept)?.of_copies()));
    Ok(Copies::of(&outlines.collect::<Result<Vec<Outline>, _>>()?))
}

/// Counts what the documents mention together, without the text of any.
fn count(packs: &Packs, graphs: &[GraphEntry], copies: &Copies) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    for outline in file::read_ahead(graphs, |graph| packs.outline(&graph.kept)) {
        counts.add(&outline?, copies);
    }
    Ok(counts)
}

/// Hands each digest with its number to `take`, one after the other; some are read ahead, on all
/// cores.
fn each_digest(
    packs: &Packs,
    graphs: &[GraphEntry],
    mut take: impl FnMut(usize, &Digest) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let digests = file::read_ahead(graphs, |graph| packs.digest(&graph.kept));
    digests.enumerate().try_for_each(|(number, digest)| take(number, &digest?))
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
