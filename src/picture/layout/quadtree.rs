//! A quadtree over bodies with mass, so that what is far away repels as one (Barnes and Hut, 1986).

use super::geometry::{Point, Rect};

/// A cell that looks smaller than this, as width by distance, counts as one body.
const OPENING: f64 = 1.1;
/// Bodies closer together than this depth can tell apart share a leaf.
const DEEPEST: u32 = 40;
/// No cell.
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Cell {
    centre: Point,
    width: f64,
    mass: f64,
    /// Mass times place, summed; the centre of mass when divided by the mass.
    moment: Point,
    children: [u32; 4],
    leaf: bool,
}

impl Cell {
    fn new(centre: Point, width: f64) -> Self {
        let moment = Point::default();
        Self { centre, width, mass: 0.0, moment, children: [NONE; 4], leaf: true }
    }

    fn quadrant(&self, at: Point) -> usize {
        usize::from(at.x > self.centre.x) + 2 * usize::from(at.y > self.centre.y)
    }

    fn child(&self, quadrant: usize) -> Self {
        let step = self.width / 4.0;
        let sign = |positive| if positive { step } else { -step };
        let centre = self.centre + Point::new(sign(quadrant & 1 == 1), sign(quadrant & 2 == 2));
        Self::new(centre, self.width / 2.0)
    }
}

/// The tree; its cells are kept in one list, the root first.
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    stack: Vec<u32>,
}

impl Quadtree {
    pub(super) fn new(points: &[Point], masses: &[f64]) -> Self {
        let mut bounds = Rect::EMPTY;
        for &point in points {
            bounds.include(&Rect { min: point, max: point });
        }
        let centre = (bounds.min + bounds.max) * 0.5;
        let width = bounds.width().max(bounds.height()).max(1.0);
        let mut tree = Self { cells: vec![Cell::new(centre, width)], stack: Vec::new() };
        for (&point, &mass) in points.iter().zip(masses) {
            tree.insert(point, mass);
        }
        tree
    }

    fn insert(&mut self, point: Point, mass: f64) {
        let mut at = 0;
        for depth in 0..DEEPEST {
            let cell = self.cells[at];
            self.add(at, point, mass);
            if cell.mass == 0.0 || depth + 1 == DEEPEST {
                return;
            }
            if cell.leaf {
                self.cells[at].leaf = false;
                let earlier = cell.moment * (1.0 / cell.mass);
                let below = self.descend(at, earlier);
                self.add(below, earlier, cell.mass);
            }
            at = self.descend(at, point);
        }
    }

    fn add(&mut self, at: usize, point: Point, mass: f64) {
        self.cells[at].mass += mass;
        self.cells[at].moment += point * mass;
    }

    /// The child of a cell that holds a point, made if it is missing.
    fn descend(&mut self, at: usize, point: Point) -> usize {
        let cell = self.cells[at];
        let quadrant = cell.quadrant(point);
        if cell.children[quadrant] == NONE {
            self.cells[at].children[quadrant] = u32::try_from(self.cells.len()).unwrap_or(NONE);
            self.cells.push(cell.child(quadrant));
        }
        self.cells[at].children[quadrant] as usize
    }

    /// The push that all other bodies give a body of mass 1 at a place: mass by distance.
    pub(super) fn push_at(&mut self, point: Point) -> Point {
        let mut push = Point::default();
        self.stack.clear();
        self.stack.push(0);
        while let Some(at) = self.stack.pop() {
            let cell = &self.cells[at as usize];
            let away = point - cell.moment * (1.0 / cell.mass);
            let square = away.square();
            if cell.leaf || cell.width * cell.width < OPENING * OPENING * square {
                if square > 1e-9 {
                    push += away * (cell.mass / square);
                }
            } else {
                self.stack.extend(cell.children.iter().filter(|&&child| child != NONE));
            }
        }
        push
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, Quadtree};

    #[test]
    fn far_bodies_push_nearly_as_one_by_one() {
        let points: Vec<Point> =
            (0..400).map(|i| Point::new(f64::from(i * 37 % 101), f64::from(i * 53 % 97))).collect();
        let masses: Vec<f64> = (0..400).map(|i| 1.0 + f64::from(i % 3)).collect();
        let mut tree = Quadtree::new(&points, &masses);
        for &at in points.iter().step_by(29) {
            let mut exact = Point::default();
            for (&other, &mass) in points.iter().zip(&masses) {
                let away = at - other;
                if away.square() > 1e-9 {
                    exact += away * (mass / away.square());
                }
            }
            let off = (tree.push_at(at) - exact).length();
            assert!(off < 0.1 * exact.length() + 2.0, "{off} off at {at:?}");
        }
    }

    #[test]
    fn bodies_in_one_place_do_no_harm() {
        let points = vec![Point::new(1.0, 1.0); 50];
        let mut tree = Quadtree::new(&points, &[1.0; 50]);
        assert_eq!(tree.push_at(Point::new(1.0, 1.0)), Point::default());
    }
}
