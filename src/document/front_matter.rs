//! What a page says of itself before its text: YAML between two lines `---`.
//!
//! A byte order mark and blank lines may come before it. Values are taken as they come (a number
//! is as good a title as a string); what is read depends on the key alone.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};

use super::date;

/// Where front matter stands in a file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The YAML without the lines `---`.
    pub(super) yaml: Range<usize>,
    /// Where the page's text begins.
    pub(super) body: usize,
}

/// What the front matter says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) keywords: Vec<String>,
    /// Dates that are none, as written.
    pub(super) bad_dates: Vec<String>,
}

/// Why front matter could not be read, and on which of its lines (from 1).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) line: Option<usize>,
    pub(super) message: String,
}

/// Finds the front matter of a file; a thematic break `---` before ordinary text is none.
pub(super) fn locate(file: &str) -> Option<Place> {
    let (open, mut at) = first_line(file)?;
    if file[open].trim_end() != "---" {
        return None;
    }
    let start = at;
    for line in file[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let place = Place { yaml: start..at, body: at + line.len() };
            return looks_like_yaml(&file[place.yaml.clone()]).then_some(place);
        }
        at += line.len();
    }
    None
}

/// The line of a `---` that opens front matter but is never followed by a closing one.
pub(super) fn never_closed(file: &str) -> Option<usize> {
    let (open, after) = first_line(file)?;
    let rest = &file[after..];
    let opens = file[open.clone()].trim_end() == "---" && looks_like_yaml(rest);
    let closes = rest.lines().any(|line| matches!(line.trim_end(), "---" | "..."));
    (opens && !closes).then_some(open.start)
}

/// The first line that is not blank and where it ends, line break included.
fn first_line(file: &str) -> Option<(Range<usize>, usize)> {
    let text = file.trim_start_matches('\u{FEFF}');
    let begin = file.len() - text.trim_start().len();
    let start = file[..begin].rfind('\n').map_or(file.len() - text.len(), |at| at + 1);
    let line = file[start..].split_inclusive('\n').next()?;
    Some((start..start + line.len(), start + line.len()))
}

/// Whether the first line that says something says `key:`, or nothing is said at all.
fn looks_like_yaml(yaml: &str) -> bool {
    yaml.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).is_none_or(|line| {
        line.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-\"' ".contains(c))
        })
    })
}

/// Reads the YAML of a front matter.
pub(super) fn parse(yaml: &str) -> Result<FrontMatter, Broken> {
    if yaml.trim().is_empty() {
        return Ok(FrontMatter::default());
    }
    let options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::FirstWins,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        strict_booleans: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options::<BTreeMap<String, Value>>(yaml, options)
        .map(gather)
        .map_err(|error| broken(&error))
}

fn broken(error: &serde_saphyr::Error) -> Broken {
    let line = error.location().and_then(|location| usize::try_from(location.line()).ok());
    let message = error.to_string();
    Broken { line, message: message.lines().next().unwrap_or_default().trim().to_owned() }
}

fn gather(fields: BTreeMap<String, Value>) -> FrontMatter {
    let mut read = FrontMatter::default();
    for (key, value) in fields {
        match key.to_lowercase().as_str() {
            "title" => read.title = value.line(),
            "author" => read.author = value.line(),
            "date" => read.published = read.date(value),
            "lastmod" | "last_modified_at" | "modified" | "updated" => {
                read.modified = read.date(value).or(read.modified.take());
            }
            "tags" | "tag" => read.keywords = value.tags(),
            _ => {}
        }
    }
    read
}

impl FrontMatter {
    fn date(&mut self, value: Value) -> Option<String> {
        let written = value.line()?;
        let date = date::normalise(&written);
        if date.is_none() {
            self.bad_dates.push(written);
        }
        date
    }
}

/// A value as the front matter of pages has them.
#[derive(Debug)]
enum Value {
    Nothing,
    One(String),
    Many(Vec<Value>),
}

impl Value {
    /// The value on one line, unless it is empty; several are joined by `、`.
    fn line(self) -> Option<String> {
        let line = match self {
            Value::Nothing => return None,
            Value::One(line) => line.split_whitespace().collect::<Vec<_>>().join(" "),
            Value::Many(values) => {
                values.into_iter().filter_map(Value::line).collect::<Vec<_>>().join("、")
            }
        };
        (!line.is_empty()).then_some(line)
    }

