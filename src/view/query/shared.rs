//! A writer for two threads: a query that is stopped may never come back, and what it printed until
//! then has to go out all the same.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

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
    use std::time::Duration;

    use super::Shared;
    use crate::query::{QueryError, within};
    use crate::view::query::AnswerError;

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
        let result: Result<(), AnswerError> = within(Some(Duration::from_millis(50)), write);
        assert!(matches!(result, Err(AnswerError::Query(QueryError::TimedOut(_)))));
        out.flush_if_free().expect("nothing to wait for");
    }
}
