//! The command line as data; its comments are the help. No type of it goes beyond `run`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
        after_help = "Examples:\n  haitu lookup 菊厂\n  haitu lookup huawei --all\n  haitu lookup 996 CFIUS --json"
    )]
    Lookup(Lookup),
    /// Ask the graph in SPARQL; the usual prefixes need no declaration.
    #[command(
        after_help = "Examples:\n  haitu query 'SELECT ?company { ?answer schema:mentions ?company . ?company a ht:Company } LIMIT 10'\n  haitu query -f question.rq --format csv"
    )]
    Query(Query),
    /// Draw which entities are mentioned together.
    #[command(
        after_help = "Examples:\n  haitu graph --top 30 > all.dot\n  haitu graph --around 华为 --format svg -o huawei.svg"
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
    Stats(Stats),
}

/// Where the store is.
#[derive(Debug, Args)]
pub struct Location {
    /// The store directory.
    #[arg(short, long, value_name = "DIR", env = "HAITU_STORE", default_value = "haitu-store")]
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

    /// What keeps the graph; without this, a store keeps the engine it was made with.
    #[arg(long)]
    pub engine: Option<Engine>,

    /// Take documents out of the store whose files under PATH are gone.
    #[arg(long)]
    pub prune: bool,

    /// Tell no time but `SOURCE_DATE_EPOCH`, or 1970: the same input gives the same bytes.
    #[arg(long)]
    pub reproducible: bool,
}

/// What keeps the graph.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Engine {
    /// Files that each query loads: up to some millions of statements.
    Memory,
    /// A database on disk, for any size; a feature of the build.
    Rocksdb,
}

/// Show an entity.
#[derive(Debug, Args)]
pub struct Lookup {
    /// Names in any form: 华为, huawei, 菊厂, 華為.
    #[arg(value_name = "NAME", required = true)]
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

    /// Only readings of this kind.
    #[arg(short, long)]
    pub kind: Option<Kind>,

    /// Print the cards as JSON, one a line.
    #[arg(long)]
    pub json: bool,
}

/// A kind of entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Companies, brands and platforms.
    Company,
    /// Countries and territories.
    Country,
    /// Regions of the world.
    Region,
    /// Concepts such as 996 or CFIUS.
    Concept,
}

/// Ask the graph in SPARQL.
#[derive(Debug, Args)]
pub struct Query {
    /// The query; `-` or nothing reads it from standard input.
    #[arg(value_name = "SPARQL", conflicts_with = "file")]
    pub text: Option<String>,

    /// A file with the query.
    #[arg(short, long, value_name = "FILE")]
    pub file: Option<PathBuf>,

    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    /// How to print the result; without it, a table or Turtle.
    #[arg(long)]
    pub format: Option<QueryFormat>,
}

/// How to print a query's result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// An aligned table, for people.
    Table,
    /// SPARQL results in JSON.
    Json,
    /// SPARQL results in XML.
    Xml,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// Turtle.
    Ttl,
    /// N-Triples.
    Nt,
    /// N-Quads.
    Nq,
    /// `TriG`.
    Trig,
    /// JSON-LD.
    Jsonld,
}

/// Draw which entities are mentioned together.
#[derive(Debug, Args)]
pub struct Graph {
    #[expect(missing_docs, reason = "flattened")]
    #[command(flatten)]
    pub location: Location,

    /// `dot` for Graphviz, or a drawing; told from the name of the output if that has one.
    #[arg(long)]
    pub format: Option<GraphFormat>,

    /// Write here instead of to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Only what is near this entity.
    #[arg(long, value_name = "NAME")]
    pub around: Option<String>,

    /// How many steps away from it is near.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    pub depth: usize,

    /// Only entities of these kinds.
    #[arg(short, long)]
    pub kind: Vec<Kind>,

    /// Only pairs that are mentioned together in so many answers.
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub min_weight: u32,

    /// Only so many entities, the strongest.
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub top: usize,
}

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// Graphviz source.
    Dot,
    /// A drawing; needs Graphviz.
    Svg,
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
    pub format: ExtractFormat,

    /// Instead of the mentions, tell of every name that stands in the text why it was taken or not.
    #[arg(long, conflicts_with = "format")]
    pub explain: bool,
}

/// How to print mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// One JSON object a unit.
    Jsonl,
    /// The statements that `build` would store.
    Nq,
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
    #[arg(long, value_name = "F1")]
    pub min_f1: Option<f64>,
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
    pub format: Option<ExportFormat>,

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
    #[arg(long, value_name = "NAME", conflicts_with_all = ["graph", "profile"])]
    pub entity: Option<String>,

    /// Tell the mentions of documents in the terms of other tools.
    #[arg(long)]
    pub profile: Option<Profile>,

    /// Leave out the texts of answers and articles.
    #[arg(long, conflicts_with = "profile")]
    pub without_text: bool,
}

/// A format of RDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// N-Triples.
    Nt,
    /// N-Quads.
    Nq,
    /// Turtle.
    Ttl,
    /// `TriG`.
    Trig,
    /// JSON-LD.
    Jsonld,
    /// RDF/XML.
    Rdf,
}

/// The terms of other tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// NIF: contexts and phrases, for entity-linking tools.
    Nif,
    /// W3C web annotations.
    WebAnnotation,
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
