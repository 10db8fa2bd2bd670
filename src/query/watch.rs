//! Work that ends in time: it runs on a thread of its own, with a stack for deeply nested queries,
//! and is stopped when its time is over; if it does not stop, it is left alone, and the end of the
//! program ends it.

use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use oxigraph::sparql::CancellationToken;

use super::QueryError;

/// Enough for the deepest query that is read; only what is used takes memory.
const STACK: usize = 512 << 20;
/// How long a query has to stop once it was told to.
const GRACE: Duration = Duration::from_millis(250);

/// Does some work, or stops it when the time is over.
///
/// # Errors
/// What the work fails with, or that it was stopped.
pub fn within<T, E>(
    time: Option<Duration>,
    work: impl FnOnce(CancellationToken) -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<QueryError> + Send + 'static,
{
    let stop = CancellationToken::new();
    let (done, result) = channel();
    let token = stop.clone();
    let spawned = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Nobody listens any more when the time is over.
        drop(done.send(work(token)));
    });
    let worker = spawned.map_err(QueryError::Thread)?;
    let answer = match time {
        Some(time) => result.recv_timeout(time),
        None => result.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    match (answer, time) {
        (Ok(answer), _) => answer,
        (Err(RecvTimeoutError::Timeout), Some(time)) => {
            stop.cancel();
            // Whether it stops or not, its time is over.
            drop(result.recv_timeout(GRACE));
            Err(QueryError::TimedOut(time).into())
        }
        _ => match worker.join() {
            Err(panic) => resume_unwind(panic),
            Ok(()) => Err(QueryError::TimedOut(Duration::ZERO).into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use super::within;
    use crate::query::QueryError;

    #[test]
    fn work_that_heeds_nothing_is_left_alone() {
        let start = Instant::now();
        let endless = |_| loop {
            sleep(Duration::from_millis(50));
        };
        let result: Result<(), _> = within(Some(Duration::from_millis(50)), endless);
        assert!(matches!(result, Err(QueryError::TimedOut(_))));
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn work_in_time_gives_its_result() {
        let check = |time, expected| {
            let work = move |_| Ok::<i32, QueryError>(expected);
            assert_eq!(within(time, work).expect("in time"), expected);
        };
        check(Some(Duration::from_secs(60)), 1);
        check(None, 2);
    }
}
