//! What all records of a batch say together.
use super::approval::Approval;
use super::history::{History, RecordKind};
use super::notice::NoticeRecord;
use super::stage::Stage;
use crate::book::Book;
use crate::messages::Findings;
use crate::plan::{Plan, TableId};

/// How far a batch is, with everything that was recorded on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// The notice, from 公示稿 on.
    pub notice: Option<NoticeRecord>,
    /// The approval, from 定稿 on.
    pub approval: Option<Approval>,
}

impl Progress {
    /// Whether this batch pays a fund; a trial shows all.
    pub fn pays(&self, fund: &str) -> bool {
        self.notice.as_ref().is_none_or(|notice| notice.funds.iter().any(|own| own == fund))
    }

    /// For each source of a plan whether this batch pays it.
    pub fn sources(&self, plan: &Plan) -> Vec<bool> {
        plan.sources.iter().map(|source| self.pays(&source.fund)).collect()
    }

    /// The pay period in words; of a trial none is stated.
    pub fn period(&self) -> Option<&str> {
        self.notice.as_ref().map(|notice| notice.period.as_str())
    }

    /// Whether somebody's pay waits for the end of an objection.
    pub fn holds(&self, table: TableId, row: u32) -> bool {
        self.approval.as_ref().is_some_and(|approval| approval.held().any(|held| held == (table, row)))
    }

    /// The line that stands on every page.
    pub fn line(&self) -> String {
        match (&self.approval, &self.notice) {
            (Some(approval), _) => format!("{}，据{}（{}）发放", self.stage, approval.document, approval.day()),
            (None, Some(notice)) => {
                let [from, to] = notice.days();
                format!("公示稿，公示期{from}至{to}，不作发放依据")
            }
            (None, None) => "试算，不作发放依据".to_string(),
        }
    }
}

/// Reads the records in their order. What is wrong with them is told; then there is no progress.
pub fn progress(history: &History, book: &Book, findings: &mut Findings) -> Option<Progress> {
    let mut progress = Progress { stage: history.stage(), ..Progress::default() };
    for entry in &history.entries {
        let form = entry.files.first()?;
        match entry.kind {
            RecordKind::Notice => progress.notice = Some(NoticeRecord::read(form, &book.plan, findings)?),
            RecordKind::Approval => {
                let notice = progress.notice.as_ref()?;
                progress.approval = Some(Approval::read(form, book, notice, findings)?);
            }
        }
    }
    Some(progress)
}
