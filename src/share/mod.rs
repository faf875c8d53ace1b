//! Exact apportionment: nothing but integers. The heart of fenpei.
//!
//! An amount in fen is split over rows by whole-number weights. Four methods settle what division leaves over;
//! each conserves the amount: portions + residue = amount, always. Row order never decides: equal remainders
//! go by an order that the caller states. A negative amount is split as the mirror of the positive one.
mod apportion;
mod method;

pub use apportion::{Apportionment, Portion, Request, ShareFault, apportion};
pub use method::Method;
