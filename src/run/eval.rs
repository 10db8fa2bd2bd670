//! `haitu eval`: the gold and the files it is of, and how good is good enough.

use std::fs;
use std::io::Write as _;

use anstream::stdout;
use anyhow::{Context as _, Result, bail};

use super::screen::screen;
use super::{Outcome, catalog, report};
use crate::cli;
use crate::gold::Score;
use crate::view::eval;

pub(super) fn run(args: &cli::Eval) -> Result<Outcome> {
    let catalog = catalog(&args.knowledge)?;
    let gold = fs::read_to_string(&args.gold)
        .with_context(|| format!("cannot read `{}`", args.gold.display()))?;
    let options = eval::Options {
        gold: &gold,
        gold_path: &args.gold,
        paths: &args.paths,
        base: &args.knowledge.base,
    };
    let (score, refused) = eval::eval(&options, &catalog).inspect_err(|error| {
        let eval::EvalError::Gold { refused, .. } = error;
        report(refused);
    })?;
    let outcome = report(&refused);
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", eval::json(&score))?;
    } else {
        write!(out, "{}", eval::Table(&score))?;
    }
    if args.errors {
        let errors = eval::Errors { differences: &score.differences, marks: screen().marks };
        write!(out, "\n{errors}")?;
    }
    let f1 = Score::micro(&score.entities).f1();
    match args.min_f1 {
        Some(least) if f1 < least => bail!("F1 over entities is {f1:.3}, below {least}"),
        _ => Ok(outcome),
    }
}
