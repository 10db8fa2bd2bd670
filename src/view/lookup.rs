//! `haitu lookup`: an entity's card, from the lookup index alone; `--all` adds every sentence from
//! the digests.

use std::fmt;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

use crate::card::{Card, Companion, Evidence, evidence};
use crate::catalog::Kind;
use crate::store::{Index, Reading, StoreDir, StoreError};

/// How many names a "did you mean" offers.
const SUGGESTIONS: usize = 5;

/// What a name came to.
#[derive(Debug)]
pub enum Found {
    /// The card of its likeliest reading, and what else the name can mean.
    Card(Box<Card>, Vec<Reading>),
    /// Nothing; but these names are close.
    Nothing(Vec<String>),
}

/// How much evidence is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The best sentences, so many at most.
    Best(usize),
    /// Every sentence.
    All,
}

/// Looks a name up.
///
/// # Errors
/// When the index or a digest is damaged.
pub fn lookup(
    store: &StoreDir,
    index: &Index,
    name: &str,
    kind: Option<Kind>,
    wanted: Wanted,
) -> Result<Found, StoreError> {
    let fits = |reading: &Reading| kind.is_none_or(|kind| reading.kind == kind.as_str());
    let mut readings = index.find(name).into_iter().filter(fits);
    let Some(first) = readings.next() else {
        let similar = index.similar(name, SUGGESTIONS);
        let similar = similar.into_iter().filter(fits);
        return Ok(Found::Nothing(similar.map(|reading| reading.label).collect()));
    };
    let mut card = index.card(first.card)?;
    match wanted {
        Wanted::Best(most) => card.evidence.truncate(most),
        Wanted::All => card.evidence = all_evidence(store, &card.iri)?,
    }
    Ok(Found::Card(Box::new(card), readings.collect()))
}

/// Every sentence that mentions an entity, in the order of documents.
fn all_evidence(store: &StoreDir, iri: &str) -> Result<Vec<Evidence>, StoreError> {
    let mut found = Vec::new();
    for entry in &store.manifest().graphs {
        let digest = store.digest(entry)?;
        if digest.entities.iter().all(|known| known != iri) {
            continue;
        }
        for unit in &digest.units {
            let sentences = evidence::mentioning(&digest, unit);
            let about = sentences.iter().filter(|sentence| sentence.entities().contains(iri));
            found.extend(about.map(|sentence| sentence.evidence(iri)));
        }
    }
    Ok(found)
}

/// A card as people see it.
pub struct CardView<'a> {
    /// The card.
    pub card: &'a Card,
    /// What else the name can mean.
    pub others: &'a [Reading],
}

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const MARK: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const PLACE: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));

impl fmt::Display for CardView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let card = self.card;
        write!(f, "{HEADING}{}{HEADING:#}", card.label)?;
        if card.label_en != card.label {
            write!(f, "  {}", card.label_en)?;
        }
        writeln!(f, "  {FAINT}{} · {}{FAINT:#}", card.kind, card.iri)?;
        write_facts(f, card)?;
        write_counts(f, card)?;
        write_companions(f, card)?;
        for evidence in &card.evidence {
            write_evidence(f, evidence)?;
        }
        self.write_others(f)
    }
}

impl CardView<'_> {
    fn write_others(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.others.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n{HEADING}the name can also mean{HEADING:#}")?;
        for other in self.others {
            writeln!(
                f,
                "  {}  {FAINT}{}, {} answers{FAINT:#}",
                other.label, other.kind, other.answers
            )?;
        }
        Ok(())
    }
}

/// The lines that say what an entity is, each only if there is something to say.
fn write_facts(f: &mut fmt::Formatter<'_>, card: &Card) -> fmt::Result {
    let labels = |links: &[crate::card::Link]| {
        links.iter().map(|link| link.label.as_str()).collect::<Vec<_>>().join("、")
    };
    let one =
        |link: &Option<crate::card::Link>| link.as_ref().map_or("", |link| &link.label).to_owned();
    for (name, value) in [
        ("also", card.alt_labels.join("、")),
        ("part of", one(&card.parent)),
        ("has", labels(&card.children)),
        ("home", one(&card.home)),
        ("broader", labels(&card.broader)),
    ] {
        if !value.is_empty() {
            writeln!(f, "  {FAINT}{name:<8}{FAINT:#} {value}")?;
        }
    }
    Ok(())
}

fn write_counts(f: &mut fmt::Formatter<'_>, card: &Card) -> fmt::Result {
    let counts = &card.counts;
    if counts.answers == 0 {
        return writeln!(f, "  {FAINT}not mentioned in this store{FAINT:#}");
    }
    write!(
        f,
        "  {FAINT}{:<8}{FAINT:#} {} times in {} answers by {} authors, {} documents",
        "counted", counts.mentions, counts.answers, counts.authors, counts.documents
    )?;
    match (&counts.first, &counts.last) {
        (Some(first), Some(last)) if first != last => writeln!(f, ", {first} to {last}"),
        (Some(day), _) => writeln!(f, ", {day}"),
        _ => writeln!(f),
    }
}

fn write_companions(f: &mut fmt::Formatter<'_>, card: &Card) -> fmt::Result {
    for kind in Kind::ALL {
        let of_kind: Vec<String> = card
            .companions
            .iter()
            .filter(|other| other.kind == kind.as_str())
            .map(companion)
            .collect();
        if !of_kind.is_empty() {
            let pad = " ".repeat(9_usize.saturating_sub(kind.plural().width()));
            writeln!(f, "  {FAINT}with {}{FAINT:#}{pad} {}", kind.plural(), of_kind.join("  "))?;
        }
    }
    Ok(())
}

/// A companion with its number of answers and its association: `海信 3 (+0.41)`.
fn companion(companion: &Companion) -> String {
    format!("{} {} {FAINT}({:+.2}){FAINT:#}", companion.label, companion.answers, companion.npmi)
}

fn write_evidence(f: &mut fmt::Formatter<'_>, evidence: &Evidence) -> fmt::Result {
    let Evidence { path, line, column, position, .. } = evidence;
    write!(f, "\n  {PLACE}{path}:{line}:{column}{PLACE:#}{FAINT}")?;
    if let Some(title) = &evidence.title {
        write!(f, "  {title}")?;
    }
    if evidence.kind == "answer" {
        write!(f, " · answer {position} by {}", evidence.author.as_deref().unwrap_or("anonymous"))?;
    }
    writeln!(f, "{FAINT:#}")?;
    write!(f, "    ")?;
    let mut last = 0;
    for &(start, end) in &evidence.marks {
        let sentence = &evidence.sentence;
        let (Some(before), Some(mark)) = (sentence.get(last..start), sentence.get(start..end))
        else {
            continue;
        };
        write!(f, "{before}{MARK}{mark}{MARK:#}")?;
        last = end;
    }
    writeln!(f, "{}", evidence.sentence.get(last..).unwrap_or_default())
}
