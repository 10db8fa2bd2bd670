//! GEXF 1.3, as Gephi reads it: with the places, sizes and colours of our own drawing.

use std::io::{self, Write};

use super::Scene;
use super::column::{Column, Holds, OF_EDGE, OF_NODE};
use super::palette::LIGHT;
use super::plan::Plan;
use super::xml::Xml;

const NAMESPACE: &str = "http://gexf.net/1.3";
const VIZ: &str = "http://gexf.net/1.3/viz";

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
    declare(&mut xml, "node", &OF_NODE)?;
    declare(&mut xml, "edge", &OF_EDGE)?;
    nodes(&mut xml, scene, &plan)?;
    edges(&mut xml, scene)?;
    xml.line()?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.line()
}

fn declare<W: Write, T>(xml: &mut Xml<W>, class: &str, columns: &[Column<T>]) -> io::Result<()> {
    xml.line()?;
    xml.open("attributes", &[("class", &class), ("mode", &"static")])?;
    for (id, column) in columns.iter().enumerate() {
        let kind = match column.holds {
            Holds::Text => "string",
            Holds::Count => "integer",
            Holds::Figure => "double",
        };
        xml.empty("attribute", &[("id", &id), ("title", &column.name), ("type", &kind)])?;
    }
    xml.close("attributes")
}

fn nodes<W: Write>(xml: &mut Xml<W>, scene: &Scene, plan: &Plan) -> io::Result<()> {
    xml.line()?;
    xml.open("nodes", &[])?;
    for (number, node) in scene.nodes.iter().enumerate() {
        xml.line()?;
        xml.open("node", &[("id", &node.iri), ("label", &node.label)])?;
        values(xml, &OF_NODE, node)?;
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
        values(xml, &OF_EDGE, edge)?;
        xml.close("edge")?;
    }
    xml.close("edges")
}

fn values<W: Write, T>(xml: &mut Xml<W>, columns: &[Column<T>], of: &T) -> io::Result<()> {
    xml.open("attvalues", &[])?;
    for (id, column) in columns.iter().enumerate() {
        xml.empty("attvalue", &[("for", &id), ("value", &(column.value)(of))])?;
    }
    xml.close("attvalues")
}

/// Red, green and blue of `#rrggbb`.
fn channels(colour: &str) -> [u8; 3] {
    [1..3, 3..5, 5..7].map(|digits| {
        colour.get(digits).and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(0)
    })
}
