//! The statements of a Turtle file with the places of what they say. The parser of the catalog keeps no
//! places, but hands on each statement as soon as it has read enough: so it is fed piece by piece, and
//! what it hands on stands in the piece that it was given last.

use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;

use crate::text::place::{Place, Places};

/// A statement and where its object stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// What is said.
    pub(super) triple: Triple,
    /// Where its object begins.
    pub(super) place: Place,
}

impl Statement {
    /// The line where its object stands, from 1.
    pub(super) fn line(&self) -> u32 {
        self.place.line
    }

    /// Whether it speaks of something without a name.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.triple.subject, NamedOrBlankNode::BlankNode(_))
            || matches!(self.triple.object, Term::BlankNode(_))
    }
}

/// All statements of a file, in order. What is no Turtle is passed over: whoever reads the file for
/// what it says refuses it.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut parser = TurtleParser::new().low_level();
    let mut places = Places::new(text.as_bytes());
    let (mut found, mut last, mut end) = (Vec::new(), 0, 0);
    for piece in text.split_inclusive(ends_piece).map(Some).chain([None]) {
        match piece {
            Some(piece) => parser.extend_from_slice(piece.as_bytes()),
            None => parser.end(),
        }
        end += piece.map_or(0, str::len);
        while let Some(result) = parser.parse_next() {
            let Ok(triple) = result else { continue };
            let place = places.at(last + begin(&text[last..end], &triple.object));
            found.push(Statement { triple, place });
            last = end;
        }
    }
    found
}

/// Whether a term may be whole after a character.
fn ends_piece(c: char) -> bool {
    c.is_ascii_whitespace()
        || matches!(c, '"' | '\'' | '>' | ',' | ';' | '.' | '[' | ']' | '(' | ')')
}

/// Where the object of a statement begins in the text between the end of the one before it and its own.
fn begin(text: &str, object: &Term) -> usize {
    let quoted = match object {
        Term::Literal(literal) => begin_of_text(text, literal.value()),
        _ => None,
    };
    quoted.unwrap_or_else(|| {
        let text = text.trim_end_matches(|c: char| c.is_ascii_whitespace() || ",;.".contains(c));
        let is_before = |c: char| c.is_ascii_whitespace() || matches!(c, ',' | ';');
        text.rfind(is_before).map_or(0, |at| at + 1)
    })
}

/// Where a text in quotes begins: found by what stands in it before the first sign that could be
/// written in another way.
fn begin_of_text(text: &str, value: &str) -> Option<usize> {
    let may_be_escaped = |c: char| c.is_control() || matches!(c, '"' | '\'' | '\\');
    let sure = match value.find(may_be_escaped) {
        Some(0) => "\\",
        escaped => &value[..escaped.unwrap_or(value.len())],
    };
    let found = ['"', '\''].map(|quote| {
        let at = text.rfind(&format!("{quote}{sure}"))?;
        Some(text[..=at].trim_end_matches(quote).len())
    });
    found.into_iter().flatten().max()
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::{Term, Triple};

    use super::statements;

    #[test]
    fn places_are_those_of_the_objects() {
        let text = "@prefix c: <http://c/> . # a comment: <x> .\nPREFIX p: <http://p/>\n\n\
                    c:a\\/b.c a p:K ;\n  p:n \"一\\\"二\"@zh-Hans, '''x\ny'''^^p:t, 1 ;\n  p:o <http://o#1> .\n\
                    c:d p:o c:e,c:f.\nc:g p:n \"\", 'a', true, -1.5, \"u\\u0041\" ; # \"u\"\n p:n \"c\", \"\\\"d\\\"\" .";
        let shown: Vec<String> = statements(text)
            .iter()
            .map(|known| format!("{} {}", known.place, known.triple.object))
            .collect();
        assert_eq!(
            shown,
            [
                "4:12 <http://p/K>",
                "5:7 \"一\\\"二\"@zh-hans",
                "5:23 \"x\\ny\"^^<http://p/t>",
                "6:12 \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>",
                "7:7 <http://o#1>",
                "8:9 <http://c/e>",
                "8:13 <http://c/f>",
                "9:9 \"\"",
                "9:13 \"a\"",
                "9:18 \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>",
                "9:24 \"-1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>",
                "9:30 \"uA\"",
                "10:6 \"c\"",
                "10:11 \"\\\"d\\\"\"",
            ]
        );
    }

    #[test]
    fn every_statement_of_the_catalog_stands_on_a_line_that_says_it() {
        for source in crate::catalog::Source::builtin() {
            let lines: Vec<&str> = source.text.lines().collect();
            let found = statements(&source.text);
            for known in &found {
                let line = lines[known.place.line as usize - 1];
                let column = known.place.column as usize - 1;
                let rest: String = line.chars().skip(column).collect();
                let is_meant = match &known.triple.object {
                    Term::Literal(literal) => {
                        rest.starts_with(&format!("\"{}\"", literal.value().replace('"', "\\\"")))
                    }
                    object => {
                        rest.contains(crate::vocab::local(object.to_string().trim_end_matches('>')))
                    }
                };
                assert!(is_meant, "{}:{}: {line}", source.path, known.place);
            }
            let parser = RdfParser::from_format(RdfFormat::Turtle);
            let parsed = parser.for_slice(&source.text).map(|quad| quad.expect("Turtle").into());
            let triples: Vec<Triple> = found.into_iter().map(|known| known.triple).collect();
            assert_eq!(triples, parsed.collect::<Vec<Triple>>(), "{}", source.path);
        }
    }

    #[test]
    fn what_has_no_name_is_known() {
        let text = "@prefix : <http://x/> .\n:a :b [ :c \"1\"^^:t ] ; :d \"2\" . _:e :d \"3\" .";
        let blank: Vec<bool> = statements(text).iter().map(super::Statement::is_blank).collect();
        assert_eq!(blank, [true, true, false, true]);
    }

    #[test]
    fn what_is_no_turtle_is_passed_over() {
        let text = "@prefix : <http://x/> .\n:a :b :c .\n:a :b <no iri> .\n:a : :d . :a :b :e .";
        assert!(statements(text).iter().any(|known| known.place.line == 2));
    }
}
