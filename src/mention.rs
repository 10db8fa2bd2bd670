//! Mentions: where in a unit's text an entity of the catalog is named.
//!
//! One pass finds every place where a name could stand (`scan`); names that mean one thing are
//! taken, longest first from the left; names that are ordinary words too are then taken where the
//! text supports them (`support`). A plain function of document and catalog: no I/O, no state. This
//! stage knows nothing of RDF or of the store.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, EntityId, Kind};
use crate::document::{Document, DocumentKind, Text, Unit};
use crate::text::fold::key;

mod abbreviation;
mod apposition;
mod bank;
#[cfg(test)]
mod builtin;
mod definition;
mod explain;
mod formed;
mod geography;
mod latin;
mod lexicon;
mod log;
mod longer;
mod official;
mod open;
mod organisation;
mod person;
mod plain;
mod reason;
mod scan;
mod script;
mod segment;
mod series;
mod spaced;
mod state;
mod support;
mod surname;
mod trie;
mod words;

pub use explain::Explanation;
pub use log::Verdict;
pub use reason::Reason;

use formed::{Unlinked, legal_form};
use lexicon::{Lexicon, Meaning};
use log::{Keep, Log, Thought};
use scan::{Candidate, Scan, encloses};
use segment::Segmenter;
use series::Characters;
use support::Support;

/// One entity named at one place. A compound (日韩) gives several mentions of one span.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Who or what is meant.
    pub entity: Referent,
    /// Where the name stands in the unit's text, in code points.
    pub span: Range<usize>,
    /// The same in bytes.
    pub bytes: Range<usize>,
    /// The bytes of the source file it was read from.
    pub source: Range<usize>,
    /// How sure we are, from 0 to 1.
    pub confidence: f32,
    /// How it was found.
    pub method: Method,
}

/// Who or what a mention means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Referent {
    /// An entity of the catalog.
    Known(EntityId),
    /// A company that the catalog does not know, by its name in this text.
    Unlinked(Arc<str>),
}

/// How a mention was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// By a name that means nothing else.
    Label,
    /// By an ambiguous name that its context supports.
    Context,
    /// As one of several entities named at once (日韩).
    Compound,
    /// By a one-character short form (日系, 中方).
    Abbreviation,
    /// By a short form that the text defines itself.
    Definition,
    /// By the form of the name: a company that the catalog does not know, or its legal name.
    Form,
}

impl Method {
    /// How sure a mention found in this way is, from 0 to 1. Set by hand, in the order of how far
    /// each way can be trusted; not measured.
    const fn confidence(self) -> f32 {
        match self {
            Self::Label => 0.97,
            Self::Compound => 0.95,
            Self::Abbreviation | Self::Definition => 0.9,
            Self::Context => 0.85,
            Self::Form => 0.8,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Label => "label",
            Self::Context => "context",
            Self::Compound => "compound",
            Self::Abbreviation => "abbreviation",
            Self::Definition => "definition",
            Self::Form => "form",
        })
    }
}

/// Finds the entities of one catalog in text. Made once, used from any number of threads.
pub struct Finder<'a> {
    catalog: &'a Catalog,
    lexicon: Lexicon,
    segmenter: Segmenter,
    characters: Characters,
    /// The usual names of countries, folded.
    countries: Vec<String>,
}

/// In how many answers of a page an entity must be named for the page to be about it.
const UNITS_OF_ONE_SENSE: usize = 3;

/// No more names than this stand inside one another.
const NESTED: usize = 4;

/// The entities that titles name beyond doubt, by title. A text from outside is no key for a fast
/// hash: a page could be made to collide in it.
type Titles<'d> = HashMap<&'d str, Vec<EntityId>>;

/// A unit's candidates while it is still open which of the ambiguous names mean their entity.
struct Draft<'s, 'd> {
    /// What was taken so far; overlaps are not settled yet.
    taken: Vec<Taken>,
    /// The ambiguous names that nothing supported so far.
    open: Vec<&'s Candidate<'s>>,
    support: Support<'s>,
    log: Log<'d>,
}

/// What was found in a unit.
struct Found<'d> {
    mentions: Vec<Mention>,
    /// The companies that the catalog does not know, by number.
    unlinked: Vec<Arc<str>>,
    log: Log<'d>,
}

