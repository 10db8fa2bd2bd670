//! Front matter that is broken somewhere: every entry is read for itself, and one that cannot be
//! read is taken as it stands, so that one bad line does not cost the others.

use std::collections::BTreeMap;

use super::value::Value;
use super::{Fields, Language, Note};

/// Reads all entries; the notes say which were not what the language asks for.
pub(super) fn read(inside: &str, language: Language, notes: &mut Vec<Note>) -> Fields {
    let mut fields = BTreeMap::new();
    for (line, entry) in entries(inside, language) {
        if let Ok(read) = language.parse(&entry)
            && !read.is_empty()
        {
            for (key, value) in read {
                fields.entry(key).or_insert(value);
            }
            continue;
        }
        let Some((key, value)) = as_it_stands(&entry, language) else {
            notes.push(Note { line, message: "the line is left out".to_owned() });
            continue;
        };
        notes.push(Note { line, message: format!("`{key}` is read as it stands") });
        fields.entry(key).or_insert(value);
    }
    fields
}

/// The entries with the lines that go on with them, each with its line from 1.
fn entries(inside: &str, language: Language) -> Vec<(usize, String)> {
    let mut entries: Vec<(usize, String)> = Vec::new();
    for (line, number) in inside.split_inclusive('\n').zip(1..) {
        if language == Language::Toml && line.starts_with('[') {
            break;
        }
        let goes_on = line.starts_with([' ', '\t', '-', ']', '}']) || line.trim().is_empty();
        match entries.last_mut() {
            Some((_, entry)) if goes_on => entry.push_str(line),
            _ if goes_on || line.starts_with('#') => {}
            _ => entries.push((number, line.to_owned())),
        }
    }
    entries
}

/// Key and value of an entry whose value is taken to the letter.
fn as_it_stands(entry: &str, language: Language) -> Option<(String, Value)> {
    let (key, value) = language.split(entry)?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_key = !key.is_empty() && !key.contains(char::is_whitespace);
    let value = unquoted(value.trim());
    is_key.then(|| (key.to_owned(), Value::One(value.to_owned())))
}

/// A value without the quotes round it.
fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}
