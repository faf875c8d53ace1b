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
}

impl Default for TextPool {
    fn default() -> Self {
        let mut pool = TextPool { texts: Vec::new(), numbers: HashMap::default() };
        pool.intern("");
        pool
    }
}

impl TextPool {
    /// The empty text.
    pub const EMPTY: TextId = TextId(0);

    /// Number of a text, new or known.
    pub fn intern(&mut self, text: &str) -> TextId {
        if let Some(id) = self.numbers.get(text) {
            return *id;
        }
        let shared: Arc<str> = Arc::from(text);
        let id = TextId(self.texts.len() as u32);
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
        self.texts.get(id.0 as usize).cloned().unwrap_or_default()
    }

    /// The text of a number.
    pub fn get(&self, id: TextId) -> &str {
        self.texts.get(id.0 as usize).map_or("", |text| text)
    }
}
