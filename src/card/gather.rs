//! What cards need of the documents, gathered one document after the other, so that no more than
//! one has to be in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{self, Best, Evidence};
use super::{Counts, EVIDENCE_PER_CARD};
use crate::digest::Digest;

/// What the documents say of all entities. The order in which they are added is of no account.
#[derive(Debug, Default)]
pub struct Gathered {
    entities: BTreeMap<String, About>,
    unlinked: BTreeMap<String, Names>,
}

/// What the documents say of one entity.
#[derive(Debug)]
struct About {
    documents: BTreeSet<u32>,
    counts: Counts,
    best: Best,
}

/// What a company is called that the catalog does not know.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Its name.
    pub(super) name: String,
    /// The short forms that texts define for it.
    pub(super) short_forms: BTreeSet<String>,
}

impl Gathered {
    /// Adds a document; `number` is its place among all documents in the order of their IRIs.
    pub fn add(&mut self, number: usize, digest: &Digest) {
        for iri in &digest.entities {
            let documents = &mut self.about(iri).documents;
            documents.extend(u32::try_from(number));
        }
        for unlinked in &digest.unlinked {
            let names = self.unlinked.entry(unlinked.iri.clone()).or_default();
            if names.name.is_empty() || unlinked.name < names.name {
                names.name.clone_from(&unlinked.name);
            }
            names.short_forms.extend(unlinked.short_forms.iter().cloned());
        }
        for (place, unit) in digest.units.iter().enumerate() {
            let date = digest.day(unit);
            for sentence in evidence::mentioning(digest, unit) {
                let score = sentence.score(number, place);
                for iri in sentence.entities() {
                    let about = self.about(iri);
                    about.best.offer(score, || sentence.evidence(iri, 0));
                    if let Some(date) = date {
                        about.counts.widen(date);
                    }
                }
            }
        }
    }

    fn about(&mut self, iri: &str) -> &mut About {
        if !self.entities.contains_key(iri) {
            self.entities.insert(iri.to_owned(), About::default());
        }
        self.entities.get_mut(iri).expect("it was just inserted")
    }

    /// What is known of an entity: over which documents and days it is mentioned, and the best
    /// sentences. It is then forgotten.
    pub(super) fn take(&mut self, iri: &str) -> (Counts, Vec<u32>, Vec<Evidence>) {
        let About { documents, mut counts, best } = self.entities.remove(iri).unwrap_or_default();
        counts.documents = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        (counts, documents.into_iter().collect(), best.into_sentences())
    }

    /// The companies that the catalog does not know, in the order of their IRIs.
    pub(super) fn unlinked(&self) -> impl Iterator<Item = (&str, &Names)> {
        self.unlinked.iter().map(|(iri, names)| (iri.as_str(), names))
    }
}

impl Default for About {
    fn default() -> Self {
        let best = Best::new(EVIDENCE_PER_CARD);
        Self { documents: BTreeSet::new(), counts: Counts::default(), best }
    }
}

#[cfg(test)]
mod tests {
    use super::Gathered;
    use crate::catalog::Catalog;
    use crate::digest::Digest;
    use crate::document;
    use crate::mention::Finder;
    use crate::vocab::BASE;

    #[test]
    fn the_order_of_documents_is_of_no_account() {
        let catalog = Catalog::builtin(BASE).expect("the built-in catalog is right");
        let finder = Finder::new(&catalog);
        let digests: Vec<Digest> = (0..4)
            .map(|number| {
                let text = format!("第{number}篇说华为和小米去了印度。华为很好。").repeat(20);
                let reading = document::read(&format!("{number}.txt"), text.as_bytes());
                let document = reading.document.expect("it is text");
                Digest::new(BASE, text.as_bytes(), &document, &catalog, &finder)
            })
            .collect();
        let gathered = |order: [usize; 4]| {
            let mut gathered = Gathered::default();
            for number in order {
                gathered.add(number, &digests[number]);
            }
            gathered.take(&format!("{BASE}company/huawei"))
        };
        let forth = gathered([0, 1, 2, 3]);
        assert_eq!(forth.1, [0, 1, 2, 3]);
        assert_eq!(forth.2.len(), crate::card::EVIDENCE_PER_CARD);
        assert_eq!(forth, gathered([3, 1, 0, 2]));
    }
}
