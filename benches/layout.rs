//! How long a layout takes, by the size of the graph.
//!
//! `cargo bench --bench layout`. The graphs are made up, without chance: each body is tied within
//! its community and now and then to another, the earlier ones more often, as in real graphs.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use haitu::picture::layout::{Body, Size, Tie, lay_out};

/// How often each graph is laid out, after one time that warms up.
const ROUNDS: usize = 5;

fn main() {
    println!("{:>8}{:>8}{:>12}", "nodes", "edges", "seconds");
    for (nodes, edges) in [(60, 180), (200, 1_000), (1_000, 3_000), (5_000, 15_000)] {
        let (bodies, ties) = graph(nodes, edges);
        let mut seconds: Vec<f64> = (0..=ROUNDS)
            .map(|_| {
                let start = Instant::now();
                black_box(lay_out(black_box(&bodies), black_box(&ties)));
                start.elapsed().as_secs_f64()
            })
            .skip(1)
            .collect();
        seconds.sort_by(f64::total_cmp);
        println!("{nodes:>8}{edges:>8}{:>12.3}", seconds[ROUNDS / 2]);
    }
}

/// A graph of so many nodes and edges, always the same.
fn graph(nodes: usize, edges: usize) -> (Vec<Body>, Vec<Tie>) {
    let groups = (nodes / 25).max(2);
    let mut digits = Digits(7);
    let bodies = (0..nodes).map(|node| {
        let weight = 1.0 / f64::from(u32::try_from(node).unwrap_or(u32::MAX) + 1);
        let label = Size { width: 24.0 + digits.below(4.0) * 12.0, height: 15.0 };
        let group = u32::try_from(node % groups).unwrap_or(0);
        Body { radius: 4.0 + 30.0 * weight.sqrt(), label, weight, group }
    });
    let bodies: Vec<Body> = bodies.collect();
    let ties = (0..edges).map(|edge| {
        let source = edge % nodes;
        let early = digits.below(1.0);
        let any = place(early * early, nodes);
        let target = if edge % 5 == 0 { any } else { any / groups * groups + source % groups };
        Tie { source, target: target % nodes, strength: digits.below(1.0) }
    });
    let ties = ties.collect();
    (bodies, ties)
}

/// Numbers that look like chance and are always the same (Park and Miller, 1988).
struct Digits(u64);

impl Digits {
    /// From 0 up to, but not including, `end`.
    fn below(&mut self, end: f64) -> f64 {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        end * f64::from(u32::try_from(self.0).unwrap_or(0)) / 2_147_483_647.0
    }
}

/// A share of `count`, as a place in a list of so many.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
fn place(share: f64, count: usize) -> usize {
    (share * f64::from(u32::try_from(count).unwrap_or(u32::MAX))) as usize
}
