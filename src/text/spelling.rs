//! How names are typed where there is no Chinese keyboard: in pinyin, with or without tones, or by
//! the initials of their syllables. A character with several readings gives several spellings.

use std::borrow::Cow;

use pinyin::{Pinyin, ToPinyinMulti as _};

use crate::text::fold::{Folded, fold, is_han};

/// A name has at most so many spellings; those with the most usual readings come first.
const MOST: usize = 16;
/// Long names, which are hardly ever typed in pinyin, have fewer.
const MOST_OF_LONG: usize = 4;
/// So many Chinese characters make a name long.
const LONG: usize = 7;
/// So many make it one that nobody types.
const TOO_LONG: usize = 24;
/// Names of so many characters are known by their initials.
const WITH_INITIALS: std::ops::RangeInclusive<usize> = 2..=8;

/// Words of names in which a character is not read as it mostly is: which one, and how.
const WORDS: [(&str, usize, &str); 12] = [
    ("银行", 1, "hang"),
    ("商行", 1, "hang"),
    ("央行", 1, "hang"),
    ("重庆", 0, "chong"),
    ("长", 0, "chang"),
    ("厦门", 0, "xia"),
    ("音乐", 1, "yue"),
    ("会计", 0, "kuai"),
    ("西藏", 1, "zang"),
    ("成都", 1, "du"),
    ("首都", 1, "du"),
    ("传媒", 0, "chuan"),
];

/// One way to spell a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Pinyin without tones and spaces, `v` for `ü`: `yuanqisenlin`.
    pub(crate) full: String,
    /// The first letters of its syllables: `yqsl`; none for names too short or too long for that.
    pub(crate) initials: Option<String>,
}

/// A character as it is spelled; hardly any spelling has to be made.
type Syllable = Cow<'static, str>;

/// The spellings of a folded name, the most usual one first; none for names without Chinese
/// characters.
pub(crate) fn spellings(key: &str) -> Vec<Spelling> {
    let han = key.chars().filter(|&c| is_han(c)).count();
    if !(1..=TOO_LONG).contains(&han) {
        return Vec::new();
    }
    let Some(mut syllables) = key.chars().map(syllables).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    put_usual_first(key, &mut syllables);
    let most = if han < LONG { MOST } else { MOST_OF_LONG };
    let spelled = choices(&syllables, most).into_iter().map(|choice| {
        let chosen = || syllables.iter().zip(&choice).map(|(syllables, &one)| &syllables[one]);
        let initials = chosen().filter_map(|syllable| syllable.chars().next());
        Spelling {
            full: chosen().map(AsRef::as_ref).collect(),
            initials: WITH_INITIALS.contains(&syllables.len()).then(|| initials.collect()),
        }
    });
    let mut spellings: Vec<Spelling> = spelled.collect();
    spellings.dedup();
    spellings
}

/// Puts the readings first that characters have in the words of a name.
fn put_usual_first(key: &str, syllables: &mut [Vec<Syllable>]) {
    for (word, place, usual) in WORDS {
        for (at, _) in key.match_indices(word) {
            let syllables = &mut syllables[key[..at].chars().count() + place];
            syllables.sort_by_key(|syllable| syllable != usual);
        }
    }
}

/// What a character can be spelled as, the usual reading first; what is not Chinese is itself.
/// Nothing if nobody knows how to say it.
fn syllables(c: char) -> Option<Vec<Syllable>> {
    if !is_han(c) {
        return Some(vec![typed_char(c).map(String::from).unwrap_or_default().into()]);
    }
    let mut syllables: Vec<Syllable> = Vec::new();
    for plain in c.to_pinyin_multi()?.into_iter().map(Pinyin::plain) {
        let syllable: Syllable =
            if plain.contains('ü') { plain.replace('ü', "v").into() } else { plain.into() };
        if syllable.is_ascii() && !syllable.is_empty() && !syllables.contains(&syllable) {
            syllables.push(syllable);
        }
    }
    (!syllables.is_empty()).then_some(syllables)
}

/// Which reading to take of each character: first the usual ones everywhere, then all ways to take
/// another one at one place, at two places, and so on, `most` in all.
fn choices(syllables: &[Vec<Syllable>], most: usize) -> Vec<Vec<usize>> {
    // A choice, and the first place at which it may still be changed.
    let mut found = vec![(vec![0; syllables.len()], 0)];
    let mut at = 0;
    while at < found.len() && found.len() < most {
        let (choice, from) = found[at].clone();
        for place in from..syllables.len() {
            for other in 1..syllables[place].len() {
                let mut changed = choice.clone();
                changed[place] = other;
                found.push((changed, place + 1));
            }
        }
        at += 1;
    }
    found.truncate(most);
    found.into_iter().map(|(choice, _)| choice).collect()
}

