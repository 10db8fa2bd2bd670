//! The store directory: packs of the records of the documents, the RDF graph made of them, what is
//! known of copies, and the lookup index.
//!
//! Each is a file named after its content that is never changed once it is there. A manifest, written
//! last and renamed into place, says which of them are the store; what it does not name is not there,
//! and is swept away when nobody reads. Knows nothing of what people see.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use thiserror::Error;

mod file;
mod graphs;
mod index;
mod lock;
mod manifest;
mod pack;
mod step;
mod write;

pub use graphs::Graphs;
pub use index::{InCatalog, Index, Matched, NameError, Nameless, Quoted, Reading};
pub use manifest::{GraphEntry, Head, Manifest, Totals};
pub use pack::{Frame, Kept, Pack};
pub use write::{Contents, Writer, Written};

use crate::dataset::{Dataset, DatasetError};
use crate::digest::{Copies, Digest, Outline};
use pack::Packs;

/// Whether a folder is a store, or one that is being made.
#[must_use]
pub fn is_store(folder: &Path) -> bool {
    folder.join(lock::MARK).exists()
}

/// Why a store cannot be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is nothing at the place.
    #[error("no store at `{0}`: build one with `haitu build PATH…`, or name another with `-l DIR`")]
    Missing(PathBuf),
    /// There is something else.
    #[error("`{0}` is not a haitu store and not empty: name another directory with `-l DIR`")]
    Foreign(PathBuf),
    /// Another process writes, or reads what is to be replaced.
    #[error("the store `{0}` is being written by another process: try again when it is done")]
    Busy(PathBuf),
    /// It was made by a version whose files are laid out otherwise.
    #[error(
        "the store `{dir}` has format {found}, and this version reads {expected}: \
         build it again into a new directory, `haitu build -l NEW PATH…`"
    )]
    Format {
        /// The store.
        dir: PathBuf,
        /// Its format.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// Its lookup index has another layout.
    #[error(
        "`{0}` was written by another version of haitu: run `haitu build` again, and it is made anew"
    )]
    OldIndex(PathBuf),
    /// A file of it is not what was written.
    #[error("`{path}` is damaged ({reason}): delete the store and build it again")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The file system refused.
    #[error("cannot {action} `{path}`: {reason}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        reason: io::Error,
    },
}

impl From<DatasetError> for StoreError {
    fn from(error: DatasetError) -> Self {
        match error {
            DatasetError::Io { path, reason } => Self::Io { action: "read", path, reason },
            DatasetError::Damaged { path, reason } => Self::Damaged { path, reason },
        }
    }
}

impl StoreError {
    fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |reason| Self::Io { action, path, reason }
    }

    fn damaged(path: &Path, reason: &impl ToString) -> Self {
        Self::Damaged { path: path.to_owned(), reason: reason.to_string() }
    }
}

/// An existing store, as the head of its manifest tells it.
#[derive(Debug)]
pub struct StoreDir {
    dir: PathBuf,
    head: Head,
    /// The file that the head was read from: a build may put another in its place.
    rest: Mutex<BufReader<File>>,
    /// What the manifest says in all, once that was asked for.
    manifest: OnceLock<Manifest>,
    packs: Packs,
    _lock: lock::Lock,
}

impl StoreDir {
    /// Where a store is unless another place is named.
    pub const USUAL: &str = "haitu-store";
    /// The environment variable that names another.
    pub const VARIABLE: &str = "HAITU_STORE";

    /// Opens a store for reading: only the head of its manifest is read. It stays as it is now while
    /// it is open, whatever is built meanwhile.
    ///
    /// # Errors
    /// When there is no whole store of this version at `dir`, or it stays busy for two seconds.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let lock = lock::Lock::shared(dir)?;
        let opened = Manifest::open(dir)?;
        let (head, rest) = opened.ok_or_else(|| StoreError::Missing(dir.to_owned()))?;
        let (rest, manifest) = (Mutex::new(rest), OnceLock::new());
        let packs = Packs::new(dir, &head.packs);
        Ok(Self { dir: dir.to_owned(), head, rest, manifest, packs, _lock: lock })
    }

    /// What the store says of itself as a whole.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// What the store says of itself and of each document; read when it is first asked for.
    ///
    /// # Errors
    /// When the manifest is damaged.
    pub fn manifest(&self) -> Result<&Manifest, StoreError> {
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(manifest) = self.manifest.get() {
            return Ok(manifest);
        }
        let manifest = Manifest::complete(&self.dir, self.head.clone(), &mut *rest)?;
        Ok(self.manifest.get_or_init(|| manifest))
    }

    /// The lookup index.
    ///
    /// # Errors
    /// When its file is missing or damaged.
    pub fn index(&self) -> Result<Index, StoreError> {
        Index::open(&file::inside(&self.dir, &self.head.index), &self.head.base)
    }

    /// The digest of one document of the manifest.
    ///
    /// # Errors
    /// When its pack is missing or damaged.
    pub fn digest(&self, entry: &GraphEntry) -> Result<Digest, StoreError> {
        self.packs.digest(&entry.kept)
    }

    /// The digests of all documents, in the order of the manifest. They are read as they are asked
    /// for, some ahead.
    ///
    /// # Errors
    /// When the manifest is damaged; each digest when its pack is missing or damaged.
    pub fn digests(
        &self,
    ) -> Result<impl Iterator<Item = Result<Digest, StoreError>> + '_, StoreError> {
        Ok(file::read_ahead(&self.manifest()?.graphs, |entry| self.digest(entry)))
    }

    /// The outlines of all documents, in the order of the manifest, without the text of any.
    ///
    /// # Errors
    /// When the manifest is damaged; each outline when its pack is missing or damaged.
    pub fn outlines(
        &self,
    ) -> Result<impl Iterator<Item = Result<Outline, StoreError>> + '_, StoreError> {
        let outline = |entry: &GraphEntry| self.packs.outline(&entry.kept);
        Ok(file::read_ahead(&self.manifest()?.graphs, outline))
    }

    /// Which answers and articles of the store are copies of others.
    ///
    /// # Errors
    /// When their file is missing or damaged.
    pub fn copies(&self) -> Result<Copies, StoreError> {
        file::read_json(&file::inside(&self.dir, &self.head.copies))
    }

    /// How many bytes all files of the store have.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn size(&self) -> Result<u64, StoreError> {
        file::size(&self.dir)
    }

    /// The graph, to be read in place.
    ///
    /// # Errors
    /// When its file is missing or damaged.
    pub fn graph(&self) -> Result<Arc<Dataset>, StoreError> {
        let name = &self.head.graph;
        let is_right = |tail: &[u8]| *name == file::graph_name(tail);
        Ok(Dataset::open(&file::inside(&self.dir, name), is_right)?)
    }
}
