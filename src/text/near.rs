//! Words that are nearly right: what "did you mean" names.

use strsim::osa_distance;

/// Those of some things whose name a word most likely slipped from: so many letters at most are wrong,
/// missing, too many or swapped. The nearest first, and of those as near the first in order.
pub fn near<T>(
    word: &str,
    known: impl IntoIterator<Item = T>,
    name: impl Fn(&T) -> String,
    slips: usize,
) -> Vec<T> {
    let measured = known.into_iter().map(|known| (osa_distance(&name(&known), word), known));
    let mut near: Vec<(usize, T)> = measured.filter(|(distance, _)| *distance <= slips).collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn the_nearest_word_is_named_first() {
        let check = |word, slips, expected: &[&str]| {
            let known = ["timeline", "time", "times", "card"];
            let found = near(word, known, |known| (*known).to_owned(), slips);
            assert_eq!(found, expected, "{word}");
        };
        check("timelime", 2, &["timeline"]);
        check("tmie", 1, &["time"]);
        check("time", 1, &["time", "times"]);
        check("timess", 2, &["times", "time"]);
        check("xyz", 1, &[]);
    }
}
