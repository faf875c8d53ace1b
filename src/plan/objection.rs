//! `[objection]`: until when something is answered or asked for.
use crate::scheme::{self, DayCount, Period, day_written};

/// Periods of 异议, 复核 and 申诉; what is not stated is none.
#[derive(Debug, Clone, Default)]
pub struct ObjectionPeriods {
    /// To answer an objection, a review, an appeal.
    pub answers: [Option<Period>; 3],
    /// To ask for a review or bring an appeal, from the answer before on. An objection is brought while the notice
    /// hangs.
    pub asks: [Option<Period>; 3],
    /// Assumed, since the documents do not say.
    pub assumption: bool,
    /// Days off from Monday to Friday.
    holidays: Vec<i32>,
    /// Days of weekends on which people work.
    workdays: Vec<i32>,
}

impl ObjectionPeriods {
    pub(super) fn of(written: &scheme::Objection) -> ObjectionPeriods {
        let days = |texts: &[String]| texts.iter().filter_map(|text| day_written(text)).collect();
        ObjectionPeriods {
            answers: [written.answer.clone(), written.review.clone(), written.appeal.clone()],
            asks: [None, written.ask_review.clone(), written.ask_appeal.clone()],
            assumption: written.assumption,
            holidays: days(&written.holidays),
            workdays: days(&written.workdays),
        }
    }

    /// The last day of a period that begins on the day after `from`; day numbers as spreadsheets count them.
    pub fn until(&self, period: &Period, from: i32) -> i32 {
        match period.count {
            DayCount::Calendar => from + i32::from(period.days),
            DayCount::Working => {
                let mut day = from;
                for _ in 0..period.days {
                    day = self.next_worked(day);
                }
                day
            }
        }
    }

    fn next_worked(&self, day: i32) -> i32 {
        // Days off are few and listed, so one that is worked comes.
        let mut next = day + 1;
        while !self.is_worked(next) {
            next += 1;
        }
        next
    }

    fn is_worked(&self, day: i32) -> bool {
        // Day 2 of the count falls on a Monday.
        let weekday = (day - 2).rem_euclid(7) < 5;
        self.workdays.contains(&day) || (weekday && !self.holidays.contains(&day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_passed_over_and_worked_weekends_count() {
        let day = |text| day_written(text).expect("a day");
        let period = |days, count| Period { days, count, clause: String::new() };
        let written = scheme::Objection {
            holidays: ["2019-02-04", "2019-02-05", "2019-02-06", "2019-02-07", "2019-02-08"].map(String::from).to_vec(),
            workdays: ["2019-02-02", "2019-02-03"].map(String::from).to_vec(),
            ..Default::default()
        };
        let periods = ObjectionPeriods::of(&written);
        // From Thursday: Friday, Saturday and Sunday worked, Monday and Tuesday after the spring festival.
        assert_eq!(periods.until(&period(5, DayCount::Working), day("2019-01-31")), day("2019-02-12"));
        assert_eq!(periods.until(&period(30, DayCount::Calendar), day("2019-01-31")), day("2019-03-02"));
        let plain = ObjectionPeriods::default();
        assert_eq!(plain.until(&period(5, DayCount::Working), day("2019-01-31")), day("2019-02-07"));
    }
}
