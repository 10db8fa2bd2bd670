//! What the cues of an entity are worth beside its ambiguous name: by their distance and number.

use std::ops::Range;

use crate::catalog::EntityId;
use crate::mention::scan::{Scan, encloses, overlap};

/// How far from a name a cue supports it, in bytes: about two lines of Chinese.
const REACH: usize = 240;

/// What a cue is worth by where it stands.
const BESIDE: u32 = 3;
const IN_CLAUSE: u32 = 2;
const FURTHER: u32 = 1;

/// What the cues of an entity near its name are worth.
pub(super) struct Cues {
    /// In points.
    pub(super) total: u32,
    /// Whether one stands right beside the name.
    pub(super) beside: bool,
}

/// How many points the cues of an entity near a name are worth. The same word twice is one cue, and
/// a cue that names a company by itself is worth one more.
pub(super) fn points(
    text: &str,
    scan: &Scan<'_>,
    id: EntityId,
    range: &Range<usize>,
    is_company: impl Fn(&Range<usize>) -> bool,
) -> Cues {
    let near = range.start.saturating_sub(REACH)..range.end + REACH;
    let ending = scan.cues.partition_point(|(_, cue)| cue.end < near.start);
    let cues = scan.cues[ending..].iter().take_while(|(_, cue)| cue.end <= near.end);
    let of_entity = cues.filter(|(known, cue)| *known == id && encloses(&near, cue));
    let mut seen: Vec<(&str, u32)> = Vec::new();
    for (_, cue) in of_entity {
        let word = &text[cue.clone()];
        let worth = worth(text, range, cue) + u32::from(is_company(cue));
        match seen.iter_mut().find(|(known, _)| *known == word) {
            Some((_, best)) => *best = worth.max(*best),
            None => seen.push((word, worth)),
        }
    }
    let worth = || seen.iter().map(|(_, worth)| *worth);
    Cues { total: worth().sum(), beside: worth().any(|worth| worth >= BESIDE) }
}

/// What one cue is worth.
fn worth(text: &str, range: &Range<usize>, cue: &Range<usize>) -> u32 {
    if encloses(range, cue) {
        return FURTHER;
    }
    if overlap(cue, range) {
        return BESIDE;
    }
    let (left, right) = if cue.start < range.start { (cue, range) } else { (range, cue) };
    let between = &text[left.end..right.start];
    if between.is_empty()
        || matches!(between, " " | "的" | "、" | "和" | "与" | "/" | "还是" | "或")
    {
        BESIDE
    } else if between.contains(ends_clause) {
        FURTHER
    } else {
        IN_CLAUSE
    }
}

/// Whether a character ends a clause.
fn ends_clause(c: char) -> bool {
    "，。；！？,;!?\n…".contains(c)
}

#[cfg(test)]
mod tests {
    use super::worth;

    #[test]
    fn a_cue_is_worth_less_the_further_it_stands() {
        let check = |text: &str, name: &str, cue: &str, expected: u32| {
            let find = |word: &str| {
                let start = text.find(word).expect("the text has the word");
                start..start + word.len()
            };
            assert_eq!(worth(text, &find(name), &find(cue)), expected, "{text}");
        };
        check("暴雪的游戏", "暴雪", "游戏", 3);
        check("游戏和暴雪", "暴雪", "游戏", 3);
        check("暴雪做了不少游戏", "暴雪", "游戏", 2);
        check("暴雪停了，游戏还在", "暴雪", "游戏", 1);
    }
}
