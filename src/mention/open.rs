//! Companies that the catalog does not know, found by the form of their names: legal names in
//! Chinese (…有限公司, …律师事务所) and in Latin letters (… Group, … LLP).
//!
//! Only forms that hardly ever mislead are taken: a wrong company is worse than a missing one.

use std::ops::Range;

use super::fold::{is_han, is_latin};
use super::segment::Segmenter;

/// How Chinese legal names end, the longest first.
pub(super) const ENDINGS: [&str; 6] =
    ["股份有限公司", "有限责任公司", "有限公司", "律师事务所", "会计师事务所", "集团公司"];

/// How company names in Latin letters end.
pub(super) const LATIN_ENDINGS: [&str; 21] = [
    "Inc",
    "Ltd",
    "LLC",
    "LLP",
    "Corp",
    "Corporation",
    "GmbH",
    "PLC",
    "Plc",
    "Group",
    "Holdings",
    "Technologies",
    "Labs",
    "Capital",
    "Ventures",
    "Partners",
    "Research",
    "Commerce",
    "Systems",
    "Pharmaceuticals",
    "Airlines",
];

/// Words of Chinese that end what comes before a name.
const STOPS: [&str; 48] = [
    "的", "是", "为", "由", "与", "和", "及", "在", "对", "向", "了", "从", "被", "把", "给", "据",
    "让", "以", "等", "即", "如", "叫", "或", "跟", "于", "到", "将", "因", "就", "也", "都", "这",
    "那", "该", "旗下", "下属", "收购", "入股", "投资", "成立", "一家", "公司", "名为", "委托",
    "自行", "起诉", "通过", "称",
];

/// How many words a Chinese name has at least, its ending left out, and how many characters at most.
const LEAST_WORDS: usize = 2;
const MOST_CHARACTERS: usize = 24;

/// How many words a name in Latin letters has at most, its ending left out.
const MOST_WORDS: usize = 8;

/// The ranges (bytes) of names that have the form of a company's, in reading order; `ends` are the
/// places where such names could end, in the order of their last bytes.
pub(super) fn companies(
    text: &str,
    ends: &[Range<usize>],
    segmenter: &Segmenter,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for of_one_end in ends.chunk_by(|one, other| one.end == other.end) {
        // Of 股份有限公司 and 有限公司 the longer.
        let Some(ending) = of_one_end.iter().min_by_key(|ending| ending.start) else { continue };
        let start = match text[ending.clone()].chars().next() {
            Some(first) if is_han(first) => chinese_name(text, ending.start, segmenter),
            _ => latin_name(text, ending.start),
        };
        found.extend(start.map(|start| start..ending.end));
    }
    found
}

/// Where the name begins that ends with a legal form at `ending`: after the last word that cannot be
/// part of it, and with the place that most legal names begin with, if one is there.
fn chinese_name(text: &str, ending: usize, segmenter: &Segmenter) -> Option<usize> {
    let is_part = |c: char| is_han(c) || is_latin(c) || matches!(c, '（' | '）' | '(' | ')' | '·');
    let reversed = text[..ending].char_indices().rev();
    let window = reversed.take_while(|&(_, c)| is_part(c)).take(MOST_CHARACTERS);
    let start = window.last().map(|(at, _)| at)?;
    let words = segmenter.words(&text[start..ending]);
    let is_stop = |(word, _): &(&str, bool)| STOPS.contains(word);
    let after_stop = words.iter().rposition(is_stop).map_or(0, |stop| stop + 1);
    let words = &words[after_stop..];
    let place = words.iter().position(|&(_, is_place)| is_place);
    let name = &words[place.unwrap_or(0)..];
    let length: usize = name.iter().map(|(word, _)| word.len()).sum();
    let opens_well =
        name.first().is_some_and(|(word, _)| word.chars().all(|c| is_han(c) || is_latin(c)));
    (name.len() >= LEAST_WORDS && opens_well).then_some(ending - length)
}

/// Where capitalised words begin before one that ends company names: `Beisheim Group`,
/// `Crowell & Moring LLP`.
fn latin_name(text: &str, ending: usize) -> Option<usize> {
    if !text[..ending].ends_with(' ') {
        return None;
    }
    let start = capitalised_before(text, ending)?;
    (start < ending).then_some(start)
}

/// Where the run of capitalised words begins that ends at `end`; nothing if it is too long for a name.
fn capitalised_before(text: &str, end: usize) -> Option<usize> {
    let mut start = end;
    for _ in 0..=MOST_WORDS {
        let before = text[..start].trim_end_matches(' ');
        let word = before.len()
            - before
                .chars()
                .rev()
                .take_while(|c| c.is_ascii_graphic() && !matches!(c, '(' | ',' | '"'))
                .count();
        let token = &before[word..];
        let is_word = token.starts_with(|c: char| c.is_ascii_uppercase())
            && !token.ends_with(['.', ';', ':', '!', '?', ')']);
        let is_name = token == "&" && start < end || is_word;
        if token.is_empty() || !is_name || before.len() == start && start != end {
            return Some(text.len() - text[start..].trim_start_matches(['&', ' ']).len());
        }
        start = word;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::companies;
    use crate::catalog::Catalog;
    use crate::mention::lexicon::Lexicon;
    use crate::mention::scan::scan;
    use crate::mention::segment::Segmenter;

    #[test]
    fn names_are_told_by_their_form() {
        let catalog = Catalog::default();
        let (lexicon, segmenter) = (Lexicon::new(&catalog), Segmenter::new(&catalog));
        let check = |text: &str, expected: &[&str]| {
            let ends = scan(&lexicon, text).legal_ends;
            let found = companies(text, &ends, &segmenter);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("他在深圳市南粤财物评估鉴定有限公司上班", &["深圳市南粤财物评估鉴定有限公司"]);
        check("起诉了北京某某科技股份有限公司。", &["北京某某科技股份有限公司"]);
        check("这是一家有限公司", &[]);
        check("大股东为 Beisheim Group，后者", &["Beisheim Group"]);
        check("美国律所 Crowell & Moring LLP 的合伙人", &["Crowell & Moring LLP"]);
        check("I left Apple. Microsoft Research", &["Microsoft Research"]);
        check("a Group of people", &[]);
        check("the research group", &[]);
        check("Aaa Bbb Ccc Ddd Eee Fff Ggg Hhh Group", &["Aaa Bbb Ccc Ddd Eee Fff Ggg Hhh Group"]);
        check("Aaa Bbb Ccc Ddd Eee Fff Ggg Hhh Iii Group", &[]);
    }
}
