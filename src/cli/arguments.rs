//! The arguments, and the help in the reader's language.
use super::asks::{self, Ask};
use super::menu;
use super::named_files::Form;
use clap::builder::ValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches};
use fenpei::messages::Language;
use std::ffi::OsString;
use std::path::PathBuf;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Computes and writes a batch.
    Run {
        /// The office's folder.
        dir: PathBuf,
        /// Where batches go.
        out: Option<PathBuf>,
    },
    /// Computes, and writes no payout: only what was found.
    Check {
        /// The office's folder.
        dir: PathBuf,
        /// Where the findings go.
        out: Option<PathBuf>,
    },
    /// Writes blank workbooks.
    Template {
        /// The office's folder.
        dir: PathBuf,
        /// Where they go.
        out: Option<PathBuf>,
    },
    /// Tells the scheme in words.
    Scheme {
        /// The office's folder.
        dir: PathBuf,
        /// The document to write; left out: text on the screen.
        out: Option<PathBuf>,
    },
    /// Tells what files hold.
    Inspect {
        /// The files.
        files: Vec<PathBuf>,
        /// For people or for programs.
        form: Form,
    },
    /// Compares two submissions of the same form.
    Compare {
        /// The earlier file.
        first: PathBuf,
        /// The later file.
        second: PathBuf,
        /// For people or for programs.
        form: Form,
    },
    /// The numbered menu.
    Menu {
        /// The folder that it is for.
        dir: PathBuf,
    },
    /// Asks of a computed year.
    Ask(Ask),
}

/// What the arguments ask for.
#[derive(Debug)]
pub enum Request {
    /// A command, in a language.
    Command(Command, Language),
    /// No command at all: the menu on a terminal, else this help.
    Alone(String, Language),
    /// Help or version, to be printed.
    Shown(String),
    /// Wrong use.
    Refused(String),
}

/// Reads the arguments. `--lang` chooses the language of the help too, so it is looked for first.
pub fn parse(arguments: Vec<OsString>, locale: Language) -> Request {
    let language = chosen_language(&arguments).unwrap_or(locale);
    if alone(&arguments) {
        return Request::Alone(program(language).render_long_help().to_string(), language);
    }
    match program(language).try_get_matches_from(arguments) {
        Ok(matches) => requested(&matches, language),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Request::Shown(error.to_string()),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Request::Refused(program(language).render_long_help().to_string())
            }
            _ => Request::Refused(refusal(&error, language)),
        },
    }
}

/// Whether nothing but the language is said.
fn alone(arguments: &[OsString]) -> bool {
    let texts: Vec<_> = arguments.iter().skip(1).map(|argument| argument.to_string_lossy()).collect();
    match &texts[..] {
        [] => true,
        [one] => one.strip_prefix("--lang=").is_some_and(|value| matches!(value, "zh" | "en")),
        [option, value] => option == "--lang" && matches!(value.as_ref(), "zh" | "en"),
        _ => false,
    }
}

fn chosen_language(arguments: &[OsString]) -> Option<Language> {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let at = texts.iter().position(|text| text == "--lang" || text.starts_with("--lang="))?;
    let value = match texts[at].strip_prefix("--lang=") {
        Some(value) => value,
        None => texts.get(at + 1)?,
    };
    match value {
        "zh" => Some(Language::Chinese),
        "en" => Some(Language::English),
        _ => None,
    }
}

fn requested(matches: &ArgMatches, language: Language) -> Request {
    let path = |matches: &ArgMatches, name: &str| matches.get_one::<PathBuf>(name).cloned();
    let command = match matches.subcommand() {
        Some(("run", inner)) => path(inner, "DIR").map(|dir| Command::Run { dir, out: path(inner, "out") }),
        Some(("check", inner)) => path(inner, "DIR").map(|dir| Command::Check { dir, out: path(inner, "out") }),
        Some(("menu", inner)) => Some(Command::Menu { dir: path(inner, "DIR").unwrap_or_else(|| PathBuf::from(".")) }),
        Some(("template", inner)) => path(inner, "DIR").map(|dir| Command::Template { dir, out: path(inner, "out") }),
        Some(("scheme", inner)) => path(inner, "DIR").map(|dir| Command::Scheme { dir, out: path(inner, "out") }),
        Some(("inspect", inner)) => Some(Command::Inspect { files: paths(inner, "FILE"), form: form(inner) }),
        Some(("compare", inner)) => path(inner, "FILE1")
            .zip(path(inner, "FILE2"))
            .map(|(first, second)| Command::Compare { first, second, form: form(inner) }),
        Some((name, inner)) => asks::requested(name, inner).map(Command::Ask),
        None => None,
    };
    match command {
        Some(command) => Request::Command(command, language),
        None => Request::Refused(program(language).render_long_help().to_string()),
    }
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect()
}

