//! Where each statement of a Turtle file stands: a scanner that keeps lines and columns, which a
//! parser of RDF does not. Files that are no Turtle are told by the parser; this takes what it gets.

use std::collections::HashMap;

/// A statement and where its object stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// The IRI of its subject.
    pub(super) subject: String,
    /// The IRI of its predicate.
    pub(super) predicate: String,
    /// What it says.
    pub(super) object: Object,
    /// Line and column of the object, both from 1; the column counts code points.
    pub(super) place: (u32, u32),
}

/// What a statement says of its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Object {
    /// Another thing, by its IRI.
    Node(String),
    /// A text, without its language or type.
    Text(String),
}

/// All statements of a file, in order. What stands in brackets is left out.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut reader = Reader::default();
    for (token, place) in Tokens::new(text) {
        reader.take(token, place);
    }
    reader.statements
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Iri(String),
    /// A prefixed name, a number, `a` or a directive.
    Word(String),
    Text(String),
    Mark(char),
}

/// Puts tokens together into statements.
#[derive(Default)]
struct Reader {
    statements: Vec<Statement>,
    prefixes: HashMap<String, String>,
    subject: Option<String>,
    predicate: Option<String>,
    /// The words of a directive, once one has begun.
    directive: Option<Vec<Token>>,
    depth: u32,
    /// Whether the next token is the type of a literal.
    typed: bool,
}

impl Reader {
    fn take(&mut self, token: Token, place: (u32, u32)) {
        match token {
            Token::Mark('[' | '(') => self.depth += 1,
            Token::Mark(']' | ')') => self.depth = self.depth.saturating_sub(1),
            Token::Mark('^') => self.typed = true,
            _ if self.depth > 0 => {}
            _ if std::mem::take(&mut self.typed) => {}
            Token::Word(word) if is_directive(&word) => self.directive = Some(Vec::new()),
            token if self.directive.is_some() => self.take_directive(token),
            Token::Mark('.') => (self.subject, self.predicate) = (None, None),
            Token::Mark(';') => self.predicate = None,
            Token::Mark(_) => {}
            token => self.take_term(token, place),
        }
    }

    /// The parts of `@prefix p: <iri> .`, whose end SPARQL's form of it does not mark.
    fn take_directive(&mut self, token: Token) {
        let Some(parts) = &mut self.directive else { return };
        match token {
            Token::Iri(iri) => {
                if let Some(Token::Word(prefix)) = parts.pop() {
                    self.prefixes.insert(prefix, iri);
                }
                self.directive = None;
            }
            token => parts.push(token),
        }
    }

    fn take_term(&mut self, token: Token, place: (u32, u32)) {
        let Some(subject) = &self.subject else {
            self.subject = self.node(token);
            return;
        };
        let Some(predicate) = &self.predicate else {
            self.predicate = self.node(token);
            return;
        };
        let object = match token {
            Token::Text(text) => Some(Object::Text(text)),
            token => self.node(token).map(Object::Node),
        };
        let (subject, predicate) = (subject.clone(), predicate.clone());
        let statement = |object| Statement { subject, predicate, object, place };
        self.statements.extend(object.map(statement));
    }

    fn node(&self, token: Token) -> Option<String> {
        match token {
            Token::Iri(iri) => Some(iri),
            Token::Word(word) if word == "a" => Some(crate::vocab::rdf::TYPE.as_str().to_owned()),
            Token::Word(word) => {
                let (prefix, local) = word.split_once(':')?;
                let namespace = self.prefixes.get(&format!("{prefix}:"))?;
                Some(format!("{namespace}{}", local.replace('\\', "")))
            }
            Token::Text(_) | Token::Mark(_) => None,
        }
    }
}

