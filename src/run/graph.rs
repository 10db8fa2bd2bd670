//! `haitu graph` from its arguments to a picture, and `haitu graph path`.

use std::io::Write as _;

use anstream::stdout;
use anyhow::Result;
use clap::error::ErrorKind;

use super::output::{Existing, format_of, write_to};
use super::screen::screen;
use super::{Console, Outcome, wrong_usage};
use crate::cli;
use crate::graph::{Alone, Pairs};
use crate::picture::{self, Format, Scene};
use crate::store::StoreDir;
use crate::view::graph;

/// Without another wish, pairs count that are mentioned together in so many answers.
const MIN_WEIGHT: u32 = 2;
/// Without another wish, so many entities are drawn.
const TOP: usize = 60;

/// Draws what was asked for, or tells how two entities are connected.
pub(super) fn run(args: &cli::Graph, console: &Console) -> Result<Outcome> {
    if let Some(cli::GraphCommand::Path(path)) = &args.command {
        return run_path(args, path, console);
    }
    let format = format(args);
    let store = StoreDir::open(&args.location.location)?;
    let scene = graph::scene(&store, &options(args))?;
    let content = drawn(args, &scene, format)?;
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    write_to(args.output.as_deref(), existing, |out| Ok(out.write_all(&content)?))?;
    if scene.edges.is_empty() {
        console.note(&nothing_drawn(min_weight(args)));
    }
    Ok(Outcome::Done)
}

fn min_weight(args: &cli::Graph) -> u32 {
    args.min_weight.unwrap_or(MIN_WEIGHT)
}

fn options(args: &cli::Graph) -> graph::Options<'_> {
    graph::Options {
        title: args.title.as_deref(),
        around: args.around.as_deref(),
        depth: args.depth,
        kinds: args.kind.clone(),
        community: args.community.as_deref(),
        since: args.since.as_deref(),
        min_weight: min_weight(args),
        top: args.top.unwrap_or(TOP),
        pairs: if args.all { Pairs::All } else { Pairs::Backbone },
        alone: if args.unconnected { Alone::Keep } else { Alone::Leave },
    }
}

fn nothing_drawn(min_weight: u32) -> String {
    let remedy = if min_weight > 1 { ": `--min-weight 1` takes all pairs" } else { "" };
    let answers =
        if min_weight > 1 { format!("{min_weight} answers") } else { "one answer".into() };
    format!("nothing to draw: no two of these entities are mentioned together in {answers}{remedy}")
}

/// A scene in the format that was asked for, drawn by us or by Graphviz.
fn drawn(args: &cli::Graph, scene: &Scene, format: Format) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    match args.engine {
        None => picture::write(scene, format, &mut content)?,
        Some(engine) => {
            let mut source = Vec::new();
            picture::write(scene, Format::Dot, &mut source)?;
            content = graph::draw(&source, engine, format.as_str())?;
        }
    }
    Ok(content)
}

/// The format that was asked for, or that the name of the output tells.
fn format(args: &cli::Graph) -> Format {
    let usual = if args.excel { Format::Sheet } else { Format::Dot };
    let of_output = || format_of(args.output.as_deref(), usual, Format::from_extension);
    let mut format = args.format.unwrap_or_else(of_output);
    if args.excel {
        format = for_excel(format);
    }
    if args.engine.is_some() && !matches!(format, Format::Svg | Format::Png) {
        let words = format!("`--engine` draws `svg` and `png`, not `{}`", format.as_str());
        wrong_usage(ErrorKind::ArgumentConflict, words);
    }
    format
}

/// The same format as Excel reads it; for another than CSV it is wrong usage.
fn for_excel(format: Format) -> Format {
    if format == Format::Csv {
        return Format::Sheet;
    }
    let words = format!("`--excel` writes `csv`, not `{}`", format.as_str());
    wrong_usage(ErrorKind::ArgumentConflict, words)
}

fn run_path(args: &cli::Graph, path: &cli::GraphPath, console: &Console) -> Result<Outcome> {
    if let Some(option) = args.drawing_option() {
        let words = format!("`{option}` says how to draw, and `path` does not draw");
        wrong_usage(ErrorKind::ArgumentConflict, words);
    }
    let store = StoreDir::open(&args.location.location)?;
    let ends = graph::Ends {
        from: &path.from,
        to: &path.to,
        since: args.since.as_deref(),
        paths: path.paths,
        sentences: path.limit,
    };
    let found = graph::connect(&store, &ends)?;
    if found.paths.is_empty() {
        console.error(&format!("nothing connects `{}` and `{}`", found.from, found.to));
        return Ok(Outcome::Failed);
    }
    let mut out = stdout().lock();
    if path.json {
        for way in &found.paths {
            writeln!(out, "{}", serde_json::to_string(way)?)?;
        }
    } else {
        write!(out, "{}", graph::Sheet { found: &found, screen: screen() })?;
    }
    Ok(Outcome::Done)
}
