//! Summary, exceptions, public notices and papers for the meeting of the sample's batch, read back by a reader that
//! is not ours and held against the ledger; and the guard of what is made public.
mod support;

use calamine::Data;
use fenpei::dataset::private_number;
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;
use std::path::Path;
use support::lists::{Rows, column, fen, lines, sheets, shown, total};
use support::tiny::tiny;
use support::{code, fenpei, sample_batch, stderr, stdout, text};

fn read(path: &Path) -> BTreeMap<String, Rows> {
    sheets(std::fs::read(path).expect("there"))
}

fn document(path: &str) -> BTreeMap<String, Rows> {
    read(&sample_batch().folder.join(path))
}

/// What the ledger says of a kind of account, all sources together.
fn ledger(kind: &str) -> i64 {
    total(&document("资金台账.xlsx")["资金平衡"], kind)
}

/// Total of the index of payout sheets.
fn paid_to(table: &str) -> i64 {
    total(&document(&format!("发放明细/{table}/目录.xlsx"))["目录"], "实发合计")
}

#[test]
fn the_summary_ties_to_the_ledger_and_to_the_payout_sheets() {
    let summary = document("汇总表.xlsx");
    let sources = &summary["资金对账"];
    assert_eq!(total(sources, "来源额"), ledger("来源额"));
    assert_eq!(total(sources, "台账发放"), ledger("发放"));
    for table in ["教职工", "优秀学生"] {
        assert_eq!(total(sources, &format!("发给{table}")), paid_to(table));
        for list in ["按单位", "按来源"] {
            assert_eq!(total(&summary[&format!("{list}·{table}")], "实发合计"), paid_to(table), "{list}");
        }
    }
    for list in ["按岗位类别·教职工", "按学段·教职工"] {
        assert_eq!(total(&summary[list], "实发合计"), paid_to("教职工"), "{list}");
    }
}

#[test]
fn the_items_of_a_fund_add_up_in_every_unit() {
    let summary = document("汇总表.xlsx");
    let mut paid = 0;
    for (name, rows) in
        summary.iter().filter(|(_, rows)| rows.get(3).into_iter().flatten().any(|cell| shown(cell) == "应发合计"))
    {
        let (due, net) = (column(rows, "应发合计"), column(rows, "实发合计"));
        for line in lines(rows) {
            let sum = |columns: std::ops::Range<usize>| columns.map(|at| fen(&line[at])).sum::<i64>();
            assert_eq!(sum(1..due), fen(&line[due]), "{name}: {line:?}");
            assert_eq!(fen(&line[due]) - sum(due + 1..net), fen(&line[net]), "{name}: {line:?}");
        }
        paid += total(rows, "实发合计");
    }
    assert_eq!(paid, ledger("发放"));
}

#[test]
fn a_unit_below_five_shows_no_distribution() {
    let summary = document("汇总表.xlsx");
    let rows = &summary["校内分布·教职工"];
    let mut small = 0;
    for line in rows[4..].iter().filter(|line| matches!(line[1], Data::Float(_) | Data::Int(_))) {
        let few = fen(&line[1]) < 500;
        small += usize::from(few);
        assert!(
            line[2..6].iter().all(|cell| (*cell == Data::Empty || shown(cell).is_empty() && fen(cell) == 0) == few),
            "{line:?}"
        );
    }
    assert!(small > 0);
}

#[test]
fn those_who_share_the_last_rank_are_listed_as_a_tie() {
    let rows = &document("例外与决定清单.xlsx")["名次并列"];
    let last: Vec<String> = rows[4..].iter().map(|line| format!("{} {}", shown(&line[0]), shown(&line[5]))).collect();
    assert_eq!(last.iter().filter(|line| *line == "教师考核.师德名次 1—3").count(), 3, "{last:?}");
}

#[test]
fn the_charts_draw_cells_of_the_workbook() {
    let bytes = std::fs::read(sample_batch().folder.join("汇总表.xlsx")).expect("there");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let names =
        (0..archive.len()).map(|index| archive.by_index(index).expect("an entry").name().expect("text").to_string());
    let charts: Vec<String> = names.filter(|name| name.starts_with("xl/charts/chart")).collect();
    assert!(charts.len() >= 3, "{charts:?}");
    for name in charts {
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(&name).expect("there"), &mut xml).expect("text");
        assert!(xml.contains("<c:f>") && !xml.contains('['), "{name}");
    }
}

