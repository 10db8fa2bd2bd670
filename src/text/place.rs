//! Places in a file as editors show them: lines and columns, counted once and in one pass for places
//! that follow each other.

use std::fmt;

/// Where something stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column, in code points from 1.
    pub column: u32,
}

impl Place {
    /// Where a text begins.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The place of a byte of a text.
    #[must_use]
    pub fn of(text: &str, byte: usize) -> Self {
        Places::new(text.as_bytes()).at(byte)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Walks through a file; going back starts over.
#[derive(Debug)]
pub struct Places<'a> {
    source: &'a [u8],
    byte: usize,
    place: Place,
}

impl<'a> Places<'a> {
    /// At the beginning of a file.
    #[must_use]
    pub fn new(source: &'a [u8]) -> Self {
        Self { source, byte: 0, place: Place::START }
    }

    /// The place of a byte; of one beyond the file, the place of its end.
    pub fn at(&mut self, byte: usize) -> Place {
        if byte < self.byte {
            *self = Self::new(self.source);
        }
        for &passed in &self.source[self.byte..byte.min(self.source.len())] {
            self.pass(passed);
        }
        self.byte = byte.min(self.source.len());
        self.place
    }

    fn pass(&mut self, byte: u8) {
        let continues_character = byte & 0b1100_0000 == 0b1000_0000;
        if byte == b'\n' {
            self.place = Place { line: self.place.line + 1, column: 1 };
        } else if !continues_character {
            self.place.column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Places};

    #[test]
    fn places_are_what_an_editor_shows() {
        let text = "一二\nab三\n";
        let mut places = Places::new(text.as_bytes());
        let mut check = |byte, (line, column)| {
            assert_eq!(places.at(byte), Place { line, column }, "byte {byte}");
        };
        check(0, (1, 1));
        check(3, (1, 2));
        check(7, (2, 1));
        check(9, (2, 3));
        check(3, (1, 2));
        check(1000, (3, 1));
    }
}
