//! A trial reading in a process of its own: the last line against a file that would take the run down with it.
//!
//! Formats whose reader builds full tables are read once by a child of this program, with limits on memory and
//! time. A child that dies is a finding about its file, never a dead run. Reading for real then happens here.
use cap::Cap;
use fenpei::intake::{self, OfficeFile};
use fenpei::messages::{Findings, IntakeMessage, Place};
use std::alloc::System;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Memory that this process sets aside: counted, so that it can be limited on every system alike.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Name of the hidden command.
pub const TRIAL_COMMAND: &str = "trial-reading";
/// Memory that the child may use, in MiB.
const MEMORY_MIB: u64 = 1_024;
/// Seconds that the child may take.
const SECONDS: u64 = 30;
/// How often the parent looks.
const PAUSE: Duration = Duration::from_millis(5);

/// Tries every file that needs it, and takes out those that cannot be read; each is told.
pub fn sift(files: Vec<OfficeFile>, findings: &mut Findings) -> Vec<OfficeFile> {
    let survives = |file: &OfficeFile| match survives(file) {
        Ok(true) => true,
        Ok(false) => {
            let message = IntakeMessage::ReaderDied { seconds: SECONDS, memory: MEMORY_MIB };
            findings.add(message, Place::file(&file.path));
            false
        }
        // Where no child can be started, the guards before the reader have to do.
        Err(_) => true,
    };
    let mut survives = survives;
    files.into_iter().filter(|file| !intake::builds_tables(&file.bytes) || survives(file)).collect()
}

/// Whether a child reads the file to its end.
fn survives(file: &OfficeFile) -> io::Result<bool> {
    let mut child = Command::new(std::env::current_exe()?)
        .args([TRIAL_COMMAND, &file.path])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A child that dies while it is fed closes the pipe; how it ended is asked below.
        let _ = input.write_all(&file.bytes);
    }
    finish(&mut child)
}

fn finish(child: &mut Child) -> io::Result<bool> {
    let deadline = Instant::now() + Duration::from_secs(SECONDS);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(PAUSE);
    }
}

/// What the child does: reads the file from its input, whole. A file that is refused is no death.
pub fn read_input(path: &str) {
    limit_memory();
    let mut bytes = Vec::new();
    if io::stdin().lock().read_to_end(&mut bytes).is_ok() {
        let _ = intake::received(&OfficeFile { path: path.to_string(), bytes });
    }
}

/// What is set aside beyond the limit fails, and with it the child.
fn limit_memory() {
    // Refused only where more is in use already.
    let _ = MEMORY.set_limit((MEMORY_MIB as usize) << 20);
}
