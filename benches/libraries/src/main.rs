//! What well-kept key-value libraries give as the index of an RDF graph, against `haitu::dataset`, on
//! the same statements.
//!
//! `cargo run --release --manifest-path benches/libraries/Cargo.toml -- FILE.nq` prints for each how
//! long it takes to write the index, how large it is, and how long the same reading takes, cold (a
//! process of its own: opening and some hundred reads) and warm (a hundred times as many). The
//! libraries keep what ours keeps: the statements as numbers in four sorted orders, and a dictionary
//! both ways. The numbers are the same everywhere; nobody parses a term. Of hdt there is no figure: it
//! has no named graphs.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use fjall::KeyspaceCreateOptions;
use haitu::dataset::{Builder, Dataset, View};
use heed::types::Bytes;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};
use redb::{ReadableDatabase as _, TableDefinition};
use spareval::QueryableDataset as _;

mod library;

use library::{KINDS, Library};

/// How often the same reading is done.
const ROUNDS: usize = 7;
/// How many subjects are read cold, and how many times as many warm.
const COLD: usize = 100;
const WARM: usize = 100;

/// The orders in which the statements are kept, by their columns.
const ORDERS: [[usize; 4]; 4] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3], [3, 0, 1, 2]];

type Row = [u64; 4];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", kind, file, place] => write(kind, Path::new(file), Path::new(place)),
        ["read", kind, place, wanted] => read(kind, Path::new(place), Path::new(wanted), 1),
        ["warm", kind, place, wanted] => read(kind, Path::new(place), Path::new(wanted), WARM),
        [file] => compare(Path::new(file)),
        _ => eprintln!("name a file of N-Quads"),
    }
}

fn compare(file: &Path) {
    let folder = tempfile::tempdir().expect("a folder");
    let wanted = folder.path().join("wanted");
    fs::write(&wanted, subjects(file).join("\n")).expect("it is written");
    println!("{:<8}{:>10}{:>10}{:>10}{:>10}", "", "write s", "MB", "cold ms", "warm ms");
    for kind in std::iter::once("haitu").chain(KINDS) {
        let place = folder.path().join(kind);
        let written = time(&["write", kind, text(file), text(&place)]).0;
        let median = |command: &str| {
            let run = |_| time(&[command, kind, text(&place), text(&wanted)]);
            let mut runs: Vec<(Duration, Duration)> = (0..ROUNDS).map(run).collect();
            runs.sort();
            runs[ROUNDS / 2]
        };
        println!(
            "{kind:<8}{:>10.2}{:>10.1}{:>10.2}{:>10.2}",
            written.as_secs_f64(),
            size(&place) as f64 / 1e6,
            median("read").0.as_secs_f64() * 1e3,
            median("warm").1.as_secs_f64() * 1e3,
        );
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

/// How long a process of this program takes, and how long it says its reading took.
fn time(arguments: &[&str]) -> (Duration, Duration) {
    let start = Instant::now();
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(arguments)
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(0);
    (start.elapsed(), Duration::from_micros(told))
}

fn size(place: &Path) -> u64 {
    match fs::read_dir(place) {
        Ok(files) => files.flatten().map(|file| size(&file.path())).sum(),
        Err(_) => fs::metadata(place).map_or(0, |file| file.len()),
    }
}

fn quads(file: &Path) -> impl Iterator<Item = Quad> {
    let reader = BufReader::new(File::open(file).expect("the statements"));
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient();
    parser.for_reader(reader).map(|quad| quad.expect("a quad"))
}

/// Subjects from everywhere in the file.
fn subjects(file: &Path) -> Vec<String> {
    let mut subjects: Vec<String> = quads(file).map(|quad| quad.subject.to_string()).collect();
    subjects.dedup();
    let step = (subjects.len() / COLD).max(1);
    subjects.into_iter().step_by(step).take(COLD).collect()
}

/// Writes the index of a file.
fn write(kind: &str, file: &Path, place: &Path) {
    if kind == "haitu" {
        let folder = std::env::temp_dir();
        let mut builder = Builder::new(&folder);
        quads(file).for_each(|quad| builder.add(&quad).expect("it is taken"));
        let out = BufWriter::new(File::create(place).expect("a file"));
        builder.finish(out).expect("it is written").statements;
        return;
    }
    let (mut numbers, mut rows) = (HashMap::new(), Vec::new());
    for quad in quads(file) {
        let Quad { subject, predicate, object, graph_name } = quad;
        let terms =
            [subject.to_string(), predicate.to_string(), object.to_string(), graph_name.to_string()];
        rows.push(terms.map(|term| {
            let next = numbers.len() as u64 + 1;
            *numbers.entry(term).or_insert(next)
        }));
    }
    let mut terms: Vec<(String, u64)> = numbers.into_iter().collect();
    let library = Library::create(kind, place);
    for (order, columns) in ORDERS.iter().enumerate() {
        let mut rows: Vec<Row> = rows.iter().map(|row| columns.map(|column| row[column])).collect();
        rows.sort_unstable();
        rows.dedup();
        let keys = rows.iter().map(|row| (row.map(u64::to_be_bytes).concat(), Vec::new()));
        library.put(&format!("order{order}"), keys);
    }
    terms.sort_unstable();
    let by_term = terms.iter().map(|(term, id)| (term.clone().into_bytes(), id.to_be_bytes().to_vec()));
    library.put("ids", by_term);
    terms.sort_unstable_by_key(|(_, id)| *id);
    let by_id = terms.iter().map(|(term, id)| (id.to_be_bytes().to_vec(), term.clone().into_bytes()));
    library.put("terms", by_id);
    library.finish();
}

/// Reads what is said of some subjects, and who says the same things of others; tells how long it took.
fn read(kind: &str, place: &Path, wanted: &Path, times: usize) {
    let wanted = fs::read_to_string(wanted).expect("subjects");
    let wanted: Vec<&str> = wanted.lines().collect();
    if kind == "haitu" {
        let data = Dataset::open(place, |_| true).expect("it opens");
        let view = View::new(&data);
        tell(times, || wanted.iter().map(|subject| read_ours(&view, subject)).sum());
    } else {
        let library = Library::open(kind, place);
        tell(times, || wanted.iter().map(|subject| read_theirs(&library, subject)).sum());
    }
}

fn tell(times: usize, work: impl Fn() -> usize) {
    let start = Instant::now();
    let read: usize = (0..times).map(|_| work()).sum();
    let took = start.elapsed();
    writeln!(std::io::stdout(), "{}", took.as_micros()).expect("it is told");
    eprintln!("{read} read");
}

/// No more statements of one predicate and object are read.
const MOST: usize = 50;

fn read_ours(view: &View, subject: &str) -> usize {
    let subject: Term = subject.parse().expect("a term");
    let subject = view.internalize_term(subject).expect("a number");
    let mut read = 0;
    for quad in view.internal_quads_for_pattern(Some(&subject), None, None, None) {
        let quad = quad.expect("a statement");
        view.externalize_term(quad.object).expect("a term");
        let same =
            view.internal_quads_for_pattern(None, Some(&quad.predicate), Some(&quad.object), None);
        read += same.take(MOST).count();
    }
    read
}

fn read_theirs(library: &Library, subject: &str) -> usize {
    let Some(subject) = library.get("ids", subject.as_bytes()) else { return 0 };
    let mut read = 0;
    for row in library.prefix(0, &subject, usize::MAX) {
        library.get("terms", &row[16..24]).expect("a term");
        read += library.prefix(1, &row[8..24], MOST).len();
    }
    read
}
