//! 资金台账.beancount: the ledger as a plain-text double-entry journal, so that a foreign tool can prove it.
//!
//! One account for each account, source and row: `Assets:A03-校内基金:S1-教师奖金:R0012`, with the row's name as
//! metadata. Money comes from `Income`, what is paid out or returned ends in `Expenses`, everything else is in
//! `Assets`. The day after, transit accounts must be empty and every end must hold what the book says.
use super::Edition;
use super::movements::{MOVEMENTS_MAX, Movement, Movements, Spot, step_name};
use crate::book::{Book, NOWHERE};
use crate::number::format_fixed;
use crate::plan::{AccountId, SourceId};
use crate::scheme::AccountKind;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Writes the journal.
pub fn beancount_journal(book: &Book, edition: &Edition) -> String {
    let movements = Movements::of(book, MOVEMENTS_MAX);
    let journal = Journal { book, names: Names::of(book), movements: &movements, year: edition.year };
    let mut text = String::with_capacity(movements.list.len() * 220);
    // Writing to a string does not fail.
    let _ = journal.head(&mut text, edition);
    let _ = journal.open(&mut text);
    let _ = journal.transactions(&mut text);
    let _ = journal.balances(&mut text);
    text
}

/// Account names, made once.
struct Names {
    accounts: Vec<String>,
    sources: Vec<String>,
}

impl Names {
    fn of(book: &Book) -> Names {
        let accounts = book.plan.accounts.iter().enumerate().map(|(index, account)| {
            let root = match account.kind {
                AccountKind::Paid | AccountKind::Returned => "Expenses",
                _ => "Assets",
            };
            format!("{root}:A{:02}-{}", index + 1, part(&account.name))
        });
        let sources = book.plan.sources.iter().enumerate();
        Names {
            accounts: accounts.collect(),
            sources: sources.map(|(index, source)| format!("S{}-{}", index + 1, part(&source.name))).collect(),
        }
    }
}

/// What the journal's account names allow: letters and digits.
fn part(name: &str) -> String {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '\u{4e00}'..='\u{9fff}');
    name.chars().filter(allowed).collect()
}

/// A text in quotation marks.
fn quoted(text: &str) -> String {
    let safe: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", safe.replace('\\', "\\\\").replace('"', "\\\""))
}

struct Journal<'b> {
    book: &'b Book,
    names: Names,
    movements: &'b Movements,
    year: u16,
}

