//! The words that tell where a Chinese legal name begins: what trades are called, what stands before
//! names and never in them, and the small words that may do both.
//!
//! Tables only; what follows from a word's class is decided in `chinese`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word can be in and before a legal name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// What a firm trades in, or another word that many legal names share: it tells nobody apart.
    Trade,
    /// The name of a place.
    Place,
    /// A word that stands before a name and is no part of it.
    Border,
    /// Both: 投资 in 海砾投资咨询有限公司 and in 投资海砾科技有限公司.
    Either,
    /// A small word that now and then is a character of a name: 和 in 亿嘉和.
    Small,
    /// The same, of words that begin no name: 与 in 华与华.
    And,
    /// A small word that hardly ever is.
    Link,
    /// What makes the word before it a role: 方 in 投资方.
    Suffix,
    /// 某, XX: whoever is meant is not told.
    Mask,
    /// A number, or a word after one: 三家.
    Count,
    /// A verb, adjective or adverb of the language, of two characters or more.
    Common,
    /// What tells a firm apart.
    Own,
    /// A bracket with what is inside it, a middle dot, a space.
    Joint,
}

/// What firms trade in, and what else legal names are filled with.
const TRADES: &str = "\
    科技 技术 网络 信息 电子 电气 电器 电力 电工 电信 电讯 电缆 电池 电机 电梯 电源 电路 电商 \
    电子商务 通信 通讯 光电 光学 光伏 光纤 微电子 半导体 芯片 集成 集成电路 软件 硬件 系统 数据 \
    大数据 数码 数字 数科 数智 智能 智造 智慧 人工智能 机器人 自动化 机械 机电 机床 重工 重型 \
    精工 精密 制造 装备 设备 仪器 仪表 器材 器械 零部件 配件 部件 轴承 模具 工具 五金 金属 钢铁 \
    钢管 铝业 铜业 钛业 锰业 稀土 有色 冶金 矿业 矿产 煤业 煤炭 煤电 煤化 煤化工 石油 石化 燃气 \
    天然气 油气 油田 油脂 能源 新能源 节能 节能环保 环保 环境 生态 清洁 水务 供水 供热 热力 \
    热电 发电 电网 水电 风电 核电 水利 化工 化学 化纤 化肥 塑料 塑胶 橡胶 轮胎 玻璃 陶瓷 水泥 \
    建材 材料 新材料 纳米 复合材料 纸业 造纸 包装 印刷 印务 纺织 纺织品 服装 服饰 制衣 针织 \
    鞋业 皮革 家居 家具 家电 家纺 照明 灯饰 日用品 日化 化妆品 美妆 护肤 用品 玩具 礼品 工艺品 \
    珠宝 首饰 黄金 钟表 眼镜 食品 饮料 乳业 酒业 酿酒 酿造 啤酒 粮油 粮食 面粉 茶业 茶叶 农业 \
    农牧 农化 农产品 农村 农垦 牧业 渔业 水产 林业 种业 园林 园艺 绿化 花卉 养殖 种植 饲料 肉类 \
    餐饮 酒店 宾馆 大酒店 旅游 旅行社 国旅 文旅 景区 航空 航天 航运 海运 船舶 造船 港口 港务 \
    机场 铁路 铁路局 公路 高速 高速公路 轨道 交通 客运 汽车客运 货运 货代 货物 运输 物流 快递 \
    速递 速运 供应链 仓储 冷链 出行 租车 汽车 汽贸 轿车 客车 摩托车 自行车 动力 发动机 医药 \
    药业 制药 大药房 药房 药材 医疗 医学 医用 医院 医疗器械 诊断 检测 检验 认证 健康 养老 养生 \
    护理 生物 生物科技 基因 生命科学 生命 疫苗 化验 卫生 卫生材料 兽药 农药 教育 培训 出国 留学 \
    文化 传媒 传播 广告 影视 影业 电影 电视 动漫 动画 游戏 互娱 娱乐 音乐 演艺 出版 发行 图书 \
    报业 新闻 体育 艺术 经纪 创意 设计 策划 公关 会展 展览 营销 推广 摄影 金融 银行 商业银行 \
    农村商业银行 村镇银行 证券 基金 期货 信托 保险 财产保险 人寿 人寿保险 财产 再保险 养老保险 \
    健康保险 担保 融资 融资担保 租赁 融资租赁 金融租赁 典当 拍卖 保理 小额贷款 贷款 小贷 信贷 \
    消费金融 支付 征信 财富 资产 资产管理 资产评估 评估 估价 资本 股权 股权投资 创业 创业投资 \
    创投 风险投资 产业 产业投资 实业 工业 商业 商务 商贸 贸易 外贸 进出口 国际贸易 贸易发展 \
    百货 超市 零售 批发 连锁 便利店 商场 商城 购物 免税 地产 房地产 房产 置业 置地 物业 \
    物业管理 物产 物资 建设 建筑 建工 工程 路桥 桥梁 隧道 市政 城建 城投 城市 装饰 装修 装潢 \
    家装 勘探 勘察 测绘 规划 监理 造价 施工 安装 维修 基础设施 土地 开发 房地产开发 运营 经营 \
    管理 咨询 服务 顾问 投资 控股 股份 集团 实业发展 发展 企业管理 企业服务 人力资源 人力 劳务 \
    劳务派遣 派遣 人才 猎头 商旅 家政 保洁 保安 安保 安防 安全 消防 防务 军工 兵器 物联网 \
    互联网 互联 云计算 云服务 在线 信息技术 信息安全 网络安全 网络科技 网络技术 计算机 通用 \
    传感 激光 显示 液晶 视讯 影音 音响 导航 卫星 遥感 测控 控制 自动控制 变压器 开关 阀门 水泵 \
    泵业 液压 制冷 空调 锅炉 环球 国际 全球 联合 中心 研究 研究院 研究所 研究中心 设计院 \
    设计研究院 工程院 科学 科研 创新 信息服务 财务 会计 会计师 律师 法律 税务 税务师 商标 专利 \
    代理 知识产权 审计 建筑师 事务 工商 秘书 翻译 票务 彩票 博彩 体育用品 宠物 母婴 儿童 妇幼 \
    水业 盐业 烟草 糖业 果业 蔬菜 有机 生鲜 屠宰 肉制品 制品 产品 销售 汽车销售 汽车服务 供应 \
    采购 加工 生产 应用 研发 技术开发 技术服务 国有 国有资本 国有资产 资源 矿山 非织造 无纺布 \
    型材 塑料型材 管业 管道 管网 储运 储存 合作 合资 国资 产权 交易 交易所 交易市场 市场 商品 \
    有限 责任 专业 综合 特种 现代 新型 高新 高新技术 高科 孵化 孵化器 园区 产业园 科技园 开发区 \
    众创 空间 社区 生活 时尚 圣诞 圣诞产品 电视台 广播 广电 传动 驱动 部门 创新创业 战略 \
    战略新兴 新兴 引导 并购 私募 集合 计划 品牌 新能 超硬材料 装备制造 传动轴 密封件 医美 特材 \
    特钢 化学品 汽配 图文 中小企业 小微企业 中小微企业 出租 出租汽车 农民 村民 钢结构 酱料 \
    调味品";

