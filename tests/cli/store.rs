//! Stores that cannot be read: one clear sentence each, and the way out.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use haitu::catalog::Catalog;

use crate::haitu::{Haitu, PAGE};
use crate::increments::build_in;

/// The files of a folder of the store, in the order of their names.
fn files(haitu: &Haitu, folder: &str) -> Vec<PathBuf> {
    let found = fs::read_dir(haitu.path("haitu-store/haitu").join(folder)).expect("the folder");
    let mut found: Vec<PathBuf> = found.flatten().map(|file| file.path()).collect();
    found.sort();
    found
}

/// A store of one page.
fn store() -> Haitu {
    Haitu::new().file("page.md", PAGE).built(&["page.md"])
}

/// What a command says of a store that is damaged: one line that names the file, a reason and the way
/// out.
fn check(haitu: &Haitu, args: &[&str], reason: &str) {
    let output = haitu.output(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{args:?}: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(stderr.starts_with("error: `haitu-store/haitu/"), "{stderr}");
    assert!(stderr.contains(reason), "{stderr}");
    assert!(stderr.ends_with("delete the store and build it again\n"), "{stderr}");
}

const COUNT: [&str; 2] = ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"];

#[test]
fn a_graph_file_that_was_cut_short_is_told() {
    let haitu = store();
    for file in files(&haitu, "graphs") {
        let content = fs::read(&file).expect("the file");
        fs::write(&file, &content[..content.len() / 2]).expect("it is cut");
        check(&haitu, &COUNT, "is damaged");
        check(&haitu, &["export"], "is damaged");
        check(&haitu, &["check"], "is damaged");
        fs::write(&file, content).expect("it is mended");
    }
    assert!(haitu.output(&COUNT).status.success());
}

#[test]
fn the_graph_file_of_another_store_is_told() {
    let haitu = store();
    let other = Haitu::new().file("page.md", "腾讯在越南。").built(&["page.md"]);
    let graph = |haitu: &Haitu| files(haitu, "graphs").pop().expect("a graph");
    fs::copy(graph(&other), graph(&haitu)).expect("it is swapped");
    check(&haitu, &COUNT, "its content is not what its name says");
    check(&haitu, &["export"], "its content is not what its name says");
}

/// A small store of two documents without a catalog, so that each command is quick.
fn small() -> Haitu {
    let head = "---\ntitle: 出海\ndate: 2022-07-06\n---\n\n";
    let haitu = Haitu::new()
        .file("pages/one.md", format!("{head}深圳市海角星空科技有限公司和北京恒远律师事务所出海。"))
        .file("pages/two.md", format!("{head}北京恒远律师事务所在此，杭州晴川软件有限公司也在。"));
    build_in(&haitu.path(""), "haitu-store", &Catalog::default());
    haitu
}

/// What reads a store, each another part of it.
const READING: [&[&str]; 8] = [
    &["lookup", "北京恒远律师事务所"],
    &["lookup", "北京恒远律师事务所", "--since", "1999"],
    &COUNT,
    &["stats"],
    &["check"],
    &["export"],
    &["export", "--entity", "北京恒远律师事务所"],
    &["graph", "--min-weight", "1"],
];

/// What each says; `check` finds faults, as without a catalog there is no hash of one.
fn outputs(haitu: &Haitu) -> Vec<Output> {
    READING.iter().map(|args| without_size(haitu.output(args))).collect()
}

/// What was said without the size of the files, which is right whatever became of them.
fn without_size(output: Output) -> Output {
    let lines = output.stdout.split_inclusive(|byte| *byte == b'\n');
    let stdout =
        lines.filter(|line| !line.starts_with(b"bytes on disk")).collect::<Vec<_>>().concat();
    Output { stdout, ..output }
}

/// Nothing wrong passes as right: a command says what it said of the whole store, or fails with a
/// sentence.
fn right_or_refused(haitu: &Haitu, whole: &[Output], what: &str) {
    for ((output, whole), args) in outputs(haitu).iter().zip(whole).zip(READING) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        if output.status.code() == whole.status.code() && stderr.is_empty() {
            assert!(output.stdout == whole.stdout, "{what}: {args:?} says something else");
            continue;
        }
        assert_eq!(output.status.code(), Some(1), "{what}: {args:?}: {stderr}");
        assert!(stderr.starts_with("error: "), "{what}: {args:?}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{what}: {args:?}: {stderr}");
    }
}

#[test]
fn a_store_of_which_any_file_was_cut_answers_as_before_or_not_at_all() {
    let haitu = small();
    let whole = outputs(&haitu);
    assert!(whole.iter().all(|output| !output.stdout.is_empty() && output.stderr.is_empty()));
    for (name, content) in haitu.files("haitu-store") {
        let path = haitu.path("haitu-store").join(&name);
        let all = content.len();
        for length in [0, 7, all / 3, all * 2 / 3, all.saturating_sub(1)] {
            if length < all {
                fs::write(&path, &content[..length]).expect("it is cut");
                right_or_refused(&haitu, &whole, &format!("{name} cut to {length} of {all} bytes"));
            }
        }
        fs::remove_file(&path).expect("it is deleted");
        right_or_refused(&haitu, &whole, &format!("{name} deleted"));
        fs::write(&path, content).expect("it is mended");
    }
    right_or_refused(&haitu, &whole, "mended");
}