/// What became of a unit's candidates.
#[derive(Default)]
struct Decided {
    /// In reading order.
    taken: Vec<Taken>,
    unlinked: Unlinked,
}

/// A candidate that was taken, and for what.
#[derive(Clone)]
struct Taken {
    range: Range<usize>,
    meaning: Meaning,
    method: Method,
}

impl<'a> Finder<'a> {
    /// Compiles the names of a catalog.
    #[must_use]
    pub fn new(catalog: &'a Catalog) -> Self {
        let countries = catalog.iter().filter(|(_, entity)| entity.kind == Kind::Country);
        Self {
            catalog,
            lexicon: Lexicon::new(catalog),
            segmenter: Segmenter::new(catalog),
            characters: Characters::new(catalog),
            countries: countries.map(|(_, entity)| key(&entity.label)).collect(),
        }
    }

    /// All mentions in each unit of a document, in reading order; those of one compound in the order
    /// of its characters. Spans coincide or do not overlap, but that a name may stand inside a
    /// concept.
    ///
    /// A page keeps to one sense of a name: what one answer or the title makes clear supports the
    /// same ambiguous name in the others.
    #[must_use]
    pub fn mentions(&self, document: &Document) -> Vec<Vec<Mention>> {
        let found = self.found(document, Keep::Nothing).into_iter();
        found.map(|found| found.mentions).collect()
    }

