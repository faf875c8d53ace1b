//! Sheets taken straight from their parts hold what calamine reads there, whatever is done to the parts.
use super::super::package::Package;
use super::super::xlsx_cells;
use super::*;
use proptest::prelude::*;
use proptest::sample::Index;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = "<Types/>";
const ROOTS: &str = "<Relationships>\
    <Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &str = "<workbook><workbookPr/><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>";
const RELATIONS: &str = "<Relationships>\
    <Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
    Target=\"worksheets/sheet1.xml\"/></Relationships>";
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><styleSheet><numFmts count=\"3\">\
    <numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/><numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/>\
    <numFmt numFmtId=\"166\" formatCode=\"0.00&quot;分&quot;\"/></numFmts>\
    <cellXfs count=\"7\"><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>\
    <xf numFmtId=\"166\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>";
const TEXTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<sst count=\"6\" uniqueCount=\"6\"><si><t>姓名</t></si>\
    <si><t xml:space=\"preserve\"> 张 三 </t></si><si><t> A&amp;B </t><phoneticPr fontId=\"1\"/></si><si/>\
    <si><r><rPr><b/><sz val=\"11\"/></rPr><t>李</t></r><r><t xml:space=\"preserve\"> 四</t></r></si><si><t/></si>\
    <si /><si><t /></si></sst>";
const SHEET: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet><dimension ref=\"A1:G4\"/><sheetData>\
    <row r=\"1\" spans=\"1:7\" ht=\"20\" x14ac:dyDescent=\"0.2\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\" t=\"s\"><v>1</v></c>\
    <c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\"><v>4</v></c></row>\
    <row r=\"2\"><c r=\"A2\"><v>86.5</v></c><c r=\"B2\" s=\"1\"><v>0.85</v></c><c r=\"C2\" s=\"2\"><v>43465</v></c>\
    <c r=\"D2\" s=\"3\"><v>43101.5</v></c><c r=\"E2\" s=\"5\"/><c r=\"F2\" s=\"5\" t=\"n\"><v>-1.5E-7</v></c></row><row r=\"3\"/>\
    <row r=\"4\"><c r=\"A4\" t=\"b\"><v>1</v></c><c r=\"B4\" t=\"e\"><v>#DIV/0!</v></c><c r=\"C4\" t=\"inlineStr\"><is><t> 甲 </t></is></c>\
    <c r=\"D4\" t=\"str\"><v>a&lt;b </v></c><c r=\"E4\"><v></v></c><c r=\"F4\" t=\"str\"><v></v></c>\
    <c r=\"G4\" s=\"1\" /><c r=\"H4\" t=\"n\"><v /></c></row><row r=\"5\" /></sheetData></worksheet>";
const FORMULAS: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\" s=\"1\"><f>A1/4</f><v>0.5</v></c>\
    <c r=\"C1\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c><c r=\"D1\"><f t=\"shared\" ref=\"D1:D2\" si=\"0\">A1*2</f><v>4</v></c>\
    <c r=\"E1\"><f>SUM(A1)</f></c><c r=\"F1\" s=\"2\"><v>43465</v></c></row>\
    <row r=\"2\"><c r=\"D2\" s=\"1\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row></sheetData></worksheet>";

/// What is put into a part, or taken out of it.
const PIECES: [&str; 40] = [
    "<",
    ">",
    "\"",
    "'",
    "/",
    " ",
    "&",
    ";",
    "=",
    "<c>",
    "</c>",
    "<v>",
    "</v>",
    "<v/>",
    "<f>",
    "</f>",
    "<row>",
    "</row>",
    "<!-- x -->",
    "<![CDATA[1]]>",
    "<?p?>",
    "r=\"A1\"",
    " s=\"0\"",
    " s=\"6\"",
    " s=\"4\"",
    " s=\"99\"",
    " t=\"s\"",
    " t=\"d\"",
    " t=\"str\"",
    " t=\"n\"",
    "&amp;",
    "&#10;",
    "_x000D_",
    "\r",
    "<x:c>",
    "<sheetData>",
    "</sheetData>",
    "#SPILL!",
    "1",
    "inf",
];

