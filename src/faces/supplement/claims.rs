//! 追回通知书: a page for everybody who has to pay back.
use crate::book::Payee;
use crate::faces::capital::capital;
use crate::faces::corrections::words;
use crate::faces::finished::finished;
use crate::faces::paper::{Paper, new_workbook, set_page, wrapped_height, write_across};
use crate::faces::words::yuan_words;
use crate::faces::{Edition, FaceError};
use crate::share::{Method, Request, apportion};
use crate::stage::{CorrectionRecord, Instalments};
use crate::supplement::concerned;
use rust_xlsxwriter::{Format, FormatBorder, Worksheet};

const TITLE: &str = "追回通知书";
/// Width of the page, in characters of the usual size; the text is larger by a fifth.
const WIDTH: f64 = 78.0;
const LARGER: f64 = 1.2;
/// Most pages of a sheet: the format allows no more breaks.
const PAGES_MAX: usize = 1_000;

/// Writes the notices; none where nobody has to pay back.
///
/// # Errors
/// Where the workbook cannot be made.
pub fn claim_notices(record: &CorrectionRecord, edition: &Edition) -> Result<Option<Vec<u8>>, FaceError> {
    let claims = record.supplement.claims();
    if claims.is_empty() {
        return Ok(None);
    }
    let title = format!("{}{TITLE}", edition.office);
    let mut workbook = new_workbook(edition, &title)?;
    let claims: Vec<(Payee, i64)> = claims.into_iter().collect();
    for (number, page) in claims.chunks(PAGES_MAX).enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(if number == 0 { TITLE.to_string() } else { format!("{TITLE}（{}）", number + 1) })?;
        set_page(sheet, edition, &title, false);
        sheet.set_column_width(0, WIDTH)?;
        let mut pages = Pages { sheet, paper: Paper::new(), row: 0, breaks: Vec::new() };
        for (payee, claim) in page {
            pages.notice(record, edition, (*payee, *claim))?;
        }
        pages.breaks.pop();
        pages.sheet.set_page_breaks(&pages.breaks)?;
        // Breaks do not hold on pages that are fitted.
        pages.sheet.set_print_scale(92);
    }
    Ok(Some(finished(&mut workbook)?))
}

struct Pages<'s> {
    sheet: &'s mut Worksheet,
    paper: Paper,
    row: u32,
    breaks: Vec<u32>,
}

impl Pages<'_> {
    fn notice(
        &mut self,
        record: &CorrectionRecord,
        edition: &Edition,
        (payee, claim): (Payee, i64),
    ) -> Result<(), FaceError> {
        let title = self.paper.title.clone();
        let text = self.paper.wrapped.clone().set_border(FormatBorder::None).set_font_size(10.0 * LARGER);
        let supplement = &record.supplement;
        let book = &supplement.standing.book;
        let sources = supplement.before.sources();
        let before: i64 = sources.iter().map(|source| supplement.before.get(payee, *source)).sum();
        self.line(TITLE, &title)?;
        self.line(
            &format!("{}　{}：", book.unit_name(payee.0, payee.1 as usize), book.row_name(payee.0, payee.1 as usize)),
            &text,
        )?;
        self.line(
            &format!(
                "您{}年度（{}）的应发金额经更正由 {} 改为 {}，已经发放的多出 {}（{}），应予退回。更正和追回经{}（{}）批准，所据更正事项如下：",
                edition.year,
                edition.scheme,
                yuan_words(before),
                yuan_words(before - claim),
                yuan_words(claim),
                capital(claim),
                record.document,
                record.day()
            ),
            &text,
        )?;
        for outcome in supplement.outcomes.iter().filter(|outcome| outcome.changes.contains_key(&payee)) {
            let corrected = &outcome.corrected;
            let change = outcome.changes.get(&payee).copied().unwrap_or_default();
            // A colleague's figures are nothing that the addressee is told.
            let own = concerned(book, &corrected.target).is_none_or(|person| person == payee);
            let words = if own { words(book, corrected) } else { "其他人员的数据更正".to_string() };
            let direction = if change < 0 { "减少" } else { "增加" };
            self.line(&format!("· {words}。本项使应发{direction} {}。", yuan_words(change.abs())), &text)?;
        }
        self.line(&terms(claim, record.instalments.get(&payee))?, &text)?;
        let objection =
            format!("对更正或金额有异议的，请以书面形式向{}申请复核，写明异议的项目和依据。", edition.office);
        self.line(&objection, &text)?;
        self.line(&format!("{}（盖章）　　　　　　　　年　　月　　日", edition.office), &text)?;
        self.line("送达签收：　　　　　　　　　　　　　　　年　　月　　日　　送达人：", &text)?;
        self.breaks.push(self.row);
        Ok(())
    }

    fn line(&mut self, text: &str, format: &Format) -> Result<(), FaceError> {
        write_across(self.sheet, self.row, [0, 0], text, format)?;
        let height = wrapped_height([(text, WIDTH / LARGER)].into_iter()) * LARGER;
        self.sheet.set_row_height(self.row, height + 12.0)?;
        self.row += 1;
        Ok(())
    }
}

/// How it is paid back: at once, or in equal parts to the fen, the first ones a fen more where it does not divide.
fn terms(claim: i64, parts: Option<&Instalments>) -> Result<String, FaceError> {
    let Some(parts) = parts.filter(|parts| parts.count > 1) else {
        return Ok("请在　　　　年　　月　　日前一次退回。".to_string());
    };
    let weights = vec![1; parts.count as usize];
    let order: Vec<u32> = (0..parts.count).collect();
    let method = Method::LargestRemainder;
    let request = Request { amount: claim, weights: &weights, unit: 1, scale: 1, method, order: &order };
    let split = apportion(request).map_err(|_| FaceError::Limit {
        what: "追回期数".to_string(),
        got: weights.len(),
        limit: 1,
    })?;
    let each: Vec<String> = split.portions.iter().map(|portion| yuan_words(portion.amount)).collect();
    Ok(format!("自{}起分 {} 期退回，各期依次为：{}。", parts.from, parts.count, each.join("、")))
}