/// Places that the dictionary does not know as such, or that stand for one in names.
const PLACES: &str = "\
    国家 中央 中华 国网 大陆 本溪 东盟 粤港澳 长三角 京津冀 陕 内蒙 自治区 港务区 保税区 自贸区 \
    新区 大连 大庆 大同 大理 中山 东方市 包头 保定 开封 张家港 东莞";

/// Words that never stand inside a name, but before it: roles, verbs, kinds of firms.
const BORDERS: &str = "\
    公司 母公司 子公司 分公司 上市公司 控股公司 全资子公司 关联公司 关联方 兄弟公司 总公司 旗舰 \
    国企 央企 民企 外企 私企 煤企 车企 药企 房企 名企 国有企业 民营企业 外资企业 国资企业 \
    龙头企业 厂商 厂家 车商 供应商 制造商 承包商 开发商 运营商 服务商 经销商 代理商 承建商 \
    生产商 零售商 批发商 供货商 渠道商 集成商 分销商 发行商 出版商 投资商 中介 券商 投行 银行业 \
    巨头 龙头 大鳄 大户 独角兽 新贵 黑马 客户 大客户 用户 股东 大股东 控股股东 小股东 合伙人 \
    投资方 投资人 出资人 出资方 融资方 收购方 转让方 受让方 出让方 承包方 发包方 承包人 发包人 \
    施工方 施工单位 开发方 设计方 合作方 运营方 主办方 承办方 协办方 品牌方 贷款方 担保方 \
    监理方 代工厂 甲方 乙方 丙方 丁方 被告 原告 被告人 上诉人 被上诉人 申请人 被申请人 第三人 \
    债权人 债务人 担保人 发行人 保荐人 管理人 受托人 委托人 出租人 承租人 借款人 贷款人 出借人 \
    持有人 控制人 实控人 实际控制人 法人 法定代表人 老板 总裁 总经理 副总经理 董事长 副董事长 \
    董事 监事 高管 经理 主管 主任 负责人 发言人 创始人 创办人 代表 员工 职员 工人 工程师 前身 \
    前身是 团队 东家 老东家 新东家 雇主 金主 买家 卖家 买方 卖方 对手 竞争对手 合作伙伴 \
    合资伙伴 盟友 同行 之一 收购 并购 入股 参股 持股 增持 减持 认购 出售 转让 受让 起诉 状告 \
    控告 投诉 举报 指控 指责 反诉 上诉 就职 任职 供职 入职 离职 加入 加盟 跳槽 担任 出任 兼任 \
    曾任 现任 原任 历任 聘任 聘请 聘用 采购自 购买 买入 卖出 委托 授权 属于 隶属 隶属于 归属 \
    归属于 从属于 来自 位于 坐落 成立 设立 创办 创立 组建 注册 筹建 新设 开办 开设 持有 拥有 \
    掌控 控制的 更名 更名为 改名 改名为 改制为 变更为 名称 名称为 全称 全称为 简称 名为 取名 \
    叫做 叫作 称为 包括 包含 其中包括 涉及 关于 根据 依据 依照 按照 通过 经由 借助 联系 联手 \
    携手 牵手 对接 找到 走进 探访 走访 前往 抵达 离开 离不开 加入到 获得 取得 收到 接到 追讨 欠 \
    拖欠 起诉了 批复 批准 同意 责令 要求 约谈 处罚 调查 监管 举报了 感谢 祝贺 恭喜 欢迎 邀请 \
    带领 率领 领导 成为 作为 视为 当作 自称 号称 解决 指定 选择 选定 考虑 建议 应该 可以 能够 \
    需要 必须 不要 没有 不是 就是 也是 还是 只是 正是 都是 便是 以及 并且 而且 或者 但是 不过 \
    因为 由于 所以 因此 如果 比如 例如 譬如 诸如 尤其 特别是 除了 关联 旗下 下属 下辖 辖下 名下 \
    所属 直属 麾下 原名 曾用名 现名 化名 前称 签约 签署 签订 合作的 服务于 受雇于 受雇 效力 \
    效力于 效劳 起家 掌门 掌门人 当家 当家人 员 一家 两家 三家 四家 五家 六家 七家 八家 九家 \
    十家 几家 多家 数家 首家 首批 每家 这家 那家 哪家 各家 某家 第一家 第二家 第三家 一间 这间 \
    那间 两间 几间 一个 这个 那个 整个 哪个 每个 各个 几个 多个 一些 这些 那些 哪些 某些 有些 \
    任何 所有 全部 其他 其它 其余 另外 另一家 另一 别的 相关 有关 有的 大型 小型 中型 中小 知名 \
    著名 有名 民营 私营 外资 外国 本地 当地 国内 海外 境外 国外 离岸 头部 顶级 顶尖 一流 四大 \
    五大 六大 十大 八大 各大 多数 大多数 大部分 部分 许多 很多 不少 少数 普通 一般 正规 老牌 \
    新兴的 独立的 一人 单一 两个 三个 合伙 知名的 我们 你们 他们 她们 咱们 自己 大家的 人家 \
    别人 自家 我司 贵司 我国 他国 机构 单位 评级机构 研究机构 咨询机构 中介机构 投资机构 主体 \
    对象 官网 网站 公告 名叫 时任 前任 继任 记者 律所 院士 教授 专家 群众 居民 业主 消费者 \
    投资者 网友 亿元 万元 人民币 美元 港元 欧元 股份的 更名的 入围 中标 招标 竞标 投标 得标 \
    承建 承包 承接 承办 主办 代建 代工 生产的 出品 开发的 经办 检查 审查 核查 委派 派驻 入驻 \
    进驻 落户 借壳 反映 表示 认为 声称 宣布 报道 透露 获悉 了解 发现 曝光 披露 诉 之后 之前 \
    以后 以前 以来 期间 目前 现在 当时 后来 随后 此前 此后 近日 日前 昨日 今年 去年 明年 私人 \
    公益 合伙制 后面 之间 年历史 并列 转让给 出售给 卖给 交给 调任 改任 转任 转投";

