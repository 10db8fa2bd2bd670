//! JSON-LD for people and streams: one context with the usual prefixes, then a node a line. Nodes are
//! written as their statements come, so that no more than one has to be in memory.

use std::io::{self, Write};
use std::mem;

use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use crate::vocab::{Prefixes, rdf, xsd};

/// A node of more statements is written in parts.
const MOST_TOGETHER: usize = 1024;

/// Greater whole numbers lose digits in some readers of JSON.
const GREATEST: i64 = 1 << 53;

/// A JSON-LD document that is being written.
#[derive(Debug)]
pub struct JsonLd<W: Write> {
    out: W,
    names: Names,
    /// What is still to be written of one node.
    node: Vec<Quad>,
    /// The graph whose nodes are being written.
    graph: GraphName,
    /// Whether the names of the context are of use there.
    words: Words,
    /// What stands before the next node.
    gap: &'static str,
}

/// Whether the names of the context are of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    Short,
    /// An IRI there begins like a short name: all are written in full, and the context is left.
    Full,
}

impl<W: Write> JsonLd<W> {
    /// Begins with a context of prefixes and the IRIs that they stand for.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn begin(prefixes: &Prefixes, mut out: W) -> io::Result<Self> {
        let context: Map<String, Value> =
            prefixes.iter().map(|(prefix, iri)| (prefix.to_owned(), json!(iri))).collect();
        write!(out, "{{\"@context\":{},\"@graph\":[", Value::from(context))?;
        let names = Names(prefixes.clone());
        let (node, graph, words) = (Vec::new(), GraphName::DefaultGraph, Words::Short);
        Ok(Self { out, names, node, graph, words, gap: "\n" })
    }

    /// Writes a statement, or keeps it until the next of another subject. Those of one subject and
    /// graph that follow each other become one node.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, quad: Quad) -> io::Result<()> {
        let goes_on =
            |first: &Quad| first.subject == quad.subject && first.graph_name == quad.graph_name;
        let is_whole = self.node.len() >= MOST_TOGETHER || !self.node.first().is_none_or(goes_on);
        if is_whole {
            self.write_node()?;
        }
        self.node.push(quad);
        Ok(())
    }

    /// Ends the document; its writer.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self) -> io::Result<W> {
        self.write_node()?;
        self.enter(GraphName::DefaultGraph)?;
        writeln!(self.out, "\n]}}")?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn write_node(&mut self) -> io::Result<()> {
        let node = mem::take(&mut self.node);
        let Some(first) = node.first() else { return Ok(()) };
        if first.graph_name != self.graph {
            self.enter(first.graph_name.clone())?;
        }
        let (out, gap) = (&mut self.out, mem::replace(&mut self.gap, ",\n"));
        write!(out, "{gap}{}", self.names.node(&node, self.words))
    }

    /// Leaves the graph whose nodes were written, and opens another.
    fn enter(&mut self, graph: GraphName) -> io::Result<()> {
        if self.graph != GraphName::DefaultGraph {
            write!(self.out, "\n]}}")?;
            (self.words, self.gap) = (Words::Short, ",\n");
        }
        let name = match &graph {
            GraphName::DefaultGraph => None,
            GraphName::NamedNode(name) => Some(name.as_str().to_owned()),
            GraphName::BlankNode(name) => Some(name.to_string()),
        };
        if let Some(name) = name {
            self.words =
                if self.names.are_clear([name.as_str()]) { Words::Short } else { Words::Full };
            let context = if self.words == Words::Full { "\"@context\":null," } else { "" };
            let id = Value::from(self.names.name(&name, self.words));
            write!(self.out, "{}{{{context}\"@id\":{id},\"@graph\":[", self.gap)?;
            self.gap = "\n";
        }
        self.graph = graph;
        Ok(())
    }
}

/// The short names of IRIs.
#[derive(Debug)]
struct Names(Prefixes);

