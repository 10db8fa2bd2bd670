//! From typed arguments to a view: one function a subcommand, and the exit code. The only place
//! that touches standard output, standard error and the environment.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _, Read as _, Write};
use std::path::{Path, PathBuf};

use anstream::{eprintln, stdout};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Parser as _;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::sparql::results::QueryResultsFormat;

use crate::card::Card;
use crate::catalog::{Catalog, Kind, Source};
use crate::cli::{self, Cli, Command};
use crate::document::Refusal;
use crate::gold::Score;
use crate::graph::{CoMentions, Selection};
use crate::picture::{self, Format, Scene};
use crate::store::{Engine, Index, StoreDir, StoreError};
use crate::view::{build, eval, extract, graph, lookup, query, stats};

mod console;

use console::Console;

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
    let cli = Cli::parse();
    let console = Console::new(&cli);
    let result = match &cli.command {
        Command::Build(args) => run_build(args, &console),
        Command::Lookup(args) => run_lookup(args, &console),
        Command::Query(args) => run_query(args, &console),
        Command::Graph(args) => run_graph(args, &console),
        Command::Extract(args) => run_extract(args),
        Command::Eval(args) => run_eval(args),
        Command::Stats(args) => run_stats(args),
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

fn run_build(args: &cli::Build, console: &Console) -> Result<Outcome> {
    let catalog = catalog(&args.knowledge)?;
    let now = now()?;
    let program = std::env::args().next().unwrap_or_else(|| "haitu".to_owned());
    let options = build::Options {
        location: &args.location.location,
        paths: &args.paths,
        base: &args.knowledge.base,
        engine: args.engine.map(Engine::from),
        gone: if args.prune { build::Gone::Prune } else { build::Gone::Keep },
        now: &now,
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

fn run_lookup(args: &cli::Lookup, console: &Console) -> Result<Outcome> {
    let store = StoreDir::open(&args.location.location)?;
    let index = store.index()?;
    let wanted = if args.all { lookup::Wanted::All } else { lookup::Wanted::Best(args.limit) };
    let (mut out, mut outcome) = (stdout().lock(), Outcome::Done);
    for (number, name) in args.names.iter().enumerate() {
        match lookup::lookup(&store, &index, name, args.kind.map(Kind::from), wanted)? {
            lookup::Found::Card(card, _) if args.json => {
                writeln!(out, "{}", serde_json::to_string(&card)?)?;
            }
            lookup::Found::Card(card, others) => {
                let gap = if number > 0 { "\n" } else { "" };
                write!(out, "{gap}{}", lookup::CardView { card: &card, others: &others })?;
            }
            lookup::Found::Nothing(similar) => {
                console.error(&format!("nothing is called `{name}`{}", did_you_mean(&similar)));
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

fn did_you_mean(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(", ")) }
}

fn run_query(args: &cli::Query, console: &Console) -> Result<Outcome> {
    let text = query_text(args)?;
    let store = StoreDir::open(&args.location.location)?;
    let start = std::time::Instant::now();
    let base = &store.manifest().head.base;
    let format = args.format.map_or(query::Format::Plain, query::Format::from);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let rows = query::query(&store.graph()?, base, &text, format, &mut out)?;
    out.flush()?;
    if format == query::Format::Plain && io::stderr().is_terminal() {
        console.note(&format!("{rows} rows in {:.2} s", start.elapsed().as_secs_f64()));
    }
    Ok(Outcome::Done)
}

fn query_text(args: &cli::Query) -> Result<String> {
    match (&args.text, &args.file) {
        (_, Some(file)) => {
            fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))
        }
        (Some(text), None) if text != "-" => Ok(text.clone()),
        _ => {
            let mut text = String::new();
            io::stdin()
                .lock()
                .read_to_string(&mut text)
                .context("cannot read the query from standard input")?;
            Ok(text)
        }
    }
}

fn run_graph(args: &cli::Graph, console: &Console) -> Result<Outcome> {
    let store = StoreDir::open(&args.location.location)?;
    let index = store.index()?;
    let around = args.around.as_deref().map(|name| entity_named(&index, name)).transpose()?;
    let digests: Vec<_> = store
        .manifest()
        .graphs
        .iter()
        .map(|entry| store.digest(entry))
        .collect::<Result<_, _>>()?;
    let co_mentions = CoMentions::new(&digests);
    if let Some(iri) = around.as_deref().filter(|iri| co_mentions.find(iri).is_none()) {
        bail!("<{iri}> is not mentioned in this store");
    }
    let cards = mentioned(&index)?;
    let kinds: Vec<Kind> = args.kind.iter().copied().map(Kind::from).collect();
    let kind = |iri: &str| cards.get(iri).and_then(|card| Kind::parse(&card.kind));
    let wanted = |node: &crate::graph::Node| {
        kinds.is_empty() || kind(&node.iri).is_some_and(|kind| kinds.contains(&kind))
    };
    let heading = heading(args, &store, around.as_deref().and_then(|iri| cards.get(iri)));
    let selection =
        Selection { around, depth: args.depth, min_weight: args.min_weight, top: Some(args.top) };
    let selected = co_mentions.select(&selection, wanted);
    let material = graph::Material { co_mentions: &co_mentions, cards: &cards, digests: &digests };
    let scene = graph::scene(&material, &selected, heading);
    if scene.nodes.is_empty() {
        console
            .note("nothing is left to draw: try a smaller `--min-weight`, or fewer restrictions");
    }
    put_out(args.output.as_deref(), &drawn(args, &scene)?)?;
    Ok(Outcome::Done)
}

/// A scene in the format that was asked for, drawn by us or by Graphviz.
fn drawn(args: &cli::Graph, scene: &Scene) -> Result<Vec<u8>> {
    let format = picture_format(args)?;
    let mut content = Vec::new();
    match args.engine.map(graph::Engine::from) {
        None => picture::write(scene, format, &mut content)?,
        Some(engine) => {
            let (Format::Svg | Format::Png) = format else {
                bail!("`--engine` draws `svg` and `png`, not `{}`", format.as_str());
            };
            let mut source = Vec::new();
            picture::write(scene, Format::Dot, &mut source)?;
            content = graph::draw(&source, engine, format.as_str())?;
        }
    }
    Ok(content)
}

/// What stands above a picture, unless the user says it.
fn heading(args: &cli::Graph, store: &StoreDir, around: Option<&Card>) -> graph::Heading {
    let usual = match around {
        Some(card) => format!("谁与{}一同被提及", card.label),
        None => "谁与谁一同被提及".to_owned(),
    };
    let graphs = &store.manifest().graphs;
    let units = store.manifest().head.totals.units;
    let subtitle = format!("haitu 海图 · {} 篇文档 · {units} 个回答与文章", graphs.len());
    graph::Heading { title: args.title.clone().unwrap_or(usual), subtitle: Some(subtitle) }
}

/// The IRI of the entity that a name most likely means.
fn entity_named(index: &Index, name: &str) -> Result<String> {
    if let Some(reading) = index.find(name).first() {
        return Ok(index.card(reading.card)?.iri);
    }
    let similar = index.similar(name, 5).into_iter().map(|reading| reading.label);
    bail!("nothing is called `{name}`{}", did_you_mean(&similar.collect::<Vec<_>>()))
}

/// The card of every mentioned entity, by IRI.
fn mentioned(index: &Index) -> Result<BTreeMap<String, Card>> {
    let mut cards = BTreeMap::new();
    for reading in index.mentioned().into_values().flatten() {
        let card = index.card(reading.card)?;
        cards.insert(card.iri.clone(), card);
    }
    Ok(cards)
}

/// The format that was asked for, or that the name of the output tells.
fn picture_format(args: &cli::Graph) -> Result<Format> {
    let extension = args.output.as_deref().and_then(Path::extension).and_then(|name| name.to_str());
    match (args.format, extension) {
        (Some(format), _) => Ok(Format::from(format)),
        (None, None) => Ok(Format::Dot),
        (None, Some(extension)) => Format::from_extension(extension).ok_or_else(|| {
            anyhow!("no format is known for `.{extension}`: name one with `--format`")
        }),
    }
}

/// Writes to a file, beside it first, or to standard output. What is no plain file (a pipe, a
/// device) is written to as it is.
fn put_out(path: Option<&Path>, content: &[u8]) -> Result<()> {
    let Some(path) = path.filter(|path| *path != Path::new("-")) else {
        return Ok(io::stdout().lock().write_all(content)?);
    };
    let failure = || format!("cannot write `{}`", path.display());
    if path.exists() && !path.is_file() {
        return fs::write(path, content).with_context(failure);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    fs::write(&beside, content).with_context(failure)?;
    fs::rename(&beside, path).with_context(failure)
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
    let stats = stats::Stats::new(&store, &index);
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&stats)?)?;
    } else {
        write!(out, "{stats}")?;
    }
    Ok(Outcome::Done)
}

/// The built-in catalog, with the user's files.
fn catalog(knowledge: &cli::Knowledge) -> Result<Catalog> {
    let base = &knowledge.base;
    let read = |path: &PathBuf| -> Result<Source> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("cannot read the catalog file `{}`", path.display()))?;
        Ok(Source { path: path.display().to_string(), text })
    };
    let further: Vec<Source> = knowledge.catalog.iter().map(read).collect::<Result<_>>()?;
    Ok(Catalog::extended(base, &further)?)
}

