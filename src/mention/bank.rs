//! Banks that no list knows, told by the characters that foreign names are written with: 阿莱恩斯西部银行,
//! 东太平洋合众银行. A known name inside such a name (合众银行) is not meant.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::scan::encloses;
use super::segment::Segmenter;
use super::{Decided, Finder, Method, NESTED, Taken};
use crate::catalog::Kind;
use crate::text::fold::simple;

/// How such names end.
static ENDINGS: LazyLock<[memmem::Finder<'static>; 2]> =
    LazyLock::new(|| ["银行", "銀行"].map(memmem::Finder::new));

/// The length of an ending in bytes.
const ENDING: usize = "银行".len();

/// Characters that foreign names are written with.
const FOREIGN: &str = "默阿埃艾安奥巴贝比波伯博布查达戴德迪蒂恩尔法菲费弗夫福盖戈格古哈汉赫亨霍基吉加贾杰卡凯康科克肯库拉莱兰劳勒雷黎里利列林隆卢鲁路伦罗洛马玛迈曼梅蒙米密莫姆穆纳奈内尼涅诺努欧帕潘佩彭皮珀普奇乔切琴丘萨塞桑森沙尚舍什圣史施斯丝索塔泰坦特提廷图托瓦万韦维威温沃乌西希锡夏谢休雅亚叶伊因英尤于约泽詹珍朱茨兹佐";

/// Words of such names that say where or what the bank is.
const WORDS: &[&str] = &[
    "西部", "东部", "南部", "北部", "第一", "国民", "联合", "商业", "信托", "合众", "储蓄", "投资",
    "国际", "农业", "人民", "社区", "区域", "中央", "私人", "家族",
];

/// Large waters and lands after which banks are named.
const LANDS: &[&str] = &[
    "西太平洋",
    "东太平洋",
    "太平洋",
    "西大西洋",
    "大西洋",
    "地中海",
    "五大湖",
    "落基山",
    "大平原",
];

/// How many characters of a foreign name there are at least.
const LEAST: usize = 3;

/// How many characters the name of a bank has at most.
const MOST: usize = 14;

impl Finder<'_> {
    /// Adds the banks that no list knows, in place of the known names inside theirs.
    pub(super) fn with_banks(&self, text: &str, mut decided: Decided) -> Decided {
        let found = banks(text, &self.segmenter, |end| self.after_country(&decided.taken, end));
        let found: Vec<Range<usize>> =
            found.into_iter().filter(|bank| self.is_new(&decided.taken, bank)).collect();
        if found.is_empty() {
            return decided;
        }
        decided.taken.retain(|taken| {
            let later = found.partition_point(|bank| bank.end < taken.range.end);
            found.get(later).is_none_or(|bank| !encloses(bank, &taken.range))
        });
        for range in found {
            let meaning = decided.unlinked.named(&text[range.clone()]);
            decided.taken.push(Taken { range, meaning, method: Method::Form });
        }
        decided.taken.sort_by_key(Taken::priority);
        decided
    }

    /// Where the last country before a place ends: its characters are no part of a bank's name.
    fn after_country(&self, taken: &[Taken], end: usize) -> usize {
        let before = taken.partition_point(|taken| taken.range.start < end);
        let near = taken[..before].iter().rev().take(NESTED);
        let mut countries = near
            .filter(|taken| self.is_of_kind(taken.meaning, Kind::Country) && taken.range.end < end);
        countries.next().map_or(0, |country| country.range.end)
    }

    /// Whether nothing that was taken crosses the ends of a bank's name, and no company's name opens it.
    fn is_new(&self, taken: &[Taken], bank: &Range<usize>) -> bool {
        let before = taken.partition_point(|taken| taken.range.start < bank.end);
        taken[..before].iter().rev().take(NESTED).all(|taken| {
            let is_before = taken.range.end <= bank.start;
            let opens = taken.range.start == bank.start
                && (self.is_of_kind(taken.meaning, Kind::Company) || taken.method == Method::Form);
            is_before || encloses(bank, &taken.range) && !opens
        })
    }
}

/// The ranges (bytes) of such names in a text, in reading order. None begins before the byte that
/// `floor` gives for its end.
pub(super) fn banks(
    text: &str,
    segmenter: &Segmenter,
    floor: impl Fn(usize) -> usize,
) -> Vec<Range<usize>> {
    let mut ends: Vec<usize> = ENDINGS
        .iter()
        .flat_map(|ending| ending.find_iter(text.as_bytes()).map(|at| at + ENDING))
        .collect();
    ends.sort_unstable();
    let named = ends.into_iter().filter_map(|end| {
        let stem = end - ENDING;
        // Nearly all banks are told by the character before: it is of no foreign name.
        let last = text[..stem].chars().next_back().map(simple)?;
        let is_near = FOREIGN.contains(last) || WORDS.iter().any(|word| word.ends_with(last));
        let start = is_near.then(|| start(text, floor(end), stem)).flatten()?;
        (!is_place(&text[start..stem], segmenter)).then_some(start..end)
    });
    named.collect()
}

/// Where the name begins whose stem ends at `stem`: with a foreign name or a land, and words after it.
fn start(text: &str, floor: usize, stem: usize) -> Option<usize> {
    let window = text[floor..stem].char_indices().rev().take(MOST);
    let mut chars: Vec<(usize, char)> = window.map(|(at, c)| (floor + at, simple(c))).collect();
    chars.reverse();
    let written: String = chars.iter().map(|(_, c)| *c).collect();
    let mut rest = written.as_str();
    while let Some(shorter) = WORDS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    let foreign = rest.chars().rev().take_while(|&c| FOREIGN.contains(c)).count();
    let land = LANDS.iter().find(|land| rest.ends_with(**land)).map(|land| land.chars().count());
    let is_word = rest.len() < written.len();
    let length = land.filter(|_| is_word).or((foreign >= LEAST).then_some(foreign))?;
    chars.get(rest.chars().count() - length).map(|(at, _)| *at)
}

/// Whether a name has a word of the dictionary in it, most likely a city: 莫斯科银行 are banks of the
/// city.
fn is_place(stem: &str, segmenter: &Segmenter) -> bool {
    let written: String = stem.chars().map(simple).collect();
    let is_land = |word: &str| LANDS.iter().any(|land| land.ends_with(word));
    let words = segmenter.tagged(&written);
    words.iter().any(|word| word.word.chars().count() >= LEAST && !is_land(word.word))
}

#[cfg(test)]
mod tests {
    use super::banks;
    use crate::catalog::Catalog;
    use crate::mention::segment::Segmenter;

    #[test]
    fn foreign_banks_are_told_by_their_characters() {
        let segmenter = Segmenter::new(&Catalog::default());
        let check = |text: &str, expected: &[&str]| {
            let found = banks(text, &segmenter, |_| 0);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("东太平洋合众银行盘初跌了，", &["东太平洋合众银行"]);
        check("阿莱恩斯西部银行停牌", &["阿莱恩斯西部银行"]);
        check("科默里卡銀行", &["科默里卡銀行"]);
        check("莫斯科银行都关门了", &[]);
        check("第一国民银行", &[]);
        check("他去银行存钱", &[]);
        check("农业银行和西部银行", &[]);
        check("太平洋银行", &[]);
        check("银行", &[]);
    }
}
