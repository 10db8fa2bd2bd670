//! Sorting more rows than there is memory for: as many as fit are sorted at a time and written to a
//! file without a name as a run, and the runs are merged at the end.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::order::{ORDERS, sorted_for};
use super::row::{Row, next_row, put_row};
use crate::bytes::{Bytes, read_at};

/// So many rows are sorted at a time: 32 MB of them.
const RUN: usize = 1 << 20;

/// How much of a run is read at a time when runs are merged.
const READ: usize = 32 * 1024;
/// No row is longer when it is written.
const LONGEST_ROW: usize = 40;

/// Statements that are to be sorted, in every order.
pub(super) struct Sorter<'a> {
    folder: &'a Path,
    rows: Vec<Row>,
    /// The runs of each order.
    runs: [Runs; ORDERS.len()],
}

/// The runs of one order, in a file of their own.
#[derive(Default)]
struct Runs {
    file: Option<BufWriter<File>>,
    /// Where each begins and ends.
    places: Vec<Range<u64>>,
}

impl<'a> Sorter<'a> {
    /// Files without a name are made in a folder.
    pub(super) fn new(folder: &'a Path) -> Self {
        Self { folder, rows: Vec::new(), runs: Default::default() }
    }

    pub(super) fn push(&mut self, statement: Row) -> io::Result<()> {
        self.rows.push(statement);
        if self.rows.len() == RUN { self.end_run() } else { Ok(()) }
    }

    /// The rows of each order, sorted, each once.
    pub(super) fn finish(mut self) -> io::Result<[Sorted; ORDERS.len()]> {
        if self.runs[0].places.is_empty() {
            let mut orders = [0, 1, 2, 3];
            return Ok(orders
                .each_mut()
                .map(|order| Sorted::InMemory(self.sorted(*order).into_iter())));
        }
        self.end_run()?;
        let [a, b, c, d] = self.runs.map(Runs::merged);
        Ok([a?, b?, c?, d?])
    }

    fn end_run(&mut self) -> io::Result<()> {
        let mut runs = std::mem::take(&mut self.runs);
        let written = runs.par_iter_mut().enumerate().try_for_each(|(order, runs)| {
            let rows = self.sorted(order);
            runs.write(self.folder, &rows)
        });
        self.runs = runs;
        self.rows.clear();
        written
    }

    fn sorted(&self, order: usize) -> Vec<Row> {
        let mut rows: Vec<Row> = self.rows.iter().map(|row| sorted_for(order, row)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

impl Runs {
    fn write(&mut self, folder: &Path, rows: &[Row]) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(tempfile::tempfile_in(folder)?)),
        };
        let start = self.places.last().map_or(0, |place| place.end);
        let (mut last, mut bytes, mut end) = (Row::default(), Vec::new(), start);
        for row in rows {
            bytes.clear();
            put_row(&mut bytes, &last, row);
            file.write_all(&bytes)?;
            end += bytes.len() as u64;
            last = *row;
        }
        self.places.push(start..end);
        Ok(())
    }

    fn merged(self) -> io::Result<Sorted> {
        let Some(file) = self.file else { return Ok(Sorted::InMemory(Vec::new().into_iter())) };
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let mut runs: Vec<Run> = self.places.into_iter().map(Run::new).collect();
        let mut heads = BinaryHeap::with_capacity(runs.len());
        for (number, run) in runs.iter_mut().enumerate() {
            heads.extend(run.next(&file)?.map(|row| Reverse((row, number))));
        }
        Ok(Sorted::Merged(Merged { file, runs, heads, last: None }))
    }
}

/// Rows in their order, each once.
pub(super) enum Sorted {
    /// There was room for all of them.
    InMemory(std::vec::IntoIter<Row>),
    /// They come from several runs.
    Merged(Merged),
}

/// The rows of several runs.
pub(super) struct Merged {
    file: File,
    runs: Vec<Run>,
    heads: BinaryHeap<Reverse<(Row, usize)>>,
    last: Option<Row>,
}

impl Iterator for Sorted {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::InMemory(rows) => rows.next().map(Ok),
            Self::Merged(merged) => merged.step().transpose(),
        }
    }
}

impl Merged {
    fn step(&mut self) -> io::Result<Option<Row>> {
        while let Some(mut head) = self.heads.peek_mut() {
            let Reverse((row, number)) = *head;
            match self.runs[number].next(&self.file)? {
                Some(next) => head.0.0 = next,
                None => drop(std::collections::binary_heap::PeekMut::pop(head)),
            }
            if self.last.replace(row) != Some(row) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

/// A run that is read.
struct Run {
    /// What of it was not read yet.
    rest: Range<u64>,
    buffer: Vec<u8>,
    at: usize,
    last: Row,
}

impl Run {
    fn new(place: Range<u64>) -> Self {
        Self { rest: place, buffer: Vec::new(), at: 0, last: Row::default() }
    }

    fn next(&mut self, file: &File) -> io::Result<Option<Row>> {
        if self.buffer.len() - self.at < LONGEST_ROW && !self.rest.is_empty() {
            self.read(file)?;
        }
        let mut bytes = Bytes(&self.buffer[self.at..]);
        if bytes.is_empty() {
            return Ok(None);
        }
        let row = next_row(&mut bytes, &self.last);
        self.at = self.buffer.len() - bytes.0.len();
        self.last = row.ok_or(io::ErrorKind::InvalidData)?;
        Ok(row)
    }

    fn read(&mut self, file: &File) -> io::Result<()> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let length = usize::try_from(self.rest.end - self.rest.start).unwrap_or(READ).min(READ);
        let kept = self.buffer.len();
        self.buffer.resize(kept + length, 0);
        read_at(file, &mut self.buffer[kept..], self.rest.start)?;
        self.rest.start += length as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ORDERS, Row, Runs, Sorter, sorted_for};

    /// Rows that look random, some of them twice.
    fn rows(count: u64) -> Vec<Row> {
        let number = |seed: u64, below| (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) % below;
        (1..=count)
            .map(|row| [row, row + 7, row * 3, row / 2].map(|seed| number(seed, 9) + 1))
            .collect()
    }

    #[test]
    fn rows_are_sorted_each_once_with_and_without_runs() {
        let folder = tempfile::tempdir().expect("a folder");
        let rows = rows(3000);
        let sorted_by = |run: usize| {
            let mut work = Sorter::new(folder.path());
            for (number, row) in rows.iter().enumerate() {
                work.push(*row).expect("it is taken");
                if (number + 1) % run == 0 {
                    work.end_run().expect("it is written");
                }
            }
            let orders = work.finish().expect("all is sorted");
            orders.map(|rows| rows.map(|row| row.expect("a row")).collect::<Vec<_>>())
        };
        let (whole, parts) = (sorted_by(usize::MAX), sorted_by(700));
        for order in 0..ORDERS.len() {
            let expected: BTreeSet<Row> = rows.iter().map(|row| sorted_for(order, row)).collect();
            assert_eq!(whole[order], Vec::from_iter(expected), "{order}");
            assert_eq!(parts[order], whole[order], "{order}");
        }
    }

    #[test]
    fn no_runs_are_no_rows() {
        assert_eq!(Runs::default().merged().expect("nothing").count(), 0);
    }
}
