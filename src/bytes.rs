//! The numbers of our binary files: of eight bytes where a reader must find them without reading what
//! is before, and otherwise of as many bytes as they need, seven bits in each; and reading a part of
//! such a file.

use std::fs::File;
use std::io;

/// Appends a number, seven bits a byte, the lowest first.
pub fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Bytes that are read from the left.
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next number; nothing if there is no whole one.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// The next number, where it counts things in memory.
    pub fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// The next bytes; nothing if there are not so many.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Whether all was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The little-endian numbers of eight bytes each.
#[must_use]
pub fn numbers(bytes: &[u8]) -> Vec<u64> {
    let (chunks, _) = bytes.as_chunks();
    chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect()
}

/// The little-endian numbers of four bytes each.
#[must_use]
pub fn numbers_of_four(bytes: &[u8]) -> Vec<u32> {
    let (chunks, _) = bytes.as_chunks();
    chunks.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect()
}

/// Fills a buffer from a place of a file on, wherever others read it at the same time.
///
/// # Errors
/// When the file cannot be read, or ends before.
#[cfg(unix)]
pub fn read_at(file: &File, bytes: &mut [u8], place: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, place)
}

/// Fills a buffer from a place of a file on, wherever others read it at the same time.
///
/// # Errors
/// When the file cannot be read, or ends before.
#[cfg(windows)]
pub fn read_at(file: &File, mut bytes: &mut [u8], mut place: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt as _;
    while !bytes.is_empty() {
        match file.seek_read(bytes, place) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => (bytes, place) = (&mut bytes[read..], place + read as u64),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bytes, put_number};

    proptest! {
        #[test]
        fn numbers_are_read_as_they_were_written(numbers: Vec<u64>) {
            let mut written = Vec::new();
            for number in &numbers {
                put_number(&mut written, *number);
            }
            let mut bytes = Bytes(&written);
            for number in numbers {
                prop_assert_eq!(bytes.number(), Some(number));
            }
            prop_assert!(bytes.is_empty());
            prop_assert_eq!(bytes.number(), None);
        }

        #[test]
        fn damaged_numbers_are_no_panic(bytes: Vec<u8>) {
            let mut bytes = Bytes(&bytes);
            while bytes.number().is_some() {}
        }
    }
}
