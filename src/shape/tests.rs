//! Shapes against small graphs: what holds, what does not, and what is not known.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

use super::Shapes;
use crate::dataset::Dataset;

const PREFIXES: &str = "@prefix : <http://x/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://x/> sh:declare [ sh:prefix \"\" ; sh:namespace \"http://x/\"^^xsd:anyURI ] .
";

/// The nodes (and values) that violate `:S`, whose target is `:C`.
fn violations(shape: &str, data: &str) -> Vec<String> {
    let shapes =
        Shapes::read(&format!("{PREFIXES} :S a sh:NodeShape ; sh:targetClass :C ; {shape} ."));
    let turtle = format!("{PREFIXES} {data}");
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle);
    let quads: Vec<Quad> = quads.collect::<Result<_, _>>().expect("data");
    let data = Dataset::of(&quads).expect("it is written");
    let found = shapes.expect("shapes").violations(&data).expect("they are checked");
    let name = |text: String| {
        let text =
            text.replace("<http://x/", "").replace("<http://www.w3.org/2001/XMLSchema#", "xsd:");
        text.replace('>', "")
    };
    let shown = |violation: super::Violation| match violation.value {
        Some(value) => name(format!("{} {value}", violation.node)),
        None => name(violation.node.to_string()),
    };
    found.into_iter().map(shown).collect()
}

#[test]
fn each_form_finds_what_violates_it_and_nothing_else() {
    let check = |shape: &str, data: &str, expected: &[&str]| {
        assert_eq!(violations(shape, data), expected, "{shape}");
    };
    let property = |constraint: &str| format!("sh:property [ sh:path :p ; {constraint} ]");
    let of = |constraint: &str, data: &str, expected: &[&str]| {
        check(&property(constraint), data, expected);
    };
    of("sh:minCount 1", ":a a :C ; :p 1 . :b a :C . :no :p 1 .", &["b"]);
    of("sh:minCount 2", ":a a :C ; :p 1, 2 . :b a :C ; :p 1 . :c a :C .", &["b", "c"]);
    of("sh:maxCount 1", ":a a :C ; :p 1, 2 . :b a :C ; :p 1 . :c a :C .", &["a"]);
    of("sh:hasValue \"x\"", ":a a :C ; :p \"x\", \"y\" . :b a :C ; :p \"y\" .", &["b"]);
    of("sh:nodeKind sh:IRI", ":a a :C ; :p :b, \"b\" .", &["a \"b\""]);
    of("sh:class :D", ":a a :C ; :p :b, :c . :b a :D .", &["a c"]);
    of(
        "sh:datatype xsd:string",
        ":a a :C ; :p \"x\", \"x\"@en, 1 .",
        &["a \"1\"^^xsd:integer", "a \"x\"@en"],
    );
    of(
        "sh:datatype xsd:integer",
        ":a a :C ; :p 1 . :b a :C ; :p \"x\"^^xsd:integer .",
        &["b \"x\"^^xsd:integer"],
    );
    of(
        "sh:datatype xsd:dateTime",
        ":a a :C ; :p \"soon\"^^xsd:dateTime .",
        &["a \"soon\"^^xsd:dateTime"],
    );
    of("sh:pattern \"^[A-Z]{2}$\"", ":a a :C ; :p \"CN\", \"cn\" .", &["a \"cn\""]);
    of("sh:pattern \"^cn$\" ; sh:flags \"i\"", ":a a :C ; :p \"CN\", \"us\" .", &["a \"us\""]);
    of("sh:in ( :x \"y\" )", ":a a :C ; :p :x, \"y\", :z .", &["a z"]);
    of(
        "sh:languageIn ( \"zh\" )",
        ":a a :C ; :p \"x\"@zh-Hans, \"y\"@en, \"z\" .",
        &["a \"y\"@en", "a \"z\""],
    );
    of(
        "sh:uniqueLang true",
        ":a a :C ; :p \"x\"@zh, \"y\"@zh, \"z\"@en .",
        &["a \"x\"@zh", "a \"y\"@zh"],
    );
    of("sh:disjoint :q", ":a a :C ; :p \"x\", \"y\" ; :q \"x\", \"y\"@en .", &["a \"x\""]);
    of(
        "sh:lessThan :q",
        ":a a :C ; :p 1 ; :q 2 . :b a :C ; :p 2 ; :q 2 .",
        &["b \"2\"^^xsd:integer"],
    );
    of(
        "sh:lessThanOrEquals :q",
        ":a a :C ; :p 2 ; :q 2 . :b a :C ; :p \"x\" ; :q 2 .",
        &["b \"x\""],
    );
    of(
        "sh:minInclusive 0 ; sh:maxInclusive 1",
        ":a a :C ; :p 0, 1, 0.5, \"0\" .",
        &["a \"0\"", "a \"0\""],
    );
    of("sh:minExclusive 0 ; sh:maxExclusive 1", ":a a :C ; :p 0.5 .", &[]);
    of(
        "sh:minLength 1 ; sh:maxLength 1",
        ":a a :C ; :p \"𠀀\", \"\", \"ab\" .",
        &["a \"\"", "a \"ab\""],
    );
}

