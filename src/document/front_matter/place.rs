//! Where front matter stands in a file: between two lines `---` or `+++`, or, as Hexo allows, above
//! a line `---` that closes what nothing opened. A byte order mark and blank lines may come before.

use std::ops::Range;

use super::Language;

/// How many lines front matter without an opening fence has at most.
const MOST_LINES: usize = 80;

/// Keys of which front matter without an opening fence has at least one: a sentence `Note: …` above
/// a line of hyphens is none.
const KNOWN_KEYS: [&str; 14] = [
    "title",
    "date",
    "tags",
    "tag",
    "categories",
    "category",
    "layout",
    "permalink",
    "author",
    "updated",
    "slug",
    "draft",
    "published",
    "toc",
];

/// Where front matter stands in a file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Place {
    /// The front matter without the lines round it.
    pub(in super::super) inside: Range<usize>,
    /// Where the page's text begins.
    pub(in super::super) body: usize,
    pub(in super::super) language: Language,
}

/// Finds the front matter of a file; a thematic break `---` before ordinary text is none.
pub(in super::super) fn locate(file: &str) -> Option<Place> {
    let (open, at) = first_line(file)?;
    let place = match file[open.clone()].trim_end() {
        "---" => fenced(file, at, Language::Yaml)?,
        "+++" => fenced(file, at, Language::Toml)?,
        _ => return unfenced(file, open.start),
    };
    looks_right(&file[place.inside.clone()], place.language).then_some(place)
}

/// Front matter whose first line begins at `start`, up to the line that closes it.
fn fenced(file: &str, start: usize, language: Language) -> Option<Place> {
    let mut at = start;
    for line in file[start..].split_inclusive('\n') {
        if language.closes(line) {
            return Some(Place { inside: start..at, body: at + line.len(), language });
        }
        at += line.len();
    }
    None
}

/// Front matter that begins at `start` without a line that opens it.
fn unfenced(file: &str, start: usize) -> Option<Place> {
    let mut known = false;
    let mut at = start;
    for line in file[start..].split_inclusive('\n').take(MOST_LINES) {
        if at > start && line.trim_end() == "---" {
            let (inside, body) = (start..at, at + line.len());
            return known.then_some(Place { inside, body, language: Language::Yaml });
        }
        match key(line) {
            Some(key) => known |= KNOWN_KEYS.contains(&key.to_ascii_lowercase().as_str()),
            None if at > start && goes_on(line) => {}
            None => return None,
        }
        at += line.len();
    }
    None
}

/// The key of a line `key: value` that begins at its first character.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_name = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    (is_name && rest.starts_with(|next: char| next.is_whitespace())).then_some(key)
}

/// Whether a line goes on with a value, or says nothing.
fn goes_on(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-', ']'])
}

/// The line of a fence that opens front matter but is never followed by a closing one.
pub(in super::super) fn never_closed(file: &str) -> Option<(usize, Language)> {
    let (open, after) = first_line(file)?;
    let language = match file[open.clone()].trim_end() {
        "---" => Language::Yaml,
        "+++" => Language::Toml,
        _ => return None,
    };
    let rest = &file[after..];
    let closes = rest.lines().any(|line| language.closes(line));
    (looks_right(rest, language) && !closes).then_some((open.start, language))
}

/// The first line that is not blank and where it ends, line break included.
fn first_line(file: &str) -> Option<(Range<usize>, usize)> {
    let text = file.trim_start_matches('\u{FEFF}');
    let begin = file.len() - text.trim_start().len();
    let start = file[..begin].rfind('\n').map_or(file.len() - text.len(), |at| at + 1);
    let line = file[start..].split_inclusive('\n').next()?;
    Some((start..start + line.len(), start + line.len()))
}

/// Whether the first line that says something begins with a key, or nothing is said at all.
fn looks_right(inside: &str, language: Language) -> bool {
    let mut lines = inside.lines().filter(|line| !line.trim().is_empty());
    lines.find(|line| !line.starts_with('#')).is_none_or(|line| {
        let table = language == Language::Toml && line.starts_with('[');
        table || language.split(line).is_some_and(|(key, _)| is_key(key))
    })
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-\"' ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, expected: Option<(&str, &str)>) {
        let found = locate(file).map(|place| (&file[place.inside], &file[place.body..]));
        assert_eq!(found, expected, "{file:?}");
    }

    #[test]
    fn front_matter_is_found_where_it_begins() {
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
    fn toml_stands_between_plus_signs() {
        check("+++\ntitle = \"海\"\n+++\n正文", Some(("title = \"海\"\n", "正文")));
        check("+++\n[a]\nb = 1\n+++\n正文", Some(("[a]\nb = 1\n", "正文")));
        check("+++\n一句话。\n+++\n", None);
        check("+++\ntitle = \"海\"\n正文", None);
        check("+++\ntitle = 1\n---\n正文", None);
    }

    #[test]
    fn hexo_may_leave_out_the_first_fence() {
        check("title: 海\n---\n正文", Some(("title: 海\n", "正文")));
        check("\u{FEFF}\ntitle: 海\r\n---\r\n正文", Some(("title: 海\r\n", "正文")));
        let long = "layout: post\ntags:\n- 甲\n  - 乙\n\n# x\ndate: 2020-01-01\n";
        check(&format!("{long}---\n正文"), Some((long, "正文")));
        check("categories: 知乎\nfoo-bar: 1\n---\n", Some(("categories: 知乎\nfoo-bar: 1\n", "")));
        check("Note: 海\n---\n正文", None);
        check("海: 洋\n---\n正文", None);
        check("标题\n---\n正文", None);
        check("title：海\n---\n", None);
        check("https://a.b\n---\n", None);
        check("title: 海\n\n正文\n\n---\n又", None);
        check("title: 海\n", None);
    }

    #[test]
    fn an_open_end_is_noticed() {
        let check = |file: &str, expected: Option<usize>| {
            assert_eq!(never_closed(file).map(|(at, _)| at), expected, "{file}");
        };
        check("\n---\ntitle: 海\n正文", Some(1));
        check("+++\ntitle = 1\n正文", Some(0));
        check("---\ntitle: 海\n---\n正文", None);
        check("---\n正文", None);
    }
}