    /// The tags it lists, split at commas of every kind, without repetition.
    fn tags(self) -> Vec<String> {
        let mut tags = Vec::new();
        self.add_tags(&mut tags);
        tags
    }

    fn add_tags(self, tags: &mut Vec<String>) {
        match self {
            Value::Nothing => {}
            Value::Many(values) => values.into_iter().for_each(|value| value.add_tags(tags)),
            Value::One(line) => {
                for tag in line.split([',', '，', '、']).map(str::trim) {
                    if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
                        tags.push(tag.to_owned());
                    }
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

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

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_found_where_it_begins() {
        let check = |file: &str, expected: Option<(&str, &str)>| {
            let found = locate(file).map(|place| (&file[place.yaml], &file[place.body..]));
            assert_eq!(found, expected, "{file:?}");
        };
        check("---\ntitle: 海\n---\n正文", Some(("title: 海\n", "正文")));
        check("\u{FEFF}---\na: 1\n---\n", Some(("a: 1\n", "")));
        check("\n \n---\na: 1\n...\n正文", Some(("a: 1\n", "正文")));
        check("---\r\na: 1\r\n---\r\n正文", Some(("a: 1\r\n", "正文")));
        check("---\n---\n正文", Some(("", "正文")));
        check("---\n一句话。\n\n---\n又一句。", None);
        check("---\ntitle: 海\n正文", None);
        check("正文\n---\na: 1\n---\n", None);
        check("", None);
    }

    #[test]
    fn an_open_end_is_noticed() {
        assert_eq!(never_closed("\n---\ntitle: 海\n正文"), Some(1));
        assert_eq!(never_closed("---\ntitle: 海\n---\n正文"), None);
        assert_eq!(never_closed("---\n正文"), None);
    }

    #[test]
    fn fields_are_read_whatever_their_type() {
        let check = |yaml: &str, expected: [Option<&str>; 4]| {
            let read = parse(yaml).unwrap();
            let fields = [&read.title, &read.author, &read.published, &read.modified];
            assert_eq!(fields.map(Option::as_deref), expected, "{yaml:?}");
        };
        check("title: \"为什么\n  出海?\"\nauthor: \"\"", [Some("为什么 出海?"), None, None, None]);
        check("title: 996\nauthor: [甲, 乙]", [Some("996"), Some("甲、乙"), None, None]);
        check("Title: no\nauthor: {name: 甲}", [Some("no"), None, None, None]);
        check("layout: post\ndate: 2022-04-28", [None, None, Some("2022-04-28"), None]);
        check(
            "date: 2022-04-28 13:01:28 +0800\nLastmod: 2022-07-06T21:45:03Z",
            [None, None, Some("2022-04-28T13:01:28+08:00"), Some("2022-07-06T21:45:03Z")],
        );
        check("title: 先\ntitle: 后", [Some("先"), None, None, None]);
    }

    #[test]
    fn tags_come_in_three_forms() {
        let check = |yaml: &str, expected: &[&str]| {
            assert_eq!(parse(yaml).unwrap().keywords, expected, "{yaml:?}");
        };
        check("tags: 每日新闻", &["每日新闻"]);
        check("tags: [出海,企业, 20]", &["出海", "企业", "20"]);
        check("tags: [出海，企业、品牌,出海]", &["出海", "企业", "品牌"]);
        check("tags:\n- 出海\n- NO\n", &["出海", "NO"]);
        check("tags:\ncategories: [新闻]", &[]);
    }

    #[test]
    fn broken_yaml_says_where() {
        let broken = parse("title: 海\nauthor: \"甲\" 乙\n").unwrap_err();
        assert_eq!(broken.line, Some(2), "{}", broken.message);
        assert!(parse("- 海\n- 洋").is_err());
    }

    #[test]
    fn a_date_that_is_none_is_told() {
        let read = parse("date: 昨天").unwrap();
        assert_eq!((read.published, read.bad_dates), (None, vec!["昨天".to_owned()]));
    }
}
