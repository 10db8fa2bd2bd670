//! The command line as data; its comments are the help. What can be chosen (kinds, formats) are the
//! enums of the stages themselves. No type of it goes beyond `run`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};

use crate::catalog::Kind;
use crate::picture;
use crate::query::NAMED;
use crate::store::{Nameless, StoreDir};
use crate::view::{completions as completion, export, extract, graph, query};

/// Companies, countries and concepts in Chinese pages, with the sentence behind every statement.
#[derive(Debug, Parser)]
#[command(name = "haitu", version, arg_required_else_help = true, infer_subcommands = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Say nothing but results and errors.
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Say more: every file as it is read.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// What `haitu query --help` ends with; a test compares it with what there is.
const QUERY_HELP: &str = "Declared prefixes:
  author: comention: community: company: concept: country: document: graph: region:
  dcterms: ht: itsrdf: nif: oa: owl: prov: rdf: rdfs: schema: skos: xsd:
  <document/…> is relative to the base of the store.

Functions beyond SPARQL's own:
  ht:entity(\"菊厂\")      the IRI of the entity with that name, in any form
  ht:label(?x, \"zh\")     what it is called in Chinese, or \"en\" in English

A query leaves open what comments before it declare, `# param company: entity = 华为`;
the types are entity, kind, number, date and text.

Examples:
  haitu query --named
  haitu query --named concepts-of-company --param company=TikTok
  haitu query 'SELECT * { ?answer schema:mentions company:huawei, concept:996 }'
  haitu query 'SELECT ?n { BIND(ht:entity(\"菊厂\") AS ?c) ?c ht:answerCount ?n }' --format csv
  haitu query --named timeline --show > question.rq
  haitu query -f question.rq --param entity=美国 --limit 10";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read pages and put what they mention into the store.
    #[command(
        after_help = "Examples:\n  haitu build data\n  haitu build -l ~/stores/news pages/ more.md"
    )]
    Build(Build),
    /// Show an entity: its names, how often it is mentioned, with whom, and the best sentences.
    #[command(
        after_help = "Examples:\n  haitu lookup 菊厂\n  haitu lookup huawei --all --context 1\n  haitu lookup 华为 --with 印度 --since 2022-07\n  cut -f1 names.tsv | haitu lookup - --json"
    )]
    Lookup(Lookup),
    /// Ask the graph in SPARQL; the usual prefixes need no declaration.
    #[command(after_help = QUERY_HELP)]
    Query(Query),
    /// Draw which entities are mentioned together, or tell how two are connected.
    #[command(
        after_help = "Examples:\n  haitu graph -o all.svg\n  haitu graph --around 华为 --format dot | dot -Tpdf > huawei.pdf\n  haitu graph --kind country --kind concept --top 40 -o countries.svg\n  haitu graph path 华为 印度"
    )]
    Graph(Graph),
    /// Find mentions in files or standard input, and print them: a pure filter, without a store.
    #[command(
        after_help = "Examples:\n  haitu extract page.md | jq -r '.mentions[].exact'\n  echo 菊厂出海了 | haitu extract"
    )]
    Extract(Extract),
    /// Tell how right the finder is on annotated units: precision, recall and F1.
    #[command(
        after_help = "Examples:\n  haitu eval data/gold/seed.jsonl\n  haitu eval data/gold/seed.jsonl --errors\n  haitu eval my-gold.jsonl pages/ --min-f1 0.95"
    )]
    Eval(Eval),
    /// Check that a store is what its shapes ask for, or look a catalog over for mistakes.
    #[command(
        after_help = "Examples:\n  haitu check\n  haitu check --json | jq '.violations[].message'\n  haitu check --catalog mine.ttl"
    )]
    Check(Check),
    /// Write the graph as RDF: whole, one graph, or what surrounds one entity.
    #[command(
        after_help = "Examples:\n  haitu export -o dump.nq.gz\n  haitu export --entity 华为 --format ttl\n  haitu export --graph catalog -o catalog.ttl\n  haitu export --profile nif -o mentions.ttl"
    )]
    Export(Export),
    /// Show what a store holds.
    #[command(after_help = "Examples:\n  haitu stats\n  haitu stats --json")]
    Stats(Stats),
    /// Show what is known, mentioned or not: how much, names, lists, searches, or all of it as RDF.
    #[command(
        after_help = "Examples:\n  haitu catalog\n  haitu catalog 华为 日韩\n  haitu catalog --kind region\n  haitu catalog list --part-of 非洲 --json\n  haitu catalog search 银行 -n 5\n  haitu catalog export -o known.ttl"
    )]
    Catalog(Catalog),
    /// Print what makes a shell complete commands, options and the names of entities.
    #[command(
        after_help = "Examples:\n  source <(haitu completions bash)\n  haitu completions zsh\n  haitu completions fish"
    )]
    Completions(Completions),
    /// Print the manual page of haitu, or of one command.
    #[command(after_help = "Examples:\n  haitu man\n  haitu man query")]
    Man(Man),
}

