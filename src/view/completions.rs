//! `haitu completions`: what a shell needs to complete commands, options, the names of entities in
//! the store, and ready-made queries. The shell calls the program back for each completion, and the
//! lookup index answers in milliseconds.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::PathBuf;

use clap_complete::engine::CompletionCandidate;
use clap_complete::env::Shells;

use crate::catalog::Catalog;
use crate::store::{Index, Reading, StoreDir};
use crate::text::figure::count;
use crate::text::fold::key_alone;
use crate::vocab::BASE;

/// The environment variable by which the scripts ask the program for completions.
pub const VARIABLE: &str = "COMPLETE";
/// More candidates are a wall of text.
const MOST: usize = 40;

/// Writes the script for a shell.
///
/// # Errors
/// When it cannot be written.
pub fn script(shell: &str, out: &mut dyn Write) -> io::Result<()> {
    let shells = Shells::builtins();
    let shell = shells.completer(shell).ok_or_else(|| io::Error::other("no such shell"))?;
    shell.write_registration(VARIABLE, "haitu", "haitu", "haitu", out)
}

/// Candidates with what each is for.
#[must_use]
pub fn candidates<'a>(
    named: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<CompletionCandidate> {
    let candidate = |(name, help): (&str, &str)| {
        CompletionCandidate::new(name).help(Some(help.to_owned().into()))
    };
    named.into_iter().map(candidate).collect()
}

/// The entities of the store whose names begin as the word does so far; a store that cannot be read
/// has none.
#[must_use]
pub fn entities(word: &OsStr) -> Vec<CompletionCandidate> {
    let words: Vec<OsString> = env::args_os().collect();
    let found = StoreDir::open(&location(&words)).and_then(|store| store.index());
    match (found, word.to_str()) {
        (Ok(index), Some(word)) => beginning(&index, word),
        _ => Vec::new(),
    }
}

/// The same without a store: then of all that is known.
#[must_use]
pub fn known(word: &OsStr) -> Vec<CompletionCandidate> {
    let words: Vec<OsString> = env::args_os().collect();
    let stored = StoreDir::open(&location(&words)).and_then(|store| store.index());
    let builtin = || Index::of_catalog(&Catalog::builtin(BASE).ok()?, BASE).ok();
    match (stored.ok().or_else(builtin), word.to_str()) {
        (Some(index), Some(word)) => beginning(&index, word),
        _ => Vec::new(),
    }
}

/// The store that the command line or the environment names.
fn location(words: &[OsString]) -> PathBuf {
    let mut named = None;
    for (at, word) in words.iter().enumerate() {
        let word = word.to_string_lossy();
        if word == "-l" || word == "--location" {
            named = words.get(at + 1).map(PathBuf::from);
        } else if let Some(path) = word.strip_prefix("--location=") {
            named = Some(PathBuf::from(path));
        } else if let Some(path) = word.strip_prefix("-l") {
            named = Some(PathBuf::from(path.strip_prefix('=').unwrap_or(path)));
        }
    }
    named
        .or_else(|| env::var_os(StoreDir::VARIABLE).map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from(StoreDir::USUAL))
}

/// Names that begin like this, the most mentioned first; those that are not mentioned only when no
/// other is.
fn beginning(index: &Index, word: &str) -> Vec<CompletionCandidate> {
    let readings: Vec<Reading> = if key_alone(word).is_empty() {
        let mut all: Vec<Reading> =
            index.mentioned().unwrap_or_default().into_values().flatten().collect();
        all.sort_by_key(|reading| u32::MAX - reading.answers);
        all
    } else {
        index.similar(word, None, 4 * MOST).unwrap_or_default()
    };
    let (mentioned, others): (Vec<_>, Vec<_>) =
        readings.iter().partition(|reading| reading.answers > 0);
    let of = |readings: &[&Reading]| -> Vec<CompletionCandidate> {
        let candidates = readings.iter().filter_map(|reading| candidate(index, reading, word));
        candidates.take(MOST).collect()
    };
    let mut candidates = of(&mentioned);
    if candidates.is_empty() {
        candidates = of(&others);
    }
    candidates.into_iter().enumerate().map(|(place, one)| one.display_order(Some(place))).collect()
}

/// The name of an entity that begins like the word, in the writing of the word.
fn candidate(index: &Index, reading: &Reading, word: &str) -> Option<CompletionCandidate> {
    let card = index.card(reading.card).ok()?;
    let names = [&card.label, &card.label_en].into_iter().chain(&card.alt_labels);
    let begins = |name: &&String| {
        name.starts_with(word) || name.to_lowercase().starts_with(&word.to_lowercase())
    };
    let name = names.into_iter().find(begins)?;
    let other = if *name == card.label { &card.label_en } else { &card.label };
    let answers = match card.counts.answers {
        0 => "not mentioned".to_owned(),
        answers => count(answers, "answer"),
    };
    let help = format!("{other}, {}, {answers}", card.kind);
    Some(CompletionCandidate::new(name).help(Some(help.into())))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::path::Path;

    use super::location;

    #[test]
    fn the_store_is_the_one_of_the_command_line() {
        let check = |line: &str, expected| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(location(&words), Path::new(expected), "{line}");
        };
        check("haitu -- haitu lookup -l here x", "here");
        check("haitu -- haitu lookup --location=here x", "here");
        check("haitu -- haitu lookup -lhere x", "here");
        check("haitu -- haitu lookup -l=here x", "here");
    }
}
