//! Company syntax: how much the words right beside a name say that it is a company.
//!
//! The words are those of `company_word`; here is what may stand between them and the name (time,
//! aspect, 的, a place, a ticker). What a word is worth beside a name that is a verb or an adjective
//! too (移动, 现代) is in `weight`.

use std::sync::LazyLock;

use super::clause::{bracket, clause, date, is_figure, opens_clause, ticker};
use super::company_word::{
    ACTS, ASPECTS, BEFORE_ANY, BEFORE_OWN, BEFORE_USE, CREW, DEEDS, FIRM_PAIRS, GOODS, LONGER,
    LOOSE_PAIRS, OWN, RATINGS, SAYS, STAFF, THINGS, TIMES, Worth,
};
use super::near::{Near, Sort};
use super::table::{Side, Table};
use crate::text::fold::{is_han, is_latin};

/// Support is counted in points; so many make a company of any name that can stand where it does.
pub(super) const CERTAIN: u32 = 4;

/// No more words than this stand between a name and what is said of it.
const MOST_FILLERS: usize = 5;

/// How far after a name, in characters, the deed of a clause is looked for: 因垄断被罚.
const DEED_REACH: usize = 18;

/// How long a place or a number before what belongs to a company is at most, in characters: 在印度的.
const PLACE_REACH: usize = 10;

/// What begins a phrase between a subject and its deed: 因垄断被罚, 与供应商达成和解.
const OPENERS: &[char] = &[
    '因', '被', '遭', '向', '对', '就', '以', '将', '在', '从', '为', '与', '和', '拟', '用', '凭',
    '的', '于',
];

static AFTER: LazyLock<Table<Worth>> = LazyLock::new(|| {
    Table::new(
        Side::After,
        &[
            (Worth::Own, OWN),
            (Worth::Staff, STAFF),
            (Worth::Crew, CREW),
            (Worth::Goods, GOODS),
            (Worth::Thing, THINGS),
            (Worth::Deed, DEEDS),
            (Worth::Say, SAYS),
            (Worth::Act, ACTS),
            (Worth::Nothing, LONGER),
        ],
    )
});

static FILLERS: LazyLock<Table<()>> =
    LazyLock::new(|| Table::new(Side::After, &[((), TIMES), ((), ASPECTS)]));

static RATING: LazyLock<Table<()>> = LazyLock::new(|| Table::new(Side::After, &[((), RATINGS)]));

static BEFORE: LazyLock<Table<u32>> = LazyLock::new(|| {
    Table::new(Side::Before, &[(3, BEFORE_OWN), (2, BEFORE_ANY), (1, BEFORE_USE)])
});

/// How many points the words right beside a name are worth; 0 if they say nothing.
pub(super) fn points(near: &Near) -> u32 {
    let place = Place::new(near);
    place.after().max(place.before()).max(place.pair())
}

/// A name in its clause.
pub(super) struct Place<'t> {
    pub(super) near: &'t Near,
    pub(super) before: &'t str,
    after: &'t str,
    pub(super) is_subject: bool,
}

impl<'t> Place<'t> {
    fn new(near: &'t Near) -> Self {
        let open = [' ', '“', '「', '‘', '"', '『'];
        let close = [' ', '”', '」', '’', '"', '』'];
        Self {
            near,
            before: near.before().trim_end_matches(open),
            after: near.after().trim_start_matches(close),
            is_subject: opens_clause(near.before()) || near.before().ends_with(['和', '与', '及']),
        }
    }

    /// What follows is worth.
    fn after(&self) -> u32 {
        if ticker(self.after) || is_rated(self.after) {
            return CERTAIN;
        }
        let mut rest = self.after;
        let mut best = 0;
        for _ in 0..=MOST_FILLERS {
            best = best.max(self.head(rest)).max(self.later_deed(rest));
            match skipped(rest) {
                Some(shorter) => rest = shorter,
                None => break,
            }
        }
        best
    }

