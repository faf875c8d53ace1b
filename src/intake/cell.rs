//! One input column of one sheet: what each cell means by the scheme's rule for the column.
use super::codes::{Codes, Short};
use super::date::{self, NoDate};
use super::decisions::{Decisions, Question};
use super::figure::{Figure, Misfit, plain, stored_quickly};
use super::fold::{fold, listed, shown};
use super::identity::{self, NoIdentity};
use super::instead::{Instead, instead};
use super::limits::FINDINGS_PER_COLUMN_MAX;
use super::sheet::{Raw, Region, Sheet};
use super::site::{Site, address};
use super::words::{Seen, Words, look};
use crate::dataset::{Mark, TextId, TextPool, Value};
use crate::messages::{Findings, IntakeMessage, nearest};
use crate::number::format_fixed;
use crate::scheme::{Input, InputKind, Meaning};

/// What reading the cells of a sheet needs at hand.
pub(super) struct Desk<'a> {
    /// The file and sheet.
    pub site: Site<'a>,
    /// The workbook's own texts.
    pub raw: &'a TextPool,
    /// What is known of them.
    pub words: &'a mut Words,
    /// The dataset's texts.
    pub pool: &'a mut TextPool,
    /// What the office decided.
    pub decisions: &'a Decisions,
    /// All findings.
    pub findings: &'a mut Findings,
}

impl Desk<'_> {
    /// Looks at a text of the workbook.
    pub(super) fn look(&mut self, id: TextId) -> Seen {
        self.words.look(id, self.raw, self.pool)
    }

    /// The office's answer to a question about this sheet.
    pub(super) fn answer(&mut self, question: &Question<'_>) -> Option<&str> {
        self.decisions.answer(question, &self.site, self.findings)
    }

    /// Whether a cell holds nothing, or only blanks.
    pub(super) fn blank(&mut self, raw: Option<Raw>) -> bool {
        match raw {
            None => true,
            Some(Raw::Text(id)) => self.look(id).text == TextPool::EMPTY,
            Some(_) => false,
        }
    }
}

/// How a column writes its per cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// `85%`, or 0.85 shown as such.
    Signed,
    /// 85 under a header that says `（%）`.
    Bare,
}

/// A limit of the column.
#[derive(Debug, Clone, Copy)]
struct Limit<'a> {
    figure: Figure,
    /// The same over the column's denominator, where that is exact.
    stored: Option<i64>,
    text: &'a str,
}

/// A text with blanks inside, or with a private character: reported once for the column.
#[derive(Debug, Clone, Copy)]
struct Curious {
    text: TextId,
    row: u32,
    column: u16,
    count: usize,
}

/// Bare per cents that may be ratios: 0.98 under a header that says `（%）`.
#[derive(Debug, Default)]
struct Ratios {
    first: String,
    row: u32,
    column: u16,
    count: usize,
}

/// Reads the cells of one column.
pub(super) struct ColumnReader<'a> {
    input: &'a Input,
    kind: InputKind,
    places: u32,
    unit: &'a str,
    least: Option<Limit<'a>>,
    most: Option<Limit<'a>>,
    choices: Vec<(String, &'a str)>,
    percent_header: bool,
    named: bool,
    covered: Vec<Region>,
    /// What stands at the top of each of these regions; kept where the scheme lets it count for all rows.
    tops: Vec<Option<Raw>>,
    codes: Codes,
    notation: Option<(Notation, u32, u16)>,
    unclear: bool,
    /// The office decided that bare figures are ratios.
    bare_ratios: bool,
    /// Bare per cents, as long as none is above one: the first, and how many.
    ratios: Option<Ratios>,
    inner_blank: Option<Curious>,
    private: Option<Curious>,
    found: usize,
    /// Cells whose text was turned into a figure or a date, or cleaned of blanks.
    pub cleaned: u32,
}

/// Decimal places of an input's stored numbers.
pub(super) fn places(input: &Input) -> u32 {
    match input.kind.get_ref() {
        InputKind::Money => 2,
        InputKind::Number | InputKind::Percent => u32::from(input.places.unwrap_or(0)),
        _ => 0,
    }
}

