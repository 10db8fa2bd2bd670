//! The frames of ordinary words: what right beside a name says that no company is meant by it.
//!
//! A thing is counted, eaten, ripe, or one of a list of things; a verb has an auxiliary before it or
//! a complement after it; a quality has a degree; a person is somebody's son. What stands beside a
//! name so wins over what the rest of the page says.

use std::ops::Range;
use std::sync::LazyLock;

use super::near::{Near, Sort};
use super::ordinary_word::{
    AFTER_ANY_VERB, AFTER_VERB, BEFORE_VERB, CLASSIFIERS, COMPANIONS, DEGREES, HANDLING, KIN,
    NOT_AFTER_VERB, NUMERALS, RIPENESS, WORKS,
};
use super::table::{Side, Table};

/// How far from the title of a song or a novel the word for it stands, in characters.
const WORK_REACH: usize = 16;

static CLASSIFIER: LazyLock<Table<()>> =
    LazyLock::new(|| Table::new(Side::Before, &[((), CLASSIFIERS)]));
static HANDLED: LazyLock<Table<()>> = LazyLock::new(|| Table::new(Side::Before, &[((), HANDLING)]));
static RIPE: LazyLock<Table<()>> = LazyLock::new(|| Table::new(Side::After, &[((), RIPENESS)]));
static NEXT: LazyLock<Table<()>> = LazyLock::new(|| Table::new(Side::After, &[((), COMPANIONS)]));
static PREVIOUS: LazyLock<Table<()>> =
    LazyLock::new(|| Table::new(Side::Before, &[((), COMPANIONS)]));
static AUXILIARY: LazyLock<Table<()>> =
    LazyLock::new(|| Table::new(Side::Before, &[((), BEFORE_VERB)]));
static COMPLEMENT: LazyLock<Table<Complement>> = LazyLock::new(|| {
    Table::new(
        Side::After,
        &[
            (Complement::Aspect, AFTER_ANY_VERB),
            (Complement::Result, AFTER_VERB),
            (Complement::Other, NOT_AFTER_VERB),
        ],
    )
});
static DEGREE: LazyLock<Table<()>> = LazyLock::new(|| Table::new(Side::Before, &[((), DEGREES)]));
static RELATION: LazyLock<Table<()>> = LazyLock::new(|| Table::new(Side::After, &[((), KIN)]));

/// What stands where the complement of a verb does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Complement {
    /// What only follows a verb: 了, 起来.
    Aspect,
    /// What follows a verb, and a noun too: 到, 为.
    Result,
    /// A word that only begins like those.
    Other,
}

/// The names among those that modify others that are verbs as well.
const VERBAL: [&str; 3] = ["统一", "解放", "通用"];

/// What a frame says a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mention) enum Frame {
    /// A thing that is counted, eaten, grown, or listed among things.
    Thing,
    /// A verb.
    Verb,
    /// A quality.
    Quality,
    /// Somebody's relative or friend.
    Person,
    /// The title of a song, a film or a novel.
    Work,
}

/// The frame of an ordinary word that a name stands in; `is_thing` tells whether the word means a
/// thing by itself (苹果), which only then is counted or eaten.
pub(super) fn frame(near: &Near, is_thing: impl FnOnce() -> bool) -> Option<Frame> {
    let (before, after) = (near.before(), near.after());
    if let Some(frame) = certain_frame(&near.text, &near.range) {
        return Some(frame);
    }
    if is_verb(near) {
        return Some(Frame::Verb);
    }
    if matches!(near.sort, Sort::Modifier | Sort::People) && DEGREE.at(before).is_some() {
        return Some(Frame::Quality);
    }
    (looks_like_thing(before, after) && is_thing()).then_some(Frame::Thing)
}

/// The frames in which even a name that needs no support is none.
pub(in crate::mention) fn certain_frame(text: &str, range: &Range<usize>) -> Option<Frame> {
    if is_relative(&text[range.end..]) {
        return Some(Frame::Person);
    }
    is_title_of_work(text, range).then_some(Frame::Work)
}

/// Whether a thing is counted, handled, ripe or listed here.
fn looks_like_thing(before: &str, after: &str) -> bool {
    let bare = before.trim_end_matches(['着', '了', '过', '完', '点', '些']);
    is_counted(before)
        || HANDLED.at(before).or_else(|| HANDLED.at(bare)).is_some()
        || RIPE.at(after).is_some()
        || {
            let next = after.trim_start_matches(is_list_mark);
            let previous = before.trim_end_matches(is_list_mark);
            next.len() < after.len() && NEXT.at(next).is_some()
                || previous.len() < before.len() && PREVIOUS.at(previous).is_some()
        }
}

