//! Every query of `examples/` runs over the seed documents, and an article with a company that the
//! catalog does not know, and finds something.

use std::fs;
use std::path::Path;

use crate::haitu::Haitu;

#[test]
fn every_example_query_finds_something() {
    let seed = |name: &str| fs::read(Path::new("data").join(name)).expect("the seed");
    let haitu = Haitu::new()
        .file("zhihu-seed.md", seed("zhihu-seed.md"))
        .file("news-seed.md", seed("news-seed.md"))
        .file("article.md", "深圳市海角星空科技有限公司出海新加坡。");
    assert!(haitu.output(&["build", "."]).status.success());
    let queries: Vec<String> = fs::read_dir("examples/queries")
        .expect("examples")
        .flatten()
        .map(|file| file.path().file_stem().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    assert!(queries.len() >= 18);
    for query in queries {
        let output = haitu.output(&["query", "--named", &query]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{query}");
        let lines = String::from_utf8_lossy(&output.stdout).lines().count();
        assert!(lines > 2, "{query} finds nothing");
    }
}
