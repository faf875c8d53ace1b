//! What a bank and a payroll system are given: files by layout, byte for byte, and everything that stops them.
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use fenpei::batch::payment_documents;
use fenpei::book::Book;
use fenpei::faces::{Edition, PaymentFile, payment_outlook};
use fenpei::intake::OfficeFile;
use fenpei::messages::{Findings, Language, Place, Severity};
use fenpei::plan::SourceId;
use fenpei::scheme::{AccountKind, built_in_layouts};
use fenpei::stage::{Order, Stage};
use fenpei::{compute, intake, plan, scheme};
use std::io::Cursor;
use worked::{Rows, office_file};

mod support;
#[path = "support/worked.rs"]
mod worked;

const SCHEME: &str = include_str!("payments/scheme.toml");
const LAYOUT: &str = include_str!("payments/农商行.toml");
/// Sources by their place in the scheme: prizes, a donation for students, a grant.
const STAFF_SOURCES: [SourceId; 2] = [SourceId(0), SourceId(2)];
const ALL_SOURCES: [SourceId; 3] = [SourceId(0), SourceId(1), SourceId(2)];

/// The office's tables, to be changed before they are read.
struct Office {
    staff: Rows,
    students: Rows,
    accounts: Rows,
    layout: String,
    more: Vec<OfficeFile>,
}

fn rows<const N: usize>(rows: &[[&str; N]]) -> Rows {
    rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect()
}

impl Office {
    fn sound() -> Office {
        Office {
            staff: rows(&[
                ["工号", "姓名", "单位", "身份证号", "奖励", "扣减"],
                ["01", "张三", "甲校", "34052419800101001X", "1000.50", "0"],
                ["02", "阿依古丽·艾山", "甲校", "340524198001010028", "800", "0"],
                ["03", "王五", "甲校", "340524198001010036", "700", "1"],
                ["04", "赵六", "乙校", "340524198001010044", "0.05", "0"],
            ]),
            students: rows(&[["学号", "姓名", "单位", "账号"], ["9", "小明", "乙校", "6230 9900 0000 0000 090"]]),
            accounts: rows(&[
                ["工号", "户名", "开户行", "账号"],
                ["01", "张三", "平安农商行营业部", "6230990000000000017"],
                ["02", "阿依古丽·艾山", "平安农商行", " 6230 9900 0000 0000 025"],
                ["03", "王五", "平安农商行", "623099000000003-5"],
                ["04", "赵六", "平安农商行", "800012345678"],
            ]),
            layout: LAYOUT.to_string(),
            more: Vec::new(),
        }
    }

    fn files(&self) -> Vec<OfficeFile> {
        let sheets = [
            ("学校", &rows(&[["学校名称"], ["甲校"], ["乙校"]])),
            ("教职工", &self.staff),
            ("学生", &self.students),
            ("发放账户", &self.accounts),
        ];
        let sheets: Vec<(String, Rows)> = sheets.map(|(name, rows)| (name.to_string(), rows.clone())).to_vec();
        let layout = OfficeFile { path: "版式/农商行.toml".to_string(), bytes: self.layout.clone().into_bytes() };
        [office_file("名册.xlsx", &sheets), layout].into_iter().chain(self.more.iter().cloned()).collect()
    }

    /// The book; none with findings that stop.
    fn compute(&self, scheme: &str) -> (Option<Book>, Findings) {
        let mut findings = Findings::default();
        let mut written = scheme::parse(scheme, &mut findings);
        let files = self.files();
        intake::fill_layouts(&mut written, &files, &mut findings);
        let Some(plan) = plan::compile(&written, scheme, &mut findings) else { return (None, findings) };
        let dataset = intake::read(&written, &files, &mut findings);
        let book = if findings.stop() { None } else { compute::compute(plan, dataset, &mut findings) };
        (book, findings)
    }

