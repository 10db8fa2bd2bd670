//! The dictionary: terms by their places, counted from 1, and places by their terms.
//!
//! Terms stand in the order in which they first came up, which keeps those of one answer together, in
//! blocks of a few: each record tells how many bytes it shares with the one before and then the rest,
//! long ones where theirs stands. A table of hashes leads from a term to the places it may have.

use serde::{Deserialize, Serialize};
use siphasher::sip128::SipHasher13;

use super::DatasetError;
use super::page::{PageWriter, Pages};
use crate::bytes::{Bytes, numbers, numbers_of_four, put_number};

/// So many records stand in a block.
const BLOCK: usize = 16;
/// Records that are longer stand by themselves: whoever reads their neighbours need not pass them.
const LONGEST: usize = 256;
/// An entry of the table of hashes: the hash, and a place.
const ENTRY: usize = size_of::<u64>() + size_of::<u32>();
/// So many hashes share a bucket, on the average.
const BUCKET: usize = 32;

/// Where the parts of a dictionary stand.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Layout {
    /// How many terms there are.
    terms: u64,
    /// Where the blocks begin.
    blocks: u64,
    /// Where the long records begin.
    long: u64,
    /// Where the ends of the blocks stand, counted from where they begin.
    ends: u64,
    /// Where the table of hashes stands: first the ends of its buckets.
    hashes: u64,
    /// How many bits of a hash tell its bucket.
    bits: u32,
}

/// The hash of a record: the first half leads to its places, the second makes sure of it in memory.
pub(super) fn hash(record: &[u8]) -> (u64, u64) {
    let hash = SipHasher13::new().hash(record);
    (hash.h1, hash.h2)
}

/// Packs records into blocks.
#[derive(Default)]
pub(super) struct Packer {
    last: Vec<u8>,
    count: usize,
    /// What was packed and not fetched yet.
    pub(super) blocks: Vec<u8>,
    pub(super) long: Vec<u8>,
    /// How much was packed before that.
    packed: u64,
    long_packed: u64,
    ends: Vec<u64>,
}

impl Packer {
    /// Takes one more record.
    pub(super) fn push(&mut self, record: &[u8]) {
        if self.count.is_multiple_of(BLOCK) {
            self.end_block();
        }
        self.count += 1;
        if record.len() > LONGEST {
            put_number(&mut self.blocks, (record.len() as u64) << 1 | 1);
            put_number(&mut self.blocks, self.long_packed + self.long.len() as u64);
            self.long.extend(record);
            self.last.clear();
        } else {
            let shared =
                self.last.iter().zip(record).take_while(|(one, other)| one == other).count();
            put_number(&mut self.blocks, ((record.len() - shared) as u64) << 1);
            put_number(&mut self.blocks, shared as u64);
            self.blocks.extend(&record[shared..]);
            self.last.clear();
            self.last.extend(record);
        }
    }

    /// Forgets what was packed, once it is written somewhere.
    pub(super) fn fetched(&mut self) {
        self.packed += self.blocks.len() as u64;
        self.long_packed += self.long.len() as u64;
        self.blocks.clear();
        self.long.clear();
    }

    fn end_block(&mut self) {
        self.last.clear();
        if self.count > 0 {
            self.ends.push(self.packed + self.blocks.len() as u64);
        }
    }

    /// The ends of all blocks.
    pub(super) fn finish(mut self) -> Vec<u64> {
        self.end_block();
        self.ends
    }
}

/// Writes what leads to the records: the ends of the blocks, and the table of hashes, which is sorted.
pub(super) fn write_tables<W: std::io::Write>(
    out: &mut PageWriter<W>,
    ends: &[u64],
    hashes: &[(u64, u32)],
    layout: &mut Layout,
) -> std::io::Result<()> {
    layout.terms = hashes.len() as u64;
    layout.ends = out.place();
    for end in ends {
        out.write(&end.to_le_bytes())?;
    }
    layout.bits = (hashes.len() / BUCKET).next_power_of_two().ilog2();
    layout.hashes = out.place();
    let mut end = 0_usize;
    for bucket in 0..1_u64 << layout.bits {
        end += hashes[end..].partition_point(|(hash, _)| bucket_of(*hash, layout.bits) <= bucket);
        out.write(&u32::try_from(end).unwrap_or(u32::MAX).to_le_bytes())?;
    }
    for (hash, place) in hashes {
        out.write(&hash.to_le_bytes())?;
        out.write(&place.to_le_bytes())?;
    }
    Ok(())
}

