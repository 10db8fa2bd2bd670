//! All names of a catalog in one trie.
//!
//! Besides names it knows the phrases that forbid a name, those that allow it and the cues that
//! support it, so that one pass over a text yields everything a decision needs. An entry is found
//! by its folded characters; where separators may stand between them is kept as its seams.

use rustc_hash::{FxHashMap, FxHashSet};

use super::abbreviation::{HEADS, is_abbreviation};
use super::latin::{IsConcept, Writing};
use super::open;
use super::trie::{Slot, Trie};
use crate::catalog::{Catalog, Entity, EntityId, Kind, Role};
use crate::text::fold::{is_han, key};
use crate::text::seam::{LONGEST, folded_with_seams};

/// What can be found, and what finding it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The end of a company's legal name.
    LegalEnd,
    /// A company that the catalog does not know, by its number among those of its unit. Not in the
    /// lexicon: found by its form.
    Unlinked(usize),
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
    /// Bit `i` is set where a separator may stand before folded character `i`.
    pub(super) seams: u128,
    /// How many folded characters at its beginning and end are no part of the name, but make it
    /// certain: 韩国 in 韩国乐天, 手机 in 小米手机.
    pub(super) margins: (usize, usize),
    /// The name as the catalog writes it, for names that must be written just so.
    pub(super) written: Option<Box<str>>,
    /// How its Latin letters are written.
    pub(super) writing: Writing,
}

impl Entry {
    /// Takes in the same name in another writing: what either allows is allowed.
    fn join(&mut self, other: &Self) {
        self.seams |= other.seams;
        let is_strict = matches!(self.writing, Writing::Capitals | Writing::Figures);
        if is_strict || matches!(other.writing, Writing::Small(_)) {
            self.writing = other.writing.clone();
        }
    }
}

/// All names of a catalog, compiled.
pub(super) struct Lexicon {
    trie: Trie,
    /// What the phrases mean, in the order of their numbers; most have one meaning.
    entries: Vec<Entry>,
    /// Where the entries of each phrase begin; and the end of the last.
    starts: Vec<usize>,
}

impl Lexicon {
    /// Compiles a catalog. Names that fold to nothing, or to more than 127 characters, are left out.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut draft = Draft::default();
        let countries: FxHashSet<&str> = catalog
            .iter()
            .filter(|(_, entity)| entity.kind == Kind::Country)
            .map(|(_, entity)| entity.label.as_str())
            .collect();
        for (id, entity) in catalog.iter() {
            draft.add_entity(id, entity, &countries);
        }
        for (number, compound) in catalog.compounds().iter().enumerate() {
            let meaning =
                if compound.ambiguous { Meaning::AmbiguousCompound } else { Meaning::Compound };
            let writing = Writing::of(&compound.text, IsConcept::No);
            draft.add_name(&compound.text, meaning(number), (0, 0), writing);
            draft.add_all(&compound.not_within, Meaning::NotWithin(Target::Compound(number)));
        }
        draft.add_masks(catalog);
        for ending in open::endings() {
            draft.add(ending, Meaning::LegalEnd);
        }
        draft.compile()
    }

    /// Walks through a text and hands every entry that stands in it, with its characters and the
    /// byte where it ends, to `meet`.
    pub(super) fn walk<'a>(&'a self, text: &str, mut meet: impl FnMut(&[Slot], usize, &'a Entry)) {
        let slots = self.trie.slots(text);
        for hit in self.trie.hits(&slots) {
            let (first, last) = (hit.first as usize, hit.last as usize);
            let end = slots[last].end(text);
            let phrase = hit.phrase as usize;
            for entry in &self.entries[self.starts[phrase]..self.starts[phrase + 1]] {
                meet(&slots[first..=last], end, entry);
            }
        }
    }
}

#[derive(Default)]
struct Draft {
    /// The phrases by their folded characters.
    numbers: FxHashMap<String, usize>,
    /// What each phrase means, by its number.
    entries: Vec<(usize, Entry)>,
}

impl Draft {
    fn add_entity(&mut self, id: EntityId, entity: &Entity, countries: &FxHashSet<&str>) {
        let is_concept = if entity.kind == Kind::Concept { IsConcept::Yes } else { IsConcept::No };
        for name in &entity.names {
            let meaning = match name.ambiguous {
                true => Meaning::Ambiguous,
                false if is_abbreviation(entity, &name.text) => Meaning::Abbreviation,
                false => Meaning::Name,
            };
            let margins = margins(entity, &name.text, countries);
            self.add_name(&name.text, meaning(id), margins, Writing::of(&name.text, is_concept));
            if let Some(mask) = masked_by_letter(&name.text) {
                self.add_name(&mask, Meaning::Ambiguous(id), (0, 0), Writing::Any);
            }
        }
        for &short in &entity.abbreviations {
            for head in HEADS {
                self.add(&format!("{short}{head}"), Meaning::Abbreviation(id));
            }
        }
        self.add_all(&entity.not_within, Meaning::NotWithin(Target::Entity(id)));
        self.add_all(&entity.within, Meaning::Within(id));
        self.add_all(&entity.cues, Meaning::Cue(id));
    }

