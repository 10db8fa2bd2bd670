//! Word boundaries, asked of the dictionary where a name is doubtful.
//!
//! Only the stretch of Chinese around the doubtful place is segmented. The dictionary knows the names
//! of the catalog too, or they would be cut up wherever they are new to it; they are added at the
//! first question.

use std::ops::Range;
use std::sync::OnceLock;

use super::abbreviation::is_abbreviation;
use super::surname::is_surname;
use crate::catalog::{Catalog, Entity};
use crate::text::dictionary::{Dictionary, Tagged};
use crate::text::fold::{fold, is_blank, is_han, is_invisible, simple};

mod words;

use words::{ACTIONS, BETWEEN_COUNTRIES, COMPANY_NOUNS, LOCATIVE_NOUNS, MODERN_WORDS, NATIONAL};

/// How many characters on each side are segmented along with the place in question.
const CONTEXT: usize = 12;

/// Longer names hardly arise by accident across the borders of words.
const LONGEST_DOUBTFUL: usize = 3;

/// How far a word can lie across the border of a name, in characters on each side.
const REACH: usize = 3;

/// Words that the dictionary counts as often as this are everyday words; 小米 is just below, 荣耀
/// above.
const EVERYDAY: u64 = 401;

/// Words that the dictionary counts less often than this are hardly words.
const WORD: u64 = 11;

/// Names of people and places that the dictionary counts less often than this are hardly known.
const NAME: u64 = 50;

/// Names of the catalog are at least so frequent in the pages that are read, whatever a dictionary
/// of older texts counts; or 对华为 would be 对华 and 为.
const NAME_FREQUENCY: u64 = 1000;

/// And one-character short forms with their heads so frequent, or 巴西籍 would be 巴 and 西籍.
const SHORT_FORM_FREQUENCY: u64 = 100;

/// How frequent those are taken to be.
const MODERN_FREQUENCY: u64 = 300;

/// How many characters a place has at least whose name cuts a longer name in two: 旧金山 in 旧金山办公.
const LEAST_CUTTING: usize = 3;

/// Tells words apart.
pub(super) struct Segmenter {
    /// The Chinese names to be known as words, folded, and how frequent they are at least.
    names: Vec<(String, u64)>,
    dictionary: OnceLock<Dictionary>,
}

/// How common a word is apart from being a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Commonness {
    /// No word of the language, or hardly one.
    Rare,
    /// A word of the language.
    Word,
    /// A word so common that its being there again proves nothing.
    Everyday,
}

/// How a range stands to the words of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Its ends are ends of words.
    Apart,
    /// It is part of one longer word: 欧美 in 欧美国家.
    Inside,
    /// A word lies across one of its ends: 法国 in 想法国内.
    Across,
}

