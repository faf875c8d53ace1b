//! File names from names that people gave: safe on every system, and unique where two differ only in case.
use crate::dataset::masked;
use std::collections::HashSet;

/// Longest name, in characters, without its ending.
const NAME_CHARS_MAX: usize = 60;
/// Longest name, in bytes: most systems allow 255 with the ending and a number.
const NAME_BYTES_MAX: usize = 200;
/// Names that Windows keeps for devices, whatever the ending.
const RESERVED: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];
/// Devices that come with a digit.
const RESERVED_NUMBERED: [&str; 2] = ["COM", "LPT"];

/// Gives out names, each once.
#[derive(Debug, Clone, Default)]
pub struct SafeNames {
    /// Names given out, without case.
    taken: HashSet<String>,
}

impl SafeNames {
    /// A file name for `wanted`, without ending; a twin of an earlier one gets a number.
    pub fn name(&mut self, wanted: &str) -> String {
        let base = safe_name(wanted);
        let mut number = 1;
        loop {
            let name = if number == 1 { base.clone() } else { format!("{base}({number})") };
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// Replaces what some system does not allow in a file name, and hides private numbers: the manifest lists names.
pub fn safe_name(wanted: &str) -> String {
    let replaced: String = masked(wanted).chars().filter(|c| !invisible(*c)).map(allowed).collect();
    let mut name = String::new();
    for c in trimmed(&replaced).chars().take(NAME_CHARS_MAX) {
        if name.len() + c.len_utf8() > NAME_BYTES_MAX {
            break;
        }
        name.push(c);
    }
    // The cut may have left a blank or a dot at the end.
    let name = trimmed(&name);
    if name.is_empty() || reserved(name) { format!("_{name}") } else { name.to_string() }
}

/// `#` and `%` are allowed in names, but mean something in links.
fn allowed(c: char) -> char {
    if c.is_control() || "\\/:*?\"<>|#%".contains(c) { '_' } else { c }
}

/// Marks that change how a name is shown but not how it looks: direction, width zero, byte order.
fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Windows drops blanks and dots at the end; a dot or `~$` at the start hides a file.
fn trimmed(name: &str) -> &str {
    name.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || c == '~')
        .trim_end_matches(|c: char| c.is_whitespace() || c == '.')
}

fn reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_uppercase();
    let mut letters = stem.chars();
    let last = letters.next_back();
    let digit = last.is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
    RESERVED.contains(&stem.as_str()) || digit && RESERVED_NUMBERED.contains(&letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_on_every_system() {
        for (wanted, name) in [
            ("平安区第一小学", "平安区第一小学"),
            ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "_"),
            ("", "_"),
            ("  学校. . ", "学校"),
            ("CON", "_CON"),
            ("con.小学", "_con.小学"),
            ("com1", "_com1"),
            ("LPT9 .x", "_LPT9 .x"),
            ("COM10", "COM10"),
            ("CONSOLE", "CONSOLE"),
            ("~$打开", "$打开"),
            ("行\n距\t", "行_距_"),
            ("\u{202e}倒写", "倒写"),
            ("一小 138-0013-8000", "一小 ___-____-8000"),
        ] {
            assert_eq!(safe_name(wanted), name, "{wanted:?}");
        }
    }

    #[test]
    fn long_names_are_cut_without_breaking_a_character() {
        assert_eq!(safe_name(&"校".repeat(200)).chars().count(), 60);
        assert!(safe_name(&"𠮷".repeat(200)).len() <= 200);
        assert_eq!(safe_name(&format!("{}.尾", "校".repeat(59))), "校".repeat(59));
    }

    #[test]
    fn twins_that_differ_only_in_case_get_numbers() {
        let mut names = SafeNames::default();
        let given: Vec<String> =
            ["Abc", "abc", "ABC", "abc(2)", "学/校", "学:校"].iter().map(|n| names.name(n)).collect();
        assert_eq!(given, ["Abc", "abc(2)", "ABC(3)", "abc(2)(2)", "学_校", "学_校(2)"]);
    }
}
