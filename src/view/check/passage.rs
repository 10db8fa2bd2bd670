//! The passage of a source that a node of the graph is about: the file, the line and column, and
//! the sentence.

use std::collections::HashMap;
use std::fmt;

use oxigraph::model::Term;
use serde::Serialize;

use crate::digest::{Digest, UnitDigest};
use crate::store::{StoreDir, StoreError};
use crate::text::paragraph::on_one_line;
use crate::text::sentence::sentences;

/// Where a node stands in its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The file, as it was named when the store was built.
    pub path: String,
    /// The line of the mention, from 1; nothing for what is no mention.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Its column in code points, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The sentence, as a reader sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
}

/// Finds passages; the digest of a document is read once.
pub(super) struct Passages<'a> {
    store: &'a StoreDir,
    read: HashMap<&'a str, Digest>,
}

impl<'a> Passages<'a> {
    pub(super) fn new(store: &'a StoreDir) -> Self {
        Self { store, read: HashMap::new() }
    }

    /// The passage of a node, if a document of the store says it.
    pub(super) fn of(&mut self, node: &Term) -> Result<Option<Passage>, StoreError> {
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
        Ok(Some(passage(&self.read[entry.iri.as_str()], node.as_str())))
    }
}

fn passage(digest: &Digest, node: &str) -> Passage {
    let phrase = node.split_once("#char=").and_then(|(unit, range)| {
        let unit = digest.units.iter().find(|known| known.iri == unit)?;
        let begin = range.split(',').next()?.parse().ok()?;
        Some((unit, begin))
    });
    let place = phrase.and_then(|(unit, begin)| {
        let mention = unit.mentions.iter().find(|mention| mention.start == begin)?;
        Some(mention.place)
    });
    Passage {
        path: digest.path.clone(),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
        sentence: phrase.and_then(|(unit, begin)| sentence(unit, begin)),
    }
}

/// The sentence around a code point of a unit.
fn sentence(unit: &UnitDigest, begin: usize) -> Option<String> {
    let byte = unit.text.char_indices().nth(begin).map(|(byte, _)| byte)?;
    let range = sentences(&unit.text).into_iter().find(|range| range.contains(&byte))?;
    Some(unit.text[range].to_owned())
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&on_one_line(&self.path))?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        match &self.sentence {
            Some(sentence) => write!(f, "  {}", on_one_line(sentence)),
            None => Ok(()),
        }
    }
}
