//! Names: those that two entities claim, that can never be found, that are found anyway, or that
//! lack what would support them.

use std::collections::BTreeMap;

use super::Findings;
use crate::catalog::{Catalog, Entity, Kind, Role};
use crate::text::fold::key;
use crate::text::seam::{LONGEST, folded_with_seams};

pub(super) fn lint(catalog: &Catalog, found: &mut Findings<'_>) {
    let mut certain: BTreeMap<String, Vec<(&Entity, &str)>> = BTreeMap::new();
    for (_, entity) in catalog.iter() {
        lint_entity(entity, found);
        for name in entity.names.iter().filter(|name| !name.ambiguous) {
            certain.entry(key(&name.text)).or_default().push((entity, &name.text));
        }
    }
    for claims in certain.values() {
        lint_claims(claims, found);
    }
}

/// Tells those who claim a name that another entity has, and which of them gets it.
fn lint_claims(claims: &[(&Entity, &str)], found: &mut Findings<'_>) {
    // A name goes to a company, country or region before a concept, and else to the first in order.
    let Some((winner, _)) = claims.iter().min_by_key(|(entity, _)| entity.kind == Kind::Concept)
    else {
        return;
    };
    for (entity, name) in claims.iter().filter(|(entity, _)| entity.iri != winner.iri) {
        let reason = if entity.kind == Kind::Concept && winner.kind != Kind::Concept {
            "it is no concept"
        } else {
            "it stands first in the catalog"
        };
        found.add_text(
            entity.iri.as_str(),
            name,
            format!(
                "`{name}` is a name of <{0}> too, and means <{0}>: {reason}; make it \
                 ht:ambiguousLabel of both, or leave it out of one",
                winner.iri.as_str()
            ),
        );
    }
}

fn lint_entity(entity: &Entity, found: &mut Findings<'_>) {
    let iri = entity.iri.as_str();
    lint_names(entity, found);
    let ambiguous: Vec<&str> =
        entity.names.iter().filter(|name| name.ambiguous).map(|name| name.text.as_str()).collect();
    if entity.cues.is_empty() && entity.within.is_empty() {
        for name in &ambiguous {
            let message = format!("`{name}` is ambiguous, and no ht:cue or ht:within supports it");
            found.add_text(iri, name, message);
        }
    }
    let keys: Vec<String> = entity.names.iter().map(|name| key(&name.text)).collect();
    for phrase in &entity.not_within {
        let folded = key(phrase);
        if keys.contains(&folded) {
            let message =
                format!("the name `{phrase}` is never found: ht:notWithin forbids it everywhere");
            found.add_text(iri, phrase, message);
        } else if !keys.iter().any(|name| folded.contains(name.as_str()))
            && !entity.abbreviations.iter().any(|short| folded.contains(*short))
        {
            let message = format!("`{phrase}` contains none of its names: it forbids nothing");
            found.add_text(iri, phrase, message);
        }
    }
    for phrase in &entity.within {
        if !ambiguous.iter().any(|name| key(phrase).contains(&key(name))) {
            let message = format!("`{phrase}` contains no ambiguous name: it allows nothing");
            found.add_text(iri, phrase, message);
        }
    }
}

/// Names that fold to nothing, to too much, or to what another name folds to.
fn lint_names(entity: &Entity, found: &mut Findings<'_>) {
    let iri = entity.iri.as_str();
    for (number, name) in entity.names.iter().enumerate() {
        let (folded, seams) = folded_with_seams(&name.text);
        let length = folded.chars().count();
        if length == 0 {
            let message = format!("`{}` is nothing but separators, and never found", name.text);
            found.add_text(iri, &name.text, message);
        } else if length > LONGEST {
            let message =
                format!("a name of {length} characters is never found: {LONGEST} at most");
            found.add_text(iri, &name.text, message);
        }
        // Another place for a separator is another way to write it.
        let same = entity.names[..number].iter().find(|known| {
            let (known, places) = folded_with_seams(&known.text);
            known == folded && seams & !places == 0
        });
        if let Some(same) = same.filter(|_| name.role != Role::Preferred && !name.ambiguous) {
            let message = format!(
                "`{}` is found as `{}` already: case, width, script and separators are folded",
                name.text, same.text
            );
            found.add_text(iri, &name.text, message);
        }
    }
}
