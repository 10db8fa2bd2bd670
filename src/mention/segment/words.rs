//! The words that tell whether a name stands between words: those that the dictionary lacks, and those
//! before and after 中 that make it a place within something, not China.

/// Words that the dictionary, which was made of older texts, lacks, and that names lie across or in.
pub(super) const MODERN_WORDS: &[&str] = &[
    "硕博",
    "本硕",
    "硕导",
    "博导",
    "管培",
    "管培生",
    "规培",
    "规培生",
    "委培生",
    "定培生",
    "拉取",
    "推流",
    "拉流",
    "拉群",
    "拉黑",
    "网红",
    "网课",
    "网约车",
    "网贷",
    "校招",
    "秋招",
    "春招",
    "社招",
    "脱欧",
    "中台",
    "中近东",
    "国潮",
    "国漫",
    "国服",
    "国标",
    "美妆",
    "美颜",
    "美瞳",
    "美甲",
    "日料",
    "日更",
    "日活",
    "月活",
    "韩流",
    "韩剧",
    "韩综",
    "泰剧",
    "英超",
    "意甲",
    "德甲",
    "法甲",
    "西甲",
    "欧冠",
    "欧皇",
    "非酋",
    "工作日",
    "烟花厂",
    "微商",
    "海淘",
    "平替",
];

/// What goes on after 国 in words that may stand after 中: 国有企业, 国产.
pub(super) const NATIONAL: &[&str] =
    &["有企", "有资", "有银", "有控", "有股", "产", "企", "资", "货", "足", "内", "外", "际", "营"];

/// What is said of two countries, so that 中 before the other is China: 中拉关系.
pub(super) const BETWEEN_COUNTRIES: &[&str] = &[
    "关系", "两国", "双方", "贸易", "合作", "战", "论坛", "边", "建交", "友好", "联合", "外交",
    "峰会", "冲突", "摩擦", "对话", "谈判", "之间", "协", "条约", "经", "文化", "交流", "矛盾",
    "竞争", "博弈", "等", "议题", "投资", "企业", "海", "人民", "领导", "高层", "元首", "首脑",
    "混血", "班列", "货运", "三国", "四国", "五国", "各国", "互", "会谈", "往来", "接壤", "同盟",
    "对抗", "角力", "脱钩", "科技", "学者",
];

/// Nouns that the dictionary takes for verbs too.
pub(super) const LOCATIVE_NOUNS: &[&str] = &[
    "收入", "支出", "投入", "开支", "业务", "投资", "工作", "生活", "比赛", "表演", "教学", "训练",
    "研究", "运动", "活动", "学习", "改革", "建设", "设计", "创作", "会议", "管理", "生产", "销售",
    "贸易",
];

/// Second characters of compounds that are what is done too: 表格|中|加入.
pub(super) const ACTIONS: &[&str] = &["拉", "加", "印"];

/// Nouns after which a company's name follows: 运营商中移动.
pub(super) const COMPANY_NOUNS: &[&str] = &[
    "运营商",
    "巨头",
    "央企",
    "国企",
    "公司",
    "企业",
    "龙头",
    "股东",
    "客户",
    "大厂",
    "对手",
    "集团",
    "母公司",
    "合作方",
    "甲方",
    "三桶油",
];
