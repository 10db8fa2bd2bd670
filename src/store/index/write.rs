//! Writing the index file: one part after the other, and in front of them where each begins.

use serde::Serialize;

use super::name::Entries;
use super::{MAGIC, Place, table};
use crate::bytes::put_number;
use crate::card::Card;
use crate::catalog::Catalog;

/// How many numbers stand after the magic line.
pub(super) const NUMBERS: usize = 9;
/// How long the magic line and the numbers are.
pub(super) const HEADER: usize = MAGIC.len() + NUMBERS * size_of::<u64>();

/// What readings need to know of a card without reading it.
#[derive(Serialize)]
struct HeadRef<'a> {
    iri: &'a str,
    label: &'a str,
    kind: &'a str,
    answers: u32,
}

/// The whole content of an index.
pub(super) fn encode(cards: &[Card], catalog: &Catalog) -> Result<Vec<u8>, serde_json::Error> {
    let mut content = vec![0; HEADER];
    let names = table::write(&mut content, Entries::new(cards, catalog).iter());
    let mut places = vec![Place::default(); cards.len() + 1];
    let heads = content.len() as u64;
    for (card, place) in cards.iter().zip(&mut places) {
        place.head = content.len() as u64;
        let (iri, label, kind) = (&card.iri, &card.label, &card.kind);
        let head = HeadRef { iri, label, kind, answers: card.counts.answers };
        serde_json::to_writer(&mut content, &head)?;
        content.push(b'\n');
    }
    places[cards.len()].head = content.len() as u64;
    for (card, place) in cards.iter().zip(&mut places) {
        place.card = content.len() as u64;
        serde_json::to_writer(&mut content, card)?;
        place.documents = content.len() as u64;
        put_documents(&mut content, &card.found_in);
    }
    places[cards.len()].card = content.len() as u64;
    let places_at = content.len() as u64;
    for place in &places {
        content.extend(place.numbers().into_iter().flat_map(u64::to_le_bytes));
    }
    let header = [
        content.len() as u64,
        cards.len() as u64,
        names.start,
        names.leaves_end,
        names.root,
        names.height,
        names.end,
        heads,
        places_at,
    ];
    content[..MAGIC.len()].copy_from_slice(MAGIC);
    let header: Vec<u8> = header.into_iter().flat_map(u64::to_le_bytes).collect();
    content[MAGIC.len()..HEADER].copy_from_slice(&header);
    Ok(content)
}

/// Appends the numbers of documents, each as its distance from the one before.
fn put_documents(out: &mut Vec<u8>, documents: &[u32]) {
    let mut last = 0;
    for &document in documents {
        put_number(out, u64::from(document - last));
        last = document;
    }
}
