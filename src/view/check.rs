//! `haitu check`: what in a store violates its shapes, with the sentence it is about; or what is
//! wrong with a catalog, with file and line.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::catalog::lint;
use crate::passage::{Days, Printer};
use crate::shape::{ShapeError, Shapes, Violation};
use crate::store::{StoreDir, StoreError};
use crate::text::paragraph::{PLACE, Screen, on_one_line};
use crate::vocab::{self, Prefixes, shortened};

mod source;

pub use source::Source;
use source::Sources;

/// Why a store cannot be checked.
#[derive(Debug, Error)]
pub enum CheckError {
    /// It cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The shapes cannot be checked.
    #[error(transparent)]
    Shape(ShapeError),
}

impl From<ShapeError> for CheckError {
    /// A graph that is damaged is the store's matter.
    fn from(error: ShapeError) -> Self {
        match error {
            ShapeError::Dataset(error) => Self::Store(error.into()),
            error => Self::Shape(error),
        }
    }
}

/// What was checked, and what was found.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Whether nothing was found.
    pub conforms: bool,
    /// How many statements there are.
    pub statements: usize,
    /// How many constraints they were held against.
    pub constraints: usize,
    /// What violates one.
    pub violations: Vec<Finding>,
}

/// A violation, and the source of what it is about.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// The node at fault.
    pub node: String,
    /// The shape it does not have.
    pub shape: String,
    /// The path that the constraint is about, as SPARQL writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The value at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// Where the node stands in its source, if it stands in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// Holds all that a store says against its shapes.
///
/// # Errors
/// When the store cannot be read.
pub fn check(store: &StoreDir, shapes: &Shapes) -> Result<Report, CheckError> {
    let graph = store.graph()?;
    let prefixes = Prefixes::new(&store.head().base);
    let mut sources = Sources::new(store);
    let findings = shapes.violations(&graph)?;
    let findings = findings.into_iter().map(|violation| {
        let source = sources.of(&violation.node)?;
        Ok(Finding::new(violation, source, &prefixes))
    });
    let violations: Vec<Finding> = findings.collect::<Result<_, StoreError>>()?;
    Ok(Report {
        conforms: violations.is_empty(),
        statements: store.head().totals.quads,
        constraints: shapes.len(),
        violations,
    })
}

impl Finding {
    fn new(violation: Violation, source: Option<Source>, prefixes: &Prefixes) -> Self {
        let short = |text: &str| shortened(text, |iri| prefixes.shorten(iri));
        Self {
            node: violation.node.to_string(),
            shape: violation.shape.as_str().to_owned(),
            path: violation.path.as_deref().map(short),
            value: violation.value.map(|value| value.to_string()),
            message: short(&violation.message),
            source,
        }
    }
}

/// A report as people see it.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// What was found.
    pub report: &'a Report,
    /// What it is written for.
    pub screen: Screen,
}

impl fmt::Display for Sheet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { statements, constraints, violations, .. } = self.report;
        for finding in violations {
            write!(f, "{finding}")?;
            self.write_source(f, finding.source.as_ref())?;
            writeln!(f)?;
        }
        let found = match violations.len() {
            0 => "all hold".to_owned(),
            1 => "1 violation".to_owned(),
            many => format!("{many} violations"),
        };
        writeln!(f, "{statements} statements, {constraints} constraints: {found}")
    }
}

impl Sheet<'_> {
    fn write_source(&self, f: &mut fmt::Formatter<'_>, source: Option<&Source>) -> fmt::Result {
        let printer = Printer { indent: 2, screen: self.screen, days: Days::Shown };
        match source {
            Some(Source::Passage(passage)) => printer.write(f, passage),
            Some(Source::File { path }) => {
                writeln!(f, "  {PLACE}{}{PLACE:#}", on_one_line(path))
            }
            None => Ok(()),
        }
    }
}

/// What is wrong with a catalog, one finding a line.
pub struct Findings<'a>(pub &'a [lint::Finding]);

impl fmt::Display for Findings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in self.0 {
            writeln!(f, "{finding}")?;
        }
        match self.0.len() {
            0 => writeln!(f, "the catalog has no mistakes"),
            1 => writeln!(f, "1 mistake"),
            many => writeln!(f, "{many} mistakes"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shape = vocab::local(&self.shape);
        writeln!(f, "{}", self.node)?;
        write!(f, "  {shape}: ")?;
        if let Some(path) = &self.path {
            write!(f, "{path} ")?;
        }
        write!(f, "{}", self.message)?;
        // A value that the message tells need not be told again.
        if let (Some(_), Some(value)) = (&self.path, &self.value) {
            write!(f, ": {value}")?;
        }
        writeln!(f)
    }
}
