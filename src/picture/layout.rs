//! Where everything of a picture stands: bodies without overlap, communities together, parts that
//! nothing ties together side by side, and names where there is room for them.
//!
//! Plain geometry: knows nothing of scenes and formats. Fixed numbers of steps, one after another,
//! no chance and no clock: the same bodies and ties always give the same coordinates.

mod force;
mod geometry;
mod label;
mod overlap;
mod pack;
mod quadtree;
mod start;

pub(crate) use geometry::number;
pub use geometry::{Point, Rect};
pub use label::{Placed, Seat};

/// Pixels between two bodies; fewer in a crowd.
const GAP: f64 = 10.0;
const CROWDED_GAP: f64 = 4.0;
/// More bodies than this are a crowd.
const CROWD: usize = 1_000;
/// For so many names, the weightiest, room is made; the others take what is left.
const ROOM_FOR_NAMES: usize = 250;

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A circle with a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body {
    /// In pixels.
    pub radius: f64,
    /// How large the name would be.
    pub label: Size,
    /// Who is weightier is named first.
    pub weight: f64,
    /// Bodies of one group stay together.
    pub group: u32,
}

/// What holds two bodies together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// The number of one body.
    pub source: usize,
    /// The number of the other.
    pub target: usize,
    /// From 0 to 1.
    pub strength: f64,
}

/// Where everything stands; the upper left corner of it all is 0, 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The centres of the bodies.
    pub centres: Vec<Point>,
    /// The places of their names; nothing where there is no room for one.
    pub labels: Vec<Option<Placed>>,
    /// The size of it all.
    pub size: Size,
}

/// Lays bodies out. Ties of a body with itself are of no account.
#[must_use]
pub fn lay_out(bodies: &[Body], ties: &[Tie]) -> Layout {
    let ties: Vec<Tie> = ties.iter().copied().filter(|tie| tie.source != tie.target).collect();
    let boxes = boxes(bodies);
    let parts = pack::parts(bodies.len(), ties.iter().map(|tie| (tie.source, tie.target)));
    let settled: Vec<Vec<Point>> = parts
        .iter()
        .zip(ties_of(&parts, &ties))
        .map(|(part, ties)| settle(part, bodies, &ties, &boxes))
        .collect();
    let bounds: Vec<Rect> =
        parts.iter().zip(&settled).map(|(part, points)| bounds(part, points, &boxes)).collect();
    let mut centres = vec![Point::default(); bodies.len()];
    for ((part, points), shift) in parts.iter().zip(&settled).zip(pack::pack(&bounds)) {
        for (&body, &point) in part.iter().zip(points) {
            centres[body] = point + shift;
        }
    }
    let labels = label::place(&centres, bodies);
    into_corner(centres, labels, bodies)
}

/// The ties of each part, with bodies numbered within it.
fn ties_of(parts: &[Vec<usize>], ties: &[Tie]) -> Vec<Vec<Tie>> {
    let count = parts.iter().map(Vec::len).sum();
    let mut place = vec![(0, 0); count];
    for (number, part) in parts.iter().enumerate() {
        for (within, &body) in part.iter().enumerate() {
            place[body] = (number, within);
        }
    }
    let mut of_parts = vec![Vec::new(); parts.len()];
    for tie in ties {
        let ((part, source), (_, target)) = (place[tie.source], place[tie.target]);
        of_parts[part].push(Tie { source, target, ..*tie });
    }
    of_parts
}

/// One part by itself, about its middle.
fn settle(part: &[usize], bodies: &[Body], ties: &[Tie], boxes: &[Rect]) -> Vec<Point> {
    let bodies: Vec<Body> = part.iter().map(|&body| bodies[body]).collect();
    let boxes: Vec<Rect> = part.iter().map(|&body| boxes[body]).collect();
    let area: f64 = boxes.iter().map(|room| room.width() * room.height()).sum();
    let length = 1.15 * (area / number(part.len())).sqrt();
    let groups: Vec<u32> = bodies.iter().map(|body| body.group).collect();
    let mut points = start::start(&groups, length);
    if part.len() > 1 {
        force::settle(&mut points, &bodies, ties, length);
        overlap::lay_down(&mut points);
        overlap::spread(&mut points, air(part.len()) * area);
        overlap::separate(&mut points, &boxes);
    }
    points
}

/// How much larger a part of so many bodies is than all that stands in it: few look lost when they
/// are crammed.
fn air(count: usize) -> f64 {
    2.4 + 24.0 / (number(count) + 4.0)
}

/// The room that each body needs about its centre: the circle, and the name below it if it is one
/// of the weightiest.
fn boxes(bodies: &[Body]) -> Vec<Rect> {
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by(|&a, &b| bodies[b].weight.total_cmp(&bodies[a].weight).then(a.cmp(&b)));
    let gap = if bodies.len() > CROWD { CROWDED_GAP } else { GAP };
    let circle = |body: &Body| Rect::of_circle(Point::default(), body.radius + gap / 2.0);
    let mut boxes: Vec<Rect> = bodies.iter().map(circle).collect();
    for &body in order.iter().take(ROOM_FOR_NAMES) {
        let Body { radius, label, .. } = bodies[body];
        if !label::fits_within(label, radius) {
            let middle = Point::new(0.0, radius + gap / 2.0 + label.height / 2.0);
            let name = Rect::about(middle, label.width + gap, label.height + gap);
            boxes[body].include(&name);
        }
    }
    boxes
}

fn bounds(part: &[usize], points: &[Point], boxes: &[Rect]) -> Rect {
    let mut bounds = Rect::EMPTY;
    for (&body, &point) in part.iter().zip(points) {
        bounds.include(&Rect { min: point + boxes[body].min, max: point + boxes[body].max });
    }
    bounds
}

/// Moves all so that the upper left corner is 0, 0.
fn into_corner(
    mut centres: Vec<Point>,
    mut labels: Vec<Option<Placed>>,
    bodies: &[Body],
) -> Layout {
    if bodies.is_empty() {
        return Layout::default();
    }
    let mut all = Rect::EMPTY;
    for ((&centre, label), body) in centres.iter().zip(&labels).zip(bodies) {
        all.include(&Rect::of_circle(centre, body.radius));
        if let Some(label) = label {
            all.include(&label.room(body.label));
        }
    }
    for centre in &mut centres {
        *centre = *centre - all.min;
    }
    for label in labels.iter_mut().flatten() {
        label.centre = label.centre - all.min;
    }
    Layout { centres, labels, size: Size { width: all.width(), height: all.height() } }
}

#[cfg(test)]
mod tests;
