//! A trie of folded phrases, entered at every character of a text where one of them could begin.
//!
//! Few places of a text begin a name, and three characters tell most of them: a table folds and
//! numbers a character in one step, bits tell whether two of them, and then three, begin any phrase,
//! and only then is the trie walked. Knows phrases by their numbers alone, not what they mean.

use std::collections::HashMap;

use unicode_normalization::char::compose;

use crate::text::fold::{Folded, fold, is_accent};

/// A folded character of the phrases, by number.
type Letter = u16;
/// A character that stands in no phrase.
const STRANGE: Letter = 0;
/// A character that counts for nothing.
const SEPARATOR: Letter = 1;
/// A character that nobody sees.
const INVISIBLE: Letter = 2;
/// A character that counts as several.
const LIGATURE: Letter = 3;
/// The characters of the Basic Multilingual Plane.
const PLANE: usize = 1 << 16;
/// How many bits tell which two letters begin a phrase, as a power of two: 32 kB, which stay near.
const OPENING_BITS: u32 = 18;
/// How many tell which three do, and which two are one.
const LONGER_BITS: u32 = 20;
/// No phrase, or no node.
const NONE: u32 = u32::MAX;

/// A folded character of a text: where it begins, and whether a separator was left out before it.
pub(super) struct Slot {
    /// In bytes of the text.
    pub(super) start: usize,
    pub(super) after_separator: bool,
    letter: Letter,
}

impl Slot {
    /// Where the character ends, in bytes of its text.
    pub(super) fn end(&self, text: &str) -> usize {
        let mut chars = text[self.start..].chars();
        let letter = chars.next().map_or(0, char::len_utf8);
        let accents = chars.take_while(|&c| is_accent(c));
        self.start + letter + accents.map(char::len_utf8).sum::<usize>()
    }
}

/// A phrase that stands in a text, from one slot to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// The last slot.
    pub(super) last: u32,
    /// The first slot.
    pub(super) first: u32,
    /// The number of the phrase.
    pub(super) phrase: u32,
}

/// Phrases, compiled.
pub(super) struct Trie {
    /// The letter of each character of the Basic Multilingual Plane.
    letters: Vec<Letter>,
    /// The letters of folded characters beyond it.
    far_letters: HashMap<char, Letter>,
    /// The phrase that each letter is by itself.
    singles: Vec<u32>,
    /// Every two letters that begin a phrase.
    openings: Likely,
    /// Every three letters that begin a phrase; and [`STRANGE`] after every two that are one.
    longer: Likely,
    /// The node after two letters.
    pairs: Pairs,
    nodes: Vec<Node>,
    /// The letter by which each node is reached from its parent.
    reached_by: Vec<Letter>,
}

/// What some letters begin. Its children stand in a row.
#[derive(Clone, Copy)]
struct Node {
    first_child: u32,
    children: u32,
    /// The phrase that ends here.
    phrase: u32,
}

impl Trie {
    /// Compiles phrases, which are folded, distinct and not empty; a phrase's number is its place.
    pub(super) fn new(phrases: &[String]) -> Self {
        let (letters, far_letters, count) = alphabet(phrases);
        let letter = |c: char| {
            letters.get(c as usize).or_else(|| far_letters.get(&c)).copied().unwrap_or(STRANGE)
        };
        let mut spelt: Vec<(Vec<Letter>, u32)> =
            phrases.iter().map(|phrase| phrase.chars().map(letter).collect()).zip(0..).collect();
        spelt.sort_unstable();
        let mut trie = Self {
            letters: folding(&letters),
            far_letters,
            singles: vec![NONE; count],
            openings: Likely::new(OPENING_BITS),
            longer: Likely::new(LONGER_BITS),
            pairs: Pairs::default(),
            nodes: Vec::new(),
            reached_by: Vec::new(),
        };
        trie.grow(&spelt);
        trie.index();
        trie
    }

