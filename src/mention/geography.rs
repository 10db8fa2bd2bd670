//! Names of rivers, seas, cities and land that begin with a country: 约旦河, 日本海, 危地马拉城.
//! They are places of their own, and the country is not meant.

use crate::text::fold::{is_han, simple};

/// What such names end with, and the characters that make it another word when they follow: 河流,
/// 海军.
const HEADS: &[(&str, &str)] = &[
    ("河", "流道水边里南北谷床堤内畔西"),
    ("湾", "区仔湾"),
    ("城", "市镇里乡管堡墙"),
    ("海峡", "两"),
    ("运河", ""),
    ("盆地", ""),
    ("海沟", ""),
    ("寒流", ""),
    ("暖流", ""),
];

/// What follows 海 where it is a sea; any other character makes another word, or begins the name of a
/// place: 海军, 德国海德堡.
const AFTER_SEA: &str = "的和与及等沿是";

/// What follows 河 in the one word in which the river is meant all the same.
const BANKS: &[&str] = &["河西岸", "河东岸", "河谷"];

/// Whether the name of a country that ends at `end` (a byte of the text) opens the name of another
/// place.
pub(super) fn opens_place(text: &str, end: usize) -> bool {
    let rest: String = text[end..].chars().take(4).map(simple).collect();
    let is_sea = rest.strip_prefix('海').is_some_and(|after| {
        after.chars().next().is_none_or(|c| !is_han(c) || AFTER_SEA.contains(c))
    });
    is_sea
        || BANKS.iter().any(|bank| rest.starts_with(bank))
        || HEADS.iter().any(|(head, others)| {
            rest.strip_prefix(head).is_some_and(|after| !after.starts_with(|c| others.contains(c)))
        })
}

#[cfg(test)]
mod tests {
    use super::opens_place;

    #[test]
    fn waters_and_cities_are_not_countries() {
        let check = |country: &str, rest: &str, expected: bool| {
            let text = format!("{country}{rest}");
            assert_eq!(opens_place(&text, country.len()), expected, "{text}");
        };
        check("约旦", "河", true);
        check("约旦", "河西岸", true);
        check("中国", "河南", false);
        check("中国", "河西走廊", false);
        check("日本", "海", true);
        check("日本", "海军", false);
        check("日本", "海的另一边", true);
        check("德国", "海德堡", false);
        check("日本", "海關", false);
        check("危地马拉", "城", true);
        check("中国", "城市", false);
        check("泰国", "湾", true);
        check("美国", "湾区", false);
        check("中国", "海运", false);
    }
}
