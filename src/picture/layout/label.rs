//! Finding a place for every name: within its circle, or beside it where nothing else stands. The
//! weightiest choose first; who finds no place is written smaller, and at last not at all.

use std::collections::HashMap;

use super::geometry::{Point, Rect};
use super::{Body, Size};

/// Pixels between a circle and its name.
const GAP: f64 = 2.0;
/// The sizes that are tried, as shares of the one wished for.
const SCALES: [f64; 2] = [1.0, 0.84];
/// The side of a square of the grid, in pixels.
const SQUARE: f64 = 64.0;

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The middle of it.
    pub centre: Point,
    /// Its size as a share of the one wished for, at most 1.
    pub scale: f64,
    /// Whether it is within its circle or beside it.
    pub seat: Seat,
}

/// On which side of its circle a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// Within it.
    Within,
    /// Above or below it.
    Centred,
    /// To the right of it, where the line begins.
    After,
    /// To the left of it, where the line ends.
    Before,
}

impl Placed {
    /// The room that it takes.
    #[must_use]
    pub fn room(&self, size: Size) -> Rect {
        Rect::about(self.centre, size.width * self.scale, size.height * self.scale)
    }
}

/// Whether a name of this size finds room within a circle.
pub(super) fn fits_within(size: Size, radius: f64) -> bool {
    let (x, y) = (size.width / 2.0, size.height * 0.4);
    x * x + y * y < 0.88 * radius * radius
}

/// A place for each name, or none.
pub(super) fn place(centres: &[Point], bodies: &[Body]) -> Vec<Option<Placed>> {
    let mut taken = Grid::default();
    for (body, (&centre, shape)) in centres.iter().zip(bodies).enumerate() {
        taken.add_circle(body, Rect::of_circle(centre, shape.radius));
    }
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by(|&a, &b| bodies[b].weight.total_cmp(&bodies[a].weight).then(a.cmp(&b)));
    let mut placed = vec![None; bodies.len()];
    for body in order {
        let found = candidates(centres[body], &bodies[body]).into_iter().find(|candidate| {
            candidate.seat == Seat::Within
                || taken.is_free(&candidate.room(bodies[body].label), centres, bodies)
        });
        if let Some(found) = found {
            taken.add_label(found.room(bodies[body].label));
        }
        placed[body] = found;
    }
    placed
}

/// All places that a name may take, the best first.
fn candidates(centre: Point, body: &Body) -> Vec<Placed> {
    if fits_within(body.label, body.radius) {
        return vec![Placed { centre, scale: 1.0, seat: Seat::Within }];
    }
    let at = |scale: f64| {
        let (width, height) = (body.label.width * scale, body.label.height * scale);
        let (across, along) = (body.radius + GAP + width / 2.0, body.radius + GAP + height / 2.0);
        let slanted = body.radius * 0.7 + GAP;
        let (x, y) = (slanted + width / 2.0, slanted + height / 2.0);
        [
            (0.0, along, Seat::Centred),
            (0.0, -along, Seat::Centred),
            (across, 0.0, Seat::After),
            (-across, 0.0, Seat::Before),
            (x, y, Seat::After),
            (-x, y, Seat::Before),
            (x, -y, Seat::After),
            (-x, -y, Seat::Before),
        ]
        .map(|(x, y, seat)| Placed { centre: centre + Point::new(x, y), scale, seat })
    };
    SCALES.into_iter().flat_map(at).collect()
}

/// What stands where, by squares, so that only neighbours are asked.
#[derive(Default)]
struct Grid {
    circles: HashMap<(i32, i32), Vec<usize>>,
    labels: HashMap<(i32, i32), Vec<Rect>>,
}

impl Grid {
    fn add_circle(&mut self, body: usize, bounds: Rect) {
        for square in squares(&bounds) {
            self.circles.entry(square).or_default().push(body);
        }
    }

    fn add_label(&mut self, room: Rect) {
        for square in squares(&room) {
            self.labels.entry(square).or_default().push(room);
        }
    }

    fn is_free(&self, room: &Rect, centres: &[Point], bodies: &[Body]) -> bool {
        squares(room).all(|square| {
            let circles = self.circles.get(&square).map_or(&[][..], Vec::as_slice);
            let labels = self.labels.get(&square).map_or(&[][..], Vec::as_slice);
            !circles.iter().any(|&body| room.meets_circle(centres[body], bodies[body].radius))
                && !labels.iter().any(|label| room.overlaps(label))
        })
    }
}

fn squares(room: &Rect) -> impl Iterator<Item = (i32, i32)> + use<> {
    let (x, y) = (square(room.min.x)..=square(room.max.x), square(room.min.y)..=square(room.max.y));
    x.flat_map(move |x| y.clone().map(move |y| (x, y)))
}

#[expect(clippy::cast_possible_truncation, reason = "a float saturates, and is far from the ends")]
fn square(coordinate: f64) -> i32 {
    (coordinate / SQUARE).floor() as i32
}
