//! What a change does: settings laid over a year's data, two computed years compared person by person, and what
//! between two batches changed whose amount.
mod cause;
mod causes;
mod cells;
mod changes;
mod compared;
mod entitled;
mod gathered;
mod ground;
mod pairing;
mod reach;
mod sets;
mod setting;
mod written;

pub use cause::{Cause, CauseKind, Stated};
pub use causes::{CAUSES_MAX, Causes};
pub use changes::{Apart, Changes, Group, Reason};
pub use compared::{Effect, PersonEffect, UnitEffect, effect};
pub use entitled::Side;
pub use ground::{Decision, Ground};
pub use pairing::Pairing;
pub use sets::CAUSES_NAMED_MAX;
pub use setting::{Setting, SettingFault, apply, parse_setting, standing};
