//! Writing a store: first every file it will need, then the manifest that names them.
//!
//! A build that ends early leaves the previous manifest, and so the previous store, in place.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;
use rayon::prelude::*;

use super::manifest::Totals;
use super::{Engine, GraphEntry, Head, Manifest, StoreError, file, index, lock, memory};
use crate::card::cards;
use crate::catalog::Catalog;
use crate::digest::Digest;
use crate::graph::CoMentions;
use crate::input::STORE_MARK;
use crate::rdf::{self, Run};

/// What a store is to hold.
pub struct Contents<'a> {
    /// Where entities and documents live.
    pub base: &'a str,
    /// The catalog that found the mentions.
    pub catalog: &'a Catalog,
    /// All documents.
    pub digests: Vec<Digest>,
    /// When the build began: an `xsd:dateTime`.
    pub started: &'a str,
    /// When all was read.
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
        Manifest::read(dir)?;
        let lock = lock::Lock::writer(dir)?;
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

    /// Makes the store hold `contents` and nothing else.
    ///
    /// # Errors
    /// When a file cannot be written. The store is then what it was before; a database that was
    /// already being changed says that it is not whole, and the next build makes it so.
    pub fn write(self, contents: &mut Contents<'_>) -> Result<Written, StoreError> {
        // The order in which files were named is of no account.
        contents.digests.sort_by(|one, other| one.iri.cmp(&other.iri));
        self.write_sorted(contents)
    }

    fn write_sorted(&self, contents: &Contents<'_>) -> Result<Written, StoreError> {
        let co_mentions = CoMentions::new(&contents.digests);
        let shared = shared_quads(contents, &co_mentions);
        let mut head = Head::new(self.engine, contents.base, contents.catalog.hash());
        let mut graphs: Vec<GraphEntry> = contents
            .digests
            .par_iter()
            .map(|digest| self.put(contents.base, digest))
            .collect::<Result<_, _>>()?;
        graphs.sort_by(|a, b| a.iri.cmp(&b.iri));
        head.index = index::put(
            &self.dir,
            &cards(contents.catalog, &contents.digests, &co_mentions),
            contents.catalog,
        )?;
        head.totals = totals(&contents.digests, &graphs, &shared);
        if self.engine == Engine::Memory {
            for quads in &shared {
                let (file, _) = memory::put(&self.dir, quads.iter().cloned())?;
                head.shared_graphs.push(file);
            }
        }
        let manifest = Manifest { head, graphs };
        let manifest = self.put_in_place(contents, manifest, shared)?;
        Ok(Written { manifest, co_mentions })
    }

    /// Writes the files of one document.
    fn put(&self, base: &str, digest: &Digest) -> Result<GraphEntry, StoreError> {
        let quads = rdf::document_quads(base, digest);
        let (file, count) = match self.engine {
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
            quads: file,
            count,
        })
    }

    /// Makes the manifest say what was written, and deletes what it no longer names. The memory
    /// engine leaves the old files while somebody may be reading them; the database is changed when
    /// nobody reads it.
    fn put_in_place(
        &self,
        contents: &Contents<'_>,
        mut manifest: Manifest,
        shared: Vec<Vec<Quad>>,
    ) -> Result<Manifest, StoreError> {
        let lock = match self.engine {
            Engine::Memory => lock::Lock::exclusive_if_free(&self.dir)?,
            Engine::RocksDb => Some(lock::Lock::exclusive(&self.dir)?),
        };
        if self.engine == Engine::RocksDb {
            self.load_database(contents, &manifest, shared)?;
        }
        manifest.head.complete = true;
        manifest.write(&self.dir)?;
        if lock.is_some() {
            self.sweep(&manifest);
        }
        Ok(manifest)
    }

    /// Deletes the files that the manifest does not name.
    fn sweep(&self, manifest: &Manifest) {
        memory::sweep(&self.dir, manifest);
        let digests: HashSet<&str> =
            manifest.graphs.iter().map(|graph| graph.digest.as_str()).collect();
        file::sweep(&self.dir, file::DIGESTS, &|name| digests.contains(name));
        index::sweep(&self.dir, &manifest.head.index);
    }

    /// Changes the database to what the manifest says: only the graphs that differ.
    #[cfg(feature = "rocksdb")]
    fn load_database(
        &self,
        contents: &Contents<'_>,
        manifest: &Manifest,
        shared: Vec<Vec<Quad>>,
    ) -> Result<(), StoreError> {
        use oxigraph::model::NamedNode;

        use super::rocksdb::{self, Replace};

        let whole = |previous: &&Manifest| {
            let (head, new) = (&previous.head, &manifest.head);
            head.complete
                && head.engine == Engine::RocksDb
                && (&head.base, &head.version) == (&new.base, &new.version)
        };
        let before: Option<ByIri<'_>> = self.previous.as_ref().filter(whole).map(by_iri);
        let after = by_iri(manifest);
        let stays =
            |iri: &str| before.as_ref().is_some_and(|before| before.get(iri) == after.get(iri));
        let changed = contents.digests.iter().filter(|digest| !stays(&digest.iri));
        let quads = changed.flat_map(|digest| rdf::document_quads(contents.base, digest));
        let replace = match &before {
            None => Replace::Everything,
            Some(before) => {
                let gone = before.keys().filter(|iri| !stays(iri));
                let gone = gone.map(|iri| NamedNode::new_unchecked(*iri));
                Replace::Graphs(gone.chain(shared_graphs(contents.base)).collect())
            }
        };
        manifest.write(&self.dir)?;
        rocksdb::load(&self.dir, replace, quads.chain(shared.into_iter().flatten()))
    }

    #[cfg(not(feature = "rocksdb"))]
    fn load_database(
        &self,
        _: &Contents<'_>,
        _: &Manifest,
        _: Vec<Vec<Quad>>,
    ) -> Result<(), StoreError> {
        Err(StoreError::NeedsRocksDb(self.dir.clone()))
    }
}

