//! Visible text of HTML: whole blocks, or single tags inside Markdown.
//!
//! The tokenizer follows the HTML standard; character references are decoded and lead back to their
//! own bytes. What an element means for the text is decided in `visible` and `element`.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

use super::visible::{StartTag, Visible, hides_raw};
use super::{element, wrap};

/// A piece of HTML put together from ranges of the file (a block quote's `>` left out).
pub(super) struct Fragment<'a> {
    html: Cow<'a, str>,
    /// For each range where it begins in `html` and in the file, ascending.
    origins: Vec<(usize, usize)>,
}

/// Something cut off at the end of a fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    /// A tag without its `>`; bytes of the file, up to the end of the line.
    Tag(Range<usize>),
    /// A comment without its `-->`: offset of its beginning in the file.
    Comment(usize),
}

impl<'a> Fragment<'a> {
    /// The ranges of `section`, which begins at `base` in the file.
    pub(super) fn new(section: &'a str, ranges: &[Range<usize>], base: usize) -> Self {
        if let [range] = ranges {
            let html = Cow::Borrowed(&section[range.clone()]);
            return Self { html, origins: vec![(0, base + range.start)] };
        }
        let (mut html, mut origins) = (String::new(), Vec::new());
        for range in ranges {
            origins.push((html.len(), base + range.start));
            html.push_str(&section[range.clone()]);
        }
        Self { html: Cow::Owned(html), origins }
    }

    /// The offset in the file of a position in the fragment.
    fn origin(&self, position: usize) -> usize {
        let after = self.origins.partition_point(|&(start, _)| start <= position);
        let (start, origin) = self.origins[after.max(1) - 1];
        origin + position - start
    }

    /// The range of the file behind a range of the fragment.
    fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.origin(range.start);
        let last = self.origin(range.end.max(range.start + 1) - 1);
        start..(last + usize::from(range.start < range.end)).max(start)
    }

    /// Adds what a reader sees of it to `seen`; tells what is cut off at its end.
    pub(super) fn read(&self, seen: &mut Visible<'_>) -> Option<Cut> {
        let mut cut = None;
        let raw =
            seen.hidden().filter(|hidden| hides_raw(hidden)).map(|hidden| hidden.name.clone());
        let emitter = Tags::new(self, seen, &mut cut, raw.as_deref().unwrap_or_default());
        let mut tokenizer = Tokenizer::new_with_emitter(&*self.html, emitter);
        if let Some(state) = raw.as_deref().and_then(naive_next_state) {
            tokenizer.set_state(state);
        }
        let Ok(()) = tokenizer.finish();
        cut
    }
}

/// Listens to the tokenizer.
struct Tags<'t, 'v> {
    fragment: &'t Fragment<'t>,
    seen: &'t mut Visible<'v>,
    cut: &'t mut Option<Cut>,
    /// How far the tokenizer has read, and up to where text was taken.
    position: usize,
    taken: usize,
    /// Text that stands in the fragment letter for letter and is not yet handed on.
    run: Range<usize>,
    /// Where the tag or comment being read began.
    opened: usize,
    tag: Tag,
    /// The name of the last start tag: it ends raw content.
    last_start: Vec<u8>,
}

/// The tag being read.
#[derive(Default)]
struct Tag {
    kind: TagKind,
    name: Vec<u8>,
    attribute: Vec<u8>,
    value: Vec<u8>,
    hides: bool,
    self_closing: bool,
    entity: bool,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum TagKind {
    #[default]
    None,
    Start,
    End,
}

impl Tag {
    fn open(&mut self, kind: TagKind) {
        for buffer in [&mut self.name, &mut self.attribute, &mut self.value] {
            buffer.clear();
        }
        (self.kind, self.hides, self.self_closing, self.entity) = (kind, false, false, false);
    }

    /// Takes the meaning of the attribute just read.
    fn end_attribute(&mut self) {
        match self.attribute.as_slice() {
            b"hidden" => self.hides = true,
            b"style" => self.hides |= element::style_hides(&self.value),
            b"href" => self.entity = is_entity_link(&self.value),
            _ => {}
        }
        self.attribute.clear();
        self.value.clear();
    }
}

/// Whether a link's target says that the site itself linked an entity.
pub(super) fn is_entity_link(target: &[u8]) -> bool {
    target.split(|byte| matches!(byte, b'?' | b'&')).any(|parameter| {
        parameter.starts_with(b"search_source=Entity")
            || parameter.starts_with(b"zhida_source=entity")
    })
}

impl<'t, 'v> Tags<'t, 'v> {
    fn new(
        fragment: &'t Fragment<'t>,
        seen: &'t mut Visible<'v>,
        cut: &'t mut Option<Cut>,
        raw: &[u8],
    ) -> Self {
        let last_start = raw.to_vec();
        let (run, tag) = (0..0, Tag::default());
        Self { fragment, seen, cut, position: 0, taken: 0, run, opened: 0, tag, last_start }
    }

