//! One pass over a text: every place where an entry of the lexicon stands as a word could stand,
//! before it is decided which of them are mentions.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::latin::{self, Writing};
use super::lexicon::{Entry, Lexicon, Meaning, Target};
use super::open;
use super::spaced;
use super::trie::Slot;
use crate::catalog::EntityId;
use crate::text::fold::{is_invisible, is_latin};

/// A place where a name stands.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Those of them that are the name: without a country before it, and without a general word
    /// (手机, 公司) after it.
    pub(super) named: Range<usize>,
    pub(super) entry: &'a Entry,
}

/// Why a name is out of the question.
#[derive(Debug, Clone)]
pub(super) enum Dropped {
    /// This phrase forbids it: bytes of the text.
    Forbidden(Range<usize>),
    /// It is part of an address.
    Address,
    /// It is part of the name of a person or a street.
    OtherName,
    /// It is not written as the name is: in small letters, or as one of several words.
    Written,
}

/// What one pass found, in the order in which it ends in the text.
#[derive(Default)]
pub(super) struct Scan<'a> {
    /// Names, compounds and abbreviations that are not inside a phrase that forbids them.
    pub(super) candidates: Vec<Candidate<'a>>,
    /// Phrases that allow an ambiguous name.
    pub(super) within: Vec<(EntityId, Range<usize>)>,
    /// Cues.
    pub(super) cues: Vec<(EntityId, Range<usize>)>,
    /// The ends of legal names, as they are written: `Group`, not `group`.
    pub(super) legal_ends: Vec<Range<usize>>,
    /// Names that are out of the question, and why.
    pub(super) dropped: Vec<(Candidate<'a>, Dropped)>,
    forbidden: Vec<(Target, Range<usize>)>,
}

/// Finds everything the lexicon knows in a text.
pub(super) fn scan<'a>(lexicon: &'a Lexicon, text: &str) -> Scan<'a> {
    let mut scan = Scan::default();
    lexicon.walk(text, |slots, end, entry| scan.meet(text, slots, end, entry));
    scan.drop_forbidden(text);
    scan
}

impl<'a> Scan<'a> {
    /// Takes in an entry that ends at `end`, if it can be a word there.
    fn meet(&mut self, text: &str, slots: &[Slot], end: usize, entry: &'a Entry) {
        let range = slots[0].start..end;
        // A phrase that forbids may begin in the middle of a number: 20 多点.
        let stands = matches!(entry.meaning, Meaning::NotWithin(_)) || stands_alone(text, &range);
        if !stands
            || !separated_at_seams(text, slots, entry.seams)
                && !latin::is_hyphenated(&text[range.clone()])
            || is_cut_short(text, &range, entry.meaning)
        {
            return;
        }
        if !latin_letters_allow(text, &range, entry) {
            let candidate = Candidate { named: range.clone(), range, entry };
            self.dropped.push((candidate, Dropped::Written));
            return;
        }
        match entry.meaning {
            Meaning::NotWithin(target) => self.forbidden.push((target, range)),
            Meaning::Within(id) => self.within.push((id, range)),
            Meaning::Cue(id) => self.cues.push((id, range)),
            Meaning::LegalEnd => {
                if open::is_written_so(&text[range.clone()]) {
                    self.legal_ends.push(range);
                }
            }
            _ => {
                let named = named(text, slots, end, entry);
                self.candidates.push(Candidate { range, named, entry });
            }
        }
    }

    /// Leaves only the candidates that no phrase forbids, and that stand in no address.
    fn drop_forbidden(&mut self, text: &str) {
        self.forbidden.sort_unstable_by_key(|(target, range)| (*target, range.start));
        let addresses = addresses(text);
        for (candidate, dropped) in &mut self.dropped {
            if stands_in_address(&addresses, &candidate.range) {
                *dropped = Dropped::Address;
            }
        }
        let candidates = std::mem::take(&mut self.candidates);
        for candidate in candidates {
            let target = candidate.entry.meaning.target();
            let phrase =
                target.and_then(|target| covering(&self.forbidden, target, &candidate.range));
            if let Some(phrase) = phrase {
                self.dropped.push((candidate, Dropped::Forbidden(phrase.clone())));
            } else if stands_in_address(&addresses, &candidate.range) {
                self.dropped.push((candidate, Dropped::Address));
            } else {
                self.candidates.push(candidate);
            }
        }
        self.sort_dropped();
    }

