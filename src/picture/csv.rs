//! CSV (RFC 4180): one line an edge, both ends named.

use std::io::{self, Write};

use super::Scene;

const HEADING: &str =
    "source,target,sourceLabel,targetLabel,sourceType,targetType,answers,sentences,authors,npmi";

/// Writes the edges of a scene.
pub(super) fn write(scene: &Scene, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{HEADING}\r\n")?;
    for edge in &scene.edges {
        let (one, other) = (&scene.nodes[edge.source], &scene.nodes[edge.target]);
        for field in
            [&one.iri, &other.iri, &one.label, &other.label, one.kind.as_str(), other.kind.as_str()]
        {
            write!(out, "{},", field_of(field))?;
        }
        write!(out, "{},{},{},{:.6}\r\n", edge.answers, edge.sentences, edge.authors, edge.npmi)?;
    }
    Ok(())
}

/// A field, in quotes where it needs them.
fn field_of(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::field_of;

    #[test]
    fn quotes_and_commas_are_kept() {
        let check = |text, expected| assert_eq!(field_of(text), expected);
        check("华为", "华为");
        check("a,b", "\"a,b\"");
        check("the \"best\"", "\"the \"\"best\"\"\"");
    }
}
