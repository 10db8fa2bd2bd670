//! Where bodies stand before any force works: on spirals of the sunflower kind, each community
//! together. No chance is involved.

use std::collections::BTreeMap;

use super::geometry::{Point, number};

/// One golden angle, 137.5°, as a rotation: its cosine and its sine.
const GOLDEN: Point = Point::new(-0.737_368_878_078_319_9, 0.675_490_294_261_523_8);

/// The first `count` places of a sunflower whose seeds are `step` apart, from the middle outwards.
pub(super) fn sunflower(count: usize, step: f64) -> Vec<Point> {
    let mut way = Point::new(1.0, 0.0);
    (0..count)
        .map(|seed| {
            way = Point::new(
                way.x * GOLDEN.x - way.y * GOLDEN.y,
                way.x * GOLDEN.y + way.y * GOLDEN.x,
            );
            way * (step * (number(seed) + 0.5).sqrt())
        })
        .collect()
}

/// A start for bodies of these groups: the largest group in the middle, each a sunflower of its own.
pub(super) fn start(groups: &[u32], step: f64) -> Vec<Point> {
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (body, &group) in groups.iter().enumerate() {
        members.entry(group).or_default().push(body);
    }
    let mut members: Vec<Vec<usize>> = members.into_values().collect();
    members.sort_by_key(|group| usize::MAX - group.len());
    let widest = members.first().map_or(0, Vec::len);
    let centres = sunflower(members.len(), step * 1.2 * number(widest).sqrt());
    let mut points = vec![Point::default(); groups.len()];
    for (group, centre) in members.iter().zip(centres) {
        for (&body, place) in group.iter().zip(sunflower(group.len(), step)) {
            points[body] = centre + place;
        }
    }
    points
}
