//! Work that ends in time: it runs on a thread of its own, with a stack for deeply nested queries,
//! and is stopped when its time is over; if it does not stop, it is left alone, and the end of the
//! program ends it.

use std::io::{self, Write};
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
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
pub(super) fn within<T: Send + 'static>(
    time: Option<Duration>,
    work: impl FnOnce(CancellationToken) -> Result<T, QueryError> + Send + 'static,
) -> Result<T, QueryError> {
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
            Err(QueryError::TimedOut(time))
        }
        _ => match worker.join() {
            Err(panic) => resume_unwind(panic),
            Ok(()) => Err(QueryError::TimedOut(Duration::ZERO)),
        },
    }
}

/// A writer for two threads: one writes, and the other sees to it that what was written goes out.
#[derive(Debug)]
pub(super) struct Shared<W: Write>(Arc<Mutex<W>>);

impl<W: Write> Shared<W> {
    pub(super) fn new(out: W) -> Self {
        Self(Arc::new(Mutex::new(out)))
    }

    /// Sends out what was written, unless the other thread is about to: it may be waiting for a
    /// reader who does not read.
    pub(super) fn flush_if_free(&self) -> io::Result<()> {
        self.0.try_lock().map_or(Ok(()), |mut out| out.flush())
    }
}

impl<W: Write> Clone for Shared<W> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<W: Write> Write for Shared<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use super::{Shared, within};
    use crate::view::query::QueryError;

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

    /// A reader who never reads.
    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            loop {
                sleep(Duration::from_millis(50));
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_does_not_read_holds_nobody_up() {
        let out = Shared::new(Full);
        let mut other = out.clone();
        let write = move |_| Ok(other.write_all(b"x")?);
        let result = within(Some(Duration::from_millis(50)), write);
        assert!(matches!(result, Err(QueryError::TimedOut(_))));
        out.flush_if_free().expect("nothing to wait for");
    }

    #[test]
    fn work_in_time_gives_its_result() {
        assert_eq!(within(Some(Duration::from_secs(60)), |_| Ok(1)).expect("in time"), 1);
        assert_eq!(within(None, |_| Ok(2)).expect("no limit"), 2);
    }
}
