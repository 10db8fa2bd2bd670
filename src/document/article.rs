//! Articles: posts with front matter, and plain text or Markdown without any.

use std::sync::Arc;

use super::markdown::Habit;
use super::refusals::Refusals;
use super::section::{self, Breaks};
use super::text::Text;
use super::{Unit, UnitKind};

/// An article's text, and the title that its first heading gives.
pub(super) struct Article {
    text: Text,
    links: Vec<std::ops::Range<usize>>,
    pub(super) heading: Option<String>,
}

/// Reads the article that begins at the offset `body`: Markdown of some habit, or HTML all through.
pub(super) fn read(
    file: &str,
    body: usize,
    markdown: Option<Habit>,
    refused: &mut Refusals<'_>,
) -> Article {
    let range = body..file.len();
    let section = match markdown {
        Some(habit) => section::read(file, range, habit),
        None => section::read_html(file, range, Breaks::Spaces),
    };
    section.notes.into_iter().for_each(|(at, note)| refused.at(at, note));
    Article { text: section.text, links: section.links, heading: section.heading }
}

/// An article without links and headings.
impl From<Text> for Article {
    fn from(text: Text) -> Self {
        Self { text, links: Vec::new(), heading: None }
    }
}

impl Article {
    /// The article as the only unit of its page.
    pub(super) fn into_unit(self, title: Option<Arc<str>>, author: Option<String>) -> Unit {
        Unit {
            kind: UnitKind::Article,
            position: 1,
            copies: Vec::new(),
            id: None,
            author,
            title,
            published: None,
            url: None,
            text: self.text,
            links: self.links,
        }
    }
}
