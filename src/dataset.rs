//! RDF datasets that are written once and read in place: a dictionary of the terms, and the
//! statements as numbers in four sorted orders. A query reads the pages it needs; nothing is loaded.
//!
//! A dataset is one file (`page`). Its statements are pages of rows, written small (`row`), order
//! after order (`order`); the first row of each page stands in a table of its own. Oxigraph's
//! evaluator works on it through [`View`]. Knows nothing of documents, entities or stores.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use serde::{Deserialize, Serialize};
use thiserror::Error;

mod cache;
mod dictionary;
mod id;
mod order;
mod page;
mod record;
mod row;
mod scan;
mod sort;
#[cfg(test)]
mod tests;
mod view;
mod write;

pub use id::Id;
pub use view::View;
pub use write::{Builder, Finished};

use cache::Cache;
use order::Pattern;
use page::Pages;
use record::{Parts, Tags};
use row::Row;
use scan::Scan;

/// How many pages of rows are kept as they were unpacked: some 20 kB each.
const KEPT: usize = 512;

/// Why a dataset cannot be read.
#[derive(Debug, Error)]
pub enum DatasetError {
    /// The file system refused.
    #[error("cannot read `{path}`: {reason}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: io::Error,
    },
    /// The file is not what was written.
    #[error("`{path}` is damaged ({reason})")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl DatasetError {
    fn io(path: &Path, reason: io::Error) -> Self {
        Self::Io { path: path.to_owned(), reason }
    }

    fn damaged(path: &Path, reason: &str) -> Self {
        Self::Damaged { path: path.to_owned(), reason: reason.to_owned() }
    }
}

/// Where everything stands in the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Layout {
    /// How many statements there are.
    statements: u64,
    orders: Vec<Stretch>,
    dictionary: dictionary::Layout,
    /// Languages and datatypes.
    tags: Vec<String>,
}

/// Where the pages of one order stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stretch {
    /// The first of them.
    first: u64,
    /// How many there are.
    pages: u64,
    /// Where the first rows of the pages stand, in bytes.
    fences: u64,
}

/// A dataset that was opened. Many may read it at once.
#[derive(Debug)]
pub struct Dataset {
    pages: Pages,
    layout: Layout,
    tags: Tags,
    /// The first rows of the pages of each order, read when first asked for.
    fences: [OnceLock<Vec<Row>>; order::ORDERS.len()],
    rows: Cache<Vec<Row>>,
}

impl Dataset {
    /// Opens the dataset in a file: reads where everything stands. `hash_of_tail` is handed the end of
    /// the file, on which every byte of it depends, and says whether it is the right one.
    ///
    /// # Errors
    /// When the file cannot be read, is not whole, or not the right one.
    pub fn open(
        path: &Path,
        is_right: impl FnOnce(&[u8]) -> bool,
    ) -> Result<Arc<Self>, DatasetError> {
        let file = File::open(path).map_err(|error| DatasetError::io(path, error))?;
        Self::of_file(file, path, is_right)
    }

