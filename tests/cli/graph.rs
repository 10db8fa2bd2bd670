//! `haitu graph`: Graphviz source, and drawings where Graphviz is installed.

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
        .args(["graph", "--format", "svg"])
        .env("PATH", "")
        .output()
        .expect("the program runs");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: drawing needs Graphviz, and `neato` was not found: install it (Debian: `apt install \
         graphviz`), or take the source with `--format dot`\n"
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
