//! 更正单 as an office uses it before anybody is paid: begun from the command line, filled in, laid over the inputs.
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use support::filled::{Typed, fill};
use support::lists::{sheets, shown};
use support::{code, district, fenpei, only_batch, stderr, stdout, text};
use tempfile::TempDir;

/// A folder with the small district in it.
fn office() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    district::write(dir.path());
    dir
}

/// The texts of a sheet, row by row; rows above the first cell are not there.
fn sheet_rows(file: &Path, sheet: &str) -> Vec<Vec<String>> {
    let rows = sheets(fs::read(file).expect("read")).remove(sheet).expect("the sheet");
    rows.iter().map(|row| row.iter().map(shown).collect()).collect()
}

/// A blank 更正单 in the folder.
fn blank(dir: &Path) -> PathBuf {
    let output = fenpei(&["correct", &text(dir)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    dir.join("更正单.xlsx")
}

/// A line of 更正: from column B on.
fn line<'t>(cells: &'t [String; 9], texts: [&'t str; 9]) -> Vec<Typed<'t>> {
    cells.iter().zip(texts).map(|(cell, text)| ("更正", cell.as_str(), text)).collect()
}

fn cells(row: usize) -> [String; 9] {
    ["B", "C", "D", "E", "F", "G", "H", "I", "J"].map(|column| format!("{column}{row}"))
}

#[test]
fn a_correction_is_begun_with_its_effect_filled_in_and_changes_the_year_but_not_the_file() {
    let (dir, out) = (office(), TempDir::new().expect("a folder"));
    let before = fs::read(dir.path().join("名册.xlsx")).expect("read");
    let output = fenpei(&["correct", &text(dir.path()), "--set", "教师[L002].考核分=95"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stdout(&output);
    // 10,000.00 over 500 points was 20.00 a point; over 505 points it is 19.80.
    assert!(told.contains("L002  孙丽  临河区第一初级中学"), "{told}");
    let form = dir.path().join("更正单.xlsx");
    let rows = sheet_rows(&form, "更正");
    assert_eq!(rows[3][..6], ["1", "教师", "L002", "考核分", "90", "95"].map(String::from), "{rows:?}");
    let again = fenpei(&["correct", &text(dir.path())]);
    assert_eq!(code(&again), 3, "{}", stderr(&again));
    assert!(stderr(&again).contains("E691"), "{}", stderr(&again));

    let unfilled = fenpei(&["run", &text(dir.path()), "--out", &text(out.path())]);
    assert_eq!(code(&unfilled), 1);
    for cell in ["G4 › 原因", "H4 › 依据", "I4 › 批准人", "J4 › 批准日期"] {
        assert!(stderr(&unfilled).contains(&format!("\n  更正 › {cell}：")), "{}", stderr(&unfilled));
    }
    let ground = [
        ("更正", "G4", "漏记优秀等次"),
        ("更正", "H4", "考核登记表第2页"),
        ("更正", "I4", "周伟"),
        ("更正", "J4", "2019-01-08"),
    ];
    fill(&form, &[], &ground, &form);
    let run = fenpei(&["run", &text(dir.path()), "--out", &text(out.path())]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    assert!(
        stderr(&run).contains(
            "更正 › F4 › 新值：教师[L002].考核分 原值“90”更正为“95”，原因：漏记优秀等次，批准人：周伟 (W650)"
        ),
        "{}",
        stderr(&run)
    );
    let batch = only_batch(out.path());
    let listed = sheet_rows(&batch.join("例外与决定清单.xlsx"), "更正");
    let line = listed.iter().find(|row| row[0] == "教师[L002 孙丽].考核分").unwrap_or_else(|| panic!("{listed:?}"));
    assert_eq!(
        line[1..9],
        [
            "90",
            "名册.xlsx › 教师 › D3",
            "95",
            "更正单.xlsx › 更正 › F4",
            "漏记优秀等次",
            "考核登记表第2页",
            "周伟",
            "2019年1月8日"
        ]
    );
    assert_eq!(fs::read(batch.join("输入/名册.xlsx")).expect("read"), before, "the file is as it was received");
    let paid = fenpei(&["explain", &text(&batch), "L002"]);
    assert_eq!(code(&paid), 0, "{}", stderr(&paid));
    // 10,000.00 × 95 ÷ 505 = 1,881.19; 3,000.00 × 2 ÷ 7 = 857.14.
    assert!(stdout(&paid).contains("2738.33"), "{}", stdout(&paid));
    let verified = fenpei(&["verify", &text(&batch)]);
    assert_eq!(code(&verified), 0, "{}", stdout(&verified));
}

#[test]
fn every_wrong_line_is_told_at_its_cell_with_its_cure() {
    let dir = office();
    let form = blank(dir.path());
    let good = ["教师", "L001", "考核分", "100", "98", "重复计分", "考核登记表", "周伟", "2019-01-08"];
    let with = |changes: &[(usize, &'static str)]| {
        let mut line = good;
        changes.iter().for_each(|(at, text)| line[*at] = text);
        line
    };
    let lines = [
        with(&[]),
        with(&[(4, "97")]),
        with(&[(1, "L002"), (3, "91")]),
        with(&[(0, "教工")]),
        with(&[(1, "L099")]),
        with(&[(2, "考核")]),
        with(&[(2, "工号"), (3, "L001"), (4, "L009")]),
        with(&[(1, "L003"), (3, "80"), (4, "八十")]),
        with(&[(1, "L004"), (4, "100")]),
        with(&[(1, "L005"), (3, "95"), (8, "元月")]),
        with(&[(0, "参数"), (1, "奖励标准"), (2, "")]),
    ];
    let places: Vec<[String; 9]> = (0..lines.len()).map(|number| cells(number + 4)).collect();
    let typed: Vec<Typed<'_>> = places.iter().zip(lines).flat_map(|(cells, texts)| line(cells, texts)).collect();
    fill(&form, &[], &typed, &form);
    let output = fenpei(&["check", &text(dir.path())]);
    assert_eq!(code(&output), 1);
    let told = stderr(&output);
    for expected in [
        "E5 › 原值：与 更正单.xlsx › 更正 › F4 更正的是同一格 (E656)",
        "E6 › 原值：更正单的原值“91”与现在的值“90”（名册.xlsx › 教师 › D3）不符 (E655)",
        "B7 › 表：方案中没有“教工”这张表 (E651)",
        "C8 › 识别号：“教师”中没有识别号为“L099”的行 (E654)",
        "D9 › 列：“教师”没有“考核”这个录入列 (E652)",
        "D10 › 列：“工号”是识别号，不能用更正单更正 (E653)",
        "F11 › 新值：“新值”写的“八十”不能用于这一列",
        "F12 › 新值：原值和新值都是“100” (E658)",
        "J13 › 批准日期：“批准日期”写的“元月”不是日期 (E607)",
        "C14 › 识别号：会议核定的参数中没有“奖励标准” (E659)",
    ] {
        assert!(told.contains(&format!("\n  更正 › {expected}")), "{expected}\n{told}");
    }
    assert!(told.contains("是不是想写“教师”？") && told.contains("是不是想写“考核分”？"), "{told}");
}

#[test]
fn a_second_correction_follows_the_first_and_whatif_reads_the_workbook() {
    let dir = office();
    let form = blank(dir.path());
    let (first, second) = (cells(4), cells(5));
    let ground = |old, new| ["教师", "L006", "考核分", old, new, "补录加分", "文体获奖证书", "周伟", "2019-01-08"];
    let typed = [line(&first, ground("35", "40")), line(&second, ground("40", "45"))].concat();
    fill(&form, &[], &typed, &form);
    let away = dir.path().join("别处");
    fs::create_dir(&away).expect("a folder");
    let moved = away.join("更正单.xlsx");
    fs::rename(&form, &moved).expect("moved");
    let whatif = fenpei(&["whatif", &text(dir.path()), "--from", &text(&moved)]);
    assert_eq!(code(&whatif), 0, "{}", stderr(&whatif));
    // 35 of 500 points were 700.00, 45 of 510 are 882.35.
    assert!(
        stdout(&whatif).contains("L006  吴芳  临河区第一小学       700.00   882.35  +182.35"),
        "{}",
        stdout(&whatif)
    );
}