/// Where the store is.
#[derive(Debug, Args)]
pub struct Location {
    /// The store directory.
    #[arg(short, long, value_name = "DIR", env = StoreDir::VARIABLE, default_value = StoreDir::USUAL)]
    pub location: PathBuf,
}

/// What is looked for, and what it is called.
#[derive(Debug, Args)]
pub struct Knowledge {
    /// A Turtle file with further entities or names; later files override earlier ones.
    #[arg(long, value_name = "FILE")]
    pub catalog: Vec<PathBuf>,

    /// Where entities and documents live.
    #[arg(long, value_name = "IRI", default_value = crate::vocab::BASE, value_parser = base)]
    pub base: String,
}

/// A base under which IRIs can be made.
fn base(iri: &str) -> Result<String, String> {
    match oxigraph::model::NamedNode::new(iri) {
        Ok(node) if iri.ends_with(['/', '#']) => Ok(node.into_string()),
        _ => Err("it has to be an IRI that ends in `/` or `#`".to_owned()),
    }
}

/// Read pages and put what they mention into the store.
#[derive(Debug, Args)]
pub struct Build {
    /// Files, or folders with files below them; `-` is standard input.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub knowledge: Knowledge,

    /// Take documents out of the store whose files under PATH are gone.
    #[arg(long)]
    pub prune: bool,

    /// Tell no time but `SOURCE_DATE_EPOCH`, or 1970: the same input gives the same bytes.
    #[arg(long)]
    pub reproducible: bool,

    /// So many threads at most; without this, one a core.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// Show an entity.
#[derive(Debug, Args)]
pub struct Lookup {
    /// Names in any form: 华为, huawei, 菊厂, 華為, hw, `company:huawei`; `-` reads them from standard
    /// input, one a line.
    #[arg(value_name = "NAME", required = true, value_parser = name,
        add = ArgValueCompleter::new(completion::entities))]
    pub names: Vec<String>,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    /// Show every sentence, not only the best.
    #[arg(short, long)]
    pub all: bool,

    /// Show so many sentences at most.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5, conflicts_with = "all")]
    pub limit: usize,

    /// Show so many sentences before and after each.
    #[arg(short = 'C', long, value_name = "N", default_value_t = 0)]
    pub context: usize,

    /// Only readings of this kind.
    #[arg(short, long)]
    pub kind: Option<Kind>,

    /// Count and show only answers from this day, month or year on; those without a date are left
    /// out.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<String>,

    /// Count and show only answers up to the end of this day, month or year.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<String>,

    /// Count and show only answers that mention this too; may be repeated.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub with: Vec<String>,

    /// Tell which run of which version read the sentences, with which catalog, from which bytes.
    #[arg(long)]
    pub provenance: bool,

    /// Print the cards as JSON, one a line.
    #[arg(long)]
    pub json: bool,
}

/// A name, which is not empty.
fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err(Nameless::Empty.to_string()) } else { Ok(text.to_owned()) }
}

/// A day, a month or a year.
fn day(text: &str) -> Result<String, String> {
    crate::document::period(text).ok_or_else(|| {
        "it has to be a day, a month or a year: 2022-07-06, 2022-07 or 2022".to_owned()
    })
}

/// Ask the graph in SPARQL.
#[derive(Debug, Args)]
pub struct Query {
    /// The query; `-` or nothing reads it from standard input.
    #[arg(value_name = "SPARQL")]
    pub text: Option<String>,

    /// A file with the query.
    #[arg(short, long, value_name = "FILE", conflicts_with = "text")]
    pub file: Option<PathBuf>,

