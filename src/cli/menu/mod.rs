//! `fenpei` alone: a numbered menu for the folder it stands in. Every item is a command, printed before it runs and
//! run as if it had been typed.
mod dialogue;
mod items;
mod place;

use super::aligned::aligned;
use super::console;
use super::exit::Exit;
use clap::Arg;
use clap::builder::ValueParser;
use dialogue::{Dialogue, figure};
use fenpei::messages::Language;
use items::{ITEMS, Item};
use place::Place;
use std::ffi::OsString;
use std::io::BufRead;
use std::path::Path;

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "按编号选择，不必记命令；单独运行 fenpei 也是它",
        "Choose by number, no command to remember; fenpei alone opens it too",
    );
    let notes = language.pick(
        "只列出这个文件夹现在能办的事，缺什么问什么，回车用最新的批次。每一项运行前写出它是哪个命令。",
        "It lists what can be done in the folder now, asks for what is missing (Enter: the newest batch), and says before
each item which command it runs.",
    );
    let dir = Arg::new("DIR").value_parser(ValueParser::path_buf());
    let dir = dir.help_heading(language.pick("参数", "Arguments"));
    let dir = dir.help(language.pick("文件夹；不写时是当前文件夹", "The folder; the current one when left out"));
    let command = clap::Command::new("menu").about(about).after_help(notes).arg(dir);
    (command, language.pick("fenpei menu [选项] [DIR]", "fenpei menu [OPTIONS] [DIR]"))
}

/// Shows the menu until the user leaves it. `run`: what a command line does.
pub fn menu(dir: &Path, lines: &mut dyn BufRead, language: Language, run: &dyn Fn(Vec<OsString>) -> Exit) -> Exit {
    let mut dialogue = Dialogue::new(lines, language);
    loop {
        let place = Place::of(dir);
        if place.scheme.is_none() && place.batches.is_empty() && place.broken.is_none() {
            // The window of a program that was double-clicked closes as soon as it ends.
            dialogue.ask(&nothing_here(&place, language));
            return Exit::Usage;
        }
        console::say(&shown(&place, language));
        let question = language.pick("请选择编号：", "Your choice: ");
        let Some(answer) = dialogue.ask(question) else { return Exit::Done };
        match figure(&answer) {
            Some(0) => return Exit::Done,
            Some(number) => match ITEMS.iter().find(|item| item.number == number) {
                Some(item) if item.needs.met(&place) => carry_out(item, &mut dialogue, &place, run),
                Some(item) => console::say(&not_yet(item, language)),
                None => console::say(language.pick("没有这一项", "There is no such item")),
            },
            None if answer.is_empty() => {}
            None => console::say(language.pick("请写编号，0 退出", "Give a number, 0 leaves")),
        }
    }
}

/// Asks what is missing, says which command it is, and runs it.
fn carry_out(item: &Item, dialogue: &mut Dialogue<'_>, place: &Place, run: &dyn Fn(Vec<OsString>) -> Exit) {
    let language = dialogue.language;
    let Some(arguments) = (item.ask)(dialogue, place) else {
        console::say(language.pick("没有填写，回到菜单", "Left blank: back to the menu"));
        return;
    };
    let line: Vec<String> = arguments.iter().map(|argument| quoted(argument)).collect();
    console::say(&format!("\n> fenpei {}\n", line.join(" ")));
    let whole = ["fenpei".to_string()].into_iter().chain(arguments).map(OsString::from);
    if run(whole.collect()) != Exit::Done {
        console::say(language.pick("\n没有完成，或有不符，见上", "\nNot done, or it differs: see above"));
    }
}

/// As it would be typed: in quotation marks where a shell would break it up.
fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/\\.-_:=+（）".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) { argument.to_string() } else { format!("'{argument}'") }
}

fn shown(place: &Place, language: Language) -> String {
    let mut lines = vec![String::new()];
    let newest = place.batches.first();
    let scheme = place.scheme.unwrap_or(language.pick("没有方案", "no scheme"));
    lines.push(match (language, newest) {
        (Language::Chinese, None) => format!("分配方案：{scheme}　还没有批次"),
        (Language::English, None) => format!("scheme: {scheme}  no batch yet"),
        (Language::Chinese, Some(batch)) => {
            format!("分配方案：{scheme}　批次 {} 个，最新 {} {}", place.batches.len(), batch.name, batch.stage)
        }
        (Language::English, Some(batch)) => {
            format!("scheme: {scheme}  {} batches, newest {} {}", place.batches.len(), batch.name, batch.stage)
        }
    });
    if let Some((path, reason)) = &place.broken {
        let path = path.display();
        lines.push(match language {
            Language::Chinese => format!("有批次读不出来：{path}（{reason}）"),
            Language::English => format!("a batch cannot be read: {path} ({reason})"),
        });
    }
    let pick = |words: [&'static str; 2]| language.pick(words[0], words[1]);
    let available = ITEMS.iter().filter(|item| item.needs.met(place));
    let mut table: Vec<Vec<String>> = available
        .map(|item| vec![format!("{:>4}", item.number), pick(item.name).to_string(), pick(item.about).to_string()])
        .collect();
    table.push(vec!["   0".to_string(), language.pick("退出", "leave").to_string(), String::new()]);
    lines.push(aligned(&table, |_| false));
    lines.join("\n")
}

fn not_yet(item: &Item, language: Language) -> String {
    let (name, needs) = (language.pick(item.name[0], item.name[1]), item.needs.words(language));
    match language {
        Language::Chinese => format!("现在还不能办“{name}”：{needs}"),
        Language::English => format!("“{name}” cannot be done yet: {needs}"),
    }
}

/// What to do where there is nothing to begin with.
fn nothing_here(place: &Place, language: Language) -> String {
    let dir = std::path::absolute(&place.dir).unwrap_or_else(|_| place.dir.clone());
    let dir = dir.display();
    match language {
        Language::Chinese => format!(
            "这个文件夹里没有分配方案，也没有批次：{dir}\n\
             \n\
             fenpei 要放在（或在命令行进入）有分配方案和各类表格的文件夹里运行，方案文件名是 scheme.md 或 scheme.toml。\n\
             还没有方案的：从 templates 文件夹选一个接近的，把它的方案（scheme.md）复制到这里，改成本地的办法；\n\
             再运行 fenpei，选“空白表”写出要下发的表，收回后放在这里，选“检查”“试算”。\n\
             \n\
             按回车键结束："
        ),
        Language::English => format!(
            "There is neither a scheme nor a batch in this folder: {dir}\n\
             \n\
             Run fenpei in the folder with the scheme (scheme.md or scheme.toml) and the spreadsheets.\n\
             Without a scheme: choose one that is near from the folder templates, copy its scheme.md here and change it;\n\
             run fenpei again, choose “forms” for the blank workbooks, put them back here filled in, then “check” and “trial”.\n\
             \n\
             Press Enter to end: "
        ),
    }
}
