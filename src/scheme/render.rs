//! A finding about the scheme, shown in its source with the place underlined.
use crate::messages::{Finding, Language, Place, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Renders a finding as plain text: number, fact, the source line with the place, then the cure. Findings
/// elsewhere than in the scheme are one line.
pub fn render(finding: &Finding, path: &str, source: &str, language: Language) -> String {
    let Place::Scheme { start, end } = finding.place else { return finding.line(language) };
    let (fact, cure) = finding.message.text(language);
    let start = floor_boundary(source, start);
    let end = floor_boundary(source, end.max(start)).max(start);
    // A whole section is shown by its first line.
    let end = source[start..end].find('\n').map_or(end, |offset| start + offset);
    let level = match finding.message.severity() {
        Severity::Error => Level::ERROR.with_name(language.pick("错误", "error")),
        Severity::Question => Level::NOTE.with_name(language.pick("疑点", "question")),
        Severity::Warning => Level::WARNING.with_name(language.pick("提醒", "warning")),
    };
    let help = Level::HELP.with_name(language.pick("怎么改", "help"));
    let hint = finding.hint(language).map(|hint| format!("{}{hint}", language.pick("。", ". "))).unwrap_or_default();
    let group = Group::with_title(level.primary_title(fact).id(finding.message.code()))
        .element(Snippet::source(source).path(path).annotation(AnnotationKind::Primary.span(start..end)))
        .element(help.message(format!("{cure}{hint}")));
    Renderer::plain().render(&[group])
}

fn floor_boundary(source: &str, mut at: usize) -> usize {
    at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}
