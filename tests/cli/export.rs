//! `haitu export`: every format and scope, the same bytes each time, and what other programs read.

use std::fs;
use std::io::Read as _;

use crate::haitu::Haitu;
use crate::referee::{oxigraph, python, said};

const FORMATS: [&str; 6] = ["nt", "nq", "ttl", "trig", "jsonld", "rdf"];

fn exported(haitu: &Haitu, args: &[&str]) -> String {
    let args: Vec<&str> = ["export"].iter().chain(args).copied().collect();
    let output = haitu.output(&args);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    assert_eq!(output.status.code(), Some(0), "{args:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_format_is_the_same_each_time() {
    let haitu = Haitu::with_store();
    for format in FORMATS {
        let once = exported(&haitu, &["--format", format]);
        assert!(once.contains("huawei"), "{format}");
        assert!(once == exported(&haitu, &["--format", format]), "{format} differs");
    }
}

#[test]
fn lines_are_sorted_graph_by_graph_and_triples_stand_once() {
    let haitu = Haitu::with_store();
    let quads = exported(&haitu, &[]);
    let graph = |line: &str| line.rsplit(' ').nth(1).map(str::to_owned).expect("a graph");
    let keys: Vec<(String, &str)> = quads.lines().map(|line| (graph(line), line)).collect();
    assert!(keys.is_sorted(), "quads are out of order");
    let triples = exported(&haitu, &["--format", "nt"]);
    let mut lines: Vec<&str> = triples.lines().collect();
    let count = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), count);
}

#[test]
fn one_graph_is_named_by_word_path_or_iri() {
    let haitu = Haitu::with_store();
    let page = exported(&haitu, &["--graph", "page.md"]);
    assert!(page.contains("菊厂") && !page.contains("CoMention"), "{page}");
    assert_eq!(page, exported(&haitu, &["--graph", "./page.md"]));
    let derived = exported(&haitu, &["--graph", "derived", "--format", "ttl"]);
    assert!(derived.contains("a ht:CoMention"), "{derived}");
    let iri = "https://w3id.org/haitu/graph/derived";
    assert_eq!(derived, exported(&haitu, &["--graph", iri, "--format", "ttl"]));
    haitu
        .args(&["export", "--graph", "nonsense"])
        .stderr(
            "error: no graph is called `nonsense`: name `catalog`, `derived`, `provenance`, the path of \
             a document as `haitu build` was given it, or a graph's IRI\n",
        )
        .status(1)
        .run();
}

#[test]
fn a_profile_is_of_documents() {
    let haitu = Haitu::with_store();
    let page = exported(&haitu, &["--profile", "nif", "--graph", "page.md"]);
    assert_eq!(page, exported(&haitu, &["--profile", "nif"]));
    haitu
        .args(&["export", "--profile", "nif", "--graph", "catalog"])
        .stderr("error: `catalog` is no document: a profile tells what documents mention\n")
        .status(1)
        .run();
}