    /// The files and what was told of them.
    fn pay(&self, scheme: &str, sources: &[SourceId]) -> (Vec<(String, PaymentFile)>, Findings) {
        let (book, findings) = self.compute(scheme);
        let book = book.unwrap_or_else(|| panic!("{}", told(&findings).join("\n")));
        let mut findings = Findings::default();
        let files = payment_documents(&book, &edition(), &Order::of(sources), &mut findings).expect("proved");
        assert_eq!(files.is_none(), findings.stop(), "files come exactly where nothing stops");
        (files.unwrap_or_default(), findings)
    }
}

fn edition() -> Edition {
    Edition {
        scheme: "小区2020年度奖金分配方案".to_string(),
        basis: "会议纪要".to_string(),
        office: "小区教育局".to_string(),
        year: 2020,
        batch: "2020-0123456789ab".to_string(),
        stage: Stage::Final,
        fingerprint: "0".repeat(64),
        ..Edition::default()
    }
}

fn told(findings: &Findings) -> Vec<String> {
    findings.list.iter().map(|finding| finding.line(Language::Chinese)).collect()
}

fn codes(findings: &Findings) -> Vec<&'static str> {
    findings.list.iter().map(|finding| finding.message.code()).collect()
}

fn bytes<'f>(files: &'f [(String, PaymentFile)], path: &str) -> &'f [u8] {
    let file = files.iter().find(|(known, _)| known == path);
    &file.unwrap_or_else(|| panic!("{path} is not among {:?}", files.iter().map(|f| &f.0).collect::<Vec<_>>())).1.bytes
}

#[test]
fn every_file_is_written_byte_for_byte_as_its_layout_says() {
    let (files, findings) = Office::sound().pay(SCHEME, &STAFF_SOURCES);
    // The student's money is none of these sources.
    assert!(findings.list.is_empty(), "{:?}", told(&findings));
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "发放文件/代发文本_教职工_2020-0123456789ab_1.txt",
            "备用格式/不作付款_代发无表头_教职工_2020-0123456789ab_1.csv",
            "备用格式/不作付款_代发清单_教职工_2020-0123456789ab.xlsx",
            "备用格式/不作付款_工资导入_教职工_2020-0123456789ab.xlsx",
            "备用格式/不作付款_甲校_1.req",
            "备用格式/不作付款_乙校_1.req",
        ]
    );
    // 400.02 by three equal weights is 133.34 each; who has everything withheld and no share is left out.
    // GB18030 by hand: 张 D5C5 三 C8FD, 阿 B0A2 依 D2C0 古 B9C5 丽 C0F6 · A1A4 艾 B0AC 山 C9BD, 赵 D5D4 六 C1F9,
    // 年 C4EA 奖 BDB1 金 BDF0.
    let text = b"1|\xD5\xC5\xC8\xFD|6230990000000000017|1133.84|2020\xC4\xEA\xBD\xB1\xBD\xF0\r\n\
2|\xB0\xA2\xD2\xC0\xB9\xC5\xC0\xF6\xA1\xA4\xB0\xAC\xC9\xBD|6230990000000000025|933.34|2020\xC4\xEA\xBD\xB1\xBD\xF0\r\n\
3|\xD5\xD4\xC1\xF9|800012345678|133.39|2020\xC4\xEA\xBD\xB1\xBD\xF0\r\n";
    assert_eq!(bytes(&files, paths[0]), text);
    let csv = b"6230990000000000017,\xD5\xC5\xC8\xFD,1133.84,2020\xC4\xEA\xBD\xB1\xBD\xF0\r\n\
6230990000000000025,\xB0\xA2\xD2\xC0\xB9\xC5\xC0\xF6\xA1\xA4\xB0\xAC\xC9\xBD,933.34,2020\xC4\xEA\xBD\xB1\xBD\xF0\r\n\
800012345678,\xD5\xD4\xC1\xF9,133.39,2020\xC4\xEA\xBD\xB1\xBD\xF0\r\n";
    assert_eq!(bytes(&files, paths[1]), csv);
    let own = "\u{feff}\"HJ\"|\"2\"|\"206718\"|\"2020-0123456789ab\"\n\
\"账号\"|\"收款人\"|\"币种\"|\"奖励到人\"|\"金额\"\n\
\"6230990000000000017\"|\"张三\"|\"CNY\"|\"100050\"|\"113384\"\n\
\"6230990000000000025\"|\"阿依古丽·艾山\"|\"CNY\"|\"80000\"|\"93334\"\n";
    assert_eq!(bytes(&files, paths[4]), own.as_bytes());
    assert!(files.iter().all(|(_, file)| file.table == "教职工"));
    let control: Vec<(usize, i64)> = files.iter().map(|(_, file)| (file.persons, file.total)).collect();
    assert_eq!(control, [(3, 220_057), (3, 220_057), (3, 220_057), (3, 220_057), (2, 206_718), (1, 13_339)]);
}

