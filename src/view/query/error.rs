//! Why a question has no answer, in words that say what to do next.

use std::io;
use std::time::Duration;

use oxigraph::sparql::QueryEvaluationError;
use thiserror::Error;

use super::{NoSuchName, Parameter, SyntaxError};
use crate::store::StoreError;

/// Why there is no result.
#[derive(Debug, Error)]
pub enum QueryError {
    /// The query is not SPARQL.
    #[error("{0}")]
    Syntax(SyntaxError),
    /// It asks elsewhere.
    #[error(
        "SERVICE asks another endpoint, and haitu works offline: \
         query the endpoint by itself, and put what it says into VALUES"
    )]
    Service,
    /// It calls what there is not.
    #[error("there is no function {0}: those beyond SPARQL's own are ht:entity and ht:label")]
    UnknownFunction(String),
    /// It names an entity that there is not.
    #[error("{0}")]
    Name(NoSuchName),
    /// The format does not fit what was asked.
    #[error("the result of {asked} cannot be printed as {format}: use {instead}")]
    Format {
        /// SELECT, ASK or CONSTRUCT.
        asked: &'static str,
        /// What was wished for.
        format: String,
        /// What would fit.
        instead: &'static str,
    },
    /// A declaration of a parameter that is none.
    #[error(
        "`# param {0}` declares no parameter: write `# param NAME: TYPE = DEFAULT`, \
         with the type entity, kind, number, date or text"
    )]
    Declaration(String),
    /// A parameter that the query does not have.
    #[error("the query has no parameter `{name}`{}", has(names))]
    UnknownParameter {
        /// The parameter.
        name: String,
        /// Those that it has.
        names: Vec<String>,
    },
    /// A parameter without a value.
    #[error("the query needs `--param {}=…`, of the type {}", .0.name, .0.kind.as_str())]
    MissingParameter(Parameter),
    /// A value of the wrong type.
    #[error("the parameter `{name}` has to be {expected}, not `{value}`")]
    WrongParameter {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
        /// What would fit.
        expected: &'static str,
    },
    /// It took too long.
    #[error("the query was stopped after {} s: ask for less, or give it more time with `--timeout`", .0.as_secs_f64())]
    TimedOut(Duration),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It cannot be answered.
    #[error("the query fails: {0}")]
    Evaluation(#[from] QueryEvaluationError),
    /// The result cannot be written.
    #[error("cannot write the result: {0}")]
    Io(#[from] io::Error),
}

impl From<SyntaxError> for QueryError {
    fn from(error: SyntaxError) -> Self {
        Self::Syntax(error)
    }
}

impl From<NoSuchName> for QueryError {
    fn from(error: NoSuchName) -> Self {
        Self::Name(error)
    }
}

/// The parameters that a query has, as a message ends.
fn has(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        ": it has none".to_owned()
    } else {
        format!(": it has {}", names.join(", "))
    }
}
