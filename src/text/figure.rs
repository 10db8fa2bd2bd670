//! How figures are written for people: counts with their nouns, and numbers with their signs.

use std::fmt::Display;

/// A count with its noun: `1 answer`, `2 answers`.
#[must_use]
pub fn count<N: Copy + Display + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    format!("{number} {}", self::noun(number, noun))
}

/// The noun of a count: `answer` of one, `answers` of more or none.
#[must_use]
pub fn noun<N: Copy + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    if number == N::from(1) { noun.to_owned() } else { format!("{noun}s") }
}

/// A count of units: `1 answer or article`, `2 answers and articles`.
#[must_use]
pub fn units(number: usize) -> String {
    if number == 1 {
        "1 answer or article".into()
    } else {
        format!("{number} answers and articles")
    }
}

/// A number with its sign and two decimals; nothing is `+0.00`.
#[must_use]
pub fn signed(number: f64) -> String {
    // A zero that is negative is made positive by adding one.
    format!("{:+.2}", (number * 100.0).round() / 100.0 + 0.0)
}

#[cfg(test)]
mod tests {
    use super::{count, signed, units};

    #[test]
    fn nouns_follow_their_counts() {
        assert_eq!([0_u32, 1, 2].map(|n| count(n, "row")), ["0 rows", "1 row", "2 rows"]);
        assert_eq!([1, 2].map(units), ["1 answer or article", "2 answers and articles"]);
    }

    #[test]
    fn no_zero_is_negative() {
        assert_eq!([-0.004, 0.004, -0.006].map(signed), ["+0.00", "+0.00", "-0.01"]);
    }
}
