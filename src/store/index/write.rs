//! Writing the index file: one part after the other, and in front of them where each begins.

use super::facts::{Said, Writer};
use super::name::Entries;
use super::{MAGIC, table};
use crate::bytes::put_number;
use crate::card::{Card, Counts};
use crate::catalog::Catalog;
use crate::hash;

/// How many numbers stand after the magic line.
pub(super) const NUMBERS: usize = 10;
/// How long the magic line and the numbers are.
pub(super) const HEADER: usize = MAGIC.len() + NUMBERS * size_of::<u64>();

/// The whole content of an index of entities under `base`.
pub(super) fn encode(
    cards: &[Card],
    catalog: &Catalog,
    base: &str,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut content = vec![0; HEADER];
    let names = table::write(&mut content, Entries::new(cards, catalog).iter());
    let said = cards.iter().map(|card| put_said(&mut content, card));
    let said: Vec<Option<Said>> = said.collect::<Result<_, _>>()?;
    let (facts, writer) = (content.len() as u64, Writer::new(base, cards));
    let mut places = Vec::with_capacity(cards.len() + 1);
    for (card, said) in cards.iter().zip(said) {
        places.push(content.len() as u64);
        writer.put(&mut content, card, said);
    }
    places.push(content.len() as u64);
    let places_at = content.len() as u64;
    content.extend(places.into_iter().flat_map(u64::to_le_bytes));
    let header = [
        content.len() as u64,
        cards.len() as u64,
        names.start,
        names.leaves_end,
        names.root,
        names.height,
        names.end,
        facts,
        places_at,
        print_of(&content[HEADER..]),
    ];
    content[..MAGIC.len()].copy_from_slice(MAGIC);
    let header: Vec<u8> = header.into_iter().flat_map(u64::to_le_bytes).collect();
    content[MAGIC.len()..HEADER].copy_from_slice(&header);
    Ok(content)
}

/// Appends what the documents say of an entity, if they say anything: its counts, its companions and
/// the best sentences as JSON, then the numbers of the documents.
fn put_said(out: &mut Vec<u8>, card: &Card) -> Result<Option<Said>, serde_json::Error> {
    let Card { counts, companions, evidence, found_in, .. } = card;
    let is_silent = companions.is_empty() && evidence.is_empty() && found_in.is_empty();
    if is_silent && *counts == Counts::default() {
        return Ok(None);
    }
    let place = out.len() as u64;
    serde_json::to_writer(&mut *out, &(counts, companions, evidence))?;
    let documents = out.len() as u64;
    put_documents(out, found_in);
    Ok(Some(Said { card: place, documents, end: out.len() as u64 }))
}

/// The number by which an index is known: it follows from all that stands after the header.
fn print_of(content: &[u8]) -> u64 {
    let hash = hash::sha256(content);
    u64::from_str_radix(&hash[..16], 16).unwrap_or(0)
}

/// Appends the numbers of documents, each as its distance from the one before.
fn put_documents(out: &mut Vec<u8>, documents: &[u32]) {
    let mut last = 0;
    for &document in documents {
        put_number(out, u64::from(document - last));
        last = document;
    }
}
