//! Every ready-made query against the same query by Oxigraph, in one run.
//!
//! `cargo bench --bench query [-- PLACE [NAME…]]`, of all queries or those named; without the place of
//! a store, one is built of the two documents of `data/`. Cold is a whole process each: `haitu query`,
//! and the `oxigraph` command (`pip install oxigraph`) on a database of its own of the same
//! statements, which is made beside the place once. Warm is the answer as CSV from a graph that is
//! open, names and parameters settled each time, against Oxigraph in memory, the result only counted;
//! of large stores that would not fit there, it is left out. Parameters are written out as IRIs for
//! Oxigraph. Measured in turn; medians and ratios are printed.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use haitu::dataset::Dataset;
use haitu::query::{Asker, NAMED, Named, ParameterType, Question, declared};
use haitu::store::StoreDir;
use haitu::view::query::{Answer, Format, Output, Print, Space, answer};
use haitu::vocab::{self, Prefixes};
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

mod measure;

use measure::{cost, float, haitu, median, medians, ms, ratio, time};

/// How often a query is asked each way, after one round that warms up; less often where it takes more
/// than a part of a second.
const ROUNDS: usize = 9;
const MOST_SECONDS: f64 = 5.0;
/// How often a process is started for it.
const PROCESSES: usize = 5;
/// So many statements are loaded into memory for a comparison.
const MOST_LOADED: u64 = 5_000_000;

/// A store, and the same statements in Oxigraph.
struct Sides {
    place: PathBuf,
    asker: Asker,
    data: Arc<Dataset>,
    base: String,
    in_memory: Option<Store>,
    on_disk: PathBuf,
}

fn main() {
    let named = measure::arguments();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = match named.first() {
        Some(store) => PathBuf::from(store),
        None => seeds(folder.path()),
    };
    let sides = Sides::new(place);
    println!("{} statements\n", sides.data.len());
    println!(
        "{:<22}{:>8}{:>10}{:>10}{:>8}{:>10}{:>10}{:>8}",
        "query", "rows", "cold ms", "oxi ms", "ratio", "warm ms", "oxi ms", "ratio"
    );
    let is_asked =
        |query: &&Named| named.len() < 2 || named[1..].iter().any(|name| name == query.name);
    for query in NAMED.iter().filter(is_asked) {
        sides.compare(query);
    }
}

impl Sides {
    fn new(place: PathBuf) -> Self {
        let dir = StoreDir::open(&place).expect("a store");
        let index = Arc::new(dir.index().expect("its index"));
        let base = dir.head().base.clone();
        let data = dir.graph().expect("its graph");
        let in_memory = (data.len() <= MOST_LOADED).then(|| {
            let store = Store::new().expect("a store");
            let mut loader = store.bulk_loader();
            let quads = data.iter().map(|quad| quad.expect("a quad"));
            loader.load_quads(quads).and_then(|()| loader.commit()).expect("it is loaded");
            store
        });
        let on_disk = loaded(&place);
        Self { place, asker: Asker::new(&base, index), data, base, in_memory, on_disk }
    }

    fn compare(&self, query: &Named) {
        let print = print(query);
        let ask = || ask(&self.asker, &self.data, query.text, print, &mut io::sink());
        let text = written_out(query, &self.asker, &self.data);
        let mut rows = 0;
        let once = time(|| {
            rows = ask().rows;
        });
        let rounds = (1..ROUNDS).find(|&rounds| once.as_secs_f64() * float(rounds) > MOST_SECONDS);
        let rounds = rounds.unwrap_or(ROUNDS);
        let [cold, theirs] = self.cold(query.name, &text, rounds.min(PROCESSES));
        print!("{:<22}{rows:>8}", query.name);
        print!("{:>10.1}{:>10.1}{:>8.2}", ms(cold), ms(theirs), ratio(cold, theirs));
        let warm = || {
            black_box(ask());
        };
        if let Some(store) = &self.in_memory {
            let theirs = || {
                black_box(count(store, &self.base, &text));
            };
            let [warm, theirs] = medians(rounds, [&warm, &theirs]);
            println!("{:>10.2}{:>10.2}{:>8.2}", ms(warm), ms(theirs), ratio(warm, theirs));
        } else {
            let [warm] = medians(rounds, [&warm]);
            println!("{:>10.2}", ms(warm));
        }
    }

