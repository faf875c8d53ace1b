use crate::stage::Stage;

/// What every page of a batch says about itself.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// Title of the scheme.
    pub scheme: String,
    /// The document that it rests on.
    pub basis: String,
    /// Who pays out.
    pub office: String,
    /// Year of the payout.
    pub year: u16,
    /// Name of the batch: the year and the start of its fingerprint.
    pub batch: String,
    /// How far it is on its way from trial to paid.
    pub stage: Stage,
    /// The line on every page: whether anybody may be paid from it, and on what that rests.
    pub line: String,
    /// The batch that this one goes on from; none of a trial.
    pub parent: Option<Parent>,
    /// The whole fingerprint, SHA-256 in hex.
    pub fingerprint: String,
}

impl Edition {
    /// The line on every page; a trial says that nobody is paid from it.
    pub fn notice(&self) -> &str {
        &self.line
    }

    /// The same in few characters, for the head of a page.
    pub fn mark(&self) -> &'static str {
        match self.stage {
            Stage::Trial => "试算，不作发放依据",
            Stage::Notice => "公示稿，不作发放依据",
            Stage::Final => "定稿",
            Stage::Paid => "已发放",
        }
    }
}

/// The batch of the stage before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Parent {
    /// Its name.
    pub batch: String,
    /// Its fingerprint, SHA-256 in hex.
    pub fingerprint: String,
}
