//! Three schools and ten people drawn for a recount by hand, and the sheet to do it on.
mod support;

use std::fs;
use support::lists::{fen, sheets, shown};
use support::office::Office;
use support::{code, fenpei, sample_batch, stderr, stdout, text};
use tempfile::TempDir;

fn drawn(batch: &str, seed: &str) -> String {
    let output = fenpei(&["sample", batch, "--seed", seed]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn the_same_seed_draws_the_same_and_says_how() {
    let batch = text(&sample_batch().folder);
    let first = drawn(&batch, "20181231");
    insta::assert_snapshot!("draw", first);
    assert_eq!(first, drawn(&batch, "20181231"));
    let lines = |told: &str| told.lines().skip(2).map(str::to_string).collect::<Vec<_>>();
    assert_ne!(lines(&first), lines(&drawn(&batch, "20181232")));
    let english = fenpei(&["sample", &batch, "--seed", "20181231", "--lang", "en"]);
    assert!(
        stdout(&english).starts_with("seed 20181231; random numbers by SplitMix64; 3 of 26 units"),
        "{}",
        stdout(&english)
    );
}

#[test]
fn a_district_smaller_than_the_draw_is_drawn_whole() {
    let office = Office::new();
    let told = drawn(&text(&office.trial), "1");
    assert_eq!(told.lines().skip(3).count(), 2 + 6, "{told}");
}

#[test]
fn the_sheet_has_amounts_rules_inputs_with_their_cells_and_room_for_the_recount() {
    let office = Office::new();
    let place = TempDir::new().expect("a folder");
    let out = place.path().join("复算.xlsx");
    let output = fenpei(&["sample", &text(&office.trial), "--seed", "7", "--out", &text(&out)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let book = sheets(fs::read(&out).expect("there"));
    let amounts = &book["复算表"];
    let heads: Vec<String> = amounts[3].iter().map(shown).collect();
    assert_eq!(heads[7..], ["批次金额", "复算金额", "差额", "复算人签字"], "{heads:?}");
    let of = |name: &str| amounts.iter().filter(|row| shown(&row[0]) == name).collect::<Vec<_>>();
    // 孙丽: 90 of 500 points of 10,000.00 by the largest remainder, 2 of 7 of 3,000.00 rounded down.
    let items: Vec<(String, i64)> = of("孙丽").iter().map(|row| (shown(&row[6]), fen(&row[7]))).collect();
    assert_eq!(items.iter().map(|item| item.1).collect::<Vec<_>>(), [180_000, 85_714, 265_714], "{items:?}");
    assert!(of("孙丽").iter().all(|row| shown(&row[8]).is_empty()), "room for the recount");
    let inputs = &book["录入数据"];
    let row =
        inputs.iter().find(|row| shown(&row[2]).contains("L002") && shown(&row[3]) == "考核分").expect("孙丽's points");
    let place: Vec<String> = row[4..8].iter().map(shown).collect();
    assert_eq!(place, ["90", "名册.xlsx", "教师", "D3"]);
    let rules: Vec<String> = book["算式"].iter().map(|row| shown(&row[4])).collect();
    let exam = |rule: &&String| rule.contains("可分 3000.00〔") && rule.ends_with("＝ 85714 分，零头舍去");
    assert_eq!(rules.iter().filter(exam).count(), 2, "{rules:#?}");
    let method = shown(&book["抽样说明"][2][0]);
    assert!(method.contains("种子 7") && method.contains("SplitMix64"), "{method}");
    let signed = |rows: &support::lists::Rows| rows.iter().flatten().any(|cell| shown(cell).starts_with("复算人："));
    assert!(book.values().all(signed), "each sheet is signed");
}
