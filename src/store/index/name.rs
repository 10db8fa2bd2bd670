//! The keys of the name table. The first byte of a key says what kind of key it is, so that one
//! table serves names, pinyin, initials and IRIs; names and pinyin are there backwards too, so that
//! names that end alike stand together.

use std::collections::BTreeMap;

use super::bytes::{Bytes, put_number};
use super::spelling::{spellings, unaccented};
use crate::card::Card;
use crate::catalog::{Catalog, Kind, Role};
use crate::mention::fold;

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
        let mut key = vec![self as u8];
        match self {
            Self::NameBackwards | Self::PinyinBackwards => key.extend(backwards(text).bytes()),
            _ => key.extend(text.bytes()),
        }
        key
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

/// Every key with its bearers, ready for the table.
pub(super) fn entries(cards: &[Card], catalog: &Catalog) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let mut names = Names::default();
    for (number, card) in cards.iter().enumerate() {
        names.bearer = bearer(number, card);
        names.add(Key::Iri, &card.iri);
        match catalog.id(&card.iri) {
            Some(id) => {
                for name in &catalog.entity(id).names {
                    names.add_name(&name.text, name.role);
                }
            }
            None => {
                names.add_name(&card.label, Role::Preferred);
                for name in &card.alt_labels {
                    names.add_name(name, Role::Alternative);
                }
            }
        }
    }
    names.into_entries()
}

fn bearer(card: usize, of: &Card) -> Option<Bearer> {
    let kind = Kind::parse(&of.kind)?;
    Some(Bearer { card, answers: of.counts.answers, kind, preferred: false })
}

/// The keys that were gathered so far, and whose names are being added.
#[derive(Default)]
struct Names {
    bearers: BTreeMap<Vec<u8>, Vec<Bearer>>,
    bearer: Option<Bearer>,
}

impl Names {
    /// Adds all keys under which a name is found.
    fn add_name(&mut self, name: &str, role: Role) {
        let key = fold::key(name);
        if let Some(bearer) = &mut self.bearer {
            bearer.preferred = role == Role::Preferred;
        }
        self.add(Key::Name, &key);
        self.add(Key::NameBackwards, &key);
        if let Some(plain) = unaccented(&key) {
            self.add(Key::Name, &plain);
        }
        for (number, spelling) in spellings(&key).into_iter().enumerate() {
            if number == 0 {
                self.add(Key::PinyinBackwards, &spelling.full);
            } else if let Some(bearer) = &mut self.bearer {
                // Who has the letters in the usual reading comes before who has them in another.
                bearer.preferred = false;
            }
            self.add(Key::Pinyin, &spelling.full);
            if let Some(initials) = &spelling.initials {
                self.add(Key::Initials, initials);
            }
        }
    }

    /// Adds one key; an entity that has it already keeps it.
    fn add(&mut self, key: Key, text: &str) {
        let Some(bearer) = self.bearer.filter(|_| !text.is_empty()) else { return };
        let bearers = self.bearers.entry(key.of(text)).or_default();
        // Names come entity by entity: who has this one already came last.
        match bearers.last_mut().filter(|known| known.card == bearer.card) {
            Some(known) => known.preferred |= bearer.preferred,
            None => bearers.push(bearer),
        }
    }

    fn into_entries(self) -> BTreeMap<Vec<u8>, Vec<u8>> {
        let value = |mut bearers: Vec<Bearer>| {
            bearers.sort_by_key(Bearer::rank);
            let mut value = Vec::new();
            for bearer in bearers {
                bearer.put(&mut value);
            }
            value
        };
        self.bearers.into_iter().map(|(key, bearers)| (key, value(bearers))).collect()
    }
}
