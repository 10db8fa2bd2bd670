//! The rules of the house that a compiler does not check: stages know only what comes before them.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `lib.rs`, in the order in which data passes through them.
fn stages() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").expect("lib.rs");
    let module = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(module).collect()
}

/// All source files of a stage: its own, and those in its folder, however deep.
fn sources(stage: &str) -> Vec<PathBuf> {
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

#[test]
fn a_stage_names_no_later_one() {
    let stages = stages();
    for (number, stage) in stages.iter().enumerate() {
        for file in sources(stage) {
            let text = fs::read_to_string(&file).expect("a source file");
            for later in &stages[number + 1..] {
                let name = format!("crate::{later}");
                let named = text.match_indices(&name).any(|(at, _)| {
                    !text[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                });
                assert!(!named, "{} names the later stage `{later}`", file.display());
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
        for (at, name) in text.match_indices("view::") {
            let rest = &text[at + name.len()..];
            let named = &rest[..rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(0)];
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
