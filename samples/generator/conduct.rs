//! Whose appraisal fails or barely passes this year, and by which decision.

use crate::calendar::YEAR;
use crate::date::Date;
use crate::person::{Kind, Penalty, Person, Post, Standing};
use crate::rng::{Rng, Topic};

const DISCIPLINE: &str = "区纪委监委驻区教育局纪检监察组";
const BUREAU: &str = "平安区教育局";

/// School, standing, post, teaches grade 9, document, organ, date.
type Case = (usize, Standing, Post, bool, &'static str, &'static str, Date);

const CASES: [Case; 5] = [
    (5, Standing::EthicsFailed, Post::Teacher, false, "平教纪〔2018〕3号", DISCIPLINE, Date::new(YEAR, 4, 12)),
    (19, Standing::EthicsFailed, Post::Teacher, true, "平教纪〔2018〕7号", DISCIPLINE, Date::new(YEAR, 9, 18)),
    (24, Standing::EthicsFailed, Post::Teacher, false, "平教纪〔2018〕9号", DISCIPLINE, Date::new(YEAR, 11, 5)),
    (18, Standing::Failed, Post::Teacher, false, "平教发〔2018〕86号", BUREAU, Date::new(YEAR, 12, 10)),
    (7, Standing::Failed, Post::Worker, false, "平教发〔2018〕87号", BUREAU, Date::new(YEAR, 12, 10)),
];
const BARELY_PASSED: usize = 6;

pub fn apply(copy: usize, people: &mut [Person]) {
    let mut rng = Rng::new(Topic::Conduct, copy);
    for (school, standing, post, grade9, document, organ, date) in CASES {
        let person = choose(&mut rng, people, |person| {
            person.school == school && person.post == post && (post != Post::Teacher || person.teaches_grade9 == grade9)
        });
        person.kind = Kind::Established;
        person.standing = standing;
        person.penalty = Some(Penalty { document: document.to_string(), organ, date });
    }
    for _ in 0..BARELY_PASSED {
        let person = choose(&mut rng, people, |person| person.kind == Kind::Established);
        person.standing = Standing::BarelyPassed;
    }
}

/// Somebody who fits, holds no duty and stayed in post all year.
fn choose<'a>(rng: &mut Rng, people: &'a mut [Person], fits: impl Fn(&Person) -> bool) -> &'a mut Person {
    loop {
        let index = rng.below(people.len());
        let person = &people[index];
        let settled = person.change.is_none() && person.duty.is_empty();
        if settled && person.standing == Standing::Ordinary && fits(person) {
            return &mut people[index];
        }
    }
}