impl Names {
    /// The statements of one subject as a node. Its classes come first: they could change how all
    /// else is read, so that readers of streams want them there.
    fn node(&self, quads: &[Quad], words: Words) -> String {
        let words = if self.are_clear(quads.iter().flat_map(iris)) { words } else { Words::Full };
        let (mut head, mut rest) = (Map::new(), Map::new());
        for Quad { predicate, object, .. } in quads {
            let is_class = *predicate == rdf::TYPE && !matches!(object, Term::Literal(_));
            if is_class {
                add(&mut head, "@type".to_owned(), self.class(object, words));
            } else {
                let key = self.name(predicate.as_str(), words);
                add(&mut rest, key, self.value(object, words));
            }
        }
        if words == Words::Full {
            head.insert("@context".to_owned(), Value::Null);
        }
        let id = quads.first().map(|quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(name) => self.name(name.as_str(), words),
            NamedOrBlankNode::BlankNode(name) => name.to_string(),
        });
        let id = ("@id".to_owned(), Value::from(id));
        let all = head.into_iter().chain([id]).chain(rest);
        let all = all.map(|(key, value)| format!("{}:{value}", Value::from(key)));
        format!("{{{}}}", all.collect::<Vec<_>>().join(","))
    }

    fn class(&self, class: &Term, words: Words) -> Value {
        match class {
            Term::NamedNode(name) => self.name(name.as_str(), words).into(),
            other => other.to_string().into(),
        }
    }

    fn value(&self, object: &Term, words: Words) -> Value {
        match object {
            Term::NamedNode(name) => json!({ "@id": self.name(name.as_str(), words) }),
            Term::BlankNode(name) => json!({ "@id": name.to_string() }),
            Term::Literal(literal) => self.literal(literal, words),
        }
    }

    /// A literal: as JSON has it where that reads as the same literal again.
    fn literal(&self, literal: &Literal, words: Words) -> Value {
        let (value, datatype) = (literal.value(), literal.datatype());
        if let Some(language) = literal.language() {
            return json!({ "@language": language, "@value": value });
        }
        if datatype == xsd::STRING {
            return value.into();
        }
        match whole(value) {
            Some(number) if datatype == xsd::INTEGER => number.into(),
            _ => json!({ "@type": self.name(datatype.as_str(), words), "@value": value }),
        }
    }

    /// `company:huawei` where a prefix fits, or the IRI itself.
    fn name(&self, iri: &str, words: Words) -> String {
        // After a prefix JSON-LD takes anything but what makes the whole look like another IRI.
        let is_name = |local: &str| !local.is_empty() && !local.starts_with("//");
        let mut names = self.0.split(iri).filter(|(_, local)| is_name(local));
        let short = names.next().filter(|_| words == Words::Short);
        short.map_or_else(|| iri.to_owned(), |(prefix, local)| format!("{prefix}:{local}"))
    }

    /// Whether none of some IRIs would be read as a short name: `graph:x` is an IRI, too.
    fn are_clear<'a>(&self, iris: impl IntoIterator<Item = &'a str>) -> bool {
        iris.into_iter().all(|iri| {
            let (scheme, rest) = iri.split_once(':').unwrap_or_default();
            rest.starts_with("//") || self.0.iter().all(|(prefix, _)| prefix != scheme)
        })
    }
}

