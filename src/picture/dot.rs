//! Graphviz source, printed by graphviz-rust; quoting is ours, since its printer writes what it is
//! given.

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph, GraphAttributes, Id, Node as DotNode, NodeId, Stmt,
    Vertex,
};
use graphviz_rust::printer::{DotPrinter as _, PrinterContext};

use super::palette::LIGHT;
use super::{Edge, Scene};
use crate::catalog::Kind;

/// The first of these that the drawing machine has.
const FONTS: &str = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";

/// Writes a scene.
pub(super) fn write(scene: &Scene, out: &mut impl Write) -> io::Result<()> {
    let mut stmts = settings(scene);
    let best = scene.nodes.iter().map(|node| node.rank).fold(0.0, f64::max);
    let nodes = 0..scene.nodes.len();
    stmts.extend(nodes.map(|node| Stmt::Node(dot_node(scene, node, best))));
    stmts.extend(scene.edges.iter().map(|edge| Stmt::Edge(dot_edge(scene, edge))));
    let graph = Graph::Graph { id: quoted("haitu"), strict: true, stmts };
    writeln!(out, "{}", graph.print(&mut PrinterContext::default()))
}

/// How the whole looks.
fn settings(scene: &Scene) -> Vec<Stmt> {
    let mut whole = vec![
        attribute("overlap", "prism"),
        attribute("splines", "true"),
        attribute("outputorder", "edgesfirst"),
        attribute("bgcolor", LIGHT.paper),
        attribute("fontname", FONTS),
        attribute("fontcolor", LIGHT.ink),
        attribute("fontsize", "22"),
        attribute("labelloc", "t"),
    ];
    if !scene.title.is_empty() {
        whole.push(attribute("label", &scene.title));
    }
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(whole)),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            attribute("shape", "ellipse"),
            attribute("style", "filled"),
            attribute("fontname", FONTS),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![attribute(
            "color",
            &format!("{}88", LIGHT.line),
        )])),
    ]
}

/// A node: its colour tells the kind, its size the rank.
fn dot_node(scene: &Scene, number: usize, best: f64) -> DotNode {
    let node = &scene.nodes[number];
    let share = if best > 0.0 { (node.rank / best).sqrt() } else { 0.0 };
    let colour = LIGHT.kind(node.kind);
    let (fill, letters) = match node.kind {
        Kind::Region => (LIGHT.paper, LIGHT.ink),
        _ => (colour, LIGHT.paper),
    };
    DotNode::new(
        NodeId(node_id(number), None),
        vec![
            attribute("label", &node.label),
            attribute("fillcolor", fill),
            attribute("color", colour),
            attribute("fontcolor", letters),
            attribute("fontsize", &format!("{:.0}", 10.0 + 14.0 * share)),
            attribute("URL", &node.iri),
            attribute("tooltip", &node.told()),
        ],
    )
}

/// An edge: its width tells the number of answers.
fn dot_edge(scene: &Scene, edge: &Edge) -> DotEdge {
    let vertex = |node| Vertex::N(NodeId(node_id(node), None));
    DotEdge {
        ty: EdgeTy::Pair(vertex(edge.source), vertex(edge.target)),
        attributes: vec![
            attribute("penwidth", &format!("{:.1}", 0.5 + f64::from(edge.answers).sqrt() / 2.0)),
            attribute("weight", &edge.answers.to_string()),
            attribute("tooltip", &scene.told(edge)),
        ],
    }
}

fn node_id(node: usize) -> Id {
    Id::Plain(format!("n{node}"))
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), quoted(value))
}

/// Any text as a Graphviz string. Quotes and backslashes are escaped; `&` as well, which Graphviz
/// would read as the beginning of an entity; control characters become spaces.
fn quoted(text: &str) -> Id {
    let mut escaped = String::with_capacity(text.len() + 2);
    escaped.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            '&' => escaped.push_str("&amp;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped.push('"');
    Id::Plain(escaped)
}

#[cfg(test)]
mod tests {
    use super::{Id, quoted};

    #[test]
    fn nasty_text_is_quoted() {
        let check = |text, expected: &str| assert_eq!(quoted(text), Id::Plain(expected.to_owned()));
        check("华为", "\"华为\"");
        check("a \"b\" \\N", r#""a \"b\" \\N""#);
        check("AT&T &lt;", r#""AT&amp;T &amp;lt;""#);
        check("one\ntwo\u{85}\t", "\"one two  \"");
        check("<b>{x|y}</b> 🚢\u{202e}", "\"<b>{x|y}</b> 🚢\u{202e}\"");
    }
}
