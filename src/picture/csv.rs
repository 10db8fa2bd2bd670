//! CSV: one line an edge, both ends named.

use std::io::{self, Write};

use super::Scene;
use crate::csv::Dialect;

const HEADING: &str =
    "source,target,sourceLabel,targetLabel,sourceType,targetType,answers,sentences,authors,npmi";

/// Writes the edges of a scene.
pub(super) fn write(scene: &Scene, dialect: Dialect, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{}{HEADING}\r\n", dialect.mark())?;
    for edge in &scene.edges {
        let (one, other) = (&scene.nodes[edge.source], &scene.nodes[edge.target]);
        for field in
            [&one.iri, &other.iri, &one.label, &other.label, one.kind.as_str(), other.kind.as_str()]
        {
            write!(out, "{},", dialect.field(field))?;
        }
        write!(out, "{},{},{},{:.6}\r\n", edge.answers, edge.sentences, edge.authors, edge.npmi)?;
    }
    Ok(())
}