#[test]
fn exceptions_account_for_every_fen_that_was_not_paid() {
    let lists = document("例外与决定清单.xlsx");
    let held = &lists["未发资金"];
    let amount = column(held, "金额（元）");
    let mut kinds: BTreeMap<String, i64> = BTreeMap::new();
    for line in lines(held) {
        *kinds.entry(shown(&line[0])).or_default() += fen(&line[amount]);
    }
    for kind in ["扣发", "缓发", "结转", "交回", "预留", "待定"] {
        assert_eq!(kinds.get(kind).copied().unwrap_or_default(), ledger(kind), "{kind}");
    }
    let gates = &lists["否决和扣减"];
    assert!(total(gates, "金额（元）") > 0);
    let veto = lines(gates).iter().find(|line| shown(&line[0]) == "师德一票否决").expect("a veto");
    assert!(shown(&veto[3]).contains("处理文号"), "{veto:?}");
    assert_eq!(shown(&veto[4]), "五（二）1（A2）");
    assert!(lists["处理建议"].len() > 5 && lists["未达标"].len() > 4 && lists["尾差分配"].len() > 4);
}

#[test]
fn notices_pay_what_the_payout_sheets_pay_and_hold_no_private_number() {
    for table in ["教职工", "优秀学生"] {
        let folder = sample_batch().folder.join("公示").join(table);
        let mut sum = 0;
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            let sheets = read(&path);
            for cell in sheets.values().flatten().flatten() {
                assert_eq!(private_number(&shown(cell)), None, "{}", path.display());
            }
            let name = path.file_stem().expect("named").to_string_lossy().into_owned();
            let paid = total(&sheets["公示表"], "金额合计");
            assert!(sheets["公示表"].iter().flatten().any(|cell| shown(cell).contains("如有异议")));
            assert!(sheets["分配规则"].len() > 4);
            match name.as_str() {
                "全区公示表" => assert_eq!(paid, paid_to(table)),
                _ => sum += paid,
            }
        }
        assert_eq!(sum, paid_to(table));
    }
}

#[test]
fn the_meeting_approves_what_the_ledger_holds() {
    let papers = document("上会材料.xlsx");
    let form = &papers["分配审批表"];
    assert_eq!(total(form, "金额"), ledger("来源额"));
    assert_eq!(total(form, "发放"), ledger("发放"));
    assert_eq!(total(&papers["分单位情况表·教职工"], "实发合计"), paid_to("教职工"));
    let letter: String = papers["请示"].iter().flatten().map(shown).collect();
    assert!(letter.contains(&fenpei::faces::capital(ledger("来源额"))), "{letter}");
    for approver in ["经办", "复核", "人事", "计财", "分管领导", "主要领导"] {
        assert!(form.iter().any(|row| shown(&row[0]) == approver), "{approver}");
    }
}

#[test]
fn the_texts_of_the_letter_are_as_reviewed() {
    let batch = sample_batch().folder.file_name().expect("named").to_string_lossy().into_owned();
    let papers = document("上会材料.xlsx");
    let letter: Vec<String> = papers["请示"].iter().flatten().map(shown).collect();
    insta::assert_snapshot!("letter", letter.join("\n").replace(&batch, "BATCH"));
}

#[test]
fn the_first_lines_of_each_list_are_as_reviewed() {
    let batch = sample_batch().folder.file_name().expect("named").to_string_lossy().into_owned();
    let mut told = String::new();
    for (path, sheet) in [
        ("汇总表.xlsx", "按单位·教职工"),
        ("例外与决定清单.xlsx", "否决和扣减"),
        ("公示/教职工/平安区第一小学公示表.xlsx", "公示表"),
        ("公示/公示情况说明.xlsx", "公示情况说明"),
        ("上会材料.xlsx", "分配审批表"),
    ] {
        told.push_str(&format!("── {path} › {sheet}\n"));
        for row in document(path)[sheet].iter().take(7) {
            let cells: Vec<String> = row.iter().map(|cell| cell.to_string()).collect();
            told.push_str(&format!("{}\n", cells.join("|").trim_end_matches('|')));
        }
    }
    insta::assert_snapshot!("lists", told.replace(&batch, "BATCH"));
}