    /// Hands on the text collected letter for letter.
    fn end_run(&mut self) {
        let run = std::mem::replace(&mut self.run, self.position..self.position);
        if !run.is_empty() && self.seen.hidden().is_none() {
            if self.seen.is_preformatted() {
                self.lines(run);
            } else {
                self.words(run);
            }
        }
    }

    /// Text in which white space only separates words.
    fn words(&mut self, run: Range<usize>) {
        let bytes = self.fragment.html.as_bytes();
        let (mut start, mut at) = (run.start, run.start);
        while at < run.end {
            let rest = &bytes[at..run.end];
            let word = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
            let space = rest[word..].iter().position(|byte| !byte.is_ascii_whitespace());
            let space = space.unwrap_or(rest.len() - word);
            at += word + space;
            let plain = word > 0 && &rest[word..word + space] == b" " && at < run.end;
            if !plain {
                self.piece(start..at - space);
                if space > 0 && !self.is_full_line(at - space..at) {
                    self.seen.space();
                }
                start = at;
            }
        }
    }

    /// Whether white space is a line break between two Han characters, which is nothing.
    fn is_full_line(&self, space: Range<usize>) -> bool {
        let html = &self.fragment.html;
        memchr::memchr(b'\n', &html.as_bytes()[space.clone()]).is_some()
            && html[..space.start].chars().next_back().is_some_and(wrap::is_wide)
            && html[space.end..].chars().next().is_some_and(wrap::is_wide)
    }

    /// Text in which line breaks and spaces stand for themselves.
    fn lines(&mut self, run: Range<usize>) {
        let mut start = run.start;
        for line in self.fragment.html[run].split_inclusive('\n') {
            let ends = line.ends_with('\n');
            let words = if ends { line.trim_ascii_end() } else { line };
            self.piece(start..start + words.len());
            if ends {
                self.seen.line();
            }
            start += line.len();
        }
    }

    /// Text of one line.
    fn piece(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let start = self.fragment.origin(range.start);
            self.seen.verbatim(start..start + range.len(), &self.fragment.html[range]);
        }
    }

    /// A tag or comment begins: what was cut off if the end is reached in it.
    fn unfinished_tag(&self) -> Cut {
        let html = &self.fragment.html.as_bytes()[self.opened..];
        let end = memchr::memchr3(b'>', b'\n', b'\r', html)
            .map_or(html.len(), |at| if html[at] == b'>' { at + 1 } else { at });
        Cut::Tag(self.fragment.source(self.opened..self.opened + end))
    }
}

