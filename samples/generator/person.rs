//! One member of staff.

use crate::date::Date;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Established,
    SpecialPost,
    Contract,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Post {
    Teacher,
    Support,
    Worker,
    Manager,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    MovedIn,
    Recruited,
    MovedOut,
    Retired,
    Died,
}

/// How somebody came or went during the year.
#[derive(Clone)]
pub struct Change {
    pub kind: ChangeKind,
    pub date: Date,
    pub document: String,
    pub note: &'static str,
}

/// What the year's appraisal says of somebody beyond the ordinary.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Ordinary,
    BarelyPassed,
    Failed,
    EthicsFailed,
}

/// The decision behind a failed appraisal.
#[derive(Clone)]
pub struct Penalty {
    pub document: String,
    pub organ: &'static str,
    pub date: Date,
}

pub struct Person {
    /// Position among the staff of all copies, from 1.
    pub number: usize,
    /// Position of the school in its copy of the district.
    pub school: usize,
    pub name: String,
    pub male: bool,
    pub birth: Date,
    pub id_card: String,
    pub kind: Kind,
    pub post: Post,
    pub level: &'static str,
    pub title: &'static str,
    pub duty: &'static str,
    pub subject: &'static str,
    pub joined: Date,
    pub note: &'static str,
    pub change: Option<Change>,
    pub standing: Standing,
    pub penalty: Option<Penalty>,
    pub teaches_grade9: bool,
}

impl Person {
    pub fn code(&self, width: usize) -> String {
        format!("T{:0width$}", self.number)
    }

    pub fn is_head(&self) -> bool {
        self.post == Post::Manager
    }

    pub fn is_recruit(&self) -> bool {
        self.change.as_ref().is_some_and(|change| change.kind == ChangeKind::Recruited)
    }

    /// The date on which the person left, if it happened this year.
    pub fn left(&self) -> Option<Date> {
        self.change.as_ref().filter(|change| !change.kind.is_arrival()).map(|change| change.date)
    }

    /// Months in post: the month of arrival counts up to day 15, the month of leaving from day 16.
    pub fn months(&self) -> i32 {
        match &self.change {
            None => 12,
            Some(Change { kind, date, .. }) if kind.is_arrival() => 12 - date.month + i32::from(date.day <= 15),
            Some(Change { date, .. }) => date.month - 1 + i32::from(date.day > 15),
        }
    }

    pub fn status(&self) -> &'static str {
        if self.left().is_some() { "离岗" } else { "在岗" }
    }
}

impl ChangeKind {
    pub fn is_arrival(self) -> bool {
        matches!(self, ChangeKind::MovedIn | ChangeKind::Recruited)
    }

    pub fn label(self) -> &'static str {
        match self {
            ChangeKind::MovedIn => "调入",
            ChangeKind::Recruited => "新招录",
            ChangeKind::MovedOut => "调出",
            ChangeKind::Retired => "退休",
            ChangeKind::Died => "去世",
        }
    }
}

impl Kind {
    pub fn label(self) -> &'static str {
        match self {
            Kind::Established => "在编",
            Kind::SpecialPost => "特岗",
            Kind::Contract => "编外聘用",
        }
    }
}

impl Post {
    pub fn label(self) -> &'static str {
        match self {
            Post::Teacher => "专任教师",
            Post::Support => "教辅",
            Post::Worker => "工勤",
            Post::Manager => "管理",
        }
    }
}
