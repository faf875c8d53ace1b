//! What follows from a correction of what was paid: who is paid anew, and which money bears the difference. There is no
//! default.
use crate::book::Book;
use crate::correction::Correction;
use crate::messages::{CorrectionMessage, Findings, nearest};
use crate::plan::{AccountId, DISTRICT};
use crate::scheme::AccountKind;

/// Who is paid anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aftermath {
    /// 本人: only whom the corrected row is about.
    Person,
    /// 本校: everybody of that unit.
    Unit,
    /// 全区: everybody.
    District,
}

impl Aftermath {
    /// The words of the form, in the order of the variants.
    pub const WORDS: [&str; 3] = ["本人", "本校", "全区"];

    /// As in the form.
    pub fn chinese(self) -> &'static str {
        match self {
            Aftermath::Person => "本人",
            Aftermath::Unit => "本校",
            Aftermath::District => "全区",
        }
    }
}

/// Which money bears what the others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearer {
    /// What an account of the scheme ended with.
    Account(AccountId),
    /// 下年度: the budget of the next year.
    NextYear,
}

impl Bearer {
    /// The word for the next year's budget.
    pub const NEXT_YEAR: &'static str = "下年度";

    /// Its name.
    pub fn name(self, book: &Book) -> String {
        match self {
            Bearer::Account(account) => book.plan.accounts[account.0].name.clone(),
            Bearer::NextYear => Bearer::NEXT_YEAR.to_string(),
        }
    }

    /// Every account that may bear a difference: what was not paid, on the district's own row.
    pub fn accounts(book: &Book) -> impl Iterator<Item = AccountId> {
        let may = |kind| !matches!(kind, AccountKind::Paid | AccountKind::Transit);
        let accounts = book.plan.accounts.iter().enumerate();
        accounts.filter(move |(_, account)| may(account.kind) && account.table == DISTRICT).map(|(at, _)| AccountId(at))
    }
}

/// A correction's aftermath, as its line says; what is missing or wrong is told.
pub(super) fn aftermath(
    correction: &Correction,
    book: &Book,
    findings: &mut Findings,
) -> Option<(Aftermath, Option<Bearer>)> {
    let chosen = correction.aftermath.choice(&Aftermath::WORDS, findings)?;
    let aftermath = [Aftermath::Person, Aftermath::Unit, Aftermath::District][chosen];
    let bearer = &correction.bearer;
    if aftermath == Aftermath::District {
        if !bearer.text.is_empty() {
            findings.add(CorrectionMessage::BearerNeedless {}, bearer.place.clone());
            return None;
        }
        return Some((aftermath, None));
    }
    let text = bearer.filled(findings)?;
    let name = |account: &AccountId| book.plan.accounts[account.0].name.as_str();
    if text == Bearer::NEXT_YEAR {
        return Some((aftermath, Some(Bearer::NextYear)));
    }
    let found = Bearer::accounts(book).find(|account| name(account) == text);
    if found.is_none() {
        let names: Vec<&str> =
            Bearer::accounts(book).map(|account| book.plan.accounts[account.0].name.as_str()).collect();
        let near = nearest(&text, names.iter().copied());
        let words = names.into_iter().chain([Bearer::NEXT_YEAR]).collect::<Vec<_>>().join("、");
        findings.add_near(CorrectionMessage::BearerUnknown { name: text, words }, bearer.place.clone(), near);
    }
    Some((aftermath, Some(Bearer::Account(found?))))
}
