//! Seams: where separators may stand in a name that is written without them (`TikTok`, `Tik Tok`).
//! Names that fold to one key differ in their seams at most.

use super::fold::{Folded, fold, is_han, is_latin};

/// Names that fold to more characters are not looked for: their seams would have more places than there
/// are bits.
pub const LONGEST: usize = u128::BITS as usize - 1;

/// A phrase folded, and where separators may stand in it: where it has one itself, between Chinese
/// and Latin, between letters and digits, and at humps (`TikTok`). Bit `i` is for the place before
/// character `i`.
#[must_use]
pub fn folded_with_seams(written: &str) -> (String, u128) {
    let (mut pattern, mut seams) = (String::new(), 0);
    let (mut last, mut separated, mut length) = (None, false, 0_u32);
    for c in written.chars() {
        let folded = fold(c);
        match folded {
            Folded::Separator => separated = true,
            Folded::Invisible => {}
            Folded::Char(_) | Folded::Ligature(_) => {
                let seam = separated || last.is_some_and(|last| is_seam(last, c));
                if seam && length < u128::BITS {
                    seams |= 1 << length;
                }
                length += folded.push_to(&mut pattern);
                (last, separated) = (Some(c), false);
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
