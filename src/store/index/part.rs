//! Reading parts of the index file: only what is asked for, and never more than there is.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::store::StoreError;

/// A file of which parts are read.
#[derive(Debug)]
pub(super) struct Parts {
    path: PathBuf,
    file: Mutex<File>,
    /// How long it is, in bytes.
    pub(super) length: u64,
}

impl Parts {
    /// Opens a file; nothing is read yet.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(StoreError::io("read", path))?;
        let length = file.metadata().map_err(StoreError::io("read", path))?.len();
        Ok(Self { path: path.to_owned(), file: Mutex::new(file), length })
    }

    /// Reads so many bytes from a place on.
    pub(super) fn read(&self, place: u64, length: usize) -> Result<Vec<u8>, StoreError> {
        if place.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return Err(self.damaged(&"it is too short"));
        }
        let mut bytes = vec![0; length];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place))
            .and_then(|_| file.read_exact(&mut bytes))
            .map_err(StoreError::io("read", &self.path))?;
        Ok(bytes)
    }

    /// Reads from one place to another.
    pub(super) fn between(&self, start: u64, end: u64) -> Result<Vec<u8>, StoreError> {
        let length = end.checked_sub(start).and_then(|length| usize::try_from(length).ok());
        self.read(start, length.ok_or_else(|| self.damaged(&"a part has a wrong place"))?)
    }

    /// The file is not what was written.
    pub(super) fn damaged(&self, reason: &impl ToString) -> StoreError {
        StoreError::damaged(&self.path, reason)
    }
}
