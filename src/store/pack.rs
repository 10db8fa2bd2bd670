//! Packs: files of many records, each of which can be read by itself. A pack is named after its
//! content and never changed; a build writes at most one, and takes into it what is worth keeping of
//! packs that are small or mostly forgotten, so that there are few of them however often a store is
//! brought up to date.
//!
//! Layout: the magic line, then frames: first the outlines of all documents, then their digests, both
//! in the order of the documents' IRIs. Where each stands and its checksum is told by the manifest.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use flate2::Compression;
use flate2::write::{DeflateDecoder, DeflateEncoder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{StoreError, file};
use crate::bytes::read_at;
use crate::digest::{Digest, Outline};

mod merge;

use merge::{Fill, is_merged};

/// The folder of the packs.
pub(super) const FOLDER: &str = "records";

/// The first bytes of a pack; the digit is its layout.
const MAGIC: &[u8; 16] = b"haitu records 1\n";

/// The pack that is being made, before it has a number.
const NEW: u32 = u32::MAX;

/// The first byte of a frame whose content stands in it as it is.
const PLAIN: u8 = 0;
/// The first byte of a frame whose content is compressed.
const DEFLATED: u8 = 1;

/// A pack of a store.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pack {
    /// Its file.
    pub name: String,
    /// How many bytes it has.
    pub length: u64,
}

/// A piece of a pack: where it begins, how many bytes it has, and their checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame(u64, u64, u32);

/// Where what is kept of a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The number of its pack in the manifest.
    pack: u32,
    outline: Frame,
    digest: Frame,
}

impl Kept {
    /// Whether it waits for the pack that is being made.
    pub(super) fn is_new(&self) -> bool {
        self.pack == NEW
    }

    fn length(&self) -> u64 {
        self.outline.1 + self.digest.1
    }

    fn frame(&mut self, sort: Sort) -> &mut Frame {
        match sort {
            Sort::Outline => &mut self.outline,
            Sort::Digest => &mut self.digest,
        }
    }
}

/// What is kept of a document, in the order in which it stands in a pack.
#[derive(Debug, Clone, Copy)]
enum Sort {
    Outline,
    Digest,
}

/// The packs of a store, each opened when it is first read.
#[derive(Debug, Default)]
pub(super) struct Packs {
    dir: PathBuf,
    all: Vec<Pack>,
    files: Vec<OnceLock<File>>,
}

impl Packs {
    pub(super) fn new(dir: &Path, packs: &[Pack]) -> Self {
        let files = packs.iter().map(|_| OnceLock::new()).collect();
        Self { dir: dir.to_owned(), all: packs.to_vec(), files }
    }

    /// What manifests say of them.
    pub(super) fn as_slice(&self) -> &[Pack] {
        &self.all
    }

    /// Whether what is kept of a document is there, as far as can be told without reading it.
    pub(super) fn holds(&self, kept: &Kept) -> bool {
        self.file(kept.pack).is_ok()
    }

    /// The digest of a document.
    pub(super) fn digest(&self, kept: &Kept) -> Result<Digest, StoreError> {
        self.read(kept.pack, kept.digest)
    }

    /// The outline of a document.
    pub(super) fn outline(&self, kept: &Kept) -> Result<Outline, StoreError> {
        self.read(kept.pack, kept.outline)
    }

    fn read<T: DeserializeOwned>(&self, pack: u32, frame: Frame) -> Result<T, StoreError> {
        let content = unpacked(&self.frame(pack, frame)?)
            .ok_or_else(|| self.damaged(pack, &"a record is cut off"))?;
        serde_json::from_slice(&content).map_err(|error| self.damaged(pack, &error))
    }

