//! Commands that ask of a computed year: why, what if, what changed, is it so. Their arguments and their help.
use super::archive;
use super::arguments::{form, format};
use super::named_files::Form;
use super::objections;
use super::year;
use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches};
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
        advance_command(language),
        objections::command(language),
        settle_command(language),
        explain_command(language),
        notices_command(language),
        whatif_command(language),
        correct_command(language),
        diff_command(language),
        options_command(language),
        verify_command(language),
        sample_command(language),
        archive::command(language),
        year::command(language),
    ]
}

fn explain_command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "说明一个人（单位、基金）的金额怎样得来，直到文件 › 工作表 › 单元格",
        "Tell why an amount is as it is, down to file › sheet › cell",
    );
    let notes = language.pick(
        "BATCH 是批次文件夹，也可以是放方案和表格的文件夹；批次先核对输入的校验码，再按其中“输入”重新计算。
WHO 是姓名、工号、身份证号后四位、单位名称或基金名称；同名的全部列出，不作猜测。

例子：
  fenpei explain 结果/2018-0a1b2c3d4e5f 张三
  fenpei explain 结果/2018-0a1b2c3d4e5f T0132 --format html --out 说明.html
  fenpei explain 结果/2018-0a1b2c3d4e5f T0132 --versus T0140
  fenpei explain 结果/2018-0a1b2c3d4e5f T0132 --last-year 结果/2017-1b2c3d4e5f6a
  fenpei explain 结果/2018-0a1b2c3d4e5f T0132 --packet 听证材料.html

退出码：0 完成；1 没有这个人、同名，或批次与校验码不符；2 用法不对；3 写不进去",
        "BATCH is a batch's folder, or the folder with scheme and spreadsheets. Of a batch the inputs' hashes are
checked first, and it is computed again from them. WHO is a name, a staff number, the last four of an
identity number, a unit or a fund; where several fit they are listed.

Exit codes: 0 done; 1 nobody or several fit, or the batch differs from its hashes; 2 usage; 3 not written",
    );
    let who = Arg::new("WHO").required_unless_present("all").help(language.pick("谁", "Who"));
    let versus = Arg::new("versus").long("versus").value_name("WHO").help(language.pick(
        "只列出与另一人不同的因素；另一人不写姓名",
        "Only the factors in which another person differs, who is not named",
    ));
    let last_year = Arg::new("last-year").long("last-year").value_name("BATCH").value_parser(ValueParser::path_buf());
    let last_year = last_year
        .conflicts_with("versus")
        .help(language.pick("与上年（另一批次）逐项对照", "Against the batch of last year, item by item"));
    let packet = Arg::new("packet").long("packet").value_name("FILE").value_parser(ValueParser::path_buf());
    let packet = packet.conflicts_with_all(["versus", "last-year", "format", "out"]).help(language.pick(
        "听证材料：说明、条文、报送原表、记录和隐名对照写成一个文件（.html 可打印，或 .xlsx）",
        "Packet for a hearing in one file: explanation, rules, rows as received, records (.html to print, or .xlsx)",
    ));
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue);
    let all = all.conflicts_with_all(["WHO", "versus", "last-year", "packet"]).help(language.pick(
        "每一个人、单位和基金（用 --format json，供程序核对）",
        "Every person, unit and fund (with --format json, for programs)",
    ));
    let format = Arg::new("format")
        .long("format")
        .value_name("text|json|html|xlsx")
        .value_parser(["text", "json", "html", "xlsx"])
        .hide_possible_values(true)
        .help(language.pick("形式，不写时为 text", "Form, text when left out"));
    let command = clap::Command::new("explain").about(about).after_help(notes);
    let command = command
        .arg(batch("BATCH", language))
        .arg(who)
        .arg(versus)
        .arg(last_year)
        .arg(packet)
        .arg(all)
        .arg(format)
        .arg(out(language));
    (command, language.pick("fenpei explain [选项] <BATCH> <WHO>", "fenpei explain [OPTIONS] <BATCH> <WHO>"))
}

