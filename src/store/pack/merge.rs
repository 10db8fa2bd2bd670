//! Which packs are given up for a new one: those of which most is forgotten, and those that are small
//! beside what is written anyway. Each byte is so written again as often as a store has doubled, and
//! there are never many packs.

/// So small a pack goes into the next one whatever that holds: it costs next to nothing.
const SMALL: u64 = 256 << 10;

/// There are never more packs than this and the new one.
const MOST: usize = 24;

/// How full a pack is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fill {
    /// How many bytes of it documents of the store stand in.
    pub(super) live: u64,
    /// How many it had when it was written.
    pub(super) all: u64,
}

impl Fill {
    /// Whether it is not worth keeping as it is.
    fn is_forgotten(self) -> bool {
        self.live == 0 || self.live < self.all && (self.all <= SMALL || self.live < self.all / 2)
    }
}

/// For each pack whether it is given up, where so many bytes are to be written anyway.
pub(super) fn is_merged(packs: &[Fill], new: u64) -> Vec<bool> {
    let mut merged: Vec<bool> = packs.iter().map(|pack| pack.is_forgotten()).collect();
    let forgotten = packs.iter().filter(|pack| pack.is_forgotten());
    let mut written = new + forgotten.map(|pack| pack.live).sum::<u64>();
    let mut kept: Vec<usize> = (0..packs.len()).filter(|&number| !merged[number]).collect();
    kept.sort_by_key(|&number| packs[number].live);
    let mut left = kept.len();
    for number in kept {
        let live = packs[number].live;
        if written > 0 && (live <= SMALL.max(2 * written) || left > MOST) {
            merged[number] = true;
            written += live;
            left -= 1;
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Fill, MOST, SMALL, is_merged};

    fn whole(live: u64) -> Fill {
        Fill { live, all: live }
    }

    #[test]
    fn what_is_small_or_forgotten_is_given_up_and_what_is_large_is_kept() {
        let check = |packs: &[Fill], new, expected: &[bool]| {
            assert_eq!(is_merged(packs, new), expected, "{packs:?} {new}");
        };
        let mega = 1 << 20;
        check(&[], 7, &[]);
        check(&[whole(7)], 0, &[false]);
        check(&[whole(7)], 1, &[true]);
        check(&[whole(100 * mega)], mega, &[false]);
        check(&[whole(100 * mega), whole(2 * mega)], mega, &[false, true]);
        check(&[whole(100 * mega), whole(6 * mega), whole(2 * mega)], mega, &[false, true, true]);
        check(&[whole(100 * mega), whole(7 * mega), whole(2 * mega)], mega, &[false, false, true]);
        check(&[Fill { live: 0, all: mega }], 0, &[true]);
        check(&[Fill { live: 49 * mega, all: 100 * mega }], 0, &[true]);
        check(&[Fill { live: 51 * mega, all: 100 * mega }], 0, &[false]);
        check(&[Fill { live: 6, all: 7 }], 0, &[true]);
    }

    proptest! {
        #[test]
        fn there_are_never_many_packs_and_little_of_them_is_forgotten(
            builds in prop::collection::vec((0_u64..1 << 26, 0_u64..100), 1..200),
        ) {
            let count = builds.len() as u64;
            let (mut packs, mut put, mut written): (Vec<Fill>, u64, u64) = (Vec::new(), 0, 0);
            for (new, share) in builds {
                for (number, pack) in packs.iter_mut().enumerate() {
                    let is_touched = (number as u64 + share).is_multiple_of(3);
                    pack.live -= if is_touched { pack.live * share / 100 } else { 0 };
                }
                let merged = is_merged(&packs, new);
                let moved = packs.iter().zip(&merged).filter(|(_, merged)| **merged);
                let fresh = new + moved.map(|(pack, _)| pack.live).sum::<u64>();
                let mut merged = merged.into_iter();
                packs.retain(|_| !merged.next().unwrap_or_default());
                packs.extend((fresh > 0).then_some(whole(fresh)));
                (put, written) = (put + new, written + fresh);
                prop_assert!(packs.len() <= MOST + 1, "{} packs", packs.len());
                prop_assert!(packs.iter().all(|pack| pack.live * 2 >= pack.all.saturating_sub(1)));
            }
            let little = count * 2 * SMALL;
            prop_assert!(written <= 30 * put + little, "{written} bytes were written for {put}");
        }
    }
}