    /// A head that stands right here is worth.
    fn head(&self, rest: &str) -> u32 {
        let bare = rest.strip_prefix('的').map(|bare| bare.trim_start_matches(' '));
        let has_de = bare.is_some();
        let bare = bare.unwrap_or(rest);
        let Some((word, worth)) = AFTER.at(bare) else { return 0 };
        match settled(worth, word, &bare[word.len()..]) {
            Worth::Nothing => 0,
            Worth::Deed | Worth::Say | Worth::Act if has_de => 0,
            worth @ (Worth::Deed | Worth::Say | Worth::Act) => self.verb(worth),
            worth => self.noun(worth, has_de),
        }
    }

    /// A deed later in the clause, whose subject the name is: 因垄断被罚, 公布第三季度财报; or what belongs
    /// to companies, in a place: 在印度的出货量.
    fn later_deed(&self, rest: &str) -> u32 {
        let clause = clause(rest, DEED_REACH);
        if clause.starts_with(OPENERS) {
            return self.deed_within(clause);
        }
        match AFTER.at(clause) {
            Some((word, Worth::Act | Worth::Say)) if self.is_subject || !self.near.is_loose() => {
                self.results_within(&clause[word.len()..])
            }
            _ => 0,
        }
    }

    fn deed_within(&self, clause: &str) -> u32 {
        let near = |at: usize| clause[..at].chars().count() <= PLACE_REACH;
        let worth = |at: usize| match AFTER.at(&clause[at..])? {
            (_, Worth::Deed) => Some(self.verb(Worth::Deed)),
            (_, Worth::Own) if near(at) && clause.starts_with(['在', '于', '的']) => Some(3),
            (_, Worth::Goods) if near(at) && clause.starts_with('在') => Some(2),
            _ => None,
        };
        let worth = clause.char_indices().skip(1).filter_map(|(at, _)| worth(at)).max();
        let most = if self.near.is_loose() && !self.is_subject { 2 } else { 3 };
        worth.unwrap_or(0).min(most)
    }

    fn results_within(&self, clause: &str) -> u32 {
        let mut found = clause.char_indices().filter_map(|(at, _)| AFTER.at(&clause[at..]));
        let has = found.any(|(_, worth)| matches!(worth, Worth::Own | Worth::Deed));
        if has { self.verb(Worth::Deed).min(3) } else { 0 }
    }

    /// What precedes is worth.
    fn before(&self) -> u32 {
        let before = self.before.strip_suffix(['了', '过']).unwrap_or(self.before);
        match BEFORE.at(self.before).or_else(|| BEFORE.at(before)) {
            Some((_, 3)) if self.near.is_loose() && !self.ends_phrase() => 1,
            Some((_, 2)) if !self.ends_phrase() => 0,
            Some((_, 1)) if !self.is_chinese() => 0,
            Some((_, worth)) => worth,
            None => 0,
        }
    }

    /// The two halves of a phrase round the name are worth.
    fn pair(&self) -> u32 {
        let stands = |pairs: &[(&str, &str)]| {
            pairs.iter().any(|(left, rights)| {
                self.before.ends_with(left)
                    && rights.split_whitespace().any(|right| self.after.starts_with(right))
            })
        };
        let is_crew_of = || {
            let clause = clause(self.after, DEED_REACH);
            let mut words = clause.char_indices().filter_map(|(at, _)| AFTER.at(&clause[at..]));
            self.before.ends_with('在')
                && clause.starts_with(['当', '做'])
                && words.any(|(_, worth)| matches!(worth, Worth::Crew | Worth::Staff))
        };
        if stands(FIRM_PAIRS) || is_crew_of() {
            return CERTAIN;
        }
        match self.near.sort {
            Sort::People | Sort::Person => 0,
            _ if !stands(LOOSE_PAIRS) => 0,
            Sort::Plain => 3,
            _ => 2,
        }
    }

    fn is_chinese(&self) -> bool {
        self.near.name().chars().all(is_han)
    }

