//! A value of front matter: what is read depends on the key alone, so that a number is as good a
//! title as a string.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The key under which TOML hands on a date or time as a map.
const TOML_DATE: &str = "$__toml_private_datetime";

/// A value as the front matter of pages has them.
#[derive(Debug)]
pub(super) enum Value {
    Nothing,
    One(String),
    Many(Vec<Value>),
}

impl Value {
    /// The value on one line, unless it is empty; several are joined by `、`.
    pub(super) fn line(self) -> Option<String> {
        let line = match self {
            Value::Nothing => return None,
            Value::One(line) => line.split_whitespace().collect::<Vec<_>>().join(" "),
            Value::Many(values) => {
                values.into_iter().filter_map(Value::line).collect::<Vec<_>>().join("、")
            }
        };
        (!line.is_empty()).then_some(line)
    }

    /// Whether it only says yes or no.
    pub(super) fn is_truth(&self) -> bool {
        matches!(self, Value::One(word) if word == "true" || word == "false")
    }

    /// The names it gives, without the brackets of a link to a note.
    pub(super) fn author(self) -> Option<String> {
        self.line().map(|line| line.replace("[[", "").replace("]]", ""))
    }

    /// The tags it lists, split at commas of every kind, without repetition.
    pub(super) fn tags(self) -> Vec<String> {
        let mut tags = Vec::new();
        self.add_tags(&mut tags);
        tags
    }

    fn add_tags(self, tags: &mut Vec<String>) {
        match self {
            Value::Nothing => {}
            Value::Many(values) => values.into_iter().for_each(|value| value.add_tags(tags)),
            Value::One(line) => {
                for tag in line.split([',', '，', '、']).map(|tag| tag.trim_matches(is_bracket)) {
                    if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
                        tags.push(tag.to_owned());
                    }
                }
            }
        }
    }
}

/// What stands round a tag that was read as it stands.
fn is_bracket(character: char) -> bool {
    character.is_whitespace() || matches!(character, '[' | ']' | '"')
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

/// A key of a map, whatever its type.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|key| Self(key.line().unwrap_or_default()))
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::One(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::One(value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::One(value.to_string()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        Ok(Value::One(value.to_string()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        Ok(Value::One(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::One(format!("{value:?}")))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::One(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut many = Vec::new();
        while let Some(value) = values.next_element()? {
            many.push(value);
        }
        Ok(Value::Many(many))
    }

    /// Maps say nothing that is asked for, but for the form in which TOML hands on a date.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut date = Value::Nothing;
        while let Some((key, value)) = map.next_entry::<Key, Value>()? {
            if key.0 == TOML_DATE {
                date = value;
            }
        }
        Ok(date)
    }
}
