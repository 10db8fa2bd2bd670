//! Words of the frames in which a name is an ordinary word: what one counts, eats, does.
//!
//! Tables of words apart by white space, each with what it does.

/// Names that are verbs too, which take objects or go with verbs: 统一下调, 移动到.
pub(super) const ACTIONS: &str = "
    移动 联想 解放 联通 招商 仰望 思念 畅游 瞭望 探探 转转 涂鸦 团结 微创 回报 起点 澎湃 直聘 闪送
    爱步 即梦 分众 开利 搜搜 去哪儿 饿了么 饿了吗 奔腾 欢聚 飞腾 标致 个推 识货 慢慢买
";

/// Names that stand before nouns as adjectives do: 现代社会, 民生商铺.
pub(super) const MODIFIERS: &str = "
    统一 通用 现代 理想 民生 电信 邮政 光明 平安 先锋 吉祥 盛大 几何 大陆 洲际 深蓝 万方 自如 华夏
    中时 明治 北面 多点 多维 正大 第一资本 国泰 广电 网通 得力 连连 远景 解放 旺旺 大成 三元
";

/// Names that are words for people: what people say and do says nothing.
pub(super) const PEOPLE: &str = "
    大众 全家 菜鸟 爱国者 好孩子 孩子王 外星人 少数派 探路者 漫步者 读书郎 小天才 猛士 金匠 拦截者
    老虎 猪八戒
";

/// Names that people bear too: they speak, sue and are sued as well.
pub(super) const PERSONS: &str = "
    林肯 摩根 华莱士 哪吒 单立人 李宁 潘多拉 阿波罗 雷神 兴登堡 伯恩斯坦 马勒 帕金斯 桑托斯 铃木
    汉密尔顿 沙利文 罗斯柴尔德 小康 露露 索菲亚 福克斯 米塔尔 纽曼 杨森 道奇 欧拉 西尔斯
    安东诺夫 野村 川崎 武田 村田 牧田 高田 久保田 林德 李尔 大和
";

/// Names that mean the company oftener than the word in what is written today.
pub(super) const PREVALENT: &str = "
    苹果 小米 奔驰 高通 荣耀 甲骨文 美的 字节 思科 雷诺 中兴 传音 滴滴 强生 保利 万达 日产 恒大
    米子 华子 南航 国航 三一
";

/// What counts things: 三斤苹果, 一碗小米.
pub(super) const CLASSIFIERS: &str = "
    个 斤 公斤 千克 克 吨 两 颗 只 碗 袋 箱 盒 包 勺 锅 棵 片 块 粒 筐 把 根 支 朵 头 匹 条 种 份 捧 亩
    株 串 堆 盘 瓶 罐 杯 桶 枚 群 窝 层 滴 缕 阵 场 番 股 丝 打 捆 麻袋 大袋 小袋 大碗 小碗 小把
";

/// What counts companies as well as things, where a word for a thing is not meant: 一个苹果用户.
pub(super) const NUMERALS: &str = "一二两三四五六七八九十百千万亿半几数每俩这那0123456789";

/// What one does with what one eats, grows or holds in the hand.
pub(super) const HANDLING: &str = "
    吃 喝 啃 嚼 咬 煮 熬 炖 炒 蒸 削 剥 洗 摘 种 种植 采摘 采 晒 播种 收割 喂 养 饲养 捏 敲 挥 抡 踢
    摇着 举着 拿着 拎着 抱着 捧着 嗑 榨 腌 泡 焖 煲 剁 切 烤 撒 抓 扔 砸 搬 骑 捡 吃点 吃些 吃个
    吃着 吃了 喝点 喝了 种了 种着 煮点 熬点 嗑着 磕 切块的 新鲜的 晒干的 甜甜的 红红的
";

/// What is said of fruit, grain and beasts.
pub(super) const RIPENESS: &str = "
    熟了 熟透 成熟了 烂了 烂掉 腐烂 很甜 真甜 好甜 太甜 最甜 不甜 更甜 挺甜 又大又 又红又 又脆又 又甜又 好吃 真好吃 很好吃
    很脆 多汁 发芽 开花 丰收 收成 面粉 种子 果汁 削皮 泡水 泡茶 煮粥 熬粥 亩产
    产区 产地 种植 采摘 果园 果农 树苗 树下 树上 过敏 维生素 膳食纤维 一斤 每斤 一公斤
