//! Stores that are brought up to date: whatever was changed, and whenever a build was killed, a store
//! ends as one that is built from nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use haitu::build::{Clock, Gone, Options, Progress, build};
use haitu::catalog::Catalog;
use haitu::digest::{Copies, Digest};
use haitu::store::{StoreDir, StoreError};
use haitu::vocab;
use tempfile::TempDir;

use crate::haitu::command;

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

    /// Adds, changes or deletes a page, or makes it a copy of another.
    fn edit(&mut self) {
        let [page, other] = [0, 1].map(|_| self.chance.below(8));
        let [path, other] = [page, other].map(|page| self.path(&format!("pages/{page}.md")));
        match self.chance.below(4) {
            0 if path.exists() => fs::remove_file(path).expect("a page is deleted"),
            1 if path != other && other.exists() => {
                fs::copy(other, path).expect("a page is copied");
            }
            _ => self.write(page),
        }
    }

    /// Builds a store of the pages in this process.
    fn build(&self, store: &str, catalog: &Catalog) {
        build_in(self.folder.path(), store, catalog);
    }

    fn state(&self, store: &str) -> State {
        state(&self.path(store)).expect("there is a store")
    }
}

/// Builds a store of the folder `pages` in a folder.
pub(crate) fn build_in(folder: &Path, store: &str, catalog: &Catalog) {
    let options = Options {
        location: &folder.join(store),
        paths: &[folder.join("pages")],
        base: vocab::BASE,
        gone: Gone::Prune,
        clock: Clock::Fixed("1970-01-01T00:00:00Z".parse().expect("a time")),
    };
    build(&options, catalog, &Unseen).expect("a store is built");
}

/// The manifest of a store and each file that it names, with their contents.
type State = BTreeMap<String, Vec<u8>>;

/// The state of a store, if there is one.
fn state(store: &Path) -> Option<State> {
    match StoreDir::open(store) {
        Err(StoreError::Missing(_)) => return None,
        opened => drop(opened.expect("the store can be read")),
    }
    let read = |name: &str| {
        let path = store.join("haitu").join(name);
        (name.to_owned(), fs::read(&path).expect("the file is there"))
    };
    let (name, manifest) = read("manifest.jsonl");
    let text = String::from_utf8(manifest.clone()).expect("JSON");
    let is_file = |word: &&str| {
        let folders = ["copies/", "graphs/", "lookup/", "records/"];
        folders.iter().any(|folder| word.starts_with(folder))
    };
    let mut state: State = text.split('"').filter(is_file).map(read).collect();
    state.insert(name, manifest);
    Some(state)
}

/// Documents, copies, statements and the lookup index of a store.
type Held = (Vec<Digest>, Copies, Vec<String>, Vec<u8>);

/// What a store holds, wherever it stands.
fn held(store: &Path) -> Held {
    let open = StoreDir::open(store).expect("the store");
    let documents = open.manifest().expect("the manifest").graphs.iter();
    let documents = documents.map(|entry| {
        let digest = open.digest(entry).expect("a digest");
        assert_eq!((&digest.iri, digest.units.len()), (&entry.iri, entry.units));
        digest
    });
    let index = fs::read(store.join("haitu").join(&open.head().index)).expect("the index");
    (documents.collect(), open.copies().expect("copies"), statements(&open), index)
}

/// Every statement of a store, sorted.
fn statements(store: &StoreDir) -> Vec<String> {
    let graph = store.graph().expect("the graph can be read");
    let mut all: Vec<String> = graph.iter().map(|quad| quad.expect("a quad").to_string()).collect();
    all.sort_unstable();
    all
}

#[test]
fn increments_come_to_the_same_as_a_build_from_nothing() {
    let catalog = Catalog::builtin(vocab::BASE).expect("the catalog");
    for seed in 0..2 {
        let mut pages = Pages::new(seed);
        pages.build("store", &catalog);
        for round in 0..4 {
            for _ in 0..=pages.chance.below(3) {
                pages.edit();
            }
            pages.build("store", &catalog);
            let whole = format!("whole-{round}");
            pages.build(&whole, &catalog);
            assert!(pages.state("store") == pages.state(&whole), "round {round}");
        }
        let store = StoreDir::open(&pages.path("store")).expect("the store");
        assert_eq!(statements(&store).len(), store.head().totals.quads);
    }
}

