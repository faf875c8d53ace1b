//! One place of a batch that is not as computed again.
use crate::dataset::column_letters;
use crate::messages::Language;

/// Characters of a value before the rest is left out.
const SHOWN_MAX: usize = 120;

/// A place that differs, with everything that differs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Path below the batch, with `/`.
    pub file: String,
    /// The sheet, where the place is on one.
    pub sheet: Option<String>,
    /// Where.
    pub spot: Spot,
    /// What differs there; never empty.
    pub differs: Vec<Differs>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The whole file.
    File,
    /// The whole sheet.
    Sheet,
    /// A row of a sheet, counted from 0.
    Row(u32),
    /// A cell: row and column, counted from 0.
    Cell(u32, u16),
    /// A line of a text, counted from 1, and its field or character, counted from 1.
    Line(usize, Inside),
    /// A part of a package, an entry of the manifest.
    Part(String),
}

/// Where in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inside {
    /// The field.
    Field(usize),
    /// The first character that differs.
    Character(usize),
}

/// What is there, and what should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// Which quality of the place.
    pub what: What,
    /// What stands there.
    pub is: String,
    /// What should.
    pub should: String,
}

/// A quality of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is not there.
    Missing,
    /// It does not belong here.
    Extra,
    /// It cannot be read; `is` says why.
    Unreadable,
    /// Its bytes differ, though everything that they mean is the same.
    Bytes,
    /// It is not what the manifest's hash says.
    Hash,
    /// The value.
    Value,
    /// The kind of value: number, text, flag, error.
    Kind,
    /// The formula.
    Formula,
    /// The number format.
    NumberFormat,
    /// Another part of a cell's look: its element in the styles.
    Look(&'static str),
    /// The note at a cell.
    Note,
    /// Shown or hidden.
    Visible,
    /// Something else of a row, a sheet or a workbook: the element that says it.
    Setting(String),
}

impl Differs {
    pub(super) fn new(what: What, is: impl Into<String>, should: impl Into<String>) -> Differs {
        Differs { what, is: is.into(), should: should.into() }
    }
}

impl Difference {
    pub(super) fn of_file(file: &str, what: What, is: &str) -> Difference {
        Difference { file: file.into(), sheet: None, spot: Spot::File, differs: vec![Differs::new(what, is, "")] }
    }

    /// `文件 › 工作表 › D7：值 3，应为 4`
    pub fn words(&self, language: Language) -> String {
        let sheet = self.sheet.iter().map(String::as_str);
        let spot = self.spot.words(language);
        let place: Vec<&str> = [self.file.as_str()].into_iter().chain(sheet).chain(spot.as_deref()).collect();
        let what: Vec<String> = self.differs.iter().map(|differs| differs.words(language)).collect();
        let (colon, semicolon) = (language.pick("：", ": "), language.pick("；", "; "));
        format!("{}{colon}{}", place.join(" › "), what.join(semicolon))
    }
}

impl Spot {
    fn words(&self, language: Language) -> Option<String> {
        Some(match (self, language) {
            (Spot::File | Spot::Sheet, _) => return None,
            (Spot::Cell(row, column), _) => format!("{}{}", column_letters(*column), row + 1),
            (Spot::Part(part), _) => part.clone(),
            (Spot::Row(row), Language::Chinese) => format!("第 {} 行", row + 1),
            (Spot::Row(row), Language::English) => format!("row {}", row + 1),
            (Spot::Line(line, Inside::Field(field)), Language::Chinese) => format!("第 {line} 行第 {field} 项"),
            (Spot::Line(line, Inside::Field(field)), Language::English) => format!("line {line} field {field}"),
            (Spot::Line(line, Inside::Character(at)), Language::Chinese) => format!("第 {line} 行第 {at} 字"),
            (Spot::Line(line, Inside::Character(at)), Language::English) => format!("line {line} character {at}"),
        })
    }
}

