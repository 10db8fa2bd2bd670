//! Collects what a reader sees, in reading order, out of pieces of the file.
//!
//! Knows lines, cells, hidden elements and entity links, but no syntax: the Markdown and HTML
//! readers tell it what they meet. Between two pieces stands at most one separator, which is
//! written only when the second piece comes: so the text never begins or ends with white space.

use std::ops::Range;

use super::code;
use super::element::{self, Element};
use super::text::Text;

/// The visible text of one section, being collected.
#[derive(Debug)]
pub(super) struct Visible<'a> {
    file: &'a str,
    /// Offsets of tags that would hide an element, but never close.
    shown: &'a [usize],
    text: Text,
    links: Vec<Range<usize>>,
    link: Link,
    gap: Gap,
    hidden: Option<Hidden>,
    /// Offsets of the tags whose attributes hid an element.
    concealed: Vec<usize>,
    /// How many containers, and how many preformatted elements, are open.
    containers: usize,
    preformatted: usize,
    /// Where the text of the element of code begins that is open, and its name.
    code: Option<(Box<[u8]>, Mark)>,
    /// Whether the next cell is the first of its row.
    first_cell: bool,
}

/// What separates the text so far from what comes next.
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    newlines: usize,
    tabs: usize,
    space: bool,
}

/// Whether a link is open that the site made for an entity.
#[derive(Debug, Clone, Copy)]
enum Link {
    Outside,
    /// Open, and nothing of it read yet.
    Opened,
    /// Its text begins here.
    From(usize),
}

/// An element that is not shown, while it is open.
#[derive(Debug)]
pub(super) struct Hidden {
    pub(super) name: Box<[u8]>,
    /// Offset of its tag in the file.
    pub(super) at: usize,
    /// Open elements of the same name inside it.
    nested: usize,
}

/// A start tag, as far as it shapes the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct StartTag<'t> {
    /// The element's name in lower case.
    pub(super) name: &'t [u8],
    /// Offset of the tag in the file.
    pub(super) at: usize,
    /// Whether an attribute hides the element.
    pub(super) hides: bool,
    /// Whether it ends in `/>`.
    pub(super) self_closing: bool,
    /// Whether it opens a link to an entity.
    pub(super) entity: bool,
}

/// A place in the text to which [`Visible::rewind`] returns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    length: usize,
    gap: Gap,
}

/// What was collected: the text, the ranges of it linked as entities, and what is still hidden.
pub(super) struct Collected {
    pub(super) text: Text,
    pub(super) links: Vec<Range<usize>>,
    pub(super) hidden: Option<Hidden>,
    /// Offsets of the tags whose attributes hid an element.
    pub(super) concealed: Vec<usize>,
}

impl<'a> Visible<'a> {
    /// Nothing collected yet. Hiding tags at the offsets `shown` are taken for ordinary ones.
    pub(super) fn new(file: &'a str, shown: &'a [usize]) -> Self {
        Self {
            file,
            shown,
            text: Text::default(),
            links: Vec::new(),
            link: Link::Outside,
            gap: Gap::default(),
            hidden: None,
            concealed: Vec::new(),
            containers: 0,
            preformatted: 0,
            code: None,
            first_cell: true,
        }
    }

    /// The text, without white space at its end.
    pub(super) fn finish(mut self) -> Collected {
        self.text.trim_end();
        let length = self.text.len();
        self.links.retain_mut(|link| {
            link.end = link.end.min(length);
            link.start < link.end
        });
        let Self { text, links, hidden, concealed, .. } = self;
        Collected { text, links, hidden, concealed }
    }

    /// Bytes `range` of the file, as they stand; the parser saw `painted` there.
    pub(super) fn verbatim(&mut self, range: Range<usize>, painted: &str) {
        match self.file.get(range.clone()) {
            Some(piece) if piece == painted => self.letters(piece, range.start),
            Some(piece) => self.painted_over(piece, range.start),
            None => self.replacement(painted, range),
        }
    }

    /// A piece of the file without line breaks, which begins at the offset `at`.
    fn letters(&mut self, piece: &str, at: usize) {
        let end = at + piece.len();
        let piece = if self.text.len() == 0 { piece.trim_start() } else { piece };
        if self.hidden.is_none() && !piece.is_empty() {
            self.fill_gap(end - piece.len());
            self.text.push_verbatim(piece, end - piece.len());
        }
    }

    /// A piece of the file that the parser saw otherwise: in code it may hold line breaks.
    fn painted_over(&mut self, piece: &'a str, mut at: usize) {
        let breaks = ['\n', '\u{2028}', '\u{2029}'];
        for line in piece.split_inclusive(breaks) {
            let ends = line.ends_with(breaks);
            self.letters(if ends { line.trim_end() } else { line }, at);
            if ends {
                self.line();
            }
            at += line.len();
        }
    }

