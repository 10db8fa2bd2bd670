//! Parts of a graph that nothing ties together, set out in rows: the largest on top, and the small
//! ones beneath it like lines of text.

use super::geometry::{Point, Rect};

/// Pixels between two parts.
const GAP: f64 = 28.0;
/// How much wider than high the whole should be.
const ASPECT: f64 = 1.9;

/// The bodies of each part of a graph, the largest part first, then by their first body.
pub(super) fn parts(count: usize, ties: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..count).collect();
    for (one, other) in ties {
        let (one, other) = (find(&mut root, one), find(&mut root, other));
        root[one.max(other)] = one.min(other);
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); count];
    for body in 0..count {
        parts[find(&mut root, body)].push(body);
    }
    parts.retain(|part| !part.is_empty());
    parts.sort_by_key(|part| usize::MAX - part.len());
    parts
}

fn find(root: &mut [usize], mut body: usize) -> usize {
    while root[body] != body {
        root[body] = root[root[body]];
        body = root[body];
    }
    body
}

/// By how much to move each part, given by its bounds, so that none overlaps another.
pub(super) fn pack(bounds: &[Rect]) -> Vec<Point> {
    let area: f64 = bounds.iter().map(|part| (part.width() + GAP) * (part.height() + GAP)).sum();
    let widest = bounds.iter().map(Rect::width).fold(0.0, f64::max);
    let width = widest.max((area * ASPECT).sqrt());
    let mut moves = Vec::with_capacity(bounds.len());
    let mut top = 0.0;
    for row in rows(bounds, width) {
        let tallest = row.iter().map(Rect::height).fold(0.0, f64::max);
        let taken: f64 = row.iter().map(|part| part.width() + GAP).sum();
        let free = width - (taken - GAP);
        let mut left = free / 2.0;
        for part in row {
            let middle = top + (tallest - part.height()) / 2.0;
            moves.push(Point::new(left, middle) - part.min);
            left += part.width() + GAP;
        }
        top += tallest + GAP;
    }
    moves
}

/// The parts in rows that are no wider than this, in order.
fn rows(bounds: &[Rect], width: f64) -> Vec<&[Rect]> {
    let mut rows = Vec::new();
    let (mut first, mut taken) = (0, 0.0);
    for (number, part) in bounds.iter().enumerate() {
        if number > first && taken + part.width() > width {
            rows.push(&bounds[first..number]);
            (first, taken) = (number, 0.0);
        }
        taken += part.width() + GAP;
    }
    rows.push(&bounds[first..]);
    rows
}