/// The form asked for.
pub fn form(matches: &ArgMatches) -> Form {
    let json = matches.get_one::<String>("format").is_some_and(|form| form == "json");
    if json { Form::Json } else { Form::Text }
}

fn program(language: Language) -> clap::Command {
    let about = language.pick(
        "分配：按方案把奖励资金分到学校和个人，逐分对平",
        "Shares out public reward money by a scheme, and proves every fen of it",
    );
    framed(clap::Command::new("fenpei"), language)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .about(about)
        .after_help(after_help(language))
        .override_usage(language.pick("fenpei [选项] <命令>", "fenpei [OPTIONS] <COMMAND>"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(language.pick("命令", "Commands"))
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(language.pick("显示版本", "Print the version")),
        )
        .subcommand({
            let (command, usage) = menu::command(language);
            framed(command, language).override_usage(usage)
        })
        .subcommand(run_command(language))
        .subcommand(check_command(language))
        .subcommand(template_command(language))
        .subcommand(scheme_command(language))
        .subcommand(inspect_command(language))
        .subcommand(compare_command(language))
        .subcommands(
            asks::commands(language)
                .into_iter()
                .map(|(command, usage)| framed(command, language).override_usage(usage)),
        )
}

fn run_command(language: Language) -> clap::Command {
    let about = language
        .pick("读取文件夹，计算，写出一个批次（试算稿）", "Read a folder, compute, and write a batch (a trial)");
    let out = language
        .pick("批次写在这个文件夹里；不写时用 DIR 下的“结果”", "Folder for the batch; 结果 below DIR when left out");
    let command = clap::Command::new("run").about(about).after_help(after_help(language)).arg(dir(language));
    let out = Arg::new("out").long("out").value_name("DIR").value_parser(ValueParser::path_buf()).help(out);
    let usage = language.pick("fenpei run [选项] <DIR>", "fenpei run [OPTIONS] <DIR>");
    framed(command, language).override_usage(usage).arg(out)
}

fn check_command(language: Language) -> clap::Command {
    let about = language.pick(
        "读取、计算并核对全部文件，不写发放文件；问题写成“核对”文件夹：问题清单、决定表、报送登记、退回件",
        "Read, compute and prove every document, but write no payout; what was found goes to the folder 核对: the list of \
         findings, the table of questions, the register of reports, marked copies to send back",
    );
    let out = language
        .pick("“核对”写在这个文件夹里；不写时用 DIR 下的“结果”", "Folder for 核对; 结果 below DIR when left out");
    let out = Arg::new("out").long("out").value_name("DIR").value_parser(ValueParser::path_buf()).help(out);
    let command = clap::Command::new("check").about(about).after_help(after_help(language)).arg(dir(language));
    let usage = language.pick("fenpei check [选项] <DIR>", "fenpei check [OPTIONS] <DIR>");
    framed(command, language).override_usage(usage).arg(out)
}

fn template_command(language: Language) -> clap::Command {
    let about = language.pick(
        "按方案写出要报送的空表：表头带说明，单元格带校验，每个报送单位一份，花名册上的人已填好",
        "Write the blank workbooks that the scheme expects: headers with notes, cells with checks, one for each unit, its \
         people filled in from the roster",
    );
    let out = language
        .pick("“空表”写在这个文件夹里；不写时用 DIR 下的“结果”", "Folder for 空表; 结果 below DIR when left out");
    let command = clap::Command::new("template").about(about).after_help(after_help(language)).arg(dir(language));
    let out = Arg::new("out").long("out").value_name("DIR").value_parser(ValueParser::path_buf()).help(out);
    let usage = language.pick("fenpei template [选项] <DIR>", "fenpei template [OPTIONS] <DIR>");
    framed(command, language).override_usage(usage).arg(out)
}

fn scheme_command(language: Language) -> clap::Command {
    let about = language.pick(
        "用文字说明方案：资金、步骤、所作选择、参数，条文和规则的对应",
        "Tell the scheme in words: funds, steps, choices, parameters, articles and their rules",
    );
    let out = language.pick("写成供会议用的工作簿（xlsx）", "Write it as a workbook (xlsx) for the meeting");
    let command = clap::Command::new("scheme").about(about).after_help(after_help(language)).arg(dir(language));
    let out = Arg::new("out").long("out").value_name("FILE").value_parser(ValueParser::path_buf()).help(out);
    let usage = language.pick("fenpei scheme [选项] <DIR>", "fenpei scheme [OPTIONS] <DIR>");
    framed(command, language).override_usage(usage).arg(out)
}

fn inspect_command(language: Language) -> clap::Command {
    let about = language.pick(
        "看表格文件里有什么：格式、工作表、表头、各列类型、异常单元格；不需要方案",
        "Tell what spreadsheets hold: format, sheets, header, column types, odd cells; no scheme needed",
    );
    let help = language.pick("表格文件，可以写几个", "Spreadsheets, one or more");
    let files = Arg::new("FILE").required(true).num_args(1..).value_parser(ValueParser::path_buf());
    let files = files.help(help).help_heading(arguments(language));
    let notes = language.pick(
        "身份证号、银行卡号等 15 位以上的号码只显示后四位。

退出码：0 各文件都能读取；1 有文件不能读取或有损坏（写明原因）；2 用法不对",
        "Of identity, bank and other numbers of 15 digits or more only the last four are shown.

Exit codes: 0 every file was read; 1 a file is refused or damaged (the reason is told); 2 usage",
    );
    let command = clap::Command::new("inspect").about(about).after_help(notes).arg(files);
    let usage = language.pick("fenpei inspect [选项] <FILE>…", "fenpei inspect [OPTIONS] <FILE>…");
    framed(command, language).override_usage(usage).arg(format(language))
}

fn compare_command(language: Language) -> clap::Command {
    let about = language.pick(
        "逐人对照同一张表的两次报送：增减的行、改动的单元格；不需要方案",
        "Compare two submissions of a form person by person: rows, changed cells; no scheme needed",
    );
    let notes = language.pick(
        "工作表按名称配对。行按身份证号、工号、学号、准考证号、学校代码对应；没有这些列时，
按第一个不重复的文字列。只对照数据行，不对照合计、签字等行和“序号”列。
数按值比，日期按日子比；写法不同另行计数，不算改动。
15 位以上的号码只显示后四位。

退出码：0 数据相同；1 有不同，或有文件不能读取、不能对照（写明原因）；2 用法不对",
        "Sheets are paired by name. Rows are matched by identity, staff, student or exam number or
school code; where there is none, by the first column of texts that is different in every row.
Only rows of data are compared, no totals or signatures, and no column 序号.
Values count, not how they are written: that is counted apart and is no change.
Of numbers of 15 digits or more only the last four are shown.

Exit codes: 0 the same data; 1 they differ, or a file is refused or cannot be compared
(the reason is told); 2 usage",
    );
    let file = |name: &'static str, help: &'static str| {
        let file = Arg::new(name).required(true).value_parser(ValueParser::path_buf());
        file.help(help).help_heading(arguments(language))
    };
    let command = clap::Command::new("compare")
        .about(about)
        .after_help(notes)
        .arg(file("FILE1", language.pick("先报的一份", "The earlier one")))
        .arg(file("FILE2", language.pick("后报的一份", "The later one")));
    let usage = language.pick("fenpei compare [选项] <FILE1> <FILE2>", "fenpei compare [OPTIONS] <FILE1> <FILE2>");
    framed(command, language).override_usage(usage).arg(format(language))
}

/// `--format`.
pub fn format(language: Language) -> Arg {
    let help = language
        .pick("text 给人看，json 供程序读取；不写时为 text", "text for people, json for programs; text when left out");
    Arg::new("format")
        .long("format")
        .value_name("text|json")
        .value_parser(["text", "json"])
        .hide_possible_values(true)
        .help(help)
}

fn dir(language: Language) -> Arg {
    let help = language.pick(
        "放有分配方案（scheme.toml 或 scheme.md）和各类表格（xlsx、xls、et、ods、csv…）的文件夹",
        "Folder with the scheme (scheme.toml or scheme.md) and the spreadsheets (xlsx, xls, et, ods, csv…)",
    );
    Arg::new("DIR").required(true).value_parser(ValueParser::path_buf()).help(help).help_heading(arguments(language))
}

/// Layout of the help, `--help` and `--lang` in the reader's language.
fn framed(command: clap::Command, language: Language) -> clap::Command {
    let template = language.pick(
        "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    command
        .help_template(template)
        .disable_help_flag(true)
        .next_help_heading(language.pick("选项", "Options"))
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(language.pick("显示这份说明", "Print this help")),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("zh|en")
                .value_parser(["zh", "en"])
                .hide_possible_values(true)
                .help(language.pick(
                    "屏幕上的语言，不写时按系统；写出的文件一律用中文",
                    "Language on the screen, by locale when left out; documents are always Chinese",
                )),
        )
}

fn arguments(language: Language) -> &'static str {
    language.pick("参数", "Arguments")
}