    /// The bytes of a frame, which are what was written.
    fn frame(&self, pack: u32, frame: Frame) -> Result<Vec<u8>, StoreError> {
        let file = self.file(pack)?;
        let Frame(start, length, sum) = frame;
        let end = start.checked_add(length).filter(|end| *end <= self.all[pack as usize].length);
        let length = end.and_then(|_| usize::try_from(length).ok());
        let mut bytes =
            vec![0; length.ok_or_else(|| self.damaged(pack, &"a record has a wrong place"))?];
        read_at(file, &mut bytes, start).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => self.damaged(pack, &"it is too short"),
            _ => StoreError::io("read", &self.path(pack))(error),
        })?;
        if crc32fast::hash(&bytes) == sum {
            Ok(bytes)
        } else {
            Err(self.damaged(pack, &"a record is not what was written"))
        }
    }

    /// The file of a pack, which is as long as it was.
    fn file(&self, pack: u32) -> Result<&File, StoreError> {
        let number = pack as usize;
        let (Some(pack), Some(slot)) = (self.all.get(number), self.files.get(number)) else {
            return Err(StoreError::damaged(&self.dir, &"a document has no pack"));
        };
        if let Some(file) = slot.get() {
            return Ok(file);
        }
        let path = file::inside(&self.dir, &pack.name);
        let opened = File::open(&path).map_err(StoreError::io("read", &path))?;
        let length = opened.metadata().map_err(StoreError::io("read", &path))?.len();
        if length != pack.length {
            let reason = "it has not the length that it was written with";
            return Err(StoreError::damaged(&path, &reason));
        }
        Ok(slot.get_or_init(|| opened))
    }

    fn path(&self, pack: u32) -> PathBuf {
        let name = self.all.get(pack as usize).map_or("", |pack| &pack.name);
        file::inside(&self.dir, name)
    }

    fn damaged(&self, pack: u32, reason: &impl ToString) -> StoreError {
        StoreError::damaged(&self.path(pack), reason)
    }
}

/// What was read in a build and waits for its pack, in the order in which it came. The files have no
/// names, and go when the build ends.
#[derive(Debug)]
pub(super) struct Fresh {
    folder: PathBuf,
    waiting: Mutex<Option<[Waiting; 2]>>,
    encoders: Mutex<Vec<DeflateEncoder<Vec<u8>>>>,
}

/// Frames of one sort that wait.
#[derive(Debug)]
struct Waiting {
    file: File,
    length: u64,
}

impl Fresh {
    pub(super) fn new(dir: &Path) -> Self {
        let folder = file::inside(dir, FOLDER);
        Self { folder, waiting: Mutex::default(), encoders: Mutex::default() }
    }

    /// Takes what is to be kept of a document.
    pub(super) fn put(&self, outline: &Outline, digest: &Digest) -> Result<Kept, StoreError> {
        let put = || -> io::Result<Kept> {
            let [outline, digest] = [
                self.packed(&serde_json::to_vec(outline)?)?,
                self.packed(&serde_json::to_vec(digest)?)?,
            ];
            let mut waiting = locked(&self.waiting);
            if waiting.is_none() {
                *waiting = Some([self.begin()?, self.begin()?]);
            }
            let [outlines, digests] = waiting.as_mut().ok_or(io::ErrorKind::NotFound)?;
            let (outline, digest) = (outlines.push(&outline)?, digests.push(&digest)?);
            Ok(Kept { pack: NEW, outline, digest })
        };
        put().map_err(StoreError::io("write to", &self.folder))
    }

    fn begin(&self) -> io::Result<Waiting> {
        std::fs::create_dir_all(&self.folder)?;
        let file = tempfile::tempfile_in(&self.folder)?;
        super::step::taken();
        Ok(Waiting { file, length: 0 })
    }

    /// The frame of some content: compressed, where that makes it smaller.
    fn packed(&self, content: &[u8]) -> io::Result<Vec<u8>> {
        let known = locked(&self.encoders).pop();
        let mut encoder =
            known.unwrap_or_else(|| DeflateEncoder::new(vec![DEFLATED], Compression::fast()));
        encoder.write_all(content)?;
        let frame = encoder.reset(vec![DEFLATED])?;
        locked(&self.encoders).push(encoder);
        let plain = || [&[PLAIN], content].concat();
        Ok(if frame.len() > content.len() { plain() } else { frame })
    }

    /// The bytes of a frame that waits.
    fn frame(&self, sort: Sort, place: Frame) -> io::Result<Vec<u8>> {
        let waiting = locked(&self.waiting);
        waiting.as_ref().ok_or(io::ErrorKind::NotFound)?[sort as usize].frame(place)
    }
}

