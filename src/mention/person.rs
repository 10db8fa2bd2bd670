//! People and streets whose names hold the name of a company: 胡宏利, 松下幸之助, 迈克尔·戴尔,
//! `Ron Philips`, 汇丰路. They are told by what stands beside the name: a surname, a given name, a
//! form of address, a first name, a word for a street.

use std::ops::Range;

use super::segment::Segmenter;
use super::surname::is_surname;
use crate::text::fold::is_han;

mod names;

use names::{
    ADDRESS, AFTER_DOTTED, AFTER_PERSON, AFTER_STREET, COMPANY_WORDS, DOUBTFUL_SURNAMES,
    ENGLISH_TITLES, FIRST_NAMES, JAPANESE_GIVEN, JAPANESE_SURNAMES, NOT_FIRST, SONS, STREETS,
    TITLES, TRANSLITERATED, TRANSLITERATED_ENDS,
};

/// Whether a name (bytes of the text) is but a part of the name of a person or a street.
pub(super) fn is_part(text: &str, range: &Range<usize>, segmenter: &Segmenter) -> bool {
    let name = &text[range.clone()];
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return follows_first_name(&text[..range.start]);
    }
    let place = Place { text, range, segmenter };
    if name.contains(is_dot) {
        return AFTER_DOTTED.iter().any(|word| place.after().starts_with(word));
    }
    name.chars().all(is_han)
        && !COMPANY_WORDS.iter().any(|word| place.after().starts_with(word))
        && (place.is_dotted()
            || place.is_addressed()
            || place.is_explained_as_person()
            || place.is_given_name()
            || place.is_japanese_surname()
            || place.goes_on_transliterated()
            || place.is_street())
}

/// Whether a character stands between the parts of a transliterated name.
fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '･' | '．')
}

/// Whether an English first name or title stands before a surname: `Ron Philips`, `Thomas J. Watson`.
fn follows_first_name(before: &str) -> bool {
    let Some(before) = before.strip_suffix(' ') else { return false };
    let mut words = before.rsplit(|c: char| {
        c.is_whitespace() || is_han(c) || matches!(c, '(' | '（' | '"' | '“' | ',' | '、' | '，')
    });
    let last = words.next().unwrap_or_default();
    let is_initial = last.len() == 2
        && last.ends_with('.')
        && last.starts_with(|c: char| c.is_ascii_uppercase());
    let first = if is_initial { words.next().unwrap_or_default() } else { last };
    FIRST_NAMES.binary_search(&first).is_ok() || ENGLISH_TITLES.contains(&first)
}

/// A place of a text where a Chinese name stands.
struct Place<'t> {
    text: &'t str,
    range: &'t Range<usize>,
    segmenter: &'t Segmenter,
}

impl Place<'_> {
    fn before(&self) -> &str {
        &self.text[..self.range.start]
    }

    fn name(&self) -> &str {
        &self.text[self.range.clone()]
    }

    fn after(&self) -> &str {
        &self.text[self.range.end..]
    }

    /// 迈克尔·戴尔, 戴尔·卡耐基: the other side of the dot is a transliterated name.
    fn is_dotted(&self) -> bool {
        let is_part = |part: &str| {
            (1..=8).contains(&part.chars().count())
                && part.chars().all(|c| TRANSLITERATED.contains(c))
        };
        let folded = |part: &str| super::segment::folded(part);
        let before = self.before().strip_suffix(is_dot).map(|before| {
            let start = before.char_indices().rev().take_while(|(_, c)| is_han(*c)).last();
            folded(&before[start.map_or(before.len(), |(at, _)| at)..])
        });
        let after = self.after().strip_prefix(is_dot).map(|after| {
            folded(after.split(|c| !is_han(c)).next().unwrap_or_default())
                .chars()
                .take(2)
                .collect::<String>()
        });
        before.is_some_and(|part| {
            // Of a longer stretch the end is the name: 创始人迈克尔.
            let end: String = part.chars().skip(part.chars().count().saturating_sub(2)).collect();
            is_part(&end)
        }) || after.is_some_and(|part| is_part(&part))
    }

    /// 武田君, 本田先生.
    fn is_addressed(&self) -> bool {
        let after = self.after();
        ADDRESS.iter().any(|(address, longer)| {
            after.starts_with(address) && !longer.iter().any(|word| after.starts_with(word))
        })
    }

    /// 高德纳（Donald Knuth）.
    fn is_explained_as_person(&self) -> bool {
        let Some(inside) = self.after().strip_prefix(['（', '(']) else { return false };
        let first = inside.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let rest = &inside[first.len()..];
        FIRST_NAMES.binary_search(&first).is_ok()
            && rest.starts_with(' ')
            && rest[1..].starts_with(|c: char| c.is_ascii_uppercase())
            && rest.find(['）', ')']).is_some_and(|end| rest[..end].split(' ').count() <= 4)
    }

    /// 胡宏利, 总经理高宏利: a surname by itself stands before the name.
    fn is_given_name(&self) -> bool {
        let before = self.before();
        let Some(surname) = before.chars().next_back().filter(|&c| is_han(c)) else { return false };
        let rest = &before[..before.len() - surname.len_utf8()];
        let surname = super::segment::folded(surname.encode_utf8(&mut [0; 4]));
        let is_sure = surname.chars().all(is_surname);
        if !is_sure && !DOUBTFUL_SURNAMES.contains(&surname) {
            return false;
        }
        let is_titled = || TITLES.iter().any(|title| ends_with(rest, title));
        let is_person = || AFTER_PERSON.iter().any(|word| self.after().starts_with(word));
        let is_counted = rest.ends_with([
            '一', '二', '两', '几', '这', '那', '每', '本', '老', '小', '阿', '某', '大',
        ]) || rest.ends_with(|c: char| c.is_numeric());
        self.name().chars().count() == 2
            && !is_counted
            && (is_sure || is_titled() || is_person())
            && self.segmenter.ends_in_single(self.text, self.range.start)
    }

    /// 松下幸之助, 铃木修: a given name follows, and no other word.
    fn is_japanese_surname(&self) -> bool {
        if !JAPANESE_SURNAMES.contains(&super::segment::folded(self.name()).as_str()) {
            return false;
        }
        let after = super::segment::folded(
            &self.after().chars().take_while(|&c| is_han(c)).take(6).collect::<String>(),
        );
        let is_first_son = after.strip_prefix('一').is_some_and(|rest| rest.starts_with(SONS));
        if after.starts_with(|c| NOT_FIRST.contains(c)) && !is_first_son {
            return false;
        }
        let given = after.chars().take_while(|c| JAPANESE_GIVEN.contains(*c)).count();
        let first = self.segmenter.first_word(&after);
        // 本田一直 goes on with a word; 幸之助 is one that the dictionary may know.
        match given {
            0 => false,
            1 => first == 1 && !after.chars().nth(1).is_some_and(|c| "了过的着".contains(c)),
            _ => {
                // The dictionary may know the whole given name.
                first == 1
                    || first > 2 && first <= given
                    || first == 2 && given >= 2 && !self.segmenter.is_everyday_start(&after, first)
            }
        }
    }

    /// 吉利特, 阿里夫: the name goes on with a character of transliterated names that begins no word.
    fn goes_on_transliterated(&self) -> bool {
        let after: String = self.after().chars().take_while(|&c| is_han(c)).take(6).collect();
        let after = super::segment::folded(&after);
        after.starts_with(|c| TRANSLITERATED_ENDS.contains(c))
            && self.name().chars().count() == 2
            && super::segment::folded(self.name()).chars().all(|c| TRANSLITERATED.contains(c))
            && self.segmenter.first_word(&after) == 1
    }

    /// 汇丰路12号, 轩尼诗道.
    fn is_street(&self) -> bool {
        let after: String = self.after().chars().take_while(|&c| is_han(c)).take(6).collect();
        let after = super::segment::folded(&after);
        STREETS.iter().any(|street| {
            let rest = after.strip_prefix(street);
            let length = street.chars().count();
            rest.is_some_and(|rest| {
                (length > 1 || rest.chars().next().is_none_or(|c| AFTER_STREET.contains(c)))
                    && self.segmenter.first_word(&after) == length
            })
        })
    }
}

