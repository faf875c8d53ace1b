//! What the program says: numbered messages in Chinese and in English.
//!
//! A message is data first (an enum variant with typed fields) and text last. E stops the run, Q asks the
//! office a question and stops until it is answered, W warns and goes on. Each area of the program has its
//! own enum; [`Finding`] joins a message with the [`Place`] it is about.
mod catalogue;
mod compute;
mod correction;
mod finding;
mod intake;
mod language;
mod objection;
mod output;
mod place;
mod record;
mod rules;
mod scheme;

pub use compute::ComputeMessage;
pub use correction::CorrectionMessage;
pub use finding::{Finding, Findings, Message, nearest};
pub use intake::IntakeMessage;
pub use language::Language;
pub use objection::ObjectionMessage;
pub use output::OutputMessage;
pub use place::Place;
pub use record::RecordMessage;
pub use rules::RuleMessage;
pub use scheme::SchemeMessage;

/// How serious a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// E: stops the run, nothing is written.
    Error,
    /// Q: only the office can decide; stops until answered.
    Question,
    /// W: the run goes on.
    Warning,
}