impl Segmenter {
    /// Will know the names of a catalog; nothing is loaded yet.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let frequency = |entity: &Entity, name: &str| {
            if is_abbreviation(entity, name) { SHORT_FORM_FREQUENCY } else { NAME_FREQUENCY }
        };
        let names = catalog.iter().flat_map(|(_, entity)| {
            let certain = entity.names.iter().filter(|name| !name.ambiguous);
            certain.map(move |name| (name.text.as_str(), frequency(entity, &name.text)))
        });
        let compounds = catalog.compounds().iter();
        let compounds = compounds.map(|compound| (compound.text.as_str(), NAME_FREQUENCY));
        let short =
            |(name, _): &(&str, u64)| (2..=LONGEST_DOUBTFUL).contains(&name.chars().count());
        let chinese = |(name, _): &(&str, u64)| name.chars().all(is_han);
        let names = names.chain(compounds).filter(short).filter(chinese);
        let names = names.map(|(name, frequency)| (folded(name), frequency));
        Self { names: names.collect(), dictionary: OnceLock::new() }
    }

    /// Whether both ends of a range of Chinese text (bytes) fall between words.
    pub(super) fn stands_between_words(&self, text: &str, range: &Range<usize>) -> bool {
        self.standing(text, range) == Standing::Apart
    }

    /// Whether a short Chinese name (bytes of the text) is an accident across the borders of words:
    /// 法国 in 想法国内. Asks for a segmentation only where a word of the dictionary could cross.
    pub(super) fn is_accident(&self, text: &str, range: &Range<usize>) -> bool {
        let name = &text[range.clone()];
        let skips = skipped_in(name);
        if !name.chars().all(|c| is_han(c) || skips(c)) {
            return false;
        }
        if name.chars().filter(|&c| is_han(c)).count() > LONGEST_DOUBTFUL {
            return self.is_cut_in_two(text, range);
        }
        self.is_locative(text, range)
            || self.ends_given_name(text, range)
            || (self.could_cross(text, range.start, skips)
                || self.could_cross(text, range.end, skips))
                && self.standing(text, range) == Standing::Across
    }

    /// Whether the name of a place lies across the beginning of a long name, of which a word is left:
    /// 旧金山|办公.
    fn is_cut_in_two(&self, text: &str, range: &Range<usize>) -> bool {
        let start = han_before(text, range.start, REACH, is_invisible);
        let (before, name) = (folded(&text[start..range.start]), folded(&text[range.clone()]));
        let middles = || name.char_indices().map(|(at, _)| at).skip(1);
        let dictionary = self.dictionary();
        let cuts = |from: usize, at: usize| {
            let word = format!("{}{}", &before[from..], &name[..at]);
            word.chars().count() >= LEAST_CUTTING
                && dictionary.has(&word)
                && dictionary.tagged(&word).iter().all(|tagged| tagged.tag == "ns")
                && name[at..].chars().count() > 1
                && dictionary.has(&name[at..])
        };
        before.char_indices().any(|(from, _)| middles().any(|at| cuts(from, at)))
    }

    /// Whether a name begins with the end of somebody's name, and a word lies across its end:
    /// 潘霍华|为什么, 李建华|为了.
    fn ends_given_name(&self, text: &str, range: &Range<usize>) -> bool {
        let before = folded(&text[han_before(text, range.start, 2, is_invisible)..range.start]);
        let has_surname = before.chars().any(is_surname);
        has_surname
            && self.could_cross(text, range.end, is_invisible)
            && self.splits_after_first(text, range)
            && self.ends_in_person(text, range.start, &before)
    }

    /// Whether the last words before a place (bytes) are a surname, or one with a character of a
    /// given name.
    fn ends_in_person(&self, text: &str, at: usize, last_two: &str) -> bool {
        let clause = folded(&text[han_before(text, at, CONTEXT, is_invisible)..at]);
        let words = self.dictionary().tagged(&clause);
        let mut last = words.iter().rev().map(|last| (last.word, last.tag));
        let is_surname = |word: &str| {
            let mut chars = word.chars();
            chars.next().is_some_and(is_surname) && chars.next().is_none()
        };
        match (last.next(), last.next()) {
            (Some((word, "nr")), _) if word == last_two => true,
            (Some((word, _)), _) if is_surname(word) => true,
            (Some((given, _)), Some((surname, _))) => {
                given.chars().count() == 1 && is_surname(surname)
            }
            _ => false,
        }
    }

    /// Whether the dictionary has a word that begins with the second character of a name of two, and
    /// goes on after it.
    fn splits_after_first(&self, text: &str, range: &Range<usize>) -> bool {
        let name = folded(&text[range.clone()]);
        let mut chars = name.chars();
        let (Some(_), Some(second), None) = (chars.next(), chars.next(), chars.next()) else {
            return false;
        };
        let after = folded(&text[range.end..han_after(text, range.end, REACH, is_invisible)]);
        self.dictionary().goes_on(second.encode_utf8(&mut [0; 4]), &after)
    }

    /// Whether a name that begins with 中 (bytes of the text) is an accident after a noun: 收入|中|移动,
    /// 供应商|中|国有企业.
    fn is_locative(&self, text: &str, range: &Range<usize>) -> bool {
        let name = folded(&text[range.clone()]);
        let Some(rest) = name.strip_prefix('中') else { return false };
        let could_be = match rest {
            "国" => {
                let after = folded(&text[range.end..han_after(text, range.end, 2, is_invisible)]);
                NATIONAL.iter().any(|word| after.starts_with(word))
            }
            _ => rest.chars().count() == 2 && self.commonness(rest) == Commonness::Everyday,
        };
        could_be && self.follows_noun(text, range.start)
    }

    /// The same for a compound: 队列|中|拉取, 生活|中|美好; not in 贸易中美关系.
    fn is_locative_compound(&self, text: &str, range: &Range<usize>) -> bool {
        let name = folded(&text[range.clone()]);
        let Some(rest) = name.strip_prefix('中') else { return false };
        let after = folded(&text[range.end..han_after(text, range.end, REACH, is_invisible)]);
        !BETWEEN_COUNTRIES.iter().any(|word| after.starts_with(word))
            && !after.is_empty()
            && (ACTIONS.contains(&rest) || self.splits_after_first(text, range))
            && self.follows_noun(text, range.start)
    }

    /// Whether a noun of at least two characters ends before a place (bytes), but none for companies.
    fn follows_noun(&self, text: &str, at: usize) -> bool {
        let clause = folded(&text[han_before(text, at, CONTEXT, is_invisible)..at]);
        let words = self.dictionary().tagged(&clause);
        words.last().is_some_and(|last| {
            (matches!(last.tag, "n" | "nz" | "an") || LOCATIVE_NOUNS.contains(&last.word))
                && last.word.chars().count() > 1
                && !COMPANY_NOUNS.contains(&last.word)
        })
    }

    /// Hands every word of some text to `meet`: folded, with its part of speech in the dictionary
    /// (`ns` is a place), and how long it is in the text, in bytes.
    pub(super) fn each_word(&self, text: &str, mut meet: impl FnMut(&str, &str, usize)) {
        let simple: String = text.chars().map(simple).collect();
        let mut rest = text.chars();
        for Tagged { word, tag } in self.dictionary().tagged(&simple) {
            // It has as many characters as the text.
            let chars = rest.by_ref().take(word.chars().count());
            meet(word, tag, chars.map(char::len_utf8).sum());
        }
    }

    /// The words of some simplified text with their parts of speech.
    pub(super) fn tagged<'t>(&'t self, text: &'t str) -> Vec<Tagged<'t>> {
        self.dictionary().tagged(text)
    }

    /// Whether a word lies across the beginning of a range (bytes): 中日 in 其中日本. For compounds,
    /// whose end proves nothing: the dictionary has 非贸易 for 中非贸易.
    pub(super) fn begins_inside_word(&self, text: &str, range: &Range<usize>) -> bool {
        let crosses = || {
            let (words, start, _) = self.words_around(text, range);
            words.iter().any(|word| word.start < start && start < word.end)
        };
        self.is_locative_compound(text, range)
            || self.could_cross(text, range.start, skipped_in(&text[range.clone()]))
                && (crosses() || self.ends_long_word(text, range))
    }

    /// Whether a word of at least three characters ends with the first one of a compound: 工作日|法.
    fn ends_long_word(&self, text: &str, range: &Range<usize>) -> bool {
        let start = han_before(text, range.start, REACH, is_invisible);
        let first = text[range.clone()].chars().next().map_or(0, char::len_utf8);
        let word = folded(&text[start..range.start + first]);
        let lengths = word.char_indices().map(|(at, _)| &word[at..]);
        let mut long = lengths.filter(|word| word.chars().count() >= LEAST_CUTTING);
        long.any(|word| self.dictionary().has(word))
    }

    /// How common a word is apart from being a name.
    pub(super) fn commonness(&self, word: &str) -> Commonness {
        if !word.chars().all(is_han) {
            return Commonness::Rare;
        }
        let (word, dictionary) = (folded(word), self.dictionary());
        if !dictionary.has(&word) {
            return Commonness::Rare;
        }
        match dictionary.frequency(&word) {
            EVERYDAY.. => Commonness::Everyday,
            0..WORD => Commonness::Rare,
            frequency => match tag(dictionary, &word) {
                // Short forms, organisations and trade marks are no words of the language.
                Some("j" | "nt" | "nz") => Commonness::Rare,
                Some("ns" | "nr" | "nrt") if frequency < NAME => Commonness::Rare,
                _ => Commonness::Word,
            },
        }
    }

    /// Whether a word is the name of a thing by itself: 苹果, but not 统一 or 联通.
    pub(super) fn is_thing(&self, word: &str) -> bool {
        let word = folded(word);
        self.dictionary().has(&word) && tag(self.dictionary(), &word) == Some("n")
    }

    /// Whether the word that begins at a place of the text is a common noun, which the word before it
    /// modifies.
    pub(super) fn modifies(&self, text: &str, at: usize) -> bool {
        let next = folded(&text[at..han_after(text, at, CONTEXT, is_invisible)]);
        let words = self.dictionary().tagged(&next);
        // 理论上 says how, and is nothing that a name could belong to.
        let is_adverbial = |word: &str| word.ends_with('上');
        words.first().is_some_and(|first| {
            matches!(first.tag, "n" | "vn" | "b" | "an" | "l")
                && first.word.chars().count() > 1
                && !is_adverbial(first.word)
                && words.get(1).is_none_or(|second| second.word != "上")
        })
    }

    /// Whether the last word before a place (bytes) is a single character.
    pub(super) fn ends_in_single(&self, text: &str, at: usize) -> bool {
        let clause = folded(&text[han_before(text, at, CONTEXT, is_invisible)..at]);
        self.dictionary().words(&clause).last().is_some_and(|last| last.chars.len() == 1)
    }

    /// How many characters the first word of some folded Chinese text has.
    pub(super) fn first_word(&self, text: &str) -> usize {
        self.dictionary().words(text).first().map_or(0, |first| first.chars.len())
    }

    /// Whether so many characters at the beginning of a text are an everyday word.
    pub(super) fn is_everyday_start(&self, text: &str, count: usize) -> bool {
        let word: String = text.chars().take(count).collect();
        self.commonness(&word) == Commonness::Everyday
    }

    /// Whether the dictionary has a word that lies across a place of the text.
    fn could_cross(&self, text: &str, at: usize, skips: fn(char) -> bool) -> bool {
        let start = han_before(text, at, REACH, skips);
        if start == at {
            return false;
        }
        let before = folded(&text[start..at]);
        let after = folded(&text[at..han_after(text, at, REACH, skips)]);
        self.dictionary().has_across(&before, &after)
    }

    fn standing(&self, text: &str, range: &Range<usize>) -> Standing {
        let (words, start, end) = self.words_around(text, range);
        let mut overlapping = words.iter().filter(|word| word.start < end && start < word.end);
        if overlapping.clone().all(|word| start <= word.start && word.end <= end) {
            Standing::Apart
        } else if overlapping.all(|word| word.start <= start && end <= word.end) {
            Standing::Inside
        } else {
            Standing::Across
        }
    }

    /// The words of the clause around a range, and where the range stands in it, in characters.
    fn words_around(&self, text: &str, range: &Range<usize>) -> (Vec<Range<usize>>, usize, usize) {
        let skips = skipped_in(&text[range.clone()]);
        let start = han_before(text, range.start, CONTEXT, skips);
        let end = han_after(text, range.end, CONTEXT, skips);
        let clause = folded(&text[start..end]);
        let before = folded(&text[start..range.start]).chars().count();
        let inside = folded(&text[range.clone()]).chars().count();
        let words = self.dictionary().words(&clause).into_iter().map(|word| word.chars);
        (words.collect(), before, before + inside)
    }

    fn dictionary(&self) -> &Dictionary {
        self.dictionary.get_or_init(|| {
            let mut dictionary = Dictionary::default();
            let modern = MODERN_WORDS.iter().map(|word| (*word, MODERN_FREQUENCY));
            let names = self.names.iter().map(|(name, frequency)| (name.as_str(), *frequency));
            for (word, frequency) in modern.chain(names) {
                let known = if dictionary.has(word) { dictionary.frequency(word) } else { 0 };
                dictionary.add(word, known.max(frequency));
            }
            dictionary
        })
    }
}

