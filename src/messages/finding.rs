use super::{
    ComputeMessage, CorrectionMessage, IntakeMessage, Language, ObjectionMessage, OutputMessage, Place, RecordMessage,
    RuleMessage, SchemeMessage, Severity,
};
use crate::dataset::masked;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::HashSet;

/// A message of any area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// About the scheme file.
    Scheme(SchemeMessage),
    /// About what the scheme's rules do.
    Rule(RuleMessage),
    /// About an input file.
    Intake(IntakeMessage),
    /// About the result of a computation.
    Compute(ComputeMessage),
    /// About the folder or the batch.
    Output(OutputMessage),
    /// About what was recorded of a stage.
    Record(RecordMessage),
    /// About a correction.
    Correction(CorrectionMessage),
    /// About the register of objections.
    Objection(ObjectionMessage),
}

impl From<SchemeMessage> for Message {
    fn from(message: SchemeMessage) -> Self {
        Message::Scheme(message)
    }
}

impl From<RuleMessage> for Message {
    fn from(message: RuleMessage) -> Self {
        Message::Rule(message)
    }
}

impl From<IntakeMessage> for Message {
    fn from(message: IntakeMessage) -> Self {
        Message::Intake(message)
    }
}

impl From<ComputeMessage> for Message {
    fn from(message: ComputeMessage) -> Self {
        Message::Compute(message)
    }
}

impl From<OutputMessage> for Message {
    fn from(message: OutputMessage) -> Self {
        Message::Output(message)
    }
}

impl From<RecordMessage> for Message {
    fn from(message: RecordMessage) -> Self {
        Message::Record(message)
    }
}

impl From<CorrectionMessage> for Message {
    fn from(message: CorrectionMessage) -> Self {
        Message::Correction(message)
    }
}

impl From<ObjectionMessage> for Message {
    fn from(message: ObjectionMessage) -> Self {
        Message::Objection(message)
    }
}

impl Message {
    /// The number, such as `E201`.
    pub fn code(&self) -> &'static str {
        match self {
            Message::Scheme(m) => m.code(),
            Message::Rule(m) => m.code(),
            Message::Intake(m) => m.code(),
            Message::Compute(m) => m.code(),
            Message::Output(m) => m.code(),
            Message::Record(m) => m.code(),
            Message::Correction(m) => m.code(),
            Message::Objection(m) => m.code(),
        }
    }

    /// E, Q or W, as the number's first letter says.
    pub fn severity(&self) -> Severity {
        match self.code().as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'Q') => Severity::Question,
            _ => Severity::Error,
        }
    }

    /// The fact and the cure; of numbers of identity cards, bank cards and telephones only the last four characters.
    pub fn text(&self, language: Language) -> (String, String) {
        let (fact, cure) = match self {
            Message::Scheme(m) => m.text(language),
            Message::Rule(m) => m.text(language),
            Message::Intake(m) => m.text(language),
            Message::Compute(m) => m.text(language),
            Message::Output(m) => m.text(language),
            Message::Record(m) => m.text(language),
            Message::Correction(m) => m.text(language),
            Message::Objection(m) => m.text(language),
        };
        (masked(&fact), masked(&cure))
    }
}

/// Something wrong, with its place and, where there is one, the near name that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub message: Message,
    /// Where.
    pub place: Place,
    /// The near name: "did you mean".
    pub near: Option<String>,
}

impl Finding {
    /// A finding without a near name.
    pub fn new(message: impl Into<Message>, place: Place) -> Finding {
        Finding { message: message.into(), place, near: None }
    }

    /// Adds the near name, if there is one.
    pub fn near(mut self, near: Option<String>) -> Finding {
        self.near = near;
        self
    }

    /// One line: `place：fact (number)。cure`.
    pub fn line(&self, language: Language) -> String {
        let (fact, cure) = self.message.text(language);
        let place = self.place.path(language);
        let code = self.message.code();
        let hint = self.hint(language).map(|h| format!("{}{h}", language.pick("", " "))).unwrap_or_default();
        match language {
            Language::Chinese => format!("{place}：{fact} ({code})。{cure}。{hint}"),
            Language::English => format!("{place}: {fact} ({code}). {cure}.{hint}"),
        }
    }

    /// "是不是想写“…”？"
    pub fn hint(&self, language: Language) -> Option<String> {
        let near = masked(self.near.as_ref()?);
        Some(match language {
            Language::Chinese => format!("是不是想写“{near}”？"),
            Language::English => format!("Did you mean “{near}”?"),
        })
    }
}

/// For programs: the number, the place and the text in both languages, so that the same finding is always the same.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = |language: Language| {
            let (fact, cure) = self.message.text(language);
            [fact, cure]
        };
        let (sheet, cell) = match &self.place {
            Place::Input { sheet, cell, .. } => (sheet.as_deref(), cell.as_deref()),
            _ => (None, None),
        };
        let mut fields = serializer.serialize_struct("Finding", 6)?;
        fields.serialize_field("code", self.message.code())?;
        fields.serialize_field("severity", &self.message.severity())?;
        fields.serialize_field("sheet", &sheet)?;
        fields.serialize_field("cell", &cell)?;
        fields.serialize_field("zh", &text(Language::Chinese))?;
        fields.serialize_field("en", &text(Language::English))?;
        fields.end()
    }
}

/// All findings of a pass, in the order found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// The findings.
    pub list: Vec<Finding>,
}

impl Findings {
    /// Adds a finding.
    pub fn add(&mut self, message: impl Into<Message>, place: Place) {
        self.list.push(Finding::new(message, place));
    }

    /// Adds a finding with the near name that was probably meant.
    pub fn add_near(&mut self, message: impl Into<Message>, place: Place, near: Option<String>) {
        self.list.push(Finding::new(message, place).near(near));
    }

    /// Takes out findings that say again what an earlier one of those from a place of the list on says: two tables
    /// may be read from one sheet.
    pub fn say_once(&mut self, from: usize) {
        let mut said = HashSet::new();
        let later = self.list.split_off(from.min(self.list.len()));
        self.list.extend(later.into_iter().filter(|finding| said.insert(finding.line(Language::Chinese))));
    }

    /// Whether any finding stops the run (E or Q).
    pub fn stop(&self) -> bool {
        self.list.iter().any(|f| f.message.severity() != Severity::Warning)
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|f| f.message.severity() == severity).count()
    }
}

/// The candidate nearest to a name: at most a third of its characters differ, or the same characters in another
/// order.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let limit = (name.chars().count() / 3).max(1);
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .map(|candidate| {
            let distance = strsim::osa_distance(name, candidate);
            let same_letters = sorted(candidate) == sorted(name);
            (if same_letters { distance.min(1) } else { distance }, candidate)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate.to_string())
}
