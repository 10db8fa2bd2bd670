//! Cutting a text into words: of all ways to read a stretch of it as words, the most probable.

use std::ops::Range;

use super::{Dictionary, Entry, Walk, log};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// Where, in characters of the text.
    pub chars: Range<usize>,
}

/// A word and its part of speech, by the dictionary's letters: `n`, `v`, `vn`, `ns` …
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tagged<'t> {
    /// The word as it stands in the text.
    pub word: &'t str,
    /// Its part of speech; empty for a word that was added.
    pub tag: &'t str,
}

/// The most probable way on from a character.
#[derive(Clone, Copy)]
struct Step {
    /// The logarithm of the probability of all that follows.
    chance: f64,
    /// The character after the word.
    end: usize,
    word: Option<Entry>,
}

/// A word that was cut, with what the dictionary has of it, if that was seen on the way.
struct Piece<'t> {
    word: Word<'t>,
    entry: Option<Entry>,
}

impl Dictionary {
    /// The words of a text. Runs of Latin letters and digits are words; whatever else is neither those
    /// nor Chinese is cut into characters.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str) -> Vec<Word<'t>> {
        let mut words = Vec::with_capacity(text.len() / 4);
        self.cut(text, |piece| words.push(piece.word));
        words
    }

    /// The words of a text, each with its part of speech.
    #[must_use]
    pub fn tagged<'t>(&'t self, text: &'t str) -> Vec<Tagged<'t>> {
        let mut words = Vec::with_capacity(text.len() / 4);
        self.cut(text, |Piece { word, entry }| {
            let entry = entry.or_else(|| self.entry(word.text));
            let tag = entry.map_or_else(|| self.guessed(word.text), |entry| entry.tag);
            words.push(Tagged { word: word.text, tag });
        });
        words
    }

    fn cut<'t>(&self, text: &'t str, mut take: impl FnMut(Piece<'t>)) {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut start = 0;
        for stretch in chars.chunk_by(|one, other| is_of_words(one.1) == is_of_words(other.1)) {
            let stretch = Stretch { text, chars: &chars, place: start..start + stretch.len() };
            start = stretch.place.end;
            if is_of_words(stretch.char(stretch.place.start)) {
                stretch.cut(self, &mut take);
            } else {
                stretch.each_alone(&mut take);
            }
        }
    }
}

/// Whether a character stands in words: Chinese, Latin letters, digits and what joins those.
fn is_of_words(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2EBEF}'
        | '\u{2F800}'..='\u{2FA1F}'
        | '+' | '#' | '&' | '.' | '_' | '%' | '-')
        || c.is_ascii_alphanumeric()
}

/// Characters of a text that are all of words, or none.
struct Stretch<'a, 't> {
    text: &'t str,
    /// All characters of the text, and where each begins.
    chars: &'a [(usize, char)],
    place: Range<usize>,
}

impl<'t> Stretch<'_, 't> {
    fn char(&self, at: usize) -> char {
        self.chars[at].1
    }

    fn word(&self, chars: Range<usize>) -> Word<'t> {
        let byte = |at: usize| self.chars.get(at).map_or(self.text.len(), |(byte, _)| *byte);
        Word { text: &self.text[byte(chars.start)..byte(chars.end)], chars }
    }

    /// Every character is cut off, but that a line may end in two.
    fn each_alone(&self, take: &mut impl FnMut(Piece<'t>)) {
        let mut at = self.place.start;
        while at < self.place.end {
            let ends_line =
                self.char(at) == '\r' && at + 1 < self.place.end && self.char(at + 1) == '\n';
            let end = at + 1 + usize::from(ends_line);
            take(Piece { word: self.word(at..end), entry: None });
            at = end;
        }
    }

    fn cut(&self, dictionary: &Dictionary, take: &mut impl FnMut(Piece<'t>)) {
        let steps = self.steps(dictionary);
        let (mut at, mut latin) = (self.place.start, None);
        while at < self.place.end {
            let Step { end, word, .. } = steps[at - self.place.start];
            if end == at + 1 && self.char(at).is_ascii_alphanumeric() {
                latin.get_or_insert((at, word));
            } else {
                self.take_run(latin.take(), at, take);
                take(Piece { word: self.word(at..end), entry: word });
            }
            at = end;
        }
        self.take_run(latin, at, take);
    }

    /// Takes Latin letters and digits that were cut one by one as one word; with what stands at the
    /// first, if it is one alone.
    fn take_run(
        &self,
        run: Option<(usize, Option<Entry>)>,
        end: usize,
        take: &mut impl FnMut(Piece<'t>),
    ) {
        if let Some((start, word)) = run {
            let entry = word.filter(|_| end == start + 1);
            take(Piece { word: self.word(start..end), entry });
        }
    }

    /// The most probable way on from each character; of two as probable the one with the longer word.
    fn steps(&self, dictionary: &Dictionary) -> Vec<Step> {
        let (first, count) = (self.place.start, self.place.len());
        let mut steps = vec![Step { chance: 0.0, end: self.place.end, word: None }; count + 1];
        for at in (0..count).rev() {
            let mut best: Option<Step> = None;
            let mut walk = Walk::new(dictionary);
            for ((_, c), end) in self.chars[first + at..self.place.end].iter().zip(at + 1..) {
                if !walk.step(*c) {
                    break;
                }
                let Some(word) = walk.word() else { continue };
                let chance = log(word.frequency) - dictionary.log_total + steps[end].chance;
                if best.is_none_or(|best| chance >= best.chance) {
                    best = Some(Step { chance, end: first + end, word: Some(word) });
                }
            }
            steps[at] = best.unwrap_or_else(|| {
                let chance = 0.0 - dictionary.log_total + steps[at + 1].chance;
                Step { chance, end: first + at + 1, word: None }
            });
        }
        steps
    }
}