impl Waiting {
    fn push(&mut self, frame: &[u8]) -> io::Result<Frame> {
        self.file.write_all(frame)?;
        let place = Frame(self.length, frame.len() as u64, crc32fast::hash(frame));
        self.length += frame.len() as u64;
        Ok(place)
    }

    fn frame(&self, Frame(start, length, _): Frame) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        read_at(&self.file, &mut bytes, start)?;
        Ok(bytes)
    }
}

/// The content of a frame; nothing if it is not whole.
fn unpacked(frame: &[u8]) -> Option<Vec<u8>> {
    match frame.split_first()? {
        (&PLAIN, content) => Some(content.to_vec()),
        (&DEFLATED, content) => {
            let mut decoder = DeflateDecoder::new(Vec::with_capacity(4 * content.len()));
            decoder.write_all(content).and_then(|()| decoder.finish()).ok()
        }
        _ => None,
    }
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes the pack of what is new, with what is taken out of old packs, and tells the documents, which
/// are in the order of their IRIs, where they stand then; all packs that they stand in.
pub(super) fn arrange(
    dir: &Path,
    documents: &mut [&mut Kept],
    old: &Packs,
    fresh: &Fresh,
) -> Result<Packs, StoreError> {
    let merged = merged(documents, old);
    let is_moved = |kept: &Kept| kept.is_new() || *merged.get(kept.pack as usize).unwrap_or(&true);
    let mut moved: Vec<&mut Kept> =
        documents.iter_mut().map(|kept| &mut **kept).filter(|kept| is_moved(kept)).collect();
    let new = write(dir, &mut moved, old, fresh)?;
    let kept = old.all.iter().zip(&merged).filter(|(_, merged)| !**merged).map(|(pack, _)| pack);
    let mut packs: Vec<Pack> = kept.chain(&new).cloned().collect();
    packs.sort_unstable();
    let number = |pack: Option<&Pack>| {
        let place = packs.iter().position(|known| Some(known) == pack);
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NEW)
    };
    let numbers: Vec<u32> = old.all.iter().map(|pack| number(Some(pack))).collect();
    for kept in documents {
        let known = numbers.get(kept.pack as usize);
        kept.pack = known.copied().unwrap_or_else(|| number(new.as_ref()));
    }
    Ok(Packs::new(dir, &packs))
}

/// Which of the old packs are given up: their documents go into the new one.
fn merged(documents: &[&mut Kept], old: &Packs) -> Vec<bool> {
    let all = |pack: &Pack| pack.length.saturating_sub(MAGIC.len() as u64);
    let mut fills: Vec<Fill> =
        old.all.iter().map(|pack| Fill { live: 0, all: all(pack) }).collect();
    let mut new = 0;
    for kept in documents {
        match fills.get_mut(kept.pack as usize) {
            Some(fill) => fill.live += kept.length(),
            None => new += kept.length(),
        }
    }
    is_merged(&fills, new)
}

/// Writes a pack of some documents, which know then where they stand in it; nothing if there are none.
fn write(
    dir: &Path,
    moved: &mut [&mut Kept],
    old: &Packs,
    fresh: &Fresh,
) -> Result<Option<Pack>, StoreError> {
    if moved.is_empty() {
        return Ok(None);
    }
    let mut out = file::Named::begin(dir, FOLDER, "pack")?;
    out.write(MAGIC)?;
    for sort in [Sort::Outline, Sort::Digest] {
        for kept in moved.iter_mut() {
            let (pack, frame) = (kept.pack, kept.frame(sort));
            let bytes = match pack {
                NEW => fresh.frame(sort, *frame).map_err(StoreError::io("read", &fresh.folder))?,
                old_pack => old.frame(old_pack, *frame)?,
            };
            frame.0 = out.length();
            out.write(&bytes)?;
        }
    }
    for kept in moved {
        kept.pack = NEW;
    }
    let (name, length) = out.end()?;
    Ok(Some(Pack { name, length }))
}
