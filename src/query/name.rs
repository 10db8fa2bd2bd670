//! From what an entity is called to its IRI: for `ht:entity`, and for parameters of queries.

use oxigraph::model::NamedNode;

use crate::store::{Index, NameError, StoreError};

/// The likeliest entity of a name in any form, of a prefixed name, or of an IRI.
pub(super) fn entity(
    index: &Index,
    prefixes: &[(&str, String)],
    name: &str,
) -> Result<NamedNode, NameError> {
    match known(index, prefixes, name)? {
        Some(iri) => Ok(iri),
        None => Err(index.nameless(name, None)?.into()),
    }
}

/// The same, if there is one. What lives under the base of the store is in the index or nowhere;
/// what else there is, nobody knows.
pub(super) fn known(
    index: &Index,
    prefixes: &[(&str, String)],
    name: &str,
) -> Result<Option<NamedNode>, StoreError> {
    if let Some(reading) = index.find(name, None)?.into_iter().next() {
        return Ok(Some(NamedNode::new_unchecked(reading.iri)));
    }
    Ok(iri(prefixes, name).filter(|iri| !iri.as_str().starts_with(index.base())))
}

/// The IRI that is written out, in angle brackets or with a prefix that is declared.
fn iri(prefixes: &[(&str, String)], name: &str) -> Option<NamedNode> {
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
