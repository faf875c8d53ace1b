//! Sets of causes, each kept once: most people share theirs.
use std::collections::HashMap;

/// Causes that a set names; of more the first of them are kept, and that there are more.
pub const CAUSES_NAMED_MAX: usize = 64;
/// Stands behind the causes of a set that has more.
const MORE: u32 = u32::MAX;

/// A set, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct SetId(u32);

/// The set without causes.
pub(super) const NONE: SetId = SetId(0);

/// All sets.
pub(super) struct Sets {
    list: Vec<Vec<u32>>,
    known: HashMap<Vec<u32>, SetId>,
    unions: HashMap<(SetId, SetId), SetId>,
}

impl Sets {
    pub(super) fn new() -> Sets {
        Sets { list: vec![Vec::new()], known: HashMap::from([(Vec::new(), NONE)]), unions: HashMap::new() }
    }

    /// The set of one cause.
    pub(super) fn one(&mut self, cause: u32) -> SetId {
        self.keep(vec![cause])
    }

    /// What is in one of two sets.
    pub(super) fn union(&mut self, a: SetId, b: SetId) -> SetId {
        if a == b || b == NONE {
            return a;
        }
        if a == NONE {
            return b;
        }
        let pair = (a.min(b), a.max(b));
        if let Some(known) = self.unions.get(&pair) {
            return *known;
        }
        let mut both: Vec<u32> = self.list[a.0 as usize].iter().chain(&self.list[b.0 as usize]).copied().collect();
        both.sort_unstable();
        both.dedup();
        if both.len() > CAUSES_NAMED_MAX {
            both.truncate(CAUSES_NAMED_MAX);
            both.push(MORE);
        }
        let id = self.keep(both);
        self.unions.insert(pair, id);
        id
    }

    /// The causes of a set, in order, and whether there are more.
    pub(super) fn causes(&self, id: SetId) -> (&[u32], bool) {
        match self.list[id.0 as usize].as_slice() {
            [causes @ .., MORE] => (causes, true),
            causes => (causes, false),
        }
    }

    fn keep(&mut self, causes: Vec<u32>) -> SetId {
        if let Some(known) = self.known.get(&causes) {
            return *known;
        }
        let id = SetId(self.list.len() as u32);
        self.list.push(causes.clone());
        self.known.insert(causes, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_keeps_its_first_causes_and_says_that_there_are_more() {
        let mut sets = Sets::new();
        let mut all = NONE;
        for cause in (0..100).rev() {
            let one = sets.one(cause);
            all = sets.union(all, one);
        }
        let (causes, more) = sets.causes(all);
        assert_eq!((causes.len(), causes[0], causes[63], more), (64, 0, 63, true));
        let last = sets.one(99);
        assert_eq!(sets.union(all, last), all, "what is left out changes nothing");
    }
}
