//! One object that describes a text: its fields by what they are for, whatever they are called.

use super::super::about::About;
use super::super::{Unit, UnitKind, date, rich};
use super::name::{self, Purpose};
use super::raw::{self, Array, Object};

/// The fields of an object.
pub(super) struct Item<'a> {
    /// Names as the tables have them, and values as they are written, without those that are null.
    fields: Vec<(String, &'a str)>,
    /// The object as it is written.
    pub(super) raw: &'a str,
}

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is a field, or all there is.
    Alone,
    /// It is one of several of its kind.
    Listed,
}

/// The strings of which a text is put together, and what stands between them.
pub(super) struct Strings<'a> {
    written: Vec<&'a str>,
    joint: rich::Joint,
}

impl<'a> From<&'a str> for Strings<'a> {
    fn from(string: &'a str) -> Self {
        Self { written: vec![string], joint: rich::Joint::Line }
    }
}

impl<'a> Item<'a> {
    /// The object `raw`, or what is wrong with it.
    pub(super) fn new(raw: &'a str) -> Result<Self, serde_json::Error> {
        let fields = Object::new(raw)?.0.into_iter().filter(|(_, value)| *value != "null");
        Ok(Self { fields: fields.map(|(name, value)| (name::plain(&name), value)).collect(), raw })
    }

    /// The value of the surest field for a purpose, of those that are as `fits` asks.
    fn field(&self, purpose: Purpose, fits: impl Fn(&str) -> bool) -> Option<&'a str> {
        let ranked = self.fields.iter().filter(|(_, value)| fits(value));
        let ranked = ranked.filter_map(|(name, value)| Some((purpose.rank(name)?, *value)));
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, value)| value)
    }

    /// The strings of its text: one, or one a paragraph.
    pub(super) fn text(&self) -> Option<Strings<'a>> {
        let says =
            |value: &str| pieces(value).is_some_and(|pieces| pieces.written.iter().any(is_told));
        let fits = |value: &str| pieces(value).is_some();
        let field = self.field(Purpose::Text, says).or_else(|| self.field(Purpose::Text, fits));
        field.and_then(pieces)
    }

    /// What stands for the text where there is a headline but none: a summary, or in a list the
    /// headline itself.
    pub(super) fn summary(&self, place: Standing) -> Option<Strings<'a>> {
        let fits = |value: &str| value.starts_with('"') && is_told(&value);
        let title = self.field(Purpose::Title, fits)?;
        let summary = self.field(Purpose::Summary, fits);
        summary.or((place == Standing::Listed).then_some(title)).map(Strings::from)
    }

    /// The value of the field with a certain name, as the tables have it.
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        let name = name.trim_start_matches('@');
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The fields that may hold further items, in the order in which they stand, and whether others
    /// than the author of this one speak there. An item with a text has them in few fields only.
    pub(super) fn further(&self, has_text: bool) -> Vec<(bool, &'a str)> {
        let holds = move |(name, value): &&(String, &'a str)| {
            let is_any = Purpose::Further.rank(name).is_some();
            let is_aside = Purpose::Aside.rank(name).is_some();
            value.starts_with(['{', '[']) && (is_any || !has_text && !is_aside)
        };
        let found = self.fields.iter().filter(holds);
        found.map(|(name, value)| (Purpose::Others.rank(name).is_some(), *value)).collect()
    }

    /// What it says of itself; `bad` are the dates that are none.
    pub(super) fn about(&self, bad: &mut Vec<String>) -> About {
        About {
            title: self.field(Purpose::Title, |_| true).and_then(title),
            author: self.field(Purpose::Author, |_| true).and_then(person),
            published: self.date(Purpose::Published, bad),
            modified: self.date(Purpose::Modified, bad),
        }
    }

    fn date(&self, purpose: Purpose, bad: &mut Vec<String>) -> Option<String> {
        let written =
            self.field(purpose, |value| value.starts_with(['"', '1', '2'])).and_then(raw::word);
        let written = written.filter(|written| !written.trim().is_empty())?;
        let date = date::normalise(&written);
        if date.is_none() {
            bad.push(written);
        }
        date
    }

    /// The item as a unit with the text that some strings of `file` hold.
    pub(super) fn unit(&self, file: &str, strings: &Strings<'_>, about: About) -> Unit {
        let rich::Rich { text, links } = text(file, strings);
        Unit {
            kind: UnitKind::Article,
            position: 0,
            copies: Vec::new(),
            id: self.field(Purpose::Id, |_| true).and_then(known_by),
            author: about.author,
            title: about.title.map(std::sync::Arc::from),
            published: about.published.or(about.modified),
            url: self.field(Purpose::Url, |value| value.starts_with('"')).and_then(raw::word),
            text,
            links,
        }
    }
}