/// Words that stand in names as well as before them.
const EITHERS: &str = "\
    投资 企业 平台 控股 经营 管理 服务 开发 代理 生产 销售 设计 建设 供应 租赁 合资 合作 \
    集团公司 品牌管理 承包 股份 项目 工厂 银行 网站 媒体 生产企业 供应企业 科技企业 发行 运营 \
    创建 制作 共建 伙伴";

/// Small words that are characters of names too.
const SMALLS: &str =
    "和 为 都 以 同 至 就 原 任 用 经 系 于 而 来 并 使 当 属 归 还 买 投 前 现 后 有";

/// Those of them that begin no name.
const ANDS: &str = "与 及";

/// Small words that are not.
const LINKS: &str = "\
    是 在 由 对 向 从 被 把 给 据 让 等 即 叫 跟 将 因 也 这 那 该 了 或 到 其 诉 告 称 请 去 \
    找 我 你 他 她 它 们 企 但 则 谁 哪 此 各 每 任 何 着 过 吗 呢 吧 啊 您 咱 拟 欠 帮 替 说 \
    问 见 看 想 要 会 不 没 曾 已 又 却 所 卖 聘 如 仍 应 继 个 另 与其 的 带";

/// What makes a word before it somebody who stands before a name: 方 in 投资方.
const SUFFIXES: &str = "方 商 者 员 得 号";

