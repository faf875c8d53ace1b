//! One copy of the invented district: its schools, staff, grade 9 classes and leave slips.

use crate::leave::{self, Slip};
use crate::person::Person;
use crate::rng::{Rng, Topic};
use crate::school::School;
use crate::teaching::{self, Class};
use crate::{changes, conduct, idcard, staff};
use std::collections::HashSet;

pub const BUREAU: &str = "平安区教育局";

pub struct District {
    pub copy: usize,
    pub schools: Vec<School>,
    pub people: Vec<Person>,
    pub classes: Vec<Class>,
    pub slips: Vec<Slip>,
}

impl District {
    pub fn new(copy: usize) -> District {
        let schools = School::all(copy);
        let mut people = staff::of_schools(copy, &schools);
        let classes = teaching::classes(copy, &schools, &mut people);
        changes::apply(copy, &schools, &mut people);
        conduct::apply(copy, &mut people);
        issue_id_cards(copy, &mut people);
        let slips = leave::slips(copy, &people);
        District { copy, schools, people, classes, slips }
    }

    /// All copies, one after the other: only one is in memory at a time.
    pub fn copies(scale: usize) -> impl Iterator<Item = District> {
        (0..scale).map(District::new)
    }

    pub fn school_of(&self, person: &Person) -> &str {
        &self.schools[person.school].name
    }

    pub fn staff(&self, school: usize) -> impl Iterator<Item = (usize, &Person)> {
        self.people.iter().enumerate().filter(move |(_, person)| person.school == school)
    }

    pub fn head(&self, school: usize) -> &Person {
        let mut staff = self.staff(school);
        staff.find(|(_, person)| person.is_head()).expect("every school has a head").1
    }
}

fn issue_id_cards(copy: usize, people: &mut [Person]) {
    let mut rng = Rng::for_item(Topic::Staff, copy, usize::MAX);
    let mut taken = HashSet::new();
    for person in people {
        person.id_card = idcard::issue(&mut rng, copy, person.birth, person.male, &mut taken);
    }
}
