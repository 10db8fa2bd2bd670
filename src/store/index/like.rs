//! Names like one that nobody has: said alike, a slip of the pen away, or beginning or ending like it.
//! Only as many names are looked through as share a part with it, whatever the size of the index.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::find::LONGEST;
use super::name::{Bearer, Key, backwards};
use super::{Index, Matched, Reading};
use crate::catalog::Kind;
use crate::store::StoreError;
use crate::text::fold::key_alone;
use crate::text::spelling::{spellings, typed};

/// At most so many names are looked through for one that begins or ends like another.
const MOST_SCANNED: usize = 4_000;

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
    /// The entities whose names are most like one that nobody has: those that are said alike, a slip
    /// of the pen away, or begin or end like it; at most `most`, each once, and among the entities
    /// of a kind if one is given.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn similar(
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
        let key = key_alone(name);
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
    /// the first part or end with the last. Longer parts come first, which fewer names share.
    fn add_close(&mut self, forth: Key, back: Key, name: &str) -> Result<(), StoreError> {
        let (slips, length) = (slips(name), name.chars().count());
        let backwards = backwards(name);
        self.scan(forth, name, name, slips)?;
        self.scan(back, &backwards, &backwards, slips)?;
        if slips == 0 {
            return Ok(());
        }
        let parts = BTreeSet::from([length * 2 / 3, length / 2, length / (slips + 1)]);
        for part in parts.into_iter().rev().filter(|part| *part > 0) {
            for (kind, name) in [(forth, name), (back, &backwards)] {
                let first: String = name.chars().take(part).collect();
                self.scan(kind, &first, name, slips)?;
            }
        }
        // A swap across the border spoils both parts.
        for swapped in swapped(name) {
            for bearer in self.index.bearers(forth, &swapped)? {
                self.add(Likeness::OneSlip, bearer);
            }
        }
        Ok(())
    }

    /// Looks through the keys that begin with `part`; those that are backwards, with `part` and
    /// `name` backwards.
    fn scan(&mut self, kind: Key, part: &str, name: &str, slips: usize) -> Result<(), StoreError> {
        let from = kind.forth(part);
        let (mut left, mut found) = (MOST_SCANNED, Vec::new());
        let index = self.index;
        index.names.scan(&index.parts, &from, |key, value| {
            left -= 1;
            if left == 0 || !key.starts_with(&from) {
                return ControlFlow::Break(());
            }
            let known = std::str::from_utf8(&key[1..]).unwrap_or_default();
            if let Some(likeness) = likeness(name, known, slips, kind) {
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

/// How a known name is like another, if it is; those of a kind that is backwards, both backwards.
fn likeness(name: &str, known: &str, slips: usize, kind: Key) -> Option<Likeness> {
    let end = match kind {
        Key::NameBackwards | Key::PinyinBackwards => Likeness::End,
        _ => Likeness::Beginning,
    };
    match distance(name, known, slips) {
        Some(0 | 1) => Some(Likeness::OneSlip),
        _ if is_beginning(name, known, kind) => Some(end),
        Some(_) => Some(Likeness::TwoSlips),
        None => None,
    }
}

/// Whether a known name begins with another; what is backwards in pinyin, with whole syllables:
/// `chuwei` does not end with `huwei`.
fn is_beginning(name: &str, known: &str, kind: Key) -> bool {
    let Some(rest) = known.strip_prefix(name) else { return false };
    let (before, first) = (rest.chars().next(), name.chars().next_back());
    kind != Key::PinyinBackwards
        || before.is_none_or(|c| !c.is_ascii_lowercase() || "aeiouvngr".contains(c))
            && !first.is_some_and(|c| "iuv".contains(c))
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
