//! Choosing the part of the graph that a picture or a table shows.

use std::collections::BTreeSet;

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;

use super::{CoMentions, Node};

/// What to keep of a graph. The default keeps everything.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only what is within `depth` edges of this entity's IRI.
    pub around: Option<String>,
    /// How many edges away from `around` is still near.
    pub depth: usize,
    /// Only edges of at least so many answers.
    pub min_weight: u32,
    /// Only the highest ranking nodes, so many; `around` itself always stays.
    pub top: Option<usize>,
}

/// The nodes and edges chosen, both in graph order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selected {
    /// The nodes.
    pub nodes: Vec<NodeIndex>,
    /// The edges between them.
    pub edges: Vec<EdgeIndex>,
}

impl CoMentions {
    /// Chooses a part of the graph: first the nodes that `wanted` lets through, then the
    /// neighbourhood, then the strongest.
    #[must_use]
    pub fn select(&self, selection: &Selection, wanted: impl Fn(&Node) -> bool) -> Selected {
        let centre = selection.around.as_deref().and_then(|iri| self.find(iri));
        let keep = |node: NodeIndex| Some(node) == centre || wanted(&self.graph[node]);
        let mut nodes: Vec<NodeIndex> = match centre {
            Some(centre) => self.near(centre, selection, &keep).into_iter().collect(),
            None => self.graph.node_indices().filter(|&node| keep(node)).collect(),
        };
        if let Some(top) = selection.top {
            self.keep_strongest(&mut nodes, centre, top);
        }
        let chosen: BTreeSet<NodeIndex> = nodes.iter().copied().collect();
        let edges = self.graph.edge_references().filter(|edge| {
            edge.weight().answers >= selection.min_weight
                && chosen.contains(&edge.source())
                && chosen.contains(&edge.target())
        });
        Selected {
            edges: edges.map(|edge| edge.id()).collect(),
            nodes: chosen.into_iter().collect(),
        }
    }

    /// The nodes that can be reached from `centre` over edges strong enough.
    fn near(
        &self,
        centre: NodeIndex,
        selection: &Selection,
        keep: &impl Fn(NodeIndex) -> bool,
    ) -> BTreeSet<NodeIndex> {
        let mut near = BTreeSet::from([centre]);
        let mut edge_of_reach = vec![centre];
        for _ in 0..selection.depth {
            let next: Vec<NodeIndex> = edge_of_reach
                .iter()
                .flat_map(|&node| self.graph.edges(node).map(move |edge| (node, edge)))
                .filter(|(_, edge)| edge.weight().answers >= selection.min_weight)
                .map(
                    |(node, edge)| {
                        if edge.source() == node { edge.target() } else { edge.source() }
                    },
                )
                .filter(|&node| keep(node))
                .collect();
            edge_of_reach = next.into_iter().filter(|&node| near.insert(node)).collect();
        }
        near
    }

    /// Leaves the `top` nodes: those most strongly tied to the centre, or the highest ranking.
    fn keep_strongest(&self, nodes: &mut Vec<NodeIndex>, centre: Option<NodeIndex>, top: usize) {
        let score = |node: NodeIndex| {
            let tie = centre.and_then(|centre| self.graph.find_edge(centre, node));
            let tie = tie.map_or(0.0, |edge| self.graph[edge].strength());
            if centre.is_some() { tie } else { self.graph[node].rank }
        };
        nodes.sort_by(|&a, &b| {
            let first = (Some(b) == centre).cmp(&(Some(a) == centre));
            first.then(score(b).total_cmp(&score(a))).then(a.cmp(&b))
        });
        nodes.truncate(top);
    }
}
