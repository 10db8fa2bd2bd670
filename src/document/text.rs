//! Visible text that remembers where it came from.
//!
//! The other files of this stage append to a [`Text`] in reading order; later stages only ask it
//! which bytes of the file stand behind a range.

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

impl Segment {
    /// Where in the file the text from `position` (in it, in bytes of the text) begins.
    fn begin(&self, position: usize) -> usize {
        if self.verbatim { self.source.start + position - self.start } else { self.source.start }
    }

    /// Where in the file the text up to `position` (in it or at its end) ends.
    fn end(&self, position: usize) -> usize {
        if self.verbatim { self.source.start + position - self.start } else { self.source.end }
    }
}

impl Text {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The smallest byte range of the file that covers `range` (bytes of the text).
    ///
    /// What stands for something else (`&` for `&amp;`) is covered as a whole. Takes a time
    /// logarithmic in the length of the text. A range that reaches beyond the text is cut.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let length = self.string.len();
        let (start, end) = (range.start.min(length), range.end.min(length));
        let Some(first) = self.segment_at(start) else { return 0..0 };
        let begin = first.begin(start);
        if start >= end {
            return begin..begin;
        }
        let last = self.segment_at(end - 1).unwrap_or(first);
        begin..last.end(end)
    }

    /// The segment that holds the byte at `position`, the last one for the end of the text.
    fn segment_at(&self, position: usize) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.start <= position);
        self.segments.get(after.checked_sub(1)?)
    }

    /// Length of the text in bytes.
    pub(super) fn len(&self) -> usize {
        self.string.len()
    }

    /// Where in the file the text so far ends; 0 when there is none.
    pub(super) fn source_end(&self) -> usize {
        self.segments.last().map_or(0, |segment| segment.source.end)
    }

    /// Appends `piece`, which stands in the file at the byte offset `at`, letter for letter.
    pub(super) fn push_verbatim(&mut self, piece: &str, at: usize) {
        let source = at..at + piece.len();
        match self.segments.last_mut() {
            Some(last) if last.verbatim && last.source.end == at => last.source.end = source.end,
            _ if piece.is_empty() => return,
            _ => self.segments.push(Segment { start: self.string.len(), source, verbatim: true }),
        }
        self.string.push_str(piece);
    }

    /// Appends `piece`, which stands for the bytes `source` of the file.
    pub(super) fn push_replacement(&mut self, piece: &str, source: Range<usize>) {
        if !piece.is_empty() {
            let start = self.string.len();
            self.segments.push(Segment { start, source, verbatim: false });
            self.string.push_str(piece);
        }
    }

    /// The pieces of which the text is put together, in order.
    fn pieces(&self) -> impl Iterator<Item = (&str, &Segment)> {
        let ends = self.segments.iter().skip(1).map(|next| next.start).chain([self.string.len()]);
        self.segments
            .iter()
            .zip(ends)
            .map(|(segment, end)| (&self.string[segment.start..end], segment))
    }

    fn push(&mut self, piece: &str, source: Range<usize>, verbatim: bool) {
        if verbatim {
            self.push_verbatim(piece, source.start);
        } else {
            self.push_replacement(piece, source);
        }
    }

    /// Ends the line, if there is one, before another text that comes after this.
    pub(super) fn break_line(&mut self, other: &Self) {
        if self.len() > 0 && other.len() > 0 {
            let next = other.source(0..0).start;
            self.push_replacement("\n", self.source_end().min(next)..next);
        }
    }

    /// Appends another text; where in this text it begins, in bytes.
    pub(super) fn append(&mut self, other: &Self) -> usize {
        let begin = self.len();
        for (piece, segment) in other.pieces() {
            self.push(piece, segment.source.clone(), segment.verbatim);
        }
        begin
    }

    /// The same text, which was made of the text `ground`, with its map back to the file of that.
    pub(super) fn on(&self, ground: &Self) -> Self {
        let mut text = Self::default();
        for (piece, segment) in self.pieces() {
            if segment.verbatim {
                text.push_stretch(ground, segment.source.clone());
            } else {
                text.push_replacement(piece, ground.source(segment.source.clone()));
            }
        }
        text
    }

    /// Appends a range of another text, with its map.
    fn push_stretch(&mut self, ground: &Self, range: Range<usize>) {
        let after = ground.segments.partition_point(|segment| segment.start <= range.start);
        let mut at = range.start;
        for (nth, segment) in ground.segments.iter().enumerate().skip(after.saturating_sub(1)) {
            if at >= range.end {
                break;
            }
            let next = ground.segments.get(nth + 1).map_or(ground.len(), |next| next.start);
            let end = next.min(range.end);
            let source = segment.begin(at)..segment.end(end);
            self.push(&ground.string[at..end], source, segment.verbatim);
            at = end;
        }
    }

    /// Drops all that follows the first `length` bytes.
    pub(super) fn truncate(&mut self, length: usize) {
        if length >= self.string.len() {
            return;
        }
        self.string.truncate(length);
        let kept = self.segments.partition_point(|segment| segment.start < length);
        self.segments.truncate(kept);
        if let Some(last) = self.segments.last_mut() {
            last.source.end = last.end(length);
        }
    }

    /// Drops white space at the end.
    pub(super) fn trim_end(&mut self) {
        let kept = self.string.trim_end().len();
        self.truncate(kept);
    }
}

/// Text that is its own file: every byte came from the same place.
impl From<&str> for Text {
    fn from(string: &str) -> Self {
        let mut text = Self::default();
        text.push_verbatim(string, 0);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text `甲&乙` of the file `..甲&amp;乙`.
    fn sample() -> Text {
        let mut text = Text::default();
        text.push_verbatim("甲", 2);
        text.push_replacement("&", 5..10);
        text.push_verbatim("乙", 10);
        text
    }

    #[test]
    fn ranges_lead_back_to_the_file() {
        let check = |range: Range<usize>, expected: Range<usize>| {
            assert_eq!(sample().source(range.clone()), expected, "{range:?}");
        };
        check(0..3, 2..5);
        check(3..4, 5..10);
        check(4..7, 10..13);
        check(0..7, 2..13);
        check(3..7, 5..13);
        check(0..0, 2..2);
        check(4..4, 10..10);
        check(7..7, 13..13);
        check(4..99, 10..13);
        assert_eq!(Text::default().source(0..0), 0..0);
    }

    #[test]
    fn neighbours_are_one_segment() {
        let mut text = Text::from("上海");
        text.push_verbatim("证券", 6);
        text.push_verbatim("报", 20);
        assert_eq!(text.segments.len(), 2);
        assert_eq!(text.source(3..9), 3..9);
        assert_eq!(text.source(9..15), 9..23);
    }

    #[test]
    fn truncation_keeps_the_map() {
        let mut text = sample();
        text.truncate(4);
        assert_eq!((text.as_str(), text.source_end()), ("甲&", 10));
        text.truncate(3);
        assert_eq!((text.as_str(), text.source_end()), ("甲", 5));
        let mut spaced = Text::from("甲 乙 \u{3000}");
        spaced.trim_end();
        assert_eq!((spaced.as_str(), spaced.source_end()), ("甲 乙", 7));
    }
}
