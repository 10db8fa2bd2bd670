//! Rows of four numbers in sorted order, written small: each tells the first column in which it
//! differs from the one before, by how much it is more there, and how the columns after it differ.
//!
//! A page of rows is their number (`u16`, little-endian) and the rows; the first differs from a row
//! of zeros.

use super::id::{folded, unfolded};
use super::page::PAGE;
use crate::bytes::{Bytes, put_number};

/// The numbers of a statement's terms, in the order of columns of some order.
pub(super) type Row = [u64; 4];

/// How many bits tell the first column that differs.
const COLUMN_BITS: u32 = 2;
/// The number of rows at the beginning of a page.
const FRAME: usize = size_of::<u16>();

/// Writes a row that comes after another and is more than it.
pub(super) fn put_row(out: &mut Vec<u8>, last: &Row, row: &Row) {
    let Some(column) = (0..row.len()).find(|&column| row[column] != last[column]) else { return };
    put_number(out, (row[column] - last[column]) << COLUMN_BITS | column as u64);
    for later in column + 1..row.len() {
        put_number(out, folded(row[later].wrapping_sub(last[later]).cast_signed()));
    }
}

/// Reads the row after another; nothing if there is no whole one.
pub(super) fn next_row(bytes: &mut Bytes<'_>, last: &Row) -> Option<Row> {
    let first = bytes.number()?;
    let mut row = *last;
    let column = usize::from(first.to_le_bytes()[0] & 0b11);
    row[column] = row[column].checked_add(first >> COLUMN_BITS)?;
    for later in &mut row[column + 1..] {
        *later = later.wrapping_add_signed(unfolded(bytes.number()?));
    }
    Some(row)
}

/// Packs rows into pages.
#[derive(Default)]
pub(super) struct Packer {
    page: Vec<u8>,
    count: u16,
    last: Row,
    scratch: Vec<u8>,
}

impl Packer {
    /// Takes one more row; the page before it, if that is full.
    pub(super) fn push(&mut self, row: Row) -> Option<Vec<u8>> {
        self.scratch.clear();
        put_row(&mut self.scratch, &self.last, &row);
        let full = FRAME + self.page.len() + self.scratch.len() > PAGE || self.count == u16::MAX;
        let page = full.then(|| self.take()).flatten();
        if page.is_some() {
            self.scratch.clear();
            put_row(&mut self.scratch, &[0; 4], &row);
        }
        self.page.append(&mut self.scratch);
        self.count += 1;
        self.last = row;
        page
    }

    /// The last page, if there is one.
    pub(super) fn take(&mut self) -> Option<Vec<u8>> {
        if self.count == 0 {
            return None;
        }
        let mut page = Vec::with_capacity(PAGE);
        page.extend(self.count.to_le_bytes());
        page.append(&mut self.page);
        page.resize(PAGE, 0);
        (self.count, self.last) = (0, [0; 4]);
        Some(page)
    }
}

/// The rows of a page; nothing if they are not all there.
pub(super) fn unpacked(page: &[u8]) -> Option<Vec<Row>> {
    let (count, rows) = page.split_first_chunk::<FRAME>()?;
    let count = usize::from(u16::from_le_bytes(*count));
    let (mut bytes, mut last) = (Bytes(rows), [0; 4]);
    let mut rows = Vec::with_capacity(count);
    for _ in 0..count {
        last = next_row(&mut bytes, &last)?;
        rows.push(last);
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Packer, Row, unpacked};

    /// Small numbers and large ones.
    fn number() -> impl Strategy<Value = u64> {
        prop_oneof![0..9_u64, 0..1_u64 << 61]
    }

    proptest! {
        #[test]
        fn rows_are_read_as_they_were_packed(
            rows in prop::collection::btree_set([number(), number(), number(), number()], 0..2000),
        ) {
            // A row of zeros differs in no column from what stands before the first.
            let rows: BTreeSet<Row> = rows.into_iter().filter(|row| *row != [0; 4]).collect();
            let mut packer = Packer::default();
            let mut pages: Vec<Vec<u8>> = rows.iter().filter_map(|row| packer.push(*row)).collect();
            pages.extend(packer.take());
            prop_assert!(pages.iter().all(|page| page.len() == super::PAGE));
            let read: Vec<Row> = pages.iter().flat_map(|page| unpacked(page).expect("whole")).collect();
            prop_assert_eq!(read, Vec::from_iter(rows));
        }

        #[test]
        fn damaged_pages_are_no_panic(page in prop::collection::vec(any::<u8>(), 0..64)) {
            drop(unpacked(&page));
        }
    }
}
