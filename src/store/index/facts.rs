//! What an index keeps of every entity, mentioned or not: what it is, its names and its relatives, in
//! as few bytes as will do, since a store of one page knows as many entities as one of a thousand.
//!
//! A record is: the kind, with whether the IRI is shortened; the IRI; in how many answers the entity
//! is mentioned; where what the documents say of it stands, if they say anything; the usual names; the
//! further names; the relatives, by the numbers of their cards; the same thing elsewhere.

use std::collections::HashMap;

use crate::bytes::{Bytes, put_number};
use crate::card::{Card, Link};
use crate::catalog::Kind;

/// How many ways there are in which entities are related: parent, children, home, broader, narrower.
const WAYS: usize = 5;

/// Where what the documents say of an entity stands in the file: the rest of its card, then the
/// numbers of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) card: u64,
    pub(super) documents: u64,
    pub(super) end: u64,
}

/// A relative of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relative<'a> {
    /// The one of this card.
    Card(usize),
    /// One that nobody describes, by its IRI.
    Unknown(&'a str),
}

/// The record of an entity.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Facts<'a> {
    pub(super) kind: Kind,
    pub(super) iri: String,
    pub(super) answers: u32,
    pub(super) said: Option<Said>,
    pub(super) label: &'a str,
    pub(super) label_en: &'a str,
    pub(super) alt_labels: Vec<&'a str>,
    pub(super) relatives: [Vec<Relative<'a>>; WAYS],
    pub(super) links: Vec<&'a str>,
}

/// Writes records: of entities under a base, which are related to each other.
pub(super) struct Writer<'a> {
    base: &'a str,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(base: &'a str, cards: &'a [Card]) -> Self {
        let numbered = cards.iter().enumerate();
        let numbers = numbered.map(|(number, card)| (card.iri.as_str(), number)).collect();
        Self { base, numbers }
    }

    /// Appends the record of a card, of which the rest stands at a place.
    pub(super) fn put(&self, out: &mut Vec<u8>, card: &Card, said: Option<Said>) {
        let kind = Kind::ALL.iter().position(|kind| kind.as_str() == card.kind).unwrap_or(0);
        let folder = folder(self.base, Kind::ALL[kind]);
        let local = card.iri.strip_prefix(&folder);
        put_number(out, (kind << 1) as u64 | u64::from(local.is_some()));
        put_text(out, local.unwrap_or(&card.iri));
        put_number(out, u64::from(card.counts.answers));
        let Said { card: place, documents, end } =
            said.unwrap_or(Said { card: 0, documents: 0, end: 0 });
        for length in [place, documents - place, end - documents] {
            put_number(out, length);
        }
        put_text(out, &card.label);
        put_text(out, if card.label_en == card.label { "" } else { &card.label_en });
        put_all(out, &card.alt_labels, |out, name| put_text(out, name));
        let Card { parent, children, home, broader, narrower, .. } = card;
        for links in [parent.as_slice(), children, home.as_slice(), broader, narrower] {
            put_all(out, links, |out, link| self.put_link(out, link));
        }
        put_all(out, &card.links, |out, iri| put_text(out, iri));
    }

    fn put_link(&self, out: &mut Vec<u8>, link: &Link) {
        if let Some(number) = self.numbers.get(link.iri.as_str()) {
            put_number(out, *number as u64 + 1);
        } else {
            put_number(out, 0);
            put_text(out, &link.iri);
        }
    }
}

impl<'a> Facts<'a> {
    /// Reads the next record; nothing if it is damaged.
    pub(super) fn take(bytes: &mut Bytes<'a>, base: &str) -> Option<Self> {
        let first = bytes.length()?;
        let kind = *Kind::ALL.get(first >> 1)?;
        let iri = take_text(bytes)?;
        let iri = if first & 1 == 1 { folder(base, kind) + iri } else { iri.to_owned() };
        let answers = u32::try_from(bytes.number()?).ok()?;
        let said = Some(Said::take(bytes)?).filter(|said| said.end > 0);
        let label = take_text(bytes)?;
        let label_en = Some(take_text(bytes)?).filter(|name| !name.is_empty()).unwrap_or(label);
        let alt_labels = take_all(bytes, take_text)?;
        let mut relatives: [Vec<Relative<'a>>; WAYS] = Default::default();
        for related in &mut relatives {
            *related = take_all(bytes, Relative::take)?;
        }
        let links = take_all(bytes, take_text)?;
        Some(Self { kind, iri, answers, said, label, label_en, alt_labels, relatives, links })
    }
}

impl Said {
    /// Reads a place, which ends at 0 where nothing is said; nothing if it is damaged.
    fn take(bytes: &mut Bytes<'_>) -> Option<Self> {
        let (card, length) = (bytes.number()?, bytes.number()?);
        let documents = card.checked_add(length)?;
        let end = documents.checked_add(bytes.number()?)?;
        Some(Self { card, documents, end })
    }
}

impl<'a> Relative<'a> {
    fn take(bytes: &mut Bytes<'a>) -> Option<Self> {
        match bytes.length()? {
            0 => take_text(bytes).map(Self::Unknown),
            number => Some(Self::Card(number - 1)),
        }
    }
}

/// What the IRIs of a kind begin with.
fn folder(base: &str, kind: Kind) -> String {
    format!("{base}{kind}/")
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend(text.as_bytes());
}

fn put_all<T>(out: &mut Vec<u8>, all: &[T], put: impl Fn(&mut Vec<u8>, &T)) {
    put_number(out, all.len() as u64);
    for one in all {
        put(out, one);
    }
}

fn take_text<'a>(bytes: &mut Bytes<'a>) -> Option<&'a str> {
    let length = bytes.length()?;
    std::str::from_utf8(bytes.take(length)?).ok()
}

