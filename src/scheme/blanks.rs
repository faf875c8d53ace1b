//! Texts with names in braces that are filled in later: `代发_{batch}_{number}.txt`.

/// The names in braces.
///
/// # Errors
/// The text from the first brace that has no partner.
pub fn blanks(text: &str) -> Result<Vec<&str>, &str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (open, inner) = rest.split_at(at);
        let end = inner.find('}').filter(|end| *end > 0);
        let Some(name) = end.map(|end| &inner[1..end]).filter(|name| !name.contains('{')) else {
            return Err(&rest[open.len()..]);
        };
        names.push(name);
        rest = &inner[name.len() + 2..];
    }
    Ok(names)
}

/// The text with each name replaced by its value, in one pass: a value is never looked at again.
pub fn filled(text: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = inner.split_once('}').unwrap_or((inner, ""));
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(value);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_found_and_filled_in() {
        assert_eq!(blanks("代发_{batch}_{number}.txt"), Ok(vec!["batch", "number"]));
        assert_eq!(blanks("代发.txt"), Ok(vec![]));
        for broken in ["{batch", "batch}", "{a{b}", "{a}}"] {
            assert!(blanks(broken).is_err(), "{broken}");
        }
        let values = [("a", "{b}".to_string()), ("b", "二".to_string())];
        assert_eq!(filled("甲{a}乙{b}", &values), "甲{b}乙二");
    }
}
