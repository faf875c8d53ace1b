//! `fenpei whatif`: what another value would do to everybody. Nothing is written unless asked.
use super::arguments;
use super::asks;
use super::case::Case;
use super::exit::Exit;
use super::named_files::{Form, json};
use super::{console, effect_words, faults, next_stage, opened, quiet, told};
use clap::builder::ValueParser;
use clap::{Arg, ArgAction};
use fenpei::dataset::Dataset;
use fenpei::effect::{Effect, Setting, SettingFault, apply, effect, parse_setting};
use fenpei::faces::effect_workbook;
use fenpei::intake::{OfficeFile, is_corrections};
use fenpei::messages::{Findings, Language, OutputMessage};
use fenpei::plan::Plan;
use fenpei::scheme::Scheme;
use fenpei::{compute, correction};
use std::path::{Path, PathBuf};

/// What is to be changed.
pub struct Change {
    /// Single values.
    pub settings: Vec<Setting>,
    /// A workbook of corrections.
    pub corrections: Option<OfficeFile>,
    /// A scheme whose rules take the place of the folder's own.
    pub rules: Option<PathBuf>,
}

pub fn whatif(
    path: &Path,
    (sets, from, rules): (&[String], Option<&Path>, Option<&Path>),
    (form, out): (Form, Option<&Path>),
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let change = Change { rules: rules.map(Path::to_path_buf), ..Change::read(sets, from)? };
    let dir = opened::inputs(path)?;
    let mut case = Case::open(&dir)?;
    let Ok((scheme, plan, data)) = case.parts(&dir, language) else {
        told::tell(&case, &dir, language);
        return Ok(Exit::Stopped);
    };
    let Some(effect) = change.effect(&mut case, &dir, (&scheme, plan, data), language)? else {
        return Ok(Exit::Stopped);
    };
    console::say(&match form {
        Form::Text => change.words(&effect, language),
        Form::Json => json(&effect),
    });
    if let Some(out) = out {
        let edition = case.edition(&scheme);
        let bytes = effect_workbook(&effect, &[], "改动影响测算", &edition);
        opened::write_new(out, &bytes.map_err(|error| faults::document_fault(out.display().to_string(), &error))?)?;
    }
    Ok(Exit::Done)
}

impl Change {
    /// Settings of the command line; then a workbook of corrections, or a file with a setting on each line.
    pub fn read(sets: &[String], from: Option<&Path>) -> Result<Change, (OutputMessage, Exit)> {
        let name = from.and_then(|from| from.file_name()).map(|name| name.to_string_lossy().into_owned());
        match (from, name) {
            (Some(from), Some(name)) if is_corrections(&name) => {
                let corrections = Some(next_stage::read(from, &name)?);
                Ok(Change { settings: settings(sets, None)?, corrections, rules: None })
            }
            _ => Ok(Change { settings: settings(sets, from)?, corrections: None, rules: None }),
        }
    }

    /// Computes both years. `None`: findings stopped one of them, and they were told.
    pub fn effect(
        &self,
        case: &mut Case,
        dir: &Path,
        (scheme, plan, data): (&Scheme, Plan, Dataset),
        language: Language,
    ) -> Result<Option<Effect>, (OutputMessage, Exit)> {
        let (other, mut changed_plan, mut changed_data) = match &self.rules {
            None => (None, plan.clone(), data.clone()),
            Some(file) => {
                let mut other = Case::open_by(file)?;
                let Ok((scheme, plan, data)) = other.parts(dir, language) else {
                    told::tell(&other, dir, language);
                    return Ok(None);
                };
                (Some(scheme), plan, data)
            }
        };
        let scheme = other.as_ref().unwrap_or(scheme);
        for setting in &self.settings {
            apply(setting, scheme, &mut changed_plan, &mut changed_data).map_err(fault)?;
        }
        let mut laid = Findings::default();
        quiet::without_panic_messages(|| {
            correction::lay_over(scheme, self.corrections.as_slice(), &mut changed_data, &mut laid)
        });
        if laid.stop() {
            case.findings = laid;
            told::tell(case, dir, language);
            return Ok(None);
        }
        let Some(base) = compute::compute(plan, data, &mut case.findings) else {
            told::tell(case, dir, language);
            return Ok(None);
        };
        case.findings = Findings::default();
        let Some(changed) = compute::compute(changed_plan, changed_data, &mut case.findings) else {
            told::tell(case, dir, language);
            console::tell(language.pick("改后运算停止，没有结果", "with this change the computation stops"));
            return Ok(None);
        };
        Ok(Some(effect(&base, &changed)))
    }

    /// The effect for people; whoever a setting is about stands first.
    pub fn words(&self, effect: &Effect, language: Language) -> String {
        let about: Vec<&str> =
            self.settings.iter().flat_map(|setting| setting.key.iter().map(String::as_str)).collect();
        effect_words::told(effect, &about, language)
    }
}

/// Those of the command line, then those of the file, one a line; lines that begin with `#` are remarks.
pub fn settings(sets: &[String], from: Option<&Path>) -> Result<Vec<Setting>, (OutputMessage, Exit)> {
    let mut lines: Vec<String> = sets.to_vec();
    if let Some(from) = from {
        let text = std::fs::read_to_string(from).map_err(|error| {
            let path = from.display().to_string();
            (OutputMessage::Unreadable { path, reason: error.to_string() }, Exit::Stopped)
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let wanted = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.extend(wanted.map(str::to_string));
    }
    let read = |line: &String| {
        parse_setting(line).map_err(|_| (OutputMessage::SettingForm { text: line.clone() }, Exit::Usage))
    };
    lines.iter().map(read).collect()
}

pub fn fault(fault: SettingFault) -> (OutputMessage, Exit) {
    let message = match fault {
        SettingFault::Form => OutputMessage::SettingForm { text: String::new() },
        SettingFault::Unknown(what, name, near) => {
            let what_en = match what {
                "表" => "table",
                "列" => "column",
                _ => "parameter",
            };
            OutputMessage::SettingUnknown { what_zh: what.to_string(), what_en: what_en.to_string(), name, near }
        }
        SettingFault::NoRow(key) => OutputMessage::SettingNoRow { key },
        SettingFault::SeveralRows(key, count) => OutputMessage::SettingSeveralRows { key, count },
        SettingFault::Computed(column) => OutputMessage::SettingComputed { column },
        SettingFault::Value(value, reason) => OutputMessage::SettingValue { value, reason },
    };
    (message, Exit::Stopped)
}

/// The command and its usage.
pub fn command(language: Language) -> (clap::Command, &'static str) {
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
    let command = command
        .arg(asks::batch("DIR", language))
        .arg(set)
        .arg(from)
        .arg(rules)
        .arg(arguments::format(language))
        .arg(asks::out(language));
    (command, language.pick("fenpei whatif [选项] <DIR>", "fenpei whatif [OPTIONS] <DIR>"))
}
