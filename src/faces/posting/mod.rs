//! 公示: what is posted on the wall of each unit and of the district, what came of it, and the guard over both.
mod report;

pub use report::notice_report;

use crate::book::{Book, masked};
use crate::dataset::private_number;
use crate::faces::choice::{identity, signatures, title};
use crate::faces::grid::{Cell, Grid, Head, tie, workbook_of};
use crate::faces::payout::{Amounts, Part, PayoutUnit};
use crate::faces::summary::Payees;
use crate::faces::{Edition, FaceError, scheme_outline};
use crate::plan::ColumnId;
use crate::scheme::DocumentKind;
use crate::stage::{LEAST_DAYS, Progress};

/// Width of an amount, in characters.
const AMOUNT: f64 = 14.0;

/// When a notice hangs, and where an objection is brought.
#[derive(Debug, Clone)]
pub struct NoticePeriod {
    /// First day, as written: `2019年1月7日`.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Office and landline.
    pub contact: String,
}

impl NoticePeriod {
    /// The days that were recorded, else room to fill them in by hand; the scheme's contact.
    pub fn of(book: &Book, progress: &Progress) -> NoticePeriod {
        let blank = || ["　　　年　　月　　日".to_string(), "　　　年　　月　　日".to_string()];
        let [from, to] = progress.notice.as_ref().map_or_else(blank, |notice| notice.days());
        let stated = book.plan.documents.iter().map(|document| &document.contact).find(|contact| !contact.is_empty());
        let contact = stated.cloned().unwrap_or_else(|| "　　　　　　　　　　　　　　　　".to_string());
        NoticePeriod { from, to, contact }
    }

    /// The period in words.
    fn period(&self) -> String {
        format!("自{}至{}（不少于 {LEAST_DAYS} 个工作日）", self.from, self.to)
    }
}

/// The notices of one table of payees.
pub struct PublicNotices<'b> {
    book: &'b Book,
    payees: Payees<'b>,
}

impl<'b> PublicNotices<'b> {
    /// All notices of a book, one entry for each table of payees.
    pub fn of(book: &'b Book) -> Result<Vec<PublicNotices<'b>>, FaceError> {
        Ok(Payees::all(book)?.into_iter().map(|payees| PublicNotices { book, payees }).collect())
    }

    /// Name of the table of payees.
    pub fn table_name(&self) -> &'b str {
        self.payees.payouts.table_name()
    }

    /// The units, each with a notice of its own.
    pub fn units(&self) -> &[PayoutUnit] {
        &self.payees.units
    }

    /// A unit's notice: its payees with their awards, and the rule in words.
    ///
    /// # Errors
    /// [`FaceError::Private`] where a text looks like an identity, card or mobile number.
    pub fn unit(&self, unit: &PayoutUnit, edition: &Edition, notice: &NoticePeriod) -> Result<Vec<u8>, FaceError> {
        let heading = self.heading(&unit.name, edition);
        let persons = self.persons(unit, &heading, notice)?;
        guarded(&[persons, self.rules(&heading)], edition, &heading)
    }

    /// The district's notice: its units with their amounts, and the rule in words.
    pub fn district(&self, edition: &Edition, notice: &NoticePeriod) -> Result<Vec<u8>, FaceError> {
        let heading = self.heading(&edition.office, edition);
        let funds = self.payees.funds();
        let mut heads = vec![Head::new("序号", 6.0), Head::new("单位", 26.0), Head::sum("发放人数", 10.0)];
        heads.extend(funds.iter().map(|fund| Head::sum(&self.payees.payouts.funds()[*fund], AMOUNT + 4.0)));
        heads.push(Head::sum("金额合计", AMOUNT + 4.0));
        let line = |(number, unit): (usize, &PayoutUnit)| {
            let mut cells = vec![Cell::Count(number as i64 + 1), Cell::text(&unit.name), Cell::Count(unit.paid as i64)];
            cells.extend(funds.iter().map(|fund| Cell::Money(unit.funds[*fund])));
            cells.push(Cell::Money(unit.total));
            cells
        };
        let lines = self.units().iter().enumerate().map(line).collect();
        let grid = self.grid(&heading, heads, lines, notice);
        guarded(&[grid, self.rules(&heading)], edition, &heading)
    }

    fn heading(&self, who: &str, edition: &Edition) -> String {
        let usual = format!("{}年度奖励资金分配结果公示表", edition.year);
        format!("{who}{}（{}）", title(self.book, DocumentKind::Notice, usual), edition.stage)
    }

