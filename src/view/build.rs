//! `haitu build`: reads pages, finds what they mention, and puts it into the store; then shows what
//! is mentioned most.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

use jiff::Timestamp;
use rayon::prelude::*;
use thiserror::Error;

use crate::catalog::Catalog;
use crate::digest::{Digest, document_iri};
use crate::document::{self, Refusal};
use crate::hash;
use crate::input;
use crate::mention::Finder;
use crate::store::{Contents, Engine, GraphEntry, StoreError, Writer};

mod summary;

pub use summary::Summary;

/// What to build, and where.
#[derive(Debug)]
pub struct Options<'a> {
    /// The store directory.
    pub location: &'a Path,
    /// The files and folders to read.
    pub paths: &'a [PathBuf],
    /// Where entities and documents live.
    pub base: &'a str,
    /// The engine that is wished for, if any.
    pub engine: Option<Engine>,
    /// What to do with documents whose files are gone.
    pub gone: Gone,
    /// Tells the time of the build, when it begins and when all is read.
    pub clock: Clock,
    /// How the user calls the program, for the commands that the summary suggests.
    pub program: &'a str,
}

/// What tells the time of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The clock of the machine.
    System,
    /// It stands still, so that the same input gives the same bytes.
    Fixed(Timestamp),
}

impl Clock {
    /// The time as an `xsd:dateTime`, in whole seconds.
    #[must_use]
    pub fn now(&self) -> String {
        let now = match self {
            Self::System => Timestamp::now(),
            Self::Fixed(time) => *time,
        };
        Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
    }
}

/// What to do with documents whose files are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// Keep them, and say so.
    Keep,
    /// Take them out of the store.
    Prune,
}

/// What is told while it goes on.
pub trait Progress: Sync {
    /// So many files are to be read, of so many bytes in all as far as the system tells.
    fn begin(&self, files: usize, bytes: u64);
    /// A file of so many bytes was read.
    fn read(&self, file: &Path, bytes: u64, units: usize, mentions: usize);
    /// All are read; the store is being written.
    fn writing(&self);
    /// The store is written.
    fn end(&self);
}

/// Why there is no store.
#[derive(Debug, Error)]
pub enum BuildError {
    /// Nothing could be read, and there was no store before.
    #[error("nothing could be read, and no store was made")]
    Nothing(Vec<Refusal>),
    /// The store cannot be read or written; it is then what it was before.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of one file.
struct Outcome {
    graph: Option<GraphEntry>,
    fresh: bool,
    refused: Vec<Refusal>,
}

/// Builds or brings up to date a store.
///
/// # Errors
/// When nothing could be read, or the store cannot be written; it is then what it was before.
pub fn build(
    options: &Options<'_>,
    catalog: &Catalog,
    progress: &impl Progress,
) -> Result<Summary, BuildError> {
    let (start, started) = (Instant::now(), options.clock.now());
    let writer = Writer::begin(options.location, options.engine)?;
    let mut inputs = input::find(options.paths);
    let outdated = writer.is_outdated(options.base, catalog);
    if outdated {
        inputs.files.extend(other_files(&writer, &inputs.files));
    }
    let named: HashSet<String> = inputs.files.iter().map(|file| input::name(file)).collect();
    let mut refused = inputs.refused;
    progress.begin(inputs.files.len(), input::size(&inputs.files));
    let reader = Reader::new(options.base, catalog, &writer);
    let outcomes: Vec<Outcome> = inputs
        .files
        .par_iter()
        .map(|file| reader.read(file, progress))
        .collect::<Result<_, _>>()?;
    let (mut graphs, mut changed, mut unchanged) = (Vec::new(), 0, 0);
    for outcome in outcomes {
        refused.extend(outcome.refused);
        if let Some(graph) = outcome.graph {
            let count = if outcome.fresh { &mut changed } else { &mut unchanged };
            *count += 1;
            graphs.push(graph);
        }
    }
    let kept = keep_others(options, catalog, &writer, &named);
    graphs.extend(kept.graphs);
    if graphs.is_empty() && writer.all_known().next().is_none() {
        progress.end();
        drop(reader);
        writer.abandon();
        return Err(BuildError::Nothing(refused));
    }
    progress.writing();
    let (started, ended) = (started.as_str(), &*options.clock.now());
    let contents = Contents { base: options.base, catalog, graphs, started, ended };
    let written = writer.write(contents)?;
    progress.end();
    Ok(Summary {
        program: options.program.to_owned(),
        location: options.location.to_owned(),
        strongest: summary::strongest(catalog, &written),
        written,
        changed,
        unchanged,
        pruned: kept.pruned,
        took: start.elapsed(),
        outdated,
        refused,
        gone: kept.gone,
    })
}

/// Reads files and puts what they say into the store; what the store has already, it does not read
/// again.
struct Reader<'a> {
    base: &'a str,
    catalog: &'a Catalog,
    /// Made for the first file that is read.
    finder: OnceLock<Finder<'a>>,
    writer: &'a Writer,
    known: HashMap<&'a str, &'a GraphEntry>,
}

