//! The steps in which a store is written: each changes what is on the disk.
//!
//! In debug builds `HAITU_ABORT_AFTER_WRITES=n` ends the process after the n-th, so that a test can
//! leave a store in every state in which a killed build can. Release builds know nothing of it.

/// The environment variable that tells after which step to end.
#[cfg(debug_assertions)]
const VARIABLE: &str = "HAITU_ABORT_AFTER_WRITES";

/// Says that a step was taken.
pub(super) fn taken() {
    #[cfg(debug_assertions)]
    count();
}

#[cfg(debug_assertions)]
fn count() {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static LEFT: LazyLock<Option<AtomicU64>> =
        LazyLock::new(|| std::env::var(VARIABLE).ok()?.parse().ok().map(AtomicU64::new));
    if LEFT.as_ref().is_some_and(|left| left.fetch_sub(1, Ordering::Relaxed) == 1) {
        std::process::abort();
    }
}
