//! manifest.json: what is in the batch, with its hashes and control totals. Written last; a folder without it is
//! no batch. It holds no clock and no path of the machine.
use super::Contents;
use super::fingerprint::{DOCUMENT_LANGUAGE, HashedFile, PROGRAM, hash_files};
use crate::book::Book;
use crate::dataset::masked;
use crate::faces::Parent;
use crate::intake::OfficeFile;
use crate::messages::Severity;
use crate::number::format_fixed;
use crate::scheme::AccountKind;
use crate::stage::Stage;
use serde::Serialize;

/// Layout of this file.
const FORMAT: u32 = 1;

/// The manifest; the order of the fields is the order in the file.
#[derive(Debug, Serialize)]
pub struct Manifest {
    format: u32,
    batch: String,
    fingerprint: String,
    stage: Stage,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Parent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    funds: Vec<String>,
    year: u16,
    scheme: String,
    basis: String,
    program: String,
    language: &'static str,
    inputs: Vec<File>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    records: Vec<File>,
    documents: Vec<File>,
    totals: Vec<SourceTotal>,
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct File {
    path: String,
    sha256: String,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    persons: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<String>,
    /// Of a file for a bank or for payroll: 付款, or 不作付款 for the same payments in another layout.
    #[serde(skip_serializing_if = "Option::is_none")]
    payment: Option<&'static str>,
}

/// Control totals of a source, in yuan.
#[derive(Debug, Serialize)]
struct SourceTotal {
    fund: String,
    source: String,
    amount: String,
    paid: String,
    withheld: String,
    held: String,
    carried_over: String,
    returned: String,
    reserved: String,
    undecided: String,
    gap: String,
}

#[derive(Debug, Serialize)]
struct Counts {
    payees: Vec<Paid>,
    movements: usize,
    warnings: usize,
}

/// A document of the batch.
#[derive(Debug, Clone)]
pub struct DocumentRecord {
    /// Where it is, with its hash.
    pub file: HashedFile,
    /// For a payout sheet or a payment file: payees and their total in fen.
    pub payout: Option<(usize, i64)>,
    /// Of a file for a bank or for payroll: whether it pays.
    pub pays: Option<bool>,
}

/// How many of a table of payees are paid.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Paid {
    /// The table: staff, schools, students.
    pub table: String,
    /// Payees on the sheets.
    pub listed: usize,
    /// Those who are paid something.
    pub paid: usize,
    /// Units with payees who are paid something.
    pub units: usize,
}

impl Manifest {
    /// Gathers the manifest of a batch.
    pub fn new(contents: &Contents<'_>, documents: &[DocumentRecord], paid: &[Paid]) -> Manifest {
        let Contents { book, edition, inputs, findings, history, progress, .. } = contents;
        let input = |file: &HashedFile| record(file, None);
        let records = history.files().map(|(path, file)| OfficeFile { path, bytes: file.bytes.clone() });
        let records = hash_files(&records.collect::<Vec<_>>());
        let mut documents: Vec<File> = documents.iter().map(document).collect();
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        Manifest {
            format: FORMAT,
            batch: edition.batch.clone(),
            fingerprint: edition.fingerprint.clone(),
            stage: edition.stage,
            parent: edition.parent.clone(),
            period: progress.period().map(masked),
            funds: progress.notice.as_ref().map(|notice| notice.funds.clone()).unwrap_or_default(),
            year: edition.year,
            scheme: masked(&edition.scheme),
            basis: masked(&edition.basis),
            program: format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION")),
            language: DOCUMENT_LANGUAGE,
            inputs: inputs.iter().map(input).collect(),
            records: records.iter().map(input).collect(),
            documents,
            totals: totals(book),
            counts: Counts {
                payees: paid.to_vec(),
                movements: book.ledger.movements,
                warnings: findings.count(Severity::Warning),
            },
        }
    }

    /// Its bytes, ending in a line break.
    pub fn bytes(&self) -> Vec<u8> {
        // Strings and whole numbers alone: this cannot fail.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn document(known: &DocumentRecord) -> File {
    let payment = known.pays.map(|pays| if pays { "付款" } else { "不作付款" });
    File { payment, ..record(&known.file, known.payout) }
}

fn record(file: &HashedFile, payout: Option<(usize, i64)>) -> File {
    File {
        path: file.path.clone(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        persons: payout.map(|(persons, _)| persons),
        total: payout.map(|(_, total)| format_fixed(total, 2)),
        payment: None,
    }
}

fn totals(book: &Book) -> Vec<SourceTotal> {
    let total = |totals: &crate::book::SourceTotals| {
        let source = &book.plan.sources[totals.source.0];
        let ended = |kind: AccountKind| format_fixed(totals.ended(kind), 2);
        let [paid, withheld, held, carried_over, returned, reserved, undecided] = AccountKind::ENDS.map(ended);
        SourceTotal {
            fund: source.fund.clone(),
            source: source.name.clone(),
            amount: format_fixed(totals.amount, 2),
            paid,
            withheld,
            held,
            carried_over,
            returned,
            reserved,
            undecided,
            gap: format_fixed(totals.gap(), 2),
        }
    };
    book.ledger.totals.iter().map(total).collect()
}
