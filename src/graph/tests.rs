//! What holds for every graph: however its documents come in, whatever is chosen of it.

use petgraph::graph::{NodeIndex, UnGraph};
use proptest::prelude::*;

use super::{Alone, CoMentions, Counts, Pairs, Selection};
use crate::digest::{Copies, Digest, MentionDigest, Sentences, UnitDigest};
use crate::document::{DocumentKind, UnitKind};
use crate::mention::Method;

mod networkx;

/// A page of answers, each of which names some entities, one a sentence: `"ab"` names `a` and `b`;
/// a space puts two into one sentence: `"a b"`.
fn page(number: usize, answers: &[&str]) -> Digest {
    let mut entities: Vec<String> = answers
        .iter()
        .flat_map(|text| text.chars())
        .filter(|c| *c != ' ')
        .map(String::from)
        .collect();
    entities.sort_unstable();
    entities.dedup();
    let units = (1..).zip(answers).map(|(position, names)| answer(position, names, &entities));
    Digest {
        iri: format!("http://x/document/{number}"),
        path: format!("{number}.md"),
        sha256: String::new(),
        kind: DocumentKind::Question,
        title: Some(format!("第{number}问")),
        author: None,
        published: Some(format!("202{}-01-01", number % 10)),
        modified: None,
        keywords: Vec::new(),
        unlinked: Vec::new(),
        units: units.collect(),
        entities,
    }
}

fn answer(position: u32, names: &str, entities: &[String]) -> UnitDigest {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    for (at, c) in names.char_indices().filter(|(_, c)| *c != ' ') {
        let same_sentence = at > 0 && names.as_bytes()[at - 1] == b' ';
        if !same_sentence && !text.is_empty() {
            text.push('。');
        }
        let entity = entities.iter().position(|known| *known == c.to_string()).unwrap_or_default();
        let bytes = (text.len(), text.len() + 1);
        let start = text.chars().count();
        text.push(c);
        mentions.push(MentionDigest {
            entity: u32::try_from(entity).expect("few entities"),
            start,
            end: start + 1,
            bytes,
            source: bytes,
            place: (position, u32::try_from(bytes.0).expect("a short text") + 1),
            confidence: 1.0,
            method: Method::Label,
        });
    }
    UnitDigest {
        iri: String::new(),
        kind: UnitKind::Answer,
        position,
        copies: Vec::new(),
        id: None,
        author: position.is_multiple_of(2).then(|| format!("甲{}", position % 3)),
        title: None,
        published: None,
        url: None,
        sentences: Sentences::of(&text, &mentions),
        text,
        mentions,
    }
}

fn graph(answers: &[&str]) -> CoMentions {
    CoMentions::new(&[page(1, answers)])
}

fn counted(mut counts: Counts, pages: &[Digest]) -> Counts {
    for page in pages {
        counts.add(&page.outline(), &Copies::default());
    }
    counts
}

/// All that is counted of a graph, in a form that can be compared.
fn figures(co_mentions: &CoMentions) -> String {
    format!("{co_mentions:?}")
}

#[test]
fn answers_sentences_and_authors_are_counted_apart() {
    let co_mentions = graph(&["a bc", "b a", "ac", "c"]);
    let check = |one: &str, other: &str, expected: (u32, u32, u32)| {
        let find = |name| co_mentions.find(name).expect("it is mentioned");
        let edge = co_mentions.graph().find_edge(find(one), find(other)).expect("they meet");
        let edge = co_mentions.graph()[edge];
        assert_eq!((edge.answers, edge.sentences, edge.authors), expected, "{one} and {other}");
    };
    check("a", "b", (2, 2, 2));
    check("a", "c", (2, 0, 2));
    check("b", "c", (1, 0, 1));
}

#[test]
fn a_list_of_names_ties_nobody() {
    let tied = |names: u32| {
        let list: String = ('\u{4e00}'..).take(names as usize).collect();
        let co_mentions = graph(&["丁", &list]);
        let graph = co_mentions.graph();
        let authors: u32 = graph.node_weights().map(|node| node.authors).sum();
        let answers: u32 = graph.node_weights().map(|node| node.answers).sum();
        assert_eq!((answers, authors), (names + 1, names + 1));
        graph.edge_count()
    };
    assert_eq!((tied(300), tied(301)), (300 * 299 / 2, 0));
}

