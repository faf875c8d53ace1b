//! Whether a batch is what its inputs give: what somebody changed in it and hid is named by file, sheet and cell.
mod support;

use fenpei::batch::{batch_name, fingerprints_by, hash_files};
use fenpei::intake::read_folder;
use fenpei::messages::Findings;
use fenpei::stage::History;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;
use support::filled::fill;
use support::office::{APPROVAL, Office};
use support::tampered::Tampered;
use support::{code, fenpei, stderr, stdout, text};

const AUDIT: &str = "核算底稿.xlsx";
const PAYOUT: &str = "发放明细/临河区第一初级中学.xlsx";

/// The small district with its final batch, made once.
fn office() -> &'static (Office, PathBuf) {
    static OFFICE: OnceLock<(Office, PathBuf)> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let office = Office::new();
        let last = office.last(&APPROVAL, &[]);
        (office, last)
    })
}

fn copied() -> Tampered {
    Tampered::new(&office().1)
}

/// What verify prints of a batch that is not sound, the names of this batch left out.
fn told(batch: &Tampered) -> Vec<String> {
    let output = fenpei(&["verify", &text(&batch.folder)]);
    assert_eq!(code(&output), 1, "{}{}", stdout(&output), stderr(&output));
    let name = batch.folder.file_name().expect("a name").to_string_lossy().into_owned();
    stdout(&output).replace(&name, "〔批次〕").lines().map(str::to_string).collect()
}

