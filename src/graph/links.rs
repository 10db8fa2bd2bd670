//! The edges of a graph laid out node by node, for algorithms that walk over all of them again and
//! again.

use petgraph::graph::UnGraph;
use petgraph::visit::EdgeRef as _;

/// An edge as it looks from one of its ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    /// The other end.
    pub(super) to: usize,
    pub(super) weight: f64,
}

/// All links, those of each node in a row.
pub(super) struct Links {
    links: Vec<Link>,
    /// Where the links of each node begin; they end where the next node's begin.
    starts: Vec<usize>,
}

impl Links {
    /// The links of a graph, with the `weight` of its edges.
    pub(super) fn new<N, E>(graph: &UnGraph<N, E>, weight: impl Fn(&E) -> f64) -> Self {
        let mut starts = vec![0; graph.node_count() + 1];
        for edge in graph.edge_references() {
            starts[edge.source().index() + 1] += 1;
            starts[edge.target().index() + 1] += 1;
        }
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut places = starts.clone();
        let mut links = vec![Link { to: 0, weight: 0.0 }; 2 * graph.edge_count()];
        for edge in graph.edge_references() {
            let (one, other) = (edge.source().index(), edge.target().index());
            for (from, to) in [(one, other), (other, one)] {
                links[places[from]] = Link { to, weight: weight(edge.weight()) };
                places[from] += 1;
            }
        }
        let mut links = Self { links, starts };
        for node in 0..links.len() {
            let of_node = links.starts[node]..links.starts[node + 1];
            links.links[of_node].sort_by_key(|link| link.to);
        }
        links
    }

    /// The links that are given for each node.
    pub(super) fn of_nodes(of_nodes: impl IntoIterator<Item = Vec<Link>>) -> Self {
        let mut all = Self { links: Vec::new(), starts: vec![0] };
        for links in of_nodes {
            all.links.extend(links);
            all.starts.push(all.links.len());
        }
        all
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The links of a node, in the order of their other ends.
    pub(super) fn of(&self, node: usize) -> &[Link] {
        &self.links[self.starts[node]..self.starts[node + 1]]
    }
}