    /// What is found in each unit of a document, with what was decided about every name, if that is
    /// kept.
    fn found<'d>(&self, document: &'d Document, keep: Keep) -> Vec<Found<'d>> {
        let titles = self.titles(document);
        let scan = |unit: &'_ Unit| self.scan(unit.text.as_str());
        let scans: Vec<Scan<'_>> = document.units.par_iter().map(scan).collect();
        let units = || document.units.par_iter().zip(&scans);
        let draft = |(unit, scan)| {
            let draft = self.draft(unit, scan, &titles, keep);
            let taken = self.resolved(draft.taken.clone());
            draft.log.settle(&taken);
            (draft, taken)
        };
        let (mut drafts, mut taken): (Vec<Draft<'_, 'd>>, Vec<Vec<Taken>>) =
            units().map(draft).unzip();
        let sense = self.sense(document, &taken);
        drafts.par_iter_mut().zip(&mut taken).for_each(|(draft, taken)| {
            if draft.reconsider(&sense) {
                *taken = self.resolved(std::mem::take(&mut draft.taken));
                draft.log.settle(taken);
            }
        });
        let drafts = drafts.into_par_iter().zip(taken);
        let logs = drafts.map(|(draft, taken)| (draft.into_log(), taken));
        let completed = |((unit, scan), (log, taken))| self.completed(unit, scan, taken, log);
        units().zip(logs).map(completed).collect()
    }

    /// Where names stand in a text, but for those that are parts of the names of people and streets.
    fn scan(&self, text: &str) -> Scan<'_> {
        let mut scan = scan::scan(&self.lexicon, text);
        scan.drop_parts_of_names(|candidate| {
            let (meaning, range) = (candidate.entry.meaning, &candidate.range);
            let is_name =
                [Kind::Company, Kind::Region].iter().any(|&kind| self.is_of_kind(meaning, kind));
            is_name && person::is_part(text, range, &self.segmenter)
        });
        scan
    }

    /// The mentions of a unit, of which the names of the catalog are taken, in reading order: with
    /// the names that are told by their form, or defined by the text.
    fn completed<'d>(
        &self,
        unit: &'d Unit,
        scan: &Scan<'_>,
        taken: Vec<Taken>,
        log: Log<'d>,
    ) -> Found<'d> {
        let text = unit.text.as_str();
        let taken = self.with_branches(text, scan, taken);
        log.settle(&taken);
        let decided = self.with_formed(text, &scan.legal_ends, taken, &log);
        log.settle(&decided.taken);
        let mut decided = self.with_banks(text, decided);
        self.add_told(text, &mut decided);
        log.settle(&decided.taken);
        self.add_defined(text, &mut decided, &log);
        log.settle(&decided.taken);
        let mentions = self.located(&unit.text, &decided);
        Found { mentions, unlinked: decided.unlinked.names, log }
    }

    /// The entities that a page as a whole speaks of: named in several answers, or in the title and
    /// one answer.
    fn sense(&self, document: &Document, taken: &[Vec<Taken>]) -> FxHashSet<EntityId> {
        if document.kind == DocumentKind::Lines {
            // Lines have nothing to do with each other.
            return FxHashSet::default();
        }
        let mut units: FxHashMap<EntityId, usize> = FxHashMap::default();
        for taken in taken {
            let named: FxHashSet<EntityId> =
                taken.iter().filter_map(|taken| taken.meaning.entity()).collect();
            for id in named {
                *units.entry(id).or_default() += 1;
            }
        }
        let in_title: FxHashSet<EntityId> =
            document.title.iter().flat_map(|title| self.possibly_named_in(title)).collect();
        let speaks =
            |(id, units): &(EntityId, usize)| *units >= UNITS_OF_ONE_SENSE || in_title.contains(id);
        units.into_iter().filter(speaks).map(|(id, _)| id).collect()
    }

    /// The entities that a title names, ambiguous names included.
    fn possibly_named_in(&self, title: &str) -> Vec<EntityId> {
        let scan = self.scan(title);
        scan.candidates.iter().filter_map(|candidate| candidate.entry.meaning.entity()).collect()
    }

    /// What each title of a page names beyond doubt.
    fn titles<'d>(&self, document: &'d Document) -> Titles<'d> {
        let titles: HashSet<&str> =
            document.units.iter().filter_map(|unit| unit.title.as_deref()).collect();
        titles.into_iter().map(|title| (title, self.named_in(title))).collect()
    }

    /// The entities that a title names beyond doubt; they support ambiguous names below it.
    fn named_in(&self, title: &str) -> Vec<EntityId> {
        let scan = self.scan(title);
        let certain =
            scan.candidates.iter().filter_map(|candidate| match candidate.entry.meaning {
                Meaning::Name(id) => Some(id),
                _ => None,
            });
        certain.collect()
    }

    /// Takes the certain candidates, then those that the text or its title supports.
    fn draft<'s, 'd>(
        &'s self,
        unit: &'d Unit,
        scan: &'s Scan<'s>,
        titles: &Titles<'_>,
        keep: Keep,
    ) -> Draft<'s, 'd>
    where
        'd: 's,
    {
        let text = unit.text.as_str();
        let log = Log::new(text, keep);
        log.scanned(scan);
        let (mut open, certain): (Vec<&Candidate<'_>>, Vec<&Candidate<'_>>) =
            self.whole(text, scan, &log).into_iter().partition(|candidate| is_doubtful(candidate));
        self.drop_of_other_script(text, &certain, &mut open, &log);
        let stands = |&at: &usize| {
            let runs_on = self.runs_into_name(text, &certain, at);
            if runs_on {
                log.tell(certain[at], || Verdict::AcrossWords);
            }
            !runs_on
        };
        let stand = (0..certain.len()).filter(stands);
        let certain = stand.filter_map(|at| self.take_certain(text, certain[at], &log));
        let taken = certain.chain(self.series(text)).inspect(|taken| log.take(taken, None));
        let taken = self.resolved(taken.collect());
        log.settle(&taken);
        open.retain(|name| match self.enclosing_name(&taken, &name.range) {
            Some(longer) => {
                log.lose(&name.named, Thought::Name(name.entry.meaning), &longer.range);
                false
            }
            None => true,
        });
        let in_title = unit.title.iter().filter_map(|title| titles.get(&**title)).flatten();
        let named =
            taken.iter().filter_map(|taken| taken.meaning.entity()).chain(in_title.copied());
        let mut support = Support::new(self.catalog, &self.segmenter, unit, scan);
        support.learn(named);
        let mut draft = Draft { taken, open, support, log };
        draft.take_supported(Support::supporting);
        draft.take_all_supported();
        draft
    }

    /// The members of all series of countries by their single characters.
    fn series(&self, text: &str) -> Vec<Taken> {
        let begins_word = |range: &Range<usize>| !self.segmenter.begins_inside_word(text, range);
        let members = self.characters.series(text, begins_word).into_iter();
        let taken = members.map(|(range, id)| Taken {
            range,
            meaning: Meaning::Abbreviation(id),
            method: Method::Abbreviation,
        });
        taken.collect()
    }

    /// Drops companies' ambiguous names that are the characters of several countries too (港台), but
    /// in texts of traditional characters, where they are in use.
    fn drop_of_other_script<'s>(
        &self,
        text: &str,
        certain: &[&Candidate<'_>],
        open: &mut Vec<&'s Candidate<'s>>,
        log: &Log<'_>,
    ) {
        let compounds: FxHashSet<&Range<usize>> = certain
            .iter()
            .filter(|candidate| matches!(candidate.entry.meaning, Meaning::Compound(_)))
            .map(|candidate| &candidate.range)
            .collect();
        let is_doubtful = |candidate: &Candidate<'_>| {
            compounds.contains(&candidate.range)
                && self.is_of_kind(candidate.entry.meaning, Kind::Company)
        };
        if open.iter().any(|candidate| is_doubtful(candidate)) && !script::is_traditional(text) {
            open.retain(|candidate| {
                let is_of_other = is_doubtful(candidate);
                if is_of_other {
                    log.tell(candidate, || Verdict::OtherScript);
                }
                !is_of_other
            });
        }
    }

    /// The longer name that was taken of which a range is part; one inside a concept may stand.
    fn enclosing_name<'t>(&self, taken: &'t [Taken], range: &Range<usize>) -> Option<&'t Taken> {
        let before = taken.partition_point(|taken| taken.range.start <= range.start);
        taken[..before].iter().rev().take(NESTED).find(|taken| {
            encloses(&taken.range, range)
                && taken.range != *range
                && !self.is_of_kind(taken.meaning, Kind::Concept)
        })
    }

    /// A candidate that needs no support, if the words around it let it stand.
    fn take_certain(&self, text: &str, candidate: &Candidate<'_>, log: &Log<'_>) -> Option<Taken> {
        let method = match candidate.entry.meaning {
            Meaning::Abbreviation(_) => Method::Abbreviation,
            Meaning::Compound(_) | Meaning::AmbiguousCompound(_) => Method::Compound,
            _ => Method::Label,
        };
        let range = &candidate.range;
        let stands = match candidate.entry.meaning {
            Meaning::AmbiguousCompound(_) => self.segmenter.stands_between_words(text, range),
            Meaning::Compound(_) => !self.segmenter.begins_inside_word(text, range),
            _ => !self.segmenter.is_accident(text, range),
        };
        let is_ordinary = || {
            self.is_of_kind(candidate.entry.meaning, Kind::Company)
                && support::certain_frame(text, range).is_some()
        };
        let refused = if stands {
            is_ordinary().then_some(Verdict::Ordinary)
        } else {
            Some(Verdict::AcrossWords)
        };
        if let Some(verdict) = refused {
            log.tell(candidate, || verdict);
            return None;
        }
        let mut taken = Taken::new(candidate, method);
        if self.is_of_kind(taken.meaning, Kind::Company) {
            taken.range.end += legal_form(&text[taken.range.end..]);
        }
        Some(taken)
    }

    /// Whether a candidate, which is one of those that come in the order of their ends, is a compound
    /// whose last character begins the name of a country: 柬中 in 来柬中国公民. The name is read
    /// where it stands between words, and where a shorter compound is left: 日韩 in 日韩美国.
    fn runs_into_name(&self, text: &str, candidates: &[&Candidate<'_>], at: usize) -> bool {
        let is_compound = |candidate: &Candidate<'_>| {
            matches!(candidate.entry.meaning, Meaning::Compound(_) | Meaning::AmbiguousCompound(_))
        };
        let compound = &candidates[at].range;
        let leaves_compound = |start: usize| {
            let before = candidates[..at].iter().rev().take(NESTED);
            before
                .into_iter()
                .any(|shorter| is_compound(shorter) && shorter.range == (compound.start..start))
        };
        is_compound(candidates[at])
            && candidates[at + 1..].iter().take(NESTED).any(|name| {
                let range = &name.range;
                self.is_of_kind(name.entry.meaning, Kind::Country)
                    && (compound.start + 1..compound.end).contains(&range.start)
                    && range.end > compound.end
                    && !text[range.end..].starts_with(['家', '际'])
                    && (leaves_compound(range.start)
                        || self.segmenter.stands_between_words(text, range))
            })
    }

    /// Settles overlaps. The longest name wins; but a concept that contains a whole name (中国制造)
    /// leaves it standing, and a name that contains a concept's word (中国芯片公司) takes it away.
    fn resolved(&self, taken: Vec<Taken>) -> Vec<Taken> {
        let (concepts, names): (Vec<Taken>, Vec<Taken>) =
            taken.into_iter().partition(|taken| self.is_of_kind(taken.meaning, Kind::Concept));
        let names = leftmost_longest(names);
        let mut all = leftmost_longest(concepts);
        all.retain(|concept| {
            let later = names.partition_point(|name| name.range.end <= concept.range.start);
            let mut overlapping =
                names[later..].iter().take_while(|name| name.range.start < concept.range.end);
            overlapping
                .all(|name| encloses(&concept.range, &name.range) && concept.range != name.range)
        });
        all.extend(names);
        all.sort_by_key(Taken::priority);
        all
    }

    /// Whether what is meant is one known entity of a kind.
    fn is_of_kind(&self, meaning: Meaning, kind: Kind) -> bool {
        meaning.entity().is_some_and(|id| self.catalog.entity(id).kind == kind)
    }

    /// Gives each taken candidate its place in code points and in the file.
    fn located(&self, text: &Text, decided: &Decided) -> Vec<Mention> {
        let mut counter = CodePoints::new(text.as_str());
        let mut mentions = Vec::with_capacity(decided.taken.len());
        for Taken { range, meaning, method } in &decided.taken {
            let (meaning, method) = (*meaning, *method);
            let span = counter.at(range.start)..counter.at(range.end);
            let source = text.source(range.clone());
            mentions.extend(self.referents(meaning, &decided.unlinked.names).into_iter().map(
                |entity| Mention {
                    entity,
                    span: span.clone(),
                    bytes: range.clone(),
                    source: source.clone(),
                    confidence: method.confidence(),
                    method,
                },
            ));
        }
        mentions
    }

    /// Who or what a meaning stands for.
    fn referents(&self, meaning: Meaning, unlinked: &[Arc<str>]) -> Vec<Referent> {
        match meaning {
            Meaning::Compound(number) | Meaning::AmbiguousCompound(number) => {
                let members = &self.catalog.compounds()[number].members;
                members.iter().copied().map(Referent::Known).collect()
            }
            Meaning::Unlinked(number) => vec![Referent::Unlinked(Arc::clone(&unlinked[number]))],
            _ => meaning.entity().into_iter().map(Referent::Known).collect(),
        }
    }
}

