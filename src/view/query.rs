//! `haitu query`: what a SPARQL query comes to, printed for people or programs.
//!
//! It is asked on a thread that can be stopped when its time is over.

use std::io::{self, Write};
use std::sync::Arc;

use oxigraph::sparql::CancellationToken;

use crate::dataset::Dataset;
use crate::query::{Asker, Question, within};
use crate::store::{StoreDir, StoreError};

mod error;
mod explain;
mod format;
mod list;
mod output;
mod shared;
mod sheet;
mod table;
mod term;

pub use error::AnswerError;
pub use format::Format;
pub use list::List;
pub use output::Output;
pub use table::Space;

/// What is printed of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// The result.
    Result(Output),
    /// How it was found, with the number of rows at each step.
    Plan,
}

/// What a query came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// How many rows or triples were found, up to the limit.
    pub rows: usize,
    /// Whether there are more than the limit let through.
    pub cut: bool,
    /// How many rows have characters that the format cannot hold, written as `\u{fffd}`.
    pub mended: usize,
    /// The entities it was to be about that nothing in the store mentions, by their usual names.
    pub unmentioned: Vec<String>,
}

/// Answers a question from a store and prints the result.
///
/// # Errors
/// When the query is wrong, cannot be answered in time, or does not fit the format.
pub fn query<W: Write + Send + 'static>(
    dir: StoreDir,
    question: Question,
    print: Print,
    out: W,
) -> Result<Answer, AnswerError> {
    let out = shared::Shared::new(out);
    let mut shared = out.clone();
    let timeout = question.timeout;
    let answer = within(timeout, move |stop| {
        let asker = Asker::new(&dir.head().base, Arc::new(dir.index()?));
        answer(&asker, &question, &dir.graph()?, print, &stop, &mut shared)
    });
    out.flush_if_free()?;
    answer
}

/// Answers a question from a graph that is open, and prints the result.
///
/// # Errors
/// When the query is wrong, cannot be answered, was stopped, or does not fit the format.
pub fn answer(
    asker: &Asker,
    question: &Question,
    data: &Arc<Dataset>,
    print: Print,
    stop: &CancellationToken,
    out: &mut impl Write,
) -> Result<Answer, AnswerError> {
    let query = asker.parse(question)?;
    let prefixes = asker.prefixes();
    let mut shown = term::Shown::new(data, prefixes);
    let found = match print {
        Print::Result(output) => {
            let results = asker.answer(query, data, stop)?;
            output::print(results, output, &mut shown, prefixes, stop, out)?
        }
        Print::Plan => {
            let (results, plan) = asker.explain(query, data, stop)?;
            let output = Output { format: Format::Table, limit: None, space: Space::Unlimited };
            let found =
                output::print(results, output, &mut shown, prefixes, stop, &mut io::sink())?;
            explain::write(&plan, prefixes, out)?;
            found
        }
    };
    shown.end().map_err(StoreError::from)?;
    Ok(Answer { unmentioned: asker.unmentioned(question)?, ..found })
}
