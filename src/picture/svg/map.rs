//! The map itself: tints behind communities, ties, circles and names.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use super::pixels;
use crate::catalog::Kind;
use crate::passage::Passage;
use crate::picture::layout::{Placed, Point, Seat};
use crate::picture::plan::Plan;
use crate::picture::xml::Xml;
use crate::picture::{Edge, Scene};

/// How far a tie swerves from the straight line, as a share of its length.
const SWERVE: f64 = 0.07;
/// How far the tint of a community reaches beyond its circles, in pixels.
const REACH: f64 = 15.0;
/// Members of a community that stand farther apart than this are not joined, in pixels.
const LONGEST_BRIDGE: f64 = 190.0;
/// A community of fewer has no tint.
const LEAST_MEMBERS: usize = 3;
/// A hovering sentence is cut after so many characters.
const LONGEST_HOVER: usize = 120;

/// Draws the map with its upper left corner at `corner`. Node and edge `i` of the scene have the
/// identifiers `ni` and `ei`.
pub(in crate::picture) fn map<W: Write>(
    xml: &mut Xml<W>,
    scene: &Scene,
    plan: &Plan,
    corner: Point,
) -> io::Result<()> {
    let move_to = format!("translate({} {})", pixels(corner.x), pixels(corner.y));
    xml.line()?;
    xml.open("g", &[("id", &"map"), ("transform", &move_to)])?;
    for (community, members) in communities(scene) {
        tint(xml, scene, plan, community, &members)?;
    }
    for edge in by_width(plan) {
        tie(xml, scene, plan, edge)?;
    }
    let order = by_rank(scene);
    for &node in &order {
        circle(xml, scene, plan, node)?;
    }
    for &node in order.iter().rev() {
        if let Some(placed) = plan.layout.labels[node] {
            name(xml, scene, plan, node, placed)?;
        }
    }
    xml.close("g")
}

/// The communities that are tinted; none if there is but one.
pub(super) fn communities(scene: &Scene) -> BTreeMap<u32, Vec<usize>> {
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (node, entity) in scene.nodes.iter().enumerate() {
        members.entry(entity.community).or_default().push(node);
    }
    members.retain(|_, members| members.len() >= LEAST_MEMBERS);
    if members.len() < 2 { BTreeMap::new() } else { members }
}

/// Strong ties are drawn last, over the weak.
fn by_width(plan: &Plan) -> Vec<usize> {
    let mut order: Vec<usize> = (0..plan.widths.len()).collect();
    order.sort_by(|&a, &b| plan.strengths[a].total_cmp(&plan.strengths[b]).then(a.cmp(&b)));
    order
}

/// The highest ranking first: so do readers walk from node to node by keyboard.
fn by_rank(scene: &Scene) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scene.nodes.len()).collect();
    let rank = |node: usize| scene.nodes[node].rank;
    order.sort_by(|&a, &b| rank(b).total_cmp(&rank(a)).then(a.cmp(&b)));
    order
}

/// A community's ground: its circles made larger, and broad bridges along the ties that hold it.
fn tint<W: Write>(
    xml: &mut Xml<W>,
    scene: &Scene,
    plan: &Plan,
    community: u32,
    members: &[usize],
) -> io::Result<()> {
    xml.line()?;
    xml.open("g", &[("class", &"tint"), ("data-community", &community)])?;
    let (path, broad) = (bridges(scene, plan, community), pixels(2.0 * REACH));
    if !path.is_empty() {
        let round = ("stroke-linecap", &"round" as &dyn Display);
        xml.empty("path", &[("d", &path), ("stroke-width", &broad), round])?;
    }
    for &node in members {
        dot(xml, plan.layout.centres[node], plan.radii[node] + REACH)?;
    }
    xml.close("g")
}

/// The short ones of the ties that hold a community together, as a path.
fn bridges(scene: &Scene, plan: &Plan, community: u32) -> String {
    let centre = |node: usize| plan.layout.centres[node];
    let mut path = String::new();
    for edge in bridges_of(scene, plan, community) {
        let Edge { source, target, .. } = scene.edges[edge];
        let (one, other) = (centre(source), centre(target));
        if (other - one).length() <= LONGEST_BRIDGE {
            let [x1, y1, x2, y2] = [one.x, one.y, other.x, other.y].map(pixels);
            // Writing into memory does not fail.
            let _ = write!(path, "M{x1} {y1}L{x2} {y2}");
        }
    }
    path
}

