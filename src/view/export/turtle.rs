//! Turtle and `TriG` for people: prefixes in order, one block a subject, its class first, and the same
//! bytes every time.

use std::io::{self, Write};

use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::vocab::{self, rdf, xsd};

/// Whether graphs are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Graphs {
    /// `TriG` puts each into braces.
    Named,
    /// Turtle has none.
    Merged,
}

/// A writer of sorted statements.
pub(super) struct Turtle<'a> {
    out: &'a mut dyn Write,
    prefixes: Vec<(&'static str, String)>,
    graphs: Graphs,
}

impl<'a> Turtle<'a> {
    /// Begins with the prefixes, in the order of their names.
    pub(super) fn begin(graphs: Graphs, base: &str, out: &'a mut dyn Write) -> io::Result<Self> {
        let mut prefixes = vocab::prefixes(base);
        prefixes.sort_unstable();
        for (prefix, namespace) in &prefixes {
            writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
        }
        Ok(Self { out, prefixes, graphs })
    }

    /// Writes statements of one graph that are sorted by subject and predicate.
    pub(super) fn write(&mut self, quads: &[Quad]) -> io::Result<()> {
        let name = match (self.graphs, quads.first().map(|quad| &quad.graph_name)) {
            (Graphs::Named, Some(GraphName::NamedNode(graph))) => Some(self.node(graph)),
            _ => None,
        };
        if let Some(name) = &name {
            writeln!(self.out, "\n{name} {{")?;
        }
        let indent = if name.is_some() { "    " } else { "" };
        for (number, block) in quads.chunk_by(|one, other| one.subject == other.subject).enumerate()
        {
            if number > 0 || name.is_none() {
                writeln!(self.out)?;
            }
            self.write_block(indent, block)?;
        }
        if name.is_some() {
            writeln!(self.out, "}}")?;
        }
        Ok(())
    }

    /// Ends the file.
    pub(super) fn end(self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes what is said of one subject.
    fn write_block(&mut self, indent: &str, block: &[Quad]) -> io::Result<()> {
        let mut lead = match block.first().map(|quad| &quad.subject) {
            Some(NamedOrBlankNode::NamedNode(node)) => format!("{indent}{} ", self.node(node)),
            Some(NamedOrBlankNode::BlankNode(node)) => format!("{indent}{node} "),
            None => return Ok(()),
        };
        for about in block.chunk_by(|one, other| one.predicate == other.predicate) {
            let predicate = match &about[0].predicate {
                predicate if *predicate == rdf::TYPE => "a".to_owned(),
                predicate => self.node(predicate),
            };
            let objects: Vec<String> = about.iter().map(|quad| self.term(&quad.object)).collect();
            write!(self.out, "{lead}{predicate} {}", objects.join(", "))?;
            lead = format!(" ;\n{indent}    ");
        }
        writeln!(self.out, " .")
    }

    fn term(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.node(node),
            Term::Literal(literal) => self.literal(literal),
            Term::BlankNode(node) => node.to_string(),
        }
    }

    /// `company:huawei` where a prefix fits, `<…>` otherwise.
    fn node(&self, node: &NamedNode) -> String {
        let fits = self.prefixes.iter().find_map(|(prefix, namespace)| {
            let local = node.as_str().strip_prefix(namespace.as_str())?;
            is_plain(local).then(|| format!("{prefix}:{local}"))
        });
        fits.unwrap_or_else(|| node.to_string())
    }

    fn literal(&self, literal: &Literal) -> String {
        let (value, datatype) = (literal.value(), literal.datatype());
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let unsigned = value.strip_prefix('-').unwrap_or(value);
        let is_bare = match unsigned.split_once('.') {
            None => datatype == xsd::INTEGER && digits(unsigned),
            Some((whole, part)) => datatype == xsd::DECIMAL && digits(whole) && digits(part),
        };
        if is_bare {
            return value.to_owned();
        }
        let is_plain = literal.language().is_some() || datatype == xsd::STRING;
        if is_plain {
            return literal.to_string();
        }
        format!("{}^^{}", Literal::from(value), self.node(&datatype.into_owned()))
    }
}

/// Whether a local name needs no escapes in any reader: letters and digits, Chinese among them, `_`
/// and, but for the beginning, `-`.
fn is_plain(local: &str) -> bool {
    let is_plain = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '_' | '-' | 'à'..='ö' | 'ø'..='ÿ' | '\u{3400}'..='\u{9fff}')
    };
    !local.is_empty() && !local.starts_with('-') && local.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{schema, skos};

    fn quads() -> Vec<Quad> {
        let graph = NamedNode::new_unchecked("http://b/graph/catalog");
        let node = |local: &str| NamedNode::new_unchecked(format!("http://b/{local}"));
        let quad = |subject: &str, predicate: oxigraph::model::NamedNodeRef<'_>, object: Term| {
            Quad::new(node(subject), predicate, object, graph.clone())
        };
        let typed = |value: &str, datatype| Literal::new_typed_literal(value, datatype).into();
        vec![
            quad("company/a", rdf::TYPE, schema::PERSON.into_owned().into()),
            quad("company/a", schema::NAME, Literal::from("a \"b\"\n\\").into()),
            quad("company/a", schema::POSITION, typed("-3", xsd::INTEGER)),
            quad("company/a", schema::POSITION, typed("0.97", xsd::DECIMAL)),
            quad("company/a", schema::POSITION, typed("1", xsd::DECIMAL)),
            quad("company/a", schema::POSITION, typed("0.5", xsd::DOUBLE)),
            quad("company/~某-1", skos::BROADER, node("author/豹").into()),
        ]
    }

    fn written(graphs: Graphs) -> String {
        let mut out = Vec::new();
        let mut turtle = Turtle::begin(graphs, "http://b/", &mut out).expect("it begins");
        turtle.write(&quads()).expect("it is written");
        let text = String::from_utf8(out).expect("UTF-8");
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("@prefix")).collect();
        lines.join("\n")
    }

    #[test]
    fn a_block_a_subject_and_braces_a_graph() {
        assert_eq!(
            written(Graphs::Merged),
            r#"
company:a a schema:Person ;
    schema:name "a \"b\"\n\\" ;
    schema:position -3, 0.97, "1"^^xsd:decimal, "0.5"^^xsd:double .

<http://b/company/~某-1> skos:broader author:豹 ."#
        );
        let trig = written(Graphs::Named);
        assert!(trig.starts_with("\ngraph:catalog {\n    company:a a schema:Person ;\n"), "{trig}");
        assert!(trig.ends_with(" author:豹 .\n}"), "{trig}");
    }

    #[test]
    fn what_is_written_is_read_again() {
        use oxigraph::io::{RdfFormat, RdfParser};
        let mut out = Vec::new();
        let mut turtle = Turtle::begin(Graphs::Named, "http://b/", &mut out).expect("it begins");
        turtle.write(&quads()).expect("it is written");
        let read: Result<Vec<Quad>, _> =
            RdfParser::from_format(RdfFormat::TriG).for_slice(&out).collect();
        assert_eq!(read.expect("it is TriG"), quads());
    }
}
