//! `haitu completions`: the scripts, and what the program answers to the shells that they make ask.

use crate::query::folder;
use crate::transcript;

#[test]
fn completions_are_as_the_transcript_has_them() {
    transcript::check("tests/cli/completions.console", &folder().path(""));
}
