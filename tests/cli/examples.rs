//! Every query of `examples/` runs over the seed documents and finds something.

use std::fs;
use std::path::Path;

use crate::haitu::Haitu;

#[test]
fn every_example_query_finds_something() {
    let seed = |name: &str| fs::read(Path::new("data").join(name)).expect("the seed");
    let haitu = Haitu::new()
        .file("zhihu-seed.md", seed("zhihu-seed.md"))
        .file("news-seed.md", seed("news-seed.md"));
    assert!(haitu.output(&["build", "."]).status.success());
    let queries: Vec<_> = fs::read_dir("examples/queries")
        .expect("examples")
        .flatten()
        .map(|file| file.path())
        .collect();
    assert!(queries.len() >= 5);
    for query in queries {
        let text = fs::read_to_string(&query).expect("a query");
        assert!(text.starts_with("# "), "{} says what it asks", query.display());
        let output = haitu.output(&["query", &text, "--format", "csv"]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", query.display());
        let rows = String::from_utf8_lossy(&output.stdout).lines().count();
        assert!(rows > 1, "{} finds nothing", query.display());
    }
}