impl<'s, 'd> Draft<'s, 'd> {
    /// Takes what the sense of the page supports, and what follows from that; tells whether the page
    /// speaks of any name that is still open.
    fn reconsider(&mut self, sense: &FxHashSet<EntityId>) -> bool {
        let mut open = self.open.iter().filter_map(|candidate| candidate.entry.meaning.entity());
        let is_of_page = open.any(|id| sense.contains(&id));
        if is_of_page {
            self.support.learn_page(sense);
            self.take_all_supported();
        }
        is_of_page
    }

    /// Takes what is supported by what is spoken of; what was taken supports its like, until nothing
    /// changes.
    fn take_all_supported(&mut self) {
        while !self.open.is_empty() && self.take_supported(Support::supporting_now) {}
    }

    /// The log, with what nothing has supported to the end.
    fn into_log(self) -> Log<'d> {
        if self.log.is_kept() {
            for candidate in &self.open {
                self.log.tell(candidate, || self.support.refusal(candidate));
            }
        }
        self.log
    }

    /// Takes the open names of which `holds`, and drops those that cut words in two; tells whether
    /// it took any.
    fn take_supported(
        &mut self,
        reason: impl Fn(&Support<'s>, &Candidate<'_>) -> Option<Reason>,
    ) -> bool {
        let Self { open, support, log, taken } = self;
        let before = taken.len();
        open.retain(|candidate| {
            let Some(reason) = reason(support, candidate) else { return true };
            if let Some(verdict) = support.misplaced(candidate) {
                log.tell(candidate, || verdict);
            } else {
                let new = Taken::new(candidate, Method::Context);
                log.take(&new, Some(reason));
                taken.push(new);
            }
            false
        });
        support.learn(taken[before..].iter().filter_map(|taken| taken.meaning.entity()));
        taken.len() > before
    }
}

