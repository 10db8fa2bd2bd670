//! Word boundaries, asked of jieba where a name is doubtful.
//!
//! The dictionary takes a fifth of a second to load, so it is loaded at the first question, and
//! only the stretch of Chinese around the doubtful place is segmented.

use std::ops::Range;
use std::sync::OnceLock;

use jieba_rs::Jieba;

use super::fold::{Folded, fold, is_han};

/// How many characters on each side are segmented along with the place in question.
const CONTEXT: usize = 16;

/// Whether both ends of a range of Chinese text (bytes) fall between words.
pub(super) fn stands_between_words(text: &str, range: &Range<usize>) -> bool {
    let clause = Clause::around(text, range);
    clause.starts_word && clause.ends_word
}

/// Whether the beginning of a range of Chinese text (bytes) falls between words.
pub(super) fn starts_word(text: &str, range: &Range<usize>) -> bool {
    Clause::around(text, range).starts_word
}

/// How a range stands in the words of its clause.
struct Clause {
    starts_word: bool,
    ends_word: bool,
}

impl Clause {
    fn around(text: &str, range: &Range<usize>) -> Self {
        let before: Vec<char> =
            text[..range.start].chars().rev().take_while(|&c| is_han(c)).take(CONTEXT).collect();
        let name = &text[range.clone()];
        let after = text[range.end..].chars().take_while(|&c| is_han(c)).take(CONTEXT);
        let clause: String =
            before.iter().rev().copied().chain(name.chars()).chain(after).map(folded).collect();
        let start = before.len();
        let end = start + name.chars().count();
        let ends = word_ends(&clause);
        Self { starts_word: start == 0 || ends.contains(&start), ends_word: ends.contains(&end) }
    }
}

/// Whether a word is a noun, or no word of the dictionary at all.
#[must_use]
pub(super) fn is_noun(word: &str) -> bool {
    let word: String = word.chars().map(folded).collect();
    let tags = jieba().tag(&word, false);
    tags.len() != 1
        || tags.iter().all(|tag| tag.tag.starts_with('n') || !tag.word.chars().all(is_han))
}

/// Where the words of a clause end, in characters.
fn word_ends(clause: &str) -> Vec<usize> {
    jieba().cut(clause, false).into_iter().map(|word| word.end).collect()
}

fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}

/// The dictionary is in simplified characters. Separators stay, so that places stay.
fn folded(c: char) -> char {
    match fold(c) {
        Folded::Char(c) => c,
        Folded::Separator => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_noun, stands_between_words};

    #[test]
    fn nouns_are_told_from_verbs_and_adjectives() {
        let check = |word: &str, expected: bool| assert_eq!(is_noun(word), expected, "{word}");
        check("苹果", true);
        check("小米", true);
        check("移动", false);
        check("现代", false);
        check("元气森林", true);
        check("Meta", true);
    }

    #[test]
    fn a_name_across_words_is_seen() {
        let check = |text: &str, name: &str, expected: bool| {
            let start = text.find(name).expect("the text has the name");
            let range = start..start + name.len();
            assert_eq!(stands_between_words(text, &range), expected, "{name} in {text}");
        };
        check("日系车卖得好", "日系", true);
        check("近日系统升级", "日系", false);
        check("其中方法最多", "中方", false);
        check("我买了小米手机", "小米", true);
        check("買了聯想電腦", "聯想", true);
    }
}
