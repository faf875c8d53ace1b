//! The explanation as one page for a browser: no links outside, the whole tree, folded.
use super::model::*;
use super::said;
use super::subject_told::{Item, Subject};
use super::text::{rounding, share_lines, share_sources, use_line, with_source};
use crate::faces::Edition;
use crate::messages::Language;

/// The look of a page on a screen.
pub(super) const STYLE: &str = "body{font-family:SimSun,'Noto Serif CJK SC',serif;max-width:60em;margin:1.5em auto;padding:0 1em;\
line-height:1.5}h1{font-size:1.3em}h2{font-size:1.1em}table{border-collapse:collapse;width:100%}\
caption{text-align:left;font-weight:bold;padding:.3em 0}td,th{border:1px solid #a6a6a6;padding:.2em .5em;text-align:left}th{background:#ddebf7}td.n{text-align:right;\
white-space:nowrap}.notice{color:#c00000;font-weight:bold}details{margin:.3em 0;border-left:3px solid #ddebf7;\
padding-left:.7em}code{font-family:inherit}ul{margin:.2em 0}a{color:inherit}";

/// The page.
pub fn explanation_page(explanation: &Explanation, edition: &Edition) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>金额说明</title><style>{STYLE}</style>\
         </head><body>\n<h1>{}　金额说明</h1>\n<p class=\"notice\">{}</p>\n<p>依据 {}　批次 {}</p>\n",
        escaped(&explanation.scheme),
        escaped(edition.notice()),
        escaped(&explanation.basis),
        escaped(&explanation.batch),
    );
    for subject in &explanation.subjects {
        page.push_str(&subject_block(explanation, subject));
    }
    page.push_str("<h2>怎样算出</h2>\n");
    for (number, cell) in explanation.cells.iter().enumerate() {
        page.push_str(&cell_block(explanation, number, cell));
    }
    page.push_str("</body></html>\n");
    page
}

fn subject_block(explanation: &Explanation, subject: &Subject) -> String {
    let mut who: Vec<&str> = [&subject.name, &subject.key, &subject.unit].map(String::as_str).to_vec();
    who.retain(|part| !part.is_empty());
    who.dedup();
    let amount = said::amount(subject, Language::Chinese);
    let mut block = format!("<h2>{}：{}</h2>\n", escaped(&who.join("　")), escaped(&amount));
    let scope = said::scope(explanation, subject, Language::Chinese);
    block.push_str(&paragraphs(scope.into_iter()));
    block.push_str(&items_table("构成", &subject.items));
    block.push_str(&items_table(said::moved_title(Language::Chinese), &subject.moved));
    block.push_str(&items_table(said::elsewhere_title(Language::Chinese), &subject.elsewhere));
    let words = said::ends(subject, Language::Chinese).into_iter();
    let words = words.chain(said::gates(explanation, subject, Language::Chinese));
    let words = words.chain(said::nothing(subject, Language::Chinese));
    let words = words.chain(said::payments(subject, Language::Chinese));
    block.push_str(&paragraphs(words.chain(said::standing(subject, Language::Chinese))));
    block
}

fn paragraphs(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| format!("<p>{}</p>\n", escaped(&line))).collect()
}

fn items_table(title: &str, items: &[Item]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let mut table = format!(
        "<table><caption>{title}</caption><tr><th>基金·来源</th><th>步骤</th><th>依据</th><th>金额（元）</th>\
         <th>去向</th><th>算法</th></tr>\n"
    );
    for item in items {
        let rows = item.over.as_ref().map_or(String::new(), |over| format!("，{} 行之和", over.count));
        table.push_str(&format!(
            "<tr><td>{}·{}</td><td>{}{rows}</td><td>{}</td><td class=\"n\">{}</td><td>{}</td><td><a href=\"#c{}\">〔{}〕</a></td></tr>\n",
            escaped(&item.fund),
            escaped(&item.source),
            escaped(&item.step),
            escaped(&item.clause),
            escaped(&item.amount),
            escaped(said::way(item).trim()),
            item.cell,
            item.cell,
        ));
    }
    table + "</table>\n"
}

fn cell_block(explanation: &Explanation, number: usize, cell: &Cell) -> String {
    let body = match &cell.how {
        How::Input { .. } => format!("<p>{}</p>", escaped(&with_source(explanation, number))),
        How::Structure { words } => format!("<p>{}</p>", escaped(words)),
        How::Formula { formula, with_values, uses, .. } => {
            let uses: String = uses
                .iter()
                .map(|used| format!("<li>{}</li>", escaped(&use_line(explanation, used, Language::Chinese))))
                .collect();
            format!(
                "<p>＝ <code>{}</code>{}<br>＝ <code>{}</code></p><ul>{uses}</ul>",
                escaped(formula),
                rounding(cell, Language::Chinese),
                escaped(with_values)
            )
        }
        How::Share(share) => {
            let lines = share_lines(share, Language::Chinese).into_iter();
            paragraphs(lines.chain(share_sources(explanation, share, Language::Chinese)))
        }
    };
    let clause = if cell.clause.is_empty() { String::new() } else { format!("（{}）", escaped(&cell.clause)) };
    format!(
        "<details id=\"c{number}\"><summary>〔{number}〕{}　{} ＝ {} {}{clause}</summary>{body}</details>\n",
        escaped(&cell.row),
        escaped(&cell.column),
        escaped(&cell.value),
        escaped(&cell.unit),
    )
}

/// A text between tags.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && c != '\n' => {}
            c => out.push(c),
        }
    }
    out
}
