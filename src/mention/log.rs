//! What is decided about every name of a unit, recorded as it is decided, for people who ask why. Where
//! nobody asks, nothing is kept.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::lexicon::Meaning;
use super::reason::Reason;
use super::scan::{Candidate, Dropped, Scan, overlap};
use super::{Method, Taken};

/// What became of a place where a name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is a mention, found in this way; an ambiguous name for this reason.
    Taken(Method, Option<Reason>),
    /// A phrase forbids it: this one.
    Forbidden(String),
    /// It is part of a web or mail address.
    Address,
    /// It is part of the name of a person or a street.
    OtherName,
    /// It is not written as the name is.
    Written,
    /// Another name that is longer, or comes first, stands there: this one.
    Longer(String),
    /// A longer name that no list knows, or a longer phrase, begins there.
    Part,
    /// It is a name in texts of traditional characters, and these are simplified.
    OtherScript,
    /// Words lie across its ends.
    AcrossWords,
    /// It stands in the frame of an ordinary word: 三斤苹果.
    Ordinary,
    /// It is an ordinary word too, and nothing near it supports it.
    Unsupported,
    /// It has the form of a company's name, and is nobody's.
    Nobody,
    /// It ends a company's name, and no name stands before it.
    Nameless,
    /// A text defines it for a name that was not found.
    Undefined,
    /// A text defines it as a role, which anybody could have: 公司, 被告.
    Role,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(method, Some(reason)) => write!(f, "taken: {method}, {reason}"),
            Self::Taken(method, None) => write!(f, "taken: {method}"),
            Self::Forbidden(phrase) => write!(f, "refused: inside `{phrase}`"),
            Self::Longer(name) => write!(f, "refused: `{name}` stands there"),
            refused => write!(f, "refused: {}", refused.reason()),
        }
    }
}

impl Verdict {
    /// Why a name was refused, where no other text has to be shown.
    fn reason(&self) -> &'static str {
        match self {
            Self::Address => "part of an address",
            Self::OtherName => "part of the name of a person or a street",
            Self::Written => "not written as the name is",
            Self::Part => "the beginning of a longer name or phrase",
            Self::OtherScript => "a name in traditional characters, among simplified ones",
            Self::AcrossWords => "across the borders of words",
            Self::Ordinary => "in the frame of an ordinary word",
            Self::Unsupported => "an ordinary word, and nothing supports it",
            Self::Nobody => "the form of a company's name, and nobody's",
            Self::Nameless => "no name stands before it",
            Self::Undefined => "defined for a name that was not found",
            Self::Role => "a role, which anybody could have",
            Self::Taken(..) | Self::Forbidden(_) | Self::Longer(_) => "",
        }
    }
}

/// Whether decisions are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Nothing,
    Decisions,
}

/// What a name is thought to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thought {
    /// One that means this.
    Name(Meaning),
    /// A company's, by its form.
    Form,
    /// A short form that the text defines.
    ShortForm,
}

/// Where a name stands, in bytes, and what it is thought to be.
type Place = (usize, usize, Thought);

/// The last decision about every name of a text.
pub(super) struct Log<'t> {
    text: &'t str,
    decisions: Option<RefCell<BTreeMap<Place, Verdict>>>,
}

impl<'t> Log<'t> {
    pub(super) fn new(text: &'t str, keep: Keep) -> Self {
        let decisions = (keep == Keep::Decisions).then(RefCell::default);
        Self { text, decisions }
    }

    /// Whether anybody asks.
    pub(super) fn is_kept(&self) -> bool {
        self.decisions.is_some()
    }

    /// What was decided, in reading order.
    pub(super) fn into_decisions(self) -> impl Iterator<Item = (Range<usize>, Thought, Verdict)> {
        let decisions = self.decisions.map(RefCell::into_inner).unwrap_or_default();
        decisions.into_iter().map(|((start, end, thought), verdict)| (start..end, thought, verdict))
    }

    /// Records a decision about a candidate.
    pub(super) fn tell(&self, candidate: &Candidate<'_>, verdict: impl FnOnce() -> Verdict) {
        self.tell_of(&candidate.named, Thought::Name(candidate.entry.meaning), verdict);
    }

    /// Records a decision about a range of the text.
    pub(super) fn tell_of(
        &self,
        range: &Range<usize>,
        thought: Thought,
        verdict: impl FnOnce() -> Verdict,
    ) {
        if let Some(decisions) = &self.decisions {
            decisions.borrow_mut().insert((range.start, range.end, thought), verdict());
        }
    }

    /// Records that something is taken, whatever becomes of it.
    pub(super) fn take(&self, taken: &Taken, reason: Option<Reason>) {
        let thought = Thought::Name(taken.meaning);
        self.tell_of(&taken.range, thought, || Verdict::Taken(taken.method, reason));
    }

    /// Records that another name stands there.
    pub(super) fn lose(&self, range: &Range<usize>, thought: Thought, to: &Range<usize>) {
        self.tell_of(range, thought, || Verdict::Longer(self.text[to.clone()].to_owned()));
    }

    /// Records what the pass over the text has put out of the question.
    pub(super) fn scanned(&self, scan: &Scan<'_>) {
        for (candidate, dropped) in &scan.dropped {
            self.tell(candidate, || match dropped {
                Dropped::Forbidden(phrase) => {
                    Verdict::Forbidden(self.text[phrase.clone()].to_owned())
                }
                Dropped::Address => Verdict::Address,
                Dropped::OtherName => Verdict::OtherName,
                Dropped::Written => Verdict::Written,
            });
        }
    }

    /// Records what is taken at this point: whatever was taken before and is no longer has lost its
    /// place to what overlaps it.
    pub(super) fn settle(&self, now: &[Taken]) {
        let Some(decisions) = &self.decisions else { return };
        let mut decisions = decisions.borrow_mut();
        let mut lost = std::mem::take(&mut *decisions);
        for taken in now {
            let place = (taken.range.start, taken.range.end, Thought::Name(taken.meaning));
            let verdict = match lost.remove(&place) {
                Some(Verdict::Taken(method, reason)) if method == taken.method => {
                    Verdict::Taken(method, reason)
                }
                _ => Verdict::Taken(taken.method, None),
            };
            decisions.insert(place, verdict);
        }
        for ((start, end, thought), mut verdict) in lost {
            if let Verdict::Taken(..) = verdict {
                let by = now.iter().find(|taken| overlap(&taken.range, &(start..end)));
                verdict = by.map_or(Verdict::Part, |taken| {
                    Verdict::Longer(self.text[taken.range.clone()].to_owned())
                });
            }
            decisions.insert((start, end, thought), verdict);
        }
    }
}