/// Whether a text, of whatever characters, ends with a word in simplified ones.
fn ends_with(text: &str, word: &str) -> bool {
    let count = word.chars().count();
    let start = text.char_indices().rev().nth(count - 1).map(|(at, _)| at);
    start.is_some_and(|start| {
        text[start..] == *word || super::segment::folded(&text[start..]) == word
    })
}

#[cfg(test)]
mod tests {
    use super::names::FIRST_NAMES;
    use super::{follows_first_name, is_part};
    use crate::catalog::Catalog;
    use crate::mention::segment::Segmenter;

    #[test]
    fn first_names_are_in_order() {
        let mut sorted = FIRST_NAMES.to_vec();
        sorted.sort_unstable();
        assert_eq!(FIRST_NAMES, sorted);
    }

    #[test]
    fn first_names_and_titles_make_a_surname() {
        assert!(follows_first_name("by Ron "));
        assert!(follows_first_name("他叫Thomas J. "));
        assert!(follows_first_name("met Dr. "));
        assert!(!follows_first_name("by the "));
        assert!(!follows_first_name("Ron"));
    }

    #[test]
    fn people_and_streets_are_told_from_companies() {
        let segmenter = Segmenter::new(&Catalog::default());
        let check = |text: &str, expected: bool| {
            let (before, rest) = text.split_once('[').expect("the text marks the name");
            let (name, after) = rest.split_once(']').expect("the text marks the name");
            let range = before.len()..before.len() + name.len();
            let text = format!("{before}{name}{after}");
            assert_eq!(is_part(&text, &range, &segmenter), expected, "{text}");
        };
        check("时任总经理胡[宏利]没有出席", true);
        check("浙江[吉利]的工厂", false);
        check("一张[阿里]云的券", false);
        check("迈克尔·[戴尔]到场", true);
        check("[戴尔]·卡耐基的书", true);
        check("腾讯·[大粤]网", false);
        check("沃尔特·[迪士尼]公司", false);
        check("[高德纳]（Donald Knuth）写了", true);
        check("[摩根士丹利]（Morgan Stanley）", false);
        check("[武田]君写代码", true);
        check("[别克]君越降价", false);
        check("[松下]幸之助晚年", true);
        check("[本田]宗一郎造车", true);
        check("[本田]一直在亏", false);
        check("[丰田]和本田", false);
        check("[丰田]和大众的财报", false);
        check("[铃木]一朗打棒球", true);
        check("克里斯汀·[迪奥]是设计师", true);
        check("约翰·[迪尔]没来", true);
        check("临床医生向[财新]记者说", false);
        check("给[华为]道个歉", false);
        check("[西贝]站台", false);
        check("[松下]空调", false);
        check("法国选手[吉利]特拿了第三", true);
        check("[吉利]特别重视", false);
        check("住在[汇丰]路12号", true);
        check("[华为]路由器", false);
        check("[華為]道歉了", false);
    }
}
