//! A card as people see it: what the entity is, how often it is mentioned and with whom, and then
//! the sentences.

use std::fmt;

use super::{Answer, Only, Provenance, SourceFile};
use crate::card::{Card, Companion, Counts, Link};
use crate::catalog::Kind;
use crate::passage::{Days, Printer};
use crate::store::InCatalog;
use crate::text::fact::{write_names, write_word};
use crate::text::figure::{count, signed};
use crate::text::paragraph::{FAINT, HEADING, PLACE, PLAIN, Paragraph, Screen};

/// Where what is said begins, behind the word that says what it is about.
const FACTS: usize = 11;
/// The same for companions.
const COMPANIONS: usize = 17;
/// Longer lists of names are cut.
const MOST_LISTED: usize = 24;
/// More readings than these are only counted.
const MOST_READINGS: usize = 9;

/// A card, ready to be written.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// What was found.
    pub answer: &'a Answer,
    /// What it is written for.
    pub screen: Screen,
}

impl fmt::Display for Sheet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let card = &self.answer.card;
        self.write_title(f, card)?;
        self.write_facts(f, card)?;
        self.write_counts(f, card)?;
        self.write_companions(f, card)?;
        let Counts { first, last, .. } = &card.counts;
        let days = if first == last { Days::Known } else { Days::Shown };
        let printer = Printer { indent: 2, screen: self.screen, days };
        for passage in &card.evidence {
            writeln!(f)?;
            printer.write(f, passage)?;
        }
        if let Some(provenance) = &self.answer.provenance {
            self.write_provenance(f, provenance)?;
        }
        self.write_others(f)
    }
}

