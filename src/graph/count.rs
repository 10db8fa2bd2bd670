//! Counting co-mentions, document by document: numbers stand for names, and what is kept of an answer
//! is which entities it names. Pairs are counted at the end, entity by entity, each with all others at
//! once: a pair takes no memory before it is an edge.

use std::collections::HashMap;
use std::mem;

use petgraph::graph::{NodeIndex, UnGraph};

use super::rows::Rows;
use super::{CoMentions, Edge, Node, npmi, strength};
use crate::digest::{Digest, MentionDigest, Period, UnitDigest};

/// A text that names more entities than this is a list of names: that two stand in it says nothing,
/// and they would be millions of pairs.
const MOST_NAMED: usize = 300;

/// What is counted before the graph is made.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    since: Option<String>,
    units: usize,
    names: Numbers,
    authors: Numbers,
    entities: Vec<EntityCount>,
    /// Who wrote each answer that names anything, and the entities it names.
    writers: Vec<Option<u32>>,
    answers: Rows,
    /// The entities of each sentence with several mentions.
    sentences: Rows,
}

#[derive(Debug, Clone, Default)]
struct EntityCount {
    answers: u32,
    mentions: u32,
    unlinked: Option<String>,
}

/// Names, each with the number under which it was first seen.
#[derive(Debug, Clone, Default)]
struct Numbers(HashMap<String, u32>);

impl Counts {
    /// Counts only answers and articles that are dated, and not before this day or instant:
    /// `2020`, `2020-06-01`.
    #[must_use]
    pub fn since(date: &str) -> Self {
        Self { since: Some(date.to_owned()), ..Self::default() }
    }

    /// Counts a document.
    pub fn add(&mut self, digest: &Digest) {
        let entities: Vec<u32> = digest.entities.iter().map(|iri| self.entity(iri)).collect();
        for unlinked in &digest.unlinked {
            let entity = self.entity(&unlinked.iri) as usize;
            let known = &mut self.entities[entity].unlinked;
            // Two ways of writing one name: the order of documents is of no account.
            if known.as_ref().is_none_or(|known| unlinked.name < *known) {
                *known = Some(unlinked.name.clone());
            }
        }
        for unit in &digest.units {
            if Period::since(self.since.as_deref()).holds(digest.day(unit)) {
                self.add_unit(digest, unit, &entities);
            }
        }
    }

    /// Counts one unit; `entities` are the numbers of the document's entities.
    fn add_unit(&mut self, digest: &Digest, unit: &UnitDigest, entities: &[u32]) {
        self.units += 1;
        let number = |mention: &MentionDigest| entities[mention.entity as usize];
        for mention in &unit.mentions {
            self.entities[number(mention) as usize].mentions += 1;
        }
        let named = distinct(unit.mentions.iter().map(number));
        for &entity in &named {
            self.entities[entity as usize].answers += 1;
        }
        if !named.is_empty() {
            let author = digest.author_of(unit).map(|author| self.authors.number(author));
            self.writers.push(author);
            self.answers.push(&named);
        }
        if named.len() <= MOST_NAMED {
            for (_, mentions) in unit.sentences().filter(|(_, mentions)| mentions.len() > 1) {
                self.sentences.push(&distinct(mentions.iter().map(number)));
            }
        }
    }

    /// The number of an entity.
    fn entity(&mut self, iri: &str) -> u32 {
        let number = self.names.number(iri);
        if self.entities.len() <= number as usize {
            self.entities.push(EntityCount::default());
        }
        number
    }

