//! How far a batch is on its way from trial to paid, told by what the office recorded.
//!
//! Each stage is a sealed batch that names its parent. It differs from it by the records alone: the form of the
//! notice, of the approval, of a payment with the bank's returns, of accounts put right, of corrections. A batch keeps them,
//! in the folder 记录, so that its stage and the whole chain of its parents follow from what it holds.
mod approval;
mod bank_return;
mod correction;
mod history;
mod labels;
mod notice;
mod objections;
mod order;
mod payment;
mod progress;
mod redress;
#[allow(clippy::module_inception)]
mod stage;
use crate::form::{self as form, field};

pub use crate::form::label::{FORM_SHEET, Label};
pub use approval::{Approval, SIGNERS};
pub use correction::{CorrectionRecord, Instalments};
pub use history::{Entry, History, RecordKind};
pub use labels::{
    APPROVAL, CORRECTION, FUNDS, INSTALMENTS, NOTICE, PAYMENT, REDRESS, REDRESS_LINES, RETURN_KINDS, YES_NO,
};
pub use notice::{LEAST_DAYS, NoticeRecord};
pub use objections::{
    OBJECTION_HEADERS, Objection, ObjectionCase, ObjectionColumn, ObjectionEntry, ObjectionRegister, ObjectionStep,
    Outcome,
};
pub use order::{NewAccount, Order, OrderLine};
pub use payment::PaymentRecord;
pub use progress::{Led, Progress, Unpaid, progress};
pub use redress::{Redress, RedressRecord};
pub use stage::Stage;
