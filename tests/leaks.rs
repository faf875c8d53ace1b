//! Ten thousand numbers of identity cards, bank cards and telephones, planted wherever an office types: none stands
//! whole in anything that is posted, printed on the screen, listed as a finding, or told by the manifest.
mod support;

use rust_xlsxwriter::{Workbook, Worksheet};
use std::collections::HashSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Output;
use support::filled::fill;
use support::office::{APPROVAL, NOTICE, with};
use support::register::{and, objection, typed as fill_register};
use support::{code, district, fenpei, files, only_batch, text};
use tempfile::TempDir;

/// Numbers from a fixed seed (xorshift), all different, so that a failure can be seen again.
struct Planted {
    state: u64,
    known: HashSet<String>,
}

impl Planted {
    fn new() -> Planted {
        Planted { state: 20_181_231, known: HashSet::new() }
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % limit
    }

    fn digits(&mut self, count: u64) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    /// Eighteen characters with the check digit of GB 11643, of somebody born in the seventies.
    fn identity(&mut self) -> String {
        let (year, month, day) = (1970 + self.below(10), 1 + self.below(12), 1 + self.below(28));
        let body = format!("62{}{year}{month:02}{day:02}{}", self.digits(4), self.digits(3));
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: usize = body.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
        self.plant(format!("{body}{}", &"10X98765432"[sum % 11..=sum % 11]))
    }

