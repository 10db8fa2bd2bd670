//! A source file as the later stages see it: a [`Document`] with its [`Unit`]s (an answer, an
//! article, a line), each with its visible text and, for every byte of that text, the place in the
//! file it came from.
//!
//! Formats are recognised by content, not by name; one file here per format. This stage knows
//! nothing of entities, and reads no files: it is a plain function of a path's name and bytes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

mod about;
mod article;
mod byline;
mod code;
pub mod copy;
mod date;
mod date_words;
mod decode;
mod element;
mod file_name;
mod format;
mod front_matter;
mod html;
mod json;
mod lines;
mod markdown;
mod page;
mod paint;
mod refusals;
mod rich;
mod section;
#[cfg(test)]
mod tests;
mod text;
mod visible;
mod wrap;
mod zhihu;

pub use date::period;
pub use text::Text;

use about::About;
use article::Article;
use format::Format;
use front_matter::{FrontMatter, Place};
use markdown::Habit;
use refusals::Refusals;

use crate::hash;
use crate::refusal::Refusal;

/// A source file as read: what it says of itself, and its units in file order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The path as the user named it, with `/` between its parts; `-` for standard input.
    pub path: String,
    /// What the file holds, recognised from its content.
    pub kind: DocumentKind,
    /// The title of the front matter, or the first level-1 heading of a plain Markdown file.
    pub title: Option<String>,
    /// Who wrote the page: empty on question pages, set on single-author articles.
    pub author: Option<String>,
    /// When it was published: an `xsd:dateTime` or `xsd:date` lexical form.
    pub published: Option<String>,
    /// When it was last changed, in the same forms.
    pub modified: Option<String>,
    /// The page's own tags, in file order, without repetition.
    pub keywords: Vec<String>,
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// The units in file order; an answer that stands twice is here once, at its first position.
    pub units: Vec<Unit>,
}

/// An article that is this text alone; every byte of it is its own source. Its path is that of
/// standard input, `-`.
impl From<&str> for Document {
    fn from(text: &str) -> Self {
        let units = vec![Article::from(Text::from(text)).into_unit(None, None)];
        let (kind, front_matter) = (DocumentKind::Article, FrontMatter::default());
        let content = Content { kind, front_matter, units };
        content.into_document("-", hash::sha256(text.as_bytes()))
    }
}

/// What kind of page a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// A question with its answers.
    Question,
    /// One article: news, a column, plain text or plain Markdown.
    Article,
    /// JSON: unrelated units, one a line or one an object.
    Lines,
}

/// One answer, article or line: the text in which mentions are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Whether it answers a question or stands alone.
    pub kind: UnitKind,
    /// Counts the answer headings of the page from 1 (repeated answers included); an article is 1;
    /// in JSON Lines the line's number; in other JSON units are counted from 1.
    pub position: u32,
    /// The further positions at which the page has it, ascending.
    pub copies: Vec<u32>,
    /// The unit's own identifier, where the source gives one (JSON Lines).
    pub id: Option<String>,
    /// The author's name as readers see it; `None` when anonymous.
    pub author: Option<String>,
    /// The title under which the unit stands (the question, the headline).
    pub title: Option<Arc<str>>,
    /// When it was written, where the source tells it unit by unit.
    pub published: Option<String>,
    /// Its address in the web, where the source gives one (JSON).
    pub url: Option<String>,
    /// What a reader sees, mapped back to the file.
    pub text: Text,
    /// Ranges of `text` (bytes) that the site itself linked as an entity. Hints, not truth.
    pub links: Vec<std::ops::Range<usize>>,
}

/// What a unit is to its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// One answer to the page's question.
    Answer,
    /// The page itself.
    Article,
}

impl UnitKind {
    /// The word for it in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Article => "article",
        }
    }
}

/// What reading one file gave: a document unless nothing could be read, and all that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document, unless the file as a whole was refused.
    pub document: Option<Document>,
    /// What was wrong, in file order; not empty when `document` is `None`.
    pub refused: Vec<Refusal>,
}

/// Reads one file: recognises its format and gathers its units.
///
/// `path` only names the file to people. Nothing is ever panicked about: what cannot be read is
/// told in [`Reading::refused`], and the rest is read.
#[must_use]
pub fn read(path: &str, bytes: &[u8]) -> Reading {
    read_with(path, bytes, content)
}

/// Whether what begins like this is JSON Lines, which can be read part by part.
#[must_use]
pub fn is_lines(beginning: &[u8]) -> bool {
    let decoded = decode::decode(beginning);
    decoded.is_ok_and(|decoded| lines::is_lines(&decoded.text))
}

/// Reads some lines of a file of JSON Lines after so many others. Offsets are those of `bytes`.
#[must_use]
pub fn read_lines(path: &str, bytes: &[u8], lines_before: usize) -> Reading {
    let mut reading = read_with(path, bytes, |file, refused| Ok(lines_alone(file, refused)));
    let units = reading.document.iter_mut().flat_map(|document| &mut document.units);
    for unit in units {
        let position = u32::try_from(lines_before).unwrap_or(u32::MAX);
        unit.position = unit.position.saturating_add(position);
    }
    for line in reading.refused.iter_mut().filter_map(|refusal| refusal.line.as_mut()) {
        *line += lines_before;
    }
    reading
}

fn read_with(
    path: &str,
    bytes: &[u8],
    content: impl FnOnce(&str, &mut Refusals<'_>) -> Result<Content, String>,
) -> Reading {
    let decoded = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(message) => return refuse(path, message),
    };
    let mut refused = Refusals::new(path, &decoded.text);
    if let Some((first, count)) = decoded.broken {
        let message =
            format!("{count} invalid UTF-8 bytes, the first at byte {first}; each is read as `?`");
        refused.at(first, message);
    }
    let document = match content(&decoded.text, &mut refused) {
        Ok(content) => Some(content.dated(path).into_document(path, hash::sha256(bytes))),
        Err(message) => {
            refused.whole(message);
            None
        }
    };
    Reading { document, refused: refused.into_list() }
}

