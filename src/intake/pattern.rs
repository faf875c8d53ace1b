//! File patterns of the scheme: `*` stands for any run of characters but `/`.
use unicode_normalization::UnicodeNormalization;

/// The form in which file names are compared: full-width and half-width forms are one, so are `.XLSX` and `.xlsx`.
pub(super) fn normal_path(path: &str) -> String {
    path.nfkc().flat_map(char::to_lowercase).map(|c| if c == '\\' { '/' } else { c }).collect()
}

/// A pattern ready to be compared.
pub(super) struct Pattern {
    parts: Vec<String>,
}

impl Pattern {
    /// Reads a pattern as the scheme writes it.
    pub(super) fn new(pattern: &str) -> Pattern {
        Pattern { parts: normal_path(pattern).split('*').map(str::to_string).collect() }
    }

    /// Whether a path, given by [`normal_path`], fits.
    pub(super) fn fits(&self, path: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else { return false };
        path.strip_prefix(first.as_str()).is_some_and(|tail| fits_after_star(rest, tail))
    }

    /// The pattern without stars and extension, to find a near name.
    pub(super) fn stem(&self) -> String {
        stem(&self.parts.concat()).to_string()
    }
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
    fn stars_stay_in_their_folder() {
        let cases = [
            ("花名册*.xlsx", "花名册2018.xlsx", true),
            ("花名册*.xlsx", "花名册.XLSX", true),
            ("附件1：花名册*", "附件1:花名册（定稿）.xlsx", true),
            ("*/考核汇总表.xlsx", "平安一中/考核汇总表.xlsx", true),
            ("*考核汇总表.xlsx", "平安一中/考核汇总表.xlsx", false),
            ("*a*a.xlsx", "aba.xlsx", true),
            ("a*a", "a", false),
        ];
        for (pattern, path, fits) in cases {
            assert_eq!(Pattern::new(pattern).fits(&normal_path(path)), fits, "{pattern} {path}");
        }
    }
}
