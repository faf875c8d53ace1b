//! A scheme in Markdown: the method as the office issues it, article by article, with the rule that carries an
//! article out in a fenced `toml` block under it.
use super::{Scheme, Text};
use crate::messages::{Findings, Place, SchemeMessage};
use std::ops::Range;

/// An article of the document that a scheme is written under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number, `第三条`, or its heading.
    pub name: String,
    /// Its words, on one line, without the rules.
    pub words: String,
    /// It alone and what stands under it, in bytes of the file.
    pub span: Range<usize>,
}

/// What the scheme file is, told by its name.
pub fn is_literate(name: &str) -> bool {
    name.to_lowercase().ends_with(".md")
}

/// The rules alone. Everything else is blanked out byte by byte, so that every place in the rules is its place in
/// the document.
pub(super) fn rules(document: &str, findings: &mut Findings) -> String {
    let mut rules = String::with_capacity(document.len());
    let mut open: Option<usize> = None;
    for line in lines(document) {
        match line.kind {
            LineKind::Opens => open = Some(line.start),
            LineKind::Closes => open = None,
            LineKind::Rule => {
                rules.push_str(line.text);
                continue;
            }
            LineKind::Words | LineKind::Other => {}
        }
        rules.extend(line.text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    if let Some(start) = open {
        findings.add(SchemeMessage::FenceOpen {}, Place::scheme(start..start + 3));
    }
    rules
}

/// The articles: paragraphs that begin with 第…条, or, in a document without any, the headings.
pub(super) fn articles(document: &str) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    let numbered = lines(document).any(|line| line.kind == LineKind::Words && article_number(line.text).is_some());
    // A heading ends the article above it; only without numbered articles does it begin one.
    let mut inside = false;
    for line in lines(document) {
        if line.kind == LineKind::Words {
            let heading = heading(line.text);
            let begins = if numbered { article_number(line.text) } else { heading };
            if let Some(name) = begins {
                let words = if numbered { after_number(line.text).to_string() } else { String::new() };
                articles.push(Article { name: name.to_string(), words, span: line.start..line.start });
                inside = true;
            } else if heading.is_some() {
                inside = false;
            } else if let Some(article) = articles.last_mut().filter(|_| inside) {
                article.words.push_str(line.text.trim());
            }
        }
        if let Some(article) = articles.last_mut().filter(|_| inside) {
            article.span.end = line.start + line.text.len();
        }
    }
    articles
}

/// What is written under an article rests on it, unless it says otherwise.
pub(super) fn rest_on_articles(scheme: &mut Scheme) {
    let Scheme { articles, parameters, tables, bands, tiers, funds, steps, checks, consequences, .. } = scheme;
    let fill = |name: &Text, clause: &mut String| {
        let article = articles.iter().find(|article| article.span.contains(&name.span().start));
        if let Some(article) = article.filter(|_| clause.is_empty()) {
            clause.clone_from(&article.name);
        }
    };
    parameters.iter_mut().for_each(|p| fill(&p.name, &mut p.clause));
    tables.iter_mut().flat_map(|t| &mut t.columns).for_each(|c| fill(&c.name, &mut c.clause));
    bands.iter_mut().for_each(|b| fill(&b.name, &mut b.clause));
    tiers.iter_mut().for_each(|t| fill(&t.name, &mut t.clause));
    funds.iter_mut().flat_map(|f| &mut f.sources).for_each(|s| fill(&s.name, &mut s.clause));
    steps.iter_mut().for_each(|s| fill(&s.name, &mut s.clause));
    checks.iter_mut().for_each(|c| fill(&c.name, &mut c.clause));
    consequences.iter_mut().for_each(|c| fill(&c.name, &mut c.clause));
}

/// A line of the document with its line end.
struct Line<'d> {
    text: &'d str,
    start: usize,
    kind: LineKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineKind {
    /// Begins a fenced block.
    Opens,
    /// Ends it.
    Closes,
    /// Inside a `toml` block.
    Rule,
    /// Inside a block of another kind.
    Other,
    /// Outside of blocks.
    Words,
}

fn lines(document: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    // The fence of the open block, and whether it holds rules.
    let mut fence: Option<(String, bool)> = None;
    document.split_inclusive('\n').map(move |text| {
        let at = start;
        start += text.len();
        let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let marks: String = trimmed.chars().take_while(|c| *c == '`').collect();
        let kind = match &fence {
            Some((open, _)) if marks.len() >= open.len() && trimmed.len() == marks.len() => {
                fence = None;
                LineKind::Closes
            }
            Some((_, true)) => LineKind::Rule,
            Some((_, false)) => LineKind::Other,
            None if marks.len() >= 3 => {
                let rules = trimmed[marks.len()..].trim() == "toml";
                fence = Some((marks, rules));
                LineKind::Opens
            }
            None => LineKind::Words,
        };
        Line { text, start: at, kind }
    })
}

/// `第三条` at the beginning of a paragraph, bold or not.
fn article_number(line: &str) -> Option<&str> {
    let line = unmarked(line);
    let end = line.find('条')? + '条'.len_utf8();
    let number = line[..end].strip_prefix('第')?.strip_suffix('条')?;
    let figures = "零一二三四五六七八九十百千0123456789０１２３４５６７８９";
    (!number.is_empty() && number.chars().all(|c| figures.contains(c))).then_some(&line[..end])
}

fn after_number(line: &str) -> &str {
    let line = unmarked(line);
    let end = line.find('条').map_or(0, |at| at + '条'.len_utf8());
    line[end..].trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '　')
}

/// A line without the marks of headings and of bold print before it.
fn unmarked(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || "#*".contains(c))
}

fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let title = title.trim();
    ((1..=6).contains(&level) && line.as_bytes().get(level) == Some(&b' ') && !title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "# 办法\n\n**第一条** 为了奖励。\n\n第二条　按人数分。\n```toml\n[[step]]\n```\n\n```\n第三条 不是\n```\n## 附则\n附则的话。\n";

    #[test]
    fn the_rules_keep_their_places() {
        let rules = rules(DOCUMENT, &mut Findings::default());
        assert_eq!(rules.len(), DOCUMENT.len());
        assert_eq!(rules.trim(), "[[step]]");
        assert_eq!(rules.find("[[step]]"), DOCUMENT.find("[[step]]"));
    }

    #[test]
    fn numbered_articles_end_at_headings() {
        let articles = articles(DOCUMENT);
        let told: Vec<_> = articles.iter().map(|a| (a.name.as_str(), a.words.as_str())).collect();
        assert_eq!(told, [("第一条", "为了奖励。"), ("第二条", "按人数分。")]);
        assert!(DOCUMENT[articles[1].span.clone()].contains("[[step]]"));
        assert!(!DOCUMENT[articles[1].span.clone()].contains("附则的话"));
    }

    #[test]
    fn without_numbers_headings_are_articles() {
        let articles = articles("# 一、总则\n要。\n## 二、分配\n分。\n");
        let told: Vec<_> = articles.iter().map(|a| (a.name.as_str(), a.words.as_str())).collect();
        assert_eq!(told, [("一、总则", "要。"), ("二、分配", "分。")]);
    }

    #[test]
    fn an_open_fence_is_told() {
        let mut findings = Findings::default();
        rules("第一条\n```toml\n[scheme]\n", &mut findings);
        assert_eq!(findings.list[0].message.code(), "E191");
    }
}