/// The reading of a file of which nothing can be read.
fn refuse(path: &str, message: String) -> Reading {
    let refusal = Refusal { path: path.to_owned(), line: None, message };
    Reading { document: None, refused: vec![refusal] }
}

/// What was read of a file, apart from the file's own name and hash.
struct Content {
    kind: DocumentKind,
    front_matter: FrontMatter,
    units: Vec<Unit>,
}

impl Content {
    /// The same with the dates that neither front matter nor markup told: those that lines of the
    /// text tell, and the day in the file's name.
    fn dated(mut self, path: &str) -> Self {
        if self.kind == DocumentKind::Lines {
            return self;
        }
        let (page, day) = (&mut self.front_matter, file_name::day(path));
        let known = page.published.clone().or(page.modified.clone()).or(day.clone());
        let year = known.as_deref().and_then(|date| date.get(..4));
        for unit in &mut self.units {
            let told = byline::read(unit.text.as_str(), year);
            if unit.kind == UnitKind::Answer {
                unit.published = unit.published.take().or(told.published).or(told.modified);
            } else {
                page.published = page.published.take().or(told.published);
                page.modified = page.modified.take().or(told.modified);
            }
        }
        if page.modified.is_none() {
            page.published = page.published.take().or(day);
        }
        self
    }

    fn into_document(self, path: &str, sha256: String) -> Document {
        let FrontMatter { title, author, published, modified, keywords, .. } = self.front_matter;
        let (path, kind, units) = (path.to_owned(), self.kind, self.units);
        Document { path, kind, title, author, published, modified, keywords, sha256, units }
    }
}

fn content(file: &str, refused: &mut Refusals<'_>) -> Result<Content, String> {
    match format::recognise(refused.path(), file) {
        Format::Lines => Ok(lines_alone(file, refused)),
        Format::Json => json(file, refused),
        Format::Question(place) => Ok(question(file, place, refused)),
        Format::Post(place) => Ok(article(file, Some(place), refused)),
        Format::Page | Format::Plain => Ok(article(file, None, refused)),
    }
}

fn lines_alone(file: &str, refused: &mut Refusals<'_>) -> Content {
    let (kind, front_matter) = (DocumentKind::Lines, FrontMatter::default());
    Content { kind, front_matter, units: lines::read(file, refused) }
}

fn json(file: &str, refused: &mut Refusals<'_>) -> Result<Content, String> {
    let json::Read { units, about } = json::read(file, refused)?;
    let mut front_matter = FrontMatter::default();
    // Units have their authors: who asks a question wrote none of its answers.
    front_matter.complete(About { author: None, ..about });
    Ok(Content { kind: DocumentKind::Lines, front_matter, units })
}

fn question(file: &str, place: Option<Place>, refused: &mut Refusals<'_>) -> Content {
    let (front_matter, body) = front_matter(file, place, refused);
    let title = front_matter.title.as_deref().map(Arc::from);
    let units = zhihu::read(file, body, title.as_ref(), refused);
    Content { kind: DocumentKind::Question, front_matter, units }
}

fn article(file: &str, place: Option<Place>, refused: &mut Refusals<'_>) -> Content {
    let is_post = place.is_some();
    let (mut front_matter, body) = front_matter(file, place, refused);
    let habit = if is_post { Habit::Post } else { Habit::Plain };
    let is_page = format::is_page(refused.path(), &file[body..]);
    let mut article = article::read(file, body, (!is_page).then_some(habit), refused);
    if is_page {
        front_matter.complete(page::about(&file[body..]));
    } else if !is_post {
        front_matter.title = article.heading.take();
    }
    let title = front_matter.title.as_deref().map(Arc::from);
    let unit = article.into_unit(title, front_matter.author.clone());
    if unit.text.as_str().is_empty() {
        refused.at(body, "there is no text in it".to_owned());
    }
    Content { kind: DocumentKind::Article, front_matter, units: vec![unit] }
}

/// The front matter, as far as it can be read, and where the text begins.
fn front_matter(
    file: &str,
    place: Option<Place>,
    refused: &mut Refusals<'_>,
) -> (FrontMatter, usize) {
    let Some(place) = place else {
        if let Some((at, language)) = front_matter::never_closed(file) {
            let fence = language.fence();
            let message =
                format!("broken front matter: its closing `{fence}` is missing; read without it");
            refused.at(at, message);
        }
        return (FrontMatter::default(), file.len() - file.trim_start_matches('\u{FEFF}').len());
    };
    let (start, inside) = (place.inside.start, &file[place.inside]);
    let day = file_name::day(refused.path());
    let year = day.as_deref().and_then(|day| day.get(..4));
    let (read, notes) = front_matter::parse(inside, place.language, year);
    for note in notes {
        let at = nth_line(file, start, note.line.saturating_sub(1));
        refused.at(at, format!("broken front matter: {}", note.message));
    }
    for date in &read.bad_dates {
        let at = inside.find(date.as_str()).unwrap_or(0);
        refused.at(start + at, format!("`{date}` is not a date; left out"));
    }
    (read, place.body)
}

/// The offset of the line `lines` lines below the one that begins at `start`.
fn nth_line(file: &str, start: usize, lines: usize) -> usize {
    start + file[start..].split_inclusive('\n').take(lines).map(str::len).sum::<usize>()
}
