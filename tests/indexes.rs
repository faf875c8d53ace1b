//! Folders with many documents have an index: every unit and every person, with links that lead to the file and the place.
mod support;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use std::fs;
use std::io::Read;
use std::path::Path;
use support::office::{NOTICE, Office};
use support::{code, district, fenpei, files, stderr, stdout, text};

/// A sheet as texts.
fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("opens");
    let range = book.worksheet_range(name).expect("the sheet is there");
    let shown = |cell: &Data| cell.to_string();
    range.rows().map(|row| row.iter().map(shown).collect()).collect()
}

/// Where the links of a sheet lead: cell, file, place in it.
fn links(path: &Path, number: usize) -> Vec<(String, String, String)> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).expect("opens")).expect("a workbook");
    let mut part = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).expect("a part").read_to_string(&mut text).expect("XML");
        text
    };
    let (xml, relations) =
        (part(format!("xl/worksheets/sheet{number}.xml")), part(format!("xl/worksheets/_rels/sheet{number}.xml.rels")));
    let value = |element: &str, key: &str| {
        let (_, rest) = element.split_once(&format!("{key}=\""))?;
        rest.split_once('"').map(|(value, _)| value.replace("&apos;", "'"))
    };
    let target = |id: &str| {
        let relation = relations.split("<Relationship ").find(|relation| relation.contains(&format!("Id=\"{id}\"")));
        relation.and_then(|relation| value(relation, "Target")).expect("a target")
    };
    let links = xml.split("<hyperlink ").skip(1);
    let link = |link: &str| {
        let id = value(link, "r:id").expect("an id");
        (value(link, "ref").expect("a cell"), target(&id), value(link, "location").unwrap_or_default())
    };
    links.map(link).collect()
}

#[test]
fn notices_of_persons_have_an_index_that_leads_to_each_persons_page() {
    let office = Office::new();
    let out = office.place.path().join("告知");
    let output = fenpei(&["notices", &text(&office.trial), "--out", &text(&out)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("从“目录”打开"), "{}", stdout(&output));
    let folder = out.join("告知单");
    let index = folder.join("目录.xlsx");
    let names = files(&folder).into_iter().map(|(name, _)| name);
    let names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    let units = sheet(&index, "目录");
    assert_eq!(units[4][..3], ["1", "临河区第一初级中学", "3"]);
    for (_, file, _) in links(&index, 1) {
        assert!(names.contains(&file), "{file}: {names:?}");
    }
    let persons = sheet(&index, "人员");
    let places = links(&index, 2);
    assert_eq!((persons.len() - 4, places.len()), (6, 6));
    for (line, (_, file, place)) in persons[4..].iter().zip(&places) {
        // A heading, the scheme, then who it is.
        let row: usize = place.strip_prefix("'告知单'!A").expect("a cell").parse().expect("a row");
        let page = &sheet(&folder.join(file), "告知单")[row - 1..row + 2];
        assert_eq!(page[0][0], "个人绩效工资告知单");
        let who = format!("单位：{}　姓名：{}　编号：{}　实发：{} 元", line[2], line[1], line[0], line[3]);
        assert_eq!(page[2][0], who);
    }
}

/// A roster of sixty schools, two teachers each.
fn many_schools(dir: &Path) {
    fs::write(dir.join("scheme.toml"), district::SCHEME).expect("written");
    let mut book = Workbook::new();
    let mut sheet = |name: &str, heads: &[&str], rows: Vec<Vec<String>>| {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        let heads = heads.iter().map(|head| head.to_string()).collect();
        for (row, cells) in (0..).zip([heads].into_iter().chain(rows)) {
            for (column, cell) in (0..).zip(&cells) {
                match cell.parse::<u32>().ok().filter(|_| cell.len() < 4) {
                    Some(number) => sheet.write_number(row, column, number).expect("a cell"),
                    None => sheet.write_string(row, column, cell).expect("a cell"),
                };
            }
        }
    };
    let school = |number: usize| format!("第{number:03}小学");
    let staff = || (0..120).map(|number| (format!("L{number:03}"), format!("王{number:03}"), school(number / 2)));
    sheet("学校", &["学校名称"], (0..60).map(|number| vec![school(number)]).collect());
    let row = |(number, name, school): (String, String, String)| vec![number, name, school, "90".into(), "1".into()];
    sheet("教师", &["工号", "姓名", "单位", "考核分", "中考分"], staff().map(row).collect());
    let account = |(at, (number, name, _)): (usize, (String, String, String))| {
        vec![number, name, "农商行".to_string(), format!("62000000{at:04}")]
    };
    sheet("发放账户", &["工号", "户名", "开户行", "账号"], staff().enumerate().map(account).collect());
    book.save(dir.join("名册.xlsx")).expect("saved");
}

#[test]
fn notices_and_live_workbooks_of_many_schools_have_an_index_too() {
    let inputs = tempfile::TempDir::new().expect("a folder");
    many_schools(inputs.path());
    let office = Office::from(inputs.path());
    let form = office.form("公示登记表", &office.trial);
    let notice = office.next(&office.trial, &form, &NOTICE, &[]);
    for (folder, what) in [("公示", "第059小学公示表.xlsx"), ("核算底稿", "第059小学.xlsx")] {
        let index = notice.join(folder).join("目录.xlsx");
        let units = sheet(&index, "目录");
        assert_eq!(units.len() - 4, 60, "{folder}");
        assert_eq!(units[63], ["60", "第059小学", "2", what]);
        let targets = links(&index, 1);
        assert_eq!(targets.len(), 60);
        assert!(targets.iter().all(|(_, file, _)| notice.join(folder).join(file).is_file()), "{folder}");
    }
    assert!(!office.trial.join("核算底稿").exists(), "a trial hands nothing out");
    let verified = fenpei(&["verify", &text(&notice)]);
    assert_eq!(code(&verified), 0, "{}", stdout(&verified));
}
