//! Communities: parts of the graph that are tied more strongly inside than to the rest, found by the
//! Leiden algorithm (Traag, Waltman, van Eck 2019) on modularity.
//!
//! Where that algorithm draws lots, nodes are taken in their order and the best choice is made, so
//! that the same graph always has the same communities. Each community is connected.

use std::collections::{BTreeMap, VecDeque};

use super::links::{Link, Links};

/// A gain below this is none: sums of floats are no more exact, and moving would never end.
const LEAST_GAIN: f64 = 1e-10;
/// How often the whole is done again from where it ended; in practice it settles after two or three.
const ROUNDS: usize = 10;

/// The community of every node, in node order: numbers from 0, in the order of their first nodes.
/// The weight of a link is 0 or more, and none leads from a node to itself.
pub(super) fn communities(links: Links) -> Vec<usize> {
    let network = Network::new(links);
    let mut partition: Vec<usize> = (0..network.len()).collect();
    let mut quality = f64::NEG_INFINITY;
    for _ in 0..ROUNDS {
        let next = network.connected(&network.improved(partition.clone()));
        let reached = network.modularity(&next);
        if reached <= quality + LEAST_GAIN {
            break;
        }
        (partition, quality) = (next, reached);
    }
    numbered(&partition)
}

/// Weighted links between nodes that may stand for many.
struct Network {
    /// The links of each node but those to itself.
    links: Links,
    /// The weight of all ends of links at each node, those inside it included.
    ends: Vec<f64>,
    /// The same of all nodes.
    total: f64,
}

impl Network {
    fn new(links: Links) -> Self {
        let weight = |node| links.of(node).iter().map(|link| link.weight).sum();
        let ends: Vec<f64> = (0..links.len()).map(weight).collect();
        Self { links, total: ends.iter().sum(), ends }
    }

    fn len(&self) -> usize {
        self.links.len()
    }

    /// A partition at least as good: nodes are moved, then whole parts of communities, then parts
    /// of those, until nothing moves.
    fn improved(&self, mut partition: Vec<usize>) -> Vec<usize> {
        self.move_nodes(&mut partition);
        let parts = numbered(&self.refined(&partition));
        let count = parts.iter().max().map_or(0, |last| last + 1);
        if count == self.len() {
            return partition;
        }
        let mut of_parts = vec![0; count];
        for (node, &part) in parts.iter().enumerate() {
            of_parts[part] = partition[node];
        }
        let of_parts = self.merged(&parts, count).improved(numbered(&of_parts));
        parts.into_iter().map(|part| of_parts[part]).collect()
    }

    /// Moves each node to the community where modularity gains most, as long as any gains.
    fn move_nodes(&self, partition: &mut [usize]) {
        let mut communities = Communities::new(self, partition);
        let mut queue: VecDeque<usize> = (0..self.len()).collect();
        let mut waits = vec![true; self.len()];
        while let Some(node) = queue.pop_front() {
            waits[node] = false;
            let from = partition[node];
            let to = communities.best(self, partition, node);
            if to == from {
                continue;
            }
            communities.shift(self, node, from, to);
            partition[node] = to;
            for link in self.links.of(node) {
                if partition[link.to] != to && !std::mem::replace(&mut waits[link.to], true) {
                    queue.push_back(link.to);
                }
            }
        }
    }

    /// Parts of the communities that are connected for sure: beginning with single nodes, each that
    /// is still alone joins the part of its community where modularity gains most.
    fn refined(&self, partition: &[usize]) -> Vec<usize> {
        let mut parts: Vec<usize> = (0..self.len()).collect();
        let mut ends = self.ends.clone();
        let mut alone = vec![true; self.len()];
        for node in 0..self.len() {
            if !alone[node] {
                continue;
            }
            let inside = |link: &&Link| partition[link.to] == partition[node];
            let ties = ties(self.links.of(node).iter().filter(inside), &parts);
            let gain = |tie: Link| tie.weight - self.ends[node] * ends[tie.to] / self.total;
            let gains = ties.into_iter().map(|tie| (tie.to, gain(tie)));
            if let Some((part, _)) = best(gains).filter(|(_, gain)| *gain > LEAST_GAIN) {
                parts[node] = part;
                ends[part] += self.ends[node];
                (alone[node], alone[part]) = (false, false);
            }
        }
        parts
    }

    /// The network of parts.
    fn merged(&self, parts: &[usize], count: usize) -> Self {
        let mut links = vec![Vec::new(); count];
        let mut ends = vec![0.0; count];
        for (node, &part) in parts.iter().enumerate() {
            ends[part] += self.ends[node];
            let outside = self.links.of(node).iter().filter(|link| parts[link.to] != part);
            links[part].extend(outside);
        }
        let links = Links::of_nodes(links.iter().map(|links| ties(links, parts)));
        Self { links, ends, total: self.total }
    }

