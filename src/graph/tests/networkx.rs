//! Ranks, betweenness, cores and communities beside those of networkx, where Python has it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef as _;
use serde::Deserialize;

use crate::catalog::Catalog;
use crate::digest::Digest;
use crate::graph::CoMentions;
use crate::graph::betweenness::betweenness;
use crate::graph::community::communities;
use crate::graph::core::core_numbers;
use crate::graph::links::Links;
use crate::graph::rank::page_rank;
use crate::mention::Finder;
use crate::{document, vocab};

/// Reads a graph (the number of nodes, then an edge a line) and tells what networkx makes of it;
/// after a line `-`, the communities to judge.
const SCRIPT: &str = "
import json, sys, networkx as nx
lines = sys.stdin.read().split('\\n')
graph, ours = nx.Graph(), json.loads(lines[1])
graph.add_nodes_from(range(int(lines[0])))
graph.add_weighted_edges_from((int(a), int(b), float(w)) for a, b, w in (l.split() for l in lines[2:] if l))
for a, b, data in graph.edges(data=True): data['length'] = 1 / data['weight']
groups = {}
for node, group in enumerate(ours): groups.setdefault(group, set()).add(node)
tied = graph.number_of_edges() > 0
louvain = max((nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed))
    for seed in range(5)), default=0) if tied else 0
listed = lambda by_node: [by_node[node] for node in range(len(graph))]
print(json.dumps({
    'ranks': listed(nx.pagerank(graph, alpha=0.85, tol=1e-14, max_iter=1000)),
    'betweenness': listed(nx.betweenness_centrality(graph, weight='length')),
    'cores': listed(nx.core_number(graph)),
    'ours': nx.community.modularity(graph, groups.values()) if tied else 0,
    'louvain': louvain,
}))
";

/// What networkx says of a graph.
#[derive(Deserialize)]
struct Verdict {
    ranks: Vec<f64>,
    betweenness: Vec<f64>,
    cores: Vec<u32>,
    /// The modularity of our communities.
    ours: f64,
    /// The best of five runs of Louvain.
    louvain: f64,
}

/// Asks networkx; nothing where it is not installed, unless `HAITU_REFEREES` asks for it.
fn verdict(graph: &UnGraph<(), f64>, groups: &[usize]) -> Option<Verdict> {
    let has = Command::new("python3").args(["-c", "import networkx, numpy, scipy"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        let asked = std::env::var_os("HAITU_REFEREES").is_some();
        assert!(!asked, "python3 with networkx was not found, and HAITU_REFEREES asks for it");
        eprintln!("skipped: python3 with networkx was not found");
        return None;
    }
    let mut input = format!("{}\n{groups:?}\n", graph.node_count());
    for edge in graph.edge_references() {
        let (one, other) = (edge.source().index(), edge.target().index());
        writeln!(input, "{one} {other} {}", edge.weight()).expect("a string takes all");
    }
    let mut python = Command::new("python3")
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 was there");
    let mut stdin = python.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("python3 reads");
    drop(stdin);
    let output = python.wait_with_output().expect("python3 ends");
    Some(serde_json::from_slice(&output.stdout).expect("python3 prints JSON"))
}

fn agrees(name: &str, graph: &UnGraph<(), f64>) {
    let groups = communities(Links::new(graph, |weight| *weight));
    let Some(verdict) = verdict(graph, &groups) else { return };
    let close = |what: &str, ours: &[f64], theirs: &[f64]| {
        for (node, (our, their)) in ours.iter().zip(theirs).enumerate() {
            assert!((our - their).abs() < 1e-8, "{name}: {what} of {node} is {our}, not {their}");
        }
    };
    close("rank", &page_rank(graph, |weight| *weight), &verdict.ranks);
    close(
        "betweenness",
        &betweenness(&Links::new(graph, |weight| 1.0 / weight)),
        &verdict.betweenness,
    );
    assert_eq!(core_numbers(graph), verdict.cores, "{name}");
    eprintln!("{name}: modularity {:.4}, Louvain's {:.4}", verdict.ours, verdict.louvain);
    assert!(verdict.ours >= verdict.louvain - 0.02, "{name}: {} {}", verdict.ours, verdict.louvain);
}

/// A graph of some links a node, in groups: a linear congruential generator stands for chance. The
/// weights are powers of two, so that ways of one length are so in floats too.
fn planted(nodes: usize, links: usize, groups: usize, mut seed: u64) -> UnGraph<(), f64> {
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits fit") % below
    };
    let mut graph = UnGraph::new_undirected();
    (0..nodes).for_each(|_| _ = graph.add_node(()));
    for one in 0..nodes {
        for _ in 0..links {
            let near = draw(4) > 0;
            let other =
                if near { draw(nodes) / groups * groups + one % groups } else { draw(nodes) };
            if other < nodes && other != one {
                let weight = [1.0, 2.0, 4.0, 8.0][draw(4)];
                graph.update_edge(NodeIndex::new(one), NodeIndex::new(other), weight);
            }
        }
    }
    graph
}

#[test]
fn figures_agree_with_networkx_on_graphs_of_all_shapes() {
    agrees("no edge", &planted(5, 0, 1, 1));
    agrees("sparse", &planted(60, 1, 6, 2));
    agrees("few groups", &planted(120, 4, 4, 3));
    agrees("many groups", &planted(200, 3, 20, 4));
    agrees("no group", &planted(80, 6, 1, 5));
}

#[test]
fn figures_agree_with_networkx_on_the_seeds() {
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    let finder = Finder::new(&catalog);
    let digests = ["zhihu-seed", "news-seed"].map(|stem| {
        let path = format!("data/{stem}.md");
        let bytes = std::fs::read(&path).expect("the seed is there");
        let document = document::read(&path, &bytes).document.expect("the seed is readable");
        Digest::new(vocab::BASE, &bytes, &document, &catalog, &finder)
    });
    let co_mentions = CoMentions::new(&digests);
    agrees("seeds", &co_mentions.graph().map(|_, _| (), |_, edge| edge.strength));
}
