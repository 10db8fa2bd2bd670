//! Names that a text defines for itself: 宁德时代（以下简称宁德）, 易瑞生物技术股份有限公司 (下称易瑞).

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::fold::{is_han, is_latin};

/// What introduces a short form, inside brackets after the long one.
const INTRODUCTIONS: [&str; 4] = ["以下简称", "下称", "以下称", "简称"];
/// What looks for them, made once.
static FINDERS: LazyLock<[Finder<'static>; 4]> = LazyLock::new(|| INTRODUCTIONS.map(Finder::new));
/// Words that stand for a company in the rest of a document without being its name.
const GENERAL: [&str; 16] = [
    "公司",
    "本公司",
    "该公司",
    "上市公司",
    "标的公司",
    "集团",
    "本集团",
    "企业",
    "平台",
    "我们",
    "银行",
    "基金",
    "项目",
    "产品",
    "甲方",
    "乙方",
];
/// How many characters a short form may have.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=10;

/// A short form that a text defines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Definition<'a> {
    /// The short form.
    pub(super) short: &'a str,
    /// Where the bracket opens that defines it, in bytes: the long form ends here.
    pub(super) after: usize,
    /// Where the short form stands in its definition, in bytes.
    pub(super) range: Range<usize>,
}

/// The short forms that a text defines, in reading order.
pub(super) fn definitions(text: &str) -> Vec<Definition<'_>> {
    let mut found: Vec<Definition<'_>> = Vec::new();
    for (introduction, finder) in INTRODUCTIONS.iter().zip(&*FINDERS) {
        found.extend(finder.find_iter(text.as_bytes()).filter_map(|at| {
            let after =
                text[..at].char_indices().next_back().filter(|(_, c)| matches!(c, '（' | '('))?.0;
            let rest = &text[at + introduction.len()..];
            let start =
                text.len() - rest.trim_start_matches(['“', '「', '"', '：', ':', ' ', '为']).len();
            let short = text[start..].split(|c| !is_han(c) && !is_latin(c)).next()?;
            let range = start..start + short.len();
            (LENGTH.contains(&short.chars().count()) && !GENERAL.contains(&short))
                .then_some(Definition { short, after, range })
        }));
    }
    found.sort_by_key(|definition| definition.after);
    let mut seen = std::collections::HashSet::new();
    found.retain(|definition| seen.insert(definition.short));
    found
}

#[cfg(test)]
mod tests {
    use super::definitions;

    #[test]
    fn short_forms_are_read_from_brackets() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> =
                definitions(text).into_iter().map(|definition| definition.short).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("宁德时代（以下简称宁德）去了匈牙利", &["宁德"]);
        check("大疆创新科技有限公司 (下称“大疆”) 表示", &["大疆"]);
        check("某某集团（简称：某某）和甲（以下简称乙公司）", &["某某", "乙公司"]);
        check("他的简称是老王", &[]);
        check("比亚迪股份有限公司（以下简称“公司”）", &[]);
        check("甲（简称X司）说，甲（简称X司）又说", &["X司"]);
    }
}
