//! `fenpei advance`: a batch goes on to its next stage, on what the office recorded.
use super::exit::Exit;
use super::next_stage::NextStage;
use super::{console, run};
use fenpei::messages::{Language, OutputMessage};
use fenpei::stage::RecordKind;
use std::path::Path;

pub fn advance(batch: &Path, form: Option<&Path>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(next) = NextStage::of(batch, form, language)? else { return Ok(Exit::Stopped) };
    let edition = &next.opened.edition;
    if next.kind == RecordKind::Payment {
        let message = OutputMessage::NothingFollows { batch: edition.batch.clone(), stage: edition.stage.to_string() };
        return Err((message, Exit::Usage));
    }
    if next.kind == RecordKind::Redress && next.opened.case.progress.unpaid.is_empty() {
        return Err((OutputMessage::AllPaid { batch: edition.batch.clone() }, Exit::Usage));
    }
    if !next.is_recorded() {
        return next.ask(language);
    }
    let made = match next.seal(Vec::new(), language)? {
        Ok(made) => made,
        Err(exit) => return Ok(exit),
    };
    console::say(&run::report(&made.case, &made.book, &made.edition, &made.sealed, language));
    console::say(&run::place(&made.sealed, &made.target, language));
    Ok(Exit::Done)
}
