//! Finding entities by name: first by IRI, then by the names they have, then by pinyin, then by the
//! initials of it.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use super::name::{Bearer, Key, bearers};
use super::{Index, Matched, Reading};
use crate::catalog::Kind;
use crate::store::StoreError;
use crate::text::fold::key_alone;
use crate::text::spelling::{typed, unaccented};
use crate::vocab::Prefixes;

/// What is longer than this, in characters, is no name.
pub(super) const LONGEST: usize = 200;
/// A name has at most so many readings.
const MOST_READINGS: usize = 100;

impl Index {
    /// What a name means, the likeliest reading first: an IRI or CURIE, any name of an entity,
    /// its pinyin or, if nothing has that, its initials; among the entities of a kind if one is
    /// given. Nothing if no entity is called so.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn find(&self, name: &str, kind: Option<Kind>) -> Result<Vec<Reading>, StoreError> {
        let mut found = Found { index: self, kind, bearers: Vec::new(), seen: HashSet::new() };
        if name.chars().nth(LONGEST).is_some() {
            return Ok(Vec::new());
        }
        if let Some(iri) = self.iri_of(name) {
            found.add(Key::Iri, &iri, Matched::Iri)?;
        }
        if found.bearers.is_empty() {
            let key = key_alone(name);
            found.add(Key::Name, &key, Matched::Name)?;
            if let Some(plain) = unaccented(&key) {
                found.add(Key::Name, &plain, Matched::Name)?;
            }
            let typed = typed(name);
            for typed in &typed {
                found.add(Key::Pinyin, typed, Matched::Pinyin)?;
            }
            if found.bearers.is_empty() {
                for typed in &typed {
                    found.add(Key::Initials, typed, Matched::Initials)?;
                }
            }
        }
        found.bearers.truncate(MOST_READINGS);
        found.bearers.into_iter().map(|(bearer, by)| self.reading(bearer, by)).collect()
    }

    /// The entity with an IRI.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn by_iri(&self, iri: &str) -> Result<Option<Reading>, StoreError> {
        let bearer = self.bearers(Key::Iri, iri)?.into_iter().next();
        bearer.map(|bearer| self.reading(bearer, Matched::Iri)).transpose()
    }

    /// The IRI that a name is, written out, in angle brackets, or with a prefix: `company:huawei`,
    /// `haitu:company/huawei`.
    pub(super) fn iri_of(&self, name: &str) -> Option<String> {
        let name = name.trim();
        let bare = name.strip_prefix('<').and_then(|name| name.strip_suffix('>')).unwrap_or(name);
        let iri = match bare.split_once(':')? {
            (_, rest) if rest.starts_with("//") => bare.to_owned(),
            ("haitu", rest) => format!("{}{rest}", self.base),
            _ => Prefixes::new(&self.base).expand(bare)?,
        };
        Some(percent_decode_str(&iri).decode_utf8().map_or(iri.clone(), Into::into))
    }

    /// The entities that have a key.
    pub(super) fn bearers(&self, kind: Key, text: &str) -> Result<Vec<Bearer>, StoreError> {
        let value = self.names.get(&self.parts, &kind.of(text))?;
        value.map_or_else(|| Ok(Vec::new()), |value| self.decode(&value))
    }

    pub(super) fn decode(&self, value: &[u8]) -> Result<Vec<Bearer>, StoreError> {
        bearers(value).ok_or_else(|| self.parts.damaged(&"an entry is not whole"))
    }
}

/// The readings of a name that were found so far, likeliest first.
struct Found<'a> {
    index: &'a Index,
    kind: Option<Kind>,
    bearers: Vec<(Bearer, Matched)>,
    /// The cards of the bearers.
    seen: HashSet<usize>,
}

impl Found<'_> {
    /// Adds those who have a key and were not found by a better one.
    fn add(&mut self, key: Key, text: &str, by: Matched) -> Result<(), StoreError> {
        for bearer in self.index.bearers(key, text)? {
            if self.kind.is_none_or(|kind| kind == bearer.kind) && self.seen.insert(bearer.card) {
                self.bearers.push((bearer, by));
            }
        }
        Ok(())
    }
}
