//! Solutions as a table for people: columns as wide as what stands in them, Chinese letters counted
//! as two; on a terminal no wider than it, and no cell higher than three lines.
//!
//! The first rows decide how wide the columns are, so that a long result is not kept in memory.

use std::io::Write;

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row, Table, TableStyle, Width,
};
use oxigraph::model::{Term, Variable};
use oxigraph::sparql::QuerySolution;

use super::QueryError;
use super::term::Shown;

/// A line under the header and none elsewhere.
const RULED_HEADER: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
/// So many rows are read before the first is written.
const ROWS_AT_ONCE: usize = 1000;
/// On a terminal a cell is cut after so many lines.
const MOST_LINES: usize = 3;

/// How wide a table may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// As wide as it has to be.
    Unlimited,
    /// So many columns of letters.
    Columns(u16),
}

/// Writes solutions as a table.
pub(super) fn write(
    variables: &[Variable],
    solutions: impl Iterator<Item = Result<QuerySolution, QueryError>>,
    shown: &mut Shown<'_>,
    space: Space,
    out: &mut impl Write,
) -> Result<(), QueryError> {
    let mut solutions = solutions.peekable();
    let mut widths: Option<Vec<ColumnConstraint>> = None;
    loop {
        let mut rows: Vec<Vec<Option<Term>>> = Vec::new();
        let mut end = Ok(());
        for solution in solutions.by_ref().take(ROWS_AT_ONCE) {
            match solution {
                Ok(solution) => rows.push(solution.values().to_vec()),
                Err(error) => end = Err(error),
            }
        }
        let mut table = table(variables, &rows, shown, space);
        match &widths {
            None => widths = Some(fixed(&table)),
            Some(widths) => {
                table.set_header(Vec::<String>::new());
                table.set_constraints(widths.iter().copied());
            }
        }
        if !rows.is_empty() || widths.is_none() {
            for line in table.to_string().lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
        }
        end?;
        if solutions.peek().is_none() {
            return Ok(());
        }
    }
}

fn table(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    shown: &mut Shown<'_>,
    space: Space,
) -> Table {
    let mut table = Table::new();
    table.load_style(RULED_HEADER).set_truncation_indicator("…");
    table.set_header(variables.iter().map(Variable::as_str));
    for row in shown.rows(rows) {
        let mut row = Row::from(row);
        if space != Space::Unlimited {
            row.max_height(MOST_LINES);
        }
        table.add_row(row);
    }
    if let Space::Columns(width) = space {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for number in 0..variables.len() {
        let mut cells = rows.iter().map(|row| row.get(number).and_then(Option::as_ref));
        if let Some(column) = table.column_mut(number).filter(|_| cells.all(is_number)) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// The widths of the columns as they came out, for the rows to come.
fn fixed(table: &Table) -> Vec<ColumnConstraint> {
    let widths = table.column_max_content_widths();
    widths
        .into_iter()
        .map(|width| ColumnConstraint::LowerBoundary(Width::Fixed(width + 2)))
        .collect()
}

fn is_number(term: Option<&Term>) -> bool {
    match term {
        Some(Term::Literal(literal)) => literal.value().parse::<f64>().is_ok(),
        Some(_) => false,
        None => true,
    }
}
