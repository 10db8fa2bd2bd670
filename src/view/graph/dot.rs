//! A scene in Graphviz's language, and drawn by Graphviz where it is installed.

use std::io::{self, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph, GraphAttributes, Id, Node as DotNode, NodeId, Stmt,
    Vertex,
};
use graphviz_rust::printer::{DotPrinter as _, PrinterContext};
use thiserror::Error;

use super::scene::{Edge, Node, Scene};
use crate::catalog::Kind;

/// Graphviz's engine for graphs without direction.
const ENGINE: &str = "neato";
/// How long a drawing may take.
const DEADLINE: Duration = Duration::from_secs(30);

/// Why there is no drawing.
#[derive(Debug, Error)]
pub enum DrawError {
    /// Graphviz is not installed.
    #[error(
        "drawing needs Graphviz, and `{ENGINE}` was not found: install it (Debian: `apt install graphviz`), \
         or take the source with `--format dot`"
    )]
    Missing,
    /// It takes too long.
    #[error("Graphviz did not finish in {} s: draw less, with `--top` or `--min-weight`", DEADLINE.as_secs())]
    Late,
    /// It complains.
    #[error("Graphviz fails: {0}")]
    Failed(String),
    /// The pipes broke.
    #[error("cannot talk to Graphviz: {0}")]
    Io(#[from] io::Error),
}

/// The scene in Graphviz's language.
#[must_use]
pub fn dot(scene: &Scene) -> String {
    let most = scene.nodes.iter().map(|node| node.answers).max().unwrap_or(1);
    let nodes = scene.nodes.iter().enumerate().map(|(place, node)| dot_node(place, node, most));
    let edges = scene.edges.iter().map(dot_edge);
    let mut stmts = settings();
    stmts.extend(nodes.map(Stmt::Node));
    stmts.extend(edges.map(Stmt::Edge));
    let graph = Graph::Graph { id: quoted("haitu"), strict: true, stmts };
    graph.print(&mut PrinterContext::default()) + "\n"
}

/// How the whole looks.
fn settings() -> Vec<Stmt> {
    let fonts = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(vec![
            attribute("overlap", "prism"),
            attribute("splines", "true"),
            attribute("outputorder", "edgesfirst"),
            attribute("bgcolor", "white"),
        ])),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            attribute("shape", "ellipse"),
            attribute("style", "filled"),
            attribute("fontname", fonts),
            attribute("penwidth", "0"),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![attribute("color", "#88888888")])),
    ]
}

/// A node: its colour tells the kind, its size the number of answers.
fn dot_node(place: usize, node: &Node, most: u32) -> DotNode {
    let share = (f64::from(node.answers) / f64::from(most.max(1))).sqrt();
    let words = format!("{}: {} mentions in {} answers", node.label, node.mentions, node.answers);
    DotNode::new(
        NodeId(node_id(place), None),
        vec![
            attribute("label", &node.label),
            attribute("fillcolor", colour(node.kind)),
            attribute("fontsize", &format!("{:.0}", 10.0 + 14.0 * share)),
            attribute("URL", &node.iri),
            attribute("tooltip", &words),
        ],
    )
}

/// An edge: its width tells the number of answers.
fn dot_edge(edge: &Edge) -> DotEdge {
    let vertex = |place| Vertex::N(NodeId(node_id(place), None));
    let words = format!("together in {} answers, NPMI {:+.2}", edge.answers, edge.npmi);
    DotEdge {
        ty: EdgeTy::Pair(vertex(edge.source), vertex(edge.target)),
        attributes: vec![
            attribute("penwidth", &format!("{:.1}", 0.5 + f64::from(edge.answers).ln_1p())),
            attribute("weight", &edge.answers.to_string()),
            attribute("tooltip", &words),
        ],
    }
}

fn colour(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => "#9ecae1",
        Kind::Country => "#fdae6b",
        Kind::Region => "#fdd0a2",
        Kind::Concept => "#a1d99b",
    }
}

fn node_id(place: usize) -> Id {
    Id::Plain(format!("n{place}"))
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), quoted(value))
}

/// Any text as a Graphviz string: quotes and backslashes escaped, line ends as spaces. The printer
/// writes what it is given.
fn quoted(text: &str) -> Id {
    let mut escaped = String::with_capacity(text.len() + 2);
    escaped.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped.push('"');
    Id::Plain(escaped)
}

/// Graphviz's drawing of some source, as SVG.
///
/// # Errors
/// When Graphviz is missing, fails, or takes longer than half a minute.
pub fn draw(source: &str) -> Result<Vec<u8>, DrawError> {
    let mut child = Command::new(ENGINE)
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DrawError::Missing,
            _ => DrawError::Io(error),
        })?;
    let (mut stdin, mut stdout, mut stderr) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let write =
            scope.spawn(move || stdin.take().map(|mut stdin| stdin.write_all(source.as_bytes())));
        let read = scope.spawn(move || {
            let mut svg = Vec::new();
            stdout.as_mut().map(|stdout| stdout.read_to_end(&mut svg)).transpose().map(|_| svg)
        });
        let complain = scope.spawn(move || {
            let mut words = String::new();
            stderr
                .as_mut()
                .map(|stderr| stderr.read_to_string(&mut words))
                .transpose()
                .map(|_| words)
        });
        let finished = wait(&mut child)?;
        drop(write.join());
        let svg = read.join().map_err(|_| DrawError::Failed("its output was lost".into()))??;
        let words =
            complain.join().map_err(|_| DrawError::Failed("its words were lost".into()))??;
        if finished { Ok(svg) } else { Err(DrawError::Failed(words.trim().to_owned())) }
    })
}

/// Waits for a program until the deadline; whether it did well.
fn wait(child: &mut Child) -> Result<bool, DrawError> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if start.elapsed() > DEADLINE {
            child.kill()?;
            child.wait()?;
            return Err(DrawError::Late);
        }
        thread::sleep(Duration::from_millis(5));
    }
}
