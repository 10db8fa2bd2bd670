//! The forces of Fruchterman and Reingold: all bodies repel each other, ties pull, and both weaken
//! with time. Ties within a community pull more, so that it stays together.

use super::geometry::{Point, number};
use super::quadtree::Quadtree;
use super::{Body, Tie};

/// How much of its pull a tie between two communities has.
const ACROSS: f64 = 0.3;
/// The pull to the middle, which keeps loose ends near.
const GRAVITY: f64 = 0.35;

/// How many steps are made: large graphs are seen from afar.
fn steps(count: usize) -> u32 {
    match count {
        0..=300 => 600,
        301..=1500 => 500,
        _ => 300,
    }
}

/// Moves the bodies until all forces nearly balance. `length` is how far apart, in pixels, two
/// bodies with one tie between them come to rest.
pub(super) fn settle(points: &mut [Point], bodies: &[Body], ties: &[Tie], length: f64) {
    let masses = masses(bodies.len(), ties);
    let pull: Vec<f64> = ties.iter().map(|tie| pull(tie, bodies)).collect();
    let steps = steps(points.len());
    let reach = length * number(points.len()).sqrt();
    for step in 0..steps {
        let cold = f64::from(step) / f64::from(steps);
        let farthest = 0.12 * reach * (1.0 - cold) * (1.0 - cold) + 0.02 * length;
        let forces = forces(points, &masses, ties, &pull, length);
        for (point, force) in points.iter_mut().zip(forces) {
            let strength = force.length();
            if strength > 0.0 {
                *point += force * (strength.min(farthest) / strength);
            }
        }
    }
}

/// Bodies with many ties need more room.
fn masses(count: usize, ties: &[Tie]) -> Vec<f64> {
    let mut degrees = vec![0_usize; count];
    for tie in ties {
        degrees[tie.source] += 1;
        degrees[tie.target] += 1;
    }
    degrees.into_iter().map(|degree| 0.6 + 0.4 * number(degree).sqrt()).collect()
}

fn pull(tie: &Tie, bodies: &[Body]) -> f64 {
    let within = bodies[tie.source].group == bodies[tie.target].group;
    (0.25 + 0.75 * tie.strength.clamp(0.0, 1.0)) * if within { 1.0 } else { ACROSS }
}

fn forces(points: &[Point], masses: &[f64], ties: &[Tie], pull: &[f64], length: f64) -> Vec<Point> {
    let mut tree = Quadtree::new(points, masses);
    let mut forces: Vec<Point> = points
        .iter()
        .zip(masses)
        .map(|(&point, &mass)| {
            tree.push_at(point) * (length * length * mass) - point * (GRAVITY * mass)
        })
        .collect();
    for (tie, pull) in ties.iter().zip(pull) {
        let way = points[tie.target] - points[tie.source];
        let force = way * (pull * way.length() / length);
        forces[tie.source] += force;
        forces[tie.target] = forces[tie.target] - force;
    }
    forces
}
