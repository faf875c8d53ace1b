//! S01–S20: where the table is in a sheet.
use crate::entry::{Entry, STAFF};
use crate::office::*;
use rust_xlsxwriter::{Format, Workbook};

const HEADER: &[C] = &[T("工号"), T("姓名"), T("得分")];
const ROW: &[C] = &[T("T1"), T("张三"), N(90.0)];

fn sheets(list: &[(&str, &[&[C]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in list {
        fill(book.add_worksheet().set_name(*name).unwrap(), 0, rows);
    }
    book.save_to_buffer().unwrap()
}

pub fn entries() -> Vec<Entry> {
    let one = |id, what, bytes| Entry::one(id, what, "名册.xlsx", bytes);
    let grouped = workbook(|sheet| {
        let centre = Format::new();
        sheet.merge_range(0, 0, 1, 0, "工号", &centre).unwrap();
        sheet.merge_range(0, 1, 1, 1, "姓名", &centre).unwrap();
        sheet.merge_range(0, 2, 0, 3, "考核", &centre).unwrap();
        fill(sheet, 1, &[&[B, B, T("得分"), T("等次")], &[T("T1"), T("张三"), N(90.0), T("优秀")]]);
    });
    let merged = |hidden: Option<&'static str>| {
        workbook(|sheet| {
            fill(sheet, 0, &[HEADER, &[T("T1"), B, N(90.0)], &[T("T2"), B, N(80.0)]]);
            sheet.merge_range(1, 1, 2, 1, "张三", &Format::new()).unwrap();
            if let Some(text) = hidden {
                sheet.write_string(2, 1, text).unwrap();
            }
        })
    };
    let hidden_rows = workbook(|sheet| {
        fill(sheet, 0, &[HEADER, ROW, &[T("T2"), T("李四"), N(80.0)]]);
        sheet.set_row_hidden(2).unwrap();
    });
    let hidden_columns = workbook(|sheet| {
        fill(sheet, 0, &[HEADER, ROW]);
        sheet.set_column_hidden(2).unwrap();
    });
    let mut hidden_sheet = Workbook::new();
    hidden_sheet.add_worksheet();
    fill(hidden_sheet.add_worksheet().set_name("表").unwrap().set_hidden(true), 0, &[HEADER, ROW]);
    let offset = workbook(|sheet| {
        for (row, cells) in (4..).zip([HEADER, &[T("T1"), T("张三"), T("九十")]]) {
            for (column, cell) in (3..).zip(cells) {
                if let T(text) = cell {
                    sheet.write_string(row, column, *text).unwrap();
                }
            }
        }
    });
    let far = workbook(|sheet| {
        fill(sheet, 0, &[HEADER, ROW]);
        sheet.write_string(1_048_575, 16_383, "远").unwrap();
    });
    let uncomputed =
        edit(book(&[HEADER, &[T("T1"), T("张三"), F("45*2", "90")]]), SHEET, |xml| xml.replace("<v>90</v>", ""));
    let manual =
        edit(book(&[HEADER, ROW]), "xl/workbook.xml", |xml| xml.replace("<calcPr ", "<calcPr calcMode=\"manual\" "));
    let twice =
        edit(book(&[HEADER, ROW]), SHEET, |xml| xml.replace("<c r=\"C2\"", "<c r=\"C2\"><v>1</v></c><c r=\"C2\""));
    let same_names =
        edit(sheets(&[("表", &[HEADER, ROW]), ("说明", &[])]), "xl/workbook.xml", |xml| xml.replace("说明", "表"));
    vec![
        one(
            "S01",
            "title, unit and date above the header",
            book(&[&[T("平安区教职工花名册")], &[T("单位：元")], &[T("2018年12月")], HEADER, ROW]),
        ),
        one("S02", "a header of two rows with merged groups", grouped),
        one("S03", "merged names over two rows", merged(None)),
        one("S03b", "the same where the scheme fills them in", merged(None))
            .with(&STAFF.replace("name  = \"姓名\"\n", "name  = \"姓名\"\nfill  = true\n")),
        one("S04", "a value hidden under a merged cell", merged(Some("李四"))),
        one("S05", "hidden rows", hidden_rows.clone()),
        one("S05b", "hidden rows that the scheme leaves out", hidden_rows)
            .with(&STAFF.replace("sheet = [\"表\"] }", "sheet = [\"表\"], hidden = \"exclude\" }")),
        one("S05c", "a hidden column that is needed", hidden_columns),
        one("S06", "the sheet is hidden", hidden_sheet.save_to_buffer().unwrap()),
        one("S07", "several sheets, none named", sheets(&[("全体", &[HEADER, ROW]), ("九1班", &[HEADER, ROW])]))
            .with(&STAFF.replace("sheet = [\"表\"]", "sheet = []")),
        one(
            "S08",
            "subtotal and total rows",
            book(&[HEADER, ROW, &[T("小计"), B, N(90.0)], &[T("T2"), T("李四"), N(80.0)], &[T("合计"), B, N(170.0)]]),
        ),
        one("S08b", "a total that is not the sum", book(&[HEADER, ROW, &[T("合计"), B, N(100.0)]])),
        one("S09", "the header again before every row", book(&[HEADER, ROW, HEADER, &[T("T2"), T("李四"), N(80.0)]])),
        one(
            "S10",
            "signatures, and a row after blank ones",
            book(&[
                HEADER,
                ROW,
                &[],
                &[],
                &[],
                &[],
                &[],
                &[T("T2"), T("李四"), N(80.0)],
                &[T("制表人：王五"), T("审核人：赵六")],
            ]),
        ),
        one(
            "S11",
            "a header twice",
            book(&[&[T("工号"), T("姓名"), T("得分"), T("得分")], &[T("T1"), T("张三"), N(90.0), N(80.0)]]),
        ),
        one(
            "S12",
            "blanks, full-width forms and line breaks in the header",
            book(&[&[T("工　号"), T("姓\n名"), T("得分（分）")], ROW]),
        ),
        one(
            "S13",
            "two columns for one alias",
            book(&[&[T("工号"), T("教工号"), T("姓名"), T("得分")], &[T("T1"), T("T1"), T("张三"), N(90.0)]]),
        )
        .with(
            &STAFF
                .replacen(
                    "name = \"工号\"\ntype = \"text\"",
                    "name = \"职工号\"\ntype = \"text\"\naliases = [\"工号\", \"教工号\"]",
                    1,
                )
                .replace("key  = [\"工号\"]", "key  = [\"职工号\"]"),
        ),
        one("S14", "a column is missing", book(&[&[T("工号"), T("姓名"), T("得份")], ROW])),
        one("S15", "a header and nothing below", book(&[HEADER])),
        one("S16", "data that do not begin at A1", offset),
        one("S17", "a stray cell in the last corner", far),
        one("S18", "a formula that was never computed", uncomputed),
        one("S18b", "a workbook that recalculates by hand", manual),
        one("S19", "a cell written twice", twice),
        one("S19b", "two sheets of one name", same_names),
        one(
            "S20",
            "two tables side by side",
            book(&[
                &[T("工号"), T("姓名"), T("得分"), B, T("工号"), T("姓名"), T("得分")],
                &[T("T1"), T("张三"), N(90.0), B, T("T2"), T("李四"), N(80.0)],
            ]),
        ),
    ]
}