    /// 16 to 19 digits with the check digit of ISO/IEC 7812.
    fn card(&mut self) -> String {
        let length = 12 + self.below(4);
        let body = format!("622{}", self.digits(length));
        let doubled = |(place, byte): (usize, u8)| {
            let digit = u32::from(byte - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        };
        let sum: u32 = body.bytes().rev().enumerate().map(doubled).sum();
        self.plant(format!("{body}{}", (10 - sum % 10) % 10))
    }

    fn telephone(&mut self) -> String {
        let number = format!("1{}{}", 3 + self.below(7), self.digits(9));
        self.plant(number)
    }

    fn plant(&mut self, number: String) -> String {
        self.known.insert(number.clone());
        number
    }

    /// One of the three kinds as somebody may type it: grouped, full-width, inside words.
    fn typed(&mut self) -> String {
        let number = match self.below(3) {
            0 => self.identity(),
            1 => self.card(),
            _ => self.telephone(),
        };
        let separators = ["", " ", "-", "－", "　"];
        let separator = separators[self.below(separators.len() as u64) as usize];
        let (group, wide) = (3 + self.below(3) as usize, self.below(3) == 0);
        let mut typed = String::new();
        for (index, c) in number.chars().enumerate() {
            if index > 0 && index % group == 0 {
                typed.push_str(separator);
            }
            let full = c.to_digit(10).and_then(|value| char::from_u32('０' as u32 + value));
            typed.push(full.filter(|_| wide).unwrap_or(c));
        }
        if self.below(2) == 0 { format!("联系{typed}（本人）") } else { typed }
    }

    /// A planted number that stands whole in a text, however it is grouped there.
    fn leaked(&self, text: &str) -> Option<String> {
        runs(text).iter().find_map(|run| {
            let part = |from: usize, length: usize| run.get(from..from + length);
            let starts = (0..run.len()).flat_map(|from| (11..=19).filter_map(move |length| part(from, length)));
            starts.into_iter().find(|part| self.known.contains(*part)).map(str::to_string)
        })
    }

    fn not_in(&self, text: &str, what: &str) {
        assert_eq!(self.leaked(text), None, "{what}");
    }
}

/// Runs of digits, with what people put between groups taken out.
fn runs(text: &str) -> Vec<String> {
    let (mut runs, mut run) = (Vec::new(), String::new());
    for c in text.chars() {
        let narrow = match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            'Ｘ' | 'ｘ' | 'x' => 'X',
            c => c,
        };
        match narrow {
            '0'..='9' | 'X' => run.push(narrow),
            c if " -－　\u{200b}".contains(c) => {}
            _ => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    runs
}

/// Everything that a workbook holds, names of sheets and heads of pages among it; another file as text.
fn whole_text(name: &str, bytes: &[u8]) -> String {
    if !name.ends_with(".xlsx") {
        return format!("{name}\n{}", String::from_utf8_lossy(bytes));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut whole = format!("{name}\n");
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        part.read_to_string(&mut whole).expect("XML");
        whole.push('\n');
    }
    whole
}

/// What the terminal shows.
fn shown(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).join("\n")
}

type Cells<'c> = &'c dyn Fn(&mut Planted, usize) -> Vec<String>;

/// Writes a sheet of texts.
fn sheet(book: &mut Workbook, name: &str, heads: &[&str], rows: usize, planted: &mut Planted, cells: Cells<'_>) {
    let sheet: &mut Worksheet = book.add_worksheet().set_name(name).expect("a name");
    for (column, head) in (0..).zip(heads) {
        sheet.write_string(0, column, *head).expect("a cell");
    }
    for row in 0..rows {
        for (column, cell) in (0..).zip(cells(planted, row)) {
            match cell.parse::<u32>().ok().filter(|_| cell.len() < 4) {
                Some(number) => sheet.write_number(row as u32 + 1, column, number).expect("a cell"),
                None => sheet.write_string(row as u32 + 1, column, cell).expect("a cell"),
            };
        }
    }
}

/// The small district with numbers of cards and telephones in names, points, schools, keys, decisions, names of
/// sheets and files: nothing of it can be computed.
fn broken(planted: &mut Planted) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join("scheme.toml"), district::SCHEME).expect("written");
    let mut book = Workbook::new();
    let school = |planted: &mut Planted, row: usize| vec![format!("第{row}小学{}", planted.typed())];
    sheet(&mut book, "学校", &["学校名称"], 40, planted, &school);
    let teacher = |planted: &mut Planted, row: usize| {
        let points = if row.is_multiple_of(2) { planted.typed() } else { "90".to_string() };
        let number = if row.is_multiple_of(3) { "L1".to_string() } else { planted.identity() };
        vec![number, format!("王敏{}", planted.typed()), planted.typed(), points, planted.typed()]
    };
    let heads = ["工号", "姓名", "单位", "考核分", "中考分"];
    sheet(&mut book, "教师", &heads, 2_200, planted, &teacher);
    let account =
        |planted: &mut Planted, _: usize| vec![planted.identity(), planted.typed(), planted.typed(), planted.card()];
    sheet(&mut book, "发放账户", &["工号", "户名", "开户行", "账号"], 600, planted, &account);
    let other = format!("{}表", planted.card());
    let nothing = |planted: &mut Planted, _: usize| vec![planted.typed()];
    sheet(&mut book, &other, &["备注"], 3, planted, &nothing);
    book.save(dir.path().join("名册.xlsx")).expect("saved");
    let mut decisions = Workbook::new();
    let heads = ["编号", "文件", "工作表", "列", "内容", "问题", "可选答复", "决定", "依据", "决定人"];
    let decision = |planted: &mut Planted, _: usize| {
        let typed: Vec<String> = (0..7).map(|_| planted.typed()).collect();
        [&["Q201", "名册.xlsx", "教师"].map(str::to_string)[..], &typed].concat()
    };
    sheet(&mut decisions, "决定", &heads, 20, planted, &decision);
    decisions.save(dir.path().join("决定.xlsx")).expect("saved");
    let named = dir.path().join(format!("王敏{}请假条.xlsx", planted.telephone()));
    fs::copy(dir.path().join("决定.xlsx"), named).expect("copied");
    dir
}

#[test]
fn ten_thousand_planted_numbers_stand_in_no_message_and_in_no_list_of_findings() {
    let mut planted = Planted::new();
    let dir = broken(&mut planted);
    assert!(planted.known.len() >= 10_000, "{}", planted.known.len());
    for language in ["zh", "en"] {
        let output = fenpei(&["check", &text(dir.path()), "--lang", language]);
        assert_eq!(code(&output), 1, "{}", shown(&output));
        planted.not_in(&shown(&output), "the screen");
        let list = fs::read(dir.path().join("结果/核对/问题清单.xlsx")).expect("there");
        let list = whole_text("问题清单.xlsx", &list);
        assert!(list.contains("E571"), "the file whose name tells a number");
        assert!(list.contains("****"), "what is masked shows that something stood there");
        planted.not_in(&list, "问题清单");
    }
    let output = fenpei(&["run", &text(dir.path()), "--out", &text(&dir.path().join("结果"))]);
    assert_eq!(code(&output), 1);
    planted.not_in(&shown(&output), "the screen");
}

