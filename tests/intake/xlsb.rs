//! Writes a binary workbook: no program at hand does, so its records are put together here ([MS-XLSB]).
use crate::office::C;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook of one sheet.
pub fn book(name: &str, rows: &[&[C]]) -> Vec<u8> {
    let parts: [(&str, Vec<u8>); 6] = [
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_vec(),
        ),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.bin")),
        ("xl/_rels/workbook.bin.rels", relation("worksheet", "worksheets/sheet1.bin")),
        ("xl/workbook.bin", workbook(name)),
        ("xl/styles.bin", styles()),
        ("xl/worksheets/sheet1.bin", sheet(rows)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn relation(kind: &str, target: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>")
        .into_bytes()
}

fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
    if kind < 0x80 {
        out.push(kind as u8);
    } else {
        out.extend([kind as u8 & 0x7F | 0x80, (kind >> 7) as u8]);
    }
    let mut length = data.len();
    loop {
        let byte = length as u8 & 0x7F;
        length >>= 7;
        out.push(if length > 0 { byte | 0x80 } else { byte });
        if length == 0 {
            break;
        }
    }
    out.extend(data);
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [(units.len() as u32).to_le_bytes().to_vec(), units.iter().flat_map(|unit| unit.to_le_bytes()).collect()].concat()
}

fn workbook(name: &str) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 131, &[]);
    record(&mut out, 153, &[0; 12]);
    record(&mut out, 143, &[]);
    record(&mut out, 156, &[vec![0; 8], text("rId1"), text(name)].concat());
    record(&mut out, 144, &[]);
    record(&mut out, 132, &[]);
    out
}

/// Formats: general, per cent, date.
fn styles() -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 278, &[]);
    record(&mut out, 617, &3u32.to_le_bytes());
    for format in [0u16, 10, 14] {
        record(&mut out, 47, &[0u16.to_le_bytes().to_vec(), format.to_le_bytes().to_vec(), vec![0; 12]].concat());
    }
    record(&mut out, 618, &[]);
    record(&mut out, 279, &[]);
    out
}

fn sheet(rows: &[&[C]]) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 129, &[]);
    let last = [rows.len() as u32 - 1, 0, 16];
    record(&mut out, 148, &[0u32, last[0], last[1], last[2]].iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<_>>());
    record(&mut out, 145, &[]);
    for (row, cells) in rows.iter().enumerate() {
        record(&mut out, 0, &[(row as u32).to_le_bytes().to_vec(), vec![0; 9]].concat());
        for (column, cell) in cells.iter().enumerate() {
            let at = |style: u32| [(column as u32).to_le_bytes(), style.to_le_bytes()].concat();
            match cell {
                C::B => record(&mut out, 1, &at(0)),
                C::T(value) => record(&mut out, 6, &[at(0), text(value)].concat()),
                C::N(value) => record(&mut out, 5, &[at(0), value.to_le_bytes().to_vec()].concat()),
                C::P(value) => record(&mut out, 5, &[at(1), value.to_le_bytes().to_vec()].concat()),
                C::D(value) => record(&mut out, 5, &[at(2), value.to_le_bytes().to_vec()].concat()),
                C::L(value) => record(&mut out, 4, &[at(0), vec![u8::from(*value)]].concat()),
                // A formula that fails: its error, flags and an empty expression.
                C::F(..) => record(&mut out, 11, &[at(0), vec![0x07, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat()),
            }
        }
    }
    record(&mut out, 146, &[]);
    record(&mut out, 130, &[]);
    out
}