";

/// Things among which a name in a list is one of them: 小米和大枣.
pub(super) const COMPANIONS: &str = "
    大枣 红枣 玉米 大豆 黄豆 绿豆 红豆 高粱 大米 糯米 燕麦 荞麦 小麦 红薯 土豆 南瓜 花生 核桃 枸杞 莲子
    香蕉 梨 梨子 鸭梨 橘子 橙子 桔子 西瓜 葡萄 桃 桃子 草莓 樱桃 猕猴桃 柚子 柠檬 菠萝 蓝莓 荔枝 石榴 柿子
    白菜 胡萝卜 黄瓜 茄子 番茄 西红柿 青菜 菠菜 芹菜 豆腐 鸡蛋 牛奶 面条 馒头 稀饭 蜂蜜 杂粮 坚果 蔬菜 水果
    菊花茶 枸杞子 玫瑰 牡丹 兰花 钉子 锯子 螺丝刀 木头 泥土 沙子 蜜蜂 蝴蝶 蟑螂 马 羊 牛 狮子 大象
";

/// What stands before a verb and so says that the name is one: 进行统一下调.
pub(super) const BEFORE_VERB: &str = "
    进行 加以 予以 给予 实现 可以 能够 需要 必须 应当 应该 无法 难以 自动 自由 不断 快速 逐步 逐渐 缓慢 来回
    上下 左右 前后 向前 向后 向上 向下 开始 尽快 尽量 实行 采取 便于 有待 得以 随意 轻松 高度 全部 彻底
    不要 不能 不会 不必 没有 没 不 丰富的 无限的 丰富 自然 很容易 容易 不禁
";

/// What follows verbs and so says that the name is one: 统一起来.
pub(super) const AFTER_ANY_VERB: &str = "
    了 着 过 起来 一下 下去 不了 不到 不起来 中的
";

/// What follows a verb, but an adjective or a noun too: 移动到.
pub(super) const AFTER_VERB: &str = "
    到 至 起 出 成 为 回来 过去 过来 得 速度
";

/// Words that begin like those after a verb, and are none: 了解.
pub(super) const NOT_AFTER_VERB: &str = "
    了解 着手 着力 着重 过于 过去几 过去一 过去的 到底 到了 到现在 到目前 到今 至今 至少 出售 出货 出资 出海 出口 出台 出现 出品 出身 出手 出局 出走
    成立 成功 成为 成本 成都 为何 为什么 为了 为用户 为消费者 为此 为客户 起诉 起家 起步 起源 得到 得益 得知 得罪 过年 为其
    出席 出来 成交 成员 出事 出具 出租 到场 起火 得出 得以 过往 过期 出圈
";

/// What is said of qualities: 很现代, 非常理想.
pub(super) const DEGREES: &str = "很 最 更 太 非常 十分 挺 特别 极其 不够 不太 不怎么 比较 相当 这么 那么 如此 越来越 颇为 颇 尤为 足够 真 好";

/// Who is somebody's: 小鹏是我侄子.
pub(super) const KIN: &str = "
    侄子 侄女 外甥 儿子 女儿 弟弟 哥哥 妹妹 姐姐 表弟 表哥 表妹 表姐 堂弟 堂哥 同学 同桌 室友 舍友 同事 朋友 好友
    闺蜜 邻居 学生 老师 班长 徒弟 师傅 男友 女友 男朋友 女朋友 老公 老婆 丈夫 妻子 爸爸 妈妈 孙子 孙女 舅舅 叔叔 发小
    偶像 初恋 前任 邻居家的孩子 班主任 队长 战友 老乡 小名 乳名 孩子 宝贝 猫 狗 小狗 小猫 宠物
";

/// What one does with a song, a film or a novel, near its title.
pub(super) const WORKS: &str = "
    唱 演唱 翻唱 歌曲 歌词 首歌 单曲 专辑 主题曲 插曲 这首 那首 一首 弹 演奏 吉他 作曲 作词 填词 小说 诗集 诗歌 长篇 短篇
    话剧 音乐剧 舞剧 画作 油画 雕塑 这部 那部 主演 导演 剧中 片中 影片 电影 出演 饰演 拍摄的 上映 观影
";
