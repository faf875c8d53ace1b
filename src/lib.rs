//! fenpei 分配 shares out public reward money and proves every fen of it.
//!
//! The chain, each link a module: [`scheme`] is parsed and becomes a [`plan`]; [`intake`] turns the office's
//! files into a [`dataset`]; [`compute`] joins both into a [`book`]; [`faces`] write the book; [`stage`] tells how far a batch is
//! on its way from trial to paid. See
//! `ARCHITECTURE.md`.
//!
//! # Asking by program
//!
//! The command line is one user of this library; whatever it answers, another program can ask. A folder becomes a
//! [`book::Book`] in a few steps, and everything else is asked of books:
//!
//! ```
//! use fenpei::faces::{Edition, explain, explanation_text, find};
//! use fenpei::messages::{Findings, Language};
//! use fenpei::{compute, correction, intake, plan, scheme};
//! use std::path::Path;
//!
//! let dir = Path::new("samples/pingan");
//! let mut findings = Findings::default();
//! let source = std::fs::read_to_string(dir.join("scheme.toml"))?;
//! let mut written = scheme::read("scheme.toml", &source, &mut findings);
//! let files = intake::read_folder(dir, &mut findings)?;
//! intake::fill_standards(&mut written, &files, &mut findings);
//! intake::fill_layouts(&mut written, &files, &mut findings);
//! let plan = plan::compile(&written, &source, &mut findings).ok_or("the scheme is wrong")?;
//! let mut data = intake::read(&written, &files, &mut findings);
//! correction::lay_over(&written, &files, &mut data, &mut findings);
//! assert!(!findings.stop(), "what is wrong is in findings, each with its place and cure");
//! let book = compute::compute(plan, data, &mut findings).ok_or("the computation stopped")?;
//!
//! // From here on no file is read and nothing is computed again: the book is complete.
//! let found = find(&book, "T0132");
//! let explanation = explain(&book, &Edition::default(), &found);
//! let text = explanation_text(&explanation, Language::Chinese);
//! assert!(text.contains("T0132") && text.contains("实发"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | question | command | functions |
//! | --- | --- | --- |
//! | what is wrong with scheme and files? | `check` | the steps above: [`messages::Findings`] holds every finding with its place; [`batch::rehearse`] makes and proves every document |
//! | what does the scheme say? | `scheme` | [`faces::scheme_outline`], [`faces::scheme_document`] |
//! | which forms go out? | `template` | [`faces::forms`], [`faces::form_workbook`] |
//! | what stands in a file? | `inspect` | [`intake::inspect()`] |
//! | in what do two submissions differ? | `compare` | [`intake::compare()`] |
//! | what does everybody get? | `run` | [`compute::compute`]; [`batch::seal`] writes the batch |
//! | how far is a batch, and who is paid? | `advance`, `settle` | [`stage::History::from_files`], [`stage::progress()`], [`stage::Order::lines`]; forms by [`faces::record_form`] |
//! | why is an amount as it is? | `explain` | [`faces::find`], [`faces::explain`], [`faces::versus`]; printed by [`faces::explanation_text`], [`faces::explanation_page`], [`faces::explanation_workbook`] |
//! | what would another value do? | `whatif` | [`effect::parse_setting`], [`effect::apply`], [`effect::effect`] |
//! | what does an approved correction do? | `correct` | [`correction::lay_over`] before computing, [`effect::effect`] after |
//! | what changed between two batches, and why? | `diff` | [`effect::effect`], [`effect::Causes::between`] |
//! | which option is better? | `options` | [`faces::options_workbook`] |
//! | is a batch what its inputs give? | `verify` | [`batch::BatchRecord`], [`batch::seal`] into another folder, [`batch::differences`] |
//! | whom does a recount by hand take? | `sample` | [`faces::everything`], [`faces::recount_workbook`] |
//! | what is handed to each person? | `notices` | [`batch::write_notices`] |
//! | which batches follow one another? | `archive`, `year` | [`batch::batches_in`], [`batch::ends`], [`batch::chained`] |
//! | what goes to the archive? | `archive` | [`batch::archive()`] |
//! | what was everybody paid in the year? | `year` | [`faces::BatchYear::of`], [`faces::Year`], [`faces::year_workbook`] |
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
pub mod verify;
