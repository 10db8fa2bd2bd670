//! Betweenness: on how many of the shortest paths between others a node lies (Brandes 2001), where
//! a strong tie is a short way.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::links::{Link, Links};

/// From so many nodes are paths followed at most; in greater graphs from every n-th, and the result
/// is an estimate.
const MOST_SOURCES: usize = 1024;
/// So many sources are summed up together: the same sums in the same order for any number of threads.
const CHUNK: usize = 64;
/// Ways that differ by less are of one length.
const TOLERANCE: f64 = 1e-12;

/// The betweenness of every node, in node order: the share, from 0 to 1, of all pairs of other nodes
/// whose shortest path leads through it. The weight of a link is its length, above 0.
pub(super) fn betweenness(links: &Links) -> Vec<f64> {
    let count = links.len();
    let sources: Vec<usize> = (0..count).step_by(count.div_ceil(MOST_SOURCES).max(1)).collect();
    let sums: Vec<Vec<f64>> = sources
        .par_chunks(CHUNK)
        .map(|sources| {
            let mut ways = Ways::new(count);
            let mut sum = vec![0.0; count];
            for &source in sources {
                ways.follow(links, source);
                ways.add_shares(&mut sum);
            }
            sum
        })
        .collect();
    let others = super::float(count.saturating_sub(1)) * super::float(count.saturating_sub(2));
    let scale = super::float(count) / super::float(sources.len().max(1)) / others.max(1.0);
    let sum = |node: usize| sums.iter().map(|sum| sum[node]).sum::<f64>();
    // An estimate may come to a little more than all there is.
    (0..count).map(|node| (sum(node) * scale).min(1.0)).collect()
}

/// All shortest paths from one node; kept from one source to the next for its memory.
struct Ways {
    /// The nodes in reach, the nearest first; the first of all is the source.
    order: Vec<usize>,
    nodes: Vec<Way>,
}

/// The shortest paths to one node.
#[derive(Clone)]
struct Way {
    distance: f64,
    /// How many there are.
    paths: f64,
    /// The nodes just before this one on them.
    before: Vec<usize>,
    is_settled: bool,
    /// The share of paths that lead on from here.
    share: f64,
}

impl Way {
    /// To a node that was not reached yet.
    const UNKNOWN: Self = Self {
        distance: f64::INFINITY,
        paths: 0.0,
        before: Vec::new(),
        is_settled: false,
        share: 0.0,
    };

    /// Forgets all but its memory.
    fn clear(&mut self) {
        let mut before = std::mem::take(&mut self.before);
        before.clear();
        *self = Self { before, ..Self::UNKNOWN };
    }
}

impl Ways {
    fn new(count: usize) -> Self {
        Self { order: Vec::new(), nodes: vec![Way::UNKNOWN; count] }
    }

    /// Finds the paths from a source.
    fn follow(&mut self, links: &Links, source: usize) {
        for node in self.order.drain(..) {
            self.nodes[node].clear();
        }
        (self.nodes[source].distance, self.nodes[source].paths) = (0.0, 1.0);
        let mut next = BinaryHeap::from([Reached { distance: 0.0, node: source }]);
        while let Some(Reached { distance, node }) = next.pop() {
            if std::mem::replace(&mut self.nodes[node].is_settled, true) {
                continue;
            }
            self.order.push(node);
            let paths = self.nodes[node].paths;
            for &Link { to, weight: length } in links.of(node) {
                let there = &mut self.nodes[to];
                let reach = distance + length;
                if there.is_settled {
                    continue;
                }
                if reach < there.distance - TOLERANCE {
                    there.distance = reach;
                    there.paths = 0.0;
                    there.before.clear();
                    next.push(Reached { distance: reach, node: to });
                }
                if (reach - there.distance).abs() <= TOLERANCE {
                    there.paths += paths;
                    there.before.push(node);
                }
            }
        }
    }

    /// Adds to every node the share of paths that lead through it, from the far end back.
    fn add_shares(&mut self, sum: &mut [f64]) {
        for &node in self.order[1..].iter().rev() {
            let Way { paths, share, .. } = self.nodes[node];
            sum[node] += share;
            let before = std::mem::take(&mut self.nodes[node].before);
            for &earlier in &before {
                let earlier = &mut self.nodes[earlier];
                earlier.share += earlier.paths / paths * (1.0 + share);
            }
            self.nodes[node].before = before;
        }
    }
}

/// A node that was reached; the nearest is the greatest, and the first in node order among equals.
#[derive(PartialEq)]
struct Reached {
    distance: f64,
    node: usize,
}

impl Eq for Reached {}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        other.distance.total_cmp(&self.distance).then(other.node.cmp(&self.node))
    }
}

#[cfg(test)]
mod tests {
    use petgraph::graph::UnGraph;

    use super::{Links, betweenness};

    #[test]
    fn the_short_way_round_counts_and_ways_of_one_length_share() {
        let check = |edges: &[(u32, u32, f64)], expected: &[f64]| {
            let graph = UnGraph::<(), f64>::from_edges(edges);
            assert_eq!(betweenness(&Links::new(&graph, |length| *length)), expected, "{edges:?}");
        };
        check(&[(0, 1, 1.0), (1, 2, 1.0)], &[0.0, 1.0, 0.0]);
        check(&[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 3.0)], &[0.0, 1.0, 0.0]);
        check(&[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)], &[0.0, 0.0, 0.0]);
        let square = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)];
        check(&square, &[0.5 / 3.0; 4]);
    }
}
