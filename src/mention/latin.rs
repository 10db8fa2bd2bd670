//! How names in Latin letters are written: with their capitals, and apart from what they are joined to.
//!
//! Chinese writers type a brand as they like (`tiktok`, `Tik Tok`, `TIKTOK`). But what is joined to
//! other letters by a dot, a stroke or an @ is part of an address, a file or a program; and in a
//! sentence of another language small letters make other words: `that we work`, `dell'orario`.

use std::ops::Range;

use crate::text::fold::{is_blank, is_han, is_invisible, is_latin};

/// How a name is written in the catalog, as far as it matters for how it may be written in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Writing {
    /// With no Latin letter, or with Chinese beside them: in any way.
    Any,
    /// All in capitals and short: BYD, ARM.
    Capitals,
    /// The same with figures, so that small letters are something else: 4PX.
    Figures,
    /// Of so many words, set apart by spaces or hyphens, some with capitals.
    Words(usize),
    /// The same, but in small letters only.
    Small(usize),
}

/// Up to how many letters and digits a name in capitals is short.
const MOST_CAPITALS: usize = 4;

/// Names that are ordinary English words in small letters, or pieces of code.
const SMALL_WORDS: &[&str] = &[
    "aeon",
    "arm",
    "avast",
    "bat",
    "beeline",
    "blackberry",
    "chevron",
    "cognizant",
    "colliers",
    "confluent",
    "decathlon",
    "delphi",
    "energizer",
    "expeditors",
    "firestone",
    "ford",
    "foursquare",
    "hays",
    "hummer",
    "huntsman",
    "indigo",
    "intel",
    "jaguar",
    "jeep",
    "kayak",
    "kingfisher",
    "kline",
    "lamer",
    "lays",
    "lining",
    "luster",
    "micron",
    "ora",
    "ouster",
    "pampers",
    "polestar",
    "prudential",
    "puma",
    "rippling",
    "santos",
    "sap",
    "scoot",
    "sears",
    "sequoia",
    "seraphim",
    "snickers",
    "soil",
    "swatch",
    "tapestry",
    "timberland",
    "tinder",
    "twitch",
    "wacker",
    "whirlpool",
    "woolies",
    "yodel",
];

/// English words that stand before any other: `we work`, `in post`.
const FUNCTION_WORDS: &[&str] = &[
    "a", "all", "an", "as", "at", "be", "by", "de", "do", "for", "go", "good", "in", "is", "it",
    "le", "my", "no", "of", "on", "one", "open", "or", "our", "s", "so", "the", "to", "up", "we",
    "you",
];

/// What comes after the name of a thing that programs use.
const CODE_WORDS: &[&str] = &[
    "库",
    "框架",
    "命令",
    "函数",
    "插件",
    "组件",
    "控件",
    "类",
    "模块",
    "脚本",
    "变量",
    "参数",
    "方法",
    "属性",
    "字段",
    "关键字",
    "语句",
    "指令",
    "对象",
    "开源库",
    "第三方库",
    "依赖",
    "标签",
    "图标",
];

/// What may stand between such a name and the word for it.
const CODE_LINKS: &[&str] =
    &["这个", "这一", "这种", "这款", "这", "那个", "这样的", "的", "等", " "];

/// How many small words around a name in Latin letters make a sentence of another language.
const LEAST_FOREIGN: usize = 3;

/// How far around a name such words are counted, in characters of either side.
const REACH: usize = 60;

impl Writing {
    /// How a name is written; a concept's letters (AI, KPI) are typed in either case.
    pub(super) fn of(written: &str, is_concept: IsConcept) -> Self {
        let is_letter = |c: char| c.is_alphabetic() && is_latin(c);
        if !written.contains(is_letter) || written.contains(is_han) {
            return Self::Any;
        }
        let words = words(written).count();
        let length = written.chars().filter(|&c| is_latin(c)).count();
        if !written.contains(char::is_uppercase) {
            Self::Small(words)
        } else if is_concept == IsConcept::No
            && length <= MOST_CAPITALS
            && !written.contains(char::is_lowercase)
        {
            let has_figure = written.contains(|c: char| c.is_ascii_digit());
            if has_figure { Self::Figures } else { Self::Capitals }
        } else {
            Self::Words(words)
        }
    }
}

