//! Pages: a file of equal pages, each with a checksum, of which only what is asked for is read.
//!
//! After the pages of content come pages of their checksums, and after those the tail: a text that
//! says where everything stands, the checksums of the pages of checksums, the length of both, and the
//! magic line. Whoever knows the hash of the tail knows every byte of the file. A page that is not
//! what was written is an error when it is read, not an answer.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::DatasetError;
use super::cache::Cache;
use crate::bytes::{numbers_of_four, read_at};

/// How many bytes a page has.
pub(super) const PAGE: usize = 4096;
/// The same, as places in files count.
const PAGE_LENGTH: u64 = PAGE as u64;
/// How many bytes a checksum has.
const SUM: usize = size_of::<u32>();
/// How many pages the checksums on one page are of.
const SUMS: u64 = (PAGE / SUM) as u64;

/// The last bytes of a file; the digit is its layout.
const MAGIC: &[u8; 16] = b"haitu dataset 1\n";
/// The lengths of the text and of the checksums, and the magic line.
const END: usize = 2 * size_of::<u64>() + MAGIC.len();
/// No tail is longer: of more than a thousand million pages.
const LONGEST_TAIL: u64 = 1 << 30;

/// How many pages are kept once they were read: 4 MB of them.
const KEPT: usize = 1024;

/// Writes content page by page.
pub(super) struct PageWriter<W> {
    out: W,
    /// What is not a whole page yet.
    page: Vec<u8>,
    sums: Vec<u8>,
}

impl<W: Write> PageWriter<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, page: Vec::with_capacity(PAGE), sums: Vec::new() }
    }

    /// How many bytes stand before what is written next.
    pub(super) fn place(&self) -> u64 {
        (self.sums.len() / SUM) as u64 * PAGE_LENGTH + self.page.len() as u64
    }

    /// Writes content on.
    pub(super) fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PAGE - self.page.len()));
            self.page.extend(now);
            bytes = later;
            if self.page.len() == PAGE {
                self.end_page()?;
            }
        }
        Ok(())
    }

    /// Goes on to a new page, unless one has just begun.
    pub(super) fn fill_page(&mut self) -> io::Result<()> {
        if self.page.is_empty() { Ok(()) } else { self.end_page() }
    }

    /// Ends the file with a text that says where everything stands; the tail, and the writer.
    pub(super) fn finish(mut self, text: &[u8]) -> io::Result<(Vec<u8>, W)> {
        self.fill_page()?;
        let mut upper = Vec::new();
        for sums in self.sums.chunks(PAGE) {
            let mut page = sums.to_vec();
            page.resize(PAGE, 0);
            upper.extend(crc32fast::hash(&page).to_le_bytes());
            self.out.write_all(&page)?;
        }
        let mut tail = text.to_vec();
        tail.extend(&upper);
        tail.extend((text.len() as u64).to_le_bytes());
        tail.extend((upper.len() as u64).to_le_bytes());
        tail.extend(MAGIC);
        self.out.write_all(&tail)?;
        Ok((tail, self.out))
    }

    fn end_page(&mut self) -> io::Result<()> {
        self.page.resize(PAGE, 0);
        self.sums.extend(crc32fast::hash(&self.page).to_le_bytes());
        self.out.write_all(&self.page)?;
        self.page.clear();
        Ok(())
    }
}

/// A file of pages that is read.
#[derive(Debug)]
pub(super) struct Pages {
    file: File,
    path: PathBuf,
    /// How many pages of content there are.
    content: u64,
    /// The checksums of the pages of checksums.
    upper: Vec<u32>,
    kept: Cache<Vec<u8>>,
}

impl Pages {
    /// Opens a file; its tail, and the text in it.
    pub(super) fn open(file: File, path: &Path) -> Result<(Self, Vec<u8>, Vec<u8>), DatasetError> {
        let damaged = |reason| DatasetError::damaged(path, reason);
        let length = file.metadata().map_err(|error| DatasetError::io(path, error))?.len();
        let end = length.checked_sub(END as u64).ok_or_else(|| damaged("it is too short"))?;
        let ending = read_exactly(&file, path, end, END)?;
        let (lengths, magic) = ending.split_at(END - MAGIC.len());
        if magic != MAGIC {
            return Err(damaged("it does not end as a dataset"));
        }
        let lengths = crate::bytes::numbers(lengths);
        let &[text, sums] = &lengths[..] else { return Err(damaged("it has no tail")) };
        let tail = text.saturating_add(sums);
        if tail > LONGEST_TAIL.min(end) {
            return Err(damaged("its tail has a wrong length"));
        }
        let start = end - tail;
        let tail = read_exactly(&file, path, start, buffer(length - start, path)?)?;
        let (text, rest) = tail.split_at(buffer(text, path)?);
        let upper = numbers_of_four(&rest[..buffer(sums, path)?]);
        let pages = start / PAGE_LENGTH;
        let content = pages.checked_sub(upper.len() as u64);
        let content = content.filter(|content| content.div_ceil(SUMS) == upper.len() as u64);
        if start % PAGE_LENGTH != 0 || content.is_none() {
            return Err(damaged("its pages are not all there"));
        }
        let (content, text) = (content.unwrap_or_default(), text.to_vec());
        let kept = Cache::new(KEPT);
        Ok((Self { file, path: path.to_owned(), content, upper, kept }, tail, text))
    }

