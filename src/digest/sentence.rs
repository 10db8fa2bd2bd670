//! The sentences of a unit: found once, when its record is made, and kept in it as numbers.
//!
//! No name is cut: where one holds the end of a sentence in itself, the sentence goes on.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{MentionDigest, UnitDigest};
use crate::text::sentence::sentences;

/// Where the sentences of a text stand, in code points: for each, how many lie between it and the
/// one before, and how many it has. Small numbers, which take little room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sentences(Vec<u32>);

/// A sentence of a unit, with what it mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence<'a> {
    /// Where it stands in the text, in code points.
    pub points: Range<usize>,
    /// The same in bytes.
    pub bytes: Range<usize>,
    /// The mentions in it, in reading order.
    pub mentions: &'a [MentionDigest],
}

impl Sentences {
    /// The sentences of a text with these mentions: each mention is within one of them.
    #[must_use]
    pub fn of(text: &str, mentions: &[MentionDigest]) -> Self {
        let mut steps = Vec::new();
        let mut byte = 0;
        let mut length = |to: usize| {
            let points = text[byte..to].chars().count();
            byte = to;
            u32::try_from(points).unwrap_or(u32::MAX)
        };
        for range in whole(text, mentions) {
            steps.extend([length(range.start), length(range.end)]);
        }
        Self(steps)
    }

    /// Where each begins and ends, in reading order.
    fn points(&self) -> impl Iterator<Item = Range<usize>> {
        let mut last = 0;
        self.0.chunks_exact(2).map(move |step| {
            let start = last + step[0] as usize;
            last = start + step[1] as usize;
            start..last
        })
    }
}

/// The sentences of a text in bytes, those that share a mention as one.
fn whole(text: &str, mentions: &[MentionDigest]) -> Vec<Range<usize>> {
    let mut parts = sentences(text);
    parts.extend(mentions.iter().map(|mention| mention.bytes.0..mention.bytes.1));
    parts.sort_unstable_by_key(|part| part.start);
    let mut whole: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match whole.last_mut() {
            Some(last) if part.start < last.end => last.end = last.end.max(part.end),
            _ => whole.push(part),
        }
    }
    whole
}

impl UnitDigest {
    /// All sentences, in reading order, each with its mentions.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let (mut byte, mut point, mut rest) = (0, 0, self.mentions.as_slice());
        self.sentences.points().map(move |points| {
            let start = byte + after(&self.text[byte..], points.start - point);
            let end = start + after(&self.text[start..], points.len());
            (byte, point) = (end, points.end);
            let here = rest.partition_point(|mention| mention.bytes.0 < end);
            let (mentions, later) = rest.split_at(here);
            rest = later;
            Sentence { points, bytes: start..end, mentions }
        })
    }

    /// The sentences that mention anything.
    pub fn mentioning(&self) -> impl Iterator<Item = Sentence<'_>> {
        // Most units of many pages mention nothing; their texts need not be walked through.
        let most = if self.mentions.is_empty() { 0 } else { usize::MAX };
        self.sentences().take(most).filter(|sentence| !sentence.mentions.is_empty())
    }
}

/// How many bytes so many code points take at the beginning of a text.
fn after(text: &str, points: usize) -> usize {
    text.char_indices().nth(points).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sentences;
    use crate::digest::{MentionDigest, UnitDigest};
    use crate::document::UnitKind;
    use crate::mention::Method;
    use crate::text::sentence::sentences;

    /// A unit with mentions at these places, in bytes.
    fn unit(text: &str, mentions: &[(usize, usize)]) -> UnitDigest {
        let points = |byte: usize| text[..byte].chars().count();
        let mention = |&(start, end): &(usize, usize)| MentionDigest {
            entity: 0,
            start: points(start),
            end: points(end),
            bytes: (start, end),
            source: (start, end),
            place: (1, 1),
            confidence: 1.0,
            method: Method::Label,
        };
        let mentions: Vec<MentionDigest> = mentions.iter().map(mention).collect();
        UnitDigest {
            iri: String::new(),
            kind: UnitKind::Article,
            position: 1,
            copies: Vec::new(),
            id: None,
            author: None,
            title: None,
            published: None,
            url: None,
            text: text.to_owned(),
            sentences: Sentences::of(text, &mentions),
            mentions,
        }
    }

    #[test]
    fn a_name_is_not_cut_where_it_holds_the_end_of_a_sentence() {
        let check = |text: &str, name: &str, expected: &[&str]| {
            let start = text.find(name).expect("the name is in the text");
            let unit = unit(text, &[(start, start + name.len())]);
            let texts = unit.sentences().map(|sentence| &unit.text[sentence.bytes]);
            assert_eq!(texts.collect::<Vec<_>>(), expected, "{text}");
            let with_it = unit.mentioning().map(|sentence| sentence.bytes.contains(&start));
            assert_eq!(with_it.collect::<Vec<_>>(), [true], "{text}");
        };
        check("华为好。小米也好。", "小米", &["华为好。", "小米也好。"]);
        check("我用Yahoo! Japan。他不用。", "Yahoo! Japan", &["我用Yahoo! Japan。", "他不用。"]);
        check("我用Yahoo! 他不用。", "Yahoo!", &["我用Yahoo!", "他不用。"]);
        check("  字节\n跳动出海。 好", "字节\n跳动", &["字节\n跳动出海。", "好"]);
    }

    #[test]
    fn numbers_are_kept_small() {
        let unit = unit(" 华为好。\n\n小米也好。", &[]);
        let kept = serde_json::to_string(&unit.sentences).expect("it is JSON");
        assert_eq!(kept, "[1,4,2,5]");
    }

    proptest! {
        #[test]
        fn code_points_and_bytes_are_the_same_places(text in "[a华😀。！\n ]{0,30}") {
            let unit = unit(&text, &[]);
            let found: Vec<_> = unit.sentences().collect();
            let bytes: Vec<_> = found.iter().map(|sentence| sentence.bytes.clone()).collect();
            prop_assert_eq!(bytes, sentences(&text));
            for sentence in found {
                let (start, end) = (sentence.bytes.start, sentence.bytes.end);
                let points = |byte: usize| text[..byte].chars().count();
                prop_assert_eq!(sentence.points, points(start)..points(end));
            }
        }

        #[test]
        fn every_mention_is_within_one_sentence(
            text in "[a华😀。！\n ]{1,30}",
            places in proptest::collection::vec((any::<prop::sample::Index>(), 1_usize..6), 0..4),
        ) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let end = |start: usize, length| starts.get(start + length).copied().unwrap_or(text.len());
            let mut mentions: Vec<(usize, usize)> = places.iter().map(|(at, length)| {
                let at = at.index(starts.len());
                (starts[at], end(at, *length))
            }).collect();
            mentions.sort_unstable();
            let unit = unit(&text, &mentions);
            let mut last = 0;
            let mut within = Vec::new();
            for sentence in unit.sentences() {
                prop_assert!(sentence.bytes.start >= last && !sentence.bytes.is_empty());
                last = sentence.bytes.end;
                for mention in sentence.mentions {
                    let (start, end) = mention.bytes;
                    prop_assert!(sentence.bytes.start <= start && end <= sentence.bytes.end);
                    within.push(mention.bytes);
                }
            }
            prop_assert_eq!(within, mentions);
        }
    }
}
