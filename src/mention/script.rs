//! Which script a text is written in. Names that mean another thing in Hong Kong (港台 is its public
//! broadcaster there) are looked at only in texts of traditional characters.

use crate::text::fold::{Folded, fold, is_han};

/// Characters that are in nearly every text in simplified characters and in none of the others.
const SIMPLIFIED: &str =
    "这们国说时会对过还没为业来开关门问见长东车马发现动实应给让学习电话个么无与万书买亲";

/// Whether a text is written in traditional characters for the most part.
pub(super) fn is_traditional(text: &str) -> bool {
    let is_changed = |c: char| is_han(c) && fold(c) != Folded::Char(c);
    let (mut traditional, mut simplified) = (0_usize, 0_usize);
    for c in text.chars() {
        traditional += usize::from(is_changed(c));
        simplified += usize::from(SIMPLIFIED.contains(c));
    }
    traditional > simplified
}

#[cfg(test)]
mod tests {
    use super::is_traditional;

    #[test]
    fn scripts_are_told_apart() {
        let check =
            |text: &str, expected: bool| assert_eq!(is_traditional(text), expected, "{text}");
        check("港台工會說，節目部換了主管", true);
        check("港台明星来内地开演唱会", false);
        check("他说的“臺灣”是繁体，还有这些人都没来", false);
        check("港台", false);
        check("", false);
    }
}
