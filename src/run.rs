//! From typed arguments to a view: one function a subcommand, and the exit code. The only place
//! that touches standard output, standard error and the environment.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anstream::{eprintln, stdout};
use anyhow::{Context as _, Result, bail};
use clap::{CommandFactory as _, Parser as _};
use clap_complete::CompleteEnv;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::sparql::results::QueryResultsFormat;

use crate::catalog::{Catalog, Kind, Source};
use crate::cli::{self, Cli, Command};
use crate::document::Refusal;
use crate::gold::Score;
use crate::lint::lint;
use crate::store::{Engine, StoreDir, StoreError};
use crate::view::query::Format;
use crate::view::{build, completions, eval, extract, man, stats};

mod check;
mod console;
mod export;
mod graph;
mod lookup;
mod output;
mod query;

use console::Console;

/// The exit code after Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// How a command ended; the exit code for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// It failed, or found nothing.
    Failed,
    /// It was done, but some input was refused.
    Refused,
    /// Another process holds the store.
    Busy,
}

impl Outcome {
    /// 0 done, 1 failed, 3 done but some input was refused, 4 store busy. (2, wrong usage, is
    /// clap's.)
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Refused => 3,
            Self::Busy => 4,
        }
    }

    fn of(error: &anyhow::Error) -> Self {
        match error.downcast_ref::<StoreError>() {
            Some(StoreError::Busy(_)) => Self::Busy,
            _ => Self::Failed,
        }
    }
}

/// Runs the program with the arguments of the process. Errors go to standard error; a closed
/// output pipe is the end of the work, not an error.
#[must_use]
pub fn run() -> Outcome {
    CompleteEnv::with_factory(Cli::command).var(completions::VARIABLE).complete();
    let cli = Cli::parse();
    let console = Console::new(&cli);
    let result = match &cli.command {
        Command::Build(args) => run_build(args, &console),
        Command::Lookup(args) => lookup::run(args, &console),
        Command::Query(args) => query::run(args, &console),
        Command::Graph(args) => graph::run(args, &console),
        Command::Extract(args) => run_extract(args),
        Command::Eval(args) => run_eval(args),
        Command::Check(args) => check::run(args),
        Command::Export(args) => export::run(args),
        Command::Stats(args) => run_stats(args),
        Command::Completions(args) => run_completions(args),
        Command::Man(args) => run_man(args),
    };
    match result {
        Ok(outcome) => outcome,
        Err(error) if is_closed_pipe(&error) => Outcome::Done,
        Err(error) => {
            eprintln!("error: {error:#}");
            Outcome::of(&error)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut io_errors = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    io_errors.any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The threads that work is shared by.
fn share_work(jobs: Option<u16>) -> Result<()> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from));
    threads.build_global().context("cannot start so many threads: name fewer with `--jobs`")
}

/// Ends the program at once when the user interrupts it. Nothing that was written so far is part of
/// the store: the manifest that names it comes last.
fn stop_when_interrupted() -> Result<()> {
    ctrlc::set_handler(|| {
        eprintln!("interrupted: the store is as it was");
        std::process::exit(INTERRUPTED);
    })
    .context("cannot wait for an interruption")
}

fn run_build(args: &cli::Build, console: &Console) -> Result<Outcome> {
    share_work(args.jobs)?;
    stop_when_interrupted()?;
    let catalog = catalog(&args.knowledge)?;
    let program = std::env::args().next().unwrap_or_else(|| "haitu".to_owned());
    let options = build::Options {
        location: &args.location.location,
        paths: &args.paths,
        base: &args.knowledge.base,
        engine: args.engine.map(Engine::from),
        gone: if args.prune { build::Gone::Prune } else { build::Gone::Keep },
        clock: clock(args)?,
        program: &program,
    };
    let summary = match build::build(&options, &catalog, console) {
        Ok(summary) => summary,
        Err(build::BuildError::Nothing(refused)) => {
            report(&refused);
            console.error("nothing could be read, and no store was made");
            return Ok(Outcome::Refused);
        }
        Err(build::BuildError::Store(error)) => return Err(error.into()),
    };
    if summary.outdated {
        console
            .note("the store was made with another catalog, base or version: all was read again");
    }
    for gone in &summary.gone {
        console.note(&format!(
            "`{gone}` is gone from disk and still in the store; `--prune` takes it out"
        ));
    }
    let outcome = report(&summary.refused);
    if !console.is_quiet() {
        write!(stdout(), "{summary}")?;
    }
    Ok(outcome)
}

fn run_extract(args: &cli::Extract) -> Result<Outcome> {
    share_work(args.jobs)?;
    let catalog = catalog(&args.knowledge)?;
    let format = match args.format {
        _ if args.explain => extract::Format::Explanations,
        cli::ExtractFormat::Jsonl => extract::Format::JsonLines,
        cli::ExtractFormat::Nq => extract::Format::NQuads,
    };
    let standard_input = [PathBuf::from("-")];
    let paths = if args.paths.is_empty() { &standard_input } else { args.paths.as_slice() };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let refused = extract::extract(paths, &args.knowledge.base, &catalog, format, &mut out)?;
    Ok(report(&refused))
}

