//! Reading Turtle files into a [`Catalog`]: statements are grouped by subject over all files, then
//! each subject that is an entity or a compound is checked and taken in.

use std::collections::HashMap;

use oxigraph::io::{RdfFormat, RdfParser, RdfSyntaxError};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TripleRef};
use thiserror::Error;

use super::turtle::{Statement as Placed, statements};
use super::{Catalog, Compound, Entity, EntityId, Kind, Name, Role};
use crate::vocab::{self, ht, rdf, schema, skos};

/// One Turtle file: what to call it in messages, and what it says.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path, as the user gave it.
    pub path: String,
    /// The Turtle text.
    pub text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The files that are part of the program.
    #[must_use]
    pub fn builtin() -> Vec<Self> {
        [
            ("companies.ttl", include_str!("../../ontology/catalog/companies.ttl")),
            ("countries.ttl", include_str!("../../ontology/catalog/countries.ttl")),
            ("regions.ttl", include_str!("../../ontology/catalog/regions.ttl")),
            ("concepts.ttl", include_str!("../../ontology/catalog/concepts.ttl")),
        ]
        .map(|(name, text)| Source::new(name, text))
        .to_vec()
    }
}

/// A mistake in a catalog file.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("catalog file `{path}`, line {line}: {message}")]
pub struct CatalogError {
    /// The file, as the user named it.
    pub path: String,
    /// The line of the statement, or of the first about the entity, counted from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

/// All statements about one subject, from all files.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    iri: NamedNode,
    /// The file that spoke of it last; mistakes are reported there.
    source: usize,
    statements: Vec<Statement>,
}

/// What a file says of a subject.
#[derive(Debug, Clone)]
struct Statement {
    /// The number of the file.
    source: usize,
    predicate: NamedNode,
    object: Term,
}

/// What a subject has but one of (in a language), so that a later file replaces it.
const SINGLE: [NamedNodeRef<'_>; 4] =
    [skos::PREF_LABEL, rdf::TYPE, schema::PARENT_ORGANIZATION, schema::LOCATION];

/// Reads `sources` in order into one catalog whose entities live under `base`.
pub(super) fn read(base: &str, sources: &[Source]) -> Result<Catalog, CatalogError> {
    let subjects = subjects(base, sources)?;
    let mut catalog = Catalog { hash: hash(sources), ..Catalog::default() };
    let fail = |subject: &Subject, message: String| {
        error_at(base, &sources[subject.source], subject, message)
    };
    for subject in &subjects {
        if let Some(kind) = subject.kind() {
            let entity = subject.entity(kind).map_err(|message| fail(subject, message))?;
            catalog.push(entity);
        } else if !subject.is_a(ht::COMPOUND) && subject.literals(skos::ALT_LABEL).next().is_some()
        {
            return Err(fail(
                subject,
                "no kind: expected `a ht:Company`, `ht:Country`, `ht:Region` or `ht:Concept`"
                    .into(),
            ));
        }
    }
    for subject in subjects.iter().filter(|subject| subject.is_a(ht::COMPOUND)) {
        let compound = subject.compound(&catalog).map_err(|message| fail(subject, message))?;
        catalog.compounds.push(compound);
    }
    catalog.subjects = subjects;
    Ok(catalog)
}

impl Catalog {
    fn push(&mut self, entity: Entity) {
        let id = EntityId(u32::try_from(self.entities.len()).unwrap_or(u32::MAX));
        self.ids.insert(entity.iri.as_str().to_owned(), id);
        self.entities.push(entity);
    }
}

/// The hash of all files, each ended by a zero byte so that no text can move from one to the next.
fn hash(sources: &[Source]) -> String {
    crate::hash::sha256_of(sources.iter().flat_map(|source| [source.text.as_bytes(), &[0]]))
}

/// Groups the statements of all files by subject, in order of first appearance.
fn subjects(base: &str, sources: &[Source]) -> Result<Vec<Subject>, CatalogError> {
    let mut subjects: Vec<Subject> = Vec::new();
    let mut places: HashMap<NamedNode, usize> = HashMap::new();
    let mut last = 0;
    for (number, source) in sources.iter().enumerate() {
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(&source.text) {
            let quad = quad.map_err(|error| syntax_error(source, &error))?;
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
                return Err(blank_node(source));
            };
            let iri = rebase(base, subject);
            // Statements of one subject mostly come one after the other.
            let is_last = subjects.get(last).is_some_and(|subject| subject.iri == iri);
            let place = if is_last { Some(last) } else { places.get(&iri).copied() };
            last = place.unwrap_or_else(|| {
                places.insert(iri.clone(), subjects.len());
                subjects.push(Subject { iri, source: number, statements: Vec::new() });
                subjects.len() - 1
            });
            let object = match quad.object {
                Term::NamedNode(node) => Term::NamedNode(rebase(base, node)),
                Term::BlankNode(_) => return Err(blank_node(source)),
                Term::Literal(literal) => Term::Literal(literal),
            };
            subjects[last].add(number, quad.predicate, object);
        }
    }
    Ok(subjects)
}

