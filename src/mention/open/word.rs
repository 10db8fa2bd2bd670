//! The words before a legal form, and the class of each: by the tables, by the dictionary's part of
//! speech, and by the word before it.

use std::ops::Range;

use super::stretch;
use super::words::{self, Class};
use crate::mention::segment::Segmenter;
use crate::text::fold::{is_han, is_latin};

/// A word before a legal form.
pub(super) struct Word {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) class: Class,
    /// How many letters tell the firm apart, if this word does.
    pub(super) chars: usize,
    pub(super) is_country: bool,
}

/// Whether some text says nothing but where something is; or nothing at all.
pub(super) fn is_place(text: &str, segmenter: &Segmenter) -> bool {
    let mut words = Vec::new();
    if !text.is_empty() {
        add_words(text, 0..text.len(), segmenter, &mut words);
    }
    words.iter().all(|word| matches!(word.class, Class::Place | Class::Joint))
}

/// The words of the stretch before a legal form.
pub(super) fn words_before(text: &str, end: usize, segmenter: &Segmenter) -> Vec<Word> {
    let stretch = stretch::before(text, end);
    let mut words = Vec::new();
    let mut from = stretch.start;
    if text[..from].trim_end_matches(' ').ends_with(stretch::is_closing) {
        // After a bracket that is no part of a name, 和 joins.
        words.push(Word { range: from..from, class: Class::Joint, chars: 0, is_country: false });
    }
    for bracket in stretch.brackets {
        add_words(text, from..bracket.start, segmenter, &mut words);
        from = bracket.end;
        words.push(Word { range: bracket, class: Class::Joint, chars: 0, is_country: false });
    }
    add_words(text, from..end, segmenter, &mut words);
    words
}

fn add_words(text: &str, range: Range<usize>, segmenter: &Segmenter, words: &mut Vec<Word>) {
    let mut start = range.start;
    let mut add = |word: &str, tag: &str, length: usize| {
        let class = class(word, tag, words.last());
        let range = start..start + length;
        start = range.end;
        let chars = if class == Class::Own { word.chars().count() } else { 0 };
        let is_country = class == Class::Place && words::is_country(word);
        words.push(Word { range, class, chars, is_country });
    };
    segmenter.each_word(&text[range], |word, tag, length| match preposition(word, tag) {
        // 向海 is a place to the dictionary, even in 拟向海砾科技有限公司.
        Some((preposition, rest)) => {
            add(preposition, "p", preposition.len());
            add(rest, "", length - preposition.len());
        }
        None => add(word, tag, length),
    });
}

/// A noun of two characters, split behind the preposition that it begins with.
fn preposition<'w>(word: &'w str, tag: &str) -> Option<(&'w str, &'w str)> {
    let is_split = tag.starts_with('n') && word.starts_with(['向', '由', '在', '据', '为']);
    let mut places = word.char_indices().skip(1).map(|(at, _)| at);
    let second = places.next().filter(|_| is_split && places.next().is_none())?;
    Some(word.split_at(second))
}

/// The class of a word, by itself and by the word before it.
fn class(word: &str, tag: &str, before: Option<&Word>) -> Class {
    let follows_number = before.is_some_and(|before| before.class == Class::Count);
    if follows_number && (words::is_counted(word) || word == "人") {
        return Class::Border;
    }
    if before.is_none() && matches!(word, "年" | "月" | "日") {
        // What is left of a date.
        return Class::Link;
    }
    if let Some(class) = words::known(word) {
        return class;
    }
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let is_long = chars.next().is_some();
    if !is_han(first) && !is_latin(first) {
        Class::Joint
    } else if word.chars().all(|c| c.is_ascii_digit()) || is_numeral(first) && !is_long {
        Class::Count
    } else if words::is_trade(word) {
        Class::Trade
    } else if is_long && (tag == "ns" || is_district(word)) {
        Class::Place
    } else if word.contains('某') {
        Class::Mask
    } else if is_long && is_firm(word) {
        Class::Border
    } else if is_long && is_han(first) && is_common(tag) {
        Class::Common
    } else if is_long && is_han(first) && (is_grammar(tag) || counts(word)) {
        Class::Border
    } else {
        Class::Own
    }
}

fn is_numeral(c: char) -> bool {
    "一两二三四五六七八九十几多数".contains(c)
}

/// Whether a word is a number with what it counts: 三家, 两期.
fn counts(word: &str) -> bool {
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    word.starts_with(|c: char| is_numeral(c) || c.is_ascii_digit())
        && words::is_counted(&word[last..])
}

/// Whether a word says what kind of firm somebody is: 航空公司, 独资企业.
fn is_firm(word: &str) -> bool {
    ["公司", "企业", "机构", "厂商", "巨头", "央企", "国企", "民企", "制造商", "生产商", "运营商"]
        .into_iter()
        .any(|firm| word.ends_with(firm))
}

/// Whether a word is a place by its last character: 扶沟县.
fn is_district(word: &str) -> bool {
    word.chars().count() > 2 && word.ends_with(['省', '市', '县', '区', '镇', '乡', '州'])
}

/// Verbs and adverbs: they can be names all the same.
fn is_common(tag: &str) -> bool {
    matches!(tag, "v" | "vn" | "vd" | "d")
}

/// Pronouns, conjunctions, prepositions, particles.
fn is_grammar(tag: &str) -> bool {
    matches!(tag, "r" | "c" | "p" | "u" | "y")
}