/// The part of speech of a word.
fn tag<'t>(dictionary: &'t Dictionary, word: &'t str) -> Option<&'t str> {
    let tagged = dictionary.tagged(word);
    tagged.first().filter(|first| first.word == word).map(|first| first.tag)
}

/// Where the Chinese characters before a place begin, of which `most` count. What `skips` tells may
/// stand between them.
fn han_before(text: &str, at: usize, most: usize, skips: fn(char) -> bool) -> usize {
    let (mut start, mut left) = (at, most);
    for (place, c) in text[..at].char_indices().rev() {
        if is_han(c) && left > 0 {
            (start, left) = (place, left - 1);
        } else if left == 0 || !skips(c) {
            break;
        }
    }
    start
}

/// Where the Chinese characters after a place end, of which `most` count.
fn han_after(text: &str, at: usize, most: usize, skips: fn(char) -> bool) -> usize {
    let (mut end, mut left) = (at, most);
    for (place, c) in text[at..].char_indices() {
        if is_han(c) && left > 0 {
            (end, left) = (at + place + c.len_utf8(), left - 1);
        } else if left == 0 || !skips(c) {
            break;
        }
    }
    end
}

/// What does not count between the characters of a name: what nobody sees, and in a text with a space
/// after every character that space.
fn skipped_in(name: &str) -> fn(char) -> bool {
    if name.contains(is_blank) { |c| is_blank(c) || is_invisible(c) } else { is_invisible }
}

