//! Pushing apart what overlaps, as little as possible.

use std::cmp::Ordering;

use super::geometry::{Point, Rect, number};

/// After so many rounds in vain there is too little room, and all moves outwards a little.
const PATIENCE: u32 = 12;
/// By how much.
const GROWTH: f64 = 1.03;
/// Enough rounds for the graph to have grown hundredfold.
const ROUNDS: u32 = 2400;
/// What rounding may do.
const SLACK: f64 = 1e-6;

/// Moves points until no two of the boxes that they carry overlap. A box is given about the origin.
pub(super) fn separate(points: &mut [Point], boxes: &[Rect]) {
    let mut order: Vec<usize> = (0..points.len()).collect();
    for round in 1..=ROUNDS {
        if !push_apart(points, boxes, &mut order) {
            return;
        }
        if round % PATIENCE == 0 {
            for point in points.iter_mut() {
                *point = *point * GROWTH;
            }
        }
    }
}

/// One round from left to right; whether anything had to move.
fn push_apart(points: &mut [Point], boxes: &[Rect], order: &mut [usize]) -> bool {
    let left = |points: &[Point], body: usize| points[body].x + boxes[body].min.x;
    order.sort_by(|&a, &b| left(points, a).total_cmp(&left(points, b)).then(a.cmp(&b)));
    let mut moved = false;
    for (at, &one) in order.iter().enumerate() {
        let right = points[one].x + boxes[one].max.x;
        for &other in &order[at + 1..] {
            if left(points, other) >= right {
                break;
            }
            if let Some(push) = push(points, boxes, one, other) {
                points[one] = points[one] - push;
                points[other] += push;
                moved = true;
            }
        }
    }
    moved
}

/// Half the shortest way that parts two boxes, if they overlap; the second goes along it.
fn push(points: &[Point], boxes: &[Rect], one: usize, other: usize) -> Option<Point> {
    let way = points[other] - points[one];
    let (a, b) = (&boxes[one], &boxes[other]);
    let rightwards = a.max.x - b.min.x - way.x;
    let leftwards = b.max.x - a.min.x + way.x;
    let down = a.max.y - b.min.y - way.y;
    let up = b.max.y - a.min.y + way.y;
    if [rightwards, leftwards, down, up].into_iter().any(|depth| depth <= SLACK) {
        return None;
    }
    // What stands in the same place parts by its number.
    let sign = |forth: f64, back: f64| match forth.total_cmp(&back) {
        Ordering::Less => forth,
        Ordering::Equal if one < other => forth,
        _ => -back,
    };
    let (x, y) = (sign(rightwards, leftwards), sign(down, up));
    Some(if x.abs() <= y.abs() { Point::new(x / 2.0, 0.0) } else { Point::new(0.0, y / 2.0) })
}

/// Brings points that stand about the origin closer together, or farther apart, until they are spread
/// like points in a disc of this area.
pub(super) fn spread(points: &mut [Point], area: f64) {
    let squares: f64 = points.iter().map(|point| point.square()).sum();
    let wide = (squares / number(points.len()).max(1.0)).sqrt();
    if wide > 1e-9 {
        let factor = (area / (2.0 * std::f64::consts::PI)).sqrt() / wide;
        for point in points.iter_mut() {
            *point = *point * factor;
        }
    }
}

/// Turns points about their middle so that they spread more from left to right than up and down.
pub(super) fn lay_down(points: &mut [Point]) {
    let count = number(points.len()).max(1.0);
    let sum = points.iter().fold(Point::default(), |sum, &point| sum + point);
    let middle = sum * (1.0 / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in points.iter_mut() {
        *point = *point - middle;
        xx += point.x * point.x;
        xy += point.x * point.y;
        yy += point.y * point.y;
    }
    let spread = ((xx - yy) * (xx - yy) + 4.0 * xy * xy).sqrt();
    let axis = Point::new(xx - yy + spread, 2.0 * xy);
    let length = axis.length();
    let axis = if length > 1e-9 { axis * (1.0 / length) } else { Point::new(0.0, 1.0) };
    for point in points.iter_mut() {
        *point =
            Point::new(point.x * axis.x + point.y * axis.y, point.y * axis.x - point.x * axis.y);
    }
}
