//! What a file of an archive holds, as far as its list tells: sheets, and numbers of people that nobody may see.
use crate::dataset::{Private, private_number};
use crate::dataset::{ReadSheet, Shown};
use crate::intake::{OfficeFile, received, shown_text};
use std::collections::BTreeSet;
use std::path::Path;

/// Endings of files that are plain text.
const TEXTS: [&str; 6] = ["md", "toml", "txt", "csv", "beancount", "json"];
/// Heads of columns with accounts, however short their numbers are; and with mobile numbers, as which exam numbers may pass.
const ACCOUNTS: [&str; 3] = ["账号", "卡号", "收款账户"];
const MOBILES: [&str; 3] = ["手机", "电话", "联系方式"];
/// Digits of the shortest account.
const ACCOUNT_DIGITS: usize = 8;

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// `3 个工作表`.
    pub extent: String,
    /// `身份证号码、银行账号`; empty where nothing of the kind was seen.
    pub private: String,
}

impl Glance {
    /// Looks into a file.
    pub fn of(path: &str, bytes: &[u8]) -> Glance {
        let ending = Path::new(path).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if ending.is_some_and(|ending| TEXTS.contains(&ending.as_str())) {
            return of_text(path, bytes);
        }
        let Ok(sheets) = received(&OfficeFile { path: path.to_string(), bytes: bytes.to_vec() }) else {
            return Glance { extent: "未能读出".to_string(), private: "未能检查".to_string() };
        };
        let seen: BTreeSet<&'static str> = sheets.iter().flat_map(of_sheet).collect();
        Glance { extent: format!("{} 个工作表", sheets.len()), private: joined(seen) }
    }
}

/// A text in any of the encodings of banks: digits are the same in all of them.
fn of_text(path: &str, bytes: &[u8]) -> Glance {
    let extent = "文本".to_string();
    // Hashes are no numbers of anybody.
    if path.ends_with(super::MANIFEST_NAME) {
        return Glance { extent, private: String::new() };
    }
    let text = String::from_utf8_lossy(bytes);
    let fields = text.lines().flat_map(|line| line.split([',', '|', '\t', '"']));
    let numbers = fields.filter_map(private_number).filter(|kind| *kind != Private::Mobile);
    let mut seen: BTreeSet<&'static str> = numbers.map(Private::chinese).collect();
    // Files for banks have accounts by their nature, and no heads.
    if path.contains(super::super::PAYMENT_FOLDER) {
        seen.insert("银行账号");
    }
    Glance { extent, private: joined(seen) }
}

fn of_sheet(sheet: &ReadSheet) -> BTreeSet<&'static str> {
    let mut seen = BTreeSet::new();
    let (mut accounts, mut mobiles): (BTreeSet<u16>, BTreeSet<u16>) = (BTreeSet::new(), BTreeSet::new());
    for (_, column, shown) in &sheet.cells {
        // A fraction has as many digits as a card.
        if matches!(shown, Shown::Number(value) if value.fract() != 0.0) || matches!(shown, Shown::Percent(_)) {
            continue;
        }
        let text = shown_text(shown);
        let number = private_number(&text).filter(|kind| *kind != Private::Mobile || mobiles.contains(column));
        seen.extend(number.map(Private::chinese));
        if accounts.contains(column) && is_account(&text) {
            seen.insert("银行账号");
        }
        for (heads, columns) in [(ACCOUNTS, &mut accounts), (MOBILES, &mut mobiles)] {
            if heads.iter().any(|head| text.contains(head)) {
                columns.insert(*column);
            }
        }
    }
    seen
}

/// A number in full, none that hides its digits.
fn is_account(text: &str) -> bool {
    text.len() >= ACCOUNT_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

fn joined(seen: BTreeSet<&'static str>) -> String {
    seen.into_iter().collect::<Vec<_>>().join("、")
}
