//! C01–C24: what a cell means.
use crate::entry::{Entry, STAFF};
use crate::office::*;

/// Staff with these scores.
fn scores(id: &'static str, what: &'static str, cells: &[C]) -> Entry {
    let numbers: Vec<String> = (1..=cells.len()).map(|number| format!("T{number}")).collect();
    let rows: Vec<[C; 3]> = numbers.iter().zip(cells).map(|(number, cell)| [T(number), T("某某"), *cell]).collect();
    let mut all: Vec<&[C]> = vec![&[T("工号"), T("姓名"), T("得分")]];
    all.extend(rows.iter().map(|row| row.as_slice()));
    Entry::one(id, what, "名册.xlsx", book(&all))
}

/// Staff with these numbers.
fn codes(id: &'static str, what: &'static str, cells: &[C]) -> Entry {
    let rows: Vec<[C; 3]> = cells.iter().map(|cell| [*cell, T("某某"), N(90.0)]).collect();
    let mut all: Vec<&[C]> = vec![&[T("工号"), T("姓名"), T("得分")]];
    all.extend(rows.iter().map(|row| row.as_slice()));
    Entry::one(id, what, "名册.xlsx", book(&all))
}

fn kind(entry: Entry, kind: &str) -> Entry {
    let scheme =
        STAFF.replace("type   = \"number\"\nplaces = 1\nmin    = \"0\"\nmax    = \"100\"\nunit   = \"分\"", kind);
    entry.with(&scheme)
}

pub fn entries() -> Vec<Entry> {
    let id_number = "type = \"id-number\"";
    let nan = edit(book(&[&[T("工号"), T("姓名"), T("得分")], &[T("T1"), T("某某"), N(90.0)]]), SHEET, |xml| {
        xml.replace("<v>90</v>", "<v>1e400</v>")
    });
    let spill =
        edit(book(&[&[T("工号"), T("姓名"), T("得分")], &[T("T1"), T("某某"), N(90.0)]]), SHEET, |xml| {
            xml.replace("<c r=\"C2\"><v>90</v></c>", "<c r=\"C2\" t=\"e\"><v>#SPILL!</v></c>")
        });
    let rows: [&[C]; 2] = [&[T("工号"), T("姓名"), T("得分")], &[T("LONG"), T("某某"), N(90.0)]];
    let long = edit(book(&rows), "xl/sharedStrings.xml", |xml| xml.replace("LONG", &"长".repeat(32_768)));
    vec![
        scores("C01", "numbers stored as text", &[T("86.5"), T(" 90 "), N(88.0)]),
        scores("C02", "full-width digits", &[T("８６．５"), T("９０")]),
        scores("C03", "units, separators", &[T("95分"), T("1,0"), T("12,5"), T("3天")]),
        kind(
            scores("C04", "a per cent in three ways", &[P(0.85), T("85%"), N(85.0)]),
            "type = \"percent\"\nplaces = 4",
        ),
        kind(scores("C04b", "bare figures without a sign", &[N(0.85), N(0.9)]), "type = \"percent\"\nplaces = 4"),
        scores("C05", "marks in place of numbers", &[T("缺考"), T("免考"), T("作弊"), T("--"), T("/"), T("无")]),
        scores("C06", "an empty cell", &[N(90.0), B, F("\"\"", "")]),
        scores("C07", "errors", &[F("1/0", "#DIV/0!"), F("NA()", "#N/A")]),
        Entry::one("C08", "an error newer than the reader", "名册.xlsx", spill),
        Entry::one("C09", "a number beyond all measure", "名册.xlsx", nan),
        kind(
            scores("C10", "an identity number stored as a number", &[N(340_524_198_001_010_010.0), T("3.40524E+17")]),
            id_number,
        ),
        codes("C10b", "a long code stored as a number", &[N(6_222_020_000_000_000_000.0)]),
        kind(
            scores(
                "C11",
                "identity numbers: wrong, old, small x",
                &[T("340524198001010018"), T("340524800101001"), T("34052419800101001x")],
            ),
            id_number,
        ),
        codes("C12", "leading zeros lost", &[T("0012"), N(13.0), T("0014")]),
        codes("C12b", "leading zeros lost, the width stated", &[T("0012"), N(13.0)]).with(&STAFF.replacen(
            "type = \"text\"",
            "type = \"text\"\nwidth = 4",
            1,
        )),
        codes("C13", "codes half text, half number", &[T("1001"), N(1002.0)]),
        kind(
            scores(
                "C14",
                "dates in many spellings",
                &[D(43344.0), T("2018.9.1"), T("2018年9月1日"), T("20180901"), T("9月"), T("2018-02-30")],
            ),
            "type = \"date\"",
        ),
        scores("C15", "3/5 turned into a date", &[D(43164.0)]),
        scores("C16", "binary noise", &[N(0.1 + 0.2), N(89.99999999999999)]),
        kind(scores("C17", "money with three decimals, minus nought", &[N(12.345), N(-0.0)]), "type = \"money\""),
        codes("C18", "blanks and invisible characters", &[T("\u{3000}T1\u{A0}"), T("T2\u{200B}"), T("T 3")]),
        codes("C19", "a character that turns the direction", &[T("T1\u{202E}")]),
        codes("C20", "a character of a private area", &[T("T\u{E000}")]),
        Entry::one(
            "C21",
            "one name, two people, no other key",
            "名册.xlsx",
            book(&[&[T("工号"), T("姓名"), T("得分")], &[T("T1"), T("张三"), N(90.0)], &[T("T2"), T("张三"), N(80.0)]]),
        )
        .with(&STAFF.replace("key  = [\"工号\"]", "key  = [\"姓名\"]")),
        scores("C22", "words and fractions", &[L(true), T("八十五"), T("17/20")]),
        Entry::one(
            "C23",
            "apostrophes from csv",
            "名册.csv",
            "工号,姓名,得分\n'0123,某某,90\n=\"0124\",某某,80\n".as_bytes().to_vec(),
        ),
        codes("C24", "a text that begins as a formula, a line break", &[T("=1+1"), T("T\n2")]),
        Entry::one("C24b", "a text too long", "名册.xlsx", long),
    ]
}
