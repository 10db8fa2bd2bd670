//! What a page says of itself before its text: YAML between two lines `---`, TOML between `+++`, or
//! an object of JSON.
//!
//! What is read depends on the key alone. One bad line or character does not cost the rest.

use std::collections::BTreeMap;

use serde_saphyr::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};

use super::about::About;
use super::date;

mod place;
mod repair;
mod value;

pub(super) use place::{Place, locate, never_closed};
use value::Value;

/// What front matter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Yaml,
    Toml,
    Json,
}

/// Values by their keys.
type Fields = BTreeMap<String, Value>;

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

/// Something in the front matter that is not as it should be, on one of its lines (from 1).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) line: usize,
    pub(super) message: String,
}

impl Language {
    /// The line round it.
    pub(super) fn fence(self) -> &'static str {
        match self {
            Self::Toml => "+++",
            Self::Yaml | Self::Json => "---",
        }
    }

    /// Whether a line ends it.
    fn closes(self, line: &str) -> bool {
        line.trim_end() == self.fence() || self == Self::Yaml && line.trim_end() == "..."
    }

    /// Key and value of a line.
    fn split(self, line: &str) -> Option<(&str, &str)> {
        line.split_once(if self == Self::Toml { '=' } else { ':' })
    }

    /// All fields, or what is wrong and on which line.
    fn parse(self, inside: &str) -> Result<Fields, Note> {
        match self {
            Self::Yaml => yaml(inside),
            Self::Toml => toml::from_str(inside).map_err(|error| {
                let before =
                    error.span().map_or("", |span| &inside[..span.start.min(inside.len())]);
                note(before.matches('\n').count() + 1, error.message())
            }),
            Self::Json => {
                serde_json::from_str(inside).map_err(|error| note(error.line(), &error.to_string()))
            }
        }
    }
}

fn yaml(inside: &str) -> Result<Fields, Note> {
    let options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::FirstWins,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        strict_booleans: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(inside, options).map_err(|error| {
        let line = error.location().and_then(|place| usize::try_from(place.line()).ok());
        note(line.unwrap_or(1), &error.to_string())
    })
}

fn note(line: usize, message: &str) -> Note {
    Note { line, message: message.lines().next().unwrap_or_default().trim().to_owned() }
}

/// Reads front matter, as far as it can be read. A date without a year is one of `year`.
pub(super) fn parse(
    inside: &str,
    language: Language,
    year: Option<&str>,
) -> (FrontMatter, Vec<Note>) {
    let mut notes = Vec::new();
    let inside = &without_controls(inside, &mut notes);
    if inside.trim().is_empty() {
        return (FrontMatter::default(), notes);
    }
    let fields = language.parse(inside).unwrap_or_else(|broken| {
        let before = notes.len();
        let fields = repair::read(inside, language, &mut notes);
        if notes.len() == before || fields.is_empty() {
            notes.truncate(before);
            notes.push(note(broken.line, &format!("{}; read without it", broken.message)));
        }
        fields
    });
    (gather(fields, year), notes)
}

/// The front matter without the control characters that no language allows.
fn without_controls(inside: &str, notes: &mut Vec<Note>) -> String {
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
    for (line, number) in inside.lines().zip(1..) {
        if line.contains(is_odd) {
            notes.push(note(number, "a control character is left out"));
        }
    }
    inside.replace(is_odd, "")
}

/// How good a key is for the date on which a page was published; 0 for none.
fn tells_published(key: &str) -> usize {
    const KEYS: [&str; 14] = [
        "created_at",
        "create_time",
        "createtime",
        "created",
        "创建时间",
        "时间",
        "日期",
        "发布时间",
        "pubdate",
        "publish_date",
        "publishdate",
        "published_at",
        "published",
        "date",
    ];
    KEYS.iter().position(|known| *known == key).map_or(0, |place| place + 1)
}

fn gather(fields: Fields, year: Option<&str>) -> FrontMatter {
    let mut read = FrontMatter::default();
    let mut best = 0;
    for (key, value) in fields {
        match key.to_lowercase().as_str() {
            "title" | "标题" | "標題" => read.title = value.line().or(read.title),
            "author" | "authors" | "作者" => read.author = value.author().or(read.author),
            "lastmod" | "last_modified_at" | "modified" | "updated" | "更新时间" => {
                read.modified = read.date(value, year).or(read.modified.take());
            }
            "tags" | "tag" => read.keywords = value.tags(),
            // Obsidian, Hugo and others say `published: true` of what is no draft.
            key if tells_published(key) > best && !value.is_truth() => {
                if let Some(date) = read.date(value, year) {
                    best = tells_published(key);
                    read.published = Some(date);
                }
            }
            _ => {}
        }
    }
    read
}

impl FrontMatter {
    /// Takes what it does not say itself from what the page says elsewhere.
    pub(super) fn complete(&mut self, about: About) {
        self.title = self.title.take().or(about.title);
        self.author = self.author.take().or(about.author);
        self.published = self.published.take().or(about.published);
        self.modified = self.modified.take().or(about.modified);
    }

