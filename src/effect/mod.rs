//! What a change does: settings laid over a year's data, and two computed years compared person by person.
mod causes;
mod compared;
mod setting;

pub use causes::Causes;
pub use compared::{Effect, PersonEffect, UnitEffect, effect};
pub use setting::{Setting, SettingFault, apply, parse_setting, standing};
