//! File patterns of the scheme: `*` stands for any run of characters but `/`. A pattern that ends as a spreadsheet does
//! fits a spreadsheet of any format: a school that sends `.xls` for `.xlsx` has sent the file.
use crate::scheme::SPREADSHEET_ENDINGS;
use unicode_normalization::UnicodeNormalization;

/// The form in which file names are compared: full-width and half-width forms are one, so are `.XLSX` and `.xlsx`.
pub(super) fn normal_path(path: &str) -> String {
    path.nfkc().flat_map(char::to_lowercase).map(|c| if c == '\\' { '/' } else { c }).collect()
}

/// A pattern ready to be compared.
pub(super) struct Pattern {
    parts: Vec<String>,
    /// It ends as a spreadsheet does, and that is taken off.
    spreadsheet: bool,
}

impl Pattern {
    /// Reads a pattern as the scheme writes it.
    pub(super) fn new(pattern: &str) -> Pattern {
        let normal = normal_path(pattern);
        let bare = without_ending(&normal);
        let parts = bare.unwrap_or(&normal).split('*').map(str::to_string).collect();
        Pattern { parts, spreadsheet: bare.is_some() }
    }

    /// A pattern whose ending counts.
    pub(super) fn whole(pattern: &str) -> Pattern {
        Pattern { parts: normal_path(pattern).split('*').map(str::to_string).collect(), spreadsheet: false }
    }

    /// Whether a path, given by [`normal_path`], fits.
    pub(super) fn fits(&self, path: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else { return false };
        let path = if self.spreadsheet { without_ending(path) } else { Some(path) };
        let Some(path) = path else { return false };
        path.strip_prefix(first.as_str()).is_some_and(|tail| fits_after_star(rest, tail))
    }

    /// The pattern without stars and extension, to find a near name.
    pub(super) fn stem(&self) -> String {
        let joined = self.parts.concat();
        let name = joined.rsplit('/').next().unwrap_or(&joined);
        if self.spreadsheet { name.to_string() } else { stem(name).to_string() }
    }
}

/// How the names of workbooks with corrections begin.
const CORRECTIONS_BEGIN: &str = "更正单";

/// Whether a path below the office's folder is a workbook of corrections: 更正单, or one whose name begins so.
pub fn is_corrections(path: &str) -> bool {
    let normal = normal_path(path);
    normal.starts_with(CORRECTIONS_BEGIN) && !normal.contains('/') && is_spreadsheet(&normal)
}

/// Whether a path, given by [`normal_path`], ends as a spreadsheet does.
pub(super) fn is_spreadsheet(path: &str) -> bool {
    without_ending(path).is_some()
}

/// A path without the ending of a spreadsheet.
fn without_ending(path: &str) -> Option<&str> {
    path.rsplit_once('.').filter(|(_, ending)| SPREADSHEET_ENDINGS.contains(ending)).map(|(bare, _)| bare)
}

/// A path without what programs and people add to a copy: `(1)`, `副本`, `最终版2`; and whether a number in brackets
/// was taken off, which class 2 of a school may have as well.
pub(super) fn without_copy_marks(path: &str) -> (String, bool) {
    let bare = without_ending(path).unwrap_or(path);
    let (folder, name) = bare.rsplit_once('/').unwrap_or(("", bare));
    let bracketed = name.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let small = |inside: &str| inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit());
    let (name, numbered) = match bracketed.filter(|(_, inside)| small(inside)) {
        Some((rest, _)) => (rest.trim_end(), true),
        None => (name.trim(), false),
    };
    let ended = name.trim_end_matches(|c: char| c.is_ascii_digit() || " -_()".contains(c));
    let words = ["副本", "最终版", "最终", "定稿", "修改版", "copy"];
    let name = words.iter().find_map(|word| ended.strip_suffix(word)).unwrap_or(name);
    let name = ["副本", "复件", "copy of"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    (format!("{folder}/{}", name.trim_matches([' ', '-', '_', '('])), numbered)
}

/// A file name without folder and extension.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Each remaining part must follow after a run without `/`. Taking the earliest place is right for every part
/// but the last, which must end the path.
fn fits_after_star(parts: &[String], path: &str) -> bool {
    match parts {
        [] => path.is_empty(),
        [last] => path.strip_suffix(last.as_str()).is_some_and(|run| !run.contains('/')),
        [part, rest @ ..] => path
            .find(part.as_str())
            .filter(|at| !path[..*at].contains('/'))
            .is_some_and(|at| fits_after_star(rest, &path[at + part.len()..])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_marks() {
        let copies =
            ["报表.xlsx", "报表(1).xlsx", "报表 - 副本.xls", "副本报表.xlsx", "报表最终版2.xlsx", "报表（定稿）.et"];
        for name in copies {
            assert_eq!(without_copy_marks(&normal_path(name)).0, "/报表", "{name}");
        }
        for name in ["报表(2018).xlsx", "报表2018.xlsx", "九（1）班.xlsx"] {
            let normal = normal_path(name);
            assert_eq!(without_copy_marks(&normal).0, format!("/{}", without_ending(&normal).unwrap()), "{name}");
        }
        assert!(without_copy_marks("a/九(1).xlsx").1);
    }

    #[test]
    fn stars_stay_in_their_folder() {
        let cases = [
            ("花名册*.xlsx", "花名册2018.xlsx", true),
            ("花名册*.xlsx", "花名册.XLSX", true),
            ("附件1：花名册*", "附件1:花名册（定稿）.xlsx", true),
            ("*/考核汇总表.xlsx", "平安一中/考核汇总表.xlsx", true),
            ("*考核汇总表.xlsx", "平安一中/考核汇总表.xlsx", false),
            ("*a*a.xlsx", "aba.xlsx", true),
            ("花名册.xlsx", "花名册.xls", true),
            ("花名册.xlsx", "花名册.et", true),
            ("花名册.xls", "花名册.csv", true),
            ("花名册.xlsx", "花名册.docx", false),
            ("花名册.xlsx", "花名册", false),
            ("a*a", "a", false),
        ];
        for (pattern, path, fits) in cases {
            assert_eq!(Pattern::new(pattern).fits(&normal_path(path)), fits, "{pattern} {path}");
        }
    }
}
