//! The orders in which a dataset keeps its statements, and which of them serves a pattern best: there
//! the statements wanted stand in one stretch, or nearly so.

use super::row::Row;

/// The columns of a statement.
pub(super) const SUBJECT: usize = 0;
pub(super) const PREDICATE: usize = 1;
pub(super) const OBJECT: usize = 2;
pub(super) const GRAPH: usize = 3;

/// The orders that are kept, by which columns they sort.
pub(super) const ORDERS: [[usize; 4]; 4] = [
    [SUBJECT, PREDICATE, OBJECT, GRAPH],
    [PREDICATE, OBJECT, SUBJECT, GRAPH],
    [OBJECT, SUBJECT, PREDICATE, GRAPH],
    [GRAPH, SUBJECT, PREDICATE, OBJECT],
];

/// The order in which the statements of a graph stand together.
pub(super) const GRAPHS_FIRST: usize = 3;

/// Statements wanted: what stands in each column, if that is known.
pub(super) type Pattern = [Option<u64>; 4];

/// A statement, its columns sorted for an order.
pub(super) fn sorted_for(order: usize, statement: &Row) -> Row {
    ORDERS[order].map(|column| statement[column])
}

/// The reverse of [`sorted_for`].
pub(super) fn statement_of(order: usize, row: &Row) -> Row {
    let mut statement = Row::default();
    for (&column, &number) in ORDERS[order].iter().zip(row) {
        statement[column] = number;
    }
    statement
}

/// What of a pattern an order finds in one stretch: how many of its first columns are known, and what
/// stands in them.
pub(super) fn prefix(order: usize, pattern: &Pattern) -> (usize, Row) {
    let mut row = Row::default();
    let known = ORDERS[order].iter().map_while(|&column| pattern[column]);
    let length = known.zip(&mut row).map(|(number, place)| *place = number).count();
    (length, row)
}

/// The order that serves a pattern best: one in which all that is wanted stands in one stretch, or
/// else the one with the shortest stretch to pass over, of which `size` tells the length.
pub(super) fn best<E>(
    pattern: &Pattern,
    mut size: impl FnMut(usize, usize, &Row) -> Result<u64, E>,
) -> Result<usize, E> {
    let wanted = pattern.iter().flatten().count();
    let mut best = None;
    for order in 0..ORDERS.len() {
        let (length, row) = prefix(order, pattern);
        if length == wanted {
            return Ok(order);
        }
        if length > 0 {
            let size = size(order, length, &row)?;
            best = best.filter(|&(least, _)| least <= size).or(Some((size, order)));
        }
    }
    Ok(best.map_or(0, |(_, order)| order))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::{ORDERS, best, prefix, sorted_for, statement_of};

    #[test]
    fn patterns_are_served_by_the_order_with_the_shortest_stretch() {
        let check = |pattern: &str, expected: usize| {
            let columns = ["s", "p", "o", "g"].map(|column| pattern.contains(column).then_some(1));
            // Stretches of the first orders are the longest.
            let size = |order, _, _: &_| Ok::<_, Infallible>(9 - order as u64);
            assert_eq!(best(&columns, size), Ok(expected), "{pattern}");
        };
        check("", 0);
        check("s", 0);
        check("p", 1);
        check("o", 2);
        check("g", 3);
        check("sp", 0);
        check("po", 1);
        check("so", 2);
        check("spo", 0);
        check("spog", 0);
        check("gs", 3);
        check("gsp", 3);
        check("gp", 3);
        check("gpo", 3);
        check("gso", 3);
    }

    #[test]
    fn rows_are_sorted_for_an_order_and_back() {
        let statement = [7, 3, 9, 1];
        for order in 0..ORDERS.len() {
            assert_eq!(statement_of(order, &sorted_for(order, &statement)), statement);
        }
        assert_eq!(sorted_for(1, &statement), [3, 9, 7, 1]);
        assert_eq!(prefix(1, &[None, Some(3), Some(9), None]), (2, [3, 9, 0, 0]));
    }
}
