//! A scene: all that a picture shows of the chosen part of the graph, the sentences included, and
//! nothing of how it is drawn.

use std::ops::Range;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::names::Names;
use crate::card::Evidence;
use crate::catalog::Kind;
use crate::graph::evidence::{Gathering, Passage};
use crate::graph::{CoMentions, Selected};
use crate::store::{StoreDir, StoreError};

/// How many sentences are shown of an entity or a pair.
const SENTENCES: usize = 3;

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// What it is a picture of.
    pub title: String,
    /// What it was made from.
    pub subtitle: Option<String>,
    /// The entities.
    pub nodes: Vec<Node>,
    /// The pairs.
    pub edges: Vec<Edge>,
}

/// An entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its IRI.
    pub iri: String,
    /// What it is.
    pub kind: Kind,
    /// Its usual Chinese name.
    pub label: String,
    /// Its usual English name.
    pub label_en: String,
    /// Its further names.
    pub alt_labels: Vec<String>,
    /// In how many answers it is mentioned.
    pub answers: u32,
    /// How often in all.
    pub mentions: u32,
    /// By how many authors.
    pub authors: u32,
    /// PageRank.
    pub rank: f64,
    /// Betweenness, from 0 to 1.
    pub betweenness: f64,
    /// The number of its community, from 0.
    pub community: u32,
    /// Its core number.
    pub core: u32,
    /// The best sentences about it.
    pub evidence: Vec<Sentence>,
}

/// Two entities that are mentioned together.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The place of the one in the scene's nodes.
    pub source: usize,
    /// The place of the other.
    pub target: usize,
    /// In how many answers both are.
    pub answers: u32,
    /// In how many sentences.
    pub sentences: u32,
    /// By how many authors.
    pub authors: u32,
    /// Association, from -1 to 1.
    pub npmi: f64,
    /// The best sentences with both.
    pub evidence: Vec<Sentence>,
}

/// A sentence and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// Where the names stand in it, in bytes.
    pub marks: Vec<Range<usize>>,
    /// The title it stands under.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// `path:line:column`.
    pub place: String,
}

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
        for (place, &node) in selected.nodes.iter().enumerate() {
            places[node.index()] = place;
            nodes.push(self.node(node)?);
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

    fn node(&self, node: NodeIndex) -> Result<Node, StoreError> {
        let weight = &self.co_mentions.graph()[node];
        let name = self.names.get(&weight.iri);
        let card = name.map(|name| self.names.index().card(name.card)).transpose()?;
        let card = card.unwrap_or_default();
        let recent = |evidence: &Evidence| {
            self.since.is_none_or(|since| evidence.date.as_deref().is_some_and(|day| day >= since))
        };
        let evidence = card.evidence.into_iter().filter(recent).take(SENTENCES);
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
        let mut gathering = Gathering::new(self.co_mentions, edges, most, self.since);
        if !edges.is_empty() {
            for entry in &self.store.manifest()?.graphs {
                gathering.add(&self.store.digest(entry)?);
            }
        }
        Ok(gathering.finish())
    }

    fn subtitle(&self, selected: &Selected) -> String {
        let (nodes, edges) = (selected.nodes.len(), selected.edges.len());
        let since = self.since.map(|since| format!(" since {since}")).unwrap_or_default();
        let units = self.co_mentions.units();
        format!("{nodes} entities and {edges} pairs from {units} answers and articles{since}")
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
