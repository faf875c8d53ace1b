//! How far a long reading is, on a terminal; nothing where the output goes elsewhere.
use fenpei::intake::Progress;
use fenpei::messages::Language;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Before that nobody asks.
const QUIET: Duration = Duration::from_secs(1);
/// How often the line changes.
const PAUSE: Duration = Duration::from_millis(200);

/// A line that is written over itself.
pub struct ProgressLine {
    started: Instant,
    shown: Option<Instant>,
    terminal: bool,
    language: Language,
}

impl ProgressLine {
    /// A line on the error output, if that is a terminal.
    pub fn new(language: Language) -> ProgressLine {
        ProgressLine { started: Instant::now(), shown: None, terminal: io::stderr().is_terminal(), language }
    }

    /// Shows where the reading is.
    pub fn show(&mut self, progress: &Progress) {
        let due = self.shown.is_none_or(|shown| shown.elapsed() >= PAUSE);
        if !self.terminal || self.started.elapsed() < QUIET || !due {
            return;
        }
        self.shown = Some(Instant::now());
        // Bytes are what takes time.
        let spent = self.started.elapsed().as_secs_f64();
        let left =
            spent * (progress.bytes.saturating_sub(progress.bytes_read)) as f64 / progress.bytes_read.max(1) as f64;
        let Progress { files_read, files, rows, .. } = progress;
        let line = match self.language {
            Language::Chinese => format!("读取 {files_read}/{files} 个文件，{rows} 行，约剩 {left:.0} 秒"),
            Language::English => format!("reading {files_read}/{files} files, {rows} rows, about {left:.0} s left"),
        };
        self.put(&line);
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if self.shown.is_some() {
            self.put("");
        }
    }

    fn put(&self, line: &str) {
        // A terminal that is gone needs no line.
        let _ = write!(io::stderr(), "\r\u{1b}[2K{line}").and_then(|()| io::stderr().flush());
    }
}
