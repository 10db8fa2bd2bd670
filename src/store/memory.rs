//! The memory engine: each graph is a compressed N-Quads file; loading them all gives the store.

use std::collections::HashSet;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::Quad;
use oxigraph::store::Store;
use rayon::prelude::*;

use super::file::Compressed;
use super::{Manifest, StoreError, file};

const FOLDER: &str = "graphs";

/// Writes quads to a file of their own; its name, and how many there were.
pub(super) fn put(
    dir: &Path,
    quads: impl Iterator<Item = Quad>,
) -> Result<(String, usize), StoreError> {
    let mut file = Compressed::begin(dir, FOLDER, "nq.gz")?;
    let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(file.writer());
    let mut count = 0;
    let failed = |error| StoreError::io("write to", dir)(error);
    for quad in quads {
        serializer.serialize_quad(&quad).map_err(failed)?;
        count += 1;
    }
    serializer.finish().map_err(failed)?;
    Ok((file.end()?, count))
}

/// Deletes the graph files that a manifest does not name.
pub(super) fn sweep(dir: &Path, manifest: &Manifest) {
    let named: HashSet<&str> = names(manifest).collect();
    file::sweep(dir, FOLDER, &|name| named.contains(name));
}

/// Loads all graphs of a manifest, the files in parallel.
pub(super) fn load(dir: &Path, manifest: &Manifest) -> Result<Store, StoreError> {
    let files: Vec<&str> = names(manifest).collect();
    let graphs: Vec<Vec<Quad>> =
        files.par_iter().map(|name| read(&file::inside(dir, name))).collect::<Result<_, _>>()?;
    let fail = |error: oxigraph::store::StorageError| StoreError::Database {
        path: dir.to_owned(),
        reason: error.to_string(),
    };
    let store = Store::new().map_err(fail)?;
    let mut loader = store.bulk_loader();
    loader.load_quads(graphs.into_iter().flatten()).map_err(fail)?;
    loader.commit().map_err(fail)?;
    Ok(store)
}

fn names(manifest: &Manifest) -> impl Iterator<Item = &str> {
    let documents = manifest.graphs.iter().filter_map(|graph| graph.quads.as_deref());
    documents.chain(manifest.head.shared_graphs.iter().map(String::as_str))
}

/// Reads one graph.
pub(super) fn read(path: &Path) -> Result<Vec<Quad>, StoreError> {
    let content = file::read_compressed(path)?;
    // Our own output: what it says was checked when it was written.
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient();
    parser
        .for_slice(&content)
        .collect::<Result<_, _>>()
        .map_err(|error| StoreError::damaged(path, &error))
}
