//! A source file as the later stages see it: a [`Document`] with its [`Unit`]s (an answer, an
//! article, a line), each with its visible text and, for every byte of that text, the place in the
//! file it came from.
//!
//! Formats are recognised by content, not by name; one file here per format. This stage knows
//! nothing of entities, and reads no files: it is a plain function of a path's name and bytes.

use std::fmt;
use std::sync::Arc;

mod text;

pub use text::Text;

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
    /// The units in file order; a repeated answer stands here once, at its first position.
    pub units: Vec<Unit>,
}

/// What kind of page a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A question with its answers.
    Question,
    /// One article: news, a column, plain text or plain Markdown.
    Article,
    /// JSON Lines: unrelated units, one a line.
    Lines,
}

/// One answer, article or line: the text in which mentions are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Whether it answers a question or stands alone.
    pub kind: UnitKind,
    /// Counts the answer headings of the page from 1 (repeated answers included); an article is 1;
    /// in JSON Lines the line's number.
    pub position: u32,
    /// The unit's own identifier, where the source gives one (JSON Lines).
    pub id: Option<String>,
    /// The author's name as readers see it; `None` when anonymous.
    pub author: Option<String>,
    /// The title under which the unit stands (the question, the headline).
    pub title: Option<Arc<str>>,
    /// When it was written, where the source tells it unit by unit (JSON Lines).
    pub published: Option<String>,
    /// What a reader sees, mapped back to the file.
    pub text: Text,
    /// Ranges of `text` (bytes) that the site itself linked as an entity. Hints, not truth.
    pub links: Vec<std::ops::Range<usize>>,
}

/// What a unit is to its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// One answer to the page's question.
    Answer,
    /// The page itself.
    Article,
}

/// Something in a file that could not be read as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The path as the user named it.
    pub path: String,
    /// Line counted from 1, where one can be told.
    pub line: Option<usize>,
    /// What is wrong and what was done about it; lower case, no final stop.
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "`{}`, line {line}: {}", self.path, self.message),
            None => write!(f, "`{}`: {}", self.path, self.message),
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