impl<'a> ColumnReader<'a> {
    /// A reader for an input. `named`: the column identifies persons or units.
    pub(super) fn new(input: &'a Input, named: bool) -> ColumnReader<'a> {
        let kind = *input.kind.get_ref();
        let places = places(input);
        let limit = |text: &'a str| {
            let percent = text.strip_suffix('%').and_then(|t| Figure::from_text(t, "")).map(Figure::hundredth);
            let figure = percent.or_else(|| Figure::from_text(text, ""))?;
            Some(Limit { figure, stored: figure.stored(places).ok(), text })
        };
        ColumnReader {
            input,
            kind,
            places,
            unit: if kind == InputKind::Money && input.unit.is_empty() { "元" } else { &input.unit },
            least: input.min.as_ref().and_then(|min| limit(min.get_ref())),
            most: input.max.as_ref().and_then(|max| limit(max.get_ref())),
            choices: input.values.iter().map(|value| (fold(value), value.as_str())).collect(),
            percent_header: false,
            named,
            covered: Vec::new(),
            tops: Vec::new(),
            codes: Codes::default(),
            notation: None,
            unclear: false,
            bare_ratios: false,
            ratios: Some(Ratios::default()),
            inner_blank: None,
            private: None,
            found: 0,
            cleaned: 0,
        }
    }

    /// Takes note of the column in the sheet: the unit of its header and the merged regions that cross it.
    pub(super) fn stand_on(&mut self, sheet: &Sheet, header_row: u32, column: u16, unit: Option<&str>) {
        self.percent_header = unit == Some("%");
        let crosses = |region: &&Region| region.top > header_row && (region.left..=region.right).contains(&column);
        self.covered = sheet.merges.iter().filter(crosses).copied().collect();
        self.covered.sort_by_key(|region| region.top);
        if self.input.fill {
            self.tops = self.covered.iter().map(|region| sheet.get(region.top, region.left)).collect();
        }
    }

    /// Whether a finding was made in this column.
    pub(super) fn faulty(&self) -> bool {
        self.found > 0
    }

