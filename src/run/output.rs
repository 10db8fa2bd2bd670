//! Where results go: how wide a terminal is; and for an export, standard output, or a file that is
//! written beside its place and renamed, compressed where its name ends in `.gz`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use clap::error::ErrorKind;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::wrong_usage;

/// What to do with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    Keep,
    Replace,
}

/// The format that the name of an output tells, `.gz` at its end left out; `usual` where it goes to
/// standard output or a device. A name that tells none is wrong usage.
pub(super) fn format_of<F>(path: Option<&Path>, usual: F, known: impl Fn(&str) -> Option<F>) -> F {
    let Some(path) = path.filter(|path| *path != Path::new("-") && !path.starts_with("/dev"))
    else {
        return usual;
    };
    let name = path.to_string_lossy();
    let plain = Path::new(name.strip_suffix(".gz").unwrap_or(&name));
    let ending = plain.extension().and_then(|ending| ending.to_str());
    ending.and_then(known).unwrap_or_else(|| {
        let message = format!("no format is known for `{name}`: name one with `--format`");
        wrong_usage(ErrorKind::ValueValidation, message)
    })
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::format_of;
    use crate::view::export::Format;

    #[test]
    fn the_name_of_a_file_tells_its_format() {
        let check = |name: Option<&str>, expected| {
            let format = format_of(name.map(Path::new), Format::Rdf, Format::from_extension);
            assert_eq!(format, expected, "{name:?}");
        };
        check(Some("dump.nq.gz"), Format::Nq);
        check(Some("a.b/dump.ttl"), Format::Ttl);
        check(Some("dump.JSON"), Format::JsonLd);
        check(Some("/dev/stdout"), Format::Rdf);
        check(Some("-"), Format::Rdf);
        check(None, Format::Rdf);
    }
}
