//! Compiles the dictionary of words into a table that is read where it lies: see
//! `src/text/dictionary/table.rs` for what it means. Puts the hash of the rules into the program: see
//! `src/build_script/rules.rs`.
//!
//! The table is a double-array trie. A node's children stand at its base plus their letters, and no
//! two nodes have one base, so that a child is known by its letter alone.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

#[path = "src/text/dictionary/layout.rs"]
mod layout;
#[path = "src/build_script/rules.rs"]
mod rules;

use layout::{BASE_BITS, FREQUENCY_BITS, LETTER_BITS};

const WORDS: &str = "src/text/dictionary/words.txt";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={WORDS}");
    println!("cargo:rerun-if-changed=src/text/dictionary/layout.rs");
    let out = env::var("OUT_DIR")?;
    let text = fs::read_to_string(WORDS)?;
    let dictionary = Dictionary::read(&text).ok_or("a line of the dictionary is no word")?;
    dictionary.write(Path::new(&out))?;
    Ok(tell_rules()?)
}

/// Tells the hash of the rules, and what it depends on.
fn tell_rules() -> io::Result<()> {
    println!("cargo:rustc-env=HAITU_RULES={}", rules::hash(Path::new("."))?);
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/build_script");
    println!("cargo:rerun-if-changed=Cargo.lock");
    for room in rules::ROOMS {
        println!("cargo:rerun-if-changed=src/{room}.rs");
        if Path::new("src").join(room).is_dir() {
            println!("cargo:rerun-if-changed=src/{room}");
        }
    }
    Ok(())
}

/// The words, spelt in letters: characters numbered from 1, the most frequent first.
struct Dictionary<'t> {
    letters: HashMap<char, u16>,
    tags: Vec<&'t str>,
    words: Vec<Word>,
}

struct Word {
    letters: Vec<u16>,
    frequency: u64,
    tag: u64,
}

/// A node of the trie; its children stand in a row.
struct Node {
    letter: u16,
    /// The word that ends here.
    word: Option<usize>,
    children: Range<usize>,
}

impl<'t> Dictionary<'t> {
    /// Reads lines of a word, how often it was counted, and its part of speech.
    fn read(text: &'t str) -> Option<Self> {
        let letters = letters(text);
        let (mut tags, mut words) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let mut parts = line.split(' ');
            let (word, frequency, tag) =
                (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
            let place = tags.iter().position(|known| *known == tag);
            let place = place.unwrap_or_else(|| {
                tags.push(tag);
                tags.len() - 1
            });
            let letters = word.chars().map(|c| letters[&c]).collect();
            words.push(Word { letters, frequency, tag: place as u64 });
        }
        words.sort_by(|one, other| one.letters.cmp(&other.letters));
        Some(Self { letters, tags, words })
    }

    /// The nodes level by level; the first is the root.
    fn nodes(&self) -> Vec<Node> {
        let mut nodes = vec![Node { letter: 0, word: None, children: 0..0 }];
        let mut spans = vec![(0..self.words.len(), 0)];
        let mut node = 0;
        while node < spans.len() {
            let (mut span, depth) = spans[node].clone();
            // Sorted: the word that ends here comes before those that go on.
            if !span.is_empty() && self.words[span.start].letters.len() == depth {
                nodes[node].word = Some(span.start);
                span.start += 1;
            }
            let first = nodes.len();
            while !span.is_empty() {
                let letter = self.words[span.start].letters[depth];
                let same = self.words[span.clone()].iter();
                let same = same.take_while(|word| word.letters[depth] == letter).count();
                spans.push((span.start..span.start + same, depth + 1));
                nodes.push(Node { letter, word: None, children: 0..0 });
                span.start += same;
            }
            nodes[node].children = first..nodes.len();
            node += 1;
        }
        nodes
    }

    fn write(&self, out: &Path) -> Result<(), Box<dyn Error>> {
        let nodes = self.nodes();
        let table = self.table(&nodes);
        let bytes: Vec<u8> = table.iter().flat_map(|node| node.to_le_bytes()).collect();
        fs::write(out.join("nodes.bin"), bytes)?;
        let last = self.letters.keys().map(|&c| c as usize).max().unwrap_or(0);
        let mut letters = vec![0_u16; last + 1];
        for (&c, &letter) in &self.letters {
            letters[c as usize] = letter;
        }
        let bytes: Vec<u8> = letters.iter().flat_map(|letter| letter.to_le_bytes()).collect();
        fs::write(out.join("letters.bin"), bytes)?;
        let total: u64 = self.words.iter().map(|word| word.frequency).sum();
        let mut constants = String::new();
        writeln!(constants, "/// How often all words were counted together.")?;
        writeln!(constants, "pub(super) const TOTAL: u64 = {};", grouped(total))?;
        writeln!(constants, "/// The parts of speech, by number.")?;
        writeln!(
            constants,
            "pub(super) const TAGS: [&str; {}] = {:?};",
            self.tags.len(),
            self.tags
        )?;
        fs::write(out.join("constants.rs"), constants)?;
        Ok(())
    }