/// Words for somebody who is not named.
const MASKS: &str = "某 某某 某个 某家 某些 某公司 某企业 某某某 xx xxx xxxx ×";

/// What numbers count before a name or in place of one.
const COUNTED: &str = "\
    家 个 所 名 间 批 类 位 件 大 支 年 月 日 时 元 亿 万 股 岁 期 届 次 点 分 秒 亿元 万元 \
    人民币 美元 港元 个月 年度 年代 月份 公里 平方米 万股 亿股";

/// What class each word of the tables has.
static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let tables = [
        (TRADES, Class::Trade),
        (PLACES, Class::Place),
        (BORDERS, Class::Border),
        (EITHERS, Class::Either),
        (SMALLS, Class::Small),
        (ANDS, Class::And),
        (LINKS, Class::Link),
        (SUFFIXES, Class::Suffix),
        (MASKS, Class::Mask),
    ];
    // Of two classes of one word the later holds.
    let words = tables
        .into_iter()
        .flat_map(|(table, class)| table.split_whitespace().map(move |word| (word, class)));
    words.collect()
});

/// The class of a word (folded) that the tables know.
pub(super) fn known(word: &str) -> Option<Class> {
    CLASSES.get(word).copied()
}

/// Whether a word counts what a number before it tells: 家, 亿元, 年.
pub(super) fn is_counted(word: &str) -> bool {
    COUNTED.split_whitespace().any(|counted| counted == word)
}

/// Countries whose names do not say that they are some (…国), as far as Chinese firms speak of them.
const COUNTRIES: &str =
    "日本 印度 越南 新加坡 俄罗斯 香港 台湾 澳门 意大利 加拿大 澳大利亚 欧洲 亚洲 非洲";

/// Whether a place is a country, or larger.
pub(super) fn is_country(place: &str) -> bool {
    place.ends_with('国') || COUNTRIES.split_whitespace().any(|country| country == place)
}

/// Whether a word is left over from a number: 余 and 家 in 10 余家律师事务所.
pub(super) fn is_remainder(word: &str) -> bool {
    matches!(word, "余" | "多" | "家" | "个" | "所" | "名" | "间")
}

/// Whether a word is made up of words for trades alone: 投资管理咨询.
pub(super) fn is_trade(word: &str) -> bool {
    word.is_empty()
        || word.char_indices().skip(1).map(|(at, _)| at).chain([word.len()]).any(|at| {
            known(&word[..at]).is_some_and(|class| matches!(class, Class::Trade | Class::Either))
                && is_trade(&word[at..])
        })
}
