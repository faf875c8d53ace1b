//! Who is asked about: people by name, key or last four of the identity number; units and funds by name.
use crate::book::Book;
use crate::dataset::{Value, folded};
use crate::plan::*;

/// Characters of a number that have to be written at least.
const LEAST_TOLD: usize = 4;

/// What an explanation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum About {
    /// A payee: table and row.
    Payee(TableId, usize),
    /// A unit: its table and row.
    Unit(TableId, usize),
    /// A fund, by the first of its sources.
    Fund(SourceId),
}

/// Everybody and everything that the words may mean. An exact key comes alone; then names, then last digits.
pub fn find(book: &Book, words: &str) -> Vec<About> {
    let words = folded(words);
    if words.is_empty() {
        return Vec::new();
    }
    let keys = |about: &About| match about {
        About::Payee(table, row) | About::Unit(table, row) => {
            book.plan.table(*table).key.iter().any(|column| folded(&book.shown(*column, *row)) == words)
        }
        About::Fund(_) => false,
    };
    let all = everything(book);
    let by_key: Vec<About> = all.iter().copied().filter(keys).collect();
    if by_key.len() == 1 {
        return by_key;
    }
    let named: Vec<About> = all.iter().copied().filter(|about| folded(&name(book, *about)) == words).collect();
    if !named.is_empty() {
        return named;
    }
    all.into_iter().filter(|about| ends_with(book, *about, &words)).collect()
}

/// All payees, in the order of their tables.
pub fn payees(book: &Book) -> Vec<About> {
    let tables = book.plan.tables.iter().enumerate().filter(|(_, table)| table.payee.is_some());
    tables.flat_map(|(table, _)| (0..book.rows[table]).map(move |row| About::Payee(TableId(table), row))).collect()
}

/// Names of everything that may be asked about, for near names.
pub fn names(book: &Book) -> Vec<String> {
    everything(book).into_iter().map(|about| name(book, about)).collect()
}

/// Payees, units and funds.
pub fn everything(book: &Book) -> Vec<About> {
    let mut all = payees(book);
    for table in unit_tables(book) {
        all.extend((0..book.rows[table.0]).map(|row| About::Unit(table, row)));
    }
    for (index, source) in book.plan.sources.iter().enumerate() {
        if !book.plan.sources[..index].iter().any(|earlier| earlier.fund == source.fund) {
            all.push(About::Fund(SourceId(index)));
        }
    }
    // A table of units may be paid itself: heads of schools by their schools.
    all.retain(|about| !matches!(about, About::Unit(table, _) if book.plan.table(*table).payee.is_some()));
    all
}

/// Tables that payees' units stand in.
fn unit_tables(book: &Book) -> Vec<TableId> {
    let mut tables: Vec<TableId> =
        book.plan.tables.iter().filter_map(|t| Some(book.plan.relation(t.payee.as_ref()?.unit).to)).collect();
    tables.sort();
    tables.dedup();
    tables
}

/// What the subject is called.
pub fn name(book: &Book, about: About) -> String {
    match about {
        About::Payee(table, row) => {
            let payee = book.plan.table(table).payee.as_ref();
            payee.map_or(String::new(), |payee| book.shown(payee.name, row))
        }
        About::Unit(table, row) => {
            let mut payees = book.plan.tables.iter().filter_map(|t| t.payee.as_ref());
            let payee = payees.find(|payee| book.plan.relation(payee.unit).to == table);
            payee.map_or(String::new(), |payee| book.shown(payee.unit_name, row))
        }
        About::Fund(source) => book.plan.sources[source.0].fund.clone(),
    }
}

/// A line that tells one from another: table, key, name and unit.
pub fn line(book: &Book, about: About) -> String {
    match about {
        About::Payee(table, row) => {
            let unit = book.unit_name(table, row);
            format!("{}：{}　{unit}", book.plan.table(table).name, book.row_name(table, row))
        }
        About::Unit(table, row) => format!("{}：{}", book.plan.table(table).name, book.row_name(table, row)),
        About::Fund(_) => format!("基金：{}", name(book, about)),
    }
}

/// An identity or account number: whole, masked as documents mask it, or its last four.
fn ends_with(book: &Book, about: About, words: &str) -> bool {
    let About::Payee(table, row) = about else { return false };
    let number = |c: char| c.is_ascii_digit() || c == 'x' || c == '*';
    let told = words.chars().filter(|c| *c != '*').count();
    if told < LEAST_TOLD || !words.chars().all(number) {
        return false;
    }
    let mut private = book.plan.table(table).columns.iter().filter(|column| book.plan.column(**column).private);
    private.any(|column| match book.value(*column, row) {
        Value::Text(id) => fits(words, &folded(book.text(id))),
        _ => false,
    })
}

/// Whether a number is what was written of it: stars stand for digits of any value, and what comes before a number
/// without any may be left out.
fn fits(words: &str, number: &str) -> bool {
    let (words, number): (Vec<char>, Vec<char>) = (words.chars().collect(), number.chars().collect());
    let same = |(written, there): (&char, &char)| *written == '*' || written == there;
    if words.len() == number.len() {
        return words.iter().zip(&number).all(same);
    }
    // Nobody counts the stars at the beginning.
    let first = words.iter().position(|c| *c != '*').unwrap_or(words.len());
    let last = &words[first..];
    !last.contains(&'*') && number.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_number_is_known_by_its_end_by_its_masked_form_and_whole() {
        let number = "11010519491231002x";
        for written in ["002x", "****002x", "**************002x", "110105********002x", number] {
            assert!(fits(written, number), "{written}");
        }
        for written in ["0021", "120105********002x", "110105****002x", "1101*2x"] {
            assert!(!fits(written, number), "{written}");
        }
    }
}
