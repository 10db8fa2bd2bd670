//! Companies that the catalog does not know, told by the word before them: 运营商 Vivacom.
//!
//! Only names in Latin letters, with a capital and small letters, right after a word that says what
//! kind of company is named; the names that follow it in a list, and the same names elsewhere in the
//! text. In Chinese no border would say where such a name ends.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use rustc_hash::FxHashSet;

use crate::text::fold::is_latin;

/// Words that say what kind of company is named right after them.
const KINDS: &str = "
    运营商 电信运营商 电商平台 电信公司 软件公司 游戏公司 芯片公司 安全公司 咨询公司 航空公司 支付公司 保险公司
    广告公司 物流公司 制药公司 生物技术公司 初创公司 初创企业 创业公司 科技公司 互联网公司 汽车公司 石油公司 能源公司
    投资公司 矿业公司 食品公司 玩具公司 化工公司 制造商 汽车制造商 芯片制造商 手机制造商 零售商 开发商 游戏开发商
    供应商 承包商 出版商 发行商 代工商 经销商 服务商 云服务商 电商巨头 零售巨头 制药巨头 电信巨头 软件巨头 药企 航司
    竞争对手 母公司 子公司 对冲基金 风投公司 风投机构 私募基金 连锁品牌 服装品牌 时尚品牌 运动品牌 奢侈品牌 化妆品牌 独角兽
";

/// How every kind ends: asked before the table is.
const LAST: &[char] = &['商', '台', '司', '业', '头', '企', '手', '金', '构', '牌', '兽'];

/// Words in Latin letters that name no company after a kind of company.
const NO_NAMES: &str = "
    App API SaaS PaaS IaaS Web Inc Ltd LLC CEO CFO CTO Logo Blog WiFi iOS Android Windows Linux Mac MacOS
    Offer Email The This That And For From With About Your Our We It In On At To Of If But Not New Top
    Mr Mrs Ms Dr January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Prime Plus Pro Max Mini
";

static KIND: LazyLock<Vec<&str>> = LazyLock::new(|| KINDS.split_whitespace().collect());
static NO_NAME: LazyLock<FxHashSet<&str>> = LazyLock::new(|| NO_NAMES.split_whitespace().collect());

/// How many words such a name has at most, and how many letters at least.
const MOST_WORDS: usize = 5;
const LEAST_LETTERS: usize = 4;

/// The places (bytes) of names of companies that a word before them tells, in reading order.
pub(super) fn companies(text: &str) -> Vec<Range<usize>> {
    let mut told = Vec::new();
    // Capitals are rare among Chinese: what stands before each is looked at, and not every character.
    for (start, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_uppercase()) {
        let before = text[..start].trim_end_matches([' ', '：', ':', '“', '「']);
        if before.ends_with(LAST) && KIND.iter().any(|kind| before.ends_with(kind)) {
            told.extend(listed(text, start));
        }
    }
    if told.is_empty() { told } else { with_repetitions(text, &told) }
}

/// The names that stand in a list from a place on.
fn listed(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut at = start;
    while let Some(end) = name_end(text, at) {
        names.push(at..end);
        let rest = text[end..].trim_start_matches(' ');
        let next = rest.trim_start_matches(['、', '与', '和', '及', ' ']);
        if next.len() == rest.len() {
            break;
        }
        at = text.len() - next.len();
    }
    names
}

/// Where the name ends that begins at a place: words with capitals, and & or a number between them.
fn name_end(text: &str, start: usize) -> Option<usize> {
    let mut end = None;
    let mut at = start;
    for _ in 0..MOST_WORDS {
        let word = &text[at..];
        let length = word.find(|c: char| !is_part(c)).unwrap_or(word.len());
        let word = &word[..length];
        let joins =
            end.is_some() && (word == "&" || word.bytes().all(|byte| byte.is_ascii_digit()));
        let word = if joins { word } else { word.trim_end_matches(['.', '-', '&']) };
        if !joins && !is_name_word(word) {
            break;
        }
        end = if joins { end } else { Some(at + word.len()) };
        match text[at + word.len()..].strip_prefix(' ') {
            Some(_) => at += word.len() + 1,
            None => break,
        }
    }
    let end = end?;
    let letters = text[start..end].bytes().filter(u8::is_ascii_alphabetic).count();
    let ends_word = text[end..].chars().next().is_none_or(|c| !is_latin(c));
    (letters >= LEAST_LETTERS && ends_word).then_some(end)
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '&' | '\'')
}

/// Whether a word is written as a name: a capital, and small letters after it.
fn is_name_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.contains(|c: char| c.is_ascii_lowercase())
        && !word.contains('\'')
        && !NO_NAME.contains(word)
}

/// The names and all other places of the same names that stand alone.
fn with_repetitions(text: &str, told: &[Range<usize>]) -> Vec<Range<usize>> {
    let names: FxHashSet<&str> = told.iter().map(|range| &text[range.clone()]).collect();
    let mut all: Vec<Range<usize>> = names
        .into_iter()
        .flat_map(|name| {
            let places = memmem::find_iter(text.as_bytes(), name.as_bytes());
            places.map(|at| at..at + name.len()).collect::<Vec<_>>()
        })
        .filter(|range| stands_alone(text, range))
        .collect();
    all.sort_unstable_by_key(|range| (range.start, range.end));
    all
}

/// Whether no letter, digit, dot or dash joins a range to what is beside it.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| is_latin(c) || matches!(c, '.' | '-' | '/' | '@' | '_' | '&');
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let next = after.next();
    let ends = next != Some('.') || !after.next().is_some_and(is_latin);
    !before.is_some_and(joins) && (!next.is_some_and(joins) || next == Some('.')) && ends
}

#[cfg(test)]
mod tests {
    use super::companies;

    #[test]
    fn a_kind_of_company_tells_the_names_after_it() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = companies(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("运营商 Nordvik、Telmara 与 Quonex 都降价", &["Nordvik", "Telmara", "Quonex"]);
        check("游戏开发商Blue Harbor裁员，Blue Harbor 没有回应", &["Blue Harbor", "Blue Harbor"]);
        check("初创公司 Zephyrix.ai 的网站 www.Zephyrix.ai", &["Zephyrix.ai"]);
        check(
            "奢侈品牌 Alder & Quince 的店，Alder & Quince 说",
            &["Alder & Quince", "Alder & Quince"],
        );
        check("初创企业 Lumen 3 Biotech 说", &["Lumen 3 Biotech"]);
        check("制造商 Zarvox 3 年来", &["Zarvox"]);
        check("软件公司 CEO 的 API 文档", &[]);
        check("电商平台 App 打不开", &[]);
        check("他在公司 Review 代码", &[]);
        check("供应商 A 和供应商 B", &[]);
        check("运营商 nordvik 用小写", &[]);
        check("这家制造商的 Model 很多", &[]);
    }
}
