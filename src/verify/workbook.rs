//! Two workbooks, cell by cell, by what their parts mean.
use super::cells::{Cell, Cells, Row, address, text};
use super::difference::{Difference, Differs, Spot, What};
use super::element::Element;
use super::package::{Parts, parts};
use super::styles::Styles;
use std::collections::{BTreeMap, BTreeSet};

const BOOK: &str = "xl/workbook.xml";
const TEXTS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";

/// What differs between the workbook that is there and the one that should be.
pub(super) fn differences(file: &str, there: &[u8], made: &[u8]) -> Vec<Difference> {
    let unreadable = |why: String| vec![Difference::of_file(file, What::Unreadable, &why)];
    let opened = parts(there).and_then(|own| Ok((own, parts(made)?)));
    let (own, their) = match opened {
        Ok(both) => both,
        Err(why) => return unreadable(why),
    };
    match Pair::open(file, &own, &their).and_then(Pair::compare) {
        Ok(found) if found.is_empty() => vec![Difference::of_file(file, What::Bytes, "")],
        Ok(found) => found,
        Err(why) => unreadable(why),
    }
}

/// The notes of a sheet by cell: what they say, and how and by whom.
type Notes = BTreeMap<(u32, u16), [String; 2]>;

/// One of the two.
struct Side<'p> {
    parts: &'p Parts,
    book: Element,
    texts: Vec<String>,
    styles: Styles,
    /// Name, part and state of each sheet, in order.
    sheets: Vec<(String, String, String)>,
}

impl<'p> Side<'p> {
    fn open(parts: &'p Parts) -> Result<Side<'p>, String> {
        let book = Element::read(parts.get(BOOK).ok_or(BOOK)?)?;
        let texts = match parts.get(TEXTS) {
            Some(part) => Element::read(part)?.children.iter().map(text).collect(),
            None => Vec::new(),
        };
        let links = links(parts, BOOK)?;
        let sheet = |sheet: &Element| {
            let part = links.get(sheet.attribute("id")).cloned().unwrap_or_default();
            let state = sheet.attributes.get("state").map_or("visible", String::as_str);
            (sheet.attribute("name").to_string(), part, state.to_string())
        };
        let sheets = book.children_of("sheets").iter().map(sheet).collect();
        Ok(Side { parts, texts, styles: Styles::read(parts.get(STYLES))?, sheets, book })
    }

    fn cells(&self, part: &str) -> Result<Cells, String> {
        Cells::read(self.parts.get(part).ok_or(part)?, &self.texts)
    }

    /// The notes of a sheet by cell, and the parts that hold them.
    fn notes(&self, part: &str) -> Result<(Notes, Vec<String>), String> {
        let (mut notes, mut held) = (BTreeMap::new(), Vec::new());
        for target in links(self.parts, part)?.into_values().filter(|target| target.contains("comments")) {
            let Some(bytes) = self.parts.get(&target) else { continue };
            let root = Element::read(bytes)?;
            for note in root.children_of("commentList") {
                let spelled = note.child("text").map(text).unwrap_or_default();
                let plain = note.child("text").map(Element::all_text).unwrap_or_default();
                let author: Option<usize> = note.attribute("authorId").parse().ok();
                let author = author.and_then(|at| root.children_of("authors").get(at)).map_or("", |a| &a.text);
                let place = address(note.attribute("ref")).unwrap_or_default();
                notes.insert(place, [plain, format!("{spelled} {author}")]);
            }
            held.push(target);
        }
        Ok((notes, held))
    }
}

/// Where the relationships of a part lead, by their identifiers.
fn links(parts: &Parts, part: &str) -> Result<BTreeMap<String, String>, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(bytes) = parts.get(&format!("{folder}/_rels/{name}.rels")) else { return Ok(BTreeMap::new()) };
    let target = |link: &Element| {
        let target = link.attribute("Target");
        let path = match (target.strip_prefix('/'), target.strip_prefix("../")) {
            (Some(whole), _) => whole.to_string(),
            (None, Some(up)) => format!("{}/{up}", folder.rsplit_once('/').map_or("", |(up, _)| up)),
            (None, None) => format!("{folder}/{target}"),
        };
        (link.attribute("Id").to_string(), path)
    };
    Ok(Element::read(bytes)?.children.iter().map(target).collect())
}

