//! Pictures: a plain scene of entities and ties, drawn or written out in one of eight formats.
//!
//! One file a format, and one layout for all that draw, so that SVG, PNG, HTML and GEXF agree. Knows
//! nothing of RDF and the store: everything that is shown stands in the [`Scene`].

use std::io::{self, Write};

use clap::ValueEnum;
use thiserror::Error;

use crate::catalog::Kind;
use crate::csv::Dialect;
use crate::passage::Passage;
use crate::text::figure::{count, signed};

mod column;
mod csv;
mod dot;
mod gexf;
mod graphml;
mod html;
mod json;
pub mod layout;
mod palette;
mod plan;
mod png;
mod svg;
mod xml;

/// More entities than this are no picture but a stain.
pub const MOST_NODES: usize = 5_000;
/// More ties than this are one too.
pub const MOST_EDGES: usize = 20_000;

/// All that a picture shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// What stands above it.
    pub title: String,
    /// What it was drawn from, in smaller letters.
    pub subtitle: Option<String>,
    /// The entities.
    pub nodes: Vec<Node>,
    /// The ties between them.
    pub edges: Vec<Edge>,
}

/// An entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its IRI.
    pub iri: String,
    /// Its kind, which gives it its colour.
    pub kind: Kind,
    /// Its usual Chinese name.
    pub label: String,
    /// Its usual English name.
    pub label_en: String,
    /// Its further names.
    pub alt_labels: Vec<String>,
    /// In how many answers or articles it is mentioned.
    pub answers: u32,
    /// How often in all.
    pub mentions: u32,
    /// By how many authors.
    pub authors: u32,
    /// Its share of attention, PageRank, which gives it its size.
    pub rank: f64,
    /// Its share of the shortest paths, from 0 to 1.
    pub betweenness: f64,
    /// The number of its community.
    pub community: u32,
    /// The number of its k-core.
    pub core: u32,
    /// The best sentences that mention it, best first.
    pub evidence: Vec<Passage>,
}

/// Two entities that are mentioned together.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The place of one in the scene's nodes.
    pub source: usize,
    /// The place of the other.
    pub target: usize,
    /// In how many answers or articles both are mentioned, which gives the line its width.
    pub answers: u32,
    /// In how many sentences.
    pub sentences: u32,
    /// By how many authors.
    pub authors: u32,
    /// How much more often than by chance, from -1 to 1.
    pub npmi: f64,
    /// The best sentences that mention both, best first.
    pub evidence: Vec<Passage>,
}

/// What a picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Graphviz source.
    Dot,
    /// A drawing, light and dark.
    Svg,
    /// A drawing in pixels.
    Png,
    /// A page to walk about in, complete in one file.
    Html,
    /// For Cytoscape, yEd and networkx.
    Graphml,
    /// For Gephi, with places and colours.
    Gexf,
    /// Node-link JSON, as networkx and D3 read it.
    Json,
    /// One line an edge.
    Csv,
    /// One line an edge, as spreadsheets read it.
    #[value(skip)]
    Sheet,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 8] = [
        Self::Dot,
        Self::Svg,
        Self::Png,
        Self::Html,
        Self::Graphml,
        Self::Gexf,
        Self::Json,
        Self::Csv,
    ];

    /// Its name, which is the usual ending of its files too.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Html => "html",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::Json => "json",
            Self::Csv | Self::Sheet => "csv",
        }
    }

    /// The format that the ending of a file's name tells, in any case.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "gv" => Some(Self::Dot),
            "htm" => Some(Self::Html),
            name => Self::ALL.into_iter().find(|format| format.as_str() == name),
        }
    }

    /// Whether people look at it, so that it must not be too large.
    const fn is_drawn(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Html)
    }
}

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PictureError {
    /// Nobody could see anything in it.
    #[error(
        "{nodes} entities and {edges} ties are too many for `{format}`, which draws at most {MOST_NODES} \
         and {MOST_EDGES}: keep fewer with `--top` or `--min-weight`, or take `graphml`, `gexf`, `json` \
         or `csv`"
    )]
    TooLarge {
        /// How many there are.
        nodes: usize,
        /// How many ties.
        edges: usize,
        /// The format that was asked for.
        format: &'static str,
    },
    /// Chinese would be boxes.
    #[error(
        "no font on this machine has `{0}`: install one (Debian: `apt install fonts-noto-cjk`), or take \
         `svg` or `html`, which use the fonts of whoever looks at them"
    )]
    Font(char),
    /// Our own drawing could not be painted.
    #[error("cannot paint the picture: {0}")]
    Paint(String),
    /// The writer failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a scene in a format. The same scene gives the same bytes; in PNG, given the same fonts.
