//! The profile that entity-linking tools read: each text a `nif:Context`, each mention a phrase by
//! its offsets (RFC 5147), and nothing else.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::digest::{Digest, MentionDigest, UnitDigest};
use crate::vocab::{itsrdf, nif, rdf, xsd};

/// The statements about one document, in its graph.
pub(super) fn quads(digest: &Digest) -> Vec<Quad> {
    let graph = NamedNode::new_unchecked(&digest.iri);
    let triples = digest.units.iter().flat_map(|unit| {
        let by_span = unit.mentions.chunk_by(|one, other| one.bytes == other.bytes);
        let phrases = by_span.flat_map(|mentions| phrase(digest, unit, mentions));
        context(unit).into_iter().chain(phrases)
    });
    triples
        .map(|(subject, predicate, object)| Quad::new(subject, predicate, object, graph.clone()))
        .collect()
}

type Statement = (NamedNode, NamedNodeRef<'static>, Term);

fn context(unit: &UnitDigest) -> Vec<Statement> {
    let length = unit.text.chars().count();
    let mut statements = string(unit, nif::CONTEXT, 0, length);
    let context = part(unit, 0, length);
    statements.push((context.clone(), nif::IS_STRING, Literal::from(unit.text.as_str()).into()));
    statements.push((context, nif::SOURCE_URL, NamedNode::new_unchecked(&unit.iri).into()));
    statements
}

fn phrase(digest: &Digest, unit: &UnitDigest, mentions: &[MentionDigest]) -> Vec<Statement> {
    let Some(first) = mentions.first() else { return Vec::new() };
    let mut statements = string(unit, nif::PHRASE, first.start, first.end);
    let phrase = part(unit, first.start, first.end);
    let mut add = |predicate, object: Term| statements.push((phrase.clone(), predicate, object));
    add(nif::REFERENCE_CONTEXT, part(unit, 0, unit.text.chars().count()).into());
    add(nif::ANCHOR_OF, Literal::from(unit.exact(first)).into());
    let confidence = format!("{:.2}", first.confidence);
    add(itsrdf::TA_CONFIDENCE, Literal::new_typed_literal(confidence, xsd::DECIMAL).into());
    for mention in mentions {
        add(itsrdf::TA_IDENT_REF, NamedNode::new_unchecked(digest.entity(mention)).into());
    }
    statements
}

/// What is said of every part of a text.
fn string(
    unit: &UnitDigest,
    class: NamedNodeRef<'static>,
    begin: usize,
    end: usize,
) -> Vec<Statement> {
    let node = part(unit, begin, end);
    vec![
        (node.clone(), rdf::TYPE, class.into_owned().into()),
        (node.clone(), rdf::TYPE, nif::RFC5147_STRING.into_owned().into()),
        (node.clone(), nif::BEGIN_INDEX, index(begin)),
        (node, nif::END_INDEX, index(end)),
    ]
}

/// A part of a text, in code points.
fn part(unit: &UnitDigest, begin: usize, end: usize) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#char={begin},{end}", unit.iri))
}

fn index(number: usize) -> Term {
    Literal::new_typed_literal(number.to_string(), xsd::NON_NEGATIVE_INTEGER).into()
}
