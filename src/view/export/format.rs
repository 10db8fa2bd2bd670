//! The formats of RDF that an export can have.

use clap::ValueEnum;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};

/// A format of RDF, by its usual file extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// N-Triples.
    Nt,
    /// N-Quads.
    Nq,
    /// Turtle.
    Ttl,
    /// `TriG`.
    Trig,
    /// JSON-LD.
    #[value(name = "jsonld")]
    JsonLd,
    /// RDF/XML.
    Rdf,
}

impl Format {
    /// The format that files with this extension have.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "nt" => Self::Nt,
            "nq" => Self::Nq,
            "ttl" => Self::Ttl,
            "trig" => Self::Trig,
            "jsonld" | "json" => Self::JsonLd,
            "rdf" | "xml" => Self::Rdf,
            _ => return None,
        })
    }

    pub(super) fn rdf(self) -> RdfFormat {
        match self {
            Self::Nt => RdfFormat::NTriples,
            Self::Nq => RdfFormat::NQuads,
            Self::Ttl => RdfFormat::Turtle,
            Self::Trig => RdfFormat::TriG,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            Self::Rdf => RdfFormat::RdfXml,
        }
    }

    /// Whether it tells which graph a statement is of.
    pub(super) fn has_graphs(self) -> bool {
        self.rdf().supports_datasets()
    }

    /// Whether each statement is a line of its own.
    pub(super) fn is_lines(self) -> bool {
        matches!(self, Self::Nt | Self::Nq)
    }
}
