//! Where catalog files describe a subject.

use std::collections::HashMap;
use std::fmt;

use oxigraph::model::{NamedNode, NamedOrBlankNode};
use serde::Serialize;

use crate::catalog::Source;
use crate::catalog::source::rebase;
use crate::catalog::turtle::statements;

/// Where a file begins to describe a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The file, as the user named it, or the name of one of the built-in files.
    pub path: String,
    /// The line on which the first statement stands, from 1.
    pub line: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// Where files describe subjects, by the IRIs that these have under `base`: each stretch of statements
/// about one, in the order of the files.
#[must_use]
pub fn origins(base: &str, files: &[Source]) -> HashMap<NamedNode, Vec<Origin>> {
    let mut origins: HashMap<NamedNode, Vec<Origin>> = HashMap::new();
    for source in files {
        let all = statements(&source.text);
        for block in all.chunk_by(|one, other| one.triple.subject == other.triple.subject) {
            if let NamedOrBlankNode::NamedNode(subject) = &block[0].triple.subject {
                let origin = Origin { path: source.path.clone(), line: block[0].line() };
                origins.entry(rebase(base, subject.clone())).or_default().push(origin);
            }
        }
    }
    origins
}

#[cfg(test)]
mod tests {
    use oxigraph::model::NamedNode;

    use super::origins;
    use crate::catalog::Source;
    use crate::vocab::BASE;

    #[test]
    fn every_block_of_every_file_is_found() {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: format!("@prefix c: <{BASE}company/> .\n{text}"),
        };
        let files = [
            source("a.ttl", "c:a c:p 1 ; c:q c:b .\n\nc:b c:p 2 .\nc:a c:p 3 .\n"),
            source("b.ttl", "c:ab c:p 1 .\n<http://other/a> c:p c:a .\n"),
            source("c.ttl", "\n<http://other/company/a>\n    c:p 1 .\n"),
        ];
        let check = |iri: &str, base: &str, expected: &[(&str, u32)]| {
            let found = origins(base, &files).remove(&NamedNode::new_unchecked(iri));
            let found = found.unwrap_or_default();
            let found: Vec<(&str, u32)> =
                found.iter().map(|origin| (origin.path.as_str(), origin.line)).collect();
            assert_eq!(found, expected, "{iri}");
        };
        check(&format!("{BASE}company/a"), BASE, &[("a.ttl", 2), ("a.ttl", 5)]);
        check(&format!("{BASE}company/b"), BASE, &[("a.ttl", 4)]);
        check("http://other/company/a", BASE, &[("c.ttl", 4)]);
        let other = [("a.ttl", 2), ("a.ttl", 5), ("c.ttl", 4)];
        check("http://other/company/a", "http://other/", &other);
        check(&format!("{BASE}company/z"), BASE, &[]);
    }
}
