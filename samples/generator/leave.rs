//! The leave slips of the year.

use crate::calendar::{self, YEAR};
use crate::date::Date;
use crate::person::{Person, Post, Standing};
use crate::rng::{Rng, Topic};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sick,
    Personal,
    Maternity,
    Marriage,
    Bereavement,
    Official,
    Truancy,
}

pub struct Slip {
    /// Position of the person in the copy of the district.
    pub person: usize,
    pub kind: Kind,
    pub reason: &'static str,
    /// Days of the year, both included.
    pub first: usize,
    pub last: usize,
    pub half_days: usize,
}

const SLIPS: usize = 900;
const HALF_DAY_SLIPS: usize = 3;
const LONG_SICK: usize = 14;
const MATERNITY: usize = 8;
/// Calendar days of maternity leave.
const MATERNITY_DAYS: usize = 98;
/// Calendar days that stay free between two slips of one person.
const GAP: usize = 4;
/// No slip ends after the date of the register, 20 December.
const LAST_DAY: Date = Date::new(YEAR, 12, 20);
/// Slips begin in term time.
const TERMS: [(Date, Date); 2] =
    [(Date::new(YEAR, 2, 26), Date::new(YEAR, 7, 6)), (Date::new(YEAR, 8, 27), Date::new(YEAR, 12, 19))];
const SICK_REASONS: [&str; 6] =
    ["感冒发烧", "门诊检查治疗", "腰椎间盘突出理疗", "急性肠胃炎", "牙科治疗", "陪护后劳累，就诊"];
const LONG_SICK_REASONS: [&str; 4] = ["骨折住院及康复", "手术住院治疗", "高血压住院治疗", "慢性病住院调养"];
const PERSONAL_REASONS: [&str; 6] =
    ["家中有事", "照顾生病老人", "孩子就医陪护", "办理房产手续", "参加亲属婚礼", "搬家"];
const OFFICIAL_REASONS: [&str; 5] =
    ["参加市级培训", "外出教研活动", "带队参加比赛", "参加业务会议", "担任监考、阅卷工作"];

impl Kind {
    pub fn label(self) -> &'static str {
        match self {
            Kind::Sick => "病假",
            Kind::Personal => "事假",
            Kind::Maternity => "产假",
            Kind::Marriage => "婚假",
            Kind::Bereavement => "丧假",
            Kind::Official => "公假",
            Kind::Truancy => "旷工",
        }
    }
}

/// What a person's slips take from the pay, in hundredths of a percent: sickness beyond 10 days half a percent a day
/// and beyond 40 one, personal leave beyond 5 days one and beyond 15 two, truancy ten.
pub fn deduction(slips: &[Slip], person: usize) -> i64 {
    let half_days = |kind: Kind| -> i64 {
        let own = slips.iter().filter(|slip| slip.person == person && slip.kind == kind);
        own.map(|slip| slip.half_days as i64).sum()
    };
    let beyond = |days: i64, kind: Kind| (half_days(kind) - 2 * days).max(0);
    let sick = 25 * (beyond(10, Kind::Sick) + beyond(40, Kind::Sick));
    let personal = 50 * (beyond(5, Kind::Personal) + beyond(15, Kind::Personal));
    (sick + personal + 500 * half_days(Kind::Truancy)).min(10_000)
}

/// All slips of a copy of the district, by date.
pub fn slips(copy: usize, people: &[Person]) -> Vec<Slip> {
    let mut register = Register::new(copy, people);
    register.truancy();
    register.maternity();
    register.long_sickness();
    register.half_days();
    while register.slips.len() < SLIPS {
        register.ordinary();
    }
    register.slips.sort_by_key(|slip| (slip.first, slip.person));
    register.slips
}

struct Register<'a> {
    rng: Rng,
    people: &'a [Person],
    slips: Vec<Slip>,
    /// Spans already taken, by person.
    taken: Vec<Vec<(usize, usize)>>,
}