/// The cells of a workbook's only sheet.
fn sheet(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("opens");
    let names = book.sheet_names();
    let [name] = names.as_slice() else { panic!("{names:?}") };
    book.worksheet_range(name).expect("read").rows().map(<[Data]>::to_vec).collect()
}

fn text(text: &str) -> Data {
    Data::String(text.to_string())
}

#[test]
fn a_bank_s_list_keeps_accounts_as_texts_and_ends_in_its_totals() {
    let (files, _) = Office::sound().pay(SCHEME, &STAFF_SOURCES);
    let list = sheet(bytes(&files, "备用格式/不作付款_代发清单_教职工_2020-0123456789ab.xlsx"));
    assert_eq!(list[0], ["序号", "户名", "开户行", "账号", "金额", "用途"].map(text));
    let first = [text("张三"), text("平安农商行营业部"), text("6230990000000000017"), Data::Float(1133.84)];
    assert_eq!(list[1], [vec![Data::Float(1.0)], first.to_vec(), vec![text("2020年奖金")]].concat());
    assert_eq!(list[3][3], text("800012345678"));
    assert_eq!(list[4][..5], [text("合计"), text("3 人"), Data::Empty, Data::Empty, Data::Float(2200.57)]);
    assert_eq!(list.len(), 5);
}

#[test]
fn a_payroll_has_a_column_for_each_item_and_what_was_withheld() {
    let mut office = Office::sound();
    // Half of the third one's grant stays, while the prize is withheld.
    let scheme = SCHEME.replace("weight  = '1 - 扣减'", "weight  = '2 - 扣减'");
    office.staff[3][4] = "700.00".to_string();
    let (files, findings) = office.pay(&scheme, &STAFF_SOURCES);
    assert!(findings.list.is_empty(), "{:?}", told(&findings));
    let list = sheet(bytes(&files, "备用格式/不作付款_工资导入_教职工_2020-0123456789ab.xlsx"));
    let titles =
        ["序号", "工号", "姓名", "身份证号", "单位", "奖励到人", "补助到人", "应发合计", "扣发合计", "实发合计"];
    assert_eq!(list[0], titles.map(text));
    // Weights 2, 2, 1, 2 of 400.02 yuan: 57.15 for the third.
    let amounts = [700.0, 57.15, 757.15, 700.0, 57.15].map(Data::Float);
    let who = [text("03"), text("王五"), text("340524198001010036"), text("甲校")];
    assert_eq!(list[3], [vec![Data::Float(3.0)], who.to_vec(), amounts.to_vec()].concat());
    assert_eq!(list.len(), 5);
}

#[test]
fn payees_beyond_what_a_file_holds_go_to_the_next() {
    let office = Office { layout: LAYOUT.replace("rows_per_file = 2", "rows_per_file = 1"), ..Office::sound() };
    let (files, _) = office.pay(SCHEME, &STAFF_SOURCES);
    let own: Vec<(&str, usize, i64)> = files
        .iter()
        .filter(|(_, file)| file.layout == "农商行")
        .map(|(path, file)| (path.as_str(), file.persons, file.total))
        .collect();
    assert_eq!(
        own,
        [
            ("备用格式/不作付款_甲校_1.req", 1, 113_384),
            ("备用格式/不作付款_甲校_2.req", 1, 93_334),
            ("备用格式/不作付款_乙校_1.req", 1, 13_339)
        ]
    );
}

