//! Every ready-made query against the same query on bare Oxigraph, in one run.
//!
//! `cargo bench --bench query [-- STORE [NAME…]]`, of all queries or those named; without a store, one
//! is built of the two documents of `data/`. Cold is the whole process: start, loading, answer, table. Warm is the answer as CSV from
//! a graph in memory, names and parameters settled each time; bare is the same query with its
//! parameters written out as IRIs, the result only counted. Measured in turn; medians and the ratio
//! of the two are printed.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use haitu::store::StoreDir;
use haitu::view::query::{
    Asker, Format, NAMED, Named, Output, ParameterType, Print, Question, Space, declared,
};
use haitu::vocab;
use oxigraph::sparql::results::QueryResultsFormat;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

mod measure;

use measure::{cost, float, haitu, median, medians, ms, ratio, time};

/// How often a query is asked each way, after one round that warms up; less often where it takes more
/// than a part of a second.
const ROUNDS: usize = 9;
const MOST_SECONDS: f64 = 5.0;
/// How often a process is started for it.
const PROCESSES: usize = 5;

fn main() {
    let named = measure::arguments();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = match named.first() {
        Some(store) => PathBuf::from(store),
        None => seeds(folder.path()),
    };
    let dir = StoreDir::open(&place).expect("a store");
    let index = Arc::new(dir.index().expect("its index"));
    let base = dir.head().base.clone();
    let asker = Asker::new(&base, Arc::clone(&index));
    let start = Instant::now();
    let store = dir.graph().expect("its graph");
    println!(
        "{} statements loaded in {:.3} s\n",
        dir.head().totals.quads,
        start.elapsed().as_secs_f64()
    );
    println!(
        "{:<22}{:>8}{:>10}{:>10}{:>10}{:>8}",
        "query", "rows", "cold ms", "warm ms", "bare ms", "ratio"
    );
    let is_asked =
        |query: &&Named| named.len() < 2 || named[1..].iter().any(|name| name == query.name);
    for query in NAMED.iter().filter(is_asked) {
        let question = question(query);
        let mut rows = 0;
        let once = time(|| {
            rows = asker.ask(&store, &question, &mut io::sink()).expect("an answer").rows;
        });
        let rounds = (1..ROUNDS).find(|&rounds| once.as_secs_f64() * float(rounds) > MOST_SECONDS);
        let rounds = rounds.unwrap_or(ROUNDS);
        let text = written_out(query, &asker, &store);
        let warm = || {
            black_box(asker.ask(&store, &question, &mut io::sink()).expect("an answer"));
        };
        let hand = || {
            black_box(count(&store, &base, &text));
        };
        // A slow one was asked once already, which warmed up.
        let [warm, hand] = match rounds {
            1 => [time(warm), time(hand)],
            _ => medians(rounds, [&warm, &hand]),
        };
        let cold = cold(&place, query.name, rounds.min(PROCESSES));
        println!(
            "{:<22}{rows:>8}{:>10.1}{:>10.2}{:>10.2}{:>8.2}",
            query.name,
            ms(cold),
            ms(warm),
            ms(hand),
            ratio(warm, hand)
        );
    }
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

fn question(query: &Named) -> Question {
    let is_graph = query.text.contains("CONSTRUCT");
    let format = if is_graph { Format::Plain } else { Format::Solutions(QueryResultsFormat::Csv) };
    let print = Print::Result(Output { format, limit: None, space: Space::Unlimited });
    Question { text: query.text.to_owned(), parameters: Vec::new(), timeout: None, print }
}

/// The query as someone would write it who knows the IRIs.
fn written_out(query: &Named, asker: &Asker, store: &Store) -> String {
    let mut text = query.text.to_owned();
    for parameter in declared(query.text).expect("declarations") {
        let default = parameter.default.expect("a default");
        let term = match parameter.kind {
            ParameterType::Entity => entity(asker, store, &default),
            ParameterType::Kind => format!("ht:{}{}", default[..1].to_uppercase(), &default[1..]),
            _ => default,
        };
        text = text.replace(&format!("?{}", parameter.name), &term);
    }
    text
}

fn entity(asker: &Asker, store: &Store, name: &str) -> String {
    let text = format!("SELECT (STR(ht:entity(\"{name}\")) AS ?iri) {{}}");
    let print = Output {
        format: Format::Solutions(QueryResultsFormat::Csv),
        limit: None,
        space: Space::Unlimited,
    };
    let question =
        Question { text, parameters: Vec::new(), timeout: None, print: Print::Result(print) };
    let mut out = Vec::new();
    asker.ask(store, &question, &mut out).expect("an entity");
    let csv = String::from_utf8(out).expect("text");
    format!("<{}>", csv.lines().nth(1).expect("a row"))
}

/// How many rows or triples Oxigraph finds.
fn count(store: &Store, base: &str, text: &str) -> usize {
    let label = vocab::ht::LABEL.into_owned();
    let mut evaluator =
        SparqlEvaluator::new().with_custom_function(label, |arguments| arguments.first().cloned());
    for (prefix, iri) in vocab::prefixes(base) {
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

/// The median time of a process that answers.
fn cold(place: &Path, name: &str, times: usize) -> Duration {
    let once = |_| cost(haitu().args(["query", "--named", name, "-l"]).arg(place)).time;
    median((0..times).map(once).collect())
}
