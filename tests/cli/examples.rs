//! Every query of `examples/` runs over the seed documents, and an article with a company that the
//! catalog does not know, and finds something; and every picture is what its command draws today.

use std::fs;
use std::path::Path;

use haitu::query::NAMED;

use crate::haitu::Haitu;

#[test]
fn every_example_query_finds_something() {
    let haitu = Haitu::with_seeds()
        .file("article.md", "深圳市海角星空科技有限公司出海新加坡。")
        .built(&["article.md"]);
    let queries: Vec<String> = fs::read_dir("examples/queries")
        .expect("examples")
        .flatten()
        .map(|file| file.path().file_stem().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    assert_eq!(queries.len(), NAMED.len());
    for query in queries {
        let output = haitu.output(&["query", "--named", &query]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{query}");
        // A table has two lines above its rows; what is described has a line a prefix.
        let lines = String::from_utf8_lossy(&output.stdout).lines().count();
        assert!(lines > 2, "{query} finds nothing");
    }
}

/// The commands of `examples/README.md` that draw pictures.
fn drawing_commands() -> Vec<Vec<String>> {
    let readme = fs::read_to_string("examples/README.md").expect("the examples' readme");
    let words = |line: &str| {
        let command = line.strip_prefix("haitu graph ")?;
        Some(command.split_whitespace().map(str::to_owned).collect())
    };
    readme.replace("\\\n", "").lines().filter_map(words).collect()
}

/// Compares, or with `HAITU_BLESS=1` writes the pictures anew.
#[test]
fn the_pictures_are_what_their_commands_draw() {
    let haitu = Haitu::with_seeds().file("pictures/.keep", "");
    let commands = drawing_commands();
    assert!(commands.len() >= 3);
    for command in commands {
        let mut args = vec!["graph"];
        args.extend(command.iter().map(String::as_str));
        let output = haitu.output(&args);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        let name = command.last().expect("an output");
        let (drawn, kept) = (haitu.path(name), Path::new("examples").join(name));
        let drawn = fs::read(drawn).expect("the picture is drawn");
        assert!(drawn.len() < 150_000, "{name} has {} bytes", drawn.len());
        if std::env::var_os("HAITU_BLESS").is_some() {
            fs::write(&kept, &drawn).expect("the picture is written");
        } else {
            assert!(fs::read(&kept).ok() == Some(drawn), "{name} is drawn otherwise now");
        }
    }
}