#[test]
fn each_source_pays_its_own_and_students_are_paid_by_the_bank() {
    let (files, findings) = Office::sound().pay(SCHEME, &[SourceId(1)]);
    assert!(findings.list.is_empty(), "{:?}", told(&findings));
    let [(path, file)] = files.as_slice() else { panic!("{} files", files.len()) };
    assert_eq!(
        (path.as_str(), file.persons, file.total),
        ("发放文件/代发文本_学生_2020-0123456789ab_1.txt", 1, 50_000)
    );
    let (files, _) = Office::sound().pay(SCHEME, &[SourceId(2)]);
    assert!(files.iter().all(|(_, file)| file.table == "教职工"));
    let all: i64 = files.iter().filter(|(_, file)| file.layout == "代发文本").map(|(_, file)| file.total).sum();
    assert_eq!(all, 40_002);
}

#[test]
fn everything_wrong_with_the_payees_is_told_in_one_pass_with_its_cell() {
    let mut office = Office::sound();
    for (row, column, text) in
        [(1, 3, "6230990000000000012"), (2, 1, "古丽·艾山"), (3, 3, "在办"), (4, 1, "赵 六"), (4, 2, "")]
    {
        office.accounts[row][column] = text.to_string();
    }
    office.staff[3][5] = "0".to_string();
    office.staff[1][3] = "=1".to_string();
    // A staff number that is an identity number is hidden as well.
    office
        .staff
        .push(["340524198001010079", "钱七", "乙校", "34052419800101007|", "10", "0"].map(str::to_string).to_vec());
    let (files, findings) = office.pay(SCHEME, &STAFF_SOURCES);
    assert!(files.is_empty());
    let found = codes(&findings);
    for code in ["E560", "E561", "E563", "E564", "E570", "W560", "W561"] {
        assert!(found.contains(&code), "{code}: {:?}", told(&findings));
    }
    let lines = told(&findings);
    // Whose account it is may be told, the number may not.
    for private in ["6230990000000000012", "34052419800101001", "340524198001010079"] {
        assert!(lines.iter().all(|line| !line.contains(private)), "{lines:?}");
    }
    assert!(lines.iter().any(|line| line.contains("***************0012")), "{lines:?}");
}

/// The answer to the question about a shared account.
fn decided(who: &str) -> OfficeFile {
    let decisions = rows(&[
        ["编号", "文件", "工作表", "列", "内容", "问题", "可选答复", "决定", "依据", "决定人"],
        ["Q571", "名册.xlsx", "发放账户", "账号", who, "", "", "照付", "夫妻共用，有书面声明", "王敏"],
    ]);
    office_file("决定.xlsx", &[("决定".to_string(), decisions)])
}

#[test]
fn one_account_of_two_people_is_asked_in_the_trial_and_paid_where_the_office_says_so() {
    let mut office = Office::sound();
    office.accounts[2][3] = "6230 9900 0000 0000 017".to_string();
    let (book, findings) = office.compute(SCHEME);
    let lines = told(&findings);
    assert!(book.is_none());
    assert_eq!(codes(&findings), ["Q571"], "{lines:?}");
    assert!(
        lines[0].starts_with("名册.xlsx › 发放账户 › D3 › 账号：账号“***************0017”同时是 01、02 的"),
        "{lines:?}"
    );
    let asked = intake::asked(&findings.list.iter().collect::<Vec<_>>());
    assert_eq!((asked[0].0[4].as_str(), asked[0].1.as_slice()), ("01、02", ["照付".to_string()].as_slice()));
    office.more.push(decided("01、02"));
    let (files, findings) = office.pay(SCHEME, &STAFF_SOURCES);
    assert!(findings.list.iter().all(|finding| finding.message.code() == "W561"), "{:?}", told(&findings));
    assert!(!files.is_empty());
}