fn is_directive(word: &str) -> bool {
    ["@prefix", "@base", "prefix", "base"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The tokens of a file with their places.
struct Tokens<'a> {
    rest: &'a str,
    line: u32,
    column: u32,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text, line: 1, column: 1 }
    }

    /// Takes so many bytes.
    fn cut(&mut self, length: usize) -> &'a str {
        let (cut, rest) = self.rest.split_at(length.min(self.rest.len()));
        for c in cut.chars() {
            if c == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        self.rest = rest;
        cut
    }

    fn skip_space(&mut self) {
        loop {
            let space = self.rest.len() - self.rest.trim_start().len();
            self.cut(space);
            if !self.rest.starts_with('#') {
                return;
            }
            self.cut(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
    }

    fn text(&mut self, quote: char) -> Token {
        let long: String = [quote; 3].iter().collect();
        let mark = if self.rest.starts_with(&long) { long } else { quote.to_string() };
        self.cut(mark.len());
        let mut end = 0;
        while end < self.rest.len() && !self.rest[end..].starts_with(&mark) {
            let escaped = usize::from(self.rest[end..].starts_with('\\'));
            let skipped = self.rest[end..].chars().take(1 + escaped);
            end += skipped.map(char::len_utf8).sum::<usize>();
        }
        let text = unescaped(self.cut(end));
        self.cut(mark.len());
        if self.rest.starts_with('@') {
            let tag = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '@';
            self.cut(self.rest.find(|c| !tag(c)).unwrap_or(self.rest.len()));
        }
        Token::Text(text)
    }

    fn word(&mut self) -> Token {
        let ends = |c: char| c.is_whitespace() || ";,[]()\"'<>^#".contains(c);
        let mut end = 0;
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            if ends(c) {
                break;
            }
            end = at + c.len_utf8();
            if c == '\\' {
                end += chars.next().map_or(0, |(_, escaped)| escaped.len_utf8());
            }
        }
        let word = self.rest[..end.max(1).min(self.rest.len())].trim_end_matches('.');
        let length = word.len().max(1);
        Token::Word(self.cut(length).to_owned())
    }
}

impl Iterator for Tokens<'_> {
    type Item = (Token, (u32, u32));

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_space();
        let place = (self.line, self.column);
        let first = self.rest.chars().next()?;
        let token = match first {
            '<' => {
                let iri = self.cut(self.rest.find('>').map_or(self.rest.len(), |end| end + 1));
                Token::Iri(iri.trim_matches(['<', '>']).to_owned())
            }
            '"' | '\'' => self.text(first),
            ';' | ',' | '[' | ']' | '(' | ')' | '.' | '^' => {
                self.cut(first.len_utf8());
                Token::Mark(first)
            }
            _ if first.is_ascii_punctuation() && !"@:_-+%\\".contains(first) => {
                self.cut(first.len_utf8());
                Token::Mark(first)
            }
            _ => self.word(),
        };
        Some((token, place))
    }
}

/// A text without its escapes.
fn unescaped(text: &str) -> String {
    let (mut plain, mut chars) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        let code = |digits: String| u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
        match chars.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some('u') => plain.extend(code(chars.by_ref().take(4).collect())),
            Some('U') => plain.extend(code(chars.by_ref().take(8).collect())),
            other => plain.extend(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::{NamedOrBlankNode, Term};

    use super::{Object, statements};

    #[test]
    fn places_are_those_of_the_objects() {
        let text = "@prefix c: <http://c/> . # a comment: <x> .\nPREFIX p: <http://p/>\n\n\
                    c:a\\/b.c a p:K ;\n  p:n \"一\\\"二\"@zh-Hans, '''x\ny'''^^p:t, 1 ;\n  p:o <http://o#1> .\nc:d p:o c:e.\n";
        let found: Vec<(String, String, Object, (u32, u32))> = statements(text)
            .into_iter()
            .map(|known| (known.subject, known.predicate, known.object, known.place))
            .collect();
        let own = str::to_owned;
        let node = |iri: &str| Object::Node(own(iri));
        let text = |text: &str| Object::Text(own(text));
        let subject = || own("http://c/a/b.c");
        assert_eq!(
            found,
            [
                (subject(), own(crate::vocab::rdf::TYPE.as_str()), node("http://p/K"), (4, 12)),
                (subject(), own("http://p/n"), text("一\"二"), (5, 7)),
                (subject(), own("http://p/n"), text("x\ny"), (5, 23)),
                (subject(), own("http://p/o"), node("http://o#1"), (7, 7)),
                (own("http://c/d"), own("http://p/o"), node("http://c/e"), (8, 9)),
            ]
        );
    }

    #[test]
    fn the_catalog_is_read_as_a_parser_reads_it() {
        for source in crate::catalog::Source::builtin() {
            let scanned: BTreeSet<(String, String, String)> = statements(&source.text)
                .into_iter()
                .map(|known| match known.object {
                    Object::Node(text) | Object::Text(text) => {
                        (known.subject, known.predicate, text)
                    }
                })
                .collect();
            let parser = RdfParser::from_format(RdfFormat::Turtle);
            let parsed = parser.for_slice(&source.text).map(|quad| {
                let quad = quad.expect("it is Turtle");
                let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
                    panic!("{}", quad.subject)
                };
                let object = match quad.object {
                    Term::NamedNode(node) => node.into_string(),
                    Term::Literal(literal) => literal.value().to_owned(),
                    Term::BlankNode(node) => panic!("{node}"),
                };
                (subject.into_string(), quad.predicate.into_string(), object)
            });
            assert!(scanned == parsed.collect(), "{}", source.path);
        }
    }
}
