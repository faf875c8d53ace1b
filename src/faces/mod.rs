//! The book's faces: what an office opens, prints, pays from and files. Every face is written from the book
//! alone; none reads an input file or recomputes a number.
mod accounting;
mod archive_list;
mod beancount;
mod capital;
mod choice;
mod corrections;
mod diff_book;
mod edition;
mod effect_book;
mod error;
mod exceptions;
mod explanation;
mod finished;
mod folder_index;
mod forms;
mod grid;
mod ledger_book;
mod meeting;
mod movements;
mod notice;
mod objections;
mod options;
mod packet;
mod paper;
mod payment;
mod payout;
mod posting;
mod rank_ties;
mod records;
mod returns;
mod scheme_document;
mod scheme_outline;
mod settlement;
mod summary;
mod supplement;
mod tax;
mod words;
mod workbook;
mod year;

pub use accounting::{Booking, spending_plan, voucher_workbook};
pub use archive_list::{ArchiveList, ArchivedBatch, ArchivedFile, archive_list_workbook};
pub use beancount::beancount_journal;
pub use capital::capital;
pub use choice::is_made;
pub use diff_book::{apart_words, diff_workbook, group_words};
pub use edition::{Edition, Parent};
pub use effect_book::effect_workbook;
pub use error::FaceError;
pub use exceptions::exceptions_workbook;
pub use explanation::{
    About, Beside, Cell, CorrectionTold, Difference, Draw, End, Explanation, GROUP_LEAST, GateTold, How, Item, Matched,
    ObjectionTold, Onward, Over, PaymentTold, ShareTold, Standing, Subject, Terms, Use, YearOnYear, beside_page,
    beside_workbook, everything, explain, explanation_page, explanation_text, explanation_workbook, find, line, names,
    payees, recorded_objections, recount_workbook, same_in, tell_objections, tell_payments, versus, versus_told,
    year_on_year, year_on_year_told,
};
pub use folder_index::{IndexedPerson, IndexedUnit, folder_index};
pub use forms::{Form, FormColumn, FormKind, FormSheet, form_workbook, forms};
pub use ledger_book::ledger_workbook;
pub use meeting::meeting_workbook;
pub use notice::{NoticeFiles, NoticeOf, UnitNotices};
pub use objections::{DisputedAmounts, blank_objections, filled_objections};
pub use options::{Choice, options_workbook, tables_that_differ};
pub use packet::{LISTS as PACKET_LISTS, PacketSources, Section, packet, packet_files, packet_page, packet_workbook};
pub use payment::{PaymentFile, payment_files, payment_outlook};
pub use payout::{PayoutUnit, Payouts};
pub use posting::{NoticePeriod, PublicNotices, notice_report};
pub use records::{correction_form, record_form, supplement_form};
pub use returns::{DecisionRow, RegisterRow, decisions_workbook, findings_workbook, marked_copy, register_workbook};
pub use scheme_document::scheme_document;
pub use scheme_outline::{OutlineSection, scheme_outline};
pub use settlement::settlement_workbook;
pub use summary::summary_workbook;
pub use supplement::{claim_notices, supplement_workbook};
pub use tax::tax_workbook;
pub use words::kind_name;
pub use workbook::{AuditPlaces, LIVE_ROWS_MAX, UnitOwners, audit_workbook, divided, is_divided, unit_workbook};
pub use year::{BatchYear, Person, State, Sums, Year, YearLine, year_workbook};
