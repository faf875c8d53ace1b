//! 目录.xlsx of a folder with many documents: every unit with links to its files, and every person with a link to the
//! place in them.
use super::finished::finished;
use super::paper::{Paper, new_workbook, set_page, text_width, write_across};
use super::{Edition, FaceError};
use rust_xlsxwriter::{Format, FormatAlign, Url, Workbook, Worksheet};

/// Row of the header.
const HEADER: u32 = 3;
/// Links that a sheet may hold: the format allows 65,530.
const LINKS_MAX: usize = 60_000;
/// Persons on one sheet, each with a link.
const PERSONS_MAX: usize = LINKS_MAX;
/// Widest column, in characters.
const WIDTH_MAX: f64 = 60.0;

/// A unit with its files, by their way from the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexedUnit {
    /// Its name.
    pub name: String,
    /// Persons in its files.
    pub persons: usize,
    /// Its files.
    pub files: Vec<String>,
}

/// A person with the place of their document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedPerson {
    /// Key, name and unit; a private number in the key is hidden.
    pub who: [String; 3],
    /// What is paid, in yuan.
    pub amount: String,
    /// The file, by its way from the index.
    pub file: String,
    /// The place in it: `'告知单'!A45`.
    pub place: String,
}

/// The index of `what`, such as 告知单. Without persons it lists units alone.
///
/// # Errors
/// Where the workbook cannot be written.
pub fn folder_index(
    what: &str,
    units: &[IndexedUnit],
    persons: &[IndexedPerson],
    edition: &Edition,
) -> Result<Vec<u8>, FaceError> {
    let title = format!("{}年度{what}目录（{}）", edition.year, edition.stage);
    let mut workbook = new_workbook(edition, &title)?;
    write_units(&mut workbook, edition, &title, units)?;
    for (number, persons) in persons.chunks(PERSONS_MAX).enumerate() {
        let name = if number == 0 { "人员".to_string() } else { format!("人员{}", number + 1) };
        write_persons(&mut workbook, edition, (&name, &title), persons)?;
    }
    Ok(finished(&mut workbook)?)
}

/// A list while it is written.
struct List<'s> {
    sheet: &'s mut Worksheet,
    text: Format,
    link: Format,
    widths: Vec<f64>,
    links: usize,
}

impl<'s> List<'s> {
    /// A sheet with title, line of the stage and header.
    fn open(
        workbook: &'s mut Workbook,
        edition: &Edition,
        (name, title): (&str, &str),
        heads: &[&str],
    ) -> Result<List<'s>, FaceError> {
        let paper = Paper::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        set_page(sheet, edition, title, false);
        sheet.set_repeat_rows(HEADER, HEADER)?;
        sheet.set_freeze_panes(HEADER + 1, 0)?;
        let across = [0, heads.len() as u16 - 1];
        sheet.set_row_height(0, 28)?;
        write_across(sheet, 0, across, title, &paper.title)?;
        write_across(sheet, 1, across, edition.notice(), &paper.notice.clone().set_align(FormatAlign::Center))?;
        let line = format!("发放机关：{}　　点文件名打开；本目录和文件要放在一起。", edition.office);
        write_across(sheet, 2, across, &line, &paper.subtitle)?;
        for (column, head) in (0u16..).zip(heads) {
            sheet.write_string_with_format(HEADER, column, *head, &paper.header)?;
        }
        let widths = heads.iter().map(|head| text_width(head) + 2.0).collect();
        Ok(List { sheet, text: paper.text, link: paper.link, widths, links: 0 })
    }

    fn text(&mut self, at: u32, column: u16, text: &str) -> Result<(), FaceError> {
        self.widen(column, text);
        self.sheet.write_string_with_format(at, column, text, &self.text)?;
        Ok(())
    }

    /// A link; a text where the sheet can hold no more of them.
    fn link(&mut self, at: u32, column: u16, (file, place): (&str, &str), shown: &str) -> Result<(), FaceError> {
        if self.links == LINKS_MAX {
            return self.text(at, column, shown);
        }
        self.links += 1;
        self.widen(column, shown);
        let stroke = if place.is_empty() { "" } else { "#" };
        let url = Url::new(format!("file:///{file}{stroke}{place}")).set_text(shown);
        self.sheet.write_url_with_format(at, column, url, &self.link)?;
        Ok(())
    }

    fn widen(&mut self, column: u16, text: &str) {
        if let Some(width) = self.widths.get_mut(usize::from(column)) {
            *width = width.max(text_width(text)).min(WIDTH_MAX);
        }
    }

    fn close(self) -> Result<(), FaceError> {
        for (column, width) in (0u16..).zip(&self.widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }
}

fn write_units(
    workbook: &mut Workbook,
    edition: &Edition,
    title: &str,
    units: &[IndexedUnit],
) -> Result<(), FaceError> {
    let files = units.iter().map(|unit| unit.files.len()).max().unwrap_or(1);
    let heads: Vec<&str> = ["序号", "单位", "人数"].into_iter().chain((0..files).map(|_| "文件")).collect();
    let mut list = List::open(workbook, edition, ("目录", title), &heads)?;
    for (number, (unit, at)) in units.iter().zip(HEADER + 1..).enumerate() {
        list.sheet.write_number_with_format(at, 0, number as f64 + 1.0, &list.text)?;
        list.text(at, 1, &unit.name)?;
        list.sheet.write_number_with_format(at, 2, unit.persons as f64, &list.text)?;
        for (column, file) in (3u16..).zip(&unit.files) {
            list.link(at, column, (file, ""), file)?;
        }
    }
    list.sheet.autofilter(HEADER, 0, HEADER + units.len().max(1) as u32, heads.len() as u16 - 1)?;
    list.close()
}

fn write_persons(
    workbook: &mut Workbook,
    edition: &Edition,
    names: (&str, &str),
    persons: &[IndexedPerson],
) -> Result<(), FaceError> {
    let heads = ["编号", "姓名", "单位", "实发（元）", "文件"];
    let mut list = List::open(workbook, edition, names, &heads)?;
    for (person, at) in persons.iter().zip(HEADER + 1..) {
        for (column, text) in (0u16..).zip(person.who.iter().chain([&person.amount])) {
            list.text(at, column, text)?;
        }
        list.link(at, 4, (&person.file, &person.place), &person.file)?;
    }
    list.sheet.autofilter(HEADER, 0, HEADER + persons.len().max(1) as u32, heads.len() as u16 - 1)?;
    list.close()
}
