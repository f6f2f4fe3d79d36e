//! The same operation on several pages → one. Comes in: operations of pages. Goes out: operations with unique ids.
//! Pages of derived types that share a path are about different things and stay apart.

use std::collections::BTreeSet;

use crate::{
    hashed::HashMap,
    model::{Operation, Parameter},
    resolve::paths::Line,
};

/// Merges operations that mean the same, and makes ids unique. Each comes with its lines.
pub(super) fn merge(operations: Vec<(Vec<&Line>, Operation)>) -> Vec<Operation> {
    let mut merged: Vec<Operation> = Vec::new();
    let mut by_meaning: HashMap<String, usize> = HashMap::default();
    for (lines, operation) in operations {
        let index = *by_meaning
            .entry(meaning(&lines, &operation))
            .or_insert(merged.len());
        match merged.get_mut(index) {
            Some(known) => add(known, operation),
            None => merged.push(operation),
        }
    }
    make_unique(&mut merged);
    merged
}

/// Everything that a caller would notice.
fn meaning(lines: &[&Line], operation: &Operation) -> String {
    let shapes: BTreeSet<String> = lines.iter().map(|line| shape(line)).collect();
    let body = operation.request_body.as_ref().map(|body| {
        let properties: Vec<_> = body.properties.iter().map(|property| &property.name).collect();
        (&body.ty, properties, &body.content_types)
    });
    format!(
        "{} {shapes:?} {:?} {} {body:?} {:?} {:?}",
        operation.method,
        operation.kind,
        operation.title.to_lowercase(),
        operation.responses,
        operation.description,
    )
}

/// The query belongs to it: `$expand` on one page and none on the other are not the same.
fn shape(line: &Line) -> String {
    let query: BTreeSet<_> = line.query().collect();
    format!("{}?{query:?}", line.shape)
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

/// Two pages can have the same stem only in different folders; the later one is numbered.
fn make_unique(operations: &mut [Operation]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for operation in operations {
        let id = operation.id.clone();
        let mut number = 2;
        while !taken.insert(operation.id.clone()) {
            operation.id = format!("{id}-{number}");
            number += 1;
        }
    }
}
