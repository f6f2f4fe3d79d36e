//! What the request bodies of operations are: a type of the models, a struct of the operation's own, or content. A
//! property that a type describes in the same words links to it.

use rayon::prelude::*;

use crate::{
    collections::{HashMap, HashSet},
    lower::{Ctx, names::field_ident},
    markdown::{Target, Text},
    model::{BodyProperty, Operation, OperationKind, Property, RequestBody, TypeName},
    rust::ItemPath,
    text::description_words,
};

/// What an operation's request carries, before types have names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyShape<'a> {
    None,
    Own,
    Reference,
    Content,
    /// Free-form JSON where there is no type.
    Value(Option<&'a TypeName>),
}

impl BodyShape<'_> {
    /// Whether it is JSON of the operation's own type of body.
    pub(super) fn is_json(self) -> bool {
        matches!(self, Self::Own | Self::Value(_))
    }
}

pub(super) fn body_shape(operation: &Operation) -> BodyShape<'_> {
    let Some(body) = &operation.request_body else {
        return BodyShape::None;
    };
    let json = body.content_types.is_empty() || body.content_types.iter().any(|kind| kind.contains("json"));
    match &body.ty {
        _ if operation.kind == OperationKind::Ref => BodyShape::Reference,
        _ if is_own(operation, body) => BodyShape::Own,
        Some(ty) if ty.as_str() == "Edm.Stream" => BodyShape::Content,
        _ if !json => BodyShape::Content,
        ty => BodyShape::Value(ty.as_ref()),
    }
}

/// Changes list what can be changed, actions list their parameters.
pub(super) fn is_own(operation: &Operation, body: &RequestBody) -> bool {
    let listed = !body.properties.is_empty();
    listed
        && operation.kind != OperationKind::Ref
        && (body.ty.is_none() || operation.kind == OperationKind::Update)
}

/// The types whose properties operations list again.
#[derive(Debug, Default)]
pub(super) struct Resources<'a> {
    known: HashMap<&'a TypeName, Resource<'a>>,
}

impl<'a> Resources<'a> {
    /// The types of the bodies of some operations.
    pub(super) fn new(ctx: &Ctx<'a>, operations: &'a [Operation]) -> Self {
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