    /// Masked names (某里, X度) support each other.
    fn add_masks(&mut self, catalog: &Catalog) {
        let masks: Vec<(EntityId, &str)> = catalog
            .iter()
            .flat_map(|(id, entity)| entity.names.iter().map(move |name| (id, name.text.as_str())))
            .filter(|(_, name)| name.starts_with('某') && name.chars().count() == 2)
            .collect();
        for &(id, _) in &masks {
            for &(_, other) in masks.iter().filter(|(other, _)| *other != id) {
                self.add_all(&[other.to_owned()], Meaning::Cue(id));
            }
        }
    }

    fn add_all(&mut self, phrases: &[String], meaning: Meaning) {
        for phrase in phrases {
            self.add(phrase, meaning);
            if let Some(mask) = masked_by_letter(phrase) {
                self.add(&mask, meaning);
            }
        }
    }

    fn add(&mut self, written: &str, meaning: Meaning) {
        self.add_name(written, meaning, (0, 0), Writing::Any);
    }

    /// Adds a phrase; the same meaning twice (a name that differs in case only) is one.
    fn add_name(
        &mut self,
        written: &str,
        meaning: Meaning,
        margins: (usize, usize),
        writing: Writing,
    ) {
        let (pattern, seams) = folded_with_seams(written);
        let length = pattern.chars().count();
        if length == 0 || length > LONGEST {
            return;
        }
        let next = self.numbers.len();
        let number = *self.numbers.entry(pattern).or_insert(next);
        let is_exact = matches!(meaning, Meaning::Ambiguous(_));
        let written = is_exact.then(|| written.into());
        self.entries.push((number, Entry { meaning, seams, margins, written, writing }));
    }

    fn compile(mut self) -> Lexicon {
        self.entries.sort_by_key(|(number, _)| *number);
        let mut entries: Vec<Entry> = Vec::with_capacity(self.entries.len());
        let mut starts = vec![0];
        for of_phrase in self.entries.chunk_by(|(one, _), (other, _)| one == other) {
            let start = entries.len();
            for (_, entry) in of_phrase {
                match entries[start..].iter_mut().find(|known| known.meaning == entry.meaning) {
                    Some(known) => known.join(entry),
                    None => entries.push(entry.clone()),
                }
            }
            starts.push(entries.len());
        }
        let mut patterns = vec![String::new(); self.numbers.len()];
        for (pattern, number) in self.numbers {
            patterns[number] = pattern;
        }
        Lexicon { trie: Trie::new(&patterns), entries, starts }
    }
}

/// A name or phrase that begins with 某, masked by a letter as well: X里 for 某里.
fn masked_by_letter(written: &str) -> Option<String> {
    written
        .strip_prefix('某')
        .filter(|rest| rest.starts_with(is_han))
        .map(|rest| format!("X{rest}"))
}

/// Words that make a name certain without being part of it.
const GENERAL_WORDS: [&str; 55] = [
    "公司",
    "手机",
    "电视",
    "电脑",
    "超市",
    "商店",
    "应用商店",
    "官网",
    "平台",
    "无人机",
    "按摩仪",
    "耳机",
    "空调",
    "冰箱",
    "网站",
    "客户端",
    "奶粉",
    "牛奶",
    "气囊",
    "安全气囊",
    "口罩",
    "手表",
    "相机",
    "打印机",
    "显卡",
    "硬盘",
    "笔记本",
    "服务器",
    "音箱",
    "充电宝",
    "插座",
    "牙膏",
    "保温杯",
    "电饭煲",
    "热水器",
    "微波炉",
    "洗衣机",
    "吹风机",
    "剃须刀",
    "电动牙刷",
    "扫地机",
    "方便面",
    "火鸡面",
    "酱油",
    "火腿肠",
    "巧克力",
    "冰淇淋",
    "羽绒服",
    "床垫",
    "皮鞋",
    "童装",
    "卡车",
    "皮卡",
    "轿车",
    "车灯",
];

/// The country whose name begins the official names of its companies (中国建设银行).
const CHINA: &str = "中国";

/// Words that describe more than they name. A name that begins with one is a company's official name
/// with the country before it: 荷兰皇家壳牌, 美国有线电视新闻网.
const DESCRIPTIONS: [&str; 10] =
    ["联合", "全国", "有线", "皇家", "中华", "文化", "公共", "消费者", "国家", "国际"];

/// Whether a company's name with its country before it is its official one.
fn is_official(entity: &Entity, home: &str, short: &str) -> bool {
    home == CHINA
        || short != entity.label && DESCRIPTIONS.iter().any(|word| short.starts_with(word))
}

/// How many folded characters of a company's name are another country before, and a general word after, a
/// shorter name of the same company.
fn margins(entity: &Entity, name: &str, countries: &FxHashSet<&str>) -> (usize, usize) {
    let is_usual = name == entity.label;
    if entity.kind != Kind::Company || is_usual {
        return (0, 0);
    }
    let is_name = |short: &str| {
        let mut names = entity.names.iter().filter(|known| known.text == short);
        names.any(|known| !known.ambiguous || known.role == Role::Preferred)
    };
    let length = |word: &str| key(word).chars().count();
    let words = GENERAL_WORDS.into_iter();
    let after = words.filter(|word| name.strip_suffix(word).is_some_and(is_name)).map(length).max();
    let splits = name.char_indices().map(|(at, _)| name.split_at(at));
    let is_home = |(home, short): &(&str, &str)| {
        countries.contains(home) && is_name(short) && !is_official(entity, home, short)
    };
    let before = splits.filter(is_home).map(|(home, _)| length(home)).next();
    (before.unwrap_or(0), after.unwrap_or(0))
}
