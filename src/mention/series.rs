//! Series of countries by their single characters, set apart by marks: 中、美、俄、英、法五国.
//!
//! A character alone says nothing (东、西, 老、中、青, 英、法文), so all members of a series must be
//! countries, and what follows must tell that countries are counted.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::{Words, begins, split};
use crate::catalog::{Catalog, EntityId, Kind};
use crate::text::fold::{Folded, fold, is_han, simple};

/// What stands between the members.
const MARK: char = '、';

/// What follows the last member where countries are counted or brought together.
static TOGETHER: Words = LazyLock::new(|| {
    split(
        "两国 二国 三国 四国 五国 六国 七国 八国 九国 十国 各国 诸国 等国 多国 列强
        两个国家 三个国家 四个国家 五个国家 六个国家 等多国 等各国 等大国 等多个国家
        等三国 等四国 等五国 等六国 等七国 等八国 等十国 等几国 双方 三方 四方 五方
        六方 五常 两军 三军 联军",
    )
});

/// The countries and regions that single characters stand for.
pub(super) struct Characters {
    meanings: FxHashMap<char, EntityId>,
}

impl Characters {
    /// Takes the characters from the short forms of a catalog, and from its compounds, whose
    /// members come in the order of their characters; a character means what it does most often.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut votes: FxHashMap<(char, EntityId), usize> = FxHashMap::default();
        for compound in catalog.compounds() {
            let chars: Vec<char> = compound.text.chars().collect();
            if chars.len() == compound.members.len() {
                for (&c, &id) in chars.iter().zip(&compound.members) {
                    *votes.entry((c, id)).or_default() += 1;
                }
            }
        }
        for (id, entity) in catalog.iter() {
            for &c in &entity.abbreviations {
                *votes.entry((c, id)).or_default() += 1;
            }
        }
        let mut votes: Vec<((char, EntityId), usize)> = votes.into_iter().collect();
        votes.retain(|((_, id), _)| {
            matches!(catalog.entity(*id).kind, Kind::Country | Kind::Region)
        });
        // The most voted for comes last and stays.
        votes.sort_unstable_by_key(|&((c, id), votes)| (c, votes, std::cmp::Reverse(id)));
        Self { meanings: votes.into_iter().map(|(vote, _)| vote).collect() }
    }

    /// The members of all series of a text whose first character `begins_word`, in reading order:
    /// where each stands (bytes), and what it means.
    pub(super) fn series(
        &self,
        text: &str,
        begins_word: impl Fn(&Range<usize>) -> bool,
    ) -> Vec<(Range<usize>, EntityId)> {
        let mut found = Vec::new();
        let mut past = 0;
        while let Some(mark) = text[past..].find(MARK).map(|at| past + at) {
            let (members, end) = self.run(text, mark);
            past = end.max(mark + MARK.len_utf8());
            let Some((first, _)) = members.first() else { continue };
            if members.len() > 1 && counts_countries(text, end) && begins_word(first) {
                found.extend(members);
            }
        }
        found
    }

    /// The single characters around a mark and the marks after it, if all of them mean countries;
    /// and where the last of them ends.
    fn run(&self, text: &str, mark: usize) -> (Vec<(Range<usize>, EntityId)>, usize) {
        let before = text[..mark].char_indices().next_back();
        let Some((start, first)) = before else { return (Vec::new(), mark) };
        let member = |at: usize, c: char| {
            let id = self.meaning(c)?;
            Some((at..at + c.len_utf8(), id))
        };
        let mut members = vec![member(start, first)];
        let mut at = mark;
        loop {
            let next = at + MARK.len_utf8();
            let Some(c) = text[next..].chars().next().filter(|&c| is_han(c)) else { break };
            let end = next + c.len_utf8();
            let goes_on = text[end..].starts_with(MARK);
            match member(next, c) {
                None if !goes_on => break,
                member => members.push(member),
            }
            at = end;
            if !goes_on {
                break;
            }
        }
        let members: Option<Vec<_>> = members.into_iter().collect();
        (members.unwrap_or_default(), at)
    }

    fn meaning(&self, c: char) -> Option<EntityId> {
        match fold(c) {
            Folded::Char(c) => self.meanings.get(&c).copied(),
            _ => None,
        }
    }
}

/// Whether what stands at `end` (a byte of the text) counts countries.
fn counts_countries(text: &str, end: usize) -> bool {
    let after: String = text[end..].chars().take(5).map(simple).collect();
    begins(&after, &TOGETHER)
}

#[cfg(test)]
mod tests {
    use super::Characters;
    use crate::catalog::Catalog;
    use crate::vocab;

    #[test]
    fn series_of_countries_are_told_from_other_lists() {
        let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
        let characters = Characters::new(&catalog);
        let check = |text: &str, expected: &str| {
            let found = characters.series(text, |_| true);
            let found: String = found.into_iter().map(|(range, _)| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("中、美、俄、英、法五国", "中美俄英法");
        check("中、美兩國", "中美");
        check("美、日、韩三国", "美日韩");
        check("英、法等国", "英法");
        check("美、日、韩，", "");
        check("英、法文", "");
        check("中、西医", "");
        check("老、中、青三代", "");
        check("德、智、体、美、劳", "");
        check("中、老年", "");
        check("上、中两国", "");
        check("、、、", "");
    }
}
