//! Where each statement of a Turtle file stands. Files that are no Turtle are told by the parser;
//! this takes what it gets.

use std::collections::HashMap;

use oxiri::Iri;

use crate::catalog::token::{Token, Tokens};

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

/// Puts tokens together into statements.
#[derive(Default)]
struct Reader {
    statements: Vec<Statement>,
    prefixes: HashMap<String, String>,
    /// What relative IRIs are resolved against.
    base: Option<Iri<String>>,
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
            _ if self.depth > 0 => {}
            Token::Mark('^') => self.typed = true,
            _ if std::mem::take(&mut self.typed) => {}
            Token::Word(word) if is_directive(&word) => self.directive = Some(Vec::new()),
            token if self.directive.is_some() => self.take_directive(token),
            Token::Mark('.') => (self.subject, self.predicate) = (None, None),
            Token::Mark(';') => self.predicate = None,
            Token::Mark(_) => {}
            token => self.take_term(token, place),
        }
    }

    /// The parts of `@prefix p: <iri> .` and `@base <iri> .`, whose end SPARQL's forms of them do not
    /// mark.
    fn take_directive(&mut self, token: Token) {
        let Some(parts) = &mut self.directive else { return };
        let Token::Iri(iri) = token else {
            parts.push(token);
            return;
        };
        let prefix = parts.pop();
        self.directive = None;
        let iri = self.resolved(iri);
        match prefix {
            Some(Token::Word(prefix)) => {
                self.prefixes.insert(prefix, iri);
            }
            _ => self.base = Iri::parse(iri).ok(),
        }
    }

    /// An IRI that may be relative.
    fn resolved(&self, iri: String) -> String {
        let whole = self.base.as_ref().and_then(|base| base.resolve(&iri).ok());
        whole.map_or(iri, Iri::into_inner)
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
            Token::Iri(iri) => Some(self.resolved(iri)),
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
            check(&source.path, &source.text);
        }
    }

    #[test]
    fn relative_names_are_resolved_as_a_parser_resolves_them() {
        check(
            "a base",
            "@base <http://x/y/z> .\n@prefix p: <p#> .\n<a> p:b <../c>, <#d>, <//e/f> .",
        );
        check("two", "BASE <http://x/y/>\nPREFIX : <>\n:a :b <c> .\n@base <z/> .\n<a> :b <c> .");
        check("no base", "@prefix : <http://x/> .\n:a :b <http://y> .");
    }

    #[test]
    fn a_type_in_brackets_says_nothing_of_what_follows() {
        let text = "@prefix : <http://x/> .\n:a :b [ :c \"1\"^^:t ] ; :d \"2\" .";
        let found: Vec<Object> = statements(text).into_iter().map(|known| known.object).collect();
        assert_eq!(found, [Object::Text("2".to_owned())]);
    }

    /// Compares what is read of a file with what a parser reads.
    fn check(name: &str, text: &str) {
        let scanned: BTreeSet<(String, String, String)> = statements(text)
            .into_iter()
            .map(|known| match known.object {
                Object::Node(text) | Object::Text(text) => (known.subject, known.predicate, text),
            })
            .collect();
        let parser = RdfParser::from_format(RdfFormat::Turtle);
        let parsed = parser.for_slice(text).map(|quad| {
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
        assert_eq!(scanned, parsed.collect(), "{name}");
    }
}
