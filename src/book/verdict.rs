/// How a check came out.
#[derive(Debug, Clone)]
pub struct CheckResult {
    /// Index in the plan's checks.
    pub check: usize,
    /// Rows where the condition does not hold.
    pub failing: Vec<u32>,
    /// Rows looked at.
    pub rows: usize,
}

/// Whom a consequence befalls.
#[derive(Debug, Clone)]
pub struct ConsequenceResult {
    /// Index in the plan's consequences.
    pub consequence: usize,
    /// Rows where it applies.
    pub rows: Vec<u32>,
}
