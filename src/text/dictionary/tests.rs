//! jieba-rs is the referee: the same words, and the same answers about any text.

use std::sync::LazyLock;

use jieba_rs::Jieba;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng};

use super::Dictionary;

static WORDS: &str = include_str!("words.txt");
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Sentences of words, characters and signs at random: so many.
const SENTENCES: usize = 100_000;

/// What no dictionary of Chinese has, or has only as parts of words.
const STRANGE: [&str; 14] =
    ["A", "b7", "3.5", "+", "C++", "AT&", "，", " ", "\r\n", "。", "𠮷", "の", "é", "—"];

fn check_cut(dictionary: &Dictionary, jieba: &Jieba, text: &str) {
    let ours: Vec<(&str, usize, usize)> = dictionary
        .words(text)
        .into_iter()
        .map(|word| (word.text, word.chars.start, word.chars.end))
        .collect();
    let theirs: Vec<(&str, usize, usize)> =
        jieba.cut(text, false).iter().map(|word| (word.word, word.start, word.end)).collect();
    assert_eq!(ours, theirs, "{text}");
    let theirs: Vec<(&str, &str)> =
        jieba.tag(text, false).iter().map(|tag| (tag.word, tag.tag)).collect();
    let ours: Vec<(&str, &str)> =
        dictionary.tagged(text).iter().map(|tagged| (tagged.word, tagged.tag)).collect();
    assert_eq!(ours, theirs, "{text}");
}

#[test]
fn the_words_are_those_of_jieba() {
    let dictionary = Dictionary::default();
    let (mut count, mut total) = (0_usize, 0_u64);
    for line in WORDS.lines() {
        let [word, frequency, tag] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let entry = dictionary.entry(word).expect(word);
        assert_eq!((entry.frequency.to_string().as_str(), entry.tag), (frequency, tag), "{word}");
        assert!(JIEBA.has_word(word), "{word}");
        (count, total) = (count + 1, total + entry.frequency);
    }
    let theirs = format!("{:?}", *JIEBA);
    assert_eq!(theirs, format!("Jieba {{ records_len: {count}, total_freq: {total} }}"));
}

#[test]
fn sentences_are_cut_as_jieba_cuts_them() {
    let words: Vec<&str> = WORDS.lines().filter_map(|line| line.split(' ').next()).collect();
    let mut random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut below = |most: usize| random.next_u32() as usize % most;
    let dictionary = Dictionary::default();
    for _ in 0..SENTENCES {
        let mut sentence = String::new();
        for _ in 0..=below(6) {
            let word = words[below(words.len())];
            match below(8) {
                0 => sentence.push_str(STRANGE[below(STRANGE.len())]),
                1 => sentence.extend(word.chars().next()),
                2 => sentence.extend(word.chars().last()),
                _ => sentence.push_str(word),
            }
        }
        check_cut(&dictionary, &JIEBA, &sentence);
        assert_eq!(dictionary.has(&sentence), JIEBA.has_word(&sentence), "{sentence}");
        assert_eq!(
            dictionary.frequency(&sentence),
            JIEBA.suggest_freq(&sentence) as u64,
            "{sentence}"
        );
    }
}

proptest! {
    /// Added words count as they do for jieba.
    #[test]
    fn words_are_added_as_to_jieba(
        added in prop::collection::vec(("[一-七人中国大]{1,3}", 0..2000_u64), 0..12),
        text in "[一-七人中国大小A1，]{0,12}",
    ) {
        let (mut ours, mut theirs) = (Dictionary::default(), JIEBA.clone());
        for (word, frequency) in &added {
            ours.add(word, *frequency);
            theirs.add_word(word, usize::try_from(*frequency).ok(), None);
        }
        check_cut(&ours, &theirs, &text);
        prop_assert_eq!(ours.frequency(&text), theirs.suggest_freq(&text) as u64);
    }

    #[test]
    fn words_across_a_border_are_seen(before in "[中国人民大学生活]{0,3}", after in "[中国人民大学生活]{0,3}") {
        let dictionary = Dictionary::default();
        let starts = || before.char_indices().map(|(start, _)| start);
        let ends = || after.char_indices().map(|(at, c)| at + c.len_utf8());
        let crosses = |start: usize, end: usize| {
            JIEBA.has_word(&format!("{}{}", &before[start..], &after[..end]))
        };
        let expected = starts().any(|start| ends().any(|end| crosses(start, end)));
        prop_assert_eq!(dictionary.has_across(&before, &after), expected);
        let expected = !before.is_empty() && ends().any(|end| crosses(0, end));
        prop_assert_eq!(dictionary.goes_on(&before, &after) && !before.is_empty(), expected);
    }
}
