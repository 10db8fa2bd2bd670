//! Names of which a text is a part: all names are looked through, as for a list to choose from.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::find::LONGEST;
use super::name::{Bearer, Key};
use super::{Index, Matched, Reading};
use crate::catalog::Kind;
use crate::store::StoreError;
use crate::text::fold::key;
use crate::text::spelling::typed;

impl Index {
    /// The entities that have a text in one of their names, in characters or in pinyin: first those
    /// that it leads to by itself, then those with a name that begins with it, those with it within a
    /// name, and in the same way those with it in pinyin; among the entities of a kind if one is given.
    ///
    /// # Errors
    /// When the file is not what was written.
    pub fn containing(&self, text: &str, kind: Option<Kind>) -> Result<Vec<Reading>, StoreError> {
        if text.chars().nth(LONGEST).is_some() {
            return Ok(Vec::new());
        }
        let mut readings = self.find(text, kind)?;
        let mut found: BTreeMap<usize, (u8, Bearer)> = BTreeMap::new();
        let pinyin = typed(text).into_iter().next().unwrap_or_default();
        for (rank, table, part) in [(0, Key::Name, key(text)), (2, Key::Pinyin, pinyin)] {
            if !part.is_empty() {
                self.add_containing(rank, table, &part, &mut found)?;
            }
        }
        let is_new = |bearer: &Bearer| readings.iter().all(|known| known.card != bearer.card);
        let is_of_kind = |bearer: &Bearer| kind.is_none_or(|kind| kind == bearer.kind);
        let mut others: Vec<(u8, Bearer)> = found.into_values().collect();
        others.retain(|(_, bearer)| is_of_kind(bearer) && is_new(bearer));
        others.sort_by_key(|(rank, bearer)| (*rank, bearer.card));
        for (_, bearer) in others {
            readings.push(self.reading(bearer, Matched::Alike)?);
        }
        Ok(readings)
    }

    /// Adds those who have a part in a name of a table, with a rank, or the next one if it does not
    /// stand at the beginning of the name.
    fn add_containing(
        &self,
        rank: u8,
        table: Key,
        part: &str,
        found: &mut BTreeMap<usize, (u8, Bearer)>,
    ) -> Result<(), StoreError> {
        let from = table.forth("");
        let mut values = Vec::new();
        self.names.scan(&self.parts, &from, |key, value| {
            if !key.starts_with(&from) {
                return ControlFlow::Break(());
            }
            let name = std::str::from_utf8(&key[from.len()..]).unwrap_or_default();
            if let Some(at) = place(name, part, table) {
                values.push((rank + u8::from(at > 0), value.to_vec()));
            }
            ControlFlow::Continue(())
        })?;
        for (rank, value) in values {
            for bearer in self.decode(&value)? {
                let best = found.entry(bearer.card).or_insert((rank, bearer));
                best.0 = best.0.min(rank);
            }
        }
        Ok(())
    }
}

/// Where a part stands in a name. In pinyin it begins where a syllable may: `senlin` is in
/// `yuanqisenlin`, and
/// `engxun` is not in `tengxun`.
fn place(name: &str, part: &str, table: Key) -> Option<usize> {
    let mut places = name.match_indices(part).map(|(at, _)| at);
    let may_begin = |at: usize| {
        let before = name[..at].chars().next_back();
        let first = part.chars().next();
        table != Key::Pinyin
            || before.is_none_or(|c| !c.is_ascii_lowercase() || "aeiouvngr".contains(c))
                && !first.is_some_and(|c| at > 0 && "aeiouv".contains(c))
    };
    places.find(|&at| may_begin(at))
}

#[cfg(test)]
mod tests {
    use super::{Key, place};

    #[test]
    fn pinyin_is_found_from_a_syllable_on() {
        let check = |name, part, expected| assert_eq!(place(name, part, Key::Pinyin), expected);
        check("yuanqisenlin", "senlin", Some(6));
        check("tengxun", "engxun", None);
        check("zhongguo", "hongguo", None);
        check("zhongguoyinhang", "yinhang", Some(8));
        check("anta", "an", Some(0));
        assert_eq!(place("中国银行", "银行", Key::Name), Some(6));
        assert_eq!(place("engxun", "ngx", Key::Name), Some(1));
    }
}
