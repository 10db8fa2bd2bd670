//! Reads one section of a page (an answer, the body of an article) into visible text.
//!
//! Most sections are read once. One that ends inside a tag, a comment or a hidden element is read
//! again without it, so that a page cut off in the middle loses no text.

use std::ops::Range;

use super::html::{Cut, Fragment};
use super::markdown::{self, Habit, Outline};
use super::paint::{self, Cuts};
use super::text::Text;
use super::visible::{Collected, Hidden, Visible, hides_raw};

/// How often a section is read again at most. Only garbage needs more than two readings.
const REPAIRS: usize = 8;

/// The visible text of a section.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) text: Text,
    /// Ranges of the text that the site linked as entities.
    pub(super) links: Vec<Range<usize>>,
    /// Its first level-1 heading.
    pub(super) heading: Option<String>,
    /// What was not as it should be, with its offset in the file.
    pub(super) notes: Vec<(usize, String)>,
}

/// What earlier readings of a section found, and what they had to say about it.
#[derive(Default)]
struct Repairs {
    cuts: Cuts,
    /// Offsets of tags that hide an element but never close.
    shown: Vec<usize>,
    notes: Vec<(usize, String)>,
}

/// What line breaks are in HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// White space like any other.
    Spaces,
    /// The writer's own.
    Kept,
}

/// What a section is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Markdown(Habit),
    Html(Breaks),
}

/// Reads the bytes `range` of `file`, which are Markdown.
pub(super) fn read(file: &str, range: Range<usize>, habit: Habit) -> Section {
    read_in(Language::Markdown(habit), file, range)
}

/// Reads the bytes `range` of `file`, which are HTML all through.
pub(super) fn read_html(file: &str, range: Range<usize>, breaks: Breaks) -> Section {
    read_in(Language::Html(breaks), file, range)
}

fn read_in(language: Language, file: &str, range: Range<usize>) -> Section {
    let mut repairs = Repairs::default();
    for _ in 0..REPAIRS {
        if let Some(section) = attempt(file, &range, language, &mut repairs) {
            return section;
        }
    }
    as_it_stands(file, range)
}

/// Reads the section once; `None` when something was found for which it has to be read again.
fn attempt(
    file: &str,
    range: &Range<usize>,
    language: Language,
    repairs: &mut Repairs,
) -> Option<Section> {
    let section = &file[range.clone()];
    let mut seen = Visible::new(file, &repairs.shown);
    let outline = match language {
        Language::Markdown(habit) => {
            let painted = paint::paint(section, &repairs.cuts);
            markdown::read(&painted, range.start, habit, &mut seen)
        }
        Language::Html(breaks) => {
            let painted = paint::paint_html(section, &repairs.cuts);
            html(&painted, range.start, breaks, &mut seen)
        }
    };
    let Collected { text, links, hidden, concealed } = seen.finish();
    let cut = outline.cut.is_some_and(|cut| repairs.cut(file, range, cut));
    if cut || hidden.is_some_and(|hidden| repairs.hidden(file, &hidden)) {
        return None;
    }
    let is_all_concealed = matches!(language, Language::Html(_)) && text.as_str().is_empty();
    if is_all_concealed && !concealed.is_empty() {
        // A page is not hidden as a whole: a script would have shown it.
        repairs.shown.extend(concealed);
        return None;
    }
    let mut notes = std::mem::take(&mut repairs.notes);
    notes.sort();
    Some(Section { text, links, heading: outline.heading, notes })
}

/// Adds to `seen` what a reader sees of HTML, which begins at `base` in the file.
fn html(section: &str, base: usize, breaks: Breaks, seen: &mut Visible<'_>) -> Outline {
    if breaks == Breaks::Kept {
        seen.keep_lines();
    }
    let whole = 0..section.len();
    let cut = Fragment::new(section, std::slice::from_ref(&whole), base).read(seen);
    Outline { heading: None, cut }
}

/// The section with all its markup.
fn as_it_stands(file: &str, range: Range<usize>) -> Section {
    let message = "its markup is too broken to be told from its text; read as it stands";
    let notes = vec![(range.start, message.to_owned())];
    let mut seen = Visible::new(file, &[]);
    let mut at = range.start;
    for line in file[range].split('\n') {
        let letters = line.trim_end_matches('\r');
        seen.verbatim(at..at + letters.len(), letters);
        seen.line();
        at += line.len() + 1;
    }
    let Collected { text, links, .. } = seen.finish();
    Section { text, links, heading: None, notes }
}

