//! Types by what they consist of. Comes in: types. Goes out: the type that a body without a name for its type is like.

use serde_json::Value;

use crate::collections::HashMap;
use crate::model::{Type, TypeName};

/// Types by the names of their properties, sorted.
pub(in crate::resolve) struct Alike<'a>(HashMap<Vec<&'a str>, Vec<&'a Type>>);

impl<'a> Alike<'a> {
    /// Sorts types by their properties.
    pub(in crate::resolve) fn new(types: &'a [Type]) -> Self {
        let mut alike: HashMap<_, Vec<_>> = HashMap::default();
        for ty in types {
            let names = ty.properties.iter().map(|property| property.name.as_str());
            alike.entry(sorted(names)).or_default().push(ty);
        }
        Self(alike)
    }

    /// The type that has exactly the properties of a body and is named after the call: `itemPreviewInfo` for `preview`.
    pub(in crate::resolve) fn find(&self, body: &Value, call: &str) -> Option<TypeName> {
        let types = self
            .0
            .get(&sorted(body.as_object()?.keys().map(String::as_str)))?;
        let call = call.to_lowercase();
        let named = |ty: &&&Type| ty.name.short().to_lowercase().contains(&call);
        types.iter().find(named).map(|ty| ty.name.clone())
    }
}

fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}
