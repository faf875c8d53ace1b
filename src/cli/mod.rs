//! The command line: one file per command. All printing is here.
mod advance;
mod aligned;
mod arguments;
mod ask;
mod asks;
mod case;
mod check;
mod compare;
mod console;
mod correct;
mod diff;
mod diff_words;
mod effect_words;
mod exit;
mod explain;
mod faults;
mod inspect;
mod inspect_words;
mod named_files;
mod next_stage;
mod notices;
mod opened;
mod options;
mod progress;
mod quiet;
mod returns;
mod run;
mod sample;
mod scheme;
mod settle;
mod summary;
mod template;
mod told;
mod trial;
mod verify;
mod whatif;

use arguments::{Command, Request};
use exit::Exit;
use fenpei::messages::{Language, OutputMessage};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs a command and says how it ended.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    // A hidden command of the program for itself: see `trial`.
    if let [_, command, path] = &arguments[..]
        && command == trial::TRIAL_COMMAND
    {
        quiet::without_panic_messages(|| trial::read_input(&path.to_string_lossy()));
        return ExitCode::SUCCESS;
    }
    let locale = sys_locale::get_locale().map_or(Language::English, |locale| Language::from_locale(&locale));
    let exit = match arguments::parse(arguments, locale) {
        Request::Command(Command::Run { dir, out }, language) => {
            ended(run::run(&dir, out.as_deref(), language), language)
        }
        Request::Command(Command::Check { dir, out }, language) => {
            ended(check::check(&dir, out.as_deref(), language), language)
        }
        Request::Command(Command::Scheme { dir, out }, language) => {
            ended(scheme::scheme(&dir, out.as_deref(), language), language)
        }
        Request::Command(Command::Template { dir, out }, language) => {
            ended(template::template(&dir, out.as_deref(), language), language)
        }
        Request::Command(Command::Inspect { files, form }, language) => inspect::inspect(&files, form, language),
        Request::Command(Command::Compare { first, second, form }, language) => {
            compare::compare(&first, &second, form, language)
        }
        Request::Command(Command::Ask(asked), language) => ended(ask::answer(&asked, language), language),
        Request::Shown(text) => {
            console::say(&text);
            Exit::Done
        }
        Request::Refused(text) => {
            console::tell(&text);
            Exit::Usage
        }
    };
    exit.into()
}

/// The exit of a command; what kept it from writing is told here, once for all commands.
fn ended(command: Result<Exit, (OutputMessage, Exit)>, language: Language) -> Exit {
    command.unwrap_or_else(|(message, exit)| {
        told::tell_message(message, language);
        exit
    })
}
