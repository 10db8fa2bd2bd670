//! What is wrong with a query, where, and what could stand there instead.
//!
//! The parser tells how far it looked, which is often past the mistake, and lists every letter that
//! could follow. So it is asked again: the first word that cannot be where it is, is the one with
//! which the query up to there can no longer be completed; and what could stand there is tried.

use std::fmt;
use std::ops::Range;

use spargebra::SparqlParser;
use thiserror::Error;
use unicode_width::UnicodeWidthStr as _;

use super::grammar::{KEYWORDS, POSSIBLE, RULES, TAKEN, UNGROUPED};
use super::group::ungrouped;
use super::token::{Kind, Text, Token};
use crate::text::near::near;
use crate::text::place::Place;

/// Longer queries are not parsed again and again to find the place.
const MOST_SEARCHED: usize = 1 << 16;
/// So much of a long line is shown on either side of the place, in characters.
const SHOWN_AROUND: usize = 60;
/// At most so much is said to be possible at a place.
const MOST_EXPECTED: usize = 4;

/// A mistake in a query.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct SyntaxError {
    message: String,
    excerpt: Option<Excerpt>,
}

/// A part of a query, with its line to show.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Excerpt {
    place: Place,
    shown: String,
    before: usize,
    width: usize,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(Excerpt { place, shown, before, width }) = &self.excerpt else {
            return f.write_str(&self.message);
        };
        let Place { line, column } = place;
        writeln!(f, "line {line}, column {column} of the query: {}", self.message)?;
        write!(f, "  {shown}\n  {:before$}{}", "", "^".repeat(*width))
    }
}

impl SyntaxError {
    /// A mistake that no place can be told of.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), excerpt: None }
    }

    /// A mistake at some bytes of the query.
    pub(super) fn at(query: &str, place: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), excerpt: Some(Excerpt::new(query, place)) }
    }

    /// Finds out what is wrong with a query that the parser refused, and where.
    pub(super) fn find(text: &Text<'_>, parser: &SparqlParser, prefixes: &[&str]) -> Self {
        let Text { query, tokens } = text;
        if query.len() > MOST_SEARCHED {
            return Self::new(format!(
                "the query is not SPARQL, and too long to find the mistake: try it in parts of \
                 {MOST_SEARCHED} bytes"
            ));
        }
        if let Some(place) = ungrouped(query, tokens, parser) {
            return Self::at(query, place, UNGROUPED);
        }
        let search = Search { query, parser, prefixes };
        let wrong = tokens.partition_point(|token| search.goes_on(&query[..token.place.end]));
        match tokens.get(wrong) {
            Some(token) if let Some(again) = search.taken(&tokens[..wrong], token) => {
                Self::at(query, again.place.clone(), TAKEN)
            }
            Some(token) => Self::at(query, token.place.clone(), search.reason(tokens, token)),
            None => search.unfinished(tokens),
        }
    }
}

impl Excerpt {
    fn new(query: &str, place: Range<usize>) -> Self {
        let start = query[..place.start].rfind('\n').map_or(0, |at| at + 1);
        let end = query[start..].find('\n').map_or(query.len(), |at| start + at);
        let (before, after) = (&query[start..place.start], &query[place.start..end]);
        let from = before.char_indices().rev().nth(SHOWN_AROUND).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(SHOWN_AROUND).map_or(after.len(), |(at, _)| at);
        let left = if from > 0 { "…" } else { "" };
        let right = if to < after.len() { "…" } else { "" };
        let marked = &after[..to.min(place.len())];
        let plain = |text: &str| text.replace(char::is_control, " ");
        Self {
            place: Place::of(query, place.start),
            shown: plain(&format!("{left}{}{}{right}", &before[from..], &after[..to])),
            before: left.width() + plain(&before[from..]).width(),
            width: plain(marked).width().max(1),
        }
    }
}

/// A refused query, and the parser that refused it.
struct Search<'a> {
    query: &'a str,
    parser: &'a SparqlParser,
    prefixes: &'a [&'a str],
}

