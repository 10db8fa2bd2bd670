//! Gathers what could not be read, with line numbers counted as the reading goes on.

use crate::refusal::Refusal;
use crate::text::place::Places;

/// The refusals of one file.
pub(super) struct Refusals<'a> {
    path: &'a str,
    places: Places<'a>,
    list: Vec<Refusal>,
}

impl<'a> Refusals<'a> {
    /// None yet. `path` is the file's name for people, `file` its text.
    pub(super) fn new(path: &'a str, file: &'a str) -> Self {
        Self { path, places: Places::new(file.as_bytes()), list: Vec::new() }
    }

    /// The file's name for people.
    pub(super) fn path(&self) -> &'a str {
        self.path
    }

    /// Something is wrong at a byte offset of the file.
    pub(super) fn at(&mut self, offset: usize, message: String) {
        let line = usize::try_from(self.places.at(offset).line).ok();
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