/// A page of so many kilobytes that no compression makes much smaller.
fn noise(seed: u64, kilobytes: usize) -> String {
    let mut chance = Chance(seed);
    let line = |_| format!("{:07x}{:07x}\n", chance.below(1 << 28), chance.below(1 << 28));
    let lines: String = (0..kilobytes * 68).map(line).collect();
    format!("深圳市海角星空科技有限公司和北京恒远律师事务所出海。\n\n{lines}")
}

/// The packs of a store.
fn packs(store: &Path) -> BTreeSet<String> {
    let store = StoreDir::open(store).expect("the store");
    store.head().packs.iter().map(|pack| pack.name.clone()).collect()
}

/// What is large and unchanged stays where it stands, however often the rest changes, and there are
/// never many files.
#[test]
fn records_of_unchanged_documents_are_not_written_again() {
    let catalog = Catalog::default();
    let mut pages = Pages::new(4);
    fs::write(pages.path("pages/large.txt"), noise(1, 700)).expect("a page");
    pages.build("store", &catalog);
    let store = pages.path("store");
    let first = packs(&store);
    assert_eq!(first.len(), 1, "{first:?}");
    for round in 0..4 {
        pages.edit();
        fs::write(pages.path(&format!("pages/{round}.txt")), format!("第{round}页。"))
            .expect("a page");
        pages.build("store", &catalog);
        let now = packs(&store);
        assert!(now.is_superset(&first) && now.len() == 2, "round {round}: {now:?}");
        let whole = format!("whole-{round}");
        pages.build(&whole, &catalog);
        assert!(held(&store) == held(&pages.path(&whole)), "round {round}");
        assert!(file_names(&store.join("haitu/records")).len() == 2, "round {round}");
    }
    // Most of the first pack is forgotten now.
    fs::write(pages.path("pages/large.txt"), noise(2, 700)).expect("a page");
    pages.build("store", &catalog);
    let last = packs(&store);
    assert!(last.len() == 1 && last.is_disjoint(&first), "{last:?}");
    pages.build("whole", &catalog);
    assert!(pages.state("store") == pages.state("whole"));
}

/// Of two copies, each is added, changed and deleted while the other stays.
#[test]
fn whichever_of_two_copies_changes_the_store_is_as_one_from_nothing() {
    let catalog = Catalog::builtin(vocab::BASE).expect("the catalog");
    let text = "菊厂和小米手机都在印度出海，而且两家都在那里建了厂。\n";
    let dated = format!("---\ntitle: 题\ndate: 2020-01-01\n---\n\n{text}");
    let same = |pages: &Pages, round: usize, copies: usize| {
        pages.build("store", &catalog);
        let whole = format!("whole-{round}");
        pages.build(&whole, &catalog);
        assert!(pages.state("store") == pages.state(&whole), "round {round}");
        let store = StoreDir::open(&pages.path("store")).expect("the store");
        assert_eq!(store.copies().expect("the manifest").len(), copies, "round {round}");
    };
    let pages = Pages::new(5);
    let write = |name: &str, text: &str| {
        fs::write(pages.path(&format!("pages/{name}.md")), text).expect("a page is written");
    };
    let delete = |name: &str| {
        fs::remove_file(pages.path(&format!("pages/{name}.md"))).expect("a page is deleted");
    };
    write("a", text);
    same(&pages, 0, 0);
    write("b", &text.replace('，', "，\n"));
    same(&pages, 1, 1);
    // The other one is earlier now.
    write("b", &dated);
    same(&pages, 2, 1);
    write("c", &dated);
    same(&pages, 3, 2);
    delete("b");
    same(&pages, 4, 1);
    write("c", "别的。\n");
    same(&pages, 5, 0);
    write("c", text);
    delete("a");
    same(&pages, 6, 0);
}

