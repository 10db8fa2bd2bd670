//! Writing a dataset: terms are numbered as they come up, statements sorted, and all of it written at
//! the end. Takes memory for the numbers of the terms and for a run of statements, not for all of
//! them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::path::Path;

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use rayon::prelude::*;
use tempfile::{SpooledTempFile, spooled_tempfile_in};

use super::dictionary::{self, hash, write_tables};
use super::id::Id;
use super::page::{PAGE, PageWriter};
use super::record::{Parts, Tags};
use super::row::{self, Row};
use super::sort::{Sorted, Sorter};
use super::{Layout, Stretch};

/// Parts of a dataset that are shorter are kept in memory until they are written.
const SPOOLED: usize = 8 << 20;

/// Packed terms are handed on when they are as many bytes.
const PACKED: usize = 1 << 20;

/// Makes a dataset of statements.
pub struct Builder<'a> {
    folder: &'a Path,
    terms: Terms,
    sorter: Sorter<'a>,
    /// The graph and the subject of the last statement: mostly those of the next.
    last_graph: Option<(GraphName, Id)>,
    last_subject: Option<(NamedOrBlankNode, Id)>,
}

/// What was written.
#[derive(Debug)]
pub struct Finished {
    /// How many different statements there are.
    pub statements: u64,
    /// The end of the file, on which every byte of it depends.
    pub tail: Vec<u8>,
}

impl<'a> Builder<'a> {
    /// Files without a name are made in a folder.
    #[must_use]
    pub fn new(folder: &'a Path) -> Self {
        Self {
            folder,
            terms: Terms::new(folder),
            sorter: Sorter::new(folder),
            last_graph: None,
            last_subject: None,
        }
    }

    /// Takes one more statement; the same one twice is one.
    ///
    /// # Errors
    /// When a file cannot be written, or there are more than four thousand million terms.
    pub fn add(&mut self, quad: &Quad) -> io::Result<()> {
        let graph = self.graph(quad)?;
        let subject = self.subject(quad)?;
        let predicate = self.terms.stored(Parts::Iri(quad.predicate.as_str()))?;
        let object = self.terms.id(&quad.object)?;
        self.sorter.push([subject, predicate, object, graph].map(Id::to_row))
    }

    fn graph(&mut self, quad: &Quad) -> io::Result<Id> {
        let Some(parts) = Parts::of_graph(&quad.graph_name) else {
            return Ok(Id::DEFAULT_GRAPH);
        };
        if let Some((last, id)) = &self.last_graph
            && *last == quad.graph_name
        {
            return Ok(*id);
        }
        let id = self.terms.stored(parts)?;
        self.last_graph = Some((quad.graph_name.clone(), id));
        Ok(id)
    }

    fn subject(&mut self, quad: &Quad) -> io::Result<Id> {
        if let Some((last, id)) = &self.last_subject
            && *last == quad.subject
        {
            return Ok(*id);
        }
        let id = self.terms.stored(Parts::of_node(&quad.subject))?;
        self.last_subject = Some((quad.subject.clone(), id));
        Ok(id)
    }

    /// Writes the dataset.
    ///
    /// # Errors
    /// When a file cannot be written or read.
    pub fn finish<W: Write>(self, out: W) -> io::Result<Finished> {
        let Self { folder, terms, sorter, .. } = self;
        let sorted = sorter.finish()?.into_par_iter();
        let packed: Vec<Packed> =
            sorted.map(|rows| Packed::new(folder, rows)).collect::<io::Result<_>>()?;
        let statements = packed.first().map_or(0, |order| order.rows);
        let mut out = PageWriter::new(out);
        let orders: Vec<Stretch> =
            packed.into_iter().map(|order| order.write(&mut out)).collect::<io::Result<_>>()?;
        let (tags, dictionary) = terms.write(&mut out)?;
        let layout = Layout { statements, orders, dictionary, tags };
        let (tail, mut out) = out.finish(&serde_json::to_vec(&layout)?)?;
        out.flush()?;
        Ok(Finished { statements, tail })
    }
}

/// The rows of an order, packed into pages.
struct Packed {
    pages: SpooledTempFile,
    /// The first rows of the pages.
    fences: Vec<Row>,
    rows: u64,
}

