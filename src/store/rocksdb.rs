//! The RocksDB engine: the store directory is an Oxigraph database, with our folder beside its
//! files.

use std::path::Path;

use oxigraph::model::{NamedNode, Quad};
use oxigraph::store::{StorageError, Store};

use super::StoreError;

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

/// What to do with the graphs that are in the database already.
pub(super) enum Replace {
    /// Start from nothing.
    Everything,
    /// Take these graphs out first.
    Graphs(Vec<NamedNode>),
}

/// Takes graphs out and loads quads. Not atomic: the manifest says that the store is not whole
/// while this goes on.
pub(super) fn load(
    dir: &Path,
    replace: Replace,
    quads: impl Iterator<Item = Quad>,
) -> Result<(), StoreError> {
    let fail = failure(dir);
    let store = Store::open(dir).map_err(&fail)?;
    match replace {
        Replace::Everything => store.clear().map_err(&fail)?,
        Replace::Graphs(graphs) => {
            for graph in &graphs {
                store.remove_named_graph(graph).map_err(&fail)?;
            }
        }
    }
    let mut loader = store.bulk_loader();
    loader.load_quads(quads).map_err(&fail)?;
    loader.commit().map_err(&fail)?;
    store.flush().map_err(&fail)
}