#[test]
fn a_page_under_two_names_counts_once() {
    let first = page(1, &["a bc", "b a", "ac", "ab", "ab"]);
    let again = Digest { iri: "http://x/document/again".into(), ..first.clone() };
    let counted = CoMentions::new([&first]);
    assert_eq!(counted.units(), 5);
    assert_eq!(figures(&CoMentions::new([&again, &first])), figures(&counted));
    let other = page(2, &["a bc"]);
    assert_eq!(CoMentions::new([&first, &other, &again]).units(), 6);
}

#[test]
fn since_counts_only_what_is_dated_since() {
    let pages = [page(1, &["ab"]), page(2, &["ac"]), page(3, &["ad"])];
    let co_mentions = counted(Counts::since("2022-01-01"), &pages).finish();
    let names: Vec<&str> =
        co_mentions.graph().node_weights().map(|node| node.iri.as_str()).collect();
    assert_eq!((co_mentions.units(), names), (2, vec!["a", "c", "d"]));
}

#[test]
fn a_path_takes_the_strong_way_and_the_next_one_other_entities() {
    let strong = ["abx", "abx", "abx", "bcy", "bcy", "bcy"];
    let weak = ["ad", "dc"];
    let lonely = ["z"];
    let co_mentions = graph(&[&strong[..], &weak, &lonely].concat());
    let find = |name| co_mentions.find(name).expect("it is mentioned");
    let names = |path: &super::Path| -> String {
        path.nodes.iter().map(|&node| co_mentions.graph()[node].iri.as_str()).collect()
    };
    let paths = co_mentions.paths(find("a"), find("c"), 5);
    assert_eq!(paths.iter().map(names).collect::<Vec<_>>(), ["abc", "adc"]);
    assert!(paths[0].strength > paths[1].strength);
    assert_eq!(co_mentions.paths(find("a"), find("z"), 5), []);
    assert_eq!(co_mentions.paths(find("a"), find("a"), 5), []);
}

/// Answers that name up to six of ten entities.
fn answers() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("([a-j] ?){0,6}", 0..12)
}

fn pages() -> impl Strategy<Value = Vec<Digest>> {
    proptest::collection::vec(answers(), 0..6).prop_map(|pages| {
        let page = |(number, answers): (usize, &Vec<String>)| {
            page(number, &answers.iter().map(|text| text.trim()).collect::<Vec<_>>())
        };
        pages.iter().enumerate().map(page).collect()
    })
}

fn selection() -> impl Strategy<Value = Selection> {
    let pairs = prop_oneof![Just(Pairs::All), Just(Pairs::Backbone)];
    let alone = prop_oneof![Just(Alone::Leave), Just(Alone::Keep)];
    let top = proptest::option::of(1_usize..8);
    (proptest::option::of(0_usize..4), 0_usize..3, 0_u32..4, top, pairs, alone).prop_map(
        |(around, depth, min_weight, top, pairs, alone)| Selection {
            around: around.map(NodeIndex::new),
            depth,
            community: None,
            min_weight,
            top,
            pairs,
            alone,
        },
    )
}

/// A weighted graph of up to 24 nodes.
fn weighted() -> impl Strategy<Value = UnGraph<(), f64>> {
    proptest::collection::btree_map((0_usize..24, 0_usize..24), 1_u32..20, 0..80).prop_map(
        |links| {
            let mut graph = UnGraph::new_undirected();
            (0..24).for_each(|_| _ = graph.add_node(()));
            for ((one, other), weight) in links {
                if one < other {
                    graph.add_edge(NodeIndex::new(one), NodeIndex::new(other), f64::from(weight));
                }
            }
            graph
        },
    )
}

/// In how many answers all of these are named, in how many sentences, and by how many authors; counted
/// answer by answer.
fn naming_all(pages: &[Digest], names: &[&str]) -> [usize; 3] {
    let all = |page: &Digest, mentions: &[MentionDigest]| {
        names.iter().all(|name| mentions.iter().any(|mention| page.entity(mention) == *name))
    };
    let (mut authors, mut sentences) = (Vec::new(), 0);
    for page in pages {
        for unit in page.units.iter().filter(|unit| all(page, &unit.mentions)) {
            authors.push(page.author_of(unit));
            sentences += unit.sentences().filter(|found| all(page, found.mentions)).count();
        }
    }
    let answers = authors.len();
    authors.sort_unstable();
    authors.dedup_by(|one, other| one.is_some() && one == other);
    [answers, sentences, authors.len()]
}

