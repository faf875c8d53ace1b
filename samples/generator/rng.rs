//! A small seeded generator of pseudo-random numbers (SplitMix64).
//!
//! Every topic of every district copy draws from a stream of its own, so that a change in one
//! spreadsheet does not disturb the others. Only integer steps and the four basic operations on
//! floats are used: the same numbers come out on every machine.

const SEED: u64 = 0x2018_1220_0055_0001;
const GOLDEN_GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// What a stream of random numbers is for.
#[derive(Clone, Copy)]
pub enum Topic {
    Schools = 1,
    Staff,
    Teaching,
    Changes,
    Conduct,
    Leave,
    Appraisal,
    Leaders,
    Methods,
    Candidates,
    TeacherEffect,
    SeniorTeaching,
    SeniorCandidates,
    SeniorTargets,
    LastYear,
    Monitoring,
    Enrolment,
    Attendance,
    Accounts,
}

pub struct Rng {
    state: u64,
}

impl Rng {
    /// The stream of one topic in one copy of the district.
    pub fn new(topic: Topic, copy: usize) -> Rng {
        Rng::for_item(topic, copy, 0)
    }

    /// The stream of one item (a school, a teacher) inside a topic.
    pub fn for_item(topic: Topic, copy: usize, item: usize) -> Rng {
        let mut rng = Rng { state: SEED };
        for part in [topic as u64, copy as u64, item as u64] {
            rng.state = rng.next() ^ part.wrapping_mul(GOLDEN_GAMMA);
        }
        rng
    }

    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN_GAMMA);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, but without, `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    /// A number between two bounds, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1) as usize) as i32
    }

    /// True in `per_mille` of 1,000 cases.
    pub fn chance(&mut self, per_mille: usize) -> bool {
        self.below(1000) < per_mille
    }

    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// Nearly normal with mean 0 and deviation 1: twelve uniform numbers less six.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
