//! Every format of a picture, read by somebody else: an XML parser, Graphviz, networkx, and a browser
//! in which a node and an edge are clicked.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use haitu::catalog::Kind;
use haitu::document::UnitKind;
use haitu::passage::{Passage, Spot};
use haitu::picture::{Edge, Format, Node, PictureError, Scene, write};
use resvg::tiny_skia::Pixmap;
use tempfile::TempDir;

use crate::referee::missing;

/// Names that somebody once forgot to escape.
const NASTY: [&str; 8] = [
    "华为",
    "\"quoted\" & 'so'",
    "back\\slash\\N \\",
    "<script>alert(1)</script>",
    "</script><!-- ]]> {x|y}",
    "\u{202e}txet\u{202c} עברית",
    "🚢 Schiff\u{2028}zwei",
    "line\nbreak\ttab\u{0}\u{1b}\u{ffff}",
];

fn node(label: &str, number: usize) -> Node {
    let rank = [0.4, 0.2, 0.1, 0.1, 0.08, 0.06, 0.04, 0.02][number % 8];
    let counted = u32::try_from(number).expect("a small number");
    Node {
        iri: format!("https://w3id.org/haitu/company/{number}"),
        kind: Kind::ALL[number % 4],
        label: label.to_owned(),
        label_en: format!("{label} (en)"),
        alt_labels: vec![format!("又名{label}")],
        answers: 9 - counted % 8,
        mentions: 20 - counted % 8,
        authors: 3,
        rank,
        betweenness: rank / 2.0,
        community: counted / 4,
        core: 2,
        evidence: vec![sentence(&format!("只说{label}的一句。"), label)],
    }
}

fn sentence(text: &str, marked: &str) -> Passage {
    let start = text.find(marked).expect("the name is in the sentence");
    Passage {
        text: text.to_owned(),
        marks: vec![(start, start + marked.len())],
        before: Vec::new(),
        after: Vec::new(),
        unit: "https://w3id.org/haitu/document/page/answer/1".to_owned(),
        position: 1,
        kind: UnitKind::Answer,
        author: Some("甲<b>".to_owned()),
        date: None,
        title: Some("为什么出海难？".to_owned()),
        path: "data/page.md".to_owned(),
        spot: Some(Spot { line: 3, column: 14, byte_start: 20, byte_end: 26 }),
        copies: Vec::new(),
    }
}

/// A ring of entities with nasty names.
fn nasty() -> Scene {
    let nodes: Vec<Node> =
        NASTY.iter().enumerate().map(|(number, label)| node(label, number)).collect();
    let edges = (0..nodes.len()).map(|source| {
        let target = (source + 1) % nodes.len();
        let (one, other) = (NASTY[source], NASTY[target]);
        Edge {
            source: source.min(target),
            target: source.max(target),
            answers: u32::try_from(source).expect("a small number") + 1,
            sentences: 1,
            authors: 1,
            npmi: 0.25,
            evidence: vec![sentence(&format!("{one}与{other}同在一句。"), one)],
        }
    });
    let edges = edges.collect();
    Scene {
        title: "谁与<谁> \"一同\" & 被提及".to_owned(),
        subtitle: Some("haitu · 2 页".to_owned()),
        nodes,
        edges,
    }
}

fn written(scene: &Scene, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    match write(scene, format, &mut out) {
        Err(PictureError::Font(_)) if format == Format::Png => {
            missing("a Chinese font for PNG");
        }
        result => result.expect("the picture is written"),
    }
    out
}

fn text(scene: &Scene, format: Format) -> String {
    String::from_utf8(written(scene, format)).expect("it is UTF-8")
}

/// What a program says to some input, unless it is not installed; that is told.
fn judged(program: &str, args: &[&str], input: &[u8]) -> Option<Output> {
    let output = output_of(program, args, input);
    if output.is_none() {
        missing(&format!("`{program}`"));
    }
    output
}

/// What a program says to some input, unless it is not installed.
fn output_of(program: &str, args: &[&str], input: &[u8]) -> Option<Output> {
    let child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        return None;
    };
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input).expect("it reads its input");
    drop(stdin);
    Some(child.wait_with_output().expect("it ends"))
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    for format in Format::ALL {
        let (one, other) = (written(&nasty(), format), written(&nasty(), format));
        assert!(one == other, "{} differs from itself", format.as_str());
    }
}

#[test]
fn xml_formats_are_well_formed_and_keep_every_name() {
    for scene in [nasty(), Scene::default()] {
        for format in [Format::Svg, Format::Graphml, Format::Gexf] {
            let xml = text(&scene, format);
            let found = texts_of(&xml);
            for node in &scene.nodes {
                let name = node.label.replace(['\n', '\t', '\0', '\u{1b}'], " ");
                let name = name.replace('\u{ffff}', "\u{fffd}");
                assert!(found.contains(&name), "{name:?} is not in {}", format.as_str());
            }
        }
    }
}

