//! How two entities are associated: how much more often they meet than by chance, and how sure so
//! few answers make us of it.

use super::float;

/// The standard score of a 99 % confidence interval. With 95 % two names that were only ever seen
/// together, twice, outrank 中国 and 出海 in forty-five answers.
const STANDARD_SCORE: f64 = 2.576;

/// Normalised pointwise mutual information of two events over `total` trials, of which `one` and
/// `other` had the one and the other and `both` had both: 1 when they only occur together, 0 when
/// as often as by chance, -1 when never. Where every trial had both, nothing can be said: 0.
#[must_use]
pub fn npmi(total: usize, one: u32, other: u32, both: u32) -> f64 {
    if both == 0 {
        return -1.0;
    }
    let total = float(total);
    let share = |count: u32| f64::from(count) / total;
    let information = -share(both).ln();
    if information <= 0.0 {
        return 0.0;
    }
    (share(both) / (share(one) * share(other))).ln() / information
}

/// How strongly two entities are tied, from 0 to below 1; what companions, backbone and paths are
/// ranked by.
///
/// It is the share of the one's answers that name the other, and the reverse, as their geometric
/// mean; each share is taken at the lower end of its 99 % confidence interval (Wilson's), so that a
/// pair seen once cannot outrank one seen often. NPMI then takes off what chance explains: a pair
/// that meets just as often as by chance keeps half, so that a frequent companion such as 中国 is
/// neither on top of every list nor lost from it.
#[must_use]
pub fn strength(total: usize, one: u32, other: u32, both: u32) -> f64 {
    let shares = least_share(both, one) * least_share(both, other);
    shares.sqrt() * f64::midpoint(1.0, npmi(total, one, other, both))
}

/// The lower end of Wilson's score interval for the share that `part` of `whole` trials speak for.
fn least_share(part: u32, whole: u32) -> f64 {
    let (trials, share) = (f64::from(whole), f64::from(part) / f64::from(whole.max(1)));
    let square = STANDARD_SCORE * STANDARD_SCORE / trials;
    let margin = STANDARD_SCORE * (share * (1.0 - share) / trials + square / (4.0 * trials)).sqrt();
    ((share + square / 2.0 - margin) / (1.0 + square)).max(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{least_share, npmi, strength};

    #[test]
    fn npmi_has_its_three_anchors() {
        let check = |total, one, other, both, expected: f64| {
            let got = npmi(total, one, other, both);
            assert!((got - expected).abs() < 1e-12, "{got} is not {expected}");
        };
        check(100, 5, 5, 5, 1.0);
        check(100, 10, 20, 2, 0.0);
        check(100, 10, 20, 0, -1.0);
        check(3, 3, 3, 3, 0.0);
    }

    /// Expected figures: scipy 1.17, `binomtest(part, whole).proportion_ci(0.99, "wilson").low`.
    #[test]
    fn shares_of_few_trials_are_taken_low() {
        let check = |part, whole, expected: f64| {
            let got = least_share(part, whole);
            assert!((got - expected).abs() < 1e-3, "{got} is not {expected}");
        };
        check(1, 1, 0.1310);
        check(5, 10, 0.1842);
        check(50, 100, 0.3753);
        check(0, 10, 0.0);
    }

    /// Each row is one entity's companions as (answers of the companion, answers of both), in the
    /// order they should be listed.
    #[test]
    fn companions_stand_in_the_order_an_analyst_would_give_them() {
        let check = |total, answers, companions: &[(u32, u32)]| {
            let ties: Vec<f64> = companions
                .iter()
                .map(|&(other, both)| strength(total, answers, other, both))
                .collect();
            assert!(ties.is_sorted_by(|a, b| a > b), "{companions:?} have {ties:?}");
        };
        // 华为: 小米 always with it, then 美国, 印度, 中国 who is everywhere, a name seen once.
        check(137, 13, &[(5, 5), (37, 7), (11, 4), (71, 8), (1, 1)]);
        // The same rate seen more often is worth more; the same count of a rarer name too.
        check(1000, 200, &[(40, 20), (20, 10), (2, 1)]);
        check(1000, 50, &[(10, 10), (20, 10), (500, 10)]);
    }

    proptest! {
        #[test]
        fn strength_is_a_share_that_grows_with_every_answer_together(
            one in 1_u32..500, other in 1_u32..500, more in 0_usize..2000,
        ) {
            let total = (one + other) as usize + more;
            let ties: Vec<f64> =
                (1..=one.min(other)).map(|both| strength(total, one, other, both)).collect();
            prop_assert!(ties.iter().all(|tie| *tie > 0.0 && *tie < 1.0));
            prop_assert!(ties.is_sorted_by(|less, more| less < more));
        }
    }
}
