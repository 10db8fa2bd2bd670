//! Companies by the form of their names, and the short forms that a text defines: both come in after
//! the names of the catalog are taken, and settle with them what stands where.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::apposition;
use super::definition::definitions;
use super::lexicon::Meaning;
use super::log::{Log, Thought, Verdict};
use super::open::{self, Formed, FormedKind};
use super::scan::{self, overlap};
use super::segment::Segmenter;
use super::{Decided, Finder, Method, NESTED, Taken};
use crate::catalog::Kind;

/// The companies of a unit that the catalog does not know, by number.
#[derive(Default)]
pub(super) struct Unlinked {
    pub(super) names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, usize>,
}

/// Who has a name that was told by its form.
enum Bearer {
    Known(Meaning),
    /// A company that the catalog does not know.
    Unknown,
}

impl Finder<'_> {
    /// The companies of a unit with those that are told by the form of their names. A known company
    /// that heads such a name is meant by the whole; countries and concepts inside it are not meant at
    /// all.
    pub(super) fn with_formed(
        &self,
        text: &str,
        ends: &[Range<usize>],
        taken: Vec<Taken>,
        log: &Log<'_>,
    ) -> Decided {
        let mut decided = Decided::default();
        let formed = open::companies(text, ends, &self.segmenter);
        self.tell_nameless(ends, &formed, &taken, log);
        let mut taken = taken.into_iter().peekable();
        for formed in formed {
            let range = &formed.range;
            decided.taken.extend(std::iter::from_fn(|| {
                taken.next_if(|taken| taken.range.start < range.end)
            }));
            let inside = decided.taken.partition_point(|taken| taken.range.start < range.start);
            let (before, inside_or_crossing) = decided.taken.split_at(inside);
            let crosses = inside_or_crossing.iter().any(|taken| taken.range.end > range.end)
                || before.iter().rev().take(NESTED).any(|taken| taken.range.end > range.start);
            if self.companies(inside_or_crossing).any(|known| known.range == *range) {
                // The catalog knows it by this very name.
                continue;
            }
            let bearer = bearer(&self.segmenter, text, &formed, self.companies(inside_or_crossing));
            let Some(bearer) = bearer.filter(|_| !crosses) else {
                log.tell_of(range, Thought::Form, || Verdict::Nobody);
                continue;
            };
            let modifier = self.country_before(text, inside_or_crossing, range);
            decided.taken.truncate(inside + usize::from(modifier.is_some()));
            let meaning = match bearer {
                Bearer::Known(meaning) => meaning,
                Bearer::Unknown => {
                    let name = open::canonical(&text[range.start..formed.end]);
                    decided.unlinked.named(&name)
                }
            };
            let range = modifier.unwrap_or(range.start)..range.end;
            decided.taken.push(Taken { range, meaning, method: Method::Form });
        }
        decided.taken.extend(taken);
        decided
    }

    /// Records which ends of legal names end no name.
    fn tell_nameless(
        &self,
        ends: &[Range<usize>],
        formed: &[Formed],
        taken: &[Taken],
        log: &Log<'_>,
    ) {
        if !log.is_kept() {
            return;
        }
        let names = || formed.iter().map(|formed| &formed.range);
        for end in ends {
            let of_company = || self.companies(taken).map(|taken| &taken.range);
            if !names().chain(of_company()).any(|name| overlap(name, end)) {
                log.tell_of(end, Thought::Form, || Verdict::Nameless);
            }
        }
    }

    /// Those of some names that are companies'.
    fn companies<'t>(&self, taken: &'t [Taken]) -> impl Iterator<Item = &'t Taken> {
        taken.iter().filter(|taken| self.is_of_kind(taken.meaning, Kind::Company))
    }

    /// Adds the companies that a word before them tells, where nothing else was found.
    pub(super) fn add_told(&self, text: &str, decided: &mut Decided) {
        let told = apposition::companies(text).into_iter();
        let new: Vec<Range<usize>> = told.filter(|range| !decided.overlaps(range)).collect();
        if new.is_empty() {
            return;
        }
        for range in new {
            let meaning = decided.unlinked.named(&text[range.clone()]);
            decided.taken.push(Taken { range, meaning, method: Method::Form });
        }
        decided.taken = self.resolved(std::mem::take(&mut decided.taken));
    }

    /// Adds the short forms that a text defines for names found in it.
    pub(super) fn add_defined(&self, text: &str, decided: &mut Decided, log: &Log<'_>) {
        let mut defined = Vec::new();
        for definition in definitions(text) {
            if definition.is_role() {
                log.tell_of(&definition.range, Thought::ShortForm, || Verdict::Role);
                continue;
            }
            let before =
                decided.taken.partition_point(|taken| taken.range.start < definition.after);
            let whole = decided.taken[..before].iter().rev().take(NESTED).find(|taken| {
                taken.range.end <= definition.after
                    && text[taken.range.end..definition.after].trim().is_empty()
            });
            let Some(meaning) = whole.map(|whole| whole.meaning) else {
                log.tell_of(&definition.range, Thought::ShortForm, || Verdict::Undefined);
                continue;
            };
            let places = text[definition.range.start..].match_indices(definition.short);
            let ranges = places.map(|(at, short)| {
                let start = definition.range.start + at;
                start..start + short.len()
            });
            let stands = |range: &Range<usize>| {
                let stands =
                    scan::stands_alone(text, range) && !self.segmenter.is_accident(text, range);
                if !stands {
                    log.tell_of(range, Thought::Name(meaning), || Verdict::AcrossWords);
                }
                stands
            };
            defined.extend(ranges.filter(stands).map(|range| Taken {
                range,
                meaning,
                method: Method::Definition,
            }));
        }
        if !defined.is_empty() {
            for new in &defined {
                log.take(new, None);
            }
            defined.retain(|new| !decided.overlaps(&new.range));
            decided.taken.extend(defined);
            decided.taken = self.resolved(std::mem::take(&mut decided.taken));
        }
    }
}

