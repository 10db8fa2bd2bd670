//! Gathers what could not be read, with line numbers counted as the reading goes on.

use crate::refusal::Refusal;

/// The refusals of one file.
pub(super) struct Refusals<'a> {
    path: &'a str,
    file: &'a str,
    /// How far lines are counted: an offset and its line.
    counted: (usize, usize),
    list: Vec<Refusal>,
}

impl<'a> Refusals<'a> {
    /// None yet. `path` is the file's name for people, `file` its text.
    pub(super) fn new(path: &'a str, file: &'a str) -> Self {
        Self { path, file, counted: (0, 1), list: Vec::new() }
    }

    /// The file's name for people.
    pub(super) fn path(&self) -> &'a str {
        self.path
    }

    /// Something is wrong at a byte offset of the file.
    pub(super) fn at(&mut self, offset: usize, message: String) {
        let line = Some(self.line(offset));
        self.list.push(Refusal { path: self.path.to_owned(), line, message });
    }

    /// Something is wrong with the file as a whole.
    pub(super) fn whole(&mut self, message: String) {
        self.list.push(Refusal { path: self.path.to_owned(), line: None, message });
    }

    /// All of them, in the order in which they were found.
    pub(super) fn into_list(self) -> Vec<Refusal> {
        self.list
    }

    /// The line of an offset, from 1. Counts on from the last one where it can.
    fn line(&mut self, offset: usize) -> usize {
        let (from, line) = if offset >= self.counted.0 { self.counted } else { (0, 1) };
        let line = line + memchr::memchr_iter(b'\n', &self.file.as_bytes()[from..offset]).count();
        self.counted = (offset, line);
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let mut refused = Refusals::new("p", "甲\n乙\n丙");
        for offset in [0, 4, 3, 8, 11] {
            refused.at(offset, String::new());
        }
        let lines: Vec<_> = refused.into_list().into_iter().map(|refusal| refusal.line).collect();
        assert_eq!(lines, [Some(1), Some(2), Some(1), Some(3), Some(3)]);
    }
}
