//! What a word of company syntax is worth beside a name, by what the name is besides a company's.

use super::company_word::Worth;
use super::near::Sort;
use super::syntax::{CERTAIN, Place};
use crate::mention::segment::Commonness;

impl Place<'_> {
    /// What belongs to companies is worth right after the name, or after 的.
    pub(super) fn noun(&self, worth: Worth, has_de: bool) -> u32 {
        match (self.near.sort, worth) {
            (Sort::Modifier | Sort::Action, _) => self.modified(worth, has_de),
            (_, Worth::Own | Worth::Staff) => CERTAIN,
            (Sort::People | Sort::Person, Worth::Goods | Worth::Crew) if has_de => 1,
            (_, Worth::Goods | Worth::Crew) => 3,
            (Sort::People | Sort::Person, _) => 0,
            // 用锤子的技术: what a clause before it describes is a thing.
            _ if self.before.ends_with('的') => 0,
            _ => 1 + u32::from(has_de),
        }
    }

    /// The same after a name that may modify it or govern it: 现代工厂, 统一客服.
    fn modified(&self, worth: Worth, has_de: bool) -> u32 {
        let is_action = self.near.sort == Sort::Action;
        match worth {
            Worth::Own if self.is_subject || has_de => CERTAIN,
            Worth::Own => 3 - u32::from(is_action),
            Worth::Staff if has_de && !is_action => 2,
            Worth::Staff => CERTAIN,
            Worth::Goods | Worth::Crew if has_de && is_action => 3,
            Worth::Goods | Worth::Crew => 1,
            _ if has_de => 1 + u32::from(is_action),
            _ => 0,
        }
    }

    /// What companies do is worth.
    pub(super) fn verb(&self, worth: Worth) -> u32 {
        match worth {
            Worth::Deed => self.deed(),
            Worth::Say => self.say(),
            _ => self.act(),
        }
    }

    fn deed(&self) -> u32 {
        match (self.near.sort, self.is_subject) {
            (Sort::Person, _) | (Sort::Action | Sort::Modifier, false) => 1,
            (Sort::Plain, true) => CERTAIN,
            _ => 3,
        }
    }

    fn say(&self) -> u32 {
        match (self.near.sort, self.is_subject) {
            // An adverb too: 统一公布.
            _ if self.near.name() == "统一" => 0,
            (Sort::Person, _) | (Sort::Action | Sort::Modifier | Sort::People, false) => 0,
            (Sort::People, true) | (Sort::Plain, false) => 1,
            _ => 2,
        }
    }

    fn act(&self) -> u32 {
        match self.near.sort {
            Sort::Person | Sort::People => 0,
            _ if !self.is_subject => 0,
            Sort::Plain if self.near.commonness == Commonness::Rare => 2,
            _ => 1,
        }
    }
}
