//! fenpei 分配 shares out public reward money and proves every fen of it.
//!
//! The chain, each link a module: [`scheme`] is parsed and becomes a [`plan`]; [`intake`] turns the office's
//! files into a [`dataset`]; [`compute`] joins both into a [`book`]; [`faces`] write the book; [`stage`] tells how far a batch is
//! on its way from trial to paid. See
//! `ARCHITECTURE.md`.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod batch;
pub mod book;
pub mod compute;
pub mod correction;
pub mod dataset;
pub mod effect;
pub mod faces;
mod form;
pub mod formula;
mod in_order;
pub mod intake;
pub mod kept;
pub mod messages;
pub mod number;
pub mod plan;
pub mod scheme;
pub mod share;
pub mod stage;
pub mod supplement;
pub mod tax;
