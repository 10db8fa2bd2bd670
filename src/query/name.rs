//! From what an entity is called to its IRI: for `ht:entity`, and for parameters of queries.

use oxigraph::model::NamedNode;

use crate::store::{Index, NameError, StoreError};
use crate::vocab::Prefixes;

/// The likeliest entity of a name in any form, of a prefixed name, or of an IRI.
pub(super) fn entity(
    index: &Index,
    prefixes: &Prefixes,
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
    prefixes: &Prefixes,
    name: &str,
) -> Result<Option<NamedNode>, StoreError> {
    if let Some(reading) = index.find(name, None)?.into_iter().next() {
        return Ok(Some(NamedNode::new_unchecked(reading.iri)));
    }
    Ok(iri(prefixes, name).filter(|iri| !iri.as_str().starts_with(index.base())))
}

/// The IRI that is written out, in angle brackets or with a prefix that is declared.
fn iri(prefixes: &Prefixes, name: &str) -> Option<NamedNode> {
    if let Some(bare) = name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
        return NamedNode::new(bare).ok();
    }
    if let Some(iri) = prefixes.expand(name) {
        return NamedNode::new(iri).ok();
    }
    let (scheme, rest) = name.split_once(':')?;
    if rest.starts_with("//") || scheme == "urn" { NamedNode::new(name).ok() } else { None }
}
