//! How the benches measure: both sides of a comparison in turn, in one run, and the medians of what
//! they took.

#![allow(dead_code, reason = "each bench uses its part")]

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The words of the command line that are meant for the bench.
pub(crate) fn arguments() -> Vec<String> {
    std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect()
}

/// How long some work takes.
pub(crate) fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The medians of what several pieces of work take, measured in turn for so many rounds after one
/// that warms up.
pub(crate) fn medians<const N: usize>(rounds: usize, works: [&dyn Fn(); N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    for round in 0..=rounds {
        for (times, work) in times.iter_mut().zip(works) {
            let took = time(work);
            if round > 0 {
                times.push(took);
            }
        }
    }
    times.map(median)
}

/// The one in the middle.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// In milliseconds.
pub(crate) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Millions in a second.
pub(crate) fn millions(count: usize, time: Duration) -> f64 {
    float(count) / time.as_secs_f64() / 1e6
}

/// How many times longer the one takes than the other.
pub(crate) fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// A count as a figure to calculate with.
pub(crate) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The program.
pub(crate) fn haitu() -> Command {
    Command::new(env!("CARGO_BIN_EXE_haitu"))
}

/// What a whole process took.
pub(crate) struct Cost {
    pub(crate) time: Duration,
    /// The most memory it had, in bytes, as the system last told; 0 where it does not tell.
    pub(crate) memory: usize,
}

/// Runs a process that must succeed, and looks at its memory while it runs.
pub(crate) fn cost(command: &mut Command) -> Cost {
    let start = Instant::now();
    let mut process =
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    let status = format!("/proc/{}/status", process.id());
    let mut memory = 0;
    let ended = loop {
        if let Some(ended) = process.try_wait().expect("the process can be watched") {
            break ended;
        }
        memory = memory.max(peak(&status).unwrap_or(0));
        sleep(Duration::from_millis(5));
    };
    assert!(ended.success(), "{command:?} ended with {ended}");
    Cost { time: start.elapsed(), memory }
}

/// The greatest resident set so far, in bytes.
fn peak(status: &str) -> Option<usize> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()? * 1024)
}