/// The text of some strings.
fn text(file: &str, strings: &Strings<'_>) -> rich::Rich {
    let mut parts = strings.written.iter().map(|quoted| rich::read(raw::string(file, quoted)));
    let mut whole = parts.next().unwrap_or_default();
    parts.for_each(|part| whole.append(part, strings.joint));
    whole
}

/// Whether a string says anything.
fn is_told(quoted: &&str) -> bool {
    let words = quoted.trim_matches('"').trim_start();
    let is_escaped = words.starts_with('\\');
    !words.is_empty()
        && (!is_escaped || raw::word(quoted).is_some_and(|word| !word.trim().is_empty()))
}

/// The strings of which a text is put together: itself, those of an array, or that of an object.
/// Strings among objects are the stretches of one text, anything else is its lines.
fn pieces(value: &str) -> Option<Strings<'_>> {
    match value.as_bytes().first()? {
        b'"' => Some(value.into()),
        b'[' => {
            let elements = Array::new(value).ok()?.0;
            let begins = |first: &str| elements.iter().any(|element| element.starts_with(first));
            let is_mixed = begins("\"") && begins("{");
            let joint = if is_mixed { rich::Joint::Nothing } else { rich::Joint::Line };
            let written: Vec<&str> = elements.iter().filter_map(|part| piece(part)).collect();
            (!written.is_empty()).then_some(Strings { written, joint })
        }
        _ => piece(value).map(Strings::from),
    }
}

/// The string of an element: itself, or what an object says of a piece of text.
fn piece(value: &str) -> Option<&str> {
    if value.starts_with('"') {
        return Some(value);
    }
    let item = Item::new(value).ok()?;
    item.field(Purpose::Inside, |value| value.starts_with('"'))
}

/// A headline: a string, or what an object is called.
fn title(value: &str) -> Option<String> {
    let word = match value.as_bytes().first()? {
        b'{' => {
            let item = Item::new(value).ok()?;
            let inside = item.field(Purpose::Inside, |value| value.starts_with('"'));
            raw::word(item.field(Purpose::Title, |value| value.starts_with('"')).or(inside)?)?
        }
        b'"' => raw::word(value)?,
        _ => return None,
    };
    let word = rich::read(word.as_str().into()).text;
    let word = word.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    (!word.is_empty()).then_some(word)
}

/// Who somebody is: a name, an object that has one, or several of these.
fn person(value: &str) -> Option<String> {
    let name = match value.as_bytes().first()? {
        b'[' => {
            let people = Array::new(value).ok()?.0.into_iter().filter_map(person);
            people.collect::<Vec<_>>().join("、")
        }
        b'{' => {
            let item = Item::new(value).ok()?;
            raw::word(item.field(Purpose::Person, |value| value.starts_with('"'))?)?
        }
        b'"' => raw::word(value)?,
        _ => return None,
    };
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// An identifier: a word, a number, or what an object holds instead.
fn known_by(value: &str) -> Option<String> {
    if value.starts_with('{') {
        return Object::new(value).ok()?.0.first().and_then(|(_, value)| raw::word(value));
    }
    raw::word(value)
}

/// A string that is a text by itself.
pub(super) fn bare(file: &str, quoted: &str) -> Unit {
    let item = Item { fields: Vec::new(), raw: quoted };
    item.unit(file, &quoted.into(), About::default())
}