impl Search<'_> {
    /// Whether a query can begin like this.
    fn goes_on(&self, beginning: &str) -> bool {
        /// Longer than any keyword, which is as far as the parser looks past a mistake.
        const BLANKS: u32 = 64;
        let padded = format!("{beginning}\n{:width$}", "", width = BLANKS as usize);
        match self.parser.clone().parse_query(&padded) {
            Ok(_) => true,
            Err(error) => {
                let end = Place::of(&padded, padded.len());
                reached(&error.to_string())
                    .is_some_and(|place| place.line == end.line && place.column > BLANKS / 2)
            }
        }
    }

    /// Why a word cannot stand where it does.
    fn reason(&self, tokens: &[Token], token: &Token) -> String {
        let word = token.text(self.query);
        if token.kind == Kind::OpenText {
            return format!("the text that begins here is not closed with {}", &word[..1]);
        }
        let beginning = &self.query[..token.place.end];
        let said = self.parser.clone().parse_query(beginning).err();
        let said = said.map(|error| error.to_string()).unwrap_or_default();
        if token.kind == Kind::Word && said.contains("Prefix not found") {
            return self.unknown_prefix(word);
        }
        if let Some((_, rule)) = RULES.iter().find(|(words, _)| said.contains(words)) {
            return (*rule).to_owned();
        }
        let before = tokens.iter().take_while(|other| other.place.start < token.place.start);
        let before = before.last().map_or("", |last| &self.query[..last.place.end]);
        let expected = self.expected(before);
        let found = format!("expected {expected}, found `{}`", shortened(word));
        match self.meant(before, word) {
            Some(keyword) => format!("{found}: did you mean `{keyword}`?"),
            None if token.kind == Kind::Word && !word.is_ascii() && !word.contains(':') => {
                format!("{found}: an entity is `ht:entity(\"{word}\")`, a text stands in quotes")
            }
            None => found,
        }
    }

    /// The name after AS that was used before: the parser refuses the group where that ends, and
    /// does not tell why.
    fn taken<'t>(&self, before: &'t [Token], end: &Token) -> Option<&'t Token> {
        if end.text(self.query) != "}" {
            return None;
        }
        let named = |at: usize| before[at].is_word(self.query, "AS").then(|| before.get(at + 1))?;
        let is_used = |at: usize, name: &Token| {
            before[..at].iter().any(|token| token.text(self.query) == name.text(self.query))
        };
        (0..before.len()).rev().find_map(|at| named(at).filter(|name| is_used(at, name)))
    }

    /// The query is right as far as it goes.
    fn unfinished(&self, tokens: &[Token]) -> SyntaxError {
        let said = self.parser.clone().parse_query(self.query).err();
        let said = said.map(|error| error.to_string()).unwrap_or_default();
        if let Some((_, rule)) = RULES.iter().find(|(words, _)| said.contains(words)) {
            let select = tokens.iter().find(|token| token.is_word(self.query, "SELECT"));
            let place = select.map_or(0..0, |token| token.place.clone());
            return SyntaxError::at(self.query, place, *rule);
        }
        let end = self.query.trim_end().len();
        let expected = self.expected(self.query);
        SyntaxError::at(self.query, end..end, format!("the query ends where {expected} is missing"))
    }

    fn unknown_prefix(&self, word: &str) -> String {
        let prefix = word.split(':').next().unwrap_or_default();
        let slips = prefix.chars().count() / 3;
        let near = near(prefix, self.prefixes, |known| (**known).to_owned(), slips);
        match near.first() {
            Some(known) => {
                format!(
                    "the prefix `{prefix}:` is not declared: did you mean `{known}:`? Another one \
                     is declared with `PREFIX {prefix}: <IRI>`"
                )
            }
            None => format!(
                "the prefix `{prefix}:` is not declared: begin with `PREFIX {prefix}: <IRI>`, or \
                 use one of {}",
                self.prefixes.iter().map(|known| format!("{known}:")).collect::<Vec<_>>().join(" ")
            ),
        }
    }

    /// What could come next, in words.
    fn expected(&self, before: &str) -> String {
        let fits = |(sign, _): &&(&str, &str)| self.goes_on(&format!("{before} {sign}"));
        let fitting: Vec<&str> =
            POSSIBLE.iter().filter(fits).map(|(_, name)| *name).take(MOST_EXPECTED).collect();
        match fitting.split_last() {
            None => "the end".to_owned(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
        }
    }

    /// The keyword that was meant by a word that is none.
    fn meant(&self, before: &str, word: &str) -> Option<&'static str> {
        let word = word.to_ascii_uppercase();
        let slips = if word.len() > 4 { 2 } else { 1 };
        let near = near(&word, KEYWORDS, |known| (**known).to_owned(), slips);
        let mut others = near.into_iter().copied().filter(|known| *known != word);
        others.find(|known| self.goes_on(&format!("{before} {known}")))
    }
}

