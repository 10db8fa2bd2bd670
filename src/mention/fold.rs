//! Folding: what makes two ways of writing a name equal.
//!
//! Case, full and half width, and traditional and simplified characters fold to one form;
//! separators (spaces, hyphens, middle dots) fold to nothing. Folding works on single characters,
//! so a place in folded text is a place in the text.

use std::sync::OnceLock;

/// What a character is worth when names are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// It counts as this character.
    Char(char),
    /// It separates, and is left out: `Tik Tok`, `Coca-Cola`, `中国制造 2025`.
    Separator,
}

/// Folds one character.
#[inline]
#[must_use]
pub fn fold(c: char) -> Folded {
    fold_with(c, simplified)
}

#[inline]
fn fold_with(c: char, simplified: impl Fn(char) -> char) -> Folded {
    match c {
        ' '
        | '-'
        | '\u{a0}'
        | '\u{ad}'
        | '·'
        | '\u{200b}'..='\u{200d}'
        | '‐'
        | '‑'
        | '•'
        | '\u{2060}'
        | '\u{3000}'
        | '・'
        | '\u{feff}'
        | '－' => Folded::Separator,
        '\0'..='\x7f' => Folded::Char(c.to_ascii_lowercase()),
        '’' | '‘' | '＇' => Folded::Char('\''),
        '\u{3400}'..='\u{9fff}' => Folded::Char(simplified(c)),
        '！'..='～' => Folded::Char(half_width(c)),
        _ => Folded::Char(c.to_lowercase().next().unwrap_or(c)),
    }
}

/// The form under which a name is looked up: all its characters folded, separators left out.
#[must_use]
pub fn key(name: &str) -> String {
    // A few characters are not worth a table of all.
    let simplified = |c| if TABLE.get().is_some() { simplified(c) } else { simplified_alone(c) };
    name.chars()
        .filter_map(|c| match fold_with(c, simplified) {
            Folded::Char(c) => Some(c),
            Folded::Separator => None,
        })
        .collect()
}

/// Whether a character is a Chinese one.
#[inline]
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Whether a character makes up words that are set apart by spaces: digits, and letters of the
/// Latin, Greek and Cyrillic scripts.
#[inline]
#[must_use]
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{c0}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn half_width(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).map_or(c, |c| c.to_ascii_lowercase())
}

const HAN_FIRST: u32 = 0x3400;
const HAN_LAST: u32 = 0x9fff;

/// The simplified forms of all characters from the first to the last.
static TABLE: OnceLock<Vec<char>> = OnceLock::new();

/// The simplified form of a character of U+3400 to U+9FFF, from a table made once.
fn simplified(c: char) -> char {
    let table = TABLE.get_or_init(|| {
        let all: String = (HAN_FIRST..=HAN_LAST).filter_map(char::from_u32).collect();
        all.chars().map(simplified_alone).collect()
    });
    table[(u32::from(c) - HAN_FIRST) as usize]
}

/// The simplified form of a character by itself. 乾 stays: alone it is a name, not 干.
fn simplified_alone(c: char) -> char {
    let mut buffer = [0; 4];
    fast2s::convert(c.encode_utf8(&mut buffer)).chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_written_differently_have_one_key() {
        let check = |written: &str, expected: &str| assert_eq!(key(written), expected, "{written}");
        check("華為", "华为");
        check("ＨＵＡＷＥＩ", "huawei");
        check("Tik Tok", "tiktok");
        check("Coca-Cola", "cocacola");
        check("中国制造 2025", "中国制造2025");
        check("史蒂夫·乔布斯", "史蒂夫乔布斯");
        check("McDonald’s", "mcdonald's");
        check("亞馬遜", "亚马逊");
        check("台積電", "台积电");
        check("Ｔｉｋ　Ｔｏｋ", "tiktok");
    }
}
