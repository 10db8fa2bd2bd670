//! Which column of a SELECT is neither grouped by nor counted: the parser says only that there is
//! one, so it is asked again with one column at a time.

use std::ops::Range;

use spargebra::SparqlParser;

use super::token::{Kind, Token};

/// The variable that is neither grouped by nor counted, if that is what is wrong.
pub(super) fn ungrouped(
    query: &str,
    tokens: &[Token],
    parser: &SparqlParser,
) -> Option<Range<usize>> {
    let is_right = |query: &str| parser.clone().parse_query(query).is_ok();
    let selects = tokens.iter().enumerate().filter(|(_, token)| token.is_word(query, "SELECT"));
    for (at, _) in selects {
        let columns = columns(query, &tokens[at + 1..]);
        let (Some(first), Some(last)) = (columns.first(), columns.last()) else { continue };
        let all = place(first).start..place(last).end;
        let with = |column: &str| format!("{}{column}{}", &query[..all.start], &query[all.end..]);
        // With a column that nothing can be said against, only the columns can have been wrong.
        if !is_right(&with("(1 AS ?nothing)")) {
            continue;
        }
        let is_wrong = |column: &&&[Token]| {
            let column = &query[place(column)];
            is_right(&format!("SELECT {column} {{}}")) && !is_right(&with(column))
        };
        let variables = columns.iter().filter(is_wrong).flat_map(|column| column.iter());
        let mut variables = variables.filter(|token| token.kind == Kind::Variable);
        let ungrouped = variables.find(|token| !is_right(&with(token.text(query))));
        return ungrouped.map(|token| token.place.clone());
    }
    None
}

/// From where to where a column stands.
fn place(column: &[Token]) -> Range<usize> {
    let start = column.first().map_or(0, |token| token.place.start);
    start..column.last().map_or(start, |token| token.place.end)
}

/// The columns that follow a SELECT: variables, and what stands in brackets.
fn columns<'a>(query: &str, tokens: &'a [Token]) -> Vec<&'a [Token]> {
    let (mut columns, mut depth, mut begin) = (Vec::new(), 0_usize, 0);
    for (at, token) in tokens.iter().enumerate() {
        match token.text(query) {
            "(" => {
                if depth == 0 {
                    begin = at;
                }
                depth += 1;
            }
            ")" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    columns.push(&tokens[begin..=at]);
                }
            }
            _ if depth > 0 => {}
            "{" => break,
            _ if token.is_word(query, "WHERE") || token.is_word(query, "FROM") => break,
            _ if token.kind == Kind::Variable => columns.push(&tokens[at..=at]),
            _ => {}
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use spargebra::SparqlParser;

    use super::ungrouped;
    use crate::query::token::tokens;

    #[test]
    fn the_column_is_found_wherever_it_stands() {
        let check = |query: &str, expected: Option<usize>| {
            let found = ungrouped(query, &tokens(query), &SparqlParser::new());
            assert_eq!(found.map(|place| place.start), expected, "{query}");
        };
        check("SELECT ?x ?n { ?x a ?y } GROUP BY ?x", Some(10));
        check("SELECT ?x (?y AS ?z) (COUNT(?y) AS ?n) { ?x a ?y } GROUP BY ?x", Some(11));
        check("SELECT ?x (COUNT(*) AS ?n) ?y WHERE { ?x a ?y } GROUP BY ?x", Some(27));
        check("SELECT ?x ?n { { SELECT ?x ?y { ?x a ?y } GROUP BY ?x } }", Some(27));
        check("SELECT ?x (COUNT(?y) ?n) { ?x a ?y } GROUP BY ?x", None);
        check("SELECT ?x ?x { ?x a ?y } GROUP BY ?x", None);
        check("SELECT ?x { ?x a } GROUP BY ?x", None);
    }
}
