//! What the next part of a path may be: from hundreds of ways on, those whose first name is the part's.

use super::{
    documented::{called, last_part},
    target::Part,
};
use crate::{collections::HashMap, route::Segment};

/// Things to choose from, in order.
pub(crate) struct Choices<T> {
    all: Vec<T>,
    /// Indexes by the last part of the first name, in lower case.
    named: HashMap<String, Vec<usize>>,
    /// Indexes of those that begin with no name: calls at a place, keys and the like.
    others: Vec<usize>,
}

impl<T> Choices<T> {
    /// Reads off each thing the segment that it begins with.
    pub(crate) fn new(all: impl Iterator<Item = T>, first: impl Fn(&T) -> Option<&Segment>) -> Self {
        let all: Vec<T> = all.collect();
        let (mut named, mut others): (HashMap<_, Vec<_>>, _) = (HashMap::default(), Vec::new());
        for (index, one) in all.iter().enumerate() {
            match first(one).and_then(called) {
                Some((name, _)) => named.entry(folded(name)).or_default().push(index),
                None => others.push(index),
            }
        }
        Self { all, named, others }
    }

    /// Those that may fit a path, in their order.
    pub(crate) fn of(&self, path: &[Part]) -> impl Iterator<Item = &T> {
        let named = path.first().and_then(|part| self.named.get(&folded(name(part))));
        let mut indexes: Vec<usize> = named.into_iter().flatten().chain(&self.others).copied().collect();
        indexes.sort_unstable();
        indexes.into_iter().filter_map(|index| self.all.get(index))
    }
}

fn name(part: &Part) -> &str {
    let shown = part.shape.as_ref().and_then(called);
    shown.map_or(part.text.as_str(), |(name, _)| name)
}

fn folded(name: &str) -> String {
    last_part(name).to_ascii_lowercase()
}
