//! The lookup index: names and cards in one file. A lookup reads the names, which are as many as the
//! catalog has, and the one card it shows, so that it costs the same whatever the size of the graph.
//!
//! Layout: the magic line; three `u64` (little-endian) that say how long the parts are; the name
//! map, an `fst` from folded name to the offset of its line in the readings; the readings, a JSON
//! array a line; the offsets of the cards in the file; the cards, JSON each.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use fst::{Map, MapBuilder, Streamer as _};
use serde::{Deserialize, Serialize};

use super::{StoreError, file};
use crate::card::Card;
use crate::catalog::{Catalog, Kind, Role};
use crate::mention::fold::key;

const MAGIC: &[u8; 16] = b"haitu lookup 1\r\n";
const HEADER: usize = MAGIC.len() + 3 * size_of::<u64>();
const FOLDER: &str = "lookup";

/// What a name can mean: an entity, and how it comes by the name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reading {
    /// The number of its card.
    pub card: usize,
    /// Its usual Chinese name.
    pub label: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether the name is its usual one, rather than a further one.
    pub preferred: bool,
    /// In how many answers it is mentioned.
    pub answers: u32,
}

/// An index that was opened: the names are in memory, the cards on disk.
#[derive(Debug)]
pub struct Index {
    path: PathBuf,
    names: Map<Vec<u8>>,
    /// JSON Lines: what each name means.
    readings: Vec<u8>,
    /// Where each card begins in the file; one more for the end of the last.
    places: Vec<u64>,
}

/// Writes the index of `cards`, the first of which are in the order of the catalog; its name.
pub(super) fn put(dir: &Path, cards: &[Card], catalog: &Catalog) -> Result<String, StoreError> {
    let content = encode(cards, catalog).map_err(|reason| StoreError::damaged(dir, &reason))?;
    file::put(dir, FOLDER, &content, "idx")
}

/// Deletes all indexes but one.
pub(super) fn sweep(dir: &Path, keep: &str) {
    file::sweep(dir, FOLDER, &|name| name == keep);
}

fn encode(cards: &[Card], catalog: &Catalog) -> Result<Vec<u8>, String> {
    let json = |value: serde_json::Result<Vec<u8>>| value.map_err(|error| error.to_string());
    let (mut names, mut readings) = (MapBuilder::memory(), Vec::new());
    for (name, meant) in readings_by_name(cards, catalog) {
        names.insert(name, readings.len() as u64).map_err(|error| error.to_string())?;
        readings.extend(json(serde_json::to_vec(&meant))?);
        readings.push(b'\n');
    }
    let names = names.into_inner().map_err(|error| error.to_string())?;
    let cards: Vec<Vec<u8>> =
        cards.iter().map(|card| json(serde_json::to_vec(card))).collect::<Result<_, _>>()?;
    let places_length = (cards.len() + 1) * size_of::<u64>();
    let mut place = (HEADER + names.len() + readings.len() + places_length) as u64;
    let mut content = MAGIC.to_vec();
    for length in [names.len(), readings.len(), places_length] {
        content.extend((length as u64).to_le_bytes());
    }
    content.extend(names);
    content.extend(readings);
    for card in &cards {
        content.extend(place.to_le_bytes());
        place += card.len() as u64;
    }
    content.extend(place.to_le_bytes());
    content.extend(cards.into_iter().flatten());
    Ok(content)
}

/// Every folded name with what it means, the likeliest reading first.
fn readings_by_name(cards: &[Card], catalog: &Catalog) -> BTreeMap<String, Vec<Reading>> {
    let mut names: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
    let mut add = |name: &str, reading: Reading| {
        let readings = names.entry(key(name)).or_default();
        if readings.iter().all(|known| known.card != reading.card) {
            readings.push(reading);
        }
    };
    let mut known = catalog.iter().map(|(_, entity)| entity);
    for (number, card) in cards.iter().enumerate() {
        let reading = |preferred| Reading {
            card: number,
            label: card.label.clone(),
            kind: card.kind.clone(),
            preferred,
            answers: card.counts.answers,
        };
        match known.next() {
            Some(entity) => {
                for name in &entity.names {
                    add(&name.text, reading(name.role == Role::Preferred));
                }
            }
            None => add(&card.label, reading(true)),
        }
    }
    names.remove("");
    for readings in names.values_mut() {
        readings
            .sort_by_key(|reading| (!reading.preferred, u32::MAX - reading.answers, reading.card));
    }
    names
}

