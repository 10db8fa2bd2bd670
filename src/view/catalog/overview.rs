//! How much a catalog has: entities and names by kind, compounds, and the files it was read from.

use std::fmt;

use serde::Serialize;

use crate::catalog::{Catalog, Kind, Source};
use crate::text::figure::count;

/// The figures of a catalog.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview<'a> {
    entities: Vec<KindCount>,
    /// Short forms that name several entities at once.
    compounds: usize,
    /// The files beside the built-in ones, in the order in which they override.
    files: Vec<&'a str>,
    catalog_hash: &'a str,
}

/// How much there is of a kind.
#[derive(Debug, Serialize)]
struct KindCount {
    #[serde(rename = "type")]
    kind: Kind,
    entities: usize,
    names: usize,
    /// How many of the names are ordinary words too.
    ambiguous: usize,
}

impl<'a> Overview<'a> {
    /// Counts what a catalog has, which was read from the built-in files and further ones.
    #[must_use]
    pub fn new(catalog: &'a Catalog, further: &'a [Source]) -> Self {
        Self {
            entities: Kind::ALL.map(|kind| KindCount::new(catalog, kind)).into(),
            compounds: catalog.compounds().len(),
            files: further.iter().map(|source| source.path.as_str()).collect(),
            catalog_hash: catalog.hash(),
        }
    }
}

impl KindCount {
    fn new(catalog: &Catalog, kind: Kind) -> Self {
        let mut counted = Self { kind, entities: 0, names: 0, ambiguous: 0 };
        for (_, entity) in catalog.iter().filter(|(_, entity)| entity.kind == kind) {
            counted.entities += 1;
            counted.names += entity.names.len();
            counted.ambiguous += entity.names.iter().filter(|name| name.ambiguous).count();
        }
        counted
    }
}

impl fmt::Display for Overview<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for KindCount { kind, entities, names, ambiguous } in &self.entities {
            let (names, words) = (count(*names, "name"), count(*ambiguous, "ordinary word"));
            writeln!(f, "{:<22}{entities:>10}  {names}, of these {words}", kind.plural())?;
        }
        writeln!(f, "{:<22}{:>10}  short forms such as 日韩", "compounds", self.compounds)?;
        self.files.iter().try_for_each(|file| writeln!(f, "{:<22}{file:>10}", "with"))
    }
}
