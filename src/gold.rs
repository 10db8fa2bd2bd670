//! Gold: who and what each unit mentions, annotated by hand, and how what was found compares.
//!
//! One JSON object a line: `{"unit": "FILE#POSITION", "entities": [{"type", "zh", "en", "id"?,
//! "mentions": [surface…]}]}`, FILE being the file's stem. Types that are not ours (person, city,
//! org, product) are read and not scored.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use crate::catalog::{Catalog, Kind};
use crate::digest::{Digest, UnitDigest};
use crate::document::copy::marks;
use crate::text::fold::key;
use crate::vocab;

mod score;

pub use score::{Counts, Difference, Fault, Score, score};

/// The types that annotators use and that are not scored.
const OTHER_TYPES: [&str; 4] = ["org", "person", "city", "product"];

/// One annotated unit.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldUnit {
    /// `FILE#POSITION`.
    pub unit: String,
    /// What it mentions.
    pub entities: Vec<GoldEntity>,
    /// The line of the gold file, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// An entity that a unit mentions.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEntity {
    /// `company`, `country`, `region`, `concept`, or one that is not scored.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: String,
    /// The concept's id.
    pub id: Option<String>,
    /// The names as they stand in the text, with repetition.
    pub mentions: Vec<String>,
}

/// A mistake in a gold file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("gold file, line {line}: {message}")]
pub struct GoldError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The annotated units of a gold file, in its order.
///
/// # Errors
/// Every line that is not an annotated unit, with its number.
pub fn parse(text: &str) -> Result<Vec<GoldUnit>, Vec<GoldError>> {
    let (mut units, mut errors) = (Vec::new(), Vec::new());
    for (line, content) in (1..).zip(text.lines()).filter(|(_, content)| !content.trim().is_empty())
    {
        match serde_json::from_str::<GoldUnit>(content) {
            Ok(unit) => units.push(GoldUnit { line, ..unit }),
            Err(error) => errors.push(GoldError { line, message: error.to_string() }),
        }
    }
    if errors.is_empty() { Ok(units) } else { Err(errors) }
}

impl GoldUnit {
    /// The stem of its file.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.unit.rsplit_once('#').map_or(&self.unit, |(stem, _)| stem)
    }

    /// A mistake in its line.
    fn wrong(&self, message: String) -> GoldError {
        GoldError { line: self.line, message }
    }

    fn position(&self) -> Option<u32> {
        self.unit.rsplit_once('#').and_then(|(_, position)| position.parse().ok())
    }
}

impl GoldEntity {
    /// Its kind, if it is one of ours.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    /// The names by which it is matched, folded.
    fn keys(&self) -> Vec<String> {
        [Some(&self.zh), Some(&self.en), self.id.as_ref()]
            .into_iter()
            .flatten()
            .map(|name| plain(name))
            .collect()
    }
}

/// Folds a name further than the finder does, as annotators need not spell names alike.
fn plain(name: &str) -> String {
    key(name).replace(['_', '.'], "")
}