/// The strongest ties that hold a community together, no ring among them (Kruskal, 1956).
fn bridges_of(scene: &Scene, plan: &Plan, community: u32) -> Vec<usize> {
    let within = |node: usize| scene.nodes[node].community == community;
    let mut root: Vec<usize> = (0..scene.nodes.len()).collect();
    let find = |root: &[usize], mut node: usize| {
        while root[node] != node {
            node = root[node];
        }
        node
    };
    let mut bridges = Vec::new();
    for edge in by_width(plan).into_iter().rev() {
        let ends = &scene.edges[edge];
        if within(ends.source) && within(ends.target) {
            let (one, other) = (find(&root, ends.source), find(&root, ends.target));
            if one != other {
                root[one.max(other)] = one.min(other);
                bridges.push(edge);
            }
        }
    }
    bridges
}

fn tie<W: Write>(xml: &mut Xml<W>, scene: &Scene, plan: &Plan, number: usize) -> io::Result<()> {
    let edge = &scene.edges[number];
    let (one, other) = (plan.layout.centres[edge.source], plan.layout.centres[edge.target]);
    let way = other - one;
    let bend = (one + other) * 0.5 + Point::new(-way.y, way.x) * SWERVE;
    let [x1, y1, xb, yb, x2, y2] = [one.x, one.y, bend.x, bend.y, other.x, other.y].map(pixels);
    xml.line()?;
    xml.open(
        "path",
        &[
            ("class", &"e"),
            ("id", &format!("e{number}")),
            ("d", &format!("M{x1} {y1}Q{xb} {yb} {x2} {y2}")),
            ("stroke-width", &pixels(plan.widths[number])),
            ("stroke-opacity", &format!("{:.2}", 0.22 + 0.58 * plan.strengths[number])),
        ],
    )?;
    xml.text("title", &[], &hover(&scene.told(edge), &edge.evidence))?;
    xml.close("path")
}

fn circle<W: Write>(xml: &mut Xml<W>, scene: &Scene, plan: &Plan, number: usize) -> io::Result<()> {
    let node = &scene.nodes[number];
    xml.line()?;
    xml.open(
        "g",
        &[
            ("class", &format!("n {}", node.kind)),
            ("id", &format!("n{number}")),
            ("tabindex", &"0"),
            ("role", &"img"),
            ("aria-label", &node.told()),
        ],
    )?;
    xml.text("title", &[], &hover(&node.told(), &node.evidence))?;
    dot(xml, plan.layout.centres[number], ring(node.kind, plan.radii[number]))?;
    xml.close("g")
}

/// A ring is drawn half outside its radius; so that it takes no more room, it is drawn smaller.
fn ring(kind: Kind, radius: f64) -> f64 {
    if kind == Kind::Region { radius - 1.5 } else { radius }
}

fn dot<W: Write>(xml: &mut Xml<W>, centre: Point, radius: f64) -> io::Result<()> {
    let [x, y, r] = [centre.x, centre.y, radius].map(pixels);
    xml.empty("circle", &[("cx", &x), ("cy", &y), ("r", &r)])
}

fn name<W: Write>(
    xml: &mut Xml<W>,
    scene: &Scene,
    plan: &Plan,
    node: usize,
    placed: Placed,
) -> io::Result<()> {
    let letters = plan.letters[node] * placed.scale;
    let half = crate::picture::plan::em(&plan.names[node]) * letters / 2.0;
    let (class, x) = match placed.seat {
        Seat::Within => ("label within", placed.centre.x),
        Seat::Centred => ("label", placed.centre.x),
        Seat::After => ("label after", placed.centre.x - half),
        Seat::Before => ("label before", placed.centre.x + half),
    };
    // The middle of a Chinese character stands this much above the line.
    let y = placed.centre.y + 0.36 * letters;
    xml.line()?;
    xml.text(
        "text",
        &[
            ("class", &format!("{class} {}", named(scene.nodes[node].kind))),
            ("data-node", &node),
            ("x", &pixels(x)),
            ("y", &pixels(y)),
            ("font-size", &pixels(letters)),
        ],
        &plan.names[node],
    )
}

/// Names in rings are dark.
fn named(kind: Kind) -> &'static str {
    if kind == Kind::Region { "hollow" } else { "" }
}

/// What a hovering reader sees: the counts, and the best sentence.
fn hover(told: &str, evidence: &[Passage]) -> String {
    let Some(best) = evidence.first() else { return told.to_owned() };
    let mut text: String = best.text.chars().take(LONGEST_HOVER).collect();
    if text.len() < best.text.len() {
        text.push('…');
    }
    let title = best.title.as_deref().unwrap_or(&best.path);
    format!("{told}\n{text}\n{title} {}", best.place())
}
