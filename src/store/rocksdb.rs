//! The RocksDB engine: the store directory is an Oxigraph database, with our folder beside its
//! files.
//!
//! A database is never changed where it is read: it is made anew beside it, and then put in its
//! place. What is derived changes with any document, and is most of the statements; to look for what
//! could stay takes longer than to load them all.

use std::fs;
use std::path::Path;

use oxigraph::model::{NamedNode, Quad};
use oxigraph::store::{StorageError, Store};

use super::{StoreError, step, switch};

/// How much memory loading takes, in MB, as Oxigraph estimates it. With the gigabytes that it takes by
/// default it is hardly faster.
const BULK_MEMORY: usize = 400;

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

/// Makes a database that nobody reads yet beside that of a store, and makes sure that it is all on the
/// disk.
pub(super) fn make_next(
    dir: &Path,
    quads: impl Iterator<Item = Result<Quad, StoreError>>,
) -> Result<(), StoreError> {
    let next = switch::next(dir);
    // Nothing may be there: it would be loaded on top of.
    fs::create_dir(&next).map_err(StoreError::io("create", &next))?;
    let store = Store::open(&next).map_err(failure(&next))?;
    step::taken();
    // What is there is thrown away if this fails: nothing is gained by keeping it whole meanwhile.
    let loader = store.bulk_loader().without_atomicity();
    let mut loader = loader.with_max_memory_size_in_megabytes(BULK_MEMORY);
    loader.load_ok_quads::<StoreError, Failure>(quads).map_err(|error| error.0(&next))?;
    loader.commit().map_err(failure(&next))?;
    step::taken();
    // Each load leaves files of its own that span all keys, and a reader would look into every one.
    store.optimize().map_err(failure(&next))?;
    step::taken();
    store.flush().map_err(failure(&next))?;
    step::taken();
    Ok(())
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
