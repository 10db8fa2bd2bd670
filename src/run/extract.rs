//! `haitu extract`: a pure filter, from files or standard input to standard output.

use std::io;
use std::path::PathBuf;

use anyhow::Result;

use super::{Outcome, catalog, report, share_work};
use crate::cli;
use crate::view::extract;

pub(super) fn run(args: &cli::Extract) -> Result<Outcome> {
    share_work(args.jobs)?;
    let catalog = catalog(&args.knowledge)?;
    let format = if args.explain { extract::Format::Explanations } else { args.format };
    let standard_input = [PathBuf::from("-")];
    let paths = if args.paths.is_empty() { &standard_input } else { args.paths.as_slice() };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let refused = extract::extract(paths, &args.knowledge.base, &catalog, format, &mut out)?;
    Ok(report(&refused))
}
