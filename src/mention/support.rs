//! Support for names that are ordinary words too (小米, 苹果, 移动).
//!
//! Such a name is a mention when it stands between words, in no frame of an ordinary word
//! (`ordinary`), and the text speaks for it: company syntax beside it (`syntax`), cues of the entity
//! near by (`cue`), a list with other companies (`list`), what the text, its title or its page speak
//! of (`known`), or the site's own link.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::Meaning;
use super::log::Verdict;
use super::reason::Reason;
use super::scan::{Candidate, Scan, encloses};
use super::segment::{Commonness, Segmenter};
use crate::catalog::{Catalog, EntityId, Kind};
use crate::document::Unit;
use crate::text::fold::{is_han, is_latin};

mod clause;
mod company_word;
mod country;
mod cue;
mod known;
mod list;
mod near;
mod ordinary;
mod ordinary_word;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod weight;

use near::{Near, Sort};
pub(super) use ordinary::certain_frame;

/// How far a phrase that allows a name can go on after it, in bytes.
const PHRASE_REACH: usize = 64;

/// How many letters a name has at least that may be written small: `apple`, but not `hp`.
const LEAST_SMALL: usize = 4;

/// How many times an entity is named in a text that has decided for it.
const DECIDED: usize = 2;

/// What a unit offers in support of doubtful names.
pub(super) struct Support<'a> {
    catalog: &'a Catalog,
    segmenter: &'a Segmenter,
    unit: &'a Unit,
    scan: &'a Scan<'a>,
    /// The entities known to be spoken of, and the companies they belong to.
    family: FxHashSet<EntityId>,
    /// The entities that the page as a whole speaks of.
    page: FxHashSet<EntityId>,
    /// How many times each entity was found to be named.
    times: FxHashMap<EntityId, usize>,
    /// The entities whose names in capitals the text gives to something else; gathered when first
    /// asked for.
    short_for_other: OnceCell<FxHashSet<EntityId>>,
    /// The certain names in the text, by what they name; gathered when first asked for.
    certain: OnceCell<FxHashMap<EntityId, FxHashSet<&'a str>>>,
}

impl<'a> Support<'a> {
    /// Prepares the support that a unit gives.
    pub(super) fn new(
        catalog: &'a Catalog,
        segmenter: &'a Segmenter,
        unit: &'a Unit,
        scan: &'a Scan<'a>,
    ) -> Self {
        Self {
            catalog,
            segmenter,
            unit,
            scan,
            family: FxHashSet::default(),
            page: FxHashSet::default(),
            times: FxHashMap::default(),
            short_for_other: OnceCell::new(),
            certain: OnceCell::new(),
        }
    }

    /// What of all that was learnt supports an ambiguous name, which nothing supported before.
    pub(super) fn supporting_now(&self, candidate: &Candidate<'_>) -> Option<Reason> {
        let Meaning::Ambiguous(id) = candidate.entry.meaning else { return None };
        let range = &candidate.range;
        if !self.could_be_learnt(id, range) {
            return None;
        }
        let near = self.near(range);
        self.learnt(id, range, &near).filter(|_| !self.is_ordinary_in(range, &near))
    }

    /// Why an ambiguous name cannot stand where it does, though something supports it: where nothing
    /// says outright that it means its entity it has to stand between words, and be written as a name.
    pub(super) fn misplaced(&self, candidate: &Candidate<'_>) -> Option<Verdict> {
        let range = &candidate.range;
        let Meaning::Ambiguous(id) = candidate.entry.meaning else { return None };
        if self.outright(id, range).is_some() {
            None
        } else if !self.is_written_as_name(candidate) && !self.is_written_small(id, range) {
            Some(Verdict::Written)
        } else {
            (!self.stands_between_words(range)).then_some(Verdict::AcrossWords)
        }
    }

    /// Why an ambiguous name is refused that nothing has supported to the end: what stands beside it
    /// speaks against it, or nothing speaks for it.
    pub(super) fn refusal(&self, candidate: &Candidate<'_>) -> Verdict {
        let Meaning::Ambiguous(id) = candidate.entry.meaning else { return Verdict::Unsupported };
        let range = &candidate.range;
        let near = self.near(range);
        let reason = self.beside(id, range, &near).or_else(|| self.learnt(id, range, &near));
        if reason.is_some() { Verdict::Ordinary } else { Verdict::Unsupported }
    }

    /// Whether no word lies across the ends of a name. A Latin one is never cut in two.
    fn stands_between_words(&self, range: &Range<usize>) -> bool {
        !self.text()[range.clone()].chars().all(is_han)
            || self.segmenter.stands_between_words(self.text(), range)
    }

    /// Whether what stands beside a name says that it is an ordinary word there.
    fn is_ordinary_in(&self, range: &Range<usize>, near: &Near) -> bool {
        if near.name().is_ascii() {
            let mut meant = self.same(range).filter_map(|other| match other.entry.meaning {
                Meaning::Ambiguous(id) => Some(id),
                _ => None,
            });
            return meant.any(|id| self.is_short_for_other(id));
        }
        let is_framed = |other: &Candidate<'_>| self.is_framed(&self.near(&other.range));
        self.is_framed(near)
            || self.previous_in_list(range).is_some_and(is_framed)
            || self.follows_forbidden(range) && self.is_thing(near)
    }

    /// Whether the name stands in the frame of an ordinary word. Only the names of companies are verbs
    /// and qualities as well.
    fn is_framed(&self, near: &Near) -> bool {
        ordinary::frame(near, || self.is_thing(near)).is_some()
    }

    fn is_thing(&self, near: &Near) -> bool {
        self.segmenter.is_thing(near.name())
    }

    fn near(&self, range: &Range<usize>) -> Near {
        Near::new(self.segmenter, self.text(), range)
    }