    /// Makes the nodes level by level, so that the children of each stand in a row.
    fn grow(&mut self, spelt: &[(Vec<Letter>, u32)]) {
        self.push(STRANGE);
        let mut spans = vec![(0..spelt.len(), 0_usize)];
        let mut node = 0;
        while node < spans.len() {
            let (mut span, depth) = spans[node].clone();
            // Sorted: the phrase that ends here comes before those that go on.
            if !span.is_empty() && spelt[span.start].0.len() == depth {
                self.nodes[node].phrase = spelt[span.start].1;
                span.start += 1;
            }
            self.nodes[node].first_child = number(self.nodes.len());
            for group in spelt[span.clone()].chunk_by(|one, other| one.0[depth] == other.0[depth]) {
                spans.push((span.start..span.start + group.len(), depth + 1));
                span.start += group.len();
                self.push(group[0].0[depth]);
                self.nodes[node].children += 1;
            }
            node += 1;
        }
    }

    fn push(&mut self, reached_by: Letter) {
        self.nodes.push(Node { first_child: 0, children: 0, phrase: NONE });
        self.reached_by.push(reached_by);
    }

    /// Makes the short cuts to the nodes of the first two levels.
    fn index(&mut self) {
        for first in self.children(0) {
            let one = self.reached_by[first];
            self.singles[usize::from(one)] = self.nodes[first].phrase;
            for second in self.children(first) {
                let key = pair(one, self.reached_by[second]);
                self.openings.insert(key.into());
                self.pairs.insert(key, number(second));
                if self.nodes[second].phrase != NONE {
                    self.longer.insert(triple(key, STRANGE));
                }
                for third in self.children(second) {
                    self.longer.insert(triple(key, self.reached_by[third]));
                }
            }
        }
    }

    fn children(&self, node: usize) -> std::ops::Range<usize> {
        let Node { first_child, children, .. } = self.nodes[node];
        first_child as usize..(first_child + children) as usize
    }

    /// The characters of a text that count, in order.
    pub(super) fn slots(&self, text: &str) -> Vec<Slot> {
        let mut slots = Vec::with_capacity(text.len() / 2);
        let mut after_separator = false;
        for (start, c) in text.char_indices() {
            let letter = self.letter(c);
            match letter {
                SEPARATOR => after_separator = true,
                INVISIBLE if is_accent(c) => self.put_accent(text, c, &mut slots),
                INVISIBLE => {}
                LIGATURE => {
                    for part in parts(c) {
                        let letter = self.letter(part);
                        slots.push(Slot { start, after_separator, letter });
                        after_separator = false;
                    }
                }
                _ => {
                    slots.push(Slot { start, after_separator, letter });
                    after_separator = false;
                }
            }
        }
        slots
    }

    /// Puts an accent, which is written by itself, on the letter before it.
    fn put_accent(&self, text: &str, accent: char, slots: &mut [Slot]) {
        let Some(last) = slots.last_mut() else { return };
        let letter = text[last.start..].chars().next();
        if let Some(whole) = letter.and_then(|letter| compose(letter, accent)) {
            last.letter = self.letter(whole);
        }
    }

    #[inline]
    fn letter(&self, c: char) -> Letter {
        match self.letters.get(c as usize) {
            Some(&letter) => letter,
            None => match fold(c) {
                Folded::Char(folded) => match self.letters.get(folded as usize) {
                    Some(&letter) => letter,
                    None => self.far_letters.get(&folded).copied().unwrap_or(STRANGE),
                },
                Folded::Separator => SEPARATOR,
                Folded::Invisible => INVISIBLE,
                Folded::Ligature(_) => LIGATURE,
            },
        }
    }

