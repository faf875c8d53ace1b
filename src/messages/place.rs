use super::Language;
use crate::dataset::masked;
use std::ops::Range;

/// Where a finding is: in the scheme file, or in an office's file down to the cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// No particular place.
    Run,
    /// Byte range in the scheme file.
    Scheme {
        /// First byte and one past the last.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// In an input file; the finer parts may be unknown.
    Input {
        /// Path below the office's folder, with `/`.
        file: String,
        /// Sheet name.
        sheet: Option<String>,
        /// Cell such as `F45`, or row such as `45`.
        cell: Option<String>,
        /// Column header as the scheme names it.
        column: Option<String>,
    },
}

impl Place {
    /// A place in the scheme file.
    pub fn scheme(span: Range<usize>) -> Place {
        Place::Scheme { start: span.start, end: span.end }
    }

    /// A whole input file.
    pub fn file(file: &str) -> Place {
        Place::Input { file: file.to_string(), sheet: None, cell: None, column: None }
    }

    /// A sheet of an input file; a text file has one without a name.
    pub fn sheet(file: &str, sheet: &str) -> Place {
        Place::Input { file: file.to_string(), sheet: named(sheet), cell: None, column: None }
    }

    /// A cell of an input file, with the column's name in the scheme.
    pub fn cell(file: &str, sheet: &str, cell: String, column: &str) -> Place {
        Place::Input { file: file.to_string(), sheet: named(sheet), cell: Some(cell), column: named(column) }
    }

    /// `文件 › 工作表 › 单元格 › 列`, or nothing for the run itself; private numbers are masked. Scheme places are rendered with the source.
    pub fn path(&self, language: Language) -> String {
        match self {
            Place::Run => language.pick("本次运算", "this run").to_string(),
            Place::Scheme { .. } => language.pick("分配方案", "scheme").to_string(),
            Place::Input { file, sheet, cell, column } => {
                let parts = [Some(file), sheet.as_ref(), cell.as_ref(), column.as_ref()];
                parts.into_iter().flatten().map(|part| masked(part)).collect::<Vec<_>>().join(" › ")
            }
        }
    }
}

fn named(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_string())
}
