//! Pieces of JSON that know where they stand in their file: objects, arrays and strings, each taken
//! apart one level at a time.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::super::text::Text;

/// The fields of an object in the order in which they stand, as they are written.
pub(super) struct Object<'a>(pub(super) Vec<(String, &'a str)>);

/// The elements of an array, as they are written.
pub(super) struct Array<'a>(pub(super) Vec<&'a str>);

impl<'a> Object<'a> {
    /// What is wrong if it is no object.
    pub(super) fn new(raw: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(raw)
    }
}

impl<'a> Array<'a> {
    /// What is wrong if it is no array.
    pub(super) fn new(raw: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(raw)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields(PhantomData))
    }
}

struct Fields<'a>(PhantomData<&'a str>);

impl<'de: 'a, 'a> Visitor<'de> for Fields<'a> {
    type Value = Object<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'a>, A::Error> {
        let mut fields = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, &'de RawValue>()? {
            fields.push((key, value.get()));
        }
        Ok(Object(fields))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Array<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Elements(PhantomData))
    }
}

struct Elements<'a>(PhantomData<&'a str>);

impl<'de: 'a, 'a> Visitor<'de> for Elements<'a> {
    type Value = Array<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Array<'a>, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = sequence.next_element::<&'de RawValue>()? {
            elements.push(element.get());
        }
        Ok(Array(elements))
    }
}

/// The offset of a piece of a file.
pub(super) fn offset(file: &str, piece: &str) -> usize {
    piece.as_ptr().addr().saturating_sub(file.as_ptr().addr())
}

/// The words of a string, or the digits of a number.
pub(super) fn word(raw: &str) -> Option<String> {
    if raw.starts_with('"') {
        return serde_json::from_str(raw)
            .ok()
            .or_else(|| Some(string(raw, raw).as_str().to_owned()));
    }
    raw.starts_with(|first: char| first.is_ascii_digit() || first == '-').then(|| raw.to_owned())
}

/// The text of a JSON string that stands in `file`, quotes included: its escapes lead back to the
/// bytes that were written.
pub(super) fn string(file: &str, quoted: &str) -> Text {
    let string = &quoted[1..quoted.len() - 1];
    let start = offset(file, string);
    let mut text = Text::default();
    let mut at = 0;
    while let Some(length) = memchr::memchr(b'\\', &string.as_bytes()[at..]) {
        text.push_verbatim(&string[at..at + length], start + at);
        at += length;
        let (character, length) = unescape(&string[at..]);
        let source = start + at..start + at + length;
        text.push_replacement(character.encode_utf8(&mut [0; 4]), source);
        at += length;
    }
    text.push_verbatim(&string[at..], start + at);
    text
}

/// The character that the escape at the beginning of `string` stands for, and its length.
fn unescape(string: &str) -> (char, usize) {
    let character = match string.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'u') => return unescape_code(string),
        _ => return (string[1..].chars().next().unwrap_or('\\'), 2.min(string.len())),
    };
    (character, 2)
}

/// The same for `\uXXXX` and pairs of it.
fn unescape_code(string: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = string.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let units = [unit(0), unit(6)].into_iter().map_while(|unit| unit);
    let first = char::decode_utf16(units).next();
    let character = first.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER);
    (character, 6 * character.len_utf16().min(string.len() / 6).max(1))
}
