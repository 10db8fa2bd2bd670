//! The catalog that a command line names: the built-in one, with the user's files.

use std::fs;
use std::path::PathBuf;

use anstream::eprintln;
use anyhow::{Context as _, Result};

use crate::catalog::lint::lint;
use crate::catalog::{Catalog, Source};
use crate::cli;

/// The built-in catalog, with the user's files; says what in them does not do what it seems to.
pub(super) fn catalog(knowledge: &cli::Knowledge) -> Result<Catalog> {
    known(knowledge, &catalog_files(&knowledge.catalog)?)
}

/// The same of files that were read.
pub(super) fn known(knowledge: &cli::Knowledge, further: &[Source]) -> Result<Catalog> {
    let catalog = Catalog::extended(&knowledge.base, further)?;
    if !further.is_empty() {
        for finding in lint(further) {
            eprintln!("warning: {finding}");
        }
    }
    Ok(catalog)
}

/// The catalog files that a user names.
pub(super) fn catalog_files(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let read = |path: &PathBuf| -> Result<Source> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("cannot read the catalog file `{}`", path.display()))?;
        Ok(Source { path: path.display().to_string(), text })
    };
    paths.iter().map(read).collect()
}
