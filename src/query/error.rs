//! Why a question has no answer, in words that say what to do next.

use std::io;
use std::time::Duration;

use oxigraph::sparql::QueryEvaluationError;
use thiserror::Error;

use super::SyntaxError;
use crate::dataset::DatasetError;
use crate::store::{NameError, StoreError};

/// Why there is no result.
#[derive(Debug, Error)]
pub enum QueryError {
    /// The query is not SPARQL.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// It names an entity that there is not.
    #[error(transparent)]
    Name(#[from] NameError),
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
    #[error("the query needs `--param {name}=…`, of the type {kind}")]
    MissingParameter {
        /// The parameter.
        name: String,
        /// What its value has to be.
        kind: &'static str,
    },
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
    #[error("the query fails")]
    Evaluation(#[source] QueryEvaluationError),
    /// There is no thread to answer it on.
    #[error("cannot start a thread for the query")]
    Thread(#[source] io::Error),
}

impl From<QueryEvaluationError> for QueryError {
    /// A graph that is damaged is the store's matter.
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Dataset(error) => match error.downcast::<DatasetError>() {
                Ok(error) => Self::Store((*error).into()),
                Err(error) => Self::Evaluation(QueryEvaluationError::Dataset(error)),
            },
            error => Self::Evaluation(error),
        }
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
