//! The columns of 更正单: what is written into a blank one is what is looked for in a filled one.

/// Name of the workbook, and how the names of further ones begin.
pub const CORRECTION_NAME: &str = "更正单";
/// The word that stands for the table of parameters.
pub const PARAMETERS: &str = "参数";
/// The sheet with the corrections. The last two columns are for corrections of what was paid.
pub const CORRECTIONS: (&str, [&str; 12]) = (
    "更正",
    ["序号", "表", "识别号", "列", "原值", "新值", "原因", "依据", "批准人", "批准日期", "发放后处理", "差额承担"],
);
