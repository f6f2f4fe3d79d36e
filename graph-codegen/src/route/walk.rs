//! Walks a schema along the segments of a template: which type a path addresses.

use super::parse::Segment;
use crate::model::{TypeName, TypeUse, short_name};

/// What a walk asks about the types of an API. Names are compared in any letter case.
pub trait Schema {
    /// The value of an entity set or a singleton. Names below one that has no type are joined: `print/printers`.
    fn entry(&self, path: &str) -> Option<TypeUse>;

    /// The values of a property of a type or of its bases; if it has none, of the types that derive from it.
    fn property(&self, ty: &TypeName, name: &str) -> Vec<TypeUse>;

    /// The results of the actions and functions of this name that can be called on a value, or on nothing; `None` for
    /// a call without a result.
    fn call(&self, on: Option<&TypeUse>, name: &str) -> Vec<Option<TypeUse>>;

    /// The type that a qualified name in a path casts to.
    fn cast(&self, name: &str) -> Option<TypeName>;

    /// Whether it knows all types and calls: then a name without a meaning has no continuation, and after a collection
    /// it is a key.
    fn is_complete(&self) -> bool {
        false
    }
}

/// What a path addresses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A value of this type.
    Typed(TypeUse),
    /// A call without a result.
    Nothing,
    /// `$ref`, `$value`, `$count`.
    Special,
    /// The schema does not say.
    Unknown,
}

/// How a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// The first segment.
    Entry,
    /// A property.
    Property,
    /// A key, in braces or in parentheses.
    Key,
    /// An action or a function.
    Call,
    /// A cast.
    Cast,
    /// An address by path.
    ByPath,
    /// `$ref`, `$value`, `$count`.
    Special,
    /// A name that no type knows.
    Unknown,
}

/// The result of a walk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    /// What the path addresses.
    pub target: Target,
    /// How it ends.
    pub end: End,
}

/// All that a path may address, since a property can be one of several derived types and a function can be overloaded.
/// Never empty.
pub fn walk(schema: &impl Schema, segments: &[Segment]) -> Vec<Reach> {
    let mut reached = vec![Reach::unknown(End::Unknown)];
    for (index, segment) in segments.iter().enumerate() {
        let last = index + 1 == segments.len();
        let mut next = Vec::with_capacity(1);
        for from in &reached {
            let steps = match &from.target {
                _ if index == 0 => vec![Reach::unknown(End::Entry)],
                Target::Typed(from) => step(schema, from, segment, last),
                // Only the end of a property without a name is known.
                Target::Unknown
                    if schema.is_complete() && !(from.end == End::Key && segment.is_special()) =>
                {
                    vec![Reach::unknown(End::Unknown)]
                }
                _ => step_from_unknown(schema, segment),
            };
            for reach in steps {
                if !next.contains(&reach) {
                    next.push(reach);
                }
            }
        }
        let known = |reach: &Reach| reach.target != Target::Unknown;
        if next.iter().any(known) {
            next.retain(known);
        } else if let Some(names) = segments.get(..=index).and_then(joined_names) {
            let entered = enter(schema, &names, segment);
            next = if entered.is_empty() { next } else { entered };
        }
        reached = next;
    }
    reached
}

/// An entity set, a singleton, or a call on nothing.
fn enter(schema: &impl Schema, names: &str, segment: &Segment) -> Vec<Reach> {
    match schema.entry(names) {
        Some(entry) if entry.collection && matches!(segment, Segment::Call { .. }) => {
            vec![Reach::item_of(&entry, End::Key)]
        }
        Some(entry) => vec![Reach::typed(entry, End::Entry)],
        None => called(schema, None, names),
    }
}

