//! Names of companies that have a country's name in them: the official ones that are a country and
//! a line of business (美国航空, 英国石油, 中国石油), and branches (微软中国).
//!
//! The former are ordinary phrases too where they go on (美国航空业, 中国石油进口) or are said of many
//! (几家美国银行); the latter are two names where the country is a place (微软中国市场).

use std::sync::LazyLock;

use super::words::{Words, begins, ends, split};
use crate::text::fold::{is_han, is_latin, simple_han};

/// Lines of business that official names consist of, after a country.
static BUSINESSES: Words = LazyLock::new(|| {
    split(
        "航空 银行 石油 电信 钢铁 邮政 电力 铁路 化工 建筑 电子 船舶 海运 稀土 黄金
        核电 水电 兵器 建材 铝业 烟草 能源 燃气 水泥 铁建 保险 证券 软件 卫星 医药
        出版 水务 中药 高铁 博彩 电视台",
    )
});

/// Their last characters.
const LAST_OF_BUSINESSES: &str =
    "空行油信铁政力路工筑子舶运土金电器材业草源气泥建险券件星药版务彩台";

/// What follows a line of business where it is meant itself.
static GOES_ON: Words = LazyLock::new(|| {
    split(
        "业 界 家 卡 股 史 网 器 品 工业 产业 行业 企业 市场 巨头 产量 储量 储备
        价格 油价 进口 出口 需求 消费 供应 生产 资源 技术 体系 系统 监管 危机 存款
        贷款 账户 账号 开户 转账 信用卡 利率 倒闭 工人 工程师 设施 设备 产品 母舰
        航天 自卫队 志愿队 队 电子 安全 管理 运输 学会 协会 大学 学院 制裁 禁运
        管制 谈判 和天然气 天然气 与天然气 收入 财富 公司们 运营商 商务 制造 竞技
        支付 烟 元件 游戏 音乐 政务 科学 教练 史上 部门 法 政策 关税 材 站 费 周
        装机 发展 投资 建设 展 局 署 部 委员会 联合会 学家 师 学 设计 工地 垃圾
        行情 板块 概念 占 断供 限",
    )
});

/// What begins like those, but is a company's own: 美国银行业绩.
static OWN: Words = LazyLock::new(|| split("业绩 业务 股价 股份 股东 股票 网点 网站 网银"));

/// What precedes such a phrase where it is said of many.
static MANY: Words = LazyLock::new(|| {
    split(
        "几家 多家 各家 一家 两家 三家 所有 多数 大多数 许多 很多 一些 部分 各 任何
        每家 这家 那家 大型 个别 各大 开立 办 批 买 进口 购买 采购 合规 等",
    )
});

/// Whether a company's name (bytes of the text) is a country and a line of business, and stands
/// where it says no more than that.
pub(super) fn is_plain_phrase(text: &str, start: usize, name: &str) -> bool {
    // Nearly all names end otherwise.
    if !name
        .chars()
        .next_back()
        .map(simple_han)
        .is_some_and(|last| LAST_OF_BUSINESSES.contains(last))
    {
        return false;
    }
    let name = simplified(name, usize::MAX);
    let is_business = ends(&name, &BUSINESSES);
    is_business && {
        let after = simplified(&text[start..], name.chars().count() + 4);
        let after = &after[name.len().min(after.len())..];
        let before = last_simplified(&text[..start], 4);
        begins(after, &GOES_ON) && !begins(after, &OWN) || ends(&before, &MANY)
    }
}

/// What follows 中国 after a company's name where the country is the place of something.
static OF_PLACE: Words = LazyLock::new(|| {
    split(
        "市场 区 分公司 子公司 工厂 超级工厂 员工 用户 消费者 客户 门店 店 业务 大陆
        内地 政府 人 籍 企业 国内 制造 供应 销量 销售 产能 生产 分部 研发 研究院
        同行 代工 合资 经销 代理 版 式 特供 本土 各地 地区 农村 城市 制 学生
        工程师 工人 车主 玩家 粉丝 女 男 年轻人 网友 品牌 厂商 手机 汽车 梦 首
        第一 最大 唯一 独家 组装 线下 产业 经济 文化 概念 货 产 造 芯 留学",
    )
});

