//! Who works where: the staff of every school before the changes of the year.

use crate::date::Date;
use crate::names::Names;
use crate::person::{Kind, Person, Post, Standing};
use crate::ranks;
use crate::rng::{Rng, Topic};
use crate::school::{Level, School, Stage};
use crate::subjects::Rota;
use std::collections::HashSet;

/// People of the same name in two schools: school, school, name, male.
const NAMESAKES: [(usize, usize, &str, bool); 4] =
    [(6, 18, "张伟", true), (1, 8, "王芳", false), (7, 22, "李静", false), (19, 25, "刘洋", true)];

const SUPPORT_NOTES: [&str; 5] = ["图书管理员", "实验员", "财务人员", "校医", "电教员"];
const NURSERY_NOTE: &str = "保育员";
const WORKER_NOTES: [&str; 4] = ["炊事员", "门卫", "水电工", "宿舍管理员"];

pub fn of_schools(copy: usize, schools: &[School]) -> Vec<Person> {
    let names = Names::new();
    let size: usize = schools.iter().map(|school| school.staff).sum();
    let mut people = Vec::with_capacity(size);
    for (index, school) in schools.iter().enumerate() {
        let mut hiring = Hiring::new(copy, index, school, &names);
        for (post, duty) in posts(school) {
            let number = copy * size + people.len() + 1;
            people.push(hiring.person(number, post, duty));
        }
    }
    people
}

/// The posts of a school with the duties that go with them, the head first.
fn posts(school: &School) -> Vec<(Post, &'static str)> {
    let (support, workers) = helpers(school);
    let mut posts = vec![(Post::Manager, school.head_duty())];
    for (duty, count) in leaders(school) {
        posts.extend((0..count).map(|_| (Post::Teacher, duty)));
    }
    let teachers = school.staff - posts.len() - support - workers;
    posts.extend((0..teachers).map(|_| (Post::Teacher, "")));
    posts.extend((0..support).map(|_| (Post::Support, "")));
    posts.extend((0..workers).map(|_| (Post::Worker, "")));
    posts
}

