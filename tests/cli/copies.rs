//! Copies of one text: what counts once, and where it is said where the others stand. What is said to
//! each command line stands in `copies.console`.

use crate::haitu::Haitu;
use crate::transcript;

/// A page whose first answer stands twice, the second time without a name.
const PAGE: &str = "---
title: \"谁在印度出海？\"
date: 2022-07-06
---

### 知乎用户 甲 发表

菊厂和小米手机都在印度出海，而且两家都在那里建了厂。

### 知乎用户  发表

菊厂和小米手机都在印度出海，
而且两家都在那里建了厂。

### 知乎用户 乙 发表

同意，华为很强。
";

/// The same answer in another file, and earlier.
const LINES: &str = "{\"text\":\"没有别的。\"}
{\"date\":\"2021-01-01\",\"author\":\"丙\",\"text\":\"菊厂和小米手机都在印度出海，而且两家都在那里建了厂。\"}
";

#[test]
fn copies_are_as_the_transcript_has_them() {
    let haitu = Haitu::new()
        .file("pages/a.md", PAGE)
        .file("pages/again/b.md", PAGE)
        .file("pages/c.jsonl", LINES)
        .built(&["pages", "-l", "store"]);
    transcript::check("tests/cli/copies.console", &haitu.path(""));
}
