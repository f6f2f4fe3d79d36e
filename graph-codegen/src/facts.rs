//! [`Api`] → [`Facts`]: questions about the model that take a walk over all of it, one per file. Cannot fail.

mod cycles;
mod named;
pub mod proof;
mod unions;

pub(crate) use cycles::is_inline;
pub use named::{Meaning, Named};
pub use unions::{Place, Unions};

use std::collections::BTreeSet;

use crate::model::{Api, TypeName};

/// The answers.
#[derive(Debug, Default)]
pub struct Facts {
    /// What a name means.
    pub named: Named,
    /// Where a value may be of a derived type.
    pub unions: Unions,
    /// Properties whose inline value would hold itself: the declaring type and the property's name.
    pub cyclic: BTreeSet<(TypeName, String)>,
}

/// Answers all questions.
pub fn facts(api: &Api) -> Facts {
    let (unions, named) = rayon::join(|| unions::unions(api), || Named::new(api));
    let cyclic = cycles::cyclic(api, &unions);
    Facts {
        named,
        unions,
        cyclic,
    }
}

impl Facts {
    /// Whether an inline value of this property would hold itself.
    pub fn is_cyclic(&self, owner: &TypeName, property: &str) -> bool {
        self.cyclic.contains(&(owner.clone(), property.to_owned()))
    }
}
