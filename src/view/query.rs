//! `haitu query`: a SPARQL query over the union of all graphs, printed for people or programs.
//!
//! A text is parsed, with its mistakes told at their places; parameters and names are settled in
//! the parsed query; then it is answered on a thread that can be stopped.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use oxigraph::sparql::{CancellationToken, SparqlEvaluator};
use spargebra::{Query, SparqlParser};

use crate::dataset::{Dataset, View};
use crate::store::{Index, StoreDir};
use crate::vocab;

mod change;
mod error;
mod exists;
mod explain;
mod function;
mod grammar;
mod group;
mod name;
mod named;
mod output;
mod parameter;
mod place;
mod settle;
mod sheet;
mod syntax;
mod table;
mod term;
mod token;
mod watch;

pub use error::QueryError;
pub use function::FUNCTIONS;
pub use named::{List, NAMED, Named, NoSuchQuery, named};
pub use output::{Format, Output};
pub use parameter::{Parameter, ParameterType, declared};
pub use syntax::SyntaxError;
pub use table::Space;
use token::Size;

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
    /// What is printed.
    pub print: Print,
}

/// What is printed of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// The result.
    Result(Output),
    /// How it was found, with the number of rows at each step.
    Plan,
}

/// What a query came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answer {
    /// How many rows or triples were found, up to the limit.
    pub rows: usize,
    /// Whether there are more than the limit let through.
    pub cut: bool,
    /// How many rows have characters that the format cannot hold, written as `\u{fffd}`.
    pub mended: usize,
}

/// Answers a question from a store and prints the result.
///
/// # Errors
/// When the query is wrong, cannot be answered in time, or does not fit the format.
pub fn query<W: Write + Send + 'static>(
    dir: StoreDir,
    question: Question,
    out: W,
) -> Result<Answer, QueryError> {
    let out = watch::Shared::new(out);
    let mut shared = out.clone();
    let timeout = question.timeout;
    let answer = watch::within(timeout, move |stop| {
        let asker = Asker::new(&dir.head().base, Arc::new(dir.index()?));
        let parsed = asker.parse(&question)?;
        asker.answer(parsed, &dir.graph()?, question.print, &stop, &mut shared)
    });
    out.flush_if_free()?;
    answer
}

/// What queries of one store have in common.
#[derive(Debug)]
pub struct Asker {
    base: String,
    prefixes: Vec<(&'static str, String)>,
    index: Arc<Index>,
}

impl Asker {
    /// For a store with this base and this lookup index.
    #[must_use]
    pub fn new(base: &str, index: Arc<Index>) -> Self {
        Self { base: base.to_owned(), prefixes: vocab::prefixes(base), index }
    }

    /// Answers a question from a graph that is open, however long it takes.
    ///
    /// # Errors
    /// When the query is wrong, cannot be answered, or does not fit the format.
    pub fn ask(
        &self,
        data: &Arc<Dataset>,
        question: &Question,
        out: &mut impl Write,
    ) -> Result<Answer, QueryError> {
        let parsed = self.parse(question)?;
        self.answer(parsed, data, question.print, &CancellationToken::new(), out)
    }

    /// The parsed query, its parameters, names and columns settled.
    fn parse(&self, question: &Question) -> Result<Query, QueryError> {
        let text = &question.text;
        check(text)?;
        let parser = self.parser()?;
        let mut query = parser.clone().parse_query(text).map_err(|_| {
            let prefixes: Vec<&str> = self.prefixes.iter().map(|(prefix, _)| *prefix).collect();
            SyntaxError::find(text, &parser, &prefixes)
        })?;
        let declared = declared(text)?;
        let values =
            parameter::values(&declared, &question.parameters, &self.index, &self.prefixes)?;
        if is_star(text) {
            settle::order_columns(&mut query);
        }
        settle::bind(&mut query, &values);
        settle::settle(&mut query, text, &self.index, &self.prefixes)?;
        exists::order(&mut query);
        Ok(query)
    }

    /// A parser that knows the usual prefixes, and IRIs relative to the store's base.
    fn parser(&self) -> Result<SparqlParser, QueryError> {
        let wrong = |error| SyntaxError::new(format!("the base of the store is no IRI: {error}"));
        let mut parser = SparqlParser::new().with_base_iri(&self.base).map_err(wrong)?;
        for (prefix, iri) in &self.prefixes {
            parser = parser.with_prefix(*prefix, iri).map_err(wrong)?;
        }
        Ok(parser)
    }

    fn answer(
        &self,
        query: Query,
        data: &Arc<Dataset>,
        print: Print,
        stop: &CancellationToken,
        out: &mut impl Write,
    ) -> Result<Answer, QueryError> {
        let evaluator = SparqlEvaluator::new().with_cancellation_token(stop.clone());
        let evaluator = function::with_functions(evaluator, data, &self.index, &self.prefixes);
        let mut prepared = evaluator.for_query(query);
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        let prepared = prepared.on_queryable_dataset(View::new(data));
        let mut shown = term::Shown::new(data, &self.base, &self.prefixes);
        let mut answer = |results, output, out: &mut dyn Write| {
            output::print(results, output, &mut shown, &self.prefixes, stop, &mut { out })
        };
        match print {
            Print::Result(output) => answer(prepared.execute()?, output, out),
            Print::Plan => {
                let (results, plan) = prepared.compute_statistics().explain();
                let output = Output { format: Format::Plain, limit: None, space: Space::Unlimited };
                let found = answer(results?, output, &mut io::sink())?;
                explain::write(&plan, &self.base, &self.prefixes, out)?;
                Ok(found)
            }
        }
    }
}

/// Refuses what the parser should not see: nothing, updates, and brackets without end.
fn check(text: &str) -> Result<(), SyntaxError> {
    let tokens = token::tokens(text);
    if tokens.is_empty() {
        return Err(SyntaxError::new(
            "the query is empty: try `haitu query --named` for some that are ready-made",
        ));
    }
    if let Some(place) = token::triple_term(text, &tokens) {
        return Err(SyntaxError::at(text, place, grammar::TRIPLE_TERM));
    }
    let Size { depth, deepest, parts } = token::size(text, &tokens);
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

/// Whether the outermost SELECT names no columns.
fn is_star(text: &str) -> bool {
    let tokens = token::tokens(text);
    let after = tokens.iter().skip_while(|token| !token.is_word(text, "SELECT")).skip(1);
    let mut after =
        after.skip_while(|token| token.is_word(text, "DISTINCT") || token.is_word(text, "REDUCED"));
    after.next().is_some_and(|token| token.text(text) == "*")
}
