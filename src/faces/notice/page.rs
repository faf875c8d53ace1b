//! A unit's notices for a browser: each person on a page of paper.
use super::TITLE;
use super::lines::Notice;
use crate::faces::Edition;
use crate::faces::explanation::escaped;

const STYLE: &str = "@page{size:A4;margin:14mm}body{font-family:SimSun,'Noto Serif CJK SC',serif;font-size:10pt;\
line-height:1.35;margin:0}section{page-break-after:always;break-after:page;padding:4mm}h1{font-size:15pt;\
text-align:center;margin:0 0 2mm}h2{font-size:10.5pt;margin:2mm 0 1mm}table{border-collapse:collapse;width:100%}\
td,th{border:1px solid #888;padding:.5mm 1.5mm;text-align:left;vertical-align:top;white-space:pre-line}\
th{background:#eef3fa}.n{text-align:right;white-space:nowrap}.notice{color:#c00000;font-weight:bold}\
.sign{margin-top:6mm;display:flex;justify-content:space-between}p{margin:1mm 0}";

pub(super) fn page(unit: &str, notices: &[Notice], edition: &Edition) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{}　{TITLE}</title>\
         <style>{STYLE}</style></head><body>\n",
        escaped(unit)
    );
    for notice in notices {
        page.push_str(&section(notice, edition));
    }
    page.push_str("</body></html>\n");
    page
}

fn section(notice: &Notice, edition: &Edition) -> String {
    let subject = &notice.subject;
    let items: String = subject
        .items
        .iter()
        .map(|item| {
            let to = item.to.as_ref().map(|to| format!("转入“{to}”")).unwrap_or_default();
            row(&[&format!("{}·{}", item.fund, item.source), &item.step, &item.clause, &item.amount, &to])
        })
        .collect();
    let table = |heads: &[&str], rows: String| {
        let heads: String = heads.iter().map(|head| format!("<th>{head}</th>")).collect();
        format!("<table><tr>{heads}</tr>{rows}</table>\n")
    };
    let lines = |lines: &[[String; 3]]| -> String {
        lines.iter().map(|line| row(&line.iter().map(String::as_str).collect::<Vec<_>>())).collect()
    };
    format!(
        "<section><h1>{TITLE}</h1><p class=\"notice\">{}</p><p>{}　依据 {}　批次 {}</p>\n\
         <p>单位：{}　　姓名：{}　　编号：{}　　实发：<b>{} 元</b></p>\n<h2>一、各项金额（元）</h2>{}\
         <h2>二、录入的数据</h2>{}<h2>三、计算过程</h2>{}<h2>四、位次</h2><p>{}</p><h2>五、异议</h2><p>{}</p>\n\
         <div class=\"sign\"><span>本人签名：＿＿＿＿＿＿</span><span>日期：＿＿＿＿年＿＿月＿＿日</span>\
         <span>单位（盖章）</span></div></section>\n",
        escaped(edition.notice()),
        escaped(&edition.scheme),
        escaped(&edition.basis),
        escaped(&edition.batch),
        escaped(&subject.unit),
        escaped(&subject.name),
        escaped(&subject.key),
        escaped(&subject.amount),
        table(&["基金·来源", "项目", "依据", "金额", "去向"], items),
        table(&["项目", "数值", "出处"], lines(&notice.inputs)),
        table(&["项目", "依据", "算式"], lines(&notice.steps)),
        escaped(&notice.standing),
        escaped(&notice.objection),
    )
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
    format!("<tr>{cells}</tr>\n")
}
