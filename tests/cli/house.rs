//! The rules of the house that a compiler does not check: stages know only what comes before them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `lib.rs`, in the order in which data passes through them.
pub(crate) fn stages() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").expect("lib.rs");
    let module = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(module).collect()
}

/// All source files of a stage: its own, and those in its folder, however deep.
pub(crate) fn sources(stage: &str) -> Vec<PathBuf> {
    let mut files = vec![PathBuf::from(format!("src/{stage}.rs"))];
    add_sources(&Path::new("src").join(stage), &mut files);
    files
}

fn add_sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            add_sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The modules that a text names below `parent::`: each `parent::NAME`, and each NAME of a group
/// `parent::{…}`.
pub(crate) fn named<'a>(text: &'a str, parent: &str) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(parent) {
        let rest = &text[at + parent.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(items(group).map(first_word)),
            None => _ = names.insert(first_word(rest)),
        }
    }
    names
}

/// The items of a group, up to the brace that closes it.
fn items(group: &str) -> impl Iterator<Item = &str> {
    let deeper = |depth: &mut i32, c: char| {
        *depth += i32::from(c == '{') - i32::from(c == '}');
        *depth
    };
    let (mut depth, mut level) = (0, 0);
    let end = group.find(|c| deeper(&mut depth, c) < 0).unwrap_or(group.len());
    group[..end].split(move |c| deeper(&mut level, c) == 0 && c == ',').map(str::trim_start)
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

#[test]
fn modules_are_named_alone_or_in_a_group() {
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(Vec::from_iter(named(text, "crate::")), expected, "{text}");
    };
    check("use crate::rdf::Run;", &["rdf"]);
    check("use crate::{document, vocab};", &["document", "vocab"]);
    check("use crate::{card::{a, store}, graph};", &["card", "graph"]);
    check("use crate::{\n    rdf::{self, Run},\n    store::StoreDir,\n};", &["", "rdf", "store"]);
}

#[test]
fn a_stage_names_no_later_one() {
    let stages = stages();
    for (number, stage) in stages.iter().enumerate() {
        for file in sources(stage) {
            let text = fs::read_to_string(&file).expect("a source file");
            let named = named(&text, "crate::");
            for later in &stages[number + 1..] {
                let is_named = named.contains(later.as_str());
                assert!(!is_named, "{} names the later stage `{later}`", file.display());
            }
        }
    }
}

#[test]
fn views_know_nothing_of_each_other() {
    for file in sources("view") {
        let own =
            file.components().nth(2).map_or(Path::new(""), |part| Path::new(part.as_os_str()));
        let own = own.file_stem().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&file).expect("a source file");
        for named in named(&text, "view::") {
            let is_another =
                named != own && Path::new("src/view").join(format!("{named}.rs")).exists();
            assert!(!is_another, "{} names the view `{named}`", file.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for stage in stages() {
        for file in sources(&stage) {
            let text = fs::read_to_string(&file).expect("a source file");
            assert!(text.starts_with("//! "), "{} has no heading", file.display());
        }
    }
}
