//! Words that go with states, beside a country's name that is an ordinary word too: 也门政府, 马里军方,
//! 驻乍得大使.

use std::sync::LazyLock;

use super::words::{Words, begins, ends, split};
use crate::text::fold::simple;

/// Words that follow a state's name.
static AFTER: Words = LazyLock::new(|| {
    split(
        "政府 总统 总理 首相 国王 首都 外长 外交部 国防部 军方 军队 政变 人民 国民
        国民军 共和国 境内 当局 议会 大选 内战 内阁 央行 驻华 驻联合国 大使 国家队
        胡塞 叛军 反对派 局势 籍 等国 两国 三国 派了 派出 代表团 建交 断交",
    )
});

/// Words that precede a state's name.
static BEFORE: Words =
    LazyLock::new(|| split("出访 访问 访问了 驻 位于 国家 岛国 邻国 入籍 移民到 前往 抵达"));

/// Whether the words beside a place of a text (bytes) go with states.
pub(super) fn reads_as_state(text: &str, start: usize, end: usize) -> bool {
    let after: String = text[end..].chars().take(4).map(simple).collect();
    let from = text[..start].char_indices().rev().take(6).last().map_or(start, |(at, _)| at);
    let before: String = text[from..start].chars().map(simple).collect();
    begins(&after, &AFTER) || ends(&before, &BEFORE)
}

#[cfg(test)]
mod tests {
    use super::reads_as_state;

    #[test]
    fn words_of_states_are_seen_on_both_sides() {
        let check = |before: &str, after: &str, expected: bool| {
            let text = format!("{before}黑山{after}");
            let (start, end) = (before.len(), before.len() + "黑山".len());
            assert_eq!(reads_as_state(&text, start, end), expected, "{text}");
        };
        check("", "總統訪華", true);
        check("出訪", "三天", true);
        check("白水", "里的老人", false);
        check("", "", false);
    }
}
