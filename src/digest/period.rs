//! Which days count. Days are compared as far as both are told: a month is over when its last day is.

/// From one day to another; without any wish, all time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period<'a> {
    /// Only from this day on: `2022`, `2022-07` or `2022-07-06`.
    pub since: Option<&'a str>,
    /// Only up to the end of this day, month or year.
    pub until: Option<&'a str>,
}

impl<'a> Period<'a> {
    /// From a day on, if one is given.
    #[must_use]
    pub const fn since(since: Option<&'a str>) -> Self {
        Self { since, until: None }
    }

    /// Whether all time counts.
    #[must_use]
    pub const fn is_all(self) -> bool {
        self.since.is_none() && self.until.is_none()
    }

    /// Whether a day counts. What is not dated counts only when all time does.
    #[must_use]
    pub fn holds(self, day: Option<&str>) -> bool {
        let Some(day) = day else { return self.is_all() };
        let up_to = |wish: &str| &day[..day.len().min(wish.len())];
        self.since.is_none_or(|since| up_to(since) >= since)
            && self.until.is_none_or(|until| up_to(until) <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn days_are_compared_as_far_as_they_are_told() {
        let check = |since: Option<&str>, until: Option<&str>, day: &str, expected: bool| {
            let period = Period { since, until };
            assert_eq!(period.holds(Some(day)), expected, "{since:?} {until:?} {day}");
        };
        check(None, None, "2022-07-06", true);
        check(Some("2022"), None, "2022-01-01", true);
        check(Some("2022"), None, "2021-12-31", false);
        check(Some("2022-07-06"), None, "2022-07-06", true);
        check(Some("2022-07-07"), None, "2022-07-06", false);
        check(None, Some("2022"), "2022-12-31", true);
        check(None, Some("2022-06"), "2022-07-01", false);
        check(None, Some("2022-07"), "2022-07-31", true);
        check(Some("2022-07-06"), Some("2022-07-06"), "2022-07-06", true);
        check(Some("2023"), Some("2022"), "2022-07-06", false);
    }

    #[test]
    fn what_is_not_dated_counts_only_in_all_time() {
        assert!(Period::default().holds(None));
        assert!(!Period::since(Some("2022")).holds(None));
        assert!(!Period { since: None, until: Some("2022") }.holds(None));
    }
}
