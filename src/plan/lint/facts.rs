//! What each column rests on: exam results, days of leave by kind, or other facts.
use crate::formula::{Comparison, Function, Kind};
use crate::plan::*;
use crate::scheme::{About, Input, Scheme, Table};
use std::collections::BTreeSet;

/// Kinds of leave that the law protects (F6): maternity, work injury, marriage, bereavement, nursing, official.
const PROTECTED: [&str; 13] = [
    "产假",
    "生育假",
    "产检假",
    "陪产假",
    "护理假",
    "育儿假",
    "工伤",
    "工伤假",
    "婚假",
    "丧假",
    "婚丧假",
    "哺乳假",
    "公假",
];
/// Other kinds.
const ORDINARY: [&str; 6] = ["病假", "事假", "旷工", "探亲假", "请假", ATTENDANCE];
/// A score of attendance: where it is made of days of leave, each kind is in it.
const ATTENDANCE: &str = "出勤";
/// Kinds that stand for all of them.
pub(super) const ANY: [&str; 2] = ["请假", ATTENDANCE];
/// Words of entrance exams.
const ENTRANCE: [&str; 9] = ["中考", "高考", "升学", "上线", "录取", "一本", "二本", "本科", "重点率"];
/// Words of exams.
const EXAM: [&str; 15] = [
    "考试",
    "成绩",
    "分数",
    "均分",
    "平均分",
    "及格率",
    "合格率",
    "优秀率",
    "得分率",
    "学科分",
    "统考",
    "检测",
    "监测",
    "测试",
    "质检",
];

/// Figures and choices that size or sort what is measured and are no measure themselves: an average times a head
/// count rests on the exam alone.
const SIZES: [&str; 15] = [
    "人数", "名额", "班数", "满分", "学段", "年级", "班级", "学科", "科目", "类别", "类型", "组别", "目标", "指标",
    "任务",
];

/// Facts of all columns.
pub(super) struct Facts {
    columns: Vec<Fact>,
}

/// What a column rests on.
#[derive(Debug, Clone, Default)]
pub(super) struct Fact {
    /// Results of any exam.
    pub exam: bool,
    /// Results of an entrance exam.
    pub entrance: bool,
    /// Figures and choices that are no exam results.
    pub other: bool,
    /// Kinds of leave.
    pub leave: BTreeSet<&'static str>,
}

impl Fact {
    fn join(&mut self, other: &Fact) {
        self.exam |= other.exam;
        self.entrance |= other.entrance;
        self.other |= other.other;
        self.leave.extend(&other.leave);
    }

    /// Whether nothing but exam results is behind it.
    pub(super) fn exam_only(&self) -> bool {
        self.exam && !self.other
    }

    /// The protected kinds of leave behind it.
    pub(super) fn protected(&self) -> Vec<&'static str> {
        self.leave.iter().copied().filter(|kind| PROTECTED.contains(kind)).collect()
    }
}

impl Facts {
    /// Follows every column back to the inputs.
    pub(super) fn of(scheme: &Scheme, plan: &Plan) -> Facts {
        let mut facts = Facts { columns: vec![Fact::default(); plan.columns.len()] };
        for id in &plan.order {
            let column = plan.column(*id);
            facts.columns[id.0] = match &column.rule {
                Rule::Input(number) => input_fact(scheme, plan, column.table, *number),
                Rule::Formula { typed, .. } => facts.formula(plan, typed),
                // Which group or row it is says nothing about the person.
                Rule::DerivedKey(_) | Rule::GroupNumber(_) | Rule::TieOrder(_) | Rule::Pending => Fact::default(),
                Rule::Share(..) => facts.joined(plan.reads(*id)),
            };
        }
        facts
    }

    /// What several columns rest on.
    pub(super) fn joined(&self, columns: impl IntoIterator<Item = ColumnId>) -> Fact {
        let mut all = Fact::default();
        columns.into_iter().for_each(|column| all.join(&self.columns[column.0]));
        all
    }

    /// Words such as 病假 in a formula choose among the kinds of leave of what it reads.
    /// That a gate takes a row out of ranks or weights is the gate's doing, not the formula's.
    fn formula(&self, plan: &Plan, typed: &Typed) -> Fact {
        let gated = |column: &ColumnId| plan.steps.iter().any(|s| s.gate.as_ref().is_some_and(|g| g.flag == *column));
        let (group, own): (Vec<ColumnId>, Vec<ColumnId>) = {
            let among = among_payees(plan, typed);
            weighed(plan, typed).into_iter().filter(|column| !gated(column)).partition(|column| among.contains(column))
        };
        // What a group of persons is paid or absent on the whole is not one person's leave.
        let mut fact = Fact { leave: BTreeSet::new(), ..self.joined(group) };
        fact.join(&self.joined(own));
        let mut chosen = BTreeSet::new();
        let mut negated = false;
        typed.walk(&mut |node| match &node.node {
            TypedNode::Text(text) => chosen.extend(leave_kind(&plan.texts[*text])),
            TypedNode::Call(Function::Not | Function::Compare(Comparison::NotEqual), _) => negated = true,
            TypedNode::Aggregate(aggregate) => {
                let condition = aggregate.condition.map(|condition| &plan.column(condition).rule);
                if let Some(Rule::Formula { typed, .. }) = condition {
                    typed.walk(&mut |node| match &node.node {
                        TypedNode::Text(text) => chosen.extend(leave_kind(&plan.texts[*text])),
                        TypedNode::Call(Function::Not | Function::Compare(Comparison::NotEqual), _) => negated = true,
                        _ => {}
                    });
                }
            }
            _ => {}
        });
        if !chosen.is_empty() {
            fact.leave.retain(|kind| chosen.contains(kind) != negated);
        }
        fact
    }
}

