//! The last year of the senior highs: classes, who teaches them, and the university entrance exam of June 2018.

use crate::appraisal;
use crate::district::District;
use crate::names::Names;
use crate::person::{Person, Post, Standing};
use crate::rng::{Rng, Topic};
use crate::school::width;
use std::collections::HashSet;

pub struct Subject {
    pub name: &'static str,
    pub full: i32,
    /// Share of full marks an average candidate gets.
    ease: f64,
    /// Classes that one teacher takes.
    load: usize,
}

const fn subject(name: &'static str, full: i32, ease: f64, load: usize) -> Subject {
    Subject { name, full, ease, load }
}

pub const SUBJECTS: [Subject; 9] = [
    subject("语文", 150, 0.66, 2),
    subject("数学", 150, 0.52, 2),
    subject("英语", 150, 0.55, 2),
    subject("物理", 110, 0.47, 3),
    subject("化学", 100, 0.51, 3),
    subject("生物", 90, 0.56, 3),
    subject("思想政治", 100, 0.54, 4),
    subject("历史", 100, 0.55, 4),
    subject("地理", 100, 0.53, 4),
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Track {
    Science,
    Arts,
}

impl Track {
    pub const ALL: [Track; 2] = [Track::Science, Track::Arts];

    pub fn label(self) -> &'static str {
        match self {
            Track::Science => "理工",
            Track::Arts => "文史",
        }
    }

    pub fn sits(self, subject: usize) -> bool {
        match self {
            Track::Science => subject < 6,
            Track::Arts => !(3..6).contains(&subject),
        }
    }
}

/// Position of the school, classes of science, of arts, how far its pupils lie above the mean.
const SCHOOLS: [(usize, usize, usize, f64); 2] = [(24, 5, 3, 0.05), (25, 3, 3, -0.06)];

pub struct Class {
    pub school: usize,
    pub number: usize,
    pub track: Track,
    pub pupils: i32,
    pub head: usize,
    /// Teachers by subject; none where the class does not learn it.
    pub lessons: [Vec<usize>; SUBJECTS.len()],
}

impl Class {
    pub fn name(&self) -> String {
        format!("高三（{}）班", self.number)
    }
}

/// Positions of the senior highs among the schools.
pub fn schools() -> impl Iterator<Item = usize> {
    SCHOOLS.iter().map(|school| school.0)
}

pub fn classes(district: &District) -> Vec<Class> {
    let mut rng = Rng::new(Topic::SeniorTeaching, district.copy);
    SCHOOLS
        .iter()
        .flat_map(|&(school, science, arts, _)| of_school(&mut rng, district, school, science, arts))
        .collect()
}

fn of_school(rng: &mut Rng, district: &District, school: usize, science: usize, arts: usize) -> Vec<Class> {
    let tracks: Vec<Track> =
        (0..science + arts).map(|n| if n < science { Track::Science } else { Track::Arts }).collect();
    let mut grid: Vec<[Vec<usize>; SUBJECTS.len()]> = tracks.iter().map(|_| Default::default()).collect();
    for (subject, taught) in SUBJECTS.iter().enumerate() {
        let mut pool = pool(&district.people, school, taught.name);
        rng.shuffle(&mut pool);
        // Whoever the year's decisions are about teaches the last year.
        pool.sort_by_key(|&index| district.people[index].standing == Standing::Ordinary);
        let having: Vec<usize> = (0..tracks.len()).filter(|&class| tracks[class].sits(subject)).collect();
        let needed = having.len().div_ceil(taught.load).min(pool.len());
        for (turn, &class) in having.iter().enumerate() {
            grid[class][subject] = vec![pool[turn * needed / having.len()]];
            if rng.chance(50) && pool.len() > needed {
                grid[class][subject].push(pool[needed]);
            }
        }
    }
    let rows = appraisal::teachers(district, school);
    let heading: HashSet<usize> = rows.iter().filter(|row| row.class_months > 0).map(|row| row.person.number).collect();
    let mut heads: Vec<usize> = Vec::new();
    for cells in &grid {
        let free: Vec<usize> = cells.iter().flatten().copied().filter(|teacher| !heads.contains(teacher)).collect();
        let known = free.iter().find(|&&teacher| heading.contains(&district.people[teacher].number));
        heads.push(known.or(free.first()).copied().expect("a class has more teachers than the school has classes"));
    }
    let cells = grid.into_iter().zip(heads).zip(tracks).enumerate();
    cells
        .map(|(class, ((lessons, head), track))| Class {
            school,
            number: class + 1,
            track,
            pupils: rng.between(47, 53),
            head,
            lessons,
        })
        .collect()
}

/// The teachers of a subject who stayed all year.
fn pool(people: &[Person], school: usize, subject: &str) -> Vec<usize> {
    (0..people.len())
        .filter(|&index| {
            let person = &people[index];
            let here = person.school == school && person.post == Post::Teacher && person.subject == subject;
            here && person.change.is_none() && person.duty != "副校长"
        })
        .collect()
}