    /// One page of content.
    pub(super) fn page(&self, number: u64) -> Result<Arc<Vec<u8>>, DatasetError> {
        if number >= self.content {
            return Err(self.damaged("a part of it has a wrong place"));
        }
        self.kept.get(number, || self.page_once(number))
    }

    /// One page of content, for who keeps what it makes of it.
    pub(super) fn page_once(&self, number: u64) -> Result<Vec<u8>, DatasetError> {
        let sums = self.sums(number / SUMS)?;
        let at = usize::try_from(number % SUMS).unwrap_or(0) * SUM;
        let sum = sums[at..].first_chunk().map_or(0, |sum| u32::from_le_bytes(*sum));
        self.read(number, sum)
    }

    /// The bytes from one place to another.
    pub(super) fn bytes(&self, place: u64, length: usize) -> Result<Vec<u8>, DatasetError> {
        let mut bytes = Vec::with_capacity(length.min(self.longest()));
        let mut place = place;
        while bytes.len() < length {
            let page = self.page(place / PAGE_LENGTH)?;
            let at = usize::try_from(place % PAGE_LENGTH).unwrap_or(0);
            let taken = (PAGE - at).min(length - bytes.len());
            bytes.extend(&page[at..at + taken]);
            place += taken as u64;
        }
        Ok(bytes)
    }

    /// How many bytes of content there are.
    pub(super) fn longest(&self) -> usize {
        usize::try_from(self.content * PAGE_LENGTH).unwrap_or(usize::MAX)
    }

    /// The file is not what was written.
    pub(super) fn damaged(&self, reason: &str) -> DatasetError {
        DatasetError::damaged(&self.path, reason)
    }

    /// A page of checksums.
    fn sums(&self, number: u64) -> Result<Arc<Vec<u8>>, DatasetError> {
        let upper = usize::try_from(number).ok().and_then(|number| self.upper.get(number));
        let sum = *upper.ok_or_else(|| self.damaged("checksums are missing"))?;
        let number = self.content + number;
        self.kept.get(number, || self.read(number, sum))
    }

    /// Reads a page that has this checksum.
    fn read(&self, number: u64, sum: u32) -> Result<Vec<u8>, DatasetError> {
        let page = read_exactly(&self.file, &self.path, number * PAGE_LENGTH, PAGE)?;
        if crc32fast::hash(&page) == sum {
            Ok(page)
        } else {
            Err(self.damaged("a page is not what was written"))
        }
    }
}

fn buffer(length: u64, path: &Path) -> Result<usize, DatasetError> {
    usize::try_from(length).map_err(|_| DatasetError::damaged(path, "it is too long"))
}

/// Reads so many bytes from a place on. A file that has become shorter meanwhile is damaged.
fn read_exactly(
    file: &File,
    path: &Path,
    place: u64,
    length: usize,
) -> Result<Vec<u8>, DatasetError> {
    let mut bytes = vec![0; length];
    match read_at(file, &mut bytes, place) {
        Ok(()) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            Err(DatasetError::damaged(path, "it is too short"))
        }
        Err(error) => Err(DatasetError::io(path, error)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;

    use proptest::prelude::*;

    use super::{PAGE, PageWriter, Pages};

    /// A file with some pieces of content, and where each stands.
    fn written(pieces: &[Vec<u8>]) -> (tempfile::NamedTempFile, Vec<u64>) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let mut writer = PageWriter::new(File::create(file.path()).expect("it is written"));
        let mut places = Vec::new();
        for piece in pieces {
            places.push(writer.place());
            writer.write(piece).expect("it is written");
        }
        let (tail, _) = writer.finish(b"where all is").expect("it is written");
        assert!(tail.starts_with(b"where all is"));
        (file, places)
    }

    fn open(path: &Path) -> Result<Pages, super::DatasetError> {
        Pages::open(File::open(path).expect("a file"), path).map(|(pages, ..)| pages)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn every_piece_is_read_as_it_was_written(
            pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..3 * PAGE), 0..6),
        ) {
            let (file, places) = written(&pieces);
            let pages = open(file.path()).expect("it is whole");
            for (piece, place) in pieces.iter().zip(places) {
                prop_assert_eq!(&pages.bytes(place, piece.len()).expect("it is there"), piece);
            }
        }

        #[test]
        fn any_changed_byte_is_told_or_changes_nothing(at: prop::sample::Index, to: u8, cut: bool) {
            let pieces: Vec<Vec<u8>> = (0..3_u8).map(|byte| vec![byte; 5000]).collect();
            let (file, places) = written(&pieces);
            let mut content = fs::read(file.path()).expect("a file");
            let at = at.index(content.len());
            if cut {
                content.truncate(at);
            } else {
                content[at] = to;
            }
            fs::write(file.path(), &content).expect("it is changed");
            let Ok(pages) = open(file.path()) else { return Ok(()) };
            for (piece, place) in pieces.iter().zip(places) {
                if let Ok(read) = pages.bytes(place, piece.len()) {
                    prop_assert_eq!(&read, piece);
                }
            }
        }
    }

    #[test]
    fn a_file_that_shrinks_while_it_is_open_is_told() {
        let (file, places) = written(&[vec![7; 9 * PAGE]]);
        let pages = open(file.path()).expect("it is whole");
        File::options()
            .write(true)
            .open(file.path())
            .and_then(|file| file.set_len(PAGE as u64))
            .expect("it shrinks");
        let error = pages.bytes(places[0], 9 * PAGE).expect_err("it is too short");
        assert!(error.to_string().contains("it is too short"), "{error}");
    }
}
