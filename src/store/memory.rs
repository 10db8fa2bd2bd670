//! The memory engine: each graph is a compressed N-Quads file; loading them all gives the store.

use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::Quad;
use oxigraph::store::Store;

use super::file::Compressed;
use super::{Manifest, StoreError, file};

const FOLDER: &str = "graphs";

/// So many statements are handed over at a time, and so many parts are read ahead.
const PART: usize = 8 * 1024;
const PARTS_AHEAD: usize = 8;

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

/// Loads all graphs of a manifest. They are read on a thread of their own, some statements ahead: only
/// one graph's text is in memory at a time.
pub(super) fn load(dir: &Path, manifest: &Manifest) -> Result<Store, StoreError> {
    let fail = |error: oxigraph::store::StorageError| StoreError::Database {
        path: dir.to_owned(),
        reason: error.to_string(),
    };
    let store = Store::new().map_err(fail)?;
    let mut loader = store.bulk_loader();
    thread::scope(|scope| {
        let (sender, parts) = sync_channel(PARTS_AHEAD);
        scope.spawn(move || {
            let mut graphs = names(manifest).map(|name| file::inside(dir, name));
            let sent = graphs.try_for_each(|path| send(&path, &sender));
            // Whoever loads has given up already, if it cannot be told.
            drop(sent.or_else(|error| sender.send(Err(error))));
        });
        parts.into_iter().try_for_each(|part| loader.load_quads(part?).map_err(fail))
    })?;
    loader.commit().map_err(fail)?;
    Ok(store)
}

/// Reads one graph and hands it over part by part, as long as somebody takes them.
fn send(path: &Path, sender: &SyncSender<Result<Vec<Quad>, StoreError>>) -> Result<(), StoreError> {
    let content = file::read_compressed(path)?;
    let mut quads = parse(path, &content);
    loop {
        let part: Vec<Quad> = quads.by_ref().take(PART).collect::<Result<_, _>>()?;
        if part.is_empty() || sender.send(Ok(part)).is_err() {
            return Ok(());
        }
    }
}

fn names(manifest: &Manifest) -> impl Iterator<Item = &str> {
    let documents = manifest.graphs.iter().filter_map(|graph| graph.quads.as_deref());
    documents.chain(manifest.head.shared_graphs.iter().map(String::as_str))
}

/// Reads one graph.
pub(super) fn read(path: &Path) -> Result<Vec<Quad>, StoreError> {
    parse(path, &file::read_compressed(path)?).collect()
}

/// The statements of a file. It is our own output: what it says was checked when it was written.
fn parse<'a>(
    path: &'a Path,
    content: &'a [u8],
) -> impl Iterator<Item = Result<Quad, StoreError>> + 'a {
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient();
    parser
        .for_slice(content)
        .map(move |quad| quad.map_err(|error| StoreError::damaged(path, &error)))
}
