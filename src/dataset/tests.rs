//! Datasets against Oxigraph's own store: the same statements, the same answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use proptest::prelude::*;

use super::{Dataset, View};

fn node(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("http://example.com/{name}"))
}

/// A few nodes, and literals of every kind.
fn object() -> impl Strategy<Value = Term> {
    let xsd =
        |name: &str| NamedNode::new_unchecked(format!("http://www.w3.org/2001/XMLSchema#{name}"));
    let literals = vec![
        Literal::from(1),
        Literal::from(-7),
        Literal::from(0.41),
        Literal::from(true),
        Literal::new_typed_literal("2022-07-06", xsd("date")),
        Literal::new_typed_literal("2022-07-06T21:45:03Z", xsd("dateTime")),
        Literal::new_typed_literal("2.5", xsd("decimal")),
        Literal::new_typed_literal("x", xsd("other")),
        Literal::from("华为"),
        Literal::from("长".repeat(300)),
        Literal::new_language_tagged_literal_unchecked("华为", "zh-hans"),
        Literal::new_language_tagged_literal_unchecked("Huawei", "en"),
    ];
    prop_oneof![
        prop::sample::select(literals).prop_map(Term::from),
        (0..5_u8).prop_map(|name| node(&name.to_string()).into()),
        Just(BlankNode::new_unchecked("b").into()),
    ]
}

fn quad() -> impl Strategy<Value = Quad> {
    (0..5_u8, 0..3_u8, object(), 0..3_u8).prop_map(|(subject, predicate, object, graph)| {
        let graph = match graph {
            0 => GraphName::DefaultGraph,
            name => node(&format!("g{name}")).into(),
        };
        Quad::new(node(&subject.to_string()), node(&format!("p{predicate}")), object, graph)
    })
}

/// The rows of an answer, in no order; what CONSTRUCT and ASK say as rows of one.
fn rows(results: QueryResults<'_>) -> Vec<String> {
    let mut rows: Vec<String> = match results {
        QueryResults::Boolean(answer) => vec![answer.to_string()],
        QueryResults::Solutions(rows) => rows
            .map(|row| {
                let row = row.expect("a row");
                let values = row.values().iter().map(|value| format!("{value:?}"));
                values.collect::<Vec<_>>().join(" ")
            })
            .collect(),
        QueryResults::Graph(triples) => {
            triples.map(|triple| triple.expect("a triple").to_string()).collect()
        }
    };
    rows.sort();
    rows
}

/// What both say to a query, of the default graph as it is and as the union of all.
fn answers(data: &Arc<Dataset>, store: &Store, query: &str) -> [(Vec<String>, Vec<String>); 2] {
    [false, true].map(|is_union| {
        let prepared = || {
            let mut query = SparqlEvaluator::new().parse_query(query).expect("SPARQL");
            if is_union {
                query.dataset_mut().set_default_graph_as_union();
            }
            query
        };
        let ours = prepared().on_queryable_dataset(View::new(data)).execute().expect("an answer");
        let theirs = prepared().on_store(store).execute().expect("an answer");
        (rows(ours), rows(theirs))
    })
}

/// A term of a pattern, or a variable.
fn part(terms: Vec<String>, variable: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(terms), Just(variable.to_owned()), Just("?x".to_owned())]
}

