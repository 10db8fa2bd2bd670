//! `haitu eval`: the figures of a page of which the annotations lack a name and have one too many,
//! and what cannot be scored.

use crate::haitu::Haitu;
use crate::query::PAGE;
use crate::transcript;

/// Annotations of the first answer: TikTok is not annotated, and 都在 is no company.
const GOLD: &str = r#"{"unit": "page#1", "entities": [
{"type": "company", "zh": "华为", "en": "Huawei", "mentions": ["菊厂"]},
{"type": "company", "zh": "小米", "en": "Xiaomi", "mentions": ["小米"]},
{"type": "company", "zh": "都在科技", "en": "Douzai", "mentions": ["都在"]},
{"type": "country", "zh": "印度", "en": "India", "mentions": ["印度", "印度"]},
{"type": "concept", "id": "going-global", "zh": "出海", "en": "going global", "mentions": ["出海"]}]}"#;

#[test]
fn a_session() {
    let gold = GOLD.replace('\n', "");
    let haitu = Haitu::new()
        .file("page.md", PAGE)
        .file("empty.md", "")
        .file("gold.jsonl", &gold)
        .file("gold/page.jsonl", &gold)
        .file("broken.jsonl", format!("{gold}\n{{\"unit\": 7}}\n"))
        .file("elsewhere.jsonl", gold.replace("page#1", "page#9"));
    transcript::check("tests/cli/eval.console", &haitu.path(""));
}
