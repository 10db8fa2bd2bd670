//! Whole builds against Oxigraph's own bulk load of the same statements, which it gets from memory.
//!
//! `cargo bench --bench build [-- MEGABYTES]`, of 20 MB of made-up pages unless told otherwise; with
//! `--features rocksdb` for that engine too. A build reads the pages, finds what they mention, counts,
//! and writes the store and the lookup index; the bulk load is spared all but the loading. The
//! statements of the store are held in memory for it: some half a gigabyte for 1 MB of pages.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use haitu::catalog::Catalog;
use haitu::store::{Engine, StoreDir};
use haitu::vocab;
use oxigraph::model::Quad;
use oxigraph::store::Store;

mod measure;
mod pages;

use measure::{cost, float, haitu, median, millions, ratio, time};

/// How often each is measured.
const ROUNDS: usize = 3;

fn main() {
    let told = measure::arguments().first().map(|number| number.parse().expect("a number"));
    let megabytes: usize = told.unwrap_or(20);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pages = folder.path().join("pages");
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    pages::Pages::new(&catalog, 1).write(&pages, megabytes * 1_000_000);
    let engines: &[Engine] = if cfg!(feature = "rocksdb") {
        &[Engine::Memory, Engine::RocksDb]
    } else {
        &[Engine::Memory]
    };
    for &engine in engines {
        compare(folder.path(), &pages, engine);
    }
}

/// Builds and loads in turn, and prints what each took.
fn compare(folder: &Path, pages: &Path, engine: Engine) {
    let (mut builds, mut loads, mut memory) = (Vec::new(), Vec::new(), 0);
    let mut quads: Vec<Quad> = Vec::new();
    let place = folder.join(format!("{engine}-store"));
    for round in 0..ROUNDS {
        drop(fs::remove_dir_all(&place));
        let mut build = haitu();
        build.args(["build", "-q", "--engine", &engine.to_string(), "-l"]).arg(&place).arg(pages);
        let build = cost(&mut build);
        builds.push(build.time);
        memory = memory.max(build.memory);
        if quads.is_empty() {
            quads = statements(&place);
        }
        loads.push(load(&quads, &folder.join(format!("{engine}-{round}")), engine));
    }
    let store = StoreDir::open(&place).expect("the store");
    let mentions = store.head().totals.mentions;
    let size = usize::try_from(store.size().expect("its files")).unwrap_or(usize::MAX);
    let (build, load) = (median(builds), median(loads));
    println!("{engine} engine: {} statements, {mentions} mentions", quads.len());
    println!(
        "  haitu build               {:>8.2} s, {:.0} thousand a second, {} MB of memory",
        build.as_secs_f64(),
        millions(quads.len(), build) * 1e3,
        memory / 1_000_000
    );
    println!(
        "  Oxigraph's bulk load      {:>8.2} s, {:.0} thousand a second",
        load.as_secs_f64(),
        millions(quads.len(), load) * 1e3
    );
    println!("  ratio                     {:>8.2}", ratio(build, load));
    println!(
        "  store                     {:>8.1} MB, {:.0} bytes and {:.1} statements a mention",
        float(size) / 1e6,
        float(size) / float(mentions),
        float(quads.len()) / float(mentions)
    );
}

/// All statements of a store.
fn statements(place: &Path) -> Vec<Quad> {
    let store = StoreDir::open(place).expect("the store");
    let graphs = store.graphs().expect("its graphs");
    let names = graphs.names();
    names.iter().flat_map(|name| graphs.statements(name).expect("a graph")).collect()
}

/// How long Oxigraph takes for the statements; they are copied before.
fn load(quads: &[Quad], place: &Path, engine: Engine) -> Duration {
    let quads = quads.to_vec();
    let store = match engine {
        Engine::Memory => Store::new(),
        #[cfg(feature = "rocksdb")]
        Engine::RocksDb => Store::open(place),
        #[cfg(not(feature = "rocksdb"))]
        Engine::RocksDb => unreachable!("no engine at {}", place.display()),
    };
    let store = store.expect("a store");
    let took = time(|| {
        let mut loader = store.bulk_loader();
        loader.load_quads(quads).expect("it takes them");
        loader.commit().expect("it keeps them");
        #[cfg(feature = "rocksdb")]
        store.flush().expect("it writes them");
    });
    drop(store);
    drop(fs::remove_dir_all(place));
    took
}
