//! Points and boxes. Nothing here but + − × ÷ and √, which every machine rounds alike: the same
//! picture comes out of the same graph everywhere.

use std::ops::{Add, AddAssign, Mul, Sub};

/// A place, or a way, in pixels; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Rightwards.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// The point at these coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The square of the distance from the origin.
    #[must_use]
    pub fn square(self) -> f64 {
        self.x * self.x + self.y * self.y
    }

    /// The distance from the origin.
    #[must_use]
    pub fn length(self) -> f64 {
        self.square().sqrt()
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl AddAssign for Point {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// A rectangle with upright sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Its upper left corner.
    pub min: Point,
    /// Its lower right corner.
    pub max: Point,
}

impl Rect {
    /// What holds nothing, and grows by [`Rect::include`].
    pub const EMPTY: Self = Self {
        min: Point::new(f64::INFINITY, f64::INFINITY),
        max: Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
    };

    /// The rectangle of this width and height about a centre.
    #[must_use]
    pub fn about(centre: Point, width: f64, height: f64) -> Self {
        let half = Point::new(width / 2.0, height / 2.0);
        Self { min: centre - half, max: centre + half }
    }

    /// The square about a circle.
    #[must_use]
    pub fn of_circle(centre: Point, radius: f64) -> Self {
        Self::about(centre, 2.0 * radius, 2.0 * radius)
    }

    /// Its width; nothing for what holds nothing.
    #[must_use]
    pub fn width(&self) -> f64 {
        (self.max.x - self.min.x).max(0.0)
    }

    /// Its height; nothing for what holds nothing.
    #[must_use]
    pub fn height(&self) -> f64 {
        (self.max.y - self.min.y).max(0.0)
    }

    /// Whether two rectangles share more than a border.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }

    /// Whether it reaches into a circle.
    #[must_use]
    pub fn meets_circle(&self, centre: Point, radius: f64) -> bool {
        let nearest = Point::new(
            centre.x.clamp(self.min.x, self.max.x),
            centre.y.clamp(self.min.y, self.max.y),
        );
        (nearest - centre).square() < radius * radius
    }

    /// Grows until it holds another.
    pub fn include(&mut self, other: &Self) {
        self.min = Point::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y));
        self.max = Point::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y));
    }
}

/// A count as a number; counts are far below 2³².
pub(crate) fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