/// Whether a name is a concept's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IsConcept {
    Yes,
    No,
}

/// What a hyphen beside a name in small letters does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hyphen {
    /// It makes one token of both: `apple-touch-icon`.
    Joins,
    /// It does nothing.
    Free,
}

/// A place of a text where a name in Latin letters stands.
struct Place<'t> {
    before: &'t str,
    name: &'t str,
    after: &'t str,
}

/// Whether a name of the catalog reads as such where it stands, as far as its letters go. An
/// ambiguous one is only looked at for what it is joined to: it needs support anyway.
pub(super) fn reads_as_name(text: &str, range: &Range<usize>, writing: &Writing) -> bool {
    let words = match writing {
        Writing::Any => return true,
        // Their letters may be set apart by full stops.
        Writing::Capitals | Writing::Figures => usize::MAX,
        Writing::Words(words) | Writing::Small(words) => *words,
    };
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let place = Place { before, name: &text[range.clone()], after };
    // A name that is always small may be part of a word with a hyphen: `colonial-era`.
    let is_word = matches!(writing, Writing::Small(_));
    !place.is_in_token(if is_word { Hyphen::Free } else { Hyphen::Joins })
        && !place.is_elided()
        && place.is_cased(writing, words)
}

/// Whether a name that needs support stands by itself, not in a file's name or an address.
pub(super) fn stands_free(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let place = Place { before, name: &text[range.clone()], after };
    !place.name.contains(|c: char| c.is_ascii_alphabetic()) || !place.is_in_token(Hyphen::Joins)
}

