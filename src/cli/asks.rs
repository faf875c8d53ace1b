//! Commands that ask of a computed year: why, what if, what changed, is it so. Their arguments and their help.
use super::arguments::form;
use super::named_files::Form;
use super::{
    advance, archive, correct, diff, explain, notices, objections, options, sample, settle, verify, whatif, year,
};
use clap::builder::ValueParser;
use clap::{Arg, ArgMatches};
use fenpei::messages::Language;
use std::path::PathBuf;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Why an amount is as it is.
    Explain {
        /// A batch, or the office's folder.
        batch: PathBuf,
        /// Name, number, last four of the identity number; none: everybody.
        who: Option<String>,
        /// The other of two.
        versus: Option<String>,
        /// The batch of another year.
        last_year: Option<PathBuf>,
        /// The packet for a hearing.
        packet: Option<PathBuf>,
        /// `text`, `json`, `html` or `xlsx`.
        format: String,
        /// Where it goes; none: the screen.
        out: Option<PathBuf>,
    },
    /// What another value would do.
    WhatIf {
        /// The office's folder, or a batch.
        dir: PathBuf,
        /// `表[键].列=值`.
        sets: Vec<String>,
        /// A file with one a line, or 更正单.
        from: Option<PathBuf>,
        /// A scheme whose rules take the place of the folder's own.
        rules: Option<PathBuf>,
        /// For people or for programs.
        form: Form,
        /// The workbook to write.
        out: Option<PathBuf>,
    },
    /// Corrections begun or, after a payment, sealed.
    Correct {
        /// The office's folder, or a batch that was paid.
        path: PathBuf,
        /// `表[键].列=值`: lines to begin with.
        sets: Vec<String>,
        /// The workbook; none: the usual one.
        form: Option<PathBuf>,
    },
    /// What changed between two batches, and why.
    Diff {
        /// The earlier.
        before: PathBuf,
        /// The later.
        after: PathBuf,
        /// The workbook to write.
        out: Option<PathBuf>,
    },
    /// Which of two or three batches to choose.
    Options {
        /// The batches.
        batches: Vec<PathBuf>,
        /// The workbook to write.
        out: PathBuf,
    },
    /// Whether a batch is what its inputs give.
    Verify {
        /// The batch.
        batch: PathBuf,
    },
    /// People and units for a recount by hand.
    Sample {
        /// The batch.
        batch: PathBuf,
        /// What the draw begins with.
        seed: u64,
        /// The sheet to recount on.
        out: Option<PathBuf>,
    },
    /// The batch's next stage.
    Advance {
        /// The batch.
        batch: PathBuf,
        /// The filled form; none: the one beside the batch.
        form: Option<PathBuf>,
        /// The register of objections; none: the one beside the form or in the office's folder.
        objections: Option<PathBuf>,
    },
    /// What is open in the register of objections.
    Objections {
        /// The register.
        file: PathBuf,
        /// Batches that it names.
        batches: Vec<PathBuf>,
        /// Days left are counted from this one.
        on: i32,
        /// The copy to write.
        out: Option<PathBuf>,
    },
    /// What the bank answered.
    Settle {
        /// The final batch.
        batch: PathBuf,
        /// The returns.
        returns: Vec<PathBuf>,
        /// The filled form; none: the one beside the batch.
        form: Option<PathBuf>,
    },
    /// A year for the archive.
    Archive {
        /// The office's folder, or a folder of batches.
        folder: PathBuf,
        /// The year, where there are several.
        year: Option<u16>,
        /// Where the archive goes.
        out: Option<PathBuf>,
    },
    /// What everybody was paid in a year.
    Year {
        /// Folders or batches.
        places: Vec<PathBuf>,
        /// Only this year.
        year: Option<u16>,
        /// The workbook to write.
        out: Option<PathBuf>,
    },
    /// Everybody's notice.
    Notices {
        /// A batch, or the office's folder.
        batch: PathBuf,
        /// The folder 告知单 goes below it.
        out: PathBuf,
    },
}

