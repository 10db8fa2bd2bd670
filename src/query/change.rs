//! Walking through the algebra of a query: every name, term and expression is shown to a visitor,
//! which may change it. The one place that knows all forms of a pattern.

use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, Variable};

/// What is done on the way; whatever is not of interest is left as it is.
pub(super) trait Change {
    /// A subject or object.
    fn term(&mut self, _term: &mut TermPattern) {}
    /// A predicate, or the name of a graph.
    fn name(&mut self, _name: &mut NamedNodePattern) {}
    /// An expression whose parts were changed before.
    fn expression(&mut self, _expression: &mut Expression) {}
    /// A variable that the pattern gives a value to by other means than matching.
    fn assigned(&mut self, _variable: &Variable) {}
    /// A pattern that is a request to another endpoint; what it is changed to is not shown again.
    fn service(&mut self, _pattern: &mut GraphPattern) {}
}

/// Shows a whole query to a visitor, in the order in which it is written as far as the algebra
/// keeps it.
pub(super) fn change(query: &mut Query, by: &mut impl Change) {
    match query {
        Query::Select { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => in_pattern(pattern, by),
        Query::Construct { template, pattern, .. } => {
            in_pattern(pattern, by);
            for triple in template {
                by.term(&mut triple.subject);
                by.name(&mut triple.predicate);
                by.term(&mut triple.object);
            }
        }
    }
}

/// Shows a pattern to a visitor.
pub(super) fn in_pattern(pattern: &mut GraphPattern, by: &mut impl Change) {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                by.term(&mut triple.subject);
                by.name(&mut triple.predicate);
                by.term(&mut triple.object);
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            by.term(subject);
            by.term(object);
        }
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            in_pattern(left, by);
            in_pattern(right, by);
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            in_pattern(left, by);
            in_pattern(right, by);
            if let Some(expression) = expression {
                in_expression(expression, by);
            }
        }
        GraphPattern::Filter { expr, inner } => {
            in_pattern(inner, by);
            in_expression(expr, by);
        }
        GraphPattern::Graph { name, inner } => {
            by.name(name);
            in_pattern(inner, by);
        }
        GraphPattern::Extend { inner, variable, expression } => {
            in_pattern(inner, by);
            in_expression(expression, by);
            by.assigned(variable);
        }
        GraphPattern::Values { variables, .. } => {
            for variable in variables {
                by.assigned(variable);
            }
        }
        GraphPattern::OrderBy { inner, expression } => {
            in_pattern(inner, by);
            for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                in_expression(key, by);
            }
        }
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => in_pattern(inner, by),
        GraphPattern::Group { inner, aggregates, .. } => {
            in_pattern(inner, by);
            for (variable, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    in_expression(expr, by);
                }
                by.assigned(variable);
            }
        }
        GraphPattern::Service { .. } => by.service(pattern),
    }
}

fn in_expression(expression: &mut Expression, by: &mut impl Change) {
    match expression {
        Expression::NamedNode(_)
        | Expression::Literal(_)
        | Expression::Variable(_)
        | Expression::Bound(_) => {}
        Expression::Or(a, b)
        | Expression::And(a, b)
        | Expression::Equal(a, b)
        | Expression::SameTerm(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b)
        | Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b) => {
            in_expression(a, by);
            in_expression(b, by);
        }
        Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => {
            in_expression(a, by);
        }
        Expression::If(a, b, c) => {
            for part in [a, b, c] {
                in_expression(part, by);
            }
        }
        Expression::In(one, others) => {
            in_expression(one, by);
            for other in others {
                in_expression(other, by);
            }
        }
        Expression::Coalesce(parts) | Expression::FunctionCall(_, parts) => {
            for part in parts {
                in_expression(part, by);
            }
        }
        Expression::Exists(pattern) => in_pattern(pattern, by),
    }
    by.expression(expression);
}
