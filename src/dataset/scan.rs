//! The statements that a pattern wants, read page by page as they are asked for.

use std::ops::Range;
use std::sync::Arc;

use super::order::{self, ORDERS, Pattern};
use super::row::Row;
use super::{Dataset, DatasetError};

/// Statements of a dataset, in one of its orders.
pub(super) struct Scan {
    data: Arc<Dataset>,
    order: usize,
    /// How many columns of the order are known, and what stands in them.
    length: usize,
    prefix: Row,
    /// What is wanted in the other columns.
    rest: Pattern,
    pages: Range<u64>,
    rows: Arc<Vec<Row>>,
    at: usize,
}

impl Scan {
    /// The statements of a pattern.
    pub(super) fn new(data: &Arc<Dataset>, pattern: Pattern) -> Result<Self, DatasetError> {
        let size = |order, length, prefix: &Row| {
            data.pages_of(order, length, prefix).map(|pages| pages.end - pages.start)
        };
        let order = order::best(&pattern, size)?;
        let (length, prefix) = order::prefix(order, &pattern);
        let mut rest = pattern;
        for &column in &ORDERS[order][..length] {
            rest[column] = None;
        }
        let mut scan = Self {
            data: Arc::clone(data),
            order,
            length,
            prefix,
            rest,
            pages: data.pages_of(order, length, &prefix)?,
            rows: Arc::default(),
            at: 0,
        };
        scan.turn_page()?;
        scan.at = scan.rows.partition_point(|row| *row < prefix);
        Ok(scan)
    }

    /// Goes on to the next page; whether there is one.
    fn turn_page(&mut self) -> Result<bool, DatasetError> {
        let Some(page) = self.pages.next() else { return Ok(false) };
        (self.rows, self.at) = (self.data.rows(page)?, 0);
        Ok(true)
    }

    /// Whether a statement is wanted, which stands where those that are wanted stand.
    fn is_wanted(&self, statement: &Row) -> bool {
        let fits = |(wanted, number): (&Option<u64>, &u64)| wanted.is_none_or(|it| it == *number);
        self.rest.iter().zip(statement).all(fits)
    }

    fn step(&mut self) -> Result<Option<Row>, DatasetError> {
        loop {
            let Some(row) = self.rows.get(self.at) else {
                if self.turn_page()? {
                    continue;
                }
                return Ok(None);
            };
            if row[..self.length] != self.prefix[..self.length] {
                // What comes now is more.
                (self.pages, self.rows) = (0..0, Arc::default());
                return Ok(None);
            }
            self.at += 1;
            let statement = order::statement_of(self.order, row);
            if self.is_wanted(&statement) {
                return Ok(Some(statement));
            }
        }
    }
}

impl Iterator for Scan {
    type Item = Result<Row, DatasetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.step();
        if step.is_err() {
            // What is damaged once is told once.
            (self.pages, self.rows) = (0..0, Arc::default());
        }
        step.transpose()
    }
}

/// What came of asking, one item after the other: an error is one item.
pub(super) fn items<T: Iterator<Item = Result<I, DatasetError>>, I>(
    asked: Result<Option<T>, DatasetError>,
) -> impl Iterator<Item = Result<I, DatasetError>> {
    let (error, items) = match asked {
        Ok(items) => (None, items),
        Err(error) => (Some(Err(error)), None),
    };
    error.into_iter().chain(items.into_iter().flatten())
}
