//! What is settled in a parsed query before it is planned: parameters take their values, names
//! their IRIs, language tags the case in which they are kept; what cannot be done is refused here
//! rather than found out row by row.

use std::collections::HashMap;
use std::ops::Range;

use oxigraph::model::{Literal, NamedNode, Term};
use spargebra::Query;
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, Variable};

use super::change::{Change, change, in_pattern};
use super::function::FUNCTIONS;
use super::token::Text;
use super::{QueryError, SyntaxError, name, place};
use crate::store::{Index, NameError};
use crate::text::near::near;
use crate::vocab::{Prefixes, ht, xsd};

/// So many slips away from a function, its name was meant.
const SLIPS: usize = 2;

/// Puts values in the place of variables, by the variables' names.
pub(super) fn bind(query: &mut Query, values: &HashMap<String, Term>) {
    change(query, &mut Bind(values));
}

struct Bind<'a>(&'a HashMap<String, Term>);

impl Change for Bind<'_> {
    fn term(&mut self, term: &mut TermPattern) {
        if let TermPattern::Variable(variable) = term
            && let Some(value) = self.0.get(variable.as_str())
        {
            *term = value.clone().into();
        }
    }

    fn name(&mut self, name: &mut NamedNodePattern) {
        if let NamedNodePattern::Variable(variable) = name
            && let Some(Term::NamedNode(value)) = self.0.get(variable.as_str())
        {
            *name = value.clone().into();
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        match expression {
            Expression::Variable(variable) => match self.0.get(variable.as_str()) {
                Some(Term::NamedNode(value)) => *expression = value.clone().into(),
                Some(Term::Literal(value)) => *expression = value.clone().into(),
                _ => {}
            },
            Expression::Bound(variable) if self.0.contains_key(variable.as_str()) => {
                *expression = Literal::from(true).into();
            }
            _ => {}
        }
    }
}

/// Gives `ht:entity("…")` its IRI and refuses functions that there are not.
pub(super) fn settle(
    query: &mut Query,
    text: &Text<'_>,
    index: &Index,
    prefixes: &Prefixes,
) -> Result<(), QueryError> {
    let mut settle = Settle { text, index, prefixes, wrong: None };
    change(query, &mut settle);
    settle.wrong.map_or(Ok(()), Err)
}

struct Settle<'a> {
    /// What the query was parsed from.
    text: &'a Text<'a>,
    index: &'a Index,
    prefixes: &'a Prefixes,
    /// The first mistake.
    wrong: Option<QueryError>,
}

impl Settle<'_> {
    fn refuse(&mut self, error: impl Into<QueryError>) {
        if self.wrong.is_none() {
            self.wrong = Some(error.into());
        }
    }

    /// A mistake that the parsed query shows, at its place in the text.
    fn wrong(&self, place: Option<Range<usize>>, message: impl Into<String>) -> SyntaxError {
        match place {
            Some(place) => SyntaxError::at(self.text.query, place, message),
            None => SyntaxError::new(message),
        }
    }

    fn refuse_name(&mut self, name: &str, error: NameError) {
        match error {
            NameError::Nameless(nameless) => {
                self.refuse(self.wrong(place::of_text(self.text, name), nameless.to_string()));
            }
            error @ NameError::Store(_) => self.refuse(error),
        }
    }
}

impl Change for Settle<'_> {
    fn expression(&mut self, expression: &mut Expression) {
        match expression {
            Expression::FunctionCall(Function::Custom(function), arguments) => {
                if *function == ht::ENTITY
                    && let [Expression::Literal(name)] = arguments.as_slice()
                {
                    match name::entity(self.index, self.prefixes, name.value()) {
                        Ok(iri) => *expression = iri.into(),
                        Err(error) => self.refuse_name(name.value(), error),
                    }
                } else if !is_known(function.as_str()) {
                    let place = place::of_function(self.text, function.as_str());
                    self.refuse(self.wrong(place, no_function(function)));
                }
            }
            Expression::Equal(one, other) => {
                lower_tag(one, other);
                lower_tag(other, one);
            }
            Expression::In(one, others) => {
                for other in others {
                    lower_tag(one, other);
                }
            }
            _ => {}
        }
    }

    /// Nobody is asked, and a request that may fail in silence has: that is one empty solution.
    fn service(&mut self, pattern: &mut GraphPattern) {
        if matches!(pattern, GraphPattern::Service { silent: true, .. }) {
            *pattern = GraphPattern::default();
        } else {
            self.refuse(self.wrong(place::of_service(self.text), SERVICE));
        }
    }
}

