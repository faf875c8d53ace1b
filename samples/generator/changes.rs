//! Who came and who left during 2018.

use crate::calendar::YEAR;
use crate::date::{Date, days_in_month};
use crate::person::{Change, ChangeKind, Kind, Person, Post};
use crate::ranks;
use crate::rng::{Rng, Topic};
use crate::school::School;

const PLAN: [(ChangeKind, usize); 5] = [
    (ChangeKind::MovedIn, 12),
    (ChangeKind::Recruited, 20),
    (ChangeKind::MovedOut, 10),
    (ChangeKind::Retired, 16),
    (ChangeKind::Died, 2),
];
/// The first dates of a kind sit on the edges of the rule that counts months.
const EDGES: [(ChangeKind, &[(i32, i32)]); 3] = [
    (ChangeKind::MovedIn, &[(3, 15), (3, 16), (1, 8)]),
    (ChangeKind::Recruited, &[(9, 15), (9, 16), (12, 17)]),
    (ChangeKind::MovedOut, &[(8, 15), (8, 16), (1, 10)]),
];
const SMALLEST_SCHOOL: usize = 6;

pub fn apply(copy: usize, schools: &[School], people: &mut [Person]) {
    let mut rng = Rng::new(Topic::Changes, copy);
    for (kind, count) in PLAN {
        for turn in 0..count {
            let person = choose(&mut rng, kind, schools, people);
            let date = date(&mut rng, kind, turn, person.teaches_grade9);
            adapt(&mut rng, person, kind, date);
            let document = document(kind, date, turn);
            let note = note(&mut rng, kind, person.kind);
            person.change = Some(Change { kind, date, document, note });
        }
    }
}

fn choose<'a>(rng: &mut Rng, kind: ChangeKind, schools: &[School], people: &'a mut [Person]) -> &'a mut Person {
    loop {
        let index = rng.below(people.len());
        let person = &people[index];
        let large_school = schools[person.school].staff >= SMALLEST_SCHOOL;
        if large_school && person.change.is_none() && fits(kind, person) {
            return &mut people[index];
        }
    }
}

fn fits(kind: ChangeKind, person: &Person) -> bool {
    let established = person.kind == Kind::Established && !person.is_head();
    let plain_teacher = person.post == Post::Teacher && person.duty.is_empty();
    match kind {
        ChangeKind::Recruited => person.kind != Kind::Contract && plain_teacher && !person.teaches_grade9,
        ChangeKind::MovedIn | ChangeKind::MovedOut | ChangeKind::Died => {
            established && plain_teacher && !person.teaches_grade9
        }
        ChangeKind::Retired => established && person.post != Post::Worker,
    }
}

/// Teachers of grade 9 leave after the exam only.
fn date(rng: &mut Rng, kind: ChangeKind, turn: usize, teaches_grade9: bool) -> Date {
    let edges = EDGES.iter().find(|(edge_kind, _)| *edge_kind == kind);
    let edge = edges.and_then(|(_, dates)| dates.get(turn));
    if let Some(&(month, day)) = edge {
        return Date::new(YEAR, month, day);
    }
    let month = match kind {
        ChangeKind::MovedIn => rng.pick(&[3, 8, 8, 9]),
        ChangeKind::Recruited => rng.pick(&[8, 9, 9, 10]),
        _ if teaches_grade9 => rng.between(7, 11),
        ChangeKind::MovedOut => rng.pick(&[2, 3, 7, 8, 8]),
        ChangeKind::Retired | ChangeKind::Died => rng.between(1, 11),
    };
    let day = match kind {
        ChangeKind::Retired => days_in_month(YEAR, month),
        _ => rng.between(1, 28),
    };
    Date::new(YEAR, month, day)
}

/// Makes age, rank and date of joining agree with the change.
fn adapt(rng: &mut Rng, person: &mut Person, kind: ChangeKind, date: Date) {
    if kind.is_arrival() {
        person.joined = date;
    }
    match kind {
        ChangeKind::Recruited => {
            person.birth = Date::new(rng.between(1991, 1996), rng.between(1, 12), rng.between(1, 28));
            (person.level, person.title) = ranks::UNRANKED;
        }
        ChangeKind::Retired => {
            let age = if person.male { 60 } else { 55 };
            person.birth = Date::new(YEAR - age, date.month, rng.between(1, 28));
            person.joined = Date::new(rng.between(1983, 2005), 8, rng.between(20, 31));
            (person.level, person.title) = ranks::of_retiring(rng);
        }
        _ => {}
    }
}

fn document(kind: ChangeKind, date: Date, turn: usize) -> String {
    match kind {
        ChangeKind::MovedIn | ChangeKind::MovedOut => {
            let number = date.month * 6 + turn as i32 % 6;
            format!("平人社调〔2018〕{number}号")
        }
        ChangeKind::Recruited => format!("平人社聘〔2018〕{}号", date.month + 3),
        ChangeKind::Retired => format!("平人社退〔2018〕{}号", date.month),
        ChangeKind::Died => String::new(),
    }
}

fn note(rng: &mut Rng, kind: ChangeKind, staff: Kind) -> &'static str {
    match kind {
        ChangeKind::MovedIn => rng.pick(&["由外县调入", "由市直学校调入"]),
        ChangeKind::Recruited if staff == Kind::SpecialPost => "2018年特岗教师招聘",
        ChangeKind::Recruited => "2018年公开招聘",
        ChangeKind::MovedOut => rng.pick(&["调往外县", "调往市直学校"]),
        ChangeKind::Retired => "到龄退休",
        ChangeKind::Died => "因病去世",
    }
}
