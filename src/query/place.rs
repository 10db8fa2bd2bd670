//! Where in the text of a query stands what only the parsed query shows to be wrong.

use std::ops::Range;

use super::token::{Kind, Text, Token};

/// The first request to another endpoint that may not fail in silence.
pub(super) fn of_service(text: &Text<'_>) -> Option<Range<usize>> {
    let Text { query, tokens } = text;
    let mut pairs = tokens.windows(2).filter(|pair| pair[0].is_word(query, "SERVICE"));
    pairs.find(|pair| !pair[1].is_word(query, "SILENT")).map(|pair| pair[0].place.clone())
}

/// The first call of a function with this IRI.
pub(super) fn of_function(text: &Text<'_>, iri: &str) -> Option<Range<usize>> {
    let Text { query, tokens } = text;
    let calls = tokens.windows(2).filter(|pair| pair[1].text(query).starts_with('('));
    let mut named = calls.map(|pair| &pair[0]).filter(|token| is_iri(token, query, iri));
    named.next().map(|token| token.place.clone())
}

/// The first text that is this one.
pub(super) fn of_text(text: &Text<'_>, value: &str) -> Option<Range<usize>> {
    let Text { query, tokens } = text;
    let is_it = |token: &&Token| {
        let written = token.text(query);
        let bare = written.trim_start_matches(['"', '\'']).trim_end_matches(['"', '\'']);
        token.kind == Kind::Text && bare == value
    };
    tokens.iter().find(is_it).map(|token| token.place.clone())
}

/// Whether a token writes an IRI: as it is, or with a prefix.
fn is_iri(token: &Token, query: &str, iri: &str) -> bool {
    let written = token.text(query);
    match token.kind {
        Kind::Iri => written.trim_start_matches('<').trim_end_matches('>') == iri,
        Kind::Word => written
            .split_once(':')
            .is_some_and(|(_, local)| !local.is_empty() && iri.ends_with(local)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, of_function, of_service, of_text};

    #[test]
    fn what_is_wrong_is_found_where_it_stands() {
        let query =
            &Text::new("ASK { # ht:lable(\n FILTER(ht:lable(?x) = '华为') SERVICE <urn:x> {} }");
        let at = |place: Option<std::ops::Range<usize>>| place.map(|place| &query.query[place]);
        assert_eq!(
            of_function(query, "https://x/ontology#lable").map(|place| place.start),
            Some(26)
        );
        assert_eq!(at(of_function(query, "https://x/ontology#label")), None);
        assert_eq!(at(of_text(query, "华为")), Some("'华为'"));
        assert_eq!(at(of_service(query)), Some("SERVICE"));
        let query = &Text::new("ASK { SERVICE SILENT <urn:x> {} SERVICE <urn:y> {} }");
        assert_eq!(of_service(query).map(|place| place.start), Some(32));
    }
}
