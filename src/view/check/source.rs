//! What a node of the graph is about: the passage of a source, or at least the file.

use std::collections::HashMap;
use std::ops::Range;

use oxigraph::model::Term;
use serde::Serialize;

use crate::digest::{Digest, MentionDigest, UnitDigest};
use crate::passage::{self, Passage};
use crate::store::{StoreDir, StoreError};

/// Where a node stands in its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Source {
    /// A phrase or a sentence: where it stands, and what is said there.
    Passage(Box<Passage>),
    /// Anything else that a document says.
    File {
        /// The file, as it was named when the store was built.
        path: String,
    },
}

/// Finds the sources of nodes; the digest of a document is read once.
pub(super) struct Sources<'a> {
    store: &'a StoreDir,
    read: HashMap<&'a str, Digest>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(store: &'a StoreDir) -> Self {
        Self { store, read: HashMap::new() }
    }

    /// The source of a node, if a document of the store says it.
    pub(super) fn of(&mut self, node: &Term) -> Result<Option<Source>, StoreError> {
        let Term::NamedNode(node) = node else { return Ok(None) };
        let begins = |document: &str| {
            let rest = node.as_str().strip_prefix(document);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']))
        };
        let documents = &self.store.manifest()?.graphs;
        let Some(entry) = documents.iter().find(|entry| begins(&entry.iri)) else {
            return Ok(None);
        };
        if !self.read.contains_key(entry.iri.as_str()) {
            self.read.insert(&entry.iri, self.store.digest(entry)?);
        }
        let digest = &self.read[entry.iri.as_str()];
        Ok(Some(match passage(digest, node.as_str()) {
            Some(passage) => Source::Passage(Box::new(passage)),
            None => Source::File { path: digest.path.clone() },
        }))
    }
}

/// The passage of a node that is part of a text: `UNIT#char=BEGIN,END`.
fn passage(digest: &Digest, node: &str) -> Option<Passage> {
    let (unit, span) = node.split_once("#char=")?;
    let unit = digest.units.iter().find(|known| known.iri == unit)?;
    let (begin, end) = span.split_once(',')?;
    let span: Range<usize> = begin.parse().ok()?..end.parse().ok()?;
    let source = passage::Source::new(digest, unit, (0, 0));
    if let Some(mention) = unit.mentions.iter().find(|mention| points(mention) == span) {
        return source.about(mention);
    }
    match source.sentence_with(&span) {
        Some(sentence) => Some(source.passage(&[sentence], |_| true, 0)),
        None => source.quoted(byte(unit, span.start)?..byte(unit, span.end)?),
    }
}

fn points(mention: &MentionDigest) -> Range<usize> {
    mention.start..mention.end
}

/// The byte at which a code point of a unit begins, or its text ends.
fn byte(unit: &UnitDigest, point: usize) -> Option<usize> {
    let ends = std::iter::once(unit.text.len());
    unit.text.char_indices().map(|(byte, _)| byte).chain(ends).nth(point)
}