impl Decided {
    /// Whether something that was taken overlaps a range.
    fn overlaps(&self, range: &Range<usize>) -> bool {
        let before = self.taken.partition_point(|taken| taken.range.start < range.end);
        let near = self.taken[..before].iter().rev().take(NESTED);
        near.into_iter().any(|taken| taken.range.end > range.start)
    }
}

impl Taken {
    fn new(candidate: &Candidate<'_>, method: Method) -> Self {
        Self { range: candidate.named.clone(), meaning: candidate.entry.meaning, method }
    }

    /// First from the left, then the longest, then the surest, then the first of the catalog.
    fn priority(&self) -> (usize, Reverse<usize>, Method, Option<EntityId>) {
        (self.range.start, Reverse(self.range.end), self.method, self.meaning.entity())
    }
}

impl Meaning {
    fn entity(self) -> Option<EntityId> {
        match self {
            Self::Name(id) | Self::Ambiguous(id) | Self::Abbreviation(id) => Some(id),
            _ => None,
        }
    }
}

/// Whether a candidate takes more than its own characters and a word boundary.
fn is_doubtful(candidate: &Candidate<'_>) -> bool {
    matches!(candidate.entry.meaning, Meaning::Ambiguous(_))
}

/// Of overlapping candidates, those that start first and are longest.
fn leftmost_longest(mut taken: Vec<Taken>) -> Vec<Taken> {
    taken.sort_by_key(Taken::priority);
    let mut end = 0;
    taken.retain(|taken| {
        let free = taken.range.start >= end;
        end = if free { taken.range.end } else { end };
        free
    });
    taken
}