    /// Every phrase that stands in the slots of a text, in the order in which they end; of those that
    /// end together the longest first.
    pub(super) fn hits(&self, slots: &[Slot]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for first in 0..slots.len() {
            let single = self.singles[usize::from(slots[first].letter)];
            if single != NONE {
                hits.push(Hit { last: number(first), first: number(first), phrase: single });
            }
            let Some(second) = slots.get(first + 1) else { break };
            let key = pair(slots[first].letter, second.letter);
            if !self.openings.may_have(key.into()) {
                continue;
            }
            let third = slots.get(first + 2).map_or(STRANGE, |slot| slot.letter);
            if self.longer.may_have(triple(key, STRANGE))
                || self.longer.may_have(triple(key, third))
            {
                self.follow(key, slots, first, &mut hits);
            }
        }
        hits.retain(|hit| is_whole(slots, *hit));
        hits.sort_unstable();
        hits
    }

    /// Walks the trie from the node that two letters lead to.
    fn follow(&self, key: u32, slots: &[Slot], first: usize, hits: &mut Vec<Hit>) {
        let mut node = self.pairs.get(key);
        for (last, next) in
            (first + 1..).zip(slots[first + 1..].iter().skip(1).map(Some).chain([None]))
        {
            if node == NONE {
                return;
            }
            let phrase = self.nodes[node as usize].phrase;
            if phrase != NONE {
                hits.push(Hit { last: number(last), first: number(first), phrase });
            }
            let Some(next) = next else { return };
            let mut children = self.children(node as usize);
            node =
                children.find(|&child| self.reached_by[child] == next.letter).map_or(NONE, number);
        }
    }
}

/// The letters of the folded characters of the phrases, those of the first plane in a table, and how
/// many there are.
fn alphabet(phrases: &[String]) -> (Vec<Letter>, HashMap<char, Letter>, usize) {
    let mut letters = vec![STRANGE; PLANE];
    let mut far_letters = HashMap::new();
    let mut next = LIGATURE + 1;
    for c in phrases.iter().flat_map(|phrase| phrase.chars()) {
        let letter = match letters.get_mut(c as usize) {
            Some(letter) => letter,
            None => far_letters.entry(c).or_insert(STRANGE),
        };
        if *letter == STRANGE && next < Letter::MAX {
            *letter = next;
            next += 1;
        }
    }
    (letters, far_letters, usize::from(next))
}

/// The letter of every character of the first plane, folded or not.
fn folding(letters: &[Letter]) -> Vec<Letter> {
    let letter = |code: u32| match char::from_u32(code).map(fold) {
        Some(Folded::Separator) => SEPARATOR,
        Some(Folded::Invisible) => INVISIBLE,
        Some(Folded::Ligature(_)) => LIGATURE,
        Some(Folded::Char(c)) => letters.get(c as usize).copied().unwrap_or(STRANGE),
        None => STRANGE,
    };
    (0..).take(PLANE).map(letter).collect()
}

/// Whether a phrase does not begin or end within a ligature.
fn is_whole(slots: &[Slot], hit: Hit) -> bool {
    let begins = |slot: u32| {
        let slot = slot as usize;
        slot == 0 || slots.get(slot).is_none_or(|next| next.start != slots[slot - 1].start)
    };
    begins(hit.first) && begins(hit.last + 1)
}

/// The characters that a ligature counts as.
fn parts(c: char) -> std::str::Chars<'static> {
    match fold(c) {
        Folded::Ligature(parts) => parts.chars(),
        _ => "".chars(),
    }
}

fn pair(one: Letter, other: Letter) -> u32 {
    u32::from(one) << 16 | u32::from(other)
}

fn triple(pair: u32, third: Letter) -> u64 {
    u64::from(pair) << 16 | u64::from(third)
}

/// A number of `bits` bits that differs for most keys (Fibonacci hashing).
#[inline]
fn hash(key: u64, bits: u32) -> usize {
    usize::try_from(key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - bits)).unwrap_or(0)
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NONE)
}

/// A set that never misses a key, but may take another for one of its own: a bit for every hash.
struct Likely {
    words: Vec<u64>,
    bits: u32,
}

impl Likely {
    /// With `1 << bits` places.
    fn new(bits: u32) -> Self {
        Self { words: vec![0; 1 << (bits - 6)], bits }
    }