    /// The graph of all that was counted, its nodes in the order of their IRIs.
    #[must_use]
    pub fn finish(mut self) -> CoMentions {
        let mut graph = UnGraph::default();
        let mut names: Vec<(String, u32)> = mem::take(&mut self.names.0).into_iter().collect();
        names.sort_unstable();
        let mut nodes = vec![0; self.entities.len()];
        for (iri, number) in names {
            let EntityCount { answers, mentions, unlinked } =
                mem::take(&mut self.entities[number as usize]);
            if answers > 0 {
                nodes[number as usize] = as_number(graph.node_count());
                graph.add_node(Node { iri, unlinked, answers, mentions, ..Node::default() });
            }
        }
        let mut answers: Vec<(u32, &[u32])> = self.writers().zip(self.answers.iter()).collect();
        answers.sort_by_key(|(writer, _)| *writer);
        let of_nodes = |row: &[u32]| -> Vec<u32> {
            row.iter().map(|&number| nodes[number as usize]).collect()
        };
        let of_answers = Named {
            writers: answers.iter().map(|(writer, _)| *writer).collect(),
            answers: answers.iter().map(|(_, row)| of_nodes(row)).collect(),
            sentences: self.sentences.iter().map(of_nodes).collect(),
        };
        of_answers.connect(&mut graph, self.units);
        CoMentions::ranked(graph, self.units)
    }

    /// Who wrote each answer; an anonymous one is always somebody else's.
    fn writers(&self) -> impl Iterator<Item = u32> {
        let mut nobody = as_number(self.authors.0.len())..;
        self.writers.iter().map(move |writer| {
            writer.unwrap_or_else(|| nobody.next().expect("fewer answers than fit into memory"))
        })
    }
}

/// Which nodes of a graph are named where.
struct Named {
    /// Who wrote each answer, ascending: an author's answers stand together.
    writers: Vec<u32>,
    answers: Rows,
    sentences: Rows,
}

/// How often an entity meets another.
#[derive(Debug, Clone, Copy, Default)]
struct Meetings {
    answers: u32,
    sentences: u32,
    authors: u32,
    /// Who wrote the last of the answers.
    last_writer: Option<u32>,
}

impl Named {
    /// Counts the authors of each node, and ties it to those that it meets.
    fn connect(&self, graph: &mut UnGraph<Node, Edge>, units: usize) {
        let answers_of = self.answers.transposed(graph.node_count());
        let sentences_of = self.sentences.transposed(graph.node_count());
        for (node, answers) in graph.node_weights_mut().zip(answers_of.iter()) {
            let writer = |answer: &u32| self.writers[*answer as usize];
            node.authors = as_number(answers.chunk_by(|a, b| writer(a) == writer(b)).count());
        }
        let mut meetings = vec![Meetings::default(); graph.node_count()];
        let mut met: Vec<u32> = Vec::new();
        for one in 0..as_number(graph.node_count()) {
            for &answer in answers_of.row(one) {
                let named = self.answers.row(answer);
                if named.len() > MOST_NAMED {
                    continue;
                }
                for &other in named.iter().filter(|&&other| other > one) {
                    let meetings = &mut meetings[other as usize];
                    if meetings.answers == 0 {
                        met.push(other);
                    }
                    meetings.add_answer(self.writers[answer as usize]);
                }
            }
            for &sentence in sentences_of.row(one) {
                for &other in self.sentences.row(sentence).iter().filter(|&&other| other > one) {
                    meetings[other as usize].sentences += 1;
                }
            }
            met.sort_unstable();
            for other in met.drain(..) {
                let meetings = mem::take(&mut meetings[other as usize]);
                let (one, other) = (NodeIndex::from(one), NodeIndex::from(other));
                let edge = meetings.edge(units, &graph[one], &graph[other]);
                graph.add_edge(one, other, edge);
            }
        }
    }
}

impl Meetings {
    fn add_answer(&mut self, writer: u32) {
        self.answers += 1;
        if self.last_writer != Some(writer) {
            self.authors += 1;
            self.last_writer = Some(writer);
        }
    }

    fn edge(self, units: usize, one: &Node, other: &Node) -> Edge {
        let Self { answers, sentences, authors, .. } = self;
        Edge {
            answers,
            sentences,
            authors,
            npmi: npmi(units, one.answers, other.answers, answers),
            strength: strength(units, one.answers, other.answers, answers),
        }
    }
}

impl Numbers {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.0.get(name) {
            return number;
        }
        let number = as_number(self.0.len());
        self.0.insert(name.to_owned(), number);
        number
    }
}

/// A count as a number that stands for a name or an answer.
fn as_number(count: usize) -> u32 {
    u32::try_from(count).expect("fewer than fit into memory")
}

/// Each of the numbers once, ascending.
fn distinct(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
