//! Countries whose names are ordinary words too: what is said of states beside them, and lists with
//! other countries.

use std::ops::Range;

use super::Support;
use super::list::REACH;
use crate::catalog::{EntityId, Kind};
use crate::mention::lexicon::Meaning;
use crate::mention::state;
use crate::text::fold::key;

/// Nicknames and words of countries that are ordinary ones in a list or before 政府 too.
const NICKNAMES: &[&str] = &[
    "兔子",
    "我兔",
    "大鹅",
    "大毛",
    "二毛",
    "三哥",
    "汉斯",
    "土鸡",
    "牛牛",
    "灯塔",
    "霓虹",
    "小日子",
    "波波",
    "思密达",
    "宇宙国",
    "宝岛",
    "湾湾",
    "弯弯",
    "鬼岛",
    "西大",
    "东大",
    "大陆",
    "内地",
    "华夏",
    "以方",
    "伊方",
    "巴方",
    "us",
    "hk",
    "sg",
    "nz",
    "gdr",
    "saint",
    "martin",
    "jordan",
    "georgia",
    "所罗门",
    "佐治亚",
    "琉球",
];

impl Support<'_> {
    /// Whether the words beside a country's name go with states.
    pub(super) fn reads_as_state(&self, id: EntityId, range: &Range<usize>) -> bool {
        self.is_country_in_full(id, range)
            && state::reads_as_state(self.text(), range.start, range.end)
    }

    /// Whether the name of a country stands in a list next to another country.
    pub(super) fn is_listed_country(&self, id: EntityId, range: &Range<usize>) -> bool {
        self.is_country_in_full(id, range) && self.is_listed_place(range)
    }

    /// Whether a country is called by a name of its own, and not by a nickname.
    fn is_country_in_full(&self, id: EntityId, range: &Range<usize>) -> bool {
        let entity = self.catalog.entity(id);
        entity.kind == Kind::Country && !NICKNAMES.contains(&&*key(&self.text()[range.clone()]))
    }

    fn is_listed_place(&self, range: &Range<usize>) -> bool {
        let is_country = |id: EntityId| self.catalog.entity(id).kind == Kind::Country;
        let reach = range.start.saturating_sub(REACH)..range.end + REACH;
        let ending = self.scan.candidates.partition_point(|other| other.range.end < reach.start);
        let mut near =
            self.scan.candidates[ending..].iter().take_while(|other| other.range.end <= reach.end);
        near.any(|other| {
            let is_sure = match other.entry.meaning {
                Meaning::Name(id) => is_country(id),
                Meaning::Ambiguous(id) => is_country(id) && self.family.contains(&id),
                _ => false,
            };
            is_sure
                && self.is_list(range, &other.range)
                && !self.is_next_clause(range, &other.range)
        })
    }

    /// Whether a comma stands between two ranges: countries are listed with other marks.
    fn is_next_clause(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let between = one.end.min(other.end)..one.start.max(other.start);
        self.text().get(between).is_some_and(|between| between.contains(['，', ',']))
    }
}