    /// Run a ready-made query; without a name, list them.
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "",
        conflicts_with_all = ["text", "file"], add = ArgValueCandidates::new(named_queries))]
    pub named: Option<String>,

    /// Print the ready-made query instead of running it.
    #[arg(long, requires = "named", conflicts_with_all = ["text", "file"])]
    pub show: bool,

    /// Fill in what the query leaves open: `--param company=小米`; may be repeated.
    #[arg(short, long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub param: Vec<(String, String)>,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    /// How to print the result; without it, a table or Turtle.
    #[arg(long)]
    pub format: Option<query::Format>,

    /// Print CSV for Excel: with a byte order mark, and with `'` before what it would run as a formula.
    #[arg(long)]
    pub excel: bool,

    /// Print so many rows or triples at most.
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,

    /// Stop after so many seconds.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,

    /// Instead of the result, print how it is found, with the rows at each step.
    #[arg(long, conflicts_with_all = ["format", "excel", "limit"])]
    pub explain: bool,
}

/// The ready-made queries, for a shell to complete.
fn named_queries() -> Vec<CompletionCandidate> {
    completion::candidates(NAMED.iter().map(|query| (query.name, query.question())))
}

/// The name and the value of a parameter.
fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("it has to be a name and a value: `company=小米`".to_owned()),
    }
}

/// A time in seconds.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds
        .filter(|time| !time.is_zero())
        .ok_or_else(|| "it has to be a number of seconds above 0".to_owned())
}

/// Draw which entities are mentioned together.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Debug, Args)]
#[command(disable_help_subcommand = true, mut_arg("location", |arg| arg.global(true)))]
pub struct Graph {
    /// What to tell instead of drawing.
    #[command(subcommand)]
    pub command: Option<GraphCommand>,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    /// A drawing, a page to walk about in, or a format for other programs; told from the name of the
    /// output if that has one, `dot` otherwise.
    #[arg(long)]
    pub format: Option<picture::Format>,

    /// Write CSV for Excel: with a byte order mark, and with `'` before what it would run as a formula.
    #[arg(long)]
    pub excel: bool,

    /// Let a program of Graphviz draw instead (SVG or PNG).
    #[arg(long, value_name = "PROGRAM")]
    pub engine: Option<graph::Engine>,

    /// What stands above the picture.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// Write here instead of to standard output; the name tells the format.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace FILE if it is there already.
    #[arg(long)]
    pub force: bool,

    /// Only what is near this entity.
    #[arg(long, value_name = "NAME", value_parser = name,
        add = ArgValueCompleter::new(completion::entities))]
    pub around: Option<String>,

    /// How many steps away from it is near.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    pub depth: usize,

    /// Only entities of these kinds.
    #[arg(short, long)]
    pub kind: Vec<Kind>,

    /// Only one community: its name, its number from 1, or one of its members.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub community: Option<String>,

    /// Only answers and articles dated since: 2020, 2020-06 or 2020-06-01.
    #[arg(long, value_name = "DATE", value_parser = day, global = true)]
    pub since: Option<String>,

    /// Only pairs that are mentioned together in so many answers; without this, in 2.
    #[arg(long, value_name = "N")]
    pub min_weight: Option<u32>,

    /// Only so many entities: those closest to the entity around which it is drawn, or the highest
    /// ranking; without this, 60.
    #[arg(long, value_name = "N", value_parser = some())]
    pub top: Option<usize>,

    /// Every pair of these entities, not only the strongest that show the shape.
    #[arg(short, long)]
    pub all: bool,

    /// Entities without a pair too.
    #[arg(long)]
    pub unconnected: bool,
}

impl Graph {
    /// An option that was given and that says how to draw, if any.
    #[must_use]
    pub fn drawing_option(&self) -> Option<&'static str> {
        let given = [
            ("--format", self.format.is_some()),
            ("--excel", self.excel),
            ("--engine", self.engine.is_some()),
            ("--title", self.title.is_some()),
            ("--output", self.output.is_some()),
            ("--force", self.force),
            ("--around", self.around.is_some()),
            ("--kind", !self.kind.is_empty()),
            ("--community", self.community.is_some()),
            ("--min-weight", self.min_weight.is_some()),
            ("--top", self.top.is_some()),
            ("--all", self.all),
            ("--unconnected", self.unconnected),
        ];
        given.into_iter().find(|(_, is_given)| *is_given).map(|(name, _)| name)
    }
}

