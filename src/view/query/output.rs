//! Results in every format: solutions, booleans and triples, counted as they are written.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{
    CancellationToken, QueryEvaluationError, QueryResults, QuerySolution, QuerySolutionIter,
    QueryTripleIter,
};

use super::term::Shown;
use super::{Answer, AnswerError, Format, Space, sheet, table};
use crate::csv::Dialect;
use crate::rdf::jsonld::JsonLd;
use crate::rdf::xml;
use crate::vocab::Prefixes;

/// How much is printed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// At most so many rows or triples.
    pub limit: Option<usize>,
    /// How wide tables may be.
    pub space: Space,
}

/// Prints a result.
pub(super) fn print(
    results: QueryResults<'_>,
    output: Output,
    shown: &mut Shown<'_>,
    prefixes: &Prefixes,
    stop: &CancellationToken,
    out: &mut impl Write,
) -> Result<Answer, AnswerError> {
    match results {
        QueryResults::Solutions(rows) => solutions(rows, output, shown, stop, out),
        QueryResults::Boolean(answer) => boolean(answer, output.format, out),
        QueryResults::Graph(rows) => triples(rows, output, prefixes, stop, out),
    }
}

/// The rows up to a limit, counted. The engine heeds a stop where it reads statements, and not
/// where it combines what it has read: so every row heeds it, too.
fn counted<T>(
    mut rows: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    limit: Option<usize>,
    stop: &CancellationToken,
    answer: &mut Answer,
) -> impl Iterator<Item = Result<T, AnswerError>> {
    std::iter::from_fn(move || {
        if stop.is_cancelled() {
            return Some(Err(QueryEvaluationError::Cancelled.into()));
        }
        if limit.is_some_and(|limit| answer.rows >= limit) {
            answer.cut |= rows.next().is_some();
            return None;
        }
        let row = rows.next()?;
        answer.rows += 1;
        Some(row.map_err(AnswerError::from))
    })
}

fn solutions(
    solutions: QuerySolutionIter<'_>,
    output: Output,
    shown: &mut Shown<'_>,
    stop: &CancellationToken,
    out: &mut impl Write,
) -> Result<Answer, AnswerError> {
    let variables = solutions.variables().to_vec();
    let (mut answer, mut mended) = (Answer::default(), 0);
    let rows = counted(solutions, output.limit, stop, &mut answer);
    match output.format {
        Format::Table => table::write(&variables, rows, shown, output.space, out)?,
        Format::Sheet => sheet::write(&variables, rows, out)?,
        other => {
            let format =
                other.for_solutions().ok_or_else(|| misfit("SELECT", other, FOR_SOLUTIONS))?;
            let serializer = QueryResultsSerializer::from_format(format);
            let mut serializer = serializer.serialize_solutions_to_writer(&mut *out, variables)?;
            for row in rows {
                let row = row?;
                let other = if format == QueryResultsFormat::Xml { for_xml(&row) } else { None };
                mended += usize::from(other.is_some());
                serializer.serialize(other.as_ref().unwrap_or(&row))?;
            }
            serializer.finish()?;
            end_line(format, out)?;
        }
    }
    Ok(Answer { mended, ..answer })
}

/// A row as XML can hold it, if that is another.
fn for_xml(row: &QuerySolution) -> Option<QuerySolution> {
    let mended: Vec<Option<Term>> =
        row.values().iter().map(|value| xml::mended(value.as_ref()?)).collect();
    if mended.iter().all(Option::is_none) {
        return None;
    }
    let whole =
        mended.into_iter().zip(row.values()).map(|(mended, value)| mended.or(value.clone()));
    Some((row.variables().to_vec(), whole.collect::<Vec<_>>()).into())
}

fn boolean(answer: bool, format: Format, out: &mut impl Write) -> Result<Answer, AnswerError> {
    match format {
        Format::Table => writeln!(out, "{answer}")?,
        Format::Sheet => write!(out, "{}{answer}\r\n", Dialect::Excel.mark())?,
        other => {
            let format =
                other.for_solutions().ok_or_else(|| misfit("ASK", other, FOR_SOLUTIONS))?;
            let serializer = QueryResultsSerializer::from_format(format);
            serializer.serialize_boolean_to_writer(&mut *out, answer)?;
            end_line(format, out)?;
        }
    }
    Ok(Answer { rows: 1, ..Answer::default() })
}

/// The formats that are one line to the engine end it as lines do.
fn end_line(format: QueryResultsFormat, out: &mut impl Write) -> io::Result<()> {
    match format {
        QueryResultsFormat::Csv | QueryResultsFormat::Tsv => Ok(()),
        _ => writeln!(out),
    }
}

const FOR_SOLUTIONS: &str = "table, json, xml, csv or tsv";
const FOR_TRIPLES: &str = "ttl, nt, nq, trig or jsonld";

fn misfit(asked: &'static str, format: Format, instead: &'static str) -> AnswerError {
    AnswerError::Format { asked, format: format.title(), instead }
}

fn triples(
    triples: QueryTripleIter<'_>,
    output: Output,
    prefixes: &Prefixes,
    stop: &CancellationToken,
    out: &mut impl Write,
) -> Result<Answer, AnswerError> {
    let fits = output.format.for_triples();
    let format =
        fits.ok_or_else(|| misfit("CONSTRUCT and DESCRIBE", output.format, FOR_TRIPLES))?;
    let mut answer = Answer::default();
    let rows = counted(triples, output.limit, stop, &mut answer);
    if output.format == Format::Table {
        let mut all = rows.collect::<Result<Vec<_>, _>>()?;
        all.sort_by_cached_key(|triple| {
            (triple.subject.to_string(), triple.predicate.to_string(), triple.object.to_string())
        });
        all.dedup();
        let prefixes = used(prefixes, &all);
        write(all.into_iter().map(Ok), format, &prefixes, out)?;
    } else {
        write(rows, format, prefixes, out)?;
    }
    Ok(answer)
}

/// The prefixes that some triples need.
fn used(prefixes: &Prefixes, triples: &[Triple]) -> Prefixes {
    let is_used = |namespace: &str| {
        let begins = |iri: &NamedNode| iri.as_str().starts_with(namespace);
        triples.iter().any(|triple| {
            let Triple { subject, predicate, object } = triple;
            matches!(subject, NamedOrBlankNode::NamedNode(node) if begins(node))
                || begins(predicate)
                || match object {
                    Term::NamedNode(node) => begins(node),
                    Term::Literal(literal) => literal.datatype().as_str().starts_with(namespace),
                    Term::BlankNode(_) => false,
                }
        })
    };
    prefixes.clone().only(is_used)
}

/// Writes triples; formats that have prefixes declare them.
fn write(
    triples: impl Iterator<Item = Result<Triple, AnswerError>>,
    format: RdfFormat,
    prefixes: &Prefixes,
    out: &mut impl Write,
) -> Result<(), AnswerError> {
    if matches!(format, RdfFormat::JsonLd { .. }) {
        let mut nodes = JsonLd::begin(prefixes, &mut *out)?;
        for triple in triples {
            nodes.push(triple?.in_graph(GraphName::DefaultGraph))?;
        }
        nodes.end()?;
        return Ok(());
    }
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in prefixes.iter() {
        serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(&mut *out);
    for triple in triples {
        serializer.serialize_quad(triple?.as_ref().in_graph(GraphNameRef::DefaultGraph))?;
    }
    serializer.finish()?;
    Ok(())
}
