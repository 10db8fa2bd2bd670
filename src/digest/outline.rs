//! An outline: what the later stages need to know of every document of a store at once, without its
//! text: what tells copies, which entities each answer and each sentence names, by whom and when. It
//! is kept beside the digest, a small part of its size, so that all of them can be read in little time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::copy::{Copies, Mark};
use super::{Digest, UnitDigest, Unlinked, named_by};

/// One document without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The document's IRI.
    pub iri: String,
    /// The path of the source, as the user named it.
    pub path: String,
    /// The IRIs of all entities mentioned, sorted; all numbers of entities are places here.
    pub entities: Vec<String>,
    /// The companies among them that the catalog does not know, in the order of their IRIs.
    pub unlinked: Vec<Unlinked>,
    /// What tells the copies of each unit, in file order; its day and its author, too.
    pub marks: Vec<Mark>,
    /// The units in the same order.
    pub units: Vec<UnitOutline>,
}

/// One answer, article or line without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitOutline {
    /// The entities that it names, ascending, each with how often.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<(u32, u32)>,
    /// The entities of each sentence that names any, in reading order; each ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Vec<u32>>,
}

impl Digest {
    /// The digest without its text.
    #[must_use]
    pub fn outline(&self) -> Outline {
        Outline {
            iri: self.iri.clone(),
            path: self.path.clone(),
            entities: self.entities.clone(),
            unlinked: self.unlinked.clone(),
            marks: self.marks(),
            units: self.units.iter().map(UnitOutline::of).collect(),
        }
    }
}

impl Outline {
    /// Only what tells copies.
    #[must_use]
    pub fn of_copies(self) -> Self {
        let (entities, unlinked, units) = (Vec::new(), Vec::new(), Vec::new());
        Self { entities, unlinked, units, ..self }
    }

    /// The units with their marks, in file order.
    pub fn units(&self) -> impl Iterator<Item = (&UnitOutline, &Mark)> {
        self.units.iter().zip(&self.marks)
    }
}

impl Copies {
    /// The copies among the documents of some outlines.
    #[must_use]
    pub fn of<'a>(outlines: impl IntoIterator<Item = &'a Outline>) -> Self {
        let outlines = outlines.into_iter();
        Self::among(outlines.map(|Outline { iri, path, marks, .. }| (&**iri, &**path, &**marks)))
    }
}

impl UnitOutline {
    fn of(unit: &UnitDigest) -> Self {
        let mut named = BTreeMap::new();
        for mention in &unit.mentions {
            *named.entry(mention.entity).or_insert(0) += 1;
        }
        let sentences = unit.mentioning().map(|sentence| named_by(sentence.mentions));
        Self { named: named.into_iter().collect(), sentences: sentences.collect() }
    }
}
