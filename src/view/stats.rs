//! `haitu stats`: what a store holds, from its manifest and index alone.

use std::fmt;

use serde::Serialize;

use crate::catalog::Kind;
use crate::store::{Head, Index, StoreDir, StoreError};

/// The figures of a store.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stats<'a> {
    version: &'a str,
    engine: String,
    base: &'a str,
    catalog_hash: &'a str,
    documents: usize,
    units: usize,
    mentions: usize,
    quads: usize,
    entities: Vec<KindCount>,
}

/// How many entities of a kind there are.
#[derive(Debug, Serialize)]
struct KindCount {
    #[serde(rename = "type")]
    kind: &'static str,
    mentioned: usize,
}

impl<'a> Stats<'a> {
    /// Takes the figures of an open store.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn new(store: &'a StoreDir, index: &Index) -> Result<Self, StoreError> {
        let Head { version, engine, base, catalog_hash, totals, .. } = store.head();
        let mentioned = index.mentioned()?;
        let count = |kind: Kind| KindCount {
            kind: kind.as_str(),
            mentioned: mentioned.get(&kind).map_or(0, Vec::len),
        };
        Ok(Self {
            version,
            engine: engine.to_string(),
            base,
            catalog_hash,
            documents: totals.documents,
            units: totals.units,
            mentions: totals.mentions,
            quads: totals.quads,
            entities: Kind::ALL.map(count).into(),
        })
    }
}

impl fmt::Display for Stats<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in [
            ("documents", self.documents),
            ("answers and articles", self.units),
            ("mentions", self.mentions),
            ("statements", self.quads),
        ] {
            writeln!(f, "{name:<22}{value:>10}")?;
        }
        for entity in &self.entities {
            let name = Kind::parse(entity.kind).map_or(entity.kind, Kind::plural);
            writeln!(f, "{:<22}{:>10}", format!("{name} mentioned"), entity.mentioned)?;
        }
        writeln!(f, "{:<22}{:>10}", "engine", self.engine)?;
        writeln!(f, "{:<22}{:>10}", "built by version", self.version)
    }
}