impl<'a> Register<'a> {
    fn new(copy: usize, people: &'a [Person]) -> Register<'a> {
        Register {
            rng: Rng::new(Topic::Leave, copy),
            people,
            slips: Vec::with_capacity(SLIPS),
            taken: vec![Vec::new(); people.len()],
        }
    }

    /// The two whose appraisal failed without a decision on ethics stayed away without leave.
    fn truancy(&mut self) {
        for person in 0..self.people.len() {
            if self.people[person].standing != Standing::Failed {
                continue;
            }
            let days = self.rng.between(4, 7) as usize;
            while !self.enter(person, Kind::Truancy, "未办理请假手续，无故缺勤", days) {}
        }
    }

    fn maternity(&mut self) {
        let mut left = MATERNITY;
        while left > 0 {
            let person = self.rng.below(self.people.len());
            let first = self.rng.between(55, 230) as usize;
            let last = first + MATERNITY_DAYS - 1;
            if self.may_be_mother(person)
                && calendar::is_working_day(first)
                && self.enter_span(person, Kind::Maternity, "生育", first, last)
            {
                left -= 1;
            }
        }
    }

    fn may_be_mother(&self, person: usize) -> bool {
        let who = &self.people[person];
        let young = (1983..=1992).contains(&who.birth.year);
        !who.male && young && who.change.is_none() && !who.teaches_grade9
    }

    fn long_sickness(&mut self) {
        let mut left = LONG_SICK;
        while left > 0 {
            let person = self.rng.below(self.people.len());
            let days = self.rng.between(20, 60) as usize;
            let reason = self.rng.pick(&LONG_SICK_REASONS);
            if self.enter(person, Kind::Sick, reason, days) {
                left -= 1;
            }
        }
    }

    fn half_days(&mut self) {
        let mut left = HALF_DAY_SLIPS;
        while left > 0 {
            let person = self.rng.below(self.people.len());
            let reason = self.rng.pick(&PERSONAL_REASONS);
            if self.enter(person, Kind::Personal, reason, 1) {
                self.slips.last_mut().expect("a slip was entered").half_days = 1;
                left -= 1;
            }
        }
    }

    fn ordinary(&mut self) {
        let person = self.rng.below(self.people.len());
        let (kind, reason, most) = match self.rng.below(100) {
            0..40 => (Kind::Sick, self.rng.pick(&SICK_REASONS), 5),
            40..70 => (Kind::Personal, self.rng.pick(&PERSONAL_REASONS), 3),
            70..93 => (Kind::Official, self.rng.pick(&OFFICIAL_REASONS), 4),
            93..98 => (Kind::Bereavement, "直系亲属去世", 3),
            _ if self.people[person].birth.year >= 1985 => (Kind::Marriage, "结婚", 3),
            _ => return,
        };
        let repeated = self.slips.iter().any(|slip| slip.person == person && slip.kind == kind);
        if matches!(kind, Kind::Bereavement | Kind::Marriage) && repeated {
            return;
        }
        if kind == Kind::Official && self.people[person].post == Post::Worker {
            return;
        }
        let days = (1 + self.rng.below(most)).min(1 + self.rng.below(most));
        self.enter(person, kind, reason, days);
    }

    /// Enters a slip of so many working days at a random date, if the person is free then.
    fn enter(&mut self, person: usize, kind: Kind, reason: &'static str, days: usize) -> bool {
        let term = TERMS[self.rng.below(TERMS.len())];
        let span = term.1.index() - term.0.index() + 1;
        let first = term.0.index() + self.rng.below(span);
        if !calendar::is_working_day(first) {
            return false;
        }
        match calendar::last_of(first, days) {
            Some(last) => self.enter_span(person, kind, reason, first, last),
            None => false,
        }
    }

    fn enter_span(&mut self, person: usize, kind: Kind, reason: &'static str, first: usize, last: usize) -> bool {
        let overlaps = self.taken[person].iter().any(|(start, end)| first < end + GAP && *start < last + GAP);
        if overlaps || last > LAST_DAY.index() || !in_post(&self.people[person], first, last) {
            return false;
        }
        let half_days = 2 * calendar::working_days(first, last);
        self.taken[person].push((first, last));
        self.slips.push(Slip { person, kind, reason, first, last, half_days });
        true
    }
}

fn in_post(person: &Person, first: usize, last: usize) -> bool {
    let arrived = person.joined <= Date::of_year(YEAR, first);
    let stayed = person.left().is_none_or(|date| Date::of_year(YEAR, last) < date);
    arrived && stayed
}
