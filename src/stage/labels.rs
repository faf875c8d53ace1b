//! The rows and columns of the forms: what is written into a blank one is what is looked for in a filled one.
use crate::form::label::{Label, asked, optional};

/// The sheet with the funds.
pub const FUNDS: (&str, [&str; 2]) = ("发放资金", ["基金", "本批次发放"]);
/// How a fund is answered for.
pub const YES_NO: [&str; 2] = ["是", "否"];

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

/// Who approves, in order.
const SIGNED: [Label; 6] = [
    asked("经办", "姓名"),
    asked("复核", "姓名；不能与经办是同一人"),
    asked("人事", "姓名"),
    asked("计财", "姓名"),
    asked("分管领导", "姓名"),
    asked("主要领导", "姓名"),
];

/// What the form of the approval asks. The last six are who approved, in order.
pub const APPROVAL: [Label; 9] = [
    asked("审批文号", "会议纪要、批复或审批表的文号"),
    asked("审批日期", "如 2019-01-16；应在公示期满以后"),
    asked("异议件数", "涉及本批次的异议，包括由本批次更正的；没有写 0，有的逐件登记在异议登记.xlsx"),
    SIGNED[0],
    SIGNED[1],
    SIGNED[2],
    SIGNED[3],
    SIGNED[4],
    SIGNED[5],
];

/// What a return lists.
pub const RETURN_KINDS: [&str; 2] = ["全部明细", "仅退票"];

/// What the form of a payment asks.
pub const PAYMENT: [Label; 10] = [
    asked("发放日期", "银行或国库付款的日期，如 2019-01-21"),
    asked("凭证号", "记账凭证的编号"),
    asked("回单号", "银行回单或国库支付凭证的编号"),
    asked("回盘内容", "回盘文件里有每一笔的，写“全部明细”；只有没付出去的，写“仅退票”，没有退票的不附文件"),
    optional("成功字样", "回盘的状态栏里表示付成的字样，用逗号隔开；写“成功”“交易成功”等常用字样的不用填"),
    optional("失败字样", "表示没有付成的字样；写“失败”“退票”等常用字样的不用填"),
    optional("回盘各列", "回盘没有表头的，按顺序写各列名称，如：序号,户名,账号,金额,状态,原因"),
    optional("签领部分已发清", "不通过银行、当面签领的部分，已经发清的写“是”"),
    asked("经办", "姓名"),
    asked("复核", "姓名；不能与经办是同一人"),
];

/// What the form of a repeat asks.
pub const REDRESS: [Label; 3] = [
    asked("审批日期", "批准重发的日期"),
    asked("经办", "姓名"),
    asked("复核", "姓名；账号、户名的变更须由两人签字，不能与经办是同一人"),
];

/// What the form of corrections after a payment asks. The last six are who approved, in order.
pub const CORRECTION: [Label; 8] = [
    asked("审批文号", "批准更正和补发、追回的会议纪要、批复或审批表的文号"),
    asked("审批日期", "不早于发放日期"),
    SIGNED[0],
    SIGNED[1],
    SIGNED[2],
    SIGNED[3],
    SIGNED[4],
    SIGNED[5],
];

/// The sheet with the instalments of claims.
pub const INSTALMENTS: (&str, [&str; 5]) = ("追回安排", ["序号", "发放对象", "识别号", "期数", "起始月份"]);

/// The sheet with those who are not paid yet.
pub const REDRESS_LINES: (&str, [&str; 11]) = (
    "未付明细",
    ["序号", "发放对象", "识别号", "姓名", "金额", "未付原因", "本次发放", "新户名", "新账号", "新开户行", "依据"],
);
