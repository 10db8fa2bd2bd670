//! `haitu catalog`: a session without a store, and what the catalog as RDF comes to when it is read
//! again.

use haitu::catalog::{Catalog, Source};
use haitu::vocab::BASE;

use crate::haitu::Haitu;
use crate::transcript;

/// Names of our own: more of a company that is known, another one, and a compound of both.
const MINE: &str = r#"@prefix ht: <https://w3id.org/haitu/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix company: <https://w3id.org/haitu/company/> .

company:huawei skos:altLabel "海角旗舰店"@zh-Hans .

company:haijiao a ht:Company ;
    skos:prefLabel "海角科技"@zh-Hans, "Haijiao"@en ;
    skos:hiddenLabel "海脚科技"@zh-Hans ;
    ht:ambiguousLabel "海角"@zh-Hans ;
    ht:cue "融资" ;
    ht:within "海角的产品" ;
    ht:notWithin "天涯海角" ;
    schema:parentOrganization company:huawei ;
    skos:exactMatch <https://example.org/haijiao> .

<https://w3id.org/haitu/compound/海华> a ht:Compound ;
    ht:compoundLabel "海华" ;
    ht:member company:haijiao, company:huawei .
"#;

#[test]
fn a_session() {
    let haitu = Haitu::new().file("mine.ttl", MINE).file("bad.ttl", "company:a a ht:Company .");
    transcript::check("tests/cli/catalog.console", &haitu.path(""));
}

/// Every statement of a catalog, sorted.
fn statements(catalog: &Catalog) -> Vec<String> {
    let mut statements: Vec<String> = catalog.triples().map(|triple| triple.to_string()).collect();
    statements.sort_unstable();
    statements
}

#[test]
fn what_is_exported_says_the_same_when_it_is_read_again() {
    let haitu = Haitu::new();
    let builtin = Catalog::builtin(BASE).expect("the built-in catalog is right");
    let output = haitu.output(&["catalog", "export"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let exported = [Source { path: "exported.ttl".to_owned(), text }];
    let again = Catalog::extended(BASE, &exported).expect("it is a catalog");
    assert_eq!(statements(&again), statements(&builtin));
}

#[test]
fn every_entity_is_shown_listed_and_found_by_a_search() {
    let haitu = Haitu::new();
    let lines = |args: &[&str]| {
        let output = haitu.output(args);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let line = |line: &str| serde_json::from_str(line).expect("JSON");
        text.lines().map(line).collect::<Vec<serde_json::Value>>()
    };
    let listed = lines(&["catalog", "list", "--json"]);
    let builtin = Catalog::builtin(BASE).expect("the built-in catalog is right");
    let known: Vec<&str> = builtin.iter().map(|(_, entity)| entity.iri.as_str()).collect();
    let iris: Vec<&str> = listed.iter().filter_map(|row| row["iri"].as_str()).collect();
    assert_eq!(iris, known);
    let some: Vec<&str> = known.iter().step_by(100).copied().collect();
    for entry in lines(&[&["catalog", "--json"], &some[..]].concat()) {
        let entity =
            builtin.entity(builtin.id(entry["iri"].as_str().expect("an IRI")).expect("known"));
        let (place, label) = (&entry["definedIn"][0], entity.label.as_str());
        let path = format!("ontology/catalog/{}", place["path"].as_str().expect("a file"));
        let file = std::fs::read_to_string(path).expect("a file");
        let number = usize::try_from(place["line"].as_u64().expect("a line")).expect("a number");
        let line = file.lines().nth(number - 1);
        let local = entity.iri.as_str().rsplit('/').next().expect("a name");
        assert!(line.is_some_and(|line| line.contains(local)), "{label}: {place} is {line:?}");
    }
}

#[test]
fn a_store_holds_of_the_catalog_what_its_pages_mention() {
    let haitu = Haitu::new().file("page.md", "TikTok在日韩没有996。").built(&["page.md"]);
    let query = "SELECT DISTINCT ?x { GRAPH graph:catalog { ?x a ?class } } ORDER BY ?x";
    let output = haitu.output(&["query", query, "--format", "csv"]);
    let said = String::from_utf8_lossy(&output.stdout).replace(BASE, "");
    let described: Vec<&str> = said.lines().skip(1).collect();
    let expected = [
        "company/bytedance",
        "company/tiktok",
        "compound/日韩",
        "concept/996",
        "concept/overtime",
        "concept/scheme/work",
        "country/china",
        "country/japan",
        "country/south-korea",
        "region/asia",
        "region/east-asia",
    ];
    assert_eq!(described, expected);
    // What is there only as a parent has no counts.
    let query = "SELECT ?x { ?x a ht:Company ; ht:answerCount ?n }";
    let output = haitu.output(&["query", query, "--format", "csv"]);
    let said = String::from_utf8_lossy(&output.stdout).replace(BASE, "");
    assert_eq!(said.lines().skip(1).collect::<Vec<_>>(), ["company/tiktok"]);
}