/// The tiny district with a column of telephone numbers that its notice shows.
fn with_telephones(number: &str) -> tempfile::TempDir {
    let dir = tiny();
    let path = dir.path().join("scheme.toml");
    let scheme = std::fs::read_to_string(&path).expect("there");
    let scheme = scheme.replace(
        "[[table.input]]\nname = \"分\"",
        "[[table.input]]\nname = \"备注\"\ntype = \"text\"\nblank = \"empty\"\n[[table.input]]\nname = \"分\"",
    );
    let notice = "\n[[document]]\nkind = \"公示表\"\ncolumns = [\"教职工.姓名\", \"教职工.备注\"]\n";
    std::fs::write(&path, scheme + notice).expect("written");
    let mut book = Workbook::new();
    let schools = book.add_worksheet().set_name("学校").expect("a name");
    schools.write_string(0, 0, "学校名称").expect("written");
    schools.write_string(1, 0, "一小").expect("written");
    let staff = book.add_worksheet().set_name("教职工").expect("a name");
    for (column, title) in ["工号", "姓名", "单位", "备注", "分"].iter().enumerate() {
        staff.write_string(0, column as u16, *title).expect("written");
    }
    for (column, cell) in ["001", "张三", "一小", number].into_iter().enumerate() {
        staff.write_string(1, column as u16, cell).expect("written");
    }
    staff.write_number(1, 4, 1).expect("written");
    book.save(dir.path().join("名册.xlsx")).expect("saved");
    dir
}

#[test]
fn a_notice_with_a_private_number_is_refused_without_telling_the_number() {
    for number in ["13800138000", "１３８ ００１３ ８０００", "6222-0212-3456-7890-123", "34052419800101001X"]
    {
        let dir = with_telephones(number);
        let output = fenpei(&["run", &text(dir.path())]);
        let told = format!("{}{}", stdout(&output), stderr(&output));
        assert_ne!(code(&output), 0, "{number}: {told}");
        assert!(told.contains("不能公示"), "{told}");
        assert!(!told.contains(number), "{told}");
    }
    let output = fenpei(&["run", &text(with_telephones("语文组").path())]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn a_scheme_leaves_documents_out_and_names_signers() {
    let dir = with_telephones("语文组");
    let path = dir.path().join("scheme.toml");
    let scheme = std::fs::read_to_string(&path).expect("there");
    let more = "\n[[document]]\nkind = \"汇总表\"\nmake = false\n\n[[document]]\nkind = \"发放明细\"\ntitle = \"奖金表\"\nsigners = [\"会计\", \"校长\"]\n";
    std::fs::write(&path, scheme + more).expect("written");
    let out = tempfile::TempDir::new().expect("a folder");
    let output = fenpei(&["run", &text(dir.path()), "--out", &text(out.path())]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let folder = support::only_batch(out.path());
    assert!(!folder.join("汇总表.xlsx").exists() && folder.join("例外与决定清单.xlsx").exists());
    let texts: Vec<String> = read(&folder.join("发放明细/一小.xlsx"))["发放明细"].iter().flatten().map(shown).collect();
    assert!(texts.iter().any(|text| text == "一小奖金表（试算稿）"), "{texts:?}");
    assert!(texts.iter().any(|text| text.starts_with("会计：") && text.contains("校长：")), "{texts:?}");
}

#[test]
fn this_year_stands_against_last_year_where_the_scheme_names_it() {
    let dir = with_telephones("语文组");
    let path = dir.path().join("scheme.toml");
    let scheme = std::fs::read_to_string(&path).expect("there");
    let column = "\n[[column]]\non = \"学校\"\nname = \"上年实发\"\nformula = '800.00'\nplaces = 2\n";
    let more = "\n[[document]]\nkind = \"汇总表\"\nlast_year = \"学校.上年实发\"\n";
    std::fs::write(&path, scheme + column + more).expect("written");
    let out = tempfile::TempDir::new().expect("a folder");
    let output = fenpei(&["run", &text(dir.path()), "--out", &text(out.path())]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let summary = read(&support::only_batch(out.path()).join("汇总表.xlsx"));
    let years = &summary["本年与上年"];
    assert_eq!(["本年实发", "上年实发", "增减"].map(|title| total(years, title)), [100_000, 80_000, 20_000]);
    // One person: nothing of a distribution.
    assert!(summary["校内分布"][4][2..].iter().all(|cell| shown(cell).is_empty() && fen(cell) == 0));
}
