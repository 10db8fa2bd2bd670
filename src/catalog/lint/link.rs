//! Links between entities: each leads to something of the right kind, and none leads back.

use std::collections::HashSet;

use oxigraph::model::NamedNodeRef;

use super::Findings;
use crate::vocab::{self, ht, rdf, schema, skos};

/// A property, and the classes that its values have one of.
type Link = (NamedNodeRef<'static>, &'static [NamedNodeRef<'static>]);

const LINKS: &[Link] = &[
    (schema::PARENT_ORGANIZATION, &[ht::COMPANY]),
    (schema::LOCATION, &[ht::COUNTRY]),
    (schema::CONTAINED_IN_PLACE, &[ht::REGION]),
    (skos::BROADER, &[ht::CONCEPT]),
    (skos::IN_SCHEME, &[skos::CONCEPT_SCHEME]),
    (ht::MEMBER, &[ht::COUNTRY, ht::REGION, ht::COMPANY]),
];

pub(super) fn lint(found: &mut Findings<'_>) {
    let draft = found.draft;
    for known in &draft.statements {
        let Some(object) = known.node() else { continue };
        let link = LINKS.iter().find(|(link, _)| known.predicate == *link);
        let Some((predicate, classes)) = link else { continue };
        let has = |class: &NamedNodeRef<'_>| {
            draft.nodes(object, rdf::TYPE).any(|known| known == class.as_str())
        };
        if !draft.by_subject.contains_key(object) {
            found.add(known, format!("<{object}> is not in the catalog"));
        } else if !classes.iter().any(has) {
            let wanted: Vec<String> = classes.iter().map(|class| local(class.as_str())).collect();
            found.add(known, format!("<{object}> is no {}", wanted.join(" or ")));
        } else if leads_back(found, &known.subject, *predicate, object) {
            found.add(
                known,
                format!("<{object}> leads back to it: one of them cannot be above the other"),
            );
        }
    }
}

/// Whether a chain of links from `object` comes to `subject`.
fn leads_back(
    found: &Findings<'_>,
    subject: &str,
    predicate: NamedNodeRef<'_>,
    object: &str,
) -> bool {
    let (mut seen, mut next) = (HashSet::new(), vec![object]);
    while let Some(node) = next.pop() {
        if node == subject {
            return true;
        }
        if seen.insert(node) {
            next.extend(found.draft.nodes(node, predicate));
        }
    }
    false
}

fn local(iri: &str) -> String {
    vocab::local(iri).to_lowercase()
}
