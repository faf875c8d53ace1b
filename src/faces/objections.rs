//! 异议登记: the register of objections, blank or filled in as far as batches tell.
use super::forms::{Form, FormColumn, FormKind, FormSheet};
use crate::intake::OBJECTIONS_NAME;
use crate::number::format_fixed;
use crate::stage::{OBJECTION_HEADERS, ObjectionColumn, ObjectionEntry, ObjectionRegister, ObjectionStep, Outcome};

/// Numbered lines of a blank register.
const BLANK_LINES: usize = 20;
/// Columns that the program fills in beside those of the office.
const FILLED: [&str; 3] = ["原批次金额", "答复批次金额", "差额"];

/// What batches say of an entry's person, in fen; none: there is no such batch, or it does not pay the person's table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DisputedAmounts {
    /// In the batch objected to.
    pub disputed: Option<i64>,
    /// In the batch that answers.
    pub answering: Option<i64>,
}

/// A blank register. `tables`: the tables of payees; `batch`: a batch that may be objected to, as an example.
pub fn blank_objections(tables: &[String], batch: &str) -> Form {
    let rows = vec![vec![String::new(); OBJECTION_HEADERS.len() - 1 + FILLED.len()]; BLANK_LINES];
    form(tables, batch, Vec::new(), rows)
}

/// The register with the last days for answers and the amounts; what the office wrote is as it wrote it.
pub fn filled_objections(tables: &[String], register: &ObjectionRegister, amounts: &[DisputedAmounts]) -> Form {
    let numbers = register.entries.iter().map(|entry| entry.text(ObjectionColumn::Number).to_string());
    let rows = register.entries.iter().zip(amounts).map(|(entry, amounts)| row(entry, amounts));
    form(tables, "", numbers.collect(), rows.collect())
}

fn row(entry: &ObjectionEntry, amounts: &DisputedAmounts) -> Vec<String> {
    let mut cells: Vec<String> = entry.texts().map(str::to_string).collect();
    cells[ObjectionColumn::Due as usize] = entry.due_text();
    let difference = amounts.answering.zip(amounts.disputed).map(|(answering, disputed)| answering - disputed);
    let shown = |amount: Option<i64>| amount.map(|fen| format_fixed(fen, 2)).unwrap_or_default();
    cells.extend([amounts.disputed, amounts.answering, difference].map(shown));
    cells.split_off(1)
}

fn form(tables: &[String], batch: &str, numbers: Vec<String>, rows: Vec<Vec<String>>) -> Form {
    let own = OBJECTION_HEADERS.iter().zip(described(tables, batch)).skip(1);
    let own = own.map(|(header, (kind, width, note, example))| FormColumn {
        header: header.to_string(),
        kind,
        note: note.to_string(),
        example,
        width: Some(width),
    });
    let filled = FILLED.map(|header| FormColumn {
        header: header.to_string(),
        kind: FormKind::Number { places: 2, least: None, most: None, percent: false },
        note: "不用填：fenpei objections 写出的副本中由程序填入".to_string(),
        example: String::new(),
        width: Some(11),
    });
    let sheet = FormSheet {
        name: OBJECTIONS_NAME.to_string(),
        title: "异议、复核、申诉登记".to_string(),
        labels: Vec::new(),
        columns: own.chain(filled).collect(),
        numbers,
        rows,
    };
    Form { path: format!("{OBJECTIONS_NAME}.xlsx"), sheets: vec![sheet] }
}

/// What each column wants, its width, what is said about it, and an example; in the order of the headers.
fn described(tables: &[String], batch: &str) -> [(FormKind, u16, &'static str, String); 16] {
    let text = || FormKind::Text(None);
    let choice = |words: &[&str]| FormKind::Choice(words.iter().map(|word| word.to_string()).collect());
    let table = tables.first().cloned().unwrap_or_default();
    let kinds: [(FormKind, u16, &'static str, &str); 16] = [
        (text(), 5, "", ""),
        (
            choice(&ObjectionStep::WORDS),
            6,
            "异议：公示期内对公示提出；复核：对异议的答复不服；申诉：对复核的答复不服。一件一行",
            "异议",
        ),
        (FormKind::Choice(tables.to_vec()), 8, "这个人在哪张表（发放对象）；只有一张的可以不填", &table),
        (text(), 9, "按发放明细中的写（如工号）；不涉及某一个人、或不在名单内的不填；处理为“缓发”的必须填写", ""),
        (text(), 8, "涉及的人，与名单一致；不涉及某一个人的写单位或事由", ""),
        (text(), 22, "对什么有异议，200 字以内", ""),
        (FormKind::Date, 11, "收到的日期，写成 2019-01-09 的样式", "2019-01-09"),
        (text(), 8, "实名的写姓名，匿名的写“匿名”", ""),
        (FormKind::Date, 11, "方案写明期限的不用填，由程序按提出日期计算；没有写明的填最后一天", ""),
        (text(), 22, "怎样答复、依据什么，200 字以内", ""),
        (
            choice(&Outcome::WORDS),
            6,
            "维持：金额不变；缓发：没有办结，这个人的金额暂不发放；更正：金额要改，原批次不能定稿",
            "",
        ),
        (FormKind::Date, 11, "书面答复的日期；没有办结的不填", ""),
        (text(), 8, "谁答复", ""),
        (text(), 18, "对哪个公示稿有异议，写批次名称；复核、申诉可以不填", batch),
        (text(), 18, "处理为“更正”的，写更正后的公示稿批次名称", ""),
        (text(), 8, "复核写所复核的异议的序号，申诉写所申诉的复核的序号；异议不填", ""),
    ];
    kinds.map(|(kind, width, note, example)| (kind, width, note, example.to_string()))
}