fn leaders(school: &School) -> [(&'static str, usize); 3] {
    let counts = match (school.stage, school.staff) {
        (Stage::Kindergarten, 20..) => [0, 2, 1],
        (Stage::Kindergarten, _) => [0, 1, 0],
        (_, 100..) => [3, 4, 3],
        (_, 60..100) => [2, 3, 2],
        (_, 12..60) => [2, 2, 1],
        _ => [0, 0, 0],
    };
    [("副校长", counts[0]), ("主任", counts[1]), ("副主任", counts[2])]
}

/// Support staff and workers.
fn helpers(school: &School) -> (usize, usize) {
    match (school.stage, school.staff) {
        (Stage::Kindergarten, staff) => (staff * 15 / 100, (staff / 10).max(1)),
        (_, staff @ 12..) => ((staff * 6 / 100).max(1), (staff * 5 / 100).max(1)),
        (_, 7..12) => (0, 1),
        _ => (0, 0),
    }
}

/// Fills the posts of one school.
struct Hiring<'a> {
    rng: Rng,
    index: usize,
    school: &'a School,
    names: &'a Names,
    taken: HashSet<String>,
    namesakes: Vec<(&'static str, bool)>,
    rota: Rota,
}

impl<'a> Hiring<'a> {
    fn new(copy: usize, index: usize, school: &'a School, names: &'a Names) -> Hiring<'a> {
        let namesakes: Vec<_> = NAMESAKES
            .iter()
            .filter(|(one, other, _, _)| *one == index || *other == index)
            .map(|(_, _, name, male)| (*name, *male))
            .collect();
        Hiring {
            rng: Rng::for_item(Topic::Staff, copy, index),
            index,
            school,
            names,
            taken: namesakes.iter().map(|(name, _)| (*name).to_string()).collect(),
            namesakes,
            rota: Rota::new(school),
        }
    }

    fn person(&mut self, number: usize, post: Post, duty: &'static str) -> Person {
        let (name, male) = self.name(post, duty);
        let kind = self.kind(post, duty);
        let birth = self.birth(kind, post, duty, male);
        let (level, title) = self.rank(kind, post, birth);
        Person {
            number,
            school: self.index,
            name,
            male,
            birth,
            id_card: String::new(),
            kind,
            post,
            level,
            title,
            duty,
            subject: if matches!(post, Post::Teacher | Post::Manager) { self.rota.next() } else { "" },
            joined: self.joined(kind, birth),
            note: self.note(post),
            change: None,
            standing: Standing::Ordinary,
            penalty: None,
            teaches_grade9: false,
        }
    }

    fn name(&mut self, post: Post, duty: &str) -> (String, bool) {
        if post == Post::Teacher
            && duty.is_empty()
            && let Some((name, male)) = self.namesakes.pop()
        {
            return (name.to_string(), male);
        }
        let men = match (self.school.stage, post) {
            (Stage::Kindergarten, Post::Worker) => 500,
            (Stage::Kindergarten, _) => 40,
            (Stage::Primary, _) => 340,
            _ => 480,
        };
        let male = self.rng.chance(men);
        (self.names.unique(&mut self.rng, male, &mut self.taken), male)
    }

    fn kind(&mut self, post: Post, duty: &str) -> Kind {
        if !duty.is_empty() {
            return Kind::Established;
        }
        let (contract, special) = match (self.school.stage, self.school.level, post) {
            (Stage::Kindergarten, _, _) => (560, 0),
            (_, _, Post::Worker) => (400, 0),
            (_, _, Post::Support) => (100, 0),
            (_, Level::Township | Level::Village, _) => (0, 210),
            _ => (0, 0),
        };
        if self.rng.chance(contract) {
            Kind::Contract
        } else if self.rng.chance(special) {
            Kind::SpecialPost
        } else {
            Kind::Established
        }
    }

    /// Nobody of this list reaches the age of retirement in 2018.
    fn birth(&mut self, kind: Kind, post: Post, duty: &str, male: bool) -> Date {
        let oldest = match (post, male) {
            (_, true) => 1960,
            (Post::Worker, false) => 1970,
            (_, false) => 1965,
        };
        let (first, last) = match kind {
            Kind::SpecialPost => (1990, 1994),
            Kind::Contract => (1974, 1994),
            Kind::Established if !duty.is_empty() => (oldest + 4, 1984),
            Kind::Established => (oldest, 1993),
        };
        Date::new(self.rng.between(first, last), self.rng.between(1, 12), self.rng.between(1, 28))
    }

    fn rank(&mut self, kind: Kind, post: Post, birth: Date) -> ranks::Rank {
        match (kind, post) {
            (Kind::Contract, _) => ranks::UNRANKED,
            (Kind::SpecialPost, _) => ranks::of_special_post(&mut self.rng),
            (_, Post::Manager) => ranks::of_head(self.school.staff),
            (_, Post::Worker) => ranks::of_worker(&mut self.rng),
            _ => ranks::of_teacher(&mut self.rng, 2018 - birth.year),
        }
    }

    /// Everybody of this list was in post when the school year 2017-2018 began.
    fn joined(&mut self, kind: Kind, birth: Date) -> Date {
        let earliest = if kind == Kind::SpecialPost { 2015 } else { birth.year + 23 };
        let year = self.rng.between(earliest.min(2017), 2017);
        let (month, day) = if year < 2017 && self.rng.chance(150) {
            (self.rng.between(2, 6), self.rng.between(1, 28))
        } else {
            (8, self.rng.between(20, 31))
        };
        Date::new(year, month, day)
    }

    fn note(&mut self, post: Post) -> &'static str {
        match (post, self.school.stage) {
            (Post::Support, Stage::Kindergarten) => NURSERY_NOTE,
            (Post::Support, _) => self.rng.pick(&SUPPORT_NOTES),
            (Post::Worker, _) => self.rng.pick(&WORKER_NOTES),
            _ => "",
        }
    }
}
