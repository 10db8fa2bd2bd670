//! The room as a whole: what supports a name where, and what never changes it.

use proptest::prelude::*;

use crate::document;
use crate::mention::Method;
use crate::mention::builtin::FINDER;

/// The names found in a text, and how.
fn found(text: &str) -> Vec<(String, Method)> {
    let document = document::read("page.txt", text.as_bytes()).document.expect("an article");
    let mentions = FINDER.mentions(&document).concat();
    let text = document.units[0].text.as_str();
    mentions
        .iter()
        .map(|mention| (text[mention.bytes.clone()].to_owned(), mention.method))
        .collect()
}

fn names(text: &str) -> Vec<String> {
    found(text).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_cue_counts_by_its_distance_and_kind() {
    let check = |text: &str, expected: &[&str]| assert_eq!(names(text), expected, "{text}");
    check("暴雪的游戏", &["暴雪"]);
    check("外面下着暴雪，孩子们在打游戏", &[]);
    check("暴雪这几年做砸了好几个游戏", &["暴雪"]);
    check("暴雪压塌了棚子，玩家们没停下游戏，战网也没断", &["暴雪"]);
}

#[test]
fn what_stands_beside_a_name_wins_over_the_page() {
    let page = "苹果手机又降价了。苹果公司公布了财报。苹果发布会定在秋天。\n";
    for ordinary in ["买了三斤苹果", "孩子啃着苹果", "苹果熟了", "苹果和香蕉都洗好了"]
    {
        assert_eq!(names(&format!("{page}{ordinary}。")).len(), 3, "{ordinary}");
    }
    for meant in ["他还是离不开苹果", "别总拿苹果说事"] {
        assert_eq!(names(&format!("{page}{meant}。")).len(), 4, "{meant}");
    }
}

/// Sentences in which names are certain, whatever stands round them.
const CERTAIN: [&str; 5] = [
    "华为在匈牙利建厂。",
    "腾讯和阿里巴巴都投了它。",
    "特斯拉降价两万元。",
    "日韩两国恢复会谈。",
    "大众汽车与小米手机联名。",
];

/// Sentences that say nothing of any company.
const NEUTRAL: [&str; 5] = [
    "昨天下了一整天雨。",
    "他把书合上，出了门。",
    "三斤苹果够吃一周。",
    "院子里很安静。",
    "风很大。",
];

proptest! {
    /// Whatever is said elsewhere, a certain name stays one.
    #[test]
    fn neutral_sentences_lose_no_certain_name(
        certain in prop::sample::select(CERTAIN.to_vec()),
        before in prop::collection::vec(prop::sample::select(NEUTRAL.to_vec()), 0..8),
        after in prop::collection::vec(prop::sample::select(NEUTRAL.to_vec()), 0..8),
    ) {
        let text = format!("{}{certain}{}", before.concat(), after.concat());
        prop_assert_eq!(found(&text), found(certain));
    }
}
