//! The order of the patterns inside EXISTS, which the engine leaves as they are written and joins as
//! whole tables: here each is matched for what those before it found, the most selective first.
//!
//! Only what is matched is put in order (triples and paths that belong together); OPTIONAL, UNION
//! and the like keep their places, and each of their sides is ordered by itself.

use std::collections::HashMap;

use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, Variable};

use super::change::{Change, change, in_pattern};

/// Puts the patterns inside every EXISTS of a query in order.
pub(super) fn order(query: &mut Query) {
    let mut everywhere = Uses::default();
    change(query, &mut everywhere);
    change(query, &mut Order { everywhere });
}

/// How often each variable and blank node is used.
#[derive(Default)]
struct Uses(HashMap<TermPattern, usize>);

impl Uses {
    fn of(pattern: &mut GraphPattern) -> Self {
        let mut uses = Self::default();
        in_pattern(pattern, &mut uses);
        uses
    }

    fn add(&mut self, term: TermPattern) {
        *self.0.entry(term).or_default() += 1;
    }

    fn count(&self, term: &TermPattern) -> usize {
        self.0.get(term).copied().unwrap_or_default()
    }
}

impl Change for Uses {
    fn term(&mut self, term: &mut TermPattern) {
        if is_open(term) {
            self.add(term.clone());
        }
    }

    fn name(&mut self, name: &mut NamedNodePattern) {
        if let NamedNodePattern::Variable(variable) = name {
            self.add(variable.clone().into());
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Variable(variable) | Expression::Bound(variable) = expression {
            self.add(variable.clone().into());
        }
    }

    fn assigned(&mut self, variable: &Variable) {
        self.add(variable.clone().into());
    }
}

struct Order {
    everywhere: Uses,
}

impl Change for Order {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Exists(pattern) = expression {
            let inside = Uses::of(pattern);
            // What is named outside too has a value when EXISTS is asked, or nearly always.
            let outside = |(term, count): (&TermPattern, &usize)| {
                (self.everywhere.count(term) > *count).then(|| term.clone())
            };
            let bound: Vec<TermPattern> = inside.0.iter().filter_map(outside).collect();
            put_in_order(pattern, &bound);
        }
    }
}

/// Whether a term of a pattern waits for a value.
fn is_open(term: &TermPattern) -> bool {
    matches!(term, TermPattern::Variable(_) | TermPattern::BlankNode(_))
}

/// Orders a pattern where some variables have a value already.
fn put_in_order(pattern: &mut GraphPattern, bound: &[TermPattern]) {
    if let Some(matches) = matches_of(pattern) {
        *pattern = chained(matches, bound.to_vec());
        return;
    }
    match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Minus { left, right } => {
            put_in_order(left, bound);
            put_in_order(right, bound);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. } => put_in_order(inner, bound),
        _ => {}
    }
}

/// The triples and paths that a pattern joins, each a pattern of its own; nothing if it does more.
fn matches_of(pattern: &GraphPattern) -> Option<Vec<GraphPattern>> {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            let alone = |triple| GraphPattern::Bgp { patterns: vec![triple] };
            Some(patterns.iter().cloned().map(alone).collect())
        }
        GraphPattern::Path { .. } => Some(vec![pattern.clone()]),
        GraphPattern::Join { left, right } => {
            let mut matches = matches_of(left)?;
            matches.extend(matches_of(right)?);
            Some(matches)
        }
        _ => None,
    }
}

/// Each match for what those before it found; the next is always the one that is tied best to what
/// has a value by then. Of two as good the one that is written first.
fn chained(mut matches: Vec<GraphPattern>, mut bound: Vec<TermPattern>) -> GraphPattern {
    let mut chain: Option<GraphPattern> = None;
    while let Some((place, _)) =
        matches.iter().map(|one| looseness(one, &bound)).enumerate().min_by_key(|&(_, loose)| loose)
    {
        let next = matches.remove(place);
        bound.extend(ends(&next).into_iter().cloned());
        chain = Some(match chain {
            Some(left) => GraphPattern::Lateral { left: left.into(), right: next.into() },
            None => next,
        });
    }
    chain.unwrap_or_default()
}

/// The subject, the object and the predicate of a triple or a path.
fn ends(one: &GraphPattern) -> Vec<&TermPattern> {
    match one {
        GraphPattern::Bgp { patterns } => {
            patterns.iter().flat_map(|triple| [&triple.subject, &triple.object]).collect()
        }
        GraphPattern::Path { subject, object, .. } => vec![subject, object],
        _ => Vec::new(),
    }
}

