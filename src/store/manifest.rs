//! The manifest: what belongs to a store. JSON Lines: the head, then one line a document graph, so
//! that a reader who needs the head alone reads one line.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::pack::{Kept, Pack};
use super::{StoreError, file, lock};
use crate::refusal::Refusal;

/// The layout of the files; a store of another layout is not read.
const FORMAT: u32 = 4;

/// The hash of the rules that this program reads pages and makes stores by: 32 hexadecimal digits.
pub(super) const RULES: &str = env!("HAITU_RULES");

const NAME: &str = "manifest.jsonl";

/// What a store says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// What holds for the whole store.
    pub head: Head,
    /// The document graphs, in the order of their IRIs.
    pub graphs: Vec<GraphEntry>,
}

/// What holds for the whole store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// The layout of the files.
    pub format: u32,
    /// The version of the program that wrote it.
    pub version: String,
    /// Where entities and documents live.
    pub base: String,
    /// The hash of the catalog that was used.
    pub catalog_hash: String,
    /// The hash of the rules that it was made by: they may change while the version stands.
    pub rules_hash: String,
    /// The file of the lookup index.
    pub index: String,
    /// The file of the RDF graph.
    pub graph: String,
    /// The file of what is known of copies.
    pub copies: String,
    /// The packs of the records of documents, in the order of their names.
    pub packs: Vec<Pack>,
    /// How much there is in all.
    pub totals: Totals,
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Documents.
    pub documents: usize,
    /// Answers and articles.
    pub units: usize,
    /// Mentions.
    pub mentions: usize,
    /// How many of the answers and articles are copies of others, and do not count.
    #[serde(default)]
    pub copies: usize,
    /// Statements in all graphs.
    pub quads: usize,
}

impl Totals {
    /// How many answers and articles count.
    #[must_use]
    pub const fn counted(&self) -> usize {
        self.units - self.copies
    }
}

/// One document and its graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphEntry {
    /// The IRI of the document and of its graph.
    pub iri: String,
    /// The source's path, as the user named it.
    pub path: String,
    /// SHA-256 of the source's bytes.
    pub sha256: String,
    /// Where its record stands.
    pub kept: Kept,
    /// How many answers and articles.
    pub units: usize,
    /// How many mentions.
    pub mentions: usize,
    /// What could not be read of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refusal>,
}

impl Head {
    /// The head of a store that is about to be written.
    pub(super) fn new(base: &str, catalog_hash: &str) -> Self {
        Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            base: base.to_owned(),
            catalog_hash: catalog_hash.to_owned(),
            rules_hash: RULES.to_owned(),
            index: String::new(),
            graph: String::new(),
            copies: String::new(),
            packs: Vec::new(),
            totals: Totals::default(),
        }
    }
}

impl Manifest {
    /// The documents by the paths of their sources.
    #[must_use]
    pub fn by_path(&self) -> HashMap<&str, &GraphEntry> {
        self.graphs.iter().map(|entry| (entry.path.as_str(), entry)).collect()
    }

    /// Reads the manifest of a directory; `None` when there is nothing at all, or an empty folder.
    pub(super) fn read(dir: &Path) -> Result<Option<Self>, StoreError> {
        let Some((head, mut rest)) = Self::open(dir)? else { return Ok(None) };
        Self::complete(dir, head, &mut rest).map(Some)
    }

    /// Reads the head of the manifest, and leaves the rest of the same file to be read: another
    /// manifest may take its place meanwhile.
    pub(super) fn open(dir: &Path) -> Result<Option<(Head, BufReader<File>)>, StoreError> {
        let path = file::inside(dir, NAME);
        let mut line = String::new();
        let opened = File::open(&path).and_then(|file| {
            let mut rest = BufReader::new(file);
            rest.read_line(&mut line)?;
            Ok(rest)
        });
        match opened {
            Ok(rest) => Ok(Some((parse_head(dir, &path, &line)?, rest))),
            Err(error) if error.kind() == ErrorKind::NotFound => absent(dir),
            Err(error) => Err(StoreError::io("read", &path)(error)),
        }
    }

    /// The manifest with this head, and the lines after it.
    pub(super) fn complete(
        dir: &Path,
        head: Head,
        rest: &mut impl BufRead,
    ) -> Result<Self, StoreError> {
        let path = &file::inside(dir, NAME);
        let mut graphs = Vec::with_capacity(head.totals.documents);
        for line in rest.lines() {
            let line = line.map_err(StoreError::io("read", path))?;
            let graph = serde_json::from_str(&line);
            graphs.push(graph.map_err(|error| StoreError::damaged(path, &error))?);
        }
        if graphs.len() != head.totals.documents {
            return Err(StoreError::damaged(path, &"lines are missing"));
        }
        Ok(Self { head, graphs })
    }

    /// Puts the manifest in its place: from then on the store is what it says.
    pub(super) fn write(&self, dir: &Path) -> Result<(), StoreError> {
        let path = &file::inside(dir, NAME);
        let line = |value: serde_json::Result<String>| {
            value.map_err(|error| StoreError::io("write", path)(error.into()))
        };
        let mut text = line(serde_json::to_string(&self.head))?;
        for graph in &self.graphs {
            text.push('\n');
            text += &line(serde_json::to_string(graph))?;
        }
        text.push('\n');
        file::write_whole(path, text.as_bytes())
    }
}

/// The head of a manifest, if it has our format.
fn parse_head(dir: &Path, path: &Path, line: &str) -> Result<Head, StoreError> {
    /// The part of the head that all formats have.
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let damaged = |error: serde_json::Error| StoreError::damaged(path, &error);
    let found = serde_json::from_str::<Format>(line).map_err(damaged)?.format;
    if found != FORMAT {
        return Err(StoreError::Format { dir: dir.to_owned(), found, expected: FORMAT });
    }
    serde_json::from_str(line).map_err(damaged)
}

/// Without a manifest the place must be empty, or hold what an interrupted first build left.
fn absent<T>(dir: &Path) -> Result<Option<T>, StoreError> {
    match fs::read_dir(dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("read", dir)(error)),
        Ok(_) if dir.join(lock::MARK).is_file() => Ok(None),
        Ok(mut files) => match files.next() {
            None => Ok(None),
            Some(_) => Err(StoreError::Foreign(dir.to_owned())),
        },
    }
}
