//! What is said of a name that leads to no card, and what may have been meant.

use std::fmt;

use super::Only;
use crate::catalog::Kind;
use crate::store::{Index, LONGEST, StoreError};

/// How many names a "did you mean" offers.
const SUGGESTIONS: usize = 5;
/// So much of a long name is shown.
const SHOWN: usize = 60;

/// Why a name came to nothing, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nothing {
    /// It has no characters.
    Empty,
    /// It has so many characters that it is none.
    Long(String),
    /// No entity is called so; these are called nearly so.
    Unknown(String, Vec<String>),
    /// No entity of the kind is called so, but one of another.
    OtherKind(String, Kind, String),
    /// The entity is in none of the answers that were to count.
    Filtered(String, Only),
}

impl Nothing {
    /// Why a name that has no reading of a kind has none.
    pub(super) fn new(index: &Index, name: &str, kind: Option<Kind>) -> Result<Self, StoreError> {
        if name.trim().is_empty() {
            return Ok(Self::Empty);
        }
        if name.chars().nth(LONGEST).is_some() {
            return Ok(Self::Long(name.to_owned()));
        }
        if let Some(kind) = kind
            && let Some(other) = index.find(name)?.into_iter().next()
        {
            return Ok(Self::OtherKind(name.to_owned(), kind, other.kind));
        }
        let similar = index.similar_of(name, kind, SUGGESTIONS)?;
        let mut labels: Vec<String> = Vec::new();
        for reading in similar {
            if !labels.contains(&reading.label) {
                labels.push(reading.label);
            }
        }
        Ok(Self::Unknown(name.to_owned(), labels))
    }
}

impl fmt::Display for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an empty name means nothing: give one such as `华为`"),
            Self::Long(name) => write!(
                f,
                "`{}` is too long for a name: it has {} characters, and {LONGEST} are the most",
                Name(name),
                name.chars().count()
            ),
            Self::Unknown(name, similar) => {
                write!(f, "nothing is called `{}`", Name(name))?;
                let similar: Vec<String> =
                    similar.iter().map(|name| format!("`{}`", Name(name))).collect();
                if similar.is_empty() {
                    return Ok(());
                }
                write!(f, "; did you mean {}?", similar.join(", "))
            }
            Self::OtherKind(name, kind, other) => {
                write!(f, "no {kind} is called `{}`, but a {other} is", Name(name))
            }
            Self::Filtered(name, only) => {
                write!(f, "`{}` is mentioned in no {only}", Name(name))
            }
        }
    }
}

/// A name within a message: without what steers terminals, and not too long.
struct Name<'a>(&'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().take(SHOWN) {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { write!(f, "{c}")? }
        }
        if self.0.chars().nth(SHOWN).is_some() { f.write_str("…") } else { Ok(()) }
    }
}