fn after_help(language: Language) -> &'static str {
    language.pick(
        "例子：
  fenpei check samples/pingan             先核对：列出全部问题，不写发放文件
  fenpei run samples/pingan               试算：结果在 samples/pingan/结果/<批次>/
  fenpei run samples/pingan --out /tmp/a  试算：结果在 /tmp/a/<批次>/

批次里有：核算底稿.xlsx（每个数都是活公式）、发放明细/（一个单位一份，附签领表）、汇总表.xlsx、
例外与决定清单.xlsx、上会材料.xlsx、公示/、资金台账.xlsx、资金台账.beancount、输入/（原始文件）、manifest.json。同样的输入得到同样的批次；已有的批次不会被改动。

退出码：0 完成；1 方案或录入有问题；2 用法不对；3 结果写不进去；4 对账不平（什么也没有写出）",
        "Examples:
  fenpei check samples/pingan             prove first: list every problem, write no payout
  fenpei run samples/pingan               trial: the result is in samples/pingan/结果/<batch>/
  fenpei run samples/pingan --out /tmp/a  trial: the result is in /tmp/a/<batch>/

A batch holds 核算底稿.xlsx (the audit workbook: every figure a live formula), 发放明细/ (one payout
sheet a unit, with a sheet to sign), 汇总表.xlsx (the summary), 例外与决定清单.xlsx (exceptions and
decisions), 上会材料.xlsx (for the meeting), 公示/ (public notices), 资金台账.xlsx and .beancount
(the ledger), 输入/ (the inputs as received) and manifest.json. The same inputs give the same batch; a batch that is there is never changed.

Exit codes: 0 done; 1 the scheme or the inputs stopped it; 2 usage; 3 the output could not be
written; 4 an invariant failed (nothing written)",
    )
}

/// What is wrong with the arguments. clap speaks English alone.
fn refusal(error: &clap::Error, language: Language) -> String {
    if language == Language::English {
        return error.to_string();
    }
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let fact = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识“{}”", named(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", named(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", named(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (argument, value) = (named(ContextKind::InvalidArg), named(ContextKind::InvalidValue));
            if value.is_empty() {
                format!("{argument} 后面缺少内容")
            } else {
                format!("{argument} 不能写“{value}”")
            }
        }
        ErrorKind::ArgumentConflict => format!("“{}”写了不止一次", named(ContextKind::InvalidArg)),
        _ => "看不懂这些参数".to_string(),
    };
    format!("用法不对：{fact}。\n用 fenpei --help 看说明。")
}