/// The small district with identity numbers as keys, cards as accounts, and telephones in remarks; it computes.
fn sound(planted: &mut Planted) -> (TempDir, Vec<String>) {
    let dir = TempDir::new().expect("a folder");
    let name = "[[table.input]]\nname = \"姓名\"\ntype = \"text\"\n";
    let scheme = district::SCHEME.replace(name, &format!("{name}{}", name.replace("姓名", "备注")));
    fs::write(dir.path().join("scheme.toml"), scheme).expect("written");
    let keys: Vec<String> = (0..6).map(|_| planted.identity()).collect();
    let mut book = Workbook::new();
    let school = |_: &mut Planted, row: usize| vec![district::SCHOOLS[row].to_string()];
    sheet(&mut book, "学校", &["学校名称"], 2, planted, &school);
    let heads = ["工号", "姓名", "单位", "考核分", "中考分", "备注"];
    let teacher = |planted: &mut Planted, row: usize| {
        let (_, name, school, year, exam) = district::TEACHERS[row];
        let figures = [year.to_string(), exam.to_string()];
        let [year, exam] = figures;
        vec![keys[row].clone(), name.to_string(), district::SCHOOLS[school].to_string(), year, exam, planted.typed()]
    };
    sheet(&mut book, "教师", &heads, 6, planted, &teacher);
    let account = |planted: &mut Planted, row: usize| {
        let name = district::TEACHERS[row].1.to_string();
        vec![keys[row].clone(), name, "临河农商行".to_string(), planted.card()]
    };
    sheet(&mut book, "发放账户", &["工号", "户名", "开户行", "账号"], 6, planted, &account);
    book.save(dir.path().join("名册.xlsx")).expect("saved");
    (dir, keys)
}

/// Whether a document of a batch is posted or read by anybody.
fn public(name: &str) -> bool {
    name.contains("公示") && !name.starts_with("记录/") || name == "manifest.json"
}

/// Looks through what a batch makes public.
fn nothing_public(planted: &Planted, batch: &Path) {
    let posted: Vec<(String, Vec<u8>)> = files(batch).into_iter().filter(|(name, _)| public(name)).collect();
    assert!(posted.len() >= 4, "{:?}", posted.iter().map(|(name, _)| name).collect::<Vec<_>>());
    for (name, bytes) in posted {
        planted.not_in(&whole_text(&name, &bytes), &name);
    }
}

/// A stage: its form, filled in, and the batch that it leads to, or what is said where it leads to none.
fn stage(
    planted: &Planted,
    command: &str,
    batch: &Path,
    answers: &[(&str, &str)],
    typed: &[(&str, &str, &str)],
    more: &[&str],
) -> Result<PathBuf, String> {
    let place = batch.parent().expect("a folder");
    let form = |place: &Path| {
        let mut forms: Vec<PathBuf> =
            fs::read_dir(place).expect("readable").flatten().map(|entry| entry.path()).collect();
        let register = place.join("异议登记.xlsx");
        forms.retain(|path| path.extension().is_some_and(|ending| ending == "xlsx") && *path != register);
        forms
    };
    form(place).iter().for_each(|old| fs::remove_file(old).expect("removed"));
    let asked = fenpei(&[command, &text(batch)]);
    planted.not_in(&shown(&asked), "the screen");
    let blank = form(place);
    assert_eq!(blank.len(), 1, "{}", shown(&asked));
    fill(&blank[0], answers, typed, &blank[0]);
    let before: Vec<PathBuf> = batches(place);
    let batch = text(batch);
    let output = fenpei(&[&[command, &batch], more].concat());
    planted.not_in(&shown(&output), "the screen");
    let new: Vec<PathBuf> = batches(place).into_iter().filter(|path| !before.contains(path)).collect();
    if code(&output) == 0 { Ok(new.into_iter().next().expect("a batch")) } else { Err(shown(&output)) }
}

fn batches(place: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(place).expect("readable").flatten().map(|entry| entry.path());
    entries.filter(|path| path.join("manifest.json").is_file()).collect()
}