/// What a formula reads, but for what it multiplies by a figure or a parameter that is zero.
fn weighed(plan: &Plan, typed: &Typed) -> Vec<ColumnId> {
    let zero = |typed: &Typed| match &typed.node {
        TypedNode::Number(value, _) => *value == 0,
        TypedNode::Parameter(id) => matches!(plan.parameters[id.0].value, Some(ParameterValue::Number(0))),
        _ => false,
    };
    match &typed.node {
        TypedNode::Call(Function::Multiply, factors) if factors.iter().any(zero) => Vec::new(),
        TypedNode::Call(_, arguments) => arguments.iter().flat_map(|argument| weighed(plan, argument)).collect(),
        _ => typed.reads(),
    }
}

/// The columns that are aggregated over persons who are paid.
fn among_payees(plan: &Plan, typed: &Typed) -> BTreeSet<ColumnId> {
    let mut columns = BTreeSet::new();
    typed.walk(&mut |node| {
        if let TypedNode::Aggregate(aggregate) = &node.node
            && let Rows::Belonging { relation, .. } = &aggregate.rows
            && plan.table(plan.relation(*relation).from).payee.is_some()
        {
            columns.extend(aggregate.value.iter().chain(&aggregate.condition));
        }
    });
    columns
}

fn leave_kind(word: &str) -> Option<&'static str> {
    PROTECTED.iter().chain(&ORDINARY).copied().find(|kind| *kind == word)
}

/// The kinds of leave among the values of a table's choices.
fn kinds(table: &Table) -> BTreeSet<&'static str> {
    table.inputs.iter().flat_map(|input| &input.values).filter_map(|value| leave_kind(value)).collect()
}

/// Kinds of leave that a header names: `病假天数`.
fn named_kinds(name: &str) -> BTreeSet<&'static str> {
    let mut found: Vec<&'static str> =
        PROTECTED.iter().chain(&ORDINARY).copied().filter(|kind| name.contains(kind)).collect();
    let inner = found.clone();
    // 陪产假 is not 产假.
    found.retain(|kind| !inner.iter().any(|other| other != kind && other.contains(kind)));
    found.into_iter().collect()
}

fn input_fact(scheme: &Scheme, plan: &Plan, table: TableId, number: usize) -> Fact {
    let Some(table) = plan.table(table).scheme.map(|index| &scheme.tables[index]) else { return Fact::default() };
    let Some(input) = table.inputs.get(number) else { return Fact::default() };
    let name = input.name.get_ref();
    let deciding = input.kind.get_ref().kind() == Kind::Number || !input.values.is_empty();
    if !deciding {
        return Fact::default();
    }
    let about = input.about.as_ref().or(table.about.as_ref()).map(|about| *about.get_ref());
    let about = about.unwrap_or_else(|| told_by_name(table, input));
    let mut fact = Fact::default();
    match about {
        About::EntranceExam => (fact.exam, fact.entrance) = (true, true),
        About::Exam => fact.exam = true,
        About::Leave => {
            fact.leave = kinds(table);
            fact.leave.extend(named_kinds(name));
            if fact.leave.is_empty() {
                fact.leave.insert("请假");
            }
            fact.other = true;
        }
        About::Other => fact.other = !SIZES.iter().any(|word| name.contains(word)),
    }
    fact
}

fn told_by_name(table: &Table, input: &Input) -> About {
    let name = input.name.get_ref();
    let file = table.from.as_ref().map_or("", |from| from.file.get_ref().as_str());
    let places = [name.as_str(), table.name.get_ref().as_str(), file];
    let says = |words: &[&str], places: &[&str]| words.iter().any(|word| places.iter().any(|p| p.contains(word)));
    if !named_kinds(name).is_empty() || !kinds(table).is_empty() {
        return About::Leave;
    }
    match (says(&ENTRANCE, &places), says(&EXAM, &places[..2])) {
        (true, _) => About::EntranceExam,
        (false, true) => About::Exam,
        (false, false) => About::Other,
    }
}
