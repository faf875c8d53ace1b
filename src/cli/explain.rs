//! `fenpei explain`: why an amount is as it is.
use super::exit::Exit;
use super::named_files::json;
use super::opened::{self, Opened};
use super::{aligned, console, faults};
use fenpei::faces::{
    About, Difference, Explanation, explain as explained, explanation_page, explanation_text, explanation_workbook,
    find, line, names, payees, tell_objections, versus as differing,
};
use fenpei::messages::{Language, OutputMessage, nearest};
use std::path::Path;

/// People listed where several fit.
const LISTED_MAX: usize = 30;

/// What is asked of `explain`.
pub struct Question<'q> {
    pub batch: &'q Path,
    /// None: everybody.
    pub who: Option<&'q str>,
    pub versus: Option<&'q str>,
    pub format: &'q str,
    pub out: Option<&'q Path>,
}

pub fn explain(question: &Question<'_>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let Some(opened) = opened::computed(question.batch, language)? else { return Ok(Exit::Stopped) };
    let Some(who) = question.who else {
        let all = told_of(&opened, &payees(&opened.book));
        return leave(question, &bytes(question, &opened, &all, language)?, language);
    };
    let Some(about) = one(&opened, who, language)? else { return Ok(Exit::Stopped) };
    let explanation = told_of(&opened, &[about]);
    let Some(versus) = question.versus else {
        return leave(question, &bytes(question, &opened, &explanation, language)?, language);
    };
    let Some(other) = one(&opened, versus, language)? else { return Ok(Exit::Stopped) };
    let other = explained(&opened.book, &opened.edition, &[other]);
    let differences = differing(&explanation, &other);
    let text = match question.format {
        "json" => json(&differences),
        _ => side_by_side(&explanation, &other, &differences, language),
    };
    leave(question, text.as_bytes(), language)
}

/// The amounts, and what was objected about them.
fn told_of(opened: &Opened, abouts: &[About]) -> Explanation {
    let mut explanation = explained(&opened.book, &opened.edition, abouts);
    tell_objections(&mut explanation, abouts, &opened.book, &opened.case.progress);
    explanation
}

/// The only one who fits; who is not one of a kind is listed.
pub fn one(opened: &Opened, who: &str, language: Language) -> Result<Option<About>, (OutputMessage, Exit)> {
    let found = find(&opened.book, who);
    match found[..] {
        [about] => Ok(Some(about)),
        [] => {
            let names = names(&opened.book);
            let near = nearest(who, names.iter().map(String::as_str)).unwrap_or_default();
            Err((OutputMessage::NobodyNamed { who: who.to_string(), near }, Exit::Stopped))
        }
        _ => {
            let head = match language {
                Language::Chinese => format!("“{who}”有 {} 个，请改用编号：", found.len()),
                Language::English => format!("“{who}” fits {}; use the number instead:", found.len()),
            };
            let lines = found.iter().take(LISTED_MAX).map(|about| format!("  {}", line(&opened.book, *about)));
            console::tell(&[head].into_iter().chain(lines).collect::<Vec<_>>().join("\n"));
            Ok(None)
        }
    }
}

fn bytes(
    question: &Question<'_>,
    opened: &Opened,
    explanation: &Explanation,
    language: Language,
) -> Result<Vec<u8>, (OutputMessage, Exit)> {
    Ok(match question.format {
        "json" => json(explanation).into_bytes(),
        "html" => explanation_page(explanation, &opened.edition).into_bytes(),
        "xlsx" if question.out.is_none() => {
            return Err((OutputMessage::NeedsOut {}, Exit::Usage));
        }
        "xlsx" => explanation_workbook(explanation, &opened.edition)
            .map_err(|error| faults::document_fault("金额说明".to_string(), &error))?,
        _ => explanation_text(explanation, language).into_bytes(),
    })
}

fn leave(question: &Question<'_>, bytes: &[u8], language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    match question.out {
        None => console::say(&String::from_utf8_lossy(bytes)),
        Some(out) => {
            opened::write_new(out, bytes)?;
            let path = out.display();
            console::tell(&match language {
                Language::Chinese => format!("已写入 {path}"),
                Language::English => format!("written to {path}"),
            });
        }
    }
    Ok(Exit::Done)
}

/// The other person is told by values alone.
fn side_by_side(first: &Explanation, second: &Explanation, differences: &[Difference], language: Language) -> String {
    let amount = |explanation: &Explanation| explanation.subjects.first().map_or(String::new(), |s| s.amount.clone());
    let name = first.subjects.first().map_or(String::new(), |subject| subject.name.clone());
    let (head, total) = match language {
        Language::Chinese => (["因素", &name, "另一人", "出处"], "实发"),
        Language::English => (["factor", &name, "the other", "place"], "paid"),
    };
    let mut table = vec![head.map(str::to_string).to_vec()];
    table.push(vec![total.to_string(), amount(first), amount(second), String::new()]);
    for Difference { column, clause, first, second, place } in differences {
        let column = if clause.is_empty() { column.clone() } else { format!("{column}（{clause}）") };
        table.push(vec![column, first.clone(), second.clone(), place.clone()]);
    }
    aligned::aligned(&table, |column| column == 1 || column == 2)
}
