//! From a shapes file to constraints: every node shape, its targets, what it asks of the node and
//! of each of its properties.

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use super::component::{Component, Place};
use super::source::{Source, subject};
use super::{Constraint, ShapeError, path, target};
use crate::vocab::sh;

/// What a shape may say that is no constraint.
const NOT_CONSTRAINTS: &[NamedNodeRef<'_>] = &[
    sh::FLAGS,
    sh::MESSAGE,
    sh::PATH,
    sh::PROPERTY,
    sh::SPARQL,
    sh::TARGET_CLASS,
    sh::TARGET_NODE,
    sh::TARGET_OBJECTS_OF,
    sh::TARGET_SUBJECTS_OF,
];

/// Every constraint of a shapes file, in the order of shapes, paths and messages.
pub(super) fn constraints(turtle: &str) -> Result<Vec<Constraint>, ShapeError> {
    let source = Source::parse(turtle)?;
    let prefixes = prefixes(&source);
    let mut constraints = Vec::new();
    for shape in source.instances(sh::NODE_SHAPE) {
        let NamedOrBlankNode::NamedNode(name) = &shape else {
            return Err(unknown(&shape, &"no IRI"));
        };
        let reader = ShapeReader {
            source: &source,
            prefixes: &prefixes,
            name,
            targets: target::patterns(&source, &shape.clone().into()),
        };
        reader.read(&mut constraints)?;
    }
    constraints.sort();
    Ok(constraints)
}

/// The declarations of prefixes for queries.
fn prefixes(source: &Source) -> String {
    let mut lines: Vec<String> = source
        .values(sh::DECLARE)
        .into_iter()
        .filter_map(|declaration| {
            let prefix = source.text(&declaration, sh::PREFIX)?;
            let namespace = source.text(&declaration, sh::NAMESPACE_OF_PREFIX)?;
            Some(format!("PREFIX {prefix}: <{namespace}>\n"))
        })
        .collect();
    lines.sort();
    lines.concat()
}

/// Reads one node shape.
struct ShapeReader<'a> {
    source: &'a Source,
    prefixes: &'a str,
    name: &'a NamedNode,
    targets: Vec<String>,
}

impl ShapeReader<'_> {
    fn read(&self, out: &mut Vec<Constraint>) -> Result<(), ShapeError> {
        let node = Term::from(self.name.clone());
        self.read_components(&node, None, out)?;
        for property in self.source.objects(&node, sh::PROPERTY) {
            let path = self.source.object(&property, sh::PATH);
            let path = path.and_then(|path| path::sparql(self.source, &path));
            let path = path.ok_or_else(|| unknown(self.name, &"a path of another form"))?;
            self.read_components(&property, Some(&path), out)?;
        }
        for query in self.source.objects(&node, sh::SPARQL) {
            self.read_query(&query, out)?;
        }
        Ok(())
    }

    /// What a shape asks of its node, or of the values of its path.
    fn read_components(
        &self,
        shape: &Term,
        path: Option<&str>,
        out: &mut Vec<Constraint>,
    ) -> Result<(), ShapeError> {
        let place = Place { source: self.source, shape, path };
        let words = self.source.text(shape, sh::MESSAGE);
        let Some(subject) = subject(shape) else { return Ok(()) };
        for (form, asked) in self.source.statements(&subject) {
            if !form.as_str().starts_with(sh::NAMESPACE) || NOT_CONSTRAINTS.contains(&form) {
                continue;
            }
            let component = place.component(form, &asked);
            let Component { pattern, message } =
                component.ok_or_else(|| unknown(self.name, &form))?;
            let message = words.clone().unwrap_or(message);
            out.extend(self.targets.iter().map(|target| Constraint {
                shape: self.name.clone(),
                path: path.map(str::to_owned),
                message: message.clone(),
                query: format!("SELECT DISTINCT ?this {} {{ {target} {pattern}", shown(&pattern)),
            }));
        }
        Ok(())
    }

    /// A query of the shapes file: its nodes are bound by putting the target at its beginning.
    fn read_query(&self, query: &Term, out: &mut Vec<Constraint>) -> Result<(), ShapeError> {
        let text = |form| self.source.text(query, form);
        let (Some(select), Some(message)) = (text(sh::SELECT), text(sh::MESSAGE)) else {
            return Err(unknown(self.name, &"sh:sparql without sh:select and sh:message"));
        };
        let (head, body) = select
            .split_once('{')
            .ok_or_else(|| unknown(self.name, &"a query without a pattern"))?;
        out.extend(self.targets.iter().map(|target| Constraint {
            shape: self.name.clone(),
            path: None,
            message: message.clone(),
            query: format!("{}{head}{{ {target} {body}", self.prefixes),
        }));
        Ok(())
    }
}

/// The variable of the value at fault, where a pattern has one.
fn shown(pattern: &str) -> &'static str {
    if pattern.contains("?value") { "?value" } else { "" }
}

fn unknown(shape: &impl ToString, form: &impl ToString) -> ShapeError {
    ShapeError::Unknown { shape: shape.to_string(), form: form.to_string() }
}
