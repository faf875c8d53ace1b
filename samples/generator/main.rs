//! Writes the sample spreadsheets of an invented district, 平安区, for the year 2018.
//!
//! `generate OUTDIR [--scale K]` writes the same bytes on every run. `--scale` repeats the district
//! K times under other names, for measurements on 30,000 or 300,000 people.

mod account;
mod appraisal;
mod books;
mod breakdown;
mod calendar;
mod changes;
mod conduct;
mod date;
mod district;
mod exam;
mod form;
mod idcard;
mod leave;
mod names;
mod person;
mod ranks;
mod rng;
mod school;
mod senior;
mod staff;
mod subjects;
mod teaching;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Outcome = Result<(), Box<dyn Error>>;

const USAGE: &str = "usage: generate OUTDIR [--scale K]";

fn main() -> ExitCode {
    let Some((folder, scale)) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match generate(&folder, scale) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Option<(PathBuf, usize)> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let parts: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match parts[..] {
        [folder] => Some((PathBuf::from(folder), 1)),
        [folder, "--scale", scale] | ["--scale", scale, folder] => {
            let scale = scale.parse().ok().filter(|scale| *scale > 0)?;
            Some((PathBuf::from(folder), scale))
        }
        _ => None,
    }
}

fn generate(folder: &Path, scale: usize) -> Outcome {
    std::fs::create_dir_all(folder)?;
    books::schools::write(folder, scale)?;
    books::roster::write(folder, scale)?;
    books::appraisal::write(folder, scale)?;
    books::leaders::write(folder, scale)?;
    books::leave::write(folder, scale)?;
    books::calendar::write(folder)?;
    books::bonus::write(folder, scale)?;
    books::methods::write(folder, scale)?;
    books::teaching::write(folder, scale)?;
    books::exam::write(folder, scale)?;
    books::targets::write(folder, scale)?;
    books::subjects::write(folder)?;
    books::parameters::write(folder, scale)?;
    books::senior::write(folder, scale)?;
    books::last_year::write(folder, scale)?;
    books::monitoring::write(folder, scale)?;
    books::enrolment::write(folder, scale)?;
    books::budget::write(folder, scale)?;
    books::verified::write(folder, scale)?;
    books::accounts::write(folder, scale)
}