proptest! {
    #[test]
    fn each_entity_and_each_pair_is_counted_as_if_it_were_alone(pages in pages()) {
        let co_mentions = CoMentions::new(&pages);
        let graph = co_mentions.graph();
        let as_counts = |counts: [u32; 3]| counts.map(|count| count as usize);
        for one in graph.node_indices() {
            let node = &graph[one];
            let [answers, _, authors] = naming_all(&pages, &[&node.iri]);
            prop_assert_eq!((node.answers as usize, node.authors as usize), (answers, authors));
            for other in graph.node_indices().filter(|other| *other > one) {
                let edge = graph.find_edge(one, other).map(|edge| graph[edge]).unwrap_or_default();
                let counted = as_counts([edge.answers, edge.sentences, edge.authors]);
                prop_assert_eq!(counted, naming_all(&pages, &[&node.iri, &graph[other].iri]));
            }
        }
    }

    #[test]
    fn documents_may_come_in_any_order(
        (pages, shuffled) in pages().prop_flat_map(|pages| {
            (Just(pages.clone()), Just(pages).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(figures(&CoMentions::new(&shuffled)), figures(&CoMentions::new(&pages)));
    }

    #[test]
    fn what_is_selected_is_a_part_of_the_graph(pages in pages(), selection in selection()) {
        let co_mentions = CoMentions::new(&pages);
        let centre = selection.around.filter(|node| node.index() < co_mentions.graph().node_count());
        let selection = Selection { around: centre, ..selection };
        let wanted = |node: &super::Node| node.iri != "b";
        let selected = co_mentions.select(&selection, wanted);
        prop_assert!(selected.nodes.len() <= selection.top.unwrap_or(usize::MAX));
        let may_stay = |&node: &NodeIndex| {
            Some(node) == centre || wanted(&co_mentions.graph()[node])
        };
        prop_assert!(selected.nodes.iter().all(may_stay));
        prop_assert!(centre.is_none_or(|centre| selected.nodes.contains(&centre)));
        for &edge in &selected.edges {
            let (one, other) = co_mentions.ends(edge);
            prop_assert!(selected.nodes.contains(&one) && selected.nodes.contains(&other));
            prop_assert!(co_mentions.graph()[edge].answers >= selection.min_weight);
        }
        let tied = |node: &NodeIndex| selected.edges.iter().any(|&edge| {
            let (one, other) = co_mentions.ends(edge);
            one == *node || other == *node
        });
        prop_assert!(selection.alone == Alone::Keep
            || selected.nodes.iter().all(|node| tied(node) || Some(*node) == centre));
    }

    #[test]
    fn a_greater_weight_selects_a_part_of_what_a_smaller_one_does(
        pages in pages(), selection in selection(),
    ) {
        let co_mentions = CoMentions::new(&pages);
        let around = selection.around.filter(|node| node.index() < co_mentions.graph().node_count());
        let all = Selection { around, top: None, pairs: Pairs::All, ..selection };
        let heavier = Selection { min_weight: all.min_weight + 1, ..all.clone() };
        let (more, less) =
            (co_mentions.select(&all, |_| true), co_mentions.select(&heavier, |_| true));
        prop_assert!(less.nodes.iter().all(|node| more.nodes.contains(node)));
        prop_assert!(less.edges.iter().all(|edge| more.edges.contains(edge)));
    }

    #[test]
    fn the_backbone_connects_what_was_connected_and_can_be_read(pages in pages()) {
        let co_mentions = CoMentions::new(&pages);
        let all = co_mentions.select(&Selection::default(), |_| true);
        let backbone = co_mentions.backbone(&all.edges, all.nodes.len());
        prop_assert!(backbone.len() <= 2 * all.nodes.len());
        let parts = |edges: &[petgraph::graph::EdgeIndex]| {
            let kept = co_mentions.graph().filter_map(
                |_, _| Some(()),
                |edge, _| edges.contains(&edge).then_some(()),
            );
            petgraph::algo::connected_components(&kept)
        };
        prop_assert_eq!(parts(&backbone), parts(&all.edges));
    }

    #[test]
    fn communities_are_connected_and_cover_all(graph in weighted()) {
        let found = super::community::communities(super::links::Links::new(&graph, |weight| *weight));
        prop_assert_eq!(found.len(), graph.node_count());
        for number in 0..=found.iter().copied().max().unwrap_or(0) {
            let inside = graph.filter_map(
                |node, ()| (found[node.index()] == number).then_some(()),
                |_, weight| Some(*weight),
            );
            prop_assert_eq!(petgraph::algo::connected_components(&inside), 1);
        }
    }
}
