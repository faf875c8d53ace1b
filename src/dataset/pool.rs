use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::Arc;

/// Number of a text in the pool; equal texts have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextId(pub u32);

/// Every text once.
#[derive(Debug, Clone)]
pub struct TextPool {
    texts: Vec<Arc<str>>,
    /// Every cell with a text asks here, so the hash is a quick one; it is seeded anew by each run.
    numbers: HashMap<Arc<str>, TextId, RandomState>,
    /// Of a book that a batch keeps, the texts before those of the list.
    kept: Option<Arc<KeptTexts>>,
}

/// Texts in a row, each up to its end.
#[derive(Debug)]
struct KeptTexts {
    text: String,
    ends: Vec<usize>,
}

impl KeptTexts {
    fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }
}

impl Default for TextPool {
    fn default() -> Self {
        let mut pool = TextPool { texts: Vec::new(), numbers: HashMap::default(), kept: None };
        pool.intern("");
        pool
    }
}

impl TextPool {
    /// The empty text.
    pub const EMPTY: TextId = TextId(0);

    /// The texts of a book that a batch keeps, in the order of their numbers; of those in `known` the number can be
    /// asked for by the text. `None`: a text ends within a character.
    pub fn kept(text: String, ends: Vec<usize>, known: &[TextId]) -> Option<TextPool> {
        let inside = |end: &usize| text.is_char_boundary(*end);
        (ends.is_sorted() && ends.iter().all(inside)).then_some(())?;
        let kept = KeptTexts { text, ends };
        let named = |id: &TextId| Some((Arc::from(kept.get(id.0 as usize)?), *id));
        let numbers = known.iter().map(named).collect::<Option<_>>()?;
        Some(TextPool { texts: Vec::new(), numbers, kept: Some(Arc::new(kept)) })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.kept.as_ref().map_or(0, |kept| kept.ends.len()) + self.texts.len()
    }

    /// Whether there is none; the empty text is always there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of a text, new or known.
    pub fn intern(&mut self, text: &str) -> TextId {
        if let Some(id) = self.numbers.get(text) {
            return *id;
        }
        let shared: Arc<str> = Arc::from(text);
        let id = TextId(self.len() as u32);
        self.texts.push(shared.clone());
        self.numbers.insert(shared, id);
        id
    }

    /// Number of a text, if it is known.
    pub fn find(&self, text: &str) -> Option<TextId> {
        self.numbers.get(text).copied()
    }

    /// The text of a number, shared with the pool.
    pub fn shared(&self, id: TextId) -> Arc<str> {
        match &self.kept {
            None => self.texts.get(id.0 as usize).cloned().unwrap_or_default(),
            Some(_) => Arc::from(self.get(id)),
        }
    }

    /// The text of a number.
    pub fn get(&self, id: TextId) -> &str {
        let index = id.0 as usize;
        let Some(kept) = &self.kept else { return self.texts.get(index).map_or("", |text| text) };
        let later = || self.texts.get(index.checked_sub(kept.ends.len())?).map(|text| &**text);
        kept.get(index).or_else(later).unwrap_or("")
    }
}
