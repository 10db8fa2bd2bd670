//! The files of a store directory: where they are, and how each is written whole or not at all.

use std::fs;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::{StoreError, step};
use crate::dataset::Builder;
use crate::hash;

/// Our files stand in this folder of the store directory.
const FOLDER: &str = "haitu";

/// The folder of what is known of copies.
pub(super) const COPIES: &str = "copies";

/// How many documents are in memory at a time.
pub(super) const READ_AHEAD: usize = 16;

/// The folder of the RDF graph.
pub(super) const GRAPHS: &str = "graphs";

/// What the names of files begin with that are being written.
const UNFINISHED: &str = ".haitu-";

/// How many hexadecimal digits of a content's hash name its file.
const NAME_DIGITS: usize = 16;

/// How much is hashed and written at a time.
const BUFFER: usize = 64 * 1024;

/// A path inside our folder.
pub(super) fn inside(dir: &Path, name: &str) -> PathBuf {
    dir.join(FOLDER).join(name)
}

/// The name of a file whose content has this hash: the same content always has the same name.
fn content_name(folder: &str, hash: &str, extension: &str) -> String {
    format!("{folder}/{}.{extension}", &hash[..NAME_DIGITS])
}

/// How many bytes the files of a folder have, with those of the folders inside it.
pub(super) fn size(dir: &Path) -> Result<u64, StoreError> {
    let failed = |error| StoreError::io("read", dir)(error);
    let of_entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.map_err(failed)?;
        match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size(&entry.path()),
            Ok(metadata) => Ok(metadata.len()),
            // A build may have taken it away meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(StoreError::io("read", &entry.path())(error)),
        }
    };
    fs::read_dir(dir).map_err(failed)?.map(of_entry).sum()
}

/// Writes a file beside its place and renames it there.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    let mut file = beside(path)?;
    file.as_file_mut().write_all(content).map_err(StoreError::io("write", path))?;
    step::taken();
    put_in_place(file, path)
}

/// Makes sure that a file is on the disk, and gives it its name.
fn put_in_place(file: NamedTempFile, path: &Path) -> Result<(), StoreError> {
    file.as_file().sync_data().map_err(StoreError::io("write", path))?;
    step::taken();
    file.persist(path).map_err(|error| StoreError::io("write", path)(error.error))?;
    step::taken();
    Ok(())
}

/// Writes a file that is named after its content, unless there is one already; its name.
pub(super) fn put(
    dir: &Path,
    folder: &str,
    content: &[u8],
    extension: &str,
) -> Result<String, StoreError> {
    let name = content_name(folder, &hash::sha256(content), extension);
    put_named(dir, &name, content)?;
    Ok(name)
}

/// Writes a file whose name follows from its content, unless there is one already.
pub(super) fn put_named(dir: &Path, name: &str, content: &[u8]) -> Result<(), StoreError> {
    let path = inside(dir, name);
    if path.exists() { Ok(()) } else { write_whole(&path, content) }
}

/// The name of the file of a graph that ends in this way: every byte of it depends on its end.
pub(super) fn graph_name(tail: &[u8]) -> String {
    content_name(GRAPHS, &hash::sha256(tail), "quads")
}

/// Writes the file of a graph; its name, and how many statements there are.
pub(super) fn put_graph(dir: &Path, builder: Builder<'_>) -> Result<(String, u64), StoreError> {
    let folder = inside(dir, GRAPHS);
    let mut file = beside(&folder.join("new"))?;
    let out = BufWriter::with_capacity(BUFFER, file.as_file_mut());
    let finished = builder.finish(out).map_err(StoreError::io("write to", &folder))?;
    step::taken();
    let name = graph_name(&finished.tail);
    put_in_place(file, &inside(dir, &name))?;
    Ok((name, finished.statements))
}

/// The folder in which a graph is made.
pub(super) fn graph_folder(dir: &Path) -> Result<PathBuf, StoreError> {
    let folder = inside(dir, GRAPHS);
    fs::create_dir_all(&folder).map_err(StoreError::io("create", &folder))?;
    Ok(folder)
}

/// A file that is being written, and will be named after its content.
pub(super) struct Named {
    dir: PathBuf,
    folder: &'static str,
    extension: &'static str,
    out: BufWriter<Hashed<NamedTempFile>>,
    length: u64,
}

