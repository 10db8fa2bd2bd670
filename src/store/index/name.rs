//! The keys of the name table. The first byte of a key says what kind of key it is, so that one
//! table serves names, pinyin, initials and IRIs; names and pinyin are there backwards too, so that
//! names that end alike stand together.

use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::bytes::{Bytes, put_number};
use crate::card::Card;
use crate::catalog::{Catalog, Kind, Role};
use crate::text::fold;
use crate::text::spelling::{spellings, unaccented};

/// The names of so many cards are made at once.
const TOGETHER: usize = 512;

/// What kind of key stands in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// An IRI.
    Iri = b'u' as isize,
    /// A folded name.
    Name = b'n' as isize,
    /// A folded name, its last character first.
    NameBackwards = b'm' as isize,
    /// A name in pinyin.
    Pinyin = b'p' as isize,
    /// A name in pinyin, its last letter first.
    PinyinBackwards = b'o' as isize,
    /// The initials of a name in pinyin.
    Initials = b'i' as isize,
}

impl Key {
    /// The key of this kind for a text.
    pub(super) fn of(self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(1 + text.len());
        self.put(text, &mut key);
        key
    }

    /// The key of this kind for a text that is turned already, if its kind is.
    pub(super) fn forth(self, text: &str) -> Vec<u8> {
        let mut key = vec![self as u8];
        key.extend(text.bytes());
        key
    }

    /// Appends the key of this kind for a text.
    fn put(self, text: &str, out: &mut Vec<u8>) {
        out.push(self as u8);
        match self {
            Self::NameBackwards | Self::PinyinBackwards => out.extend(backwards(text).bytes()),
            _ => out.extend(text.bytes()),
        }
    }
}

/// A text with its last character first.
pub(super) fn backwards(text: &str) -> String {
    text.chars().rev().collect()
}

/// An entity that has a name, as the table keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bearer {
    /// The number of its card.
    pub(super) card: usize,
    /// In how many answers it is mentioned.
    pub(super) answers: u32,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether this is its usual name.
    pub(super) preferred: bool,
}

impl Bearer {
    /// What comes first when a name has several bearers.
    pub(super) fn rank(&self) -> impl Ord + use<> {
        (!self.preferred, u32::MAX - self.answers, self.card)
    }

    /// Appends the bearer to a value of the table.
    fn put(&self, out: &mut Vec<u8>) {
        let kind = Kind::ALL.iter().position(|&kind| kind == self.kind).unwrap_or(0) as u64;
        put_number(out, self.card as u64);
        put_number(out, u64::from(self.answers) << 3 | kind << 1 | u64::from(self.preferred));
    }

    fn take(bytes: &mut Bytes<'_>) -> Option<Self> {
        let card = bytes.length()?;
        let rest = bytes.number()?;
        let kind = Kind::ALL[usize::from((rest >> 1).to_le_bytes()[0] & 3)];
        Some(Self { card, answers: u32::try_from(rest >> 3).ok()?, kind, preferred: rest & 1 == 1 })
    }
}

/// The bearers in a value of the table, likeliest first; nothing if the value is damaged.
pub(super) fn bearers(value: &[u8]) -> Option<Vec<Bearer>> {
    let (mut bytes, mut bearers) = (Bytes(value), Vec::new());
    while !bytes.is_empty() {
        bearers.push(Bearer::take(&mut bytes)?);
    }
    Some(bearers)
}

/// The entries of the table: every key with its bearers, in the order of the keys.
pub(super) struct Entries {
    bytes: Vec<u8>,
    /// Where each key and its value stand.
    entries: Vec<(Range<usize>, Range<usize>)>,
}

