//! Two texts, line by line and field by field.
use super::difference::{Difference, Differs, Inside, Spot, What};
use encoding_rs::{GB18030, UTF_8};

/// What sets fields apart in the texts that we write.
const SEPARATORS: [char; 3] = ['|', '\t', ','];

/// What differs between the text that is there and the one that should be.
pub(super) fn differences(file: &str, there: &[u8], made: &[u8]) -> Vec<Difference> {
    let (is, should) = (decoded(there), decoded(made));
    let (is, should): (Vec<&str>, Vec<&str>) = (lines(&is), lines(&should));
    let same = is.iter().zip(&should).take_while(|(is, should)| is == should).count();
    let left = is.len().min(should.len()) - same;
    let end = is.iter().rev().zip(should.iter().rev()).take(left).take_while(|(is, should)| is == should).count();
    let mut found = Vec::new();
    for at in same..is.len().max(should.len()) - end {
        let (own, their) = (is[..is.len() - end].get(at), should[..should.len() - end].get(at));
        if own != their {
            found.extend(line(file, at + 1, own.copied(), their.copied()));
        }
    }
    if found.is_empty() {
        found.push(Difference::of_file(file, What::Bytes, ""));
    }
    found
}

fn decoded(bytes: &[u8]) -> String {
    let utf8 = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
    utf8.unwrap_or_else(|| GB18030.decode_without_bom_handling(bytes).0).into_owned()
}

/// Lines with their ends, since these count too.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn line(file: &str, number: usize, is: Option<&str>, should: Option<&str>) -> Vec<Difference> {
    let at = |inside, is: &str, should: &str| Difference {
        file: file.to_string(),
        sheet: None,
        spot: Spot::Line(number, inside),
        differs: vec![value(is, should)],
    };
    let (is, should) = match (is, should) {
        (Some(is), Some(should)) => (is, should),
        (Some(is), None) => return vec![at(Inside::Character(1), is, "")],
        (None, should) => return vec![at(Inside::Character(1), "", should.unwrap_or_default())],
    };
    let separator = SEPARATORS.into_iter().find(|separator| should.contains(*separator));
    if let Some(separator) = separator {
        let (own, their): (Vec<&str>, Vec<&str>) = (is.split(separator).collect(), should.split(separator).collect());
        if own.len() == their.len() {
            let pairs = own.iter().zip(&their).enumerate().filter(|(_, (is, should))| is != should);
            return pairs.map(|(n, (is, should))| at(Inside::Field(n + 1), is, should)).collect();
        }
    }
    let same = is.chars().zip(should.chars()).take_while(|(a, b)| a == b).count();
    vec![at(Inside::Character(same + 1), is, should)]
}

/// Ends of lines are told where they are all that differs.
fn value(is: &str, should: &str) -> Differs {
    let plain = |text: &str| text.trim_end_matches(['\r', '\n']).to_string();
    if plain(is) != plain(should) {
        return Differs::new(What::Value, plain(is), plain(should));
    }
    let spelled = |text: &str| text.replace('\r', "␍").replace('\n', "␊");
    Differs::new(What::Value, spelled(is), spelled(should))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    fn told(there: &[u8], made: &[u8]) -> Vec<String> {
        differences("a.txt", there, made).iter().map(|d| d.words(Language::English)).collect()
    }

    #[test]
    fn a_field_is_named_by_its_line_and_number() {
        let (made, _, _) = GB18030.encode("1|王敏|5.00\r\n2|孙丽|6.00\r\n");
        let (there, _, _) = GB18030.encode("1|王敏|5.00\r\n2|孙莉|6.00\r\n");
        assert_eq!(told(&there, &made), ["a.txt › line 2 field 2: 孙莉, should be 孙丽"]);
    }

    #[test]
    fn a_line_more_shifts_no_other() {
        assert_eq!(told(b"a\nx\nb\nc\n", b"a\nb\nc\n"), ["a.txt › line 2 character 1: x, should be blank"]);
        assert_eq!(told(b"a b\n", b"a c\n"), ["a.txt › line 1 character 3: a b, should be a c"]);
        assert_eq!(told(b"a\r\n", b"a\n").len(), 1);
    }
}