fn pattern() -> impl Strategy<Value = String> {
    let iri = |name: &str| node(name).to_string();
    let subjects = vec![iri("0"), iri("1"), iri("unknown")];
    let predicates = vec![
        iri("p0"),
        iri("p1"),
        format!("{}+", iri("p0")),
        format!("({}|^{})*", iri("p1"), iri("p2")),
    ];
    let objects = vec![
        iri("1"),
        "1".into(),
        "\"华为\"".into(),
        "\"Huawei\"@en".into(),
        "\"0.41\"^^<http://www.w3.org/2001/XMLSchema#double>".into(),
        "true".into(),
    ];
    let graphs = vec![iri("g1"), iri("unknown")];
    (
        part(subjects, "?s"),
        prop_oneof![prop::sample::select(predicates), Just("?p".to_owned())],
        part(objects, "?o"),
        part(graphs, "?g"),
        0..3_u8,
    )
        .prop_map(|(subject, predicate, object, graph, kind)| match kind {
            0 => format!("GRAPH {graph} {{ {subject} {predicate} {object} }}"),
            1 => format!("OPTIONAL {{ {subject} {predicate} {object} }}"),
            _ => format!("{subject} {predicate} {object} ."),
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn patterns_have_the_answers_that_oxigraph_gives(
        quads in prop::collection::vec(quad(), 0..60),
        patterns in prop::collection::vec(pattern(), 1..4),
    ) {
        let data = Dataset::of(&quads).expect("it is written");
        let store = Store::new().expect("a store");
        for quad in &quads {
            store.insert(quad).expect("it is taken");
        }
        prop_assert_eq!(data.len(), store.len().expect("its length") as u64);
        let query = format!("SELECT * WHERE {{ {} }}", patterns.join("\n"));
        for (ours, theirs) in answers(&data, &store, &query) {
            prop_assert_eq!(ours, theirs, "{}", query);
        }
    }

    #[test]
    fn statements_come_back_as_they_were_written(quads in prop::collection::vec(quad(), 0..200)) {
        let data = Dataset::of(&quads).expect("it is written");
        let read: BTreeSet<String> = data.iter().map(|quad| quad.expect("a quad").to_string()).collect();
        let written: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
        prop_assert_eq!(read, written);
    }
}

#[test]
fn expressions_aggregates_and_orders_have_the_answers_that_oxigraph_gives() {
    let values = (0..50).map(|number| {
        Quad::new(node(&format!("s{}", number % 7)), node("p"), Literal::from(number), node("g1"))
    });
    let figures = (0..50).map(|number| {
        Quad::new(
            node(&format!("s{}", number % 7)),
            node("q"),
            Literal::from(f64::from(number) / 8.0),
            node("g2"),
        )
    });
    let names = (0..7).map(|number| {
        let name = Literal::new_language_tagged_literal_unchecked(format!("名{number}"), "zh");
        Quad::new(node(&format!("s{number}")), node("name"), name, node("g1"))
    });
    let quads: Vec<Quad> = values.chain(figures).chain(names).collect();
    let (data, store) = (Dataset::of(&quads).expect("written"), Store::new().expect("a store"));
    for quad in &quads {
        store.insert(quad).expect("it is taken");
    }
    for query in [
        "SELECT ?s (SUM(?v) AS ?n) (AVG(?v) AS ?m) (COUNT(*) AS ?c) { ?s ex:p ?v } GROUP BY ?s",
        "SELECT ?s (MAX(?q) AS ?n) (MIN(?q / 3) AS ?m) { ?s ex:q ?q } GROUP BY ?s HAVING (?n > 4)",
        "SELECT ?s ?v { ?s ex:p ?v FILTER(?v > 40 && ?v != 43) } ORDER BY DESC(?v) LIMIT 5",
        "SELECT (CONCAT(STR(?n), \"!\") AS ?x) (LANG(?n) AS ?l) { ?s ex:name ?n FILTER(STRLEN(?n) > 1) }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        "SELECT DISTINCT ?g { GRAPH ?g {} }",
        "ASK { GRAPH ex:g1 { ex:s1 ex:p 8 } }",
        "ASK { GRAPH ex:g2 { ex:s1 ex:p 8 } }",
        "ASK { ?s ex:p 800 }",
        "CONSTRUCT { ?s ex:r ?v } { ?s ex:p ?v MINUS { ?s ex:p 8 } }",
        "DESCRIBE ex:s1",
        "SELECT * { VALUES ?v { 1 2 999 \"x\"@en } OPTIONAL { ?s ex:p ?v } }",
        "SELECT ?s { ?s ex:p ?v BIND(?v + 1 AS ?w) ?s ex:p ?w }",
    ] {
        let query = format!("PREFIX ex: <http://example.com/>\n{query}");
        for (ours, theirs) in answers(&data, &store, &query) {
            assert_eq!(ours, theirs, "{query}");
        }
    }
}

#[test]
fn a_term_is_found_among_many_and_others_are_not() {
    let count = 20_000;
    let quad = |number: u32| {
        Quad::new(
            node(&format!("s/{number}")),
            node("p"),
            Literal::from(format!("名{number}")),
            node("g"),
        )
    };
    let quads: Vec<Quad> = (0..count).map(quad).collect();
    let data = Dataset::of(&quads).expect("it is written");
    let found = |subject: &NamedNode, predicate: NamedNodeRef<'_>| {
        let quads = data.quads_for_pattern(Some(subject), Some(predicate), None, None);
        quads.map(|quad| quad.expect("a quad")).collect::<Vec<_>>()
    };
    for number in [0, 1, 15, 16, 17, 9_999, count - 1] {
        assert_eq!(found(&node(&format!("s/{number}")), node("p").as_ref()), [quad(number)]);
    }
    assert!(found(&node("s/20000"), node("p").as_ref()).is_empty());
    assert!(found(&node("s/1"), node("other").as_ref()).is_empty());
}

/// Oxigraph's store gives back the value; the term is how it was written.
#[test]
fn a_number_comes_back_as_it_was_written() {
    let xsd = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#decimal");
    let written = ["2.5", "2.50", "+2.5"].map(|text| Literal::new_typed_literal(text, xsd.clone()));
    let quads = written.map(|literal| Quad::new(node("s"), node("p"), literal, node("g")));
    let data = Dataset::of(&quads).expect("it is written");
    assert_eq!(data.len(), 3);
    for quad in &quads {
        let found = data.quads_for_pattern(None, None, Some(quad.object.as_ref()), None);
        let found: Vec<Quad> = found.map(|quad| quad.expect("a quad")).collect();
        assert_eq!(found, std::slice::from_ref(quad));
    }
}
