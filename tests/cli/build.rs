//! `haitu build`: what it makes of good and bad input.

use std::fs;

use crate::haitu::{Haitu, PAGE};

/// What catalogs of the tests begin with.
const PREFIXES: &str = "@prefix ht: <https://w3id.org/haitu/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix company: <https://w3id.org/haitu/company/> .
";

/// The summary without its first line, which tells the time it took.
fn summary(haitu: &Haitu, args: &[&str]) -> String {
    let output = haitu.output(args);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().skip(1).take(1).collect()
}

#[test]
fn what_was_read_is_told_and_read_once() {
    let haitu = Haitu::new().file("page.md", PAGE);
    let check = |args: &[&str], expected: &str| {
        let expected = format!("{expected}; store `haitu-store`");
        assert_eq!(summary(&haitu, args), expected);
    };
    check(&["build", "page.md"], "1 read");
    check(&["build", "page.md"], "0 read, 1 unchanged");
    fs::write(haitu.path("page.md"), PAGE.replace("印度", "越南")).expect("the page is changed");
    check(&["build", "./page.md"], "1 read");
    haitu.mentions("country:india", false).mentions("country:vietnam", true);
}

/// The second build would have another time to tell, if it wrote anything.
#[test]
fn a_build_that_finds_nothing_new_writes_nothing_and_mends_what_is_missing() {
    let haitu = Haitu::new().file("page.md", PAGE);
    let build = |time: &str| {
        let mut command = crate::haitu::command(&haitu.path(""));
        let output = command.args(["build", "page.md"]).env("SOURCE_DATE_EPOCH", time).output();
        assert!(output.expect("the program runs").status.success());
        haitu.files("haitu-store")
    };
    let first = build("1");
    assert!(build("2") == first, "something was written");
    let index = first.iter().find(|(name, _)| name.starts_with("haitu/lookup/")).expect("an index");
    fs::remove_file(haitu.path("haitu-store").join(&index.0)).expect("the index is deleted");
    let mended = build("1");
    assert!(mended.contains(index), "the index is not made anew");
}