fn advance_command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "把批次推进到下一阶段：试算稿 → 公示稿 → 定稿",
        "Take a batch to its next stage: 试算稿 (trial) → 公示稿 (notice) → 定稿 (final)",
    );
    let notes = language.pick(
        "第一次运行写出空白登记表，放在批次旁边；填好后再运行一次，写出新批次。
公示稿要填：发放哪些基金、议定文号、公示起止日期（不少于 5 个工作日）。
定稿要填：审批文号和日期、六个审批人。异议登记.xlsx 一并存入记录：每件异议都要办结，或金额缓发。
银行、工资文件只有定稿才有。
原批次不动；新批次记着它从哪个批次来。

退出码：0 完成；1 登记表有问题，或批次被改过；2 用法不对；3 写不进去",
        "The first time a blank form is written beside the batch. Filled in, the same command seals the next batch.
The notice asks which funds are paid, on what it rests, and from when to when it hangs (five working days at
least); the final batch asks for the approval and six names, and takes 异议登记.xlsx into its record: each objection
is decided, or its amount held. Files for bank and payroll exist only in a final batch. The batch before stays as it is
and is named by the new one.

Exit codes: 0 done; 1 the form is wrong, or the batch was changed; 2 usage; 3 not written",
    );
    let command = clap::Command::new("advance").about(about).after_help(notes);
    let command =
        command.arg(batch("BATCH", language)).arg(form_path(language)).arg(objections::register_path(language));
    (command, language.pick("fenpei advance [选项] <BATCH>", "fenpei advance [OPTIONS] <BATCH>"))
}

fn settle_command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "登记定稿的发放结果：读银行或国库的回盘，列出退票和未付，对平",
        "Record what the bank or treasury answered to a final batch: paid, came back, not paid yet; reconciled",
    );
    let notes = language.pick(
        "第一次运行写出发放登记表；填好发放日期、凭证号、回单号后，连同回盘文件再运行一次，写出“已发放”批次。
回盘可以是 Excel、csv 或文本，有“账号”“金额”两列；没有表头的在登记表里写各列名称。
退票的账号更正后，对“已发放”批次运行 fenpei advance 登记重发，重发批次再用 fenpei settle 登记。

例子：
  fenpei settle 结果/2018-0a1b2c3d4e5f
  fenpei settle 结果/2018-0a1b2c3d4e5f 回盘.xlsx

退出码：0 完成；1 登记表或回盘有问题；2 用法不对；3 写不进去",
        "The first time a form is written; with day, voucher and receipt filled in, run the same with the returns.
A return is a workbook or a text with columns 账号 and 金额; one without a header has its columns named in the
form. After accounts are put right, fenpei advance on the paid batch records the repeat, which is settled in turn.

Exit codes: 0 done; 1 the form or a return is wrong; 2 usage; 3 not written",
    );
    let returns = Arg::new("RETURN").num_args(0..).value_parser(ValueParser::path_buf());
    let returns = returns.help(language.pick("回盘文件，可以写几个", "Returns of the bank, any number"));
    let command = clap::Command::new("settle").about(about).after_help(notes);
    let command = command.arg(batch("BATCH", language)).arg(returns).arg(form_path(language));
    let usage = language.pick("fenpei settle [选项] <BATCH> [RETURN]…", "fenpei settle [OPTIONS] <BATCH> [RETURN]…");
    (command, usage)
}

fn form_path(language: Language) -> Arg {
    let help =
        language.pick("填好的登记表；不写时用批次旁边的", "The filled form; the one beside the batch when left out");
    Arg::new("form").long("form").value_name("FILE").value_parser(ValueParser::path_buf()).help(help)
}

fn notices_command(language: Language) -> (clap::Command, &'static str) {
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
    let command = command.arg(batch("BATCH", language)).arg(out);
    (command, language.pick("fenpei notices <BATCH> --out <DIR>", "fenpei notices <BATCH> --out <DIR>"))
}

