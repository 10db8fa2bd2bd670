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
use super::{
    Engine, GraphEntry, Head, Index, Manifest, StoreError, file, index, lock, memory, switch,
};
use crate::card::{Gathered, cards_of};
use crate::catalog::Catalog;
use crate::digest::Digest;
use crate::document::Refusal;
use crate::graph::{CoMentions, Counts};
use crate::input::STORE_MARK;
use crate::rdf::{self, Run};

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
    engine: Engine,
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
    /// Takes the right to write, and reads what is there. Without a wish for an engine, a store
    /// keeps the one it has.
    ///
    /// # Errors
    /// When another process writes, the place is not ours, or the engine is not compiled in.
    pub fn begin(dir: &Path, wished: Option<Engine>) -> Result<Self, StoreError> {
        // What is there may be no store at all: nothing is written before that is known.
        Manifest::open(dir)?;
        let lock = lock::Lock::writer(dir)?;
        if switch::is_pending(dir) {
            let _alone = lock::Lock::exclusive(dir)?;
            switch::finish(dir)?;
        }
        switch::clear(dir)?;
        let previous = Manifest::read(dir)?;
        let engine = wished.or(previous.as_ref().map(|previous| previous.head.engine));
        let engine = engine.unwrap_or(Engine::DEFAULT);
        if engine == Engine::RocksDb && !cfg!(feature = "rocksdb") {
            return Err(StoreError::NeedsRocksDb(dir.to_owned()));
        }
        Ok(Self { dir: dir.to_owned(), engine, previous, _lock: lock })
    }

    /// The documents that the store has, from a build with this base and catalog.
    pub fn known(&self, base: &str, catalog: &Catalog) -> impl Iterator<Item = &GraphEntry> {
        let usable = |previous: &&Manifest| {
            previous.head.base == base
                && previous.head.catalog_hash == catalog.hash()
                && previous.head.version == env!("CARGO_PKG_VERSION")
        };
        self.previous.as_ref().filter(usable).into_iter().flat_map(|previous| &previous.graphs)
    }

    /// Whether what the store has was made with another base, catalog or version.
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
        drop(fs::remove_file(self.dir.join(STORE_MARK)));
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

    /// Writes the files of one document, which the store holds once the manifest names them.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn put(
        &self,
        base: &str,
        digest: &Digest,
        refused: Vec<Refusal>,
    ) -> Result<GraphEntry, StoreError> {
        let quads = rdf::document_quads(base, digest);
        let (quads, count) = match self.engine {
            Engine::Memory => {
                let (file, count) = memory::put(&self.dir, quads)?;
                (Some(file), count)
            }
            Engine::RocksDb => (None, quads.count()),
        };
        Ok(GraphEntry {
            iri: digest.iri.clone(),
            path: digest.path.clone(),
            sha256: digest.sha256.clone(),
            digest: file::put_digest(&self.dir, digest)?,
            quads,
            count,
            units: digest.units.len(),
            mentions: digest.mention_count(),
            refused,
        })
    }

    /// Whether the files of a document that the store has are all there, for the engine of this
    /// build.
    #[must_use]
    pub fn holds(&self, entry: &GraphEntry) -> bool {
        let there = |name: &String| file::inside(&self.dir, name).is_file();
        there(&entry.digest)
            && entry.quads.as_ref().map_or(self.engine == Engine::RocksDb, |quads| {
                self.engine == Engine::Memory && there(quads)
            })
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
        let (mut counts, mut gathered) = (Counts::default(), Gathered::default());
        let (mut numbers, base) = (0.., contents.base);
        for graphs in contents.graphs.chunks_mut(file::READ_AHEAD) {
            let digests = self.read(base, graphs)?;
            // Asked first, the numbers would lose one where the digests end.
            let numbered: Vec<(Digest, usize)> =
                digests.into_iter().zip(numbers.by_ref()).collect();
            rayon::join(
                || numbered.iter().for_each(|(digest, _)| counts.add(digest)),
                || numbered.iter().for_each(|(digest, number)| gathered.add(*number, digest)),
            );
        }
        let co_mentions = counts.finish();
        if let Some(manifest) = self.same(&contents) {
            // A build that was killed may have left files.
            if let Some(_alone) = lock::Lock::exclusive_if_free(&self.dir)? {
                self.sweep(manifest);
            }
            return Ok(Written { manifest: manifest.clone(), co_mentions });
        }
        let put_index = || {
            let cards = cards_of(contents.catalog, gathered, &co_mentions);
            index::put(&self.dir, &cards, contents.catalog)
        };
        let put_graphs = || self.put_graphs(&contents, &co_mentions);
        let (index, shared) = match self.engine {
            Engine::Memory => rayon::join(put_index, put_graphs),
            // A database takes memory of its own.
            Engine::RocksDb => (put_index(), put_graphs()),
        };
        let (shared_graphs, quads) = shared?;
        let head = Head {
            index: index?,
            shared_graphs,
            totals: totals(&contents.graphs, quads),
            ..Head::new(self.engine, contents.base, contents.catalog.hash())
        };
        let manifest = Manifest { head, graphs: contents.graphs.clone() };
        self.put_in_place(&manifest)?;
        Ok(Written { manifest, co_mentions })
    }

    /// What the store has, if that is whole and what it is to hold.
    fn same(&self, contents: &Contents<'_>) -> Option<&Manifest> {
        let previous = self.previous.as_ref()?;
        let new = Head::new(self.engine, contents.base, contents.catalog.hash());
        let Head { shared_graphs, index, totals, .. } = previous.head.clone();
        let is_same = previous.graphs == contents.graphs
            && previous.head == Head { index, shared_graphs, totals, ..new };
        let is_there = |name: &String| file::inside(&self.dir, name).is_file();
        let is_whole = || {
            previous.head.shared_graphs.iter().all(is_there)
                && Index::open(&file::inside(&self.dir, &previous.head.index), contents.base)
                    .is_ok()
                && (self.engine == Engine::Memory || switch::has_database(&self.dir))
        };
        (is_same && is_whole()).then_some(previous)
    }

    /// Reads the digests of some documents, on all cores. Statements that another engine kept are
    /// made anew for the engine of this build.
    fn read(&self, base: &str, graphs: &mut [GraphEntry]) -> Result<Vec<Digest>, StoreError> {
        let read = |graph: &mut GraphEntry| {
            let digest = self.digest(graph)?;
            graph.quads = match (self.engine, graph.quads.take()) {
                (Engine::RocksDb, _) => None,
                (Engine::Memory, Some(file)) => Some(file),
                (Engine::Memory, None) => {
                    Some(memory::put(&self.dir, rdf::document_quads(base, &digest))?.0)
                }
            };
            Ok(digest)
        };
        graphs.par_iter_mut().map(read).collect()
    }

    /// Writes the statements that belong to no single document; a database is made of all. The files
    /// of the shared graphs, where the engine has files, and how many statements those have.
    fn put_graphs(
        &self,
        contents: &Contents<'_>,
        co_mentions: &CoMentions,
    ) -> Result<(Vec<String>, usize), StoreError> {
        let shared = shared_graphs(contents, co_mentions);
        match self.engine {
            Engine::Memory => {
                let put = |quads| memory::put(&self.dir, quads);
                let put: Result<Vec<_>, _> = shared.into_iter().map(put).collect();
                let (files, counts): (Vec<String>, Vec<usize>) = put?.into_iter().unzip();
                Ok((files, counts.into_iter().sum()))
            }
            Engine::RocksDb => {
                let mut count = 0;
                let shared = shared.into_iter().flatten().inspect(|_| count += 1);
                self.make_database(contents, shared)?;
                Ok((Vec::new(), count))
            }
        }
    }

    /// Makes the manifest say what was written, and deletes what it no longer names.
    fn put_in_place(&self, manifest: &Manifest) -> Result<(), StoreError> {
        let lock = match self.engine {
            // Readers go on with the old files, which are left to a later build then.
            Engine::Memory => {
                manifest.write(&self.dir)?;
                lock::Lock::exclusive_if_free(&self.dir)?
            }
            Engine::RocksDb => {
                let lock = lock::Lock::exclusive(&self.dir)?;
                switch::begin(&self.dir, manifest)?;
                switch::finish(&self.dir)?;
                Some(lock)
            }
        };
        if lock.is_some() {
            self.sweep(manifest);
        }
        Ok(())
    }

    /// Deletes the files that the manifest does not name.
    fn sweep(&self, manifest: &Manifest) {
        file::sweep_unfinished(&self.dir);
        memory::sweep(&self.dir, manifest);
        let digests: HashSet<&str> =
            manifest.graphs.iter().map(|graph| graph.digest.as_str()).collect();
        file::sweep(&self.dir, file::DIGESTS, &|name| digests.contains(name));
        index::sweep(&self.dir, &manifest.head.index);
        if self.engine == Engine::Memory {
            switch::drop_database(&self.dir);
        }
    }

    /// Makes a database of the documents' statements and those of the shared graphs, beside the one
    /// that is there.
    #[cfg(feature = "rocksdb")]
    fn make_database(
        &self,
        contents: &Contents<'_>,
        shared: impl Iterator<Item = Quad>,
    ) -> Result<(), StoreError> {
        use std::iter;

        use rayon::iter::Either;

        let digests = file::read_digests(&self.dir, &contents.graphs);
        let of_documents = digests.flat_map(|digest| {
            super::step::taken();
            match digest {
                Ok(digest) => Either::Left(rdf::into_document_quads(contents.base, digest).map(Ok)),
                Err(error) => Either::Right(iter::once(Err(error))),
            }
        });
        let made = super::rocksdb::make_next(&self.dir, of_documents.chain(shared.map(Ok)));
        // What cannot be cleared away now, the next build clears away.
        made.inspect_err(|_| drop(switch::clear(&self.dir)))
    }

    #[cfg(not(feature = "rocksdb"))]
    fn make_database(
        &self,
        _: &Contents<'_>,
        _: impl Iterator<Item = Quad>,
    ) -> Result<(), StoreError> {
        Err(StoreError::NeedsRocksDb(self.dir.clone()))
    }
}

/// The statements of the graphs that belong to no single document: the catalog, the derived and the
/// provenance graph. They are made as they are asked for.
fn shared_graphs<'a>(
    contents: &'a Contents<'_>,
    co_mentions: &'a CoMentions,
) -> [Box<dyn Iterator<Item = Quad> + 'a>; 3] {
    let Contents { base, catalog, graphs, started, ended } = contents;
    let (version, catalog_hash) = (env!("CARGO_PKG_VERSION"), catalog.hash());
    let documents = graphs.iter().map(|graph| (graph.iri.as_str(), graph.sha256.as_str()));
    let run = Run { started, ended, version, catalog_hash };
    let provenance = rdf::provenance_quads(base, &run, documents);
    [
        Box::new(rdf::catalog_quads(base, catalog)),
        Box::new(rdf::derived_quads(base, catalog, co_mentions)),
        Box::new(provenance.into_iter()),
    ]
}

fn totals(graphs: &[GraphEntry], shared: usize) -> Totals {
    Totals {
        documents: graphs.len(),
        units: graphs.iter().map(|graph| graph.units).sum(),
        mentions: graphs.iter().map(|graph| graph.mentions).sum(),
        quads: graphs.iter().map(|graph| graph.count).sum::<usize>() + shared,
    }
}
