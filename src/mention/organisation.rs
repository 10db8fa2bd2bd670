//! Names of public bodies, schools and buildings that begin with a country, a region or several
//! countries at once: 德国联邦卡特尔局, 英国议会, 中德应用技术大学, 亚洲法中心.
//!
//! The place is part of such a name and is not meant by itself. Told by the words that follow it:
//! an organ that every state has once, or a few words of description and the head of a body's name.
//! What a writer merely says of a place (德国法院, 中国的大学, 美国哈佛大学) is no such name.

use std::ops::Range;

use super::segment::Segmenter;
use super::words::{Words, begins};
use crate::text::dictionary::Tagged;
use crate::text::fold::{is_han, simple};

mod words;

use words::{
    CALLED_ALONE, HEADS, JOINT_ORGANS, LONGER_ORGANS, NAMING_WORDS, ORGANS, SCHOOL_WORDS, SCHOOLS,
    STRANGERS,
};

/// What a name of places stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// One country.
    Country,
    /// China. Its own ministries and national offices are called without it (商务部, 国家统计局), so
    /// it is meant where it is said before them.
    Home,
    /// A place larger than a country.
    Region,
    /// Several countries at once.
    Compound,
}

/// The last characters of all organs, heads and schools: a name has one of them.
const LAST_OF_NAMES: &str =
    "部院会马大法行备局厅省府房队署表心协总联委办军约织警盟所室馆厦堂店学校";

/// The last characters of all heads, of schools too.
const LAST_OF_HEADS: &str = "局署会盟院所心部室馆厦堂店学校";

/// How many characters such a name has at most after its place.
const LONGEST: usize = 18;

/// Whether the name of a place that ends at `end` (a byte of the text) opens the name of a body.
pub(super) fn opens_body(text: &str, end: usize, of: Opening, segmenter: &Segmenter) -> bool {
    let rest = following(text, end);
    // Nearly all places are followed by no word that could tell.
    if !rest.contains(|c| LAST_OF_NAMES.contains(c)) {
        return false;
    }
    if of == Opening::Home && begins(&rest, &CALLED_ALONE) {
        return false;
    }
    let organs = match of {
        Opening::Country | Opening::Home => &ORGANS,
        Opening::Region | Opening::Compound => &JOINT_ORGANS,
    };
    // A minister is said of the country, not of the ministry: 爱沙尼亚外交部长.
    let is_organ = organs
        .iter()
        .any(|organ| rest.strip_prefix(*organ).is_some_and(|after| !after.starts_with('长')));
    is_organ && !begins(&rest, &LONGER_ORGANS)
        || of != Opening::Region && is_school(&rest, of, segmenter)
        || is_body(&rest, segmenter)
}

/// Whether a company's name (bytes of the text) is one of several that a hyphen joins in the name of
/// a body: 三得利 in 三得利-丰田经济研究中心.
pub(super) fn is_joined_in_body(text: &str, name: &Range<usize>, segmenter: &Segmenter) -> bool {
    let after_hyphen = text[name.end..].strip_prefix(HYPHENS);
    let rest = match after_hyphen {
        Some(rest) => following(rest, 0),
        None if text[..name.start].ends_with(HYPHENS) => following(text, name.end),
        None => return false,
    };
    is_body(&rest, segmenter)
}

/// What joins the names of two founders.
const HYPHENS: [char; 5] = ['-', '－', '–', '—', '·'];

/// The Chinese characters after a place that could be part of a name, simplified.
fn following(text: &str, end: usize) -> String {
    let is_part = |&c: &char| is_han(c) && !"的了是在".contains(c);
    let chinese = text[end..].chars().take_while(is_part).take(LONGEST);
    chinese.map(simple).collect()
}

/// Whether some text begins with a description and the head of a body's name.
fn is_body(rest: &str, segmenter: &Segmenter) -> bool {
    head(rest, &HEADS).is_some_and(|(start, end)| {
        let words = segmenter.tagged(&rest[..end]);
        rest[..start].chars().nth(1).is_some() && describes(&words)
    })
}

/// Whether some text begins with what a school teaches and the word for a school.
fn is_school(rest: &str, of: Opening, segmenter: &Segmenter) -> bool {
    let names =
        |word: &&str| rest.starts_with(*word) && (*word != "国家" || of != Opening::Compound);
    SCHOOL_WORDS.iter().any(names)
        && head(rest, &SCHOOLS).is_some_and(|(start, end)| {
            start > 0 && describes(&segmenter.tagged(&rest[..end])) && !is_people(&rest[end..])
        })
}

