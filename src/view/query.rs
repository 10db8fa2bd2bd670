//! `haitu query`: a SPARQL query over the union of all graphs, printed for people or programs.

use std::io::{self, Write};

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{
    QueryEvaluationError, QueryResults, QuerySolutionIter, QueryTripleIter, SparqlEvaluator,
};
use oxigraph::store::Store;
use thiserror::Error;

use crate::vocab;

/// A line under the header and none elsewhere.
const RULED_HEADER: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: a table, `true` or `false`, or Turtle.
    Plain,
    /// A format for solutions and booleans.
    Solutions(QueryResultsFormat),
    /// A format for triples.
    Graph(RdfFormat),
}

/// Why there is no result.
#[derive(Debug, Error)]
pub enum QueryError {
    /// The query is not SPARQL.
    #[error("{0}")]
    Syntax(String),
    /// The format does not fit what was asked.
    #[error("the result of {asked} cannot be printed as {format}: use {instead}")]
    Format {
        /// SELECT, ASK or CONSTRUCT.
        asked: &'static str,
        /// What was wished for.
        format: String,
        /// What would fit.
        instead: &'static str,
    },
    /// It cannot be answered.
    #[error("the query fails: {0}")]
    Evaluation(#[from] QueryEvaluationError),
    /// The result cannot be written.
    #[error("cannot write the result: {0}")]
    Io(#[from] io::Error),
}

/// Answers a query and prints the result; the number of rows or triples.
///
/// # Errors
/// When the query is wrong, cannot be answered, or does not fit the format.
pub fn query(
    store: &Store,
    base: &str,
    text: &str,
    format: Format,
    out: &mut impl Write,
) -> Result<usize, QueryError> {
    let prefixes = vocab::prefixes(base);
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, iri) in &prefixes {
        evaluator = evaluator.with_prefix(*prefix, iri).map_err(|error| syntax(text, &error))?;
    }
    let mut prepared = evaluator.parse_query(text).map_err(|error| syntax(text, &error))?;
    if prepared.dataset().is_default_dataset() {
        prepared.dataset_mut().set_default_graph_as_union();
    }
    match prepared.on_store(store).execute()? {
        QueryResults::Solutions(solutions) => print_solutions(solutions, &prefixes, format, out),
        QueryResults::Boolean(answer) => print_boolean(answer, format, out),
        QueryResults::Graph(triples) => print_graph(triples, &prefixes, format, out),
    }
}

/// A syntax error with the place marked, and the long list of what could stand there cut.
fn syntax(query: &str, error: &impl ToString) -> QueryError {
    let first = query.split_whitespace().next().unwrap_or_default().to_uppercase();
    if ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "WITH"].contains(&first.as_str()) {
        let message =
            format!("{first} would change the store, and `query` only reads: use `haitu build`");
        return QueryError::Syntax(message);
    }
    let message = error.to_string();
    let message = message.replace("expected one of Prefix not found", "a prefix is not declared");
    let short = message.split(" or ").next().unwrap_or(&message);
    let most = if short.contains("not declared") { 1 } else { 3 };
    let short: Vec<&str> = short.split(", ").take(most).collect();
    let message = format!("the query is not SPARQL: {}", short.join(", "));
    QueryError::Syntax(match place(&message) {
        Some((line, column)) => {
            let source = query.lines().nth(line - 1).unwrap_or_default();
            let before: String = source.chars().take(column - 1).collect();
            let pad = " ".repeat(unicode_width::UnicodeWidthStr::width(before.as_str()));
            format!("{message}\n  {source}\n  {pad}^")
        }
        None => message,
    })
}

