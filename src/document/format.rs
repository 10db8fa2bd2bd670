//! Recognises what a file holds from its content; only of HTML without a beginning of its own does
//! the name tell.

use super::front_matter::{self, Place};
use super::json::{self, Shape};
use super::{lines, zhihu};

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// One JSON object a line.
    Lines,
    /// Other JSON.
    Json,
    /// A Zhihu page with answers, with or without front matter.
    Question(Option<Place>),
    /// An article with front matter.
    Post(Place),
    /// HTML all through.
    Page,
    /// Plain text or Markdown.
    Plain,
}

/// Recognises the format of a file.
pub(super) fn recognise(path: &str, file: &str) -> Format {
    if lines::is_lines(file) {
        return Format::Lines;
    }
    match json::recognise(file) {
        Some(Shape::Front(place)) => return Format::Post(place),
        Some(Shape::Broken) if lines::has_lines(file) => return Format::Lines,
        Some(Shape::Values | Shape::Broken) => return Format::Json,
        None => {}
    }
    let place = front_matter::locate(file);
    match place {
        place if zhihu::is_question(file) => Format::Question(place),
        Some(place) => Format::Post(place),
        None if is_page(path, file) => Format::Page,
        None => Format::Plain,
    }
}

/// Whether a text is HTML all through: it begins as such pages do, or its file is called so.
pub(super) fn is_page(path: &str, text: &str) -> bool {
    let begin = after_comments(text.trim_start_matches('\u{FEFF}').trim_start());
    let begins_with = |word: &str| {
        begin.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word))
            && begin[word.len()..].starts_with(|c: char| c == '>' || c.is_whitespace())
    };
    begins_with("<!doctype html")
        || begins_with("<html")
        || is_called_page(path) && begin.contains('<')
}

/// What follows comments and processing instructions.
fn after_comments(text: &str) -> &str {
    let mut rest = text;
    loop {
        let inside = rest.strip_prefix("<!--").map(|inside| (inside, "-->"));
        let inside = inside.or_else(|| rest.strip_prefix("<?").map(|inside| (inside, "?>")));
        let Some(after) = inside.and_then(|(inside, end)| inside.split_once(end)) else {
            return rest;
        };
        rest = after.1.trim_start();
    }
}

fn is_called_page(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "html" | "htm" | "xhtml" | "shtml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_html_without_a_beginning() {
        let check = |path: &str, file: &str, expected: Format| {
            assert_eq!(recognise(path, file), expected, "{path} {file}");
        };
        check("a.html", "<div>文</div>", Format::Page);
        check("a.HTM", "文<br>", Format::Page);
        check("a.html", "文", Format::Plain);
        check("html", "<div>文</div>", Format::Plain);
    }

    #[test]
    fn formats_are_recognised_by_content() {
        let check = |file: &str, expected: fn(&Format) -> bool| {
            let format = recognise("p.md", file);
            assert!(expected(&format), "{file:?} is {format:?}");
        };
        check("{\"text\":\"海\"}\n", |format| *format == Format::Lines);
        check("[{\"text\": \"海\"}]", |format| *format == Format::Json);
        check("{\n  \"a\": {\"text\": \"海\"}\n}\n", |format| *format == Format::Json);
        check("{\"text\": \"海", |format| *format == Format::Json);
        check("{\"text\": \"海\n{\"text\":\"洋\"}\n", |format| *format == Format::Lines);
        check("{\"title\": \"海\"}\n正文", |format| matches!(format, Format::Post(_)));
        check("[海](洋) 文", |format| *format == Format::Plain);
        check("[1]", |format| *format == Format::Plain);
        check("[[海]] 文", |format| *format == Format::Plain);
        check("[x]: a", |format| *format == Format::Plain);
        check("{\"引文\"}", |format| *format == Format::Plain);
        check("\n<!DOCTYPE html>\n<p>", |format| *format == Format::Page);
        check("<!-- 存 -->\n<HTML lang=x>", |format| *format == Format::Page);
        check("<?xml version='1.0'?><html>", |format| *format == Format::Page);
        check("<div>文</div>", |format| *format == Format::Plain);
        check("<htmlx>", |format| *format == Format::Plain);
        check("{海}\n", |format| *format == Format::Plain);
        check("# 题\n\n文", |format| *format == Format::Plain);
        check("---\nlayout: post\n---\n<p>文", |format| matches!(format, Format::Post(_)));
        check("---\ntitle: 题\n---\n### 知乎用户 甲 发表\n", |format| {
            matches!(format, Format::Question(Some(_)))
        });
        check("### 知乎用户  发表\n文", |format| *format == Format::Question(None));
        check("\u{FEFF}\n---\ntitle: 题\n---\n文", |format| matches!(format, Format::Post(_)));
    }
}
