//! SVG: the map with its title above and its legend below, in one file that is light by day and dark
//! by night.

use std::io;

use super::Scene;
use super::layout::{Point, Size};
use super::palette::{SANS, SERIF};
use super::plan::{Plan, em};
use super::xml::Xml;

mod legend;
mod map;
mod style;

pub(super) use map::map;
pub(super) use style::{Theme, style};

/// Pixels round about everything.
const MARGIN: f64 = 36.0;
/// A picture is at least so wide, so that title and legend have room.
const LEAST: Size = Size { width: 760.0, height: 120.0 };
/// Up to this width, title and legend have their usual size; in wider pictures they grow along.
const USUAL_WIDTH: f64 = 1150.0;

/// An SVG text that is being written.
type Out = Xml<Vec<u8>>;

/// How a picture is divided: title, map and legend, one under the other.
struct Page {
    /// The width within the margins.
    width: f64,
    /// How much larger than usual title and legend are.
    zoom: f64,
}

/// Draws a scene.
pub(super) fn svg(scene: &Scene, theme: Theme) -> String {
    let mut xml = Xml::within(Vec::new());
    // Writing into memory does not fail.
    let written = draw(&mut xml, scene, theme);
    debug_assert!(written.is_ok());
    xml.into_string()
}

fn draw(xml: &mut Out, scene: &Scene, theme: Theme) -> io::Result<()> {
    let plan = Plan::new(scene);
    let size = plan.layout.size;
    let width = size.width.max(LEAST.width);
    let page = Page { width, zoom: (width / USUAL_WIDTH).max(1.0) };
    let (head, foot) = (page.head(scene), legend::height(scene, &plan, &page));
    let middle = size.height.max(LEAST.height);
    let height = 2.0 * MARGIN + head + middle + foot;
    let full = width + 2.0 * MARGIN;
    xml.open(
        "svg",
        &[
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("viewBox", &format!("0 0 {full:.0} {height:.0}")),
            ("width", &format!("{full:.0}")),
            ("height", &format!("{height:.0}")),
            ("xml:lang", &"zh-Hans"),
            ("font-family", &SANS),
            ("role", &"graphics-document"),
            ("aria-label", &scene.title),
        ],
    )?;
    xml.text("style", &[], &style(theme))?;
    xml.line()?;
    xml.empty("rect", &[("class", &"paper"), ("width", &"100%"), ("height", &"100%")])?;
    page.title(xml, scene)?;
    let corner = Point::new(
        MARGIN + (width - size.width) / 2.0,
        MARGIN + head + (middle - size.height) / 2.0,
    );
    map(xml, scene, &plan, corner)?;
    if scene.nodes.is_empty() {
        let (x, y) = (full / 2.0, MARGIN + head + middle / 2.0);
        let place = attributes(x, y, 16.0);
        xml.text(
            "text",
            &[
                ("class", &"faint"),
                ("x", &place[0]),
                ("y", &place[1]),
                ("font-size", &place[2]),
                ("text-anchor", &"middle"),
            ],
            "没有可画的 · nothing to draw",
        )?;
    }
    legend::draw(xml, scene, &plan, &page, height - MARGIN - foot)?;
    xml.line()?;
    xml.close("svg")?;
    xml.line()
}

fn attributes(x: f64, y: f64, letters: f64) -> [String; 3] {
    [pixels(x), pixels(y), pixels(letters)]
}

/// A number of pixels, to a tenth, as short as possible.
fn pixels(value: f64) -> String {
    let text = format!("{value:.1}");
    let short = text.strip_suffix(".0").unwrap_or(&text);
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

impl Page {
    /// The height of the title, with the room beneath it.
    fn head(&self, scene: &Scene) -> f64 {
        let title = if scene.title.is_empty() { 0.0 } else { 52.0 };
        let subtitle = if scene.subtitle.is_some() { 24.0 } else { 0.0 };
        (title + subtitle + 16.0) * self.zoom
    }

    fn title(&self, xml: &mut Out, scene: &Scene) -> io::Result<()> {
        let zoom = self.zoom;
        if !scene.title.is_empty() {
            let (bar, thick) = (pixels(44.0 * zoom), pixels(4.0 * zoom));
            xml.empty(
                "rect",
                &[
                    ("class", &"ink"),
                    ("x", &pixels(MARGIN)),
                    ("y", &pixels(MARGIN)),
                    ("width", &bar),
                    ("height", &thick),
                ],
            )?;
            let place = [("font-family", SERIF), ("font-weight", "700"), ("class", "ink")];
            self.line(xml, &scene.title, 42.0, 28.0, &place)?;
        }
        let below = if scene.title.is_empty() { 14.0 } else { 68.0 };
        match &scene.subtitle {
            Some(subtitle) => self.line(xml, subtitle, below, 14.0, &[("class", "faint")]),
            None => Ok(()),
        }
    }

    /// A line of the title, made smaller where it would not fit.
    fn line(
        &self,
        xml: &mut Out,
        text: &str,
        y: f64,
        letters: f64,
        further: &[(&str, &str)],
    ) -> io::Result<()> {
        let letters = (letters * self.zoom).min(self.width / em(text).max(1.0));
        let [x, y, letters] = attributes(MARGIN, MARGIN + y * self.zoom, letters);
        let mut all: Vec<(&str, &dyn std::fmt::Display)> =
            vec![("x", &x), ("y", &y), ("font-size", &letters)];
        all.extend(further.iter().map(|(name, value)| (*name, value as &dyn std::fmt::Display)));
        xml.text("text", &all, text)
    }
}
