//! PageRank by power iteration over weighted edges.

use petgraph::graph::UnGraph;
use petgraph::visit::EdgeRef as _;

/// The chance of following an edge rather than jumping anywhere.
const DAMPING: f64 = 0.85;
/// Ranks that move less than this in sum are settled.
const TOLERANCE: f64 = 1e-12;
/// Enough for any graph at this damping.
const ITERATIONS: usize = 200;

/// The rank of every node, in node order; they add up to 1. Nodes without edges share theirs out
/// to all.
pub(super) fn page_rank<N, E>(graph: &UnGraph<N, E>, weight: impl Fn(&E) -> f64) -> Vec<f64> {
    let count = graph.node_count();
    if count == 0 {
        return Vec::new();
    }
    let share = 1.0 / super::float(count);
    let mut links: Vec<(usize, usize, f64)> = Vec::with_capacity(graph.edge_count());
    let mut weights = vec![0.0; count];
    for edge in graph.edge_references() {
        let (one, other) = (edge.source().index(), edge.target().index());
        let weight = weight(edge.weight());
        weights[one] += weight;
        weights[other] += weight;
        links.push((one, other, weight));
    }
    let mut ranks = vec![share; count];
    for _ in 0..ITERATIONS {
        let next = step(&links, &weights, &ranks, share);
        let moved: f64 = ranks.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        ranks = next;
        if moved < TOLERANCE {
            break;
        }
    }
    ranks
}

fn step(links: &[(usize, usize, f64)], weights: &[f64], ranks: &[f64], share: f64) -> Vec<f64> {
    let dangling: f64 =
        ranks.iter().zip(weights).filter(|(_, weight)| **weight == 0.0).map(|(rank, _)| rank).sum();
    let mut next = vec![(1.0 - DAMPING + DAMPING * dangling) * share; ranks.len()];
    for &(one, other, weight) in links {
        next[other] += DAMPING * ranks[one] * weight / weights[one];
        next[one] += DAMPING * ranks[other] * weight / weights[other];
    }
    next
}