///
/// # Errors
/// When the scene is too large to be drawn, a font is missing for PNG, or the writer fails.
pub fn write(scene: &Scene, format: Format, out: &mut impl Write) -> Result<(), PictureError> {
    let (nodes, edges) = (scene.nodes.len(), scene.edges.len());
    if format.is_drawn() && (nodes > MOST_NODES || edges > MOST_EDGES) {
        return Err(PictureError::TooLarge { nodes, edges, format: format.as_str() });
    }
    let scene = &scene.printable();
    match format {
        Format::Dot => dot::write(scene, out)?,
        Format::Svg => out.write_all(svg::svg(scene, svg::Theme::Both).as_bytes())?,
        Format::Png => out.write_all(&png::png(scene, png::system_fonts())?)?,
        Format::Html => html::write(scene, out)?,
        Format::Graphml => graphml::write(scene, out)?,
        Format::Gexf => gexf::write(scene, out)?,
        Format::Json => json::write(scene, out)?,
        Format::Csv => csv::write(scene, Dialect::Plain, out)?,
        Format::Sheet => csv::write(scene, Dialect::Excel, out)?,
    }
    Ok(())
}

impl Scene {
    /// The scene with spaces for control characters, which half of the formats cannot hold. Every
    /// character keeps its length, so that marks stay right.
    fn printable(&self) -> Self {
        let mut scene = self.clone();
        let evidence = |passage: &mut Passage| {
            passage.text = printable(&passage.text);
            passage.path = printable(&passage.path);
            for text in [&mut passage.title, &mut passage.author].into_iter().flatten() {
                *text = printable(text);
            }
        };
        for node in &mut scene.nodes {
            for text in [&mut node.iri, &mut node.label, &mut node.label_en] {
                *text = printable(text);
            }
            node.alt_labels = node.alt_labels.iter().map(|name| printable(name)).collect();
            node.evidence.iter_mut().for_each(evidence);
        }
        scene.edges.iter_mut().flat_map(|edge| &mut edge.evidence).for_each(evidence);
        scene.title = printable(&scene.title);
        scene.subtitle = scene.subtitle.as_deref().map(printable);
        scene
    }
}

/// Spaces for control characters of one byte, U+FFFD for what is no character in XML.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c if c.is_ascii_control() => ' ',
            c => c,
        })
        .collect()
}

impl Node {
    /// What it was counted to, for people: `华为 · Huawei: 13 answers, 29 mentions`.
    fn told(&self) -> String {
        let english = if self.label_en == self.label || self.label_en.is_empty() {
            String::new()
        } else {
            format!(" · {}", self.label_en)
        };
        let (answers, mentions) = (count(self.answers, "answer"), count(self.mentions, "mention"));
        format!("{}{english}: {answers}, {mentions}", self.label)
    }
}

impl Scene {
    /// What a tie was counted to, for people.
    fn told(&self, edge: &Edge) -> String {
        let (one, other) = (&self.nodes[edge.source].label, &self.nodes[edge.target].label);
        format!(
            "{one} – {other}: together in {}, {}, NPMI {}",
            count(edge.answers, "answer"),
            count(edge.sentences, "sentence"),
            signed(edge.npmi)
        )
    }
}
