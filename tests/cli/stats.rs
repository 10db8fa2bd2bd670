//! `haitu stats`: the figures of a store. How many statements there are hangs on the catalog.

use crate::haitu::Haitu;
use crate::query::{ARTICLE, PAGE};
use crate::transcript;

#[test]
fn a_session() {
    let haitu = Haitu::new()
        .file("pages/page.md", PAGE)
        .file("pages/article.md", ARTICLE)
        .built(&["pages", "-l", "store"]);
    transcript::check("tests/cli/stats.console", &haitu.path(""));
}
