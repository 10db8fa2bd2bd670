//! How much more often two entities meet than by chance.

/// Normalised pointwise mutual information of two events over `total` trials, of which `one` and
/// `other` had the one and the other and `both` had both: 1 when they only occur together, 0 when
/// as often as by chance, -1 when never. Where every trial had both, nothing can be said: 0.
#[must_use]
pub fn npmi(total: usize, one: u32, other: u32, both: u32) -> f64 {
    if both == 0 {
        return -1.0;
    }
    let total = u32::try_from(total).map_or(f64::from(u32::MAX), f64::from);
    let share = |count: u32| f64::from(count) / total;
    let information = -share(both).ln();
    if information <= 0.0 {
        return 0.0;
    }
    (share(both) / (share(one) * share(other))).ln() / information
}

#[cfg(test)]
mod tests {
    use super::npmi;

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
}
