//! `haitu stats`: what a store holds and how large it is, from its manifest, its index and the sizes of
//! its files alone.

use std::fmt;

use serde::Serialize;

use crate::catalog::Kind;
use crate::store::{Head, Index, StoreDir, StoreError, Totals};

/// The figures of a store.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stats<'a> {
    version: &'a str,
    base: &'a str,
    catalog_hash: &'a str,
    rules_hash: &'a str,
    documents: usize,
    units: usize,
    /// How many of them are copies of others, and do not count.
    copies: usize,
    mentions: usize,
    quads: usize,
    /// Statements for each mention; nothing where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    quads_per_mention: Option<f64>,
    /// The bytes of the store's files.
    store_bytes: u64,
    entities: Vec<KindCount>,
}

/// So many digits of the rules' hash are shown: enough to tell two programs apart.
const SHOWN: usize = 10;

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
    /// When the index is damaged, or a folder of the store cannot be read.
    pub fn new(store: &'a StoreDir, index: &Index) -> Result<Self, StoreError> {
        let Head { version, base, catalog_hash, rules_hash, totals, .. } = store.head();
        let mentioned = index.mentioned()?;
        let count = |kind: Kind| KindCount {
            kind: kind.as_str(),
            mentioned: mentioned.get(&kind).map_or(0, Vec::len),
        };
        Ok(Self {
            version,
            base,
            catalog_hash,
            rules_hash,
            documents: totals.documents,
            units: totals.units,
            copies: totals.copies,
            mentions: totals.mentions,
            quads: totals.quads,
            quads_per_mention: a_mention(totals),
            store_bytes: store.size()?,
            entities: Kind::ALL.map(count).into(),
        })
    }
}

/// Statements for each mention, to one decimal.
fn a_mention(totals: &Totals) -> Option<f64> {
    let float = |count: usize| u32::try_from(count).ok().map(f64::from);
    let (quads, mentions) = (float(totals.quads)?, float(totals.mentions)?);
    (mentions > 0.0).then(|| (quads / mentions * 10.0).round() / 10.0)
}

impl fmt::Display for Stats<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in [
            ("documents", self.documents),
            ("answers and articles", self.units),
            ("of these, copies", self.copies),
            ("mentions", self.mentions),
            ("statements", self.quads),
        ] {
            writeln!(f, "{name:<22}{value:>10}")?;
        }
        if let Some(quads) = self.quads_per_mention {
            writeln!(f, "{:<22}{quads:>10.1}", "statements a mention")?;
        }
        writeln!(f, "{:<22}{:>10}", "bytes on disk", self.store_bytes)?;
        for entity in &self.entities {
            let name = Kind::parse(entity.kind).map_or(entity.kind, Kind::plural);
            writeln!(f, "{:<22}{:>10}", format!("{name} mentioned"), entity.mentioned)?;
        }
        writeln!(f, "{:<22}{:>10}", "built by version", self.version)?;
        writeln!(
            f,
            "{:<22}{:>10}",
            "by the rules",
            &self.rules_hash[..self.rules_hash.len().min(SHOWN)]
        )
    }
}
