//! The RDF of a shapes file, and the questions that reading it asks.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Graph, NamedNodeRef, NamedOrBlankNode, Term, Triple};

use super::ShapeError;
use crate::vocab::rdf;

/// A shapes file as a graph.
pub(super) struct Source(Graph);

impl Source {
    pub(super) fn parse(turtle: &str) -> Result<Self, ShapeError> {
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
        let triples = quads.map(|quad| quad.map(Triple::from));
        let graph = triples.collect::<Result<Graph, _>>();
        Ok(Self(graph.map_err(|error| ShapeError::Syntax(error.to_string()))?))
    }

    /// The subjects that are of a class.
    pub(super) fn instances(&self, class: NamedNodeRef<'_>) -> Vec<NamedOrBlankNode> {
        let found = self.0.subjects_for_predicate_object(rdf::TYPE, class);
        found.map(oxigraph::model::NamedOrBlankNodeRef::into_owned).collect()
    }

    /// All objects of a predicate.
    pub(super) fn values(&self, predicate: NamedNodeRef<'_>) -> Vec<Term> {
        let triples = self.0.triples_for_predicate(predicate);
        triples.map(|triple| triple.object.into_owned()).collect()
    }

    /// What is said of a node: predicates and objects.
    pub(super) fn statements<'a>(
        &'a self,
        node: &'a NamedOrBlankNode,
    ) -> impl Iterator<Item = (NamedNodeRef<'a>, Term)> {
        let triples = self.0.triples_for_subject(node);
        triples.map(|triple| (triple.predicate, triple.object.into_owned()))
    }

    /// The objects of a predicate of a node.
    pub(super) fn objects(&self, node: &Term, predicate: NamedNodeRef<'_>) -> Vec<Term> {
        let Some(node) = subject(node) else { return Vec::new() };
        let objects = self.0.objects_for_subject_predicate(&node, predicate);
        objects.map(oxigraph::model::TermRef::into_owned).collect()
    }

    /// The object of a predicate that a node has but once.
    pub(super) fn object(&self, node: &Term, predicate: NamedNodeRef<'_>) -> Option<Term> {
        self.objects(node, predicate).into_iter().next()
    }

    /// The text of a literal that a node has but once.
    pub(super) fn text(&self, node: &Term, predicate: NamedNodeRef<'_>) -> Option<String> {
        match self.object(node, predicate)? {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }
    }

    /// The members of an RDF list; nothing for what is no list.
    pub(super) fn list(&self, node: &Term) -> Vec<Term> {
        let (mut members, mut rest) = (Vec::new(), node.clone());
        while let Some(first) = self.object(&rest, rdf::FIRST) {
            members.push(first);
            rest = self.object(&rest, rdf::REST).unwrap_or_else(|| rdf::NIL.into());
        }
        members
    }
}

/// A term as something that statements are made of.
pub(super) fn subject(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        Term::Literal(_) => None,
    }
}