    fn date(&mut self, value: Value, year: Option<&str>) -> Option<String> {
        let written = value.line()?;
        let date = date::normalise_in(year, &written);
        if date.is_none() {
            self.bad_dates.push(written);
        }
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(yaml: &str) -> (FrontMatter, Vec<Note>) {
        super::parse(yaml, Language::Yaml, None)
    }

    /// What is right is read without a word.
    fn right(inside: &str, language: Language) -> FrontMatter {
        let (read, notes) = super::parse(inside, language, None);
        assert_eq!(notes, [], "{inside}");
        read
    }

    #[test]
    fn fields_are_read_whatever_their_type() {
        let check = |yaml: &str, expected: [Option<&str>; 4]| {
            let read = right(yaml, Language::Yaml);
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
            assert_eq!(right(yaml, Language::Yaml).keywords, expected, "{yaml:?}");
        };
        check("tags: 每日新闻", &["每日新闻"]);
        check("tags: [出海,企业, 20]", &["出海", "企业", "20"]);
        check("tags: [出海，企业、品牌,出海]", &["出海", "企业", "品牌"]);
        check("tags:\n- 出海\n- NO\n", &["出海", "NO"]);
        check("tags:\ncategories: [新闻]", &[]);
    }

    #[test]
    fn dates_of_several_kinds_are_told_apart() {
        let check = |yaml: &str, expected: &str| {
            assert_eq!(right(yaml, Language::Yaml).published.as_deref(), Some(expected), "{yaml}");
        };
        check("created: 2023-09-01\npublished: 2023-08-30", "2023-08-30");
        check("date: 2023-08-30\ncreated: 2023-09-01\npublished: true", "2023-08-30");
        check("发布时间: 2023年8月30日", "2023-08-30");
        check("date: 1693375500", "2023-08-30T06:05:00Z");
        check("date: 2018-12-05 9:38:00", "2018-12-05T09:38:00");
        check("date: 2018-11-20 25:99:00", "2018-11-20");
    }

    #[test]
    fn toml_and_json_say_the_same() {
        let read = right(
            "title = \"海\"\ndate = 2023-08-30T14:05:00+08:00\ntags = [\"甲\"]\n[author]\nx = 1\n",
            Language::Toml,
        );
        let fields = (read.title.as_deref(), read.published.as_deref(), read.keywords);
        assert_eq!(fields, (Some("海"), Some("2023-08-30T14:05:00+08:00"), vec!["甲".to_owned()]));
        assert_eq!(
            right("date = 2023-08-30\n", Language::Toml).published.as_deref(),
            Some("2023-08-30")
        );
        let read =
            right("{\"title\": \"海\", \"date\": \"2023-08-30\", \"n\": {}}", Language::Json);
        assert_eq!(
            (read.title.as_deref(), read.published.as_deref()),
            (Some("海"), Some("2023-08-30"))
        );
    }

    #[test]
    fn one_bad_line_does_not_cost_the_others() {
        let check = |inside: &str, language: Language, expected: [Option<&str>; 3], note: &str| {
            let (read, notes) = super::parse(inside, language, None);
            let fields = [&read.title, &read.author, &read.published];
            assert_eq!(fields.map(Option::as_deref), expected, "{inside}");
            let notes: Vec<_> =
                notes.iter().map(|n| format!("{}: {}", n.line, n.message)).collect();
            assert_eq!(notes.join("; "), note, "{inside}");
        };
        let yaml = |inside: &str, expected: [Option<&str>; 3], note: &str| {
            check(inside, Language::Yaml, expected, note);
        };
        let day = Some("2023-01-04");
        yaml(
            "title: 题\ndate:2023-01-04\nauthor: 甲\n",
            [Some("题"), Some("甲"), day],
            "2: `date` is read as it stands",
        );
        yaml(
            "title: \"他说：\"好\"，走了\"\ndate: 2023-01-04\n",
            [Some("他说：\"好\"，走了"), None, day],
            "1: `title` is read as it stands",
        );
        yaml(
            "title: 半年报: 增长\nauthor: @甲\ntags:\n- 乙\ndate: 2023-01-04",
            [Some("半年报: 增长"), Some("@甲"), day],
            "1: `title` is read as it stands; 2: `author` is read as it stands",
        );
        yaml(
            "title: \"標題\u{8}裏\"\ndate: 2023-01-04\n",
            [Some("標題裏"), None, day],
            "1: a control character is left out",
        );
        yaml(
            "title: [转载] 题\ndate: 2023-01-04\n",
            [Some("[转载] 题"), None, day],
            "1: `title` is read as it stands",
        );
        yaml(
            "坏\ntitle: 题\n\tx\n",
            [Some("题 x"), None, None],
            "1: the line is left out; 2: `title` is read as it stands",
        );
        check(
            "title = 题\ndate = 2023-01-04\n[a]\nauthor = 1\n",
            Language::Toml,
            [Some("题"), None, day],
            "1: `title` is read as it stands",
        );
    }

    #[test]
    fn what_says_nothing_is_told() {
        let (read, notes) = parse("- 海\n- 洋");
        assert_eq!((read, notes.len()), (FrontMatter::default(), 1));
        assert!(notes[0].message.ends_with("; read without it"), "{notes:?}");
    }

    #[test]
    fn a_date_that_is_none_is_told() {
        let (read, _) = parse("date: 昨天");
        assert_eq!((read.published, read.bad_dates), (None, vec!["昨天".to_owned()]));
        let (read, _) = parse("date: 8-30 14:05");
        assert_eq!((read.published, read.bad_dates.len()), (None, 1));
        let (read, _) = super::parse("date: 8-30 14:05", Language::Yaml, Some("2023"));
        assert_eq!(read.published.as_deref(), Some("2023-08-30T14:05:00"));
    }
}
