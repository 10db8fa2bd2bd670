//! `haitu man`: pages that `man` can show.

use crate::haitu::Haitu;
use crate::transcript;

#[test]
fn pages_are_as_the_transcript_has_them() {
    transcript::check("tests/cli/man.console", &Haitu::new().path(""));
}

#[test]
fn every_command_has_a_page_with_its_options() {
    let haitu = Haitu::new();
    for (command, option) in [("build", "prune"), ("lookup", "limit"), ("query", "timeout")] {
        let output = haitu.output(&["man", command]);
        let page = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(page.contains(&format!(".TH haitu-{command} 1")), "{page}");
        assert!(page.contains(option), "{page}");
        assert!(page.contains("Examples"), "{page}");
    }
}
