//! `haitu catalog`: how much is known, a list, a search, names, or all of it as RDF; without a store.

use std::io::Write as _;

use anstream::stdout;
use anyhow::Result;
use serde::Serialize;

use super::knowledge::{catalog_files, known};
use super::output::{self, Existing};
use super::screen::width;
use super::{Console, Outcome, mended};
use crate::catalog::{Catalog, Kind};
use crate::cli::{self, CatalogCommand};
use crate::view::catalog::{CatalogViewError, Filter, Overview, Rows, Sheet, Shelf};
use crate::view::export::{self, Format};

/// Shows what the arguments ask for.
pub(super) fn run(args: &cli::Catalog, console: &Console) -> Result<Outcome> {
    let further = catalog_files(&args.knowledge.catalog)?;
    let catalog = known(&args.knowledge, &further)?;
    let base = args.knowledge.base.as_str();
    let shelf = || Shelf::new(&catalog, base, &further);
    match &args.command {
        Some(CatalogCommand::List(list)) => {
            let (home, part_of) = (list.home.clone(), list.part_of.clone());
            print(&shelf()?.list(&Filter { kind: list.kind, home, part_of })?, list.json, console)
        }
        Some(CatalogCommand::Search(search)) => {
            let rows = shelf()?.search(&search.text, search.kind, search.limit)?;
            print(&rows, search.json, console)
        }
        Some(CatalogCommand::Export(export)) => write(&catalog, base, export),
        None if !args.names.is_empty() => names(args, &shelf()?, console),
        None if args.kind.is_some() => {
            let filter = Filter { kind: args.kind, ..Filter::default() };
            print(&shelf()?.list(&filter)?, args.json, console)
        }
        None => overview(&Overview::new(&catalog, &further), args.json),
    }
}

fn overview(overview: &Overview<'_>, json: bool) -> Result<Outcome> {
    let text = if json { line(overview)? } else { overview.to_string() };
    write!(stdout(), "{text}")?;
    Ok(Outcome::Done)
}

/// Prints a list, and tells how many more there are.
fn print(rows: &Rows, json: bool, console: &Console) -> Result<Outcome> {
    let mut out = stdout().lock();
    if json {
        for row in &rows.rows {
            write!(out, "{}", line(row)?)?;
        }
    } else {
        write!(out, "{rows}")?;
    }
    if rows.more > 0 {
        console.note(&format!("and {} more: `--limit` shows them", rows.more));
    }
    Ok(Outcome::Done)
}

/// Shows each of the entities that were named; those that are none are told on standard error.
fn names(args: &cli::Catalog, shelf: &Shelf<'_>, console: &Console) -> Result<Outcome> {
    let (mut outcome, mut shown) = (Outcome::Done, 0);
    for name in &args.names {
        match shelf.find(name, args.kind) {
            Ok(found) if args.json => write!(stdout(), "{}", line(&found)?)?,
            Ok(found) => {
                let gap = if shown > 0 { "\n" } else { "" };
                write!(stdout(), "{gap}{}", Sheet { found: &found, width: width() })?;
                shown += 1;
            }
            Err(error) => {
                console.error(&error.to_string());
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

/// Something as a line of JSON.
fn line(what: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(what)? + "\n")
}

/// Writes the catalog, or some of its entities, as RDF.
fn write(catalog: &Catalog, base: &str, args: &cli::CatalogExport) -> Result<Outcome> {
    let output = args.output.as_deref();
    let of_output = || output::format_of(output, Format::Ttl, Format::from_extension);
    let format = args.format.unwrap_or_else(of_output);
    let iris = iris(catalog, base, &args.names, args.kind)?;
    let mut count = 0;
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    output::write_to(output, existing, |out| {
        count = export::catalog(catalog, base, iris.as_deref(), format, out)?;
        Ok(())
    })?;
    Ok(mended(count, "text"))
}

/// The entities that are exported; nothing where all of the catalog is.
fn iris(
    catalog: &Catalog,
    base: &str,
    names: &[String],
    kind: Option<Kind>,
) -> Result<Option<Vec<String>>, CatalogViewError> {
    if names.is_empty() {
        let of_kind = |kind: Kind| {
            let all = catalog.iter().filter(move |(_, entity)| entity.kind == kind);
            all.map(|(_, entity)| entity.iri.as_str().to_owned()).collect()
        };
        return Ok(kind.map(of_kind));
    }
    let shelf = Shelf::new(catalog, base, &[])?;
    names.iter().map(|name| shelf.iri(name, kind)).collect::<Result<_, _>>().map(Some)
}