/// What is there, and what should be.
struct Pair<'p> {
    file: &'p str,
    own: Side<'p>,
    their: Side<'p>,
    found: Vec<Difference>,
    /// Parts that are compared by what they mean.
    read: BTreeSet<String>,
}

impl<'p> Pair<'p> {
    fn open(file: &'p str, own: &'p Parts, their: &'p Parts) -> Result<Pair<'p>, String> {
        let read = [BOOK, TEXTS, STYLES].map(str::to_string).into_iter().collect();
        Ok(Pair { file, own: Side::open(own)?, their: Side::open(their)?, found: Vec::new(), read })
    }

    fn compare(mut self) -> Result<Vec<Difference>, String> {
        self.sheets()?;
        self.book();
        self.parts();
        // Other numbers of the same formats and texts are told only where nothing else differs.
        if self.found.is_empty() {
            self.part(TEXTS);
            self.part(STYLES);
        }
        Ok(self.found)
    }

    fn add(&mut self, sheet: Option<&str>, spot: Spot, differs: Vec<Differs>) {
        if !differs.is_empty() {
            let (file, sheet) = (self.file.to_string(), sheet.map(str::to_string));
            self.found.push(Difference { file, sheet, spot, differs });
        }
    }

    fn sheets(&mut self) -> Result<(), String> {
        let same = |part: &str| self.own.parts.get(part) == self.their.parts.get(part);
        let alike = same(TEXTS) && same(STYLES);
        for (name, part, state) in self.their.sheets.clone() {
            let Some((_, own, shown)) = self.own.sheets.iter().find(|sheet| sheet.0 == name).cloned() else {
                self.add(Some(&name), Spot::Sheet, vec![Differs::new(What::Missing, "", "")]);
                continue;
            };
            if shown != state {
                self.add(Some(&name), Spot::Sheet, vec![Differs::new(What::Visible, shown, state)]);
            }
            self.read.extend([own.clone(), part.clone()]);
            let notes = self.notes(&own, &part)?;
            if !notes.is_empty() || !alike || self.own.parts.get(&own) != self.their.parts.get(&part) {
                self.sheet(&name, &own, &part, notes)?;
            }
        }
        let extra = |sheet: &&(String, String, String)| !self.their.sheets.iter().any(|other| other.0 == sheet.0);
        let extra: Vec<String> = self.own.sheets.iter().filter(extra).map(|sheet| sheet.0.clone()).collect();
        for name in extra {
            self.add(Some(&name), Spot::Sheet, vec![Differs::new(What::Extra, "", "")]);
        }
        Ok(())
    }

    /// Notes that differ, by cell.
    fn notes(&mut self, own: &str, their: &str) -> Result<BTreeMap<(u32, u16), Differs>, String> {
        let ((is, own), (should, their)) = (self.own.notes(own)?, self.their.notes(their)?);
        self.read.extend(own.into_iter().chain(their));
        let places: BTreeSet<&(u32, u16)> = is.keys().chain(should.keys()).collect();
        let differing = places.into_iter().filter(|place| is.get(*place) != should.get(*place));
        let differs = |at: &(u32, u16)| {
            let [is, should] = [&is, &should].map(|notes| notes.get(at).cloned().unwrap_or_default());
            let which = usize::from(is[0] == should[0]);
            Differs::new(What::Note, &is[which], &should[which])
        };
        Ok(differing.map(|at| (*at, differs(at))).collect())
    }

    fn sheet(
        &mut self,
        name: &str,
        own: &str,
        their: &str,
        mut notes: BTreeMap<(u32, u16), Differs>,
    ) -> Result<(), String> {
        let (is, should) = (self.own.cells(own)?, self.their.cells(their)?);
        let settings: BTreeSet<&String> = is.settings.keys().chain(should.settings.keys()).collect();
        for setting in settings.into_iter().filter(|name| is.settings.get(*name) != should.settings.get(*name)) {
            let text = |side: &Cells| side.settings.get(setting).cloned().unwrap_or_default();
            let differs = Differs::new(What::Setting(setting.clone()), text(&is), text(&should));
            self.add(Some(name), Spot::Sheet, vec![differs]);
        }
        let rows: BTreeSet<u32> = is.rows.keys().chain(should.rows.keys()).copied().collect();
        for row in rows {
            let differs = self.row(is.rows.get(&row), should.rows.get(&row));
            self.add(Some(name), Spot::Row(row), differs);
        }
        let places: BTreeSet<(u32, u16)> = is.cells.keys().chain(should.cells.keys()).copied().collect();
        for place in places {
            let mut differs = self.cell(is.cells.get(&place), should.cells.get(&place));
            differs.extend(notes.remove(&place));
            self.add(Some(name), Spot::Cell(place.0, place.1), differs);
        }
        for ((row, column), note) in notes {
            self.add(Some(name), Spot::Cell(row, column), vec![note]);
        }
        Ok(())
    }

    fn row(&self, is: Option<&Row>, should: Option<&Row>) -> Vec<Differs> {
        let plain = Row { others: "row".to_string(), ..Row::default() };
        let (is, should) = (is.unwrap_or(&plain), should.unwrap_or(&plain));
        let mut differs = Vec::new();
        if is.hidden != should.hidden {
            let word = |hidden: bool| if hidden { "hidden" } else { "visible" };
            differs.push(Differs::new(What::Visible, word(is.hidden), word(should.hidden)));
        }
        if is.others != should.others {
            differs.push(Differs::new(What::Setting("row".to_string()), &is.others, &should.others));
        }
        self.own.styles.differing(is.style, &self.their.styles, should.style, &mut differs);
        differs
    }

    fn cell(&self, is: Option<&Cell>, should: Option<&Cell>) -> Vec<Differs> {
        let none = Cell::default();
        let (is, should) = (is.unwrap_or(&none), should.unwrap_or(&none));
        let mut differs = Vec::new();
        if is.value != should.value {
            differs.push(Differs::new(What::Value, &is.value, &should.value));
        } else if is.kind != should.kind {
            differs.push(Differs::new(What::Kind, is.kind, should.kind));
        }
        if is.formula != should.formula {
            differs.push(Differs::new(What::Formula, &is.formula, &should.formula));
        }
        self.own.styles.differing(is.style, &self.their.styles, should.style, &mut differs);
        differs
    }

    /// Defined names one by one; the order of the sheets; other settings.
    fn book(&mut self) {
        let order = |side: &Side<'_>| side.sheets.iter().map(|s| s.0.as_str()).collect::<Vec<_>>().join("、");
        let (is, should) = (order(&self.own), order(&self.their));
        if is != should {
            self.add(None, Spot::File, vec![Differs::new(What::Setting("order".to_string()), is, should)]);
        }
        let spelled = |side: &Side<'_>| {
            let mut all: BTreeMap<String, String> = BTreeMap::new();
            for child in side.book.children.iter().filter(|child| child.name != "sheets") {
                all.entry(child.name.clone()).or_default().push_str(&child.shown());
            }
            all
        };
        let (is, should) = (spelled(&self.own), spelled(&self.their));
        let names: BTreeSet<&String> = is.keys().chain(should.keys()).collect();
        for name in names.into_iter().filter(|name| is.get(*name) != should.get(*name)) {
            let text = |side: &BTreeMap<String, String>| side.get(name).cloned().unwrap_or_default();
            let differs = Differs::new(What::Setting(name.clone()), text(&is), text(&should));
            self.add(None, Spot::Part(BOOK.to_string()), vec![differs]);
        }
    }

    /// The parts that were not looked into, by their names.
    fn parts(&mut self) {
        let names: BTreeSet<&String> = self.own.parts.keys().chain(self.their.parts.keys()).collect();
        let others: Vec<String> = names.into_iter().filter(|name| !self.read.contains(*name)).cloned().collect();
        others.iter().for_each(|name| self.part(name));
    }

    fn part(&mut self, name: &str) {
        let (is, should) = (self.own.parts.get(name), self.their.parts.get(name));
        if is == should {
            return;
        }
        let differs = match (is, should) {
            (None, _) => Differs::new(What::Missing, "", ""),
            (_, None) => Differs::new(What::Extra, "", ""),
            (Some(is), Some(should)) => match (Element::read(is), Element::read(should)) {
                (Ok(is), Ok(should)) if is == should => return,
                (Ok(is), Ok(should)) => Differs::new(What::Value, is.shown(), should.shown()),
                _ => Differs::new(What::Bytes, "", ""),
            },
        };
        self.add(None, Spot::Part(name.to_string()), vec![differs]);
    }
}
