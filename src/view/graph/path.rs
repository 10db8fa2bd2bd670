//! `haitu graph path`: how two entities are connected, each step with its figures and sentences.

use std::fmt;

use petgraph::graph::NodeIndex;
use serde::{Serialize, Serializer};

use super::names::Names;
use super::scene::Source;
use super::{GraphError, co_mentions};
use crate::graph::{CoMentions, Node, Path, rounded};
use crate::passage::{Days, Passage, Printer, Spot};
use crate::store::StoreDir;
use crate::text::figure::{count, signed};
use crate::text::paragraph::{FAINT, HEADING, PLAIN, Paragraph, Screen};

/// Which ways are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Ends<'a> {
    /// A name of the one entity.
    pub from: &'a str,
    /// A name of the other.
    pub to: &'a str,
    /// Only answers dated since.
    pub since: Option<&'a str>,
    /// So many ways at most.
    pub paths: usize,
    /// So many sentences of each pair at most.
    pub sentences: usize,
}

/// The ways from one entity to another.
#[derive(Debug)]
pub struct Connections {
    /// The usual name of the one.
    pub from: String,
    /// The usual name of the other.
    pub to: String,
    /// The ways, the strongest first.
    pub paths: Vec<Connection>,
}

/// One way, as a chain of pairs.
#[derive(Debug, Serialize)]
pub struct Connection {
    /// The product of the strengths of all steps, from 0 to 1.
    pub strength: f64,
    /// The pairs from end to end.
    pub steps: Vec<Step>,
}

/// Two entities that are mentioned together.
#[derive(Debug, Serialize)]
pub struct Step {
    from: End,
    to: End,
    answers: u32,
    sentences: u32,
    authors: u32,
    npmi: f64,
    strength: f64,
    #[serde(serialize_with = "as_json")]
    evidence: Vec<Passage>,
}

/// An entity at the end of a step.
#[derive(Debug, Serialize)]
struct End {
    iri: String,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    label: String,
}

/// The strongest ways between two entities; no two lead through the same other one.
///
/// # Errors
/// When a name is unknown, both mean the same, or the store cannot be read.
pub fn connect(store: &StoreDir, ends: &Ends<'_>) -> Result<Connections, GraphError> {
    let index = store.index()?;
    let names = Names::new(&index)?;
    let co_mentions = co_mentions(store, ends.since)?;
    let source = Source { store, names: &names, co_mentions: &co_mentions, since: ends.since };
    let [from, to] = [source.find(ends.from)?, source.find(ends.to)?];
    let label = |node: NodeIndex| names.label(&co_mentions.graph()[node].iri).to_owned();
    if from == to {
        let [one, other] = [ends.from, ends.to].map(str::to_owned);
        return Err(GraphError::Same { one, other, label: label(from) });
    }
    let paths = co_mentions.paths(from, to, ends.paths);
    let edges: Vec<_> = paths.iter().flat_map(|path| path.edges.iter().copied()).collect();
    let mut passages = source.passages(&edges, ends.sentences)?.into_iter();
    let paths = paths.iter().map(|path| Connection::new(&co_mentions, &names, path, &mut passages));
    Ok(Connections { from: label(from), to: label(to), paths: paths.collect() })
}

impl Connection {
    fn new(
        co_mentions: &CoMentions,
        names: &Names<'_>,
        path: &Path,
        passages: &mut impl Iterator<Item = Vec<Passage>>,
    ) -> Self {
        let graph = co_mentions.graph();
        let steps = path.nodes.windows(2).zip(&path.edges).map(|(ends, &edge)| {
            let edge = &graph[edge];
            Step {
                from: End::new(names, &graph[ends[0]]),
                to: End::new(names, &graph[ends[1]]),
                answers: edge.answers,
                sentences: edge.sentences,
                authors: edge.authors,
                npmi: rounded(edge.npmi),
                strength: rounded(edge.strength),
                evidence: passages.next().unwrap_or_default(),
            }
        });
        Self { strength: rounded(path.strength), steps: steps.collect() }
    }
}

impl End {
    fn new(names: &Names<'_>, node: &Node) -> Self {
        let name = names.get(&node.iri);
        Self {
            iri: node.iri.clone(),
            kind: name.map(|name| name.kind.as_str()),
            label: name.map_or_else(|| node.iri.clone(), |name| name.label.clone()),
        }
    }
}

/// A passage as JSON; marks count bytes, half-open.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonPassage<'a> {
    text: &'a str,
    marks: &'a [(usize, usize)],
    title: Option<&'a str>,
    author: Option<&'a str>,
    path: &'a str,
    #[serde(flatten)]
    spot: Option<Spot>,
    unit: &'a str,
    date: Option<&'a str>,
}

fn as_json<S: Serializer>(evidence: &[Passage], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(evidence.iter().map(|passage| JsonPassage {
        text: &passage.text,
        marks: &passage.marks,
        title: passage.title.as_deref(),
        author: passage.author.as_deref(),
        path: &passage.path,
        spot: passage.spot,
        unit: &passage.unit,
        date: passage.date.as_deref(),
    }))
}

/// The ways between two entities as people see them.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// What was found.
    pub found: &'a Connections,
    /// What it is written for.
    pub screen: Screen,
}

impl fmt::Display for Sheet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, path) in self.found.paths.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            self.write_path(f, path)?;
        }
        Ok(())
    }
}

impl Sheet<'_> {
    fn write_path(&self, f: &mut fmt::Formatter<'_>, path: &Connection) -> fmt::Result {
        let ends = path.steps.first().map(|step| &step.from);
        let ends = ends.into_iter().chain(path.steps.iter().map(|step| &step.to));
        let labels: Vec<&str> = ends.map(|end| end.label.as_str()).collect();
        let mut line = Paragraph::default();
        line.push(&labels.join(" — "), HEADING);
        line.push("  ", PLAIN);
        line.push_whole(&[(&format!("strength {:.3}", path.strength), FAINT)]);
        line.write(f, 2, self.screen.width)?;
        path.steps.iter().try_for_each(|step| self.write_step(f, step))
    }

    fn write_step(&self, f: &mut fmt::Formatter<'_>, step: &Step) -> fmt::Result {
        let mut line = Paragraph::default();
        line.push(&format!("{} — {}", step.from.label, step.to.label), HEADING);
        let (answers, sentences) =
            (count(step.answers, "answer"), count(step.sentences, "sentence"));
        let authors = count(step.authors, "author");
        line.push(&format!("  {answers}, {sentences}, {authors}  "), PLAIN);
        let figures = format!("NPMI {}, strength {:.3}", signed(step.npmi), step.strength);
        line.push_whole(&[(&figures, FAINT)]);
        write!(f, "\n  ")?;
        line.write(f, 4, self.screen.width)?;
        let printer = Printer { indent: 4, screen: self.screen, days: Days::Shown };
        step.evidence.iter().try_for_each(|passage| printer.write(f, passage))
    }
}
