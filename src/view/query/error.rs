//! Why a question has no answer that could be printed.

use std::io;

use oxigraph::sparql::QueryEvaluationError;
use thiserror::Error;

use crate::query::QueryError;
use crate::store::StoreError;

/// Why nothing, or not all, was printed.
#[derive(Debug, Error)]
pub enum AnswerError {
    /// The query is wrong, or cannot be answered.
    #[error(transparent)]
    Query(#[from] QueryError),
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
    /// The engine's account of how it was answered is not as expected.
    #[error("the plan of the query cannot be read")]
    Plan(#[source] serde_json::Error),
    /// The result cannot be written.
    #[error("cannot write the result")]
    Io(#[from] io::Error),
}

impl From<QueryEvaluationError> for AnswerError {
    fn from(error: QueryEvaluationError) -> Self {
        QueryError::from(error).into()
    }
}

impl From<StoreError> for AnswerError {
    fn from(error: StoreError) -> Self {
        QueryError::from(error).into()
    }
}