    /// What supports an ambiguous name; it must not be [misplaced](Self::misplaced) either.
    pub(super) fn supporting(&self, candidate: &Candidate<'_>) -> Option<Reason> {
        let Meaning::Ambiguous(id) = candidate.entry.meaning else { return None };
        let range = &candidate.range;
        self.outright(id, range).or_else(|| {
            let near = self.near(range);
            let reason = self.beside(id, range, &near).or_else(|| self.learnt(id, range, &near));
            reason.filter(|_| !self.is_ordinary_in(range, &near))
        })
    }

    /// What supports a name from near by.
    fn beside(&self, id: EntityId, range: &Range<usize>, near: &Near) -> Option<Reason> {
        let cues = cue::points(self.text(), self.scan, id, range, |cue| self.is_name(cue));
        if !self.is_company(id) {
            let is_state = || self.reads_as_state(id, range).then_some(Reason::StateWords);
            return (cues.total > 0).then_some(Reason::Cue).or_else(is_state);
        }
        if cues.total == 0 && self.is_contested(range) {
            return None;
        }
        let words = syntax::points(near);
        let undone = words == 0 && !cues.beside && self.modifies(range, near);
        let cues = if undone { cues.total.saturating_sub(2) } else { cues.total };
        let reason = if words > cues { Reason::CompanyWords } else { Reason::Cue };
        (words + cues >= enough(near)).then_some(reason)
    }

    /// Whether the same name means something else than a company, too: 大陆, 华夏. What companies do
    /// does not tell them apart.
    fn is_contested(&self, range: &Range<usize>) -> bool {
        self.same(range).any(|other| {
            matches!(other.entry.meaning, Meaning::Ambiguous(id) | Meaning::Name(id)
                if !self.is_company(id))
        })
    }

    /// What the name at a range could mean.
    fn same(&self, range: &Range<usize>) -> impl Iterator<Item = &Candidate<'_>> {
        let ending = self.scan.candidates.partition_point(|other| other.range.end < range.end);
        let near = self.scan.candidates[ending..].iter();
        near.take_while(move |other| other.range.end == range.end)
            .filter(move |other| other.range.start == range.start)
    }

    /// Whether an everyday word modifies the common noun right after it, as in 民生商铺, which is no cue
    /// by itself: only what stands right there supports it then.
    fn modifies(&self, range: &Range<usize>, near: &Near) -> bool {
        (near.is_everyday() || near.is_loose())
            && !self.is_before_cue(range)
            && !syntax::is_said_of_companies(near)
            && self.segmenter.modifies(self.text(), range.end)
    }

    fn is_before_cue(&self, range: &Range<usize>) -> bool {
        let later = self.scan.cues.partition_point(|(_, cue)| cue.end <= range.end);
        let near = self.scan.cues[later..].iter();
        near.take_while(|(_, cue)| cue.end <= range.end + PHRASE_REACH)
            .any(|(_, cue)| cue.start == range.end)
    }

    /// Whether a company is named beyond doubt at a range.
    fn is_name(&self, range: &Range<usize>) -> bool {
        self.same(range)
            .any(|other| matches!(other.entry.meaning, Meaning::Name(id) if self.is_company(id)))
    }

    /// What says that a name means its entity, however it is written.
    fn outright(&self, id: EntityId, range: &Range<usize>) -> Option<Reason> {
        if self.is_within(id, range) {
            return Some(Reason::Phrase);
        }
        self.is_linked(range).then_some(Reason::Link)
    }

    fn text(&self) -> &'a str {
        self.unit.text.as_str()
    }

    fn is_company(&self, id: EntityId) -> bool {
        self.catalog.entity(id).kind == Kind::Company
    }

    fn is_within(&self, id: EntityId, range: &Range<usize>) -> bool {
        let ending = self.scan.within.partition_point(|(_, phrase)| phrase.end < range.end);
        let near = self.scan.within[ending..].iter();
        near.take_while(|(_, phrase)| phrase.end < range.end + PHRASE_REACH)
            .any(|(known, phrase)| *known == id && encloses(phrase, range))
    }

    fn is_linked(&self, range: &Range<usize>) -> bool {
        self.unit.links.contains(range)
    }

    /// A Latin name that is a word too has the capitals of the name: `Meta`, not `meta`.
    fn is_written_as_name(&self, candidate: &Candidate<'_>) -> bool {
        let written = &self.text()[candidate.range.clone()];
        !written.chars().all(is_latin) || candidate.entry.written.as_deref() == Some(written)
    }

    /// Some write the Latin name of a company small: it has a cue then, and stands alone among
    /// Chinese.
    fn is_written_small(&self, id: EntityId, range: &Range<usize>) -> bool {
        let (before, after) = (&self.text()[..range.start], &self.text()[range.end..]);
        let neighbours = [before.trim_end().chars().next_back(), after.trim_start().chars().next()];
        range.len() >= LEAST_SMALL
            && self.text()[range.clone()].bytes().all(|byte| byte.is_ascii_lowercase())
            && self.is_company(id)
            && neighbours.into_iter().flatten().all(|c| !c.is_ascii())
            && cue::points(self.text(), self.scan, id, range, |_| false).total > 0
    }
}

/// How many points support a name: fewer one that is hardly a word, more one that has a syntax of
/// its own and does not open its clause.
fn enough(near: &Near) -> u32 {
    let opens = || {
        clause::opens_clause(near.before())
            || near.sort == Sort::People && near.before().ends_with(['和', '与'])
    };
    match near.commonness {
        _ if near.is_loose() && !opens() => 3,
        _ if near.is_loose() => 2,
        _ if near.is_prevalent => 1,
        Commonness::Rare => 1,
        Commonness::Word | Commonness::Everyday => 2,
    }
}
