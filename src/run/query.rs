//! `haitu query` from its arguments to its end: where the text comes from, how wide a table may be,
//! and what is told beside the result.

use std::fs;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum as _;
use clap::error::ErrorKind;
use comfy_table::Table;

use super::{Console, Outcome, mended, wrong_usage};
use crate::cli;
use crate::query::{self, Named, QueryError, Question};
use crate::store::{InCatalog, Quoted, StoreDir};
use crate::text::figure::count;
use crate::view::query::{self as view, Answer, AnswerError, Format, Output, Print, Space};

/// Runs, lists or shows a query.
pub(super) fn run(args: &cli::Query, console: &Console) -> Result<Outcome> {
    let text = match args.named.as_deref() {
        Some("") => return list(),
        Some(name) if args.show => return show(name),
        Some(name) => named(name).text.to_owned(),
        None => text(args)?,
    };
    let start = Instant::now();
    let print = if args.explain { Print::Plan } else { Print::Result(output(args)) };
    let question = Question { text, parameters: args.param.clone(), timeout: args.timeout };
    let store = StoreDir::open(&args.location.location)?;
    let answer: Answer = match view::query(store, question, print, io::BufWriter::new(io::stdout()))
    {
        Err(AnswerError::Query(QueryError::Store(error))) => return Err(error.into()),
        Err(error) if does_not_fit(&error) => wrong_usage(ErrorKind::ArgumentConflict, error),
        answer => answer?,
    };
    if console.is_verbose() || is_for_people(print) && io::stderr().is_terminal() {
        console.note(&told(&answer, print, start));
    }
    for name in &answer.unmentioned {
        let (name, next) = (Quoted(name), InCatalog(name));
        console.note(&format!(
            "nothing in this store mentions `{name}`; {next} shows what is known of it"
        ));
    }
    Ok(mended(answer.mended, "row"))
}

fn output(args: &cli::Query) -> Output {
    let width = if io::stdout().is_terminal() { Table::new().width() } else { None };
    Output {
        format: format(args),
        limit: args.limit,
        space: width.map_or(Space::Unlimited, Space::Columns),
    }
}

/// The format that was asked for; CSV where that is to be for Excel.
fn format(args: &cli::Query) -> Format {
    match args.format {
        None | Some(Format::Csv) if args.excel => Format::Sheet,
        Some(format) if args.excel => {
            let name = format
                .to_possible_value()
                .map_or_else(String::new, |name| name.get_name().to_owned());
            let words = format!("`--excel` prints `csv`, not `{name}`");
            wrong_usage(ErrorKind::ArgumentConflict, words)
        }
        format => format.unwrap_or(Format::Table),
    }
}

fn is_for_people(print: Print) -> bool {
    match print {
        Print::Result(output) => output.format == Format::Table,
        Print::Plan => true,
    }
}

/// How much was found, and how fast.
fn told(answer: &Answer, print: Print, start: Instant) -> String {
    let more = match print {
        Print::Result(_) if answer.cut => ", and there are more",
        _ => "",
    };
    format!("{}{more} in {:.2} s", count(answer.rows, "row"), start.elapsed().as_secs_f64())
}

fn list() -> Result<Outcome> {
    write!(anstream::stdout(), "{}", view::List)?;
    Ok(Outcome::Done)
}

fn show(name: &str) -> Result<Outcome> {
    write!(io::stdout(), "{}", named(name).text)?;
    Ok(Outcome::Done)
}

/// A ready-made query; to name another is wrong usage.
fn named(name: &str) -> &'static Named {
    query::named(name).unwrap_or_else(|error| wrong_usage(ErrorKind::InvalidValue, error))
}

/// Whether the other arguments do not fit the query.
fn does_not_fit(error: &AnswerError) -> bool {
    matches!(
        error,
        AnswerError::Format { .. }
            | AnswerError::Query(
                QueryError::UnknownParameter { .. }
                    | QueryError::MissingParameter { .. }
                    | QueryError::WrongParameter { .. }
            )
    )
}

fn text(args: &cli::Query) -> Result<String> {
    match (&args.text, &args.file) {
        (_, Some(file)) if file.as_path() != Path::new("-") => {
            let path = file.display();
            let bytes = fs::read(file).with_context(|| format!("cannot read `{path}`"))?;
            utf_8(bytes).with_context(|| format!("`{path}` is no query"))
        }
        (Some(text), None) if text != "-" => Ok(text.clone()),
        _ => {
            if io::stdin().is_terminal() {
                bail!(
                    "no query: write it after `haitu query`, or choose one of `haitu query --named`"
                );
            }
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            read.context("cannot read the query from standard input")?;
            utf_8(bytes).context("standard input is no query")
        }
    }
}

/// Text, without the mark that some editors put before it.
fn utf_8(bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    let text = text.context("it is not UTF-8 text")?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}
