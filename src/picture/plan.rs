//! From a scene to what is drawn: radii by rank, letters by importance, widths by answers, and the
//! layout of it all.

use unicode_width::UnicodeWidthChar as _;

use super::layout::{Body, Layout, Size, Tie, lay_out, number};
use super::{Edge, Scene};

/// A name longer than this, in widths of a Chinese character, is cut short; hovering shows it.
const LONGEST: f64 = 11.0;
/// The width of a Latin letter in widths of a Chinese one.
const LATIN: f64 = 0.55;

/// A scene with its measures and places.
pub(super) struct Plan {
    /// Where everything stands.
    pub(super) layout: Layout,
    /// The radius of every node, in pixels.
    pub(super) radii: Vec<f64>,
    /// What is written for every node.
    pub(super) names: Vec<String>,
    /// How high its letters are, in pixels.
    pub(super) letters: Vec<f64>,
    /// The width of every edge, in pixels.
    pub(super) widths: Vec<f64>,
    /// How clearly every edge is seen, from 0 to 1.
    pub(super) strengths: Vec<f64>,
    /// The sizes that were chosen for a picture of so many nodes.
    pub(super) scale: Scale,
}

/// The measures of a picture, in pixels; large graphs are drawn finer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    radius: (f64, f64),
    letter: (f64, f64),
    width: (f64, f64),
    best_rank: f64,
    most_answers: f64,
}

impl Scale {
    fn new(scene: &Scene) -> Self {
        let count = scene.nodes.len();
        let (radius, letter, width) = match count {
            0..=80 => ((5.5, 36.0), (12.0, 21.0), (0.8, 7.0)),
            81..=300 => ((4.5, 34.0), (11.0, 22.0), (0.6, 6.0)),
            _ => ((3.0, 34.0), (10.0, 26.0), (0.5, 5.0)),
        };
        let best_rank = scene.nodes.iter().map(|node| node.rank).fold(0.0, f64::max);
        let most_answers = scene.edges.iter().map(|edge| edge.answers).max().unwrap_or(1).max(1);
        Self { radius, letter, width, best_rank, most_answers: f64::from(most_answers) }
    }

    /// The radius for a rank: it grows with the square root, so that areas tell the ranks, above a least
    /// circle that can still be seen.
    pub(super) fn radius(&self, rank: f64) -> f64 {
        between(self.radius, self.share(rank).sqrt())
    }

    fn letter(&self, rank: f64) -> f64 {
        between(self.letter, self.share(rank).sqrt())
    }

    fn share(&self, rank: f64) -> f64 {
        if self.best_rank > 0.0 { (rank / self.best_rank).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The width for a number of answers.
    pub(super) fn width(&self, answers: f64) -> f64 {
        let share = (answers - 1.0).max(0.0) / (self.most_answers - 1.0).max(1.0);
        between(self.width, share.sqrt())
    }

    /// The greatest rank of a node; 0 if nothing has one.
    pub(super) fn best_rank(&self) -> f64 {
        self.best_rank
    }
}

fn between((least, most): (f64, f64), share: f64) -> f64 {
    least + (most - least) * share
}

impl Plan {
    pub(super) fn new(scene: &Scene) -> Self {
        let scale = Scale::new(scene);
        let radii: Vec<f64> = scene.nodes.iter().map(|node| scale.radius(node.rank)).collect();
        let letters: Vec<f64> = scene.nodes.iter().map(|node| scale.letter(node.rank)).collect();
        let names: Vec<String> = scene.nodes.iter().map(|node| shortened(&node.label)).collect();
        let strengths: Vec<f64> = scene.edges.iter().map(|edge| strength(edge, &scale)).collect();
        let bodies: Vec<Body> = (0..scene.nodes.len())
            .map(|node| Body {
                radius: radii[node],
                label: Size {
                    width: em(&names[node]) * letters[node],
                    height: 1.25 * letters[node],
                },
                weight: scene.nodes[node].rank,
                group: scene.nodes[node].community,
            })
            .collect();
        let ties: Vec<Tie> = scene
            .edges
            .iter()
            .zip(&strengths)
            .map(|(edge, &strength)| Tie { source: edge.source, target: edge.target, strength })
            .collect();
        let widths = scene.edges.iter().map(|edge| scale.width(f64::from(edge.answers))).collect();
        let layout = lay_out(&bodies, &ties);
        Self { layout, radii, names, letters, widths, strengths, scale }
    }
}

/// How much an edge weighs in the eye: by association, and by how often it was seen.
fn strength(edge: &Edge, scale: &Scale) -> f64 {
    let often = (f64::from(edge.answers) / scale.most_answers).sqrt();
    (0.6 * edge.npmi.max(0.0) + 0.4 * often).clamp(0.0, 1.0)
}

/// The width of a line of text, in heights of its letters.
pub(super) fn em(text: &str) -> f64 {
    text.chars().map(width).sum()
}

fn width(c: char) -> f64 {
    match c.width().unwrap_or(0) {
        0 => 0.0,
        1 if c.is_uppercase() || matches!(c, 'm' | 'w' | '&' | '@' | '%') => 0.68,
        1 => LATIN,
        cells => 0.5 * number(cells),
    }
}

fn shortened(name: &str) -> String {
    if em(name) <= LONGEST {
        return name.to_owned();
    }
    let mut room = LONGEST - 1.0;
    let fits = |c: &char| {
        room -= width(*c);
        room >= 0.0
    };
    name.chars().take_while(fits).collect::<String>() + "…"
}

#[cfg(test)]
mod tests {
    use super::{em, shortened};

    #[test]
    fn chinese_is_twice_as_wide_and_marks_have_no_width() {
        let check = |text, expected: f64| assert!((em(text) - expected).abs() < 1e-9, "{text}");
        check("华为", 2.0);
        check("tik", 1.65);
        check("\u{200f}华", 1.0);
        check("", 0.0);
    }

    #[test]
    fn long_names_are_cut_short() {
        let check = |name, expected| assert_eq!(shortened(name), expected);
        check("元气森林", "元气森林");
        check("深圳市大疆创新科技有限公司", "深圳市大疆创新科技有…");
    }
}
