//! How cost grows: of a build with the size of its input, of extraction with the number of names.
//!
//! `cargo bench --bench growth [-- MEGABYTES]`: builds of 1 MB of made-up pages, of four times as much
//! and so on, up to the number that is told (64 without one); then one page searched for the names of
//! the catalog and up to 100,000 more. What should stay flat is drawn into `benches/growth.svg`.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fmt::{self, Write as _};
use std::fs;
use std::hint::black_box;

use haitu::catalog::{Catalog, Source};
use haitu::document;
use haitu::mention::Finder;
use haitu::vocab;

mod measure;
mod pages;

use measure::{cost, float, haitu, medians, millions};

/// How often extraction is measured.
const ROUNDS: usize = 9;
/// The characters of made-up names.
const CHARACTERS: &str = "安宝博昌诚创达德鼎丰福富光广海航恒宏辉汇吉佳嘉江锦聚康科坤兰力利联龙隆";
/// Where the drawing goes.
const DRAWING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/growth.svg");

/// Figures at growing sizes.
struct Curve {
    title: &'static str,
    unit: &'static str,
    /// Size and figure.
    points: Vec<(f64, f64)>,
}

fn main() {
    let told = measure::arguments().first().map(|number| number.parse().expect("a number"));
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    let [time, memory] = builds(&catalog, told.unwrap_or(64));
    let curves = [time, memory, names(&catalog)];
    fs::write(DRAWING, drawing(&curves)).expect("the drawing is written");
    println!("\nbenches/growth.svg");
}

/// Builds of growing size: seconds a megabyte, and megabytes of memory.
fn builds(catalog: &Catalog, most: usize) -> [Curve; 2] {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut times, mut memories) = (Vec::new(), Vec::new());
    println!("{:>10}{:>12}{:>12}{:>14}", "pages, MB", "seconds", "s / MB", "memory, MB");
    let sizes =
        std::iter::successors(Some(1), |size| Some(size * 4)).take_while(|size| *size < most);
    for size in sizes.chain([most]) {
        let (pages, store) = (folder.path().join(format!("{size}")), folder.path().join("store"));
        pages::Pages::new(catalog, 1).write(&pages, size * 1_000_000);
        let built = cost(haitu().args(["build", "-q", "-l"]).arg(&store).arg(&pages));
        let (seconds, memory) = (built.time.as_secs_f64(), float(built.memory / 1000) / 1e3);
        println!("{size:>10}{seconds:>12.2}{:>12.3}{memory:>14.0}", seconds / float(size));
        times.push((float(size), seconds / float(size)));
        memories.push((float(size), memory));
        for used in [pages, store] {
            fs::remove_dir_all(used).expect("it is ours");
        }
    }
    let unit = "MB of pages";
    [
        Curve { title: "build, seconds a MB", unit, points: times },
        Curve { title: "build, MB of memory", unit, points: memories },
    ]
}

/// Extraction with more and more names: MB a second.
fn names(catalog: &Catalog) -> Curve {
    let page = pages::Pages::new(catalog, 1).next_page().1;
    let mut points = Vec::new();
    println!("\n{:>10}{:>12}", "names", "MB/s");
    for more in [0, 10_000, 100_000] {
        let made_up = Source { path: "made-up.ttl".to_owned(), text: companies(more) };
        let catalog = Catalog::extended(vocab::BASE, &[made_up]).expect("a catalog");
        let names: usize = catalog.iter().map(|(_, entity)| entity.names.len()).sum();
        let finder = Finder::new(&catalog);
        let extract = || {
            let reading = document::read("page.md", page.as_bytes());
            black_box(reading.document.map(|document| finder.mentions(&document)));
        };
        let [took] = medians(ROUNDS, [&extract]);
        let rate = millions(page.len(), took);
        println!("{names:>10}{rate:>12.1}");
        points.push((float(names), rate));
    }
    Curve { title: "extraction, MB a second", unit: "names", points }
}

/// So many companies with names of four to six characters.
fn companies(count: usize) -> String {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let mut text = String::from(
        "@prefix ht: <https://w3id.org/haitu/ontology#> .\n\
         @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n",
    );
    for number in 0..count {
        let (mut name, mut rest) = (String::new(), number + 50_000 * (number % 3 + 1));
        while rest > 0 {
            name.push(characters[rest % characters.len()]);
            rest /= characters.len();
        }
        writeln!(
            text,
            "<https://w3id.org/haitu/company/made-up-{number}> a ht:Company ; skos:prefLabel \"{name}{number:05}号\"@zh-Hans ."
        )
        .expect("memory");
    }
    text
}

/// The width of the drawing, and what each curve has of its height.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 180.0;
/// Where the axes cross, from the left.
const LEFT: f64 = 60.0;

/// The curves one under the other.
fn drawing(curves: &[Curve]) -> String {
    let height = HEIGHT * float(curves.len());
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n"
    );
    for (number, curve) in curves.iter().enumerate() {
        draw(&mut svg, curve, HEIGHT * float(number) + 30.0).expect("a string takes all");
    }
    svg + "</svg>\n"
}

/// Draws one curve: sizes on a logarithmic scale, figures from 0.
fn draw(svg: &mut String, curve: &Curve, top: f64) -> fmt::Result {
    let (bottom, right) = (top + HEIGHT - 70.0, WIDTH - 40.0);
    let greatest =
        |figure: fn(&(f64, f64)) -> f64| curve.points.iter().map(figure).fold(0.0, f64::max);
    let (first, last) = (curve.points[0].0.ln(), greatest(|point| point.0).ln());
    let most = greatest(|point| point.1) * 1.15;
    let place = |&(size, figure): &(f64, f64)| {
        let share = (size.ln() - first) / (last - first).max(1.0);
        (LEFT + (right - LEFT) * share, bottom - (bottom - top) * figure / most)
    };
    let line: Vec<String> =
        curve.points.iter().map(place).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let (title, unit, line) = (curve.title, curve.unit, line.join(" "));
    writeln!(svg, "<text x=\"{LEFT}\" y=\"{}\" font-weight=\"bold\">{title}</text>", top - 10.0)?;
    writeln!(
        svg,
        "<path d=\"M{LEFT},{top} V{bottom} H{}\" fill=\"none\" stroke=\"#999\"/>",
        right + 10.0
    )?;
    writeln!(
        svg,
        "<polyline points=\"{line}\" fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"2\"/>"
    )?;
    for point in &curve.points {
        let ((x, y), (size, figure)) = (place(point), point);
        writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"#1f6feb\"/>")?;
        for (y, text) in [(y - 8.0, format!("{figure:.2}")), (bottom + 16.0, format!("{size:.0}"))]
        {
            writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{text}</text>")?;
        }
    }
    let below = bottom + 32.0;
    writeln!(svg, "<text x=\"{right}\" y=\"{below}\" text-anchor=\"end\">{unit}</text>")
}
