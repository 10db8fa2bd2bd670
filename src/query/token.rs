//! The words and signs of a query with their places: enough of SPARQL's lexical rules to tell
//! strings, IRIs and comments from the rest. Knows nothing of grammar.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword, a prefixed name or a number.
    Word,
    /// `?name` or `$name`.
    Variable,
    /// `<…>`.
    Iri,
    /// A string in quotes.
    Text,
    /// A string whose quotes are not closed.
    OpenText,
    /// Anything else: a sign of one or two characters.
    Sign,
}

/// One word or sign, and the bytes of the query where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) place: Range<usize>,
}

impl Token {
    /// What is written.
    pub(super) fn text<'a>(&self, query: &'a str) -> &'a str {
        &query[self.place.clone()]
    }

    /// Whether it is a keyword, in any case.
    pub(super) fn is_word(&self, query: &str, word: &str) -> bool {
        self.kind == Kind::Word && self.text(query).eq_ignore_ascii_case(word)
    }
}

/// A query with its tokens, which are found once.
#[derive(Debug)]
pub(super) struct Text<'a> {
    pub(super) query: &'a str,
    pub(super) tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    pub(super) fn new(query: &'a str) -> Self {
        Self { query, tokens: tokens(query) }
    }

    /// Whether the outermost SELECT names no columns.
    pub(super) fn is_star(&self) -> bool {
        let is = |token: &Token, word| token.is_word(self.query, word);
        let after = self.tokens.iter().skip_while(|token| !is(token, "SELECT")).skip(1);
        let mut after = after.skip_while(|token| is(token, "DISTINCT") || is(token, "REDUCED"));
        after.next().is_some_and(|token| token.text(self.query) == "*")
    }
}

/// All tokens of a query; blanks and comments are left out.
pub(super) fn tokens(query: &str) -> Vec<Token> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(first) = query[at..].chars().next() {
        let rest = &query[at..];
        let (kind, length) = match first {
            c if c.is_whitespace() => (None, c.len_utf8()),
            '#' => (None, rest.find('\n').unwrap_or(rest.len())),
            '"' | '\'' => text(rest, first),
            '<' => iri(rest),
            '?' | '$' => {
                let name = run(&rest[1..], is_name_part);
                (Some(if name > 0 { Kind::Variable } else { Kind::Sign }), 1 + name)
            }
            c if c.is_ascii_digit() => (Some(Kind::Word), number(rest)),
            c if is_name_part(c) || c == ':' => (Some(Kind::Word), word(rest)),
            _ => (Some(Kind::Sign), sign(rest)),
        };
        tokens.extend(kind.map(|kind| Token { kind, place: at..at + length }));
        at += length;
    }
    tokens
}

/// How many bytes from the beginning consist of such characters.
fn run(text: &str, mut is_part: impl FnMut(char) -> bool) -> usize {
    text.find(|c: char| !is_part(c)).unwrap_or(text.len())
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{b7}')
}

/// A word may have dots, hyphens and escapes inside, and ends in none of the dots.
fn word(rest: &str) -> usize {
    let mut escaped = false;
    let end = run(rest, |c| {
        let is_part = escaped || is_name_part(c) || matches!(c, ':' | '-' | '.' | '%' | '\\');
        escaped = c == '\\' && !escaped;
        is_part
    });
    rest[..end].trim_end_matches('.').len().max(1)
}

/// `1`, `1.5` or `1e9`; a dot at the end is none of it.
fn number(rest: &str) -> usize {
    let end = run(rest, |c| c.is_ascii_alphanumeric() || c == '.');
    rest[..end].trim_end_matches('.').len()
}

