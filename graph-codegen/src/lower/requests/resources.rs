//! The types whose properties operations list again, by the names of their fields. Comes in: operations. Goes out: which
//! field of the type is described in the same words.

use rayon::prelude::*;

use super::operations::is_own;
use crate::{
    collections::{HashMap, HashSet},
    lower::{Ctx, names::field_ident},
    markdown::{Target, Text},
    model::{BodyProperty, Operation, Property, TypeName},
    rust::ItemPath,
    text::description_words,
};

/// All of them: many operations list properties of one type.
#[derive(Debug, Default)]
pub(super) struct Resources<'a> {
    known: HashMap<&'a TypeName, Resource<'a>>,
}

impl<'a> Resources<'a> {
    /// The types of the bodies of some operations.
    pub(super) fn new(ctx: &Ctx<'a>, operations: &[&'a Operation]) -> Self {
        let types: HashSet<&TypeName> = operations.iter().filter_map(|one| listed(one)).collect();
        let types: Vec<_> = types.into_iter().collect();
        let known = types
            .into_par_iter()
            .filter_map(|ty| Some((ty, Resource::of(ctx, ty)?)));
        Self {
            known: known.collect::<Vec<_>>().into_iter().collect(),
        }
    }

    /// A type.
    pub(super) fn of(&self, ty: &TypeName) -> Option<&Resource<'a>> {
        self.known.get(ty)
    }
}

fn listed(operation: &Operation) -> Option<&TypeName> {
    let body = operation.request_body.as_ref()?;
    body.ty.as_ref().filter(|_| is_own(operation, body))
}

/// A type with its properties by their names in Rust.
#[derive(Debug)]
pub(super) struct Resource<'a> {
    item: &'a ItemPath,
    properties: HashMap<String, Vec<&'a Property>>,
}

impl<'a> Resource<'a> {
    fn of(ctx: &Ctx<'a>, ty: &TypeName) -> Option<Self> {
        let item = ctx.names.item(ty)?;
        let mut properties: HashMap<_, Vec<_>> = HashMap::default();
        for property in ctx.api.chain(ty).flat_map(|ty| &ty.properties) {
            let called = properties.entry(field_ident(&property.name)).or_default();
            called.push(property);
        }
        Some(Self { item, properties })
    }

    /// A link to the field of the type that is described in the same words.
    pub(super) fn same_as(&self, property: &BodyProperty) -> Option<Text> {
        let ident = field_ident(&property.name);
        let (known, others) = self.properties.get(&ident)?.split_first()?;
        let own = description_words(&property.description);
        let same =
            known.name == property.name && (own.is_empty() || own == description_words(&known.description));
        let only = others.iter().all(|other| other.name == known.name) && ident != "extra";
        (same && only).then(|| {
            let text = Text::default().code(&format!("{}::{ident}", self.item.ident));
            let target = Target::item(&format!("{}::{ident}", self.item.path()));
            Text::default().link(text, target).text(".")
        })
    }
}