impl Entries {
    /// The keys and values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let slice = |range: &Range<usize>| &self.bytes[range.clone()];
        self.entries.iter().map(move |(key, value)| (slice(key), slice(value)))
    }

    /// All keys of all cards.
    pub(super) fn new(cards: &[Card], catalog: &Catalog) -> Self {
        let numbered: Vec<(usize, &Card)> = cards.iter().enumerate().collect();
        let parts: Vec<Names> = numbered
            .par_chunks(TOGETHER)
            .map(|cards| {
                let mut names = Names::default();
                for (number, card) in cards {
                    names.add_card(*number, card, catalog);
                }
                names
            })
            .collect();
        let mut names = Names::default();
        for part in parts {
            names.append(part);
        }
        names.into_entries()
    }
}

/// The keys of some cards, with whom each leads to. They stand in one stretch of bytes: there are
/// hundreds of thousands.
#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    keys: Vec<(Range<usize>, Bearer)>,
}

impl Names {
    fn add_card(&mut self, number: usize, card: &Card, catalog: &Catalog) {
        let Some(kind) = Kind::parse(&card.kind) else { return };
        let answers = card.counts.answers;
        let bearer = Bearer { card: number, answers, kind, preferred: false };
        self.add(Key::Iri, &card.iri, bearer);
        if let Some(id) = catalog.id(&card.iri) {
            for name in &catalog.entity(id).names {
                self.add_name(&name.text, name.role, bearer);
            }
        } else {
            self.add_name(&card.label, Role::Preferred, bearer);
            for name in &card.alt_labels {
                self.add_name(name, Role::Alternative, bearer);
            }
        }
    }

    /// Adds all keys under which a name is found.
    fn add_name(&mut self, name: &str, role: Role, bearer: Bearer) {
        let key = fold::key(name);
        let bearer = Bearer { preferred: role == Role::Preferred, ..bearer };
        self.add(Key::Name, &key, bearer);
        self.add(Key::NameBackwards, &key, bearer);
        if let Some(plain) = unaccented(&key) {
            self.add(Key::Name, &plain, bearer);
        }
        for (number, spelling) in spellings(&key).into_iter().enumerate() {
            // Who has the letters in the usual reading comes before who has them in another.
            let bearer = Bearer { preferred: bearer.preferred && number == 0, ..bearer };
            self.add(Key::Pinyin, &spelling.full, bearer);
            if number == 0 {
                self.add(Key::PinyinBackwards, &spelling.full, bearer);
            }
            // Of initials only those of the usual reading are typed.
            if let Some(initials) = spelling.initials.as_ref().filter(|_| number == 0) {
                self.add(Key::Initials, initials, bearer);
            }
        }
    }

    fn add(&mut self, key: Key, text: &str, bearer: Bearer) {
        if !text.is_empty() {
            let start = self.bytes.len();
            key.put(text, &mut self.bytes);
            self.keys.push((start..self.bytes.len(), bearer));
        }
    }

    fn append(&mut self, other: Self) {
        let start = self.bytes.len();
        self.bytes.extend(other.bytes);
        let moved = |range: Range<usize>| range.start + start..range.end + start;
        self.keys.extend(other.keys.into_iter().map(|(range, bearer)| (moved(range), bearer)));
    }

    /// Brings the keys in order, each once with all its bearers.
    fn into_entries(self) -> Entries {
        let Self { mut bytes, mut keys } = self;
        let order =
            |(range, bearer): &(Range<usize>, Bearer)| (&bytes[range.clone()], bearer.rank());
        keys.par_sort_unstable_by(|one, other| order(one).cmp(&order(other)));
        let mut entries = Vec::new();
        let mut values = Vec::new();
        let start = bytes.len();
        for of_key in
            keys.chunk_by(|(one, _), (other, _)| bytes[one.clone()] == bytes[other.clone()])
        {
            let (from, mut known) = (start + values.len(), HashSet::new());
            for (_, bearer) in of_key {
                // Of two ways to a name the better one comes first.
                if of_key.len() == 1 || known.insert(bearer.card) {
                    bearer.put(&mut values);
                }
            }
            entries.push((of_key[0].0.clone(), from..start + values.len()));
        }
        bytes.extend(values);
        Entries { bytes, entries }
    }
}
