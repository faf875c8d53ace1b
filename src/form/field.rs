//! A cell of a form, as it was filled in, with its place.
use crate::dataset::civil_from_day;
use crate::messages::{Findings, Place, RecordMessage};

/// Longest text that a form may hold in a cell.
const TEXT_MAX: usize = 200;

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// What was asked.
    pub label: String,
    /// The text, cleaned; a date or number as it is written usually.
    pub text: String,
    /// The day, where it is one.
    pub day: Option<i32>,
    /// Where it stands.
    pub place: Place,
    /// Row and column of its cell, counted from 0.
    pub at: (u32, u16),
}

impl Field {
    /// A text that is there and not too long.
    pub(crate) fn filled(&self, findings: &mut Findings) -> Option<String> {
        if self.text.is_empty() {
            findings.add(RecordMessage::Blank { label: self.label.clone() }, self.place.clone());
            return None;
        }
        self.short(findings).then(|| self.text.clone())
    }

    /// Whether a text that may be left out is not too long; if it is, that is told.
    pub(crate) fn short(&self, findings: &mut Findings) -> bool {
        let length = self.text.chars().count();
        if length > TEXT_MAX {
            let message = RecordMessage::TextTooLong { label: self.label.clone(), length, most: TEXT_MAX };
            findings.add(message, self.place.clone());
        }
        length <= TEXT_MAX
    }

    /// A day.
    pub(crate) fn day(&self, findings: &mut Findings) -> Option<i32> {
        let text = self.filled(findings)?;
        if self.day.is_none() {
            findings.add(RecordMessage::NotADay { label: self.label.clone(), text }, self.place.clone());
        }
        self.day
    }

    /// A day that is not before the stage that it follows.
    pub(crate) fn day_since(&self, since: i32, findings: &mut Findings) -> Option<i32> {
        let day = self.day(findings)?;
        if day < since {
            findings.add(RecordMessage::PaidEarly { approved: written(since) }, self.place.clone());
            return None;
        }
        Some(day)
    }

    /// A number of things; a blank is none of them.
    pub(crate) fn count(&self, findings: &mut Findings) -> Option<u32> {
        if self.text.is_empty() {
            return Some(0);
        }
        let count = self.text.parse().ok();
        if count.is_none() {
            let message = RecordMessage::NotACount { label: self.label.clone(), text: self.text.clone() };
            findings.add(message, self.place.clone());
        }
        count
    }

    /// One of the words that may be answered.
    pub(crate) fn choice(&self, words: &[&str], findings: &mut Findings) -> Option<usize> {
        let text = self.filled(findings)?;
        let chosen = words.iter().position(|word| *word == text);
        if chosen.is_none() {
            let message = RecordMessage::NotAChoice { label: self.label.clone(), text, words: words.join("、") };
            findings.add(message, self.place.clone());
        }
        chosen
    }
}

/// The names of two people of whom the second checks what the first did.
pub(crate) fn two_people(first: &Field, second: &Field, findings: &mut Findings) -> Option<[String; 2]> {
    let names = [first.filled(findings), second.filled(findings)];
    let [Some(one), Some(other)] = names else { return None };
    if one == other {
        let (first, place) = (first.label.clone(), second.place.clone());
        findings.add(RecordMessage::SamePerson { first, second: second.label.clone(), name: one }, place);
        return None;
    }
    Some([one, other])
}

/// `2019年1月7日`.
pub(crate) fn written(day: i32) -> String {
    let (year, month, day) = civil_from_day(day);
    format!("{year}年{month}月{day}日")
}

/// Days from Monday to Friday, both ends counted.
pub(crate) fn weekdays(from: i32, to: i32) -> u32 {
    // Day 2 of the count, 1900-01-01 as spreadsheets have it from March 1900 on, falls on a Monday.
    (from..=to).filter(|day| (day - 2).rem_euclid(7) < 5).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::day_from_civil;

    #[test]
    fn weekends_are_no_weekdays() {
        let day = |day| day_from_civil(2019, 1, day).expect("a day");
        // 2019-01-07 was a Monday.
        assert_eq!(weekdays(day(7), day(11)), 5);
        assert_eq!(weekdays(day(4), day(8)), 3);
        assert_eq!(weekdays(day(12), day(13)), 0);
    }
}
