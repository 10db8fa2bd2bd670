//! Question pages of the Zhihu archive: answers under `### 知乎用户 NAME 发表`.
//!
//! Only these headings divide a page; answers have headings of their own. An answer that stands twice
//! is one: it has the place where it came first, and the name of whichever copy has one, for some
//! exporters write every answer once more under an empty name.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher as _, RandomState};
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;
use rayon::prelude::*;

use super::copy::{self, is_blank};
use super::markdown::Habit;
use super::refusals::Refusals;
use super::section::{self, Section};
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

/// Reads the answers of a question page, beginning at the offset `body`.
pub(super) fn read(
    file: &str,
    body: usize,
    title: Option<&Arc<str>>,
    refused: &mut Refusals<'_>,
) -> Vec<Unit> {
    let headings: Vec<Heading> = headings(file, body).collect();
    let ends = headings.iter().skip(1).map(|next| next.line.start).chain([file.len()]);
    let places = headings.iter().zip(ends).map(|(heading, end)| heading.line.end..end);
    let places: Vec<Range<usize>> = places.collect();
    let read = |place: Range<usize>| section::read(file, place, Habit::Plain);
    let sections: Vec<Section> = places.into_par_iter().map(read).collect();
    let mut answers = Answers::default();
    for ((heading, section), position) in headings.iter().zip(sections).zip(1..) {
        section.notes.into_iter().for_each(|(at, note)| refused.at(at, note));
        answers.add(Unit {
            kind: UnitKind::Answer,
            position,
            copies: Vec::new(),
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

/// Answers, each once.
#[derive(Default)]
struct Answers {
    units: Vec<Unit>,
    /// Indices of units by the hash of the text.
    known: HashMap<u64, Vec<usize>>,
    hasher: RandomState,
}

impl Answers {
    fn add(&mut self, unit: Unit) {
        let same = self.known.entry(hash(&self.hasher, unit.text.as_str())).or_default();
        if let Some(&index) = same.iter().find(|&&index| is_copy(&self.units[index], &unit)) {
            let known = &mut self.units[index];
            known.copies.push(unit.position);
            known.author = known.author.take().or(unit.author);
        } else {
            same.push(self.units.len());
            self.units.push(unit);
        }
    }
}

/// A text without its white space, as a number.
fn hash(hasher: &RandomState, text: &str) -> u64 {
    let mut hasher = hasher.build_hasher();
    copy::marks(text).for_each(|character| hasher.write_u32(character.into()));
    hasher.finish()
}

/// Whether an answer is one that is known. A name against no name proves nothing; two names do,
/// where the text is one that many write.
fn is_copy(known: &Unit, unit: &Unit) -> bool {
    let (text, again) = (known.text.as_str(), unit.text.as_str());
    let agree = known.author.is_none() || unit.author.is_none() || known.author == unit.author;
    copy::marks(text).eq(copy::marks(again)) && (agree || copy::is_telling(text))
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

    fn page(answers: &[(&str, &str)]) -> String {
        let answer =
            |(name, text): &(&str, &str)| format!("### 知乎用户 {name} 发表\n\n{text}\n\n");
        answers.iter().map(answer).collect()
    }

    /// Position and name of each answer.
    fn answers(page: &str) -> Vec<(u32, String)> {
        let name = |unit: &Unit| unit.author.clone().unwrap_or_default();
        units(page).iter().map(|unit| (unit.position, name(unit))).collect()
    }

    const LONG: &str = "这个问题我从二零一二年就开始关注了，先说结论：华为能成。";
    const AGAIN: &str = "这个问题我从**二零一二年**就开始\n关注了，先说结论： 华为能成。";

    #[test]
    fn an_answer_that_stands_twice_is_one() {
        let check = |page_of: &[(&str, &str)], expected: &[(u32, &str)]| {
            let expected: Vec<(u32, String)> =
                expected.iter().map(|(position, name)| (*position, (*name).to_owned())).collect();
            assert_eq!(answers(&page(page_of)), expected, "{page_of:?}");
        };
        // The first place, and the name of whichever copy has one.
        check(&[("甲", LONG), ("", AGAIN)], &[(1, "甲")]);
        check(&[("", LONG), ("甲", AGAIN)], &[(1, "甲")]);
        check(
            &[("匿名用户", LONG), ("乙", "异"), ("[已重置]", LONG), ("甲", LONG)],
            &[(1, "甲"), (2, "乙")],
        );
        check(&[("", LONG), ("", AGAIN)], &[(1, "")]);
        check(&[("甲", LONG), ("甲", AGAIN), ("甲", LONG)], &[(1, "甲")]);
        // Whoever signs it: the first name stands.
        check(&[("", LONG), ("乙", LONG), ("甲", LONG)], &[(1, "乙")]);
        // A page of which each answer stands once more, without a name.
        check(
            &[("甲", LONG), ("", LONG), ("乙", "异"), ("", "异"), ("丙", "同"), ("", "同")],
            &[(1, "甲"), (3, "乙"), (5, "丙")],
        );
        check(&[("甲", "![](a.png)"), ("", "![](a.png)")], &[(1, "甲")]);
    }

    #[test]
    fn what_differs_or_many_write_stays_apart() {
        let count = |page_of: &[(&str, &str)]| answers(&page(page_of)).len();
        assert_eq!(count(&[("甲", "同意"), ("乙", "同意")]), 2);
        assert_eq!(count(&[("甲", "谢邀"), ("乙", "谢邀"), ("", "谢邀"), ("甲", "**谢邀**")]), 2);
        assert_eq!(count(&[("甲", LONG), ("乙", &LONG.replace("能成", "不成"))]), 2);
        assert_eq!(count(&[("甲", LONG), ("甲", &format!("{LONG}\n\n补充一点。"))]), 2);
        assert_eq!(count(&[("甲", LONG), ("", &LONG[..60])]), 2);
    }

    #[test]
    fn positions_count_the_headings() {
        let file = page(&[("甲", "同"), ("乙", "同"), ("甲", "**同**"), ("", "同"), ("甲", "异")]);
        let positions = |unit: &Unit| (unit.position, unit.copies.clone());
        let positions: Vec<_> = units(&file).iter().map(positions).collect();
        assert_eq!(positions, [(1, vec![3, 4]), (2, vec![]), (5, vec![])]);
    }

    #[test]
    fn text_leads_back_to_the_file() {
        let file = "### 知乎用户 甲 发表\n一\n### 知乎用户 乙 发表\n二&lt;三";
        let text = &units(file)[1].text;
        assert_eq!(text.as_str(), "二<三");
        assert_eq!(&file[text.source(3..7)], "&lt;三");
    }
}