/// Whether a name is written with hyphens between parts that begin with capitals: `Wal-Mart`.
pub(super) fn is_hyphenated(name: &str) -> bool {
    let is_hyphen = |c| matches!(c, '-' | '‐' | '‑');
    let mut parts = name.split(is_hyphen);
    let is_part = |part: &str| {
        part.len() > 1
            && part.starts_with(|c: char| c.is_ascii_uppercase())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    name.contains(is_hyphen) && parts.all(is_part)
}

impl Place<'_> {
    /// Whether the name is part of an address, the name of a file or a program, or a handle.
    fn is_in_token(&self, hyphen: Hyphen) -> bool {
        let last = self.before.chars().next_back();
        let mut left = self.before.chars().rev();
        let mut right = self.after.chars();
        let (last_but_one, first, second) = (left.nth(1), right.next(), right.next());
        let is_small = self.name.starts_with(|c: char| c.is_lowercase());
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_small_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
        let in_path = last == Some('/')
            && (matches!(first, Some('/' | '-' | '.' | '_')) || !is_word(last_but_one));
        matches!(last, Some('@' | '＠' | '\\'))
            || last == Some('_') && is_word(last_but_one)
            || first == Some('_') && is_word(second)
            || first == Some('@')
            || first == Some('.') && is_small_word(second)
            || first == Some('/') && self.name.contains('.') && is_word(second)
            || is_small
                && (matches!(last, Some('`' | '<' | '.' | '$'))
                    || in_path
                    || hyphen == Hyphen::Joins
                        && (last == Some('-') || first == Some('-') && is_word(second))
                    || matches!(first, Some('`' | '>' | '=' | '(')))
    }

    /// Whether an apostrophe joins the name to another word: `dell'orario`, `Kharg Island's oil`.
    fn is_elided(&self) -> bool {
        let is_mark = |c: &char| matches!(c, '\'' | '’');
        let is_letter = |c: &char| c.is_alphabetic() && is_latin(*c);
        let mut left = self.before.chars().rev();
        let mut right = self.after.chars();
        let first = words(self.name).next().map_or(0, |word| word.chars().count());
        let after_mark = left.next().as_ref().is_some_and(is_mark)
            && left.next().as_ref().is_some_and(is_letter);
        let before_mark = right.next().as_ref().is_some_and(is_mark);
        let (second, third) = (right.next(), right.next());
        let is_genitive =
            matches!(second, Some('s' | 'S')) && !third.as_ref().is_some_and(is_letter);
        after_mark && first <= 2
            || before_mark && second.as_ref().is_some_and(is_letter) && !is_genitive
    }

    /// Whether the name has the letters of a name, in small and in capital.
    fn is_cased(&self, writing: &Writing, words_written: usize) -> bool {
        let is_small = !self.name.contains(char::is_uppercase);
        let is_split = words(self.name).count() > words_written;
        if !is_small {
            return (!is_split || self.parts_are_capital(words_written)) && !self.is_code();
        }
        match writing {
            Writing::Any => true,
            Writing::Figures => false,
            Writing::Capitals => {
                !self.is_ordinary_word() && !self.is_foreign() && self.is_among_chinese()
            }
            Writing::Small(_) => !(is_split && self.is_foreign()),
            Writing::Words(_) => {
                !self.is_ordinary_word()
                    && !self.is_foreign()
                    && (!is_split || self.is_among_chinese() && !self.begins_as_phrase())
            }
        }
    }

    /// Whether a name that is split where the catalog has it in one word has a capital in each part,
    /// and is no phrase of a title: `Tik Tok`, not `in Post` nor `We Work`.
    fn parts_are_capital(&self, words_written: usize) -> bool {
        let is_capital =
            |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let goes_on = self.after.starts_with('-') && self.after[1..].starts_with(is_latin);
        // In `Tik Tok shop` the last word is one by itself.
        let parts = words(self.name).count() + 1 - words_written;
        words(self.name).take(parts.max(2)).all(is_capital)
            && !goes_on
            && !(self.begins_as_phrase() && self.is_foreign())
    }

    fn begins_as_phrase(&self) -> bool {
        let first = words(self.name).next().unwrap_or_default().to_lowercase();
        FUNCTION_WORDS.contains(&first.as_str())
    }

    fn is_ordinary_word(&self) -> bool {
        let name: String = words(self.name).collect();
        SMALL_WORDS.contains(&name.to_lowercase().as_str())
    }

    /// Whether an ordinary word is the name of something that programs use.
    fn is_code(&self) -> bool {
        let mut rest = self.after.trim_start_matches(is_blank);
        while let Some(link) = CODE_LINKS.iter().find(|link| rest.starts_with(**link)) {
            rest = &rest[link.len()..];
        }
        self.is_ordinary_word() && CODE_WORDS.iter().any(|word| rest.starts_with(word))
    }

    /// Whether the words around the name are of another language: several begin small, or there is
    /// no Chinese at all.
    fn is_foreign(&self) -> bool {
        let left = self.before.char_indices().rev().take(REACH);
        let start = left.take_while(|(_, c)| !ends_stretch(*c)).last();
        let start = start.map_or(self.before.len(), |(at, _)| at);
        let right = self.after.char_indices().take(REACH).take_while(|(_, c)| !ends_stretch(*c));
        let end = right.last().map_or(0, |(at, c)| at + c.len_utf8());
        let around = words(&self.before[start..]).chain(words(&self.after[..end]));
        let small = around.filter(|word| word.starts_with(char::is_lowercase)).count();
        small >= LEAST_FOREIGN || small > 0 && !self.has_chinese_near()
    }

    fn has_chinese_near(&self) -> bool {
        self.before.chars().rev().take(2 * REACH).any(is_han)
            || self.after.chars().take(2 * REACH).any(is_han)
    }

    /// Whether no other Latin word stands beside the name.
    fn is_among_chinese(&self) -> bool {
        let left = self.before.chars().rev().find(|&c| !is_blank(c) && !is_invisible(c));
        let right = self.after.chars().find(|&c| !is_blank(c) && !is_invisible(c));
        ![left, right].into_iter().flatten().any(is_latin)
    }
}