    /// A dataset of some statements in a file without a name, which goes when it is dropped.
    ///
    /// # Errors
    /// When the file cannot be written or read.
    pub fn of<'q>(quads: impl IntoIterator<Item = &'q Quad>) -> io::Result<Arc<Self>> {
        let folder = std::env::temp_dir();
        let mut builder = Builder::new(&folder);
        for quad in quads {
            builder.add(quad)?;
        }
        let mut file = tempfile::tempfile()?;
        builder.finish(&mut file)?;
        Self::of_file(file, &folder, |_| true).map_err(io::Error::other)
    }

    fn of_file(
        file: File,
        path: &Path,
        is_right: impl FnOnce(&[u8]) -> bool,
    ) -> Result<Arc<Self>, DatasetError> {
        let (pages, tail, text) = Pages::open(file, path)?;
        if !is_right(&tail) {
            return Err(pages.damaged("its content is not what its name says"));
        }
        let layout: Layout = serde_json::from_slice(&text)
            .map_err(|error| DatasetError::damaged(path, &error.to_string()))?;
        if layout.orders.len() != order::ORDERS.len() {
            return Err(pages.damaged("an order is missing"));
        }
        let tags = Tags::new(layout.tags.clone());
        let fences = Default::default();
        Ok(Arc::new(Self { pages, layout, tags, fences, rows: Cache::new(KEPT) }))
    }

    /// How many statements there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.layout.statements
    }

    /// Whether there is no statement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The statements that have what is given, of all graphs or of one; none where a term is not known.
    ///
    /// # Errors
    /// Each statement when the file is damaged.
    pub fn quads_for_pattern(
        self: &Arc<Self>,
        subject: Option<&NamedNode>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<&NamedNode>,
    ) -> impl Iterator<Item = Result<Quad, DatasetError>> + use<> {
        let data = Arc::clone(self);
        let pattern = self.known(subject, predicate, object, graph);
        let scan =
            pattern.and_then(|pattern| pattern.map(|pattern| Scan::new(self, pattern)).transpose());
        scan::items(scan).map(move |row| data.quad(&row?))
    }

    /// All statements.
    ///
    /// # Errors
    /// Each statement when the file is damaged.
    pub fn iter(self: &Arc<Self>) -> impl Iterator<Item = Result<Quad, DatasetError>> + use<> {
        self.quads_for_pattern(None, None, None, None)
    }

    /// A pattern of terms as one of numbers; nothing where a term is not known.
    fn known(
        &self,
        subject: Option<&NamedNode>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<&NamedNode>,
    ) -> Result<Option<Pattern>, DatasetError> {
        let object = object.map(TermRef::into_owned);
        let terms = [
            subject.map(|node| Parts::Iri(node.as_str())),
            predicate.map(|node| Parts::Iri(node.as_str())),
            None,
            graph.map(|node| Parts::Iri(node.as_str())),
        ];
        let mut pattern = Pattern::default();
        for (column, term) in terms.into_iter().enumerate() {
            let Some(term) = term else { continue };
            let Some(place) = self.place(term)? else { return Ok(None) };
            pattern[column] = Some(Id::stored(place).to_row());
        }
        if let Some(object) = object {
            let Some(id) = self.id(&object)? else { return Ok(None) };
            pattern[order::OBJECT] = Some(id.to_row());
        }
        Ok(Some(pattern))
    }

    /// The number of a term, if it has one.
    fn id(&self, term: &Term) -> Result<Option<Id>, DatasetError> {
        if let Term::Literal(literal) = term
            && let Some(id) = Id::of_literal(literal)
        {
            return Ok(Some(id));
        }
        Ok(self.place(Parts::of_term(term))?.map(Id::stored))
    }

    /// The place of a term in the dictionary.
    fn place(&self, term: Parts<'_>) -> Result<Option<u32>, DatasetError> {
        let mut record = Vec::new();
        match term.put_known(&self.tags, &mut record) {
            Some(()) => self.layout.dictionary.place(&self.pages, &record),
            None => Ok(None),
        }
    }

    /// The record of a term that stands in the dictionary.
    fn record(&self, place: u32) -> Result<Vec<u8>, DatasetError> {
        self.layout.dictionary.record(&self.pages, place)
    }

    /// The term of a number of this dataset.
    fn term(&self, id: Id) -> Result<Term, DatasetError> {
        if let Some(value) = id.value() {
            return Ok(value.into());
        }
        let place = id.place().ok_or_else(|| self.pages.damaged("a number is no term"))?;
        let term = record::term(&self.record(place)?, &self.tags);
        term.ok_or_else(|| self.pages.damaged("a term is none"))
    }

    fn quad(&self, statement: &Row) -> Result<Quad, DatasetError> {
        let term = |column: usize| self.term(Id::from_row(statement[column]));
        let subject = match term(order::SUBJECT)? {
            Term::NamedNode(node) => NamedOrBlankNode::NamedNode(node),
            Term::BlankNode(node) => NamedOrBlankNode::BlankNode(node),
            Term::Literal(_) => return Err(self.pages.damaged("a subject is a literal")),
        };
        let Term::NamedNode(predicate) = term(order::PREDICATE)? else {
            return Err(self.pages.damaged("a predicate is no IRI"));
        };
        let graph = Id::from_row(statement[order::GRAPH]);
        let graph = if graph == Id::DEFAULT_GRAPH {
            GraphName::DefaultGraph
        } else {
            match self.term(graph)? {
                Term::NamedNode(node) => GraphName::NamedNode(node),
                Term::BlankNode(node) => GraphName::BlankNode(node),
                Term::Literal(_) => return Err(self.pages.damaged("a graph is a literal")),
            }
        };
        Ok(Quad::new(subject, predicate, term(order::OBJECT)?, graph))
    }

    /// The pages of an order that can hold rows from one that begins with `prefix` on, and end before
    /// rows that are more.
    fn pages_of(
        &self,
        order: usize,
        length: usize,
        prefix: &Row,
    ) -> Result<Range<u64>, DatasetError> {
        let fences = self.fences(order)?;
        // The first row that is wanted may stand on the page before the first that begins with it.
        let start = fences.partition_point(|fence| fence <= prefix).saturating_sub(1);
        let after = |fence: &Row| fence[..length] <= prefix[..length];
        let end = start + fences[start..].partition_point(after);
        let first = self.layout.orders[order].first;
        Ok(first + start as u64..first + end as u64)
    }

    /// The first rows of the pages of an order.
    fn fences(&self, order: usize) -> Result<&[Row], DatasetError> {
        if let Some(fences) = self.fences[order].get() {
            return Ok(fences);
        }
        let Stretch { pages, fences, .. } = self.layout.orders[order];
        let length = usize::try_from(pages).ok().and_then(|pages| pages.checked_mul(ROW));
        let length = length.filter(|length| *length <= self.pages.longest());
        let length = length.ok_or_else(|| self.pages.damaged("an order has a wrong length"))?;
        let numbers = crate::bytes::numbers(&self.pages.bytes(fences, length)?);
        let (rows, _) = numbers.as_chunks();
        Ok(self.fences[order].get_or_init(|| rows.to_vec()))
    }

    /// The first graph after another that has a statement.
    fn next_graph(&self, last: Id) -> Result<Option<Id>, DatasetError> {
        let order = order::GRAPHS_FIRST;
        let end = [last.to_row(), u64::MAX, u64::MAX, u64::MAX];
        let fences = self.fences(order)?;
        let page = fences.partition_point(|fence| *fence <= end);
        let graph_of = |row: &Row| Id::from_row(row[0]);
        if let Some(before) = page.checked_sub(1) {
            let rows = self.rows(self.layout.orders[order].first + before as u64)?;
            let at = rows.partition_point(|row| *row <= end);
            if let Some(row) = rows.get(at) {
                return Ok(Some(graph_of(row)));
            }
        }
        Ok(fences.get(page).map(graph_of))
    }

    /// The rows of a page.
    fn rows(&self, page: u64) -> Result<Arc<Vec<Row>>, DatasetError> {
        self.rows.get(page, || {
            let rows = row::unpacked(&self.pages.page_once(page)?);
            rows.ok_or_else(|| self.pages.damaged("a row is cut off"))
        })
    }
}

/// How many bytes a row has in the table of first rows.
const ROW: usize = size_of::<Row>();