/// How many builds are killed while they run: `HAITU_KILLS`, or a few.
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
    assert!(ended(&mut run(&pages)).success());
    pages.edit();
    let start = Instant::now();
    assert!(ended(&mut run(&pages)).success());
    let usual = u64::try_from(start.elapsed().as_millis()).expect("a short time");
    let (mut landed, mut left_before, mut tries) = (0, 0, 0);
    while landed < kills() {
        tries += 1;
        assert!(tries < 10 * kills(), "of {tries} builds {landed} were killed");
        let before = pages.state("store");
        pages.edit();
        let mut build = run(&pages).spawn().expect("a build");
        sleep(Duration::from_millis(pages.chance.below(usual + usual / 5)));
        drop(build.kill());
        landed += u64::from(was_killed(build.wait().expect("its end")));
        let left = pages.state("store");
        assert!(ended(&mut run(&pages)).success());
        let after = pages.state("store");
        assert!(left == before || left == after, "try {tries} left half a store");
        left_before += u64::from(left == before);
        if landed % 5 == 1 {
            let whole = format!("whole-{tries}");
            pages.build(&whole, &catalog);
            assert!(after == pages.state(&whole), "try {tries} left traces");
        }
    }
    eprintln!(
        "an increment takes {usual} ms; {landed} of {tries} builds were killed, \
         {left_before} left the store as it was"
    );
}

/// Whether a process ended by a signal.
fn was_killed(status: ExitStatus) -> bool {
    status.code().is_none()
}

fn ended(command: &mut Command) -> ExitStatus {
    command.status().expect("a build")
}

/// A build of the pages, as a process of its own.
fn run(pages: &Pages) -> Command {
    let mut command = command(pages.folder.path());
    command
        .args(["build", "-q", "--prune", "--reproducible", "-l"])
        .args([pages.path("store"), pages.path("pages")])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// The folder of the pages that `one_build` is to build.
const CHILD: &str = "HAITU_TEST_FOLDER";

/// No test of its own: what the test below runs as a process, with a catalog of nothing so that it
/// is quick.
#[test]
fn one_build() {
    if let Ok(folder) = std::env::var(CHILD) {
        build_in(Path::new(&folder), "store", &Catalog::default());
    }
}

/// A build in a process of its own that ends after so many steps of writing.
#[cfg(debug_assertions)]
fn stopped(pages: &Pages, steps: u32) -> ExitStatus {
    let mut build = Command::new(std::env::current_exe().expect("this program"));
    build
        .args(["--exact", "increments::one_build"])
        .env(CHILD, pages.folder.path())
        .env("HAITU_ABORT_AFTER_WRITES", steps.to_string())
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    ended(&mut build)
}

/// Stops a build after each of its steps of writing, of a store that is there and of one that is not.
#[cfg(debug_assertions)]
#[test]
fn whichever_step_of_writing_is_the_last_the_store_is_whole() {
    for is_new in [false, true] {
        let mut pages = Pages::new(3);
        let company = "深圳市海角星空科技有限公司和北京恒远律师事务所出海。";
        fs::write(pages.path("pages/company.md"), company).expect("a page");
        if !is_new {
            pages.build("before", &Catalog::default());
        }
        pages.write(0);
        fs::remove_file(pages.path("pages/1.md")).expect("a page is deleted");
        pages.build("after", &Catalog::default());
        let (before, after) = (state(&pages.path("before")), state(&pages.path("after")));
        let mut steps = 0;
        loop {
            steps += 1;
            drop(fs::remove_dir_all(pages.path("store")));
            if !is_new {
                copy_folder(&pages.path("before"), &pages.path("store"));
            }
            let status = stopped(&pages, steps);
            let left = state(&pages.path("store"));
            let what = format!("new: {is_new}, stopped after {steps} steps");
            assert!(left == before || left == after, "{what}: half a store is left");
            if status.success() {
                assert!(left == after, "{what}");
                break;
            }
            assert!(was_killed(status), "{what}: {status}");
            pages.build("store", &Catalog::default());
            assert!(state(&pages.path("store")) == after, "{what}: the next build differs");
            assert_eq!(
                file_names(&pages.path("store/haitu")),
                file_names(&pages.path("after/haitu")),
                "{what}: files are left lying about"
            );
        }
        eprintln!("new: {is_new}: stopped after each of {} steps", steps - 1);
        assert!(steps > 20, "only {steps} steps");
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

/// The names of all files below a folder, sorted.
fn file_names(folder: &Path) -> Vec<PathBuf> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let own = PathBuf::from(entry.file_name());
        if entry.path().is_dir() {
            names.extend(file_names(&entry.path()).into_iter().map(|name| own.join(name)));
        } else {
            names.push(own);
        }
    }
    names.sort();
    names
}
