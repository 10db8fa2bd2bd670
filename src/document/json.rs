//! JSON that is not one object a line: arrays, indented objects, one object a file, and what sites
//! and exporters wrap round their items.
//!
//! Every object with a text is a unit, wherever it stands; what it does not say of itself it has
//! from the object round it. What cannot be read is refused: never are keys and escapes text.

mod item;
mod mend;
mod name;
mod raw;
#[cfg(test)]
mod tests;
mod walk;

use std::borrow::Cow;

use item::Item;
use mend::{Mistake, Values};
use walk::Walk;

use super::Unit;
use super::about::About;
use super::front_matter::Place;
use super::refusals::Refusals;

/// The fields that may hold a text, for who is told that there is none.
const LOOKED_FOR: &str = "no `text`, `content`, `body` or `full_text`";

/// What a file of JSON holds.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) units: Vec<Unit>,
    /// What the one object round all units says of itself.
    pub(super) about: About,
}

/// What a file that begins as JSON does is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One value, or several, one after the other.
    Values,
    /// An object before a text: front matter.
    Front(Place),
    /// Something is wrong in it.
    Broken,
}

/// Recognises JSON, whatever it holds; `None` for other text.
pub(super) fn recognise(file: &str) -> Option<Shape> {
    let begin = mend::begin(file);
    if !file[begin..].starts_with(['{', '[']) {
        return None;
    }
    let looks = mend::looks_like_json(&file[begin..]);
    let Values { values, mistake } = mend::values(file, begin);
    match mistake {
        None if looks || values.iter().all(|value| is_json_only(value)) => Some(Shape::Values),
        Some(_) if looks => Some(mend::front(file, &values).map_or(Shape::Broken, Shape::Front)),
        _ => None,
    }
}

/// Whether a value cannot be Markdown: `[1]` can.
fn is_json_only(value: &str) -> bool {
    value.contains(['{', '"']) || value == "[]"
}

/// Reads all units, or says why there are none.
pub(super) fn read(file: &str, refused: &mut Refusals<'_>) -> Result<Read, String> {
    let begin = mend::begin(file);
    let (whole, mistake) = whole(file, begin);
    let Values { values, .. } = mend::values(&whole, begin);
    let mut walk = Walk::new(&whole, refused);
    let about = walk.all(&values);
    let units = walk.into_units();
    match mistake {
        Some(Mistake { message, .. }) if units.is_empty() => {
            return Err(format!("is JSON that cannot be read ({message}); skipped"));
        }
        None if units.is_empty() => {
            return Err(format!("is JSON with {LOOKED_FOR} in it; skipped"));
        }
        Some(Mistake { at, message }) => {
            refused.at(at, format!("the JSON is wrong here ({message}); what can be read is read"));
        }
        None => {}
    }
    Ok(Read { units, about })
}

/// The file as far as it can be read, each byte at its place, and what is wrong with it.
fn whole(file: &str, begin: usize) -> (Cow<'_, str>, Option<Mistake>) {
    let Some(mistake) = mend::values(file, begin).mistake else {
        return (Cow::Borrowed(file), None);
    };
    let plain = mend::without_controls(file);
    let (plain, at) = match mend::values(&plain, begin).mistake {
        None => return (plain, Some(mistake)),
        Some(further) if further.at > mistake.at => (plain, further.at),
        Some(_) => (Cow::Borrowed(file), mistake.at),
    };
    let kept = mend::whole_elements(&plain, begin, at);
    (Cow::Owned(kept.unwrap_or_else(|| file[..begin].to_owned())), Some(mistake))
}

/// What an object says of itself, for pages that describe themselves in JSON-LD.
pub(super) fn about(raw: &str) -> Option<About> {
    walk::about(raw)
}

/// One line of JSON Lines as a unit, or what is wrong with it.
pub(super) fn line(file: &str, line: &str, refused: &mut Refusals<'_>) -> Result<Unit, String> {
    let item = line_item(line)?;
    let Some(strings) = item.text() else { return Err(no_text("missing field `text`")) };
    let mut bad = Vec::new();
    let about = item.about(&mut bad);
    for date in bad {
        refused.at(raw::offset(file, line), format!("`{date}` is not a date; left out"));
    }
    Ok(item.unit(file, &strings, about))
}

fn no_text(problem: &str) -> String {
    format!("is not a JSON object with a string `text` ({problem})")
}

/// Whether a line is such an object.
pub(super) fn is_line(line: &str) -> bool {
    line_item(line).is_ok()
}

/// Whether a line is an object with a text that holds further texts: comments, what is quoted.
pub(super) fn holds_further(line: &str) -> bool {
    line_item(line).is_ok_and(|item| !item.further(true).is_empty())
}

/// The object of a line, which has a text.
fn line_item(line: &str) -> Result<Item<'_>, String> {
    let item = Item::new(line).map_err(|error| {
        let message = error.to_string();
        let problem = message.split(" at line ").next().unwrap_or_default();
        no_text(&format!("{problem}, column {}", error.column()))
    })?;
    match item.text() {
        Some(_) => Ok(item),
        None if item.value("text").is_some() => Err(no_text("`text` is no string")),
        None => Err(no_text(&format!("missing field `text`, column {}", line.trim_end().len()))),
    }
}