fn run_completions(args: &cli::Completions) -> Result<Outcome> {
    let shell = clap::ValueEnum::to_possible_value(&args.shell);
    let shell = shell.context("every shell has a name")?;
    completions::script(shell.get_name(), &mut io::stdout().lock())?;
    Ok(Outcome::Done)
}

fn run_man(args: &cli::Man) -> Result<Outcome> {
    let mut page = Vec::new();
    let command = args.command.as_deref();
    if !man::man(Cli::command(), command, &mut page)? {
        let commands = man::commands(&Cli::command()).join(", ");
        bail!("no command is called `{}`: there are {commands}", command.unwrap_or_default());
    }
    io::stdout().lock().write_all(&page)?;
    Ok(Outcome::Done)
}

fn run_eval(args: &cli::Eval) -> Result<Outcome> {
    let catalog = catalog(&args.knowledge)?;
    let gold = fs::read_to_string(&args.gold)
        .with_context(|| format!("cannot read `{}`", args.gold.display()))?;
    let options = eval::Options {
        gold: &gold,
        gold_path: &args.gold,
        paths: &args.paths,
        base: &args.knowledge.base,
    };
    let score = eval::eval(&options, &catalog)?;
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", eval::json(&score))?;
    } else {
        write!(out, "{}", eval::Table(&score))?;
    }
    if args.errors {
        write!(out, "\n{}", eval::Errors(&score.differences))?;
    }
    let f1 = Score::micro(&score.entities).f1();
    match args.min_f1 {
        Some(least) if f1 < least => bail!("F1 over entities is {f1:.3}, below {least}"),
        _ => Ok(Outcome::Done),
    }
}

fn run_stats(args: &cli::Stats) -> Result<Outcome> {
    let store = StoreDir::open(&args.location.location)?;
    let index = store.index()?;
    let stats = stats::Stats::new(&store, &index)?;
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&stats)?)?;
    } else {
        write!(out, "{stats}")?;
    }
    Ok(Outcome::Done)
}

/// The built-in catalog, with the user's files; tells what in them does not do what it seems to.
fn catalog(knowledge: &cli::Knowledge) -> Result<Catalog> {
    let further = catalog_files(&knowledge.catalog)?;
    let catalog = Catalog::extended(&knowledge.base, &further)?;
    if !further.is_empty() {
        for finding in lint(&further) {
            eprintln!("warning: {finding}");
        }
    }
    Ok(catalog)
}

/// The catalog files that a user names.
fn catalog_files(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let read = |path: &PathBuf| -> Result<Source> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("cannot read the catalog file `{}`", path.display()))?;
        Ok(Source { path: path.display().to_string(), text })
    };
    paths.iter().map(read).collect()
}

/// Tells what was refused; the outcome that follows.
fn report(refused: &[Refusal]) -> Outcome {
    for refusal in refused {
        eprintln!("warning: {refusal}");
    }
    if refused.is_empty() { Outcome::Done } else { Outcome::Refused }
}

/// What tells the time of a build: `SOURCE_DATE_EPOCH`, if that is set, fixes it.
fn clock(args: &cli::Build) -> Result<build::Clock> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let seconds =
                seconds.parse().context("SOURCE_DATE_EPOCH is not a number of seconds")?;
            let time = jiff::Timestamp::from_second(seconds)
                .context("SOURCE_DATE_EPOCH is out of range")?;
            Ok(build::Clock::Fixed(time))
        }
        Err(_) if args.reproducible => Ok(build::Clock::Fixed(jiff::Timestamp::UNIX_EPOCH)),
        Err(_) => Ok(build::Clock::System),
    }
}

impl From<cli::Engine> for Engine {
    fn from(engine: cli::Engine) -> Self {
        match engine {
            cli::Engine::Memory => Self::Memory,
            cli::Engine::Rocksdb => Self::RocksDb,
        }
    }
}

impl From<cli::Kind> for Kind {
    fn from(kind: cli::Kind) -> Self {
        match kind {
            cli::Kind::Company => Self::Company,
            cli::Kind::Country => Self::Country,
            cli::Kind::Region => Self::Region,
            cli::Kind::Concept => Self::Concept,
        }
    }
}

impl From<cli::QueryFormat> for Format {
    fn from(format: cli::QueryFormat) -> Self {
        match format {
            cli::QueryFormat::Table => Self::Plain,
            cli::QueryFormat::Json => Self::Solutions(QueryResultsFormat::Json),
            cli::QueryFormat::Xml => Self::Solutions(QueryResultsFormat::Xml),
            cli::QueryFormat::Csv => Self::Solutions(QueryResultsFormat::Csv),
            cli::QueryFormat::Tsv => Self::Solutions(QueryResultsFormat::Tsv),
            cli::QueryFormat::Ttl => Self::Graph(RdfFormat::Turtle),
            cli::QueryFormat::Nt => Self::Graph(RdfFormat::NTriples),
            cli::QueryFormat::Nq => Self::Graph(RdfFormat::NQuads),
            cli::QueryFormat::Trig => Self::Graph(RdfFormat::TriG),
            cli::QueryFormat::Jsonld => {
                Self::Graph(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() })
            }
        }
    }
}
