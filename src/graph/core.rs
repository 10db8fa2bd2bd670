//! Core numbers: how deep in the graph a node lies when its fringe is peeled off, layer by layer.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use petgraph::graph::{NodeIndex, UnGraph};

/// For every node the greatest k such that it is in a part of the graph where everyone has at least
/// k neighbours, in node order (Batagelj and Zaveršnik 2003).
pub(super) fn core_numbers<N, E>(graph: &UnGraph<N, E>) -> Vec<u32> {
    let mut degrees: Vec<usize> =
        graph.node_indices().map(|node| graph.neighbors(node).count()).collect();
    let mut cores = vec![None; degrees.len()];
    let mut fringe: BinaryHeap<_> =
        degrees.iter().enumerate().map(|(node, &degree)| Reverse((degree, node))).collect();
    let mut core = 0;
    while let Some(Reverse((degree, node))) = fringe.pop() {
        if cores[node].is_some() || degree > degrees[node] {
            continue;
        }
        core = core.max(degree);
        cores[node] = Some(u32::try_from(core).unwrap_or(u32::MAX));
        for neighbour in graph.neighbors(NodeIndex::new(node)).map(NodeIndex::index) {
            if cores[neighbour].is_none() {
                degrees[neighbour] -= 1;
                fringe.push(Reverse((degrees[neighbour], neighbour)));
            }
        }
    }
    cores.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use petgraph::graph::UnGraph;

    use super::core_numbers;

    #[test]
    fn a_triangle_is_deeper_than_what_hangs_on_it() {
        let graph = UnGraph::<(), ()>::from_edges([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]);
        assert_eq!(core_numbers(&graph), [2, 2, 2, 1, 1]);
    }
}
