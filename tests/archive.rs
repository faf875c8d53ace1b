//! A year packed for the archive, as the archive takes it over and as auditors open it two years later.
mod support;

use calamine::{Data, Reader, Xlsx, open_workbook};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::office::{APPROVAL, Office};
use support::{code, fenpei, files, stderr, stdout, text};

fn archive(office: &Office) -> PathBuf {
    let output = fenpei(&["archive", &text(office.place.path())]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    only_folder(&office.place.path().join("归档"))
}

fn only_folder(place: &Path) -> PathBuf {
    let entries = fs::read_dir(place).expect("readable").flatten().map(|entry| entry.path());
    let folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    assert_eq!(folders.len(), 1, "{folders:?}");
    folders.into_iter().next().expect("one")
}

fn sheet(archive: &Path, name: &str) -> Vec<Vec<String>> {
    let mut list: Xlsx<_> = open_workbook(archive.join("归档目录.xlsx")).expect("opens");
    let range = list.worksheet_range(name).expect("a sheet");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_chain_is_packed_whole_and_every_file_is_listed_with_its_hash_and_how_long_it_is_kept() {
    let office = Office::new();
    let last = office.last(&APPROVAL, &[]);
    let archive = archive(&office);
    let packed: BTreeMap<String, Vec<u8>> = files(&archive).into_iter().collect();
    for batch in office.batches() {
        let name = batch.file_name().expect("a name").to_string_lossy().into_owned();
        for (path, bytes) in files(&batch) {
            assert!(packed.get(&format!("批次/{name}/{path}")) == Some(&bytes), "{name}/{path}");
        }
    }
    let sums = String::from_utf8(packed["SHA256SUMS"].clone()).expect("UTF-8");
    let sums: BTreeMap<&str, &str> =
        sums.lines().map(|line| line.split_once("  ").expect("two parts")).map(|(hash, path)| (path, hash)).collect();
    assert_eq!(sums.len(), packed.len() - 1, "all files but the list itself");
    for (path, bytes) in packed.iter().filter(|(path, _)| *path != "SHA256SUMS") {
        assert_eq!(sums[&path[..]], hash(bytes), "{path}");
    }
    let listed = sheet(&archive, "归档目录");
    let lines: BTreeMap<&str, &Vec<String>> = listed[4..].iter().map(|line| (line[6].as_str(), line)).collect();
    assert_eq!(packed.keys().filter(|path| lines.contains_key(&path[..])).count(), packed.len() - 2);
    let name = last.file_name().expect("a name").to_string_lossy().into_owned();
    let line = |path: &str| lines[&format!("批次/{name}/{path}")[..]];
    assert_eq!(line("资金台账.xlsx")[10..], ["会计账簿", "30年", ""]);
    assert_eq!(
        line("输入/名册.xlsx")[7..9],
        ["3 个工作表", &fs::metadata(last.join("输入/名册.xlsx")).expect("there").len().to_string()]
    );
    assert_eq!(line("输入/名册.xlsx")[10..], ["付款依据", "30年", "银行账号"]);
    assert_eq!(line("发放明细/临河区第一小学.xlsx")[10..12], ["会计凭证", "30年"]);
    let bank = lines.iter().find(|(path, _)| path.contains("发放文件/")).expect("a file for the bank").1;
    assert_eq!(bank[12], "银行账号");
    let trial = office.trial.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(lines[&format!("批次/{trial}/汇总表.xlsx")[..]][10..12], ["试算稿文件", "10年"]);
    let stages: Vec<String> = sheet(&archive, "批次")[4..7].iter().map(|line| line[2].clone()).collect();
    assert_eq!(stages, ["试算稿", "公示稿", "定稿"]);
    let verified = fenpei(&["verify", &text(&archive.join("批次").join(&name))]);
    assert_eq!(code(&verified), 0, "{}", stdout(&verified));
}

#[test]
fn the_zip_holds_the_same_and_the_same_again_is_identical_byte_for_byte() {
    let office = Office::new();
    office.last(&APPROVAL, &[]);
    let folder = archive(&office);
    let zip = folder.with_extension("zip");
    let bytes = fs::read(&zip).expect("there");
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a zip");
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(packed.len(), files(&folder).len());
    for (path, own) in files(&folder) {
        let mut read = Vec::new();
        let mut file = packed.by_name(&format!("{name}/{path}")).expect(&path);
        std::io::Read::read_to_end(&mut file, &mut read).expect("readable");
        assert!(read == own, "{path}");
    }
    let again = fenpei(&["archive", &text(office.place.path())]);
    assert!(code(&again) == 0 && stdout(&again).contains("已经存在"), "{}", stdout(&again));
    let elsewhere = office.place.path().join("另存");
    let other = fenpei(&["archive", &text(office.place.path()), "--out", &text(&elsewhere)]);
    assert_eq!(code(&other), 0, "{}", stderr(&other));
    assert!(fs::read(elsewhere.join(format!("{name}.zip"))).expect("there") == bytes);
}

#[test]
fn an_archive_that_was_changed_is_named_and_stays_as_it_is() {
    let office = Office::new();
    office.last(&APPROVAL, &[]);
    let folder = archive(&office);
    fs::write(folder.join("归档目录.xlsx"), b"other").expect("written");
    let again = fenpei(&["archive", &text(office.place.path())]);
    assert_eq!(code(&again), 4);
    assert!(stderr(&again).contains("E587") && stderr(&again).contains("归档目录.xlsx"), "{}", stderr(&again));
    assert_eq!(fs::read(folder.join("归档目录.xlsx")).expect("there"), b"other");
}

#[test]
fn a_batch_that_does_not_verify_or_is_missing_stops_the_archive() {
    let office = Office::new();
    let last = office.last(&APPROVAL, &[]);
    let notes = last.join("公示/公示情况说明.xlsx");
    let sound = fs::read(&notes).expect("there");
    fs::write(&notes, [&sound[..], b" "].concat()).expect("written");
    let output = fenpei(&["archive", &text(office.place.path())]);
    assert_eq!(code(&output), 1);
    let name = last.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(stderr(&output).contains(&format!("没有归档：{name} (E585)")), "{}", stderr(&output));
    assert!(stderr(&output).contains("公示/公示情况说明.xlsx"), "{}", stderr(&output));
    assert!(!office.place.path().join("归档").exists());
    fs::write(&notes, sound).expect("written");
    fs::rename(&office.trial, office.place.path().join(".away")).expect("moved");
    let output = fenpei(&["archive", &text(office.place.path())]);
    assert!(code(&output) == 1 && stderr(&output).contains("E583"), "{}", stderr(&output));
}

#[test]
fn trials_alone_are_no_archive() {
    let office = Office::new();
    let output = fenpei(&["archive", &text(office.place.path())]);
    assert!(code(&output) == 1 && stderr(&output).contains("E586"), "{}", stderr(&output));
    let output = fenpei(&["archive", &text(office.place.path()), "--year", "2017"]);
    assert!(code(&output) == 2 && stderr(&output).contains("E582"), "{}", stderr(&output));
}
