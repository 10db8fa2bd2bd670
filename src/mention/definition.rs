//! Names that a text defines for itself: 宁德时代（以下简称宁德）, 易瑞生物技术股份有限公司 (下称易瑞).

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::text::fold::{is_han, is_latin};

/// What introduces a short form, inside brackets after the long one.
const INTRODUCTIONS: [&str; 4] = ["以下简称", "下称", "以下称", "简称"];
/// What looks for them, made once.
static FINDERS: LazyLock<[Finder<'static>; 4]> = LazyLock::new(|| INTRODUCTIONS.map(Finder::new));
/// Words that stand for a company in the rest of a document without being its name: what it is, and
/// the part it plays in a contract, before a court or on the market.
const ROLES: &str = "\
    公司 上市公司 标的公司 目标公司 标的 子公司 母公司 分公司 控股公司 合资公司 项目公司 \
    挂牌公司 公众公司 管理公司 投资管理公司 基金公司 信托公司 担保公司 集团 企业 平台 我们 银行 \
    基金 项目 产品 交易所 研究院 研究所 律所 事务所 中心 甲方 乙方 丙方 丁方 戊方 双方 各方 \
    一方 另一方 对方 原告 被告 被告人 第三人 申请人 被申请人 上诉人 被上诉人 答辩人 反诉人 \
    申请执行人 被执行人 再审申请人 发行人 发行方 卖方 买方 出卖人 买受人 出租人 承租人 出租方 \
    承租方 出让方 转让方 受让方 转让人 受让人 收购方 收购人 出售方 投资方 投资人 投资者 委托人 \
    受托人 委托方 受托方 保荐人 保荐机构 主承销商 承销商 受益人 担保人 担保方 保证人 被担保人 \
    债权人 债务人 借款人 贷款人 借款方 贷款方 出借人 管理人 管理方 托管人 托管方 持有人 承包人 \
    发包人 承包方 发包方 建设方 施工方 监理方 设计方 运营方 开发商 供应商 服务商 供货方 采购方 \
    采购人 投标人 招标人 中标人 客户 用户 业主 股东 大股东 控股股东 实际控制人 交易对方 \
    交易对手 合作方 合作伙伴 合伙企业 雇主 用人单位 用工单位 保险人 被保险人 投保人 承运人 \
    托运人 许可人 被许可人 评级机构 评估机构 审计机构";
/// What a writer puts before what it calls itself or another: 我司, 本公司, 该行.
const POINTERS: [char; 7] = ['我', '本', '贵', '该', '此', '你', '其'];
/// What follows, where it is no word of the roles.
const POINTED: &str =
    "司 行 所 院 校 方 店 厂 社 台 网 报 馆 中心 单位 机构 平台 人 部 组织 协会 学校";
/// What numbers the roles of one kind: 被告一, 原告二.
const NUMERALS: [char; 6] = ['一', '二', '三', '四', '五', '六'];
/// Roles that stand in brackets inside names too: 武汉金控控股（集团）有限公司.
const NAME_PARTS: [&str; 4] = ["集团", "中心", "基金", "研究院"];
/// What a bracket begins with that speaks of a name and is no part of it.
const INTRODUCING: [&str; 15] = [
    "以下", "下称", "下同", "简称", "全称", "原", "现", "即", "又", "曾", "前", "后", "化名",
    "股票", "证券",
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

impl Definition<'_> {
    /// Whether it is a role that anybody could have, and nobody's name.
    pub(super) fn is_role(&self) -> bool {
        is_role(self.short)
    }
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
            let short = short_form(&text[start..]);
            let range = start..start + short.len();
            LENGTH.contains(&short.chars().count()).then_some(Definition { short, after, range })
        }));
    }
    found.sort_by_key(|definition| definition.after);
    let mut seen = std::collections::HashSet::new();
    found.retain(|definition| seen.insert(definition.short));
    found
}

/// The short form that a text begins with: Chinese characters and Latin letters, which a space may
/// part (山东省 AMC).
fn short_form(text: &str) -> &str {
    let mut chars = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let parts = c == ' ' && (is_latin(last) && is_han(next) || is_han(last) && is_latin(next));
        if !is_han(c) && !is_latin(c) && !parts {
            return &text[..at];
        }
        last = c;
    }
    text
}

/// Whether what a bracket holds defines a short form, or tells the part of whom it follows.
pub(super) fn introduces(inside: &str) -> bool {
    INTRODUCING.iter().any(|word| inside.starts_with(word))
        || is_role(inside) && !NAME_PARTS.contains(&inside)
}

/// Whether a short form is a role that anybody could have.
fn is_role(short: &str) -> bool {
    let short = short.trim_end_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(&c));
    let is_in = |words: &str, word: &str| words.split_whitespace().any(|known| known == word);
    is_in(ROLES, short)
        || short
            .strip_prefix(POINTERS)
            .is_some_and(|pointed| is_in(POINTED, pointed) || is_in(ROLES, pointed))
}

#[cfg(test)]
mod tests {
    use super::{definitions, is_role};

    #[test]
    fn roles_are_nobodys_short_forms() {
        let check = |short: &str, expected: bool| assert_eq!(is_role(short), expected, "{short}");
        for role in [
            "我司",
            "贵司",
            "我行",
            "被告",
            "被告一",
            "被告2",
            "发行人",
            "卖方",
            "本基金",
            "该银行",
        ] {
            check(role, true);
        }
        for name in ["海砾", "本田", "本钢", "我爱我家", "其士", "一汽", "三一"] {
            check(name, false);
        }
    }

    #[test]
    fn short_forms_are_read_from_brackets() {
        let check = |text: &str, expected: &[&str]| {
            let names = definitions(text).into_iter().filter(|definition| !definition.is_role());
            let found: Vec<&str> = names.map(|definition| definition.short).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("宁德时代（以下简称宁德）去了匈牙利", &["宁德"]);
        check("大疆创新科技有限公司 (下称“大疆”) 表示", &["大疆"]);
        check("某某集团（简称：某某）和甲（以下简称乙公司）", &["某某", "乙公司"]);
        check("他的简称是老王", &[]);
        check("比亚迪股份有限公司（以下简称“公司”）", &[]);
        check("山东省资产管理有限公司（下称山东省 AMC）接手", &["山东省 AMC"]);
        check("甲（简称X司）说，甲（简称X司）又说", &["X司"]);
    }
}