/// What `graph` tells instead of drawing.
#[derive(Debug, Subcommand)]
pub enum GraphCommand {
    /// Tell how two entities are connected: the chain of pairs with the strongest ties, and the
    /// sentences behind each.
    #[command(
        after_help = "Examples:\n  haitu graph path 华为 印度\n  haitu graph path TikTok CFIUS --paths 3 --json -l ~/stores/news"
    )]
    Path(GraphPath),
}

/// How two entities are connected.
#[derive(Debug, Args)]
pub struct GraphPath {
    /// A name of the one entity.
    #[arg(value_name = "A", value_parser = name)]
    pub from: String,

    /// A name of the other.
    #[arg(value_name = "B", value_parser = name)]
    pub to: String,

    /// So many ways at most, each through other entities.
    #[arg(long, value_name = "K", default_value = "1", value_parser = some())]
    pub paths: usize,

    /// Show so many sentences of each pair at most.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 2)]
    pub limit: usize,

    /// Print the ways as JSON, one a line.
    #[arg(long)]
    pub json: bool,
}

/// A number of at least 1.
fn some() -> clap::builder::RangedU64ValueParser<usize> {
    clap::builder::RangedU64ValueParser::new().range(1..)
}

/// Find mentions in files or standard input, and print them.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files or folders; `-` or nothing is standard input.
    #[arg(value_name = "FILE")]
    pub paths: Vec<PathBuf>,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub knowledge: Knowledge,

    /// JSON Lines, one object a unit, or N-Quads.
    #[arg(long, default_value = "jsonl")]
    pub format: extract::Format,

    /// Instead of the mentions, tell of every name that stands in the text why it was taken or not.
    #[arg(long, conflicts_with = "format")]
    pub explain: bool,

    /// So many threads at most; without this, one a core.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// Tell how right the finder is on annotated units.
#[derive(Debug, Args)]
pub struct Eval {
    /// The annotations: JSON Lines, one unit a line.
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    /// The annotated files; without any, those named in GOLD, beside it or in the folder above.
    #[arg(value_name = "FILE")]
    pub paths: Vec<PathBuf>,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub knowledge: Knowledge,

    /// List every miss and every false mention with its sentence.
    #[arg(long)]
    pub errors: bool,

    /// Print the figures as JSON.
    #[arg(long, conflicts_with = "errors")]
    pub json: bool,

    /// Fail when F1 over the entities of all kinds is below this, from 0 to 1.
    #[arg(long, value_name = "F1", value_parser = share)]
    pub min_f1: Option<f64>,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "it has to be a number from 0 to 1".to_owned())
}

/// Check that a store is what its shapes ask for, or look a catalog over for mistakes.
#[derive(Debug, Args)]
pub struct Check {
    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    /// Look over these Turtle files instead of a store; without any, over the built-in catalog.
    #[arg(long, value_name = "FILE", num_args = 0..)]
    pub catalog: Option<Vec<PathBuf>>,

    /// Print what was found as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Write the graph as RDF.
#[derive(Debug, Args)]
pub struct Export {
    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    /// How to write it; told from the name of the output if that has one, else N-Quads.
    #[arg(long)]
    pub format: Option<export::Format>,

    /// Write here instead of to standard output; compressed if the name ends in `.gz`.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace FILE if it is there already.
    #[arg(long)]
    pub force: bool,

    /// Only one graph: `catalog`, `derived`, `provenance`, the path of a document, or an IRI.
    #[arg(long, value_name = "GRAPH")]
    pub graph: Option<String>,

    /// Only what surrounds this entity: its mentions, their answers, and its co-mentions.
    #[arg(long, value_name = "NAME", value_parser = name, conflicts_with_all = ["graph", "profile"])]
    pub entity: Option<String>,

    /// Tell the mentions of documents in the terms of other tools.
    #[arg(long)]
    pub profile: Option<export::Profile>,

