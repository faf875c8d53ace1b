//! A layout's file → [`Layout`], every mistake in one pass, each with its line.
use super::element::element;
use super::{
    Field, FilesBy, LAYOUT_COLUMNS_MAX, LAYOUT_WIDTH_MAX, Layout, LayoutColumn, LayoutForm, LayoutKind, TextFault,
    blanks,
};
use crate::messages::{Finding, Findings, IntakeMessage, Message, Place, SchemeMessage};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The folder with the office's own layouts.
pub const LAYOUT_FOLDER: &str = "版式";
/// Largest file of a layout, in bytes.
const LAYOUT_BYTES_MAX: usize = 65_536;
/// What a file's name may have filled in, and what a line of totals.
const NAME_BLANKS: [&str; 6] = ["layout", "table", "unit", "batch", "year", "number"];
const TOTAL_BLANKS: [&str; 5] = ["count", "sum", "batch", "year", "number"];
/// Longest ending of a file's name.
const ENDING_CHARS_MAX: usize = 5;

/// The layouts that are built in.
const BUILT_IN: [(&str, &str); 4] = [
    ("代发文本", include_str!("../../templates/layouts/代发文本.toml")),
    ("代发无表头", include_str!("../../templates/layouts/代发无表头.toml")),
    ("代发清单", include_str!("../../templates/layouts/代发清单.toml")),
    ("工资导入", include_str!("../../templates/layouts/工资导入.toml")),
];

/// Names of the layouts that are built in.
pub fn built_in_layouts() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// A layout that is built in.
pub fn built_in_layout(name: &str) -> Option<Layout> {
    let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
    // A test reads each of them without a finding.
    read_layout(name, "", text.as_bytes(), &mut Findings::default())
}

/// Reads a layout's file; `path` is where findings say that it stands. None with findings that stop.
pub fn read_layout(name: &str, path: &str, bytes: &[u8], findings: &mut Findings) -> Option<Layout> {
    let mut own = Findings::default();
    let text = match std::str::from_utf8(bytes) {
        _ if bytes.len() > LAYOUT_BYTES_MAX => Err(too_large(bytes.len())),
        Ok(text) => Ok(text.trim_start_matches('\u{feff}')),
        Err(_) => Err(syntax("不是 UTF-8 编码", "it is not UTF-8")),
    };
    let text = match text {
        Ok(text) => text,
        Err(message) => {
            findings.add(message, Place::file(path));
            return None;
        }
    };
    let layout = parsed(text, &mut own).map(|layout| Layout { name: name.to_string(), ..layout });
    if let Some(layout) = &layout {
        rules(layout, &mut own);
    }
    let stops = own.stop();
    findings.list.extend(own.list.into_iter().map(|finding| placed(finding, path, text)));
    layout.filter(|_| !stops)
}

fn syntax(zh: &str, en: &str) -> IntakeMessage {
    IntakeMessage::LayoutSyntax { detail_zh: zh.to_string(), detail_en: en.to_string() }
}

fn too_large(bytes: usize) -> IntakeMessage {
    let (zh, en) = (
        format!("有 {bytes} 字节，超过上限 {LAYOUT_BYTES_MAX} 字节"),
        format!("it has {bytes} bytes, more than {LAYOUT_BYTES_MAX}"),
    );
    syntax(&zh, &en)
}

fn parsed(text: &str, own: &mut Findings) -> Option<Layout> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if let Some(error) = errors.first() {
        let message = syntax("这一行不合 TOML 格式", error.message());
        own.add(message, Place::scheme(error.span().unwrap_or(0..0)));
        return None;
    }
    let span = root.span();
    element("版式", Spanned::new(span, DeValue::Table(root.into_inner())), &mut Vec::new(), own)
}

/// Bytes of the layout's text become a line of its file.
fn placed(finding: Finding, path: &str, text: &str) -> Finding {
    let Place::Scheme { start, .. } = finding.place else { return finding };
    let line = text.get(..start).map_or(1, |before| before.matches('\n').count() + 1);
    Finding { place: Place::cell(path, "", line.to_string(), ""), ..finding }
}

