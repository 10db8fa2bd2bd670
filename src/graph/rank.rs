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

#[cfg(test)]
mod tests {
    use petgraph::graph::{NodeIndex, UnGraph};

    use super::page_rank;

    /// Expected figures: networkx 3.6.1, `nx.pagerank(g, alpha=0.85, weight="answers", tol=1e-14)`.
    #[test]
    fn nodes_without_edges_share_their_rank_out() {
        let mut graph = UnGraph::new_undirected();
        let nodes: Vec<NodeIndex> = (0..5).map(|_| graph.add_node(())).collect();
        for (one, other, answers) in [(0, 1, 3), (0, 2, 1), (1, 2, 2), (2, 3, 1)] {
            graph.add_edge(nodes[one], nodes[other], answers);
        }
        let expected = [
            0.261_103_751_828,
            0.323_028_003_531,
            0.283_364_196_300,
            0.096_359_470_027,
            0.036_144_578_313,
        ];
        for (got, expected) in page_rank(&graph, |&answers| f64::from(answers)).iter().zip(expected)
        {
            assert!((got - expected).abs() < 1e-9, "{got} is not {expected}");
        }
    }
}
