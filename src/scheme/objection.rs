//! `[objection]`: how long an office may take to answer what is objected, and how long a person may ask for more.
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// Longest period, in days.
const DAYS_MAX: u16 = 366;
/// Most days off, and most days worked in their place.
const DAYS_LISTED_MAX: usize = 200;

/// `[objection]`: periods of 异议, 复核 and 申诉. One that is left out is not stated, and none is assumed.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// Within it an objection is answered.
    #[serde(default)]
    #[validate(custom(function = "limited"))]
    pub answer: Option<Period>,
    /// Within it, from the answer on, a review is asked for.
    #[serde(default)]
    #[validate(custom(function = "limited"))]
    pub ask_review: Option<Period>,
    /// Within it a review is answered.
    #[serde(default)]
    #[validate(custom(function = "limited"))]
    pub review: Option<Period>,
    /// Within it, from the review's answer on, an appeal is brought.
    #[serde(default)]
    #[validate(custom(function = "limited"))]
    pub ask_appeal: Option<Period>,
    /// Within it an appeal is answered.
    #[serde(default)]
    #[validate(custom(function = "limited"))]
    pub appeal: Option<Period>,
    /// Days from Monday to Friday on which nobody works, `2019-02-04`.
    #[serde(default)]
    #[validate(custom(function = "days"))]
    pub holidays: Vec<String>,
    /// Days of weekends on which people work.
    #[serde(default)]
    #[validate(custom(function = "days"))]
    pub workdays: Vec<String>,
    /// Assumed, since the documents do not say.
    #[serde(default)]
    pub assumption: bool,
}

/// A number of days, counted from the day after.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How many.
    pub days: u16,
    /// Which days count.
    pub count: DayCount,
    /// Article.
    #[serde(default)]
    pub clause: String,
}

/// Which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayCount {
    /// 工作日: Monday to Friday, without holidays, with days worked in their place.
    Working,
    /// 自然日: every day.
    Calendar,
}

fn limited(period: &Period) -> Result<(), ValidationError> {
    let within = (1..=DAYS_MAX).contains(&period.days);
    if within { Ok(()) } else { Err(fault("1 至 366 天|1 to 366 days")) }
}

fn days(listed: &[String]) -> Result<(), ValidationError> {
    if listed.len() > DAYS_LISTED_MAX {
        return Err(fault("200 天以内|at most 200 days"));
    }
    let known = listed.iter().all(|text| day_written(text).is_some());
    if known {
        Ok(())
    } else {
        Err(fault("日历上有的日期，写成 2019-02-04|days of the calendar, like 2019-02-04"))
    }
}

/// The day number of `2019-02-04`.
pub fn day_written(text: &str) -> Option<i32> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    crate::dataset::day_from_civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn fault(limits: &'static str) -> ValidationError {
    ValidationError::new("limit").with_message(limits.into())
}
