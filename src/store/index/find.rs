//! Finding entities by name: first by IRI, then by the names they have, then by pinyin, then by the
//! initials of it; and, when none has the name, by names like it.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

use percent_encoding::percent_decode_str;

use super::name::{Bearer, Key, backwards, bearers};
use super::spelling::{spellings, typed, unaccented};
use super::{Index, Matched, Reading};
use crate::catalog::Kind;
use crate::mention::fold::key;
use crate::store::StoreError;

/// What is longer than this, in characters, is no name.
pub const LONGEST: usize = 200;
/// A name has at most so many readings.
const MOST_READINGS: usize = 100;
/// At most so many names are looked through for one that begins or ends like another.
const MOST_SCANNED: usize = 20_000;

/// A name of so many characters that another begins with says something of that.
const LEAST_PART: usize = 2;

/// How a suggestion is like the name: what comes first is offered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// It is said like the name.
    Sound,
    /// It is a slip away.
    OneSlip,
    /// It begins like the name.
    Beginning,
    /// It is two slips away.
    TwoSlips,
    /// It ends like the name.
    End,
    /// The name begins with it and goes on.
    Part,
}

impl Index {
    /// What a name means, the likeliest reading first: an IRI or CURIE, any name of an entity,
    /// its pinyin or, if nothing has that, its initials. Nothing if no entity is called so.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn find(&self, name: &str) -> Result<Vec<Reading>, StoreError> {
        self.find_of(name, None)
    }

    /// The same, among the entities of one kind.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn find_of(&self, name: &str, kind: Option<Kind>) -> Result<Vec<Reading>, StoreError> {
        let mut found = Found { index: self, kind, bearers: Vec::new(), seen: HashSet::new() };
        if name.chars().nth(LONGEST).is_some() {
            return Ok(Vec::new());
        }
        if let Some(iri) = self.iri_of(name) {
            found.add(Key::Iri, &iri, Matched::Iri)?;
        }
        if found.bearers.is_empty() {
            let key = key(name);
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

    /// The entities whose names are most like one that nobody has: those that are said alike, a slip
    /// of the pen away, or begin or end like it; at most `most`, each once.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn similar(&self, name: &str, most: usize) -> Result<Vec<Reading>, StoreError> {
        self.similar_of(name, None, most)
    }

    /// The same, among the entities of one kind.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn similar_of(
        &self,
        name: &str,
        kind: Option<Kind>,
        most: usize,
    ) -> Result<Vec<Reading>, StoreError> {
        // Of an IRI that nothing has, the last part is most like a name.
        let name = match self.iri_of(name) {
            Some(_) => name.trim_end_matches('>').rsplit(['/', '#', ':']).next().unwrap_or(name),
            None => name,
        };
        let key = key(name);
        if key.is_empty() || key.chars().nth(LONGEST).is_some() {
            return Ok(Vec::new());
        }
        let mut like = Like { index: self, kind, found: BTreeMap::new() };
        like.add_said_alike(&key)?;
        like.add_close(Key::Name, Key::NameBackwards, &key)?;
        like.add_part(&key)?;
        if let Some(typed) = typed(name).first() {
            like.add_close(Key::Pinyin, Key::PinyinBackwards, typed)?;
        }
        like.best(most)
    }

    /// The IRI that a name is, written out, in angle brackets, or with a prefix: `company:huawei`,
    /// `haitu:company/huawei`.
    fn iri_of(&self, name: &str) -> Option<String> {
        let name = name.trim();
        let bare = name.strip_prefix('<').and_then(|name| name.strip_suffix('>')).unwrap_or(name);
        let iri = match bare.split_once(':')? {
            (_, rest) if rest.starts_with("//") => bare.to_owned(),
            ("haitu", rest) => format!("{}{rest}", self.base),
            (prefix, rest) => {
                let kind = Kind::parse(prefix)?;
                format!("{}{kind}/{rest}", self.base)
            }
        };
        Some(percent_decode_str(&iri).decode_utf8().map_or(iri.clone(), Into::into))
    }

    /// The entities that have a key.
    fn bearers(&self, kind: Key, text: &str) -> Result<Vec<Bearer>, StoreError> {
        let value = self.names.get(&self.parts, &kind.of(text))?;
        value.map_or_else(|| Ok(Vec::new()), |value| self.decode(&value))
    }

    fn decode(&self, value: &[u8]) -> Result<Vec<Bearer>, StoreError> {
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

/// The entities whose names are like one, by their cards, each with how alike it is at best.
struct Like<'a> {
    index: &'a Index,
    kind: Option<Kind>,
    found: BTreeMap<usize, (Likeness, Bearer)>,
}

