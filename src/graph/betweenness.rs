//! Betweenness: on how many of the shortest paths between others a node lies (Brandes 2001), where
//! a strong tie is a short way.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use petgraph::graph::{NodeIndex, UnGraph};
use rayon::prelude::*;

/// From so many nodes are paths followed at most; in greater graphs from every n-th, and the result
/// is an estimate.
const MOST_SOURCES: usize = 1024;
/// So many sources are summed up together: the same sums in the same order for any number of threads.
const CHUNK: usize = 64;
/// Ways that differ by less are of one length.
const TOLERANCE: f64 = 1e-12;

/// The betweenness of every node, in node order: the share, from 0 to 1, of all pairs of other nodes
/// whose shortest path leads through it. `length` is that of an edge, above 0.
pub(super) fn betweenness<N: Sync, E: Sync>(
    graph: &UnGraph<N, E>,
    length: impl Fn(&E) -> f64 + Sync,
) -> Vec<f64> {
    let count = graph.node_count();
    let sources: Vec<usize> = (0..count).step_by(count.div_ceil(MOST_SOURCES).max(1)).collect();
    let sums: Vec<Vec<f64>> = sources
        .par_chunks(CHUNK)
        .map(|sources| {
            let mut sum = vec![0.0; count];
            for &source in sources {
                Ways::from(graph, source, &length).add_shares(&mut sum);
            }
            sum
        })
        .collect();
    let others = super::float(count.saturating_sub(1)) * super::float(count.saturating_sub(2));
    let scale = super::float(count) / super::float(sources.len().max(1)) / others.max(1.0);
    let sum = |node: usize| sums.iter().map(|sum| sum[node]).sum::<f64>();
    (0..count).map(|node| sum(node) * scale).collect()
}

/// All shortest paths from one node.
struct Ways {
    source: usize,
    /// The nodes in reach, the nearest first.
    order: Vec<usize>,
    /// How many shortest paths lead to each node.
    paths: Vec<f64>,
    /// The nodes just before each node on them.
    before: Vec<Vec<usize>>,
}

impl Ways {
    fn from<N, E>(graph: &UnGraph<N, E>, source: usize, length: impl Fn(&E) -> f64) -> Self {
        let count = graph.node_count();
        let mut ways = Self {
            source,
            order: Vec::new(),
            paths: vec![0.0; count],
            before: vec![vec![]; count],
        };
        let mut distances = vec![f64::INFINITY; count];
        let mut settled = vec![false; count];
        (distances[source], ways.paths[source]) = (0.0, 1.0);
        let mut next = BinaryHeap::from([Reached { distance: 0.0, node: source }]);
        while let Some(Reached { distance, node }) = next.pop() {
            if std::mem::replace(&mut settled[node], true) {
                continue;
            }
            ways.order.push(node);
            for edge in graph.edges(NodeIndex::new(node)) {
                let there = super::other_end(&edge, NodeIndex::new(node)).index();
                let reach = distance + length(edge.weight());
                if !settled[there] && reach < distances[there] - TOLERANCE {
                    distances[there] = reach;
                    ways.paths[there] = 0.0;
                    ways.before[there].clear();
                    next.push(Reached { distance: reach, node: there });
                }
                if !settled[there] && (reach - distances[there]).abs() <= TOLERANCE {
                    ways.paths[there] += ways.paths[node];
                    ways.before[there].push(node);
                }
            }
        }
        ways
    }

    /// Adds to every node the share of paths that lead through it, from the far end back.
    fn add_shares(&self, sum: &mut [f64]) {
        let mut shares = vec![0.0; self.paths.len()];
        for &node in self.order.iter().rev() {
            for &before in &self.before[node] {
                shares[before] += self.paths[before] / self.paths[node] * (1.0 + shares[node]);
            }
            if node != self.source {
                sum[node] += shares[node];
            }
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

    use super::betweenness;

    #[test]
    fn the_short_way_round_counts_and_ways_of_one_length_share() {
        let check = |edges: &[(u32, u32, f64)], expected: &[f64]| {
            let graph = UnGraph::<(), f64>::from_edges(edges);
            assert_eq!(betweenness(&graph, |length| *length), expected, "{edges:?}");
        };
        check(&[(0, 1, 1.0), (1, 2, 1.0)], &[0.0, 1.0, 0.0]);
        check(&[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 3.0)], &[0.0, 1.0, 0.0]);
        check(&[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)], &[0.0, 0.0, 0.0]);
        let square = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)];
        check(&square, &[0.5 / 3.0; 4]);
    }
}
