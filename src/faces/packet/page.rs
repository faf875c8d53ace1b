//! The packet as one page for a browser, printed on A4; nothing outside of it is needed.
use super::{PacketSources, Section, packet, title};
use crate::faces::explanation::escaped;

const STYLE: &str = "@page{size:A4;margin:14mm 12mm}body{font-family:SimSun,'Noto Serif CJK SC',serif;font-size:9.5pt;\
line-height:1.4;margin:0 auto;max-width:186mm}h1{font-size:15pt;text-align:center;margin:0 0 2mm}h2{font-size:11pt;\
margin:4mm 0 1mm;break-after:avoid}table{border-collapse:collapse;width:100%;margin:1mm 0 2mm}td,th{border:1px solid \
#888;padding:.4mm 1.2mm;text-align:left;vertical-align:top;white-space:pre-line;overflow-wrap:anywhere}th{background:\
#eef3fa}thead{display:table-header-group}tr{break-inside:avoid}.notice{color:#c00000;font-weight:bold;text-align:center}\
p{margin:1mm 0}td.s{white-space:nowrap}.sign{margin-top:8mm;display:flex;\
justify-content:space-between}";

/// Characters of a cell that is kept on one line.
const SHORT: usize = 11;

/// The page.
pub fn packet_page(sources: &PacketSources<'_>) -> String {
    let title = escaped(&title(sources));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n<p class=\"notice\">{}</p>\n",
        escaped(sources.edition.notice()),
    );
    packet(sources).iter().for_each(|section| page.push_str(&part(section)));
    page.push_str(
        "<div class=\"sign\"><span>制作人：＿＿＿＿＿＿</span><span>复核人：＿＿＿＿＿＿</span>\
         <span>当事人：＿＿＿＿＿＿</span><span>日期：＿＿＿＿年＿＿月＿＿日</span></div>\n</body></html>\n",
    );
    page
}

fn part(section: &Section) -> String {
    let mut part = String::new();
    if !section.title.is_empty() {
        part.push_str(&format!("<h2>{}</h2>\n", escaped(&section.title)));
    }
    part.extend(section.sentences.iter().map(|sentence| format!("<p>{}</p>\n", escaped(sentence))));
    if section.lines.is_empty() {
        return part;
    }
    let cell = |text: &String, tag: &str| {
        // A number or a short word is never broken.
        let short = if text.chars().count() <= SHORT { " class=\"s\"" } else { "" };
        format!("<{tag}{short}>{}</{tag}>", escaped(text))
    };
    let row = |cells: &[String], tag: &str| {
        let cells: String = cells.iter().map(|text| cell(text, tag)).collect();
        format!("<tr>{cells}</tr>\n")
    };
    part.push_str(&format!("<table><thead>{}</thead><tbody>\n", row(&section.heads, "th")));
    part.extend(section.lines.iter().map(|line| row(line, "td")));
    part + "</tbody></table>\n"
}
