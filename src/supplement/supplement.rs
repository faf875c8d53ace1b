//! 补发和追回: what was paid is never rewritten; corrections after it lead to differences, each paid or claimed by itself.
use super::aftermath::{Aftermath, Bearer, aftermath};
use super::covered::covered;
use super::entitlements::Entitlements;
use super::funds::Funds;
use crate::book::{Book, Payee};
use crate::compute::compute;
use crate::correction::{Correction, Laying};
use crate::dataset::{Corrected, Dataset};
use crate::intake::OfficeFile;
use crate::messages::{CorrectionMessage, Findings, Place, Severity};
use crate::number::format_fixed;
use crate::plan::SourceId;
use crate::scheme::Scheme;
use std::collections::BTreeMap;

/// Most corrections of one supplement: each is computed by itself.
pub const CORRECTIONS_MAX: usize = 500;

/// How a year stands after its payments: what everybody is entitled to, and what a full recount would give.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The year computed with every correction so far.
    pub book: Book,
    /// What everybody is entitled to. It differs from the recount where a correction was paid to some alone.
    pub due: Entitlements,
    /// How the money of each source stands.
    pub funds: Funds,
}

/// What corrections after a payment lead to.
#[derive(Debug, Clone)]
pub struct Supplement {
    /// How the year stands with them.
    pub standing: Standing,
    /// What everybody was entitled to before.
    pub before: Entitlements,
    /// How the money of each source stood before.
    pub opening: Funds,
    /// What a full recount would give.
    pub recount: Entitlements,
    /// Each correction with what it leads to, in order.
    pub outcomes: Vec<Outcome>,
}

/// One correction, decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What was corrected, on what ground.
    pub corrected: Corrected,
    /// Who is paid anew.
    pub aftermath: Aftermath,
    /// Which money bears the difference.
    pub bearer: Option<Bearer>,
    /// What each payee's entitlement changed by, all sources together, in fen; those that it did not change are left out.
    pub changes: BTreeMap<Payee, i64>,
}

impl Outcome {
    /// What was added to entitlements, in fen.
    pub fn added(&self) -> i64 {
        self.changes.values().filter(|change| **change > 0).sum()
    }

    /// What was taken from them, in fen, not below zero.
    pub fn taken(&self) -> i64 {
        -self.changes.values().filter(|change| **change < 0).sum::<i64>()
    }
}

impl Standing {
    /// After the first payment: what the book pays.
    pub fn of(book: Book) -> Standing {
        let due = Entitlements::of(&book);
        let funds = Funds::of(&book);
        Standing { book, due, funds }
    }

    /// Lays the corrections of a workbook one after another, each computed by itself. `None`: something stops, and is
    /// told.
    pub fn correct(self, scheme: &Scheme, file: &OfficeFile, findings: &mut Findings) -> Option<Supplement> {
        let known = findings.list.len();
        let corrections = Correction::read(file, findings);
        if corrections.len() > CORRECTIONS_MAX {
            let (count, most) = (corrections.len(), CORRECTIONS_MAX);
            let message = CorrectionMessage::TooManyCorrections { count, most };
            findings.add(message, corrections[most].new.place.clone());
        }
        if corrections.is_empty() && findings.list.len() == known {
            findings.add(CorrectionMessage::NothingCorrected {}, Place::file(&file.path));
        }
        let decided: Vec<_> =
            corrections.iter().map(|correction| aftermath(correction, &self.book, findings)).collect();
        if findings.list[known..].iter().any(|finding| finding.message.severity() != Severity::Warning) {
            return None;
        }
        let mut supplement = Supplement {
            before: self.due.clone(),
            opening: self.funds.clone(),
            recount: Entitlements::of(&self.book),
            standing: self,
            outcomes: Vec::new(),
        };
        let data = &mut supplement.standing.book.dataset;
        let mut laying = Laying { scheme, data, findings, sheet: 0 };
        laying.open(file);
        let sheet = laying.sheet;
        for (correction, decided) in corrections.iter().zip(decided) {
            supplement.lay(scheme, sheet, (correction, decided?), findings)?;
        }
        Some(supplement)
    }
}

