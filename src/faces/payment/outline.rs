//! Payments in words: whom a bank or payroll system pays, by which layouts, and where names and accounts stand.
use crate::plan::{Payment, Plan, Reached};
use crate::scheme::{AmountForm, FilesBy, Layout, LayoutForm, LayoutKind, People};

/// A row for each payment and layout: payees, layout with its choices, columns, purpose.
pub(in crate::faces) fn payments(plan: &Plan) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for payment in &plan.payments {
        let people = match payment.people {
            People::Staff => "工资人员",
            People::Others => "非工资人员",
        };
        let payees = format!("{}（{people}）", plan.table(payment.table).name);
        let columns = columns(plan, payment);
        let row = |(index, layout): (usize, &Layout)| {
            let use_of = if index == payment.pays { "付款" } else { "备用格式，不作付款" };
            let name = format!("{}（{use_of}）", layout.name);
            [payees.clone(), name, words(layout), columns.clone(), payment.purpose.clone()]
        };
        rows.extend(payment.layouts.iter().enumerate().map(row));
    }
    rows
}

fn columns(plan: &Plan, payment: &Payment) -> String {
    let place = |reached: &Reached| {
        let column = &plan.column(reached.column).name;
        reached.via.map_or(column.clone(), |via| format!("{}.{column}", plan.relation(via).name))
    };
    let stated = payment.fields.iter().map(|(field, reached)| format!("{}：{}", field.name(), place(reached)));
    stated.collect::<Vec<_>>().join("，")
}

/// The choices of a layout.
fn words(layout: &Layout) -> String {
    let kind = match layout.kind {
        LayoutKind::Bank => "银行代发",
        LayoutKind::Payroll => "工资导入",
    };
    let form = match (layout.form, layout.encoding) {
        (LayoutForm::Text, Some(charset)) => format!("{} 文本", charset.name()),
        _ => "工作簿".to_string(),
    };
    let amount = match layout.amount {
        AmountForm::Yuan => "金额为元，两位小数",
        AmountForm::YuanShort => "金额为元，不补零",
        AmountForm::Fen => "金额为分",
    };
    let by = match layout.by {
        FilesBy::Table => "全部人员一起",
        FilesBy::Unit => "一个单位一份",
    };
    let most = layout.rows_per_file.map(|most| format!("每个文件至多 {most} 人"));
    let parts = [kind.to_string(), form, amount.to_string(), by.to_string()];
    parts.into_iter().chain(most).collect::<Vec<_>>().join("，")
}
