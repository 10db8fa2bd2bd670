//! Counting co-mentions, document by document: numbers stand for names, and what is kept of an answer
//! is which entities it names. Pairs are counted at the end, entity by entity, each with all others at
//! once: a pair takes no memory before it is an edge.

use std::collections::HashMap;
use std::mem;

use petgraph::graph::{NodeIndex, UnGraph};

use super::rows::Rows;
use super::{CoMentions, Edge, Node, npmi, strength};
use crate::digest::{Copies, Outline, Period, UnitOutline};

/// An answer that names more entities than this is a list of names: that two stand in it says nothing,
/// and it would tie tens of thousands of pairs.
const MOST_NAMED: usize = 300;

/// What is counted before the graph is made.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    since: Option<String>,
    units: usize,
    names: Numbers,
    authors: Numbers,
    entities: Vec<EntityCount>,
    /// Who wrote each answer, and the entities it names; a list of names is as many answers that name one.
    writers: Vec<Option<u32>>,
    answers: Rows,
    /// The entities of each sentence that names at least two.
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
    /// Counts only answers and articles that are dated, and not before this day: `2020`, `2020-06` or
    /// `2020-06-01`.
    #[must_use]
    pub fn since(date: &str) -> Self {
        Self { since: Some(date.to_owned()), ..Self::default() }
    }

    /// Counts a document, without the copies of what counts elsewhere.
    pub fn add(&mut self, outline: &Outline, copies: &Copies) {
        let entities: Vec<u32> = outline.entities.iter().map(|iri| self.entity(iri)).collect();
        for unlinked in &outline.unlinked {
            let entity = self.entity(&unlinked.iri) as usize;
            let known = &mut self.entities[entity].unlinked;
            // Two ways of writing one name: the order of documents is of no account.
            if known.as_ref().is_none_or(|known| unlinked.name < *known) {
                *known = Some(unlinked.name.clone());
            }
        }
        for (place, (unit, mark)) in outline.units().enumerate() {
            let is_of_days = Period::since(self.since.as_deref()).holds(mark.day.as_deref());
            if is_of_days && copies.counts(&outline.iri, place) {
                self.add_unit(unit, mark.author.as_deref(), &entities);
            }
        }
    }

    /// Counts one unit; `entities` are the numbers of the document's entities.
    fn add_unit(&mut self, unit: &UnitOutline, author: Option<&str>, entities: &[u32]) {
        self.units += 1;
        let number = |entity: u32| entities[entity as usize];
        for &(entity, mentions) in &unit.named {
            let count = &mut self.entities[number(entity) as usize];
            count.mentions += mentions;
            count.answers += 1;
        }
        let named: Vec<u32> = unit.named.iter().map(|(entity, _)| number(*entity)).collect();
        let writer = author.map(|author| self.authors.number(author));
        if named.len() > MOST_NAMED {
            named.chunks(1).for_each(|alone| self.add_answer(writer, alone));
            return;
        }
        self.add_answer(writer, &named);
        for sentence in unit.sentences.iter().filter(|named| named.len() > 1) {
            let named: Vec<u32> = sentence.iter().map(|&entity| number(entity)).collect();
            self.sentences.push(&named);
        }
    }

    fn add_answer(&mut self, writer: Option<u32>, named: &[u32]) {
        self.writers.push(writer);
        self.answers.push(named);
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
        let of_nodes = |row: &[u32]| -> Vec<u32> {
            row.iter().map(|&number| nodes[number as usize]).collect()
        };
        let mut answers: Vec<_> = self.writers.iter().copied().zip(self.answers.iter()).collect();
        answers.sort_by_key(|(writer, _)| *writer);
        let named_in = NamedIn {
            writers: answers.iter().map(|(writer, _)| *writer).collect(),
            answers: answers.iter().map(|(_, row)| of_nodes(row)).collect(),
            sentences: self.sentences.iter().map(of_nodes).collect(),
        };
        named_in.connect(&mut graph, self.units);
        CoMentions::ranked(graph, self.units)
    }
}

/// Which nodes of a graph are named where.
struct NamedIn {
    /// Who wrote each answer, if that is known; in order, so that a writer's answers stand together.
    writers: Vec<Option<u32>>,
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

impl NamedIn {
    /// Counts the authors of each node, and ties it to those that it meets.
    fn connect(&self, graph: &mut UnGraph<Node, Edge>, units: usize) {
        let answers_of = self.answers.transposed(graph.node_count());
        let sentences_of = self.sentences.transposed(graph.node_count());
        for (node, answers) in graph.node_weights_mut().zip(answers_of.iter()) {
            let by_one = |one: &u32, other: &u32| is_one(self.writer(*one), self.writer(*other));
            node.authors = as_number(answers.chunk_by(by_one).count());
        }
        let mut meetings = vec![Meetings::default(); graph.node_count()];
        let mut met: Vec<u32> = Vec::new();
        for one in 0..as_number(graph.node_count()) {
            for &answer in answers_of.row(one) {
                for &other in self.answers.row(answer).iter().filter(|&&other| other > one) {
                    let meetings = &mut meetings[other as usize];
                    if meetings.answers == 0 {
                        met.push(other);
                    }
                    meetings.add_answer(self.writer(answer));
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

    fn writer(&self, answer: u32) -> Option<u32> {
        self.writers[answer as usize]
    }
}

/// Whether two answers are by one author. Nobody knows of an anonymous one: it counts as another's.
fn is_one(writer: Option<u32>, other: Option<u32>) -> bool {
    writer.is_some() && writer == other
}

impl Meetings {
    fn add_answer(&mut self, writer: Option<u32>) {
        self.answers += 1;
        self.authors += u32::from(!is_one(writer, self.last_writer));
        self.last_writer = writer;
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
    u32::try_from(count).expect("fewer than 2^32 names and answers")
}
