//! A spreadsheet formula as a tree: what the function table spells, what the workbook prints and evaluates.

/// A spreadsheet expression. References are handles that the workbook resolves.
#[derive(Debug, Clone, PartialEq)]
pub enum Excel {
    /// A decimal, printed as it stands.
    Number(i64, u32),
    /// A text.
    Text(String),
    /// A cell or range, by its handle.
    Reference(u32),
    /// `NAME(…)`
    Call(&'static str, Vec<Excel>),
    /// `a + b`
    Binary(&'static str, Box<Excel>, Box<Excel>),
    /// `-a`
    Negate(Box<Excel>),
}

impl Excel {
    /// A whole number.
    pub fn whole(value: i64) -> Excel {
        Excel::Number(value, 0)
    }

    /// A call.
    pub fn call<const N: usize>(name: &'static str, arguments: [Excel; N]) -> Excel {
        Excel::Call(name, arguments.into())
    }

    /// A binary operation.
    pub fn binary(operator: &'static str, left: Excel, right: Excel) -> Excel {
        Excel::Binary(operator, Box::new(left), Box::new(right))
    }

    /// The empty text, which stands for a missing value.
    pub fn missing() -> Excel {
        Excel::Text(String::new())
    }

    /// `ROUND(x, places)`, or `x` itself where it is already one rounded cell or literal.
    pub fn rounded(self, places: u32) -> Excel {
        match self {
            Excel::Reference(_) | Excel::Number(..) => self,
            other => Excel::call("ROUND", [other, Excel::whole(places as i64)]),
        }
    }
}
