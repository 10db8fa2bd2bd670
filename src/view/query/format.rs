//! The formats of results: some are for solutions and booleans, some for triples, and a table for
//! people fits all.

use clap::ValueEnum;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::sparql::results::QueryResultsFormat;

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// An aligned table, for people.
    Table,
    /// SPARQL results in JSON.
    Json,
    /// SPARQL results in XML.
    Xml,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// Turtle.
    Ttl,
    /// N-Triples.
    Nt,
    /// N-Quads.
    Nq,
    /// `TriG`.
    Trig,
    /// JSON-LD.
    Jsonld,
    /// CSV for spreadsheets.
    #[value(skip)]
    Sheet,
}

impl Format {
    /// The engine's format for solutions and booleans, if this is one.
    pub(super) fn for_solutions(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            _ => None,
        }
    }

    /// The engine's format for triples, if this is one; people read them in Turtle.
    pub(super) fn for_triples(self) -> Option<RdfFormat> {
        match self {
            Self::Table | Self::Ttl => Some(RdfFormat::Turtle),
            Self::Nt => Some(RdfFormat::NTriples),
            Self::Nq => Some(RdfFormat::NQuads),
            Self::Trig => Some(RdfFormat::TriG),
            Self::Jsonld => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
            _ => None,
        }
    }

    /// What it is called in messages.
    pub(super) fn title(self) -> String {
        let of_solutions = self.for_solutions().map(QueryResultsFormat::name);
        let of_triples = self.for_triples().map(RdfFormat::name);
        of_solutions.or(of_triples).unwrap_or("CSV").to_owned()
    }
}
