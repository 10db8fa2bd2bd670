//! The documents as texts: how long they are, how wide, and where their links lead. What they show of
//! the program is tested in `readme`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use unicode_width::UnicodeWidthStr as _;

/// No line is wider, in columns of a terminal: a Chinese character has two.
const COLUMNS: usize = 120;

/// So many lines a newcomer reads.
const LINES: usize = 200;

/// The folders that hold documents, and the folder of the project itself.
const FOLDERS: [&str; 7] = ["", "benches", "data", "data/gold", "docs", "examples", "ontology"];

/// How the paths begin that contributors are led to.
const FOLDERS_OF_CODE: [&str; 5] = ["data/", "docs/", "ontology/", "src/", "tests/"];

/// Texts that are data.
const DATA: [&str; 2] = ["data/news-seed.md", "data/zhihu-seed.md"];

/// All documents, by their paths from the top.
fn documents() -> BTreeSet<PathBuf> {
    let files = FOLDERS.iter().flat_map(|folder| {
        let files = fs::read_dir(Path::new(".").join(folder)).expect("a folder").flatten();
        files.map(|file| Path::new(folder).join(file.file_name()))
    });
    let is_document = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "md")
            && !DATA.iter().any(|data| path == Path::new(data))
    };
    files.filter(is_document).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a document")
}

#[test]
fn the_readme_is_short() {
    let readme = read(Path::new("README.md"));
    let lines = readme.lines().count();
    assert!(lines <= LINES, "{lines} lines; docs/ has room for what not every newcomer needs");
    for (number, line) in (1..).zip(readme.lines()) {
        assert!(line.width() <= COLUMNS, "README.md:{number} has {} columns", line.width());
    }
}

/// A row of a table cannot be broken.
#[test]
fn no_line_is_too_wide() {
    for path in documents() {
        for (number, line) in (1..).zip(read(&path).lines()) {
            let fits = line.width() <= COLUMNS || line.starts_with('|');
            assert!(fits, "{}:{number} has {} columns", path.display(), line.width());
        }
    }
}

/// The targets of the links and pictures of a document.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0))
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = plain.pop(),
            part => plain.push(part),
        }
        plain
    })
}

/// The file, or the heading of a file, to which a link leads; nothing for one that leads into the web.
fn target(from: &Path, link: &str) -> Option<(PathBuf, Option<String>)> {
    if link.contains("://") {
        return None;
    }
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    let path = match file {
        "" => from.to_owned(),
        file => plain(&from.with_file_name(file)),
    };
    Some((path, (!heading.is_empty()).then(|| heading.to_owned())))
}

/// The headings of a text as GitHub names them in addresses.
fn headings(text: &str) -> Vec<String> {
    let heading = |line: &str| {
        let title = line.strip_prefix('#')?.trim_start_matches('#').strip_prefix(' ')?;
        let kept = title.chars().filter(|&c| c.is_alphanumeric() || c == ' ' || c == '-');
        Some(kept.collect::<String>().to_lowercase().replace(' ', "-"))
    };
    text.lines().filter_map(heading).collect()
}

#[test]
fn every_link_leads_somewhere() {
    for from in documents() {
        let text = read(&from);
        for link in links(&text) {
            let Some((path, heading)) = target(&from, link) else { continue };
            assert!(path.exists(), "{}: `{link}` leads nowhere", from.display());
            if let Some(heading) = heading {
                let found = headings(&read(&path)).contains(&heading);
                assert!(found, "{}: `{link}` names no heading", from.display());
            }
        }
    }
}

/// What stands between backticks and begins like a path of the repository.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split('`').skip(1).step_by(2);
    let begins = |code: &&str| FOLDERS_OF_CODE.iter().any(|folder| code.starts_with(folder));
    code.filter(begins).filter(|code| !code.contains([' ', '*']))
}

#[test]
fn contributors_are_led_to_files_that_exist() {
    let text = read(Path::new("CONTRIBUTING.md"));
    assert!(paths(&text).count() >= 10, "CONTRIBUTING.md names files");
    let lost: Vec<&str> = paths(&text).filter(|path| !Path::new(path).exists()).collect();
    assert!(lost.is_empty(), "CONTRIBUTING.md names {lost:?}");
}

#[test]
fn the_readme_leads_to_every_document() {
    let readme = Path::new("README.md");
    let mut reached = BTreeSet::from([readme.to_owned()]);
    let mut open = vec![readme.to_owned()];
    while let Some(from) = open.pop() {
        let text = read(&from);
        let targets = links(&text).filter_map(|link| target(&from, link));
        for (path, _) in targets.filter(|(path, _)| path.extension().is_some_and(|e| e == "md")) {
            if reached.insert(path.clone()) {
                open.push(path);
            }
        }
    }
    let lost: Vec<PathBuf> = documents().difference(&reached).cloned().collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
}
