//! The command line: one file per command. All printing is here.
mod advance;
mod aligned;
mod archive;
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
mod menu;
mod named_files;
mod next_stage;
mod notices;
mod objections;
mod opened;
mod options;
mod packet;
mod progress;
mod quiet;
mod register;
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
mod year;

use arguments::{Command, Request};
use exit::Exit;
use fenpei::messages::{Language, OutputMessage};
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;
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
    begin(arguments::parse(arguments, locale), locale).into()
}

/// The menu where it is asked for, or where nothing is asked for on a terminal; else the command.
fn begin(request: Request, locale: Language) -> Exit {
    let (dir, language) = match request {
        Request::Command(Command::Menu { dir }, language) => (dir, language),
        Request::Alone(_, language) if io::stdin().is_terminal() && io::stdout().is_terminal() => {
            (Path::new(".").to_path_buf(), language)
        }
        other => return carry_out(other),
    };
    // What is typed later would be in the language of the system, unless another was chosen.
    let chosen = (language != locale).then(|| ["--lang", language.pick("zh", "en")].map(OsString::from));
    let run = |arguments: Vec<OsString>| {
        let whole = arguments.into_iter().chain(chosen.iter().flatten().cloned());
        carry_out(arguments::parse(whole.collect(), locale))
    };
    menu::menu(&dir, &mut io::stdin().lock(), language, &run)
}

fn carry_out(request: Request) -> Exit {
    match request {
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
        // A menu opens no other.
        Request::Command(Command::Menu { .. }, _) => Exit::Usage,
        Request::Shown(text) => {
            console::say(&text);
            Exit::Done
        }
        Request::Refused(text) | Request::Alone(text, _) => {
            console::tell(&text);
            Exit::Usage
        }
    }
}

/// The exit of a command; what kept it from writing is told here, once for all commands.
fn ended(command: Result<Exit, (OutputMessage, Exit)>, language: Language) -> Exit {
    command.unwrap_or_else(|(message, exit)| {
        told::tell_message(message, language);
        exit
    })
}
