//! What is wrong with a catalog, with file, line and column: terms that do not exist, names that
//! can never be found or that two entities claim, links that lead nowhere or in circles.
//!
//! The catalog stage refuses what cannot be read; this finds what can be read and does not do what
//! its writer wants. Knows nothing of stores or graphs.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use serde::Serialize;

use super::turtle::{Statement, statements};
use crate::catalog::{Catalog, CatalogError, Source};
use crate::text::place::Place;
use crate::vocab;

mod link;
mod name;
mod origin;
mod term;

pub use origin::{Origin, origins};

/// Something wrong with a catalog file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file, as the user named it.
    pub path: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its column in code points, from 1.
    pub column: u32,
    /// The entity it is about.
    pub entity: String,
    /// What is wrong, and what to do about it.
    pub message: String,
}

/// Looks over catalog files: those that are given, which the built-in catalog stands before, or
/// where none is given the built-in ones. In the order of the files and lines.
#[must_use]
pub fn lint(files: &[Source]) -> Vec<Finding> {
    let mut sources = Source::builtin();
    let first = if files.is_empty() { 0 } else { sources.len() };
    sources.extend_from_slice(files);
    let draft = Draft::new(&sources);
    let mut found = Findings { draft: &draft, first, all: BTreeSet::new() };
    term::lint(&mut found);
    link::lint(&mut found);
    match Catalog::extended(vocab::BASE, files) {
        Ok(catalog) => name::lint(&catalog, &mut found),
        Err(error) => found.add_error(error),
    }
    found.all.into_iter().map(|(_, finding)| finding).collect()
}

/// A statement with the number of its file.
#[derive(Debug)]
struct Said {
    file: usize,
    subject: String,
    predicate: NamedNode,
    object: Term,
    place: Place,
}

/// All statements of all files, but for those about things without a name.
struct Draft<'a> {
    sources: &'a [Source],
    statements: Vec<Said>,
    /// The numbers of the statements about each subject.
    by_subject: HashMap<String, Vec<usize>>,
}

impl<'a> Draft<'a> {
    fn new(sources: &'a [Source]) -> Self {
        let of_file = |(file, source): (usize, &Source)| {
            let named = statements(&source.text).into_iter().filter(|known| !known.is_blank());
            named.map(move |Statement { triple, place }| Said {
                file,
                subject: iri(&triple.subject),
                predicate: triple.predicate,
                object: triple.object,
                place,
            })
        };
        let statements: Vec<Said> = sources.iter().enumerate().flat_map(of_file).collect();
        let mut by_subject: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, known) in statements.iter().enumerate() {
            by_subject.entry(known.subject.clone()).or_default().push(number);
        }
        Self { sources, statements, by_subject }
    }

    /// The statements about a subject.
    fn about(&self, subject: &str) -> impl Iterator<Item = &Said> {
        let numbers = self.by_subject.get(subject).into_iter().flatten();
        numbers.map(|&number| &self.statements[number])
    }

    /// The things that a subject is said to have by a predicate.
    fn nodes<'s>(
        &'s self,
        subject: &str,
        predicate: NamedNodeRef<'s>,
    ) -> impl Iterator<Item = &'s str> {
        let about = self.about(subject).filter(move |known| known.predicate == predicate);
        about.filter_map(Said::node)
    }

    /// The last statement about a subject that says a text.
    fn saying(&self, subject: &str, text: &str) -> Option<&Said> {
        let says =
            |known: &&Said| matches!(&known.object, Term::Literal(said) if said.value() == text);
        self.about(subject).filter(says).last()
    }
}

impl Said {
    /// The thing that it says its subject has, by its IRI.
    fn node(&self) -> Option<&str> {
        match &self.object {
            Term::NamedNode(node) => Some(node.as_str()),
            Term::Literal(_) | Term::BlankNode(_) => None,
        }
    }
}

fn iri(node: &NamedOrBlankNode) -> String {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

/// What was found so far.
struct Findings<'a> {
    draft: &'a Draft<'a>,
    /// The first file that is looked over; those before it are only there to be linked to.
    first: usize,
    all: BTreeSet<(usize, Finding)>,
}

impl Findings<'_> {
    /// Something wrong with a statement.
    fn add(&mut self, said: &Said, message: String) {
        if said.file < self.first {
            return;
        }
        let finding = Finding {
            path: self.draft.sources[said.file].path.clone(),
            line: said.place.line,
            column: said.place.column,
            entity: said.subject.clone(),
            message,
        };
        self.all.insert((said.file, finding));
    }

    /// Something wrong with a text that is said of an entity.
    fn add_text(&mut self, entity: &str, text: &str, message: String) {
        if let Some(statement) = self.draft.saying(entity, text) {
            self.add(statement, message);
        }
    }

    /// What the catalog stage refuses.
    fn add_error(&mut self, error: CatalogError) {
        let file = self.draft.sources.iter().rposition(|source| source.path == error.path);
        let finding = Finding {
            path: error.path,
            line: error.line,
            column: 1,
            entity: String::new(),
            message: error.message,
        };
        self.all.insert((file.unwrap_or_default(), finding));
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.path, self.line, self.column)?;
        if !self.entity.is_empty() {
            write!(f, "<{}>: ", self.entity)?;
        }
        f.write_str(&self.message)
    }
}

#[cfg(test)]
mod tests;
