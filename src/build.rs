//! The conductor of a build: plans which files are read, reads them, finds what they mention, and puts
//! it into the store. Knows nothing of terminals; how far it has come it tells whoever listens.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rayon::prelude::*;
use thiserror::Error;

use crate::catalog::Catalog;
use crate::digest::Digest;
use crate::document;
use crate::hash;
use crate::input;
use crate::mention::Finder;
use crate::refusal::Refusal;
use crate::store::{self, Contents, GraphEntry, StoreError, Writer, Written};

/// What to build, and where.
#[derive(Debug)]
pub struct Options<'a> {
    /// The store directory.
    pub location: &'a Path,
    /// The files and folders to read.
    pub paths: &'a [PathBuf],
    /// Where entities and documents live.
    pub base: &'a str,
    /// What to do with documents whose files are gone.
    pub gone: Gone,
    /// Tells the time of the build, when it begins and when all is read.
    pub clock: Clock,
}

/// What a build came to.
#[derive(Debug)]
pub struct Built {
    /// What the store has now.
    pub written: Written,
    /// How many files were read.
    pub changed: usize,
    /// How many files the store had already as they are.
    pub unchanged: usize,
    /// How many documents were taken out.
    pub pruned: usize,
    /// How long it took.
    pub took: Duration,
    /// Whether the store was made with another catalog, base or version, or by other rules, so that all was
    /// read again.
    pub outdated: bool,
    /// What could not be read.
    pub refused: Vec<Refusal>,
    /// Paths of documents that are in the store, but no longer on disk.
    pub gone: Vec<String>,
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
    /// Documents of the store have to be read again, and their files are not to be found.
    #[error("{}", lost(.0))]
    Lost(Vec<String>),
    /// The store cannot be read or written; it is then what it was before.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// So many paths are named in a message.
const NAMED: usize = 3;

fn lost(paths: &[String]) -> String {
    let named: Vec<String> = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    let more = match paths.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (was, is, it) =
        if paths.len() == 1 { ("was", "is", "it") } else { ("were", "are", "them") };
    format!(
        "{}{more} {was} read with another catalog, base or version, or by other rules, and {is} not \
         to be found from here: build where the store was made, or drop {it} with `--prune`",
        named.join(", ")
    )
}

/// Builds or brings up to date a store.
///
/// # Errors
/// When nothing could be read, documents of the store would be lost, or the store cannot be written;
/// it is then what it was before.
pub fn build(
    options: &Options<'_>,
    catalog: &Catalog,
    progress: &impl Progress,
) -> Result<Built, BuildError> {
    let (start, started) = (Instant::now(), options.clock.now());
    let writer = Writer::begin(options.location)?;
    let plan = Plan::new(options, catalog, &writer)?;
    let _end = End(progress);
    let Read { mut graphs, changed, unchanged, mut refused } =
        read_all(&plan.files, &Reader::new(options.base, catalog, &writer), progress)?;
    refused.splice(0..0, plan.refused);
    graphs.extend(plan.kept);
    if graphs.is_empty() && writer.all_known().next().is_none() {
        writer.abandon();
        return Err(BuildError::Nothing(refused));
    }
    progress.writing();
    let (started, ended) = (started.as_str(), &*options.clock.now());
    let contents = Contents { base: options.base, catalog, graphs, started, ended };
    let written = writer.write(contents)?;
    Ok(Built {
        written,
        changed,
        unchanged,
        pruned: plan.pruned,
        took: start.elapsed(),
        outdated: plan.outdated,
        refused,
        gone: plan.gone,
    })
}

/// However a build ends, it is shown no longer how far it has come.
struct End<'a, P: Progress>(&'a P);

impl<P: Progress> Drop for End<'_, P> {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// Which files are read, and what becomes of the other documents of the store.
struct Plan {
    files: Vec<PathBuf>,
    refused: Vec<Refusal>,
    /// Whether the store was made with another catalog, base or version, or by other rules. All its
    /// documents are read again then, or it would say two things at once.
    outdated: bool,
    kept: Vec<GraphEntry>,
    gone: Vec<String>,
    lost: Vec<String>,
    pruned: usize,
}

