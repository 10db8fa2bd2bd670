//! Putting a new database in the place of an old one, so that a process that is killed meanwhile
//! leaves what the next one can finish.
//!
//! The new database and manifest stand ready beside the old ones. A note of the files to move is
//! written last; from then on the switch is decided, and moving can be done again from any state it
//! was left in. Knows files, not databases.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Manifest, StoreError, file, step};

/// The folder of the new database.
const NEXT: &str = "next";
/// The note of the files to move.
const NOTE: &str = "switch.json";

/// Where the new database is made.
pub(super) fn next(dir: &Path) -> PathBuf {
    file::inside(dir, NEXT)
}

/// Whether a switch was decided and not finished.
pub(super) fn is_pending(dir: &Path) -> bool {
    file::inside(dir, NOTE).exists()
}

/// Decides to switch to the database in [`next`] and to `manifest`.
pub(super) fn begin(dir: &Path, manifest: &Manifest) -> Result<(), StoreError> {
    let names = names_in(&next(dir))?;
    manifest.write_next(dir)?;
    let path = file::inside(dir, NOTE);
    let note = serde_json::to_vec(&names);
    let note = note.map_err(|error| StoreError::io("write", &path)(error.into()))?;
    file::write_whole(&path, &note)
}

/// Finishes a switch that was decided, unless somebody else has. Only for who keeps readers away.
pub(super) fn finish(dir: &Path) -> Result<(), StoreError> {
    let note = file::inside(dir, NOTE);
    let content = match fs::read(&note) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StoreError::io("read", &note)(error)),
    };
    let names: Vec<String> =
        serde_json::from_slice(&content).map_err(|error| StoreError::damaged(&note, &error))?;
    move_files(dir, &names)?;
    Manifest::put_next_in_place(dir)?;
    // The note goes last: without it the folder may be a new writer's.
    clear(dir)?;
    fs::remove_file(&note).map_err(StoreError::io("delete", &note))?;
    step::taken();
    Ok(())
}

/// Clears away a database that was never finished. Only for who may write.
pub(super) fn clear(dir: &Path) -> Result<(), StoreError> {
    let next = next(dir);
    match fs::remove_dir_all(&next) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::io("delete", &next)(error))
        }
        _ => {
            step::taken();
            Ok(())
        }
    }
}

/// Moves the files that still stand in the new folder, and deletes those of the old database that
/// the new one does not have.
fn move_files(dir: &Path, names: &[String]) -> Result<(), StoreError> {
    for name in names {
        let from = next(dir).join(name);
        if from.exists() {
            fs::rename(&from, dir.join(name)).map_err(StoreError::io("move", &from))?;
            step::taken();
        }
    }
    let new: HashSet<&str> = names.iter().map(String::as_str).collect();
    for old in names_in(dir)?.iter().filter(|name| !new.contains(name.as_str())) {
        if is_database_file(old) {
            let old = dir.join(old);
            fs::remove_file(&old).map_err(StoreError::io("delete", &old))?;
            step::taken();
        }
    }
    Ok(())
}

/// Whether the files of a database are there.
pub(super) fn has_database(dir: &Path) -> bool {
    dir.join("CURRENT").is_file()
}

/// Deletes the files of a database that is no longer used.
pub(super) fn drop_database(dir: &Path) {
    for name in names_in(dir).unwrap_or_default().iter().filter(|name| is_database_file(name)) {
        drop(fs::remove_file(dir.join(name)));
        step::taken();
    }
}

fn names_in(dir: &Path) -> Result<Vec<String>, StoreError> {
    let failure = || StoreError::io("read", dir);
    let files: Vec<fs::DirEntry> =
        fs::read_dir(dir).and_then(Iterator::collect).map_err(failure())?;
    let mut names: Vec<String> =
        files.iter().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// Whether RocksDB names its files like this.
fn is_database_file(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(OsStr::to_str);
    matches!(extension, Some("sst" | "log" | "blob" | "dbtmp"))
        || matches!(name, "CURRENT" | "IDENTITY" | "LOCK" | "LOG")
        || ["MANIFEST-", "OPTIONS-", "LOG.old."].iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{clear, file, finish, is_pending, names_in, next};

    /// Every state in which moving can be left is finished to the same end.
    #[test]
    fn a_switch_is_finished_from_wherever_it_was_left() {
        for moved in 0..=2 {
            let dir = tempfile::tempdir().expect("a directory");
            let put = |name: &str, content: &str| {
                let path = dir.path().join(name);
                fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                fs::write(path, content).expect("written");
            };
            put("CURRENT", "old");
            put("000001.sst", "old");
            put("mine.txt", "mine");
            put("haitu/next/CURRENT", "new");
            put("haitu/next/000002.sst", "new");
            put("haitu/manifest.next.jsonl", "new");
            put("haitu/manifest.jsonl", "old");
            put("haitu/switch.json", r#"["000002.sst","CURRENT"]"#);
            for name in ["000002.sst", "CURRENT"].iter().take(moved) {
                fs::rename(next(dir.path()).join(name), dir.path().join(name)).expect("moved");
            }
            assert!(is_pending(dir.path()));
            finish(dir.path()).expect("finished");
            assert!(!is_pending(dir.path()));
            let names = names_in(dir.path()).expect("names");
            assert_eq!(names, ["000002.sst", "CURRENT", "haitu", "mine.txt"]);
            let read = |name: &str| fs::read_to_string(dir.path().join(name)).expect("a file");
            assert_eq!([read("CURRENT"), read("haitu/manifest.jsonl")], ["new", "new"]);
            assert!(!file::inside(dir.path(), "next").exists());
        }
    }

    #[test]
    fn what_was_never_decided_is_cleared_away() {
        let dir = tempfile::tempdir().expect("a directory");
        fs::create_dir_all(next(dir.path())).expect("made");
        fs::write(next(dir.path()).join("CURRENT"), "new").expect("written");
        fs::write(dir.path().join("CURRENT"), "old").expect("written");
        finish(dir.path()).expect("there is nothing to finish");
        assert!(next(dir.path()).exists(), "it may be a writer's");
        clear(dir.path()).expect("it is cleared");
        assert_eq!(names_in(dir.path()).expect("names"), ["CURRENT", "haitu"]);
        assert!(!next(dir.path()).exists());
    }
}
