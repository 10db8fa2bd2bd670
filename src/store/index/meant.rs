//! What a name means, or why it means nothing and what may have been meant: the one place where
//! people's names become entities.

use std::fmt;

use thiserror::Error;

use super::find::LONGEST;
use super::{Index, Reading};
use crate::catalog::Kind;
use crate::store::StoreError;
use crate::text::shell::word;

/// How many names a "did you mean" offers.
const SUGGESTIONS: usize = 5;
/// So much of a long name is shown.
const SHOWN: usize = 60;

/// Why a name means nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Nameless {
    /// It has no characters.
    #[error("an empty name means nothing: give one such as `华为`")]
    Empty,
    /// It has so many characters that it is none.
    #[error(
        "`{}` is too long for a name: it has {} characters, and {LONGEST} are the most",
        Quoted(.0),
        .0.chars().count()
    )]
    Long(String),
    /// No entity is called so.
    #[error("nothing is called `{}`{}", Quoted(name), did_you_mean(similar))]
    Unknown {
        /// The name.
        name: String,
        /// Names nearly like it.
        similar: Vec<String>,
    },
    /// No entity of the kind is called so, but one of another.
    #[error("no {kind} is called `{}`, but a {other} is", Quoted(name))]
    OtherKind {
        /// The name.
        name: String,
        /// The kind that was asked for.
        kind: Kind,
        /// The kind of the likeliest entity with the name.
        other: String,
    },
}

/// Why it is not known what a name means.
#[derive(Debug, Error)]
pub enum NameError {
    /// It means nothing.
    #[error(transparent)]
    Nameless(#[from] Nameless),
    /// The index cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Index {
    /// The entity that a name most likely means.
    ///
    /// # Errors
    /// When it means nothing, or the file is not what was written.
    pub fn meant(&self, name: &str) -> Result<Reading, NameError> {
        match self.find(name, None)?.into_iter().next() {
            Some(reading) => Ok(reading),
            None => Err(self.nameless(name, None)?.into()),
        }
    }

    /// Why a name that has no reading of a kind has none.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn nameless(&self, name: &str, kind: Option<Kind>) -> Result<Nameless, StoreError> {
        if name.trim().is_empty() {
            return Ok(Nameless::Empty);
        }
        let name = name.to_owned();
        if name.chars().nth(LONGEST).is_some() {
            return Ok(Nameless::Long(name));
        }
        if let Some(kind) = kind
            && let Some(other) = self.find(&name, None)?.into_iter().next()
        {
            return Ok(Nameless::OtherKind { name, kind, other: other.kind });
        }
        let mut similar: Vec<String> = Vec::new();
        for reading in self.similar(&name, kind, SUGGESTIONS)? {
            if !similar.contains(&reading.label) {
                similar.push(reading.label);
            }
        }
        Ok(Nameless::Unknown { name, similar })
    }
}

/// A name within a message: without what steers terminals, and not too long.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().take(SHOWN) {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { write!(f, "{c}")? }
        }
        if self.0.chars().nth(SHOWN).is_some() { f.write_str("…") } else { Ok(()) }
    }
}

/// The command that shows an entity of this name though nothing in a store mentions it.
#[derive(Debug, Clone, Copy)]
pub struct InCatalog<'a>(pub &'a str);

impl fmt::Display for InCatalog<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`haitu catalog {}`", word(&Quoted(self.0).to_string()))
    }
}

/// What a message adds when others are called nearly so.
fn did_you_mean(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", Quoted(name))).collect();
    if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(", ")) }
}