#[test]
fn the_neighbourhood_of_an_entity_has_its_evidence_and_nothing_foreign() {
    let haitu = Haitu::with_store();
    let around = exported(&haitu, &["--entity", "菊厂", "--format", "ttl"]);
    for expected in
        ["菊厂和小米手机都在印度出海。", "a ht:CoMention", "\"page.md\"", "\"甲\"", "\"印度\""]
    {
        assert!(around.contains(expected), "{expected} is not in {around}");
    }
    assert!(!around.contains("腾讯"), "{around}");
    let bare = exported(&haitu, &["--entity", "菊厂", "--without-text"]);
    assert!(bare.contains("\"菊厂\"") && !bare.contains("手机都在印度出海"), "{bare}");
    let output = haitu.output(&["export", "--entity", "nobody"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.starts_with("error: nothing is called `nobody`"), "{stderr}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_file_is_compressed_by_its_name_and_never_overwritten_unasked() {
    let haitu = Haitu::with_store();
    let plain = exported(&haitu, &["--format", "nq"]);
    assert_eq!(exported(&haitu, &["-o", "dump.nq.gz"]), "");
    let compressed = fs::read(haitu.path("dump.nq.gz")).expect("the file");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*compressed).read_to_string(&mut text).expect("gzip");
    assert!(text == plain, "the compressed dump is another one");
    let haitu = haitu
        .args(&["export", "-o", "dump.nq.gz"])
        .stderr("error: `dump.nq.gz` is there already: name another file, or add `--force`\n")
        .status(1)
        .run();
    assert_eq!(exported(&haitu, &["-o", "dump.nq.gz", "--force"]), "");
    assert!(fs::read(haitu.path("dump.nq.gz")).expect("the file") == compressed);
    haitu
        .args(&["export", "-o", "dump.zip"])
        .stderr("error: no format is known for `dump.zip`: name one with `--format`\n")
        .status(2)
        .run();
}

#[test]
fn a_page_of_annotations_has_the_form_of_the_w3c() {
    let haitu = Haitu::with_store();
    let page: serde_json::Value =
        serde_json::from_str(&exported(&haitu, &["--profile", "web-annotation"])).expect("JSON");
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    let first = &page["items"][0];
    assert_eq!(first["type"], "Annotation");
    assert_eq!(first["body"][0], "https://w3id.org/haitu/company/huawei");
    let [position, quote] = [0, 1].map(|place| &first["target"]["selector"][place]);
    assert_eq!((&position["start"], &position["end"]), (&0.into(), &2.into()));
    assert_eq!(quote["exact"], "菊厂");
    assert_eq!(quote["suffix"], "和小米手机都在印度出海。");
    let phrases = exported(&haitu, &["--graph", "page.md"]).matches("nif-core#Phrase>").count();
    assert_eq!(page["items"].as_array().map(Vec::len), Some(phrases));
}

#[test]
fn contexts_and_phrases_are_what_nif_tools_read() {
    let haitu = Haitu::with_store();
    let nif = exported(&haitu, &["--profile", "nif", "--format", "nt"]);
    let phrase = nif.lines().find(|line| line.contains("anchorOf> \"菊厂\"")).expect("a phrase");
    let subject = phrase.split(' ').next().expect("a subject");
    assert!(subject.ends_with("/answer/1#char=0,2>"), "{subject}");
    let core = "<http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
    let number = "^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>";
    for expected in [
        format!("{subject} {core}beginIndex> \"0\"{number} ."),
        format!("{subject} {core}endIndex> \"2\"{number} ."),
        format!("{core}isString> \"菊厂和小米手机都在印度出海。\" ."),
        format!("{subject} {core}referenceContext> {}", subject.replace("0,2", "0,14")),
    ] {
        assert!(nif.contains(&expected), "{expected} is not in {nif}");
    }
}

#[test]
fn what_xml_cannot_hold_is_replaced_and_told() {
    let page = "华为\u{7}和小米\u{1b}公司在印度出海\n";
    let haitu = Haitu::new()
        .file("page.md", page)
        .built(&["page.md"])
        .args(&["export", "--graph", "page.md", "-o", "dump.rdf"])
        .stderr("warning: 1 text has characters that XML does not have, written as `\u{fffd}`\n")
        .status(3)
        .run();
    let xml = fs::read_to_string(haitu.path("dump.rdf")).expect("the file");
    assert!(xml.contains("华为\u{fffd}和小米\u{fffd}公司在印度出海"), "{xml}");
    // Other formats hold them.
    for format in ["ttl", "jsonld", "nq"] {
        let text = exported(&haitu, &["--graph", "page.md", "--format", format]);
        assert!(!text.contains('\u{fffd}'), "{format}");
    }
    let query = "SELECT ?text { ?x schema:text ?text }";
    let haitu = haitu
        .args(&["query", query, "--format", "xml"])
        .stdout(
            "<?xml version=\"1.0\"?><sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head>\
             <variable name=\"text\"/></head><results><result><binding name=\"text\"><literal \
             xml:lang=\"zh\">华为\u{fffd}和小米\u{fffd}公司在印度出海</literal></binding></result>\
             </results></sparql>\n",
        )
        .stderr("warning: 1 row has characters that XML does not have, written as `\u{fffd}`\n")
        .status(3)
        .run();
    let json = haitu.output(&["query", query, "--format", "json"]);
    assert_eq!((json.status.code(), json.stderr.len()), (Some(0), 0));
}

#[test]
fn json_ld_has_a_context_and_a_node_a_line() {
    let haitu = Haitu::with_store();
    let text = exported(&haitu, &["--graph", "page.md", "--format", "jsonld"]);
    let whole: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(whole["@context"]["company"], "https://w3id.org/haitu/company/");
    let phrase = "{\"@type\":\"nif:Phrase\",\"@id\":\"document:page-";
    assert!(text.lines().any(|line| line.starts_with(phrase)), "{text}");
    let nodes = whole["@graph"][0]["@graph"].as_array().map_or(0, Vec::len);
    assert_eq!(nodes + 4, text.lines().count(), "{text}");
}

/// The triples of every export, counted by rdflib and held against each other.
const ROUND_TRIP: &str = "
import rdflib
def triples(name, form):
    graphs = form in ('nquads', 'trig', 'json-ld')
    graph = rdflib.Dataset(default_union=True) if graphs else rdflib.Graph()
    graph.parse(name, format=form)
    return set(graph.triples((None, None, None)))
nt = triples('dump.nt', 'nt')
forms = {'nq': 'nquads', 'ttl': 'turtle', 'trig': 'trig', 'jsonld': 'json-ld', 'rdf': 'xml'}
for name, form in forms.items():
    assert triples('dump.' + name, form) == nt, name
print(len(nt))
";

#[test]
fn rdflib_reads_the_same_triples_from_every_format() {
    let haitu = Haitu::with_store();
    for format in FORMATS {
        // The catalog is as large as the rest is small: what it has, the seeds' round trip has too.
        exported(&haitu, &["--graph", "page.md", "-o", &format!("dump.{format}")]);
    }
    let Some(output) = python(&haitu, "rdflib", ROUND_TRIP) else { return };
    let lines = exported(&haitu, &["--graph", "page.md", "--format", "nt"]).lines().count();
    assert_eq!(said(&output), format!("{lines}\n"));
}

#[test]
fn the_oxigraph_command_reads_every_format() {
    let haitu = Haitu::with_store();
    exported(&haitu, &["-o", "dump.nq"]);
    exported(&haitu, &["-o", "dump.trig"]);
    let dumped = fs::read_to_string(haitu.path("dump.nq")).expect("the dump");
    let expected = sorted(&dumped);
    for from in ["dump.nq", "dump.trig"] {
        let args = ["convert", "--from-file", from, "--to-format", "nq"];
        let Some(output) = oxigraph(&haitu, &args) else { return };
        assert!(sorted(&said(&output)) == expected, "{from} is read otherwise");
    }
}

fn sorted(lines: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.sort_unstable();
    lines
}
