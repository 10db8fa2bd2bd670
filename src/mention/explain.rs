//! Why each name of a text was taken or refused, for people who mend the catalog: what the finder
//! recorded while it decided.

use std::ops::Range;
use std::sync::Arc;

use super::lexicon::Meaning;
use super::log::{Keep, Thought, Verdict};
use super::{CodePoints, Finder, Found, Referent};
use crate::document::{Document, Unit};

/// What became of a place where a name stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The number of the unit in its document.
    pub position: u32,
    /// Where the name stands in the unit's text, in code points.
    pub span: Range<usize>,
    /// The name as it stands there.
    pub exact: String,
    /// What it would mean: usual names, several for a compound.
    pub meaning: String,
    /// What became of it.
    pub verdict: Verdict,
}

impl Finder<'_> {
    /// Every place of a document where a name stands, one of the catalog, one by its form or one that
    /// the text defines, and what became of it, in reading order. What is taken is what
    /// [`mentions`](Self::mentions) gives.
    #[must_use]
    pub fn explain(&self, document: &Document) -> Vec<Explanation> {
        let found = self.found(document, Keep::Decisions);
        let units = document.units.iter().zip(found);
        units.flat_map(|(unit, found)| self.explanations(unit, found)).collect()
    }

    fn explanations(&self, unit: &Unit, found: Found<'_>) -> Vec<Explanation> {
        let text = unit.text.as_str();
        let mut counter = CodePoints::new(text);
        let decisions = found.log.into_decisions();
        let explanation = |(range, thought, verdict): (Range<usize>, Thought, Verdict)| {
            let start = counter.at(range.start);
            Explanation {
                position: unit.position,
                span: start..counter.at(range.end),
                exact: text[range].to_owned(),
                meaning: match thought {
                    Thought::Name(meaning) => self.called(meaning, &found.unlinked),
                    Thought::Form => "company by its form".to_owned(),
                    Thought::ShortForm => "short form".to_owned(),
                },
                verdict,
            }
        };
        let mut told: Vec<Explanation> = decisions.map(explanation).collect();
        // 小米手机 and 小米 are two entries that name one company: where one is taken, it is.
        let name = |it: &Explanation| (it.span.start, it.span.end, it.meaning.clone());
        told.sort_by_key(|it| (name(it), !matches!(it.verdict, Verdict::Taken(..))));
        told.dedup_by(|next, first| {
            name(next) == name(first)
                && (next.verdict == first.verdict || matches!(first.verdict, Verdict::Taken(..)))
        });
        told
    }

    /// The usual names of what is meant.
    fn called(&self, meaning: Meaning, unlinked: &[Arc<str>]) -> String {
        let called = self.referents(meaning, unlinked).into_iter().map(|referent| match referent {
            Referent::Known(id) => {
                let entity = self.catalog.entity(id);
                format!("{} {}", entity.kind, entity.label)
            }
            Referent::Unlinked(name) => format!("company {name}"),
        });
        called.collect::<Vec<_>>().join(" + ")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use proptest::prelude::*;

    use super::*;
    use crate::document;
    use crate::mention::Method;
    use crate::mention::builtin::FINDER;

    /// What is explained as taken is what is found, in the same way.
    fn check(document: &Document) {
        let mentions = FINDER.mentions(document);
        let found: BTreeSet<(u32, usize, usize, Method)> = document
            .units
            .iter()
            .zip(&mentions)
            .flat_map(|(unit, mentions)| {
                mentions.iter().map(|it| (unit.position, it.span.start, it.span.end, it.method))
            })
            .collect();
        let taken = FINDER.explain(document).into_iter().filter_map(|it| match it.verdict {
            Verdict::Taken(method, _) => Some((it.position, it.span.start, it.span.end, method)),
            _ => None,
        });
        assert_eq!(taken.collect::<BTreeSet<_>>(), found);
    }

    #[test]
    fn what_is_explained_as_taken_is_what_is_found() {
        for path in ["data/zhihu-seed.md", "data/news-seed.md"] {
            let page = fs::read(path).expect("a page");
            check(&document::read(path, &page).document.expect("a document"));
        }
        for file in fs::read_dir("tests/traps").expect("the traps").flatten() {
            let text = fs::read_to_string(file.path()).expect("traps");
            for line in text.lines().filter(|line| !line.is_empty()) {
                check(&Document::from(line));
            }
        }
    }

    #[test]
    fn every_name_form_and_definition_is_told() {
        let check = |text: &str, expected: &[&str]| {
            let told: Vec<String> = FINDER
                .explain(&Document::from(text))
                .into_iter()
                .map(|it| format!("{} = {}: {}", it.exact, it.meaning, it.verdict))
                .collect();
            assert_eq!(told, expected, "{text}");
        };
        check(
            "他光荣耀眼地拿出手机",
            &["荣耀 = company 荣耀: refused: across the borders of words"],
        );
        check(
            "北京海角星空科技有限公司起诉了中国。",
            &[
                "北京海角星空科技有限公司 = company 北京海角星空科技有限公司: taken: form",
                "中国 = country 中国: taken: label",
            ],
        );
        check(
            "比亚迪（以下简称公司）说",
            &[
                "比亚迪 = company 比亚迪: taken: label",
                "公司 = short form: refused: a role, which anybody could have",
            ],
        );
        check(
            "某某（以下简称海角）说海角好",
            &["海角 = short form: refused: defined for a name that was not found"],
        );
        check(
            "北京某科技有限公司说",
            &["有限公司 = company by its form: refused: no name stands before it"],
        );
    }

    /// What texts are made of: names of all kinds and what refuses them.
    const PIECES: &[&str] = &[
        "华为",
        "菊厂",
        "苹果",
        "三斤苹果",
        "苹果发布",
        "日韩",
        "美国",
        "中方",
        "印度",
        "最美的",
        "美的",
        "996",
        "出海",
        "北京海角星空科技有限公司",
        "有限公司",
        "（以下简称海角）",
        "（下称公司）",
        "海角",
        "微软中国",
        "小米、荣耀",
        "运营商 Nordvik",
        "Nordvik",
        "META",
        "meta",
        "港台",
        "东太平洋合众银行",
        "手机",
        "和",
        "在",
        "的",
        "基金",
        "中国",
        "人",
        " ",
        "，",
        "。\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn explanations_hold_of_any_text(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
        ) {
            check(&Document::from(pieces.concat().as_str()));
        }
    }
}
