//! Visible text of Markdown: `CommonMark` with tables, strikethrough and task lists.
//!
//! Text is taken from the file at the ranges the parser tells; targets of links, images and the
//! marks themselves are left out. HTML in it goes to `html`, which shares the state of what
//! is hidden, so a `<div>` may open in one block and close in another.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::html::{Cut, Fragment, is_entity_link};
use super::visible::{Mark, Visible};
use super::{code, wrap};

/// Which site the text is from, as far as its habits matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// A post of a static site: paragraphs of links into the site are navigation.
    Post,
    /// Anything else.
    Plain,
}

/// Longer paragraphs and items, in bytes, are taken as they stand.
const LONGEST_PARAGRAPH: usize = 50_000;

/// What reading Markdown gave besides the visible text.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The first level-1 heading, when it is not empty.
    pub(super) heading: Option<String>,
    /// Something cut off, for which the text has to be read again.
    pub(super) cut: Option<Cut>,
}

/// Adds to `seen` what a reader sees of `section`, which begins at `base` in the file.
pub(super) fn read(section: &str, base: usize, habit: Habit, seen: &mut Visible<'_>) -> Outline {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS;
    let mut reader = Reader {
        section,
        base,
        seen,
        outline: Outline::default(),
        html: Vec::new(),
        code: Code::None,
        program: None,
        full: Vec::new(),
        heading: None,
        images: 0,
        link: None,
        paragraph: None,
        habit,
    };
    for (event, range) in Parser::new_ext(section, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.outline
}

struct Reader<'r, 'a> {
    section: &'r str,
    base: usize,
    seen: &'r mut Visible<'a>,
    outline: Outline,
    /// The lines of the HTML block being read.
    html: Vec<Range<usize>>,
    code: Code,
    /// Where the code block begins that is open, and what its fence says.
    program: Option<(Mark, String)>,
    /// The line breaks of the paragraph being read that say nothing, in bytes of the section.
    full: Vec<usize>,
    /// Where the first level-1 heading begins, while it is open.
    heading: Option<Mark>,
    /// How many images are open: what stands in them is their description.
    images: usize,
    link: Option<OpenLink>,
    /// The paragraph that may be navigation.
    paragraph: Option<Navigation>,
    habit: Habit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    None,
    Fenced,
    Indented,
}

/// A link while it is open.
struct OpenLink {
    start: Mark,
    /// `<https://…>`, whose text is its target.
    auto: bool,
    /// Leads nowhere, or to a place on the same page.
    empty: bool,
}

/// A paragraph of which nothing but links into the site was read so far.
struct Navigation {
    start: Mark,
    links: usize,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.inline_code(&text, range),
            Event::HardBreak => self.seen.line(),
            Event::SoftBreak => self.soft_break(&range),
            Event::Rule => self.seen.block(),
            Event::Html(_) => self.html_line(range),
            Event::InlineHtml(_) => self.html(&[range]),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url),
            Tag::Image { .. } => self.images += 1,
            Tag::Emphasis | Tag::Strong => {}
            Tag::Strikethrough => self.tilde(range.start, &range),
            Tag::TableHead | Tag::TableRow => self.seen.row(),
            Tag::TableCell => self.seen.cell(),
            block => self.open_block(&block, &range),
        }
    }

    fn open_block(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        self.seen.block();
        let start = self.seen.mark();
        self.find_full_lines(tag, range);
        match tag {
            Tag::Paragraph if self.habit == Habit::Post => {
                self.paragraph = Some(Navigation { start, links: 0 });
            }
            Tag::Heading { level: HeadingLevel::H1, .. } if self.outline.heading.is_none() => {
                self.heading = Some(start);
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.code = Code::Indented;
                self.program = (!self.seen.inside_html()).then(|| (start, String::new()));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.code = Code::Fenced;
                self.program = Some((start, info.to_string()));
            }
            _ => {}
        }
    }

    /// Finds the line breaks of a paragraph, or of an item without one, that say nothing.
    fn find_full_lines(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        // An item holds those below it: a long one is no line that went on.
        if matches!(tag, Tag::Paragraph | Tag::Item) && range.len() < LONGEST_PARAGRAPH {
            let breaks = wrap::breaks(self.section[range.clone()].trim_end());
            self.full = breaks.into_iter().map(|at| range.start + at).collect();
        }
    }

    /// A line ends: between the halves of a Chinese sentence that is nothing.
    fn soft_break(&mut self, range: &Range<usize>) {
        let at = self.section[range.clone()].find('\n').map(|at| range.start + at);
        if at.is_none_or(|at| self.full.binary_search(&at).is_err()) {
            self.seen.block();
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::TableCell => {}
            TagEnd::Strikethrough => self.tilde(range.end - 1, &range),
            block => self.close_block(block),
        }
    }

    fn close_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.drop_navigation(),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::CodeBlock => {
                self.code = Code::None;
                self.drop_program();
                self.html_block();
            }
            TagEnd::HtmlBlock => self.html_block(),
            _ => {}
        }
        self.seen.block();
    }

    /// Forgets a block of code that is program text.
    fn drop_program(&mut self) {
        if let Some((start, info)) = self.program.take()
            && code::is_program(self.seen.since(start), &info)
        {
            self.seen.rewind(start);
        }
    }

    fn close_heading(&mut self) {
        if let Some(start) = self.heading.take() {
            let heading = self.seen.since(start).split_whitespace().collect::<Vec<_>>().join(" ");
            self.outline.heading = (!heading.is_empty()).then_some(heading);
        }
    }

    /// One tilde is no strikethrough (`5~6` and `7~8` in a sentence): it stays.
    fn tilde(&mut self, at: usize, range: &Range<usize>) {
        if !self.section[range.clone()].starts_with("~~") {
            self.text("~", at..at + 1);
        }
    }

    fn open_link(&mut self, kind: LinkType, target: &str) {
        let auto = matches!(kind, LinkType::Autolink | LinkType::Email);
        let empty = target.is_empty() || target.starts_with('#');
        if target.starts_with('/') || auto {
            self.count_link();
        } else {
            // A link that leads out of the site makes its paragraph text.
            self.paragraph = None;
        }
        self.link = Some(OpenLink { start: self.seen.mark(), auto, empty });
        if is_entity_link(target.as_bytes()) {
            self.seen.open_entity_link();
        } else {
            self.seen.open_link();
        }
    }

    /// `[^]()` is left over from a footnote and says nothing.
    fn close_link(&mut self) {
        self.seen.close_link();
        if let Some(link) = self.link.take()
            && link.empty
            && self.seen.since(link.start).trim() == "^"
        {
            self.seen.rewind(link.start);
        }
    }

    /// Counts a link into the site.
    fn count_link(&mut self) {
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.links += 1;
        }
    }

    /// Forgets a paragraph of nothing but links into the site.
    fn drop_navigation(&mut self) {
        if let Some(paragraph) = self.paragraph.take()
            && paragraph.links > 0
        {
            self.seen.rewind(paragraph.start);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.images > 0 || self.link.as_ref().is_some_and(|link| link.auto) {
            return;
        }
        if self.link.is_none() && !text.chars().all(separates_links) {
            self.paragraph = None;
        }
        match self.code {
            Code::None => self.piece(text, range),
            Code::Indented if self.seen.inside_html() => self.html_line(range),
            Code::Indented | Code::Fenced => self.code_text(text, range),
        }
    }

    /// Text as it stands in the file, or what stands for it.
    fn piece(&mut self, text: &str, range: Range<usize>) {
        let source = self.base + range.start..self.base + range.end;
        if self.section.get(range) == Some(text) {
            self.seen.verbatim(source, text);
        } else {
            self.seen.replacement(text, source);
        }
    }

    fn code_text(&mut self, text: &str, range: Range<usize>) {
        let verbatim = self.section.get(range.clone()) == Some(text);
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let words = if line.ends_with('\n') { line.trim_ascii_end() } else { line };
            let source = if verbatim { at..at + words.len() } else { range.clone() };
            if !words.is_empty() {
                self.piece(words, source);
            }
            if line.ends_with('\n') {
                self.seen.line();
            }
            at += line.len();
        }
    }

    /// Code in a line: as it stands between its backticks, or word by word if a line breaks in it.
    fn inline_code(&mut self, text: &str, range: Range<usize>) {
        if self.images > 0 {
            return;
        }
        self.paragraph = None;
        if code::is_expression(text) {
            return;
        }
        let words =
            if self.section[range.clone()].contains(text) { vec![text] } else { split(text) };
        let mut rest = range;
        for (nth, word) in words.into_iter().enumerate() {
            if nth > 0 {
                self.seen.space();
            }
            let found = self.section[rest.clone()].find(word).map(|at| rest.start + at);
            let source = found.map_or(rest.clone(), |start| start..start + word.len());
            rest.start = source.end;
            self.piece(word, source);
        }
    }

    /// A line of an HTML block; neighbours are read as one piece.
    fn html_line(&mut self, range: Range<usize>) {
        match self.html.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.html.push(range),
        }
    }

    fn html_block(&mut self) {
        let lines = std::mem::take(&mut self.html);
        if !lines.is_empty() {
            self.html(&lines);
        }
    }

    fn html(&mut self, ranges: &[Range<usize>]) {
        let cut = Fragment::new(self.section, ranges, self.base).read(self.seen);
        self.outline.cut = self.outline.cut.take().or(cut);
    }
}

/// The words between spaces.
fn split(code: &str) -> Vec<&str> {
    code.split(' ').filter(|word| !word.is_empty()).collect()
}

/// What stands between the links of a site's navigation.
fn separates_links(character: char) -> bool {
    character.is_whitespace() || "｜|·•/／>›»«<‹-–—,，、←→".contains(character)
}
