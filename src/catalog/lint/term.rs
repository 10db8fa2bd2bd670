//! Terms that do not exist: classes and properties that nothing reads, and entities of no kind.

use oxigraph::model::NamedNodeRef;

use super::Findings;
use crate::catalog::Kind;
use crate::text::near::near;
use crate::vocab::{self, Prefixes, ht, rdf, schema, skos};

/// The classes that a catalog has.
const CLASSES: &[NamedNodeRef<'_>] =
    &[ht::COMPANY, ht::COUNTRY, ht::REGION, ht::CONCEPT, ht::COMPOUND, skos::CONCEPT_SCHEME];

/// The properties that are read.
const PROPERTIES: &[NamedNodeRef<'_>] = &[
    rdf::TYPE,
    skos::PREF_LABEL,
    skos::ALT_LABEL,
    skos::HIDDEN_LABEL,
    skos::BROADER,
    skos::IN_SCHEME,
    skos::NOTATION,
    skos::EXACT_MATCH,
    ht::ABBREVIATION,
    ht::AMBIGUOUS_LABEL,
    ht::COMPOUND_LABEL,
    ht::CUE,
    ht::MEMBER,
    ht::NOT_WITHIN,
    ht::WITHIN,
    schema::CONTAINED_IN_PLACE,
    schema::LOCATION,
    schema::PARENT_ORGANIZATION,
];

/// Further properties of SKOS, which say nothing to the finder.
const FURTHER_SKOS: &str = "broadMatch broaderTransitive changeNote closeMatch definition editorialNote example \
     hasTopConcept historyNote mappingRelation member memberList narrowMatch narrower narrowerTransitive note \
     related relatedMatch scopeNote semanticRelation topConceptOf";

/// The other form of schema.org's terms.
const HTTP_SCHEMA: &str = "http://schema.org/";

/// How many letters may be wrong in a word that is still recognised.
const SLIPS: usize = 2;

pub(super) fn lint(found: &mut Findings<'_>) {
    let draft = found.draft;
    for known in &draft.statements {
        if let Some(mistake) = property_mistake(known.predicate.as_str()) {
            found.add(known, mistake);
        }
        let class = known.node().filter(|_| known.predicate == rdf::TYPE);
        if let Some(mistake) = class.and_then(class_mistake) {
            found.add(known, mistake);
        }
    }
    lint_subjects(found);
}

/// Entities that are of no kind, or of another one than their IRI says.
fn lint_subjects(found: &mut Findings<'_>) {
    let draft = found.draft;
    let mut subjects: Vec<&String> = draft.by_subject.keys().collect();
    subjects.sort_unstable();
    for subject in subjects {
        let Some(last) = draft.about(subject).last() else { continue };
        let classes: Vec<&str> = draft.nodes(subject, rdf::TYPE).collect();
        let known = CLASSES.iter().filter(|class| classes.contains(&class.as_str()));
        let known: Vec<&str> = known.map(|class| class.as_str()).collect();
        match known.as_slice() {
            [] => found.add(
                last,
                "it has no kind, and is not read: add `a ht:Company`, `ht:Country`, `ht:Region`, \
                 `ht:Concept` or `ht:Compound`"
                    .into(),
            ),
            [class] if *class != skos::CONCEPT_SCHEME.as_str() => {
                let folder = folder(subject);
                let kind = vocab::local(class).to_lowercase();
                if folder.is_some_and(|folder| is_kind(folder) && folder != kind) {
                    let folder = folder.unwrap_or_default();
                    found.add(last, format!("it is a {kind}, but its IRI says {folder}"));
                }
            }
            _ => {}
        }
    }
}

/// The folder of the base that an IRI stands in.
fn folder(iri: &str) -> Option<&str> {
    Some(iri.strip_prefix(vocab::BASE)?.split_once('/')?.0)
}

fn is_kind(folder: &str) -> bool {
    Kind::parse(folder).is_some() || folder == "compound"
}

fn class_mistake(class: &str) -> Option<String> {
    if CLASSES.iter().any(|known| known.as_str() == class) {
        return None;
    }
    let similar = similar(class, CLASSES);
    let is_ours = class.starts_with(ht::NAMESPACE);
    match similar {
        Some(term) => Some(format!("there is no class <{class}>; did you mean `{term}`?")),
        None if is_ours => Some(format!("there is no class <{class}>")),
        None => None,
    }
}

fn property_mistake(property: &str) -> Option<String> {
    if PROPERTIES.iter().any(|known| known.as_str() == property) {
        return None;
    }
    if let Some(local) = property.strip_prefix(HTTP_SCHEMA) {
        return Some(format!("<{property}> is not read: write <https://schema.org/{local}>"));
    }
    let skos = property.strip_prefix(skos::NAMESPACE);
    if skos.is_some_and(|local| FURTHER_SKOS.split(' ').any(|known| known.trim() == local)) {
        return None;
    }
    match similar(property, PROPERTIES) {
        Some(term) => Some(format!("there is no property <{property}>; did you mean `{term}`?")),
        None if skos.is_some() || property.starts_with(ht::NAMESPACE) => {
            Some(format!("there is no property <{property}>"))
        }
        None => None,
    }
}

/// The known term that an IRI most likely slipped from, with its prefix.
fn similar(iri: &str, known: &[NamedNodeRef<'_>]) -> Option<String> {
    let local = |iri: &str| vocab::local(iri).to_lowercase();
    let near = near(&local(iri), known, |term| local(term.as_str()), SLIPS);
    let nearest = near.first()?.as_str();
    Some(Prefixes::new(vocab::BASE).shorten(nearest).unwrap_or_else(|| nearest.to_owned()))
}
