//! The formats of RDF that an export can have.

use oxigraph::io::{JsonLdProfileSet, RdfFormat};

/// A format, by its usual file extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    JsonLd,
    /// RDF/XML.
    Rdf,
}

impl Format {
    /// The format that a file's name tells, `.gz` at its end left out.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.strip_suffix(".gz").unwrap_or(name);
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension {
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

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn the_name_of_a_file_tells_its_format() {
        let check = |name: &str, expected| assert_eq!(Format::of_file(name), expected, "{name}");
        check("dump.nq.gz", Some(Format::Nq));
        check("a.b/dump.ttl", Some(Format::Ttl));
        check("dump.json", Some(Format::JsonLd));
        check("dump.gz", None);
        check("dump.zip", None);
        check("dump", None);
    }
}
