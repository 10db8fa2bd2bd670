//! The IRIs of documents, units and authors: made from what they are, so that the same input has
//! the same IRIs everywhere.

use std::path::Path;

use crate::document::{DocumentKind, Unit, UnitKind};

/// How many hexadecimal digits of a path's hash tell files of one name apart.
const HASH_DIGITS: usize = 12;

/// The IRI of a document: its file's name, and a hash of the path as the user named it.
#[must_use]
pub fn document_iri(base: &str, path: &str) -> String {
    if path == "-" {
        return format!("{base}document/stdin");
    }
    let normal = path.strip_prefix("./").unwrap_or(path);
    let stem = Path::new(normal).file_stem().and_then(|stem| stem.to_str()).unwrap_or("file");
    format!("{base}document/{}-{}", slug(stem), short_hash(normal))
}

/// The IRI of an author, who is known by name only.
#[must_use]
pub fn author_iri(base: &str, name: &str) -> String {
    format!("{base}author/{}", distinct_slug(name))
}

/// The provisional IRI of a company that the catalog does not know.
pub(super) fn unlinked_iri(base: &str, name: &str) -> String {
    format!("{base}company/~{}", distinct_slug(&name.replace(' ', "-")))
}

/// Whether an IRI is the provisional one of a company that the catalog does not know.
#[must_use]
pub fn is_unlinked(iri: &str) -> bool {
    iri.contains("company/~")
}

/// The IRI of a unit in its document.
pub(super) fn unit_iri(document: &str, page: DocumentKind, unit: &Unit) -> String {
    match (page, unit.kind) {
        (DocumentKind::Lines, _) => format!("{document}/line/{}", unit.position),
        (_, UnitKind::Answer) => format!("{document}/answer/{}", unit.position),
        (_, UnitKind::Article) => format!("{document}/article"),
    }
}

/// A name as a part of an IRI, with a hash where it had to be changed, so that different names stay
/// different.
fn distinct_slug(name: &str) -> String {
    let slug = slug(name);
    if slug == name { slug } else { format!("{slug}-{}", short_hash(name)) }
}

/// A name as a part of an IRI: letters and digits of any script, `-`, `_` and `.`; anything else
/// becomes one `-`.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '.') || is_plain_letter(c) {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}

/// Letters outside ASCII that may stand in an IRI: private and special ranges may not.
fn is_plain_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric() && u32::from(c) < 0xe000
        || matches!(u32::from(c), 0x20000..=0x3ffff if c.is_alphanumeric())
}

fn short_hash(text: &str) -> String {
    let mut hash = crate::hash::sha256(text.as_bytes());
    hash.truncate(HASH_DIGITS);
    hash
}

#[cfg(test)]
mod tests {
    use super::{author_iri, document_iri};

    #[test]
    fn documents_of_one_name_in_two_folders_differ() {
        let one = document_iri("http://x/", "a/page.md");
        assert_eq!(one, document_iri("http://x/", "./a/page.md"));
        assert_ne!(one, document_iri("http://x/", "b/page.md"));
        assert!(one.starts_with("http://x/document/page-"), "{one}");
    }

    #[test]
    fn authors_of_different_names_differ() {
        assert_eq!(author_iri("http://x/", "豹有爱的"), "http://x/author/豹有爱的");
        assert_ne!(author_iri("http://x/", "豹 爱"), author_iri("http://x/", "豹-爱"));
    }
}