    /// The same partition, with communities that have fallen apart as several: that never costs
    /// modularity.
    fn connected(&self, partition: &[usize]) -> Vec<usize> {
        let mut pieces = vec![usize::MAX; self.len()];
        for first in 0..self.len() {
            if pieces[first] != usize::MAX {
                continue;
            }
            let mut reached = vec![first];
            pieces[first] = first;
            while let Some(node) = reached.pop() {
                for &Link { to, weight } in self.links.of(node) {
                    let together = weight > 0.0 && partition[to] == partition[first];
                    if together && pieces[to] == usize::MAX {
                        pieces[to] = first;
                        reached.push(to);
                    }
                }
            }
        }
        pieces
    }

    /// The share of weight inside communities, less what chance would put there: at most 1.
    fn modularity(&self, partition: &[usize]) -> f64 {
        let mut sums = vec![(0.0, 0.0); self.len()];
        for (node, &community) in partition.iter().enumerate() {
            let (inside, ends) = &mut sums[community];
            *ends += self.ends[node];
            let links = self.links.of(node).iter();
            let links = links.filter(|link| partition[link.to] == community);
            *inside += links.map(|link| link.weight).sum::<f64>();
        }
        let total = self.total.max(f64::MIN_POSITIVE);
        sums.into_iter().map(|(inside, ends)| inside / total - (ends / total).powi(2)).sum()
    }
}

/// The sums over communities that tell where a node gains most.
struct Communities {
    ends: Vec<f64>,
    sizes: Vec<usize>,
    /// Numbers that no community has.
    free: Vec<usize>,
}

impl Communities {
    fn new(network: &Network, partition: &[usize]) -> Self {
        let (mut ends, mut sizes) = (vec![0.0; network.len()], vec![0; network.len()]);
        for (node, &community) in partition.iter().enumerate() {
            ends[community] += network.ends[node];
            sizes[community] += 1;
        }
        let free = (0..network.len()).rev().filter(|&community| sizes[community] == 0).collect();
        Self { ends, sizes, free }
    }

    /// The community where a node gains most: its own if no other is better, or a new one.
    fn best(&self, network: &Network, partition: &[usize], node: usize) -> usize {
        let own = partition[node];
        let share = network.ends[node] / network.total;
        let ties = ties(network.links.of(node), partition);
        let gain = |tie: Link| {
            let others = if tie.to == own { network.ends[node] } else { 0.0 };
            tie.weight - share * (self.ends[tie.to] - others)
        };
        let home = ties.iter().find(|tie| tie.to == own).copied();
        let stay = gain(home.unwrap_or(Link { to: own, weight: 0.0 }));
        let gains = ties.into_iter().map(|tie| (tie.to, gain(tie)));
        let alone = self.free.last().map(|&free| (free, 0.0));
        let better = best(gains.chain(alone)).filter(|(_, gain)| *gain > stay + LEAST_GAIN);
        better.map_or(own, |(community, _)| community)
    }

    fn shift(&mut self, network: &Network, node: usize, from: usize, to: usize) {
        if self.free.last() == Some(&to) {
            self.free.pop();
        }
        self.ends[from] -= network.ends[node];
        self.ends[to] += network.ends[node];
        self.sizes[from] -= 1;
        self.sizes[to] += 1;
        if self.sizes[from] == 0 {
            self.free.push(from);
        }
    }
}

/// The links of a node, or of several, to groups: one to each, in their order.
fn ties<'a>(links: impl IntoIterator<Item = &'a Link>, groups: &[usize]) -> Vec<Link> {
    let to_group = |link: &Link| Link { to: groups[link.to], ..*link };
    let mut ties: Vec<Link> = links.into_iter().map(to_group).collect();
    ties.sort_by_key(|tie| tie.to);
    ties.dedup_by(|next, sum| {
        let is_same = next.to == sum.to;
        if is_same {
            sum.weight += next.weight;
        }
        is_same
    });
    ties
}

/// The greatest gain; among equals the first.
fn best(gains: impl Iterator<Item = (usize, f64)>) -> Option<(usize, f64)> {
    gains.reduce(|best, next| if next.1 > best.1 + LEAST_GAIN { next } else { best })
}

/// The same groups, numbered from 0 in the order of their first members.
fn numbered(groups: &[usize]) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    let mut number = |group: usize| {
        let next = numbers.len();
        *numbers.entry(group).or_insert(next)
    };
    groups.iter().map(|&group| number(group)).collect()
}
