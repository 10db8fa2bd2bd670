//! All names of a catalog in one automaton.
//!
//! Besides names it knows the phrases that forbid a name, those that allow it and the cues that
//! support it, so that one pass over a text yields everything a decision needs. An entry is found
//! by its folded characters; where separators may stand between them is kept as its seams.

use std::collections::HashMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use super::fold::{Folded, fold, is_han, is_latin};
use crate::catalog::{Catalog, Entity, EntityId};

/// What stands after a one-character short form: 日系, 德籍, 中方 (GUIDE: 方 籍 系 式 企 资 商 媒 货).
const ABBREVIATION_HEADS: [char; 9] = ['方', '籍', '系', '式', '企', '资', '商', '媒', '货'];

/// What can be found, and what finding it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A name that means its entity wherever it stands.
    Name(EntityId),
    /// A name that needs support.
    Ambiguous(EntityId),
    /// A one-character short form with its head: needs a word boundary.
    Abbreviation(EntityId),
    /// A short form of several entities, by its number in the catalog.
    Compound(usize),
    /// The same, where it takes a word boundary.
    AmbiguousCompound(usize),
    /// A phrase in which its target is not meant.
    NotWithin(Target),
    /// A phrase in which an ambiguous name does mean the entity.
    Within(EntityId),
    /// A word that supports the entity's ambiguous names.
    Cue(EntityId),
}

/// What a phrase forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Target {
    /// All names of an entity.
    Entity(EntityId),
    /// A compound, by its number in the catalog.
    Compound(usize),
}

/// One thing that can be found.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) meaning: Meaning,
    /// How many folded characters it has.
    pub(super) length: usize,
    /// Bit `i` is set where a separator may stand before folded character `i`.
    pub(super) seams: u128,
    /// The name as the catalog writes it, for names that must be written just so.
    pub(super) written: Box<str>,
}

/// A folded character of a text: where it begins, and whether a separator was left out before it.
pub(super) struct Slot {
    pub(super) start: usize,
    pub(super) after_separator: bool,
}

/// All names of a catalog, compiled.
pub(super) struct Lexicon {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// For each pattern of the automaton, what it means; most have one meaning.
    entries: Vec<Vec<Entry>>,
}

impl Lexicon {
    /// Compiles a catalog. Names that fold to nothing, or to more than 127 characters, are left out.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut draft = Draft::default();
        for (id, entity) in catalog.iter() {
            draft.add_entity(id, entity);
        }
        for (number, compound) in catalog.compounds().iter().enumerate() {
            let meaning =
                if compound.ambiguous { Meaning::AmbiguousCompound } else { Meaning::Compound };
            draft.add(&compound.text, meaning(number));
            draft.add_all(&compound.not_within, Meaning::NotWithin(Target::Compound(number)));
        }
        draft.compile()
    }

    /// Walks through a text and hands every entry that stands in it, with its characters and the
    /// byte where it ends, to `meet`.
    pub(super) fn walk<'a>(&'a self, text: &str, mut meet: impl FnMut(&[Slot], usize, &'a Entry)) {
        let mut slots: Vec<Slot> = Vec::with_capacity(text.len() / 3);
        let mut walk = self.automaton.find_overlapping_stepper();
        let mut after_separator = false;
        for (start, c) in text.char_indices() {
            let Folded::Char(folded) = fold(c) else {
                after_separator = true;
                continue;
            };
            slots.push(Slot { start, after_separator });
            after_separator = false;
            walk.consume(folded);
            for found in walk.matches() {
                for entry in &self.entries[found.value() as usize] {
                    meet(&slots[slots.len() - entry.length..], start + c.len_utf8(), entry);
                }
            }
        }
    }
}

#[derive(Default)]
struct Draft {
    patterns: Vec<String>,
    entries: Vec<Vec<Entry>>,
    numbers: HashMap<String, usize>,
}

impl Draft {
    fn add_entity(&mut self, id: EntityId, entity: &Entity) {
        for name in &entity.names {
            let meaning = if name.ambiguous { Meaning::Ambiguous } else { Meaning::Name };
            self.add(&name.text, meaning(id));
        }
        for &short in &entity.abbreviations {
            for head in ABBREVIATION_HEADS {
                self.add(&format!("{short}{head}"), Meaning::Abbreviation(id));
            }
        }
        self.add_all(&entity.not_within, Meaning::NotWithin(Target::Entity(id)));
        self.add_all(&entity.within, Meaning::Within(id));
        self.add_all(&entity.cues, Meaning::Cue(id));
    }

    fn add_all(&mut self, phrases: &[String], meaning: Meaning) {
        for phrase in phrases {
            self.add(phrase, meaning);
        }
    }

    /// Adds a phrase; the same meaning twice (a name that differs in case only) is one.
    fn add(&mut self, written: &str, meaning: Meaning) {
        let (pattern, seams) = folded_with_seams(written);
        let length = pattern.chars().count();
        if length == 0 || length >= u128::BITS as usize {
            return;
        }
        let number = *self.numbers.entry(pattern).or_insert_with_key(|pattern| {
            self.patterns.push(pattern.clone());
            self.entries.push(Vec::new());
            self.entries.len() - 1
        });
        let entries = &mut self.entries[number];
        match entries.iter_mut().find(|entry| entry.meaning == meaning) {
            Some(known) => known.seams |= seams,
            None => entries.push(Entry { meaning, length, seams, written: written.into() }),
        }
    }

    fn compile(self) -> Lexicon {
        let numbered = self.patterns.iter().zip(0..);
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .build_with_values(numbered)
            .expect("patterns are distinct and not empty");
        Lexicon { automaton, entries: self.entries }
    }
}

/// A phrase folded, and where separators may stand in it: where it has one itself, between Chinese
/// and Latin, between letters and digits, and at humps (`TikTok`).
fn folded_with_seams(written: &str) -> (String, u128) {
    let (mut pattern, mut seams) = (String::new(), 0);
    let (mut last, mut separated, mut length) = (None, false, 0_u32);
    for c in written.chars() {
        match fold(c) {
            Folded::Separator => separated = true,
            Folded::Char(folded) => {
                let seam = separated || last.is_some_and(|last| is_seam(last, c));
                if seam && length < u128::BITS {
                    seams |= 1 << length;
                }
                pattern.push(folded);
                (last, separated, length) = (Some(c), false, length + 1);
            }
        }
    }
    (pattern, seams)
}

fn is_seam(before: char, after: char) -> bool {
    is_han(before) && is_latin(after)
        || is_latin(before) && is_han(after)
        || before.is_lowercase() && after.is_uppercase()
        || before.is_alphabetic() && after.is_ascii_digit() && !is_han(before)
        || before.is_ascii_digit() && after.is_alphabetic() && !is_han(after)
}

#[cfg(test)]
mod tests {
    use super::folded_with_seams;

    #[test]
    fn seams_are_where_writers_put_spaces() {
        let check = |written: &str, folded: &str, seams: &[u32]| {
            let bits = seams.iter().fold(0, |bits, seam| bits | 1_u128 << seam);
            assert_eq!(folded_with_seams(written), (folded.to_owned(), bits), "{written}");
        };
        check("华为", "华为", &[]);
        check("TikTok", "tiktok", &[3]);
        check("中国制造2025", "中国制造2025", &[4]);
        check("Goldman Sachs", "goldmansachs", &[7]);
        check("KOS 高奥士国际", "kos高奥士国际", &[3]);
        check("B2B", "b2b", &[1, 2]);
    }
}
