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

use super::AnswerError;
use super::term::Shown;
use crate::vocab::xsd;

/// A line under the header and none elsewhere.
const RULED_HEADER: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
/// So many rows are read before the first is written.
const ROWS_AT_ONCE: usize = 1000;
/// Numbers are shown with so many decimals at most.
const MOST_DECIMALS: usize = 6;
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
    solutions: impl Iterator<Item = Result<QuerySolution, AnswerError>>,
    shown: &mut Shown<'_>,
    space: Space,
    out: &mut impl Write,
) -> Result<(), AnswerError> {
    let mut solutions = solutions.peekable();
    let mut widths: Option<Vec<ColumnConstraint>> = None;
    let mut decimals = vec![0; variables.len()];
    loop {
        let mut rows: Vec<Vec<Option<Term>>> = Vec::new();
        let mut end = Ok(());
        for solution in solutions.by_ref().take(ROWS_AT_ONCE) {
            match solution {
                Ok(solution) => rows.push(solution.values().to_vec()),
                Err(error) => {
                    end = Err(error);
                    break;
                }
            }
        }
        let is_first = widths.is_none();
        let header = if is_first { variables } else { &[] };
        widen(&mut decimals, &rows);
        let mut table = table(header, &rows, &decimals, shown, space);
        match &widths {
            None => widths = Some(fixed(&table)),
            Some(widths) => _ = table.set_constraints(widths.iter().copied()),
        }
        if is_first || !rows.is_empty() {
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
    header: &[Variable],
    rows: &[Vec<Option<Term>>],
    decimals: &[usize],
    shown: &mut Shown<'_>,
    space: Space,
) -> Table {
    let mut table = Table::new();
    table.load_style(RULED_HEADER).set_truncation_indicator("…");
    if !header.is_empty() {
        table.set_header(header.iter().map(Variable::as_str));
    }
    for (mut cells, terms) in shown.rows(rows).into_iter().zip(rows) {
        for ((cell, term), decimals) in cells.iter_mut().zip(terms).zip(decimals) {
            if let Some(number) = double(term.as_ref()) {
                *cell = format!("{number:.decimals$}");
            }
        }
        let mut row = Row::from(cells);
        if space != Space::Unlimited {
            row.max_height(MOST_LINES);
        }
        table.add_row(row);
    }
    if let Space::Columns(width) = space {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for number in 0..table.column_count() {
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

/// The number of a term that is an `xsd:double`, unless it is written with a power of ten.
fn double(term: Option<&Term>) -> Option<f64> {
    let Some(Term::Literal(literal)) = term else { return None };
    let is_plain = literal.datatype() == xsd::DOUBLE && !literal.value().contains(['e', 'E']);
    literal.value().parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

/// Lets each column have as many decimals as its numbers have, up to a point: then all stand with
/// their units one under the other.
fn widen(decimals: &mut [usize], rows: &[Vec<Option<Term>>]) {
    for row in rows {
        for (decimals, term) in decimals.iter_mut().zip(row) {
            let Some(number) = double(term.as_ref()) else { continue };
            let of_number = number.to_string().split_once('.').map_or(0, |(_, rest)| rest.len());
            *decimals = (*decimals).max(of_number.min(MOST_DECIMALS));
        }
    }
}

fn is_number(term: Option<&Term>) -> bool {
    match term {
        Some(Term::Literal(literal)) => literal.value().parse::<f64>().is_ok(),
        Some(_) => false,
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use oxigraph::model::{Literal, NamedNode, Term, Variable};
    use oxigraph::sparql::QuerySolution;

    use super::{ROWS_AT_ONCE, Space, write};
    use crate::dataset::Dataset;
    use crate::view::query::term::Shown;
    use crate::vocab::Prefixes;

    /// The table of some rows with the columns `a` and `b`.
    fn table(rows: &[[Term; 2]], space: Space) -> String {
        let variables: Arc<[Variable]> =
            ["a", "b"].map(Variable::new_unchecked).into_iter().collect();
        let solution = |row: &[Term; 2]| {
            Ok(QuerySolution::from((Arc::clone(&variables), row.clone().map(Some).to_vec())))
        };
        let data = Dataset::of([]).expect("a dataset of nothing");
        let prefixes = Prefixes::new("https://x/");
        let mut shown = Shown::new(&data, &prefixes);
        let mut out = Vec::new();
        write(&variables, rows.iter().map(solution), &mut shown, space, &mut out)
            .expect("it is written");
        String::from_utf8(out).expect("text")
    }

    fn row(text: &str, number: i64) -> [Term; 2] {
        [Literal::from(text).into(), Literal::from(number).into()]
    }

    #[test]
    fn chinese_letters_are_two_columns_wide_and_numbers_stand_right() {
        let rows = [row("华为", 5), row("TikTok", 10)];
        let expected = " a         b\n─────────────\n 华为      5\n TikTok   10\n";
        assert_eq!(table(&rows, Space::Unlimited), expected);
    }

    #[test]
    fn the_numbers_of_a_column_have_the_same_decimals() {
        let row =
            |text: &str, number: f64| [Literal::from(text).into(), Literal::from(number).into()];
        let rows =
            [row("华为", 0.5), row("小米", 0.386_853), row("腾讯", 1.0), row("微软", 1.0 / 3.0)];
        let expected = " a             b\n─────────────────\n 华为   0.500000\n 小米   0.386853\n \
                        腾讯   1.000000\n 微软   0.333333\n";
        assert_eq!(table(&rows, Space::Unlimited), expected);
    }

    #[test]
    fn on_a_terminal_nothing_is_wider_than_it_or_higher_than_three_lines() {
        let table = table(&[row(&"出海".repeat(100), 1)], Space::Columns(30));
        assert!(
            table.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 30),
            "{table}"
        );
        assert_eq!(table.lines().count(), 2 + 3, "{table}");
        assert!(table.contains('…'), "{table}");
    }

    #[test]
    fn later_rows_keep_the_columns_of_the_first() {
        let iri = Term::from(NamedNode::new_unchecked("https://y/"));
        let rows = vec![[iri, Literal::from(1).into()]; ROWS_AT_ONCE + 2];
        let table = table(&rows, Space::Unlimited);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 2 + rows.len());
        assert_eq!(lines[2], lines[lines.len() - 1]);
    }
}
