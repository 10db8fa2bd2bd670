//! Text with a space between all its characters (华 为 与 腾 讯), as it comes from pages set in type:
//! there a space says nothing. In other text it stands between phrases, and no name goes across it.

use super::trie::Slot;
use crate::text::fold::{is_blank, is_han, is_invisible, is_latin};

/// How many Chinese characters in a row stand alone, those of a name included, where a text is set
/// with spaces: fewer may be a list of single characters.
const LEAST: usize = 4;

/// How far from a name its neighbours are looked at, in characters of either side.
const REACH: usize = 12;

/// Whether all characters of a name are Chinese and set apart by blanks, like those around it; or the
/// name is all of its line, or set apart by wide spaces, as names in a column are.
pub(super) fn is_spaced_out(text: &str, slots: &[Slot]) -> bool {
    let gaps = || slots.windows(2).map(|pair| &text[pair[0].end(text)..pair[1].start]);
    let is_gap =
        |gap: &str| gap.contains(is_blank) && gap.chars().all(|c| is_blank(c) || is_invisible(c));
    let is_chinese = |slot: &Slot| text[slot.start..].starts_with(is_han);
    if !slots.iter().all(is_chinese) || !gaps().all(is_gap) {
        return false;
    }
    let (Some(first), Some(last)) = (slots.first(), slots.last()) else { return false };
    let before = lone(text[..first.start].chars().rev());
    let after = lone(text[last.end(text)..].chars());
    let (Some(before), Some(after)) = (before, after) else { return false };
    let is_wide = || gaps().all(|gap| gap.contains('\u{3000}'));
    before.count + slots.len() + after.count >= LEAST
        || before.is_bare && after.is_bare
        || before.count + after.count == 0 && is_wide()
}

/// The characters that stand alone on one side of a name.
#[derive(Default)]
struct Lone {
    /// How many of them are Chinese.
    count: usize,
    /// Whether nothing at all stands on that side, up to the end of the line.
    is_bare: bool,
}

/// Counts what stands alone from a name on, up to the first word of several characters; nothing if a
/// character is joined to the name.
fn lone(chars: impl Iterator<Item = char>) -> Option<Lone> {
    let mut lone = Lone { count: 0, is_bare: true };
    // A Chinese character that may still turn out to be part of a word.
    let mut pending = false;
    let mut joined = true;
    for c in chars.filter(|&c| !is_invisible(c)).take(REACH).take_while(|&c| c != '\n') {
        if is_han(c) || is_latin(c) {
            if joined {
                return (!lone.is_bare).then_some(lone);
            }
            (pending, joined) = (is_han(c), true);
        } else {
            lone.count += usize::from(std::mem::take(&mut pending));
            joined = false;
        }
        lone.is_bare &= is_blank(c);
    }
    lone.count += usize::from(pending);
    Some(lone)
}

#[cfg(test)]
mod tests {
    use super::is_spaced_out;
    use crate::mention::trie::Trie;

    #[test]
    fn a_name_is_spaced_out_where_all_is() {
        let trie = Trie::new(&["华为".to_owned(), "中国".to_owned(), "腾讯".to_owned()]);
        let check = |text: &str, expected: &[bool]| {
            let slots = trie.slots(text);
            let hits = trie.hits(&slots).into_iter();
            let spaced: Vec<bool> = hits
                .map(|hit| is_spaced_out(text, &slots[hit.first as usize..=hit.last as usize]))
                .collect();
            assert_eq!(spaced, expected, "{text}");
        };
        check("华 为 与 腾 讯 都 来 了。", &[true, true]);
        check("华　为　与　腾　讯", &[true, true]);
        check("“ 华 为 ” 、 “ 腾 讯 ”", &[true, true]);
        check("他 在 华 为 上班", &[true]);
        check("我在华 为上班", &[false]);
        check("在其中 国内企业最多", &[false]);
        check("其 中 国内企业最多", &[false]);
        check("中 国", &[true]);
        check("选 中 国", &[false]);
        check("单位：华　为", &[true]);
        check("华为", &[false]);
        check("不分昼夜中 国家 队", &[false]);
    }
}