/// All texts and attributes of an XML text, unescaped; it must be well-formed.
fn texts_of(xml: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut found, mut depth) = (String::new(), 0_i32);
    loop {
        let event = reader.read_event().expect("well-formed XML");
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                depth += i32::from(matches!(event, Event::Start(_)));
                for attribute in start.attributes() {
                    let attribute = attribute.expect("a well-formed attribute");
                    found += &attribute.unescape_value().expect("known entities");
                    found.push('\n');
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => found += &text.unescape().expect("known entities"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    found
}

#[test]
fn graphviz_draws_the_source_without_a_word() {
    for scene in [nasty(), Scene::default()] {
        let dot = written(&scene, Format::Dot);
        for engine in ["neato", "sfdp", "fdp", "dot"] {
            let Some(output) = judged(engine, &["-Tsvg"], &dot) else { return };
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{engine}");
            assert!(output.status.success(), "{engine}");
            let drawn = texts_of(&String::from_utf8_lossy(&output.stdout));
            for name in scene.nodes.iter().map(|node| &node.label).take(7) {
                assert!(drawn.contains(name.as_str()), "{name} is not in {engine}'s drawing");
            }
        }
    }
}

/// Reads a file with networkx, and tells nodes, edges, and what it knows of one node and edge.
const NETWORKX: &str = r#"
import csv, json, sys
try:
    import networkx as nx
except ImportError:
    sys.exit(77)
if tuple(int(number) for number in nx.__version__.split(".")[:2]) < (3, 4):
    sys.exit(77)
path, form = sys.argv[1:3]
if form == "json":
    graph = nx.node_link_graph(json.load(open(path, encoding="utf-8")), edges="edges")
elif form == "graphml":
    graph = nx.read_graphml(path)
elif form == "gexf":
    graph = nx.read_gexf(path)
else:
    graph = nx.Graph()
    for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
        graph.add_node(row["source"], label=row["sourceLabel"])
        graph.add_node(row["target"], label=row["targetLabel"])
        graph.add_edge(row["source"], row["target"], answers=int(row["answers"]))
assert not graph.is_directed() and not graph.is_multigraph()
base = "https://w3id.org/haitu/company/"
tell = [graph.number_of_nodes(), graph.number_of_edges()]
if tell[0]:
    tell += [graph.nodes[base + str(i)]["label"] for i in (0, 1, 2, 3, 4)]
    tell += [graph.edges[base + "0", base + "1"]["answers"]]
print(json.dumps(tell))
"#;

#[test]
fn networkx_reads_all_that_is_meant_for_other_programs() {
    let folder = TempDir::new().expect("a folder");
    for format in [Format::Json, Format::Graphml, Format::Gexf, Format::Csv] {
        for (scene, nodes, edges) in [(nasty(), 8, 8), (Scene::default(), 0, 0)] {
            let path = folder.path().join("graph");
            fs::write(&path, written(&scene, format)).expect("a file");
            let args = ["-c", NETWORKX, path.to_str().expect("a path"), format.as_str()];
            let Some(output) = judged("python3", &args, b"") else { return };
            if output.status.code() == Some(77) {
                return missing("python3 with networkx 3.4 or later");
            }
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", format.as_str());
            let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
            let mut expected = serde_json::json!([nodes, edges]);
            if nodes > 0 {
                let names = NASTY[..5].iter().map(|&name| serde_json::json!(name));
                expected.as_array_mut().expect("a list").extend(names.chain([1.into()]));
            }
            assert_eq!(told, expected, "{}", format.as_str());
        }
    }
}

/// Clicks through the page, and writes what it shows into the document's end.
const DRIVER: &str = r##"<script>
const shown = () => ({
  names: document.querySelector("#card h2").textContent,
  sentences: [...document.querySelectorAll("#card blockquote p")].map((quote) => quote.textContent),
  marked: [...document.querySelectorAll("#card mark")].map((mark) => mark.textContent),
  source: document.querySelector("#card blockquote footer").textContent,
  hash: decodeURIComponent(location.hash),
});
const click = (id) => document.getElementById(id).dispatchEvent(new MouseEvent("click", { bubbles: true }));
const type = (text) => {
  const search = document.getElementById("search");
  search.value = text;
  search.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll("#found li bdi:first-of-type")].map((row) => row.textContent);
};
const result = {};
click("n3");
result.node = shown();
click("e0");
result.edge = shown();
result.pinyin = type("huawei");
result.initials = type("hw");
result.english = type("schiff");
const company = document.querySelector("#kinds input[value=company]");
company.checked = false;
company.dispatchEvent(new Event("change"));
result.hidden = document.querySelectorAll(".n.gone").length;
result.scripts = document.scripts.length;
const pre = document.createElement("pre");
pre.id = "result";
pre.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(result))));
document.body.append(pre);
</script>"##;

