//! Solutions as CSV for spreadsheets: IRIs and texts as they are, but that none is run as a formula.

use std::io::{self, Write};

use oxigraph::model::{Term, Variable};
use oxigraph::sparql::QuerySolution;

use super::AnswerError;
use crate::csv::Dialect;

/// Writes the columns' names and a line a row.
pub(super) fn write(
    variables: &[Variable],
    rows: impl Iterator<Item = Result<QuerySolution, AnswerError>>,
    out: &mut impl Write,
) -> Result<(), AnswerError> {
    write!(out, "{}", Dialect::Excel.mark())?;
    write_line(variables.iter().map(Variable::as_str), out)?;
    for row in rows {
        let row = row?;
        let cells: Vec<String> = row.values().iter().map(|value| cell(value.as_ref())).collect();
        write_line(cells.iter().map(String::as_str), out)?;
    }
    Ok(())
}

fn write_line<'a>(cells: impl Iterator<Item = &'a str>, out: &mut impl Write) -> io::Result<()> {
    let cells: Vec<_> = cells.map(|cell| Dialect::Excel.field(cell)).collect();
    write!(out, "{}\r\n", cells.join(","))
}

fn cell(value: Option<&Term>) -> String {
    match value {
        None => String::new(),
        Some(Term::NamedNode(node)) => node.as_str().to_owned(),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(Term::BlankNode(node)) => node.to_string(),
    }
}
