//! The files that a user named: folders are walked in the order of their names, hidden files and
//! what a `.ignore` file excludes are left out, and so are stores. Reading may fail, and then says so; what a file
//! means is for `document` to tell.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::document::Refusal;

/// A folder with this file in it is a store of ours, and no input.
pub(crate) const STORE_MARK: &str = "haitu/writing.lock";

/// What the paths of a command line come to.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files, each once, in the order in which they are read.
    pub files: Vec<PathBuf>,
    /// Paths that lead to nothing readable.
    pub refused: Vec<Refusal>,
}

/// Finds the files of some paths. `-` is standard input.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    for path in paths {
        if path == Path::new("-") || path.is_file() {
            inputs.files.push(path.clone());
        } else if path.is_dir() {
            inputs.walk(path);
        } else {
            let message = match fs::metadata(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    "there is no such file".into()
                }
                Err(error) => format!("cannot be read: {error}"),
                Ok(_) => "is neither a file nor a folder; skipped".into(),
            };
            inputs.refuse(path, message);
        }
    }
    let mut seen = std::collections::HashSet::new();
    inputs.files.retain(|file| seen.insert(name(file)));
    inputs
}

impl Inputs {
    fn refuse(&mut self, path: &Path, message: String) {
        self.refused.push(Refusal { path: name(path), line: None, message });
    }

    fn walk(&mut self, folder: &Path) {
        let before = self.files.len();
        let mut walk = WalkBuilder::new(folder);
        walk.standard_filters(false).hidden(true).ignore(true).sort_by_file_name(Ord::cmp);
        walk.filter_entry(|entry| !entry.path().join(STORE_MARK).exists());
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    self.files.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => self.refuse(folder, format!("cannot be read: {error}")),
            }
        }
        if self.files.len() == before {
            self.refuse(folder, "the folder has no files to read".into());
        }
    }
}

/// A path as it is shown and kept: `/` between its parts, and no `./` before them.
#[must_use]
pub fn name(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.strip_prefix("./").map_or_else(|| name.clone(), str::to_owned)
}

/// How many bytes some files have, as far as the system tells.
#[must_use]
pub fn size(files: &[PathBuf]) -> u64 {
    files.iter().filter_map(|file| fs::metadata(file).ok()).map(|metadata| metadata.len()).sum()
}

/// Reads a file whole; `-` is standard input.
///
/// # Errors
/// Why it cannot be read, ready to be shown.
pub fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    bytes.map_err(|error| Refusal {
        path: name(path),
        line: None,
        message: format!("cannot be read ({error}); skipped"),
    })
}
