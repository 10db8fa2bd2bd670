//! Recognises what a file holds from its content, never from its name.

use super::front_matter::{self, Place};
use super::{lines, zhihu};

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// One JSON object a line.
    Lines,
    /// A Zhihu page with answers, with or without front matter.
    Question(Option<Place>),
    /// An article with front matter.
    Post(Place),
    /// Plain text or Markdown.
    Plain,
}

/// Recognises the format of a file.
pub(super) fn recognise(file: &str) -> Format {
    if lines::is_lines(file) {
        return Format::Lines;
    }
    let place = front_matter::locate(file);
    match place {
        place if zhihu::is_question(file) => Format::Question(place),
        Some(place) => Format::Post(place),
        None => Format::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_recognised_by_content() {
        let check = |file: &str, expected: fn(&Format) -> bool| {
            let format = recognise(file);
            assert!(expected(&format), "{file:?} is {format:?}");
        };
        check("{\"text\":\"海\"}\n", |format| *format == Format::Lines);
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
