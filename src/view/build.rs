//! `haitu build`: reads pages, finds what they mention, and puts it into the store; then shows what
//! is mentioned most.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use jiff::Timestamp;
use rayon::prelude::*;
use thiserror::Error;
use unicode_width::UnicodeWidthStr as _;

use crate::catalog::{Catalog, Kind};
use crate::digest::{Digest, document_iri};
use crate::document::{self, Refusal};
use crate::graph::Node;
use crate::input;
use crate::mention::Finder;
use crate::store::{Contents, Engine, GraphEntry, StoreError, Writer, Written};

/// How many entities of each kind the summary shows.
const STRONGEST: usize = 8;

/// More statements than a query should load into memory each time.
const MANY: usize = 2_000_000;

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
    /// So many files are to be read.
    fn begin(&self, files: usize);
    /// A file was read.
    fn read(&self, file: &Path, units: usize, mentions: usize);
    /// All are read; the store is being written.
    fn writing(&self);
    /// The store is written.
    fn end(&self);
}

/// What was built.
#[derive(Debug)]
pub struct Summary {
    program: String,
    location: PathBuf,
    written: Written,
    strongest: Vec<(Kind, Vec<Strong>)>,
    changed: usize,
    unchanged: usize,
    pruned: usize,
    took: Duration,
    /// Whether the store was made with another catalog, base or version, so that all was read again.
    pub outdated: bool,
    /// What could not be read.
    pub refused: Vec<Refusal>,
    /// Paths of documents that are in the store, but no longer on disk.
    pub gone: Vec<String>,
}

