//! A sorted table on disk: keys with values in blocks of some kilobytes, and blocks of the blocks'
//! first keys above them. A search reads one block a level, so that it costs the same whatever the
//! size of the table; a scan reads on from where a search ends.
//!
//! A block is its length (`u32`, little-endian) and its entries: how many bytes the key shares with
//! the one before, how many follow, these, how long the value is, the value. The values of upper
//! levels are the places of the blocks below.

use std::ops::ControlFlow;

use super::part::Parts;
use crate::bytes::{Bytes, put_number};
use crate::store::StoreError;

/// A block is ended by the entry that makes it longer than this.
const BLOCK: usize = 4096;
/// How much is read at once: most blocks are not longer.
const READ: usize = BLOCK + 512;
/// The length in front of a block.
const FRAME: usize = size_of::<u32>();

/// Where a table stands in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// Where its first block begins.
    pub(super) start: u64,
    /// Where its last leaf ends.
    pub(super) leaves_end: u64,
    /// Where its topmost block begins.
    pub(super) root: u64,
    /// How many levels stand above the leaves.
    pub(super) height: u64,
    /// Where it ends.
    pub(super) end: u64,
}

/// Writes a table from entries in the order of their keys, each key once, to the end of `out`.
pub(super) fn write<'a>(
    out: &mut Vec<u8>,
    entries: impl IntoIterator<Item = (&'a [u8], &'a [u8])>,
) -> Table {
    let start = out.len() as u64;
    let mut level = write_level(out, entries);
    let leaves_end = out.len() as u64;
    let mut height = 0;
    while level.len() > 1 {
        let places: Vec<(Vec<u8>, Vec<u8>)> =
            level.into_iter().map(|(key, place)| (key, number(place))).collect();
        level = write_level(out, places.iter().map(|(key, place)| (&key[..], &place[..])));
        height += 1;
    }
    let root = level.first().map_or(start, |(_, place)| *place);
    Table { start, leaves_end, root, height, end: out.len() as u64 }
}

/// Writes the blocks of one level; the first key and the place of each.
fn write_level<'a>(
    out: &mut Vec<u8>,
    entries: impl IntoIterator<Item = (&'a [u8], &'a [u8])>,
) -> Vec<(Vec<u8>, u64)> {
    let mut blocks: Vec<(Vec<u8>, u64)> = Vec::new();
    let (mut block, mut last): (Vec<u8>, &[u8]) = (Vec::new(), &[]);
    for (key, value) in entries {
        if block.is_empty() {
            blocks.push((key.to_vec(), out.len() as u64));
            last = &[];
        }
        let shared = last.iter().zip(key).take_while(|(one, other)| one == other).count();
        put_number(&mut block, shared as u64);
        put_number(&mut block, (key.len() - shared) as u64);
        block.extend(&key[shared..]);
        put_number(&mut block, value.len() as u64);
        block.extend(value);
        last = key;
        if block.len() >= BLOCK {
            end_block(out, &mut block);
        }
    }
    if !block.is_empty() {
        end_block(out, &mut block);
    }
    blocks
}

