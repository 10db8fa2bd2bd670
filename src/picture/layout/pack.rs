//! Parts of a graph that nothing ties together, set out in rows: the largest on top, and the small
//! ones beneath it like lines of text.

use super::geometry::{Point, Rect};

/// Pixels between two parts.
const GAP: f64 = 28.0;
/// How much wider than high the whole should be.
const ASPECT: f64 = 1.35;

/// The parts of a graph: for every body the number of its part. Parts are numbered by size, the
/// largest first, then by their first body.
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
    let mut row: Vec<usize> = Vec::new();
    let (mut cursor, mut tallest) = (Point::default(), 0.0_f64);
    for (number, part) in bounds.iter().enumerate() {
        if !row.is_empty() && cursor.x + part.width() > width {
            centre(&mut moves, &row, width - cursor.x + GAP);
            row.clear();
            cursor = Point::new(0.0, cursor.y + tallest + GAP);
            tallest = 0.0;
        }
        moves.push(cursor - part.min);
        row.push(number);
        cursor.x += part.width() + GAP;
        tallest = tallest.max(part.height());
    }
    centre(&mut moves, &row, width - cursor.x + GAP);
    moves
}

/// Moves a finished row to the middle of what it leaves free.
fn centre(moves: &mut [Point], row: &[usize], free: f64) {
    for &part in row {
        moves[part].x += free / 2.0;
    }
}
