//! The ready-made queries as a list for people.

use std::fmt;

use anstyle::Style;

use crate::query::{NAMED, declared};

/// The ready-made queries for people: name, question, and what can be chosen.
pub struct List;

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (heading, faint) = (Style::new().bold(), Style::new().dimmed());
        let width = NAMED.iter().map(|query| query.name.len()).max().unwrap_or(0);
        for query in NAMED {
            writeln!(f, "{heading}{:width$}{heading:#}  {}", query.name, query.question())?;
            for parameter in declared(query.text).unwrap_or_default() {
                let default = parameter.default.unwrap_or_else(|| "…".to_owned());
                let kind = parameter.kind.as_str();
                let name = parameter.name;
                writeln!(f, "{:width$}  {faint}--param {name}={default} ({kind}){faint:#}", "")?;
            }
        }
        Ok(())
    }
}
