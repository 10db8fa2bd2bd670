//! `haitu stats`.

use std::io::Write as _;

use anstream::stdout;
use anyhow::Result;

use super::Outcome;
use crate::cli;
use crate::store::StoreDir;
use crate::view::stats;

pub(super) fn run(args: &cli::Stats) -> Result<Outcome> {
    let store = StoreDir::open(&args.location.location)?;
    let index = store.index()?;
    let stats = stats::Stats::new(&store, &index)?;
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&stats)?)?;
    } else {
        write!(out, "{stats}")?;
    }
    Ok(Outcome::Done)
}