#[test]
fn a_sound_batch_is_told_with_the_chain_that_it_came_by() {
    let (office, last) = office();
    let output = fenpei(&["verify", &text(last)]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let told = stdout(&output);
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(told.contains("1 个输入与校验码相符；重新计算，16 份文件逐字节相同；控制合计相符"), "{told}");
    assert!(told.contains(&format!("批次来源：{} → ", name(&office.trial))), "{told}");
    assert!(told.trim_end().ends_with(&name(last)), "{told}");
}

#[test]
fn each_edit_of_a_sealed_workbook_is_named_by_file_sheet_and_cell() {
    let batch = copied();
    // A formula, its cached value alone, a text, a kind, a format, a note, a hidden row, a hidden sheet, a width.
    batch.cell(AUDIT, 2, "B3", "<f>", "<f>0+");
    batch.cell(AUDIT, 2, "E6", "<v>", "<v>1");
    batch.cell(AUDIT, 4, "B5", "第一", "第二");
    batch.cell(AUDIT, 4, "A5", "><v>1</v>", " t=\"inlineStr\"><is><t>1</t></is>");
    batch.cell(AUDIT, 2, "E7", " s=\"", " s=\"1");
    batch.part(AUDIT, "xl/comments1.xml", |text| text.replacen("</t>", "？</t>", 1));
    batch.part(AUDIT, "xl/worksheets/sheet9.xml", |text| text.replacen("<row r=\"5\"", "<row r=\"5\" hidden=\"1\"", 1));
    let sheet = "name=\"校验\"";
    batch.part(AUDIT, "xl/workbook.xml", |text| text.replacen(sheet, &format!("{sheet} state=\"hidden\""), 1));
    batch.part(PAYOUT, "xl/worksheets/sheet1.xml", |text| text.replacen("width=\"", "width=\"1", 1));
    batch.rehash();
    insta::assert_snapshot!("edits_of_workbooks", told(&batch).join("\n"));
}

#[test]
fn each_edit_of_a_text_and_of_the_manifest_is_named_by_its_place() {
    let batch = copied();
    let name = batch.folder.file_name().expect("a name").to_string_lossy().into_owned();
    let payments = format!("发放文件/代发文本_教师_{name}_1.txt");
    batch.text(&payments, b"620000000202", b"620000000209");
    batch.text("资金台账.beancount", "财政拨款".as_bytes(), "财政拔款".as_bytes());
    fs::write(batch.folder.join("发放文件/多余.txt"), "x").expect("written");
    fs::remove_file(batch.folder.join("汇总表.xlsx")).expect("there");
    batch.manifest(|manifest| {
        manifest["totals"][1]["paid"] = "3000.00".into();
        manifest["basis"] = "另一个文件".into();
    });
    batch.rehash();
    insta::assert_snapshot!("edits_of_texts", told(&batch).join("\n"));
}

#[test]
fn hashes_that_were_not_made_again_are_told_with_the_cells() {
    let batch = copied();
    batch.cell(AUDIT, 4, "B5", "第一", "第二");
    let told = told(&batch);
    let cell = format!("{AUDIT} › 学校 › B5：临河区第二初级中学，应为 临河区第一初级中学");
    assert_eq!(told, [format!("{AUDIT} 与校验码不符"), cell]);
}

#[test]
fn a_workbook_saved_by_another_program_is_no_sealed_one() {
    let batch = copied();
    let path = batch.folder.join(PAYOUT);
    fill(&path, &[], &[("签领表", "B6", "李四")], &path);
    batch.rehash();
    let told = told(&batch);
    let cell = |line: &&String| line.starts_with(&format!("{PAYOUT} › 签领表 › B6：李四，应为 "));
    assert_eq!(told.iter().filter(cell).count(), 1, "{told:#?}");
    let lost = |line: &&String| line.starts_with(&format!("{PAYOUT} › 发放明细 › ")) && line.contains("数字格式");
    assert!(told.iter().any(|line| lost(&line)), "{told:#?}");
}

#[test]
fn a_package_that_cannot_be_read_is_told() {
    let batch = copied();
    fs::write(batch.folder.join(PAYOUT), b"PK\x03\x04 no package").expect("written");
    batch.rehash();
    let told = told(&batch);
    assert!(told.len() == 1 && told[0].starts_with(&format!("{PAYOUT}：读不出来：")), "{told:#?}");
}

#[test]
fn a_changed_input_is_no_longer_that_of_the_batch() {
    let batch = copied();
    batch.cell("输入/名册.xlsx", 2, "D3", "<v>90", "<v>91");
    batch.manifest(|manifest| manifest["inputs"] = serde_json::json!([]));
    let told = told(&batch);
    assert!(told[0].contains("fingerprint：由输入和记录算得的批次是 2018-"), "{told:#?}");
    // What that input gives is held against what was sealed: the name is not told again on every page.
    assert!(told.iter().any(|line| line.starts_with(&format!("{AUDIT} › 教师 › E6：90，应为 91"))), "{told:#?}");
    assert!(told.iter().all(|line| !line.contains("封面 › B10")), "{told:#?}");
}

#[test]
fn a_parent_beside_the_batch_must_be_the_one_that_it_came_from() {
    let (office, last) = office();
    let batch = Tampered::new(last);
    let name = office.trial.file_name().expect("a name");
    let parent = batch.folder.join("..").join(name);
    fs::create_dir(&parent).expect("made");
    let manifest = fs::read_to_string(office.trial.join("manifest.json")).expect("there");
    let at = manifest.find("\"fingerprint\": \"").expect("there") + 16;
    fs::write(parent.join("manifest.json"), format!("{}{}{}", &manifest[..at], "0".repeat(64), &manifest[at + 64..]))
        .expect("written");
    let told = told(&batch);
    assert_eq!(told, [format!("../{}/manifest.json › fingerprint：与本批次的来源不符", name.to_string_lossy())]);
}

#[test]
fn a_batch_of_another_release_says_which_release_computes_it() {
    let (office, _) = office();
    // As release 0.0.9 would have named it: all but one document are what this release makes too.
    let batch = Tampered::new(&office.trial);
    let inputs = batch.folder.join("输入");
    let files = read_folder(&inputs, &mut Findings::default()).expect("readable");
    let scheme = fs::read_to_string(inputs.join("scheme.toml")).expect("there");
    let chain = fingerprints_by("0.0.9", &hash_files(&files), &scheme, &History::default());
    let name = batch_name(2018, &chain[0]);
    batch.manifest(|manifest| {
        manifest["program"] = "fenpei 0.0.9".into();
        manifest["fingerprint"] = chain[0].clone().into();
        manifest["batch"] = name.clone().into();
    });
    let renamed = batch.folder.with_file_name(&name);
    fs::rename(&batch.folder, &renamed).expect("renamed");
    let output = fenpei(&["verify", &text(&renamed)]);
    assert_eq!(code(&output), 1);
    assert_eq!(stdout(&output), "", "hashes and fingerprint are sound");
    let told = stderr(&output);
    assert!(
        told.contains("由 fenpei 0.0.9 写出") && told.contains("只核对了校验码和指纹，有 0 处不符 (E553)"),
        "{told}"
    );
    assert!(told.contains("请用 fenpei 0.0.9 核对"), "{told}");
}

#[test]
fn another_version_in_the_manifest_alone_does_not_hide_an_edit() {
    let batch = copied();
    batch.cell(AUDIT, 4, "B5", "第一", "第二");
    batch.manifest(|manifest| manifest["program"] = "fenpei 0.0.9".into());
    batch.rehash();
    let output = fenpei(&["verify", &text(&batch.folder)]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("fingerprint"), "{}", stdout(&output));
    assert!(stderr(&output).contains("有 1 处不符 (E553)"), "{}", stderr(&output));
}
