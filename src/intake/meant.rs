//! What a cell means whatever it is written like, so that two cells can be compared.
use super::date;
use super::figure::Figure;
use super::fold::fold;
use super::sheet::Raw;
use crate::dataset::TextPool;

/// The meaning of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Meant {
    /// Nothing.
    Blank,
    /// A number, without needless decimals; per cents are hundredths.
    Figure(String),
    /// A day.
    Day(i32),
    /// A text, folded; digits that begin with a nought are one.
    Text(String),
    /// An error value, or a formula without a result.
    Failed(String),
}

/// What a cell means. `unit`: what the header says in brackets.
pub(super) fn meant(raw: Option<Raw>, texts: &TextPool, unit: Option<&str>) -> Meant {
    let number = |value: f64| match Figure::from_float(value) {
        Some(figure) => Meant::Figure(figure.text()),
        None => Meant::Figure(value.to_string()),
    };
    match raw {
        None => Meant::Blank,
        Some(Raw::Number(value) | Raw::Percent(value)) => number(value),
        Some(Raw::Date(value)) => date::from_serial(value).map_or_else(|| number(value), Meant::Day),
        Some(Raw::Text(id) | Raw::Odd(id)) => text(texts.get(id), unit),
        Some(Raw::Flag(flag)) => Meant::Text(flag.to_string()),
        Some(Raw::Error(id)) => Meant::Failed(fold(texts.get(id))),
        Some(Raw::Uncomputed) => Meant::Failed(String::new()),
    }
}

fn text(text: &str, unit: Option<&str>) -> Meant {
    let folded = fold(text);
    let digits = folded.bytes().all(|byte| byte.is_ascii_digit());
    if folded.is_empty() {
        Meant::Blank
    } else if digits && folded.len() > 1 && folded.starts_with('0') {
        Meant::Text(folded)
    } else if let Some(figure) = Figure::from_text(text.trim(), unit.unwrap_or_default()) {
        Meant::Figure(figure.text())
    } else if let Some(figure) = folded.strip_suffix('%').and_then(|bare| Figure::from_text(bare, "")) {
        Meant::Figure(figure.hundredth().text())
    } else {
        date::from_text(text).map_or(Meant::Text(folded), Meant::Day)
    }
}

impl Meant {
    /// Whether two cells mean the same. `20180901` is a day where the other cell is one.
    pub(super) fn same(&self, other: &Meant) -> bool {
        match (self, other) {
            (Meant::Day(day), Meant::Figure(figure)) | (Meant::Figure(figure), Meant::Day(day)) => {
                figure.parse().is_ok_and(|value| date::from_number(value) == Ok(*day))
            }
            (one, other) => one == other,
        }
    }
}

/// Whether two cells that mean the same are also written alike.
pub(super) fn written_alike(one: Option<Raw>, other: Option<Raw>, texts: [&TextPool; 2]) -> bool {
    match (one, other) {
        (Some(Raw::Text(one)), Some(Raw::Text(other))) => texts[0].get(one) == texts[1].get(other),
        (Some(one), Some(other)) => std::mem::discriminant(&one) == std::mem::discriminant(&other),
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_words() {
        let mut texts = TextPool::default();
        let mut of = |text: &str| Some(Raw::Text(texts.intern(text)));
        let pairs = [
            (of("86.50"), Some(Raw::Number(86.5))),
            (of("1,200元"), Some(Raw::Number(1200.0))),
            (of("85%"), Some(Raw::Percent(0.85))),
            (of("2018.9.1"), Some(Raw::Date(43_344.0))),
            (of("20180901"), Some(Raw::Date(43_344.0))),
            (of("张　三"), of("张三")),
            (of(" "), None),
            (of("t001"), of("Ｔ００１")),
        ];
        let others = [
            (of("0012"), Some(Raw::Number(12.0))),
            (of("95分"), Some(Raw::Number(95.0))),
            (of("85"), Some(Raw::Percent(0.85))),
            (of("缺考"), None),
            (Some(Raw::Number(0.0)), None),
        ];
        for (list, expected) in [(pairs.as_slice(), true), (&others, false)] {
            for (one, other) in list {
                let meant = |raw| meant(raw, &texts, Some("元"));
                assert_eq!(meant(*one).same(&meant(*other)), expected, "{one:?} {other:?}");
                assert!(!written_alike(*one, *other, [&texts, &texts]));
            }
        }
    }
}