impl Packed {
    fn new(folder: &Path, rows: Sorted) -> io::Result<Self> {
        let mut pages = BufWriter::new(spooled_tempfile_in(SPOOLED, folder));
        let (mut packer, mut fences, mut count) = (row::Packer::default(), Vec::new(), 0);
        for row in rows {
            let row = row?;
            count += 1;
            let page = packer.push(row);
            if page.is_some() || count == 1 {
                fences.push(row);
            }
            page.map_or(Ok(()), |page| pages.write_all(&page))?;
        }
        packer.take().map_or(Ok(()), |page| pages.write_all(&page))?;
        let pages = pages.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Self { pages, fences, rows: count })
    }

    /// Writes the pages and the table of their first rows.
    fn write<W: Write>(mut self, out: &mut PageWriter<W>) -> io::Result<Stretch> {
        let first = out.place() / PAGE as u64;
        copy(&mut self.pages, out)?;
        let fences = out.place();
        for number in self.fences.as_flattened() {
            out.write(&number.to_le_bytes())?;
        }
        out.fill_page()?;
        Ok(Stretch { first, pages: self.fences.len() as u64, fences })
    }
}

/// Writes what stands in a file from its beginning on.
fn copy<W: Write>(file: &mut SpooledTempFile, out: &mut PageWriter<W>) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut buffer = vec![0; 16 * PAGE];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(()),
            read => out.write(&buffer[..read])?,
        }
    }
}

/// Half of a record's hash and half of the other half: 96 bits, so that among thousands of millions
/// of terms no two have the same.
type Key = [u32; 3];

/// Numbers of terms, and their records.
struct Terms {
    tags: Tags,
    places: HashMap<Key, u32, BuildHasherDefault<FirstWord>>,
    packer: dictionary::Packer,
    blocks: SpooledTempFile,
    long: SpooledTempFile,
    record: Vec<u8>,
}

impl Terms {
    fn new(folder: &Path) -> Self {
        Self {
            tags: Tags::default(),
            places: HashMap::default(),
            packer: dictionary::Packer::default(),
            blocks: spooled_tempfile_in(SPOOLED, folder),
            long: spooled_tempfile_in(SPOOLED, folder),
            record: Vec::new(),
        }
    }

    /// The number of a term: its value, if it is a small one, or its place.
    fn id(&mut self, term: &Term) -> io::Result<Id> {
        match term {
            Term::Literal(literal) => match Id::of_literal(literal) {
                Some(id) => Ok(id),
                None => self.stored(Parts::of_term(term)),
            },
            _ => self.stored(Parts::of_term(term)),
        }
    }

    /// The place of a term, which may be a new one.
    fn stored(&mut self, term: Parts<'_>) -> io::Result<Id> {
        term.put(&mut self.tags, &mut self.record);
        let (first, second) = hash(&self.record);
        let next = self.places.len() + 1;
        match self.places.entry(key(first, second)) {
            Entry::Occupied(known) => return Ok(Id::stored(*known.get())),
            Entry::Vacant(new) => {
                let next = u32::try_from(next).map_err(io::Error::other)?;
                new.insert(next);
                self.packer.push(&self.record);
            }
        }
        if self.packer.blocks.len() + self.packer.long.len() > PACKED {
            self.hand_on()?;
        }
        Ok(Id::stored(u32::try_from(next).map_err(io::Error::other)?))
    }

    /// Writes what was packed where it waits.
    fn hand_on(&mut self) -> io::Result<()> {
        self.blocks.write_all(&self.packer.blocks)?;
        self.long.write_all(&self.packer.long)?;
        self.packer.fetched();
        Ok(())
    }

    /// Writes the dictionary; its languages and datatypes, and where it stands.
    fn write<W: Write>(
        mut self,
        out: &mut PageWriter<W>,
    ) -> io::Result<(Vec<String>, dictionary::Layout)> {
        self.hand_on()?;
        let blocks = out.place();
        copy(&mut self.blocks, out)?;
        let long = out.place();
        copy(&mut self.long, out)?;
        out.fill_page()?;
        let hashes = self.places.into_iter();
        let mut hashes: Vec<(u64, u32)> =
            hashes.map(|(key, place)| (first_half(key), place)).collect();
        hashes.par_sort_unstable();
        let mut layout = dictionary::Layout::new(blocks, long);
        write_tables(out, &self.packer.finish(), &hashes, &mut layout)?;
        Ok((self.tags.into_vec(), layout))
    }
}

fn key(first: u64, second: u64) -> Key {
    let [a, b] = [first >> 32, first & u64::from(u32::MAX)];
    [a, b, second >> 32].map(|word| u32::try_from(word).unwrap_or(0))
}

/// The first half of the hash that a key was made of.
fn first_half([a, b, _]: Key) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// What was hashed well need not be hashed again.
#[derive(Default)]
struct FirstWord(u64);

impl Hasher for FirstWord {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(word) = bytes.first_chunk() {
            self.0 = u64::from_le_bytes(*word);
        }
    }

    /// The length of a key, which is always the same.
    fn write_usize(&mut self, _: usize) {}
}
