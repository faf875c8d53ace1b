//! Words and dashes that people write where a number is due.

/// What stands instead of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instead {
    /// 缺考.
    Absent,
    /// 免考.
    Exempt,
    /// Only the office can say what it stands for.
    Undecided,
}

/// What a folded text stands for; none: it is no such word.
pub(super) fn instead(word: &str) -> Option<Instead> {
    match word {
        "缺考" | "缺" => Some(Instead::Absent),
        "免考" | "免试" => Some(Instead::Exempt),
        other => UNDECIDED.contains(&other).then_some(Instead::Undecided),
    }
}

const UNDECIDED: [&str; 24] = [
    "缓考",
    "作弊",
    "违纪",
    "病假",
    "事假",
    "请假",
    "休学",
    "转学",
    "旷考",
    "未考",
    "未评",
    "不参评",
    "不参加",
    "无",
    "暂缺",
    "-",
    "--",
    "—",
    "——",
    "/",
    "\\",
    "×",
    "x",
    "*",
];
