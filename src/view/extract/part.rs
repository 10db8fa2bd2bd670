//! A stream in parts of whole lines, so that it need not end and is never held as a whole.

use std::io::{self, Read};

/// How much is read at a time, in bytes.
const BLOCK: usize = 1 << 16;

/// Some lines of a stream, and where they stand in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    /// How many lines came before.
    pub(super) lines_before: usize,
    /// How many bytes came before.
    pub(super) bytes_before: usize,
}

/// Takes a stream apart.
pub(super) struct Parts<R> {
    stream: R,
    /// The beginning of a line whose end was not read yet.
    begun: Vec<u8>,
    lines: usize,
    bytes: usize,
}

impl<R: Read> Parts<R> {
    pub(super) fn new(stream: R) -> Self {
        Self { stream, begun: Vec::new(), lines: 0, bytes: 0 }
    }

    /// The next lines, as many as are there: all that was read when a line ended, or all when the
    /// stream did.
    pub(super) fn next(&mut self) -> io::Result<Option<Part>> {
        let mut block = vec![0; BLOCK];
        loop {
            let read = match self.stream.read(&mut block) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            self.begun.extend_from_slice(&block[..read]);
            let end = memchr::memrchr(b'\n', &block[..read]);
            let left = end.map_or(0, |end| read - end - 1);
            if read == 0 || end.is_some() {
                let rest = self.begun.split_off(self.begun.len() - left);
                return Ok(self.part(rest));
            }
        }
    }

    /// What was begun, which is whole now; `rest` is begun next.
    fn part(&mut self, rest: Vec<u8>) -> Option<Part> {
        let bytes = std::mem::replace(&mut self.begun, rest);
        let part = Part { bytes, lines_before: self.lines, bytes_before: self.bytes };
        self.lines += memchr::memchr_iter(b'\n', &part.bytes).count();
        self.bytes += part.bytes.len();
        (!part.bytes.is_empty()).then_some(part)
    }

    /// A part and all that comes after it.
    pub(super) fn with_rest(mut self, part: Part) -> io::Result<Vec<u8>> {
        let mut bytes = part.bytes;
        bytes.append(&mut self.begun);
        self.stream.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use proptest::prelude::*;

    use super::Parts;

    /// Gives so many bytes at a time.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(buffer.len()).min(self.0.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    proptest! {
        #[test]
        fn parts_are_whole_lines_and_nothing_is_lost(text in "[a\n]{0,60}", drop in 1_usize..9) {
            let mut parts = Parts::new(Drops(text.as_bytes(), drop));
            let mut read = Vec::new();
            while let Some(part) = parts.next().expect("memory can be read") {
                prop_assert_eq!(part.bytes_before, read.len());
                let lines = memchr::memchr_iter(b'\n', &read).count();
                prop_assert_eq!(part.lines_before, lines);
                read.extend_from_slice(&part.bytes);
                prop_assert!(part.bytes.ends_with(b"\n") || read.len() == text.len());
            }
            prop_assert_eq!(read, text.as_bytes());
        }

        #[test]
        fn a_part_and_the_rest_are_the_whole(text in "[a\n]{1,60}", drop in 1_usize..9) {
            let mut parts = Parts::new(Drops(text.as_bytes(), drop));
            let first = parts.next().expect("memory can be read").expect("a part");
            prop_assert_eq!(parts.with_rest(first).expect("memory"), text.as_bytes());
        }
    }
}
