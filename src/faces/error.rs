use thiserror::Error;

/// Why a face could not be written.
#[derive(Debug, Error)]
pub enum FaceError {
    /// A cell whose formula, evaluated in doubles, is not the book's value.
    #[error("{sheet} › {cell}：公式得 {live}，应为 {exact}（{formula}）")]
    Differs {
        /// Sheet.
        sheet: String,
        /// Cell.
        cell: String,
        /// What doubles give.
        live: String,
        /// What the book holds.
        exact: String,
        /// The formula.
        formula: String,
    },
    /// A text made by a formula that looks like a number: it could not be kept apart from one.
    #[error("{sheet} › {cell}：公式得出的文字“{text}”看起来是数，请在方案中改用录入列")]
    NumberLikeText {
        /// Sheet.
        sheet: String,
        /// Cell.
        cell: String,
        /// The text.
        text: String,
    },
    /// A text of a public notice that looks like a number that must not be public. The text itself is not told.
    #[error("{sheet}：有文字看起来是{kind}，不能公示；请从 [[document]] 的 columns 中去掉这一列，或改正录入的文字")]
    Private {
        /// Sheet.
        sheet: String,
        /// What it looks like.
        kind: &'static str,
    },
    /// Characters of a file for a bank that its encoding lacks.
    #[error("{file}：{encoding} 里没有“{lacking}”")]
    Encoding {
        /// File.
        file: String,
        /// Encoding.
        encoding: &'static str,
        /// The characters.
        lacking: String,
    },
    /// A document of a section that the scheme does not have.
    #[error("方案没有 {0}")]
    NoSection(&'static str),
    /// A tax withheld that is more than what is paid, or less than nothing.
    #[error("{person} 的代扣个人所得税 {tax} 元，应在零和发放额 {paid} 元之间")]
    WithheldTax {
        /// Whose.
        person: String,
        /// The tax, in yuan.
        tax: String,
        /// What is paid, in yuan.
        paid: String,
    },
    /// A limit of the spreadsheet format.
    #[error("{what}：{got} 超过上限 {limit}")]
    Limit {
        /// What.
        what: String,
        /// How many.
        got: usize,
        /// At most.
        limit: usize,
    },
    /// The workbook library refused.
    #[error("写工作簿失败：{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