impl Supplement {
    fn lay(
        &mut self,
        scheme: &Scheme,
        sheet: u32,
        (correction, (aftermath, bearer)): (&Correction, (Aftermath, Option<Bearer>)),
        findings: &mut Findings,
    ) -> Option<()> {
        let mut data = self.standing.book.as_read();
        let laid = data.overlay.list().len();
        Laying { scheme, data: &mut data, findings, sheet }.lay(correction);
        let corrected = data.overlay.list().get(laid)?.clone();
        let book = self.computed(data, findings)?;
        let after = Entitlements::of(&book);
        if !after.same_rows(&self.recount) {
            findings.add(CorrectionMessage::RowsChange {}, correction.new.place.clone());
            return None;
        }
        let before = self.standing.due.clone();
        match aftermath {
            // Everybody gets what the recount gives: earlier corrections that were paid to some alone are levelled with it.
            Aftermath::District => {
                self.standing.due = after.clone();
                self.standing.funds = Funds::of(&book);
            }
            Aftermath::Person | Aftermath::Unit => {
                let Some(covered) = covered(&book, &corrected.target, aftermath) else {
                    let words = aftermath.chinese().to_string();
                    findings.add(CorrectionMessage::NobodyCovered { words }, correction.aftermath.place.clone());
                    return None;
                };
                covered.iter().for_each(|payee| self.standing.due.follow(*payee, &self.recount, &after));
            }
        }
        self.charge(&before, bearer, (correction, findings))?;
        let changes = differences(&before, &self.standing.due);
        let nets = changes.into_iter().map(|(payee, sources)| (payee, sources.values().sum()));
        let changes = nets.filter(|(_, net)| *net != 0).collect();
        self.outcomes.push(Outcome { corrected, aftermath, bearer, changes });
        (self.standing.book, self.recount) = (book, after);
        Some(())
    }

    /// Computes the year anew; what it says again is not told again.
    fn computed(&self, data: Dataset, findings: &mut Findings) -> Option<Book> {
        let book = &self.standing.book;
        let mut told = Findings::default();
        let computed = compute(book.plan.clone(), data, &mut told);
        if computed.is_none() {
            findings.list.extend(told.list);
        }
        computed.map(|computed| Book { pays: book.pays.clone(), held: book.held.clone(), ..computed })
    }

    /// The bearer bears what the entitlements changed by; an account cannot bear more than it holds.
    fn charge(
        &mut self,
        before: &Entitlements,
        bearer: Option<Bearer>,
        (correction, findings): (&Correction, &mut Findings),
    ) -> Option<()> {
        let Some(bearer) = bearer else { return Some(()) };
        for source in self.standing.due.sources() {
            let net = self.standing.due.total(source) - before.total(source);
            if let Bearer::Account(account) = bearer
                && net > self.standing.funds.held(account, source)
                && net > 0
            {
                let book = &self.standing.book;
                let message = CorrectionMessage::BearerShort {
                    name: bearer.name(book),
                    source: book.plan.sources[source.0].name.clone(),
                    holds: format_fixed(self.standing.funds.held(account, source), 2),
                    needed: format_fixed(net, 2),
                };
                findings.add(message, correction.bearer.place.clone());
                return None;
            }
            self.standing.funds.charge(bearer, source, net);
        }
        Some(())
    }

    /// What each payee's entitlement changed by, by source; those that it did not change are left out.
    pub fn changes(&self) -> BTreeMap<Payee, BTreeMap<SourceId, i64>> {
        differences(&self.before, &self.standing.due)
    }

    /// What each payee who is entitled to less than before has to pay back, in fen.
    pub fn claims(&self) -> BTreeMap<Payee, i64> {
        let nets = self.changes().into_iter().map(|(payee, changes)| (payee, -changes.values().sum::<i64>()));
        nets.filter(|(_, claim)| *claim > 0).collect()
    }

    /// What a full recount would change beyond that: what the bearers bear, seen from those who keep or miss it.
    pub fn left_as_paid(&self) -> BTreeMap<Payee, BTreeMap<SourceId, i64>> {
        differences(&self.standing.due, &self.recount)
    }
}

fn differences(before: &Entitlements, after: &Entitlements) -> BTreeMap<Payee, BTreeMap<SourceId, i64>> {
    let sources = after.sources();
    let of_payee = |payee: Payee| {
        let change = |source: &SourceId| (*source, after.get(payee, *source) - before.get(payee, *source));
        let changes: BTreeMap<SourceId, i64> = sources.iter().map(change).filter(|(_, fen)| *fen != 0).collect();
        (!changes.is_empty()).then_some((payee, changes))
    };
    after.payees().into_iter().filter_map(of_payee).collect()
}
