//! GEXF 1.3, as Gephi reads it: with the places, sizes and colours of our own drawing.

use std::fmt::Display;
use std::io::{self, Write};

use super::json::rounded;
use super::palette::LIGHT;
use super::plan::Plan;
use super::xml::Xml;
use super::{Edge, Node, Scene};

const NAMESPACE: &str = "http://gexf.net/1.3";
const VIZ: &str = "http://gexf.net/1.3/viz";

const NODE_ATTRIBUTES: [(&str, &str); 9] = [
    ("labelEn", "string"),
    ("type", "string"),
    ("answers", "integer"),
    ("mentions", "integer"),
    ("authors", "integer"),
    ("rank", "double"),
    ("betweenness", "double"),
    ("community", "integer"),
    ("core", "integer"),
];
const EDGE_ATTRIBUTES: [(&str, &str); 5] = [
    ("answers", "integer"),
    ("sentences", "integer"),
    ("authors", "integer"),
    ("npmi", "double"),
    ("evidence", "string"),
];

/// Writes a scene.
pub(super) fn write(scene: &Scene, out: &mut impl Write) -> io::Result<()> {
    let plan = Plan::new(scene);
    let mut xml = Xml::new(out)?;
    xml.open("gexf", &[("xmlns", &NAMESPACE), ("xmlns:viz", &VIZ), ("version", &"1.3")])?;
    xml.line()?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], "haitu")?;
    xml.text("description", &[], &scene.title)?;
    xml.close("meta")?;
    xml.line()?;
    xml.open("graph", &[("defaultedgetype", &"undirected"), ("mode", &"static")])?;
    declare(&mut xml, "node", &NODE_ATTRIBUTES)?;
    declare(&mut xml, "edge", &EDGE_ATTRIBUTES)?;
    nodes(&mut xml, scene, &plan)?;
    edges(&mut xml, scene)?;
    xml.line()?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.line()
}

fn declare<W: Write>(xml: &mut Xml<W>, class: &str, names: &[(&str, &str)]) -> io::Result<()> {
    xml.line()?;
    xml.open("attributes", &[("class", &class), ("mode", &"static")])?;
    for (id, (title, kind)) in names.iter().enumerate() {
        xml.empty("attribute", &[("id", &id), ("title", title), ("type", kind)])?;
    }
    xml.close("attributes")
}

fn nodes<W: Write>(xml: &mut Xml<W>, scene: &Scene, plan: &Plan) -> io::Result<()> {
    xml.line()?;
    xml.open("nodes", &[])?;
    for (number, node) in scene.nodes.iter().enumerate() {
        xml.line()?;
        xml.open("node", &[("id", &node.iri), ("label", &node.label)])?;
        values(xml, &node_values(node))?;
        let (centre, radius) = (plan.layout.centres[number], plan.radii[number]);
        xml.empty("viz:size", &[("value", &format!("{radius:.1}"))])?;
        // Gephi's y grows upwards.
        let (x, y) = (format!("{:.1}", centre.x), format!("{:.1}", -centre.y));
        xml.empty("viz:position", &[("x", &x), ("y", &y), ("z", &"0.0")])?;
        let [red, green, blue] = channels(LIGHT.kind(node.kind));
        xml.empty("viz:color", &[("r", &red), ("g", &green), ("b", &blue)])?;
        xml.close("node")?;
    }
    xml.close("nodes")
}

fn edges<W: Write>(xml: &mut Xml<W>, scene: &Scene) -> io::Result<()> {
    xml.line()?;
    xml.open("edges", &[])?;
    for (id, edge) in scene.edges.iter().enumerate() {
        xml.line()?;
        let (source, target) = (&scene.nodes[edge.source].iri, &scene.nodes[edge.target].iri);
        let weight = format!("{}.0", edge.answers);
        xml.open(
            "edge",
            &[("id", &id), ("source", source), ("target", target), ("weight", &weight)],
        )?;
        values(xml, &edge_values(edge))?;
        xml.close("edge")?;
    }
    xml.close("edges")
}

fn values<W: Write>(xml: &mut Xml<W>, values: &[Box<dyn Display + '_>]) -> io::Result<()> {
    xml.open("attvalues", &[])?;
    for (id, value) in values.iter().enumerate() {
        xml.empty("attvalue", &[("for", &id), ("value", value)])?;
    }
    xml.close("attvalues")
}

fn node_values(node: &Node) -> [Box<dyn Display + '_>; 9] {
    [
        Box::new(&node.label_en),
        Box::new(node.kind),
        Box::new(node.answers),
        Box::new(node.mentions),
        Box::new(node.authors),
        Box::new(rounded(node.rank)),
        Box::new(rounded(node.betweenness)),
        Box::new(node.community),
        Box::new(node.core),
    ]
}

fn edge_values(edge: &Edge) -> [Box<dyn Display + '_>; 5] {
    [
        Box::new(edge.answers),
        Box::new(edge.sentences),
        Box::new(edge.authors),
        Box::new(rounded(edge.npmi)),
        Box::new(edge.evidence.first().map_or("", |sentence| sentence.text.as_str())),
    ]
}

/// Red, green and blue of `#rrggbb`.
fn channels(colour: &str) -> [u8; 3] {
    [1..3, 3..5, 5..7].map(|digits| {
        colour.get(digits).and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(0)
    })
}
