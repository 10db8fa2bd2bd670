//! The legend: what colour, size and width mean, in lines that wrap like text.

use std::io;

use super::{MARGIN, Out, Page, map, pixels};
use crate::catalog::Kind;
use crate::picture::Scene;
use crate::picture::plan::{Plan, em};

/// The height of a line, of its letters, and the gap between two entries, in pixels.
const LINE: f64 = 40.0;
const LETTERS: f64 = 13.0;
const GAP: f64 = 26.0;

/// One entry of the legend.
enum Entry {
    /// A kind of entity, and how many there are.
    Kind(Kind, usize),
    /// Circles of some ranks.
    Sizes(Vec<f64>),
    /// Lines of some numbers of answers.
    Widths(Vec<u32>),
    /// The ground of a community.
    Tint,
}

fn entries(scene: &Scene, plan: &Plan) -> Vec<Entry> {
    let mut entries = Vec::new();
    for kind in Kind::ALL {
        let count = scene.nodes.iter().filter(|node| node.kind == kind).count();
        if count > 0 {
            entries.push(Entry::Kind(kind, count));
        }
    }
    if plan.scale.best_rank() > 0.0 {
        entries
            .push(Entry::Sizes([4.0, 16.0, 64.0].map(|part| plan.scale.best_rank() / part).into()));
    }
    if let Some(most) = scene.edges.iter().map(|edge| edge.answers).max() {
        let least = scene.edges.iter().map(|edge| edge.answers).min().unwrap_or(most);
        let mut steps = vec![least, least + (most - least) / 4, most];
        steps.dedup();
        entries.push(Entry::Widths(steps));
    }
    if !map::communities(scene).is_empty() {
        entries.push(Entry::Tint);
    }
    entries
}

/// The entries with their places: from the left, and from the top.
fn flow(scene: &Scene, plan: &Plan, room: f64, zoom: f64) -> Vec<(Entry, f64, f64)> {
    let (mut x, mut y) = (0.0, LINE * zoom);
    let mut placed = Vec::new();
    for entry in entries(scene, plan) {
        let width = entry.width(plan, zoom);
        if x > 0.0 && x + width > room {
            (x, y) = (0.0, y + LINE * zoom);
        }
        placed.push((entry, x, y));
        x += width + GAP * zoom;
    }
    placed
}

/// The height of the legend, with the rule above it, in a page of this width.
pub(super) fn height(scene: &Scene, plan: &Plan, room: f64, zoom: f64) -> f64 {
    flow(scene, plan, room, zoom).last().map_or(0.0, |(_, _, y)| y + LINE * zoom)
}

/// Draws the legend, whose upper end is at `top`.
pub(super) fn draw(
    xml: &mut Out,
    scene: &Scene,
    plan: &Plan,
    page: &Page,
    top: f64,
) -> io::Result<()> {
    let entries = flow(scene, plan, page.width, page.zoom);
    if entries.is_empty() {
        return Ok(());
    }
    let rule =
        format!("M{0} {2}H{1}", pixels(MARGIN), pixels(MARGIN + page.width), pixels(top + 22.0));
    xml.line()?;
    xml.open("g", &[("class", &"legend")])?;
    xml.empty("path", &[("class", &"rule"), ("d", &rule)])?;
    for (entry, x, y) in entries {
        let mut pen = Pen { xml, x: MARGIN + x, y: top + y + 20.0, zoom: page.zoom };
        entry.draw(&mut pen, plan)?;
    }
    xml.close("g")
}

/// Where the next sign of a legend goes; `y` is the middle of its line.
struct Pen<'a> {
    xml: &'a mut Out,
    x: f64,
    y: f64,
    zoom: f64,
}

impl Pen<'_> {
    fn circle(&mut self, class: &str, radius: f64) -> io::Result<()> {
        let [x, y, r] = [self.x + radius, self.y, radius].map(pixels);
        self.x += 2.0 * radius + 6.0 * self.zoom;
        let wide = if class == "region" { "2.5" } else { "1" };
        let wide = ("stroke-width", &wide as &dyn std::fmt::Display);
        self.xml.empty("circle", &[("class", &class), ("cx", &x), ("cy", &y), ("r", &r), wide])
    }

    fn stroke(&mut self, width: f64) -> io::Result<()> {
        let length = 24.0 * self.zoom;
        let path = format!("M{} {}h{}", pixels(self.x), pixels(self.y), pixels(length));
        self.x += length + 5.0 * self.zoom;
        let width = pixels(width);
        self.xml.empty("path", &[("class", &"sample"), ("d", &path), ("stroke-width", &width)])
    }

    fn text(&mut self, class: &str, text: &str) -> io::Result<()> {
        let letters = LETTERS * self.zoom;
        let [x, y, size] = [self.x, self.y + 0.36 * letters, letters].map(pixels);
        self.x += (em(text) * LETTERS + 6.0) * self.zoom;
        let place = [("class", &class as &dyn std::fmt::Display), ("x", &x), ("y", &y)];
        let [class, x, y] = place;
        self.xml.text("text", &[class, x, y, ("font-size", &size)], text)
    }
}

const SIZES: &str = "大小：关注份额 PageRank";
const WIDTHS: &str = "线宽：共现回答数 answers in common";
const TINT: &str = "底色：社群 community";

impl Entry {
    /// The width in pixels, as [`Entry::draw`] uses it.
    fn width(&self, plan: &Plan, zoom: f64) -> f64 {
        let text = |text: &str| (em(text) * LETTERS + 6.0) * zoom;
        match self {
            Self::Kind(kind, count) => {
                18.0 * zoom + text(kind.chinese()) + text(&format!("{} {count}", kind.plural()))
            }
            Self::Sizes(ranks) => {
                let signs = ranks
                    .iter()
                    .map(|&rank| 2.0 * plan.scale.radius(rank) + 6.0 * zoom + text(&percent(rank)));
                text(SIZES) + signs.sum::<f64>()
            }
            Self::Widths(steps) => {
                let signs = steps.iter().map(|step| 29.0 * zoom + text(&step.to_string()));
                text(WIDTHS) + signs.sum::<f64>()
            }
            Self::Tint => 26.0 * zoom + text(TINT),
        }
    }

    fn draw(&self, pen: &mut Pen<'_>, plan: &Plan) -> io::Result<()> {
        match self {
            Self::Kind(kind, count) => {
                pen.circle(kind.as_str(), 6.0 * pen.zoom)?;
                pen.text("ink", kind.chinese())?;
                pen.text("faint", &format!("{} {count}", kind.plural()))
            }
            Self::Sizes(ranks) => {
                pen.text("faint", SIZES)?;
                for &rank in ranks {
                    pen.circle("outline", plan.scale.radius(rank))?;
                    pen.text("faint", &percent(rank))?;
                }
                Ok(())
            }
            Self::Widths(steps) => {
                pen.text("faint", WIDTHS)?;
                for &step in steps {
                    pen.stroke(plan.scale.width(f64::from(step)))?;
                    pen.text("faint", &step.to_string())?;
                }
                Ok(())
            }
            Self::Tint => {
                pen.circle("swatch", 10.0 * pen.zoom)?;
                pen.text("faint", TINT)
            }
        }
    }
}

fn percent(rank: f64) -> String {
    let percent = 100.0 * rank;
    if percent < 1.0 { format!("{percent:.2} %") } else { format!("{percent:.1} %") }
}
