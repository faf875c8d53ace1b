//! After a payment: corrections, who is paid anew and which money bears the difference.
//!
//! Each correction carries a decision. 本人: only the person of the corrected row follows the recount, and a named account or the
//! next year's budget bears the difference. 本校: everybody of the unit does. 全区: everybody is entitled to exactly what one run
//! on the corrected inputs gives. What was paid stays paid; a supplement pays and claims the differences alone.
mod aftermath;
mod covered;
mod entitlements;
mod funds;
#[allow(clippy::module_inception)]
mod supplement;

pub use aftermath::{Aftermath, Bearer};
pub(crate) use covered::concerned;
pub use entitlements::Entitlements;
pub use funds::Funds;
pub use supplement::{CORRECTIONS_MAX, Outcome, Standing, Supplement};
