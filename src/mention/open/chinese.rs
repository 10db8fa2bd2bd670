//! Where a Chinese legal name begins: 海砾科技（深圳）有限公司 in 起诉了海砾科技（深圳）有限公司.
//!
//! Its words are read from the legal form to the left. What lies to the right of a word that stands
//! before names is the name, if it is a name by itself: if something in it tells the firm apart. If
//! nothing does (管理咨询有限公司), either the word is part of the name (和 in 亿嘉和智能), or nobody is
//! named (一家有限公司).

use super::word::{Word, words_before};
use super::words::{self, Class};
use crate::mention::segment::Segmenter;

/// What a legal form is like, as far as the name before it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Hardly ever anything but the end of a name: 有限公司.
    Legal,
    /// A common noun as well: 律师事务所.
    Noun,
    /// The same, of firms whose names begin with their place: 专业合作社.
    Local,
}

/// What the words of a name, as far as they are read, have in them.
#[derive(Default)]
struct Tally {
    own: usize,
    common: usize,
    trades: usize,
}

/// What becomes of a word.
enum Verdict {
    /// It is part of the name.
    Taken,
    /// The name begins after it.
    Border,
    /// There is no name.
    Nobody,
}

/// Where the name begins that ends with a legal form at `end`, in bytes; nothing if nobody is named.
pub(super) fn name(text: &str, end: usize, form: Form, segmenter: &Segmenter) -> Option<usize> {
    let words = words_before(text, end, segmenter);
    let mut start = words.len();
    let mut tally = Tally::default();
    while start > 0 {
        match verdict(&words, start, form, &tally) {
            Verdict::Taken => tally.add(&words[start - 1]),
            Verdict::Border => break,
            Verdict::Nobody => return None,
        }
        start -= 1;
    }
    let start = start + words[start..].iter().take_while(|word| word.class == Class::Joint).count();
    let start = home(&words, start);
    let is_counted = form != Form::Legal
        && words.get(start).is_some_and(|word| words::is_remainder(&text[word.range.clone()]));
    let fits = form != Form::Local || begins_with_place(&words[start..]);
    let is_named = !is_counted && fits && tells_apart(&words[start..], &Tally::of(&words[start..]));
    is_named.then(|| words[start].range.start)
}

impl Tally {
    fn of(words: &[Word]) -> Self {
        let mut tally = Self::default();
        for word in words {
            tally.add(word);
        }
        tally
    }

    fn add(&mut self, word: &Word) {
        match word.class {
            Class::Trade | Class::Either => self.trades += 1,
            Class::Common | Class::Border | Class::Link => self.common += 1,
            Class::Own => self.own += word.chars,
            Class::Small | Class::And | Class::Count | Class::Suffix => self.own += 1,
            Class::Place | Class::Mask | Class::Joint => {}
        }
    }

    /// Whether a firm is told apart wherever it is: by two characters, as the law asks.
    fn is_own(&self) -> bool {
        self.own >= 2
    }
}

/// Whether words that stand before a legal form are a name by themselves.
fn tells_apart(words: &[Word], tally: &Tally) -> bool {
    let places = words.iter().take_while(|word| word.class == Class::Place).count();
    let others = tally.trades + tally.common + tally.own;
    tally.is_own() || places > 0 && others > 0 || places > 1
}

