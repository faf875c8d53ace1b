use crate::dataset::{Dataset, ReadParameter};
use crate::messages::{ComputeMessage, Findings, Place};
use crate::number::{parse_decimal, pow10};
use crate::plan::{Parameter, ParameterValue, Plan};

/// The value of each parameter, from the scheme or from the parameter sheet.
pub(super) fn resolve(plan: &Plan, dataset: &Dataset, findings: &mut Findings) -> Vec<ParameterValue> {
    plan.parameters.iter().map(|parameter| value(parameter, dataset, findings)).collect()
}

fn value(parameter: &Parameter, dataset: &Dataset, findings: &mut Findings) -> ParameterValue {
    if let Some(value) = &parameter.value {
        return value.clone();
    }
    let places = parameter.ty.places.unwrap_or(0);
    let found = dataset.parameters.iter().find(|read| read.name == parameter.name);
    let read = found.and_then(|read| parse_decimal(&read.text));
    match read {
        Some((number, written)) if written <= places => match number.checked_mul(pow10(places - written)) {
            Some(number) => return ParameterValue::Number(number),
            None => tell(parameter, found, findings),
        },
        // More places than the scheme states: only zeros may be cut.
        Some((number, written)) if number % pow10(written - places) == 0 => {
            return ParameterValue::Number(number / pow10(written - places));
        }
        _ => tell(parameter, found, findings),
    }
    ParameterValue::Number(0)
}

fn tell(parameter: &Parameter, found: Option<&ReadParameter>, findings: &mut Findings) {
    let name = parameter.name.clone();
    let text = found.map_or(String::new(), |read| read.text.clone());
    let places = parameter.ty.places.unwrap_or(0);
    findings.add(ComputeMessage::ParameterValue { name, text, places }, Place::scheme(parameter.span.clone()));
}
