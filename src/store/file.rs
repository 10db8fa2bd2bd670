//! The files of a store directory: where they are, and how each is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use super::StoreError;
use crate::digest::Digest;

/// Our own files stand in this folder of the store directory; RocksDB's stand beside it.
const FOLDER: &str = "haitu";

/// How many hexadecimal digits of a content's hash name its file.
const NAME_DIGITS: usize = 16;

/// A path inside our folder.
pub(super) fn inside(dir: &Path, name: &str) -> PathBuf {
    dir.join(FOLDER).join(name)
}

/// The name of a file that holds `content`: the same content always has the same name.
pub(super) fn content_name(folder: &str, content: &[u8], extension: &str) -> String {
    let hash = crate::hash::sha256(content);
    format!("{folder}/{}.{extension}", &hash[..NAME_DIGITS])
}

/// Writes a file beside its place and renames it there.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(StoreError::io("create", folder))?;
    let mut file = beside(folder).map_err(StoreError::io("write to", folder))?;
    file.write_all(content).map_err(StoreError::io("write", path))?;
    file.as_file().sync_data().map_err(StoreError::io("write", path))?;
    file.persist(path).map_err(|error| error.error).map_err(StoreError::io("write", path))?;
    Ok(())
}

/// A file in the folder that whoever may read the folder may read: the system's default, not the
/// private mode of temporary files.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".haitu-").tempfile_in(folder)
}

/// Compresses `content` into a file named after it, unless it is there already; its name.
pub(super) fn put_compressed(
    dir: &Path,
    folder: &str,
    content: &[u8],
    extension: &str,
) -> Result<String, StoreError> {
    let name = content_name(folder, content, extension);
    let path = inside(dir, &name);
    if !path.exists() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).map_err(StoreError::io("write", &path))?;
        write_whole(&path, &encoder.finish().map_err(StoreError::io("write", &path))?)?;
    }
    Ok(name)
}

/// Reads a compressed file.
pub(super) fn read_compressed(path: &Path) -> Result<Vec<u8>, StoreError> {
    let file = File::open(path).map_err(StoreError::io("read", path))?;
    let mut content = Vec::new();
    MultiGzDecoder::new(BufReader::new(file))
        .read_to_end(&mut content)
        .map_err(|error| StoreError::damaged(path, &error))?;
    Ok(content)
}

/// Reads a digest.
pub(super) fn read_digest(path: &Path) -> Result<Digest, StoreError> {
    serde_json::from_slice(&read_compressed(path)?)
        .map_err(|error| StoreError::damaged(path, &error))
}

/// Deletes the files of a folder that `keep` does not name. What cannot be deleted now is deleted
/// by a later build.
pub(super) fn sweep(dir: &Path, folder: &str, keep: &dyn Fn(&str) -> bool) {
    let Ok(files) = fs::read_dir(inside(dir, folder)) else { return };
    for file in files.flatten() {
        let name = format!("{folder}/{}", file.file_name().to_string_lossy());
        if !keep(&name) {
            drop(fs::remove_file(file.path()));
        }
    }
}
