//! The W3C's evaluation tests of SPARQL 1.0 and 1.1, each on a dataset of our own and on Oxigraph's
//! store: what that passes, ours passes.
//!
//! `HAITU_W3C` names the folder `sparql` of a clone of w3c/rdf-tests; without it nothing is tested.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use haitu::dataset::{Dataset, View};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{
    BlankNode, Graph, GraphName, NamedNode, NamedOrBlankNodeRef, Quad, Term, TermRef,
};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput,
};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use spareval::ExpressionTerm;

const MANIFEST: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const QUERY: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
const RESULT: &str = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

/// Tests that ours passes and Oxigraph's store does not: it keeps of a number its value, and ours how
/// it was written, so that `1` and `01` are two terms, as they are in RDF.
const DIFFERENCES: &[&str] = &[
    "manifest#distinct-1>",
    "manifest#distinct-9>",
    "manifest#eq-graph-1>",
    "manifest#eq-graph-2>",
    "manifest#open-eq-01>",
    "manifest#sameTerm-eq>",
    "manifest#sameTerm-not-eq>",
    "manifest#sameTerm-simple>",
];

/// One evaluation test.
struct Test {
    name: String,
    query: PathBuf,
    data: Vec<PathBuf>,
    graphs: Vec<PathBuf>,
    result: PathBuf,
}

#[test]
fn what_oxigraph_passes_ours_passes() {
    let Some(folder) = std::env::var_os("HAITU_W3C").map(PathBuf::from) else {
        eprintln!("skipped: HAITU_W3C names no folder");
        return;
    };
    let mut manifests = Vec::new();
    add_manifests(&folder, &mut manifests);
    let tests: Vec<Test> = manifests.iter().flat_map(|manifest| tests_of(manifest)).collect();
    let (mut passed, mut both, mut differ, mut lost) = (0, 0, BTreeSet::new(), Vec::new());
    for test in &tests {
        let [ours, theirs] = test.answers();
        let expected = test.expected();
        let is_right = |answer: &Option<Answer>| answer.is_some() && *answer == expected;
        passed += usize::from(is_right(&ours));
        both += usize::from(is_right(&theirs));
        if ours != theirs {
            differ.insert(test.name.as_str());
            assert!(is_right(&ours), "{} is answered otherwise, and wrong", test.name);
        }
        if is_right(&theirs) && !is_right(&ours) {
            lost.push(test.name.as_str());
        }
    }
    eprintln!(
        "{} tests: {passed} passed, {both} by Oxigraph's store; {} differ: {differ:?}",
        tests.len(),
        differ.len()
    );
    assert!(lost.is_empty(), "passed by Oxigraph's store, not by ours: {lost:?}");
    assert_eq!(differ, DIFFERENCES.iter().copied().collect());
    assert!(passed >= 400, "only {passed} of {} passed", tests.len());
}

fn add_manifests(folder: &Path, manifests: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            add_manifests(&entry, manifests);
        } else if entry.file_name().is_some_and(|name| name == "manifest.ttl") {
            manifests.push(entry);
        }
    }
}

/// The IRI of a file, against which what it says is resolved.
fn iri(file: &Path) -> String {
    format!("file://{}", fs::canonicalize(file).expect("a file").display())
}

fn parsed(file: &Path, graph: &GraphName) -> Option<Vec<Quad>> {
    let extension = file.extension()?.to_str()?;
    let format = RdfFormat::from_extension(extension)?;
    let parser = RdfParser::from_format(format).with_base_iri(iri(file)).ok()?;
    let parser = parser.with_default_graph(graph.clone()).rename_blank_nodes();
    parser.for_reader(fs::File::open(file).ok()?).collect::<Result<_, _>>().ok()
}

fn graph_of(file: &Path) -> Option<Graph> {
    let quads = parsed(file, &GraphName::DefaultGraph)?;
    Some(quads.iter().map(|quad| oxigraph::model::TripleRef::from(quad.as_ref())).collect())
}

