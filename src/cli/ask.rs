//! Hands a question about a computed year to its command.
use super::asks::Ask;
use super::exit::Exit;
use super::{
    advance, archive, correct, diff, explain, notices, objections, options, sample, settle, verify, whatif, year,
};
use fenpei::messages::{Language, OutputMessage};

pub fn answer(ask: &Ask, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    match ask {
        Ask::Explain { batch, who, versus, last_year, packet, format, out } => {
            let question = explain::Question {
                batch,
                who: who.as_deref(),
                versus: versus.as_deref(),
                last_year: last_year.as_deref(),
                packet: packet.as_deref(),
                format,
                out: out.as_deref(),
            };
            explain::explain(&question, language)
        }
        Ask::WhatIf { dir, sets, from, rules, form, out } => {
            let change = (&sets[..], from.as_deref(), rules.as_deref());
            whatif::whatif(dir, change, (*form, out.as_deref()), language)
        }
        Ask::Correct { path, sets, form } => correct::correct(path, sets, form.as_deref(), language),
        Ask::Options { batches, out } => options::options(batches, out, language),
        Ask::Diff { before, after, out } => diff::diff(before, after, out.as_deref(), language),
        Ask::Verify { batch } => verify::verify(batch, language),
        Ask::Sample { batch, seed, out } => sample::sample(batch, *seed, out.as_deref(), language),
        Ask::Advance { batch, form, objections } => {
            advance::advance(batch, (form.as_deref(), objections.as_deref()), language)
        }
        Ask::Objections { file, batches, on, out } => {
            let question = objections::Question { file, batches, on: *on, out: out.as_deref() };
            objections::objections(&question, language)
        }
        Ask::Settle { batch, returns, form } => settle::settle(batch, returns, form.as_deref(), language),
        Ask::Archive { folder, year, out } => archive::archive(folder, *year, out.as_deref(), language),
        Ask::Year { places, year: only, out } => year::year(places, *only, out.as_deref(), language),
        Ask::Notices { batch, out } => notices::notices(batch, out, language),
    }
}
