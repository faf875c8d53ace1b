//! Who teaches grade 9 in the school year 2017-2018, class by class and term by term.

use crate::person::{Person, Post};
use crate::rng::{Rng, Topic};
use crate::school::School;
use crate::subjects::EXAM;

pub const TERMS: usize = 2;
const CANDIDATES: i32 = 1400;
const SMALLEST: i32 = 40;
const LARGEST: i32 = 55;
/// Replaced teachers in one copy of the district.
const REPLACEMENTS: usize = 6;

/// Positions of the teachers of one subject in one class.
type Teachers = Vec<usize>;

pub struct Class {
    pub school: usize,
    pub number: usize,
    pub pupils: [i32; TERMS],
    pub head: usize,
    pub lessons: [[Teachers; EXAM.len()]; TERMS],
}

impl Class {
    pub fn name(&self) -> String {
        const DIGITS: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
        format!("九（{}）班", DIGITS[self.number - 1])
    }
}

/// The classes of all schools; their teachers are marked.
pub fn classes(copy: usize, schools: &[School], people: &mut [Person]) -> Vec<Class> {
    let mut rng = Rng::new(Topic::Teaching, copy);
    let mut classes = Vec::new();
    for (index, school) in schools.iter().enumerate() {
        classes.extend(of_school(&mut rng, index, school, people));
    }
    set_sizes(&mut rng, &mut classes);
    replace_some(&mut rng, &mut classes, people);
    mark_teachers(&classes, people);
    classes
}

fn of_school(rng: &mut Rng, index: usize, school: &School, people: &[Person]) -> Vec<Class> {
    let count = school.grade9_classes;
    if count == 0 {
        return Vec::new();
    }
    let mut grid: Vec<[Teachers; EXAM.len()]> = vec![Default::default(); count];
    for (subject, exam) in EXAM.iter().enumerate() {
        let mut pool = pool(people, index, exam.name);
        rng.shuffle(&mut pool);
        let needed = count.div_ceil(exam.load).min(pool.len());
        for (class, cells) in grid.iter_mut().enumerate() {
            cells[subject] = vec![pool[class * needed / count]];
            if rng.chance(30) && pool.len() > needed {
                cells[subject].push(pool[needed]);
            }
        }
    }
    let heads = heads(&grid);
    grid.into_iter()
        .zip(heads)
        .enumerate()
        .map(|(class, (cells, head))| Class {
            school: index,
            number: class + 1,
            pupils: [0; TERMS],
            head,
            lessons: [cells.clone(), cells],
        })
        .collect()
}

/// The teachers of a subject in a school.
fn pool(people: &[Person], school: usize, subject: &str) -> Vec<usize> {
    (0..people.len())
        .filter(|&index| {
            let person = &people[index];
            person.school == school && person.post == Post::Teacher && person.subject == subject
        })
        .collect()
}

/// Each class gets one of its teachers as its head; nobody heads two classes.
fn heads(grid: &[[Teachers; EXAM.len()]]) -> Vec<usize> {
    let mut heads: Vec<usize> = Vec::new();
    for (class, cells) in grid.iter().enumerate() {
        let free =
            (0..EXAM.len()).map(|step| cells[(class + step) % EXAM.len()][0]).find(|teacher| !heads.contains(teacher));
        heads.push(free.expect("a class has more teachers than the school has classes"));
    }
    heads
}

/// Classes of 40 to 55 pupils that make 1,400 candidates together.
fn set_sizes(rng: &mut Rng, classes: &mut [Class]) {
    let mut rest = CANDIDATES;
    for class in classes.iter_mut() {
        class.pupils[1] = rng.between(43, 51);
        rest -= class.pupils[1];
    }
    while rest != 0 {
        let chosen = rng.below(classes.len());
        let size = &mut classes[chosen].pupils[1];
        let changed = *size + rest.signum();
        if (SMALLEST..=LARGEST).contains(&changed) {
            *size = changed;
            rest -= rest.signum();
        }
    }
    for class in classes {
        class.pupils[0] = (class.pupils[1] + rng.between(-1, 2)).clamp(SMALLEST, LARGEST);
    }
}

/// Between the terms some teachers hand their classes over to a colleague.
fn replace_some(rng: &mut Rng, classes: &mut [Class], people: &[Person]) {
    let mut done = 0;
    while done < REPLACEMENTS {
        let class = rng.below(classes.len());
        let subject = rng.below(EXAM.len());
        let leaving = classes[class].lessons[1][subject].clone();
        let school = classes[class].school;
        let staff = classes.iter().filter(|other| other.school == school);
        let busy: Vec<usize> = staff.flat_map(|other| other.lessons.iter().flatten().flatten().copied()).collect();
        let mut pool = pool(people, school, EXAM[subject].name);
        pool.retain(|teacher| !busy.contains(teacher));
        let heads_a_class = classes.iter().any(|other| leaving.contains(&other.head));
        if heads_a_class || leaving.len() > 1 || pool.is_empty() {
            continue;
        }
        let coming = rng.pick(&pool);
        for other in classes.iter_mut().filter(|other| other.school == school) {
            for teacher in &mut other.lessons[1][subject] {
                if *teacher == leaving[0] {
                    *teacher = coming;
                }
            }
        }
        done += 1;
    }
}

fn mark_teachers(classes: &[Class], people: &mut [Person]) {
    for class in classes {
        for &teacher in class.lessons.iter().flatten().flatten() {
            people[teacher].teaches_grade9 = true;
        }
    }
}