/// Whether what follows makes 大学 a word for people or things: 大学生, 医院里.
fn is_people(after: &str) -> bool {
    after.starts_with(['生', '们'])
}

/// Where the first of some heads that ends in a text begins and ends, the longest of them.
fn head(rest: &str, heads: &Words) -> Option<(usize, usize)> {
    let ends = |(at, c): (usize, char)| {
        let end = at + c.len_utf8();
        let here = heads.iter().filter(|head| rest[..end].ends_with(**head));
        here.map(|head| head.len()).max().map(|length| (end - length, end))
    };
    // Nearly all characters end no head, and are passed over at once.
    rest.char_indices().filter(|(_, c)| LAST_OF_HEADS.contains(*c)).find_map(ends)
}

/// Whether words can describe a body: no particle, pronoun, number or plain verb is among them, and
/// no other place.
fn describes(words: &[Tagged<'_>]) -> bool {
    let links = |word: &str| matches!(word, "与" | "和" | "及" | "暨");
    let opens_well = words.first().is_some_and(|first| !links(first.word));
    opens_well
        && words.iter().all(|word| {
            !STRANGERS.contains(&word.word)
                && (links(word.word)
                    || !matches!(
                        word.tag,
                        "m" | "q" | "u" | "uj" | "ul" | "r" | "d" | "p" | "c" | "t" | "v" | "ns"
                    )
                    || NAMING_WORDS.contains(&word.word))
        })
}

#[cfg(test)]
mod tests {
    use super::{
        HEADS, JOINT_ORGANS, LAST_OF_HEADS, LAST_OF_NAMES, ORGANS, Opening, SCHOOLS, opens_body,
    };
    use crate::catalog::Catalog;
    use crate::mention::segment::Segmenter;

    #[test]
    fn no_head_is_passed_over() {
        for head in HEADS.iter().chain(SCHOOLS.iter()) {
            assert!(head.ends_with(|last| LAST_OF_HEADS.contains(last)), "{head}");
        }
        let organs = ORGANS.iter().chain(JOINT_ORGANS.iter());
        for name in organs.chain(HEADS.iter()).chain(SCHOOLS.iter()) {
            assert!(name.ends_with(|last| LAST_OF_NAMES.contains(last)), "{name}");
        }
    }

    #[test]
    fn bodies_are_told_from_what_is_said_of_a_place() {
        let segmenter = Segmenter::new(&Catalog::default());
        let check = |of: Opening, place: &str, rest: &str, expected: bool| {
            let text = format!("{place}{rest}");
            let opens = opens_body(&text, place.len(), of, &segmenter);
            assert_eq!(opens, expected, "{text}");
        };
        check(Opening::Country, "德国", "联邦卡特尔局立案了", true);
        check(Opening::Country, "澳大利亚", "竞争与消费者委员会", true);
        check(Opening::Country, "印度", "电子信息技术部", true);
        check(Opening::Country, "英国", "议会通过了", true);
        check(Opening::Country, "美国", "國會", true);
        check(Opening::Country, "爱沙尼亚", "外交部长", false);
        check(Opening::Home, "中国", "外交部回应", true);
        check(Opening::Home, "中国", "商务部公布", false);
        check(Opening::Home, "中国", "国家统计局", false);
        check(Opening::Home, "中国", "汽车工业协会", true);
        check(Opening::Country, "中国", "海洋大学", true);
        check(Opening::Country, "中国", "海洋大学生", false);
        check(Opening::Country, "英国", "议会制", false);
        check(Opening::Country, "美国", "哈佛大学", false);
        check(Opening::Country, "德国", "法院判了", false);
        check(Opening::Country, "美国", "与中国商务部", false);
        check(Opening::Country, "中国", "加入了一个委员会", false);
        check(Opening::Country, "中国", "的汽车工业协会", false);
        check(Opening::Country, "中国", "各地的消费者协会", false);
        check(Opening::Compound, "中德", "应用技术大学", true);
        check(Opening::Compound, "中日", "友好医院", true);
        check(Opening::Compound, "英美", "法学院", false);
        check(Opening::Compound, "欧美", "名牌大学", false);
        check(Opening::Region, "亚洲", "法中心", true);
        check(Opening::Region, "欧洲", "法院", true);
        check(Opening::Region, "亚洲", "大学生", false);
    }
}