/// What a browser makes of a page after its scripts have run.
fn browsed(page: &str) -> Option<String> {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("page.html");
    fs::write(&path, page).expect("a file");
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    let address = format!("file://{}", path.display());
    let flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
    let quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
    let args: Vec<&str> =
        flags.into_iter().chain(quiet).chain(["--dump-dom", &profile, &address]).collect();
    let browser = ["chromium", "chromium-browser", "google-chrome"];
    let Some(output) = browser.into_iter().find_map(|browser| output_of(browser, &args, b""))
    else {
        missing("a browser");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn clicks_in_a_browser_show_the_sentences() {
    let page = text(&nasty(), Format::Html).replace("</body>", &format!("{DRIVER}</body>"));
    let Some(dom) = browsed(&page) else { return };
    let result = dom.split("<pre id=\"result\">").nth(1).and_then(|rest| rest.split('<').next());
    let result = decoded(result.expect("the driver came to its end"));
    let (node, edge) = (&result["node"], &result["edge"]);
    assert_eq!(node["sentences"][0], "只说<script>alert(1)</script>的一句。");
    assert_eq!(node["marked"][0], "<script>alert(1)</script>");
    assert_eq!(node["source"], "为什么出海难？ · 甲<b>data/page.md:3:14");
    assert_eq!(node["hash"], "#node=https://w3id.org/haitu/company/3");
    assert_eq!(edge["sentences"][0], "华为与\"quoted\" & 'so'同在一句。");
    assert_eq!(edge["marked"][0], "华为");
    assert_eq!(edge["names"], "华为—\"quoted\" & 'so'");
    assert_eq!(result["pinyin"][0], "华为");
    assert_eq!(result["initials"][0], "华为");
    assert_eq!(result["english"][0], "🚢 Schiff\u{2028}zwei");
    assert_eq!(result["hidden"], 2);
    assert_eq!(result["scripts"], 3, "the data, the script and the driver, and none from a name");
}

/// JSON in Base64.
fn decoded(text: &str) -> serde_json::Value {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes().filter(|&byte| byte != b'=') {
        (bits, held) = (bits << 6 | u32::from(digit(byte)), held + 6);
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).expect("a byte"));
        }
    }
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn the_page_fetches_nothing_and_an_empty_one_runs() {
    let page = text(&nasty(), Format::Html);
    assert!(page.contains("default-src 'none'"));
    for reference in [" src=", "<link", "url(", "@import", "fetch(", "import("] {
        assert!(!page.contains(reference), "the page has {reference}");
    }
    let driver = "<script>document.body.id = card.children.length > 0 ? 'alive' : 'dead'</script>";
    let empty = text(&Scene::default(), Format::Html).replace("</body>", driver);
    if let Some(dom) = browsed(&empty) {
        assert!(dom.contains("<body id=\"alive\""), "{dom}");
    }
}

#[test]
fn pixels_are_painted_where_there_is_a_font() {
    for scene in [nasty(), Scene::default()] {
        let png = written(&scene, Format::Png);
        if png.is_empty() {
            return;
        }
        let pixels = Pixmap::decode_png(&png).expect("a PNG");
        let drawing = text(&scene, Format::Svg);
        // Two pixels for one of the drawing.
        let side = |name: &str| 2 * number_after(&drawing, name);
        assert_eq!([pixels.width(), pixels.height()], [" width=\"", " height=\""].map(side));
        let colours: HashSet<[u8; 4]> = pixels
            .pixels()
            .iter()
            .map(|colour| [colour.red(), colour.green(), colour.blue(), colour.alpha()])
            .collect();
        assert!(colours.len() > 1, "nothing is painted");
    }
}

/// The first number that stands after some text.
fn number_after(text: &str, before: &str) -> u32 {
    let rest = text.split_once(before).expect("it is there").1;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest[..digits].parse().expect("a number")
}

#[test]
fn too_large_a_picture_is_refused_with_the_way_out() {
    let nodes = (0..5_001).map(|number| node("华为", number)).collect();
    let scene = Scene { nodes, ..Scene::default() };
    for format in [Format::Svg, Format::Png, Format::Html] {
        let error = write(&scene, format, &mut Vec::new()).expect_err("it is too large");
        assert_eq!(
            error.to_string(),
            format!(
                "5001 entities and 0 ties are too many for `{}`, which draws at most 5000 and 20000: \
                 keep fewer with `--top` or `--min-weight`, or take `graphml`, `gexf`, `json` or `csv`",
                format.as_str()
            )
        );
    }
    assert!(write(&scene, Format::Csv, &mut Vec::new()).is_ok());
}

#[test]
fn endings_tell_formats() {
    for format in Format::ALL {
        assert_eq!(Format::from_extension(format.as_str()), Some(format));
    }
    assert_eq!(Format::from_extension("GV"), Some(Format::Dot));
    assert_eq!(Format::from_extension("bmp"), None);
}