/// A command of this file; none where it is another.
pub fn requested(name: &str, matches: &ArgMatches) -> Option<Ask> {
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    match name {
        "explain" => Some(Ask::Explain {
            batch: path("BATCH")?,
            who: text("WHO"),
            versus: text("versus"),
            last_year: path("last-year"),
            packet: path("packet"),
            format: text("format").unwrap_or_else(|| "text".to_string()),
            out: path("out"),
        }),
        "whatif" => Some(Ask::WhatIf {
            dir: path("DIR")?,
            sets: matches.get_many::<String>("set").into_iter().flatten().cloned().collect(),
            from: path("from"),
            rules: path("rules"),
            form: form(matches),
            out: path("out"),
        }),
        "correct" => Some(Ask::Correct {
            path: path("PATH")?,
            sets: matches.get_many::<String>("set").into_iter().flatten().cloned().collect(),
            form: path("form"),
        }),
        "diff" => Some(Ask::Diff { before: path("BATCH1")?, after: path("BATCH2")?, out: path("out") }),
        "options" => {
            let batches = matches.get_many::<PathBuf>("BATCH").into_iter().flatten().cloned().collect();
            Some(Ask::Options { batches, out: path("out")? })
        }
        "verify" => Some(Ask::Verify { batch: path("BATCH")? }),
        "sample" => {
            let seed = matches.get_one::<u64>("seed").copied()?;
            Some(Ask::Sample { batch: path("BATCH")?, seed, out: path("out") })
        }
        "advance" => Some(Ask::Advance { batch: path("BATCH")?, form: path("form"), objections: path("objections") }),
        "objections" => Some(Ask::Objections {
            file: path("FILE")?,
            batches: matches.get_many::<PathBuf>("batch").into_iter().flatten().cloned().collect(),
            on: matches.get_one::<i32>("on").copied()?,
            out: path("out"),
        }),
        "settle" => Some(Ask::Settle {
            batch: path("BATCH")?,
            returns: matches.get_many::<PathBuf>("RETURN").into_iter().flatten().cloned().collect(),
            form: path("form"),
        }),
        "archive" => Some(Ask::Archive {
            folder: path("FOLDER")?,
            year: matches.get_one::<u16>("year").copied(),
            out: path("out"),
        }),
        "year" => Some(Ask::Year {
            places: matches.get_many::<PathBuf>("FOLDER").into_iter().flatten().cloned().collect(),
            year: matches.get_one::<u16>("year").copied(),
            out: path("out"),
        }),
        "notices" => Some(Ask::Notices { batch: path("BATCH")?, out: path("out")? }),
        _ => None,
    }
}

/// The commands, to be framed like the others.
pub fn commands(language: Language) -> Vec<(clap::Command, &'static str)> {
    vec![
        advance::command(language),
        objections::command(language),
        settle::command(language),
        explain::command(language),
        notices::command(language),
        whatif::command(language),
        correct::command(language),
        diff::command(language),
        options::command(language),
        verify::command(language),
        sample::command(language),
        archive::command(language),
        year::command(language),
    ]
}

/// The filled form.
pub fn form_path(language: Language) -> Arg {
    let help =
        language.pick("填好的登记表；不写时用批次旁边的", "The filled form; the one beside the batch when left out");
    Arg::new("form").long("form").value_name("FILE").value_parser(ValueParser::path_buf()).help(help)
}

/// A batch's folder.
pub fn batch(name: &'static str, language: Language) -> Arg {
    let help = language.pick("批次文件夹", "The batch's folder");
    Arg::new(name).required(true).value_parser(ValueParser::path_buf()).help(help)
}

/// `--out`.
pub fn out(language: Language) -> Arg {
    let help = language.pick("写到这个文件，不覆盖已有的", "The file to write; one that is there is kept");
    Arg::new("out").long("out").value_name("FILE").value_parser(ValueParser::path_buf()).help(help)
}