/// What a name comes to if it was typed in pinyin: `huáwéi`, `hua wei` and `hua2wei2` are `huawei`.
/// Two ways if it has digits that may belong to the name; none if it has no Latin letter, or any
/// other letter.
pub(crate) fn typed(name: &str) -> Vec<String> {
    let folded: String = name.chars().filter_map(typed_char).collect();
    if !folded.is_ascii() || !folded.contains(|c: char| c.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut after_letter = false;
    let toneless: String = folded
        .chars()
        .filter(|&c| {
            let is_tone = after_letter && matches!(c, '1'..='5');
            after_letter = c.is_ascii_lowercase();
            !is_tone
        })
        .collect();
    let mut typed = vec![toneless, folded];
    typed.dedup();
    typed
}

/// A character as it counts in pinyin; nothing for what separates syllables or marks a tone.
fn typed_char(c: char) -> Option<char> {
    match c.to_lowercase().next().unwrap_or(c) {
        '\'' | '`' => return None,
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => return Some('v'),
        _ => {}
    }
    match fold(c) {
        Folded::Separator | Folded::Invisible | Folded::Ligature(_) | Folded::Char('\'') => None,
        Folded::Char(c) => Some(without_accent(c)),
    }
}

/// A folded name without accents, if it has any: `nestlé` is found as `nestle`.
pub(crate) fn unaccented(key: &str) -> Option<String> {
    let plain: String = key.chars().map(without_accent).collect();
    (plain != key).then_some(plain)
}

fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' | 'ǐ' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' | 'ǹ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ǒ' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{spellings, typed, unaccented};

    #[test]
    fn names_are_spelled_in_every_reading() {
        let check = |name: &str, expected: &[(&str, &str)]| {
            let spelled = spellings(name);
            for (full, initials) in expected {
                let found = spelled.iter().any(|spelling| {
                    spelling.full == *full && spelling.initials.as_deref() == Some(initials)
                });
                assert!(found, "{name} is not spelled {full}, {initials}: {spelled:?}");
            }
        };
        check("元气森林", &[("yuanqisenlin", "yqsl")]);
        check("重庆", &[("chongqing", "cq"), ("zhongqing", "zq")]);
        check("长沙", &[("changsha", "cs"), ("zhangsha", "zs")]);
        check("厦门", &[("xiamen", "xm"), ("shamen", "sm")]);
        check("绿地", &[("lvdi", "ld")]);
        check("360安全", &[("360anquan", "360aq")]);
        check("t恤", &[("txu", "tx")]);
    }

    #[test]
    fn the_usual_reading_comes_first_and_there_are_not_too_many() {
        for (name, usual) in [
            ("华为", "huawei"),
            ("大疆", "dajiang"),
            ("中国", "zhongguo"),
            ("招商银行", "zhaoshangyinhang"),
            ("重庆", "chongqing"),
            ("长沙", "changsha"),
            ("厦门", "xiamen"),
        ] {
            assert_eq!(spellings(name)[0].full, usual);
        }
        assert!(spellings("重重重重重重").len() <= super::MOST);
        assert!(spellings("重重重重重重重重重").len() <= super::MOST_OF_LONG);
        assert!(spellings("huawei").is_empty());
        assert!(spellings("").is_empty());
    }

    #[test]
    fn pinyin_is_read_however_it_is_typed() {
        let check = |name: &str, expected: &[&str]| assert_eq!(typed(name), expected, "{name}");
        check("huawei", &["huawei"]);
        check("Hua Wei", &["huawei"]);
        check("huáwéi", &["huawei"]);
        check("hua\u{301}we\u{301}i", &["huawei"]);
        check("ｈｕａ　ｗｅｉ", &["huawei"]);
        check("hua2wei2", &["huawei", "hua2wei2"]);
        check("xi'an", &["xian"]);
        check("lǜdì", &["lvdi"]);
        check("360anquan", &["360anquan"]);
        check("华为", &[]);
        check("996", &[]);
        check("", &[]);
    }

    #[test]
    fn accents_are_left_out() {
        assert_eq!(unaccented("nestlé").as_deref(), Some("nestle"));
        assert_eq!(unaccented("nestle"), None);
    }
}
