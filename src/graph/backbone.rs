//! The backbone: the few edges that carry the shape of a graph, so that its picture can be read.

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::unionfind::UnionFind;

use super::CoMentions;

/// An edge stands out if chance alone would give it so much of a node's strength less often than
/// this. The first edges are the clearest; the limit only matters where few are left.
const SIGNIFICANCE: f64 = 0.3;
/// A picture with more edges than this for every two nodes is a hairball.
const EDGES_PER_TWO_NODES: usize = 3;

impl CoMentions {
    /// Of these edges those that hold the graph together, and those that stand out.
    ///
    /// First comes the strongest spanning forest, so that every node keeps its strongest edge and
    /// nothing that was connected falls apart. Then come edges of entities that meet more often than
    /// by chance and whose strength stands out at one of their ends by the disparity filter
    /// (Serrano, Boguñá, Vespignani 2009), the clearest first, until there are three for two nodes.
    pub(super) fn backbone(&self, edges: &[EdgeIndex], nodes: usize) -> Vec<EdgeIndex> {
        let mut ranked = edges.to_vec();
        ranked.sort_by(|&a, &b| {
            self.graph[b].strength.total_cmp(&self.graph[a].strength).then(a.cmp(&b))
        });
        let mut joined = UnionFind::<usize>::new(self.graph.node_count());
        let (mut kept, others): (Vec<EdgeIndex>, Vec<EdgeIndex>) =
            ranked.into_iter().partition(|&edge| {
                let (one, other) = self.ends(edge);
                joined.union(one.index(), other.index())
            });
        let disparity = Disparity::new(self, edges);
        let mut clear: Vec<(f64, EdgeIndex)> = others
            .into_iter()
            .filter(|&edge| self.graph[edge].npmi > 0.0)
            .map(|edge| (disparity.chance(edge), edge))
            .filter(|(chance, _)| *chance < SIGNIFICANCE)
            .collect();
        clear.sort_by(|(a, one), (b, other)| a.total_cmp(b).then(one.cmp(other)));
        let left = (EDGES_PER_TWO_NODES * nodes / 2).saturating_sub(kept.len());
        kept.extend(clear.into_iter().map(|(_, edge)| edge).take(left));
        kept.sort_unstable();
        kept
    }
}

/// How strength is shared out at each node.
struct Disparity<'a> {
    co_mentions: &'a CoMentions,
    degrees: Vec<i32>,
    strengths: Vec<f64>,
}

impl<'a> Disparity<'a> {
    fn new(co_mentions: &'a CoMentions, edges: &[EdgeIndex]) -> Self {
        let count = co_mentions.graph.node_count();
        let (mut degrees, mut strengths) = (vec![0; count], vec![0.0; count]);
        for &edge in edges {
            let (one, other) = co_mentions.ends(edge);
            for end in [one, other] {
                degrees[end.index()] += 1;
                strengths[end.index()] += co_mentions.graph[edge].strength;
            }
        }
        Self { co_mentions, degrees, strengths }
    }

    /// How often chance would give this edge at least its share of the strength at one of its ends,
    /// if that were cut into as many pieces at random.
    fn chance(&self, edge: EdgeIndex) -> f64 {
        let strength = self.co_mentions.graph[edge].strength;
        let (one, other) = self.co_mentions.ends(edge);
        let at = |node: NodeIndex| {
            let share = strength / self.strengths[node.index()];
            (1.0 - share).powi(self.degrees[node.index()] - 1)
        };
        at(one).min(at(other))
    }
}
