//! `haitu check`: shapes over a store, or a look over a catalog.

use std::io::Write as _;

use anstream::stdout;
use anyhow::Result;

use super::Outcome;
use crate::cli;
use crate::shape::Shapes;
use crate::store::StoreDir;
use crate::view::check;

pub(super) fn run(args: &cli::Check) -> Result<Outcome> {
    let store = StoreDir::open(&args.location.location)?;
    let report = check::check(&store, &Shapes::builtin()?)?;
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write!(out, "{report}")?;
    }
    Ok(if report.conforms { Outcome::Done } else { Outcome::Failed })
}
