//! Company names in Latin letters, told by their last word: `Beisheim Group`, `Crowell & Moring LLP`.
//!
//! English phrases end in the same words: Market Research, One Country Two Systems, Human Capital.
//! So a name has a word of its own, or the Chinese beside it says that it is a company.

use std::ops::Range;

use super::english;

/// Last words that say what a firm is by law, or hardly anything else.
const SURE: [&str; 14] = [
    "Inc",
    "Ltd",
    "LLC",
    "LLP",
    "Corp",
    "Corporation",
    "GmbH",
    "PLC",
    "Plc",
    "Holdings",
    "Pharmaceuticals",
    "Airlines",
    "Ventures",
    "Partners",
];

/// Those of them that are a form by law.
const BY_LAW: [&str; 9] = ["Inc", "Ltd", "LLC", "LLP", "Corp", "Corporation", "GmbH", "PLC", "Plc"];

/// Last words that end other phrases too.
const DOUBTFUL: [&str; 7] =
    ["Group", "Technologies", "Labs", "Capital", "Research", "Systems", "Commerce"];

/// Those of them that end the names of fields, books and courses: not after `of` or `for`.
const OF_FIELDS: [&str; 4] = ["Technologies", "Research", "Systems", "Commerce"];

/// Words that go on with a name behind its last word: Crabel Capital Management.
const GOING_ON: &str = "\
    Management Holding Holdings Advisors Advisers Limited Co Company AG BV NV LP SA SE Inc Ltd \
    LLC LLP PLC Corp Corporation Analytics Securities Investments";

/// What stands before a name in Chinese, if it is a company's.
const BEFORE: &str = "\
    公司 集团 机构 基金 银行 企业 厂商 制造商 运营商 供应商 承包商 开发商 零售商 投行 律所 风投 \
    资本 控股 科技 系统 技术 航空 制药 软件 电子 实业 股份 旗下 巨头 对手 股东 东家 伙伴 名为 \
    名叫 叫做 收购 入股 加入 入职 就职于 供职于 任职于 创办 创立 创办了 创立了 买家 卖家 客户 \
    券商 智库公司 母公司 办公室 事务所";

/// What stands before the name of a body that is no company.
const BEFORE_BODIES: [&str; 8] =
    ["组织", "协会", "学会", "委员会", "基金会", "团伙", "小组", "工作组"];

/// What stands after one.
const AFTER: &str = "\
    公司 集团 创始 创办 联合创始 首席 董事 总裁 合伙人 分析师 高管 员工 经理 旗下 宣布 收购 \
    联席 股东 管理着 CEO 的创始 的创办 的联合创始 的首席 的董事 的总裁 的合伙人 的分析师 的高管 \
    的员工 的经理 的股东 的 股价 的股价 财报 的财报 营收 总部 的总部";

/// How many words a name has at most, its last word left out.
const MOST_WORDS: usize = 8;

/// The last words of company names in Latin letters.
pub(super) fn endings() -> impl Iterator<Item = &'static str> {
    SURE.into_iter().chain(DOUBTFUL)
}

/// Whether a word ends company names as it is written: `Group`, not `group`.
pub(super) fn is_written_so(word: &str) -> bool {
    endings().any(|ending| ending == word)
}

/// The name that ends with a word of company names, or goes on behind it; nothing if it is an
/// ordinary phrase.
pub(super) fn name(text: &str, ending: &Range<usize>) -> Option<Range<usize>> {
    if !text[..ending.start].ends_with(' ') {
        return None;
    }
    let run = capitalised_before(text, ending.start)?;
    let start = own_start(text, run, ending.start);
    let word = &text[ending.clone()];
    let is_doubtful = DOUBTFUL.contains(&word);
    let end = going_on(text, ending.end);
    let goes_elsewhere = end == ending.end && is_doubtful && english::begins_word(&text[end..]);
    let head = text.get(start..ending.start).filter(|head| !head.trim().is_empty())?;
    let is_field = OF_FIELDS.contains(&word) && english::ends_in_preposition(&text[..start]);
    let before = text[..start].trim_end_matches(opens);
    let is_body = english::is_of_body(head) || BEFORE_BODIES.iter().any(|b| before.ends_with(b));
    let refused = goes_elsewhere
        || is_doubtful && (is_field || is_in_title(&text[..start]) || is_body)
        || english::asks(&text[run..start]);
    let range = start..end;
    let is_named = english::has_own_word(head)
        || BY_LAW.contains(&word) && is_whole(head, &text[..start])
        || is_beside_cue(text, &range);
    (!refused && is_named).then_some(range)
}

/// Whether common words are a whole name before a form by law: two at least, and not the end of a
/// longer phrase (Oil and Natural Gas Corporation).
fn is_whole(head: &str, before: &str) -> bool {
    head.split_whitespace().count() > 1 && !english::ends_in_preposition(before)
}

/// Where a run of capitalised words begins its name: without articles and imperatives, and after the
/// author in `Lyu Bin/Visual China Group`.
fn own_start(text: &str, start: usize, end: usize) -> usize {
    let run = &text[start..end];
    let credited = run.rfind('/').map(|at| at + 1);
    let name = credited.filter(|&at| run[at..].split_whitespace().count() > 1).unwrap_or(0);
    let opened = english::without_opening(&run[name..]);
    start + run.len() - opened.len()
}

/// Where a name ends that goes on behind its last word, which ends at `end`.
fn going_on(text: &str, end: usize) -> usize {
    let mut end = end;
    while let Some(rest) = text[end..].strip_prefix(' ') {
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        if !GOING_ON.split_whitespace().any(|word| word == &rest[..length]) {
            break;
        }
        end += 1 + length;
    }
    end
}

/// Whether a place lies between the brackets of a book's title.
fn is_in_title(before: &str) -> bool {
    const NEAR: usize = 60;
    let near = before.chars().rev().take(NEAR).find(|c| matches!(c, '《' | '》' | '\n'));
    near == Some('《')
}

/// Whether a character may stand between a name and the Chinese before it.
fn opens(c: char) -> bool {
    matches!(c, ' ' | '(' | '（' | '“' | '「' | '"' | '：' | ',' | '，')
}

/// Whether the Chinese right before or after a range says that a company is named there.
fn is_beside_cue(text: &str, range: &Range<usize>) -> bool {
    let close = |c: char| matches!(c, ' ' | ')' | '）' | '”' | '」' | '"' | '.' | ',' | '，');
    let before = text[..range.start].trim_end_matches(opens);
    let after = text[range.end..].trim_start_matches(close);
    BEFORE.split_whitespace().any(|cue| before.ends_with(cue))
        || AFTER.split_whitespace().any(|cue| after.starts_with(cue))
}

/// Where the run of capitalised words begins that ends at `end`; nothing if it is too long for a name.
fn capitalised_before(text: &str, end: usize) -> Option<usize> {
    let mut start = end;
    for _ in 0..=MOST_WORDS {
        let before = text[..start].trim_end_matches(' ');
        let word = before.len()
            - before
                .chars()
                .rev()
                .take_while(|c| c.is_ascii_graphic() && !matches!(c, '(' | ',' | '"'))
                .count();
        let token = &before[word..];
        let is_word = token.starts_with(|c: char| c.is_ascii_uppercase())
            && !token.ends_with(['.', ';', ':', '!', '?', ')']);
        let is_name = token == "&" && start < end || is_word;
        if token.is_empty() || !is_name || before.len() == start && start != end {
            return Some(text.len() - text[start..].trim_start_matches(['&', ' ']).len());
        }
        start = word;
    }
    None
}