impl Layout {
    /// A dictionary whose blocks and long records begin at these places.
    pub(super) fn new(blocks: u64, long: u64) -> Self {
        Self { blocks, long, ..Self::default() }
    }

    /// The record at a place.
    pub(super) fn record(&self, pages: &Pages, place: u32) -> Result<Vec<u8>, DatasetError> {
        let number = u64::from(place).checked_sub(1).filter(|number| *number < self.terms);
        let number = number.ok_or_else(|| pages.damaged("it has no such term"))?;
        let (start, end) = self.block(pages, number / BLOCK as u64)?;
        let length = end.checked_sub(start).and_then(|length| usize::try_from(length).ok());
        let length = length.filter(|length| *length <= pages.longest());
        let length = length.ok_or_else(|| pages.damaged("a block has a wrong length"))?;
        let block = pages.bytes(self.blocks.saturating_add(start), length)?;
        let found = found(&block, usize::try_from(number % BLOCK as u64).unwrap_or(0));
        match found.ok_or_else(|| pages.damaged("a term is cut off"))? {
            Found::Short(record) => Ok(record),
            Found::Long(start, length) if length <= pages.longest() => {
                pages.bytes(self.long.saturating_add(start), length)
            }
            Found::Long(..) => Err(pages.damaged("a term has a wrong length")),
        }
    }

    /// The place of a record, if it is there.
    pub(super) fn place(&self, pages: &Pages, record: &[u8]) -> Result<Option<u32>, DatasetError> {
        if self.terms == 0 {
            return Ok(None);
        }
        let (wanted, _) = hash(record);
        let bucket = bucket_of(wanted, self.bits);
        let first = bucket.saturating_sub(1);
        let at = self.hashes + first * 4;
        let ends = numbers_of_four(&pages.bytes(at, if bucket == 0 { 4 } else { 8 })?);
        let (start, end) = match ends[..] {
            [end] => (0, end),
            [start, end] => (start, end),
            _ => return Err(pages.damaged("a bucket is cut off")),
        };
        let entries = self.hashes + (4 << self.bits) + u64::from(start) * ENTRY as u64;
        let length = usize::try_from(end.saturating_sub(start)).unwrap_or(usize::MAX);
        let length = length.saturating_mul(ENTRY);
        if length > pages.longest() {
            return Err(pages.damaged("a bucket has a wrong length"));
        }
        for entry in pages.bytes(entries, length)?.chunks_exact(ENTRY) {
            let (hash, place) = entry.split_at(size_of::<u64>());
            if numbers(hash)[..] == [wanted]
                && let Some(&place) = numbers_of_four(place).first()
                && self.record(pages, place)? == record
            {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// Where a block begins and ends, counted from the first.
    fn block(&self, pages: &Pages, number: u64) -> Result<(u64, u64), DatasetError> {
        const NUMBER: u64 = size_of::<u64>() as u64;
        let read = |number: u64, count: usize| {
            pages.bytes(self.ends.saturating_add(number * NUMBER), count * size_of::<u64>())
        };
        let ends = if number == 0 { read(0, 1)? } else { read(number - 1, 2)? };
        match numbers(&ends)[..] {
            [end] => Ok((0, end)),
            [start, end] => Ok((start, end)),
            _ => Err(pages.damaged("a block is missing")),
        }
    }
}

/// The bucket of a hash, of which so many bits tell it.
fn bucket_of(hash: u64, bits: u32) -> u64 {
    hash.checked_shr(u64::BITS - bits).unwrap_or(0)
}

/// A record of a block.
enum Found {
    Short(Vec<u8>),
    /// It stands by itself: where, and how long it is.
    Long(u64, usize),
}

/// A record of a block by its number there; nothing if it is cut off.
fn found(block: &[u8], number: usize) -> Option<Found> {
    let (mut rest, mut record) = (Bytes(block), Vec::new());
    for at in 0..=number {
        let length = rest.number()?;
        let (length, is_long) = (usize::try_from(length >> 1).ok()?, length & 1 == 1);
        let other = rest.number()?;
        if is_long {
            if at == number {
                return Some(Found::Long(other, length));
            }
            record.clear();
        } else {
            let shared = usize::try_from(other).ok().filter(|shared| *shared <= record.len())?;
            record.truncate(shared);
            record.extend(rest.take(length)?);
        }
    }
    Some(Found::Short(record))
}
