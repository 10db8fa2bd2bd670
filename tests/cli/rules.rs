//! The hash of the rules: what changes it, what does not, and that nothing that decides is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::haitu::{Haitu, PAGE};
use crate::house::{named, sources, stages};

#[path = "../../src/build_script/rules.rs"]
mod listed;

/// A package of rooms in which the one file and the lock file are as told.
fn hash(file: &str, lock: &str) -> String {
    let package = TempDir::new().expect("a folder");
    let src = package.path().join("src");
    fs::create_dir_all(src.join("text")).expect("a folder");
    for room in listed::ROOMS {
        fs::write(src.join(format!("{room}.rs")), room).expect("a room");
    }
    fs::write(src.join("text/fold.rs"), file).expect("a file");
    fs::write(package.path().join("Cargo.lock"), lock).expect("a lock file");
    listed::hash(package.path()).expect("a hash")
}

#[test]
fn a_rule_or_a_crate_that_decides_changes_the_hash_and_line_ends_do_not() {
    let lock = "[[package]]\nname = \"jieba-rs\"\nversion = \"0.11.0\"\n\n\
                [[package]]\nname = \"clap\"\nversion = \"4.6.0\"\n";
    let usual = hash("one\ntwo\n", lock);
    assert_eq!(usual.len(), 32);
    assert_eq!(hash("one\r\ntwo\r\n", lock), usual);
    assert_eq!(hash("one\ntwo\n", &lock.replace("4.6.0", "4.7.0")), usual);
    assert_eq!(hash("one\ntwo\n", &lock.replace('\n', "\r\n")), usual);
    assert_ne!(hash("one\nthree\n", lock), usual);
    assert_ne!(hash("one\ntwo\n", &lock.replace("0.11.0", "0.11.1")), usual);
}

#[test]
fn what_the_rooms_of_the_rules_name_is_among_them() {
    let rooms = BTreeSet::from(listed::ROOMS);
    let stages = stages();
    for room in listed::ROOMS {
        assert!(stages.iter().any(|stage| stage == room), "there is no stage `{room}`");
        for file in sources(room) {
            let text = fs::read_to_string(&file).expect("a source file");
            let named = named(&text, "crate::");
            let left_out = stages.iter().map(String::as_str);
            let left_out = left_out.filter(|stage| named.contains(stage) && !rooms.contains(stage));
            let left_out: Vec<&str> = left_out.collect();
            assert!(left_out.is_empty(), "{} names {left_out:?}", file.display());
        }
    }
}

#[test]
fn the_crates_of_the_rules_are_among_those_that_are_used() {
    let lock = fs::read_to_string("Cargo.lock").expect("the lock file");
    for name in listed::CRATES {
        assert!(lock.contains(&format!("name = \"{name}\"\n")), "`{name}` is used no more");
    }
}

#[test]
fn the_program_knows_the_rules_of_its_sources() {
    assert_eq!(listed::hash(Path::new(".")).expect("a hash"), env!("HAITU_RULES"));
}

#[test]
fn a_store_made_by_other_rules_is_told_and_read_again() {
    let haitu = Haitu::new().file("page.md", PAGE).built(&["page.md", "--reproducible"]);
    let whole = haitu.files("haitu-store");
    let manifest = haitu.path("haitu-store/haitu/manifest.jsonl");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, text.replace(env!("HAITU_RULES"), "0")).expect("it is changed");
    let output = haitu.output(&["build", "page.md", "--reproducible"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let expected = "another catalog, base or version, or by other rules: all was read again\n";
    assert!(stderr.ends_with(expected), "{stderr}");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("\n1 read; store `haitu-store`\n"), "{stdout}");
    assert!(haitu.files("haitu-store") == whole, "it is not as one from nothing");
}