fn whatif_command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "改一个数看影响：本人、单位、其他人各增减多少；不写任何文件",
        "What another value would do: to the person, the unit and everybody else; nothing is written",
    );
    let notes = language.pick(
        "例子：
  fenpei whatif samples/pingan --set '请假[1].天数=15'
  fenpei whatif samples/pingan --set '参数[预留比例]=5' --out 影响.xlsx
  fenpei whatif samples/pingan --rules 修改稿.toml

--from 也可以是更正单。--rules 换成另一份方案的规则，供定规则的会议看谁增谁减。
键有几列的用逗号隔开；教职工也可以写不重复的姓名。值按这一列的类型、位数和范围读。

退出码：0 完成；1 没有这一行、这一列，值不合规定，或改后运算停止；2 用法不对；3 写不进去",
        "Examples:
  fenpei whatif samples/pingan --set '请假[1].天数=15'
  fenpei whatif samples/pingan --set '参数[预留比例]=5' --out effect.xlsx
  fenpei whatif samples/pingan --rules draft.toml

--from may be a workbook of corrections. --rules takes the rules of another scheme, for the meeting that sets them.
Parts of a key are separated by commas. A value is read as its column would read it.

Exit codes: 0 done; 1 no such row or column, a value refused, or the computation stops; 2 usage; 3 not written",
    );
    let set = Arg::new("set").long("set").value_name("TABLE[KEY].COLUMN=VALUE").action(ArgAction::Append);
    let set = set
        .required_unless_present_any(["from", "rules"])
        .help(language.pick("改成这个值，可以写几个", "The value, several times"));
    let from = Arg::new("from").long("from").value_name("FILE").value_parser(ValueParser::path_buf());
    let from = from.help(language.pick("从文件读，一行一个", "Read from a file, one a line"));
    let rules = Arg::new("rules").long("rules").value_name("SCHEME").value_parser(ValueParser::path_buf());
    let rules = rules.help(language.pick("换成这份方案的规则", "The rules of this scheme instead"));
    let command = clap::Command::new("whatif").about(about).after_help(notes);
    let command =
        command.arg(batch("DIR", language)).arg(set).arg(from).arg(rules).arg(format(language)).arg(out(language));
    (command, language.pick("fenpei whatif [选项] <DIR>", "fenpei whatif [OPTIONS] <DIR>"))
}

fn correct_command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "更正单：写出空白的，或按要改的数写好开头，并告诉影响；报送的文件不改",
        "Corrections: write a blank workbook, or one begun with given values, and tell what they would do",
    );
    let notes = language.pick(
        "例子：
  fenpei correct 平安2018 --set '请假[Q07].天数=10'

更正单写在放方案和表格的文件夹里，每行一格：原值必须与报送的相符，新值、原因、依据、批准人和日期都要填。
填好后重新运行（fenpei run）：更正的数在底稿、清单和说明中都有标记，报送的文件保持原样。
已发放以后更正的，PATH 写“已发放”批次。

退出码：0 完成；1 没有这一行、这一列；2 用法不对；3 更正单已经有了，或写不进去",
        "Example:
  fenpei correct pingan2018 --set '请假[Q07].天数=10'

The workbook lies in the folder with scheme and spreadsheets, a line a cell: the old value must be what was sent; new
value, reason, evidence, approver and day are needed. Run again once it is filled in: corrected values are marked
everywhere, the files stay as they were sent. After a payment PATH is the paid batch.

Exit codes: 0 done; 1 no such row or column; 2 usage; 3 it is there already, or cannot be written",
    );
    let set = Arg::new("set").long("set").value_name("TABLE[KEY].COLUMN=VALUE").action(ArgAction::Append);
    let set = set.help(language.pick("要更正成的值，可以写几个", "The right value, several times"));
    let command = clap::Command::new("correct").about(about).after_help(notes);
    let command = command.arg(batch("PATH", language)).arg(set).arg(form_path(language));
    (command, language.pick("fenpei correct [选项] <PATH>", "fenpei correct [OPTIONS] <PATH>"))
}

fn diff_command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "对照两个批次：每个人、每个单位变了多少，为什么",
        "Compare two batches: what changed for each person and unit, and why",
    );
    let notes = language.pick(
        "原因包括：录入单元格（文件 › 工作表 › 单元格，旧 → 新）、更正、决定、参数、规则、标准、资金总额、
行的增减、发放记录（资金、缓发、补发追回）、程序版本。每个人的原因是其金额确实依据的各项，本人的
与通过单位、资金总量、排名来的分开；只是尾差一分的归属变动的，另行写明。

退出码：0 每一处变动都有原因；1 有变动找不到原因，或批次被改过；2 用法不对；3 写不进去",
        "Causes: input cells (file › sheet › cell, old → new), corrections, decisions, parameters, rules, standards,
totals of funds, rows that came or went, records (funds paid, who waits, supplements), the program's version.
Each person has the causes that the amount rests on, own ones apart from those by way of a unit, a pool or a
rank; where only the place of the last fen changed, it is said.

Exit codes: 0 every change has its cause; 1 one has none, or a batch was changed; 2 usage; 3 not written",
    );
    let command = clap::Command::new("diff").about(about).after_help(notes);
    let command = command.arg(batch("BATCH1", language)).arg(batch("BATCH2", language)).arg(out(language));
    (command, language.pick("fenpei diff [选项] <BATCH1> <BATCH2>", "fenpei diff [OPTIONS] <BATCH1> <BATCH2>"))
}

