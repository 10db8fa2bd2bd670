//! Which column of a SELECT is neither grouped by nor counted: the parser says only that there is
//! one, so it is asked again with one column at a time.

use std::ops::Range;

use spargebra::SparqlParser;

use super::token::{Kind, Token};

/// What the parser says of such a column.
const SAID: &str = "The SELECT contains";

/// The variable that is neither grouped by nor counted, if that is what is wrong.
pub(super) fn ungrouped(
    query: &str,
    tokens: &[Token],
    parser: &SparqlParser,
) -> Option<Range<usize>> {
    let is_wrong = |query: &str| {
        let error = parser.clone().parse_query(query).err();
        error.is_some_and(|error| error.to_string().contains(SAID))
    };
    if !is_wrong(query) {
        return None;
    }
    let selects = tokens.iter().enumerate().filter(|(_, token)| token.is_word(query, "SELECT"));
    for (at, _) in selects {
        let columns = columns(query, &tokens[at + 1..]);
        let (Some(first), Some(last)) = (columns.first(), columns.last()) else { continue };
        let all = first[0].place.start..last[last.len() - 1].place.end;
        let with = |column: &str| format!("{}{column}{}", &query[..all.start], &query[all.end..]);
        if is_wrong(&with("(1 AS ?nothing)")) {
            continue;
        }
        let alone = |column: &&&[Token]| {
            let place = column[0].place.start..column[column.len() - 1].place.end;
            is_wrong(&with(&query[place]))
        };
        let mut variables = columns
            .iter()
            .filter(alone)
            .flat_map(|column| column.iter())
            .filter(|token| token.kind == Kind::Variable);
        return variables
            .find(|token| is_wrong(&with(token.text(query))))
            .map(|token| token.place.clone());
    }
    None
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
