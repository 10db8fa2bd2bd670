//! Candidates that are but the beginning of a longer name, or of a longer phrase, that no list knows:
//! a country that opens the name of a ministry, a company's name that goes on as an ordinary phrase.
//! What each of them is told by is said in `organisation`, `geography` and `official`; also branches,
//! whose 中国 belongs to the company before it.

use std::ops::Range;

use super::geography::opens_place;
use super::lexicon::Meaning;
use super::log::{Log, Verdict};
use super::official::{Branch, is_branch, is_plain_phrase};
use super::organisation::{Opening, is_joined_in_body, opens_body};
use super::scan::{Candidate, Scan, encloses};
use super::{Finder, Taken};
use crate::catalog::{EntityId, Kind};
use crate::text::fold::key;

/// What follows several countries' characters where they are the name of a firm: 中新药业.
const FIRM_TAILS: &[&str] =
    &["药业", "财经", "集团", "控股", "置业", "证券股份", "股份有限", "实业"];

/// The same for characters that are countries less often.
const DOUBTFUL_TAILS: &[&str] = &[
    "科技", "赛克", "传媒", "制药", "化工", "地产", "电子", "酒店", "资本", "重工", "医药", "股份",
    "证券", "保险", "人寿", "生物", "材料",
];

/// The country of which companies have branches that are named after it.
const CHINA: &str = "中国";

/// How far after a name another one is looked for, in bytes.
const NEAR: usize = 60;

