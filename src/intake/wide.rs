//! A cell of a wide sheet may name several: `张三/李四`.
use super::fold::{clean, narrow};

/// The pieces of a cell's text, without blank ones. Full-width forms of the split characters and `、` split too.
pub(super) fn pieces(text: &str, split: &str) -> Vec<String> {
    let splits =
        |c: char| !split.is_empty() && (split.contains(c) || split.contains(&narrow(&c.to_string())) || c == '、');
    text.split(splits).map(|piece| clean(piece).text.into_owned()).filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split() {
        for text in ["张三/李四", "张三／李四", "张三、李四", " 张三 / 李四 /"] {
            assert_eq!(pieces(text, "/"), ["张三", "李四"], "{text}");
        }
        assert_eq!(pieces("张三/李四", ""), ["张三/李四"]);
        assert!(pieces("/", "/").is_empty());
    }
}
