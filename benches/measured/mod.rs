//! What both benches measure with.
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The middle one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The whole command as a user runs it: how it ended, how long it took, and its peak resident memory in KiB, where
/// the system tells it.
pub fn command(arguments: &[&Path]) -> (ExitStatus, Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_fenpei"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut peak = 0;
    loop {
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            return (status, start.elapsed(), peak);
        }
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let memory = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(memory.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The folders named on the command line, or else these.
pub fn named_or(otherwise: &[&str]) -> Vec<PathBuf> {
    let named: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    if named.is_empty() { otherwise.iter().map(PathBuf::from).collect() } else { named }
}