/// Who has a name that was told by its form, given the known companies inside it; nothing if nobody.
fn bearer<'t>(
    segmenter: &Segmenter,
    text: &str,
    formed: &Formed,
    mut companies: impl Iterator<Item = &'t Taken>,
) -> Option<Bearer> {
    let first = companies.next();
    match formed.kind {
        FormedKind::Fund => return first.map(|_| Bearer::Unknown),
        FormedKind::Partnership => return Some(Bearer::Unknown),
        FormedKind::Company => {}
    }
    let heads = |first: &&Taken| {
        open::may_precede_head(&text[formed.range.start..first.range.start], segmenter)
    };
    Some(first.filter(heads).map_or(Bearer::Unknown, |head| Bearer::Known(head.meaning)))
}

impl Unlinked {
    /// The meaning of an unknown company's name: the same name is the same company.
    pub(super) fn named(&mut self, name: &str) -> Meaning {
        if let Some(number) = self.numbers.get(name) {
            return Meaning::Unlinked(*number);
        }
        let name: Arc<str> = name.into();
        self.names.push(Arc::clone(&name));
        self.numbers.insert(name, self.names.len() - 1);
        Meaning::Unlinked(self.names.len() - 1)
    }
}

/// How many bytes at the beginning of a text complete a company's name to its legal one: 股份有限公司
/// after 万科企业.
pub(super) fn legal_form(rest: &str) -> usize {
    const PARTS: [&str; 8] = ["集团", "控股", "股份", "科技", "技术", "实业", "（中国）", "(中国)"];
    let mut at = 0;
    loop {
        let rest = &rest[at..];
        if let Some(end) = ["有限公司", "有限责任公司"].iter().find(|end| rest.starts_with(**end))
        {
            return at + end.len();
        }
        match PARTS.iter().find(|part| rest.starts_with(**part)) {
            Some(part) => at += part.len(),
            None => return 0,
        }
    }
}
