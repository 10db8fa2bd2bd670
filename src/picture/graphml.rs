//! `GraphML`, as Cytoscape, yEd and networkx read it.

use std::io::{self, Write};

use super::Scene;
use super::column::{Column, Holds, LABEL, OF_EDGE, OF_NODE};
use super::xml::Xml;

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";

/// Writes a scene.
pub(super) fn write(scene: &Scene, out: &mut impl Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    xml.open("graphml", &[("xmlns", &NAMESPACE)])?;
    keys(&mut xml, "node", &[LABEL])?;
    keys(&mut xml, "node", &OF_NODE)?;
    keys(&mut xml, "edge", &OF_EDGE)?;
    xml.line()?;
    xml.open("graph", &[("id", &"haitu"), ("edgedefault", &"undirected")])?;
    for node in &scene.nodes {
        xml.line()?;
        xml.open("node", &[("id", &node.iri)])?;
        data(&mut xml, "node", &[LABEL], node)?;
        data(&mut xml, "node", &OF_NODE, node)?;
        xml.close("node")?;
    }
    for edge in &scene.edges {
        xml.line()?;
        let (source, target) = (&scene.nodes[edge.source].iri, &scene.nodes[edge.target].iri);
        xml.open("edge", &[("source", source), ("target", target)])?;
        data(&mut xml, "edge", &OF_EDGE, edge)?;
        xml.close("edge")?;
    }
    xml.line()?;
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.line()
}

fn keys<W: Write, T>(xml: &mut Xml<W>, of: &str, columns: &[Column<T>]) -> io::Result<()> {
    for Column { name, holds, .. } in columns {
        let kind = match holds {
            Holds::Text => "string",
            Holds::Count => "int",
            Holds::Figure => "double",
        };
        xml.line()?;
        let id = format!("{of}-{name}");
        xml.empty("key", &[("id", &id), ("for", &of), ("attr.name", name), ("attr.type", &kind)])?;
    }
    Ok(())
}

fn data<W: Write, T>(
    xml: &mut Xml<W>,
    of: &str,
    columns: &[Column<T>],
    about: &T,
) -> io::Result<()> {
    for Column { name, value, .. } in columns {
        xml.text("data", &[("key", &format!("{of}-{name}"))], &value(about).to_string())?;
    }
    Ok(())
}