#[test]
fn one_account_in_two_tables_is_asked_too() {
    let mut office = Office::sound();
    office.students[1][3] = "800012345678".to_string();
    let (book, findings) = office.compute(SCHEME);
    assert!(book.is_none());
    assert!(told(&findings)[0].contains("同时是 04、9 的"), "{:?}", told(&findings));
    // A column that is no column of accounts is found when the files would be made, and told before.
    let scheme = SCHEME.replace("type = \"account-number\"", "type = \"text\"");
    let (book, _) = office.compute(&scheme);
    let mut findings = Findings::default();
    payment_outlook(&book.expect("a trial"), &edition(), &Order::of(&ALL_SOURCES), &mut findings).expect("adds up");
    let lines = told(&findings);
    assert!(
        lines
            .iter()
            .any(|line| line.contains("9 小明 与 04 赵六 是同一个账号") && line.contains("（E562），定稿时会停止")),
        "{lines:?}"
    );
}

#[test]
fn a_trial_tells_what_will_stop_the_files_of_a_final_batch() {
    let mut office = Office::sound();
    office.staff[1][1] = "张䶮".to_string();
    for (row, column, text) in [(1, 1, "张䶮"), (2, 3, "6230990000000000012"), (3, 3, "在办"), (4, 1, "=赵六")] {
        office.accounts[row][column] = text.to_string();
    }
    office.staff[3][5] = "0".to_string();
    let (book, _) = office.compute(SCHEME);
    let mut findings = Findings::default();
    payment_outlook(&book.expect("a trial"), &edition(), &Order::of(&ALL_SOURCES), &mut findings).expect("adds up");
    let lines = told(&findings);
    assert!(!findings.stop(), "{lines:?}");
    for code in ["E561", "E564", "E567"] {
        let told = format!("（{code}），定稿时会停止 (W570)");
        assert!(lines.iter().any(|line| line.contains(&told)), "{code}: {lines:?}");
    }
    assert!(codes(&findings).contains(&"W560") && codes(&findings).contains(&"W561"), "{lines:?}");
}

#[test]
fn characters_that_an_encoding_lacks_stop_with_everybody_s_name() {
    let mut office = Office::sound();
    for (row, name) in [(1, "张䶮"), (2, "李𠮷")] {
        office.staff[row][1] = name.to_string();
        office.accounts[row][1] = name.to_string();
    }
    let (_, findings) = office.pay(SCHEME, &STAFF_SOURCES);
    let lines = told(&findings);
    // GB18030 and UTF-8 have both; GBK has neither, and says so once for both.
    assert_eq!(codes(&findings), ["E567"], "{lines:?}");
    assert!(lines[0].contains("“代发无表头”的编码 GBK"), "{lines:?}");
    assert!(lines[0].contains("共 2 处：01 张䶮（䶮）；02 李𠮷（𠮷）"), "{lines:?}");
    let scheme = SCHEME.replace("\"代发无表头\", ", "");
    let (files, findings) = office.pay(&scheme, &STAFF_SOURCES);
    assert!(findings.list.is_empty(), "{:?}", told(&findings));
    let text = bytes(&files, "发放文件/代发文本_教职工_2020-0123456789ab_1.txt");
    assert!(text.starts_with(b"1|\xD5\xC5\xFE\x9F|"), "{text:?}");
}

#[test]
fn texts_that_would_break_a_file_stop_it() {
    for (text, code) in [
        ("=HYPERLINK(1)", "E564"),
        ("＋1", "E564"),
        ("甲|乙", "E565"),
        ("甲\"乙", "E565"),
        ("甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸子", "E566"),
    ] {
        let mut office = Office::sound();
        office.accounts[1][1] = text.to_string();
        let (files, findings) = office.pay(SCHEME, &STAFF_SOURCES);
        let found = codes(&findings);
        assert!(files.is_empty() && found.contains(&code), "{text}: {:?}", told(&findings));
    }
}

#[test]
fn a_title_that_would_break_a_file_stops_it() {
    let scheme = SCHEME.replace("name    = \"补助到人\"", "name    = \"补助|到人\"");
    let layout = LAYOUT.replace("{ item = \"奖励到人\" }", "{ field = \"各项目\" }");
    let (files, findings) = Office { layout, ..Office::sound() }.pay(&scheme, &STAFF_SOURCES);
    assert!(files.is_empty());
    assert_eq!(codes(&findings), ["E565"], "{:?}", told(&findings));
    assert!(told(&findings)[0].contains("补助|到人 的“表头”含有“|”"), "{:?}", told(&findings));
}