/// A blank node stands in a file: an error at the first of them.
fn blank_node(source: &Source) -> CatalogError {
    let message = "blank nodes have no place in a catalog: give every entity an IRI";
    error_where(source, Placed::is_blank, message.to_owned())
}

/// An error at the first statement of its kind.
fn error_where(
    source: &Source,
    is_meant: impl Fn(&Placed) -> bool,
    message: String,
) -> CatalogError {
    let line =
        statements(&source.text).iter().find(|known| is_meant(known)).map_or(1, Placed::line);
    CatalogError { path: source.path.clone(), line, message }
}

/// Moves an entity of the built-in namespace under another base; terms of the ontology stay.
pub(super) fn rebase(base: &str, node: NamedNode) -> NamedNode {
    match node.as_str().strip_prefix(vocab::BASE) {
        Some(rest) if base != vocab::BASE && !rest.starts_with("ontology") => {
            NamedNode::new(format!("{base}{rest}")).unwrap_or(node)
        }
        _ => node,
    }
}

impl Subject {
    /// Takes in a statement. What can hold but once (the usual name in a language, the kind, the
    /// parent, the home) replaces what an earlier file said of it.
    fn add(&mut self, source: usize, predicate: NamedNode, object: Term) {
        self.source = source;
        let is_extended = self.statements.first().is_some_and(|first| first.source != source);
        if is_extended && SINGLE.iter().any(|single| predicate == *single) {
            let family = language_family(language(&object));
            self.statements.retain(|known| {
                known.source == source
                    || known.predicate != predicate
                    || language_family(language(&known.object)) != family
            });
        }
        let is_new = |known: &Statement| known.predicate != predicate || known.object != object;
        if self.statements.iter().all(is_new) {
            self.statements.push(Statement { source, predicate, object });
        }
    }

