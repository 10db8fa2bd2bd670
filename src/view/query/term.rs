//! Terms as people read them: IRIs shortened, with what they are called beside them, and literals
//! bare, on one line.

use std::collections::HashMap;
use std::sync::Arc;

use oxigraph::model::{NamedNode, Term};

use crate::catalog::Kind;
use crate::dataset::{Dataset, DatasetError};
use crate::query::label;
use crate::text::paragraph::on_one_line;
use crate::vocab::Prefixes;

/// Shows terms of one store.
pub(super) struct Shown<'a> {
    data: &'a Arc<Dataset>,
    prefixes: &'a Prefixes,
    labels: HashMap<NamedNode, Option<String>>,
    /// The first damage that was met.
    damage: Option<DatasetError>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(data: &'a Arc<Dataset>, prefixes: &'a Prefixes) -> Self {
        Self { data, prefixes, labels: HashMap::new(), damage: None }
    }

    /// Ends it.
    ///
    /// # Errors
    /// When the graph was found to be damaged: some names may be missing from what was shown.
    pub(super) fn end(self) -> Result<(), DatasetError> {
        self.damage.map_or(Ok(()), Err)
    }

    /// The cells of some rows. What entities are called stands beside their IRIs, but in columns
    /// where every row says it anyway.
    pub(super) fn rows(&mut self, rows: &[Vec<Option<Term>>]) -> Vec<Vec<String>> {
        let columns = rows.first().map_or(0, Vec::len);
        let labelled: Vec<bool> = (0..columns)
            .map(|column| rows.iter().any(|row| self.needs_label(row, column)))
            .collect();
        rows.iter().map(|row| self.row(row, &labelled)).collect()
    }

    fn row(&mut self, row: &[Option<Term>], labelled: &[bool]) -> Vec<String> {
        let cells = row.iter().zip(labelled).map(|(term, labelled)| match term {
            Some(Term::NamedNode(node)) => {
                let iri = self.in_short(node);
                match self.label(node).filter(|label| *labelled && !says(&iri, label)) {
                    Some(label) => format!("{iri} {label}"),
                    None => iri,
                }
            }
            Some(Term::Literal(literal)) => on_one_line(literal.value()),
            Some(Term::BlankNode(node)) => node.to_string(),
            None => String::new(),
        });
        cells.collect()
    }

    /// Whether a cell is an entity whose name stands nowhere else in the row.
    fn needs_label(&mut self, row: &[Option<Term>], column: usize) -> bool {
        let Some(Some(Term::NamedNode(node))) = row.get(column) else { return false };
        let said = |label: &str| {
            row.iter()
                .flatten()
                .any(|term| matches!(term, Term::Literal(text) if text.value() == label))
        };
        self.label(node).is_some_and(|label| !said(&label))
    }

    fn in_short(&self, node: &NamedNode) -> String {
        self.prefixes.shortest(node.as_str())
    }

    /// What an entity or author is called; of other things the IRI says enough.
    fn label(&mut self, node: &NamedNode) -> Option<String> {
        let folder = node.as_str().strip_prefix(self.prefixes.base())?.split_once('/')?.0;
        if folder != "author" && Kind::parse(folder).is_none() {
            return None;
        }
        let (data, damage) = (self.data, &mut self.damage);
        let found = self.labels.entry(node.clone()).or_insert_with(|| {
            match label(data, node, None) {
                Ok(Some(Term::Literal(name))) => return Some(on_one_line(name.value())),
                Err(error) => _ = damage.get_or_insert(error),
                Ok(_) => {}
            }
            None
        });
        found.clone()
    }
}

/// Whether an IRI ends in a name as it is.
fn says(iri: &str, name: &str) -> bool {
    let last = iri.trim_end_matches('>').rsplit([':', '/', '~']).next();
    last.is_some_and(|last| last == name)
}
