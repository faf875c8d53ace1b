//! How a command ended, for scripts.
use std::process::ExitCode;

/// The exit codes; the help lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: the scheme or the inputs stopped it.
    Stopped,
    /// 2: wrong use.
    Usage,
    /// 3: the output could not be written.
    NotWritten,
    /// 4: an invariant failed, nothing was written.
    Invariant,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