impl Sheet<'_> {
    fn write_title(&self, f: &mut fmt::Formatter<'_>, card: &Card) -> fmt::Result {
        let mut title = Paragraph::default();
        title.push(&card.label, HEADING);
        if card.label_en != card.label {
            title.push(&format!("  {}", card.label_en), PLAIN);
        }
        title.push("  ", PLAIN);
        title.push_whole(&[(&format!("{} · {}", card.kind, card.iri), FAINT)]);
        title.write(f, 2, self.screen.width)
    }

    /// The lines that say what an entity is, each only if there is something to say.
    fn write_facts(&self, f: &mut fmt::Formatter<'_>, card: &Card) -> fmt::Result {
        let labels = |links: &[Link]| links.iter().map(|link| link.label.clone()).collect();
        let one = |link: &Option<Link>| labels(link.as_slice());
        let facts: [(&str, Vec<String>); 7] = [
            ("also", card.alt_labels.clone()),
            ("part of", one(&card.parent)),
            ("has", labels(&card.children)),
            ("home", one(&card.home)),
            ("broader", labels(&card.broader)),
            ("narrower", labels(&card.narrower)),
            ("links", card.links.clone()),
        ];
        for (name, values) in facts {
            if !values.is_empty() {
                self.write_names(f, name, &values)?;
            }
        }
        Ok(())
    }

    /// A word and the names behind it.
    fn write_names(&self, f: &mut fmt::Formatter<'_>, word: &str, names: &[String]) -> fmt::Result {
        write_names(f, word, names, MOST_LISTED, (FACTS, self.screen.width))
    }

    fn write_counts(&self, f: &mut fmt::Formatter<'_>, card: &Card) -> fmt::Result {
        let mut line = Paragraph::default();
        if !self.answer.mentioned {
            line.push("nothing in this store mentions it; ", PLAIN);
            line.push_whole(&[(&InCatalog(&card.label).to_string(), PLAIN)]);
            line.push(" shows all that is known of it, ", PLAIN);
            line.push_whole(&[("`haitu build PATH`", PLAIN)]);
            line.push(" adds pages", PLAIN);
            write!(f, "  ")?;
            return line.write(f, 2, self.screen.width);
        }
        line.push(&counts(&card.counts), PLAIN);
        if let Some(days) = days(&card.counts) {
            line.push(", ", PLAIN);
            line.push_whole(&[(&days, PLAIN)]);
        }
        if let Some(only) = &self.answer.only {
            write_word(f, "only", FACTS)?;
            let mut part = Paragraph::default();
            part.push(&only.to_string(), HEADING);
            part.push(&format!(": {} of {}", card.counts.answers, only.of_answers), PLAIN);
            part.write(f, FACTS, self.screen.width)?;
        }
        write_word(f, "counted", FACTS)?;
        line.write(f, FACTS, self.screen.width)
    }

    fn write_companions(&self, f: &mut fmt::Formatter<'_>, card: &Card) -> fmt::Result {
        for kind in Kind::ALL {
            let is_of_kind = |other: &&Companion| other.kind == kind.as_str();
            let mut line = Paragraph::default();
            for (number, other) in card.companions.iter().filter(is_of_kind).enumerate() {
                line.push(if number > 0 { "  " } else { "" }, PLAIN);
                let answers = format!("{} {}", other.label, other.answers);
                let npmi = other.npmi.map(|npmi| format!(" ({})", signed(npmi)));
                line.push_whole(&[(&answers, PLAIN), (&npmi.unwrap_or_default(), FAINT)]);
            }
            if !line.is_empty() {
                write_word(f, &format!("with {}", kind.plural()), COMPANIONS)?;
                line.write(f, COMPANIONS, self.screen.width)?;
            }
        }
        Ok(())
    }

    fn write_provenance(&self, f: &mut fmt::Formatter<'_>, from: &Provenance) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, word: &str, text: &str, style| {
            let mut line = Paragraph::default();
            line.push_whole(&[(text, style)]);
            write_word(f, word, FACTS)?;
            line.write(f, FACTS, self.screen.width)
        };
        writeln!(f)?;
        for SourceFile { path, sha256, .. } in &from.sources {
            line(f, "source", path, PLACE)?;
            line(f, "sha256", sha256, FAINT)?;
        }
        line(f, "catalog", &from.catalog_hash, FAINT)?;
        line(f, "rules", &from.rules_hash, FAINT)?;
        let ended = from.run.as_ref().map(|run| format!(", {}", run.ended)).unwrap_or_default();
        line(f, "read by", &format!("haitu {}{ended}", from.version), PLAIN)
    }

    fn write_others(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let others = &self.answer.readings;
        if others.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n{HEADING}the name can also mean{HEADING:#}")?;
        for other in others.iter().take(MOST_READINGS) {
            let mut line = Paragraph::default();
            line.push(&format!("{}  ", other.label), PLAIN);
            let answers = answers(other.answers);
            line.push_whole(&[(&format!("{}, {answers} · {}", other.kind, other.iri), FAINT)]);
            write!(f, "  ")?;
            line.write(f, 4, self.screen.width)?;
        }
        match others.len().saturating_sub(MOST_READINGS) {
            0 => Ok(()),
            more => writeln!(f, "  {FAINT}and {more} more{FAINT:#}"),
        }
    }
}

/// `2 answers`, or that nothing mentions it.
fn answers(answers: u32) -> String {
    if answers == 0 { "not mentioned".to_owned() } else { count(answers, "answer") }
}

/// `29 times in 13 answers by 13 authors, 1 document`.
fn counts(counts: &Counts) -> String {
    format!(
        "{} in {} by {}, {}",
        count(counts.mentions, "time"),
        count(counts.answers, "answer"),
        count(counts.authors, "author"),
        count(counts.documents, "document")
    )
}

/// `2021-03-01 to 2023-01-31`, or a single day.
fn days(counts: &Counts) -> Option<String> {
    match (counts.first.as_ref()?, counts.last.as_ref()?) {
        (first, last) if first == last => Some(first.clone()),
        (first, last) => Some(format!("{first} to {last}")),
    }
}

impl fmt::Display for Only {
    /// `answers with 小米 since 2022 until 2023-06`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers")?;
        for (number, with) in self.with.iter().enumerate() {
            write!(f, " {} {}", if number == 0 { "with" } else { "and" }, with.label)?;
        }
        self.since.iter().try_for_each(|since| write!(f, " since {since}"))?;
        self.until.iter().try_for_each(|until| write!(f, " until {until}"))
    }
}
