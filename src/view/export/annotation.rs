//! The profile of the W3C Web Annotation model: each mention an annotation that identifies the part
//! of an answer it stands in, by position and by quotation. JSON-LD has the shape that the model's
//! own context gives it.

use std::io::Write;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term};
use serde_json::{Value, json};

use super::ExportError;
use crate::digest::{Digest, MentionDigest, UnitDigest};
use crate::store::StoreDir;
use crate::vocab::{oa, rdf, xsd};

/// The context of the model's JSON.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many code points of the text stand before and after a quotation.
const AROUND: usize = 24;

/// A mention of one or several entities, as both forms tell it.
struct Annotation<'a> {
    unit: &'a UnitDigest,
    entities: Vec<&'a str>,
    start: usize,
    end: usize,
    exact: &'a str,
    prefix: String,
    suffix: String,
}

fn annotations(digest: &Digest) -> impl Iterator<Item = Annotation<'_>> {
    digest.units.iter().flat_map(move |unit| {
        let by_span = unit.mentions.chunk_by(|one, other| one.bytes == other.bytes);
        by_span.filter_map(move |mentions| Annotation::new(digest, unit, mentions))
    })
}

impl<'a> Annotation<'a> {
    fn new(
        digest: &'a Digest,
        unit: &'a UnitDigest,
        mentions: &'a [MentionDigest],
    ) -> Option<Self> {
        let first = mentions.first()?;
        let (before, after) = (&unit.text[..first.bytes.0], &unit.text[first.bytes.1..]);
        let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        Some(Self {
            unit,
            entities: mentions.iter().map(|mention| digest.entity(mention)).collect(),
            start: first.start,
            end: first.end,
            exact: unit.exact(first),
            prefix: before[start..].to_owned(),
            suffix: after.chars().take(AROUND).collect(),
        })
    }

    /// The IRI of the annotation, or of a part of it.
    fn iri(&self, part: &str) -> String {
        format!("{}#{part}={},{}", self.unit.iri, self.start, self.end)
    }

    fn json(&self) -> Value {
        json!({
            "id": self.iri("annotation"),
            "type": "Annotation",
            "motivation": "identifying",
            "body": self.entities,
            "target": {
                "id": self.iri("target"),
                "type": "SpecificResource",
                "source": self.unit.iri,
                "selector": [
                    {
                        "id": self.iri("position"),
                        "type": "TextPositionSelector",
                        "start": self.start,
                        "end": self.end,
                    },
                    {
                        "id": self.iri("quote"),
                        "type": "TextQuoteSelector",
                        "exact": self.exact,
                        "prefix": self.prefix,
                        "suffix": self.suffix,
                    },
                ],
            },
        })
    }

    fn quads(&self, graph: &NamedNode) -> Vec<Quad> {
        let node = |part: &str| NamedNode::new_unchecked(self.iri(part));
        let [annotation, target] = [node("annotation"), node("target")];
        let [position, quote] = [node("position"), node("quote")];
        let mut quads = Vec::new();
        let mut add = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
            quads.push(Quad::new(subject.clone(), predicate, object, graph.clone()));
        };
        let index = |number: usize| {
            Literal::new_typed_literal(number.to_string(), xsd::NON_NEGATIVE_INTEGER).into()
        };
        let text = |text: &str| Literal::from(text).into();
        add(&annotation, rdf::TYPE, oa::ANNOTATION.into_owned().into());
        add(&annotation, oa::MOTIVATED_BY, oa::IDENTIFYING.into_owned().into());
        for entity in &self.entities {
            add(&annotation, oa::HAS_BODY, NamedNode::new_unchecked(*entity).into());
        }
        add(&annotation, oa::HAS_TARGET, target.clone().into());
        add(&target, rdf::TYPE, oa::SPECIFIC_RESOURCE.into_owned().into());
        add(&target, oa::HAS_SOURCE, NamedNode::new_unchecked(&self.unit.iri).into());
        add(&target, oa::HAS_SELECTOR, position.clone().into());
        add(&target, oa::HAS_SELECTOR, quote.clone().into());
        add(&position, rdf::TYPE, oa::TEXT_POSITION_SELECTOR.into_owned().into());
        add(&position, oa::START, index(self.start));
        add(&position, oa::END, index(self.end));
        add(&quote, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR.into_owned().into());
        add(&quote, oa::EXACT, text(self.exact));
        add(&quote, oa::PREFIX, text(&self.prefix));
        add(&quote, oa::SUFFIX, text(&self.suffix));
        quads
    }
}

/// The statements about one document, in its graph.
pub(super) fn quads(digest: &Digest) -> Vec<Quad> {
    let graph = NamedNode::new_unchecked(&digest.iri);
    annotations(digest).flat_map(|annotation| annotation.quads(&graph)).collect()
}

/// Writes the annotations of some documents, by their places in the manifest, as one page.
pub(super) fn write_json(
    store: &StoreDir,
    documents: &[usize],
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let base = &store.head().base;
    let id = Value::from(format!("{base}annotations"));
    write!(
        out,
        "{{\"@context\":\"{CONTEXT}\",\"id\":{id},\"type\":\"AnnotationPage\",\"items\":["
    )?;
    let mut gap = "\n";
    for &place in documents {
        let digest = store.digest(&store.manifest()?.graphs[place])?;
        for annotation in annotations(&digest) {
            write!(out, "{gap}{}", annotation.json())?;
            gap = ",\n";
        }
    }
    writeln!(out, "\n]}}")?;
    Ok(out.flush()?)
}
