//! Visible text that remembers where it came from.

use std::ops::Range;

/// Visible text with a map back to the bytes of its file.
///
/// The text is a concatenation of segments; each is either copied verbatim from the file or stands
/// for a range of it (an entity such as `&amp;`, a line break).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    string: String,
    segments: Vec<Segment>,
}

/// A stretch of text and the bytes of the file it came from. A segment ends where the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    /// Where it begins in the text, in bytes.
    start: usize,
    /// The bytes of the file it came from; as long as the segment when it is verbatim.
    source: Range<usize>,
    /// Whether text and source are the same bytes, so that positions inside it can be told.
    verbatim: bool,
}