/// Whether a stretch of Latin text ends at a character.
fn ends_stretch(c: char) -> bool {
    is_han(c) || c == '\n' || matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？')
}

/// The words of a stretch of Latin text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_latin(c) && !is_invisible(c) && !matches!(c, '\'' | '’' | '&'))
        .filter(|word| word.contains(is_latin))
}

#[cfg(test)]
mod tests {
    use super::{IsConcept, Writing, is_hyphenated, reads_as_name};

    #[test]
    fn names_are_told_from_words_by_their_letters() {
        let check = |written: &str, text: &str, expected: bool| {
            let (before, rest) = text.split_once('[').expect("the text marks the name");
            let (name, after) = rest.split_once(']').expect("the text marks the name");
            let range = before.len()..before.len() + name.len();
            let writing = Writing::of(written, IsConcept::No);
            let text = format!("{before}{name}{after}");
            assert_eq!(reads_as_name(&text, &range, &writing), expected, "{written} in {text}");
        };
        check("TikTok", "我每天刷[tiktok]。", true);
        check("TikTok", "我每天刷[tik tok]两小时。", true);
        check("TikTok", "[TIK TOK]上的卖家", true);
        check("TikTok", "见 www.[tiktok].com 首页", false);
        check("InPost", "Identity [in Post]-handover Hong Kong", false);
        check("InPost", "[In Post]-war Europe", false);
        check("InPost", "波兰的 [In Post] 公司", true);
        check("WeWork", "commitment that [we work] together", false);
        check("WeWork", "他在[wework]办公", true);
        check("S-Oil", "Kharg Island'[s oil] pipelines", false);
        check("S-Oil", "韩国[S-Oil]炼油厂", true);
        check("BAT", "用 [bat] 代替 cat", false);
        check("BAT", "[BAT] 三家", true);
        check("4PX", "按钮宽 [4px]。", false);
        check("Chevron", "图标是 [chevron]，", false);
        check("Chevron", "美国的 [Chevron] 卖了油田", true);
        check("Kingfisher", "我用 [Kingfisher] 这个库", false);
        check("Kingfisher", "英国 [Kingfisher] 的年报", true);
        check("Dell", "Il totale [dell]'orario di lavoro", false);
        check("Dell", "[Dell]'s laptops", true);
        check("DeNA", "Tá ceann [de na] cúinsí seo.", false);
        check("Apple", "关注 @[apple] 的人", false);
        check("Oracle", "打开 [oracle].conf 看看", false);
        check("Oracle", "foo_[oracle] 变量", false);
        check("Oracle", "they left [Oracle].", true);
        check("Booking.com", "在[Booking.com]上订", true);
        check("Coca-Cola", "喝[coca cola]吧", true);
        check("vivo", "[vivo]的店", true);
        check("BYD", "就算 [byd] 成了第一", true);
        check("NHU", "gian làm việc do [nhu] cầu", false);
        check("U.S.", "([U.S.]-China)", true);
        check("Forbes", "见 [forbes].com 首页", false);
        check("Facebook", "Twitter/[facebook]都行", true);
        check("Red Hat", "看 /etc/[redhat]-release", false);
        check("TikTok Shop", "伦敦 [Tik Tok shop] 的员工", true);
        check("Bilibili", "标题_哔哩哔哩_[bilibili]", true);
    }

    #[test]
    fn hyphens_stand_between_capitals() {
        assert!(is_hyphenated("Wal-Mart"));
        assert!(!is_hyphenated("wal-mart"));
        assert!(!is_hyphenated("Walmart"));
        assert!(!is_hyphenated("A-B"));
    }
}