    /// The median times of processes that answer, in turn.
    fn cold(&self, name: &str, text: &str, times: usize) -> [Duration; 2] {
        let prefixes = Prefixes::new(&self.base);
        let declared = prefixes.iter().map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n"));
        let mut whole = declared.collect::<Vec<_>>().concat();
        // The command does not know our functions: what they are asked of takes their place.
        whole += &text.replace("ht:label(", "COALESCE(").replace("ht:entity(", "COALESCE(");
        let file = self.on_disk.join("query.rq");
        fs::write(&file, &whole).expect("the query is written");
        let format = if text.contains("CONSTRUCT") { "ttl" } else { "csv" };
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..times {
            ours.push(cost(haitu().args(["query", "--named", name, "-l"]).arg(&self.place)).time);
            let mut oxigraph = Command::new("oxigraph");
            oxigraph.args(["query", "--union-default-graph", "--results-format", format]);
            oxigraph.arg("--location").arg(self.on_disk.join("rocksdb"));
            theirs.push(cost(oxigraph.arg("--query-file").arg(&file)).time);
        }
        [median(ours), median(theirs)]
    }
}

/// The folder of Oxigraph's store of the same statements, made if it is not there.
fn loaded(place: &Path) -> PathBuf {
    let folder = PathBuf::from(format!("{}.oxigraph", place.display()));
    if !folder.exists() {
        fs::create_dir_all(&folder).expect("a folder");
        let quads = folder.join("all.nq");
        cost(haitu().args(["export", "-l"]).arg(place).arg("-o").arg(&quads));
        let mut load = Command::new("oxigraph");
        load.args(["load", "--location"]).arg(folder.join("rocksdb")).arg("--file").arg(&quads);
        cost(&mut load);
        let mut optimize = Command::new("oxigraph");
        cost(optimize.args(["optimize", "--location"]).arg(folder.join("rocksdb")));
        fs::remove_file(quads).expect("it is deleted");
    }
    folder
}

/// A store of the two documents of `data/`.
fn seeds(folder: &Path) -> PathBuf {
    let place = folder.join("store");
    let status = haitu()
        .args(["build", "-q", "data/zhihu-seed.md", "data/news-seed.md", "-l"])
        .arg(&place)
        .status();
    assert!(status.expect("the program starts").success());
    place
}

fn print(query: &Named) -> Output {
    let is_graph = query.text.contains("CONSTRUCT");
    let format = if is_graph { Format::Table } else { Format::Csv };
    Output { format, limit: None, space: Space::Unlimited }
}

/// Asks and prints.
fn ask(
    asker: &Asker,
    data: &Arc<Dataset>,
    text: &str,
    print: Output,
    out: &mut impl io::Write,
) -> Answer {
    let question = Question { text: text.to_owned(), parameters: Vec::new(), timeout: None };
    let stop = CancellationToken::new();
    answer(asker, &question, data, Print::Result(print), &stop, out).expect("an answer")
}

/// The query as someone would write it who knows the IRIs.
fn written_out(query: &Named, asker: &Asker, data: &Arc<Dataset>) -> String {
    let mut text = query.text.to_owned();
    for parameter in declared(query.text).expect("declarations") {
        let default = parameter.default.expect("a default");
        let term = match parameter.kind {
            ParameterType::Entity => entity(asker, data, &default),
            ParameterType::Kind => format!("ht:{}{}", default[..1].to_uppercase(), &default[1..]),
            _ => default,
        };
        text = text.replace(&format!("?{}", parameter.name), &term);
    }
    text
}

fn entity(asker: &Asker, data: &Arc<Dataset>, name: &str) -> String {
    let text = format!("SELECT (STR(ht:entity(\"{name}\")) AS ?iri) {{}}");
    let print = Output { format: Format::Csv, limit: None, space: Space::Unlimited };
    let mut out = Vec::new();
    ask(asker, data, &text, print, &mut out);
    let csv = String::from_utf8(out).expect("text");
    format!("<{}>", csv.lines().nth(1).expect("a row"))
}

/// How many rows or triples Oxigraph finds.
fn count(store: &Store, base: &str, text: &str) -> usize {
    let label = vocab::ht::LABEL.into_owned();
    let mut evaluator =
        SparqlEvaluator::new().with_custom_function(label, |arguments| arguments.first().cloned());
    for (prefix, iri) in Prefixes::new(base).iter() {
        evaluator = evaluator.with_prefix(prefix, iri).expect("an IRI");
    }
    let mut prepared = evaluator.parse_query(text).expect("a query");
    prepared.dataset_mut().set_default_graph_as_union();
    match prepared.on_store(store).execute().expect("an answer") {
        QueryResults::Solutions(rows) => rows.count(),
        QueryResults::Graph(triples) => triples.count(),
        QueryResults::Boolean(_) => 1,
    }
}