    fn objects(&self, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &Term> {
        let about = self.statements.iter().filter(move |known| known.predicate == predicate);
        about.map(|known| &known.object)
    }

    fn literals(&self, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &str> {
        self.objects(predicate).filter_map(|term| match term {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        })
    }

    fn nodes(&self, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &NamedNode> {
        self.objects(predicate).filter_map(|term| match term {
            Term::NamedNode(node) => Some(node),
            _ => None,
        })
    }

    fn strings(&self, predicate: NamedNodeRef<'static>) -> Vec<String> {
        self.literals(predicate).map(str::to_owned).collect()
    }

    pub(super) fn iri(&self) -> &str {
        self.iri.as_str()
    }

    pub(super) fn is_a(&self, class: NamedNodeRef<'_>) -> bool {
        self.nodes(rdf::TYPE).any(|node| *node == class)
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| self.is_a(kind.class()))
    }

    fn entity(&self, kind: Kind) -> Result<Entity, String> {
        let (label, label_en) = self.labels()?;
        Ok(Entity {
            iri: self.iri.clone(),
            kind,
            label,
            label_en,
            names: self.names()?,
            cues: self.strings(ht::CUE),
            within: self.strings(ht::WITHIN),
            not_within: self.strings(ht::NOT_WITHIN),
            abbreviations: self.literals(ht::ABBREVIATION).flat_map(str::chars).collect(),
            parent: self.nodes(schema::PARENT_ORGANIZATION).next().cloned(),
            home: self.nodes(schema::LOCATION).next().cloned(),
            broader: self
                .nodes(skos::BROADER)
                .chain(self.nodes(schema::CONTAINED_IN_PLACE))
                .cloned()
                .collect(),
        })
    }

    /// The usual names in Chinese and English; either stands in for the other.
    fn labels(&self) -> Result<(String, String), String> {
        let (zh, en) = (self.preferred("zh")?, self.preferred("en")?);
        match (zh.or(en), en.or(zh)) {
            (Some(label), Some(label_en)) => Ok((label.to_owned(), label_en.to_owned())),
            _ => Err(format!("<{}> has no skos:prefLabel in @zh-Hans or @en", self.iri.as_str())),
        }
    }

    /// The one usual name in a language family.
    fn preferred(&self, family: &str) -> Result<Option<&str>, String> {
        let mut found = self.objects(skos::PREF_LABEL).filter_map(|term| match term {
            Term::Literal(literal) if language_family(literal.language()) == Some(family) => {
                Some(literal.value())
            }
            _ => None,
        });
        match (found.next(), found.next()) {
            (Some(first), Some(second)) => Err(format!(
                "two usual names in one language: `{first}` and `{second}`; make one of them skos:altLabel"
            )),
            (first, _) => Ok(first),
        }
    }

    /// All names, usual ones first, each once; a name that is declared ambiguous anywhere is so, and
    /// one that is declared hidden too is not shown.
    fn names(&self) -> Result<Vec<Name>, String> {
        let ambiguous: Vec<&str> = self.literals(ht::AMBIGUOUS_LABEL).collect();
        let listed = [
            (skos::PREF_LABEL, Role::Preferred),
            (skos::ALT_LABEL, Role::Alternative),
            (skos::HIDDEN_LABEL, Role::Hidden),
            (ht::AMBIGUOUS_LABEL, Role::Alternative),
        ];
        let mut names: Vec<Name> = Vec::new();
        for (predicate, role) in listed {
            for text in self.literals(predicate) {
                if text.trim().is_empty() {
                    return Err("a name is empty".into());
                }
                if names.iter().all(|known| known.text != text) {
                    let ambiguous = ambiguous.contains(&text);
                    names.push(Name { text: text.to_owned(), role, ambiguous });
                }
            }
        }
        Ok(names)
    }

    fn compound(&self, catalog: &Catalog) -> Result<Compound, String> {
        let certain = self.literals(ht::COMPOUND_LABEL).next();
        let text = certain
            .or_else(|| self.literals(ht::AMBIGUOUS_LABEL).next())
            .ok_or("a compound needs a ht:compoundLabel")?;
        let members = self
            .nodes(ht::MEMBER)
            .map(|node| {
                catalog
                    .id(node.as_str())
                    .ok_or(format!("member <{}> is not in the catalog", node.as_str()))
            })
            .collect::<Result<Vec<_>, _>>()?;
        if members.len() < 2 {
            return Err(format!("compound `{text}` needs at least two ht:member"));
        }
        Ok(Compound {
            iri: self.iri.clone(),
            text: text.to_owned(),
            ambiguous: certain.is_none(),
            members,
            not_within: self.strings(ht::NOT_WITHIN),
        })
    }

    pub(super) fn triples(&self) -> impl Iterator<Item = TripleRef<'_>> {
        self.statements.iter().map(|said| TripleRef::new(&self.iri, &said.predicate, &said.object))
    }
}

fn language(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => literal.language(),
        _ => None,
    }
}

/// `zh` for `zh-Hans`, `en` for `en-GB`.
fn language_family(tag: Option<&str>) -> Option<&str> {
    tag.and_then(|tag| tag.split('-').next())
}

fn syntax_error(source: &Source, error: &RdfSyntaxError) -> CatalogError {
    let line = error.location().map_or(1, |range| range.start.line + 1);
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    CatalogError { path: source.path.clone(), line, message: error.to_string() }
}

/// An error at the first statement about a subject.
fn error_at(base: &str, source: &Source, subject: &Subject, message: String) -> CatalogError {
    let is_about = |known: &Placed| match &known.triple.subject {
        NamedOrBlankNode::NamedNode(node) => rebase(base, node.clone()) == subject.iri,
        NamedOrBlankNode::BlankNode(_) => false,
    };
    error_where(source, is_about, message)
}

#[cfg(test)]
mod tests {
    use super::{Source, read};
    use crate::vocab;

    #[test]
    fn blank_nodes_are_told_with_their_line() {
        let check = |text: &str, line: u32| {
            let text = format!("@prefix c: <http://c/> .\n# [ _:b\nc:a c:b \"[\" .\n{text}");
            let error = read(vocab::BASE, &[Source::new("my.ttl", &text)]).expect_err(&text);
            assert_eq!((error.line, error.path.as_str()), (line, "my.ttl"), "{text}");
        };
        check("c:d c:e\n  [ c:f 1 ] .", 5);
        check("c:d c:e\n\n  ( 1 ) .", 6);
        check("_:d c:e c:f .", 4);
        check("c:d c:e _:f .", 4);
    }
}
