/// What every page of a batch says about itself.
#[derive(Debug, Clone)]
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
    /// Stage in Chinese: 试算稿.
    pub stage: String,
    /// The whole fingerprint, SHA-256 in hex.
    pub fingerprint: String,
}

impl Edition {
    /// The line on every page; a trial says that nobody is paid from it.
    pub fn notice(&self) -> &'static str {
        "试算，不作发放依据"
    }
}
