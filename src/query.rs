//! Asking: SPARQL with our names, functions, parameters, mistakes and deadlines.
//!
//! A text is parsed, with its mistakes told at their places; parameters and names are settled in
//! the parsed query; then it is answered from a dataset. Results are handed back as they are: how
//! they are printed is for others to know.

use std::sync::Arc;
use std::time::Duration;

use oxigraph::sparql::{
    BoundPreparedSparqlQuery, CancellationToken, QueryExplanation, QueryResults, SparqlEvaluator,
};
use spargebra::{Query, SparqlParser};

use crate::dataset::{Dataset, View};
use crate::store::Index;
use crate::vocab::Prefixes;

mod change;
mod error;
mod exists;
mod function;
mod grammar;
mod group;
mod name;
mod named;
mod parameter;
mod place;
mod settle;
mod syntax;
mod token;
mod watch;

pub use error::QueryError;
pub use function::{FUNCTIONS, label};
pub use named::{NAMED, Named, NoSuchQuery, named};
pub use parameter::{Parameter, ParameterType, declared};
pub use syntax::SyntaxError;
use token::{Size, Text};
pub use watch::within;

/// Brackets nested deeper than this are refused; people stop at ten.
const MOST_NESTED: usize = 500;

/// So many patterns and operators are planned; beyond, planning alone takes minutes.
const MOST_PARTS: usize = 5000;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The query.
    pub text: String,
    /// Values for its parameters, by name; later ones override earlier ones.
    pub parameters: Vec<(String, String)>,
    /// The time it may take.
    pub timeout: Option<Duration>,
}

/// What queries of one store have in common.
#[derive(Debug)]
pub struct Asker {
    prefixes: Prefixes,
    index: Arc<Index>,
}

impl Asker {
    /// For a store with this base and this lookup index.
    #[must_use]
    pub fn new(base: &str, index: Arc<Index>) -> Self {
        Self { prefixes: Prefixes::new(base), index }
    }

    /// The prefixes that queries need not declare, and what they stand for.
    #[must_use]
    pub fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }

    /// The parsed query, its parameters, names and columns settled.
    ///
    /// # Errors
    /// When it is wrong, and where; when it names what there is not.
    pub fn parse(&self, question: &Question) -> Result<Query, QueryError> {
        let text = &Text::new(&question.text);
        check(text)?;
        let parser = self.parser()?;
        let mut query = parser.clone().parse_query(text.query).map_err(|_| {
            let prefixes: Vec<&str> = self.prefixes.iter().map(|(prefix, _)| prefix).collect();
            SyntaxError::find(text, &parser, &prefixes)
        })?;
        let declared = declared(text.query)?;
        let values =
            parameter::values(&declared, &question.parameters, &self.index, &self.prefixes)?;
        if text.is_star() {
            settle::order_columns(&mut query);
        }
        settle::bind(&mut query, &values);
        settle::settle(&mut query, text, &self.index, &self.prefixes)?;
        exists::order(&mut query);
        Ok(query)
    }

    /// The entities that a question gives or leaves as parameters and that nothing in the store
    /// mentions, by their usual names: its answer says nothing of them.
    ///
    /// # Errors
    /// When a declaration is wrong, or the index is damaged.
    pub fn unmentioned(&self, question: &Question) -> Result<Vec<String>, QueryError> {
        let declared = declared(&question.text)?;
        Ok(parameter::unmentioned(&declared, &question.parameters, &self.index)?)
    }

    /// A parser that knows the usual prefixes, and IRIs relative to the store's base.
    fn parser(&self) -> Result<SparqlParser, QueryError> {
        let wrong = |error| SyntaxError::new(format!("the base of the store is no IRI: {error}"));
        let mut parser = SparqlParser::new().with_base_iri(self.prefixes.base()).map_err(wrong)?;
        for (prefix, iri) in self.prefixes.iter() {
            parser = parser.with_prefix(prefix, iri).map_err(wrong)?;
        }
        Ok(parser)
    }

    /// The results of a parsed query, found while they are read, and until they are stopped.
    ///
    /// # Errors
    /// When it cannot be answered.
    pub fn answer(
        &self,
        query: Query,
        data: &Arc<Dataset>,
        stop: &CancellationToken,
    ) -> Result<QueryResults<'static>, QueryError> {
        Ok(self.bound(query, data, stop).execute()?)
    }

    /// The same, and how it is found: the steps, which count their rows while the results are read.
    ///
    /// # Errors
    /// When it cannot be answered.
    pub fn explain(
        &self,
        query: Query,
        data: &Arc<Dataset>,
        stop: &CancellationToken,
    ) -> Result<(QueryResults<'static>, QueryExplanation), QueryError> {
        let (results, plan) = self.bound(query, data, stop).compute_statistics().explain();
        Ok((results?, plan))
    }

    /// A query that is ready to be answered from the union of all graphs, unless it names its own.
    fn bound(
        &self,
        query: Query,
        data: &Arc<Dataset>,
        stop: &CancellationToken,
    ) -> BoundPreparedSparqlQuery<'static, View> {
        let evaluator = SparqlEvaluator::new().with_cancellation_token(stop.clone());
        let evaluator = function::with_functions(evaluator, data, &self.index, &self.prefixes);
        let mut prepared = evaluator.for_query(query);
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        prepared.on_queryable_dataset(View::new(data))
    }
}

/// Refuses what the parser should not see: nothing, updates, and brackets without end.
fn check(text: &Text<'_>) -> Result<(), SyntaxError> {
    let Text { query: text, tokens } = text;
    if tokens.is_empty() {
        return Err(SyntaxError::new(
            "the query is empty: try `haitu query --named` for some that are ready-made",
        ));
    }
    if let Some(place) = token::triple_term(text, tokens) {
        return Err(SyntaxError::at(text, place, grammar::TRIPLE_TERM));
    }
    let Size { depth, deepest, parts } = token::size(text, tokens);
    if depth > MOST_NESTED {
        let message = format!("brackets are nested {depth} deep, and {MOST_NESTED} is the most");
        return Err(SyntaxError::at(text, deepest..deepest + 1, message));
    }
    if parts > MOST_PARTS {
        return Err(SyntaxError::new(format!(
            "the query chains {parts} patterns and operators, and {MOST_PARTS} is the most: \
             put long lists into VALUES or IN"
        )));
    }
    let updates = ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE"];
    let is_update = |token: &&token::Token| updates.iter().any(|verb| token.is_word(text, verb));
    match tokens.iter().find(is_update) {
        Some(token) => Err(SyntaxError::at(
            text,
            token.place.clone(),
            format!(
                "{} changes a store, and `query` only reads: `haitu build` puts pages in, \
                 `--catalog` names",
                token.text(text).to_uppercase()
            ),
        )),
        None => Ok(()),
    }
}
