//! Pages that were read are kept, each in the one slot that its number leads to, until another page
//! needs the slot: as little to look after as can be, and a bound on the memory that it takes.

use std::sync::{Arc, Mutex, PoisonError};

/// What is kept in one slot: a number, and what belongs to it.
type Slot<T> = Mutex<Option<(u64, Arc<T>)>>;

/// Values by number, as far as there is room.
#[derive(Debug)]
pub(super) struct Cache<T>(Vec<Slot<T>>);

impl<T> Cache<T> {
    /// A cache with room for so many values, a power of two.
    pub(super) fn new(room: usize) -> Self {
        Self((0..room).map(|_| Mutex::new(None)).collect())
    }

    /// The value of a number: the one that is kept, or one that is made now.
    pub(super) fn get<E>(
        &self,
        number: u64,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let slot = &self.0[usize::try_from(number).unwrap_or(0) & (self.0.len() - 1)];
        if let Some((known, value)) = &*slot.lock().unwrap_or_else(PoisonError::into_inner)
            && *known == number
        {
            return Ok(Arc::clone(value));
        }
        // Made without the lock: others may need the slot's value meanwhile.
        let value = Arc::new(make()?);
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some((number, Arc::clone(&value)));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::Cache;

    #[test]
    fn what_is_kept_is_not_made_again() {
        let cache = Cache::new(2);
        let get = |number: u64, made: u32| {
            *cache.get(number, || Ok::<_, Infallible>(made)).expect("made")
        };
        assert_eq!([get(0, 1), get(0, 2)], [1, 1]);
        assert_eq!([get(1, 3), get(0, 4)], [3, 1]);
        assert_eq!([get(2, 5), get(0, 6), get(1, 7)], [5, 6, 3], "2 took the slot of 0");
    }
}