    /// Puts what is out of the question in the order in which it ends in the text.
    fn sort_dropped(&mut self) {
        self.dropped.sort_by_key(|(candidate, _)| (candidate.range.end, candidate.range.start));
    }
}

impl Scan<'_> {
    /// Leaves only the candidates that `stand`, and keeps the others as parts of other names.
    pub(super) fn drop_parts_of_names(&mut self, is_part: impl Fn(&Candidate<'_>) -> bool) {
        if self.candidates.iter().any(&is_part) {
            let (parts, stand) =
                std::mem::take(&mut self.candidates).into_iter().partition(|c| is_part(c));
            self.candidates = stand;
            let parts: Vec<Candidate<'_>> = parts;
            self.dropped.extend(parts.into_iter().map(|part| (part, Dropped::OtherName)));
            self.sort_dropped();
        }
    }
}

impl Meaning {
    fn target(self) -> Option<Target> {
        match self {
            Self::Name(id) | Self::Ambiguous(id) | Self::Abbreviation(id) => {
                Some(Target::Entity(id))
            }
            Self::Compound(number) | Self::AmbiguousCompound(number) => {
                Some(Target::Compound(number))
            }
            Self::NotWithin(_)
            | Self::Within(_)
            | Self::Cue(_)
            | Self::LegalEnd
            | Self::Unlinked(_) => None,
        }
    }
}

/// The phrase about `target` that encloses the range, among phrases that are sorted.
fn covering<'p>(
    phrases: &'p [(Target, Range<usize>)],
    target: Target,
    range: &Range<usize>,
) -> Option<&'p Range<usize>> {
    let later =
        phrases.partition_point(|(known, phrase)| (*known, phrase.start) <= (target, range.start));
    let near = phrases[..later].iter().rev().take_while(|(known, phrase)| {
        *known == target && phrase.start + LONGEST_PHRASE > range.start
    });
    near.map(|(_, phrase)| phrase).find(|phrase| encloses(phrase, range))
}

/// No phrase of the catalog is longer, in bytes.
const LONGEST_PHRASE: usize = 512;