impl Finder<'_> {
    /// The candidates of a text that are not part of longer names. Of a place that opens such a name
    /// the short forms inside it go too: 马来 in 马来西亚移民局.
    pub(super) fn whole<'s>(
        &self,
        text: &str,
        scan: &'s Scan<'s>,
        log: &Log<'_>,
    ) -> Vec<&'s Candidate<'s>> {
        let is_company =
            |candidate: &Candidate<'_>| self.is_of_kind(candidate.entry.meaning, Kind::Company);
        let (parts, mut whole): (Vec<&Candidate<'_>>, Vec<&Candidate<'_>>) =
            scan.candidates.iter().partition(|candidate| self.opens_longer(text, scan, candidate));
        for part in &parts {
            log.tell(part, || Verdict::Part);
        }
        // In the order of their ends, as all candidates are.
        let places: Vec<&Candidate<'_>> =
            parts.into_iter().filter(|part| !is_company(part)).collect();
        whole.retain(|candidate| {
            let later = places.partition_point(|place| place.range.end < candidate.range.end);
            let is_whole = !places[later..]
                .iter()
                .take(2)
                .any(|place| encloses(&place.range, &candidate.range));
            if !is_whole {
                log.tell(candidate, || Verdict::Part);
            }
            is_whole
        });
        whole
    }

    /// Whether a candidate is part of a longer name, or its name of a longer phrase, so that it is
    /// not meant.
    pub(super) fn opens_longer(
        &self,
        text: &str,
        scan: &Scan<'_>,
        candidate: &Candidate<'_>,
    ) -> bool {
        let (range, meaning) = (&candidate.range, candidate.entry.meaning);
        let opens = |of: Opening| {
            opens_body(text, range.end, of, &self.segmenter)
                && !self.begins_at(scan, range.end, Kind::Company)
        };
        let is_firm = |tails: &[&str]| {
            let rest = &text[range.end..];
            tails.iter().any(|tail| rest.starts_with(tail))
        };
        match meaning {
            Meaning::Compound(_) => is_firm(FIRM_TAILS) || opens(Opening::Compound),
            Meaning::AmbiguousCompound(_) => {
                is_firm(FIRM_TAILS) || is_firm(DOUBTFUL_TAILS) || opens(Opening::Compound)
            }
            Meaning::Name(id) | Meaning::Ambiguous(id) => {
                let name = &text[range.clone()];
                match self.catalog.entity(id).kind {
                    Kind::Country => {
                        self.is_in_full(id, name)
                            && (opens(self.opening(id)) || opens_place(text, range.end))
                    }
                    Kind::Region => opens(Opening::Region),
                    Kind::Company => self.is_phrase(text, scan, id, candidate),
                    Kind::Concept => false,
                }
            }
            _ => false,
        }
    }

    /// Which bodies' names a country opens.
    fn opening(&self, country: EntityId) -> Opening {
        if self.catalog.entity(country).label == CHINA { Opening::Home } else { Opening::Country }
    }

    /// Whether a country is called by its usual name: 我国商务部 speaks of the country too.
    fn is_in_full(&self, id: EntityId, name: &str) -> bool {
        let label = &self.catalog.entity(id).label;
        name == label || key(name) == key(label) || label.chars().next() == name.chars().next()
    }

    /// Whether a company's name is no more than a phrase where it stands.
    fn is_phrase(
        &self,
        text: &str,
        scan: &Scan<'_>,
        id: EntityId,
        candidate: &Candidate<'_>,
    ) -> bool {
        let range = &candidate.range;
        let name = &text[range.clone()];
        let has_country = || self.begins_with_country(name);
        let names_branch = || {
            let short = name.strip_suffix(CHINA).or_else(|| name.strip_suffix("中國"));
            let entity = self.catalog.entity(id);
            short.is_some_and(|short| entity.names.iter().any(|known| known.text == short))
        };
        let is_country = |at: usize| self.begins_at(scan, at, Kind::Country);
        is_plain_phrase(text, range.start, name) && has_country()
            || names_branch() && !is_branch(text, range.end, Branch::Listed, is_country)
            || is_joined_in_body(text, range, &self.segmenter)
    }

    /// Whether a certain name of something of a kind begins at a byte of a text.
    pub(super) fn begins_at(&self, scan: &Scan<'_>, at: usize, kind: Kind) -> bool {
        let later = scan.candidates.partition_point(|candidate| candidate.range.end <= at);
        let near = scan.candidates[later..].iter();
        near.take_while(|candidate| candidate.range.end < at + NEAR).any(|candidate| {
            candidate.range.start == at
                && matches!(candidate.entry.meaning, Meaning::Name(id) if self.catalog.entity(id).kind == kind)
        })
    }

    fn begins_with_country(&self, name: &str) -> bool {
        let name = key(name);
        self.countries.iter().any(|country| name.starts_with(country.as_str()))
    }

    /// Where a country ends that a legal name begins with, if a known company's name comes right after
    /// it: the country is said of the company (美国奥斯顿律师事务所), and is no part of its name.
    pub(super) fn country_before(
        &self,
        text: &str,
        inside: &[Taken],
        name: &Range<usize>,
    ) -> Option<usize> {
        let [country, company, ..] = inside else { return None };
        let is_modifier = self.is_of_kind(country.meaning, Kind::Country)
            && &text[country.range.clone()] != CHINA
            && country.range.start == name.start
            && company.range.start == country.range.end
            && self.is_of_kind(company.meaning, Kind::Company);
        is_modifier.then_some(country.range.end)
    }

    /// Joins 中国 to the company of another country right before it where both name its branch.
    pub(super) fn with_branches(
        &self,
        text: &str,
        scan: &Scan<'_>,
        taken: Vec<Taken>,
    ) -> Vec<Taken> {
        let mut joined: Vec<Taken> = Vec::with_capacity(taken.len());
        for next in taken {
            match joined.last_mut() {
                Some(company) if self.names_branch(text, scan, company, &next) => {
                    company.range.end = next.range.end;
                }
                _ => joined.push(next),
            }
        }
        joined
    }

    fn names_branch(&self, text: &str, scan: &Scan<'_>, company: &Taken, place: &Taken) -> bool {
        let (Some(id), Some(country)) = (company.meaning.entity(), place.meaning.entity()) else {
            return false;
        };
        let (company_entity, country) = (self.catalog.entity(id), self.catalog.entity(country));
        company.range.end == place.range.start
            && company_entity.kind == Kind::Company
            && country.kind == Kind::Country
            && matches!(&text[place.range.clone()], CHINA | "中國")
            && company_entity.home.as_ref().is_some_and(|home| *home != country.iri)
            && is_branch(text, place.range.end, Branch::Joined, |at| {
                self.begins_at(scan, at, Kind::Country)
            })
    }
}
