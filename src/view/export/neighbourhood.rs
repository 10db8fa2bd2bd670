//! What surrounds one entity: all that is said of it, its mentions, the sentences, answers and documents
//! they stand in, its co-mentions, and the names of the entities it is linked to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::dataset::{Dataset, DatasetError};
use crate::vocab::{ht, itsrdf, nif, rdf, schema, skos};

/// What is told of things that only lead to the entity: what they are, and what they are called.
const NAMING: &[NamedNodeRef<'_>] = &[rdf::TYPE, schema::NAME, skos::PREF_LABEL, ht::PATH];

/// The links between entities of the catalog.
const LINKS: &[NamedNodeRef<'_>] = &[
    schema::PARENT_ORGANIZATION,
    schema::LOCATION,
    schema::CONTAINED_IN_PLACE,
    skos::BROADER,
    ht::MEMBER,
];

/// The statements around an entity, by graph.
pub(super) fn of(
    data: &Arc<Dataset>,
    entity: &str,
) -> Result<BTreeMap<String, Vec<Quad>>, DatasetError> {
    let entity = NamedNode::new_unchecked(entity);
    let mut found = Neighbourhood { data, quads: Vec::new(), named: BTreeSet::new() };
    found.describe(&entity)?;
    for phrase in found.subjects(itsrdf::TA_IDENT_REF, &entity)? {
        found.describe(&phrase)?;
        for sentence in found.objects(&phrase, nif::SENTENCE_OF_PHRASE)? {
            found.describe(&sentence)?;
        }
        for context in found.objects(&phrase, nif::REFERENCE_CONTEXT)? {
            found.describe_text(&context)?;
        }
    }
    for co_mention in found.subjects(ht::PARTICIPANT, &entity)? {
        found.describe(&co_mention)?;
        let participants = found.objects(&co_mention, ht::PARTICIPANT)?;
        found.named.extend(participants);
    }
    for link in LINKS {
        let linked = found.objects(&entity, *link)?;
        found.named.extend(linked);
        for linking in found.subjects(*link, &entity)? {
            found.take(Some(&linking), Some(*link), Some(&entity))?;
            found.named.insert(linking);
        }
    }
    found.named.remove(&entity);
    found.end()
}

struct Neighbourhood<'a> {
    data: &'a Arc<Dataset>,
    quads: Vec<Quad>,
    /// What is yet to be named.
    named: BTreeSet<NamedNode>,
}

impl Neighbourhood<'_> {
    /// Takes the statements of a pattern.
    fn take(
        &mut self,
        subject: Option<&NamedNode>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<&NamedNode>,
    ) -> Result<(), DatasetError> {
        let object = object.map(|node| node.as_ref().into());
        for quad in self.data.quads_for_pattern(subject, predicate, object, None) {
            self.quads.push(quad?);
        }
        Ok(())
    }

    /// Takes all that is said of a node.
    fn describe(&mut self, node: &NamedNode) -> Result<(), DatasetError> {
        self.take(Some(node), None, None)
    }

    /// Takes an answer or article, and the names of its author, its question and its document.
    fn describe_text(&mut self, text: &NamedNode) -> Result<(), DatasetError> {
        if !self.named.insert(text.clone()) {
            return Ok(());
        }
        self.describe(text)?;
        let authors = self.objects(text, schema::AUTHOR)?;
        self.named.extend(authors);
        let pages = [schema::MAIN_ENTITY, schema::HAS_PART, schema::SUGGESTED_ANSWER];
        let mut below = vec![text.clone()];
        while let Some(part) = below.pop() {
            for link in pages {
                for whole in self.subjects(link, &part)? {
                    self.take(Some(&whole), Some(link), Some(&part))?;
                    if self.named.insert(whole.clone()) {
                        below.push(whole);
                    }
                }
            }
        }
        Ok(())
    }

    fn subjects(
        &self,
        predicate: NamedNodeRef<'_>,
        object: &NamedNode,
    ) -> Result<BTreeSet<NamedNode>, DatasetError> {
        let object = Some(object.as_ref().into());
        let quads = self.data.quads_for_pattern(None, Some(predicate), object, None);
        let subjects = quads.filter_map(|quad| match quad {
            Ok(Quad { subject: NamedOrBlankNode::NamedNode(node), .. }) => Some(Ok(node)),
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        });
        subjects.collect()
    }

    fn objects(
        &self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
    ) -> Result<BTreeSet<NamedNode>, DatasetError> {
        let quads = self.data.quads_for_pattern(Some(subject), Some(predicate), None, None);
        let objects = quads.filter_map(|quad| match quad {
            Ok(Quad { object: Term::NamedNode(node), .. }) => Some(Ok(node)),
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        });
        objects.collect()
    }

    /// Names what is yet to be named; all statements, by graph.
    fn end(mut self) -> Result<BTreeMap<String, Vec<Quad>>, DatasetError> {
        for node in std::mem::take(&mut self.named) {
            for predicate in NAMING {
                self.take(Some(&node), Some(*predicate), None)?;
            }
        }
        let mut graphs: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
        for quad in self.quads {
            let name = match &quad.graph_name {
                GraphName::NamedNode(graph) => graph.as_str().to_owned(),
                _ => String::new(),
            };
            graphs.entry(name).or_default().push(quad);
        }
        Ok(graphs)
    }
}
