//! The words by which the names of public bodies, schools and buildings are told.

use std::sync::LazyLock;

use super::super::words::{Words, split};

/// What a state has but once, right after its name. 政府, 法院, 海关, 军方 and the like are said of
/// a country as anything else is.
pub(super) static ORGANS: Words = LazyLock::new(|| {
    split(
        "商务部 外交部 财政部 国防部 司法部 教育部 农业部 农业农村部 能源部 劳工部 劳动部
        交通部 运输部 交通运输部 内政部 卫生部 文化部 科技部 工信部 公安部 民政部 水利部
        住建部 人社部 环保部 环境部 生态环境部 自然资源部 应急管理部 经济部 贸易部 工贸部
        贸工部 工业部 旅游部 移民部 石油部 统一部 国家安全部 国土安全部 国务院 国会 议会
        参议院 众议院 上议院 下议院 参院 众院 国民议会 联邦议院 联邦参议院 国家杜马 杜马
        全国人大 人大常委会 最高法 最高人民法院 联邦最高法院 宪法法院 宪法委员会 联邦宪法法院
        央行 中央银行 储备银行 联邦储备 证监会 银监会 保监会 银保监会 金管会 金管局 金融厅
        气象厅 警察厅 检察厅 财务省 外务省 防卫省 经济产业省 经产省 厚生劳动省 厚劳省
        总务省 法务省 文部科学省 文部省 国土交通省 国交省 环境省 农林水产省 农水省 内阁府
        内阁官房 宫内厅 自卫队 海上保安厅 航空自卫队 海上自卫队 陆上自卫队 国税局 税务局
        专利局 统计局 海关总署 中情局 联邦调查局 国安局 食药监局 药监局 食药局 移民局
        气象局 民航局 地质调查局 贸易代表 疾控中心 奥委会 足协 足总 篮协 泳协 乒协 羽协
        排协 田协 冰协 红十字会 科学院 工程院 社科院 社会科学院 工程物理研究院 科协 作协
        文联 记协 残联 贸促会 国资委 发改委 网信办 消协 消保委 汽协 中医科学院 志愿军
        人民解放军",
    )
});

/// Those among them that China's own are called by without the country, but for the ones that speak
/// to other countries.
pub(super) static CALLED_ALONE: Words = LazyLock::new(|| {
    split(
        "商务部 财政部 司法部 教育部 农业部 农业农村部 交通部 交通运输部 卫生部 文化部
        科技部 工信部 公安部 民政部 水利部 住建部 人社部 环保部 生态环境部 自然资源部
        应急管理部 国家安全部 国务院 最高法 税务局 专利局 统计局 药监局 食药监局 国资委
        发改委 网信办 国家",
    )
});

/// Words that go on after an organ's name so that it is another word: 议会 in 议会制.
pub(super) static LONGER_ORGANS: Words =
    LazyLock::new(|| split("议会制 议会民主 国会图书馆 国家队员"));

/// What only stands for one body after the name of a region or of several countries.
pub(super) static JOINT_ORGANS: Words = LazyLock::new(|| {
    split(
        "议会 央行 中央银行 法院 人权法院 审计院 专利局 专利公约 航天局 空间局 太空局
        药管局 药监局 药品管理局 防务局 刑警组织 理事会 委员会 投资银行 开发银行 发展银行
        足联 足协 疾控中心 商会 协会 友协 经济委员会 法中心 刑警",
    )
});

/// How the names of bodies end, after at least two characters that say which it is.
pub(super) static HEADS: Words = LazyLock::new(|| {
    split(
        "管理局 监管局 监督局 监察局 调查局 安全局 统计局 专利局 商标局 税务局 卡特尔局
        气象局 海关局 航空局 航天局 太空局 民航局 移民局 情报局 保护局 执法局 发展局
        贸发局 能源局 普查局 国税局 竞争局 贸易局 预算局 标准局 版权局 地质局 海事局
        林业局 邮政局 外汇局 药管局 总局 总署 管理署 事务署 开发署 发展署 审计署 环境署
        移民署 保护署 委员会 理事会 协会 学会 联合会 商会 工业总会 工会联盟 基金会 工业会
        促进会 研究院 科学院 工程院 研究所 研究中心 信息中心 仲裁中心 预防中心 控制中心
        交流中心 研究会 贸易部 能源部 事务部 安全部 劳工部 农业部 卫生部 教育部 技术部
        资源部 福利部 保障部 法院 议院 国民议会 代表办公室 博物馆 美术馆 图书馆 大厦
        大剧院 大会堂 大饭店",
    )
});

/// How the names of schools and hospitals end. Most are named after a place or a person, and the
/// country before them is meant (美国哈佛大学); not so after the [words](SCHOOL_WORDS) below.
pub(super) static SCHOOLS: Words =
    LazyLock::new(|| split("大学 学院 医院 学校 中学 小学 博物馆 研究院 交易所"));

/// What a school is called by what it teaches or who keeps it: the country is part of its name.
pub(super) static SCHOOL_WORDS: Words = LazyLock::new(|| {
    split(
        "人民 政法 农业 林业 传媒 科学 科技 技术 地质 矿业 石油 海洋 药科 医科 医学
        计量 民航 民用航空 航空 劳动关系 音乐 美术 戏剧 戏曲 电影 外交 外语 体育
        青年政治 公安 刑事 警察 消防 防卫 国防 国家 国立 皇家 理工 管理 应用 友好 国际
        工商 联合 中医 社会科学 陆军 海军 空军 军事 历史 自然 革命 丝绸 电子 职业",
    )
});

/// Words that no body's name has in it.
pub(super) static STRANGERS: Words = LazyLock::new(|| {
    split(
        "的 了 在 是 被 把 对 向 从 将 会 也 都 就 还 而 但 这 那 其 让 给 由
        去 来 到 等 不 没 要 或 曾 已 各 多 某 每 该 本 第一 一些 几 部分 很多
        许多 这些 各种 所有 知名 著名 顶级 顶尖 最大 最高 主要 当地 地方 行业 高级
        私立 公立 名牌 重点 普通 一家 一个 民间 境内 本土 媒体 企业 公司 政府 区 总统
        首相 总理 学者 专家 记者 人 国内 有关 机构 智库 情报机构 相关 国外 极右翼 左翼
        右翼 海外 最 第二 另",
    )
});

/// Verbs and adverbs of the dictionary that stand in names.
pub(super) static NAMING_WORDS: Words = LazyLock::new(|| {
    split(
        "管理 监督 监管 调查 审查 交易 投资 开发 发展 保护 研究 安全 竞争 贸易 出版
        运输 消费 检察 检验 检疫 执法 控制 预防 支付 清算 登记 结算 交流 合作 促进
        对外 联合 认证 认可 仲裁 互联 通信 反 反垄断 应急 食药监 统一 进出口 出口 进口
        采购 流通 卫星 公平 公正 航天 测绘 友好 建设 设计 应用 自然 创业 就业 教育
        防卫 竞赛 训练 驾驶 养老 广播 统战 再 评级 评估 注册",
    )
});