#[test]
fn a_file_holds_no_more_payees_than_a_spreadsheet_has_rows() {
    let mut office = Office::sound();
    for number in 1..=60_000 {
        let code = format!("9{number:05}");
        let account = format!("80{number:010}");
        office.staff.push([&code, "某某", "甲校", "340524198001010079", "1", "1"].map(str::to_string).to_vec());
        office.accounts.push([&code, "某某", "平安农商行", &account].map(str::to_string).to_vec());
    }
    let scheme = SCHEME
        .replace(
            "[\"代发文本\", \"代发无表头\", \"代发清单\", \"工资导入\", \"农商行\"]",
            "[\"代发文本\", \"代发清单\"]",
        )
        .replace("'扣减 = 1'", "'扣减 = 2'");
    let (files, findings) = office.pay(&scheme, &[SourceId(0)]);
    assert!(files.is_empty());
    // The text goes on in the next file.
    assert_eq!(codes(&findings), ["E568"], "{:?}", told(&findings));
    assert!(told(&findings)[0].contains("“代发清单”的一个文件要放 60004 人，最多 60000 人"), "{:?}", told(&findings));
}

#[test]
fn nobody_is_paid_less_than_nothing() {
    let mut office = Office::sound();
    office.staff[4][4] = "-1000".to_string();
    let (files, findings) = office.pay(SCHEME, &[SourceId(0)]);
    assert!(files.is_empty());
    assert_eq!(codes(&findings), ["E569"], "{:?}", told(&findings));
}

#[test]
fn a_trial_tells_who_has_no_account_and_goes_on() {
    let mut office = Office::sound();
    office.accounts.truncate(3);
    let (book, findings) = office.compute(SCHEME);
    assert!(book.is_some());
    // The third one is paid nothing and needs none.
    let lines = told(&findings);
    assert_eq!(codes(&findings), ["W432"], "{lines:?}");
    assert!(lines[0].contains("“教职工”有 1 人有钱可发，却没有收款账号：04 赵六"), "{lines:?}");
}

#[test]
fn money_that_no_payment_covers_is_told() {
    let scheme = SCHEME.split("\n[[payment]]\ntable   = \"学生\"").next().expect("text").to_string();
    let (files, findings) = Office::sound().pay(&scheme, &ALL_SOURCES);
    assert_eq!(codes(&findings), ["W562"], "{:?}", told(&findings));
    assert_eq!(files.len(), 6);
}

#[test]
fn every_payee_is_paid_by_the_files_of_one_layout_alone() {
    let (files, _) = Office::sound().pay(SCHEME, &ALL_SOURCES);
    let (book, _) = Office::sound().compute(SCHEME);
    let paid: i64 = book.expect("a book").ledger.totals.iter().map(|totals| totals.ended(AccountKind::Paid)).sum();
    let pays: i64 = files.iter().filter(|(path, _)| path.starts_with("发放文件/")).map(|(_, file)| file.total).sum();
    assert_eq!(pays, paid);
    for (path, file) in &files {
        assert_eq!(file.pays, path.starts_with("发放文件/"), "{path}");
        assert_eq!(!file.pays, path.starts_with("备用格式/不作付款_"), "{path}");
    }
}

#[test]
fn a_scheme_with_several_layouts_says_which_one_pays() {
    for (pays, near) in [("", None), ("pays = \"工资\"", None), ("pays = \"代发清淡\"", Some("代发清单"))] {
        let scheme = SCHEME.replace("pays     = \"代发文本\"", pays);
        let (book, findings) = Office::sound().compute(&scheme);
        assert!(book.is_none());
        assert_eq!(codes(&findings), ["E572"], "{:?}", told(&findings));
        assert_eq!(findings.list[0].near.as_deref(), near);
    }
}

#[test]
fn students_are_never_in_a_payroll() {
    let scheme = SCHEME.replace("layouts = [\"代发文本\"]", "layouts = [\"工资导入\"]");
    let (book, findings) = Office::sound().compute(&scheme);
    assert!(book.is_none());
    assert!(codes(&findings).contains(&"E179"), "{:?}", told(&findings));
}

