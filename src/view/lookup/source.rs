//! What a card does not have, from the digests of the documents that mention its entity; the index
//! says which these are.

use std::collections::BTreeMap;

use super::Options;
use crate::card::{COMPANIONS_PER_KIND, Card, Companion, Counts, EVIDENCE_PER_CARD, Tally, Wanted};
use crate::catalog::Kind;
use crate::digest::{Digest, is_unlinked};
use crate::graph::{Edge, npmi, strength};
use crate::passage::Passage;
use crate::store::{Index, Reading, StoreDir, StoreError};

/// Where what is not on a card is read from.
pub(super) struct Source<'a> {
    pub(super) store: &'a StoreDir,
    pub(super) index: &'a Index,
    /// The number of the card.
    pub(super) card: usize,
}

impl Source<'_> {
    /// The sentences that are wanted when all answers count: from the card, if it has them.
    pub(super) fn evidence(
        &self,
        card: &Card,
        options: &Options,
    ) -> Result<Vec<Passage>, StoreError> {
        let has_all = |most| most <= EVIDENCE_PER_CARD || card.evidence.len() < EVIDENCE_PER_CARD;
        match options.wanted {
            Wanted::Best(most) if has_all(most) => {
                let best = card.evidence.iter().take(most);
                if options.context == 0 {
                    Ok(best.cloned().collect())
                } else {
                    self.around(card, best, options)
                }
            }
            _ => Ok(self.tally(card, options)?.end().1),
        }
    }

    /// The sentences of a card with those around them, from the documents they stand in.
    fn around<'b>(
        &self,
        card: &Card,
        best: impl Iterator<Item = &'b Passage>,
        options: &Options,
    ) -> Result<Vec<Passage>, StoreError> {
        let entries = self.store.manifest()?.by_path();
        let mut digests: BTreeMap<&str, Digest> = BTreeMap::new();
        let mut found = Vec::new();
        for passage in best {
            let path = passage.path.as_str();
            if let Some(entry) = entries.get(path).filter(|_| !digests.contains_key(path)) {
                digests.insert(path, self.store.digest(entry)?);
            }
            let digest = digests.get(path);
            let again = digest.and_then(|digest| passage.again(digest, &card.iri, options.context));
            found.push(again.unwrap_or_else(|| passage.clone()));
        }
        Ok(found)
    }

    /// Makes a card one of the answers that are to count.
    pub(super) fn count(&self, card: &mut Card, options: &Options) -> Result<(), StoreError> {
        let mut tally = self.tally(card, options)?;
        let mut companions = std::mem::take(&mut tally.companions);
        // What was asked for is with it everywhere.
        companions.retain(|iri, _| !options.filter.with.contains(iri));
        let (counts, evidence) = tally.end();
        let rank = card.counts.rank;
        card.companions = if options.filter.period().is_all() {
            self.companions(&companions, counts.answers)?
        } else {
            self.companions_of_days(&companions)?
        };
        (card.counts, card.evidence) = (Counts { rank, ..counts }, evidence);
        Ok(())
    }

    /// What the documents that mention the entity, and all it is to be mentioned with, say of it.
    fn tally(&self, card: &Card, options: &Options) -> Result<Tally, StoreError> {
        let mut documents = self.index.documents(self.card)?;
        for iri in &options.filter.with {
            let others = match self.index.by_iri(iri)? {
                Some(other) => self.index.documents(other.card)?,
                None => Vec::new(),
            };
            documents.retain(|document| others.binary_search(document).is_ok());
        }
        let graphs = &self.store.manifest()?.graphs;
        let mut tally = Tally::new(options.wanted, options.context, self.store.copies()?);
        for number in documents {
            let entry = graphs.get(number).ok_or_else(|| self.index.no_document(number))?;
            tally.add(number, &self.store.digest(entry)?, &card.iri, &options.filter);
        }
        Ok(tally)
    }

    /// The strongest companions in some of the answers: their association is that of being
    /// mentioned with being one of these answers, among all answers of the store.
    fn companions(
        &self,
        counted: &BTreeMap<String, u32>,
        of: u32,
    ) -> Result<Vec<Companion>, StoreError> {
        let mut found: Vec<(Edge, Companion)> = Vec::new();
        for (iri, &answers) in counted.iter().filter(|(iri, _)| !is_unlinked(iri)) {
            let Some(other) = self.index.by_iri(iri)? else { continue };
            let units = self.store.head().totals.counted();
            let npmi = npmi(units, of, other.answers, answers);
            let strength = strength(units, of, other.answers, answers);
            let edge = Edge { answers, npmi, strength, ..Edge::default() };
            found.push((edge, Companion::new(&other.iri, &other.kind, &other.label, &edge)));
        }
        found.sort_by(|(one, a), (other, b)| {
            other.strength.total_cmp(&one.strength).then_with(|| a.iri.cmp(&b.iri))
        });
        Ok(strongest(found.into_iter().map(|(_, other)| other).collect()))
    }

    /// The companions in most of the answers of some days. How much more often than by chance cannot
    /// be told without reading all that was written in those days.
    fn companions_of_days(
        &self,
        counted: &BTreeMap<String, u32>,
    ) -> Result<Vec<Companion>, StoreError> {
        let mut found: Vec<Companion> = Vec::new();
        for (iri, &answers) in counted.iter().filter(|(iri, _)| !is_unlinked(iri)) {
            let Some(Reading { iri, kind, label, .. }) = self.index.by_iri(iri)? else { continue };
            found.push(Companion { iri, kind, label, answers, npmi: None });
        }
        found.sort_by(|a, b| b.answers.cmp(&a.answers).then_with(|| a.iri.cmp(&b.iri)));
        Ok(strongest(found))
    }
}

/// The first companions of each kind.
fn strongest(mut companions: Vec<Companion>) -> Vec<Companion> {
    let mut left = BTreeMap::from(Kind::ALL.map(|kind| (kind.as_str(), COMPANIONS_PER_KIND)));
    companions.retain(|other| match left.get_mut(other.kind.as_str()) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    });
    companions
}