/// What follows the name of a branch that no list knows: what a company has or does.
static OF_BRANCH: Words = LazyLock::new(|| {
    split(
        "总裁 副总裁 董事长 董事 总经理 副总经理 CEO CFO COO CTO 首席 高管
        官方 官网 官微 公关 发言人 方面 负责人 总监 经理 公司 有限公司 宣布 表示
        发布 推出 回应 裁员 官宣 公布 证实 否认 上线 招聘 启动 降价 涨价 召回 举办
        发声明 发文 声明 称 今天 昨天 今年 去年 近日 日前 团队 办公室 总部 聘请
        任命 换了 说 认为 指出 透露 关闭 出售 撤 停 辞 承认 拒绝 道歉 致歉 年会
        市场总监 市场部",
    )
});

/// Characters that go on with a sentence after a name.
const JOINS: &str = "的在是将已也和与及等对向为被有于都还不没又正曾拟再就则并把从以";

/// How the name of a branch is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Branch {
    /// The catalog has it.
    Listed,
    /// A company's name and 中国 stand side by side.
    Joined,
}

/// Whether 中国 that ends at `end`, right after a company's name, names its branch: nothing follows
/// of which the country is the place, nor other countries in a list.
pub(super) fn is_branch(
    text: &str,
    end: usize,
    branch: Branch,
    is_place: impl Fn(usize) -> bool,
) -> bool {
    let rest = simplified(&text[end..], 4);
    let first = rest.trim_start_matches(' ').chars().next();
    let is_list = rest.chars().next().is_some_and(|mark| {
        matches!(mark, '、' | '和' | '与' | '及' | '/') && is_place(end + mark.len_utf8())
    });
    let is_told = branch == Branch::Listed
        || begins(&rest, &OF_BRANCH)
        || first
            .is_none_or(|c| !(is_han(c) || is_latin(c)) || c.is_ascii_digit() || JOINS.contains(c));
    let is_of_place =
        begins(&rest, &OF_PLACE) && !["市场总监", "市场部"].iter().any(|own| rest.starts_with(own));
    is_told && !is_of_place && !is_list
}

/// The first characters of a text, simplified.
fn simplified(text: &str, most: usize) -> String {
    text.chars().take(most).map(simple_han).collect()
}

/// The last characters of a text, simplified.
fn last_simplified(text: &str, most: usize) -> String {
    let from = text.char_indices().rev().take(most).last().map_or(text.len(), |(at, _)| at);
    simplified(&text[from..], most)
}

#[cfg(test)]
mod tests {
    use super::{BUSINESSES, Branch, LAST_OF_BUSINESSES, is_branch, is_plain_phrase};

    #[test]
    fn no_business_is_passed_over() {
        for business in BUSINESSES.iter() {
            let is_known = business.ends_with(|last| LAST_OF_BUSINESSES.contains(last));
            assert!(is_known, "{business}");
        }
    }

    #[test]
    fn a_country_and_a_business_are_a_name_where_they_do_not_go_on() {
        let check = |text: &str, name: &str, expected: bool| {
            let start = text.find(name).expect("the text has the name");
            assert_eq!(is_plain_phrase(text, start, name), expected, "{text}");
        };
        check("美国航空停了一条线", "美国航空", false);
        check("美国航空业在裁人", "美国航空", true);
        check("几家美国银行倒了", "美国银行", true);
        check("美国银行的分析师", "美国银行", false);
        check("美國銀行業", "美國銀行", true);
        check("美国银行业绩超过预期", "美国银行", false);
        check("恒大业绩", "恒大", false);
    }

    #[test]
    fn a_branch_is_told_from_a_place() {
        let check_as = |branch: Branch, after: &str, expected: bool| {
            let text = format!("微软中国{after}");
            let is_place = |at: usize| text[at..].starts_with("印度");
            let found = is_branch(&text, "微软中国".len(), branch, is_place);
            assert_eq!(found, expected, "{text}, {branch:?}");
        };
        let check = |after: &str, expected: bool| check_as(Branch::Joined, after, expected);
        check("，", true);
        check("", true);
        check("总裁", true);
        check("的员工", true);
        check("和索尼中国", true);
        check("宣布裁员", true);
        check("2018 财年", true);
        check("市场", false);
        check("市場", false);
        check("工厂", false);
        check("员工", false);
        check("、印度的员工", false);
        check("独角兽研究", false);
        check_as(Branch::Listed, "福利礼品业务", true);
        check_as(Branch::Listed, "市场", false);
    }
}