#[test]
fn a_layout_of_the_office_is_checked_and_is_an_input() {
    let wrong = [
        ("separator     = \"|\"", "", "E266"),
        ("rows_per_file = 2", "rows_per_file = 0", "E108"),
        ("{unit}_{number}.req", "{unit}.req", "E266"),
        ("{unit}_{number}.req", "{unit}_{number}_{datum}.req", "E279"),
        ("{unit}_{number}.req", "{unit}/{number}.xlsx", "E280"),
        ("{ field = \"金额\" }", "{ field = \"应发\" }", "E278"),
        ("{ field = \"金额\" }", "{ field = \"金额\", fixed = \"元\" }", "E267"),
        ("{ field = \"金额\" }", "{ field = \"全额\" }", "E105"),
        ("width = 30", "width = 300", "E108"),
        ("title = \"币种\"", "title = \"=币种\"", "E298"),
        ("form          = \"text\"", "form          = \"xlsx\"", "E265"),
        ("header        = true", "header        = ", "E264"),
        ("{ item = \"奖励到人\" }", "{ item = \"奖励到校\" }", "E159"),
    ];
    for (sound, broken, code) in wrong {
        assert!(LAYOUT.contains(sound), "{sound}");
        let office = Office { layout: LAYOUT.replace(sound, broken), ..Office::sound() };
        let (book, findings) = office.compute(SCHEME);
        assert!(book.is_none() && codes(&findings).contains(&code), "{broken}: {:?}", told(&findings));
        // What names a broken layout is no second mistake.
        assert!(!codes(&findings).contains(&"E178"), "{broken}: {:?}", told(&findings));
    }
    let office = Office { layout: LAYOUT.replace("width = 30", "width = 300"), ..Office::sound() };
    let (_, findings) = office.compute(SCHEME);
    let place = Place::cell("版式/农商行.toml", "", "16".to_string(), "");
    assert_eq!(findings.list.iter().map(|finding| &finding.place).collect::<Vec<_>>(), [&place]);
    assert!(Office::sound().compute(SCHEME).1.list.is_empty(), "its file is used");
}

#[test]
fn a_layout_that_is_built_in_keeps_its_name() {
    let scheme = SCHEME.replace("\"农商行\"", "\"代发清单\"").replace("\"代发清单\", \"工资导入\"", "\"工资导入\"");
    let mut findings = Findings::default();
    let mut written = scheme::parse(&scheme, &mut findings);
    let own = OfficeFile { path: "版式/代发清单.toml".to_string(), bytes: LAYOUT.as_bytes().to_vec() };
    intake::fill_layouts(&mut written, &[own], &mut findings);
    assert_eq!(codes(&findings), ["E268"]);
    assert_eq!(built_in_layouts().count(), 4);
    assert!(findings.list.iter().all(|finding| finding.message.severity() == Severity::Error));
}

#[test]
fn files_that_are_not_what_the_ledger_pays_are_not_written() {
    let (book, _) = Office::sound().compute(SCHEME);
    let book = book.expect("computes");
    let pays =
        |book: &Book| payment_documents(book, &edition(), &Order::of(&STAFF_SOURCES), &mut Findings::default()).is_ok();
    assert!(pays(&book));
    let of_staff = |balance: &fenpei::book::AccountBalance| balance.rows.len() == 4 && balance.rows[0] == 100_050;
    let at = book.ledger.balances.iter().position(of_staff).expect("the prizes of staff");
    let mut wrong = book.clone();
    wrong.ledger.balances[at].rows[0] += 1;
    assert!(!pays(&wrong), "what a payee is due is not what the ledger says");
    let mut wrong = book.clone();
    wrong.ledger.balances[at].into += 1;
    assert!(!pays(&wrong), "the files are not what the ledger pays in all");
}

#[test]
fn an_account_that_lost_its_last_digits_is_refused_when_it_is_read() {
    for account in ["6.23099E+18", " 6.23099E+18"] {
        let mut office = Office::sound();
        office.accounts[1][3] = account.to_string();
        let (book, findings) = office.compute(SCHEME);
        assert!(book.is_none() && codes(&findings) == ["E259"], "{:?}", told(&findings));
    }
}

