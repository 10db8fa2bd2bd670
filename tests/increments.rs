//! Stores that are brought up to date: whatever was changed, and whenever a build was killed, a store
//! ends as one that is built from nothing.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use haitu::catalog::Catalog;
use haitu::store::StoreDir;
use haitu::view::build::{Clock, Gone, Options, Progress, build};
use haitu::vocab;
use tempfile::TempDir;

/// Nobody looks on.
struct Unseen;

impl Progress for Unseen {
    fn begin(&self, _: usize, _: u64) {}
    fn read(&self, _: &Path, _: u64, _: usize, _: usize) {}
    fn writing(&self) {}
    fn end(&self) {}
}

/// Numbers that look random and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % end
    }
}

/// A folder of pages that change.
struct Pages {
    folder: TempDir,
    chance: Chance,
}

const NAMES: [&str; 8] = ["华为", "小米手机", "TikTok", "印度", "美国", "996", "欧洲", "比亚迪"];

impl Pages {
    fn new(seed: u64) -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir(folder.path().join("pages")).expect("a folder");
        let mut pages = Self { folder, chance: Chance(seed) };
        for page in 0..6 {
            pages.write(page);
        }
        pages
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a page anew, with other names.
    fn write(&mut self, page: u64) {
        let mut text = "# 谁出海？\n\n".to_owned();
        for _ in 0..=self.chance.below(5) {
            let [one, other] =
                [0, 1].map(|_| NAMES[usize::try_from(self.chance.below(8)).expect("small")]);
            let year = 1990 + self.chance.below(30);
            writeln!(text, "{one}和{other}都在{year}年出海。\n").expect("a string takes all");
        }
        fs::write(self.path(&format!("pages/{page}.md")), text).expect("a page is written");
    }

    /// Adds, changes or deletes a page.
    fn edit(&mut self) {
        let page = self.chance.below(8);
        let path = self.path(&format!("pages/{page}.md"));
        if self.chance.below(3) == 0 && path.exists() {
            fs::remove_file(path).expect("a page is deleted");
        } else {
            self.write(page);
        }
    }

    fn build(&self, store: &str, catalog: &Catalog) {
        let options = Options {
            location: &self.path(store),
            paths: &[self.path("pages")],
            base: vocab::BASE,
            engine: None,
            gone: Gone::Prune,
            clock: Clock::Fixed("1970-01-01T00:00:00Z".parse().expect("a time")),
            program: "haitu",
        };
        build(&options, catalog, &Unseen).expect("a store is built");
    }

    /// Every statement of a store, and every card.
    fn dump(&self, store: &str) -> Vec<String> {
        let store = StoreDir::open(&self.path(store)).expect("the store can be read");
        let graph = store.graph().expect("the graph can be read");
        let mut all: Vec<String> =
            graph.iter().map(|quad| quad.expect("a quad").to_string()).collect();
        let index = store.index().expect("the index can be read");
        for number in 0..index.len() {
            let card = index.card(number).expect("a card");
            if card.counts.answers > 0 {
                all.push(serde_json::to_string(&card).expect("JSON"));
            }
        }
        all.sort_unstable();
        all
    }
}

#[test]
fn increments_come_to_the_same_as_a_build_from_nothing() {
    let catalog = Catalog::builtin(vocab::BASE).expect("the catalog");
    for seed in 0..2 {
        let mut pages = Pages::new(seed);
        pages.build("store", &catalog);
        for round in 0..3 {
            for _ in 0..=pages.chance.below(3) {
                pages.edit();
            }
            pages.build("store", &catalog);
            let whole = format!("whole-{round}");
            pages.build(&whole, &catalog);
            assert!(pages.dump("store") == pages.dump(&whole), "seed {seed}, round {round}");
        }
    }
}

/// How often builds are killed: `HAITU_KILLS`, or a few times.
fn kills() -> u64 {
    std::env::var("HAITU_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(4)
}

#[test]
fn a_build_that_is_killed_leaves_the_store_before_it_or_after_it() {
    let catalog = Catalog::builtin(vocab::BASE).expect("the catalog");
    let mut pages = Pages::new(9);
    for seed in ["zhihu-seed.md", "news-seed.md"] {
        fs::copy(Path::new("data").join(seed), pages.path("pages").join(seed)).expect("a seed");
    }
    let start = Instant::now();
    assert!(run(&pages).spawn().expect("a build").wait().expect("its end").success());
    let usual = u64::try_from(start.elapsed().as_millis()).expect("a short time");
    for kill in 0..kills() {
        let before = pages.dump("store");
        pages.edit();
        let mut build = run(&pages).spawn().expect("a build");
        sleep(Duration::from_millis(pages.chance.below(usual + usual / 5)));
        drop(build.kill());
        build.wait().expect("its end");
        let left = pages.dump("store");
        assert!(run(&pages).spawn().expect("a build").wait().expect("its end").success());
        let after = pages.dump("store");
        assert!(left == before || left == after, "kill {kill} left half a store");
        if kill % 5 == 0 {
            let whole = format!("whole-{kill}");
            pages.build(&whole, &catalog);
            assert!(after == pages.dump(&whole), "kill {kill} left traces");
        }
    }
}

/// A build of the pages, as a process of its own.
fn run(pages: &Pages) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_haitu"));
    command
        .args(["build", "-q", "--prune", "--reproducible", "-l"])
        .args([pages.path("store"), pages.path("pages")])
        .env_remove("SOURCE_DATE_EPOCH")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}
