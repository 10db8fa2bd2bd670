//! Where an export goes: standard output, or a file that is written beside its place and renamed,
//! compressed where its name ends in `.gz`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

/// What to do with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    Keep,
    Replace,
}

/// Hands a writer to `write`. A file takes its place when all is written.
pub(super) fn write_to(
    path: Option<&Path>,
    existing: Existing,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let Some(path) = path.filter(|path| *path != Path::new("-")) else {
        let mut out = BufWriter::new(io::stdout().lock());
        write(&mut out)?;
        return Ok(out.flush()?);
    };
    if path.exists() && !path.is_file() {
        // A pipe or a device is written to as it is.
        let file = fs::OpenOptions::new().write(true).open(path);
        let mut out = BufWriter::new(file.with_context(|| failure(path))?);
        write(&mut out)?;
        return Ok(out.flush()?);
    }
    if path.exists() && existing == Existing::Keep {
        bail!("`{}` is there already: name another file, or add `--force`", path.display());
    }
    let file = beside(path).with_context(|| failure(path))?;
    write_compressed(path, file.as_file(), write)?;
    let placed = match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    };
    placed.map_err(|error| error.error).with_context(|| failure(path))?;
    Ok(())
}

fn failure(path: &Path) -> String {
    format!("cannot write `{}`", path.display())
}

/// Writes a file, compressed if its name says so.
fn write_compressed(
    path: &Path,
    file: &File,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    if path.extension().is_some_and(|extension| extension == "gz") {
        // No name and no time go into the header: the same content has the same bytes.
        let mut out = BufWriter::new(GzEncoder::new(file, Compression::default()));
        write(&mut out)?;
        let encoder = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        encoder.finish()?.sync_data().with_context(|| failure(path))
    } else {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush()?;
        file.sync_data().with_context(|| failure(path))
    }
}

/// A new file beside a place, which whoever may read the folder may read.
fn beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    // A folder that is not there is told in the system's own words, without the name of our file.
    fs::metadata(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".haitu-").tempfile_in(folder)
}