/// Whether the outer range has the inner one inside it.
pub(super) fn encloses(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether two ranges have a byte in common.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The range of the name itself within an entry that ends at `end`.
fn named(text: &str, slots: &[Slot], end: usize, entry: &Entry) -> Range<usize> {
    let (before, after) = entry.margins;
    let end = if after == 0 { end } else { slots[slots.len() - 1 - after].end(text) };
    slots[before].start..end
}

/// Whether separators stand only where the entry allows them, or between all characters of a text.
fn separated_at_seams(text: &str, slots: &[Slot], seams: u128) -> bool {
    let mut inner = slots.iter().enumerate().skip(1);
    inner.all(|(i, slot)| !slot.after_separator || seams >> i & 1 == 1)
        || spaced::is_spaced_out(text, slots)
}

/// Whether a name in Latin letters is written and set apart like one.
fn latin_letters_allow(text: &str, range: &Range<usize>, entry: &Entry) -> bool {
    match entry.meaning {
        Meaning::Name(_) | Meaning::Compound(_) | Meaning::AmbiguousCompound(_) => {
            latin::reads_as_name(text, range, &entry.writing)
        }
        Meaning::Ambiguous(_) => entry.writing == Writing::Any || latin::stands_free(text, range),
        _ => true,
    }
}

/// What a one-character short form's head begins when another character follows: 中资 in 途中资金.
const LONGER_HEADS: &[&str] = &[
    "方法", "方案", "方便", "方向", "方式", "方面", "方程", "系统", "系列", "系数", "式样", "企业",
    "企图", "资金", "资本", "资产", "资源", "资料", "资讯", "资格", "资深", "商业", "商品", "商务",
    "商店", "商场", "媒体", "媒介", "货物", "货币",
];

/// Whether an abbreviation's head is but the first character of a longer word.
fn is_cut_short(text: &str, range: &Range<usize>, meaning: Meaning) -> bool {
    let Meaning::Abbreviation(_) = meaning else { return false };
    let head = text[range.clone()].char_indices().next_back().map_or(0, |(at, _)| range.start + at);
    LONGER_HEADS.iter().any(|word| text[head..].starts_with(word))
}

/// Whether a range does not cut a Latin word or a number in two.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    // Nearly all names: nothing before or after them matters.
    if begins_chinese(text, range.start) && range.len() > 2 && begins_chinese(text, range.end - 3) {
        return true;
    }
    let (before, name, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let seen = |c: &char| !is_invisible(*c);
    let joined = |left: Option<char>, right: Option<char>| {
        left.is_some_and(is_latin) && right.is_some_and(is_latin)
    };
    let cuts_word = joined(before.chars().rfind(seen), name.chars().next())
        || joined(name.chars().next_back(), after.chars().find(seen));
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    !(cuts_word || is_number && is_part_of_number(before, after))
}

/// Whether a character of U+3000 to U+9FFF begins at a byte.
fn begins_chinese(text: &str, at: usize) -> bool {
    matches!(text.as_bytes()[at], 0xe3..=0xe9)
}

/// Whether digits between `before` and `after` are a number that counts something: `1,996`,
/// `99.6`, 996 年, 996 元.
fn is_part_of_number(before: &str, after: &str) -> bool {
    const COUNTED: &str = "%％年元万亿千百名家人个块米台辆股点岁克吨页天月号日℃度倍";
    let mut left = before.chars().rev();
    let mut right = after.chars();
    let point = |c: Option<char>| matches!(c, Some('.' | ','));
    let currency = matches!(before.chars().next_back(), Some('$' | '＄' | '￥' | '¥' | '€'));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    currency
        || point(left.next()) && digit(left.next())
        || point(right.clone().next()) && digit(right.clone().nth(1))
        || right.find(|c| *c != ' ').is_some_and(|c| COUNTED.contains(c))
}

/// Whether one of the addresses, which are sorted and do not overlap, encloses the range. A name that
/// is a whole address (`Booking.com`) stands for itself.
fn stands_in_address(addresses: &[Range<usize>], range: &Range<usize>) -> bool {
    let later = addresses.partition_point(|address| address.start <= range.start);
    later > 0 && encloses(&addresses[later - 1], range) && addresses[later - 1] != *range
}

/// What every web or mail address has in it.
static ADDRESS_MARKS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["://", "www.", "@"].map(Finder::new));

/// The web and mail addresses of a text, in order: names inside them are not what the writer speaks of.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '|');
    let is_address = |address: &Range<usize>| {
        let (name, host) = text[address.clone()].split_once('@').unwrap_or(("x", "x.x"));
        !name.is_empty() && host.contains('.')
    };
    let around = |at: usize| {
        let start = at - text[..at].chars().rev().take_while(|&c| is_part(c)).count();
        let end = at + text[at..].chars().take_while(|&c| is_part(c)).count();
        start..end
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for mark in &*ADDRESS_MARKS {
        let mut past = 0;
        for at in mark.find_iter(text.as_bytes()) {
            // What has several marks is still read once.
            if at >= past {
                let address = around(at);
                past = address.end;
                found.extend(Some(address).filter(is_address));
            }
        }
    }
    found.extend(handles(text));
    found.sort_unstable_by_key(|address| (address.start, Reverse(address.end)));
    found.dedup_by(|next, first| encloses(first, next));
    add_domains(text, &mut found);
    found
}