fn end_block(out: &mut Vec<u8>, block: &mut Vec<u8>) {
    out.extend(u32::try_from(block.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.append(block);
}

fn number(number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_number(&mut bytes, number);
    bytes
}

impl Table {
    /// The value of a key.
    pub(super) fn get(&self, parts: &Parts, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let mut found = None;
        self.scan(parts, key, |known, value| {
            found = (known == key).then(|| value.to_vec());
            ControlFlow::Break(())
        })?;
        Ok(found)
    }

    /// Visits the entries from the first whose key is not less than `from`, in order, until the
    /// visitor has enough.
    pub(super) fn scan(
        &self,
        parts: &Parts,
        from: &[u8],
        mut visit: impl FnMut(&[u8], &[u8]) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        if self.start == self.leaves_end {
            return Ok(());
        }
        let mut place = self.root;
        for _ in 0..self.height {
            place = self.below(parts, place, from)?;
        }
        while place < self.leaves_end {
            let block = self.block(parts, place)?;
            let mut flow = ControlFlow::Continue(());
            each_entry(parts, &block, |key, value| {
                flow = if key < from { ControlFlow::Continue(()) } else { visit(key, value) };
                flow
            })?;
            if flow.is_break() {
                break;
            }
            place += (FRAME + block.len()) as u64;
        }
        Ok(())
    }

    /// Where the block of the next level stands that a key belongs to.
    fn below(&self, parts: &Parts, place: u64, key: &[u8]) -> Result<u64, StoreError> {
        let mut below = None;
        each_entry(parts, &self.block(parts, place)?, |known, value| {
            if known > key && below.is_some() {
                return ControlFlow::Break(());
            }
            below = Bytes(value).number();
            ControlFlow::Continue(())
        })?;
        // Blocks stand before those that name them: a damaged table cannot lead in a circle.
        below.filter(|below| *below < place).ok_or_else(|| parts.damaged(&"a block is misplaced"))
    }

    /// The entries of the block at a place.
    fn block(&self, parts: &Parts, place: u64) -> Result<Vec<u8>, StoreError> {
        let here = usize::try_from(self.end.saturating_sub(place)).unwrap_or(usize::MAX).min(READ);
        let mut read = parts.read(place, here)?;
        let Some(&frame) = read.first_chunk::<FRAME>() else {
            return Err(parts.damaged(&"a block is too short"));
        };
        let length = u32::from_le_bytes(frame) as usize;
        if length == 0 || place.saturating_add((FRAME + length) as u64) > self.end {
            return Err(parts.damaged(&"a block has a wrong length"));
        }
        if FRAME + length > here {
            read = parts.read(place, FRAME + length)?;
        }
        read.truncate(FRAME + length);
        read.drain(..FRAME);
        Ok(read)
    }
}

/// Visits the entries of a block in order, until the visitor has enough.
fn each_entry(
    parts: &Parts,
    block: &[u8],
    mut visit: impl FnMut(&[u8], &[u8]) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let (mut rest, mut key) = (Bytes(block), Vec::new());
    while !rest.is_empty() {
        let value = next_entry(&mut rest, &mut key);
        let value = value.ok_or_else(|| parts.damaged(&"an entry is cut off"))?;
        if visit(&key, value).is_break() {
            break;
        }
    }
    Ok(())
}

/// Reads one entry: the key takes the place of the one before.
fn next_entry<'a>(rest: &mut Bytes<'a>, key: &mut Vec<u8>) -> Option<&'a [u8]> {
    let shared = rest.length()?;
    if shared > key.len() {
        return None;
    }
    key.truncate(shared);
    let length = rest.length()?;
    key.extend(rest.take(length)?);
    let length = rest.length()?;
    rest.take(length)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::{Table, write};
    use crate::store::index::part::Parts;

    fn table(entries: &BTreeMap<Vec<u8>, Vec<u8>>) -> (tempfile::NamedTempFile, Table, Parts) {
        let mut bytes = Vec::new();
        let table = write(&mut bytes, entries.iter().map(|(key, value)| (&key[..], &value[..])));
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("it is written");
        let parts = Parts::open(file.path()).expect("it opens");
        (file, table, parts)
    }

    proptest! {
        #[test]
        fn every_entry_is_found_and_scans_are_in_order(
            entries in prop::collection::btree_map(
                prop::collection::vec(0..4_u8, 0..9), prop::collection::vec(any::<u8>(), 0..300), 0..300),
            from in prop::collection::vec(0..4_u8, 0..9),
        ) {
            let (_file, table, parts) = table(&entries);
            for (key, value) in &entries {
                prop_assert_eq!(table.get(&parts, key).expect("whole"), Some(value.clone()));
            }
            prop_assert_eq!(table.get(&parts, &from).expect("whole"), entries.get(&from).cloned());
            let mut scanned = Vec::new();
            let visit = |key: &[u8], value: &[u8]| {
                scanned.push((key.to_vec(), value.to_vec()));
                ControlFlow::Continue(())
            };
            table.scan(&parts, &from, visit).expect("whole");
            let expected: Vec<_> =
                entries.range(from..).map(|(key, value)| (key.clone(), value.clone())).collect();
            prop_assert_eq!(scanned, expected);
        }
    }

    #[test]
    fn large_tables_have_levels() {
        let entries: BTreeMap<Vec<u8>, Vec<u8>> = (0..20_000_u32)
            .map(|i| (i.to_be_bytes().to_vec(), vec![i.to_le_bytes()[0]; 400]))
            .collect();
        let (_file, table, parts) = table(&entries);
        assert_eq!(table.height, 2);
        for i in [0, 1, 7_777, 19_999_u32] {
            let found = table.get(&parts, &i.to_be_bytes()).expect("whole");
            assert_eq!(found, Some(vec![i.to_le_bytes()[0]; 400]));
        }
        assert_eq!(table.get(&parts, &20_000_u32.to_be_bytes()).expect("whole"), None);
    }
}
