//! The parts of a clause that company syntax reads: its beginning, its end, dates, tickers, figures.

use std::sync::LazyLock;

use super::company_word::TIMES;
use super::table::{Side, Table};
use crate::text::fold::{is_han, is_latin};

/// Words after which a name stands as the one that does something, or to whom it is done; or after
/// which a clause begins that says so.
const BEFORE_SUBJECT: &str = "
    而 但 但是 被 给 对 向 从 比 跟 让 由 因为 如果 所以 就 像 因 由于 虽然 尽管 随着 判 判决
    判令 责令 要求 勒令 迫使 促使 指责 指控 质疑 投诉 举报 批评 曝光 爆料 曝 据称 声称 消息称
    报道称 透露 显示 认为 预计 表示 获悉 据悉 发现 证实 否认 说 听说 传出 预测 担心 相信 帮助
    不过 因此 其中 只有 除了 包括 例如 比如 还有 连 当 自从 直到 关于 至于 针对
";

/// How long a remark in brackets between a name and what is said of it is at most, in bytes.
const BRACKET: usize = 36;

static SUBJECT_AFTER: LazyLock<Table<()>> =
    LazyLock::new(|| Table::new(Side::Before, &[((), BEFORE_SUBJECT)]));

static TIMES_BEFORE: LazyLock<Table<()>> =
    LazyLock::new(|| Table::new(Side::Before, &[((), TIMES)]));

/// Whether a name after some text stands where a subject stands: at the beginning of its clause, or
/// after words of time that do.
pub(super) fn opens_clause(before: &str) -> bool {
    let mut before = before.trim_end_matches([' ', '“', '「', '"', '《']);
    for _ in 0..3 {
        match TIMES_BEFORE.at(before) {
            Some((time, ())) if !begins(before) => before = &before[..before.len() - time.len()],
            _ => break,
        }
    }
    begins(before)
}

/// Whether a clause or its subject begins after some text.
fn begins(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| !is_han(c) && !is_latin(c))
        || SUBJECT_AFTER.at(before).is_some()
}

/// The beginning of some text up to the end of its clause, of at most so many characters.
pub(super) fn clause(text: &str, most: usize) -> &str {
    let ends = |c: char| "，。；！？,;!?：:\n…“”".contains(c);
    let mut chars = text.char_indices().enumerate();
    let end = chars.find(|(count, (_, c))| *count >= most || ends(*c));
    &text[..end.map_or(text.len(), |(_, (at, _))| at)]
}

/// The bytes of a date or of the number of a quarter at the beginning of some text: 2023年, 8月, 第3季度;
/// 0 where there is none.
pub(super) fn date(text: &str) -> usize {
    const UNITS: [&str; 9] = ["财年", "季度", "年度", "年", "月", "日", "季", "号", "周"];
    let is_digit = |c: char| c.is_ascii_digit() || "第一二三四五六七八九十前首".contains(c);
    let number: usize = text.chars().take_while(|&c| is_digit(c)).map(char::len_utf8).sum();
    let unit = UNITS.iter().find(|unit| text[number..].starts_with(**unit));
    if number == 0 { 0 } else { unit.map_or(0, |unit| number + unit.len()) }
}

/// Whether a figure begins some text, which says how far a share moved: 超3%, 了两成.
pub(super) fn is_figure(text: &str) -> bool {
    const UNITS: [&str; 9] = ["%", "％", "个点", "个百分点", "成", "点", "元", "美元", "港元"];
    let number =
        text.trim_start_matches(['超', '逾', '近', '约', '了', '至', '幅', '过', '破', '达', ' ']);
    let is_digit = |c: char| c.is_ascii_digit() || ".一二三四五六七八九十百两半".contains(c);
    let unit = number.trim_start_matches(is_digit);
    unit.len() < number.len() && UNITS.iter().any(|known| unit.trim_start().starts_with(known))
}

/// The bytes of a short remark in brackets at the beginning of some text: （食品）; 0 where there is none.
pub(super) fn bracket(text: &str) -> usize {
    let inner = text.strip_prefix(['（', '(']);
    let close = inner.and_then(|inner| inner.find(['）', ')'])).filter(|at| *at <= BRACKET);
    close.map_or(0, |at| {
        let opened = text.len() - inner.map_or(0, str::len);
        let length = text[opened + at..].chars().next().map_or(0, char::len_utf8);
        opened + at + length
    })
}

/// Whether a ticker in brackets begins some text: （00700.HK）, (AAPL).
pub(super) fn ticker(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(']);
    let code = inner.and_then(|inner| inner.split_once(['）', ')'])).map(|(code, _)| code);
    code.is_some_and(|code| {
        let is_part = |c: char| {
            c.is_ascii_uppercase() || c.is_ascii_digit() || "._:：-, ，股票代码".contains(c)
        };
        let digits = code.chars().filter(char::is_ascii_digit).count();
        let capitals = code.chars().filter(char::is_ascii_uppercase).count();
        code.chars().all(is_part) && (digits >= 4 || (2..=9).contains(&capitals) && digits == 0)
    })
}

#[cfg(test)]
mod tests {
    use super::{bracket, clause, date, is_figure, opens_clause, ticker};

    #[test]
    fn a_subject_opens_its_clause() {
        for before in ["", "消息传来，", "昨日", "周三盘后", "有人爆料", "他说：“"]
        {
            assert!(opens_clause(before), "{before}");
        }
        for before in ["全国", "我的", "昨日全市", "小米和"] {
            assert!(!opens_clause(before), "{before}");
        }
    }

    #[test]
    fn the_parts_of_a_clause_are_told() {
        assert_eq!(clause("被罚三亿，股价大跌", 18), "被罚三亿");
        assert_eq!(clause("被罚三亿，股价大跌", 2), "被罚");
        assert_eq!(date("2023年营收"), "2023年".len());
        assert_eq!(date("第三季度营收"), "第三季度".len());
        assert_eq!(date("三家门店"), 0);
        assert_eq!(bracket("（食品）集团"), "（食品）".len());
        assert_eq!(bracket("食品（集团）"), 0);
        assert!(
            is_figure("超3%")
                && is_figure("了两成")
                && !is_figure("势不减")
                && !is_figure("了一地")
        );
        assert!(ticker("（00700.HK）今天") && ticker("(AAPL)") && ticker("（股票代码：600519）"));
        assert!(!ticker("（简称甲方）") && !ticker("(Apple)") && !ticker("没有括号"));
    }
}