/// An entity of the summary.
#[derive(Debug)]
struct Strong {
    label: String,
    label_en: String,
    answers: u32,
    mentions: u32,
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
    digest: Option<Digest>,
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
    progress.begin(inputs.files.len());
    let reader = Reader::new(options.base, catalog, &writer);
    let outcomes: Vec<Outcome> =
        inputs.files.par_iter().map(|file| reader.read(file, progress)).collect();
    let (mut digests, mut changed, mut unchanged) = (Vec::new(), 0, 0);
    for outcome in outcomes {
        refused.extend(outcome.refused);
        if let Some(digest) = outcome.digest {
            let count = if outcome.fresh { &mut changed } else { &mut unchanged };
            *count += 1;
            digests.push(digest);
        }
    }
    let kept = keep_others(options, catalog, &writer, &named)?;
    digests.extend(kept.digests);
    if digests.is_empty() && writer.all_known().next().is_none() {
        progress.end();
        drop(reader);
        writer.abandon();
        return Err(BuildError::Nothing(refused));
    }
    progress.writing();
    let (started, ended) = (started.as_str(), &*options.clock.now());
    let mut contents = Contents { base: options.base, catalog, digests, started, ended };
    let written = writer.write(&mut contents)?;
    progress.end();
    Ok(Summary {
        program: options.program.to_owned(),
        location: options.location.to_owned(),
        strongest: strongest(catalog, &written),
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

/// Reads files into digests; what the store has already, it does not extract again.
struct Reader<'a> {
    base: &'a str,
    catalog: &'a Catalog,
    finder: Finder<'a>,
    writer: &'a Writer,
    known: HashMap<&'a str, &'a GraphEntry>,
}

impl<'a> Reader<'a> {
    fn new(base: &'a str, catalog: &'a Catalog, writer: &'a Writer) -> Self {
        let known = writer.known(base, catalog).map(|entry| (entry.iri.as_str(), entry)).collect();
        Self { base, catalog, finder: Finder::new(catalog), writer, known }
    }

    fn read(&self, file: &Path, progress: &impl Progress) -> Outcome {
        let outcome = match input::read(file) {
            Ok(bytes) => self.digest(&input::name(file), &bytes),
            Err(refusal) => Outcome { digest: None, fresh: true, refused: vec![refusal] },
        };
        let counts =
            outcome.digest.as_ref().map(|digest| (digest.units.len(), digest.mention_count()));
        let (units, mentions) = counts.unwrap_or_default();
        progress.read(file, units, mentions);
        outcome
    }

    fn digest(&self, path: &str, bytes: &[u8]) -> Outcome {
        let reading = document::read(path, bytes);
        let Some(document) = reading.document else {
            return Outcome { digest: None, fresh: true, refused: reading.refused };
        };
        let known = self.known.get(document_iri(self.base, path).as_str());
        let known = known.filter(|entry| entry.sha256 == document.sha256 && entry.path == path);
        let kept = known.and_then(|entry| self.writer.digest(entry).ok());
        let fresh = kept.is_none();
        let digest = kept.unwrap_or_else(|| {
            Digest::new(self.base, bytes, &document, self.catalog, &self.finder)
        });
        Outcome { digest: Some(digest), fresh, refused: reading.refused }
    }
}

/// Documents that the store has from other paths, or from files that are gone.
#[derive(Default)]
struct Kept {
    digests: Vec<Digest>,
    gone: Vec<String>,
    pruned: usize,
}

fn keep_others(
    options: &Options<'_>,
    catalog: &Catalog,
    writer: &Writer,
    named: &HashSet<String>,
) -> Result<Kept, StoreError> {
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
        kept.digests.push(writer.digest(entry)?);
    }
    Ok(kept)
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

/// The entities of each kind that most answers mention.
fn strongest(catalog: &Catalog, written: &Written) -> Vec<(Kind, Vec<Strong>)> {
    let mut by_kind: HashMap<Kind, Vec<(&Node, Strong)>> = HashMap::new();
    for node in written.co_mentions.graph().node_weights() {
        let Some(id) = catalog.id(&node.iri) else { continue };
        let entity = catalog.entity(id);
        by_kind.entry(entity.kind).or_default().push((
            node,
            Strong {
                label: entity.label.clone(),
                label_en: entity.label_en.clone(),
                answers: node.answers,
                mentions: node.mentions,
            },
        ));
    }
    let ranked = Kind::ALL.into_iter().filter_map(|kind| {
        let mut found = by_kind.remove(&kind)?;
        found.sort_by_key(|(node, _)| {
            (u32::MAX - node.answers, u32::MAX - node.mentions, &node.iri)
        });
        Some((kind, found.into_iter().map(|(_, strong)| strong).take(STRONGEST).collect()))
    });
    ranked.collect()
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let totals = &self.written.manifest.head.totals;
        writeln!(
            f,
            "{} documents, {} answers and articles, {} mentions, {} statements in {:.1} s",
            totals.documents,
            totals.units,
            totals.mentions,
            totals.quads,
            self.took.as_secs_f64()
        )?;
        let mut parts = format!("{} read", self.changed);
        if self.unchanged > 0 {
            write!(parts, ", {} unchanged", self.unchanged)?;
        }
        if self.pruned > 0 {
            write!(parts, ", {} taken out", self.pruned)?;
        }
        writeln!(
            f,
            "{parts}; store `{}`, {} engine",
            self.location.display(),
            self.written.manifest.head.engine
        )?;
        if totals.quads > MANY && self.written.manifest.head.engine == Engine::Memory {
            writeln!(
                f,
                "each query loads all statements: the rocksdb engine keeps them on disk (README, “Large graphs”)"
            )?;
        }
        for (kind, strongest) in &self.strongest {
            write_strongest(f, *kind, strongest)?;
        }
        write_hints(f, self)
    }
}

fn write_strongest(f: &mut fmt::Formatter<'_>, kind: Kind, strongest: &[Strong]) -> fmt::Result {
    let heading = Style::new().bold();
    let faint = Style::new().dimmed();
    writeln!(f, "\n{heading}{}{heading:#}", kind.plural())?;
    let width = strongest.iter().map(|entity| entity.label.width()).max().unwrap_or(0);
    let width_en = strongest.iter().map(|entity| entity.label_en.width()).max().unwrap_or(0);
    for entity in strongest {
        let pad = " ".repeat(width - entity.label.width());
        let pad_en = " ".repeat(width_en - entity.label_en.width());
        writeln!(
            f,
            "  {}{pad}  {faint}{}{faint:#}{pad_en}  {:>5} answers  {:>6} mentions",
            entity.label, entity.label_en, entity.answers, entity.mentions
        )?;
    }
    Ok(())
}

/// What to type next, with names that this store does have.
fn write_hints(f: &mut fmt::Formatter<'_>, summary: &Summary) -> fmt::Result {
    let first = |kind| {
        let found = summary.strongest.iter().find(|(known, _)| *known == kind);
        found.and_then(|(_, strongest)| strongest.first()).map(|strong| strong.label.as_str())
    };
    let Some(name) = first(Kind::Company).or(first(Kind::Country)).or(first(Kind::Concept)) else {
        return writeln!(f, "\nnothing was mentioned that the catalog knows");
    };
    let command = Style::new().fg_color(Some(AnsiColor::Cyan.into()));
    let program = &summary.program;
    let location = match summary.location.to_str() {
        Some("haitu-store") => String::new(),
        _ => format!(" -l {}", summary.location.display()),
    };
    let query = "SELECT ?company ?answers { ?company a ht:Company ; ht:answerCount ?answers } \
                 ORDER BY DESC(?answers) LIMIT 10";
    writeln!(f, "\nNext:")?;
    for next in [
        format!("{program} lookup{location} {name}"),
        format!("{program} query{location} '{query}'"),
        format!("{program} graph{location} --around {name} > graph.dot"),
    ] {
        writeln!(f, "  {command}{next}{command:#}")?;
    }
    Ok(())
}