/// The `line:column` of a message, both from 1.
fn place(message: &str) -> Option<(usize, usize)> {
    let (_, rest) = message.split_once(" at ")?;
    let mut numbers = rest.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn print_solutions(
    solutions: QuerySolutionIter<'_>,
    prefixes: &[(&str, String)],
    format: Format,
    out: &mut impl Write,
) -> Result<usize, QueryError> {
    match format {
        Format::Plain => print_table(solutions, prefixes, out),
        Format::Solutions(format) => {
            let variables = solutions.variables().to_vec();
            let serializer = QueryResultsSerializer::from_format(format);
            let mut serializer = serializer.serialize_solutions_to_writer(&mut *out, variables)?;
            let mut rows = 0;
            for solution in solutions {
                serializer.serialize(&solution?)?;
                rows += 1;
            }
            serializer.finish()?;
            Ok(rows)
        }
        Format::Graph(format) => Err(QueryError::Format {
            asked: "SELECT",
            format: format.to_string(),
            instead: "table, json, xml, csv or tsv",
        }),
    }
}

fn print_table(
    solutions: QuerySolutionIter<'_>,
    prefixes: &[(&str, String)],
    out: &mut impl Write,
) -> Result<usize, QueryError> {
    let mut table = Table::new();
    table.load_style(RULED_HEADER);
    let names: Vec<String> =
        solutions.variables().iter().map(|name| name.as_str().to_owned()).collect();
    table.set_header(&names);
    let (mut rows, mut numeric) = (0, vec![true; names.len()]);
    for solution in solutions {
        let solution = solution?;
        for (column, term) in solution.values().iter().enumerate() {
            numeric[column] &= term.as_ref().is_none_or(is_number);
        }
        let cells = solution
            .values()
            .iter()
            .map(|term| term.as_ref().map_or(String::new(), |term| shown(term, prefixes)));
        table.add_row(cells);
        rows += 1;
    }
    for (column, numeric) in numeric.into_iter().enumerate() {
        if let Some(column) = table.column_mut(column).filter(|_| numeric && rows > 0) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(out, "{table}")?;
    Ok(rows)
}

fn is_number(term: &Term) -> bool {
    matches!(term, Term::Literal(literal) if literal.value().parse::<f64>().is_ok())
}

/// A term as people read it: IRIs shortened, literals bare.
fn shown(term: &Term, prefixes: &[(&str, String)]) -> String {
    match term {
        Term::NamedNode(node) => shortened(node.as_str(), prefixes),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    }
}

/// `company:huawei` for a known namespace, `<…>` otherwise.
fn shortened(iri: &str, prefixes: &[(&str, String)]) -> String {
    let known = prefixes.iter().find_map(|(prefix, namespace)| {
        let local = iri.strip_prefix(namespace.as_str())?;
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        local.chars().all(is_plain).then(|| format!("{prefix}:{local}"))
    });
    known.unwrap_or_else(|| format!("<{iri}>"))
}

fn print_boolean(answer: bool, format: Format, out: &mut impl Write) -> Result<usize, QueryError> {
    match format {
        Format::Plain => writeln!(out, "{answer}")?,
        Format::Solutions(format) => {
            let serializer = QueryResultsSerializer::from_format(format);
            serializer.serialize_boolean_to_writer(out, answer)?;
        }
        Format::Graph(format) => {
            return Err(QueryError::Format {
                asked: "ASK",
                format: format.to_string(),
                instead: "table, json, xml, csv or tsv",
            });
        }
    }
    Ok(1)
}

fn print_graph(
    triples: QueryTripleIter<'_>,
    prefixes: &[(&str, String)],
    format: Format,
    out: &mut impl Write,
) -> Result<usize, QueryError> {
    let format = match format {
        Format::Plain => RdfFormat::Turtle,
        Format::Graph(format) => format,
        Format::Solutions(format) => {
            return Err(QueryError::Format {
                asked: "CONSTRUCT or DESCRIBE",
                format: format.to_string(),
                instead: "ttl, nt, nq, trig or jsonld",
            });
        }
    };
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in prefixes {
        serializer = serializer.with_prefix(*prefix, iri).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(&mut *out);
    let mut count = 0;
    for triple in triples {
        serializer.serialize_quad(triple?.as_ref().in_graph(GraphNameRef::DefaultGraph))?;
        count += 1;
    }
    serializer.finish()?;
    Ok(count)
}
