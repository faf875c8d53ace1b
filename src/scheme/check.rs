use crate::messages::{Findings, Place, SchemeMessage};
use toml::Spanned;
use toml::de::DeValue;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// Limits of single fields, by `validator`; sorted by field, since it keeps them in a hash map.
pub(super) fn check_fields<T: Validate>(
    section: &'static str,
    parsed: &T,
    value: &Spanned<DeValue<'_>>,
    findings: &mut Findings,
) {
    let Err(errors) = parsed.validate() else { return };
    for (key, limit) in sorted(&errors) {
        let field = value.get_ref().as_table().and_then(|fields| fields.get(key.as_str()));
        let (span, section) = (field.unwrap_or(value).span(), section.to_string());
        // The message attribute holds both languages, parted by a bar.
        let (chinese, english) = limit.split_once('|').unwrap_or((&limit, &limit));
        let message =
            SchemeMessage::FieldLimit { section, key, limit_zh: chinese.to_string(), limit_en: english.to_string() };
        findings.add(message, Place::scheme(span));
    }
}

fn sorted(errors: &ValidationErrors) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = errors
        .errors()
        .iter()
        .filter_map(|(key, kind)| match kind {
            ValidationErrorsKind::Field(found) => {
                let limit = found.first()?.message.as_ref()?.to_string();
                Some((key.to_string(), limit))
            }
            _ => None,
        })
        .collect();
    list.sort();
    list
}
