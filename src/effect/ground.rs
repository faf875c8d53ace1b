//! On what ground something is not what it was.
use crate::dataset::{Corrected, masked};
use crate::messages::Language;

/// Decisions told with a cause; of more it is told how many there are.
const DECISIONS_TOLD_MAX: usize = 3;

/// On what ground something is not what it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Ground {
    /// None is known beyond the change itself.
    #[default]
    None,
    /// An approved correction.
    Corrected {
        /// Why.
        reason: String,
        /// What proves it.
        evidence: String,
        /// Who approved it.
        approver: String,
        /// It is in the earlier batch alone.
        dropped: bool,
        /// After a payment: who is paid anew, and which money bears the difference.
        decided: Option<(String, Option<String>)>,
    },
    /// Answers to questions that are in one of the batches alone.
    Decided(Vec<Decision>),
    /// The file is the same: the scheme reads it otherwise.
    Reread,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Number of the question.
    pub code: String,
    /// The answer.
    pub answer: String,
    /// The document that it rests on.
    pub ground: String,
    /// Who decided.
    pub by: String,
    /// File, sheet and cell of the answer.
    pub place: String,
    /// It is in the earlier batch alone.
    pub dropped: bool,
}

impl Ground {
    pub(super) fn corrected(corrected: &Corrected, dropped: bool) -> Ground {
        let (reason, evidence) = (masked(&corrected.reason), masked(&corrected.evidence));
        Ground::Corrected { reason, evidence, approver: corrected.approver.clone(), dropped, decided: None }
    }

    /// In words; empty where there is none.
    pub fn words(&self, language: Language) -> String {
        match self {
            Ground::None => String::new(),
            Ground::Corrected { reason, evidence, approver, dropped, decided } => {
                let words = match language {
                    Language::Chinese => format!("原因 {reason}，依据 {evidence}，{approver}批准"),
                    Language::English => format!("reason {reason}, evidence {evidence}, approved by {approver}"),
                };
                let dropped = if *dropped {
                    language.pick("；新批次没有这一更正", "; the later batch has not this correction")
                } else {
                    ""
                };
                format!("{words}{}{dropped}", aftermath(decided.as_ref(), language))
            }
            Ground::Decided(decisions) => {
                let told: Vec<String> =
                    decisions.iter().take(DECISIONS_TOLD_MAX).map(|one| one.words(language)).collect();
                let more = match (decisions.len() > DECISIONS_TOLD_MAX, language) {
                    (false, _) => String::new(),
                    (true, Language::Chinese) => format!("；等 {} 项决定", decisions.len()),
                    (true, Language::English) => format!("; {} decisions in all", decisions.len()),
                };
                format!("{}{more}", told.join(language.pick("；", "; ")))
            }
            Ground::Reread => language
                .pick("文件相同，方案的读法不同", "the file is the same, the scheme reads it otherwise")
                .to_string(),
        }
    }
}

fn aftermath(decided: Option<&(String, Option<String>)>, language: Language) -> String {
    let Some((whom, bearer)) = decided else { return String::new() };
    match (language, bearer) {
        (Language::Chinese, None) => format!("；处理：{whom}"),
        (Language::Chinese, Some(bearer)) => format!("；处理：{whom}，差额由“{bearer}”承担"),
        (Language::English, None) => format!("; paid anew: {whom}"),
        (Language::English, Some(bearer)) => format!("; paid anew: {whom}, borne by “{bearer}”"),
    }
}

impl Decision {
    fn words(&self, language: Language) -> String {
        let Decision { code, answer, ground, by, place, dropped } = self;
        match language {
            Language::Chinese => {
                let dropped = if *dropped { "，新批次没有这一决定" } else { "" };
                format!("疑点 {code} 决定为“{answer}”（{place}；依据 {ground}，{by}）{dropped}")
            }
            Language::English => {
                let dropped = if *dropped { ", not in the later batch" } else { "" };
                format!("question {code} decided as “{answer}” ({place}; ground {ground}, {by}){dropped}")
            }
        }
    }
}
