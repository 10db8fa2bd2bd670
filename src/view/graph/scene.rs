//! From the chosen part of the graph to the scene of a picture: names, figures, and the sentences
//! behind each entity and pair.

use std::collections::HashMap;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::names::Names;
use crate::card::Evidence;
use crate::card::evidence::{self, Best};
use crate::catalog::Kind;
use crate::digest::Period;
use crate::graph::evidence::{Gathering, Passage};
use crate::graph::{CoMentions, Selected};
use crate::picture::{Edge, Node, Scene, Sentence};
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
                evidence: passages.into_iter().map(Sentence::from).collect(),
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
        for (number, entry) in self.store.manifest()?.graphs.iter().enumerate() {
            let digest = self.store.digest(entry)?;
            let units = digest.units.iter().enumerate();
            for (place, unit) in units.filter(|(_, unit)| period.holds(digest.day(unit))) {
                for sentence in evidence::mentioning(&digest, unit) {
                    for iri in sentence.entities() {
                        if let Some(best) = best.get_mut(iri) {
                            let score = sentence.score(number, place);
                            best.offer(score, || sentence.evidence(iri, 0));
                        }
                    }
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
        let dated = dated.remove(weight.iri.as_str()).map(Best::into_sentences);
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
            evidence: evidence.map(Sentence::from).collect(),
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
        let mut gathering =
            Gathering::new(self.co_mentions, edges, most, Period::since(self.since));
        if !edges.is_empty() {
            let copies = self.store.copies()?;
            for digest in self.store.digests()? {
                gathering.add(&digest?, &copies);
            }
        }
        Ok(gathering.finish())
    }

    fn subtitle(&self, selected: &Selected) -> String {
        let (nodes, edges) = (selected.nodes.len(), selected.edges.len());
        let since = self.since.map(|since| format!("（{since} 以来）")).unwrap_or_default();
        let units = self.co_mentions.units();
        format!("haitu 海图 · {units} 个回答与文章{since} · {nodes} 个实体，{edges} 对")
    }
}

impl From<Passage> for Sentence {
    fn from(passage: Passage) -> Self {
        let place = passage.place();
        Self {
            place,
            text: passage.text,
            marks: passage.marks.into_iter().map(|(start, end)| start..end).collect(),
            title: passage.title.unwrap_or(passage.path),
            author: passage.author,
        }
    }
}

impl From<Evidence> for Sentence {
    fn from(evidence: Evidence) -> Self {
        let place = format!("{}:{}:{}", evidence.path, evidence.line, evidence.column);
        Self {
            place,
            text: evidence.sentence,
            marks: evidence.marks.into_iter().map(|(start, end)| start..end).collect(),
            title: evidence.title.unwrap_or(evidence.path),
            author: evidence.author,
        }
    }
}