/// How little ties a match: from 0, where both ends have a value, to 7, a path between two unknown
/// ends. A known subject leaves fewer statements than a known object, and a variable that has found
/// its value fewer than a class or a word of the query.
fn looseness(one: &GraphPattern, bound: &[TermPattern]) -> u8 {
    let [subject, object] = ends(one)[..] else { return u8::MAX };
    let is_path = u8::from(matches!(one, GraphPattern::Path { .. }));
    let found = |term: &TermPattern| bound.contains(term);
    match (found(subject) || !is_open(subject), found(object) || !is_open(object)) {
        (true, true) => is_path,
        (true, false) => 2 + is_path,
        (false, true) if found(object) => 3 + is_path,
        (false, true) => 4 + is_path,
        (false, false) => 6 + is_path,
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;
    use proptest::prelude::*;
    use spargebra::{Query, SparqlParser};

    use super::order;

    fn parsed(text: &str) -> Query {
        let parser = SparqlParser::new().with_base_iri("urn:").expect("an IRI");
        parser.parse_query(text).expect("a query")
    }

    #[test]
    fn what_has_a_value_is_matched_first() {
        let check = |inside: &str, expected: &[&str]| {
            let mut query = parsed(&format!("ASK {{ ?a <p> ?b FILTER EXISTS {{ {inside} }} }}"));
            order(&mut query);
            let shown = query.to_string();
            let places: Vec<Option<usize>> =
                expected.iter().map(|name| shown.find(&format!("<urn:{name}>"))).collect();
            assert!(places.is_sorted() && places.iter().all(Option::is_some), "{shown} {places:?}");
        };
        check("?y <q> ?z . ?x <r> ?y . ?a <s> ?x", &["s", "r", "q"]);
        check("?x <r>* ?y . ?y <t> <c> . ?x <q> ?z", &["t", "r", "q"]);
        check("?z <q> <c> . ?b <r> ?z", &["r", "q"]);
        check("?z <q> ?w . ?z <r> <c>", &["r", "q"]);
        check("{ ?y <q> ?z . ?a <s> ?y } UNION { ?z <t> ?y . ?b <r> ?z }", &["s", "q", "r", "t"]);
    }

    fn rows(store: &Store, query: Query) -> Vec<String> {
        let results = SparqlEvaluator::new().for_query(query).on_store(store).execute();
        let QueryResults::Solutions(solutions) = results.expect("it is answered") else {
            return Vec::new();
        };
        let mut rows: Vec<String> =
            solutions.map(|row| format!("{:?}", row.expect("a row").values())).collect();
        rows.sort();
        rows
    }

    /// A triple or a path over a few nodes and variables.
    fn a_match() -> impl Strategy<Value = String> {
        let end = || prop::sample::select(vec!["?a", "?b", "?x", "?y", "_:m", "<n1>", "<n2>"]);
        let verb = prop::sample::select(vec!["<p>", "<q>", "<p>*", "<q>+", "^<p>", "?x", "?v"]);
        (end(), verb, end()).prop_map(|(one, verb, other)| format!("{one} {verb} {other}"))
    }

    proptest! {
        #[test]
        fn order_changes_no_answer(
            edges in prop::collection::vec((0..4u8, 0..2usize, 0..4u8), 0..9),
            matches in prop::collection::vec(a_match(), 1..4),
            form in 0..4usize,
        ) {
            let store = Store::new().expect("a store");
            let line = |(one, verb, other): &(u8, usize, u8)| {
                format!("<urn:n{one}> <urn:{}> <urn:n{other}> .\n", ["p", "q"][*verb])
            };
            let text = edges.iter().map(line).collect::<Vec<_>>().concat();
            store.load_from_slice(oxigraph::io::RdfFormat::NTriples, &text).expect("it is taken");
            let inside = matches.join(" . ");
            let inside = match form {
                0 => inside,
                1 => format!("{{ {inside} }} UNION {{ ?a <q> ?b }}"),
                2 => format!("{inside} OPTIONAL {{ {} }}", inside.replace("_:m", "?m")),
                _ => format!("{inside} FILTER(?a != ?x)"),
            };
            let query = parsed(&format!("SELECT * {{ ?a <p> ?b FILTER EXISTS {{ {inside} }} }}"));
            let mut ordered = query.clone();
            order(&mut ordered);
            prop_assert_eq!(rows(&store, query), rows(&store, ordered));
        }
    }
}
