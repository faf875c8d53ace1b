//! What the books take: vouchers and the plan of spending of the sample, read back by a reader that is not ours and held
//! against the ledger.
mod support;

use calamine::Data;
use fenpei::book::Book;
use fenpei::faces::{Booking, Edition, capital, spending_plan};
use fenpei::plan::SourceId;
use fenpei::scheme::AccountKind;
use fenpei::stage::{Order, Stage};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use support::lists::{Rows, fen, sheets, shown, total};
use support::tiny::tiny;
use support::year::{computed, edition};
use support::{SAMPLE, code, fenpei, only_batch, stderr, text};
use tempfile::TempDir;

/// The sample, computed once.
fn sample() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| computed(Path::new(SAMPLE)))
}

fn every_source() -> Vec<SourceId> {
    (0..sample().plan.sources.len()).map(SourceId).collect()
}

/// The vouchers of a payment of some sources to everybody.
fn voucher_workbook(edition: &Edition, sources: &[SourceId]) -> Vec<u8> {
    let order = Order::of(sources);
    fenpei::faces::voucher_workbook(sample(), edition, Booking::Payment, (&order, &order)).expect("written")
}

fn ended(sources: &[SourceId], kind: AccountKind) -> i64 {
    let totals = sample().ledger.totals.iter().filter(|totals| sources.contains(&totals.source));
    totals.map(|totals| totals.ended(kind)).sum()
}

/// A voucher's blocks: title, lines, both sums, capitals.
fn blocks(rows: &Rows) -> Vec<(String, Rows, [i64; 2], String)> {
    let starts: Vec<usize> = (4..rows.len()).filter(|row| shown(&rows[*row][0]).contains("会计）")).collect();
    let block = |start: &usize| {
        let end = (*start..rows.len()).find(|row| shown(&rows[*row][0]).starts_with("合计（大写）")).expect("sums");
        let sides = [fen(&rows[end][5]), fen(&rows[end][6])];
        (shown(&rows[*start][0]), rows[start + 2..end].to_vec(), sides, shown(&rows[end][0]))
    };
    starts.iter().map(block).collect()
}

#[test]
fn every_entry_has_equal_sides_and_together_they_are_what_the_ledger_paid() {
    let all = every_source();
    let vouchers = sheets(voucher_workbook(&edition(2018, "2018-1", Stage::Final), &all));
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for (unit, rows) in vouchers.iter().filter(|(name, _)| !["凭证目录", "未发资金余额"].contains(&name.as_str()))
    {
        let blocks = blocks(rows);
        assert_eq!(blocks.len(), 3, "{unit}");
        for (title, lines, [debit, credit], capitals) in blocks {
            let sides = [5, 6].map(|at| lines.iter().map(|line| fen(&line[at])).sum::<i64>());
            assert_eq!(([debit, credit], debit), (sides, credit), "{unit} {title}");
            assert!(capitals.ends_with(&capital(debit)), "{unit}: {capitals}");
            *sums.entry(title).or_default() += debit;
        }
        let last = rows.last().expect("a line");
        assert!(shown(&last[0]).starts_with("制单：") && shown(&last[0]).contains("会计主管："), "{unit}: {last:?}");
    }
    assert_eq!(sums.len(), 3);
    let paid = ended(&all, AccountKind::Paid);
    assert!(paid > 0 && sums.values().all(|sum| *sum == paid), "{sums:?} {paid}");
    for side in ["计提（财务）借方", "计提（财务）贷方", "发放（财务）借方", "发放（预算）贷方"]
    {
        assert_eq!(total(&vouchers["凭证目录"], side), paid, "{side}");
    }
}