    /// The nodes, packed, each in its place.
    fn table(&self, nodes: &[Node]) -> Vec<u64> {
        let (bases, length) = bases(nodes);
        let mut table = vec![0; length];
        let mut places = vec![0; nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            let word = node.word.map_or(0, |word| {
                let Word { frequency, tag, .. } = self.words[word];
                (frequency + 1) | (tag << FREQUENCY_BITS)
            });
            let (base, letter) = (bases[at] as u64, u64::from(node.letter));
            assert!(base >> BASE_BITS == 0 && letter >> LETTER_BITS == 0, "the table is too large");
            table[places[at]] = base | (letter << BASE_BITS) | (word << (BASE_BITS + LETTER_BITS));
            for child in node.children.clone() {
                places[child] = bases[at] + usize::from(nodes[child].letter);
            }
        }
        table
    }
}

/// A number with its digits in groups: `60_101_964`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().flat_map(str::from_utf8).collect();
    groups.join("_")
}

/// The characters of the dictionary, numbered from 1 by how many words have them.
fn letters(text: &str) -> HashMap<char, u16> {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in text.lines().flat_map(|line| line.split(' ').next().unwrap_or("").chars()) {
        *counts.entry(c).or_default() += 1;
    }
    let mut counts: Vec<(char, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(c, count)| (usize::MAX - count, c));
    counts.into_iter().map(|(c, _)| c).zip(1..).collect()
}

/// The base of each node, 0 for those without children, and how long the table is. Those with the most
/// children choose first, and the others fill what is left between.
fn bases(nodes: &[Node]) -> (Vec<usize>, usize) {
    let mut parents: Vec<usize> =
        (0..nodes.len()).filter(|&at| !nodes[at].children.is_empty()).collect();
    parents.sort_by_key(|&at| usize::MAX - nodes[at].children.len());
    let mut slots = Slots::default();
    let mut bases = vec![0; nodes.len()];
    for parent in parents {
        let children = &nodes[nodes[parent].children.clone()];
        let letters: Vec<usize> = children.iter().map(|child| usize::from(child.letter)).collect();
        bases[parent] = slots.place(&letters);
    }
    (bases, slots.length)
}

/// Which places of the table are free.
#[derive(Default)]
struct Slots {
    /// The next free place from each on; those beyond the end are free.
    next: Vec<usize>,
    /// Which bases are taken; 0 means that there are no children.
    is_base: Vec<bool>,
    /// Where the search for so many children went on to: before it nothing was free for them.
    searched: HashMap<usize, usize>,
    length: usize,
}

impl Slots {
    /// Takes places for the children of a node; its base.
    fn place(&mut self, letters: &[usize]) -> usize {
        let searched = self.searched.get(&letters.len()).copied().unwrap_or(1);
        let mut first = self.free(searched.max(letters[0] + 1));
        loop {
            let base = first - letters[0];
            let is_free = |letter: &usize| {
                self.next.get(base + letter).is_none_or(|&next| next == base + letter)
            };
            if !self.is_base.get(base).is_some_and(|&taken| taken) && letters.iter().all(is_free) {
                if letters.len() > 1 {
                    self.searched.insert(letters.len(), first);
                }
                self.take(base, letters);
                return base;
            }
            first = self.free(first + 1);
        }
    }

    fn take(&mut self, base: usize, letters: &[usize]) {
        let end = base + letters.last().map_or(0, |last| last + 2);
        let known = self.next.len();
        self.next.extend(known..end.max(known));
        self.is_base.resize(self.is_base.len().max(base + 1), false);
        self.is_base[base] = true;
        for letter in letters {
            self.next[base + letter] = base + letter + 1;
        }
        self.length = self.length.max(end);
    }

    /// The first free place from one on.
    fn free(&mut self, from: usize) -> usize {
        let mut place = from;
        while let Some(&next) = self.next.get(place) {
            if next == place {
                break;
            }
            place = next;
        }
        let mut passed = from;
        while passed < place {
            passed = std::mem::replace(&mut self.next[passed], place);
        }
        place
    }
}
