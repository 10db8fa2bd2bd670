//! `haitu lookup`: names from the command line or standard input, a card each.

use std::io::{self, BufRead as _, Read as _, Write as _};

use anstream::stdout;
use anyhow::{Context as _, Result, bail};
use clap::error::ErrorKind;

use super::screen::screen;
use super::{Console, Outcome, wrong_usage};
use crate::card::{Filter, Wanted};
use crate::cli;
use crate::store::{Index, StoreDir};
use crate::view::lookup::{Found, Options, Sheet, lookup};

/// What is longer than this, in bytes, is no line of names.
const LONGEST_LINE: u64 = 1 << 16;

/// Shows a card for every name; those that mean nothing are told on standard error.
pub(super) fn run(args: &cli::Lookup, console: &Console) -> Result<Outcome> {
    check_days(args);
    let store = StoreDir::open(&args.location.location)?;
    let index = store.index()?;
    let options = options(args, &index)?;
    let mut shown =
        Shown { args, store, index, options, console, cards: 0, outcome: Outcome::Done };
    for name in &args.names {
        if name == "-" {
            each_line(|name| shown.show(name))?;
        } else {
            shown.show(name)?;
        }
    }
    Ok(shown.outcome)
}

fn options(args: &cli::Lookup, index: &Index) -> Result<Options> {
    let with = args.with.iter().map(|name| Ok(index.meant(name)?.iri)).collect::<Result<_>>()?;
    let filter = Filter { since: args.since.clone(), until: args.until.clone(), with };
    let wanted = if args.all { Wanted::All } else { Wanted::Best(args.limit) };
    let (kind, context) = (args.kind, args.context);
    Ok(Options { kind, filter, wanted, context, provenance: args.provenance })
}

/// Refuses days of which none can be.
fn check_days(args: &cli::Lookup) {
    if let (Some(since), Some(until)) = (&args.since, &args.until) {
        let length = since.len().min(until.len());
        if since[..length] > until[..length] {
            let message = format!("no day is since {since} and until {until}");
            wrong_usage(ErrorKind::ValueValidation, message);
        }
    }
}

/// What was shown so far.
struct Shown<'a> {
    args: &'a cli::Lookup,
    store: StoreDir,
    index: Index,
    options: Options,
    console: &'a Console,
    cards: usize,
    outcome: Outcome,
}

impl Shown<'_> {
    fn show(&mut self, name: &str) -> Result<()> {
        let answer = match lookup(&self.store, &self.index, name, &self.options)? {
            Found::Answer(answer) => answer,
            Found::Nothing(nothing) => {
                self.console.error(&nothing.to_string());
                self.outcome = Outcome::Failed;
                return Ok(());
            }
        };
        let text = if self.args.json {
            serde_json::to_string(&answer)? + "\n"
        } else {
            let gap = if self.cards > 0 { "\n" } else { "" };
            let sheet = Sheet { answer: &answer, screen: screen() };
            format!("{gap}{sheet}")
        };
        self.cards += 1;
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }
}

/// Reads names from standard input, one a line, each as soon as it comes; empty lines are left out.
fn each_line(mut show: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let mut input = io::stdin().lock();
    let mut has_names = false;
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        match read.context("cannot read names from standard input")? {
            0 if has_names => return Ok(()),
            0 => bail!("standard input has no names: they are expected one a line"),
            _ => {}
        }
        if line.len() as u64 == LONGEST_LINE {
            bail!("a line of standard input is longer than 64 kB: names are expected, one a line");
        }
        let text = std::str::from_utf8(&line).ok().filter(|text| !text.contains('\0'));
        let Some(text) = text else {
            bail!("standard input is not text in UTF-8: names are expected, one a line");
        };
        let name = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !name.is_empty() {
            show(name)?;
            has_names = true;
        }
    }
}
