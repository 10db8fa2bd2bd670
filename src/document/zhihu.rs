//! Question pages of the Zhihu archive: answers under `### 知乎用户 NAME 发表`.
//!
//! Only these headings divide a page; answers have headings of their own. A repeated answer (same
//! author, same visible text) is one answer and stands where it came first.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use super::markdown::Habit;
use super::refusals::Refusals;
use super::section;
use super::{Unit, UnitKind};

const OPENING: &str = "### 知乎用户";
const CLOSING: &str = "发表";
/// The name that stands for any user.
const USER: &str = "知乎用户";
/// Names that the site shows instead of one.
const NOBODY: [&str; 4] = [USER, "匿名用户", "[已重置]", "\\[已重置\\]"];

/// A line that opens an answer, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Heading {
    line: Range<usize>,
    name: Range<usize>,
}

/// Whether the file has a heading that opens an answer.
pub(super) fn is_question(file: &str) -> bool {
    headings(file, 0).next().is_some()
}

/// The headings that open answers, from the offset `from` on, in file order.
fn headings(file: &str, from: usize) -> impl Iterator<Item = Heading> + '_ {
    memmem::find_iter(&file.as_bytes()[from..], OPENING)
        .filter_map(move |at| heading_at(file, from + at))
}

/// The heading that begins at `start`, if that is the beginning of a line and the line is one.
fn heading_at(file: &str, start: usize) -> Option<Heading> {
    let before = file.as_bytes()[..start].last();
    if !matches!(before, None | Some(b'\n')) && file[..start] != *"\u{FEFF}" {
        return None;
    }
    let length = memchr::memchr(b'\n', &file.as_bytes()[start..]);
    let line = start..length.map_or(file.len(), |length| start + length);
    let rest = file[start + OPENING.len()..line.end].trim_end_matches(is_blank);
    let name = rest.strip_suffix(CLOSING)?;
    let spaced = name.starts_with(char::is_whitespace) && name.ends_with(is_blank);
    let begin = start + OPENING.len();
    spaced.then(|| Heading { name: begin..begin + name.len(), line })
}

/// White space and characters without width.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}'..='\u{200F}' | '\u{FEFF}')
}

/// Reads the answers of a question page, beginning at the offset `body`.
pub(super) fn read(
    file: &str,
    body: usize,
    title: Option<&Arc<str>>,
    refused: &mut Refusals<'_>,
) -> Vec<Unit> {
    let headings: Vec<Heading> = headings(file, body).collect();
    let ends = headings.iter().skip(1).map(|next| next.line.start).chain([file.len()]);
    let mut answers = Answers::default();
    for ((heading, end), position) in headings.iter().zip(ends).zip(1..) {
        let section = section::read(file, heading.line.end..end, Habit::Plain);
        section.notes.into_iter().for_each(|(at, note)| refused.at(at, note));
        answers.add(Unit {
            kind: UnitKind::Answer,
            position,
            id: None,
            author: author(file, heading.name.clone()),
            title: title.cloned(),
            published: None,
            url: None,
            text: section.text,
            links: section.links,
        });
    }
    answers.units
}

/// Answers without their repetitions.
#[derive(Default)]
struct Answers {
    units: Vec<Unit>,
    /// Indices of units by the hash of author and text.
    known: HashMap<u64, Vec<usize>>,
    hasher: RandomState,
}

impl Answers {
    fn add(&mut self, unit: Unit) {
        let hash = self.hasher.hash_one((&unit.author, unit.text.as_str()));
        let same = self.known.entry(hash).or_default();
        if !same.iter().any(|&index| repeats(&self.units[index], &unit)) {
            same.push(self.units.len());
            self.units.push(unit);
        }
    }
}

fn repeats(known: &Unit, unit: &Unit) -> bool {
    known.author == unit.author && known.text.as_str() == unit.text.as_str()
}

/// The name of an author as readers see it; `None` for nobody in particular.
fn author(file: &str, name: Range<usize>) -> Option<String> {
    let written = &file[name.clone()];
    let visible = written
        .contains(['\\', '&'])
        .then(|| section::read(file, name, Habit::Plain).text.as_str().to_owned());
    let mut author = visible.as_deref().unwrap_or(written).trim_matches(is_blank);
    while let Some(rest) = author.strip_prefix(USER).filter(|rest| rest.starts_with(is_blank)) {
        author = rest.trim_start_matches(is_blank);
    }
    (!author.is_empty() && !NOBODY.contains(&author)).then(|| author.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(file: &str) -> Vec<Unit> {
        let mut refused = Refusals::new("p", file);
        let units = read(file, 0, None, &mut refused);
        assert_eq!(refused.into_list(), []);
        units
    }

    #[test]
    fn names_are_those_readers_see() {
        let check = |heading: &str, expected: &str| {
            let units = units(&format!("{heading}\n\n文"));
            let author = units.first().map(|unit| unit.author.as_deref().unwrap_or("nobody"));
            assert_eq!(author.unwrap_or("no answer"), expected, "{heading}");
        };
        check("### 知乎用户 海客 发表", "海客");
        check("### 知乎用户  海客 谈瀛 发表  ", "海客 谈瀛");
        check("### 知乎用户 海客\u{200B} 发表\r", "海客");
        check("### 知乎用户 知乎用户 发表", "nobody");
        check("### 知乎用户 知乎用户 海客 发表", "海客");
        check("### 知乎用户 知乎用户abc 发表", "知乎用户abc");
        check("### 知乎用户 [已重置] 发表", "nobody");
        check("### 知乎用户 \\[已重置\\] 发表", "nobody");
        check("### 知乎用户  发表", "nobody");
        check("### 知乎用户 发表", "nobody");
        check("### 知乎用户 匿名用户 发表", "nobody");
        check("### 知乎用户 a\\_b &amp; c 发表", "a_b & c");
        check("### 知乎用户 Mu__夕 发表", "Mu__夕");
        check("### 知乎用户 我想发表", "no answer");
        check("### 知乎用户 海客 发表了", "no answer");
        check(" ### 知乎用户 海客 发表", "no answer");
        check("\u{FEFF}### 知乎用户 海客 发表", "海客");
    }

    #[test]
    fn only_author_headings_divide_a_page() {
        let file = "前\n### 知乎用户 甲 发表\n\n一\n\n### 小标题\n\n二\n### 知乎用户 乙 发表\n三";
        let units: Vec<_> =
            units(file).into_iter().map(|u| (u.position, u.text.as_str().to_owned())).collect();
        assert_eq!(units, [(1, "一\n小标题\n二".to_owned()), (2, "三".to_owned())]);
    }

    #[test]
    fn a_repeated_answer_is_one() {
        let answer = |name: &str, text: &str| format!("### 知乎用户 {name} 发表\n\n{text}\n\n");
        let file = [
            answer("甲", "同"),
            answer("乙", "同"),
            answer("甲", "**同**"),
            answer("", "同"),
            answer("匿名用户", "同"),
            answer("甲", "异"),
        ]
        .concat();
        let positions: Vec<_> = units(&file).iter().map(|unit| unit.position).collect();
        assert_eq!(positions, [1, 2, 4, 6]);
    }

    #[test]
    fn text_leads_back_to_the_file() {
        let file = "### 知乎用户 甲 发表\n一\n### 知乎用户 乙 发表\n二&lt;三";
        let text = &units(file)[1].text;
        assert_eq!(text.as_str(), "二<三");
        assert_eq!(&file[text.source(3..7)], "&lt;三");
    }
}
