//! HTML: the map in a page of its own, with a script to walk about in it. One file, and nothing in it
//! that is fetched from elsewhere.

use std::io::{self, Write};

use quick_xml::escape::escape;
use serde::Serialize;

use super::json::{JsonNode, JsonPassage, passages};
use super::layout::Point;
use super::palette::{DARK, LIGHT, Palette, SANS, SERIF};
use super::plan::Plan;
use super::svg::{Theme, map, style};
use super::xml::Xml;
use super::{Edge, Node, Scene};
use crate::catalog::Kind;
use crate::graph::rounded;
use crate::text::fold::key;
use crate::text::spelling::{Spelling, spellings};

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");
/// Pixels about the map.
const MARGIN: f64 = 30.0;

/// Writes a scene.
pub(super) fn write(scene: &Scene, out: &mut impl Write) -> io::Result<()> {
    let plan = Plan::new(scene);
    let size = plan.layout.size;
    let mut xml = Xml::within(Vec::new());
    map(&mut xml, scene, &plan, Point::new(MARGIN, MARGIN))?;
    let full = |length: f64| format!("{:.0}", length.max(200.0) + 2.0 * MARGIN);
    let content = |slot: &str| match slot {
        "title" => escape(scene.title.as_str()).into_owned(),
        "subtitle" => escape(scene.subtitle.as_deref().unwrap_or_default()).into_owned(),
        "style" => variables() + STYLE,
        "width" => full(size.width),
        "height" => full(size.height),
        "fonts" => SANS.to_owned(),
        "drawing" => style(Theme::Both),
        "data" => data(scene),
        "script" => SCRIPT.to_owned(),
        other => format!("{{{other}}}"),
    };
    let chart = xml.into_string();
    for (text, slot) in slots(PAGE) {
        out.write_all(text.as_bytes())?;
        match slot {
            Some("map") => out.write_all(chart.as_bytes())?,
            Some(slot) => out.write_all(content(slot).as_bytes())?,
            None => {}
        }
    }
    Ok(())
}

/// A template as texts, each with the name of the slot `{…}` that follows it.
fn slots(template: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    template.split('}').map(|piece| match piece.rsplit_once('{') {
        Some((text, slot)) => (text, Some(slot)),
        None => (piece, None),
    })
}

/// The colours and letters of the page, by day and by night.
fn variables() -> String {
    let colours = |palette: &Palette, mark: &str| {
        let Palette { paper, ink, faint, line, tint, .. } = palette;
        let kind = |kind: Kind| format!("--{}:{}", kind.as_str(), palette.kind(kind));
        let kinds = Kind::ALL.map(kind).join(";");
        format!(
            "--paper:{paper};--ink:{ink};--faint:{faint};--line:{line};--tint:{tint};--mark:{mark};{kinds}"
        )
    };
    let (day, night) = (colours(&LIGHT, "#fbe6a2"), colours(&DARK, "#5c4a1c"));
    format!(
        ":root{{color-scheme:light dark;--sans:{SANS};--serif:{SERIF};{day}}}\n\
         @media(prefers-color-scheme:dark){{:root{{{night}}}}}\n"
    )
}

#[derive(Serialize)]
struct PageData<'a> {
    kinds: Vec<PageKind>,
    nodes: Vec<PageNode<'a>>,
    edges: Vec<PageEdge<'a>>,
}

#[derive(Serialize)]
struct PageKind {
    name: &'static str,
    label: &'static str,
}

#[derive(Serialize)]
struct PageNode<'a> {
    #[serde(flatten)]
    node: JsonNode<'a>,
    pinyin: Vec<String>,
}

impl<'a> PageNode<'a> {
    fn new(node: &'a Node) -> Self {
        Self { node: JsonNode::new(node), pinyin: pinyin(&node.label, &node.alt_labels) }
    }
}

/// An edge, its ends by number.
#[derive(Serialize)]
struct PageEdge<'a> {
    source: usize,
    target: usize,
    answers: u32,
    sentences: u32,
    npmi: f64,
    evidence: Vec<JsonPassage<'a>>,
}

/// All that the script knows, as JSON that stands safely within a script element.
fn data(scene: &Scene) -> String {
    let present = |kind: &Kind| scene.nodes.iter().any(|node| node.kind == *kind);
    let kinds = Kind::ALL.into_iter().filter(present);
    let data = PageData {
        kinds: kinds.map(|kind| PageKind { name: kind.as_str(), label: kind.chinese() }).collect(),
        nodes: scene.nodes.iter().map(PageNode::new).collect(),
        edges: scene.edges.iter().map(page_edge).collect(),
    };
    // Plain data of our own always has a JSON form.
    let json = serde_json::to_string(&data).unwrap_or_default();
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn page_edge(edge: &Edge) -> PageEdge<'_> {
    PageEdge {
        source: edge.source,
        target: edge.target,
        answers: edge.answers,
        sentences: edge.sentences,
        npmi: rounded(edge.npmi),
        evidence: passages(&edge.evidence),
    }
}

/// How the Chinese names are typed, in full and by initials: the usual name in every reading of its
/// characters, further names in the usual reading alone, since rare ones would match anything.
fn pinyin(label: &str, further: &[String]) -> Vec<String> {
    let usual = |name: &String| spellings(&key(name)).into_iter().next();
    let spelled = spellings(&key(label)).into_iter().chain(further.iter().filter_map(usual));
    let ways = spelled.flat_map(|Spelling { full, initials }| [Some(full), initials]);
    let mut typed: Vec<String> = ways.flatten().collect();
    typed.sort_unstable();
    typed.dedup();
    typed
}

#[cfg(test)]
mod tests {
    use super::{pinyin, slots};

    #[test]
    fn names_are_typed_in_full_and_by_initials() {
        let check = |label, further: &[&str], expected: &[&str]| {
            let further: Vec<String> = further.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(pinyin(label, &further), expected, "{label} {further:?}");
        };
        check("华为", &[], &["huawei", "hw"]);
        check("厦门", &[], &["shamen", "sm", "xiamen", "xm"]);
        check("B站", &[], &["bz", "bzhan"]);
        check("TikTok", &["韩方"], &["hanfang", "hf"]);
        check("Changan", &["长安"], &["ca", "changan"]);
    }

    #[test]
    fn a_template_falls_apart_at_its_slots() {
        let check = |template, expected: &[(&str, Option<&str>)]| {
            assert_eq!(slots(template).collect::<Vec<_>>(), expected);
        };
        check("a{b}c", &[("a", Some("b")), ("c", None)]);
    }
}
