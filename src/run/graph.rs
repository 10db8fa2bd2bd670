//! `haitu graph` from its arguments to a picture, and `haitu graph path`.

use std::io::Write as _;
use std::path::Path;

use anstream::stdout;
use anyhow::{Result, anyhow, bail};
use clap::CommandFactory as _;
use clap::error::ErrorKind;

use super::output::{Existing, write_to};
use super::{Console, Outcome};
use crate::catalog::Kind;
use crate::cli::{self, Cli};
use crate::graph::{Alone, Pairs};
use crate::picture::{self, Format, Scene};
use crate::store::StoreDir;
use crate::view::graph;

/// Draws what was asked for, or tells how two entities are connected.
pub(super) fn run(args: &cli::Graph, console: &Console) -> Result<Outcome> {
    if let Some(cli::GraphCommand::Path(path)) = &args.command {
        return run_path(args, path, console);
    }
    let store = StoreDir::open(&args.location.location)?;
    let format = format(args)?;
    let scene = graph::scene(&store, &options(args))?;
    let content = drawn(args, &scene, format)?;
    write_to(args.output.as_deref(), Existing::Replace, |out| Ok(out.write_all(&content)?))?;
    if scene.edges.is_empty() {
        console.note(&nothing_drawn(args.min_weight));
    }
    Ok(Outcome::Done)
}

fn options(args: &cli::Graph) -> graph::Options<'_> {
    graph::Options {
        title: args.title.as_deref(),
        around: args.around.as_deref(),
        depth: args.depth,
        kinds: args.kind.iter().copied().map(Kind::from).collect(),
        community: args.community.as_deref(),
        since: args.since.as_deref(),
        min_weight: args.min_weight,
        top: args.top,
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
    match args.engine.map(graph::Engine::from) {
        None => picture::write(scene, format, &mut content)?,
        Some(engine) => {
            let (Format::Svg | Format::Png) = format else {
                bail!("`--engine` draws `svg` and `png`, not `{}`", format.as_str());
            };
            let mut source = Vec::new();
            picture::write(scene, Format::Dot, &mut source)?;
            content = graph::draw(&source, engine, format.as_str())?;
        }
    }
    Ok(content)
}

/// The format that was asked for, or that the name of the output tells.
fn format(args: &cli::Graph) -> Result<Format> {
    let extension = args.output.as_deref().and_then(Path::extension).and_then(|name| name.to_str());
    match (args.format, extension) {
        (Some(format), _) => Ok(Format::from(format)),
        (None, None) => Ok(Format::Dot),
        (None, Some(extension)) => Format::from_extension(extension).ok_or_else(|| {
            anyhow!("no format is known for `.{extension}`: name one with `--format`")
        }),
    }
}

fn run_path(args: &cli::Graph, path: &cli::GraphPath, console: &Console) -> Result<Outcome> {
    if let Some(option) = args.drawing_option() {
        let words = format!("`{option}` says how to draw, and `path` does not draw");
        Cli::command().error(ErrorKind::ArgumentConflict, words).exit();
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
        write!(out, "{found}")?;
    }
    Ok(Outcome::Done)
}

impl From<cli::GraphFormat> for Format {
    fn from(format: cli::GraphFormat) -> Self {
        match format {
            cli::GraphFormat::Dot => Self::Dot,
            cli::GraphFormat::Svg => Self::Svg,
            cli::GraphFormat::Png => Self::Png,
            cli::GraphFormat::Html => Self::Html,
            cli::GraphFormat::Graphml => Self::Graphml,
            cli::GraphFormat::Gexf => Self::Gexf,
            cli::GraphFormat::Json => Self::Json,
            cli::GraphFormat::Csv => Self::Csv,
        }
    }
}

impl From<cli::GraphEngine> for graph::Engine {
    fn from(engine: cli::GraphEngine) -> Self {
        match engine {
            cli::GraphEngine::Dot => Self::Dot,
            cli::GraphEngine::Neato => Self::Neato,
            cli::GraphEngine::Fdp => Self::Fdp,
            cli::GraphEngine::Sfdp => Self::Sfdp,
        }
    }
}