    /// Whether the phrase that the name is in ends with it, so that it modifies nothing.
    fn ends_phrase(&self) -> bool {
        let next = self.after.chars().next();
        next.is_none_or(|c| !is_han(c) && !is_latin(c) || "的了后时之等和与及".contains(c))
    }
}

/// Whether what follows a name is said of companies, or of any subject: 全部, 今年.
pub(super) fn is_said_of_companies(near: &Near) -> bool {
    FILLERS.at(near.after()).is_some() || !near.is_loose() && AFTER.at(near.after()).is_some()
}

/// The rest after a word that may stand between a name and what is said of it.
fn skipped(rest: &str) -> Option<&str> {
    let bare = rest.trim_start_matches(' ');
    if bare.len() < rest.len() {
        return Some(bare);
    }
    let bracket = bracket(rest);
    if bracket > 0 {
        return Some(&rest[bracket..]);
    }
    if let Some((filler, ())) = FILLERS.at(rest) {
        return Some(&rest[filler.len()..]);
    }
    match date(rest) {
        0 => rest.strip_prefix('的').filter(|bare| FILLERS.at(bare).is_some()),
        length => Some(&rest[length..]),
    }
}

/// Whether a rating begins some text, as analysts give to shares: “买入”评级.
fn is_rated(after: &str) -> bool {
    let quotes = ['“', '”', '「', '」', '"', '‘', '’', '的'];
    let rating = after.trim_start_matches(quotes);
    RATING.at(rating).is_some_and(|(word, ())| {
        rating[word.len()..].trim_start_matches(quotes).starts_with("评级")
    })
}

/// A move in a market is a company's where a figure says how far: 跌超3%, 涨了 2 个点.
fn settled(worth: Worth, word: &str, rest: &str) -> Worth {
    let moves = word.ends_with(['涨', '跌']) || matches!(word, "下滑" | "上涨" | "下跌");
    match worth {
        _ if moves && is_figure(rest) => Worth::Deed,
        _ if matches!(word, "涨" | "跌") => Worth::Nothing,
        _ => worth,
    }
}

#[cfg(test)]
mod tests {
    use super::{CERTAIN, points};
    use crate::catalog::Catalog;
    use crate::mention::segment::Segmenter;
    use crate::mention::support::near::Near;

    #[test]
    fn what_is_said_beside_a_name_is_worth_points() {
        let segmenter = Segmenter::new(&Catalog::default());
        let check = |text: &str, name: &str, expected: u32| {
            let start = text.find(name).expect("the text has the name");
            let near = Near::new(&segmenter, text, &(start..start + name.len()));
            assert_eq!(points(&near), expected, "{name} in {text}");
        };
        // What belongs to companies alone, at once or after time and place.
        check("小米财报超出预期", "小米", CERTAIN);
        check("小米前三季度的营收翻番", "小米", CERTAIN);
        check("理想第二季度毛利率回升", "理想", CERTAIN);
        check("小米（01810.HK）早盘走弱", "小米", CERTAIN);
        check("小米在俄罗斯的出货量", "小米", CERTAIN);
        check("小米在北欧的出货量", "小米", 3);
        // What only companies do.
        check("苹果跌超3%", "苹果", CERTAIN);
        check("苹果因垄断被罚", "苹果", 3);
        check("周三盘后苹果跌逾2%", "苹果", CERTAIN);
        check("苹果跌了一地", "苹果", 0);
        // A verb or an adjective governs or modifies what follows.
        check("全省统一回购", "统一", 0);
        check("一座现代工厂", "现代", 1);
        check("现代的产品", "现代", 1);
        check("移动的产品", "移动", 2);
        // People speak and sue.
        check("林肯宣布", "林肯", 0);
        check("林肯被起诉", "林肯", 1);
        check("大众表示不满", "大众", 0);
        // What stands before, and round.
        check("他从大众离职", "大众", CERTAIN);
        check("她在平安当了三年客服", "平安", CERTAIN);
        check("老师收购了小米", "小米", 3);
        check("这块招牌是小米", "小米", 0);
    }
}