impl Named {
    /// Begins a file in one of our folders.
    pub(super) fn begin(
        dir: &Path,
        folder: &'static str,
        extension: &'static str,
    ) -> Result<Self, StoreError> {
        let file = beside(&inside(dir, folder).join("new"))?;
        let out = BufWriter::with_capacity(BUFFER, Hashed { out: file, hash: Sha256::new() });
        Ok(Self { dir: dir.to_owned(), folder, extension, out, length: 0 })
    }

    /// Writes content on.
    pub(super) fn write(&mut self, content: &[u8]) -> Result<(), StoreError> {
        let written = self.out.write_all(content);
        written.map_err(StoreError::io("write to", &inside(&self.dir, self.folder)))?;
        self.length += content.len() as u64;
        Ok(())
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Ends the file; its name, and how many bytes it has.
    pub(super) fn end(self) -> Result<(String, u64), StoreError> {
        let folder = inside(&self.dir, self.folder);
        let ended = self.out.into_inner().map_err(io::IntoInnerError::into_error);
        let Hashed { out: file, hash } = ended.map_err(StoreError::io("write to", &folder))?;
        step::taken();
        let hash = hash::hexadecimal(&hash.finalize());
        let name = content_name(self.folder, &hash, self.extension);
        put_in_place(file, &inside(&self.dir, &name))?;
        Ok((name, self.length))
    }
}

/// Passes bytes on and takes their hash.
struct Hashed<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A new file beside a place, which whoever may read the folder may read: the system's default, not
/// the private mode of temporary files. Makes the folder.
fn beside(path: &Path) -> Result<NamedTempFile, StoreError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(StoreError::io("create", folder))?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.prefix(UNFINISHED).tempfile_in(folder);
    let file = file.map_err(StoreError::io("write to", folder))?;
    step::taken();
    Ok(file)
}

/// Writes a part of a store as compressed JSON, named after its content; its name.
pub(super) fn put_json(
    dir: &Path,
    folder: &str,
    part: &impl Serialize,
) -> Result<String, StoreError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let content = serde_json::to_writer(&mut encoder, part).map_err(io::Error::from);
    let content = content.and_then(|()| encoder.finish());
    put(dir, folder, &content.map_err(StoreError::io("write to", dir))?, "json.gz")
}

/// Reads a part that is compressed JSON.
pub(super) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let content = fs::read(path).map_err(StoreError::io("read", path))?;
    if !is_named_after(path, &content) {
        return Err(StoreError::damaged(path, &"its content is not what its name says"));
    }
    serde_json::from_reader(BufReader::new(GzDecoder::new(&content[..])))
        .map_err(|error| StoreError::damaged(path, &error))
}

/// Whether a file has the name that its content gives it: it is neither cut short nor another one.
fn is_named_after(path: &Path, content: &[u8]) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with(&hash::sha256(content)[..NAME_DIGITS])
}

/// Reads what is kept of documents, one after the other; some are read ahead, on all cores.
pub(super) fn read_ahead<'a, D: Sync, T: Send + 'a>(
    documents: &'a [D],
    read: impl Fn(&D) -> Result<T, StoreError> + Sync + 'a,
) -> impl Iterator<Item = Result<T, StoreError>> + 'a {
    documents
        .chunks(READ_AHEAD)
        .flat_map(move |documents| documents.par_iter().map(&read).collect::<Vec<_>>())
}

/// Deletes what a writer that was killed had begun in our folder itself; in the folders below,
/// nothing names it, and it goes with the rest.
pub(super) fn sweep_unfinished(dir: &Path) {
    sweep(dir, ".", &|name| !name.starts_with(&format!("./{UNFINISHED}")));
}

/// Deletes the files of a folder that `keep` does not name. What cannot be deleted now is deleted
/// by a later build.
pub(super) fn sweep(dir: &Path, folder: &str, keep: &dyn Fn(&str) -> bool) {
    let Ok(files) = fs::read_dir(inside(dir, folder)) else { return };
    for file in files.flatten() {
        let name = format!("{folder}/{}", file.file_name().to_string_lossy());
        if !keep(&name) {
            drop(fs::remove_file(file.path()));
            step::taken();
        }
    }
}