fn text(rest: &str, quote: char) -> (Option<Kind>, usize) {
    let three = quote.to_string().repeat(3);
    let (quotes, is_long) =
        if rest.starts_with(&three) { (three.as_str(), true) } else { (&three[..1], false) };
    let mut at = quotes.len();
    while let Some(c) = rest[at..].chars().next() {
        if rest[at..].starts_with(quotes) {
            return (Some(Kind::Text), at + quotes.len());
        }
        if c == '\n' && !is_long {
            break;
        }
        at += c.len_utf8();
        if c == '\\' {
            at += rest[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    (Some(Kind::OpenText), at)
}

/// An IRI if the bracket closes before anything that no IRI has; otherwise the sign `<` or `<=`.
fn iri(rest: &str) -> (Option<Kind>, usize) {
    let inside = run(&rest[1..], |c| {
        !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`')
    });
    if rest[1 + inside..].starts_with('>') {
        (Some(Kind::Iri), inside + 2)
    } else {
        (Some(Kind::Sign), sign(rest))
    }
}

fn sign(rest: &str) -> usize {
    let is_double = ["&&", "||", "!=", "<=", ">=", "^^"].iter().any(|two| rest.starts_with(two));
    if is_double { 2 } else { rest.chars().next().map_or(0, char::len_utf8) }
}

/// Where a triple term of SPARQL 1.2 begins, or a longer run of `<`.
pub(super) fn triple_term(query: &str, tokens: &[Token]) -> Option<Range<usize>> {
    let mut pairs = tokens.windows(2).filter(|pair| {
        pair[0].place.end == pair[1].place.start
            && pair.iter().all(|token| token.kind == Kind::Sign && token.text(query) == "<")
    });
    pairs.next().map(|pair| pair[0].place.start..pair[1].place.end)
}

/// How large a query is, apart from its lists of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Size {
    /// How deep its brackets are nested.
    pub(super) depth: usize,
    /// The byte where the deepest opens.
    pub(super) deepest: usize,
    /// How many patterns and operators it chains.
    pub(super) parts: usize,
}

/// Measures a query.
pub(super) fn size(query: &str, tokens: &[Token]) -> Size {
    let (mut open, mut size) = (Vec::new(), Size::default());
    for token in tokens {
        match token.text(query) {
            sign @ ("(" | "{" | "[") => open.push(sign),
            ")" | "}" | "]" => drop(open.pop()),
            "," if open.last() == Some(&"(") => {}
            "," | "." | ";" | "+" | "-" | "*" | "/" | "|" | "||" | "&&" => size.parts += 1,
            _ => {}
        }
        let chains = ["UNION", "OPTIONAL", "MINUS", "BIND", "GRAPH", "LATERAL", "VALUES"];
        size.parts += usize::from(chains.iter().any(|word| token.is_word(query, word)));
        if open.len() > size.depth {
            size = Size { depth: open.len(), deepest: token.place.start, ..size };
        }
    }
    size
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kind, Size, size, tokens, triple_term};

    #[test]
    fn words_strings_iris_and_comments_are_told_apart() {
        let check = |query: &str, expected: &[&str]| {
            let found: Vec<&str> = tokens(query).iter().map(|token| token.text(query)).collect();
            assert_eq!(found, expected, "{query}");
        };
        check(
            "SELECT ?x{?x a ht:Company.}",
            &["SELECT", "?x", "{", "?x", "a", "ht:Company", ".", "}"],
        );
        check("<a> # (\n \"(\\\"\" '''\n(''' 1.5", &["<a>", "\"(\\\"\"", "'''\n('''", "1.5"]);
        check("?a<?b && ?a<=1", &["?a", "<", "?b", "&&", "?a", "<=", "1"]);
        check("document:d\\/answer\\/1 \"open", &["document:d\\/answer\\/1", "\"open"]);
        assert_eq!(tokens("\"open").first().map(|token| token.kind), Some(Kind::OpenText));
    }

    #[test]
    fn triple_terms_are_told_from_comparisons() {
        let check = |query: &str, expected: Option<std::ops::Range<usize>>| {
            assert_eq!(triple_term(query, &tokens(query)), expected, "{query}");
        };
        check("ASK { <<<<<< }", Some(6..8));
        check("ASK { << ?s ?p ?o >> ?p ?o }", Some(6..8));
        check("ASK { ?s ?p <<( ?a ?b ?c )>> }", Some(12..14));
        check("ASK { FILTER(?a <<urn:x>) FILTER(?a<?b) FILTER(?a < < ) \"<<\" # <<\n }", None);
        check("ASK { FILTER(?a <<= ?b) }", None);
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_nest() {
        let check = |query: &str, depth, deepest, parts| {
            assert_eq!(size(query, &tokens(query)), Size { depth, deepest, parts }, "{query}");
        };
        check("{ \"(((\" # ((((\n (1) }", 2, 16, 0);
        check("))", 0, 0, 0);
        check("{ ?x a ?y, ?z . FILTER(?x IN (1, 2, 1.5) && ?y) } UNION {}", 3, 29, 4);
        check("VALUES ?x { 1 2.5 3 }", 1, 10, 1);
    }

    proptest! {
        #[test]
        fn tokens_stand_in_order_and_cover_all_but_blanks_and_comments(query in "\\PC{0,40}") {
            let mut last = 0;
            for token in tokens(&query) {
                prop_assert!(token.place.start >= last && token.place.end > token.place.start);
                let between = &query[last..token.place.start];
                prop_assert!(between.trim().is_empty() || between.contains('#'));
                last = token.place.end;
            }
        }
    }
}
