//! `haitu graph path`: how two entities are connected, each step with its figures and sentences.

use std::fmt;

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::names::Names;
use super::scene::Source;
use super::{GraphError, co_mentions};
use crate::graph::evidence::Passage;
use crate::graph::{CoMentions, Node, Path, rounded};
use crate::store::StoreDir;
use crate::text::figure::{count, signed};
use crate::text::paragraph::{FAINT, HEADING, MARK, PLACE, on_one_line};

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

impl fmt::Display for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, path) in self.paths.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            write!(f, "{path}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends = self.steps.first().map(|step| &step.from);
        let ends = ends.into_iter().chain(self.steps.iter().map(|step| &step.to));
        let labels: Vec<&str> = ends.map(|end| end.label.as_str()).collect();
        let chain = on_one_line(&labels.join(" — "));
        writeln!(f, "{HEADING}{chain}{HEADING:#}  {FAINT}strength {:.3}{FAINT:#}", self.strength)?;
        self.steps.iter().try_for_each(|step| write!(f, "{step}"))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n  {HEADING}{} — {}{HEADING:#}  {}, {}, {}  {FAINT}NPMI {}, strength {:.3}{FAINT:#}",
            on_one_line(&self.from.label),
            on_one_line(&self.to.label),
            count(self.answers, "answer"),
            count(self.sentences, "sentence"),
            count(self.authors, "author"),
            signed(self.npmi),
            self.strength
        )?;
        self.evidence.iter().try_for_each(|passage| write_passage(f, passage))
    }
}

fn write_passage(f: &mut fmt::Formatter<'_>, passage: &Passage) -> fmt::Result {
    write!(f, "    {PLACE}{}{PLACE:#}{FAINT}", on_one_line(&passage.place()))?;
    if let Some(title) = &passage.title {
        write!(f, "  {}", on_one_line(title))?;
    }
    let author = passage.author.as_deref().unwrap_or("anonymous");
    writeln!(f, " · {}{FAINT:#}", on_one_line(author))?;
    write!(f, "      ")?;
    let mut last = 0;
    for &(start, end) in &passage.marks {
        let text = &passage.text;
        let (Some(before), Some(mark)) = (text.get(last..start), text.get(start..end)) else {
            continue;
        };
        write!(f, "{}{MARK}{}{MARK:#}", on_one_line(before), on_one_line(mark))?;
        last = end;
    }
    writeln!(f, "{}", on_one_line(passage.text.get(last..).unwrap_or_default()))
}
