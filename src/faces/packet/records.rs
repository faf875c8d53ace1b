//! What the office recorded at each stage: who decided, posted, approved and paid, and when.
use super::{PacketSources, Section};
use crate::book::Payee;
use crate::faces::explanation::About;
use crate::stage::{ObjectionColumn as At, SIGNERS};
use crate::supplement::Outcome;

pub(super) fn section(sources: &PacketSources<'_>) -> Section {
    let progress = sources.progress;
    let mut section = Section::new("各阶段记录", &["阶段", "日期", "文号", "内容", "经办和批准"]);
    let mut line = |cells: [String; 5]| section.lines.push(cells.to_vec());
    let own: Option<Payee> = match sources.about {
        About::Payee(table, row) => Some((table, row as u32)),
        About::Unit(..) | About::Fund(_) => None,
    };
    if let Some(notice) = &progress.notice {
        let [from, to] = notice.days();
        let what = format!("{}；公示{from}至{to}；本批次发放：{}", notice.period, notice.funds.join("、"));
        line(["公示".into(), from, notice.decided.clone(), what, notice.clerk.clone()]);
    }
    if let Some(approval) = &progress.approval {
        let signers: Vec<String> =
            SIGNERS.iter().zip(&approval.signers).map(|(post, name)| format!("{post} {name}")).collect();
        line(["定稿".into(), approval.day(), approval.document.clone(), "审批发放".into(), signers.join("、")]);
        for entry in own.map(|own| approval.about(sources.book, own)).unwrap_or_default() {
            let conclusion = match entry.text(At::Conclusion) {
                "" => String::new(),
                conclusion => format!("处理结论：{conclusion}"),
            };
            let parts = [entry.text(At::What), &conclusion, entry.text(At::Outcome)];
            let what = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；");
            let answered = format!("{} {}", entry.answered(), entry.text(At::AnsweredBy));
            let step = entry.text(At::Step).to_string();
            line([step, entry.brought(), String::new(), what, answered.trim().to_string()]);
        }
    }
    for (number, payment) in progress.payments.iter().enumerate() {
        let back = payment.failed.iter().find(|(line, _)| Some(line.payee) == own);
        let what = back.map_or_else(|| format!("第{}次付款", number + 1), |(_, why)| format!("本人款项退回：{why}"));
        let documents = format!("凭证{}，回单{}", payment.voucher, payment.receipt);
        line(["发放".into(), payment.day(), documents, what, payment.signers.join("、")]);
    }
    for redress in &progress.redresses {
        let again = redress.lines.iter().find(|line| Some(line.payee) == own);
        let what = again.map_or_else(|| "重发批准".to_string(), |line| format!("本人重发：{}", line.ground));
        line(["重发".into(), redress.day(), String::new(), what, redress.signers.join("、")]);
    }
    for record in &progress.corrections {
        let of_own = |outcome: &&Outcome| own.is_some_and(|own| outcome.changes.contains_key(&own));
        let reasons: Vec<&str> =
            record.supplement.outcomes.iter().filter(of_own).map(|o| o.corrected.reason.as_str()).collect();
        let what = if reasons.is_empty() {
            "发放后更正".to_string()
        } else {
            format!("涉及本人的更正：{}", reasons.join("；"))
        };
        line(["更正".into(), record.day(), record.document.clone(), what, record.signers.join("、")]);
    }
    if section.lines.is_empty() {
        section.sentences.push("试算稿，还没有公示、审批和发放的记录。".to_string());
    }
    section
}
