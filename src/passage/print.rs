//! How passages are printed, whichever view shows them: a line that says where, and below it the
//! sentence with its names marked.

use std::fmt;
use std::ops::Range;

use super::Passage;
use crate::digest::copy::Copy;
use crate::document::UnitKind;
use crate::text::paragraph::{FAINT, MARK, Marks, PLACE, PLAIN, Paragraph, Screen};

/// Of a sentence of more characters, only what is around the first name is shown.
const LONGEST_SENTENCE: usize = 400;
/// So many characters before it, and twice as many from it on.
const AROUND: usize = 100;

/// Prints passages.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    /// How many spaces the line stands behind that says where; the sentence has two more.
    pub indent: usize,
    /// What it prints for.
    pub screen: Screen,
    /// Whether the day is printed.
    pub days: Days,
}

/// Whether the day is printed on which something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// It is.
    Shown,
    /// It is not: all is of one day, which the reader knows.
    Known,
}

impl Printer {
    /// Writes a passage in lines of its own.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write(&self, out: &mut dyn fmt::Write, passage: &Passage) -> fmt::Result {
        let (indent, inside) = (self.indent, self.indent + 2);
        write!(out, "{:indent$}", "")?;
        self.heading(passage).write(out, inside, self.screen.width)?;
        write!(out, "{:inside$}", "")?;
        sentence(passage, self.screen.marks).write(out, inside, self.screen.width)
    }

    /// Where it stands, under which title, and who wrote it.
    fn heading(&self, passage: &Passage) -> Paragraph {
        let mut heading = Paragraph::default();
        heading.push_whole(&[(&passage.place(), PLACE)]);
        let mut about: Vec<String> = passage.title.iter().cloned().collect();
        let author = passage.author.as_deref();
        match passage.kind {
            UnitKind::Answer => {
                let author = author.unwrap_or("anonymous");
                about.push(format!("answer {} by {author}", passage.position));
            }
            UnitKind::Article => about.extend(author.map(|author| format!("by {author}"))),
        }
        about.extend(passage.date.clone().filter(|_| self.days == Days::Shown));
        about.extend(also(&passage.copies));
        if !about.is_empty() {
            heading.push(&format!("  {}", about.join(" · ")), FAINT);
        }
        heading
    }
}

/// The sentence with its names marked, between those around it.
#[must_use]
pub fn sentence(passage: &Passage, marks: Marks) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let shown = excerpt(&passage.text, &passage.marks);
    let text = &passage.text[..shown.end];
    for before in &passage.before {
        paragraph.push_sentence(before, FAINT);
    }
    paragraph.end_sentence(text);
    let mut last = shown.start;
    if last > 0 {
        paragraph.push("…", FAINT);
    }
    for &(start, end) in &passage.marks {
        let (Some(before), Some(name)) = (text.get(last..start), text.get(start..end)) else {
            continue;
        };
        paragraph.push(before, PLAIN);
        match marks {
            Marks::Colour => paragraph.push(name, MARK),
            Marks::Brackets => paragraph.push(&format!("‹{name}›"), PLAIN),
        }
        last = end;
    }
    paragraph.push(text.get(last..).unwrap_or_default(), PLAIN);
    if shown.end < passage.text.len() {
        paragraph.push("…", FAINT);
    }
    for after in &passage.after {
        paragraph.push_sentence(after, FAINT);
    }
    paragraph
}

/// `also in b.md, answer 7, and 2 more`, if there are copies.
fn also(copies: &[Copy]) -> Option<String> {
    let (first, others) = copies.split_first()?;
    let mut parts = first.unit.rsplit('/');
    let (last, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let place = if matches!(kind, "answer" | "line") {
        format!("{}, {kind} {last}", first.path)
    } else {
        first.path.clone()
    };
    let more = match others.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    Some(format!("also in {place}{more}"))
}

/// The part of a sentence that is shown, in bytes: all of it, or what is around its first name.
fn excerpt(sentence: &str, marks: &[(usize, usize)]) -> Range<usize> {
    if sentence.chars().nth(LONGEST_SENTENCE).is_none() {
        return 0..sentence.len();
    }
    let first = marks.first().map(|&(start, _)| start);
    let name = first.filter(|&start| sentence.is_char_boundary(start)).unwrap_or(0);
    let (before, after) = sentence.split_at(name);
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND * 2).map_or(sentence.len(), |(at, _)| name + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::{also, excerpt};
    use crate::digest::copy::Copy;

    #[test]
    fn other_places_are_told_in_words() {
        let check = |units: &[&str], expected: Option<&str>| {
            let copy = |unit: &&str| Copy { path: "b.md".into(), unit: (*unit).into() };
            let copies: Vec<Copy> = units.iter().map(copy).collect();
            assert_eq!(also(&copies).as_deref(), expected);
        };
        check(&[], None);
        check(&["http://x/document/b/article"], Some("also in b.md"));
        check(&["http://x/document/b/answer/7"], Some("also in b.md, answer 7"));
        check(&["http://x/document/b/line/1", "", ""], Some("also in b.md, line 1, and 2 more"));
    }

    #[test]
    fn long_sentences_are_shown_around_their_first_name() {
        let check = |sentence: &str, name: usize, expected: &str| {
            assert_eq!(&sentence[excerpt(sentence, &[(name, name + 6)])], expected);
        };
        let long = "前".repeat(300) + "华为" + &"后".repeat(300);
        check("华为。", 0, "华为。");
        check(&long, 900, &("前".repeat(100) + "华为" + &"后".repeat(198)));
        check(&long, 0, &"前".repeat(200));
        check(&long, 1, &"前".repeat(200));
    }
}
