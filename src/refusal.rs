//! What could not be read, or was left out: the file, the line where one is known, and what was done
//! about it. Bad input never ends the work; whoever reads hands on a list of these.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something in a file that could not be read as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The path as the user named it.
    pub path: String,
    /// Line counted from 1, where one can be told.
    pub line: Option<usize>,
    /// What is wrong and what was done about it; lower case, no final stop.
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "`{}`, line {line}: {}", self.path, self.message),
            None => write!(f, "`{}`: {}", self.path, self.message),
        }
    }
}
