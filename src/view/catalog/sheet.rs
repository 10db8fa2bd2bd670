//! An entity or a compound of the catalog as people see it: every name by what it does, every link,
//! and the files that describe it.

use std::fmt;

use super::{Answer, CompoundEntry, Entry, Found, Row};
use crate::card::Link;
use crate::catalog::lint::Origin;
use crate::text::fact::write_names;
use crate::text::paragraph::{FAINT, HEADING, PLAIN, Paragraph};

/// Where what is said begins, behind the word that says what it is about.
const FACTS: usize = 14;

/// What a name came to, ready to be written.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// What was found.
    pub found: &'a Found,
    /// How wide lines may be, in columns.
    pub width: usize,
}

impl fmt::Display for Sheet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.found {
            Found::Entity(answer) => self.write_answer(f, answer),
            Found::Compound(compound) => self.write_compound(f, compound),
        }
    }
}

impl Sheet<'_> {
    fn write_answer(&self, f: &mut fmt::Formatter<'_>, answer: &Answer) -> fmt::Result {
        let entry = &answer.entry;
        let english = Some(&entry.label_en).filter(|english| **english != entry.label);
        self.write_title(f, &entry.label, english, (entry.kind.as_str(), &entry.iri))?;
        self.write_facts(f, &facts(entry))?;
        if answer.readings.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n{HEADING}the name can also mean{HEADING:#}")?;
        for Row { label, kind, iri, .. } in &answer.readings {
            let mut line = Paragraph::default();
            line.push(&format!("{label}  "), PLAIN);
            line.push_whole(&[(&format!("{kind} · {iri}"), FAINT)]);
            write!(f, "  ")?;
            line.write(f, 4, self.width)?;
        }
        Ok(())
    }

    fn write_compound(&self, f: &mut fmt::Formatter<'_>, compound: &CompoundEntry) -> fmt::Result {
        let CompoundEntry { iri, kind, label, members, ambiguous, .. } = compound;
        self.write_title(f, label, None, (kind, iri))?;
        let supported = if *ambiguous { vec![label.clone()] } else { Vec::new() };
        self.write_facts(
            f,
            &[
                ("names", labels(members)),
                ("ambiguous", supported),
                ("cues", compound.cues.clone()),
                ("not within", compound.not_within.clone()),
                ("defined", compound.defined_in.iter().map(Origin::to_string).collect()),
            ],
        )
    }

    fn write_title(
        &self,
        f: &mut fmt::Formatter<'_>,
        label: &str,
        english: Option<&String>,
        (kind, iri): (&str, &str),
    ) -> fmt::Result {
        let mut title = Paragraph::default();
        title.push(label, HEADING);
        if let Some(english) = english {
            title.push(&format!("  {english}"), PLAIN);
        }
        title.push("  ", PLAIN);
        title.push_whole(&[(&format!("{kind} · {iri}"), FAINT)]);
        title.write(f, 2, self.width)
    }

    /// The lines of facts, each only if there is something to say.
    fn write_facts(
        &self,
        f: &mut fmt::Formatter<'_>,
        facts: &[(&str, Vec<String>)],
    ) -> fmt::Result {
        for (word, values) in facts.iter().filter(|(_, values)| !values.is_empty()) {
            write_names(f, word, values, values.len(), (FACTS, self.width))?;
        }
        Ok(())
    }
}

/// All that is known of an entity, in the order in which it is shown.
fn facts(entry: &Entry) -> [(&'static str, Vec<String>); 17] {
    let one = |link: &Option<Link>| labels(link.as_slice());
    [
        ("also", entry.alt_labels.clone()),
        ("ambiguous", entry.ambiguous.clone()),
        ("hidden", entry.hidden.clone()),
        ("cues", entry.cues.clone()),
        ("within", entry.within.clone()),
        ("not within", entry.not_within.clone()),
        ("short for it", entry.abbreviations.iter().map(char::to_string).collect()),
        ("part of", one(&entry.parent)),
        ("has", labels(&entry.children)),
        ("home", one(&entry.home)),
        ("broader", labels(&entry.broader)),
        ("narrower", labels(&entry.narrower)),
        ("compounds", labels(&entry.compounds)),
        ("code", entry.codes.clone()),
        ("scheme", entry.schemes.clone()),
        ("links", entry.links.clone()),
        ("defined", entry.defined_in.iter().map(Origin::to_string).collect()),
    ]
}

fn labels(links: &[Link]) -> Vec<String> {
    links.iter().map(|link| link.label.clone()).collect()
}