impl Repairs {
    /// Has a cut-off tag or comment painted over; tells whether the section is to be read again. What
    /// was painted over in vain is left as it was read.
    fn cut(&mut self, file: &str, range: &Range<usize>, cut: Cut) -> bool {
        match cut {
            Cut::Tag(tag) => {
                let place = tag.start - range.start..tag.end - range.start;
                if self.cuts.tags.contains(&place) {
                    return false;
                }
                let written = file.get(tag.clone()).unwrap_or_default();
                let name = written.split([' ', '\t', '>']).next().unwrap_or_default();
                let message = format!("the tag `{name}` is not closed; the text after it is kept");
                self.notes.push((tag.start, message));
                self.cuts.tags.push(place);
            }
            Cut::Comment(at) => {
                if self.cuts.comments.contains(&(at - range.start)) {
                    return false;
                }
                let message = "a comment is not closed; its text is kept".to_owned();
                self.notes.push((at, message));
                let closed = file[at..range.end].rfind("-->").map_or(at, |length| at + length);
                let others = file[closed..range.end].match_indices("<!--");
                self.cuts.comments.push(at - range.start);
                self.cuts.comments.extend(others.map(|(other, _)| closed + other - range.start));
            }
        }
        true
    }

    /// Has an element shown that hides all that follows; tells whether it is to be read again.
    fn hidden(&mut self, file: &str, hidden: &Hidden) -> bool {
        let name = String::from_utf8_lossy(&hidden.name);
        if self.shown.contains(&hidden.at) {
            return false;
        }
        let left_out = holds_code(file, hidden);
        let fate = if left_out { "what follows it is left out" } else { "its text is kept" };
        self.notes.push((hidden.at, format!("the hidden `<{name}>` is not closed; {fate}")));
        self.shown.push(hidden.at);
        !left_out
    }
}