#[test]
fn documents_of_other_paths_stay_and_gone_ones_are_pruned_when_asked() {
    let haitu = Haitu::new()
        .file("a/one.md", "华为")
        .file("b/two.md", "小米公司")
        .built(&["a"])
        .built(&["b"]);
    fs::remove_file(haitu.path("a/one.md")).expect("the page is deleted");
    fs::write(haitu.path("a/three.md"), "腾讯").expect("another page");
    let output = haitu.output(&["build", "a"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "`a/one.md` is gone from disk and still in the store; `--prune` takes it out\n"
    );
    haitu
        .mentions("company:huawei", true)
        .built(&["a", "--prune"])
        .mentions("company:huawei", false);
}

#[test]
fn bad_files_are_named_and_the_others_are_read() {
    let haitu = Haitu::new()
        .file("pages/1-good.md", PAGE)
        .file("pages/2-empty.md", "")
        .file("pages/3-binary.bin", [0_u8, 159, 146, 150])
        .file("pages/4-front-matter.md", "---\ntitle: [x\n---\n华为");
    let output = haitu.output(&["build", "pages", "missing.md"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let warned: Vec<&str> = stderr.lines().filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!(
        warned,
        ["missing.md", "pages/2-empty.md", "pages/3-binary.bin", "pages/4-front-matter.md"]
    );
    assert!(stderr.lines().all(|line| line.starts_with("warning: ")), "{stderr}");
    assert_eq!(output.status.code(), Some(3));
    let counted = String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned);
    assert!(counted.is_some_and(|line| line.starts_with("2 documents, 3 answers and articles")));
}

#[test]
fn a_folder_without_files_is_told() {
    let haitu = Haitu::new().file("empty/.hidden", "华为");
    let output = haitu.output(&["build", "empty"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "warning: `empty`: the folder has no files to read\n\
         error: nothing could be read, and no store was made\n"
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(!haitu.path("haitu-store").exists());
}

#[test]
fn a_bad_catalog_stops_the_build_before_anything_is_written() {
    let haitu = Haitu::new()
        .file("page.md", PAGE)
        .file("bad.ttl", "@prefix ht: <https://w3id.org/haitu/ontology#> .\n\n<https://x/a> a ht:Company .\n")
        .args(&["build", "page.md", "--catalog", "bad.ttl"])
        .stderr("error: catalog file `bad.ttl`, line 3: <https://x/a> has no skos:prefLabel in @zh-Hans or @en\n")
        .status(1)
        .run();
    assert!(!haitu.path("haitu-store").exists());
    let haitu = haitu.file("bad.ttl", "<a> <b> \n\n nonsense");
    let output = haitu.output(&["build", "page.md", "--catalog", "bad.ttl"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.starts_with("error: catalog file `bad.ttl`, line 1: "), "{stderr}");
}

#[test]
fn names_of_the_user_are_found_and_override() {
    let names =
        "company:huawei skos:prefLabel \"华为技术\"@zh-Hans ; skos:altLabel \"某大厂\"@zh-Hans .
<https://example.org/acme> a ht:Company ; skos:prefLabel \"海角七号科技\"@zh-Hans .
";
    Haitu::new()
        .file("mine.ttl", format!("{PREFIXES}{names}"))
        .file("page.md", "某大厂收购了海角七号科技。")
        .finds("<https://w3id.org/haitu/company/huawei>")
        .finds("<https://example.org/acme>");
}

#[test]
fn what_is_no_store_is_not_touched() {
    let haitu = Haitu::new()
        .file("page.md", PAGE)
        .file("mine/thesis.txt", "years of work")
        .args(&["build", "page.md", "-l", "mine"])
        .stderr("error: `mine` is not a haitu store and not empty: name another directory with `-l DIR`\n")
        .status(1)
        .run();
    let files = fs::read_dir(haitu.path("mine")).expect("the folder").count();
    assert_eq!(files, 1);
}

#[test]
fn a_second_writer_is_turned_away() {
    let haitu = Haitu::with_store();
    let lock = fs::File::open(haitu.path("haitu-store/haitu/writing.lock")).expect("the lock file");
    lock.lock().expect("the lock");
    haitu
        .args(&["build", "page.md"])
        .stderr(
            "error: the store `haitu-store` is being written by another process: \
             try again when it is done\n",
        )
        .status(4)
        .run();
}

impl Haitu {
    /// Extracts with the catalog `mine.ttl`, and looks for an IRI in the result.
    fn finds(self, expected: &str) -> Self {
        let args = ["extract", "--catalog", "mine.ttl", "--format", "nq", "page.md"];
        let output = self.output(&args);
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(stdout.contains(expected), "{expected} is not in {stdout}");
        self
    }
}

#[test]
fn an_override_replaces_the_usual_names_wherever_they_stand() {
    for block in [
        "company:huawei a ht:Company ; skos:prefLabel \"某菊\"@zh-Hans .",
        "company:huawei skos:altLabel \"某厂\"@zh-Hans ; skos:prefLabel \"某菊\"@zh-Hans .",
        "company:huawei skos:prefLabel \"某菊\"@zh-Hans, \"Mouju\"@en .",
    ] {
        let haitu =
            Haitu::new().file("mine.ttl", format!("{PREFIXES}{block}")).file("page.md", "某菊在此");
        let output = haitu.output(&["extract", "--catalog", "mine.ttl", "page.md"]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{block}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("\"label\":\"某菊\""), "{block}");
    }
}

#[test]
fn another_catalog_reads_all_documents_again() {
    let names =
        "<https://example.org/acme> a ht:Company ; skos:prefLabel \"海角七号科技\"@zh-Hans .
";
    Haitu::new()
        .file("mine.ttl", format!("{PREFIXES}{names}"))
        .file("a/one.md", "海角七号科技在此")
        .file("b/two.md", "小米公司")
        .built(&["a"])
        .built(&["b", "--catalog", "mine.ttl"])
        .mentions("<https://example.org/acme>", true);
}

#[test]
fn no_document_is_lost_when_it_cannot_be_read_again() {
    let catalog = "@prefix ht: <https://w3id.org/haitu/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/acme> a ht:Company ; skos:prefLabel \"海角七号科技\"@zh-Hans .
";
    let haitu = Haitu::new()
        .file("mine.ttl", catalog)
        .file("one.md", "华为在此")
        .file("two.md", "小米公司")
        .file("three.md", "腾讯在此")
        .stdin("微软在此");
    assert!(haitu.output(&["build", "one.md", "two.md", "-"]).status.success());
    fs::remove_file(haitu.path("one.md")).expect("the page is deleted");
    let another = ["build", "three.md", "--catalog", "mine.ttl"];
    let haitu = haitu
        .args(&another)
        .stderr(
            "error: `one.md`, `-` were read with another catalog, base or version, or by other rules, \
             and are not to be found from here: build where the store was made, or drop them with `--prune`\n",
        )
        .status(1)
        .run()
        .args(&["query", "ASK { ?page ht:path \"one.md\" . ?other ht:path \"-\" }"])
        .stdout("true\n")
        .run();
    assert!(haitu.output(&[&another[..], &["--prune"]].concat()).status.success());
    haitu
        .args(&["query", "SELECT ?path { ?page ht:path ?path } ORDER BY ?path", "--format", "csv"])
        .stdout("path\r\nthree.md\r\ntwo.md\r\n")
        .run();
}

#[test]
fn the_order_of_builds_is_of_no_account() {
    let files = |order: [&str; 2]| {
        let haitu = Haitu::new().file("a.md", PAGE).file("b.md", "华为和小米在印度竞争。");
        let build = |haitu: Haitu, path| haitu.built(&[path, "--reproducible"]);
        order.into_iter().fold(haitu, build).files("haitu-store")
    };
    assert!(files(["a.md", "b.md"]) == files(["b.md", "a.md"]));
}

#[test]
fn here_is_pruned_like_any_folder() {
    let haitu = Haitu::new().file("one.md", "华为").file("two.md", "小米公司").built(&["."]);
    fs::remove_file(haitu.path("one.md")).expect("the page is deleted");
    haitu.built(&[".", "--prune"]).mentions("company:huawei", false);
}

#[test]
fn a_file_that_is_refused_now_is_in_the_store_no_more() {
    let haitu = Haitu::new().file("one.md", "华为").file("two.md", "小米公司").built(&["."]);
    fs::write(haitu.path("one.md"), "").expect("the page is emptied");
    assert_eq!(haitu.output(&["build", "."]).status.code(), Some(3));
    haitu.mentions("company:huawei", false);
}

#[test]
fn a_base_that_is_no_iri_is_wrong_usage() {
    let haitu = Haitu::new().file("page.md", PAGE);
    let output = haitu.output(&["build", "page.md", "--base", "nonsense"]);
    assert_eq!(output.status.code(), Some(2));
}
