//! What a person at the terminal is told beside the results: progress, notes and errors, all on
//! standard error.

use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anstream::eprintln;
use indicatif::{DecimalBytes, ProgressBar, ProgressStyle};

use crate::build::Progress;
use crate::cli::Cli;
use crate::text::figure::{count, units};

/// How long it is until the next plain line.
const PERIOD: Duration = Duration::from_secs(3);

/// Where there is no terminal, the reading of fewer bytes than this is not worth a line.
const MUCH: u64 = 10_000_000;

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
    units: AtomicUsize,
    mentions: AtomicUsize,
    /// When the next plain line is due.
    due: Mutex<Instant>,
}

impl Console {
    pub(super) fn new(cli: &Cli) -> Self {
        let level = match (cli.quiet, cli.verbose) {
            (true, _) => Level::Quiet,
            (_, true) => Level::Verbose,
            _ => Level::Normal,
        };
        let bar = ProgressBar::hidden();
        let due = Mutex::new(Instant::now() + PERIOD);
        Self { level, bar, units: AtomicUsize::new(0), mentions: AtomicUsize::new(0), due }
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

    /// Shows how far the work has come: on the bar of a terminal; elsewhere as a line now and then
    /// when there is much to read.
    fn tell(&self, words: &str) {
        self.bar.set_message(words.to_owned());
        let is_much = self.bar.length().is_some_and(|bytes| bytes >= MUCH);
        if self.level == Level::Normal && self.bar.is_hidden() && is_much {
            let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
            if Instant::now() >= *due {
                *due = Instant::now() + PERIOD;
                let (read, all) = (self.bar.position(), self.bar.length().unwrap_or_default());
                eprintln!("{} of {}, {words}", DecimalBytes(read), DecimalBytes(all));
            }
        }
    }

    /// Something that went wrong, though the rest goes on.
    #[expect(clippy::unused_self, reason = "errors are told at every level")]
    pub(super) fn error(&self, words: &str) {
        eprintln!("error: {words}");
    }
}

impl Progress for Console {
    fn begin(&self, files: usize, bytes: u64) {
        if self.level != Level::Normal {
            return;
        }
        self.bar.set_length(bytes);
        let template = "{bar:24} {bytes}/{total_bytes}, {msg}, {bytes_per_sec}, {eta} left";
        let style = ProgressStyle::with_template(template);
        self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        if std::io::stderr().is_terminal() {
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
        self.tell(&format!("reading {}", count(files, "file")));
    }

    fn read(&self, file: &Path, bytes: u64, in_file: usize, mentions: usize) {
        let units_so_far = self.units.fetch_add(in_file, Ordering::Relaxed) + in_file;
        let so_far = self.mentions.fetch_add(mentions, Ordering::Relaxed) + mentions;
        self.bar.inc(bytes);
        self.tell(&format!("{}, {}", units(units_so_far), count(so_far, "mention")));
        if self.level == Level::Verbose {
            eprintln!("{}: {}, {}", file.display(), units(in_file), count(mentions, "mention"));
        }
    }

    fn writing(&self) {
        self.tell("writing the store");
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
