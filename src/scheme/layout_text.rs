//! What a text must not hold in a file that a bank or payroll system reads.
use super::{Layout, LayoutForm};

/// Signs that make a spreadsheet take a text for a formula, full-width ones among them.
const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Why a text cannot stand in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFault {
    /// It begins with a sign that starts a formula.
    Trigger(char),
    /// It holds a sign that parts fields or lines.
    Sign(char),
    /// The encoding lacks these characters.
    Lacking(Vec<char>),
    /// It is longer than the column: bytes in a text file, characters in a workbook.
    Long {
        /// How long.
        length: usize,
        /// At most.
        most: usize,
    },
}

impl Layout {
    /// Everything that is wrong with a text in a column of this width.
    pub fn text_faults(&self, text: &str, width: Option<u16>) -> Vec<TextFault> {
        let mut faults = Vec::new();
        faults.extend(text.chars().next().filter(|c| TRIGGERS.contains(c)).map(TextFault::Trigger));
        let parts = |c: &char| {
            let separates = self.separator.as_ref().is_some_and(|separator| separator.contains(*c));
            c.is_control() || (self.form == LayoutForm::Text && (separates || *c == '"'))
        };
        faults.extend(text.chars().find(parts).map(TextFault::Sign));
        let encoded = self.encoding.map(|charset| charset.encode(text));
        let length = match encoded {
            Some(Ok(bytes)) => bytes.len(),
            Some(Err(lacking)) => {
                faults.push(TextFault::Lacking(lacking));
                text.chars().count()
            }
            None => text.chars().count(),
        };
        let most = usize::from(width.unwrap_or(u16::MAX));
        if length > most {
            faults.push(TextFault::Long { length, most });
        }
        faults
    }
}
