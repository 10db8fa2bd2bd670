//! How the dictionary writes a term: its kind, the number of its language or datatype, and its text.
//! Read without parsing.

use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Term};
use spareval::ExpressionTerm;

use crate::bytes::{Bytes, put_number};
use crate::vocab::xsd;

const IRI: u8 = 0;
const BLANK: u8 = 1;
const STRING: u8 = 2;
/// With the number of its language.
const TAGGED: u8 = 3;
/// With the number of its datatype.
const TYPED: u8 = 4;

/// Languages and datatypes, each once, by number: there are few of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Tags(Vec<String>);

impl Tags {
    pub(super) fn new(tags: Vec<String>) -> Self {
        Self(tags)
    }

    pub(super) fn into_vec(self) -> Vec<String> {
        self.0
    }

    /// The number of a tag that is known.
    fn number(&self, tag: &str) -> Option<u64> {
        self.0.iter().position(|known| known == tag).map(|number| number as u64)
    }

    /// Makes a tag known, if it is not yet.
    fn learn(&mut self, tag: &str) {
        if self.number(tag).is_none() {
            self.0.push(tag.to_owned());
        }
    }

    fn tag(&self, number: u64) -> Option<&str> {
        usize::try_from(number).ok().and_then(|number| self.0.get(number)).map(String::as_str)
    }
}

/// The parts of a term, whichever type of the model it has.
#[derive(Debug, Clone, Copy)]
pub(super) enum Parts<'a> {
    Iri(&'a str),
    Blank(&'a str),
    Text(&'a str),
    Tagged(&'a str, &'a str),
    Typed(&'a str, &'a str),
}

impl<'a> Parts<'a> {
    pub(super) fn of_term(term: &'a Term) -> Self {
        match term {
            Term::NamedNode(node) => Self::Iri(node.as_str()),
            Term::BlankNode(node) => Self::Blank(node.as_str()),
            Term::Literal(literal) => Self::of_literal(literal),
        }
    }

    pub(super) fn of_node(node: &'a NamedOrBlankNode) -> Self {
        match node {
            NamedOrBlankNode::NamedNode(node) => Self::Iri(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => Self::Blank(node.as_str()),
        }
    }

    /// The parts of a graph's name; nothing for the graph without one.
    pub(super) fn of_graph(graph: &'a GraphName) -> Option<Self> {
        match graph {
            GraphName::NamedNode(node) => Some(Self::Iri(node.as_str())),
            GraphName::BlankNode(node) => Some(Self::Blank(node.as_str())),
            GraphName::DefaultGraph => None,
        }
    }

    fn of_literal(literal: &'a Literal) -> Self {
        match literal.language() {
            Some(language) => Self::Tagged(literal.value(), language),
            None if literal.datatype() == xsd::STRING => Self::Text(literal.value()),
            None => Self::Typed(literal.value(), literal.datatype().as_str()),
        }
    }

    /// Writes the record of a term in a dictionary that may learn its tag.
    pub(super) fn put(self, tags: &mut Tags, out: &mut Vec<u8>) {
        if let Self::Tagged(_, tag) | Self::Typed(_, tag) = self {
            tags.learn(tag);
        }
        // A tag that was learnt is known.
        let _ = self.put_known(tags, out);
    }

    /// Writes the record of a term; nothing if its tag, and so the term, is not known.
    pub(super) fn put_known(self, tags: &Tags, out: &mut Vec<u8>) -> Option<()> {
        out.clear();
        let text = match self {
            Self::Iri(text) => (out.push(IRI), text).1,
            Self::Blank(text) => (out.push(BLANK), text).1,
            Self::Text(text) => (out.push(STRING), text).1,
            Self::Tagged(text, tag) => {
                out.push(TAGGED);
                put_number(out, tags.number(tag)?);
                text
            }
            Self::Typed(text, tag) => {
                out.push(TYPED);
                put_number(out, tags.number(tag)?);
                text
            }
        };
        out.extend(text.as_bytes());
        Some(())
    }
}

/// The term of a record, as expressions work with it.
pub(super) fn expression_term(record: &[u8], tags: &Tags) -> Option<ExpressionTerm> {
    let (&kind, rest) = record.split_first()?;
    let mut rest = Bytes(rest);
    let tag = match kind {
        TAGGED | TYPED => Some(tags.tag(rest.number()?)?),
        _ => None,
    };
    let text = std::str::from_utf8(rest.0).ok()?.to_owned();
    Some(match (kind, tag) {
        (IRI, _) => ExpressionTerm::NamedNode(NamedNode::new_unchecked(text)),
        (BLANK, _) => ExpressionTerm::BlankNode(BlankNode::new_unchecked(text)),
        (STRING, _) => ExpressionTerm::StringLiteral(text),
        (TAGGED, Some(tag)) => {
            ExpressionTerm::LangStringLiteral { value: text, language: tag.to_owned() }
        }
        // Values that numbers have no room for are parsed here.
        (TYPED, Some(tag)) => {
            let datatype = NamedNode::new_unchecked(tag);
            Term::from(Literal::new_typed_literal(text, datatype)).into()
        }
        _ => return None,
    })
}

/// The term of a record; nothing if it is none. A typed literal keeps its digits.
pub(super) fn term(record: &[u8], tags: &Tags) -> Option<Term> {
    match record.split_first()? {
        (&TYPED, rest) => {
            let mut rest = Bytes(rest);
            let datatype = NamedNode::new_unchecked(tags.tag(rest.number()?)?);
            let text = std::str::from_utf8(rest.0).ok()?;
            Some(Literal::new_typed_literal(text, datatype).into())
        }
        _ => Some(expression_term(record, tags)?.into()),
    }
}