#[test]
fn the_office_s_own_layout_is_part_of_the_batch_and_printed_with_the_scheme() {
    let dir = tempfile::TempDir::new().expect("a folder");
    std::fs::write(dir.path().join("scheme.toml"), SCHEME).expect("written");
    for file in Office::sound().files() {
        let path = dir.path().join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, &file.bytes).expect("written");
    }
    let folder = support::text(dir.path());
    let run = support::fenpei(&["run", &folder]);
    assert_eq!(support::code(&run), 0, "{}", support::stderr(&run));
    let batch = support::only_batch(&dir.path().join("结果"));
    let paths: Vec<String> = support::files(&batch).into_iter().map(|(path, _)| path).collect();
    assert!(paths.contains(&"输入/版式/农商行.toml".to_string()), "{paths:?}");
    assert!(!paths.iter().any(|path| path.starts_with("发放文件")), "a trial pays nobody");
    let told = support::stdout(&support::fenpei(&["scheme", &folder]));
    assert!(told.contains("银行代发，UTF-8-BOM 文本，金额为分，一个单位一份，每个文件至多 2 人"), "{told}");
    let changed = LAYOUT.replace("CNY", "RMB");
    std::fs::write(dir.path().join("版式/农商行.toml"), changed).expect("written");
    assert_eq!(support::code(&support::fenpei(&["run", &folder])), 0);
    let batches = std::fs::read_dir(dir.path().join("结果")).expect("there").filter_map(Result::ok);
    assert_eq!(batches.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')).count(), 2);
}

/// A sample district, computed.
fn sample(dir: &str) -> Book {
    let source = std::fs::read_to_string(format!("{dir}/scheme.toml")).expect("there");
    let mut findings = Findings::default();
    let written = scheme::parse(&source, &mut findings);
    let files = intake::read_folder(dir.as_ref(), &mut findings).expect("readable");
    let plan = plan::compile(&written, &source, &mut findings).expect("compiles");
    let dataset = intake::read(&written, &files, &mut findings);
    compute::compute(plan, dataset, &mut findings).expect("computes")
}

#[test]
fn the_sample_is_paid_to_the_fen_from_tidy_and_from_messy_accounts() {
    let [tidy, messy] = ["samples/pingan", "samples/messy"].map(|dir| {
        let book = sample(dir);
        let sources: Vec<SourceId> = (0..book.plan.sources.len()).map(SourceId).collect();
        let mut findings = Findings::default();
        let files = payment_documents(&book, &edition(), &Order::of(&sources), &mut findings).expect("proved");
        assert!(findings.list.is_empty(), "{dir}: {:?}", told(&findings));
        let paid: i64 = book.ledger.totals.iter().map(|total| total.ended(scheme::AccountKind::Paid)).sum();
        (files.expect("nothing stops"), paid)
    });
    assert!(tidy == messy, "the same files, byte for byte");
    let (files, paid) = tidy;
    let by_layout = |layout: &str, table: &str| -> (usize, i64) {
        let own = files.iter().filter(|(_, file)| file.layout == layout && file.table == table);
        own.fold((0, 0), |(persons, total), (_, file)| (persons + file.persons, total + file.total))
    };
    let staff = by_layout("代发文本", "教职工");
    assert_eq!(staff.0, 1147);
    assert_eq!((by_layout("代发清单", "教职工"), by_layout("工资导入", "教职工")), (staff, staff));
    let students = by_layout("代发清单", "优秀学生");
    assert_eq!(students, (20, 3_000_000));
    assert_eq!(staff.1 + students.1, paid);
    assert_eq!(by_layout("工资导入", "优秀学生"), (0, 0));
    // 1,000 in the first text, 147 in the second.
    let texts: Vec<usize> = files.iter().filter(|(_, f)| f.layout == "代发文本").map(|(_, f)| f.persons).collect();
    assert_eq!(texts, [1000, 147]);
}