impl Like<'_> {
    /// Adds what is said like a Chinese name: 华位 is said like 华为.
    fn add_said_alike(&mut self, key: &str) -> Result<(), StoreError> {
        for spelling in spellings(key) {
            for bearer in self.index.bearers(Key::Pinyin, &spelling.full)? {
                self.add(Likeness::Sound, bearer);
            }
        }
        Ok(())
    }

    /// Adds the longest name that one begins with: 中国移动通讯 begins with 中国移动.
    fn add_part(&mut self, name: &str) -> Result<(), StoreError> {
        let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(LEAST_PART).collect();
        for part in ends.into_iter().rev().map(|end| &name[..end]) {
            let bearers = self.index.bearers(Key::Name, part)?;
            if !bearers.is_empty() {
                for bearer in bearers {
                    self.add(Likeness::Part, bearer);
                }
                return Ok(());
            }
        }
        Ok(())
    }

    /// Adds the names that begin or end like one, and those that are some slips away. Where one part
    /// of a name has the slip, the other is whole: so only names are looked through that begin with
    /// the first part or end with the last.
    fn add_close(&mut self, forth: Key, back: Key, name: &str) -> Result<(), StoreError> {
        let slips = slips(name);
        let length = name.chars().count();
        let part = length.div_ceil(slips + 1).min(length - 1).max(1);
        let first: String = name.chars().take(length / (slips + 1)).collect();
        let last: String = name.chars().skip(length - part).collect();
        if slips > 0 {
            self.scan(forth, &first, name, slips)?;
            self.scan(back, &last, &backwards(name), slips)?;
            // A swap across the border spoils both parts.
            for swapped in swapped(name) {
                for bearer in self.index.bearers(forth, &swapped)? {
                    self.add(Likeness::OneSlip, bearer);
                }
            }
        }
        self.scan(forth, name, name, slips)?;
        self.scan(back, name, &backwards(name), slips)
    }

    /// Looks through the names that begin with `part`.
    fn scan(&mut self, kind: Key, part: &str, name: &str, slips: usize) -> Result<(), StoreError> {
        let from = kind.of(part);
        let end = match kind {
            Key::NameBackwards | Key::PinyinBackwards => Likeness::End,
            _ => Likeness::Beginning,
        };
        let (mut left, mut found) = (MOST_SCANNED, Vec::new());
        let index = self.index;
        index.names.scan(&index.parts, &from, |key, value| {
            left -= 1;
            if left == 0 || !key.starts_with(&from) {
                return ControlFlow::Break(());
            }
            let known = std::str::from_utf8(&key[1..]).unwrap_or_default();
            if let Some(likeness) = likeness(name, known, slips, end) {
                found.push((likeness, value.to_vec()));
            }
            ControlFlow::Continue(())
        })?;
        for (likeness, value) in found {
            for bearer in index.decode(&value)? {
                self.add(likeness, bearer);
            }
        }
        Ok(())
    }

    fn add(&mut self, likeness: Likeness, bearer: Bearer) {
        if self.kind.is_some_and(|kind| kind != bearer.kind) {
            return;
        }
        let best = self.found.entry(bearer.card).or_insert((likeness, bearer));
        if (likeness, bearer.rank()) < (best.0, best.1.rank()) {
            *best = (likeness, bearer);
        }
    }

    /// The most alike, and of these those that are mentioned most.
    fn best(self, most: usize) -> Result<Vec<Reading>, StoreError> {
        let mut found: Vec<(Likeness, Bearer)> = self.found.into_values().collect();
        found.sort_by_key(|(likeness, bearer)| {
            (*likeness, u32::MAX - bearer.answers, bearer.rank())
        });
        found.truncate(most);
        let reading = |(_, bearer)| self.index.reading(bearer, Matched::Alike);
        found.into_iter().map(reading).collect()
    }
}

/// How a known name is like another, if it is; `end` is what it means that it begins with it.
fn likeness(name: &str, known: &str, slips: usize, end: Likeness) -> Option<Likeness> {
    match distance(name, known, slips) {
        Some(0 | 1) => Some(Likeness::OneSlip),
        _ if known.starts_with(name) => Some(end),
        Some(_) => Some(Likeness::TwoSlips),
        None => None,
    }
}

/// How many slips are between two names (a character too many, too few, wrong, or two swapped), if
/// there are no more than `most`. What both begin and end with costs nothing to compare.
fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let alike = |(one, other): &(char, char)| one == other;
    let begin: usize =
        one.chars().zip(other.chars()).take_while(alike).map(|(c, _)| c.len_utf8()).sum();
    let (one, other) = (&one[begin..], &other[begin..]);
    let backwards = one.chars().rev().zip(other.chars().rev());
    let end: usize = backwards.take_while(alike).map(|(c, _)| c.len_utf8()).sum();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    let apart = one.chars().count().abs_diff(other.chars().count());
    let distance = (apart <= most).then(|| strsim::osa_distance(one, other));
    distance.filter(|distance| *distance <= most)
}

/// How many slips make a name another: short names have too many neighbours for any.
fn slips(name: &str) -> usize {
    match name.chars().count() {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    }
}

/// The names that differ from one in the order of two neighbours.
fn swapped(name: &str) -> impl Iterator<Item = String> {
    let characters: Vec<char> = name.chars().collect();
    (1..characters.len()).map(move |at| {
        let mut swapped = characters.clone();
        swapped.swap(at - 1, at);
        swapped.into_iter().collect()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::distance;

    proptest! {
        #[test]
        fn distances_are_those_of_the_whole_names(one in "[ab华为]{0,8}", other in "[ab华为]{0,8}") {
            let whole = strsim::osa_distance(&one, &other);
            prop_assert_eq!(distance(&one, &other, 2), (whole <= 2).then_some(whole));
        }
    }
}
