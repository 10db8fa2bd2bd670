//! What a text, its title or its page speak of, and how far that supports an ambiguous name.
//!
//! A page keeps to one sense of a name. That is evidence and no verdict: what stands beside a name
//! wins over it. But where the page has decided, it decides for every place of the name.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::near::{Near, Sort};
use super::{DECIDED, Support, clause};
use crate::catalog::EntityId;
use crate::mention::lexicon::Meaning;
use crate::mention::reason::Reason;
use crate::text::fold::is_han;

impl<'a> Support<'a> {
    /// Takes in entities that turned out to be spoken of.
    pub(in crate::mention) fn learn(&mut self, named: impl Iterator<Item = EntityId>) {
        for id in named {
            let parent = self.catalog.entity(id).parent.as_ref();
            self.family.extend(parent.and_then(|iri| self.catalog.id(iri.as_str())));
            self.family.insert(id);
            *self.times.entry(id).or_default() += 1;
        }
    }

    /// Takes in the entities that the page as a whole speaks of.
    pub(in crate::mention) fn learn_page(&mut self, sense: &FxHashSet<EntityId>) {
        self.learn(sense.iter().copied());
        self.page.extend(sense.iter().copied());
    }

    /// What supports a name because of what else is spoken of.
    pub(super) fn learnt(&self, id: EntityId, range: &Range<usize>, near: &Near) -> Option<Reason> {
        if self.is_company(id) && (self.is_listed(range) || self.is_in_run(range, near)) {
            return Some(Reason::List);
        }
        if self.is_listed_country(id, range) {
            return Some(Reason::List);
        }
        self.is_known(id, range, near).then_some(Reason::Known)
    }

    /// Whether it is worth a closer look if what was learnt supports a name.
    pub(super) fn could_be_learnt(&self, id: EntityId, range: &Range<usize>) -> bool {
        self.is_spoken_of(id, range)
            || self.is_company(id) && self.known_near(range).next().is_some()
            || self.is_listed_country(id, range)
    }

    fn is_spoken_of(&self, id: EntityId, range: &Range<usize>) -> bool {
        (self.family.contains(&id) || self.is_short_for(id, range))
            && !(self.is_company(id)
                && self.is_contested(range)
                && !self.certain().contains_key(&id))
    }

    /// Whether the entity is spoken of elsewhere. An everyday word (苹果, 理想) proves nothing by
    /// being there again, unless it opens its clause as a subject does, or the text has decided for
    /// its entity; and it must not modify another word.
    fn is_known(&self, id: EntityId, range: &Range<usize>, near: &Near) -> bool {
        let opens = || clause::opens_clause(near.before()) && self.is_named_enough(id, near);
        self.is_spoken_of(id, range)
            && (!near.is_everyday()
                || (opens() || self.has_decided(id, near)) && !self.modifies(range, near))
    }

    /// Whether a name with a syntax of its own (统一, 大众) is also found where nothing doubts it.
    fn is_named_enough(&self, id: EntityId, near: &Near) -> bool {
        !near.is_loose()
            || self.certain().contains_key(&id)
            || self.page.contains(&id)
            || self.times.get(&id).is_some_and(|times| *times >= DECIDED)
    }

    /// Whether the page has decided for an entity, or the text: by naming it often, and beyond doubt
    /// where the name has a syntax of its own (统一, 大众).
    fn has_decided(&self, id: EntityId, near: &Near) -> bool {
        let is_certain = || self.is_company(id) && self.certain().contains_key(&id);
        let times = self.times.get(&id).copied().unwrap_or_default();
        match near.sort {
            Sort::Plain => times >= DECIDED,
            Sort::Action if self.page.contains(&id) => true,
            _ => times >= DECIDED && is_certain(),
        }
    }

    /// Whether a certain name in the same text begins with this one, and names the same entity or
    /// its parent or child: 平安 after 平安好医生.
    fn is_short_for(&self, id: EntityId, range: &Range<usize>) -> bool {
        let short = &self.text()[range.clone()];
        self.certain().iter().any(|(&named, names)| {
            self.is_family(id, named)
                && names.iter().any(|name| name.len() > short.len() && name.starts_with(short))
        })
    }

    fn certain(&self) -> &FxHashMap<EntityId, FxHashSet<&'a str>> {
        self.certain.get_or_init(|| {
            let mut certain: FxHashMap<EntityId, FxHashSet<&str>> = FxHashMap::default();
            for candidate in &self.scan.candidates {
                if let Meaning::Name(id) = candidate.entry.meaning {
                    let name = &self.text()[candidate.range.clone()];
                    certain.entry(id).or_default().insert(name);
                }
            }
            certain
        })
    }

    fn is_family(&self, one: EntityId, other: EntityId) -> bool {
        let (left, right) = (self.catalog.entity(one), self.catalog.entity(other));
        one == other
            || left.parent.as_ref() == Some(&right.iri)
            || right.parent.as_ref() == Some(&left.iri)
    }

    /// Whether the text gives a name in capitals as short for something else, in brackets right after
    /// it: 肌肉萎缩症 (SMA).
    pub(super) fn is_short_for_other(&self, id: EntityId) -> bool {
        self.short_for_other.get_or_init(|| self.short_forms_of_others()).contains(&id)
    }

    fn short_forms_of_others(&self) -> FxHashSet<EntityId> {
        let candidates = self.scan.candidates.iter();
        let ambiguous = candidates.filter_map(|candidate| match candidate.entry.meaning {
            Meaning::Ambiguous(id) => Some((id, &candidate.range)),
            _ => None,
        });
        ambiguous.filter(|(id, range)| self.shortens_other(*id, range)).map(|(id, _)| id).collect()
    }

    /// Whether a name in brackets follows Chinese that does not name its entity.
    fn shortens_other(&self, id: EntityId, range: &Range<usize>) -> bool {
        let text = self.text();
        let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let opened = text[..range.start].strip_suffix(['(', '（']).map(str::trim_end);
        opened.is_some_and(|before| {
            text[range.clone()].bytes().all(is_capital)
                && text[range.end..].starts_with([')', '）'])
                && before.ends_with(is_han)
                && !self.is_named_up_to(id, before.len())
        })
    }

    /// Whether a name of an entity, or of its family, ends at a place.
    fn is_named_up_to(&self, id: EntityId, end: usize) -> bool {
        let first = self.scan.candidates.partition_point(|other| other.range.end < end);
        let there = self.scan.candidates[first..].iter();
        there.take_while(|other| other.range.end == end).any(|other| {
            matches!(other.entry.meaning, Meaning::Name(named) | Meaning::Ambiguous(named)
                if self.is_family(id, named))
        })
    }
}
