//! The program: arguments in, exit code out.
#![forbid(unsafe_code)]
mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main(std::env::args_os().collect())
}