fn take_all<'a, T>(
    bytes: &mut Bytes<'a>,
    take: impl Fn(&mut Bytes<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    let count = bytes.length()?;
    (0..count).map(|_| take(bytes)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Facts, Relative, Said, Writer};
    use crate::bytes::Bytes;
    use crate::card::{Card, Counts, Link};

    const BASE: &str = "http://b/";

    fn link(iri: &str) -> Link {
        Link { iri: iri.to_owned(), label: String::new() }
    }

    #[test]
    fn a_record_says_what_its_card_does() {
        let card = |iri: &str| Card { iri: iri.to_owned(), ..Card::default() };
        let huawei = Card {
            kind: "company".to_owned(),
            label: "华为".to_owned(),
            label_en: "Huawei".to_owned(),
            alt_labels: vec!["菊厂".to_owned(), String::new()],
            parent: Some(link("http://x/parent")),
            home: Some(link("http://b/country/china")),
            links: vec!["http://wikidata/1".to_owned()],
            counts: Counts { answers: 300, ..Counts::default() },
            ..card("http://b/company/huawei")
        };
        let cards = [card("http://b/country/china"), huawei];
        let said = Some(Said { card: 70_000, documents: 70_009, end: 70_009 });
        let mut out = Vec::new();
        Writer::new(BASE, &cards).put(&mut out, &cards[1], said);
        let mut bytes = Bytes(&out);
        let facts = Facts::take(&mut bytes, BASE).expect("it is whole");
        assert!(bytes.is_empty());
        assert_eq!(
            (facts.iri.as_str(), facts.kind.as_str()),
            ("http://b/company/huawei", "company")
        );
        assert_eq!((facts.label, facts.label_en, facts.answers), ("华为", "Huawei", 300));
        assert_eq!((facts.alt_labels, facts.said), (vec!["菊厂", ""], said));
        let [parent, children, home, ..] = &facts.relatives;
        assert_eq!(parent[..], [Relative::Unknown("http://x/parent")]);
        assert_eq!((children.len(), &home[..]), (0, &[Relative::Card(0)][..]));
        assert_eq!(facts.links, ["http://wikidata/1"]);
    }

    proptest! {
        #[test]
        fn iris_and_names_are_read_as_they_were_written(
            iri in "(http://b/)?(company/|country/)?[a-z~华为]{0,6}",
            kind in prop::sample::select(vec!["company", "country", "region", "concept"]),
            names in prop::collection::vec("[a华 ]{0,4}", 2..6),
        ) {
            let card = Card {
                iri,
                kind: kind.to_owned(),
                label: names[0].clone(),
                label_en: names[1].clone(),
                alt_labels: names[2..].to_vec(),
                ..Card::default()
            };
            let mut out = Vec::new();
            Writer::new(BASE, &[]).put(&mut out, &card, None);
            let facts = Facts::take(&mut Bytes(&out), BASE).expect("it is whole");
            prop_assert_eq!((&facts.iri, facts.kind.as_str()), (&card.iri, kind));
            prop_assert_eq!(facts.label, &names[0]);
            // An entity without an English name has its Chinese one for it.
            let english = if names[1].is_empty() { &names[0] } else { &names[1] };
            prop_assert_eq!(facts.label_en, english);
            prop_assert_eq!(&facts.alt_labels[..], &names[2..]);
        }

        #[test]
        fn damaged_records_are_no_panic(bytes: Vec<u8>) {
            let mut bytes = Bytes(&bytes);
            while Facts::take(&mut bytes, BASE).is_some() {}
        }
    }
}
