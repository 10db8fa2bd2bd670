//! Whole builds against a bulk load of the same statements by the `oxigraph` command into a database
//! of its own (`pip install oxigraph`).
//!
//! `cargo bench --bench build [-- MEGABYTES]`, of 20 MB of made-up pages unless told otherwise. A build
//! reads the pages, finds what they mention, counts, and writes the store and the lookup index; the
//! bulk load gets the statements as N-Quads and is spared all but the loading. Both are whole processes.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fs;
use std::path::Path;
use std::process::Command;

use haitu::catalog::Catalog;
use haitu::store::StoreDir;
use haitu::vocab;

mod measure;
mod pages;

use measure::{Cost, cost, float, haitu, median, millions, ratio};

/// How often each is measured.
const ROUNDS: usize = 3;

fn main() {
    let told = measure::arguments().first().map(|number| number.parse().expect("a number"));
    let megabytes: usize = told.unwrap_or(20);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let pages = folder.join("pages");
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    pages::Pages::new(&catalog, 1).write(&pages, megabytes * 1_000_000);
    let (mut builds, mut loads) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        builds.push(build(folder, &pages));
        let quads = folder.join("all.nq");
        if !quads.exists() {
            let mut export = haitu();
            export.args(["export", "-l"]).arg(folder.join("store")).arg("-o").arg(&quads);
            cost(&mut export);
        }
        loads.push(load(folder, &quads));
    }
    let store = StoreDir::open(&folder.join("store")).expect("the store");
    let (mentions, quads) = (store.head().totals.mentions, store.head().totals.quads);
    let size = usize::try_from(store.size().expect("its files")).unwrap_or(usize::MAX);
    println!("{quads} statements, {mentions} mentions");
    print("haitu build", &builds, quads);
    print("oxigraph load", &loads, quads);
    let time = |costs: &[Cost]| median(costs.iter().map(|cost| cost.time).collect());
    println!("{:<16}{:>8.2}", "ratio", ratio(time(&builds), time(&loads)));
    println!(
        "{:<16}{:>8.1} MB, {:.1} bytes a statement, {:.1} statements a mention",
        "store",
        float(size) / 1e6,
        float(size) / float(quads),
        float(quads) / float(mentions)
    );
}

fn print(what: &str, costs: &[Cost], quads: usize) {
    let time = median(costs.iter().map(|cost| cost.time).collect());
    let memory = costs.iter().map(|cost| cost.memory).max().unwrap_or(0);
    println!(
        "{what:<16}{:>8.2} s, {:.0} thousand statements a second, {} MB of memory",
        time.as_secs_f64(),
        millions(quads, time) * 1e3,
        memory / 1_000_000
    );
}

fn build(folder: &Path, pages: &Path) -> Cost {
    let place = folder.join("store");
    drop(fs::remove_dir_all(&place));
    cost(haitu().args(["build", "-q", "-l"]).arg(&place).arg(pages))
}

fn load(folder: &Path, quads: &Path) -> Cost {
    let place = folder.join("oxigraph");
    drop(fs::remove_dir_all(&place));
    let mut load = Command::new("oxigraph");
    cost(load.args(["load", "--location"]).arg(&place).arg("--file").arg(quads))
}