    /// Characters that stand for the bytes `source` of the file.
    pub(super) fn replacement(&mut self, characters: &str, source: Range<usize>) {
        if characters.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return self.space();
        }
        let empty = self.text.len() == 0;
        let characters = if empty { characters.trim_start() } else { characters };
        if self.hidden.is_none() && !characters.is_empty() {
            let source = self.whole_characters(source);
            self.fill_gap(source.start);
            self.text.push_replacement(characters, source);
        }
    }

    /// The range and what is left of the characters it cuts.
    fn whole_characters(&self, mut range: Range<usize>) -> Range<usize> {
        while !self.file.is_char_boundary(range.start) {
            range.start -= 1;
        }
        while !self.file.is_char_boundary(range.end) {
            range.end += 1;
        }
        range
    }

    /// Writes the separator before a piece that begins at `at` in the file.
    fn fill_gap(&mut self, at: usize) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.len() > 0 {
            let source = self.text.source_end().min(at)..at;
            self.text.push_replacement(&"\n\n"[..gap.newlines], source.clone());
            for _ in 0..gap.tabs {
                self.text.push_replacement("\t", source.clone());
            }
            if gap.space {
                self.text.push_replacement(" ", source);
            }
        }
        if matches!(self.link, Link::Opened) {
            self.link = Link::From(self.text.len());
        }
    }

    /// A block begins or ends here.
    pub(super) fn block(&mut self) {
        self.new_line(self.gap.newlines.max(1));
    }

    /// The line ends here; two ends make an empty line, more do not.
    pub(super) fn line(&mut self) {
        self.new_line(2.min(self.gap.newlines + 1));
    }

    fn new_line(&mut self, newlines: usize) {
        if self.hidden.is_none() {
            self.text.trim_end();
            self.gap = Gap { newlines, ..Gap::default() };
        }
    }

    /// White space that does not end the line.
    pub(super) fn space(&mut self) {
        if self.hidden.is_none() && self.gap.newlines == 0 && self.gap.tabs == 0 {
            self.gap.space = true;
        }
    }

    /// A row of a table begins.
    pub(super) fn row(&mut self) {
        self.block();
        self.first_cell = true;
    }

    /// A cell of a table begins.
    pub(super) fn cell(&mut self) {
        if !std::mem::take(&mut self.first_cell) && self.hidden.is_none() {
            self.gap = Gap { tabs: self.gap.tabs + 1, space: false, ..self.gap };
        }
    }

    /// A link begins.
    pub(super) fn open_link(&mut self) {
        self.link = Link::Outside;
    }

    /// A link begins that the site made for an entity.
    pub(super) fn open_entity_link(&mut self) {
        self.link = Link::Opened;
    }

    /// A link ends.
    pub(super) fn close_link(&mut self) {
        if let Link::From(start) = self.link
            && start < self.text.len()
        {
            self.links.push(start..self.text.len());
        }
        self.link = Link::Outside;
    }

    /// Remembers the end of the text.
    pub(super) fn mark(&self) -> Mark {
        Mark { length: self.text.len(), gap: self.gap }
    }

    /// Forgets what was collected after `mark`.
    pub(super) fn rewind(&mut self, mark: Mark) {
        self.text.truncate(mark.length);
        self.gap = mark.gap;
        self.links.retain(|link| link.end <= mark.length);
        if matches!(self.link, Link::From(start) if start >= mark.length) {
            self.link = Link::Opened;
        }
    }

    /// What was collected after `mark`, its separator included.
    pub(super) fn since(&self, mark: Mark) -> &str {
        self.text.as_str().get(mark.length..).unwrap_or_default()
    }

    /// The element that hides what comes next, if one does.
    pub(super) fn hidden(&self) -> Option<&Hidden> {
        self.hidden.as_ref()
    }

    /// Whether line breaks and spaces count as they stand.
    pub(super) fn is_preformatted(&self) -> bool {
        self.preformatted > 0
    }

    /// Line breaks and spaces count as they stand from here on.
    pub(super) fn keep_lines(&mut self) {
        self.preformatted += 1;
    }

    /// Whether an HTML element is open in which Markdown's indented code makes no sense.
    pub(super) fn inside_html(&self) -> bool {
        self.containers > 0 || self.hidden.is_some()
    }

    /// An element begins.
    pub(super) fn start(&mut self, tag: StartTag<'_>) {
        let element = Element::named(tag.name);
        if self.stays_hidden_at_start(tag.name, element) {
            return;
        }
        if element.is_block() {
            self.block();
        }
        if hides(tag, element) && !self.shown.contains(&tag.at) {
            if element != Element::Silent {
                self.concealed.push(tag.at);
            }
            self.hidden = Some(Hidden { name: tag.name.into(), at: tag.at, nested: 0 });
            return;
        }
        if is_code(tag.name) && self.code.is_none() {
            self.code = Some((tag.name.into(), self.mark()));
        }
        match element {
            Element::Break => self.line(),
            Element::Row => self.row(),
            Element::Cell => self.cell(),
            Element::Container => self.containers += 1,
            Element::Preformatted => self.preformatted += 1,
            Element::Inline if tag.name == b"a" && tag.entity => self.open_entity_link(),
            Element::Inline if tag.name == b"a" => self.open_link(),
            _ => {}
        }
    }

    /// Whether a hidden element goes on at a start tag; a paragraph ends where a block begins.
    fn stays_hidden_at_start(&mut self, name: &[u8], element: Element) -> bool {
        let Some(hidden) = &mut self.hidden else { return false };
        let reading_ends = element::is_reading(&hidden.name) && element::is_reading(name);
        if &*hidden.name == b"p" && element.is_block() || reading_ends {
            self.hidden = None;
            return false;
        }
        hidden.nested += usize::from(*hidden.name == *name);
        true
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &[u8]) {
        let element = Element::named(name);
        if self.stays_hidden_at_end(name, element) {
            return;
        }
        self.drop_program(name);
        match element {
            Element::Break => return self.line(),
            Element::Container => self.containers = self.containers.saturating_sub(1),
            Element::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
            Element::Inline if name == b"a" => self.close_link(),
            _ => {}
        }
        if element.is_block() {
            self.block();
        }
    }

    /// Forgets an element of code that ends, if it holds program text.
    fn drop_program(&mut self, name: &[u8]) {
        let Some((_, mark)) = self.code.take_if(|(open, _)| **open == *name) else { return };
        let text = self.since(mark);
        let is_program =
            if name == b"pre" { code::is_program(text, "") } else { code::is_expression(text) };
        if is_program {
            self.rewind(mark);
        }
    }

    /// Whether an end tag leaves hidden what is hidden.
    fn stays_hidden_at_end(&mut self, name: &[u8], element: Element) -> bool {
        let Some(hidden) = &mut self.hidden else { return false };
        if *hidden.name == *name {
            let ends = hidden.nested == 0;
            hidden.nested = hidden.nested.saturating_sub(1);
            if ends {
                self.hidden = None;
            }
            return true;
        }
        let ended_by_parent = &*hidden.name == b"p" && element == Element::Container
            || element::is_reading(&hidden.name) && name == b"ruby";
        if ended_by_parent {
            self.hidden = None;
        }
        !ended_by_parent
    }
}