#[test]
fn both_sets_of_books_debit_and_credit_the_accounts_of_the_rules() {
    let vouchers = sheets(voucher_workbook(&edition(2018, "2018-1", Stage::Final), &every_source()));
    let school = blocks(&vouchers["平安区第一高级中学"]);
    let accounts = |at: usize, codes: &str| -> Vec<String> {
        let of = school[at].1.iter().filter(|line| shown(&line[4]).starts_with(codes));
        of.map(|line| shown(&line[1])).collect()
    };
    let performance = "应付职工薪酬—规范津贴补贴（绩效工资）";
    let twice = |debit: &str, credit: &str| {
        let pair = [format!("借：{debit}"), format!("　　贷：{credit}")];
        [pair.clone(), pair].concat()
    };
    assert_eq!(accounts(0, "30107"), twice("业务活动费用—工资福利费用", performance));
    assert_eq!(accounts(1, "30107"), twice(performance, "财政拨款收入"));
    let [basic, project] = ["基本支出", "项目支出"]
        .map(|nature| [format!("借：事业支出—{nature}"), format!("　　贷：财政拨款预算收入—{nature}")].to_vec());
    assert_eq!(accounts(2, "30107"), [basic, project].concat());
    // Prizes of students are no pay.
    assert_eq!(accounts(0, "30308"), ["借：业务活动费用—对个人和家庭的补助费用", "　　贷：其他应付款"]);
    assert!(school[0].1.iter().all(|line| shown(&line[3]) == "2050204 高中教育"));
}

#[test]
fn the_plan_of_spending_ties_to_the_ledger_and_a_teaching_point_is_in_its_central_school() {
    let all = every_source();
    let plan =
        sheets(spending_plan(sample(), &edition(2018, "2018-1", Stage::Final), &Order::of(&all)).expect("written"));
    let paid = ended(&all, AccountKind::Paid);
    for sheet in ["用款计划", "按核算单位", "按科目"] {
        assert_eq!(total(&plan[sheet], "金额"), paid, "{sheet}");
        assert!(plan[sheet].iter().flatten().any(|cell| shown(cell).contains(&capital(paid))), "{sheet}");
    }
    let units = &plan["按核算单位"];
    let central = units.iter().find(|line| shown(&line[0]) == "柳林镇中心学校").expect("there");
    assert!(shown(&central[1]).contains("柳林镇后沟教学点"), "{central:?}");
    assert!(units.iter().all(|line| shown(&line[0]) != "柳林镇后沟教学点"));
    let kinds = [
        ("扣发", AccountKind::Withheld),
        ("缓发", AccountKind::Held),
        ("结转", AccountKind::CarriedOver),
        ("交回", AccountKind::Returned),
        ("预留", AccountKind::Reserved),
    ];
    let balances = &plan["未发资金余额"];
    for (name, kind) in kinds {
        let lines: Vec<_> = balances.iter().filter(|line| shown(&line[0]) == name).collect();
        assert_eq!(lines.iter().map(|line| fen(&line[5])).sum::<i64>(), ended(&all, kind), "{name}");
        assert!(lines.iter().all(|line| !shown(&line[6]).is_empty() && !shown(&line[7]).is_empty()), "{name}");
    }
}

#[test]
fn a_payment_of_some_sources_books_those_alone() {
    let one = [every_source()[0]];
    let plan =
        sheets(spending_plan(sample(), &edition(2018, "2018-1", Stage::Final), &Order::of(&one)).expect("written"));
    assert_eq!(total(&plan["用款计划"], "金额"), ended(&one, AccountKind::Paid));
    let lines = plan["用款计划"].iter().filter(|line| matches!(line[7], Data::Float(_)) && !shown(&line[2]).is_empty());
    assert!(lines.map(|line| shown(&line[2])).all(|source| source == sample().plan.sources[0].name));
}

#[test]
fn a_trial_has_what_its_sections_ask_for_but_no_voucher() {
    let written = |dir: &Path| {
        let out = TempDir::new().expect("a folder");
        let output = fenpei(&["run", &text(dir), "--out", &text(out.path())]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let batch = only_batch(out.path());
        ["用款计划.xlsx", "记账凭证.xlsx", "个税测算表.xlsx"].map(|name| batch.join(name).is_file())
    };
    let dir = tiny();
    assert_eq!(written(dir.path()), [false, false, false]);
    let path = dir.path().join("scheme.toml");
    let source = std::fs::read_to_string(&path).expect("there");
    let section = "\n[accounting]\nfunction = \"2050299 其他普通教育支出\"\nentries = [{ source = \"奖金\", economic = \
                   \"30107 绩效工资\", expenditure = \"basic\" }]\n\n[tax]\nmethod = \"year-end\"\nfunds = [\"奖金\"]\n\
                   payees = [\"教职工\"]\n";
    std::fs::write(&path, source + section).expect("written");
    assert_eq!(written(dir.path()), [true, false, true]);
}