fn package(sheet: &str, texts: &str, styles: &str) -> Result<Package, IntakeMessage> {
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOTS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in parts {
        zip.start_file(name, stored).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    Package::open(&zip.finish().unwrap().into_inner())
}

type Place = (u32, u16, String);

fn places(cells: &Cells, texts: &TextPool) -> Vec<Place> {
    let shown = |raw: Raw| match raw {
        Raw::Text(id) | Raw::Odd(id) | Raw::Error(id) => {
            format!("{} {:?}", texts.get(id), std::mem::discriminant(&raw))
        }
        other => format!("{other:?}"),
    };
    cells.list.iter().map(|(row, cell)| (*row, cell.column, shown(cell.raw))).collect()
}

/// The cells straight from the part, and as calamine reads them; none where the file does not open, or its part is
/// not taken. A panic of the reader is its way to refuse.
fn both(sheet: &str, texts: &str, styles: &str) -> Option<[Result<Vec<Place>, IntakeMessage>; 2]> {
    let mut source = refusing(|| Source::open(package(sheet, texts, styles)?)).ok()?;
    let mut pool = TextPool::default();
    let formulas = xlsx_parts::facts(sheet).formulas;
    let common = refusing(|| {
        let stream = source.xlsx.worksheet_cells_reader("表").map_err(translate)?;
        Ok(Common::new(&stream, &source.package, &mut pool))
    });
    let quick = xlsx_cells::read(sheet, 50, &common.ok()?.book(0.0, formulas), &mut pool)?;
    let part = (Some(sheet.as_bytes()), formulas);
    let slow = refusing(|| streamed(&mut source.xlsx, "表", part, 50, &mut pool));
    Some([quick, slow].map(|cells| cells.map(|cells| places(&cells, &pool))))
}

fn refusing<T>(read: impl FnOnce() -> Result<T, IntakeMessage>) -> Result<T, IntakeMessage> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(IntakeMessage::Damaged {}))
}

/// A part after some edits: each takes out some characters at a place and puts a piece there.
fn edited(part: &str, edits: &[(Index, usize, usize)]) -> String {
    let mut chars: Vec<char> = part.chars().collect();
    for (at, out, piece) in edits {
        let at = at.index(chars.len() + 1);
        let end = (at + out).min(chars.len());
        chars.splice(at..end, PIECES[*piece].chars());
    }
    chars.into_iter().collect()
}

fn edits() -> impl Strategy<Value = Vec<(Index, usize, usize)>> {
    prop::collection::vec((any::<Index>(), 0_usize..8, 0..PIECES.len()), 0..3)
}

#[test]
fn sound_sheets_are_taken_straight_from_their_parts() {
    for (sheet, count) in [(SHEET, 15), (FORMULAS, 7)] {
        let [quick, slow] = both(sheet, TEXTS, STYLES).expect("taken");
        assert_eq!(quick, slow);
        assert_eq!(quick.map(|cells| cells.len()), Ok(count));
    }
}

#[test]
fn what_is_not_plain_is_left_to_the_reader() {
    let row = |cell: &str| format!("<worksheet><sheetData><row r=\"1\">{cell}</row></sheetData></worksheet>");
    for odd in [
        "<c r=\"A1\" s=\"4\"><v>1.5</v></c>",
        "<c r=\"A1\" t=\"e\"><v>#SPILL!</v></c>",
        "<c><v>1</v></c>",
        "<c r=\"A1\"><v> 1</v></c>",
        "<c r=\"A1\"><v>inf</v></c>",
        "<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>",
        "<c r=\"A1\"><!-- --><v>1</v></c>",
        "<c r=\"A1\" t=\"s\"><v>8</v></c>",
        "<c r=\"A1\" t=\"d\"><v>2018-01-01</v></c>",
    ] {
        assert!(both(&row(odd), TEXTS, STYLES).is_none(), "{odd}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn edited_sheets_hold_what_calamine_reads(edits in edits(), formulas in any::<bool>()) {
        let sheet = edited(if formulas { FORMULAS } else { SHEET }, &edits);
        if let Some([quick, slow]) = both(&sheet, TEXTS, STYLES) {
            prop_assert_eq!(quick, slow, "{}", sheet);
        }
    }

    #[test]
    fn edited_texts_and_formats_are_what_calamine_reads(texts in edits(), styles in edits()) {
        let (texts, styles) = (edited(TEXTS, &texts), edited(STYLES, &styles));
        if let Some([quick, slow]) = both(SHEET, &texts, &styles) {
            prop_assert_eq!(quick, slow, "{} {}", texts, styles);
        }
    }
}
