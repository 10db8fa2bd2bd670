//! From the chosen part of the graph to the scene of a picture: names, figures, and the sentences
//! behind each entity and pair.

use std::collections::HashMap;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::names::Names;
use crate::catalog::Kind;
use crate::digest::{Digest, MentionDigest, Period};
use crate::graph::{CoMentions, Selected};
use crate::passage::{self, Best, Pairs, Passage};
use crate::picture::{Edge, Node, Scene};
use crate::store::{StoreDir, StoreError};

/// How many sentences are shown of an entity or a pair.
const SENTENCES: usize = 3;

/// Where the parts of scenes come from.
#[derive(Debug)]
pub struct Source<'a> {
    /// The store with the digests.
    pub store: &'a StoreDir,
    /// What entities are called.
    pub names: &'a Names<'a>,
    /// The whole graph.
    pub co_mentions: &'a CoMentions,
    /// The date since when answers are counted.
    pub since: Option<&'a str>,
}

impl Source<'_> {
    /// Gathers what a picture of these nodes and edges shows.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn scene(&self, selected: &Selected, title: String) -> Result<Scene, StoreError> {
        let graph = self.co_mentions.graph();
        let mut places = vec![usize::MAX; graph.node_count()];
        let mut nodes = Vec::with_capacity(selected.nodes.len());
        let mut dated = self.dated(&selected.nodes)?;
        for (place, &node) in selected.nodes.iter().enumerate() {
            places[node.index()] = place;
            nodes.push(self.node(node, &mut dated)?);
        }
        let evidence = self.passages(&selected.edges, SENTENCES)?;
        let edges = selected.edges.iter().zip(evidence).map(|(&edge, passages)| {
            let (one, other) = self.co_mentions.ends(edge);
            let weight = &graph[edge];
            Edge {
                source: places[one.index()],
                target: places[other.index()],
                answers: weight.answers,
                sentences: weight.sentences,
                authors: weight.authors,
                npmi: weight.npmi,
                evidence: passages,
            }
        });
        Ok(Scene { title, subtitle: Some(self.subtitle(selected)), edges: edges.collect(), nodes })
    }

    /// The best sentences about these nodes, where only those of some days count: a card has but the
    /// best of all time.
    fn dated(&self, nodes: &[NodeIndex]) -> Result<HashMap<&str, Best>, StoreError> {
        let period = Period::since(self.since);
        if period.is_all() {
            return Ok(HashMap::new());
        }
        let iri = |node: &NodeIndex| self.co_mentions.graph()[*node].iri.as_str();
        let mut best: HashMap<&str, Best> =
            nodes.iter().map(|node| (iri(node), Best::new(SENTENCES))).collect();
        let copies = self.store.copies()?;
        for (number, digest) in self.store.digests()?.enumerate() {
            let digest = digest?;
            for (place, unit) in digest.units.iter().enumerate() {
                if period.holds(digest.day(unit)) && copies.counts(&digest.iri, place) {
                    let source = passage::Source::new(&digest, unit, (number, place));
                    offer(&mut best, &digest, &source);
                }
            }
        }
        Ok(best)
    }

    fn node(&self, node: NodeIndex, dated: &mut HashMap<&str, Best>) -> Result<Node, StoreError> {
        let weight = &self.co_mentions.graph()[node];
        let name = self.names.get(&weight.iri);
        let card = name.map(|name| self.names.index().card(name.card)).transpose()?;
        let card = card.unwrap_or_default();
        let dated = dated.remove(weight.iri.as_str()).map(Best::into_passages);
        let evidence = dated.unwrap_or(card.evidence).into_iter().take(SENTENCES);
        Ok(Node {
            iri: weight.iri.clone(),
            kind: name.map_or(Kind::Company, |name| name.kind),
            label: name.map_or_else(|| weight.iri.clone(), |name| name.label.clone()),
            label_en: card.label_en,
            alt_labels: card.alt_labels,
            answers: weight.answers,
            mentions: weight.mentions,
            authors: weight.authors,
            rank: weight.rank,
            betweenness: weight.betweenness,
            community: weight.community,
            core: weight.core,
            evidence: evidence.collect(),
        })
    }

    /// The best passages for each of these edges, read from the digests.
    ///
    /// # Errors
    /// When a digest is damaged.
    pub fn passages(
        &self,
        edges: &[EdgeIndex],
        most: usize,
    ) -> Result<Vec<Vec<Passage>>, StoreError> {
        let iri = |node: NodeIndex| self.co_mentions.graph()[node].iri.as_str();
        let ends = edges.iter().map(|&edge| <[NodeIndex; 2]>::from(self.co_mentions.ends(edge)));
        let ends: Vec<[&str; 2]> = ends.map(|ends| ends.map(iri)).collect();
        let mut pairs = Pairs::new(&ends, most, Period::since(self.since));
        if !edges.is_empty() {
            let copies = self.store.copies()?;
            for (number, digest) in self.store.digests()?.enumerate() {
                pairs.add(number, &digest?, &copies);
            }
        }
        Ok(pairs.finish())
    }

    fn subtitle(&self, selected: &Selected) -> String {
        let (nodes, edges) = (selected.nodes.len(), selected.edges.len());
        let since = self.since.map(|since| format!("（{since} 以来）")).unwrap_or_default();
        let units = self.co_mentions.units();
        format!("haitu 海图 · {units} 个回答与文章{since} · {nodes} 个实体，{edges} 对")
    }
}

/// Offers the sentences of a unit to the entities that they name.
fn offer(best: &mut HashMap<&str, Best>, digest: &Digest, source: &passage::Source<'_>) {
    for sentence in source.mentioning() {
        for entity in source.named(&[sentence]) {
            if let Some(best) = best.get_mut(digest.entities[entity as usize].as_str()) {
                let is_meant = |mention: &MentionDigest| mention.entity == entity;
                best.offer(source.rank(&[sentence], &[]), || {
                    source.passage(&[sentence], is_meant, 0)
                });
            }
        }
    }
}
