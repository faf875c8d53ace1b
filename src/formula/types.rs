/// What kind of value an expression has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An exact number.
    Number,
    /// A text.
    Text,
    /// Yes or no.
    Flag,
    /// A calendar date.
    Date,
}

/// The type of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Type {
    /// Its kind.
    pub kind: Kind,
    /// Whether there may be no value.
    pub missing: bool,
    /// For a number: its decimal places when it is a decimal with a known number of them. Only such numbers
    /// may be compared, so that a spreadsheet's doubles cannot decide differently.
    pub places: Option<u32>,
}

impl Type {
    /// A decimal with this many places.
    pub fn decimal(places: u32) -> Type {
        Type { kind: Kind::Number, missing: false, places: Some(places) }
    }

    /// A number that may be any fraction.
    pub fn fraction() -> Type {
        Type { kind: Kind::Number, missing: false, places: None }
    }

    /// A kind other than number.
    pub fn of(kind: Kind) -> Type {
        Type { kind, missing: false, places: None }
    }

    /// The same, perhaps without a value.
    pub fn or_missing(self, missing: bool) -> Type {
        Type { missing: self.missing || missing, ..self }
    }
}

impl Kind {
    /// Name in Chinese and in English, parted by a bar.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Kind::Number => ("数值", "a number"),
            Kind::Text => ("文字", "a text"),
            Kind::Flag => ("是或否", "a yes or no"),
            Kind::Date => ("日期", "a date"),
        }
    }
}
