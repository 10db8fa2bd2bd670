//! What is wrong with a catalog, with file, line and column: terms that do not exist, names that
//! can never be found or that two entities claim, links that lead nowhere or in circles.
//!
//! The catalog stage refuses what cannot be read; this finds what can be read and does not do what
//! its writer wants. Knows nothing of stores or graphs.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use serde::Serialize;

use crate::catalog::{Catalog, CatalogError, Source};
use crate::vocab;

mod link;
mod name;
mod term;
mod turtle;

use turtle::{Object, Statement};

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

/// All statements of all files.
struct Draft<'a> {
    sources: &'a [Source],
    /// By the number of the file.
    statements: Vec<(usize, Statement)>,
    /// The places of the statements about each subject.
    by_subject: HashMap<String, Vec<usize>>,
}

impl<'a> Draft<'a> {
    fn new(sources: &'a [Source]) -> Self {
        let mut statements = Vec::new();
        for (number, source) in sources.iter().enumerate() {
            let of_file = turtle::statements(&source.text).into_iter();
            statements.extend(of_file.map(|statement| (number, statement)));
        }
        let mut by_subject: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, (_, statement)) in statements.iter().enumerate() {
            by_subject.entry(statement.subject.clone()).or_default().push(place);
        }
        Self { sources, statements, by_subject }
    }

    /// The statements about a subject, with the numbers of their files.
    fn about(&self, subject: &str) -> impl Iterator<Item = &(usize, Statement)> {
        let places = self.by_subject.get(subject).into_iter().flatten();
        places.map(|&place| &self.statements[place])
    }

    /// The things that a subject is said to have by a predicate.
    fn nodes(&self, subject: &str, predicate: &str) -> impl Iterator<Item = &str> {
        let about = self.about(subject).filter(move |(_, known)| known.predicate == predicate);
        about.filter_map(|(_, known)| match &known.object {
            Object::Node(node) => Some(node.as_str()),
            Object::Text(_) => None,
        })
    }

    /// The last statement about a subject that says a text.
    fn saying(&self, subject: &str, text: &str) -> Option<&(usize, Statement)> {
        let says = |known: &&(usize, Statement)| matches!(&known.1.object, Object::Text(said) if said == text);
        self.about(subject).filter(says).last()
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
    fn add(&mut self, (file, statement): &(usize, Statement), message: String) {
        if *file < self.first {
            return;
        }
        let finding = Finding {
            path: self.draft.sources[*file].path.clone(),
            line: statement.place.0,
            column: statement.place.1,
            entity: statement.subject.clone(),
            message,
        };
        self.all.insert((*file, finding));
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
            line: u32::try_from(error.line).unwrap_or(u32::MAX),
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
