//! A final batch that is paid: the form of the payment, the bank's file and the result.
use super::filled::fill;
use super::office::Office;
use super::{code, fenpei, stderr, text};
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::fs;
use std::path::{Path, PathBuf};

/// The form of a payment, filled in.
pub const PAID: [(&str, &str); 6] = [
    ("发放日期", "2019-01-21"),
    ("凭证号", "记-2019-01-018"),
    ("回单号", "H20190121-7"),
    ("回盘内容", "全部明细"),
    ("经办", "王敏"),
    ("复核", "孙丽"),
];

/// The file for the bank, as text.
pub fn bank_file(batch: &Path) -> String {
    let folder = fs::read_dir(batch.join("发放文件")).expect("a folder").flatten();
    let files: Vec<PathBuf> = folder.map(|entry| entry.path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let bytes = fs::read(&files[0]).expect("there");
    let (decoded, _, broken) = encoding_rs::GB18030.decode(&bytes);
    assert!(!broken);
    decoded.into_owned()
}

/// The batch after a payment.
pub fn settled(office: &Office, last: &Path, answers: &[(&str, &str)], returns: &[&str]) -> PathBuf {
    let form = payment_form(office, last);
    fill(&form, answers, &[], &form);
    office.made(&[&["settle", &text(last)], returns].concat())
}

/// The blank form of a payment.
pub fn payment_form(office: &Office, last: &Path) -> PathBuf {
    let asked = fenpei(&["settle", &text(last)]);
    assert_eq!(code(&asked), 0, "{}", stderr(&asked));
    let batch = last.file_name().expect("a name").to_string_lossy().into_owned();
    office.place.path().join(format!("发放登记表（{batch}）.xlsx"))
}

/// A sheet of a batch's workbook as texts, from its first row on.
pub fn sheet(workbook: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(workbook).expect("opens");
    let range = book.worksheet_range(name).expect("the sheet is there");
    let shown = |cell: &Data| match cell {
        Data::Float(number) => format!("{number:.2}"),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(shown).collect()).collect()
}
