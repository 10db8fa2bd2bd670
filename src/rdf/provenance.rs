//! Where every graph comes from, in PROV-O: the run, the program and its version, the catalog and
//! the sources by their hashes. The only statements that tell a time, in a graph of their own.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use serde::Serialize;

use super::{Statements, catalog_graph, content, date, derived_graph, provenance_graph};
use crate::vocab::{ht, prov, rdf, schema};

/// One run of `build`, as its statements tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    /// When it began: an `xsd:dateTime`.
    pub started: &'a str,
    /// When all was read and found.
    pub ended: &'a str,
    /// The version of the program.
    pub version: &'a str,
    /// The hash of the catalog it used.
    pub catalog_hash: &'a str,
    /// The hash of the rules it read by.
    pub rules_hash: &'a str,
}

/// A run as it is read back from the provenance graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunTimes {
    /// Its IRI.
    pub run: String,
    /// When it began: an `xsd:dateTime`.
    pub started: String,
    /// When all was read and found.
    pub ended: String,
}

impl RunTimes {
    /// The run that some statements tell; nothing if they tell none.
    #[must_use]
    pub fn told_by(statements: &[Quad]) -> Option<Self> {
        let told = |predicate: NamedNodeRef<'_>| {
            let quad = statements.iter().find(|quad| quad.predicate == predicate)?;
            match (&quad.subject, &quad.object) {
                (NamedOrBlankNode::NamedNode(run), Term::Literal(time)) => {
                    Some((run.as_str().to_owned(), time.value().to_owned()))
                }
                _ => None,
            }
        };
        let (run, started) = told(prov::STARTED_AT_TIME)?;
        let (_, ended) = told(prov::ENDED_AT_TIME)?;
        Some(Self { run, started, ended })
    }
}

/// Where every graph comes from: the run that made it, and for the graph of a document (its IRI and
/// its source's SHA-256) the bytes that were read. The only statements that tell a time.
#[must_use]
pub fn provenance_quads<'a>(
    base: &str,
    run: &Run<'_>,
    documents: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<Quad> {
    let mut out = Statements::new(provenance_graph(base));
    let activity = describe_run(&mut out, base, run);
    for graph in [catalog_graph(base), derived_graph(base), provenance_graph(base)] {
        out.add(&graph, prov::WAS_GENERATED_BY, activity.clone());
    }
    let catalog = content(run.catalog_hash);
    out.add(&catalog_graph(base), prov::WAS_DERIVED_FROM, catalog.clone());
    let mut used = BTreeSet::from([catalog]);
    for (document, sha256) in documents {
        // Its own graph says what a document was derived from; said twice, it would count twice.
        out.add(&NamedNode::new_unchecked(document), prov::WAS_GENERATED_BY, activity.clone());
        used.insert(content(sha256));
    }
    for source in used {
        out.add(&source, rdf::TYPE, prov::ENTITY);
        out.add(&activity, prov::USED, source);
    }
    out.quads
}

fn describe_run(out: &mut Statements, base: &str, run: &Run<'_>) -> NamedNode {
    let activity = NamedNode::new_unchecked(format!("{base}run/{}", run.started.replace(':', "-")));
    let program = NamedNode::new_unchecked(format!("{base}software/haitu-{}", run.version));
    out.add(&activity, rdf::TYPE, prov::ACTIVITY);
    out.add(&activity, prov::STARTED_AT_TIME, date(run.started));
    out.add(&activity, prov::ENDED_AT_TIME, date(run.ended));
    out.add(&activity, prov::WAS_ASSOCIATED_WITH, program.clone());
    out.add(&activity, ht::CATALOG_HASH, Literal::from(run.catalog_hash));
    out.add(&activity, ht::RULES_HASH, Literal::from(run.rules_hash));
    out.add(&program, rdf::TYPE, prov::SOFTWARE_AGENT);
    out.add(&program, schema::NAME, Literal::from("haitu"));
    out.add(&program, schema::SOFTWARE_VERSION, Literal::from(run.version));
    activity
}
