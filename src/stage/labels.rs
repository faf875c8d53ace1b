//! The rows and columns of the forms: what is written into a blank one is what is looked for in a filled one.

/// A row of a form: what is asked, and how to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What is asked, in the first column.
    pub name: &'static str,
    /// How to answer, in the third.
    pub note: &'static str,
    /// May be left blank.
    pub optional: bool,
}

const fn asked(name: &'static str, note: &'static str) -> Label {
    Label { name, note, optional: false }
}

const fn optional(name: &'static str, note: &'static str) -> Label {
    Label { name, note, optional: true }
}

/// The sheet with the rows.
pub const FORM_SHEET: &str = "登记";
/// The sheet with the funds.
pub const FUNDS: (&str, [&str; 2]) = ("发放资金", ["基金", "本批次发放"]);
/// How a fund is answered for.
pub const YES_NO: [&str; 2] = ["是", "否"];
/// The sheet with the objections.
pub const OBJECTIONS: (&str, [&str; 10]) = (
    "异议登记",
    ["序号", "发放对象", "识别号", "姓名", "异议事项", "提出日期", "复核结论", "处理", "答复日期", "答复人"],
);

/// What the form of the notice asks.
pub const NOTICE: [Label; 7] = [
    asked("发放期间", "如 2018 年度、2018—2019 学年"),
    asked("议定文号", "会议纪要或批准公示的文件，写文号"),
    asked("议定日期", "如 2019-01-04"),
    asked("公示自", "第一天，如 2019-01-07"),
    asked("公示至", "最后一天；除去周末和法定节假日不少于 5 个工作日"),
    optional("法定节假日天数", "公示期内周一至周五中放假的天数；没有写 0 或不填"),
    asked("经办人", "登记的人"),
];

/// What the form of the approval asks. The last six are who approved, in order.
pub const APPROVAL: [Label; 9] = [
    asked("审批文号", "会议纪要、批复或审批表的文号"),
    asked("审批日期", "如 2019-01-16；应在公示期满以后"),
    asked("异议件数", "公示期间收到的异议；没有写 0，有的逐件登记在“异议登记”表"),
    asked("经办", "姓名"),
    asked("复核", "姓名；不能与经办是同一人"),
    asked("人事", "姓名"),
    asked("计财", "姓名"),
    asked("分管领导", "姓名"),
    asked("主要领导", "姓名"),
];