/// How far the parser came.
fn reached(message: &str) -> Option<Place> {
    let (place, _) = message.strip_prefix("error at ")?.split_once(": ")?;
    let (line, column) = place.split_once(':')?;
    Some(Place { line: line.parse().ok()?, column: column.parse().ok()? })
}

fn shortened(word: &str) -> String {
    match word.char_indices().nth(SHOWN_AROUND) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use spargebra::SparqlParser;

    use super::{SyntaxError, Text};

    fn check(query: &str, expected: &str) {
        let prefixes = ["company", "ht", "schema"];
        let mut parser = SparqlParser::new();
        for prefix in prefixes {
            parser = parser.with_prefix(prefix, format!("https://x/{prefix}/")).expect("an IRI");
        }
        assert!(parser.clone().parse_query(query).is_err(), "{query}");
        assert_eq!(SyntaxError::find(&Text::new(query), &parser, &prefixes).to_string(), expected);
    }

    #[test]
    fn the_first_word_that_cannot_stand_is_marked() {
        check(
            "SELECT ?x  ?x a schema:Answer }",
            "line 1, column 15 of the query: expected WHERE, `{`, a variable or `(`, found `a`\n  \
             SELECT ?x  ?x a schema:Answer }\n                ^",
        );
        check(
            "SELECT ?x {\n  ?x a }",
            "line 2, column 8 of the query: expected a variable, an IRI or prefixed name, a text in \
             quotes or a number, found `}`\n    ?x a }\n         ^",
        );
        check(
            "SELECT ?x { ?x a schema:A } }",
            "line 1, column 29 of the query: expected the end, found `}`\n  \
             SELECT ?x { ?x a schema:A } }\n                              ^",
        );
    }

    #[test]
    fn what_was_meant_is_proposed() {
        let check = |query, hint: &str| {
            let parser = SparqlParser::new().with_prefix("schema", "https://x/").expect("an IRI");
            let error = SyntaxError::find(&Text::new(query), &parser, &["schema"]).to_string();
            assert!(error.contains(hint), "{error}");
        };
        check("SELEC ?x { ?x a ?y }", "did you mean `SELECT`?");
        check("SELECT ?x WERE { ?x a ?y }", "did you mean `WHERE`?");
        check("ASK { ?x a ?y FILTER NOT EXIST { ?x a ?z } }", "did you mean `EXISTS`?");
        check("ASK { FILTER(CONTAIN(\"a\", \"b\")) }", "did you mean `CONTAINS`?");
        check("ASK { ?x a scema:Answer }", "did you mean `schema:`?");
        check("ASK { ?x a foaf:Person }", "begin with `PREFIX foaf: <IRI>`");
        check("ASK { ?x ?y 华为 }", "`ht:entity(\"华为\")`");
        check("ASK { ?x ?y \"open }", "is not closed with \"");
        check("SELECT ?x ?y { ?x a ?y } GROUP BY ?x", "what is grouped by");
        check("ASK { BIND(1 AS ?x) BIND(2 AS ?x) }", "is taken");
        check("ASK { ?x a ?y", "the query ends where `}`");
        check("ASK { ?x a <rel> }", "this is no IRI");
    }

    #[test]
    fn a_wide_or_long_line_is_marked_at_the_right_column() {
        let query = format!("ASK {{ ?x schema:name \"{}\" \"华为\" }}", "海".repeat(100));
        let parser = SparqlParser::new().with_prefix("schema", "https://x/").expect("an IRI");
        let error = SyntaxError::find(&Text::new(&query), &parser, &["schema"]).to_string();
        let lines: Vec<&str> = error.lines().collect();
        assert!(lines[1].starts_with("  …海海"), "{error}");
        assert!(lines[2].ends_with(" ^^^^^^"), "{error}");
    }
}