    fn insert(&mut self, key: u64) {
        let bit = hash(key, self.bits);
        self.words[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn may_have(&self, key: u64) -> bool {
        let bit = hash(key, self.bits);
        self.words[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Nodes by two letters: a hash table that is never more than half full.
#[derive(Default)]
struct Pairs {
    places: Vec<(u32, u32)>,
    bits: u32,
    used: usize,
}

impl Pairs {
    fn insert(&mut self, key: u32, node: u32) {
        if (self.used + 1) * 2 > self.places.len() {
            let old = std::mem::take(&mut self.places);
            self.bits = (self.bits + 1).max(4);
            self.places = vec![(0, NONE); 1 << self.bits];
            for (key, node) in old.into_iter().filter(|(_, node)| *node != NONE) {
                let place = self.place(key);
                self.places[place] = (key, node);
            }
        }
        let place = self.place(key);
        self.places[place] = (key, node);
        self.used += 1;
    }

    /// The node of a key, or [`NONE`].
    fn get(&self, key: u32) -> u32 {
        self.places[self.place(key)].1
    }

    /// Where a key stands, or the empty place where it belongs.
    fn place(&self, key: u32) -> usize {
        let mut place = hash(key.into(), self.bits);
        while self.places[place].1 != NONE && self.places[place].0 != key {
            place = (place + 1) % self.places.len();
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Trie;
    use crate::text::fold::key;

    /// The phrases found in a text, as (text, first byte), in the order in which they are handed out.
    fn found(phrases: &[&str], text: &str) -> Vec<(String, usize)> {
        let phrases: Vec<String> = phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
        let trie = Trie::new(&phrases);
        let slots = trie.slots(text);
        let hits = trie.hits(&slots).into_iter();
        hits.map(|hit| (phrases[hit.phrase as usize].clone(), slots[hit.first as usize].start))
            .collect()
    }

    #[test]
    fn every_phrase_is_found_where_it_ends() {
        let check = |phrases: &[&str], text: &str, expected: &[(&str, usize)]| {
            let expected: Vec<(String, usize)> =
                expected.iter().map(|(phrase, at)| ((*phrase).to_owned(), *at)).collect();
            assert_eq!(found(phrases, text), expected, "{text}");
        };
        check(
            &["中国", "中国制造", "国制"],
            "中国制造",
            &[("中国", 0), ("国制", 3), ("中国制造", 0)],
        );
        check(&["a", "ab", "b"], "ab", &[("a", 0), ("ab", 0), ("b", 1)]);
        check(&["tiktok"], "用 Tik-Tok。", &[("tiktok", 4)]);
        check(&["华为"], "華爲華為", &[("华为", 0), ("华为", 6)]);
        check(&["吉野家", "吉"], "𠮷野家", &[("吉", 0), ("吉野家", 0)]);
        check(&["𠀋川"], "𠀋川", &[("𠀋川", 0)]);
        check(&["netflix", "lix"], "Netﬂix", &[("netflix", 0)]);
        check(&["nestlé"], "Nestle\u{301}", &[("nestlé", 0)]);
        check(&["华为"], "华\u{200b}\u{fe0f}为", &[("华为", 0)]);
        check(&["华为"], "华", &[]);
        check(&[], "华为", &[]);
    }

    proptest! {
        /// The same as a search for each phrase by itself.
        #[test]
        fn nothing_is_found_but_what_stands_there(
            phrases in prop::collection::btree_set("[ab中国]{1,4}", 0..12),
            text in "[abAB中国中 國-]{0,40}",
        ) {
            let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
            let folded = key(&text);
            let mut expected = 0;
            for phrase in &phrases {
                let starts = folded.char_indices().map(|(at, _)| at);
                expected += starts.filter(|at| folded[*at..].starts_with(phrase)).count();
            }
            prop_assert_eq!(found(&phrases, &text).len(), expected);
        }
    }
}