fn step(schema: &impl Schema, from: &TypeUse, segment: &Segment, last: bool) -> Vec<Reach> {
    match segment {
        Segment::Ref | Segment::Value | Segment::Count => vec![Reach::special()],
        Segment::Ellipsis => vec![Reach::typed(from.clone(), End::Unknown)],
        Segment::ByPath(_) => vec![Reach::item_of(from, End::ByPath)],
        Segment::Key(_) | Segment::Literal(_) if from.collection => vec![Reach::item_of(from, End::Key)],
        // A placeholder for the name of a property.
        Segment::Key(_) | Segment::Literal(_) => vec![Reach::unknown(End::Key)],
        Segment::Qualified { name, .. } => match cast(schema, name, from.collection) {
            Some(reach) => vec![reach],
            None => {
                let calls = called(schema, Some(from), short_name(name));
                if calls.is_empty() && from.collection && schema.is_complete() {
                    // A literal key: `/domains/contoso.com`.
                    return vec![Reach::item_of(from, End::Key)];
                }
                or_unknown(calls, End::Call)
            }
        },
        Segment::Name(name) => named(schema, from, name, false, last),
        Segment::Call { name, .. } => named(schema, from, name, true, last),
    }
}

/// After a segment that no type knows, only casts and calls that are the same everywhere are known.
fn step_from_unknown(schema: &impl Schema, segment: &Segment) -> Vec<Reach> {
    match segment {
        Segment::Ref | Segment::Value | Segment::Count => vec![Reach::special()],
        Segment::Key(_) | Segment::Literal(_) => vec![Reach::unknown(End::Key)],
        Segment::ByPath(_) => vec![Reach::unknown(End::ByPath)],
        Segment::Qualified { name, .. } => {
            vec![cast(schema, name, false).unwrap_or(Reach::unknown(End::Unknown))]
        }
        Segment::Name(name) | Segment::Call { name, .. } => {
            or_unknown(called(schema, None, name), End::Unknown)
        }
        Segment::Ellipsis => vec![Reach::unknown(End::Unknown)],
    }
}

fn named(schema: &impl Schema, from: &TypeUse, name: &str, parentheses: bool, last: bool) -> Vec<Reach> {
    if !from.collection {
        let properties = schema.property(&from.ty, name);
        if !properties.is_empty() {
            let reach = |property: TypeUse| {
                if property.collection && parentheses {
                    Reach::item_of(&property, End::Key)
                } else {
                    Reach::typed(property, End::Property)
                }
            };
            return properties.into_iter().map(reach).collect();
        }
    }
    let calls = called(schema, Some(from), name);
    if calls.is_empty() && from.collection && !parentheses && (!last || schema.is_complete()) {
        // A literal key: `/special/photos`.
        return vec![Reach::item_of(from, End::Key)];
    }
    or_unknown(calls, if parentheses { End::Call } else { End::Unknown })
}

fn cast(schema: &impl Schema, name: &str, collection: bool) -> Option<Reach> {
    let ty = schema.cast(name)?;
    Some(Reach::typed(TypeUse { ty, collection }, End::Cast))
}

fn called(schema: &impl Schema, on: Option<&TypeUse>, name: &str) -> Vec<Reach> {
    let reach = |result: Option<TypeUse>| Reach {
        target: result.map_or(Target::Nothing, Target::Typed),
        end: End::Call,
    };
    schema.call(on, name).into_iter().map(reach).collect()
}

fn or_unknown(reached: Vec<Reach>, end: End) -> Vec<Reach> {
    if reached.is_empty() {
        vec![Reach::unknown(end)]
    } else {
        reached
    }
}

/// `print/printers`, if there are only names.
fn joined_names(segments: &[Segment]) -> Option<String> {
    let name = |segment: &Segment| match segment {
        Segment::Name(name) | Segment::Call { name, .. } => Some(name.to_lowercase()),
        _ => None,
    };
    let names: Option<Vec<_>> = segments.iter().map(name).collect();
    Some(names?.join("/"))
}

impl Reach {
    fn typed(ty: TypeUse, end: End) -> Self {
        Self {
            target: Target::Typed(ty),
            end,
        }
    }

    fn item_of(collection: &TypeUse, end: End) -> Self {
        Self::typed(TypeUse::one(collection.ty.clone()), end)
    }

    fn special() -> Self {
        Self {
            target: Target::Special,
            end: End::Special,
        }
    }

    fn unknown(end: End) -> Self {
        Self {
            target: Target::Unknown,
            end,
        }
    }
}