/// What is said of a request to another endpoint.
const SERVICE: &str = "SERVICE asks another endpoint, and haitu works offline: query the endpoint \
                       by itself, and put what it says into VALUES";

fn no_function(function: &NamedNode) -> String {
    let known = FUNCTIONS.iter().filter_map(|known| known.as_str().strip_prefix(ht::NAMESPACE));
    let local = function.as_str().strip_prefix(ht::NAMESPACE);
    let near = near(local.unwrap_or_default(), known, |known| (*known).to_owned(), SLIPS);
    match (near.first(), local) {
        (Some(known), Some(local)) => {
            format!("there is no function `ht:{local}`: did you mean `ht:{known}`?")
        }
        _ => format!(
            "there is no function {function}: those beyond SPARQL's own are ht:entity and ht:label"
        ),
    }
}

/// Our own functions, and the casts of XML Schema.
fn is_known(function: &str) -> bool {
    FUNCTIONS.iter().any(|known| *known == function) || function.starts_with(xsd::NAMESPACE)
}

/// RDF has language tags in any case, and the store in lower case: what `LANG` is compared with is
/// put so, too.
fn lower_tag(lang: &Expression, tag: &mut Expression) {
    if let Expression::FunctionCall(Function::Lang, _) = lang
        && let Expression::Literal(literal) = tag
    {
        *literal = Literal::from(literal.value().to_lowercase());
    }
}

/// Puts the columns of `SELECT *` in the order in which the query first names them.
pub(super) fn order_columns(query: &mut Query) {
    let mut columns = Columns(Vec::new());
    change(query, &mut columns);
    let Query::Select { pattern, .. } = query else { return };
    if let Some(shown) = projected(pattern) {
        let place = |variable: &Variable| columns.0.iter().position(|known| known == variable);
        shown.sort_by_key(|variable| place(variable).unwrap_or(usize::MAX));
    }
}

/// The columns of the outermost SELECT.
fn projected(pattern: &mut GraphPattern) -> Option<&mut Vec<Variable>> {
    match pattern {
        GraphPattern::Project { variables, .. } => Some(variables),
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => projected(inner),
        _ => None,
    }
}

struct Columns(Vec<Variable>);

impl Change for Columns {
    fn service(&mut self, pattern: &mut GraphPattern) {
        if let GraphPattern::Service { inner, .. } = pattern {
            in_pattern(inner, self);
        }
    }

    fn term(&mut self, term: &mut TermPattern) {
        if let TermPattern::Variable(variable) = term {
            self.assigned(&variable.clone());
        }
    }

    fn name(&mut self, name: &mut NamedNodePattern) {
        if let NamedNodePattern::Variable(variable) = name {
            self.assigned(&variable.clone());
        }
    }

    fn assigned(&mut self, variable: &Variable) {
        if !self.0.contains(variable) {
            self.0.push(variable.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use oxigraph::model::{Literal, NamedNode, Term};
    use spargebra::SparqlParser;

    use super::{bind, order_columns};

    #[test]
    fn values_take_the_place_of_variables_wherever_they_stand() {
        let text = "SELECT ?x { ?x ?p ?v OPTIONAL { ?x <urn:q> ?v } FILTER(?v = ?w && BOUND(?v)) \
                    { SELECT ?x { ?x <urn:r> ?v } } GRAPH ?p { ?v ?p ?x } }";
        let mut query = SparqlParser::new().parse_query(text).expect("a query");
        let values = HashMap::from([
            ("v".to_owned(), Term::from(Literal::from("a\" } # ?x"))),
            ("p".to_owned(), Term::from(NamedNode::new_unchecked("urn:p"))),
        ]);
        bind(&mut query, &values);
        let settled = query.to_string();
        assert!(!settled.contains("?v") && !settled.contains("?p"), "{settled}");
        assert!(SparqlParser::new().parse_query(&settled).is_ok(), "{settled}");
    }

    #[test]
    fn columns_come_in_the_order_of_the_query() {
        let check = |text: &str, expected: &str| {
            let mut query = SparqlParser::new().parse_query(text).expect("a query");
            order_columns(&mut query);
            assert!(query.to_string().starts_with(expected), "{query}");
        };
        check("SELECT * { ?z ?y ?x }", "SELECT ?z ?y ?x ");
        check(
            "SELECT * { ?z ?y ?x SERVICE SILENT <urn:x> { ?w ?a ?v } }",
            "SELECT ?z ?y ?x ?w ?a ?v ",
        );
        check(
            "SELECT DISTINCT * { ?b <urn:p> ?a BIND(1 AS ?aa) } LIMIT 1",
            "SELECT DISTINCT ?b ?a (",
        );
    }
}
