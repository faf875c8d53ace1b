//! What the formats of an xlsx workbook make of a number. The reader knows, but tells only with each cell; said here
//! is only what cannot be otherwise.
use super::package::Package;
use calamine::Style;
use memchr::memmem;

/// What a number is by its cell's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A number.
    Number,
    /// A number with a per cent sign.
    Percent,
    /// A day, maybe with a time.
    Date,
    /// Only the reader can say.
    Unclear,
}

/// The look of each cell format. `percents`: which of them show a per cent sign.
pub(super) fn looks(styles: &[Style], percents: &[bool], package: &Package) -> Vec<Look> {
    if package.parts_named("styles.xml").any(oddly_numbered) {
        return vec![Look::Unclear; styles.len()];
    }
    let looks = styles.iter().zip(percents).map(|(style, percent)| {
        let look = style.number_format.as_ref().and_then(|format| look(format.format_id?, &format.format_code));
        match look {
            Some(Look::Number) if *percent => Look::Percent,
            look => look.unwrap_or(Look::Unclear),
        }
    });
    looks.collect()
}

/// A format's number is compared as it is spelled, so that `014` is not 14.
fn oddly_numbered(styles: &[u8]) -> bool {
    let start = b"numFmtId=\"";
    let spelled = |at: usize| {
        let digits = styles[at + start.len()..].split(|byte| *byte == b'"').next().unwrap_or_default();
        digits == b"0" || (digits.first().is_some_and(|first| *first != b'0') && digits.iter().all(u8::is_ascii_digit))
    };
    let odd = memmem::find_iter(styles, start).any(|at| !spelled(at));
    odd || memmem::find(styles, b"numFmtId='").is_some()
}

/// Built-in formats that are dates, by their numbers ([ECMA-376] 18.8.30, and those of East Asia).
fn built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

fn look(id: u32, code: &str) -> Option<Look> {
    let starts_as_date = code.starts_with(['d', 'm', 'h', 'y', 's', 'D', 'M', 'H', 'Y', 'S']);
    if starts_as_date {
        return Some(Look::Date);
    }
    if built_in_date(id) && code == "General" {
        return None;
    }
    // None of the letters of dates and times, nor what puts letters aside, in what is used for positive numbers.
    let plain =
        |code: &str, also: &[char]| !code.contains(|c: char| "apmdhysAPMDHYS[".contains(c) || also.contains(&c));
    let first = code.split(';').next().unwrap_or_default();
    let number = code == "General" || plain(code, &[]) || plain(first, &['"', '\\', '_', '*']);
    number.then_some(Look::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_makes_of_a_number() {
        let cases = [
            (0, "General", Some(Look::Number)),
            (2, "0.00", Some(Look::Number)),
            (49, "@", Some(Look::Number)),
            (164, "0.00\"分\"", Some(Look::Number)),
            (38, "#,##0 ;[Red](#,##0)", Some(Look::Number)),
            (165, "yyyy\"年\"m\"月\"d\"日\"", Some(Look::Date)),
            (14, "mm-dd-yy", Some(Look::Date)),
            (31, "General", None),
            (46, "[h]:mm:ss", None),
            (166, "[$-804]yyyy/m/d", None),
            (167, "_;yyyy", None),
            (168, "0\"m\"", None),
        ];
        for (id, code, expected) in cases {
            assert_eq!(look(id, code), expected, "{code}");
        }
    }

    #[test]
    fn numbers_of_formats_as_they_are_spelled() {
        for (styles, odd) in [
            (&b"<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"[..], false),
            (b"<xf numFmtId=\"014\"/>", true),
            (b"<xf numFmtId=\"\"/>", true),
            (b"<xf numFmtId='14'/>", true),
        ] {
            assert_eq!(oddly_numbered(styles), odd);
        }
    }
}