/// Counts code points up to places of a text: one pass over it when they come in order.
struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    count: usize,
}

impl<'a> CodePoints<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, count: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            self.count -= self.text[byte..self.byte].chars().count();
        } else {
            self.count += self.text[self.byte..byte].chars().count();
        }
        self.byte = byte;
        self.count
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Finder;
    use crate::catalog::Catalog;
    use crate::document;
    use crate::text::fold::key;
    use crate::vocab;

    /// A line of names that need no support, each with what may be put between its characters.
    const NAMES: [&str; 6] = ["华为", "腾讯", "Netflix", "西门子", "印度", "TikTok"];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// What nobody sees inside a name does not hide it, and its span is that of the name.
        #[test]
        fn what_nobody_sees_hides_no_name(
            unseen in prop::collection::vec("[\u{200b}\u{200d}\u{2060}\u{feff}\u{ad}\u{fe0f}]{0,2}", 40),
            before in "[，。“a-z ]{0,4}",
        ) {
            let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
            let finder = Finder::new(&catalog);
            let mut unseen = unseen.iter();
            let mut hidden = |name: &str| -> String {
                let mut chars = name.chars();
                let first: String = chars.by_ref().take(1).collect();
                chars.fold(first, |text, c| {
                    text + unseen.next().map_or("", String::as_str) + c.encode_utf8(&mut [0; 4])
                })
            };
            let named: Vec<String> =
                NAMES.iter().map(|name| format!("{before}。{}，", hidden(name))).collect();
            let text = named.concat();
            let json = serde_json::json!({ "text": text }).to_string();
            let document = document::read("line.jsonl", json.as_bytes()).document.expect("a line");
            let text = document.units[0].text.as_str();
            let found = finder.mentions(&document).remove(0);
            let keys: Vec<String> = found.iter().map(|found| key(&text[found.bytes.clone()])).collect();
            prop_assert_eq!(keys, NAMES.map(key));
        }
    }

    #[test]
    fn many_names_take_no_longer_each_than_few() {
        let catalog = Catalog::default();
        let finder = Finder::new(&catalog);
        let count = 20_000;
        let names: Vec<String> =
            (0..count).map(|number| format!("起诉了北京南粤{number}号科技有限公司")).collect();
        let text = names.join("，");
        let document = document::read("many.txt", text.as_bytes()).document.expect("an article");
        assert_eq!(finder.mentions(&document)[0].len(), count);
        let text = "Kelvane Inc ".repeat(count);
        let document = document::read("many.txt", text.as_bytes()).document.expect("an article");
        assert_eq!(finder.mentions(&document)[0].len(), 1);
    }
}
