//! What is said of one person, unit or fund, as data: amounts, what they are made of, what decided, what became of it.
use super::model::Terms;
use serde::Serialize;

/// A person, a unit or a fund.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Subject {
    /// `payee`, `unit` or `fund`.
    pub kind: &'static str,
    /// Its table.
    pub table: String,
    /// Its key: a staff number.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Name of its unit; empty where it has none.
    pub unit: String,
    /// What this batch pays in yuan; for a unit what its people are paid, for a fund what came into it.
    pub amount: String,
    /// What the whole year comes to, where this batch pays some of the funds only.
    pub year: Option<String>,
    /// What it is made of: for a person and a unit's people, amounts that add up to it. Signed: what a gate takes
    /// away is below zero. For a fund every movement of its money.
    pub items: Vec<Item>,
    /// The same of funds that this batch does not pay.
    pub elsewhere: Vec<Item>,
    /// For a unit: what steps moved through its own accounts.
    pub moved: Vec<Item>,
    /// For a fund: where its money ended.
    pub ends: Vec<End>,
    /// Steps that could have given a payee something and did not: name, article, and the cell that says why.
    pub nothing: Vec<(String, String, usize)>,
    /// The gates that it came to: those that bit, and those that did not matter.
    pub gates: Vec<GateTold>,
    /// What became of the amount; nothing as long as the batch is posted or a trial.
    pub payment: Vec<PaymentTold>,
    /// What was objected about a payee's amount, from the record of the approval.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<ObjectionTold>,
    /// Place in the group; none for a group below five and for funds.
    pub standing: Option<Standing>,
}

/// One amount that a step gave or took.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Fund.
    pub fund: String,
    /// Source.
    pub source: String,
    /// Step.
    pub step: String,
    /// What the step does, with every choice.
    pub words: String,
    /// Article.
    pub clause: String,
    /// In yuan, signed.
    pub amount: String,
    /// Where it came from, for what moved between accounts.
    pub from: Option<String>,
    /// For what was taken or moved: the account where it went.
    pub to: Option<String>,
    /// The cell that holds it; of a sum over rows the first of them, whose rule is theirs.
    pub cell: usize,
    /// For a sum over rows: which.
    pub over: Option<Over>,
}

/// The rows that an item is the sum of.
#[derive(Debug, Clone, Serialize)]
pub struct Over {
    /// How many hold an amount.
    pub count: usize,
    /// Ranges of the audit workbook; none where no one range holds them.
    pub terms: Option<Terms>,
}

/// An account in which a fund's money ended.
#[derive(Debug, Clone, Serialize)]
pub struct End {
    /// Its name.
    pub account: String,
    /// `paid`, `withheld`, `held`, `carried_over`, `returned`, `reserved`, `undecided`.
    pub kind: &'static str,
    /// In yuan.
    pub amount: String,
}

/// A gate, seen from one account.
#[derive(Debug, Clone, Serialize)]
pub struct GateTold {
    /// Step.
    pub step: String,
    /// What it does.
    pub words: String,
    /// Article.
    pub clause: String,
    /// Whether it bit.
    pub bit: bool,
    /// What was there without it, in yuan: everything that earlier steps left.
    pub without: String,
    /// What was there with it.
    pub with: String,
    /// The cell that holds whether it bit.
    pub cell: usize,
    /// The account that took what it withheld.
    pub to: String,
    /// What becomes of that money: the kind of the account, and the steps that draw on it.
    pub onward: Onward,
    /// What the office put on record for it: name, value, and the cell.
    pub evidence: Vec<(String, String, usize)>,
}

/// Where withheld money goes.
#[derive(Debug, Clone, Serialize)]
pub struct Onward {
    /// `transit`, `paid`, `withheld`, `held`, `carried_over`, `returned`, `reserved`, `undecided`.
    pub kind: &'static str,
    /// Steps that draw on the account: name, article, and the account that receives it.
    pub steps: Vec<[String; 3]>,
}

/// Something that happened to an amount on its way to the payee.
#[derive(Debug, Clone, Serialize)]
pub struct PaymentTold {
    /// `held`, `corrected`, `ordered`, `paid`, `failed`.
    pub kind: &'static str,
    /// In yuan; what a correction adds, or below zero claims back.
    pub amount: String,
    /// The day, where one is recorded.
    pub day: String,
    /// Number of the voucher of a payment; for what is held or ordered the document that decided it.
    pub document: String,
    /// Number of the bank's or treasury's receipt.
    pub receipt: String,
    /// The ground: the objection that holds it, why it came back, why it is paid again.
    pub ground: String,
}

/// An objection, a review or an appeal. Who brought it is not told.
#[derive(Debug, Clone, Serialize)]
pub struct ObjectionTold {
    /// 异议, 复核 or 申诉.
    pub step: String,
    /// Its number in the register.
    pub number: String,
    /// What.
    pub what: String,
    /// When it was brought, `2019-01-09`.
    pub brought_on: String,
    /// The last day for the answer; empty where none is stated.
    pub due: String,
    /// 维持, 缓发 or 更正; empty while it is open.
    pub outcome: String,
    /// How it was answered.
    pub conclusion: String,
    /// When; empty while it is open.
    pub answered_on: String,
    /// The batch objected to.
    pub disputed: String,
    /// The batch that corrects it.
    pub answering: String,
}

/// Where a payee stands among those of the unit, by what is paid.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    /// Number of payees.
    pub count: usize,
    /// 1 + number of those who are paid more.
    pub rank: usize,
    /// In yuan.
    pub least: String,
    /// In yuan; the mean of the two in the middle, rounded half up, where their number is even.
    pub median: String,
    /// In yuan.
    pub most: String,
}