impl Plan {
    fn new(options: &Options<'_>, catalog: &Catalog, writer: &Writer) -> Result<Self, BuildError> {
        let input::Inputs { files, refused } = input::find(options.paths, store::is_store);
        let outdated = writer.is_outdated(options.base, catalog);
        let (kept, gone, lost, pruned) = (Vec::new(), Vec::new(), Vec::new(), 0);
        let named: HashSet<String> = files.iter().map(|file| input::name(file)).collect();
        let mut plan = Self { files, refused, outdated, kept, gone, lost, pruned };
        for entry in writer.all_known().filter(|entry| !named.contains(&entry.path)) {
            if outdated {
                plan.read_again(options, entry);
            } else {
                plan.keep(options, entry);
            }
        }
        if plan.lost.is_empty() { Ok(plan) } else { Err(BuildError::Lost(plan.lost)) }
    }

    /// What no path leads to, and can be kept as it is.
    fn keep(&mut self, options: &Options<'_>, entry: &GraphEntry) {
        let asked_for = options.paths.iter().any(|asked| contains(asked, &entry.path));
        let gone = entry.path != "-" && asked_for && !Path::new(&entry.path).exists();
        match options.gone {
            Gone::Prune if gone => self.pruned += 1,
            _ => {
                self.gone.extend(gone.then(|| entry.path.clone()));
                self.kept.push(entry.clone());
            }
        }
    }

    /// What no path leads to, and cannot be kept as it is.
    fn read_again(&mut self, options: &Options<'_>, entry: &GraphEntry) {
        let path = Path::new(&entry.path);
        match options.gone {
            _ if entry.path != "-" && path.is_file() => self.files.push(path.to_owned()),
            Gone::Prune => self.pruned += 1,
            Gone::Keep => self.lost.push(entry.path.clone()),
        }
    }
}

/// What became of one file.
struct Outcome {
    graph: Option<GraphEntry>,
    fresh: bool,
    refused: Vec<Refusal>,
}

/// What became of all files.
#[derive(Default)]
struct Read {
    graphs: Vec<GraphEntry>,
    changed: usize,
    unchanged: usize,
    refused: Vec<Refusal>,
}

impl FromIterator<Outcome> for Read {
    fn from_iter<I: IntoIterator<Item = Outcome>>(outcomes: I) -> Self {
        let mut read = Self::default();
        for outcome in outcomes {
            read.refused.extend(outcome.refused);
            if let Some(graph) = outcome.graph {
                let count = if outcome.fresh { &mut read.changed } else { &mut read.unchanged };
                *count += 1;
                read.graphs.push(graph);
            }
        }
        read
    }
}

fn read_all(
    files: &[PathBuf],
    reader: &Reader<'_>,
    progress: &impl Progress,
) -> Result<Read, StoreError> {
    progress.begin(files.len(), input::size(files));
    let outcomes: Vec<Outcome> =
        files.par_iter().map(|file| reader.read(file, progress)).collect::<Result<_, _>>()?;
    Ok(outcomes.into_iter().collect())
}

/// Reads files and puts what they say into the store; what the store has already, it does not read
/// again.
struct Reader<'a> {
    base: &'a str,
    catalog: &'a Catalog,
    /// Made for the first file that is read.
    finder: OnceLock<Finder<'a>>,
    writer: &'a Writer,
    /// What the store has, by path.
    known: HashMap<&'a str, &'a GraphEntry>,
}

impl<'a> Reader<'a> {
    fn new(base: &'a str, catalog: &'a Catalog, writer: &'a Writer) -> Self {
        let known = writer.known(base, catalog).map(|entry| (entry.path.as_str(), entry)).collect();
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
        let graph = self.writer.put(&digest, refused.clone())?;
        Ok(Outcome { graph: Some(graph), fresh: true, refused })
    }

    /// What the store has of the same file with the same content.
    fn known(&self, path: &str, bytes: &[u8]) -> Option<&GraphEntry> {
        let known = self.known.get(path)?;
        let same = self.writer.holds(known) && known.sha256 == hash::sha256(bytes);
        same.then_some(*known)
    }
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
