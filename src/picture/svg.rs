//! SVG: the map with its title above and its legend below, in one file that is light by day and dark
//! by night.

use std::fmt::Display;
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
    /// The height of the title.
    head: f64,
    /// The height of the map.
    middle: f64,
    /// The height of the legend.
    foot: f64,
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
    let page = Page::new(scene, &plan);
    page.open(xml, scene)?;
    xml.text("style", &[], &style(theme))?;
    xml.line()?;
    xml.empty("rect", &[("class", &"paper"), ("width", &"100%"), ("height", &"100%")])?;
    page.title(xml, scene)?;
    map(xml, scene, &plan, page.corner(plan.layout.size))?;
    if scene.nodes.is_empty() {
        page.nothing(xml)?;
    }
    legend::draw(xml, scene, &plan, &page, MARGIN + page.head + page.middle)?;
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
    fn new(scene: &Scene, plan: &Plan) -> Self {
        let size = plan.layout.size;
        let width = size.width.max(LEAST.width);
        let zoom = (width / USUAL_WIDTH).max(1.0);
        let title = if scene.title.is_empty() { 0.0 } else { 52.0 };
        let subtitle = if scene.subtitle.is_some() { 24.0 } else { 0.0 };
        let head = (title + subtitle + 16.0) * zoom;
        let foot = legend::height(scene, plan, width, zoom);
        Self { width, zoom, head, middle: size.height.max(LEAST.height), foot }
    }

    fn open(&self, xml: &mut Out, scene: &Scene) -> io::Result<()> {
        let width = format!("{:.0}", self.width + 2.0 * MARGIN);
        let height = format!("{:.0}", self.head + self.middle + self.foot + 2.0 * MARGIN);
        xml.open(
            "svg",
            &[
                ("xmlns", &"http://www.w3.org/2000/svg"),
                ("viewBox", &format!("0 0 {width} {height}")),
                ("width", &width),
                ("height", &height),
                ("xml:lang", &"zh-Hans"),
                ("font-family", &SANS),
                ("role", &"graphics-document"),
                ("aria-label", &scene.title),
            ],
        )
    }

    /// Where the upper left corner of a map of this size goes.
    fn corner(&self, map: Size) -> Point {
        let (free_width, free_height) = (self.width - map.width, self.middle - map.height);
        Point::new(MARGIN + free_width / 2.0, MARGIN + self.head + free_height / 2.0)
    }

    /// What stands in the place of an empty map.
    fn nothing(&self, xml: &mut Out) -> io::Result<()> {
        let middle = Point::new(self.width / 2.0, self.head + self.middle / 2.0);
        let [x, y, letters] = attributes(MARGIN + middle.x, MARGIN + middle.y, 16.0);
        let class = ("class", &"faint" as &dyn Display);
        let anchor = ("text-anchor", &"middle" as &dyn Display);
        let place = [class, anchor, ("x", &x), ("y", &y), ("font-size", &letters)];
        xml.text("text", &place, "没有可画的 · nothing to draw")
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
        let mut all: Vec<(&str, &dyn Display)> =
            vec![("x", &x), ("y", &y), ("font-size", &letters)];
        all.extend(further.iter().map(|(name, value)| (*name, value as &dyn Display)));
        xml.text("text", &all, text)
    }
}
