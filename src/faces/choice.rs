//! What a scheme's `[[document]]` says of a document, or what is usual where it says nothing.
use crate::book::Book;
use crate::plan::{ColumnId, TableId};
use crate::scheme::DocumentKind;

/// Whether a document is made: a document of a section of its own only where that is written.
pub fn is_made(book: &Book, kind: DocumentKind) -> bool {
    let possible = match kind {
        DocumentKind::Spending | DocumentKind::Voucher => book.plan.accounting.is_some(),
        DocumentKind::Tax => book.plan.tax.is_some(),
        _ => true,
    };
    possible && book.plan.document(kind).is_none_or(|document| document.make)
}

/// Its title.
pub(super) fn title(book: &Book, kind: DocumentKind, usual: String) -> String {
    let stated = book.plan.document(kind).map(|document| document.title.as_str()).filter(|title| !title.is_empty());
    stated.map_or(usual, str::to_string)
}

/// The columns of a table of payees that stand before the amounts: those stated, else key and name.
pub(super) fn identity(book: &Book, kind: DocumentKind, table: TableId) -> Vec<ColumnId> {
    let own = |column: &ColumnId| book.plan.column(*column).table == table;
    let stated = book.plan.document(kind).map_or(&[][..], |document| &document.columns);
    let stated: Vec<ColumnId> = stated.iter().copied().filter(own).collect();
    if !stated.is_empty() {
        return stated;
    }
    let described = book.plan.table(table);
    let mut columns = described.key.clone();
    columns.extend(described.payee.iter().map(|payee| payee.name).filter(|name| !described.key.contains(name)));
    columns
}

/// The line on which a document is signed, with room for each name.
pub(super) fn signatures(book: &Book, kind: DocumentKind, usual: &[&str]) -> String {
    let stated = book.plan.document(kind).map_or(&[][..], |document| &document.signers);
    let signers: Vec<&str> =
        if stated.is_empty() { usual.to_vec() } else { stated.iter().map(String::as_str).collect() };
    signers.iter().map(|signer| format!("{signer}：　　　　　　　　")).collect()
}
