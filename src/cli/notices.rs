//! `fenpei notices`: every payee's notice, on request.
use super::asks;
use super::exit::Exit;
use super::{console, faults, opened};
use clap::Arg;
use clap::builder::ValueParser;
use fenpei::batch::{NOTICE_FOLDER, Staging, write_notices};
use fenpei::messages::{Language, OutputMessage};
use std::path::Path;

pub fn notices(batch: &Path, out: &Path, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut staging = Staging::open(out).map_err(|fault| faults::write_fault(&fault))?;
    let Some(opened) = opened::computed(batch, language)? else { return Ok(Exit::Stopped) };
    let mut count = 0;
    write_notices(&opened.book, &opened.edition, |path, bytes| {
        let bytes = bytes.map_err(|error| faults::document_fault(path.clone(), &error))?;
        // The folder itself is what is moved to its place.
        let inner = path.split_once('/').map_or(path.as_str(), |(_, inner)| inner);
        count += 1;
        staging.write(inner, &bytes).map_err(|fault| faults::write_fault(&fault))
    })?;
    let target = out.join(NOTICE_FOLDER);
    staging.replace(&target).map_err(|fault| faults::write_fault(&fault))?;
    let path = target.display();
    console::say(&match language {
        Language::Chinese => format!("告知单文件 {count} 份，在 {path}，从“目录”打开"),
        Language::English => format!("{count} files of notices in {path}; 目录 leads to them"),
    });
    Ok(Exit::Done)
}

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "写出个人绩效工资告知单：每人一页，一个单位一份工作簿和一份网页",
        "Write everybody's notice: a page a person, a workbook and a page for a browser a unit",
    );
    let notes = language.pick(
        "批次里没有告知单：试算的结果不发给个人，要发时用这个命令写出。",
        "A batch has none: a trial is handed to nobody. This command writes them when they are wanted.",
    );
    let out = Arg::new("out").long("out").value_name("DIR").required(true).value_parser(ValueParser::path_buf());
    let out = out.help(language.pick("“告知单”写在这个文件夹里", "Folder for 告知单"));
    let command = clap::Command::new("notices").about(about).after_help(notes);
    let command = command.arg(asks::batch("BATCH", language)).arg(out);
    (command, language.pick("fenpei notices <BATCH> --out <DIR>", "fenpei notices <BATCH> --out <DIR>"))
}
