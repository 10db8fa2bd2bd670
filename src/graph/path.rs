//! How two entities are connected: the chain of pairs with the strongest ties.

use std::collections::HashSet;

use petgraph::algo::astar;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeFiltered;
use petgraph::visit::EdgeRef as _;

use super::CoMentions;

/// A chain of entities, each mentioned together with the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The entities from end to end.
    pub nodes: Vec<NodeIndex>,
    /// The pairs between them: one less.
    pub edges: Vec<EdgeIndex>,
    /// The product of the strengths of all pairs, from 0 to 1.
    pub strength: f64,
}

impl CoMentions {
    /// The strongest paths between two entities, at most `most`, the strongest first. Each further
    /// one leads through entirely other entities than those before.
    ///
    /// The strength of a path is the product of its pairs' [`strength`](super::strength), so that
    /// each further step has to be worth it; it is found as the shortest path where a pair is
    /// `-ln(strength)` long.
    #[must_use]
    pub fn paths(&self, from: NodeIndex, to: NodeIndex, most: usize) -> Vec<Path> {
        let (mut passed, mut taken) = (HashSet::new(), HashSet::new());
        let mut paths = Vec::new();
        while paths.len() < most
            && let Some(path) = self.strongest_path(from, to, &passed, &taken)
        {
            passed.extend(path.nodes[1..path.nodes.len() - 1].iter().copied());
            taken.extend(path.edges.iter().copied());
            paths.push(path);
        }
        paths
    }

    /// The strongest path that does not lead through some nodes and edges.
    fn strongest_path(
        &self,
        from: NodeIndex,
        to: NodeIndex,
        passed: &HashSet<NodeIndex>,
        taken: &HashSet<EdgeIndex>,
    ) -> Option<Path> {
        if from == to {
            return None;
        }
        let open = EdgeFiltered::from_fn(&self.graph, |edge| {
            !taken.contains(&edge.id())
                && !passed.contains(&edge.source())
                && !passed.contains(&edge.target())
        });
        let length = |edge: petgraph::graph::EdgeReference<'_, super::Edge>| {
            -edge.weight().strength.max(f64::MIN_POSITIVE).ln()
        };
        let (_, nodes) = astar(&open, from, |node| node == to, length, |_| 0.0)?;
        let edges: Vec<EdgeIndex> =
            nodes.windows(2).filter_map(|step| self.graph.find_edge(step[0], step[1])).collect();
        let strength = edges.iter().map(|&edge| self.graph[edge].strength).product();
        Some(Path { nodes, edges, strength })
    }
}
