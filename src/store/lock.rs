//! Who may read and who may write: advisory locks on files of our own. A process that dies leaves no
//! lock behind: the system releases it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind::{NotFound, PermissionDenied};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{StoreError, file, step};

/// What the writer holds. A folder with this file in it is a store.
pub(super) const MARK: &str = "haitu/writing.lock";

/// What readers hold, inside our folder.
const READING: &str = "reading.lock";

/// How long a reader waits for a writer to sweep.
const PATIENCE: Duration = Duration::from_secs(2);

/// A lock that holds until it is dropped. A store on a read-only disk has nobody to lock out.
#[derive(Debug)]
pub(super) struct Lock(
    #[expect(dead_code, reason = "it holds the lock until it is dropped")] Option<File>,
);

impl Lock {
    /// The right to read: many at once, but not while files are swept.
    pub(super) fn shared(dir: &Path) -> Result<Self, StoreError> {
        let path = file::inside(dir, READING);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if matches!(error.kind(), NotFound | PermissionDenied) => {
                return Ok(Self(None));
            }
            Err(error) => return Err(StoreError::io("read", &path)(error)),
        };
        patiently(dir, || file.try_lock_shared())?;
        Ok(Self(Some(file)))
    }

    /// The right to be the one writer, for the whole of a build; readers go on reading.
    pub(super) fn writer(dir: &Path) -> Result<Self, StoreError> {
        let file = create(&dir.join(MARK))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy(dir.to_owned())),
            Err(TryLockError::Error(error)) => Err(StoreError::io("lock", dir)(error)),
        }
    }

    /// The right to sweep away what nobody reads any more, if nobody reads now.
    pub(super) fn exclusive_if_free(dir: &Path) -> Result<Option<Self>, StoreError> {
        let file = create(&file::inside(dir, READING))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(Some(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(StoreError::io("lock", dir)(error)),
        }
    }
}

fn create(path: &Path) -> Result<File, StoreError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(StoreError::io("create", folder))?;
    }
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(StoreError::io("write to", path))?;
    step::taken();
    Ok(file)
}

/// Tries until the lock is there or patience ends.
fn patiently(
    dir: &Path,
    mut try_lock: impl FnMut() -> Result<(), TryLockError>,
) -> Result<(), StoreError> {
    let start = Instant::now();
    loop {
        match try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => return Err(StoreError::Busy(dir.to_owned())),
            Err(TryLockError::Error(error)) => return Err(StoreError::io("lock", dir)(error)),
        }
    }
}
