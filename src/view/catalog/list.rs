//! Lists of entities: all of a kind, of a home, or of what belongs to another; and those that have a
//! text in one of their names.

use std::collections::HashSet;
use std::fmt;

use oxigraph::model::NamedNode;
use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::{CatalogViewError, Shelf};
use crate::card::Link;
use crate::catalog::{Catalog, Entity, EntityId, Kind, Name, Role};
use crate::store::NameError;
use crate::text::fold::key;
use crate::text::paragraph::{FAINT, HEADING};

/// Columns are not made wider than this for the sake of one long name.
const WIDEST: usize = 32;

/// Which entities are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Those of this kind.
    pub kind: Option<Kind>,
    /// Those that come from the country of this name.
    pub home: Option<String>,
    /// Those that belong to the company, lie in the place or are narrower than the concept of this
    /// name, whether directly or by way of others.
    pub part_of: Option<String>,
}

/// An entity in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its IRI.
    pub iri: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The usual Chinese name.
    pub label: String,
    /// The usual English name.
    pub label_en: String,
    /// The further name in which what was searched for stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// The company it belongs to.
    pub parent: Option<Link>,
    /// The country it comes from.
    pub home: Option<Link>,
    /// The larger places or more general concepts.
    pub broader: Vec<Link>,
}

impl Row {
    pub(super) fn new(catalog: &Catalog, entity: &Entity, found: Option<String>) -> Self {
        let link = |iri: &NamedNode| {
            let known = catalog.id(iri.as_str()).map(|id| catalog.entity(id).label.as_str());
            Link { iri: iri.as_str().to_owned(), label: known.unwrap_or(iri.as_str()).to_owned() }
        };
        Self {
            iri: entity.iri.as_str().to_owned(),
            kind: entity.kind,
            label: entity.label.clone(),
            label_en: entity.label_en.clone(),
            found,
            parent: entity.parent.as_ref().map(link),
            home: entity.home.as_ref().map(link),
            broader: entity.broader.iter().map(link).collect(),
        }
    }
}

impl Shelf<'_> {
    /// The entities that a filter lets through, in the order of the catalog.
    ///
    /// # Errors
    /// When a name of the filter means nothing, or it lets nothing through.
    pub fn list(&self, filter: &Filter) -> Result<Rows, CatalogViewError> {
        let meant =
            |name: &Option<String>| name.as_deref().map(|name| self.meant(name)).transpose();
        let (home, whole) = (meant(&filter.home)?, meant(&filter.part_of)?);
        let home = home.map(|id| &self.catalog.entity(id).iri);
        let is_listed = |(id, entity): &(EntityId, &Entity)| {
            filter.kind.is_none_or(|kind| kind == entity.kind)
                && home.is_none_or(|home| entity.home.as_ref() == Some(home))
                && whole.is_none_or(|whole| *id != whole && self.is_part(*id, whole))
        };
        let listed = self.catalog.iter().filter(is_listed);
        let rows: Vec<Row> =
            listed.map(|(_, entity)| Row::new(self.catalog, entity, None)).collect();
        if rows.is_empty() { Err(CatalogViewError::Nothing) } else { Ok(Rows { rows, more: 0 }) }
    }

    /// Whether an entity is part of another, by however many steps.
    fn is_part(&self, part: EntityId, whole: EntityId) -> bool {
        let (mut waiting, mut seen) = (vec![part], HashSet::new());
        while let Some(id) = waiting.pop() {
            if id == whole {
                return true;
            }
            if seen.insert(id) {
                let entity = self.catalog.entity(id);
                let above = entity.parent.iter().chain(&entity.broader);
                waiting.extend(above.filter_map(|iri| self.catalog.id(iri.as_str())));
            }
        }
        false
    }

    /// The entities that have a text in one of their names, in characters or in pinyin, the likeliest
    /// first; so many at most.
    ///
    /// # Errors
    /// When there is none.
    pub fn search(
        &self,
        text: &str,
        kind: Option<Kind>,
        most: usize,
    ) -> Result<Rows, CatalogViewError> {
        let readings = self.index.containing(text, kind)?;
        if readings.is_empty() {
            return Err(NameError::from(self.index.nameless(text, kind)?).into());
        }
        let part = key(text);
        let known = readings.iter().take(most).filter_map(|reading| self.catalog.id(&reading.iri));
        let row = |id: EntityId| {
            let entity = self.catalog.entity(id);
            Row::new(self.catalog, entity, further_name(entity, &part))
        };
        Ok(Rows { rows: known.map(row).collect(), more: readings.len().saturating_sub(most) })
    }
}

/// The further name of an entity that a text stands in, if it does not stand in its usual ones.
fn further_name(entity: &Entity, part: &str) -> Option<String> {
    let has_it = |text: &str| key(text).contains(part);
    if has_it(&entity.label) || has_it(&entity.label_en) {
        return None;
    }
    let shown = |name: &&Name| name.role != Role::Hidden && has_it(&name.text);
    entity.names.iter().find(shown).map(|name| name.text.clone())
}

/// A list for people, a line an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The entities.
    pub rows: Vec<Row>,
    /// How many more there are.
    pub more: usize,
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = |text: fn(&Row) -> &str| {
            let widths = self.rows.iter().map(|row| text(row).width());
            widths.max().unwrap_or(0).min(WIDEST)
        };
        let (zh, en) = (widest(|row| &row.label), widest(|row| &row.label_en));
        for row in &self.rows {
            let gap = |text: &str, width: usize| width.saturating_sub(text.width());
            let (after_zh, after_en) = (gap(&row.label, zh), gap(&row.label_en, en));
            write!(f, "{HEADING}{}{HEADING:#}{:after_zh$}  ", row.label, "")?;
            write!(f, "{}{:after_en$}  ", row.label_en, "")?;
            match Where(row).to_string() {
                place if place.is_empty() => writeln!(f, "{}", row.kind)?,
                place => writeln!(f, "{:<7}{FAINT}{place}{FAINT:#}", row.kind)?,
            }
        }
        Ok(())
    }
}

/// Where an entity belongs, and how else it is called if that is why it is listed.
struct Where<'a>(&'a Row);

impl fmt::Display for Where<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Row { parent, home, broader, found, .. } = self.0;
        let above = parent.iter().chain(home).chain(broader);
        let labels: Vec<&str> = above.map(|link| link.label.as_str()).collect();
        if !labels.is_empty() {
            write!(f, "  {}", labels.join("、"))?;
        }
        found.iter().try_for_each(|name| write!(f, "  ({name})"))
    }
}
