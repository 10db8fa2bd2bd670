//! `haitu graph`: which format is written, where to, and what is told when nothing can be drawn.

use std::fs;

use crate::haitu::Haitu;

#[test]
fn the_neighbourhood_of_an_entity_as_graphviz_source() {
    let haitu = Haitu::with_store();
    let output = haitu.output(&["graph", "--around", "菊厂", "--min-weight", "1"]);
    let dot = String::from_utf8_lossy(&output.stdout);
    assert!(dot.starts_with("strict graph \"haitu\" {"), "{dot}");
    for name in ["华为", "小米", "印度", "996", "美国", "出海"] {
        assert!(dot.contains(&format!("label=\"{name}\"")), "{name} is not in {dot}");
    }
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn without_graphviz_the_way_out_is_told() {
    let haitu = Haitu::with_store();
    let output = crate::haitu::command(&haitu.path(""))
        .args(["graph", "--format", "svg", "--engine", "neato"])
        .env("PATH", "")
        .output()
        .expect("the program runs");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: `--engine` needs Graphviz, and `neato` was not found: install it (Debian: `apt install \
         graphviz`), or leave `--engine` out\n"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_unknown_output_format_is_told() {
    Haitu::with_store()
        .args(&["graph", "-o", "picture.bmp"])
        .stderr("error: no format is known for `.bmp`: name one with `--format`\n")
        .status(1)
        .run();
}

#[test]
fn an_entity_that_nobody_mentions_has_no_neighbourhood() {
    Haitu::with_store()
        .args(&["graph", "--around", "微软"])
        .stderr(
            "error: <https://w3id.org/haitu/company/microsoft> is not mentioned in this store\n",
        )
        .status(1)
        .run();
}

#[test]
fn the_name_of_the_output_tells_the_format() {
    let haitu = Haitu::with_store();
    for (name, begins) in [
        ("a.dot", "strict graph"),
        ("a.gv", "strict graph"),
        ("a.svg", "<svg "),
        ("a.HTML", "<!doctype html>"),
        ("a.graphml", "<?xml"),
        ("a.gexf", "<?xml"),
        ("a.json", "{\"directed\":false"),
        ("a.csv", "source,target,"),
    ] {
        let output = haitu.output(&["graph", "--min-weight", "1", "-o", name]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
        let content = fs::read_to_string(haitu.path(name)).expect("the picture");
        assert!(content.starts_with(begins), "{name} begins with {}", &content[..20]);
        let output = haitu.output(&[
            "graph",
            "--min-weight",
            "1",
            "-o",
            "again.tmp",
            "--format",
            ending(name),
        ]);
        assert!(output.status.success());
        assert_eq!(content, fs::read_to_string(haitu.path("again.tmp")).expect("the picture"));
    }
}

/// The format that `--format` calls like the ending of a name.
fn ending(name: &str) -> &str {
    match name.rsplit('.').next() {
        Some("gv") => "dot",
        Some("HTML") => "html",
        other => other.unwrap_or_default(),
    }
}

#[test]
fn nothing_to_draw_is_an_empty_picture_and_a_word() {
    let haitu = Haitu::with_store()
        .args(&["graph", "--kind", "region", "-o", "empty.svg"])
        .stderr("nothing is left to draw: try a smaller `--min-weight`, or fewer restrictions\n")
        .run();
    let svg = fs::read_to_string(haitu.path("empty.svg")).expect("the picture");
    assert!(svg.contains("nothing to draw"), "{svg}");
}

#[test]
fn graphviz_draws_pictures_alone() {
    Haitu::with_store()
        .args(&["graph", "--engine", "sfdp", "--format", "gexf"])
        .stderr("error: `--engine` draws `svg` and `png`, not `gexf`\n")
        .status(1)
        .run();
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    Haitu::with_store()
        .args(&["graph", "-o", "no/such/folder.svg"])
        .stderr(
            "error: cannot write `no/such/folder.svg`: No such file or directory (os error 2)\n",
        )
        .status(1)
        .run();
}
