//! `haitu eval`: how well the finder does on annotated units.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value, json};
use thiserror::Error;

use crate::catalog::{Catalog, Kind};
use crate::digest::Digest;
use crate::document;
use crate::gold::{self, Counts, Difference, Fault, GoldError, GoldUnit, Score};
use crate::input;
use crate::mention::Finder;
use crate::passage;
use crate::refusal::Refusal;
use crate::store;
use crate::text::paragraph::{Marks, on_one_line};

/// Why there is no score.
#[derive(Debug, Error)]
pub enum EvalError {
    /// Lines of the gold are wrong, or do not fit the files.
    #[error("{}", .errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Gold {
        /// What is wrong.
        errors: Vec<GoldError>,
        /// What of the files could not be read, which may be why.
        refused: Vec<Refusal>,
    },
}

/// What is scored.
#[derive(Debug)]
pub struct Options<'a> {
    /// The text of the gold file.
    pub gold: &'a str,
    /// Where it is: files that are not named are looked for beside it and in the folder above.
    pub gold_path: &'a Path,
    /// The annotated files.
    pub paths: &'a [PathBuf],
    /// Where entities and documents live.
    pub base: &'a str,
}

/// Scores what the finder makes of the annotated files; and what of them was refused.
///
/// # Errors
/// When the gold is wrong, or does not fit what could be read.
pub fn eval(options: &Options<'_>, catalog: &Catalog) -> Result<(Score, Vec<Refusal>), EvalError> {
    let gold = gold::parse(options.gold)
        .map_err(|errors| EvalError::Gold { errors, refused: Vec::new() })?;
    let paths = if options.paths.is_empty() {
        beside(options.gold_path, &gold)
    } else {
        options.paths.to_vec()
    };
    let input::Inputs { files, mut refused } = input::find(&paths, store::is_store);
    let finder = Finder::new(catalog);
    let digest = |file: &PathBuf| -> (Option<Digest>, Vec<Refusal>) {
        let bytes = match input::read(file) {
            Ok(bytes) => bytes,
            Err(refusal) => return (None, vec![refusal]),
        };
        let document::Reading { document, refused } = document::read(&input::name(file), &bytes);
        let digest = |document| Digest::new(options.base, &bytes, &document, catalog, &finder);
        (document.map(digest), refused)
    };
    let read: Vec<(Option<Digest>, Vec<Refusal>)> = files.par_iter().map(digest).collect();
    let mut digests = Vec::new();
    for (digest, of_file) in read {
        digests.extend(digest);
        refused.extend(of_file);
    }
    match gold::matched(&gold, &digests, catalog) {
        Ok(units) => Ok((gold::score(&units, catalog), refused)),
        Err(errors) => Err(EvalError::Gold { errors, refused }),
    }
}

/// The files of annotated units: those of their stems beside the gold, or in the folder above.
fn beside(gold_path: &Path, gold: &[GoldUnit]) -> Vec<PathBuf> {
    let stems: BTreeSet<&str> = gold.iter().map(GoldUnit::stem).collect();
    let folder = gold_path.parent().unwrap_or(Path::new("."));
    let folders = [Some(folder), folder.parent()];
    let files = folders.into_iter().flatten().flat_map(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
    });
    let is_annotated = |file: &PathBuf| {
        file != gold_path
            && file
                .file_stem()
                .and_then(|stem| stem.to_str())
                .is_some_and(|stem| stems.contains(stem))
    };
    let mut files: Vec<PathBuf> = files.filter(is_annotated).collect();
    files.sort();
    files
}

/// The scores as a table.
pub struct Table<'a>(pub &'a Score);

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Score { entities, mentions, .. } = self.0;
        writeln!(f, "{:<10}{:>35}{:>35}", "", "entities of units", "mentions")?;
        write!(f, "{:<10}", "")?;
        for _ in 0..2 {
            write!(f, "{:>11}{:>8}{:>8}{:>8}", "precision", "recall", "F1", "gold")?;
        }
        writeln!(f)?;
        for kind in Kind::ALL {
            write_row(f, kind.as_str(), entities[&kind], mentions[&kind])?;
        }
        write_row(f, "all", Score::micro(entities), Score::micro(mentions))?;
        writeln!(
            f,
            "{:<10}{:>27.3}{:>35.3}",
            "mean",
            Score::macro_f1(entities),
            Score::macro_f1(mentions)
        )
    }
}

fn write_row(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    entities: Counts,
    mentions: Counts,
) -> fmt::Result {
    write!(f, "{name:<10}")?;
    for counts in [entities, mentions] {
        let Counts { wanted, .. } = counts;
        write!(
            f,
            "{:>11.3}{:>8.3}{:>8.3}{wanted:>8}",
            counts.precision(),
            counts.recall(),
            counts.f1()
        )?;
    }
    writeln!(f)
}

/// Every difference, one a line: what is wrong, where, and the sentence.
#[derive(Debug, Clone, Copy)]
pub struct Errors<'a> {
    /// What is wrong.
    pub differences: &'a [Difference],
    /// How names are marked in their sentences.
    pub marks: Marks,
}

impl fmt::Display for Errors<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Difference { fault, unit, kind, label, surface, passage } in self.differences {
            let fault = match fault {
                Fault::Missed => "missed",
                Fault::False => "false",
            };
            let line = format!("{fault:<7}{kind} {label} `{surface}` in {unit}: ");
            write!(f, "{}", on_one_line(&line))?;
            let sentence = passage.as_ref().map(|passage| passage::sentence(passage, self.marks));
            sentence.unwrap_or_default().write(f, 0, usize::MAX)?;
        }
        Ok(())
    }
}

/// The scores as JSON: for each kind, `all` and `mean`, on `entities` and `mentions`.
#[must_use]
pub fn json(score: &Score) -> Value {
    json!({ "entities": figures(&score.entities), "mentions": figures(&score.mentions) })
}

fn figures(counts: &BTreeMap<Kind, Counts>) -> Value {
    let one = |counts: Counts| {
        json!({
            "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
            "right": counts.right, "found": counts.found, "gold": counts.wanted,
        })
    };
    let mut figures: serde_json::Map<String, Value> =
        counts.iter().map(|(kind, counts)| (kind.as_str().to_owned(), one(*counts))).collect();
    figures.insert("all".to_owned(), one(Score::micro(counts)));
    figures.insert("mean".to_owned(), json!({ "f1": Score::macro_f1(counts) }));
    Value::Object(figures)
}