/// The names beside the entities of a table are read from other pages than its rows.
#[test]
fn a_graph_of_which_any_page_was_changed_shows_all_names_or_tells() {
    let haitu = store();
    let companies = ["query", "SELECT ?company { ?company a ht:Company } ORDER BY ?company"];
    let whole = haitu.output(&companies);
    assert!(String::from_utf8_lossy(&whole.stdout).contains("company:huawei 华为"));
    let [file] = &files(&haitu, "graphs")[..] else { panic!("one file") };
    let content = fs::read(file).expect("the file");
    let mut told = 0;
    for place in (60..content.len()).step_by(1024) {
        let mut changed = content.clone();
        changed[place] ^= 1;
        fs::write(file, &changed).expect("it is changed");
        let output = haitu.output(&companies);
        if output.status.success() {
            assert!(output.stdout == whole.stdout, "byte {place}");
        } else {
            assert!(String::from_utf8_lossy(&output.stderr).contains("is damaged"), "byte {place}");
            told += 1;
        }
    }
    assert!(told > 0);
}

#[test]
fn a_store_of_which_files_were_swapped_answers_as_before_or_not_at_all() {
    let haitu = small();
    let whole = outputs(&haitu);
    assert!(whole.iter().all(|output| !output.stdout.is_empty() && output.stderr.is_empty()));
    let folders = ["copies", "graphs", "lookup", "records"];
    let parts: Vec<PathBuf> = folders.iter().flat_map(|folder| files(&haitu, folder)).collect();
    assert_eq!(parts.len(), folders.len());
    for (number, one) in parts.iter().enumerate() {
        for other in &parts[number + 1..] {
            let swap = || {
                let [first, second] = [one, other].map(|path| fs::read(path).expect("a file"));
                fs::write(one, second).and_then(|()| fs::write(other, first)).expect("swapped");
            };
            swap();
            right_or_refused(&haitu, &whole, &format!("{} and {}", one.display(), other.display()));
            swap();
        }
    }
    right_or_refused(&haitu, &whole, "mended");
}

#[test]
fn a_part_of_another_store_is_told() {
    let haitu = small();
    let other = Haitu::new().file("pages/one.md", "杭州晴川软件有限公司。");
    build_in(&other.path(""), "haitu-store", &Catalog::default());
    let whole = outputs(&haitu);
    for folder in ["copies", "graphs", "lookup", "records"] {
        let part = |haitu: &Haitu| files(haitu, folder).pop().expect("a part");
        let own = fs::read(part(&haitu)).expect("a file");
        fs::copy(part(&other), part(&haitu)).expect("it is swapped");
        right_or_refused(&haitu, &whole, folder);
        fs::write(part(&haitu), own).expect("it is mended");
    }
    right_or_refused(&haitu, &whole, "mended");
}

#[test]
fn a_record_of_which_a_byte_was_changed_is_told() {
    let haitu = small();
    let pack = files(&haitu, "records").pop().expect("a pack");
    let content = fs::read(&pack).expect("the pack");
    let mut changed = content.clone();
    changed[content.len() - 9] ^= 1;
    fs::write(&pack, changed).expect("it is changed");
    check(&haitu, &["lookup", "北京恒远律师事务所", "--since", "1999"], "is not what was written");
}

#[test]
fn a_manifest_that_was_cut_short_is_told() {
    let haitu = store();
    let manifest = haitu.path("haitu-store/haitu/manifest.jsonl");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let first_line = text.lines().next().expect("a head");
    for cut in [&text[..text.len() / 2], first_line, &first_line[..40], ""] {
        fs::write(&manifest, cut).expect("it is cut");
        check(&haitu, &["export"], "is damaged");
    }
}

#[test]
fn a_file_where_a_store_should_be_is_told() {
    let haitu = Haitu::new().file("haitu-store", "no folder");
    let output = haitu.output(&["stats"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(stderr.contains("`haitu-store"), "{stderr}");
}

#[test]
fn a_store_of_a_later_format_is_told_with_the_way_out() {
    let haitu = store();
    let manifest = haitu.path("haitu-store/haitu/manifest.jsonl");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let (_, rest) = text.split_once("\"format\":").expect("a format");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    fs::write(&manifest, text.replacen(&rest[..digits], "99", 1)).expect("it is changed");
    for command in [&["stats"][..], &["check"], &["export"], &COUNT] {
        let output = haitu.output(command);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("has format 99, and this version reads"), "{stderr}");
        assert!(stderr.contains("haitu build -l NEW PATH…"), "{stderr}");
        assert_eq!(output.status.code(), Some(1));
    }
}

#[cfg(unix)]
#[test]
fn a_store_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let haitu = store();
    let manifest = haitu.path("haitu-store/haitu/manifest.jsonl");
    fs::set_permissions(&manifest, fs::Permissions::from_mode(0o000)).expect("it is locked");
    if fs::read(&manifest).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    haitu
        .args(&["stats"])
        .stderr(
            "error: cannot read `haitu-store/haitu/manifest.jsonl`: Permission denied (os error 13)\n",
        )
        .status(1)
        .run();
}