/// Tells what was refused; the outcome that follows.
fn report(refused: &[Refusal]) -> Outcome {
    for refusal in refused {
        eprintln!("warning: {refusal}");
    }
    if refused.is_empty() { Outcome::Done } else { Outcome::Refused }
}

/// The time of the build as an `xsd:dateTime`: now, or what `SOURCE_DATE_EPOCH` says.
fn now() -> Result<String> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let seconds =
                seconds.parse().context("SOURCE_DATE_EPOCH is not a number of seconds")?;
            jiff::Timestamp::from_second(seconds).context("SOURCE_DATE_EPOCH is out of range")?
        }
        Err(_) => jiff::Timestamp::from_second(jiff::Timestamp::now().as_second())?,
    };
    Ok(now.to_string())
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

impl From<cli::GraphFormat> for Format {
    fn from(format: cli::GraphFormat) -> Self {
        match format {
            cli::GraphFormat::Dot => Self::Dot,
            cli::GraphFormat::Svg => Self::Svg,
            cli::GraphFormat::Png => Self::Png,
            cli::GraphFormat::Html => Self::Html,
            cli::GraphFormat::Graphml => Self::Graphml,
            cli::GraphFormat::Gexf => Self::Gexf,
            cli::GraphFormat::Json => Self::Json,
            cli::GraphFormat::Csv => Self::Csv,
        }
    }
}

impl From<cli::GraphEngine> for graph::Engine {
    fn from(engine: cli::GraphEngine) -> Self {
        match engine {
            cli::GraphEngine::Dot => Self::Dot,
            cli::GraphEngine::Neato => Self::Neato,
            cli::GraphEngine::Fdp => Self::Fdp,
            cli::GraphEngine::Sfdp => Self::Sfdp,
        }
    }
}

impl From<cli::QueryFormat> for query::Format {
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