pub(super) fn is_list_mark(c: char) -> bool {
    matches!(c, '、' | '和' | '与' | '跟' | '及' | '或' | '/' | ' ')
}

/// Whether a number and a classifier stand before a name: 三斤, 一大碗.
fn is_counted(before: &str) -> bool {
    let Some((classifier, ())) = CLASSIFIER.at(before) else { return false };
    let number = before[..before.len() - classifier.len()].trim_end_matches(['大', '小', ' ']);
    // 十多斤 counts, 更多把 does not.
    number.strip_suffix('多').unwrap_or(number).ends_with(|c| NUMERALS.contains(c))
}

/// Whether a name that is a verb too is one here.
fn is_verb(near: &Near) -> bool {
    let complement = COMPLEMENT.at(near.after()).map(|(_, complement)| complement);
    let follows = match near.sort {
        Sort::Action => matches!(complement, Some(Complement::Aspect | Complement::Result)),
        Sort::Modifier => complement == Some(Complement::Aspect) && VERBAL.contains(&near.name()),
        _ => return false,
    };
    follows || AUXILIARY.at(near.before()).is_some()
}

/// Whether it is said after a name whose relative or friend it is: 是我侄子, 是她的同学.
fn is_relative(after: &str) -> bool {
    let Some(rest) = after.strip_prefix('是') else { return false };
    let owners = ["我们班", "我们", "我", "他", "她", "你", "咱", "俺", "邻居", "隔壁"];
    let Some(rest) = owners.iter().find_map(|owner| rest.strip_prefix(owner)) else { return false };
    RELATION.at(rest.trim_start_matches(['家', '的', '们', '大', '小', '亲', '最', '好'])).is_some()
}

/// Whether a name alone is the title of a work that is sung, played or filmed: 唱了《阿玛尼》.
fn is_title_of_work(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if !(before.ends_with('《') && after.starts_with('》')) {
        return false;
    }
    let left = before.char_indices().rev().take(WORK_REACH).last().map_or(0, |(at, _)| at);
    let right = after.char_indices().nth(WORK_REACH).map_or(after.len(), |(at, _)| at);
    let near = |part: &str, word: &str| part.contains(word);
    let (left, right) = (&before[left..], &after[..right]);
    let left = &left[left.rfind(['。', '！', '？', '\n']).unwrap_or(0)..];
    let right = &right[..right.find(['。', '！', '？', '\n']).unwrap_or(right.len())];
    WORKS.split_whitespace().any(|word| near(left, word) || near(right, word))
}

#[cfg(test)]
mod tests {
    use super::{Frame, frame};
    use crate::catalog::Catalog;
    use crate::mention::segment::Segmenter;
    use crate::mention::support::near::Near;

    #[test]
    fn what_stands_beside_a_name_shows_an_ordinary_word() {
        let segmenter = Segmenter::new(&Catalog::default());
        let check = |text: &str, name: &str, expected: Option<Frame>| {
            let start = text.find(name).expect("the text has the name");
            let near = Near::new(&segmenter, text, &(start..start + name.len()));
            assert_eq!(frame(&near, || true), expected, "{name} in {text}");
        };
        check("婆婆寄来两袋小米", "小米", Some(Frame::Thing));
        check("先煮小米再下菜", "小米", Some(Frame::Thing));
        check("枝头的苹果熟了", "苹果", Some(Frame::Thing));
        check("集上有小米和红薯", "小米", Some(Frame::Thing));
        check("小米和红杉都到了", "小米", None);
        check("小米公布财报", "小米", None);
        check("价格进行统一下调", "统一", Some(Frame::Verb));
        check("箱子移动到墙边", "移动", Some(Frame::Verb));
        check("移动了解情况", "移动", None);
        check("房子装得很现代", "现代", Some(Frame::Quality));
        check("小鹏是她的同学", "小鹏", Some(Frame::Person));
        check("小鹏是她买的车", "小鹏", None);
        check("她翻唱过《灯塔》", "灯塔", Some(Frame::Work));
        check("他买了一期《时代》", "时代", None);
    }
}