/// Whether an element holds code, as a block or in a line.
fn is_code(name: &[u8]) -> bool {
    matches!(name, b"pre" | b"code" | b"samp" | b"kbd")
}

/// Whether an element is not shown.
fn hides(tag: StartTag<'_>, element: Element) -> bool {
    !tag.self_closing
        && element != Element::Void
        && element != Element::Break
        && (tag.hides && !element::is_page(tag.name) || element == Element::Silent)
}

/// Whether what a hidden element holds is program text, in which tags are none.
pub(super) fn hides_raw(hidden: &Hidden) -> bool {
    element::is_raw(&hidden.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Collects by `collect` from the file `甲乙丙`, each character three bytes long.
    fn check(expected: &str, collect: impl FnOnce(&mut Visible<'_>)) {
        let mut visible = Visible::new("甲乙丙", &[]);
        collect(&mut visible);
        assert_eq!(visible.finish().text.as_str(), expected);
    }

    #[test]
    fn separators_stand_between_pieces_only() {
        check("甲\n乙", |seen| {
            seen.line();
            seen.verbatim(0..3, "甲");
            seen.space();
            seen.block();
            seen.block();
            seen.verbatim(3..6, "乙");
            seen.line();
        });
        check("甲\n\n乙", |seen| {
            seen.verbatim(0..3, "甲");
            (0..5).for_each(|_| seen.line());
            seen.verbatim(3..6, "乙");
        });
    }

    #[test]
    fn the_source_of_a_separator_is_the_gap() {
        let mut seen = Visible::new("甲乙丙", &[]);
        seen.verbatim(0..3, "甲");
        seen.block();
        seen.verbatim(6..9, "丙");
        assert_eq!(seen.finish().text.source(3..4), 3..6);
    }

    #[test]
    fn rewinding_forgets_text_and_separator() {
        check("甲\n丙", |seen| {
            seen.verbatim(0..3, "甲");
            seen.block();
            let mark = seen.mark();
            seen.verbatim(3..6, "乙");
            seen.block();
            seen.rewind(mark);
            seen.verbatim(6..9, "丙");
        });
    }

    #[test]
    fn rows_and_cells() {
        check("甲\t乙\n丙", |seen| {
            for (cell, name) in ["甲", "乙", "丙"].into_iter().enumerate() {
                if cell != 1 {
                    seen.row();
                }
                seen.cell();
                seen.verbatim(3 * cell..3 * cell + 3, name);
            }
        });
    }
}
