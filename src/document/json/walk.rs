//! Looks for the units in values of JSON, however deep they stand.

use super::super::Unit;
use super::super::about::About;
use super::super::refusals::Refusals;
use super::item::{self, Item, Standing};
use super::raw::{self, Array};

/// How deep items may stand in each other; each level is taken apart for itself.
const DEEPEST: usize = 16;

/// Types of objects in JSON-LD that describe no page.
const NO_PAGES: [&str; 9] = [
    "WebSite",
    "Organization",
    "NewsMediaOrganization",
    "BreadcrumbList",
    "Person",
    "ImageObject",
    "ListItem",
    "SearchAction",
    "Corporation",
];

/// The units found so far.
pub(super) struct Walk<'w, 'f> {
    file: &'w str,
    units: Vec<Unit>,
    refused: &'w mut Refusals<'f>,
}

impl<'w, 'f> Walk<'w, 'f> {
    /// Nothing found yet in `file`.
    pub(super) fn new(file: &'w str, refused: &'w mut Refusals<'f>) -> Self {
        Self { file, units: Vec::new(), refused }
    }

    /// What was found, numbered from 1.
    pub(super) fn into_units(self) -> Vec<Unit> {
        let mut units = self.units;
        for (unit, position) in units.iter_mut().zip(1..) {
            unit.position = position;
        }
        units
    }

    /// Walks through values that stand one after the other; what the only one says of itself.
    pub(super) fn all(&mut self, values: &[&str]) -> About {
        if let [value] = values {
            return self.value(value, &About::default(), Standing::Alone, 0);
        }
        self.list(values, &About::default(), 0);
        About::default()
    }

    fn value(&mut self, value: &str, around: &About, place: Standing, depth: usize) -> About {
        match value.as_bytes().first() {
            Some(b'{') if depth < DEEPEST => return self.object(value, around, place, depth),
            Some(b'[') if depth < DEEPEST => {
                if let Ok(array) = Array::new(value) {
                    self.list(&array.0, around, depth);
                }
            }
            Some(b'"') if place == Standing::Listed && depth == 1 => {
                let unit = item::bare(self.file, value);
                self.units.push(unit);
            }
            _ => {}
        }
        About::default()
    }

    /// Walks through elements; where some have a text, those without are refused.
    fn list(&mut self, elements: &[&str], around: &About, depth: usize) {
        let first = self.units.len();
        let mut without = Vec::new();
        for element in elements {
            let before = self.units.len();
            self.value(element, around, Standing::Listed, depth + 1);
            if self.units.len() == before && element.len() > 2 {
                without.push(raw::offset(self.file, element));
            }
        }
        if self.units.len() > first {
            for at in without {
                self.refused.at(at, "has no text; skipped".to_owned());
            }
        }
    }

    /// What an object says of itself; adds it as a unit if it has a text, and those inside it.
    fn object(&mut self, raw: &str, around: &About, place: Standing, depth: usize) -> About {
        let Ok(item) = Item::new(raw) else { return About::default() };
        let mut bad = Vec::new();
        let own = item.about(&mut bad);
        let about = own.clone().inside(around);
        let text = item.text();
        let first = self.units.len();
        if let Some(strings) = &text {
            self.units.push(item.unit(self.file, strings, about.clone()));
        }
        for (is_by_others, value) in item.further(text.is_some()) {
            let author = about.author.clone().filter(|_| text.is_none() && !is_by_others);
            self.value(value, &About { author, ..about.clone() }, Standing::Alone, depth + 1);
        }
        if self.units.len() == first
            && let Some(strings) = item.summary(place)
        {
            self.units.push(item.unit(self.file, &strings, about));
        }
        if self.units.len() > first {
            for date in bad {
                let at = raw::offset(self.file, item.raw);
                self.refused.at(at, format!("`{date}` is not a date; left out"));
            }
        }
        own
    }
}

/// What JSON-LD says of a page: of the first object in it that is one.
pub(super) fn about(raw: &str) -> Option<About> {
    described(raw.trim(), 0).filter(|about| *about != About::default())
}

fn described(raw: &str, depth: usize) -> Option<About> {
    if raw.starts_with('[') {
        let elements = Array::new(raw).ok()?.0;
        return elements.into_iter().find_map(|element| described(element, depth + 1));
    }
    let item = Item::new(raw).ok().filter(|_| depth < DEEPEST)?;
    if let Some(graph) = item.value("graph") {
        return described(graph, depth + 1);
    }
    let kind = item.value("type").unwrap_or_default();
    if NO_PAGES.iter().any(|other| kind.contains(other)) {
        return None;
    }
    let inside = item.value("mainentity").and_then(|main| described(main, depth + 1));
    let mut own = item.about(&mut Vec::new());
    own.title = own.title.or_else(|| item.value("name").and_then(raw::word));
    Some(own.inside(&inside.unwrap_or_default()))
}
