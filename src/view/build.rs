//! `haitu build`: what is shown when a build is done: how much there is, what is mentioned most, and what to type
//! next.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

use crate::build::Built;
use crate::catalog::{Catalog, Kind};
use crate::graph::Node;
use crate::store::{StoreDir, Written};
use crate::text::figure::{count, noun, units};
use crate::text::shell::word;

/// How many entities of each kind the summary shows.
const STRONGEST: usize = 5;

/// What was built, for people.
#[derive(Debug)]
pub struct Summary<'a> {
    built: &'a Built,
    strongest: Vec<(Kind, Vec<Strong>)>,
    location: &'a Path,
    program: &'a str,
}

impl<'a> Summary<'a> {
    /// The summary of a build with this catalog into the store at `location`. `program` is how the
    /// user calls the program, for the commands that are suggested.
    #[must_use]
    pub fn new(built: &'a Built, catalog: &Catalog, location: &'a Path, program: &'a str) -> Self {
        Self { built, strongest: strongest(catalog, &built.written), location, program }
    }
}

/// An entity of the summary.
#[derive(Debug)]
struct Strong {
    label: String,
    label_en: String,
    answers: u32,
    mentions: u32,
}

/// The entities of each kind that most answers mention.
fn strongest(catalog: &Catalog, written: &Written) -> Vec<(Kind, Vec<Strong>)> {
    let mut by_kind: HashMap<Kind, Vec<(&Node, Strong)>> = HashMap::new();
    for node in written.co_mentions.graph().node_weights() {
        let Some(id) = catalog.id(&node.iri) else { continue };
        let entity = catalog.entity(id);
        by_kind.entry(entity.kind).or_default().push((
            node,
            Strong {
                label: entity.label.clone(),
                label_en: entity.label_en.clone(),
                answers: node.answers,
                mentions: node.mentions,
            },
        ));
    }
    let ranked = Kind::ALL.into_iter().filter_map(|kind| {
        let mut found = by_kind.remove(&kind)?;
        found.sort_by_key(|(node, _)| {
            (u32::MAX - node.answers, u32::MAX - node.mentions, &node.iri)
        });
        Some((kind, found.into_iter().map(|(_, strong)| strong).take(STRONGEST).collect()))
    });
    ranked.collect()
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let totals = &self.built.written.manifest.head.totals;
        writeln!(
            f,
            "{}, {}, {}, {} in {:.1} s",
            count(totals.documents, "document"),
            units(totals.units),
            count(totals.mentions, "mention"),
            count(totals.quads, "statement"),
            self.built.took.as_secs_f64()
        )?;
        let mut parts = format!("{} read", self.built.changed);
        if self.built.unchanged > 0 {
            write!(parts, ", {} unchanged", self.built.unchanged)?;
        }
        if self.built.pruned > 0 {
            write!(parts, ", {} taken out", self.built.pruned)?;
        }
        writeln!(f, "{parts}; store `{}`", self.location.display())?;
        match totals.copies {
            0 => {}
            1 => writeln!(f, "1 answer or article is a copy of another, and does not count")?,
            copies => writeln!(f, "{} are copies of others, and do not count", units(copies))?,
        }
        for (kind, strongest) in &self.strongest {
            write_strongest(f, *kind, strongest)?;
        }
        write_hints(f, self)
    }
}

fn write_strongest(f: &mut fmt::Formatter<'_>, kind: Kind, strongest: &[Strong]) -> fmt::Result {
    let heading = Style::new().bold();
    let faint = Style::new().dimmed();
    writeln!(f, "\n{heading}{}{heading:#}", kind.plural())?;
    let width = strongest.iter().map(|entity| entity.label.width()).max().unwrap_or(0);
    let width_en = strongest.iter().map(|entity| entity.label_en.width()).max().unwrap_or(0);
    for entity in strongest {
        let pad = " ".repeat(width - entity.label.width());
        let pad_en = " ".repeat(width_en - entity.label_en.width());
        writeln!(
            f,
            "  {}{pad}  {faint}{}{faint:#}{pad_en}  {:>5} {:<7}  {:>6} {}",
            entity.label,
            entity.label_en,
            entity.answers,
            noun(entity.answers, "answer"),
            entity.mentions,
            noun(entity.mentions, "mention")
        )?;
    }
    Ok(())
}

/// What to type next, with names that this store does have.
fn write_hints(f: &mut fmt::Formatter<'_>, summary: &Summary<'_>) -> fmt::Result {
    let first = |kind| {
        let found = summary.strongest.iter().find(|(known, _)| *known == kind);
        found.and_then(|(_, strongest)| strongest.first()).map(|strong| strong.label.as_str())
    };
    let Some(name) = first(Kind::Company).or(first(Kind::Country)).or(first(Kind::Concept)) else {
        return writeln!(f, "\nnothing was mentioned that the catalog knows");
    };
    let command = Style::new().fg_color(Some(AnsiColor::Cyan.into()));
    let (program, name) = (word(summary.program), word(name));
    let location = match summary.location.to_str() {
        Some(StoreDir::USUAL) => String::new(),
        _ => format!(" -l {}", word(&summary.location.to_string_lossy())),
    };
    writeln!(f, "\nNext:")?;
    for next in [
        format!("{program} lookup{location} {name}"),
        format!("{program} query{location} --named companies --limit 10"),
        format!("{program} graph{location} --around {name} -o graph.html"),
    ] {
        writeln!(f, "  {command}{next}{command:#}")?;
    }
    Ok(())
}