pub struct Candidate {
    pub number: String,
    pub name: String,
    pub school: usize,
    pub class: String,
    pub track: Track,
    /// Half marks; none in a subject that was missed or is not sat.
    pub scores: [Option<i32>; SUBJECTS.len()],
    pub level: &'static str,
    /// Place in the province, known for the best.
    pub place: Option<i32>,
}

impl Candidate {
    pub fn total(&self) -> i32 {
        self.scores.iter().flatten().sum()
    }

    pub fn sat(&self) -> bool {
        self.scores.iter().any(Option::is_some)
    }
}

const WHOLLY_ABSENT: usize = 6;
const SINGLY_ABSENT: usize = 17;
/// Per mille of the candidates who reach the first line and the second.
const FIRST: usize = 293;
const SECOND: usize = 534;
/// Half marks of the line of colleges.
const COLLEGE: i32 = 400;
/// Candidates of whom the province's place is known.
const PLACED: usize = 30;

pub fn candidates(district: &District, classes: &[Class], scale: usize) -> Vec<Candidate> {
    let mut rng = Rng::new(Topic::SeniorCandidates, district.copy);
    let names = Names::new();
    let mut candidates = Vec::new();
    let mut taken = HashSet::new();
    let mut seat = 0;
    for class in classes {
        let code = district.schools[class.school].number;
        for _ in 0..class.pupils {
            seat += 1;
            let male = rng.chance(490);
            candidates.push(Candidate {
                number: format!("18630{code:0width$}{seat:04}", width = width(26 * scale)),
                name: names.unique(&mut rng, male, &mut taken),
                school: class.school,
                class: class.name(),
                track: class.track,
                scores: scores(&mut rng, district, class),
                level: "",
                place: None,
            });
        }
    }
    mark_missing(&mut rng, &mut candidates);
    for track in Track::ALL {
        admit(&mut candidates, track);
    }
    place(&mut rng, &mut candidates);
    candidates
}

fn scores(rng: &mut Rng, district: &District, class: &Class) -> [Option<i32>; SUBJECTS.len()] {
    let strength = SCHOOLS.iter().find(|school| school.0 == class.school).map_or(0.0, |school| school.3);
    let ability = strength + 0.12 * rng.normal();
    std::array::from_fn(|subject| {
        let teacher = *class.lessons[subject].first()?;
        let effect = 0.02 * Rng::for_item(Topic::TeacherEffect, district.copy, teacher).normal();
        let share = SUBJECTS[subject].ease + ability + effect + 0.06 * rng.normal();
        Some((share.clamp(0.04, 0.985) * f64::from(SUBJECTS[subject].full)) as i32 * 2 + i32::from(rng.chance(200)))
    })
}

fn mark_missing(rng: &mut Rng, candidates: &mut [Candidate]) {
    for _ in 0..WHOLLY_ABSENT {
        let index = rng.below(candidates.len());
        candidates[index].scores = Default::default();
    }
    for _ in 0..SINGLY_ABSENT {
        let index = rng.below(candidates.len());
        let sat: Vec<usize> = (0..SUBJECTS.len()).filter(|&s| candidates[index].scores[s].is_some()).collect();
        if !sat.is_empty() {
            candidates[index].scores[rng.pick(&sat)] = None;
        }
    }
}

/// The level each candidate of a track is admitted at: by the lines, whole multiples of five.
fn admit(candidates: &mut [Candidate], track: Track) {
    let [first, second] = [FIRST, SECOND].map(|share| line(candidates, track, share));
    for candidate in candidates.iter_mut().filter(|candidate| candidate.track == track) {
        candidate.level = match candidate.total() {
            total if total >= first => "一本",
            total if total >= second => "本科",
            total if total >= COLLEGE => "专科",
            _ => "未录取",
        };
    }
}

fn line(candidates: &[Candidate], track: Track, per_mille: usize) -> i32 {
    let totals: Vec<i32> = candidates.iter().filter(|c| c.track == track).map(Candidate::total).collect();
    let reaching = |line: i32| totals.iter().filter(|total| **total >= line).count();
    let found = (0..1500).step_by(10).find(|&line| reaching(line) * 1000 <= totals.len() * per_mille);
    found.expect("nobody reaches full marks")
}

fn place(rng: &mut Rng, candidates: &mut [Candidate]) {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|&index| (-candidates[index].total(), index));
    let mut place = 52;
    for index in order.into_iter().take(PLACED) {
        place += rng.between(19, 58);
        candidates[index].place = Some(place);
    }
}

/// The best ten of each track, with those of equal marks, and whoever stands among the province's best hundred.
/// The best of several copies, put together, are asked again: all copies are one district.
pub fn outstanding(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    const BEST: usize = 10;
    candidates.sort_by_key(|candidate| -candidate.total());
    let last = Track::ALL.map(|track| {
        let of_track = candidates.iter().filter(|candidate| candidate.track == track);
        of_track.map(Candidate::total).nth(BEST - 1).expect("a track has more candidates")
    });
    candidates.retain(|candidate| {
        let [science, arts] = last;
        let needed = if candidate.track == Track::Science { science } else { arts };
        candidate.total() >= needed || candidate.place.is_some_and(|place| place <= 100)
    });
    candidates.sort_by_key(|candidate| candidate.track == Track::Arts);
    candidates
}