/// What no single key can say of itself.
fn rules(layout: &Layout, own: &mut Findings) {
    let mut tell = |message: Message, span: Range<usize>| own.add(message, Place::scheme(span));
    for (key, given) in text_keys(layout) {
        let message = match (layout.form, given) {
            (LayoutForm::Text, false) => IntakeMessage::LayoutNeeds { key: key.to_string() },
            (LayoutForm::Xlsx, true) => IntakeMessage::LayoutKeyUnused { key: key.to_string() },
            _ => continue,
        };
        tell(message.into(), layout.file.span());
    }
    if layout.form == LayoutForm::Xlsx && layout.quoted {
        tell(IntakeMessage::LayoutKeyUnused { key: "quoted".to_string() }.into(), layout.file.span());
    }
    if !(1..=LAYOUT_COLUMNS_MAX).contains(&layout.columns.len()) {
        tell(limit("columns", LAYOUT_COLUMNS_MAX), layout.file.span());
    }
    for (number, column) in layout.columns.iter().enumerate() {
        if let Some(message) = column_fault(layout, number, column) {
            tell(message, column_span(layout, column));
        }
    }
    if let Some(fields) = lacking(layout) {
        tell(IntakeMessage::LayoutLacks { fields: fields.to_string() }.into(), layout.file.span());
    }
    name_faults(layout, &mut tell);
    text_faults(layout, &mut tell);
}

/// The keys that a text needs, and whether they are there.
fn text_keys(layout: &Layout) -> [(&'static str, bool); 3] {
    [
        ("encoding", layout.encoding.is_some()),
        ("separator", layout.separator.is_some()),
        ("line_end", layout.line_end.is_some()),
    ]
}

fn limit(key: &str, most: usize) -> Message {
    let (section, key) = ("版式".to_string(), key.to_string());
    SchemeMessage::FieldLimit { section, key, limit_zh: format!("1 至 {most}"), limit_en: format!("1 to {most}") }
        .into()
}

fn column_span(layout: &Layout, column: &LayoutColumn) -> Range<usize> {
    let field = column.field.as_ref().map(Spanned::span);
    let text = [&column.item, &column.fixed, &column.title].into_iter().flatten().map(Spanned::span);
    field.into_iter().chain(text).next().unwrap_or(layout.file.span())
}

fn column_fault(layout: &Layout, number: usize, column: &LayoutColumn) -> Option<Message> {
    let said = [column.field.is_some(), column.item.is_some(), column.fixed.is_some()];
    if said.iter().filter(|said| **said).count() != 1 {
        return Some(IntakeMessage::LayoutColumnForm { number: number + 1 }.into());
    }
    if column.width.as_ref().is_some_and(|width| !(1..=LAYOUT_WIDTH_MAX).contains(width.get_ref())) {
        return Some(limit("width", usize::from(LAYOUT_WIDTH_MAX)));
    }
    let same = |other: &LayoutColumn| {
        let field = |column: &LayoutColumn| column.field.as_ref().map(|field| *field.get_ref());
        let item = |column: &LayoutColumn| column.item.as_ref().map(|item| item.get_ref().clone());
        (field(column).is_some() && field(column) == field(other))
            || (item(column).is_some() && item(column) == item(other))
    };
    let twice = layout.columns[..number].iter().any(same);
    let name = column.field.as_ref().map(|field| field.get_ref().name().to_string());
    let name = name.or_else(|| column.item.as_ref().map(|item| item.get_ref().clone())).unwrap_or_default();
    twice.then(|| SchemeMessage::DuplicateName { name, table: "columns".to_string() }.into())
}

/// Fields without which nobody can be paid by the file.
fn lacking(layout: &Layout) -> Option<&'static str> {
    use Field::*;
    let has = |fields: &[Field]| {
        let mut own = layout.columns.iter().filter_map(|column| column.field.as_ref());
        own.any(|field| fields.contains(field.get_ref()))
    };
    match layout.kind {
        LayoutKind::Bank if !has(&[Account]) => Some("账号"),
        LayoutKind::Bank if !has(&[Holder, Name]) => Some("户名"),
        LayoutKind::Payroll if !has(&[StaffNumber, Identity]) => Some("工号、证件号"),
        _ if !has(&[Amount, Net]) => Some("金额、实发"),
        _ => None,
    }
}