impl Emitter for Tags<'_, '_> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn init_string(&mut self) {
        self.taken = self.position;
    }

    fn emit_string(&mut self, characters: &[u8]) {
        let end = self.position;
        let start = end.saturating_sub(characters.len());
        let verbatim = self.fragment.html.as_bytes().get(start..end) == Some(characters);
        if verbatim && self.run.end == start && !self.run.is_empty() {
            self.run.end = end;
        } else {
            self.end_run();
            if verbatim {
                self.run = start..end;
            } else if let Ok(characters) = std::str::from_utf8(characters) {
                let source = self.fragment.source(self.taken.min(end)..end);
                self.seen.replacement(characters, source);
            }
        }
        self.taken = end;
    }

    fn start_open_tag(&mut self) {
        self.opened = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.tag.open(TagKind::Start);
    }

    fn init_end_tag(&mut self) {
        self.tag.open(TagKind::End);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.extend_from_slice(name);
    }

    fn init_attribute(&mut self) {
        self.tag.end_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.tag.attribute.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.tag.value.extend_from_slice(value);
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_run();
        self.tag.end_attribute();
        let kind = std::mem::take(&mut self.tag.kind);
        if kind == TagKind::End {
            self.seen.end(&self.tag.name);
            return None;
        }
        let at = self.fragment.origin(self.opened);
        let Tag { name, hides, self_closing, entity, .. } = &self.tag;
        let (hides, self_closing, entity) = (*hides, *self_closing, *entity);
        self.seen.start(StartTag { name, at, hides, self_closing, entity });
        self.last_start.clone_from(name);
        let now_hidden = self.seen.hidden().is_some_and(|hidden| hidden.at == at);
        if now_hidden && element::is_raw(name) { naive_next_state(name) } else { None }
    }

    fn init_comment(&mut self) {
        self.end_run();
    }

    fn emit_current_comment(&mut self) {
        let comment = &self.fragment.html[self.opened..];
        if self.position >= self.fragment.html.len() && !comment.ends_with('>') {
            let at = self.fragment.origin(self.opened);
            let is_comment = comment.starts_with("<!--");
            *self.cut = Some(if is_comment { Cut::Comment(at) } else { self.unfinished_tag() });
        }
    }

    fn emit_eof(&mut self) {
        self.end_run();
        if self.tag.kind != TagKind::None {
            *self.cut = Some(self.unfinished_tag());
        }
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.tag.kind == TagKind::End
            && !self.last_start.is_empty()
            && self.tag.name == self.last_start
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start = name.unwrap_or_default().to_vec();
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    // Nothing in these is seen by a reader.
    fn emit_error(&mut self, _: Error) {}
    fn emit_current_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {
        self.end_run();
    }
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(html: &str) -> Fragment<'_> {
        Fragment::new(html, std::slice::from_ref(&(0..html.len())), 0)
    }

    fn check(html: &str, expected: &str) {
        let mut seen = Visible::new(html, &[]);
        let cut = whole(html).read(&mut seen);
        assert_eq!((seen.finish().text.as_str(), cut), (expected, None), "{html}");
    }

    #[test]
    fn tags_inside_a_word_vanish() {
        check("上海<a>证券</a>报", "上海证券报");
        check("上<b>海</b> <i>证</i>券", "上海 证券");
    }

    #[test]
    fn white_space_separates_words() {
        check("<p>\n  甲\n  <b> 乙 </b> 丙\n </p>\n<p>丁</p>", "甲 乙 丙\n丁");
        check("Tik  Tok\r\nShop a b", "Tik Tok Shop a b");
        check("<pre>a  b\r\n\n\n\nc</pre>", "a  b\n\nc");
        check("<p>甲</p><p>\u{3000}</p><p>\u{3000}乙</p>", "甲\n\u{3000}乙");
        check("甲<br>乙<br><br><br>丙", "甲\n乙\n\n丙");
    }

    #[test]
    fn tables_have_tabs_and_lines() {
        check(
            "<table><tr><th>甲</th><th>乙</th></tr> <tr> <td>1</td> <td>2</td></tr></table>",
            "甲\t乙\n1\t2",
        );
    }

    #[test]
    fn references_are_decoded() {
        check(
            "AT&amp;T &lt;甲&gt; &#20013;&#x56fd; A&B &中 &nosuch; x < y",
            "AT&T <甲> 中国 A&B &中 &nosuch; x < y",
        );
        check("甲&nbsp;乙&#10;丙", "甲\u{a0}乙 丙");
    }

    #[test]
    fn hidden_elements_are_not_text() {
        check("甲<style>p{}</style><script>if (a<b) '</p>'</script>乙", "甲乙");
        check("<p style='color:red; display: none'>甲<i>乙</i><p>丙", "丙");
        check("<div hidden>甲<div>乙</div>丙</div>丁", "丁");
        check("<p style=display:none>甲</div>乙", "乙");
        check("甲<!-- 乙 --><!doctype html><?php 丙 ?><template>丁</template>", "甲");
        check(
            "<noscript><img src=x></noscript>甲<img hidden>乙<svg><title>丙</title></svg>",
            "甲乙",
        );
        check("<div hidden/>甲", "甲");
    }

    #[test]
    fn cut_off_ends_are_told() {
        let check = |html: &str, expected: Cut| {
            let mut seen = Visible::new(html, &[]);
            assert_eq!(whole(html).read(&mut seen), Some(expected), "{html}");
        };
        check("<p>甲</p><p title='x>乙", Cut::Tag(10..22));
        check("<p>甲<p title=x\n乙", Cut::Tag(6..16));
        check("甲<!-- 乙", Cut::Comment(3));
        check("甲</p", Cut::Tag(3..6));
    }

    #[test]
    fn ranges_of_several_lines_lead_back() {
        let file = "> <p>甲&amp;\n> 乙</p>";
        let ranges = [2..14, 16..23];
        let mut seen = Visible::new(file, &[]);
        Fragment::new(file, &ranges, 0).read(&mut seen);
        let text = seen.finish().text;
        assert_eq!(text.as_str(), "甲& 乙");
        assert_eq!((text.source(3..4), text.source(5..8)), (8..13, 16..19));
    }

    #[test]
    fn entity_links_are_known_by_their_target() {
        let html =
            "<a href='https://zhida.zhihu.com/search?q=x&amp;zhida_source=entity'>海</a><a>洋</a>";
        let mut seen = Visible::new(html, &[]);
        whole(html).read(&mut seen);
        assert_eq!(seen.finish().links.first(), Some(&(0..3)));
    }
}
