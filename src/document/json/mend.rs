//! Files of JSON that are not whole: cut off, wrong somewhere, or with something before or after.

use std::borrow::Cow;

use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::super::front_matter::{Language, Place};
use super::name::{self, Purpose};
use super::raw::{self, Object};

/// What is wrong with a file of JSON, and where: an offset of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) at: usize,
    pub(super) message: String,
}

/// The values of a file, one after the other, and what is wrong behind them.
pub(super) struct Values<'a> {
    pub(super) values: Vec<&'a str>,
    pub(super) mistake: Option<Mistake>,
}

/// Where the JSON of a file begins: after a byte order mark and the assignment to a variable, as the
/// archive of a Twitter account has it.
pub(super) fn begin(file: &str) -> usize {
    let text = file.trim_start_matches('\u{FEFF}').trim_start();
    let start = file.len() - text.len();
    let length = text.find(['{', '[', '\n']).unwrap_or(0);
    let before = text[..length].trim_end();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_.$ ".contains(c);
    let assigns = before.strip_suffix('=').is_some_and(|name| name.chars().all(is_name));
    if assigns && !before.is_empty() { start + length } else { start }
}

/// Whether what begins here begins as objects of JSON do.
pub(super) fn looks_like_json(json: &str) -> bool {
    let inside = json.trim_start_matches(|c: char| c == '[' || c.is_whitespace());
    let Some(fields) = inside.strip_prefix('{') else { return false };
    let Some(key) = fields.trim_start().strip_prefix('"') else { return false };
    key.split_once('"').is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

/// All values from the offset `begin` of a file on.
pub(super) fn values(file: &str, begin: usize) -> Values<'_> {
    let json = &file[begin..];
    let mut stream = Deserializer::from_str(json).into_iter::<&RawValue>();
    let mut values = Vec::new();
    loop {
        let before = stream.byte_offset();
        match stream.next() {
            None => return Values { values, mistake: None },
            Some(Ok(value)) => values.push(value.get()),
            Some(Err(_)) if matches!(json[before..].trim(), ";" | "") && !values.is_empty() => {
                return Values { values, mistake: None };
            }
            Some(Err(error)) => {
                let mistake = Some(mistake(file, begin, &error));
                return Values { values, mistake };
            }
        }
    }
}

/// What an error says and where, in the terms of the file.
fn mistake(file: &str, begin: usize, error: &serde_json::Error) -> Mistake {
    let json = &file[begin..];
    let lines = json.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line: usize = lines.map(str::len).sum();
    let mut at = begin + (line + error.column().saturating_sub(1)).min(json.len());
    while !file.is_char_boundary(at) {
        at -= 1;
    }
    let message = error.to_string();
    let problem = message.split(" at line ").next().unwrap_or_default().to_owned();
    Mistake { at, message: problem }
}

/// Front matter: an object with what pages say of themselves, and after it a text.
pub(super) fn front(file: &str, values: &[&str]) -> Option<Place> {
    let first = values.first()?;
    let start = raw::offset(file, first);
    let body = start + first.len();
    let text = file[body..].trim_start();
    let says = |name: &str| Purpose::Title.rank(name).or(Purpose::Published.rank(name)).is_some();
    let keys = Object::new(first).ok()?.0;
    let is_front = keys.iter().any(|(key, _)| says(&name::plain(key)));
    let is_text = !text.is_empty() && !text.starts_with(['{', '[', '}', ']', ',', ';']);
    (is_front && is_text).then_some(Place { inside: start..body, body, language: Language::Json })
}

/// The file with spaces for raw control characters, which JSON allows in no string.
pub(super) fn without_controls(file: &str) -> Cow<'_, str> {
    Cow::Owned(file.replace(|c: char| c.is_ascii_control(), " "))
}

/// The file up to the last element that is whole before a mistake, with all brackets closed; offsets
/// stay. `None` where no element is whole.
pub(super) fn whole_elements(file: &str, begin: usize, mistake: usize) -> Option<String> {
    let mut open: Vec<u8> = Vec::new();
    let mut safe: Option<(usize, Vec<u8>)> = None;
    let (mut in_string, mut escaped) = (false, false);
    for (at, &byte) in file.as_bytes()[..mistake].iter().enumerate().skip(begin) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => {
                open.pop();
                if open.last().is_none_or(|last| *last == b'[') {
                    safe = Some((at + 1, open.clone()));
                }
            }
            _ => {}
        }
    }
    let (end, open) = safe?;
    let closing = open.iter().rev().map(|byte| if *byte == b'{' { '}' } else { ']' });
    Some(file[..end].chars().chain(closing).collect())
}
