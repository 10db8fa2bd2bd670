//! The RocksDB engine: the store directory is an Oxigraph database, with our folder beside its
//! files.
//!
//! A database is never changed where it is read. A copy that shares its files (hard links) is
//! changed beside it, and then put in its place.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::model::{NamedNode, NamedNodeRef, Quad};
use oxigraph::store::{StorageError, Store};
use sha2::{Digest as _, Sha256};

use super::write::Shared;
use super::{Manifest, StoreError, lock, step, switch};

/// How many statements are taken out at a time.
const BATCH: usize = 50_000;

/// What tells a statement from all others: 16 bytes of its hash.
type Mark = [u8; 16];

fn failure(dir: &Path) -> impl Fn(StorageError) -> StoreError {
    move |error| StoreError::Database { path: dir.to_owned(), reason: error.to_string() }
}

/// Opens the database for reading.
pub(super) fn open(dir: &Path) -> Result<Store, StoreError> {
    Store::open_read_only(dir).map_err(failure(dir))
}

/// The statements of one graph.
pub(super) fn statements(
    dir: &Path,
    store: &Store,
    graph: &NamedNode,
) -> Result<Vec<Quad>, StoreError> {
    let quads = store.quads_for_pattern(None, None, None, Some(graph.into()));
    quads.collect::<Result<_, _>>().map_err(failure(dir))
}

/// A database that nobody reads yet.
pub(super) struct Next {
    dir: PathBuf,
    store: Store,
    /// Whether it began with the statements of the one that is there.
    is_copy: bool,
}

impl Next {
    /// Begins with nothing.
    pub(super) fn empty(dir: &Path) -> Result<Self, StoreError> {
        Self::open(dir, false)
    }

    /// Begins with what the store has.
    pub(super) fn copy(dir: &Path) -> Result<Self, StoreError> {
        // Opening it for writing may rewrite files that readers have open.
        let _lock = lock::Lock::exclusive(dir)?;
        let next = switch::next(dir);
        let store = Store::open(dir).map_err(failure(dir))?;
        store.backup(&next).map_err(failure(dir))?;
        step::taken();
        Self::open(dir, true)
    }

    fn open(dir: &Path, is_copy: bool) -> Result<Self, StoreError> {
        let next = switch::next(dir);
        fs::create_dir_all(&next).map_err(StoreError::io("create", &next))?;
        let store = Store::open(&next).map_err(failure(&next))?;
        step::taken();
        Ok(Self { dir: next, store, is_copy })
    }

    /// Takes a graph out.
    pub(super) fn strip(&self, graph: &str) -> Result<(), StoreError> {
        self.keep(NamedNodeRef::new_unchecked(graph), &HashSet::new())
    }

    /// Loads the shared graphs that are not what they were in `previous`, which hold nothing else
    /// afterwards, and the statements of documents, whose graphs are empty.
    pub(super) fn load(
        &self,
        shared: &Shared<'_>,
        previous: Option<&Manifest>,
        of_documents: impl Iterator<Item = Result<Quad, StoreError>>,
    ) -> Result<(), StoreError> {
        if self.is_copy {
            for (graph, quads) in shared.graphs_since(previous) {
                self.keep(graph.as_ref(), &quads.map(|quad| mark(&quad)).collect())?;
            }
        }
        let shared = shared.graphs_since(previous).flat_map(|(_, quads)| quads);
        let new = shared.filter_map(|quad| match self.has(&quad) {
            Ok(true) => None,
            Ok(false) => Some(Ok(quad)),
            Err(error) => Some(Err(error)),
        });
        // The copy is thrown away if this fails: nothing is gained by keeping it whole meanwhile.
        let mut loader = self.store.bulk_loader().without_atomicity();
        loader
            .load_ok_quads::<StoreError, Failure>(new.chain(of_documents))
            .map_err(|error| error.0(&self.dir))?;
        loader.commit().map_err(failure(&self.dir))?;
        step::taken();
        Ok(())
    }

    fn keep(&self, graph: NamedNodeRef<'_>, kept: &HashSet<Mark>) -> Result<(), StoreError> {
        let fail = failure(&self.dir);
        let mut gone = Vec::new();
        let old = self.store.quads_for_pattern(None, None, None, Some(graph.into()));
        for quad in old {
            let quad = quad.map_err(&fail)?;
            if !kept.contains(&mark(&quad)) {
                gone.push(quad);
            }
            if gone.len() == BATCH {
                self.remove(&std::mem::take(&mut gone))?;
            }
        }
        self.remove(&gone)?;
        if kept.is_empty() {
            self.store.remove_named_graph(graph).map_err(fail)?;
        }
        Ok(())
    }

    fn remove(&self, quads: &[Quad]) -> Result<(), StoreError> {
        let fail = failure(&self.dir);
        let mut transaction = self.store.start_transaction().map_err(&fail)?;
        for quad in quads {
            transaction.remove(quad);
        }
        transaction.commit().map_err(fail)?;
        step::taken();
        Ok(())
    }

    fn has(&self, quad: &Quad) -> Result<bool, StoreError> {
        if self.is_copy { self.store.contains(quad).map_err(failure(&self.dir)) } else { Ok(false) }
    }

    /// Makes sure that all is on the disk.
    pub(super) fn close(self) -> Result<(), StoreError> {
        self.store.flush().map_err(failure(&self.dir))?;
        step::taken();
        Ok(())
    }
}

/// Why quads could not be loaded: the database's fault or ours.
struct Failure(Box<dyn FnOnce(&Path) -> StoreError>);

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self(Box::new(move |dir| failure(dir)(error)))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(Box::new(move |_| error))
    }
}

fn mark(quad: &Quad) -> Mark {
    let hash = Sha256::digest(quad.to_string());
    let mut mark = Mark::default();
    mark.copy_from_slice(&hash[..size_of::<Mark>()]);
    mark
}
