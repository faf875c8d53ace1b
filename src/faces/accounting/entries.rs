//! The entries of a voucher. Two sets of books are kept side by side (《政府会计制度》): the financial one when money is
//! owed and again when it is paid, the budget's only when it is paid.
use super::booked::{Amount, Booked, Codes, Keeper};
use crate::faces::FaceError;
use crate::faces::grid::tie;
use crate::scheme::Expenditure;

/// 借 or 贷.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Debit,
    Credit,
}

/// A line of an entry.
pub(super) struct Line {
    pub account: String,
    /// Fund and source, function code, economic code.
    pub source: String,
    pub function: String,
    pub economic: String,
    pub side: Side,
    /// In fen.
    pub fen: i64,
}

/// An entry: what happened, in which books, and its lines.
pub(super) struct Entry {
    pub title: &'static str,
    pub summary: &'static str,
    pub lines: Vec<Line>,
}

impl Entry {
    /// Both sides, in fen.
    pub(super) fn sides(&self) -> [i64; 2] {
        let sum = |side| self.lines.iter().filter(|line| line.side == side).map(|line| line.fen).sum();
        [sum(Side::Debit), sum(Side::Credit)]
    }
}

/// The entries of an accounting unit.
pub(super) struct Voucher {
    pub keeper: String,
    pub units: Vec<String>,
    pub persons: usize,
    /// The tax withheld, where it is known, in fen.
    pub tax: i64,
    pub entries: Vec<Entry>,
}

/// The vouchers of all accounting units, each proved: debit is credit, and each entry is what is paid.
pub(super) fn vouchers(booked: &Booked<'_>) -> Result<Vec<Voucher>, FaceError> {
    let mut vouchers = Vec::new();
    for keeper in &booked.keepers {
        let entries = vec![
            entry(booked, keeper, "一、计提（财务会计）", "计提奖励", owed),
            entry(booked, keeper, "二、发放（财务会计）", "发放奖励", paid),
            entry(booked, keeper, "三、发放（预算会计）", "发放奖励", spent),
        ];
        for entry in &entries {
            for side in entry.sides() {
                tie("记账凭证", &format!("{} {}", keeper.name, entry.title), side, keeper.total())?;
            }
        }
        let (name, units) = (keeper.name.clone(), keeper.units.clone());
        vouchers.push(Voucher { keeper: name, units, persons: keeper.persons, tax: keeper.tax(), entries });
    }
    Ok(vouchers)
}

/// The accounts debited and credited under some codes, each with its amount in fen.
type Accounts = fn(&Codes, &Amount) -> Vec<(Side, String, i64)>;

fn entry(
    booked: &Booked<'_>,
    keeper: &Keeper,
    title: &'static str,
    summary: &'static str,
    accounts: Accounts,
) -> Entry {
    let mut lines = Vec::new();
    for (codes, amount) in &keeper.lines {
        let source = &booked.book.plan.sources[codes.source.0];
        let line = |(side, account, fen): (Side, String, i64)| Line {
            account,
            source: format!("{}·{}", source.fund, source.name),
            function: codes.function.clone(),
            economic: codes.economic.clone(),
            side,
            fen,
        };
        lines.extend(accounts(codes, amount).into_iter().map(line));
    }
    Entry { title, summary, lines }
}

fn pair(debit: String, credit: String, fen: i64) -> Vec<(Side, String, i64)> {
    vec![(Side::Debit, debit, fen), (Side::Credit, credit, fen)]
}

fn owed(codes: &Codes, amount: &Amount) -> Vec<(Side, String, i64)> {
    let class = match codes.economic.get(..3) {
        Some("301") => "—工资福利费用",
        Some("302") => "—商品和服务费用",
        Some("303") => "—对个人和家庭的补助费用",
        _ => "",
    };
    pair(format!("业务活动费用{class}"), codes.payable.clone(), amount.fen)
}

/// What is owed is settled: by the money that the payees get, and by the tax kept back for them.
fn paid(codes: &Codes, amount: &Amount) -> Vec<(Side, String, i64)> {
    let mut lines = vec![
        (Side::Debit, codes.payable.clone(), amount.fen),
        (Side::Credit, "财政拨款收入".to_string(), amount.fen - amount.tax),
    ];
    if amount.tax != 0 {
        lines.push((Side::Credit, "其他应交税费—应交个人所得税".to_string(), amount.tax));
    }
    lines
}

/// The budget's books take the whole amount: the tax is spent with it.
fn spent(codes: &Codes, amount: &Amount) -> Vec<(Side, String, i64)> {
    let nature = Expenditure::chinese(codes.expenditure);
    pair(format!("事业支出—{nature}"), format!("财政拨款预算收入—{nature}"), amount.fen)
}
