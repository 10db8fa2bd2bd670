//! How a query is answered: the steps of the plan as a tree, each with the rows that came out of it.

use std::io::Write;

use oxigraph::sparql::QueryExplanation;
use serde::Deserialize;

use super::AnswerError;
use crate::vocab::{Prefixes, shortened};

/// A plan as the engine tells it.
#[derive(Deserialize)]
struct Plan {
    plan: Step,
}

/// One step: what it does with the rows of those below it.
#[derive(Deserialize)]
struct Step {
    name: String,
    #[serde(rename = "number of results")]
    rows: usize,
    children: Vec<Step>,
}

/// Writes the plan of a query that was answered.
pub(super) fn write(
    explanation: &QueryExplanation,
    prefixes: &Prefixes,
    out: &mut impl Write,
) -> Result<(), AnswerError> {
    let mut json = Vec::new();
    explanation.write_in_json(&mut json)?;
    let plan: Plan = serde_json::from_slice(&json).map_err(AnswerError::Plan)?;
    let mut lines = Vec::new();
    plan.plan.collect(
        "",
        "",
        &|text| shortened(text, |iri| Some(prefixes.shortest(iri))),
        &mut lines,
    );
    let width = lines.iter().map(|(rows, _)| rows.len()).max().unwrap_or(0).max("rows".len());
    writeln!(out, "{:>width$}  step", "rows")?;
    for (rows, step) in lines {
        writeln!(out, "{rows:>width$}  {step}")?;
    }
    Ok(())
}

impl Step {
    /// The lines of a step and those below it; `first` stands before its name, `rest` before theirs.
    fn collect(
        &self,
        first: &str,
        rest: &str,
        in_short: &impl Fn(&str) -> String,
        lines: &mut Vec<(String, String)>,
    ) {
        lines.push((self.rows.to_string(), format!("{first}{}", in_short(&self.name))));
        for (number, child) in self.children.iter().enumerate() {
            let (branch, below) =
                if number + 1 < self.children.len() { ("├ ", "│ ") } else { ("└ ", "  ") };
            child.collect(&format!("{rest}{branch}"), &format!("{rest}{below}"), in_short, lines);
        }
    }
}
