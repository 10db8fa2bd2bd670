//! What standard output is: how wide, and whether it shows colours.

use std::io;

use anstream::{AutoStream, ColorChoice};

use crate::text::paragraph::{Marks, Screen};

/// How wide lines are where there is no terminal, in columns.
const WIDTH: usize = 80;
/// How wide they are on a terminal: one that says less does not know.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;

/// What sentences on standard output are laid out for.
pub(super) fn screen() -> Screen {
    Screen { width: width(), marks: marks() }
}

/// Names have to be told from the rest of a sentence where there is no colour.
fn marks() -> Marks {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => Marks::Brackets,
        _ => Marks::Colour,
    }
}

/// How wide the terminal is, within reason.
pub(super) fn width() -> usize {
    let terminal = comfy_table::Table::new().width().map(usize::from);
    let known = terminal.filter(|width| width >= WIDTHS.start());
    known.map_or(WIDTH, |width| width.min(*WIDTHS.end()))
}