    /// Leave out the texts of answers and articles.
    #[arg(long, conflicts_with = "profile")]
    pub without_text: bool,
}

/// Show what a store holds.
#[derive(Debug, Args)]
pub struct Stats {
    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    /// Print the figures as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Show what is known.
#[derive(Debug, Args)]
#[command(
    disable_help_subcommand = true,
    mut_arg("catalog", |arg| arg.global(true)),
    mut_arg("base", |arg| arg.global(true))
)]
pub struct Catalog {
    /// What to do with all of it.
    #[command(subcommand)]
    pub command: Option<CatalogCommand>,

    /// Names of entities in any form, or compounds such as 日韩, behind `--` where one is a word of the
    /// command; without any, how much there is.
    #[arg(value_name = "NAME", value_parser = name,
        add = ArgValueCompleter::new(completion::known))]
    pub names: Vec<String>,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub knowledge: Knowledge,

    /// Only readings of this kind; without a name, list its entities.
    #[arg(short, long)]
    pub kind: Option<Kind>,

    /// Print JSON, one object a line.
    #[arg(long)]
    pub json: bool,
}

/// What `catalog` does with all that is known.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// List entities, a line each, with where they belong.
    #[command(
        after_help = "Examples:\n  haitu catalog list --kind country --part-of 非洲\n  haitu catalog list --part-of 字节跳动\n  haitu catalog list --kind company --home 韩国 --json"
    )]
    List(CatalogList),
    /// List entities that have a text in one of their names, in any writing or in pinyin.
    #[command(
        after_help = "Examples:\n  haitu catalog search 银行 -n 5\n  haitu catalog search yinhang --kind company --json"
    )]
    Search(CatalogSearch),
    /// Write the catalog as RDF, or some entities with all that they lead to.
    #[command(
        after_help = "Examples:\n  haitu catalog export -o whole.ttl\n  haitu catalog export 华为 TikTok --format nt\n  haitu catalog export --kind concept -o concepts.jsonld"
    )]
    Export(CatalogExport),
}

/// List entities.
#[derive(Debug, Args)]
pub struct CatalogList {
    /// Only entities of this kind.
    #[arg(short, long)]
    pub kind: Option<Kind>,

    /// Only companies that come from this country.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub home: Option<String>,

    /// Only what belongs to this company, lies in this place or is narrower than this concept, by
    /// however many steps.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub part_of: Option<String>,

    /// Print JSON, one object a line.
    #[arg(long)]
    pub json: bool,
}

/// List entities by a part of their names.
#[derive(Debug, Args)]
pub struct CatalogSearch {
    /// What stands in a name.
    #[arg(value_name = "TEXT", value_parser = name)]
    pub text: String,

    /// Only entities of this kind.
    #[arg(short, long)]
    pub kind: Option<Kind>,

    /// List so many at most.
    #[arg(short = 'n', long, value_name = "N", default_value = "20", value_parser = some())]
    pub limit: usize,

    /// Print JSON, one object a line.
    #[arg(long)]
    pub json: bool,
}

/// Write the catalog as RDF.
#[derive(Debug, Args)]
pub struct CatalogExport {
    /// Only these entities, with all that they lead to: parents, homes, larger places, broader concepts.
    #[arg(value_name = "NAME", value_parser = name)]
    pub names: Vec<String>,

    /// Only entities of this kind, with all that they lead to.
    #[arg(short, long)]
    pub kind: Option<Kind>,

    /// How to write it; told from the name of the output if that has one, else Turtle.
    #[arg(long)]
    pub format: Option<export::Format>,

    /// Write here instead of to standard output; compressed if the name ends in `.gz`.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace FILE if it is there already.
    #[arg(long)]
    pub force: bool,
}

/// Print what makes a shell complete.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash: `source <(haitu completions bash)` in `~/.bashrc`.
    Bash,
    /// Zsh: `source <(haitu completions zsh)` in `~/.zshrc`.
    Zsh,
    /// Fish: `haitu completions fish > ~/.config/fish/completions/haitu.fish`.
    Fish,
    /// PowerShell: `haitu completions powershell | Out-String | Invoke-Expression` in `$PROFILE`.
    Powershell,
    /// Elvish: `eval (haitu completions elvish | slurp)` in `~/.elvish/rc.elv`.
    Elvish,
}

/// Print a manual page.
#[derive(Debug, Args)]
pub struct Man {
    /// The command; without it, the page of all.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}