/// The Chinese characters of a text as the dictionary writes them: simplified, and nothing between
/// them.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold(c).push_to(&mut folded);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{Commonness, Segmenter, Standing};
    use crate::catalog::Catalog;
    use crate::vocab;

    fn segmenter() -> Segmenter {
        Segmenter::new(&Catalog::builtin(vocab::BASE).expect("the built-in catalog is right"))
    }

    #[test]
    fn a_name_across_words_is_seen() {
        let segmenter = segmenter();
        let check = |text: &str, name: &str, expected: Standing| {
            let start = text.find(name).expect("the text has the name");
            let range = start..start + name.len();
            assert_eq!(segmenter.standing(text, &range), expected, "{name} in {text}");
        };
        check("日系车卖得好", "日系", Standing::Apart);
        check("近日系统升级", "日系", Standing::Across);
        check("其中方法最多", "中方", Standing::Across);
        check("我买了小米手机", "小米", Standing::Apart);
        check("買了聯想電腦", "聯想", Standing::Apart);
        check("这种想法国内没人支持", "法国", Standing::Across);
        check("欧美国家都这样", "欧美", Standing::Inside);
        check("中国人都知道", "中国", Standing::Apart);
    }

    #[test]
    fn everyday_words_are_told_from_names() {
        let segmenter = segmenter();
        let check = |word: &str, expected: Commonness| {
            assert_eq!(segmenter.commonness(word), expected, "{word}");
        };
        check("苹果", Commonness::Everyday);
        check("移动", Commonness::Everyday);
        check("小米", Commonness::Word);
        check("南航", Commonness::Rare);
        check("元气森林", Commonness::Rare);
        check("Meta", Commonness::Rare);
    }
}
