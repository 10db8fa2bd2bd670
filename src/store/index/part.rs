//! Reading parts of an index: only what is asked for, and never more than there is.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::store::StoreError;

/// Bytes of which parts are read.
#[derive(Debug)]
pub(super) struct Parts {
    /// The file; nothing where there is none.
    pub(super) path: PathBuf,
    bytes: Source,
    /// How long it is, in bytes.
    pub(super) length: u64,
}

/// Where the bytes are.
#[derive(Debug)]
enum Source {
    File(Mutex<File>),
    Memory(Vec<u8>),
}

impl Parts {
    /// Opens a file; nothing is read yet.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(StoreError::io("read", path))?;
        let length = file.metadata().map_err(StoreError::io("read", path))?.len();
        Ok(Self { path: path.to_owned(), bytes: Source::File(Mutex::new(file)), length })
    }

    /// Bytes that are in no file.
    pub(super) fn in_memory(bytes: Vec<u8>) -> Self {
        let length = bytes.len() as u64;
        Self { path: PathBuf::new(), bytes: Source::Memory(bytes), length }
    }

    /// Reads so many bytes from a place on.
    pub(super) fn read(&self, place: u64, length: usize) -> Result<Vec<u8>, StoreError> {
        if place.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return Err(self.damaged(&"it is too short"));
        }
        match &self.bytes {
            Source::Memory(bytes) => {
                let place = usize::try_from(place).unwrap_or(usize::MAX);
                Ok(bytes[place..place + length].to_vec())
            }
            Source::File(file) => {
                let mut bytes = vec![0; length];
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(place))
                    .and_then(|_| file.read_exact(&mut bytes))
                    .map_err(StoreError::io("read", &self.path))?;
                Ok(bytes)
            }
        }
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
