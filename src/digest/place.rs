//! Lines and columns of a file, told for ever later bytes in one pass over it.

/// Walks through a file; going back starts over.
pub(super) struct Places<'a> {
    source: &'a [u8],
    byte: usize,
    line: u32,
    column: u32,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a [u8]) -> Self {
        Self { source, byte: 0, line: 1, column: 1 }
    }

    /// Line and column of a byte, both from 1; the column counts code points.
    pub(super) fn at(&mut self, byte: usize) -> (u32, u32) {
        if byte < self.byte {
            *self = Self::new(self.source);
        }
        for &passed in &self.source[self.byte..byte.min(self.source.len())] {
            self.pass(passed);
        }
        self.byte = byte.min(self.source.len());
        (self.line, self.column)
    }

    fn pass(&mut self, byte: u8) {
        let continues_character = byte & 0b1100_0000 == 0b1000_0000;
        if byte == b'\n' {
            (self.line, self.column) = (self.line + 1, 1);
        } else if !continues_character {
            self.column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_are_what_an_editor_shows() {
        let text = "一二\nab三\n";
        let mut places = Places::new(text.as_bytes());
        let mut check = |byte, expected| assert_eq!(places.at(byte), expected, "byte {byte}");
        check(0, (1, 1));
        check(3, (1, 2));
        check(7, (2, 1));
        check(9, (2, 3));
        check(3, (1, 2));
        check(1000, (3, 1));
    }
}