impl Journal<'_> {
    /// All rows of an account, of one source.
    fn account(&self, account: AccountId, source: SourceId) -> String {
        format!("{}:{}", self.names.accounts[account.0], self.names.sources[source.0])
    }

    fn leaf(&self, spot: Spot, source: SourceId) -> String {
        let account = self.account(spot.account, source);
        match spot.row {
            NOWHERE => format!("{account}:All"),
            row => format!("{account}:R{:04}", row + 1),
        }
    }

    fn income(&self, source: SourceId) -> String {
        format!("Income:{}", self.names.sources[source.0])
    }

    fn head(&self, text: &mut String, edition: &Edition) -> std::fmt::Result {
        writeln!(text, ";; {}　{}　批次 {}", edition.notice(), edition.stage, edition.batch)?;
        writeln!(text, ";; 依据 {}", edition.basis.replace(char::is_control, " "))?;
        if self.movements.summed {
            let count = self.book.ledger.movements;
            writeln!(text, ";; 共 {count} 笔，超过 {MOVEMENTS_MAX} 笔，按步骤、来源和单位汇总")?;
        }
        writeln!(text, "option \"title\" {}", quoted(&edition.scheme))?;
        writeln!(text, "option \"operating_currency\" \"CNY\"\n")
    }

    /// Opens every account that something moves through, with its name as metadata.
    fn open(&self, text: &mut String) -> std::fmt::Result {
        let year = self.year;
        for (index, source) in self.book.plan.sources.iter().enumerate() {
            writeln!(text, "{year}-12-31 open {} CNY", self.income(SourceId(index)))?;
            writeln!(text, "  fund: {}\n  source: {}", quoted(&source.fund), quoted(&source.name))?;
        }
        for (account, source) in self.ends() {
            writeln!(text, "{year}-12-31 open {} CNY", self.account(account, source))?;
        }
        let mut spots = BTreeSet::new();
        for movement in &self.movements.list {
            spots.extend(movement.from.map(|spot| (spot, movement.source)));
            spots.insert((movement.to, movement.source));
        }
        for (spot, source) in spots {
            writeln!(text, "{year}-12-31 open {} CNY", self.leaf(spot, source))?;
            let name = self.movements.spot_name(self.book, spot);
            if !name.is_empty() {
                writeln!(text, "  row: {}", quoted(&name))?;
            }
        }
        writeln!(text)
    }

    /// One transaction for each step, source and giving account.
    fn transactions(&self, text: &mut String) -> std::fmt::Result {
        let same_step = |a: &Movement, b: &Movement| (a.step, a.source) == (b.step, b.source);
        // Flows of a step follow one another, but its sources may alternate: amount, residue, amount, residue.
        let mut ordered: Vec<&Movement> = self.movements.list.iter().collect();
        ordered.sort_by_key(|movement| (movement.step.map_or(0, |step| step + 1), movement.source));
        for moved in ordered.chunk_by(|a, b| same_step(a, b)) {
            let mut by_giver: BTreeMap<Option<Spot>, Vec<&Movement>> = BTreeMap::new();
            for movement in moved {
                by_giver.entry(movement.from).or_default().push(movement);
            }
            for (giver, movements) in by_giver {
                self.transaction(text, giver, &movements)?;
            }
        }
        Ok(())
    }

    fn transaction(&self, text: &mut String, giver: Option<Spot>, movements: &[&Movement]) -> std::fmt::Result {
        let Some(first) = movements.first() else { return Ok(()) };
        let source = first.source;
        let from = giver.map_or_else(|| self.income(source), |spot| self.leaf(spot, source));
        let payee = giver.map(|spot| self.movements.spot_name(self.book, spot)).unwrap_or_default();
        let narration = quoted(step_name(self.book, first.step));
        writeln!(text, "{}-12-31 * {} {narration}", self.year, quoted(&payee))?;
        let total: i64 = movements.iter().map(|movement| movement.amount).sum();
        writeln!(text, "  {from}  {} CNY", format_fixed(-total, 2))?;
        for movement in movements {
            writeln!(text, "  {}  {} CNY", self.leaf(movement.to, source), format_fixed(movement.amount, 2))?;
        }
        writeln!(text)
    }

    /// Accounts where money may end, with their sources.
    fn ends(&self) -> impl Iterator<Item = (AccountId, SourceId)> + '_ {
        let end = |account: AccountId| self.book.plan.accounts[account.0].kind != AccountKind::Transit;
        let balances = self.book.ledger.balances.iter();
        balances.filter(move |balance| end(balance.account)).map(|balance| (balance.account, balance.source))
    }

    /// The day after: what the book says is in each account, for the whole account and for each row.
    fn balances(&self, text: &mut String) -> std::fmt::Result {
        let mut spots: BTreeMap<(Spot, SourceId), i64> = BTreeMap::new();
        for movement in &self.movements.list {
            if let Some(from) = movement.from {
                *spots.entry((from, movement.source)).or_default() -= movement.amount;
            }
            *spots.entry((movement.to, movement.source)).or_default() += movement.amount;
        }
        let day = format!("{}-01-01", self.year + 1);
        for ((spot, source), posted) in spots {
            let amount = self.booked(spot, source).unwrap_or(posted);
            writeln!(text, "{day} balance {}  {} CNY", self.leaf(spot, source), format_fixed(amount, 2))?;
        }
        for balance in &self.book.ledger.balances {
            if self.book.plan.accounts[balance.account.0].kind != AccountKind::Transit {
                let account = self.account(balance.account, balance.source);
                writeln!(text, "{day} balance {account}  {} CNY", format_fixed(balance.balance(), 2))?;
            }
        }
        Ok(())
    }

    /// What the book's ledger holds for a row; unknown where rows are summed.
    fn booked(&self, spot: Spot, source: SourceId) -> Option<i64> {
        let balances = &self.book.ledger.balances;
        let at = balances.binary_search_by_key(&(spot.account, source), |b| (b.account, b.source)).ok()?;
        if self.movements.summed {
            let transit = self.book.plan.accounts[spot.account.0].kind == AccountKind::Transit;
            return transit.then_some(0);
        }
        balances[at].rows.get(spot.row as usize).copied()
    }
}