/// The unit of each annotated unit, in the order of the gold.
///
/// # Errors
/// All that does not fit: units that do not exist, unknown types and concepts, surfaces that do not
/// occur. A surface that occurs, but less often than it is listed, is a miss and no mistake: what
/// counts as text (navigation, say) is for the reader of pages to tell.
pub fn matched<'a>(
    gold: &'a [GoldUnit],
    digests: &'a [Digest],
    catalog: &Catalog,
) -> Result<Vec<(&'a GoldUnit, &'a Digest, &'a UnitDigest)>, Vec<GoldError>> {
    let units = units_by_name(digests);
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for gold in gold {
        let name = (gold.stem(), gold.position().unwrap_or_default());
        let (digest, unit) = match units.get(&name).map_or(&[][..], Vec::as_slice) {
            [] => {
                errors.push(gold.wrong(format!("there is no unit `{}`", gold.unit)));
                continue;
            }
            [one] => *one,
            [(first, _), (second, _), ..] => {
                let (unit, first, second) = (&gold.unit, &first.path, &second.path);
                errors.push(gold.wrong(format!(
                    "`{unit}` is in `{first}` and in `{second}`: give one of them only"
                )));
                continue;
            }
        };
        let wrong = gold.entities.iter().flat_map(|entity| mistakes(entity, unit, catalog));
        errors.extend(wrong.map(|message| gold.wrong(message)));
        found.push((gold, digest, unit));
    }
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

/// All units by the stem of their file and each position at which they stand.
fn units_by_name(digests: &[Digest]) -> BTreeMap<(&str, u32), Vec<(&Digest, &UnitDigest)>> {
    let mut units: BTreeMap<(&str, u32), Vec<(&Digest, &UnitDigest)>> = BTreeMap::new();
    for digest in digests {
        let name = digest.path.rsplit('/').next().unwrap_or(&digest.path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        for unit in &digest.units {
            for &position in [unit.position].iter().chain(&unit.copies) {
                units.entry((stem, position)).or_default().push((digest, unit));
            }
        }
    }
    units
}

/// What is wrong with an annotation.
fn mistakes(entity: &GoldEntity, unit: &UnitDigest, catalog: &Catalog) -> Vec<String> {
    let mut wrong = Vec::new();
    if entity.kind().is_none() && !OTHER_TYPES.contains(&entity.kind.as_str()) {
        wrong.push(format!("unknown type `{}` of `{}`", entity.kind, entity.zh));
    }
    if entity.kind() == Some(Kind::Concept) && !is_known_concept(entity, catalog) {
        let id = entity.id.as_deref().unwrap_or_default();
        wrong.push(format!("unknown concept `{id}` ({})", entity.zh));
    }
    // A copy of the unit may have been annotated, whose white space is another.
    let written: String = marks(&unit.text).collect();
    let is_absent = |surface: &&String| {
        surface.is_empty() || !written.contains(&marks(surface).collect::<String>())
    };
    let mut absent: Vec<&String> = entity.mentions.iter().filter(is_absent).collect();
    absent.dedup();
    wrong.extend(
        absent.into_iter().map(|surface| format!("`{surface}` does not occur in `{}`", unit.iri)),
    );
    wrong
}

fn is_known_concept(entity: &GoldEntity, catalog: &Catalog) -> bool {
    let id = entity.id.as_deref().unwrap_or_default();
    let mut concepts = catalog.iter().filter(|(_, known)| known.kind == Kind::Concept);
    concepts.any(|(_, known)| vocab::local(known.iri.as_str()) == id)
}

#[cfg(test)]
mod tests {
    use super::{matched, parse};
    use crate::catalog::Catalog;
    use crate::digest::Digest;
    use crate::document;
    use crate::mention::Finder;
    use crate::vocab;

    #[test]
    fn a_unit_is_not_found_twice() {
        let catalog = Catalog::default();
        let finder = Finder::new(&catalog);
        let digests = ["a/x.md", "b/x.md"].map(|path| {
            let document = document::read(path, b"text").document.expect("an article");
            Digest::new(vocab::BASE, b"text", &document, &catalog, &finder)
        });
        let gold = parse("{\"unit\":\"x#1\",\"entities\":[]}\n").expect("one unit");
        assert!(matched(&gold, &digests[..1], &catalog).is_ok());
        let errors = matched(&gold, &digests, &catalog).expect_err("two files have that name");
        assert_eq!(
            errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["gold file, line 1: `x#1` is in `a/x.md` and in `b/x.md`: give one of them only"]
        );
    }

    #[test]
    fn a_unit_is_found_where_it_stands_again() {
        let catalog = Catalog::default();
        let page = "### 知乎用户 甲 发表\n问界 M7\n### 知乎用户  发表\n问界M7\n".as_bytes();
        let document = document::read("x.md", page).document.expect("a page");
        let digest = Digest::new(vocab::BASE, page, &document, &catalog, &Finder::new(&catalog));
        let gold = "{\"unit\":\"x#2\",\"entities\":[{\"type\":\"product\",\"zh\":\"\",\"en\":\"\",\
                    \"mentions\":[\"问界M7\"]}]}\n";
        let gold = parse(gold).expect("one unit");
        assert!(matched(&gold, &[digest], &catalog).is_ok());
    }

    #[test]
    fn lines_that_are_no_units_are_named() {
        let text = "{\"unit\":\"a#1\",\"entities\":[]}\n\nnonsense\n{\"unit\":\"a#2\"}\n";
        let errors = parse(text).expect_err("two lines are wrong");
        let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [3, 4]);
    }
}