    fn grid(&self, heading: &str, heads: Vec<Head>, lines: Vec<Vec<Cell>>, notice: &NoticePeriod) -> Grid {
        let closing = vec![
            format!("公示时间：{}", notice.period()),
            format!("如有异议，请在公示期内以书面形式实名提出，写明事项和理由。受理：{}", notice.contact),
            "对复核结果仍不服的，可以按规定提出申诉。".to_string(),
            signatures(self.book, DocumentKind::Notice, &["单位负责人", "（盖章）日期"]),
        ];
        let sentence = "分配规则见下一张工作表。金额单位：元".to_string();
        Grid { name: "公示表".to_string(), title: heading.to_string(), sentence, heads, lines, closing }
    }

    /// Everybody of a unit who is paid, with what of which fund; identity numbers are masked.
    fn persons(&self, unit: &PayoutUnit, heading: &str, notice: &NoticePeriod) -> Result<Grid, FaceError> {
        let (book, payouts) = (self.book, &self.payees.payouts);
        let rows = payouts.rows(unit.row);
        let keys = identity(book, DocumentKind::Notice, payouts.layout.table);
        let items: Vec<&Amounts> =
            payouts.layout.occurring(rows).into_iter().filter(|column| column.part == Part::Net).collect();
        let mut heads = vec![Head::new("序号", 6.0)];
        heads.extend(keys.iter().map(|key| Head::new(&book.plan.column(*key).name, 16.0)));
        heads.extend(items.iter().map(|item| Head::sum(&self.item(item), AMOUNT)));
        heads.push(Head::sum("金额合计", AMOUNT));
        let paid = rows.iter().map(|row| *row as usize).filter(|row| payouts.layout.net(*row) != 0);
        let line = |(number, row): (usize, usize)| {
            let mut cells = vec![Cell::Count(number as i64 + 1)];
            cells.extend(keys.iter().map(|key| Cell::Text(self.public(*key, row))));
            cells.extend(items.iter().map(|item| Cell::Money(item.values[row])));
            cells.push(Cell::Money(payouts.layout.net(row)));
            cells
        };
        let lines = paid.enumerate().map(line).collect();
        let grid = self.grid(heading, heads, lines, notice);
        tie("公示表", &unit.name, grid.sum(grid.heads.len() - 1), unit.total)?;
        let items: i64 = (1 + keys.len()..grid.heads.len() - 1).map(|column| grid.sum(column)).sum();
        tie("公示表", &unit.name, items, unit.total)?;
        Ok(grid)
    }

    /// An award's name: its fund, and its source where the fund has several.
    fn item(&self, item: &Amounts) -> String {
        let fund = &self.payees.payouts.funds()[item.fund];
        let several = self.book.plan.sources.iter().filter(|source| source.fund == *fund).count() > 1;
        let source = item.title.trim_start_matches("实发·");
        if several { format!("{fund}·{source}") } else { fund.clone() }
    }

    /// A key or name; a key that is itself a private number shows its last four characters.
    fn public(&self, key: ColumnId, row: usize) -> String {
        let shown = self.book.shown(key, row);
        let is_key = self.book.plan.table(self.payees.payouts.layout.table).key.contains(&key);
        if !is_key || private_number(&shown).is_none() {
            return shown;
        }
        masked(&shown)
    }

    /// 分配规则: what the steps do, in words, each with its clause.
    fn rules(&self, heading: &str) -> Grid {
        let outline = scheme_outline(&self.book.plan);
        let steps = outline.into_iter().find(|section| section.title.starts_with("分配步骤"));
        let line = |row: &[String; 5]| [&row[1], &row[0], &row[2], &row[3]].map(Cell::text).to_vec();
        let lines = steps.iter().flat_map(|section| section.rows.iter().map(line)).collect();
        Grid {
            name: "分配规则".to_string(),
            title: format!("{heading}：分配规则"),
            sentence: "资金按下列步骤依次分配。".to_string(),
            heads: vec![
                Head::new("步骤", 24.0),
                Head::new("方式", 8.0),
                Head::new("做法", 70.0),
                Head::new("依据", 24.0),
            ],
            lines,
            closing: Vec::new(),
        }
    }
}

/// Writes the lists unless a text of them looks like a number that must not be public.
fn guarded(grids: &[Grid], edition: &Edition, heading: &str) -> Result<Vec<u8>, FaceError> {
    // The title and the line of the stage stand in the head of each page too.
    let everywhere = [heading, edition.notice(), &edition.scheme, &edition.basis, &edition.office];
    for grid in grids {
        if let Some(kind) = grid.texts().chain(everywhere).find_map(private_number) {
            return Err(FaceError::Private { sheet: grid.name.clone(), kind: kind.chinese() });
        }
    }
    workbook_of(grids, edition, heading)
}
