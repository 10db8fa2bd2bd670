//! What a person at the terminal is told beside the results: progress, notes and errors, all on
//! standard error.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use anstream::eprintln;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::Cli;
use crate::view::build::Progress;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Quiet,
    Normal,
    Verbose,
}

/// Standard error, as loud as the user wants it.
#[derive(Debug)]
pub(super) struct Console {
    level: Level,
    bar: ProgressBar,
    mentions: AtomicUsize,
}

impl Console {
    pub(super) fn new(cli: &Cli) -> Self {
        let level = match (cli.quiet, cli.verbose) {
            (true, _) => Level::Quiet,
            (_, true) => Level::Verbose,
            _ => Level::Normal,
        };
        let bar = ProgressBar::hidden();
        Self { level, bar, mentions: AtomicUsize::new(0) }
    }

    pub(super) fn is_quiet(&self) -> bool {
        self.level == Level::Quiet
    }

    pub(super) fn is_verbose(&self) -> bool {
        self.level == Level::Verbose
    }

    /// Something worth knowing that is no error.
    pub(super) fn note(&self, words: &str) {
        if self.level > Level::Quiet {
            eprintln!("{words}");
        }
    }

    /// Something that went wrong, though the rest goes on.
    #[expect(clippy::unused_self, reason = "errors are told at every level")]
    pub(super) fn error(&self, words: &str) {
        eprintln!("error: {words}");
    }
}

impl Progress for Console {
    fn begin(&self, files: usize) {
        if self.level == Level::Normal {
            self.bar.set_length(files as u64);
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {msg}");
            self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
    }

    fn read(&self, file: &Path, units: usize, mentions: usize) {
        let all = self.mentions.fetch_add(mentions, Ordering::Relaxed) + mentions;
        self.bar.inc(1);
        self.bar.set_message(format!("{all} mentions"));
        if self.level == Level::Verbose {
            eprintln!("{}: {units} answers and articles, {mentions} mentions", file.display());
        }
    }

    fn writing(&self) {
        self.bar.set_message("writing the store");
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