/// What becomes of the word before those that are read.
fn verdict(words: &[Word], start: usize, form: Form, tally: &Tally) -> Verdict {
    let read = &words[start..];
    let (before, word) = (&words[..start - 1], &words[start - 1]);
    let is_name = tells_apart(read, tally);
    let border_if = |is_border: bool| if is_border { Verdict::Border } else { Verdict::Taken };
    match word.class {
        Class::Trade | Class::Place | Class::Own | Class::Joint => Verdict::Taken,
        Class::Either => border_if(tally.is_own() || is_name && begins_with_place(read)),
        Class::Common => border_if(is_name && (begins_with_place(read) || !follows_place(before))),
        Class::Count if is_name => border_if(read[0].class == Class::Joint),
        Class::Small | Class::And if is_name => border_if(!is_character(before)),
        Class::Suffix => border_if(is_name && (makes_role(before) || begins_with_place(read))),
        Class::Border | Class::Link | Class::Mask if is_name => Verdict::Border,
        Class::Link if form == Form::Legal && is_in_place(before, read, tally) => Verdict::Taken,
        Class::Small | Class::And | Class::Count if is_inside(word, before, read, tally, form) => {
            Verdict::Taken
        }
        Class::Border if follows_number_of_name(before) => Verdict::Taken,
        _ => Verdict::Nobody,
    }
}

fn follows_place(before: &[Word]) -> bool {
    before.last().is_some_and(|word| word.class == Class::Place)
}

fn begins_with_place(read: &[Word]) -> bool {
    read.first().is_some_and(|word| word.class == Class::Place)
}

/// Whether a small word with a whole name after it belongs to a longer name all the same: it has but
/// one character before it (诺和诺德), or the city (北京和众汇富).
fn is_character(before: &[Word]) -> bool {
    match before {
        [.., place, one] if one.chars == 1 => {
            matches!(place.class, Class::Place | Class::Border | Class::Link)
        }
        [one] if one.class != Class::Place => one.chars == 1,
        [.., link, city] if city.class == Class::Place => {
            !city.is_country && link.class != Class::Link
        }
        [city] => city.class == Class::Place && !city.is_country,
        _ => false,
    }
}

/// Whether a small word with no name after it is one of the characters of the name: 和 in 亿嘉和, 佳都.
fn is_inside(word: &Word, before: &[Word], read: &[Word], tally: &Tally, form: Form) -> bool {
    let is_begun = is_begun(read, tally);
    let last = before.last().map_or(Class::Border, |last| last.class);
    match form {
        Form::Legal => match last {
            Class::Trade | Class::Own => true,
            Class::Place => tally.own > 0,
            Class::Joint => false,
            _ => is_begun && word.class != Class::And,
        },
        _ if is_begun && before.last().is_some_and(|last| last.chars == 1) => true,
        _ => is_in_place(before, read, tally),
    }
}

/// Whether a word follows the place and the first character of a name, or the place, with its next
/// character after it: 的 in 江苏南的源.
fn is_in_place(before: &[Word], read: &[Word], tally: &Tally) -> bool {
    match before {
        [.., place, one] if one.chars == 1 => place.class == Class::Place,
        [.., place] => place.class == Class::Place && is_begun(read, tally),
        [] => false,
    }
}

/// Whether one character of a name is read, which takes two.
fn is_begun(read: &[Word], tally: &Tally) -> bool {
    tally.own == 1 && read.first().is_some_and(|word| word.chars == 1)
}

/// Whether 方 or 商 ends a word that says what somebody does: 投资方.
fn makes_role(before: &[Word]) -> bool {
    before.last().is_some_and(|word| {
        let makes = [Class::Trade, Class::Either, Class::Common, Class::Count];
        makes.contains(&word.class) || word.chars > 1
    })
}

/// Whether a number that something counts follows a place, as in names alone: 北京八亿时空.
fn follows_number_of_name(before: &[Word]) -> bool {
    matches!(before, [.., place, number]
        if place.class == Class::Place && number.class == Class::Count)
}

/// The place that a name begins with, if there is one and the rest is a name with it: what stands
/// before it is not part of the name, unless it is what tells the firm apart (格林美武汉科技有限公司).
fn home(words: &[Word], start: usize) -> usize {
    let is_home = |&at: &usize| {
        let rest = Tally::of(&words[at..]);
        words[at].class == Class::Place
            && (rest.is_own()
                || tells_apart(&words[at..], &rest) && Tally::of(&words[start..at]).own == 0)
    };
    (start..words.len()).find(is_home).unwrap_or(start)
}
