//! The entries of a voucher. Two sets of books are kept side by side (《政府会计制度》): the financial one when money is
//! owed and again when it is paid, the budget's only when it is paid.
use super::Booking;
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
    /// As a column of the list calls it: `发放（财务）`.
    pub name: &'static str,
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
    /// One of each kind of the event; where nothing of the kind happened to this unit, without lines.
    pub entries: Vec<Entry>,
}

/// A kind of entry: its name, its summary, whether it is only for money that was not owed in the books before, and
/// its accounts.
type Kind = (&'static str, &'static str, bool, Accounts);

const PAYMENT: [Kind; 3] = [
    ("计提（财务）", "计提奖励", true, owed),
    ("发放（财务）", "发放奖励", false, paid),
    ("发放（预算）", "发放奖励", false, spent),
];
const REPEAT: [Kind; 3] = [
    ("计提（财务）", "计提奖励", true, owed),
    ("重发（财务）", "重发奖励", false, paid),
    ("重发（预算）", "重发奖励", false, spent),
];
const RETURN: [Kind; 2] = [("退票（财务）", "退票冲回", false, unpaid), ("退票（预算）", "退票冲回", false, unspent)];

/// Names of the entries of an event, in order.
pub(super) fn names(event: Booking) -> Vec<&'static str> {
    kinds(event).iter().map(|kind| kind.0).collect()
}

fn kinds(event: Booking) -> &'static [Kind] {
    match event {
        Booking::Payment => &PAYMENT,
        Booking::Repeat => &REPEAT,
        Booking::Return => &RETURN,
    }
}

/// The vouchers of all accounting units, each proved: debit is credit, and each entry is what the order pays. `new`:
/// what of it was not owed in the books before.
pub(super) fn vouchers(event: Booking, booked: &Booked<'_>, new: &Booked<'_>) -> Result<Vec<Voucher>, FaceError> {
    let mut vouchers = Vec::new();
    for keeper in &booked.keepers {
        let own = new.keepers.iter().find(|own| own.name == keeper.name);
        let mut entries = Vec::new();
        for (name, summary, only_new, accounts) in kinds(event) {
            let of = if *only_new { own } else { Some(keeper) };
            let lines = of.map(|keeper| lines(booked, keeper, *accounts)).unwrap_or_default();
            let entry = Entry { name, summary, lines };
            for side in entry.sides() {
                tie("记账凭证", &format!("{} {name}", keeper.name), side, of.map_or(0, Keeper::total))?;
            }
            entries.push(entry);
        }
        let (name, units) = (keeper.name.clone(), keeper.units.clone());
        vouchers.push(Voucher { keeper: name, units, persons: keeper.persons, tax: keeper.tax(), entries });
    }
    Ok(vouchers)
}

/// The accounts debited and credited under some codes, each with its amount in fen.
type Accounts = fn(&Codes, &Amount) -> Vec<(Side, String, i64)>;

fn lines(booked: &Booked<'_>, keeper: &Keeper, accounts: Accounts) -> Vec<Line> {
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
    lines
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
        (Side::Credit, codes.credits[0].clone(), amount.fen - amount.tax),
    ];
    if amount.tax != 0 {
        lines.push((Side::Credit, "其他应交税费—应交个人所得税".to_string(), amount.tax));
    }
    lines
}

/// The budget's books take the whole amount: the tax is spent with it.
fn spent(codes: &Codes, amount: &Amount) -> Vec<(Side, String, i64)> {
    let nature = Expenditure::chinese(codes.expenditure);
    pair(format!("事业支出—{nature}"), codes.credits[1].clone(), amount.fen)
}

/// What came back is owed again: the entry of the payment with its sides changed.
fn unpaid(codes: &Codes, amount: &Amount) -> Vec<(Side, String, i64)> {
    reversed(paid(codes, amount))
}

fn unspent(codes: &Codes, amount: &Amount) -> Vec<(Side, String, i64)> {
    reversed(spent(codes, amount))
}

/// Debits first, as a voucher is read.
fn reversed(lines: Vec<(Side, String, i64)>) -> Vec<(Side, String, i64)> {
    let other = |side| if side == Side::Debit { Side::Credit } else { Side::Debit };
    let mut lines: Vec<_> = lines.into_iter().map(|(side, account, fen)| (other(side), account, fen)).collect();
    lines.sort_by_key(|(side, ..)| *side == Side::Credit);
    lines
}
