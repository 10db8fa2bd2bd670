//! `haitu check`: shapes over a store, or a look over a catalog.

use std::io::Write as _;
use std::path::PathBuf;

use anstream::stdout;
use anyhow::Result;
use serde_json::json;

use super::Outcome;
use super::knowledge::catalog_files;
use super::screen::screen;
use crate::catalog::lint::lint;
use crate::cli;
use crate::shape::Shapes;
use crate::store::StoreDir;
use crate::view::check;

pub(super) fn run(args: &cli::Check) -> Result<Outcome> {
    if let Some(files) = &args.catalog {
        return check_catalog(args, files);
    }
    let store = StoreDir::open(&args.location.location)?;
    let report = check::check(&store, &Shapes::builtin()?)?;
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write!(out, "{}", check::Sheet { report: &report, screen: screen() })?;
    }
    Ok(if report.conforms { Outcome::Done } else { Outcome::Failed })
}

fn check_catalog(args: &cli::Check, files: &[PathBuf]) -> Result<Outcome> {
    let findings = lint(&catalog_files(files)?);
    let mut out = stdout().lock();
    if args.json {
        let report = json!({ "conforms": findings.is_empty(), "findings": findings });
        writeln!(out, "{report}")?;
    } else {
        write!(out, "{}", check::Findings(&findings))?;
    }
    Ok(if findings.is_empty() { Outcome::Done } else { Outcome::Failed })
}