/// The IRIs of a statement.
fn iris(quad: &Quad) -> impl Iterator<Item = &str> {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(name) => Some(name.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let object = match &quad.object {
        Term::NamedNode(name) => Some(name.as_str()),
        Term::Literal(literal) => Some(literal.datatype().as_str()),
        Term::BlankNode(_) => None,
    };
    subject.into_iter().chain([quad.predicate.as_str()]).chain(object)
}

/// Adds a value to those of a key: one stands alone, several in a list.
fn add(node: &mut Map<String, Value>, key: String, value: Value) {
    match node.entry(key).or_insert(Value::Null) {
        Value::Array(values) => values.push(value),
        empty @ Value::Null => *empty = value,
        one => *one = vec![one.take(), value].into(),
    }
}

/// A whole number in the only way in which JSON-LD gives it back.
fn whole(value: &str) -> Option<i64> {
    let number: i64 = value.parse().ok()?;
    (number.abs() < GREATEST && number.to_string() == value).then_some(number)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::io::{JsonLdProfile, RdfFormat, RdfParser};
    use oxigraph::model::{BlankNode, NamedNode};
    use proptest::prelude::*;

    use super::*;
    use crate::vocab::{ht, schema};

    const BASE: &str = "http://b/";

    fn written(quads: &[Quad]) -> String {
        let mut writer = JsonLd::begin(&Prefixes::new(BASE), Vec::new()).expect("it begins");
        for quad in quads {
            writer.push(quad.clone()).expect("it is written");
        }
        String::from_utf8(writer.end().expect("it ends")).expect("UTF-8")
    }

    fn read(text: &str) -> BTreeSet<String> {
        let format = RdfFormat::JsonLd { profile: JsonLdProfile::Streaming.into() };
        let read = RdfParser::from_format(format).for_slice(text);
        read.map(|quad| quad.expect("it is JSON-LD").to_string()).collect()
    }

    fn node(iri: &str) -> NamedNode {
        NamedNode::new(iri).expect("an IRI")
    }

    #[test]
    fn a_node_is_a_line_and_names_are_short() {
        let name = |text, language| Literal::new_language_tagged_literal_unchecked(text, language);
        let huawei = node("http://b/company/huawei");
        let graph = GraphName::from(node("http://b/graph/derived"));
        let quad =
            |predicate, object: Term| Quad::new(huawei.clone(), predicate, object, graph.clone());
        let quads = [
            quad(rdf::TYPE.into_owned(), ht::COMPANY.into()),
            quad(schema::NAME.into_owned(), name("华为", "zh").into()),
            quad(schema::NAME.into_owned(), name("Huawei", "en").into()),
            quad(ht::ANSWER_COUNT.into_owned(), Literal::from(13).into()),
            quad(ht::NPMI.into_owned(), Literal::new_typed_literal("0.5", xsd::DOUBLE).into()),
        ];
        let text = written(&quads);
        let (context, graph) = text.split_once(",\"@graph\":[\n").expect("a context");
        assert!(context.starts_with(r#"{"@context":{"author":"http://b/author/","#), "{context}");
        assert_eq!(
            graph,
            "{\"@id\":\"graph:derived\",\"@graph\":[\n\
             {\"@type\":\"ht:Company\",\"@id\":\"company:huawei\",\"ht:answerCount\":13,\
             \"ht:npmi\":{\"@type\":\"xsd:double\",\"@value\":\"0.5\"},\
             \"schema:name\":[{\"@language\":\"zh\",\"@value\":\"华为\"},\
             {\"@language\":\"en\",\"@value\":\"Huawei\"}]}\n]}\n]}\n"
        );
        assert_eq!(read(&text).len(), quads.len());
    }

    #[test]
    fn nothing_is_a_document_too() {
        let text = written(&[]);
        assert!(text.ends_with(",\"@graph\":[\n]}\n"), "{text}");
        assert_eq!(read(&text).len(), 0);
    }

    fn iri() -> impl Strategy<Value = NamedNode> {
        let iris = [
            "http://b/company/华为",
            "http://b/company/",
            "http://b/company///x",
            "http://b/graph/a:b",
            "graph:x",
            "xsd:integer",
            "document://x/y",
            "urn:sha256:0",
            "http://x/#char=1,2",
            "https://w3id.org/haitu/ontology#Company",
            "http://b/document/a/answer/1#char=1,2",
            "http://b/author/a%20b?c",
            "mailto:a@b",
        ];
        prop::sample::select(iris.map(node).to_vec())
    }

    fn literal() -> impl Strategy<Value = Literal> {
        let texts =
            ["", "0", "-0", "007", "-12", "9007199254740993", "1.0", "true", "a\"\\\n\u{1}", "@id"];
        let kinds = [xsd::STRING, xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::DATE];
        (prop::sample::select(texts.to_vec()), prop::sample::select(kinds.to_vec()), 0..3).prop_map(
            |(text, kind, tag)| match tag {
                0 => Literal::new_language_tagged_literal_unchecked(text, "zh-hans"),
                _ => Literal::new_typed_literal(text, kind),
            },
        )
    }

    fn quad() -> impl Strategy<Value = Quad> {
        let blank = || BlankNode::new_unchecked("b0");
        let subject = prop_oneof![iri().prop_map(NamedOrBlankNode::from), Just(blank().into())];
        let predicate = prop_oneof![iri(), Just(rdf::TYPE.into_owned())];
        let object = prop_oneof![
            iri().prop_map(Term::from),
            literal().prop_map(Term::from),
            Just(Term::from(blank())),
        ];
        let graph = prop_oneof![iri().prop_map(GraphName::from), Just(GraphName::DefaultGraph)];
        (subject, predicate, object, graph).prop_map(|(subject, predicate, object, graph)| {
            Quad::new(subject, predicate, object, graph)
        })
    }

    proptest! {
        #[test]
        fn the_same_statements_are_read_back(quads in prop::collection::vec(quad(), 0..12)) {
            let text = written(&quads);
            let expected: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
            prop_assert_eq!(read(&text), expected, "{}", text);
        }
    }
}
