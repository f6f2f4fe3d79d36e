//! The same operation on several pages → one. Comes in: operations of pages. Goes out: operations with unique ids.
//! Pages of derived types that share a path are about different things and stay apart.

use std::collections::BTreeSet;

use crate::{
    collections::HashMap,
    model::{Operation, Parameter},
    resolve::{paths::Line, unique::make_unique},
};

/// The shape of a path, and the names in its query.
type Shape<'l> = (&'l str, BTreeSet<&'l str>);

/// The method, the paths, and the title in lower case.
type Title<'l> = (String, BTreeSet<Shape<'l>>, String);

/// Merges operations that mean the same, and makes ids unique. Each comes with its lines.
pub(super) fn merge(operations: Vec<(Vec<&Line>, Operation)>) -> Vec<Operation> {
    let mut merged: Vec<Operation> = Vec::with_capacity(operations.len());
    let mut by_title: HashMap<Title<'_>, Vec<usize>> = HashMap::default();
    for (lines, operation) in operations {
        let alike = by_title.entry(title(&lines, &operation)).or_default();
        let same = |index: &&usize| merged.get(**index).is_some_and(|known| means(known, &operation));
        match alike.iter().find(same).and_then(|index| merged.get_mut(*index)) {
            Some(known) => add(known, operation),
            None => {
                alike.push(merged.len());
                merged.push(operation);
            }
        }
    }
    // Two pages can have the same stem only in different folders.
    make_unique(merged.iter_mut().map(|operation| &mut operation.id), "-");
    merged
}

/// What a caller calls.
fn title<'l>(lines: &[&'l Line], operation: &Operation) -> Title<'l> {
    let shapes = lines.iter().map(|line| shape(line)).collect();
    (operation.method.clone(), shapes, operation.title.to_lowercase())
}

/// Whether two operations of one title are the same in everything else that a caller would notice.
fn means(a: &Operation, b: &Operation) -> bool {
    let body = |operation: &Operation| {
        let body = operation.request_body.as_ref()?;
        let properties = body.properties.iter().map(|property| property.name.clone());
        Some((
            (body.ty.clone(), body.collection),
            properties.collect::<Vec<_>>(),
            body.content_types.clone(),
        ))
    };
    a.kind == b.kind && a.description == b.description && a.responses == b.responses && body(a) == body(b)
}

/// The query belongs to it: `$expand` on one page and none on the other are not the same.
fn shape(line: &Line) -> Shape<'_> {
    (&line.shape, line.query().collect())
}

fn add(known: &mut Operation, other: Operation) {
    for (path, source) in other.paths.into_iter().zip(other.path_sources) {
        if !known.paths.contains(&path) {
            known.paths.push(path);
            known.path_sources.push(source);
        }
    }
    add_parameters(&mut known.path_parameters, other.path_parameters);
    add_parameters(&mut known.query_parameters, other.query_parameters);
    add_parameters(&mut known.headers, other.headers);
    known.all_query_options |= other.all_query_options;
    let (a, b) = (&mut known.permissions, other.permissions);
    add_texts(&mut a.delegated_work, b.delegated_work);
    add_texts(&mut a.delegated_personal, b.delegated_personal);
    add_texts(&mut a.application, b.application);
    a.stated |= b.stated;
}

fn add_parameters(known: &mut Vec<Parameter>, others: Vec<Parameter>) {
    for other in others {
        if !known
            .iter()
            .any(|parameter| parameter.name == other.name && parameter.value == other.value)
        {
            known.push(other);
        }
    }
}

fn add_texts(known: &mut Vec<String>, others: Vec<String>) {
    for other in others {
        if !known.contains(&other) {
            known.push(other);
        }
    }
}