/// Whether an open element holds program text; a tag named in the middle of a sentence does not.
fn holds_code(file: &str, hidden: &Hidden) -> bool {
    let before = file[..hidden.at].trim_end_matches([' ', '\t']);
    hides_raw(hidden) && (before.is_empty() || before.ends_with(['\n', '>']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(habit: Habit, markdown: &str, expected: &str) {
        let section = read(markdown, 0..markdown.len(), habit);
        assert_eq!(section.text.as_str(), expected, "{markdown}");
        assert_eq!(section.notes, [], "{markdown}");
    }

    fn check_plain(markdown: &str, expected: &str) {
        check(Habit::Plain, markdown, expected);
    }

    #[test]
    fn marks_are_not_text() {
        check_plain("**X 想** 和 *联*想 ~~旧~~ `代 码`", "X 想 和 联想 旧 代 码");
        check_plain("上海<a>证券</a>报", "上海证券报");
        check_plain("大概\\*率\\_都\\[1\\] A&amp;B &lt;甲&gt;", "大概*率_都[1] A&B <甲>");
        check_plain("**甲：**乙，丙**（丁）**戊 **5%**到", "甲：乙，丙（丁）戊 5%到");
        check_plain("真 * 0.1 秒，某 ** 公司，****", "真 * 0.1 秒，某 ** 公司，****");
        check_plain("从 5~6 万到 7~8 万", "从 5~6 万到 7~8 万");
        check_plain("甲[注]乙[^1]丙", "甲[注]乙[^1]丙");
    }

    #[test]
    fn blocks_become_lines() {
        check_plain("题\n===\n\n甲  \n乙\n丙\n\n* * *\n\n> 丁\n> 戊", "题\n甲\n乙\n丙\n丁\n戊");
        check_plain("*   一\n*   二\n    *   三\n\n1.  四\n\n- [x] 五", "一\n二\n三\n四\n五");
        check_plain("甲\r\n乙\r\n\r\n\r\n\r\n丙\r\n", "甲\n乙\n丙");
        check_plain("甲\u{2028}乙 <br>丙", "甲\n乙\n丙");
        check_plain("    \n\n\n", "");
    }

    #[test]
    fn words_in_code_are_text() {
        check_plain("    甲\n      乙\n\n丙", "甲\n  乙\n丙");
        check_plain("```\n甲，乙\n\n\n\n<丙>\n```\n后", "甲，乙\n\n<丙>\n后");
        check_plain("甲 ``a`b`` 乙 `c\nd`", "甲 a`b 乙 c d");
    }

    #[test]
    fn programs_are_no_text() {
        check_plain("前\n\n```rust\nlet a = 1;\n\n<b>\n```\n后", "前\n后");
        check_plain("前\n\n    var a = b();\n    c = 1;\n\n后", "前\n后");
        check_plain("用`let a = 1`和 `甲`", "用和 甲");
        check_plain("<pre><code>let a = 1;\nb();</code></pre><code>甲</code>", "甲");
    }

    #[test]
    fn what_is_left_of_a_generator_is_no_text() {
        check_plain(
            "{% include a.html x=\"乙\" %}\n\n甲。{{ site.url }}/乙/\n\n* TOC\n{:toc}",
            "甲。",
        );
        check_plain("[甲]({{ site.url }}/乙/) ![丙]({{ b }})丁", "甲 丁");
        check_plain("p { color: red }\n.乙, a{b:c}\n\n甲", ".乙, a{b:c}\n甲");
        check_plain("甲 $AI = 1$ 乙$$\nx^2\n$$丙", "甲 乙丙");
        check_plain("花了$5，又花了$6。", "花了$5，又花了$6。");
        check_plain("## 题 {#id}\n\n文\n{: .x}", "题\n文");
    }

    #[test]
    fn targets_are_never_text() {
        check_plain("![图](../a/乙 丙 4.6/a.jpg)\n\n[甲](files/乙 丙.pdf)，丁", "甲，丁");
        check_plain("[甲](https://a.b/c-\nd?乙)丁 <https://a.b/c-\nd>", "甲丁");
        check_plain("甲![[乙 丙.png]]丁 [[戊]] [[己/庚|辛]]", "甲丁 戊 辛");
        check_plain("见[[1]](https://a.b/c)和[\\[2\\]](#d)", "见[1]和[2]");
    }

    #[test]
    fn notes_at_the_foot_are_text() {
        check_plain("甲[^1]。\n\n[^1]: 乙2019年年报", "甲。\n乙2019年年报");
        check_plain("甲[1]。\n\n[1]: 乙2019年年报", "甲[1]。\n[1]: 乙2019年年报");
        check_plain("[甲][1]。\n\n[1]: https://a.b/乙", "甲。");
    }

    #[test]
    fn full_lines_go_on() {
        check_plain(
            "记者说，华\n为去了\n印度。\n\n> 小\n> 米，也去了。",
            "记者说，华为去了印度。\n小米，也去了。",
        );
        check_plain("* 华\n  为，小米\n* 腾讯", "华为，小米\n腾讯");
        check_plain("华为\n小米", "华为\n小米");
        check_plain("<p>华\n  为去了\n India</p>", "华为去了 India");
    }

    #[test]
    fn readings_are_no_text() {
        check_plain("<ruby>腾<rt>téng</rt>讯<rt>xùn</rt></ruby>去了", "腾讯去了");
        check_plain("<ruby>腾<rp>(<rt>téng<rp>)</ruby>去了", "腾去了");
    }

    #[test]
    fn tables_have_tabs_and_lines() {
        check_plain("| 甲 | 乙 |\n|---|---|\n| 1 | **2** |\n|   | 4 |", "甲\t乙\n1\t2\n\t4");
        check_plain("甲\n<table><tr><td>乙</td><td>丙</td></tr></table>\n\n丁", "甲\n乙\t丙\n丁");
    }

    #[test]
    fn links_are_their_text() {
        check_plain("见[某文](https://link.zhihu.com/?target=https%3A//a.b)。", "见某文。");
        check_plain("[@某公司]()说[\\[1\\]]()[^]()[^](#ref_1)", "@某公司说[1]");
        check_plain("见<http://a.b/c>和 http://a.b/d", "见和 http://a.b/d");
        check_plain("甲![图](https://a.b/c.png)乙[![图](x)](y)丙", "甲乙丙");
    }

    #[test]
    fn image_data_is_not_text() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='284' height='384'></svg>";
        check_plain(&format!("前\n\n![](data:image/svg+xml;utf8,{svg})\n\n后"), "前\n后");
        check_plain(&format!("前![](data:image/svg+xml;utf8,{svg})后"), "前后");
        check_plain(&format!("前![]({svg})后"), "前后");
    }

    #[test]
    fn entity_links_are_handed_on() {
        let check = |markdown: &str, expected: &[&str]| {
            let section = read(markdown, 0..markdown.len(), Habit::Plain);
            let text = section.text.as_str();
            let links: Vec<_> = section.links.into_iter().map(|link| &text[link]).collect();
            assert_eq!(links, expected, "{markdown}");
        };
        check("甲[华为](https://www.zhihu.com/search?q=x&search_source=Entity&h=1)乙", &["华为"]);
        check("[**A** b](https://zhida.zhihu.com/search?q=A&zhida_source=entity)", &["A b"]);
        check("[站](https://a.b/search_source) [](x?search_source=Entity)", &[]);
    }

    #[test]
    fn html_goes_on_across_blocks() {
        check_plain("<div style='display:none'>\n\n甲 **乙**\n\n</div>\n\n丙", "丙");
        check_plain("<article>\n\n    <p>\n      甲 <b>乙</b>\n    </p>\n\n</article>", "甲 乙");
        check_plain("<div>\n<!-- 甲\n\n乙 -->\n丙\n</div>", "丙");
        check_plain("<script>\nif (a < b) {\n\n  c = '**';\n}\n</script>\n\n甲", "甲");
        check_plain("> <p>甲&amp;\n> 乙</p>\n\n丙", "甲& 乙\n丙");
    }

    #[test]
    fn navigation_of_posts_is_not_text() {
        let post = "甲\n\n<http://a.b/c>\n\n[返回](//a.b/d)｜[首页](//a.b/)";
        check(Habit::Post, post, "甲");
        check(Habit::Plain, post, "甲\n返回｜首页");
        check(Habit::Post, "[甲](/b)\n\n（文章来源：乙）", "（文章来源：乙）");
        check(Habit::Post, "见[甲](/b)\n\n[乙](https://c.d)", "见甲\n乙");
    }

    #[test]
    fn a_cut_off_end_loses_no_text() {
        let check = |markdown: &str, expected: &str, line: usize, note: &str| {
            let section = read(markdown, 0..markdown.len(), Habit::Plain);
            assert_eq!(section.text.as_str(), expected, "{markdown}");
            let notes: Vec<_> = section.notes.iter().map(|(at, n)| (*at, n.as_str())).collect();
            assert_eq!(notes, [(line, note)], "{markdown}");
        };
        check("<p>甲</p><p", "甲", 10, "the tag `<p` is not closed; the text after it is kept");
        check(
            "<p title='x>甲</p>\n\n乙",
            "甲\n乙",
            0,
            "the tag `<p` is not closed; the text after it is kept",
        );
        check("甲\n\n<!--乙\n\n丙", "甲\n乙\n丙", 5, "a comment is not closed; its text is kept");
        check(
            "<div hidden>\n\n甲\n\n乙",
            "甲\n乙",
            0,
            "the hidden `<div>` is not closed; its text is kept",
        );
        check(
            "甲\n\n<script>\nlet a;",
            "甲",
            5,
            "the hidden `<script>` is not closed; what follows it is left out",
        );
        check(
            "用<script> 标签",
            "用 标签",
            3,
            "the hidden `<script>` is not closed; its text is kept",
        );
    }

    #[test]
    fn what_was_painted_over_in_vain_is_told_once() {
        let markdown = "甲\n\n<script></p><http://a.b>乙";
        let section = read(markdown, 0..markdown.len(), Habit::Plain);
        assert_eq!(section.text.as_str(), "甲");
        let notes: Vec<&str> = section.notes.iter().map(|(_, note)| note.as_str()).collect();
        assert_eq!(
            notes,
            [
                "the hidden `<script>` is not closed; what follows it is left out",
                "the tag `<http://a.b` is not closed; the text after it is kept"
            ]
        );
    }

    #[test]
    fn what_cannot_be_mended_is_read_as_it_stands() {
        let markdown = "<div hidden>\r\n\n\n\n甲\n\n".repeat(REPAIRS + 4);
        let section = read(&markdown, 0..markdown.len(), Habit::Plain);
        let text = ["<div hidden>\n\n甲"; REPAIRS + 4].join("\n\n");
        assert_eq!(section.text.as_str(), text);
        let message = "its markup is too broken to be told from its text; read as it stands";
        assert_eq!(section.notes, [(0, message.to_owned())]);
    }

    #[test]
    fn the_first_heading_is_found() {
        let check = |markdown: &str, expected: Option<&str>| {
            let section = read(markdown, 0..markdown.len(), Habit::Plain);
            assert_eq!(section.heading.as_deref(), expected, "{markdown}");
        };
        check("## 小\n\n# 大 *题*\n\n# 又", Some("大 题"));
        check("题\n===\n", Some("题"));
        check("# \n\n# 又", Some("又"));
        check("文", None);
    }
}
