//! Choosing the part of the graph that a picture or a table shows.

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;

use super::{CoMentions, Node, other_end};

/// What to keep of a graph. The default keeps every pair.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only what is within `depth` edges of this entity.
    pub around: Option<NodeIndex>,
    /// How many edges away from `around` is still near.
    pub depth: usize,
    /// Only the members of this community.
    pub community: Option<u32>,
    /// Only edges of at least so many answers.
    pub min_weight: u32,
    /// Only so many nodes: those closest to `around`, which always stays, or the highest ranking.
    pub top: Option<usize>,
    /// Which pairs of the nodes chosen are kept.
    pub pairs: Pairs,
    /// What becomes of nodes without an edge.
    pub alone: Alone,
}

/// Which pairs of the chosen nodes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pairs {
    /// Every pair.
    #[default]
    All,
    /// Those that carry the shape of the graph, and those with the entity it is drawn around.
    Backbone,
}

/// What becomes of nodes without an edge; the entity it is drawn around always stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alone {
    /// They are left out.
    #[default]
    Leave,
    /// They are kept.
    Keep,
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
    /// Chooses a part of the graph: first the nodes that `wanted` lets through and the edges that
    /// are heavy enough, then the neighbourhood, then the strongest nodes, then the pairs.
    #[must_use]
    pub fn select(&self, selection: &Selection, wanted: impl Fn(&Node) -> bool) -> Selected {
        let keep: Vec<bool> = self
            .graph
            .node_indices()
            .map(|node| {
                let weight = &self.graph[node];
                let is_member = selection.community.is_none_or(|number| number == weight.community);
                Some(node) == selection.around || is_member && wanted(weight)
            })
            .collect();
        let heavy = self.edges_between(&keep, selection.min_weight);
        let scores = match selection.around {
            Some(centre) => self.closeness(centre, selection.depth, &heavy),
            None => self.standing(&keep, &heavy, selection.alone),
        };
        let chosen = strongest(&scores, selection.top.unwrap_or(usize::MAX));
        let mut edges = self.edges_between(&chosen, selection.min_weight);
        if selection.pairs == Pairs::Backbone {
            edges = self.readable(&edges, &chosen, selection.around);
        }
        let tied = self.tied(&edges);
        let stays = |node: &NodeIndex| {
            let place = node.index();
            let is_drawn = tied[place] || selection.alone == Alone::Keep;
            chosen[place] && (is_drawn || Some(*node) == selection.around)
        };
        Selected { nodes: self.graph.node_indices().filter(stays).collect(), edges }
    }

    /// The edges of at least so many answers with both ends among some nodes.
    fn edges_between(&self, nodes: &[bool], min_weight: u32) -> Vec<EdgeIndex> {
        let kept = self.graph.edge_references().filter(|edge| {
            edge.weight().answers >= min_weight
                && nodes[edge.source().index()]
                && nodes[edge.target().index()]
        });
        kept.map(|edge| edge.id()).collect()
    }

    /// The backbone of some edges, and all that tie the centre.
    fn readable(
        &self,
        edges: &[EdgeIndex],
        nodes: &[bool],
        centre: Option<NodeIndex>,
    ) -> Vec<EdgeIndex> {
        let count = nodes.iter().filter(|chosen| **chosen).count();
        let mut kept = self.backbone(edges, count);
        kept.extend(edges.iter().copied().filter(|&edge| {
            let (one, other) = self.ends(edge);
            centre.is_some_and(|centre| centre == one || centre == other)
        }));
        kept.sort_unstable();
        kept.dedup();
        kept
    }

    /// Which nodes have one of the edges.
    fn tied(&self, edges: &[EdgeIndex]) -> Vec<bool> {
        let mut tied = vec![false; self.graph.node_count()];
        for &edge in edges {
            let (one, other) = self.ends(edge);
            (tied[one.index()], tied[other.index()]) = (true, true);
        }
        tied
    }

    /// The ranks of the nodes kept; 0 for the others, and for those alone where they are left out.
    fn standing(&self, keep: &[bool], edges: &[EdgeIndex], alone: Alone) -> Vec<f64> {
        let tied = self.tied(edges);
        let stands = |place: usize| keep[place] && (tied[place] || alone == Alone::Keep);
        let rank = |(place, node): (usize, &Node)| if stands(place) { node.rank } else { 0.0 };
        self.graph.node_weights().enumerate().map(rank).collect()
    }

    /// How closely each node is tied to the centre over these edges: the strength of the strongest
    /// path of at most `depth` of them; 1 for the centre itself, 0 out of reach.
    fn closeness(&self, centre: NodeIndex, depth: usize, edges: &[EdgeIndex]) -> Vec<f64> {
        let mut open = vec![false; self.graph.edge_count()];
        for edge in edges {
            open[edge.index()] = true;
        }
        let mut closeness = vec![0.0; self.graph.node_count()];
        closeness[centre.index()] = 1.0;
        let mut reached = vec![(centre, 1.0)];
        for _ in 0..depth {
            let mut next = Vec::new();
            for (node, so_far) in reached {
                for edge in self.graph.edges(node).filter(|edge| open[edge.id().index()]) {
                    next.push((other_end(&edge, node), so_far * edge.weight().strength));
                }
            }
            next.sort_by(|(a, less), (b, more)| a.cmp(b).then(more.total_cmp(less)));
            next.dedup_by_key(|(node, _)| *node);
            next.retain(|&(node, close)| close > closeness[node.index()]);
            for &(node, close) in &next {
                closeness[node.index()] = close;
            }
            reached = next;
        }
        closeness
    }
}

/// The nodes with the highest scores above 0, at most so many; the first of equals.
fn strongest(scores: &[f64], most: usize) -> Vec<bool> {
    let mut ranked: Vec<usize> = (0..scores.len()).filter(|&node| scores[node] > 0.0).collect();
    ranked.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let mut chosen = vec![false; scores.len()];
    ranked.into_iter().take(most).for_each(|node| chosen[node] = true);
    chosen
}
