//! Shapes: what must hold of the graph. They are written in SHACL, in `ontology/shapes.ttl`, and
//! compiled here into SPARQL queries, each of which finds what violates one constraint; so one file
//! serves this program and every other SHACL processor.
//!
//! Only the forms that our shapes use are known; another one is a mistake, never passed over. Knows
//! nothing of files, documents or sentences.

use std::collections::BTreeMap;
use std::sync::Arc;

use oxigraph::model::{NamedNode, Term};
use oxigraph::sparql::{
    QueryEvaluationError, QueryResults, QuerySolution, QuerySolutionIter, SparqlEvaluator,
};
use rayon::prelude::*;
use thiserror::Error;

use crate::dataset::{Dataset, DatasetError, View};

mod component;
mod path;
mod read;
mod source;
mod target;

/// All constraints of a shapes file.
#[derive(Debug, Clone)]
pub struct Shapes {
    constraints: Vec<Constraint>,
}

/// One thing that must hold, as a query for what violates it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Constraint {
    /// The node shape it belongs to.
    shape: NamedNode,
    /// The path it is about, as SPARQL writes it; a constraint may be about the node itself.
    path: Option<String>,
    /// What is wrong where it is violated; `{?value}` stands for a variable of the query.
    message: String,
    /// Finds `?this`, and `?value` where one value is at fault.
    query: String,
}

/// A node that violates a constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The node at fault.
    pub node: Term,
    /// The shape it does not have.
    pub shape: NamedNode,
    /// The path that the constraint is about, as SPARQL writes it.
    pub path: Option<String>,
    /// The value at fault, if it is one.
    pub value: Option<Term>,
    /// What is wrong.
    pub message: String,
}

/// Why shapes cannot be checked.
#[derive(Debug, Error)]
pub enum ShapeError {
    /// The file is not Turtle.
    #[error("the shapes are not Turtle: {0}")]
    Syntax(String),
    /// The file uses a form of SHACL that is not known here.
    #[error("{shape} uses {form}, a form of SHACL that is not known here")]
    Unknown {
        /// The shape.
        shape: String,
        /// The form.
        form: String,
    },
    /// A query of the file, or one made from it, is not SPARQL.
    #[error("a query of {shape} is not SPARQL: {reason}")]
    Query {
        /// The shape.
        shape: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The graph cannot be searched.
    #[error("the graph cannot be checked")]
    Evaluation(#[source] QueryEvaluationError),
    /// The graph cannot be read.
    #[error(transparent)]
    Dataset(DatasetError),
}

impl From<QueryEvaluationError> for ShapeError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Dataset(error) => match error.downcast::<DatasetError>() {
                Ok(error) => Self::Dataset(*error),
                Err(error) => Self::Evaluation(QueryEvaluationError::Dataset(error)),
            },
            error => Self::Evaluation(error),
        }
    }
}

impl Shapes {
    /// The shapes that are part of the program: what every store must be.
    ///
    /// # Errors
    /// Only if `ontology/shapes.ttl` is wrong, which a test rules out.
    pub fn builtin() -> Result<Self, ShapeError> {
        Self::read(include_str!("../ontology/shapes.ttl"))
    }

    /// Reads shapes in Turtle.
    ///
    /// # Errors
    /// When they are not Turtle, or say what is not known here.
    pub fn read(turtle: &str) -> Result<Self, ShapeError> {
        let constraints = read::constraints(turtle)?;
        Ok(Self { constraints })
    }

    /// How many constraints there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.constraints.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.constraints.is_empty()
    }

    /// What in the union of all graphs violates a constraint, in the order of the shapes and then of
    /// the nodes.
    ///
    /// # Errors
    /// When the graph cannot be searched.
    pub fn violations(&self, data: &Arc<Dataset>) -> Result<Vec<Violation>, ShapeError> {
        let found: Vec<Vec<Violation>> = self
            .constraints
            .par_iter()
            .map(|constraint| constraint.violations(data))
            .collect::<Result<_, _>>()?;
        Ok(found.into_iter().flatten().collect())
    }
}

impl Constraint {
    fn violations(&self, data: &Arc<Dataset>) -> Result<Vec<Violation>, ShapeError> {
        let failed = |error: &dyn ToString| ShapeError::Query {
            shape: self.shape.to_string(),
            reason: error.to_string(),
        };
        let query = SparqlEvaluator::new().parse_query(&self.query);
        let mut query = query.map_err(|error| failed(&error))?;
        query.dataset_mut().set_default_graph_as_union();
        match query.on_queryable_dataset(View::new(data)).execute()? {
            QueryResults::Solutions(solutions) => self.collect(solutions),
            QueryResults::Boolean(_) | QueryResults::Graph(_) => Err(failed(&"it is no SELECT")),
        }
    }

    /// The violations that a query found, each once, in the order of the nodes and values.
    fn collect(&self, solutions: QuerySolutionIter<'_>) -> Result<Vec<Violation>, ShapeError> {
        let mut found = BTreeMap::new();
        for solution in solutions {
            let solution = solution?;
            let Some(node) = solution.get("this").cloned() else { continue };
            let value = solution.get("value").cloned();
            let key = (node.to_string(), value.as_ref().map(ToString::to_string));
            let message = filled(&self.message, &solution);
            let (shape, path) = (self.shape.clone(), self.path.clone());
            found.insert(key, Violation { node, shape, path, value, message });
        }
        Ok(found.into_values().collect())
    }
}

/// A message with the values of a solution in the places of its variables.
fn filled(message: &str, solution: &QuerySolution) -> String {
    let mut filled = message.to_owned();
    for (variable, term) in solution {
        let value = match term {
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(node) => node.to_string(),
        };
        filled = filled.replace(&format!("{{?{}}}", variable.as_str()), &value);
    }
    filled
}

#[cfg(test)]
mod tests;
