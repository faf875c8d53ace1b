//! The plan: names resolved, types checked, steps turned into columns and flows, one graph in order.
//!
//! Nothing here has seen a file of the office. Every mistake of the scheme is found in one pass and points at
//! its character.
mod accounting;
mod accounts;
mod bands;
mod builder;
mod declare;
mod documents;
mod ids;
mod lint;
mod model;
mod objection;
mod order;
mod payment;
mod payments;
mod rows;
mod steps;
mod tax;
mod typed;
mod typing;
mod verdicts;

pub use accounting::*;
pub use ids::*;
pub use model::*;
pub use objection::*;
pub use payment::*;
pub use tax::*;
pub use typed::*;

use crate::messages::{Findings, Place, SchemeMessage};
use crate::scheme::Scheme;

/// Compiles a scheme. With findings that stop there is no plan.
pub fn compile(scheme: &Scheme, source: &str, findings: &mut Findings) -> Option<Plan> {
    let mut builder = builder::Builder::new(scheme, source, findings);
    builder.declare_all();
    builder.declare_bands();
    builder.declare_tiers();
    let skeletons = builder.declare_money();
    let checks = builder.declare_verdicts();
    let columns: Vec<ColumnId> = (0..builder.plan.columns.len()).map(ColumnId).collect();
    for column in columns {
        builder.ensure_typed(column);
    }
    builder.lower_steps(skeletons);
    builder.close_checks(checks);
    builder.close_consequences();
    builder.close_accounts();
    builder.close_documents();
    builder.close_payments();
    builder.close_accounting();
    builder.close_tax();
    builder.plan.objection = scheme.objection.as_ref().map(ObjectionPeriods::of);
    if builder.findings.stop() {
        return None;
    }
    builder.order();
    for (parameter, used) in builder.plan.parameters.iter().zip(&builder.used_parameters) {
        if !used {
            let message = SchemeMessage::ParameterUnused { name: parameter.name.clone() };
            builder.findings.add(message, Place::scheme(parameter.span.clone()));
        }
    }
    let mut plan = builder.plan;
    plan.articles = scheme.articles.clone();
    if !findings.stop() {
        lint::lint(scheme, &plan, findings);
    }
    (!findings.stop()).then_some(plan)
}