/// The names of accounts in Latin letters, with the sign before them: `@YouTube`. Who is written to is
/// not spoken of.
fn handles(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let is_handle = move |&at: &usize| {
        !bytes[..at].last().is_some_and(is_part) && bytes.get(at + 1).is_some_and(is_part)
    };
    let handles = memchr::memchr_iter(b'@', bytes).filter(is_handle);
    handles.map(move |at| at..at + 1 + bytes[at + 1..].iter().take_while(|it| is_part(it)).count())
}

/// Endings of domains that are no words which might begin a sentence after a full stop.
const DOMAINS: [&str; 32] = [
    "com", "cn", "net", "org", "gov", "edu", "io", "ai", "co", "cc", "tv", "app", "dev", "hk",
    "tw", "jp", "kr", "uk", "de", "fr", "eu", "ru", "sg", "au", "info", "biz", "top", "xyz", "vip",
    "shop", "site", "tech",
];

/// Adds the domains that stand without a mark before them: `huawei.com`, `m.mi.com/x`.
fn add_domains(text: &str, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let (marked, mut past) = (found.len(), 0);
    for dot in memchr::memchr_iter(b'.', bytes) {
        let ending = bytes[dot + 1..].iter().take_while(|byte| is_label(byte)).count();
        let is_domain =
            DOMAINS.iter().any(|known| known.as_bytes() == &bytes[dot + 1..dot + 1 + ending]);
        if dot < past || !is_domain || dot == 0 || !is_label(&bytes[dot - 1]) {
            continue;
        }
        let is_part = |byte: &&u8| is_label(byte) || **byte == b'.';
        let start = dot - bytes[past..dot].iter().rev().take_while(is_part).count();
        let is_path = |byte: &&u8| {
            byte.is_ascii_graphic() && !matches!(**byte, b'<' | b'>' | b'"' | b'|' | b',')
        };
        let rest = &bytes[dot + 1 + ending..];
        let goes_on = matches!(rest, [b'.', next, ..] if is_label(next)) || rest.starts_with(b"/");
        past = dot + 1 + ending + if goes_on { rest.iter().take_while(is_path).count() } else { 0 };
        let domain = start..past;
        let is_known = found[..marked].iter().any(|address| encloses(address, &domain));
        found.extend((!is_known).then_some(domain));
    }
    found.sort_unstable_by_key(|address| address.start);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_count_are_not_names() {
        let check = |before: &str, after: &str, expected: bool| {
            assert_eq!(is_part_of_number(before, after), expected, "{before}996{after}");
        };
        check("他们", "，没有加班费", false);
        check("大厂 ", " 文化", false);
        check("1,", "", true);
        check("共 ", " 元", true);
        check("", ".5", true);
        check("公元", "年", true);
        check("￥", "", true);
        check("", "/007", false);
    }

    #[test]
    fn addresses_are_found_whole() {
        let text = "见https://www.huawei.com/cn/，或 www.mi.com 首页";
        let found: Vec<&str> = addresses(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["https://www.huawei.com/cn/", "www.mi.com"]);
    }

    #[test]
    fn domains_are_addresses() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = addresses(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("见 huawei.com，或 m.mi.com/x。", &["huawei.com", "m.mi.com/x"]);
        check("alibaba.com.cn", &["alibaba.com.cn"]);
        check("a@mi.com 和 mi.com", &["a@mi.com", "mi.com"]);
        check("via @YouTube，转自@mi_fans：a@b，@小米", &["@YouTube", "@mi_fans"]);
        check("@mi.com 和 (@Huawei)", &["@mi", "mi.com", "@Huawei"]);
        check("Node.js 与 Xiaomi.It 与 3.5 与 .com 与 a.comb 与 vs. com", &[]);
    }

    #[test]
    fn a_long_run_of_marks_is_read_once() {
        let text = format!("{}a@b.c", "@".repeat(1_000_000));
        assert!(addresses(&text).iter().eq([&(999_999..1_000_001)]));
        let text = format!("a{}", "@b.c".repeat(300_000));
        assert!(addresses(&text).iter().eq([&(0..text.len())]));
    }
}