impl<'a> Reader<'a> {
    fn new(base: &'a str, catalog: &'a Catalog, writer: &'a Writer) -> Self {
        let known = writer.known(base, catalog).map(|entry| (entry.iri.as_str(), entry)).collect();
        Self { base, catalog, finder: OnceLock::new(), writer, known }
    }

    fn read(&self, file: &Path, progress: &impl Progress) -> Result<Outcome, StoreError> {
        let (size, outcome) = match input::read(file) {
            Ok(bytes) => (bytes.len() as u64, self.outcome(&input::name(file), &bytes)?),
            Err(refusal) => (0, Outcome { graph: None, fresh: true, refused: vec![refusal] }),
        };
        let counts = outcome.graph.as_ref().map(|graph| (graph.units, graph.mentions));
        let (units, mentions) = counts.unwrap_or_default();
        progress.read(file, size, units, mentions);
        Ok(outcome)
    }

    fn outcome(&self, path: &str, bytes: &[u8]) -> Result<Outcome, StoreError> {
        if let Some(known) = self.known(path, bytes) {
            let refused = known.refused.clone();
            return Ok(Outcome { graph: Some(known.clone()), fresh: false, refused });
        }
        let document::Reading { document, refused } = document::read(path, bytes);
        let Some(document) = document else {
            return Ok(Outcome { graph: None, fresh: true, refused });
        };
        let finder = self.finder.get_or_init(|| Finder::new(self.catalog));
        let digest = Digest::new(self.base, bytes, &document, self.catalog, finder);
        let graph = self.writer.put(self.base, &digest, refused.clone())?;
        Ok(Outcome { graph: Some(graph), fresh: true, refused })
    }

    /// What the store has of the same file with the same content.
    fn known(&self, path: &str, bytes: &[u8]) -> Option<&GraphEntry> {
        let known = self.known.get(document_iri(self.base, path).as_str())?;
        let same =
            known.path == path && self.writer.holds(known) && known.sha256 == hash::sha256(bytes);
        same.then_some(*known)
    }
}

/// Documents that the store has from other paths, or from files that are gone.
#[derive(Default)]
struct Kept {
    graphs: Vec<GraphEntry>,
    gone: Vec<String>,
    pruned: usize,
}

fn keep_others(
    options: &Options<'_>,
    catalog: &Catalog,
    writer: &Writer,
    named: &HashSet<String>,
) -> Kept {
    let mut kept = Kept::default();
    for entry in writer.known(options.base, catalog).filter(|entry| !named.contains(&entry.path)) {
        let asked_for = options.paths.iter().any(|asked| contains(asked, &entry.path));
        let gone = entry.path != "-" && asked_for && !Path::new(&entry.path).exists();
        if gone && options.gone == Gone::Prune {
            kept.pruned += 1;
            continue;
        }
        if gone {
            kept.gone.push(entry.path.clone());
        }
        kept.graphs.push(entry.clone());
    }
    kept
}

/// Whether a path of a command line is a document's path, or a folder above it.
fn contains(asked: &Path, path: &str) -> bool {
    let parts = |path: &Path| -> Vec<PathBuf> {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        parts.map(|part| PathBuf::from(part.as_os_str())).collect()
    };
    let (asked, path) = (parts(asked), parts(Path::new(path)));
    let is_below_here =
        path.first().is_some_and(|first| !first.has_root() && first != Path::new(".."));
    path.starts_with(&asked) && (!asked.is_empty() || is_below_here)
}

/// The files of the store's other documents: when these were read with another catalog, base or
/// version they are read again, or the store would say two things at once.
fn other_files(writer: &Writer, files: &[PathBuf]) -> Vec<PathBuf> {
    let named: HashSet<String> = files.iter().map(|file| input::name(file)).collect();
    let others = writer.all_known().filter(|entry| !named.contains(&entry.path));
    others.map(|entry| PathBuf::from(&entry.path)).filter(|path| path.is_file()).collect()
}
