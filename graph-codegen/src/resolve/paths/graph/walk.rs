//! A walk over the segments of a template. Comes in: a template and the graph. Goes out: where it ends, and how.

use super::{Call, End, Graph, Reach, Target};
use crate::{
    model::{Type, TypeName},
    resolve::names::{Typed, short},
    route::Segment,
};

impl Graph<'_> {
    /// What a path addresses.
    pub(in crate::resolve) fn walk(&self, segments: &[Segment]) -> Reach {
        let mut reach = Reach {
            target: Target::Unknown,
            end: End::Unknown,
        };
        for (index, segment) in segments.iter().enumerate() {
            let last = index + 1 == segments.len();
            reach = match (&reach.target, index) {
                (_, 0) => unknown(End::Entry),
                (Target::Typed(from), _) => self.step(from, segment, last),
                _ => self.unknown_step(segment),
            };
            if reach.target == Target::Unknown {
                let so_far = segments.get(..=index).and_then(names);
                let entered = so_far.and_then(|names| self.enter(&names, segment));
                reach = entered.unwrap_or(reach);
            }
        }
        reach
    }

    /// A path of names that pages tell about, or a call without anything that it is called on.
    fn enter(&self, names: &str, segment: &Segment) -> Option<Reach> {
        let Some(entry) = self.entries.get(names) else {
            return self.call(None, names);
        };
        Some(match segment {
            Segment::Call { .. } if entry.collection => reached(one(&entry.ty), End::Key),
            _ => reached(entry.clone(), End::Entry),
        })
    }

    fn step(&self, from: &Typed, segment: &Segment, last: bool) -> Reach {
        match segment {
            Segment::Ref | Segment::Value | Segment::Count => special(),
            Segment::Ellipsis => reached(from.clone(), End::Unknown),
            Segment::ByPath(_) => reached(one(&from.ty), End::ByPath),
            Segment::Key(_) | Segment::Literal(_) if from.collection => reached(one(&from.ty), End::Key),
            // A placeholder for the name of a property.
            Segment::Key(_) | Segment::Literal(_) => unknown(End::Key),
            Segment::Qualified { name, .. } => self.qualified(from, name),
            Segment::Name(name) => self.named(from, name, false, last),
            Segment::Call { name, .. } => self.named(from, name, true, last),
        }
    }

    /// After a segment that no type knows, only calls that are the same everywhere are known.
    fn unknown_step(&self, segment: &Segment) -> Reach {
        match segment {
            Segment::Ref | Segment::Value | Segment::Count => special(),
            Segment::Key(_) | Segment::Literal(_) => unknown(End::Key),
            Segment::ByPath(_) => unknown(End::ByPath),
            Segment::Qualified { name, .. } => {
                self.cast(name, false).unwrap_or_else(|| unknown(End::Unknown))
            }
            Segment::Name(name) | Segment::Call { name, .. } => self
                .call(None, &name.to_lowercase())
                .unwrap_or_else(|| unknown(End::Unknown)),
            Segment::Ellipsis => unknown(End::Unknown),
        }
    }

    fn qualified(&self, from: &Typed, name: &str) -> Reach {
        self.cast(name, from.collection)
            .or_else(|| self.call(Some(from), &short(name).to_lowercase()))
            .unwrap_or_else(|| unknown(End::Call))
    }

    fn cast(&self, name: &str, collection: bool) -> Option<Reach> {
        let name = name.to_lowercase();
        // `graph.user` is also seen.
        let ending = format!(".{name}");
        let full = |ty: &&&Type| ty.name.as_str().to_lowercase();
        let longer = || {
            let named = self.short.get(short(&name))?.iter();
            named.filter(|ty| full(ty).ends_with(&ending)).min_by_key(full)
        };
        let ty = self.folded.get(&name).or_else(longer)?;
        Some(reached(
            Typed {
                ty: ty.name.clone(),
                collection,
            },
            End::Cast,
        ))
    }

    fn named(&self, from: &Typed, name: &str, parentheses: bool, last: bool) -> Reach {
        let property = if from.collection {
            None
        } else {
            self.property(&from.ty, name)
        };
        if let Some(property) = property {
            return match parentheses && property.collection {
                true => reached(one(&property.ty), End::Key),
                false => reached(property, End::Property),
            };
        }
        if let Some(reach) = self.call(Some(from), &name.to_lowercase()) {
            return reach;
        }
        if from.collection && !parentheses && !last {
            // A literal key: `/special/photos`.
            return reached(one(&from.ty), End::Key);
        }
        unknown(if parentheses { End::Call } else { End::Unknown })
    }

    /// A known call: one on this type or its relatives, else one whose result is the same everywhere.
    fn call(&self, on: Option<&Typed>, name: &str) -> Option<Reach> {
        let calls = self.calls.get(name)?;
        let bound = |call: &&Call| match (&call.on, on) {
            (Some(expected), Some(on)) => self.related(expected, &on.ty),
            _ => false,
        };
        let call = calls.iter().find(bound).or_else(|| {
            let first = calls.first()?;
            calls
                .iter()
                .all(|call| call.result == first.result)
                .then_some(first)
        })?;
        let target = match &call.result {
            Some(result) => Target::Typed(result.clone()),
            None => Target::Nothing,
        };
        Some(Reach {
            target,
            end: End::Call,
        })
    }
}

/// `print/printers`, where there are only names.
fn names(segments: &[Segment]) -> Option<String> {
    let mut names = String::new();
    for segment in segments {
        let (Segment::Name(name) | Segment::Call { name, .. }) = segment else {
            return None;
        };
        if !names.is_empty() {
            names.push('/');
        }
        names.push_str(name);
    }
    Some(names.to_lowercase())
}

fn one(ty: &TypeName) -> Typed {
    Typed {
        ty: ty.clone(),
        collection: false,
    }
}

fn reached(typed: Typed, end: End) -> Reach {
    Reach {
        target: Target::Typed(typed),
        end,
    }
}

fn special() -> Reach {
    Reach {
        target: Target::Special,
        end: End::Special,
    }
}

fn unknown(end: End) -> Reach {
    Reach {
        target: Target::Unknown,
        end,
    }
}