fn name_faults(layout: &Layout, tell: &mut impl FnMut(Message, Range<usize>)) {
    let name = layout.file.get_ref();
    let named = match blanks(name) {
        Ok(named) if named.iter().all(|blank| NAME_BLANKS.contains(blank)) => named,
        _ => {
            let (text, known) = (name.clone(), braced(&NAME_BLANKS));
            return tell(IntakeMessage::LayoutBlanks { text, known }.into(), layout.file.span());
        }
    };
    let units = layout.by == FilesBy::Unit;
    let needs = [("unit", units), ("number", layout.rows_per_file.is_some())];
    for (blank, _) in needs.iter().filter(|(blank, needed)| *needed && !named.contains(blank)) {
        let key = format!("file {{{blank}}}");
        tell(IntakeMessage::LayoutNeeds { key }.into(), layout.file.span());
    }
    if !units && named.contains(&"unit") {
        tell(IntakeMessage::LayoutKeyUnused { key: "file {unit}".to_string() }.into(), layout.file.span());
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let plain = !ending.is_empty()
        && ending.len() <= ENDING_CHARS_MAX
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let fits = plain && (ending == "xlsx") == (layout.form == LayoutForm::Xlsx);
    if !fits || name.contains(['/', '\\']) {
        tell(IntakeMessage::LayoutFileName { name: name.clone() }.into(), layout.file.span());
    }
}

fn braced(names: &[&str]) -> String {
    names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" ")
}

/// The layout's own texts are held to what it asks of others.
fn text_faults(layout: &Layout, tell: &mut impl FnMut(Message, Range<usize>)) {
    let texts = layout.columns.iter().flat_map(|column| [&column.title, &column.fixed]).flatten();
    let cells = layout.total.iter().flat_map(|total| &total.cells);
    for cell in cells.clone() {
        if !blanks(cell.get_ref()).is_ok_and(|named| named.iter().all(|blank| TOTAL_BLANKS.contains(blank))) {
            let (text, known) = (cell.get_ref().clone(), braced(&TOTAL_BLANKS));
            tell(IntakeMessage::LayoutBlanks { text, known }.into(), cell.span());
        }
    }
    for text in texts.chain(cells) {
        if let Some(fault) = layout.text_faults(text.get_ref(), None).first() {
            let (why_zh, why_en) = words(fault);
            tell(IntakeMessage::LayoutText { text: text.get_ref().clone(), why_zh, why_en }.into(), text.span());
        }
    }
}

/// What is wrong with a text, in both languages.
fn words(fault: &TextFault) -> (String, String) {
    match fault {
        TextFault::Trigger(sign) => {
            (format!("以“{sign}”开头，会被当作公式"), format!("begins like a formula, with {sign}"))
        }
        TextFault::Sign(sign) => {
            let code = format!("U+{:04X}", u32::from(*sign));
            (format!("含有分隔用的字符（{code}）"), format!("holds a sign that parts fields or lines ({code})"))
        }
        TextFault::Lacking(lacking) => {
            let lacking: String = lacking.iter().collect();
            (format!("含有编码里没有的字“{lacking}”"), format!("holds {lacking}, which the encoding lacks"))
        }
        TextFault::Long { length, most } => {
            (format!("长 {length}，超过 {most}"), format!("is {length} long, more than {most}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    #[test]
    fn the_layouts_that_are_built_in_have_no_mistake() {
        for (name, text) in BUILT_IN {
            let mut findings = Findings::default();
            let layout = read_layout(name, name, text.as_bytes(), &mut findings);
            let told: Vec<String> = findings.list.iter().map(|f| f.line(Language::Chinese)).collect();
            assert!(layout.is_some() && told.is_empty(), "{told:?}");
        }
    }
}