impl Index {
    /// Opens an index: reads its names, but no card.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let mut file = File::open(path).map_err(StoreError::io("read", path))?;
        let damaged = |reason: &str| StoreError::damaged(path, &reason);
        let mut take = |length: usize| {
            let mut part = Vec::new();
            let read = file.by_ref().take(length as u64).read_to_end(&mut part);
            read.map_err(StoreError::io("read", path))?;
            if part.len() == length { Ok(part) } else { Err(damaged("it is too short")) }
        };
        if take(MAGIC.len())? != MAGIC {
            return Err(damaged("it does not begin as a lookup index"));
        }
        let lengths = numbers(&take(HEADER - MAGIC.len())?);
        let mut part = |number: usize| {
            take(usize::try_from(lengths[number]).map_err(|_| damaged("a part is too long"))?)
        };
        let names = Map::new(part(0)?).map_err(|error| StoreError::damaged(path, &error))?;
        let readings = part(1)?;
        let places = numbers(&part(2)?);
        Ok(Self { path: path.to_owned(), names, readings, places })
    }

    /// What a name means, the likeliest reading first; nothing if no entity has this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Reading> {
        self.names.get(key(name)).map_or_else(Vec::new, |place| self.readings_at(place))
    }

    fn readings_at(&self, place: u64) -> Vec<Reading> {
        let line = usize::try_from(place).ok().and_then(|place| self.readings.get(place..));
        let line = line.and_then(|rest| rest.split(|&byte| byte == b'\n').next());
        line.and_then(|line| serde_json::from_slice(line).ok()).unwrap_or_default()
    }

    /// The likeliest readings of names that begin like this one, or are a slip away from it; those
    /// most often mentioned first, at most `most`, each entity once.
    #[must_use]
    pub fn similar(&self, name: &str, most: usize) -> Vec<Reading> {
        let key = key(name);
        if key.is_empty() {
            return Vec::new();
        }
        let mut readings: Vec<Reading> = self
            .places_like(&key)
            .into_iter()
            .filter_map(|place| self.readings_at(place).into_iter().next())
            .collect();
        readings.sort_by_key(|reading| (u32::MAX - reading.answers, reading.card));
        readings.dedup_by_key(|reading| reading.card);
        readings.truncate(most);
        readings
    }

    /// Where the readings stand of names that begin like this one or are a slip away.
    fn places_like(&self, key: &str) -> Vec<u64> {
        let slips = slips(key);
        let mut names = self.names.stream();
        let mut places = Vec::new();
        while let Some((name, place)) = names.next() {
            let name = std::str::from_utf8(name).unwrap_or_default();
            if name.starts_with(key) || slips > 0 && is_close(key, name, slips) {
                places.push(place);
            }
        }
        places
    }

    /// How many cards there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len().saturating_sub(1)
    }

    /// Whether there is no card.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads one card.
    ///
    /// # Errors
    /// When the file is shorter than it was, or not what was written.
    pub fn card(&self, number: usize) -> Result<Card, StoreError> {
        let damaged = |reason: &str| StoreError::damaged(&self.path, &reason);
        let (Some(&start), Some(&end)) = (self.places.get(number), self.places.get(number + 1))
        else {
            return Err(damaged("it has no such card"));
        };
        let mut file = File::open(&self.path).map_err(StoreError::io("read", &self.path))?;
        file.seek(SeekFrom::Start(start)).map_err(StoreError::io("read", &self.path))?;
        let mut json = Vec::new();
        file.take(end.saturating_sub(start))
            .read_to_end(&mut json)
            .map_err(StoreError::io("read", &self.path))?;
        serde_json::from_slice(&json).map_err(|error| StoreError::damaged(&self.path, &error))
    }

    /// Every entity that is mentioned, by kind, most answers first.
    #[must_use]
    pub fn mentioned(&self) -> BTreeMap<Kind, Vec<Reading>> {
        let mut by_kind: BTreeMap<Kind, Vec<Reading>> = BTreeMap::new();
        let lines = self.readings.split(|&byte| byte == b'\n');
        let readings =
            lines.flat_map(|line| serde_json::from_slice::<Vec<Reading>>(line).unwrap_or_default());
        let preferred = readings.filter(|reading| reading.preferred);
        for reading in preferred.filter(|reading| reading.answers > 0) {
            if let Some(kind) = Kind::parse(&reading.kind) {
                by_kind.entry(kind).or_default().push(reading);
            }
        }
        for readings in by_kind.values_mut() {
            readings.sort_by_key(|reading| (u32::MAX - reading.answers, reading.card));
            readings.dedup_by_key(|reading| reading.card);
        }
        by_kind
    }
}

/// How many slips make a name another: short names have too many neighbours for any.
fn slips(key: &str) -> usize {
    match key.chars().count() {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    }
}

/// Whether two names are at most so many slips apart: a character too many, too few, wrong, or two
/// swapped.
fn is_close(key: &str, name: &str, slips: usize) -> bool {
    key.chars().count().abs_diff(name.chars().count()) <= slips
        && strsim::osa_distance(key, name) <= slips
}

/// The little-endian numbers of some bytes.
fn numbers(bytes: &[u8]) -> Vec<u64> {
    bytes
        .chunks_exact(8)
        .map(|chunk| u64::from_le_bytes(chunk.try_into().unwrap_or_default()))
        .collect()
}
