//! A dataset as Oxigraph's SPARQL evaluator sees it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use oxigraph::model::Term;
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};

use super::id::Id;
use super::order::{GRAPH, OBJECT, PREDICATE, Pattern, SUBJECT};
use super::record;
use super::row::Row;
use super::scan::{Scan, items};
use super::{Dataset, DatasetError};

/// A dataset that a query is evaluated on, with the terms that come up meanwhile.
pub struct View {
    data: Arc<Dataset>,
    made: RefCell<Made>,
}

/// Terms that are in no dictionary.
#[derive(Default)]
struct Made {
    terms: Vec<Term>,
    numbers: HashMap<Term, u32>,
}

impl View {
    /// For one query.
    #[must_use]
    pub fn new(data: &Arc<Dataset>) -> Self {
        Self { data: Arc::clone(data), made: RefCell::default() }
    }

    /// The number of a term that the dataset does not have.
    fn make(&self, term: Term) -> Id {
        let mut made = self.made.borrow_mut();
        if let Some(number) = made.numbers.get(&term) {
            return Id::made(*number);
        }
        // No query comes to four thousand million terms: they would not be in memory.
        let number = u32::try_from(made.terms.len()).unwrap_or(u32::MAX);
        made.terms.push(term.clone());
        made.numbers.insert(term, number);
        Id::made(number)
    }

    fn made(&self, id: Id) -> Option<Term> {
        self.made.borrow().terms.get(id.made_number()?).cloned()
    }
}

/// What a pattern wants; nothing if it wants a term that no statement has.
fn pattern(columns: [Option<&Id>; 4]) -> Option<Pattern> {
    let is_unknown = |id: &&Id| id.made_number().is_some();
    let all_known = !columns.iter().flatten().any(is_unknown);
    all_known.then(|| columns.map(|id| id.map(|id| id.to_row())))
}

fn internal(statement: &Row) -> InternalQuad<Id> {
    let graph = Id::from_row(statement[GRAPH]);
    InternalQuad {
        subject: Id::from_row(statement[SUBJECT]),
        predicate: Id::from_row(statement[PREDICATE]),
        object: Id::from_row(statement[OBJECT]),
        graph_name: (graph != Id::DEFAULT_GRAPH).then_some(graph),
    }
}

impl QueryableDataset<'static> for View {
    type InternalTerm = Id;
    type Error = DatasetError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Id>,
        predicate: Option<&Id>,
        object: Option<&Id>,
        graph_name: Option<Option<&Id>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Id>, DatasetError>> + use<> {
        // No name given is any graph; the evaluator leaves out the one without a name where it has to.
        let graph = graph_name.map(|name| name.unwrap_or(&Id::DEFAULT_GRAPH));
        let pattern = pattern([subject, predicate, object, graph]);
        let scan = pattern.map(|pattern| Scan::new(&self.data, pattern));
        items(scan.transpose()).map(|statement| Ok(internal(&statement?)))
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Id, DatasetError>> + use<> {
        let data = Arc::clone(&self.data);
        let mut last = Id::DEFAULT_GRAPH;
        std::iter::from_fn(move || {
            let next = data.next_graph(last).transpose()?;
            last = *next.as_ref().unwrap_or(&last);
            Some(next)
        })
    }

    fn internalize_term(&self, term: Term) -> Result<Id, DatasetError> {
        Ok(self.data.id(&term)?.unwrap_or_else(|| self.make(term)))
    }

    fn externalize_term(&self, id: Id) -> Result<Term, DatasetError> {
        self.made(id).map_or_else(|| self.data.term(id), Ok)
    }

    fn externalize_expression_term(&self, id: Id) -> Result<ExpressionTerm, DatasetError> {
        if let Some(value) = id.value() {
            return Ok(value);
        }
        if let Some(place) = id.place() {
            let term = record::expression_term(&self.data.record(place)?, &self.data.tags);
            return term.ok_or_else(|| self.data.pages.damaged("a term is none"));
        }
        Ok(self.externalize_term(id)?.into())
    }

    fn internalize_expression_term(&self, term: ExpressionTerm) -> Result<Id, DatasetError> {
        Id::of_value(&term).map_or_else(|| self.internalize_term(term.into()), Ok)
    }
}