    /// The input it reads.
    pub(super) fn input(&self) -> &'a Input {
        self.input
    }

    /// Reads a cell. After a finding the value is a blank: the run stops anyway, but all cells are looked at first.
    pub(super) fn read(&mut self, raw: Option<Raw>, row: u32, column: u16, desk: &mut Desk) -> Value {
        let raw = match self.merged(raw, row, column) {
            Ok(raw) => raw,
            Err(message) => return self.refuse(message, row, column, desk),
        };
        match raw {
            Some(Raw::Number(value)) => self.number(value, row, column, desk),
            Some(Raw::Text(id)) => {
                let seen = desk.look(id);
                self.text(seen, row, column, desk)
            }
            None => self.blank(row, column, desk),
            Some(Raw::Percent(value)) => self.percent_cell(value, row, column, desk),
            Some(Raw::Date(value)) => self.date_cell(value, row, column, desk),
            Some(Raw::Odd(id)) => self.odd(id, row, column, desk),
            Some(Raw::Flag(flag)) => self.flag(flag, row, column, desk),
            Some(Raw::Error(id)) => {
                let error = shown(desk.raw.get(id));
                self.refuse(IntakeMessage::ErrorValue { error }, row, column, desk)
            }
            Some(Raw::Uncomputed) => self.refuse(IntakeMessage::NotCalculated {}, row, column, desk),
        }
    }

    /// Reads a text that is only part of a cell.
    pub(super) fn read_part(&mut self, text: &str, row: u32, column: u16, desk: &mut Desk) -> Value {
        let seen = look(text, desk.pool);
        self.text(seen, row, column, desk)
    }

    /// Reports what is said once for the whole column.
    pub(super) fn finish(&mut self, desk: &mut Desk) {
        let name = self.input.name.get_ref();
        if self.found > FINDINGS_PER_COLUMN_MAX {
            let count = self.found - FINDINGS_PER_COLUMN_MAX;
            desk.findings.add(IntakeMessage::MoreFindings { count, column: name.clone() }, desk.site.place());
        }
        if let Some(Curious { text, row, column, count }) = self.inner_blank {
            let text = shown(desk.pool.get(text));
            desk.findings.add(IntakeMessage::InnerBlank { text, count }, desk.site.cell(row, column, name));
        }
        if let Some(Ratios { first, row, column, count }) = self.ratios.take().filter(|ratios| ratios.count > 0) {
            let message = IntakeMessage::PerCentsBelowOne { text: first, count };
            desk.findings.add(message, desk.site.cell(row, column, name));
        }
        self.tell_lengths(desk);
        if let Some(Curious { text, row, column, .. }) = self.private {
            let text = shown(desk.pool.get(text));
            desk.findings.add(IntakeMessage::PrivateCharacter { text }, desk.site.cell(row, column, name));
        }
    }

    fn tell_lengths(&mut self, desk: &mut Desk) {
        let name = self.input.name.get_ref();
        // A running number grows longer as it goes.
        if let Some((short, count, usual)) = self.codes.shorter().filter(|_| !name.contains('序')) {
            let text = shown(desk.pool.get(short.text));
            let message = IntakeMessage::CodeLengths { text, count, usual };
            desk.findings.add(message, desk.site.cell(short.row, short.column, name));
        }
    }

    fn refuse(&mut self, message: IntakeMessage, row: u32, column: u16, desk: &mut Desk) -> Value {
        self.refuse_near(message, None, row, column, desk)
    }

    fn refuse_near(
        &mut self,
        message: IntakeMessage,
        near: Option<String>,
        row: u32,
        column: u16,
        desk: &mut Desk,
    ) -> Value {
        self.found += 1;
        if self.found <= FINDINGS_PER_COLUMN_MAX {
            desk.findings.add_near(message, desk.site.cell(row, column, self.input.name.get_ref()), near);
        }
        Value::Missing(Mark::Blank)
    }

    /// A cell under a merged region: empty it is not meant to be empty, filled it is hidden from view.
    /// Where the scheme says so, the value at its top counts for every row.
    fn merged(&self, raw: Option<Raw>, row: u32, column: u16) -> Result<Option<Raw>, IntakeMessage> {
        let before = self.covered.partition_point(|region| region.top <= row);
        let Some(at) = self.covered[..before].iter().rposition(|region| region.holds(row, column)) else {
            return Ok(raw);
        };
        let region = &self.covered[at];
        if (region.top, region.left) == (row, column) {
            return Ok(raw);
        }
        if let (None, Some(top)) = (raw, self.tops.get(at)) {
            return Ok(*top);
        }
        let corners = [address(region.top, region.left), address(region.bottom, region.right)];
        let region = corners.join(":");
        Err(if raw.is_none() { IntakeMessage::MergedBlank { region } } else { IntakeMessage::HiddenByMerge { region } })
    }

    fn blank(&mut self, row: u32, column: u16, desk: &mut Desk) -> Value {
        match self.input.blank.as_ref().map(|blank| blank.get_ref()) {
            None | Some(Meaning::Refuse) => self.refuse(IntakeMessage::Blank {}, row, column, desk),
            Some(meaning) => self.meaning(meaning, Mark::Blank),
        }
    }

    /// The value that stands for no value.
    fn meaning(&self, meaning: &Meaning, mark: Mark) -> Value {
        use InputKind::{AccountNumber, Choice, IdNumber, Text};
        let words = matches!(self.kind, Text | Choice | IdNumber | AccountNumber);
        match (words, meaning) {
            (true, _) => Value::Text(TextPool::EMPTY),
            (false, Meaning::Zero) if self.kind != InputKind::Date => Value::Number(0),
            (false, _) => Value::Missing(mark),
        }
    }

    fn number(&mut self, value: f64, row: u32, column: u16, desk: &mut Desk) -> Value {
        match self.kind {
            InputKind::Number | InputKind::Money | InputKind::Count => match stored_quickly(value, self.places) {
                Some(stored) => self.within(stored, row, column, desk),
                None => self.slow_number(value, row, column, desk),
            },
            InputKind::Percent => match Figure::from_float(value) {
                Some(figure) => self.bare_percent(figure, row, column, desk),
                None => self.not_a_number(&value.to_string(), row, column, desk),
            },
            InputKind::Date => {
                let day = date::from_number(value);
                self.day(day, &plain(value), row, column, desk)
            }
            InputKind::IdNumber => self.refuse(IntakeMessage::IdAsNumber {}, row, column, desk),
            InputKind::Text | InputKind::Choice | InputKind::AccountNumber => {
                self.number_as_text(value, row, column, desk)
            }
        }
    }

    /// A number with more decimals than the column, or with the noise of binary arithmetic.
    fn slow_number(&mut self, value: f64, row: u32, column: u16, desk: &mut Desk) -> Value {
        self.cleaned += 1;
        match Figure::from_float(value) {
            Some(figure) => self.figure(figure, row, column, desk),
            None if value.is_finite() => {
                self.refuse(IntakeMessage::TooLarge { text: value.to_string() }, row, column, desk)
            }
            None => self.not_a_number(&value.to_string(), row, column, desk),
        }
    }

    fn figure(&mut self, figure: Figure, row: u32, column: u16, desk: &mut Desk) -> Value {
        match figure.stored(self.places) {
            Ok(stored) => self.within(stored, row, column, desk),
            Err(misfit) => {
                let (text, places) = self.as_shown(figure);
                let message = match misfit {
                    Misfit::Places => IntakeMessage::TooManyPlaces { text, places },
                    Misfit::Size => IntakeMessage::TooLarge { text },
                };
                self.refuse(message, row, column, desk)
            }
        }
    }

    /// A figure as the office sees it, and the places that it may have there.
    fn as_shown(&self, figure: Figure) -> (String, u32) {
        match self.kind {
            InputKind::Percent => (shown(&figure.percent_text()), self.places.saturating_sub(2)),
            _ => (shown(&figure.text()), self.places),
        }
    }

    fn within(&mut self, stored: i64, row: u32, column: u16, desk: &mut Desk) -> Value {
        let outside = |limit: Limit, wrong: std::cmp::Ordering| {
            let order = match limit.stored {
                Some(limit) => Some(stored.cmp(&limit)),
                None => Figure::from_text(&format_fixed(stored, self.places), "")
                    .and_then(|figure| figure.compare(limit.figure)),
            };
            (order == Some(wrong)).then(|| limit.text.to_string())
        };
        let text = || shown(&format_fixed(stored, self.places));
        let message = if stored < 0 && self.kind == InputKind::Count {
            Some(IntakeMessage::NegativeCount { text: text() })
        } else if let Some(least) = self.least.and_then(|limit| outside(limit, std::cmp::Ordering::Less)) {
            Some(IntakeMessage::BelowLeast { text: text(), least })
        } else {
            let most = self.most.and_then(|limit| outside(limit, std::cmp::Ordering::Greater));
            most.map(|most| IntakeMessage::AboveMost { text: text(), most })
        };
        match message {
            None => Value::Number(stored),
            Some(message) => self.refuse(message, row, column, desk),
        }
    }

    fn not_a_number(&mut self, text: &str, row: u32, column: u16, desk: &mut Desk) -> Value {
        self.refuse(IntakeMessage::NotANumber { text: shown(text) }, row, column, desk)
    }

    fn text(&mut self, seen: Seen, row: u32, column: u16, desk: &mut Desk) -> Value {
        if seen.text == TextPool::EMPTY {
            return self.blank(row, column, desk);
        }
        if let Some(c) = seen.forbidden {
            let code = format!("U+{:04X}", u32::from(c));
            return self.refuse(IntakeMessage::BadCharacter { code }, row, column, desk);
        }
        match self.kind {
            InputKind::Text => self.plain_text(seen, row, column, desk),
            InputKind::Choice => self.choice(seen.text, row, column, desk),
            InputKind::IdNumber => self.identity(seen.text, row, column, desk),
            InputKind::AccountNumber => self.account(seen.text, row, column, desk),
            InputKind::Date => {
                self.cleaned += 1;
                let text = desk.pool.get(seen.text).to_string();
                self.day(date::from_text(&text), &text, row, column, desk)
            }
            InputKind::Number | InputKind::Money | InputKind::Count | InputKind::Percent => {
                let text = desk.pool.get(seen.text).to_string();
                self.number_in_text(&text, row, column, desk)
            }
        }
    }

    fn plain_text(&mut self, seen: Seen, row: u32, column: u16, desk: &mut Desk) -> Value {
        let text = desk.pool.get(seen.text);
        let length = text.chars().count();
        if length > TEXT_CHARS_MAX {
            let message = IntakeMessage::TextTooLong { length, most: TEXT_CHARS_MAX };
            return self.refuse(message, row, column, desk);
        }
        if scientific(text) {
            return self.refuse(IntakeMessage::DigitsLost {}, row, column, desk);
        }
        if let Some(width) = self.input.width.map(usize::from).filter(|width| *width != length) {
            let message = IntakeMessage::OtherWidth { text: shown(text), length, width };
            return self.refuse(message, row, column, desk);
        }
        if self.named && self.input.width.is_none() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.codes.note(length, Short { text: seen.text, row, column });
        }
        self.cleaned += u32::from(seen.cleaned);
        let note = |slot: &mut Option<Curious>| {
            slot.get_or_insert(Curious { text: seen.text, row, column, count: 0 }).count += 1;
        };
        if seen.inner_blank && self.named {
            note(&mut self.inner_blank);
        }
        if seen.private {
            note(&mut self.private);
        }
        Value::Text(seen.text)
    }

    fn choice(&mut self, id: TextId, row: u32, column: u16, desk: &mut Desk) -> Value {
        let text = desk.pool.get(id);
        if self.choices.iter().any(|(_, value)| *value == text) {
            return Value::Text(id);
        }
        let folded = fold(text);
        if let Some((_, value)) = self.choices.iter().find(|(choice, _)| *choice == folded) {
            self.cleaned += 1;
            return Value::Text(desk.pool.intern(value));
        }
        let values = listed(self.choices.iter().map(|(_, value)| *value), 12);
        let near = nearest(text, self.choices.iter().map(|(_, value)| *value));
        self.refuse_near(IntakeMessage::NotListed { text: shown(text), values }, near, row, column, desk)
    }

    /// Whether it is the number of an account at all is asked where a bank is told to pay: a trial needs none.
    fn account(&mut self, id: TextId, row: u32, column: u16, desk: &mut Desk) -> Value {
        let text = desk.pool.get(id);
        if scientific(text) {
            return self.refuse(IntakeMessage::DigitsLost {}, row, column, desk);
        }
        let number: String = fold(text).chars().filter(|c| *c != '-').collect();
        self.cleaned += u32::from(number != text);
        Value::Text(desk.pool.intern(&number.to_uppercase()))
    }

    fn identity(&mut self, id: TextId, row: u32, column: u16, desk: &mut Desk) -> Value {
        let text = desk.pool.get(id);
        let message = match identity::read(text) {
            Ok(number) => {
                self.cleaned += u32::from(number != text);
                return Value::Text(desk.pool.intern(&number));
            }
            Err(NoIdentity::Length(_)) if scientific(text) => IntakeMessage::IdAsNumber {},
            Err(NoIdentity::Length(length)) => IntakeMessage::IdLength { id: masked_id(text), length },
            // Where it tells nobody apart it harms no payout.
            Err(NoIdentity::Wrong) if !self.named => {
                let message = IntakeMessage::IdDoubtful { id: masked_id(text) };
                desk.findings.add(message, desk.site.cell(row, column, self.input.name.get_ref()));
                let text = text.to_string();
                return Value::Text(desk.pool.intern(&text));
            }
            Err(NoIdentity::Wrong) => IntakeMessage::IdWrong { id: masked_id(text) },
        };
        self.refuse(message, row, column, desk)
    }

    fn day(&mut self, day: Result<i32, NoDate>, text: &str, row: u32, column: u16, desk: &mut Desk) -> Value {
        match day {
            Ok(day) => Value::Date(day),
            Err(NoDate::Form) => self.refuse(IntakeMessage::NotADate { text: shown(text) }, row, column, desk),
            Err(NoDate::Day) => self.refuse(IntakeMessage::NoSuchDay { text: shown(text) }, row, column, desk),
        }
    }

    fn number_in_text(&mut self, text: &str, row: u32, column: u16, desk: &mut Desk) -> Value {
        let percent = self.kind == InputKind::Percent;
        let signed = fold(text).strip_suffix('%').and_then(|bare| Figure::from_text(bare, ""));
        let figure = Figure::from_text(text, self.unit);
        match (percent, signed, figure) {
            (true, Some(figure), _) => {
                self.cleaned += 1;
                self.percent(figure.hundredth(), Notation::Signed, row, column, desk)
            }
            (true, None, Some(figure)) => {
                self.cleaned += 1;
                self.bare_percent(figure, row, column, desk)
            }
            (false, None, Some(figure)) => {
                self.cleaned += 1;
                self.figure(figure, row, column, desk)
            }
            (false, Some(_), _) => self.refuse(IntakeMessage::PercentInNumber { text: shown(text) }, row, column, desk),
            (_, None, None) => self.word(text, row, column, desk),
        }
    }

    /// 缺考 and its kind mean what the scheme says; other words only the office can explain.
    fn word(&mut self, text: &str, row: u32, column: u16, desk: &mut Desk) -> Value {
        let word = fold(text);
        let (meaning, mark) = match instead(&word) {
            Some(Instead::Absent) => (&self.input.absent, Mark::Absent),
            Some(Instead::Exempt) => (&self.input.exempt, Mark::Exempt),
            Some(Instead::Undecided) => {
                return match self.decided("Q202", &word, Mark::Blank, desk) {
                    Some(value) => value,
                    None => self.refuse(IntakeMessage::WordUndecided { word: shown(text) }, row, column, desk),
                };
            }
            None => return self.not_a_number(text, row, column, desk),
        };
        match meaning.as_ref().map(|meaning| meaning.get_ref()) {
            None => match self.decided("Q201", &word, mark, desk) {
                Some(value) => value,
                None => self.refuse(IntakeMessage::MarkUndecided { mark: word }, row, column, desk),
            },
            Some(Meaning::Refuse) => self.refuse(IntakeMessage::MarkRefused { mark: word }, row, column, desk),
            Some(meaning) => self.meaning(meaning, mark),
        }
    }

    /// What the office decided that a word in place of a number stands for.
    fn decided(&self, code: &'static str, word: &str, mark: Mark, desk: &mut Desk) -> Option<Value> {
        let question = Question { code, column: self.input.name.get_ref(), content: word, options: &WORD_OPTIONS };
        let zero = desk.answer(&question)? == WORD_OPTIONS[0];
        Some(self.meaning(if zero { &Meaning::Zero } else { &Meaning::Missing }, mark))
    }

    /// A per cent without a sign: clear only under a header that says `（%）`. Nought is nought either way.
    fn bare_percent(&mut self, figure: Figure, row: u32, column: u16, desk: &mut Desk) -> Value {
        if figure.zero() {
            self.within(0, row, column, desk)
        } else if self.bare_ratios {
            self.percent(figure, Notation::Bare, row, column, desk)
        } else if self.percent_header || self.notation.is_some() {
            self.note_ratio(figure, row, column);
            self.percent(figure.hundredth(), Notation::Bare, row, column, desk)
        } else if let Some(ratio) = self.decided_ratio(desk) {
            // From now on the column is read in this way.
            (self.bare_ratios, self.percent_header) = (ratio, !ratio);
            self.bare_percent(figure, row, column, desk)
        } else if !std::mem::replace(&mut self.unclear, true) {
            self.refuse(IntakeMessage::PercentUnclear { text: shown(&figure.text()) }, row, column, desk)
        } else {
            // One question for the column is enough.
            Value::Missing(Mark::Blank)
        }
    }

    /// Whether the office decided that the bare figures of the column are ratios.
    fn decided_ratio(&mut self, desk: &mut Desk) -> Option<bool> {
        let column = self.input.name.get_ref();
        let question = Question { code: "Q203", column, content: "", options: &PERCENT_OPTIONS };
        Some(desk.answer(&question)? == PERCENT_OPTIONS[1])
    }

    /// One figure above one shows that the column writes per cents.
    fn note_ratio(&mut self, figure: Figure, row: u32, column: u16) {
        let one = Figure::from_text("1", "").and_then(|one| figure.compare(one));
        if one.is_none_or(|order| order.is_gt()) {
            self.ratios = None;
        } else if let Some(ratios) = &mut self.ratios {
            if ratios.count == 0 {
                (ratios.first, ratios.row, ratios.column) = (shown(&figure.text()), row, column);
            }
            ratios.count += 1;
        }
    }

    fn percent(&mut self, figure: Figure, notation: Notation, row: u32, column: u16, desk: &mut Desk) -> Value {
        let (first, first_row, first_column) = *self.notation.get_or_insert((notation, row, column));
        if first != notation {
            let other = address(first_row, first_column);
            return self.refuse(IntakeMessage::MixedPercent { other }, row, column, desk);
        }
        self.figure(figure, row, column, desk)
    }

    fn percent_cell(&mut self, value: f64, row: u32, column: u16, desk: &mut Desk) -> Value {
        let Some(figure) = Figure::from_float(value) else {
            return self.not_a_number(&value.to_string(), row, column, desk);
        };
        match self.kind {
            InputKind::Percent => self.percent(figure, Notation::Signed, row, column, desk),
            InputKind::Text | InputKind::Choice => self.read_part(&figure.percent_text(), row, column, desk),
            InputKind::Date | InputKind::IdNumber | InputKind::AccountNumber => self.number(value, row, column, desk),
            // Nought is nought with a sign or without.
            _ if figure.zero() => self.within(0, row, column, desk),
            _ => self.refuse(IntakeMessage::PercentInNumber { text: figure.percent_text() }, row, column, desk),
        }
    }

    fn date_cell(&mut self, value: f64, row: u32, column: u16, desk: &mut Desk) -> Value {
        match (self.kind, date::from_serial(value)) {
            (InputKind::Date, Some(day)) => Value::Date(day),
            (InputKind::Date, None) => self.day(Err(NoDate::Form), &plain(value), row, column, desk),
            (_, day) => {
                let text = day.map_or_else(|| plain(value), date::written);
                self.refuse(IntakeMessage::IsADate { text }, row, column, desk)
            }
        }
    }

    /// A time span, or a date that the file itself writes as text: `2018-09-01T00:00:00`.
    fn odd(&mut self, id: TextId, row: u32, column: u16, desk: &mut Desk) -> Value {
        let text = desk.raw.get(id);
        let date = text.split('T').next().unwrap_or_default();
        if self.kind == InputKind::Date {
            return self.day(date::from_text(date), text, row, column, desk);
        }
        self.refuse(IntakeMessage::IsADate { text: shown(date) }, row, column, desk)
    }

    fn flag(&mut self, flag: bool, row: u32, column: u16, desk: &mut Desk) -> Value {
        let text = if flag { "TRUE" } else { "FALSE" }.to_string();
        self.refuse(IntakeMessage::IsAFlag { text }, row, column, desk)
    }

    /// A staff number or class typed without an apostrophe.
    fn number_as_text(&mut self, value: f64, row: u32, column: u16, desk: &mut Desk) -> Value {
        match Figure::from_float(value) {
            Some(_) if value.abs() >= 1e15 => self.refuse(IntakeMessage::DigitsLost {}, row, column, desk),
            Some(figure) => {
                self.cleaned += 1;
                self.codes.typed_as_numbers = true;
                self.read_part(&figure.text(), row, column, desk)
            }
            None => self.refuse(IntakeMessage::DigitsLost {}, row, column, desk),
        }
    }
}

/// Answers to the question what a word in place of a number stands for.
pub(super) const WORD_OPTIONS: [&str; 2] = ["计为零", "视同空白"];
/// Answers to the question what figures without a per cent sign are.
pub(super) const PERCENT_OPTIONS: [&str; 2] = ["百分数", "比值"];
/// Characters of a text, as in Excel.
const TEXT_CHARS_MAX: usize = 32_767;

/// `1.10101E+17`: a long number that a program wrote in short.
pub(super) fn scientific(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    exponent.strip_prefix('+').is_some_and(figures) && figures(&digits.replacen('.', "", 1))
}

/// All but the last four characters masked, however long it is.
fn masked_id(text: &str) -> String {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
    let hidden = chars.len().saturating_sub(4);
    std::iter::repeat_n('*', hidden.min(18)).chain(chars[hidden..].iter().copied()).collect()
}
