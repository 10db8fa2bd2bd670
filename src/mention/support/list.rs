//! Lists: a name beside a company that is known to be spoken of, with a mark between or with none.

use std::ops::Range;

use super::Support;
use super::near::Near;
use super::ordinary::is_list_mark;
use crate::mention::lexicon::Meaning;
use crate::mention::scan::{Candidate, Dropped};

/// How far the neighbour in a list can begin or end from a name, in bytes.
pub(super) const REACH: usize = 96;

/// What stands between the members of a list.
const MARKS: &[char] = &['、', '/', '，', ',', '和', '与', '跟', '及', '或'];

impl Support<'_> {
    /// Whether the name stands in a list next to a company that is known to be spoken of.
    pub(super) fn is_listed(&self, range: &Range<usize>) -> bool {
        self.known_near(range).any(|other| self.is_list(range, other))
    }

    /// Whether the name stands in a list without marks (零跑江淮问界): right before a company that is
    /// known to be spoken of; an everyday word right between two. What comes after a company is often
    /// its product.
    pub(super) fn is_in_run(&self, range: &Range<usize>, near: &Near) -> bool {
        let is_blank = |between: Range<usize>| {
            self.text().get(between).is_some_and(|between| between.trim_matches(' ').is_empty())
        };
        self.known_near(range).any(|after| is_blank(range.end..after.start))
            && (!near.is_everyday()
                || self.known_near(range).any(|before| is_blank(before.end..range.start)))
    }

    /// The ambiguous name before this one in a list: what it is said to be holds for both.
    pub(super) fn previous_in_list(&self, range: &Range<usize>) -> Option<&Candidate<'_>> {
        let end = self.end_of_previous(range)?;
        let ending = self.scan.candidates.partition_point(|other| other.range.end < end);
        let other = self.scan.candidates.get(ending)?;
        let is_ambiguous = matches!(other.entry.meaning, Meaning::Ambiguous(_));
        (other.range.end == end && is_ambiguous).then_some(other)
    }

    /// Whether the name before this one in a list is forbidden by a phrase about ordinary things: 苹果
    /// in 三斤苹果和小米.
    pub(super) fn follows_forbidden(&self, range: &Range<usize>) -> bool {
        self.end_of_previous(range).is_some_and(|end| {
            let ending = self.scan.dropped.partition_point(|(other, _)| other.range.end < end);
            self.scan.dropped.get(ending).is_some_and(|(other, dropped)| {
                other.range.end == end && matches!(dropped, Dropped::Forbidden(_))
            })
        })
    }

    /// Where the member before this one in a list ends.
    fn end_of_previous(&self, range: &Range<usize>) -> Option<usize> {
        let before = self.text()[..range.start].trim_end_matches(is_list_mark);
        (before.len() < range.start).then_some(before.len())
    }

    /// Where companies that are known to be spoken of are named near a range.
    pub(super) fn known_near(&self, range: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let reach = range.start.saturating_sub(REACH)..range.end + REACH;
        let ending = self.scan.candidates.partition_point(|other| other.range.end < reach.start);
        let near = self.scan.candidates[ending..].iter();
        let known = |other: &&Candidate<'_>| match other.entry.meaning {
            Meaning::Name(id) => self.is_company(id),
            Meaning::Ambiguous(id) => self.is_company(id) && self.family.contains(&id),
            _ => false,
        };
        near.take_while(move |other| other.range.end <= reach.end)
            .filter(known)
            .map(|other| &other.range)
    }

    /// Whether two ranges have but a list mark between them.
    pub(super) fn is_list(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let (left, right) = if one.start < other.start { (one, other) } else { (other, one) };
        let between = self.text().get(left.end..right.start).unwrap_or_default().trim();
        let mut chars = between.chars();
        matches!((chars.next(), chars.next()), (Some(mark), None) if MARKS.contains(&mark))
    }
}
