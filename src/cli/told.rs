//! Findings on the screen: grouped by file, worst first, counted, never more than a screen roll.
use super::case::Case;
use super::console;
use fenpei::dataset::masked;
use fenpei::messages::{Finding, Findings, Language, OutputMessage, Place, Severity};
use fenpei::scheme;
use std::collections::BTreeMap;
use std::path::Path;

/// Lines printed before the rest is only counted.
const LINES_MAX: usize = 200;

/// Prints the findings of a case, and their number.
pub fn tell(case: &Case, dir: &Path, language: Language) {
    tell_these(case.passing.list.iter().chain(&case.findings.list), case, dir, language);
}

/// Prints some findings of a case.
pub fn tell_these<'f>(findings: impl Iterator<Item = &'f Finding>, case: &Case, dir: &Path, language: Language) {
    let path = dir.join(case.scheme_name).display().to_string();
    let mut groups: BTreeMap<(Severity, Group<'f>), Vec<&Finding>> = BTreeMap::new();
    let mut by_group: BTreeMap<Group<'f>, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_group.entry(group(finding)).or_default().push(finding);
    }
    for (group, mut findings) in by_group {
        findings.sort_by_key(|finding| finding.message.severity());
        let worst = findings.first().map_or(Severity::Warning, |finding| finding.message.severity());
        groups.insert((worst, group), findings);
    }
    let mut lines: Vec<String> = Vec::new();
    let mut untold = 0;
    for ((_, group), findings) in &groups {
        let mut heading = heading(group, findings, language);
        for finding in findings {
            let shown = shown(finding, group, &path, &case.scheme, language);
            let more = shown.lines().count() + usize::from(heading.is_some());
            // The first is told however long it is, and after one that is left out no shorter one follows.
            if untold > 0 || (!lines.is_empty() && lines.len() + more > LINES_MAX) {
                untold += 1;
                continue;
            }
            lines.extend(heading.take());
            lines.extend(shown.lines().map(str::to_string));
        }
    }
    if untold > 0 {
        lines.push(match language {
            Language::Chinese => format!("……另有 {untold} 条没有列出，请先改正以上各条"),
            Language::English => format!("… {untold} more are not listed: correct these first"),
        });
    }
    if !lines.is_empty() {
        console::tell(&lines.join("\n"));
    }
}

/// Prints a message about the folder or the batch.
pub fn tell_message(message: OutputMessage, language: Language) {
    let (fact, cure) = message.text(language);
    let code = message.code();
    console::tell(&match language {
        Language::Chinese => format!("错误：{fact} ({code})。{cure}。"),
        Language::English => format!("error: {fact} ({code}). {cure}."),
    });
}

/// `0 错误，0 疑点，37 提醒`
pub fn counts<'f>(findings: impl IntoIterator<Item = &'f Findings>, language: Language) -> String {
    let mut counts = [0; 3];
    for findings in findings {
        for (count, severity) in counts.iter_mut().zip([Severity::Error, Severity::Question, Severity::Warning]) {
            *count += findings.count(severity);
        }
    }
    count_words(counts, language)
}

fn count_words([errors, questions, warnings]: [usize; 3], language: Language) -> String {
    match language {
        Language::Chinese => format!("{errors} 错误，{questions} 疑点，{warnings} 提醒"),
        Language::English => format!("{errors} errors, {questions} questions, {warnings} warnings"),
    }
}

/// What findings are grouped by: the scheme, then each file, then the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group<'f> {
    Scheme,
    File(&'f str),
    Run,
}

fn group(finding: &Finding) -> Group<'_> {
    match &finding.place {
        Place::Scheme { .. } => Group::Scheme,
        Place::Input { file, .. } => Group::File(file),
        Place::Run => Group::Run,
    }
}

fn heading(group: &Group<'_>, findings: &[&Finding], language: Language) -> Option<String> {
    let Group::File(file) = group else { return None };
    let mut counts = [0; 3];
    for finding in findings {
        counts[finding.message.severity() as usize] += 1;
    }
    let counts = count_words(counts, language);
    Some(language.pick("{}（{}）", "{} ({})").replacen("{}", file, 1).replacen("{}", &counts, 1))
}

/// A finding in its group: in the scheme with its source line, in a file without the file's name again.
fn shown(finding: &Finding, group: &Group<'_>, path: &str, source: &str, language: Language) -> String {
    match group {
        Group::Scheme => format!("{}\n", scheme::render(finding, path, source, language)),
        Group::Run => finding.line(language),
        Group::File(file) => {
            let line = finding.line(language);
            let short = line.strip_prefix(&masked(file)).map(|rest| rest.trim_start_matches([' ', '›', '：', ':']));
            format!("  {}", short.unwrap_or(&line))
        }
    }
}
