//! What cards need of the documents, gathered one document after the other, so that no more than
//! one has to be in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::{Counts, EVIDENCE_PER_CARD};
use crate::digest::{Copies, Digest, MentionDigest};
use crate::passage::{Best, Passage, Source};

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
    /// Adds a document, without the copies of what counts elsewhere; `number` is its place among all
    /// documents in the order of their IRIs.
    pub fn add(&mut self, number: usize, digest: &Digest, copies: &Copies) {
        for iri in named_in(digest, copies) {
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
        let units = digest.units.iter().enumerate();
        let naming = units.filter(|(_, unit)| !unit.mentions.is_empty());
        for (place, unit) in naming.filter(|(place, _)| copies.counts(&digest.iri, *place)) {
            let others = copies.others(&digest.iri, place);
            let date = digest.day(unit);
            let source = Source::new(digest, unit, (number, place));
            for sentence in source.mentioning() {
                let rank = source.rank(&[sentence], &[]);
                for entity in source.named(&[sentence]) {
                    let about = self.about(&digest.entities[entity as usize]);
                    let is_meant = |mention: &MentionDigest| mention.entity == entity;
                    about.best.offer(rank, || {
                        source.passage(&[sentence], is_meant, 0).standing_in(others)
                    });
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
    pub(super) fn take(&mut self, iri: &str) -> (Counts, Vec<u32>, Vec<Passage>) {
        let About { documents, mut counts, best } = self.entities.remove(iri).unwrap_or_default();
        counts.documents = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        (counts, documents.into_iter().collect(), best.into_passages())
    }

    /// The companies that the catalog does not know, in the order of their IRIs.
    pub(super) fn unlinked(&self) -> impl Iterator<Item = (&str, &Names)> {
        self.unlinked.iter().map(|(iri, names)| (iri.as_str(), names))
    }
}

/// The entities that a document names, copies of what counts elsewhere left out.
fn named_in<'a>(digest: &'a Digest, copies: &Copies) -> BTreeSet<&'a str> {
    if !copies.concern(&digest.iri) {
        return digest.entities.iter().map(String::as_str).collect();
    }
    let units = digest.units.iter().enumerate();
    let units = units.filter(|(place, _)| copies.counts(&digest.iri, *place));
    let mentions = units.flat_map(|(_, unit)| &unit.mentions);
    mentions.map(|mention| digest.entity(mention)).collect()
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
    use crate::digest::{Copies, Digest};
    use crate::document;
    use crate::mention::Finder;
    use crate::vocab::BASE;

    #[test]
    fn a_copy_is_told_and_not_counted() {
        let catalog = Catalog::builtin(BASE).expect("the built-in catalog is right");
        let finder = Finder::new(&catalog);
        let text = "华为和小米在印度出海，而且两家都在那里建了厂。";
        let digests = ["a.txt", "b.txt"].map(|path| {
            let document = document::read(path, text.as_bytes()).document.expect("it is text");
            Digest::new(BASE, text.as_bytes(), &document, &catalog, &finder)
        });
        let outlines = digests.each_ref().map(Digest::outline);
        let (mut gathered, copies) = (Gathered::default(), Copies::of(&outlines));
        gathered.add(0, &digests[0], &copies);
        gathered.add(1, &digests[1], &copies);
        let (counts, found_in, evidence) = gathered.take(&format!("{BASE}company/huawei"));
        assert_eq!((counts.documents, found_in, evidence.len()), (1, vec![0], 1));
        let others: Vec<&str> = evidence[0].copies.iter().map(|copy| &*copy.path).collect();
        assert_eq!(others, ["b.txt"]);
    }

    #[test]
    fn the_order_of_documents_is_of_no_account() {
        let catalog = Catalog::builtin(BASE).expect("the built-in catalog is right");
        let finder = Finder::new(&catalog);
        let digests: Vec<Digest> = (0..4)
            .map(|number| {
                let sentence =
                    |place| format!("第{number}篇第{place}句说华为和小米去了印度。华为很好。");
                let text: String = (0..20).map(sentence).collect();
                let reading = document::read(&format!("{number}.txt"), text.as_bytes());
                let document = reading.document.expect("it is text");
                Digest::new(BASE, text.as_bytes(), &document, &catalog, &finder)
            })
            .collect();
        let gathered = |order: [usize; 4]| {
            let mut gathered = Gathered::default();
            for number in order {
                gathered.add(number, &digests[number], &Copies::default());
            }
            gathered.take(&format!("{BASE}company/huawei"))
        };
        let forth = gathered([0, 1, 2, 3]);
        assert_eq!(forth.1, [0, 1, 2, 3]);
        assert_eq!(forth.2.len(), crate::card::EVIDENCE_PER_CARD);
        assert_eq!(forth, gathered([3, 1, 0, 2]));
    }
}
