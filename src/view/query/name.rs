//! From what an entity is called to its IRI: for `ht:entity`, and for parameters of queries.

use std::fmt;

use oxigraph::model::NamedNode;

use crate::store::Index;

/// How many names a "did you mean" offers.
const SUGGESTIONS: usize = 5;

/// A name that no entity has, and those like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchName {
    name: String,
    similar: Vec<String>,
}

impl fmt::Display for NoSuchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing is called `{}`", self.name)?;
        let similar: Vec<String> = self.similar.iter().map(|name| format!("`{name}`")).collect();
        if similar.is_empty() {
            Ok(())
        } else {
            write!(f, "; did you mean {}?", similar.join(", "))
        }
    }
}

/// The likeliest entity of a name in any form, of a prefixed name, or of an IRI.
pub(super) fn entity(
    index: &Index,
    prefixes: &[(&str, String)],
    name: &str,
) -> Result<NamedNode, NoSuchName> {
    // What is wrong with a damaged index is told when it is opened.
    if let Some(reading) = index.find(name).unwrap_or_default().first() {
        return Ok(NamedNode::new_unchecked(&reading.iri));
    }
    if let Some(iri) = iri(prefixes, name) {
        return Ok(iri);
    }
    let similar = index
        .similar(name, SUGGESTIONS)
        .unwrap_or_default()
        .into_iter()
        .map(|reading| reading.label);
    Err(NoSuchName { name: name.chars().take(80).collect(), similar: similar.collect() })
}

/// The IRI that is written out, in angle brackets or with a prefix that is declared.
pub(super) fn iri(prefixes: &[(&str, String)], name: &str) -> Option<NamedNode> {
    if let Some(bare) = name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
        return NamedNode::new(bare).ok();
    }
    let (prefix, local) = name.split_once(':')?;
    match prefixes.iter().find(|(known, _)| *known == prefix) {
        Some((_, namespace)) => NamedNode::new(format!("{namespace}{local}")).ok(),
        None if local.starts_with("//") || prefix == "urn" => NamedNode::new(name).ok(),
        None => None,
    }
}