#[test]
fn from_trial_to_paid_no_number_is_posted_printed_or_told_by_the_manifest() {
    let mut planted = Planted::new();
    let (dir, keys) = sound(&mut planted);
    let place = TempDir::new().expect("a folder");
    for command in ["check", "run"] {
        let output = fenpei(&[command, &text(dir.path()), "--out", &text(place.path())]);
        assert_eq!(code(&output), 0, "{}", shown(&output));
        planted.not_in(&shown(&output), "the screen");
    }
    fs::remove_dir_all(place.path().join("核对")).expect("removed");
    let trial = only_batch(place.path());
    nothing_public(&planted, &trial);
    let (document, period) = (format!("平教局〔2019〕2号 {}", planted.typed()), format!("2018年 {}", planted.typed()));
    let answers = with_text(&with_text(&NOTICE, ("议定文号", &document)), ("发放期间", &period));
    let noticed = stage(&planted, "advance", &trial, &answers, &[], &[]).expect("a batch");
    nothing_public(&planted, &noticed);
    // The document of the approval stands on every page, on those that are posted too.
    let told = stage(&planted, "advance", &noticed, &with_text(&APPROVAL, ("审批文号", &document)), &[], &[]);
    assert!(told.clone().is_err_and(|told| told.contains("不能公示")), "{told:?}");
    let reason = planted.typed();
    let one = with(&APPROVAL, ("异议件数", "1"));
    let register = place.path().join("异议登记.xlsx");
    let batch = noticed.file_name().expect("a name").to_string_lossy().into_owned();
    let brought = |what: &str| {
        let entry =
            and(&objection(&keys[2], "赵强", &batch), &[("处理", "缓发"), ("处理结论", "正在复核"), ("事项", what)]);
        fill_register(&register, &[entry]);
    };
    brought(&reason);
    let told = stage(&planted, "advance", &noticed, &one, &[], &[]).expect_err("a number in a reason is posted");
    assert!(told.contains("不能公示"), "{told}");
    brought("请假天数不符");
    let last = stage(&planted, "advance", &noticed, &one, &[], &[]).expect("a batch");
    nothing_public(&planted, &last);
    let named = dir.path().join(format!("{}.csv", planted.telephone()));
    fs::write(&named, "账号,金额\r\n").expect("written");
    let told = stage(&planted, "settle", &last, &[], &[], &[&text(&named)]).expect_err("a name is told");
    assert!(told.contains("E571"), "{told}");
}

fn with_text<'t>(answers: &[(&'t str, &'t str)], other: (&'t str, &'t str)) -> Vec<(&'t str, &'t str)> {
    answers.iter().copied().filter(|(question, _)| *question != other.0).chain([other]).collect()
}

#[test]
fn numbers_in_names_and_schools_are_refused_before_anything_is_posted() {
    let mut planted = Planted::new();
    for spoilt in ["王敏", district::SCHOOLS[1]] {
        let (dir, _) = sound(&mut planted);
        let (from, to) = (spoilt.to_string(), format!("{spoilt}{}", planted.telephone()));
        let place = TempDir::new().expect("a folder");
        respelt(&dir.path().join("名册.xlsx"), &from, &to);
        let output = fenpei(&["run", &text(dir.path()), "--out", &text(place.path())]);
        assert!(code(&output) != 0 && shown(&output).contains("不能公示"), "{}", shown(&output));
        planted.not_in(&shown(&output), "the screen");
        assert_eq!(batches(place.path()), Vec::<PathBuf>::new());
    }
}

/// Writes a text in a workbook's cells as another one.
fn respelt(path: &Path, from: &str, to: &str) {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    let mut read: Xlsx<_> = open_workbook(path).expect("opens");
    let mut book = Workbook::new();
    for name in read.sheet_names() {
        let range = read.worksheet_range(&name).expect("a sheet");
        let sheet = book.add_worksheet().set_name(&name).expect("a name");
        for (row, column, cell) in range.used_cells() {
            let (row, column) = (row as u32, column as u16);
            match cell {
                Data::Float(value) => sheet.write_number(row, column, *value).expect("a cell"),
                Data::String(text) if text == from => sheet.write_string(row, column, to).expect("a cell"),
                other => sheet.write_string(row, column, other.to_string()).expect("a cell"),
            };
        }
    }
    book.save(path).expect("saved");
}