/// What a graph says of a node.
fn said<'a>(
    graph: &'a Graph,
    node: impl Into<NamedOrBlankNodeRef<'a>>,
    property: &str,
) -> Vec<TermRef<'a>> {
    let statements = graph.triples_for_subject(node);
    let said = statements.filter(|triple| triple.predicate.as_str() == property);
    let mut said: Vec<TermRef<'_>> = said.map(|triple| triple.object).collect();
    said.sort_by_key(ToString::to_string);
    said
}

fn file_of(term: TermRef<'_>) -> Option<PathBuf> {
    match term {
        TermRef::NamedNode(node) => node.as_str().strip_prefix("file://").map(PathBuf::from),
        _ => None,
    }
}

fn node_of(term: TermRef<'_>) -> Option<NamedOrBlankNodeRef<'_>> {
    match term {
        TermRef::NamedNode(node) => Some(node.into()),
        TermRef::BlankNode(node) => Some(node.into()),
        TermRef::Literal(_) => None,
    }
}

/// The evaluation tests of a manifest.
fn tests_of(manifest: &Path) -> Vec<Test> {
    let Some(graph) = graph_of(manifest) else { return Vec::new() };
    let kind = NamedNode::new_unchecked(format!("{MANIFEST}QueryEvaluationTest"));
    let mut tests: Vec<Test> = graph
        .subjects_for_predicate_object(rdf::TYPE, kind.as_ref())
        .filter_map(|test| {
            let action = *said(&graph, test, &format!("{MANIFEST}action")).first()?;
            let action = node_of(action)?;
            let files = |name: &str| -> Vec<PathBuf> {
                let files = said(&graph, action, &format!("{QUERY}{name}"));
                files.into_iter().filter_map(file_of).collect()
            };
            let result = *said(&graph, test, &format!("{MANIFEST}result")).first()?;
            Some(Test {
                name: test.to_string().rsplit('/').next().unwrap_or_default().to_owned(),
                query: files("query").pop()?,
                data: files("data"),
                graphs: files("graphData"),
                result: file_of(result)?,
            })
        })
        .collect();
    tests.sort_by(|one, other| one.name.cmp(&other.name));
    tests
}

/// An answer in a form that two can be compared in, whatever their blank nodes are called.
type Answer = BTreeSet<String>;

impl Test {
    /// What ours and Oxigraph's store say; nothing where the query fails.
    fn answers(&self) -> [Option<Answer>; 2] {
        let Some(quads) = self.quads() else { return [None, None] };
        let data = Dataset::of(&quads).expect("it is written");
        let store = Store::new().expect("a store");
        for quad in &quads {
            store.insert(quad).expect("it is taken");
        }
        let text = fs::read_to_string(&self.query).expect("a query");
        let prepared = || {
            let evaluator = SparqlEvaluator::new().with_base_iri(iri(&self.query)).ok()?;
            evaluator.parse_query(&text).ok()
        };
        let ours = prepared()
            .and_then(|query| answer(query.on_queryable_dataset(View::new(&data)).execute().ok()?));
        let theirs = prepared().and_then(|query| answer(query.on_store(&store).execute().ok()?));
        [ours, theirs]
    }

    /// The statements of the test's data.
    fn quads(&self) -> Option<Vec<Quad>> {
        let mut quads = Vec::new();
        // What the query itself names is loaded for both alike.
        for file in &self.data {
            quads.extend(parsed(file, &GraphName::DefaultGraph)?);
        }
        for file in &self.graphs {
            quads.extend(parsed(file, &NamedNode::new_unchecked(iri(file)).into())?);
        }
        Some(quads)
    }

    /// What is right; nothing where its format is not known here.
    fn expected(&self) -> Option<Answer> {
        let extension = self.result.extension()?.to_str()?;
        if let Some(format) = QueryResultsFormat::from_extension(extension) {
            let file = fs::File::open(&self.result).ok()?;
            let parser = QueryResultsParser::from_format(format).for_reader(file).ok()?;
            return match parser {
                ReaderQueryResultsParserOutput::Boolean(answer) => Some(boolean(answer)),
                ReaderQueryResultsParserOutput::Solutions(rows) => {
                    let rows = rows.map(|row| {
                        let row = row.ok()?;
                        let bound = row.iter();
                        Some(
                            bound
                                .map(|(name, term)| (name.as_str().to_owned(), term.clone()))
                                .collect(),
                        )
                    });
                    Some(canonical(rows_as_quads(rows.collect::<Option<Vec<Row>>>()?)))
                }
            };
        }
        let graph = graph_of(&self.result)?;
        result_set(&graph).or_else(|| {
            let quads =
                graph.iter().map(|triple| triple.into_owned().in_graph(GraphName::DefaultGraph));
            Some(canonical(quads.collect()))
        })
    }
}

/// A solution: what its variables stand for.
type Row = BTreeMap<String, Term>;

fn answer(results: QueryResults<'_>) -> Option<Answer> {
    Some(match results {
        QueryResults::Boolean(answer) => boolean(answer),
        QueryResults::Solutions(rows) => {
            let rows = rows.map(|row| {
                let row = row.ok()?;
                Some(
                    row.iter()
                        .map(|(name, term)| (name.as_str().to_owned(), term.clone()))
                        .collect(),
                )
            });
            canonical(rows_as_quads(rows.collect::<Option<Vec<Row>>>()?))
        }
        QueryResults::Graph(triples) => {
            let quads = triples.map(|triple| Some(triple.ok()?.in_graph(GraphName::DefaultGraph)));
            canonical(quads.collect::<Option<_>>()?)
        }
    })
}

fn boolean(answer: bool) -> Answer {
    BTreeSet::from([answer.to_string()])
}

/// Solutions as statements: a blank node each, so that the same one twice is two.
fn rows_as_quads(rows: Vec<Row>) -> Vec<Quad> {
    let row_of = |row: Row| {
        let node = BlankNode::default();
        let is_row = Quad::new(
            node.clone(),
            rdf::TYPE,
            NamedNode::new_unchecked(format!("{RESULT}Row")),
            GraphName::DefaultGraph,
        );
        let values = row.into_iter().map(move |(name, term)| {
            let property = NamedNode::new_unchecked(format!("urn:variable:{name}"));
            Quad::new(node.clone(), property, term, GraphName::DefaultGraph)
        });
        std::iter::once(is_row).chain(values)
    };
    rows.into_iter().flat_map(row_of).collect()
}

/// The result set that a graph describes, if it does.
fn result_set(graph: &Graph) -> Option<Answer> {
    let kind = NamedNode::new_unchecked(format!("{RESULT}ResultSet"));
    let set = graph.subject_for_predicate_object(rdf::TYPE, kind.as_ref())?;
    let said = |node, name: &str| said(graph, node, &format!("{RESULT}{name}"));
    if let Some(TermRef::Literal(answer)) = said(set, "boolean").first() {
        return Some(boolean(answer.value() == "true"));
    }
    let rows = said(set, "solution").into_iter().map(|solution| {
        let bindings = said(node_of(solution)?, "binding").into_iter().map(|binding| {
            let binding = node_of(binding)?;
            let TermRef::Literal(name) = *said(binding, "variable").first()? else { return None };
            Some((name.value().to_owned(), said(binding, "value").first()?.into_owned()))
        });
        bindings.collect::<Option<Row>>()
    });
    Some(canonical(rows_as_quads(rows.collect::<Option<_>>()?)))
}

/// Statements with blank nodes that are called alike in what is alike, and numbers that are written
/// alike where they are the same.
fn canonical(quads: Vec<Quad>) -> Answer {
    let quads = quads.into_iter().map(|quad| Quad { object: plain(quad.object), ..quad });
    let mut dataset: oxigraph::model::Dataset = quads.collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    dataset.iter().map(|quad| quad.to_string()).collect()
}

fn plain(term: Term) -> Term {
    ExpressionTerm::from(term).into()
}