fn options_command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "两三个方案并列测算：按单位、按人员类别，供会议选择",
        "Two or three options side by side, by unit and kind of staff, for the meeting that chooses",
    );
    let notes = language.pick(
        "每个方案是一个批次（或放方案和表格的文件夹）：参数、标准、规则或录入不同，表和识别号相同。
测算表列出各方案不同在哪里，各单位实发和与方案一之差、人均、最低中位最高（不足五人不列）、资金去向和图表。

例子：
  fenpei options 结果/2018-0a1b2c3d4e5f 结果/2018-1b2c3d4e5f6a --out 测算表.xlsx

退出码：0 完成；1 表不同、同一批次写了两次，或批次被改过；2 用法不对；3 写不进去",
        "Each option is a batch, or a folder with scheme and spreadsheets: other parameters, standards, rules or
figures, the same tables and keys. The workbook tells in what they differ, and for each unit what is paid with the
difference to the first, means, least, middle and greatest (none below five), where the money went, and charts.

Exit codes: 0 done; 1 other tables, a batch named twice, or one was changed; 2 usage; 3 not written",
    );
    let batches = batch("BATCH", language).num_args(2..=3);
    let command = clap::Command::new("options").about(about).after_help(notes);
    let command = command.arg(batches).arg(out(language).required(true));
    let usage = "fenpei options <BATCH> <BATCH> [BATCH] --out <FILE>";
    (command, usage)
}

fn verify_command(language: Language) -> (clap::Command, &'static str) {
    let about = language.pick(
        "核验一个批次：不信它自己的话，按其中的输入重新计算，逐字节、逐单元格对照",
        "Verify a batch without trusting it: compute it again from its inputs, compare every byte and cell",
    );
    let notes = language.pick(
        "核对输入和记录的校验码、批次来源的指纹；重新生成每一份文件，与批次中的逐格对照：值、公式、格式、批注、隐藏的
行和表；文本逐行逐项；清单中的控制合计。每一处写明文件 › 工作表 › 单元格，每份文件最多列 1000 处。
别的版本写出的批次，本版本算得不同时，写明应由哪个版本核对。

退出码：0 完全相同；1 有不符，逐处列出；2 用法不对",
        "Hashes of inputs and records and the fingerprints of the chain are checked; every document is made again and
held against the one that is there: values, formulas, formats, notes, hidden rows and sheets; texts by line and
field; the manifest's control totals. Each place is named by file › sheet › cell, 1,000 a file at most. Where
another release made the batch and this one computes otherwise, it says which release to use.

Exit codes: 0 the same; 1 it differs, each place is listed; 2 usage",
    );
    let command = clap::Command::new("verify").about(about).after_help(notes).arg(batch("BATCH", language));
    (command, language.pick("fenpei verify <BATCH>", "fenpei verify <BATCH>"))
}

fn sample_command(language: Language) -> (clap::Command, &'static str) {
    let about =
        language.pick("抽三个单位、十个人，供手工复算", "Draw three units and ten people for a recount by hand");
    let notes = language.pick(
        "同一批次、同一种子，抽到的相同；抽样方法和种子都写明，任何人可以重抽。
--out 写出抽查复算表：每项金额的规则和依据、算式、录入数据（文件、工作表、单元格），留有复算和签字栏。",
        "The same seed draws the same from the same batch; method and seed are stated, so that anybody can draw again.
--out writes the sheet to recount on: each amount with its rule, the arithmetic, the inputs with their cells, and
room for the recount and for signatures.",
    );
    let seed = Arg::new("seed").long("seed").value_name("N").required(true);
    let seed = seed.value_parser(clap::value_parser!(u64)).help(language.pick("抽取种子", "Seed of the draw"));
    let command = clap::Command::new("sample").about(about).after_help(notes);
    let command = command.arg(batch("BATCH", language)).arg(seed).arg(out(language));
    (command, language.pick("fenpei sample [选项] <BATCH> --seed <N>", "fenpei sample [OPTIONS] <BATCH> --seed <N>"))
}

fn batch(name: &'static str, language: Language) -> Arg {
    let help = language.pick("批次文件夹", "The batch's folder");
    Arg::new(name).required(true).value_parser(ValueParser::path_buf()).help(help)
}

/// `--out`.
pub fn out(language: Language) -> Arg {
    let help = language.pick("写到这个文件，不覆盖已有的", "The file to write; one that is there is kept");
    Arg::new("out").long("out").value_name("FILE").value_parser(ValueParser::path_buf()).help(help)
}
