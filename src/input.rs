//! The files that a user named: folders are walked in the order of their names; hidden files, what a
//! `.ignore` file excludes and what the program made itself are left out. Reading may fail, and then
//! says so; what a file means is for `document` to tell.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::refusal::Refusal;

/// What the paths of a command line come to.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files, each once, in the order in which they are read.
    pub files: Vec<PathBuf>,
    /// Paths that lead to nothing readable.
    pub refused: Vec<Refusal>,
}

/// Finds the files of some paths. `-` is standard input. Folders that `is_output` knows as made by this
/// program are left out.
#[must_use]
pub fn find(paths: &[PathBuf], is_output: fn(&Path) -> bool) -> Inputs {
    let mut inputs = Inputs::default();
    for path in paths {
        if path == Path::new("-") || path.is_file() {
            inputs.files.push(path.clone());
        } else if path.is_dir() {
            inputs.walk(path, is_output);
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
    inputs.keep_each_once();
    inputs
}

impl Inputs {
    fn refuse(&mut self, path: &Path, message: String) {
        self.refused.push(Refusal { path: name(path), line: None, message });
    }

    /// Keeps each file once, and of different files that are shown by one name the first.
    fn keep_each_once(&mut self) {
        let mut seen: HashMap<String, PathBuf> = HashMap::new();
        for file in std::mem::take(&mut self.files) {
            match seen.entry(name(&file)) {
                Entry::Vacant(free) => {
                    free.insert(file.clone());
                    self.files.push(file);
                }
                Entry::Occupied(first) if plain(first.get()) == plain(&file) => {}
                Entry::Occupied(_) => {
                    let message = "another file is shown by the same name; skipped: give it a name of its own";
                    self.refuse(&file, message.into());
                }
            }
        }
    }

    fn walk(&mut self, folder: &Path, is_output: fn(&Path) -> bool) {
        let before = self.files.len();
        let mut walk = WalkBuilder::new(folder);
        walk.standard_filters(false).hidden(true).ignore(true).sort_by_file_name(Ord::cmp);
        walk.filter_entry(move |entry| !is_output(entry.path()));
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

/// A path as it is shown and kept: one `/` between its parts, and no `.` among them.
#[must_use]
pub fn name(path: &Path) -> String {
    let path: PathBuf = plain(path).components().collect();
    let name = path.to_string_lossy();
    if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() }
}

/// A path without a `./` before it.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[PathBuf]) -> (Vec<String>, Vec<String>) {
        let inputs = find(paths, |_| false);
        let names = inputs.files.iter().map(|file| name(file)).collect();
        (names, inputs.refused.into_iter().map(|refusal| refusal.message).collect())
    }

    #[test]
    fn a_file_is_read_once_however_it_is_reached() {
        let paths = ["Cargo.toml", "./Cargo.toml", "src/./lib.rs", "src/lib.rs"];
        let (names, refused) = found(&paths.map(PathBuf::from));
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(refused.is_empty(), "{refused:?}");
    }

    #[cfg(unix)]
    #[test]
    fn no_file_hides_another() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("a")).expect("a folder in it");
        let names: [&[u8]; 4] = [b"a/b.md", b"a\\b.md", b"\xff.md", b"\xfe.md"];
        for name in names {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "文").expect("a file");
        }
        let (names, refused) = found(&[folder.path().to_owned()]);
        let folder = name(folder.path());
        let shown = ["a/b.md", "a\\b.md", "\u{fffd}.md"].map(|name| format!("{folder}/{name}"));
        assert_eq!(names, shown);
        assert_eq!(
            refused,
            ["another file is shown by the same name; skipped: give it a name of its own"]
        );
    }
}
