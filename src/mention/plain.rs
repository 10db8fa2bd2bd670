//! Mentions in a plain text, which is no document: for programs that have their texts elsewhere.

use super::{Finder, Mention};
use crate::document::Document;

impl Finder<'_> {
    /// All mentions in a text, in reading order, as in an article that is this text alone: nothing in
    /// it is read as markup, and no title supports its ambiguous names.
    ///
    /// The places of a mention, its source too, are places in `text`.
    #[must_use]
    pub fn in_text(&self, text: &str) -> Vec<Mention> {
        self.mentions(&Document::from(text)).into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {

    use proptest::prelude::*;

    use super::*;
    use crate::document;
    use crate::mention::builtin::FINDER;

    /// What texts are made of: names that need support, and that need none; compounds, short forms
    /// and names that only their form tells; ordinary words; and what in pages is markup.
    const PIECES: &[&str] = &[
        "华为",
        "菊厂",
        "Apple",
        "苹果",
        "三斤苹果",
        "日韩",
        "中方",
        "印度",
        "最美的",
        "美的",
        "996",
        "出海",
        "北京海角星空科技有限公司",
        "（以下简称海角）",
        "海角",
        "手机",
        "和",
        "在",
        "的",
        "a",
        "é",
        "𠮷",
        " ",
        "，",
        "。",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "**",
        "`",
        "&amp;",
        "<b>",
        "[华为](https://huawei.com)",
        "{% if %}",
    ];

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(PIECES).prop_map(str::to_owned);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    /// Mentions without the bytes of their source.
    fn without_source(found: Vec<Mention>) -> Vec<Mention> {
        found.into_iter().map(|mention| Mention { source: 0..0, ..mention }).collect()
    }

    #[test]
    fn names_are_found_where_they_stand() {
        let check = |text: &str, expected: &[&str]| {
            let found = FINDER.in_text(text);
            let exact: Vec<&str> = found.iter().map(|found| &text[found.bytes.clone()]).collect();
            assert_eq!(exact, expected, "{text}");
        };
        check("", &[]);
        check("菊厂和鹅厂都在印度出海", &["菊厂", "鹅厂", "印度", "出海"]);
        check("日韩", &["日韩", "日韩"]);
        check("`华为` # 华为", &["华为", "华为"]);
        check("他买了三斤苹果", &[]);
    }

    proptest! {
        /// The places of a mention lead to the same name, counted in bytes and in code points.
        #[test]
        fn spans_slice_back(text in texts()) {
            for found in FINDER.in_text(&text) {
                let exact: String =
                    text.chars().skip(found.span.start).take(found.span.len()).collect();
                prop_assert!(!exact.is_empty());
                prop_assert_eq!(&exact, &text[found.bytes.clone()]);
                prop_assert_eq!(&found.source, &found.bytes);
            }
        }

        /// A document with the text, and without a title or links, mentions the same.
        #[test]
        fn a_document_with_the_text_mentions_the_same(text in texts()) {
            let json = serde_json::json!({ "text": text }).to_string();
            for (path, bytes) in [("line.jsonl", json.as_str()), ("page.md", text.as_str())] {
                let Some(document) = document::read(path, bytes.as_bytes()).document else { continue };
                let [unit] = document.units.as_slice() else { continue };
                if unit.title.is_none() && unit.links.is_empty() {
                    let found = FINDER.mentions(&document).remove(0);
                    let alone = FINDER.in_text(unit.text.as_str());
                    prop_assert_eq!(without_source(found), without_source(alone));
                }
            }
        }
    }
}