impl Differs {
    fn words(&self, language: Language) -> String {
        let (zh, en) = match &self.what {
            What::Missing => return language.pick("缺少", "is missing").to_string(),
            What::Extra => return language.pick("是多出的", "does not belong here").to_string(),
            What::Bytes => {
                let words =
                    ("内容相同而字节不同（另存过）", "means the same in other bytes (saved by another program)");
                return language.pick(words.0, words.1).to_string();
            }
            What::Hash => return language.pick("与校验码不符", "differs from its hash").to_string(),
            What::Unreadable => {
                return format!("{} {}", language.pick("读不出来：", "cannot be read:"), self.is).replace("： ", "：");
            }
            What::Value => ("", ""),
            What::Kind => ("类型 ", "kind "),
            What::Formula => ("公式 ", "formula "),
            What::NumberFormat => ("数字格式 ", "number format "),
            What::Look("font") => ("字体 ", "font "),
            What::Look("fill") => ("底纹 ", "fill "),
            What::Look("border") => ("边框 ", "border "),
            What::Look("alignment") => ("对齐 ", "alignment "),
            What::Look(_) => ("保护 ", "protection "),
            What::Note => ("批注 ", "note "),
            What::Visible => ("显示状态 ", "visibility "),
            What::Setting(name) => return self.compared(&format!("{} ", setting(name, language)), language),
        };
        self.compared(language.pick(zh, en), language)
    }

    fn compared(&self, what: &str, language: Language) -> String {
        let (is, should) = match self.what {
            What::Visible | What::Kind => (worded(&self.is, language), worded(&self.should, language)),
            _ => excerpts(&self.is, &self.should),
        };
        let blank = |text: String| if text.is_empty() { language.pick("空白", "blank").to_string() } else { text };
        format!("{what}{}{}{}", blank(is), language.pick("，应为 ", ", should be "), blank(should))
    }
}

/// Whether something is shown, and what kind a value is, in words.
fn worded(word: &str, language: Language) -> String {
    let chinese = match word {
        "visible" => "显示",
        "hidden" => "隐藏",
        "veryHidden" => "深度隐藏",
        "text" => "文字",
        "number" => "数",
        "flag" => "是非",
        "error" => "错误值",
        "date" => "日期",
        other => other,
    };
    language.pick(chinese, word).to_string()
}

/// Settings of sheets by the element that says them; others by its name alone.
fn setting(element: &str, language: Language) -> String {
    let (zh, en) = match element {
        "row" => ("行高或行格式", "row height or look"),
        "cols" => ("列宽或隐藏列", "column widths or hidden columns"),
        "mergeCells" => ("合并单元格", "merged cells"),
        "sheetViews" => ("视图与冻结", "view and panes"),
        "sheetPr" => ("工作表属性", "sheet properties"),
        "sheetProtection" => ("工作表保护", "sheet protection"),
        "dataValidations" => ("数据有效性", "data validation"),
        "conditionalFormatting" => ("条件格式", "conditional formats"),
        "autoFilter" => ("筛选", "filter"),
        "pageSetup" | "pageMargins" | "printOptions" | "rowBreaks" | "colBreaks" => ("打印设置", "page setup"),
        "headerFooter" => ("页眉页脚", "header and footer"),
        "dimension" => ("所用区域", "used range"),
        "drawing" | "legacyDrawing" => ("图形", "drawing"),
        "definedNames" => ("定义的名称", "defined names"),
        "order" => ("工作表次序", "order of sheets"),
        other => return other.to_string(),
    };
    language.pick(zh, en).to_string()
}

/// Both texts from shortly before the first character that differs, where they are long.
fn excerpts(is: &str, should: &str) -> (String, String) {
    if is.chars().count().max(should.chars().count()) <= SHOWN_MAX {
        return (is.to_string(), should.to_string());
    }
    let same = is.chars().zip(should.chars()).take_while(|(a, b)| a == b).count();
    let start = same.saturating_sub(SHOWN_MAX / 4);
    let cut = |text: &str| {
        let (before, after) = (start > 0, text.chars().count() > start + SHOWN_MAX);
        let middle: String = text.chars().skip(start).take(SHOWN_MAX).collect();
        format!("{}{middle}{}", if before { "…" } else { "" }, if after { "…" } else { "" })
    };
    (cut(is), cut(should))
}
