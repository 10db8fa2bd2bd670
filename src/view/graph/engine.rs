//! Graphviz as another hand that draws: started on our source, and not waited for longer than a
//! deadline.

use std::io::{self, Read, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use thiserror::Error;

/// How long a drawing may take.
const DEADLINE: Duration = Duration::from_secs(30);

/// A program of Graphviz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Layers; slow beyond some dozens of entities.
    Dot,
    /// Stress, for hundreds.
    Neato,
    /// Springs.
    Fdp,
    /// Springs, for thousands.
    Sfdp,
}

impl Engine {
    /// The name of the program.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Neato => "neato",
            Self::Fdp => "fdp",
            Self::Sfdp => "sfdp",
        }
    }
}

/// Why there is no drawing.
#[derive(Debug, Error)]
pub enum DrawError {
    /// Graphviz is not installed.
    #[error(
        "`--engine` needs Graphviz, and `{0}` was not found: install it (Debian: `apt install graphviz`), \
         or leave `--engine` out"
    )]
    Missing(&'static str),
    /// It takes too long.
    #[error(
        "Graphviz's `{0}` did not finish in {deadline} s: draw less, with `--top` or `--min-weight`, or leave \
         `--engine` out",
        deadline = DEADLINE.as_secs()
    )]
    Late(&'static str),
    /// It complains.
    #[error("Graphviz fails: {0}")]
    Failed(String),
    /// The pipes broke.
    #[error("cannot talk to Graphviz")]
    Io(#[from] io::Error),
}

/// Graphviz's drawing of some source, in a format that it knows (`svg`, `png`).
///
/// # Errors
/// When Graphviz is missing, fails, or takes longer than half a minute.
pub fn draw(source: &[u8], engine: Engine, format: &str) -> Result<Vec<u8>, DrawError> {
    let mut child = Command::new(engine.as_str())
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DrawError::Missing(engine.as_str()),
            _ => DrawError::Io(error),
        })?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let write = scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(source)));
        let drawing = scope.spawn(move || drain(stdout));
        let words = scope.spawn(move || drain(stderr));
        let ended = wait(&mut child, engine)?;
        // Graphviz closes the pipe early when it complains, which it tells in words.
        drop(write.join());
        let lost = |_| DrawError::Failed("its output was lost".into());
        let (drawing, words) = (drawing.join().map_err(lost)??, words.join().map_err(lost)??);
        match ended {
            Ended::Well => Ok(drawing),
            Ended::Badly => {
                Err(DrawError::Failed(String::from_utf8_lossy(&words).trim().to_owned()))
            }
        }
    })
}

fn drain(pipe: Option<impl Read>) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    pipe.map(|mut pipe| pipe.read_to_end(&mut content)).transpose()?;
    Ok(content)
}

enum Ended {
    Well,
    Badly,
}

/// Waits for a program until the deadline.
fn wait(child: &mut Child, engine: Engine) -> Result<Ended, DrawError> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Ended::Well } else { Ended::Badly });
        }
        if start.elapsed() > DEADLINE {
            child.kill()?;
            child.wait()?;
            return Err(DrawError::Late(engine.as_str()));
        }
        thread::sleep(Duration::from_millis(5));
    }
}