/// The digest file of every document, by IRI: the same file, the same graph.
#[cfg(feature = "rocksdb")]
type ByIri<'a> = std::collections::BTreeMap<&'a str, &'a str>;

#[cfg(feature = "rocksdb")]
fn by_iri(manifest: &Manifest) -> ByIri<'_> {
    manifest.graphs.iter().map(|graph| (graph.iri.as_str(), graph.digest.as_str())).collect()
}

/// The graphs that every build writes anew.
#[cfg(feature = "rocksdb")]
fn shared_graphs(base: &str) -> [oxigraph::model::NamedNode; 3] {
    [rdf::catalog_graph(base), rdf::derived_graph(base), rdf::provenance_graph(base)]
}

/// The statements that belong to no single document.
fn shared_quads(contents: &Contents<'_>, co_mentions: &CoMentions) -> Vec<Vec<Quad>> {
    let run = Run {
        started: contents.started,
        ended: contents.ended,
        version: env!("CARGO_PKG_VERSION"),
        catalog_hash: contents.catalog.hash(),
    };
    let documents =
        contents.digests.iter().map(|digest| (digest.iri.as_str(), digest.sha256.as_str()));
    vec![
        rdf::catalog_quads(contents.base, contents.catalog),
        rdf::derived_quads(contents.base, co_mentions),
        rdf::provenance_quads(contents.base, &run, documents),
    ]
}

fn totals(digests: &[Digest], graphs: &[GraphEntry], shared: &[Vec<Quad>]) -> Totals {
    Totals {
        documents: digests.len(),
        units: digests.iter().map(|digest| digest.units.len()).sum(),
        mentions: digests.iter().map(Digest::mention_count).sum(),
        quads: graphs.iter().map(|graph| graph.count).sum::<usize>()
            + shared.iter().map(Vec::len).sum::<usize>(),
    }
}
