//! Both engines hold the same, and the directory of the database is one that others can open.

use std::collections::BTreeSet;

use oxigraph::store::Store;

use crate::haitu::{Haitu, PAGE};

const ARTICLE: &str = "菊厂和小米在东南亚，深圳市海角星空科技有限公司在新加坡；日韩也在。";

/// The export of a store that an engine keeps, after it was brought up to date once.
fn exported(engine: &str) -> (Haitu, String) {
    let build = ["--engine", engine, "--reproducible"];
    let haitu = Haitu::new()
        .file("pages/page.md", PAGE)
        .file("pages/article.md", "昨天下雨，没有出门。")
        .built(&[&["pages"], &build[..]].concat())
        .file("pages/article.md", ARTICLE)
        .built(&[&["pages"], &build[..]].concat());
    let output = haitu.output(&["export", "--format", "nq"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{engine}");
    assert!(output.status.success(), "{engine}");
    let quads = String::from_utf8(output.stdout).expect("UTF-8");
    (haitu, quads)
}

#[test]
fn both_engines_export_the_same_bytes() {
    let ((_, memory), (_, database)) = (exported("memory"), exported("rocksdb"));
    assert!(memory.contains("海角星空") && !memory.contains("昨天下雨，没有出门。"));
    assert!(memory == database, "the exports differ");
}

#[test]
fn the_directory_of_a_database_is_a_store_of_oxigraph() {
    let (haitu, quads) = exported("rocksdb");
    let store = Store::open_read_only(haitu.path("haitu-store")).expect("Oxigraph opens it");
    let found: BTreeSet<String> =
        store.iter().map(|quad| format!("{} .", quad.expect("a quad"))).collect();
    let exported: BTreeSet<String> = quads.lines().map(str::to_owned).collect();
    assert!(found == exported, "Oxigraph reads {} quads of {}", found.len(), exported.len());
}