#[test]
fn paths_lead_back_on_and_either_way() {
    let check = |path: &str, data: &str, expected: &[&str]| {
        let shape = format!("sh:property [ sh:path {path} ; sh:minCount 1 ]");
        assert_eq!(violations(&shape, data), expected, "{path}");
    };
    let data = ":a a :C ; :p :x . :b a :C ; :q :y . :y :p :z . :z :q :a .";
    check(":p", data, &["b"]);
    check("[ sh:inversePath :q ]", data, &["b"]);
    check("( :q :p )", data, &["a"]);
    check("[ sh:alternativePath ( :p :q ) ]", data, &[]);
    check("[ sh:inversePath [ sh:alternativePath ( :p :q ) ] ]", data, &["b"]);
    check("( [ sh:zeroOrMorePath :q ] :p )", data, &[]);
}

#[test]
fn queries_tell_their_values_and_see_code_points() {
    let shape =
        "sh:sparql [ sh:message \"not `{?value}`\" ; sh:select \"\"\"SELECT $this ?value WHERE {
        $this :text ?text ; :begin ?begin ; :end ?end ; :exact ?value .
        FILTER(SUBSTR(STR(?text), ?begin + 1, ?end - ?begin) != ?value) }\"\"\" ]";
    let data = ":a a :C ; :text \"😀𠀀华为👩‍👩‍👧b\"@zh ; :begin 2 ; :end 4 ; :exact \"华为\" .
        :b a :C ; :text \"😀𠀀华为\"@zh ; :begin 1 ; :end 3 ; :exact \"华为\" .";
    assert_eq!(violations(shape, data), ["b \"华为\""]);
}

#[test]
fn what_is_not_known_is_never_passed_over() {
    let check = |shape: &str, expected: &str| {
        let shapes = format!("{PREFIXES} :S a sh:NodeShape ; sh:targetClass :C ; {shape} .");
        let error = Shapes::read(&shapes).expect_err(shape).to_string();
        assert!(error.contains(expected), "{error}");
    };
    check("sh:xone ( :A :B )", "shacl#xone");
    check("sh:property [ sh:path :p ; sh:qualifiedMinCount 1 ]", "qualifiedMinCount");
    check("sh:property [ sh:minCount 1 ]", "a path of another form");
    check("sh:sparql [ sh:ask \"ASK {}\" ]", "sh:select");
    check("sh:property [ sh:path :p ; sh:minCount \"many\" ]", "minCount");
}

#[test]
fn the_shapes_of_the_program_cover_every_class_it_writes() {
    use crate::vocab::{ht, nif, prov, schema};
    let shapes = Shapes::builtin().expect("the shapes");
    assert!(shapes.len() > 100, "{}", shapes.len());
    let turtle = include_str!("../../ontology/shapes.ttl");
    let source = super::source::Source::parse(turtle).expect("Turtle");
    let targets: Vec<String> =
        source.values(crate::vocab::sh::TARGET_CLASS).iter().map(ToString::to_string).collect();
    let classes = [
        ht::COMPANY,
        ht::COUNTRY,
        ht::REGION,
        ht::CONCEPT,
        ht::UNLINKED,
        ht::COMPOUND,
        ht::CO_MENTION,
        schema::WEB_PAGE,
        schema::QUESTION,
        schema::ANSWER,
        schema::NEWS_ARTICLE,
        schema::PERSON,
        nif::PHRASE,
        nif::SENTENCE,
        prov::ACTIVITY,
        prov::SOFTWARE_AGENT,
        prov::ENTITY,
    ];
    for class in classes {
        assert!(targets.contains(&class.to_string()), "no shape for {class}");
    }
}
