//! The words of jieba's dictionary as a trie that was made when haitu was compiled (`build.rs`) and
//! is read where it lies in the program: nothing is loaded, and a walk touches what it passes.

use super::layout::{BASE_BITS, FREQUENCY_BITS, LETTER_BITS};

include!(concat!(env!("OUT_DIR"), "/constants.rs"));

/// The letter of each character, two bytes each; 0 for a character that stands in no word.
static LETTERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/letters.bin"));
/// The nodes, eight bytes each.
static NODES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/nodes.bin"));

/// What some characters begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node(u64);

impl Node {
    /// Where every word begins.
    pub(super) fn root() -> Self {
        Self(node(0).unwrap_or(0))
    }

    /// What the characters so far and one more begin.
    pub(super) fn step(self, c: char) -> Option<Self> {
        let (base, letter) = (self.0 & ones(BASE_BITS), letter(c)?);
        if base == 0 {
            return None;
        }
        let child = Self(node(base + letter)?);
        (child.letter() == letter).then_some(child)
    }

    /// How often the word that ends here was counted; nothing where none does.
    pub(super) fn frequency(self) -> Option<u64> {
        (self.0 >> (BASE_BITS + LETTER_BITS) & ones(FREQUENCY_BITS)).checked_sub(1)
    }

    /// The part of speech of the word that ends here.
    pub(super) fn tag(self) -> &'static str {
        let number = self.0 >> (BASE_BITS + LETTER_BITS + FREQUENCY_BITS);
        usize::try_from(number).ok().and_then(|number| TAGS.get(number)).unwrap_or(&"")
    }

    fn letter(self) -> u64 {
        self.0 >> BASE_BITS & ones(LETTER_BITS)
    }
}

const fn ones(bits: u32) -> u64 {
    (1 << bits) - 1
}

fn node(place: u64) -> Option<u64> {
    let (nodes, _) = NODES.as_chunks();
    nodes.get(usize::try_from(place).ok()?).map(|bytes| u64::from_le_bytes(*bytes))
}

fn letter(c: char) -> Option<u64> {
    let (letters, _) = LETTERS.as_chunks();
    let letter = u16::from_le_bytes(*letters.get(c as usize)?);
    (letter > 0).then_some(u64::from(letter))
}
