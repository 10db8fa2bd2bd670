//! Statements on their way out: sorted, each once, in one of the formats.

use std::collections::HashSet;
use std::io::{self, Write};

use oxigraph::io::{RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{GraphName, GraphNameRef, NamedOrBlankNode, Quad, QuadRef, Triple};

use super::{Format, Texts};
use crate::rdf::jsonld::JsonLd;
use crate::rdf::xml;
use crate::vocab::{Prefixes, rdf, schema};

/// An export that is being written.
pub(super) struct Dump<'a> {
    format: Format,
    texts: Texts,
    sink: Sink<'a>,
    /// Triples that several graphs may have, where the format has no graphs.
    written: HashSet<Triple>,
    /// How many texts were written otherwise, as the format cannot hold them.
    mended: usize,
}

/// What writes the statements.
enum Sink<'a> {
    /// JSON-LD.
    Nodes(Box<JsonLd<&'a mut dyn Write>>),
    /// All other formats.
    Serializer(Box<WriterQuadSerializer<&'a mut dyn Write>>),
}

impl<'a> Sink<'a> {
    fn begin(format: Format, base: &str, out: &'a mut dyn Write) -> io::Result<Self> {
        let prefixes = Prefixes::new(base);
        if format == Format::JsonLd {
            return Ok(Self::Nodes(Box::new(JsonLd::begin(&prefixes, out)?)));
        }
        let mut serializer = RdfSerializer::from_format(format.rdf());
        for (prefix, iri) in prefixes.iter() {
            serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
        }
        Ok(Self::Serializer(Box::new(serializer.for_writer(out))))
    }
}

impl<'a> Dump<'a> {
    pub(super) fn begin(
        format: Format,
        texts: Texts,
        base: &str,
        out: &'a mut dyn Write,
    ) -> io::Result<Self> {
        let sink = Sink::begin(format, base, out)?;
        Ok(Self { format, texts, sink, written: HashSet::new(), mended: 0 })
    }

    /// Writes the statements of one graph.
    pub(super) fn write(&mut self, mut quads: Vec<Quad>) -> io::Result<()> {
        if self.texts == Texts::Without {
            quads.retain(|quad| quad.predicate != schema::TEXT);
        }
        self.sort(&mut quads);
        quads.dedup();
        if !self.format.has_graphs() {
            quads.retain(|quad| self.is_new(quad));
        }
        if self.format == Format::Rdf {
            for quad in &mut quads {
                self.fit_xml(quad);
            }
        }
        match &mut self.sink {
            Sink::Nodes(nodes) => quads.into_iter().try_for_each(|quad| nodes.push(quad)),
            Sink::Serializer(serializer) => quads.iter().try_for_each(|quad| {
                let graph = if self.format.has_graphs() {
                    quad.graph_name.as_ref()
                } else {
                    GraphNameRef::DefaultGraph
                };
                let Quad { subject, predicate, object, .. } = quad;
                serializer.serialize_quad(QuadRef::new(subject, predicate, object, graph))
            }),
        }
    }

    /// Lines in the order of their bytes; where statements are grouped, by subject, its classes
    /// first.
    fn sort(&self, quads: &mut [Quad]) {
        if self.format.is_lines() {
            quads.sort_by_cached_key(|quad| format!("{quad} ."));
        } else {
            quads.sort_by_cached_key(|quad| {
                let Quad { subject, predicate, object, .. } = quad;
                let is_class = *predicate == rdf::TYPE;
                (subject.to_string(), !is_class, predicate.to_string(), object.to_string())
            });
        }
    }

    /// Whether no graph before had this triple. What stands under a graph's own name is in no
    /// other, and need not be remembered.
    fn is_new(&mut self, quad: &Quad) -> bool {
        if is_own(quad) {
            return true;
        }
        let triple = Triple::from(quad.clone());
        self.written.insert(triple)
    }

    /// Replaces what XML 1.0 has no way to write.
    fn fit_xml(&mut self, quad: &mut Quad) {
        if let Some(mended) = xml::mended(&quad.object) {
            quad.object = mended;
            self.mended += 1;
        }
    }

    /// Ends the export; how many texts were written otherwise.
    pub(super) fn end(self) -> io::Result<usize> {
        match self.sink {
            Sink::Nodes(nodes) => _ = nodes.end()?,
            Sink::Serializer(serializer) => serializer.finish()?.flush()?,
        }
        Ok(self.mended)
    }
}

/// Whether the subject of a statement stands under its graph's name.
fn is_own(quad: &Quad) -> bool {
    match (&quad.subject, &quad.graph_name) {
        (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(graph)) => {
            let rest = subject.as_str().strip_prefix(graph.as_str());
            rest.is_some_and(|rest| rest.starts_with(['/', '#']))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, NamedNode, Term};

    use super::*;
    use crate::vocab::xsd;

    fn dumped(format: Format, graphs: &[&[(&str, &str)]]) -> String {
        let mut out = Vec::new();
        let mut dump = Dump::begin(format, Texts::With, "http://b/", &mut out).expect("it begins");
        let node = |local: &str| NamedNode::new_unchecked(format!("http://x/{local}"));
        for (number, graph) in graphs.iter().enumerate() {
            let name = node(&format!("g{number}"));
            let quads = graph.iter().map(|(subject, object)| {
                Quad::new(node(subject), rdf::TYPE, node(object), name.clone())
            });
            dump.write(quads.collect()).expect("it is written");
        }
        dump.end().expect("it ends");
        String::from_utf8(out).expect("UTF-8").replace("http://x/", "")
    }

    /// Statements with all that is hard to write.
    fn hard() -> Vec<Quad> {
        let graph = NamedNode::new_unchecked("http://b/graph/catalog");
        let node = |local: &str| NamedNode::new_unchecked(format!("http://b/{local}"));
        let typed = |value: &str, datatype| Literal::new_typed_literal(value, datatype).into();
        let about = |subject: &str, objects: Vec<Term>| {
            let quad = |object| Quad::new(node(subject), schema::NAME, object, graph.clone());
            objects.into_iter().map(quad).collect::<Vec<_>>()
        };
        let texts: Vec<Term> = vec![
            Literal::from("a \"b\"\n\\\t").into(),
            Literal::new_language_tagged_literal_unchecked("豹", "zh-hans").into(),
            typed("-3", xsd::INTEGER),
            typed("0.97", xsd::DECIMAL),
            typed("1", xsd::DECIMAL),
            typed("0.5", xsd::DOUBLE),
            typed("maybe", xsd::BOOLEAN),
        ];
        let nodes = vec![node("author/豹").into(), node("document/a%2Fb#char=1,2").into()];
        [about("company/a", texts), about("company/~某-1", nodes)].concat()
    }

    #[test]
    fn what_is_written_is_read_again() {
        use oxigraph::io::RdfParser;
        for format in [Format::Ttl, Format::Trig, Format::JsonLd, Format::Nq, Format::Nt] {
            let mut out = Vec::new();
            let dump = Dump::begin(format, Texts::With, "http://b/", &mut out);
            let mut dump = dump.expect("it begins");
            dump.write(hard()).expect("it is written");
            dump.end().expect("it ends");
            let read = RdfParser::from_format(format.rdf()).for_slice(&out);
            let read: Result<HashSet<Quad>, _> = read.collect();
            let expected = hard().into_iter().map(|mut quad| {
                if !format.has_graphs() {
                    quad.graph_name = GraphName::DefaultGraph;
                }
                quad
            });
            assert_eq!(read.expect("it is whole"), expected.collect(), "{format:?}");
        }
    }

    #[test]
    fn statements_of_one_subject_stand_together_its_class_first() {
        let graphs: &[&[(&str, &str)]] = &[&[("b", "B"), ("a", "A"), ("b", "A")]];
        let turtle = dumped(Format::Ttl, graphs);
        assert!(turtle.ends_with("\n<a> a <A> .\n<b> a <A> , <B> .\n"), "{turtle}");
    }

    #[test]
    fn lines_are_sorted_and_each_stands_once() {
        let is = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
        let graphs: &[&[(&str, &str)]] =
            &[&[("b", "B"), ("a", "A"), ("b", "B"), ("g0#x", "X")], &[("b", "B"), ("c", "C")]];
        assert_eq!(
            dumped(Format::Nt, graphs),
            format!("<a> {is} <A> .\n<b> {is} <B> .\n<g0#x> {is} <X> .\n<c> {is} <C> .\n")
        );
        assert_eq!(
            dumped(Format::Nq, graphs).lines().filter(|line| line.starts_with("<b>")).count(),
            2
        );
    }
}
