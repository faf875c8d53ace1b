//! A list whose parts are there from the beginning, or are fetched when they are first asked for.
use std::fmt;
use std::ops::Index;
use std::sync::{Arc, OnceLock};

type Fetch<T> = Arc<dyn Fn(usize) -> T + Send + Sync>;

/// Columns or relations of a book: computed, or of a sealed batch read one by one as an explanation needs them.
#[derive(Clone)]
pub struct Lazily<T> {
    parts: Vec<OnceLock<T>>,
    fetch: Option<Fetch<T>>,
    /// What a part is that nothing fetches.
    none: T,
}

impl<T: Default> Lazily<T> {
    /// Parts that are fetched one by one.
    pub fn fetched(count: usize, fetch: impl Fn(usize) -> T + Send + Sync + 'static) -> Lazily<T> {
        let parts = (0..count).map(|_| OnceLock::new()).collect();
        Lazily { parts, fetch: Some(Arc::new(fetch)), none: T::default() }
    }

    /// Puts a part in its place.
    pub fn put(&mut self, index: usize, part: T) {
        self.parts[index] = OnceLock::from(part);
    }

    /// Adds a part at the end.
    pub fn push(&mut self, part: T) {
        self.parts.push(OnceLock::from(part));
    }

    /// All parts, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.parts.len()).map(|index| &self[index])
    }
}

impl<T: Default> Default for Lazily<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Default> From<Vec<T>> for Lazily<T> {
    fn from(parts: Vec<T>) -> Self {
        Lazily { parts: parts.into_iter().map(OnceLock::from).collect(), fetch: None, none: T::default() }
    }
}

impl<T> Index<usize> for Lazily<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        let part = &self.parts[index];
        match (part.get(), &self.fetch) {
            (Some(there), _) => there,
            (None, Some(fetch)) => part.get_or_init(|| fetch(index)),
            (None, None) => &self.none,
        }
    }
}

impl<T> fmt::Debug for Lazily<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = self.parts.iter().filter(|part| part.get().is_some()).count();
        write!(f, "{there} of {} parts", self.parts.len())
    }
}
