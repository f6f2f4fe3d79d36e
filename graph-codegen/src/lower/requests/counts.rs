//! Counts of lists: `/users/$count`, which no HTTP block lists and examples show on the page of the list. Comes in:
//! operations and the paths that examples show. Goes out: an operation of its own for each list that is counted.

use std::collections::BTreeMap;

use crate::model::{Operation, OperationKind, Parameter, Response, TypeName};

/// Whether a path counts the items of a list.
pub(in crate::lower) fn is_count(list: &Operation, path: &str) -> bool {
    list.kind == OperationKind::List && path.ends_with("/$count")
}

/// The counts among some shown paths, by the index of their list.
pub(super) fn counts(operations: &[Operation], shown: &[(usize, String)]) -> Vec<Operation> {
    let mut paths: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (index, path) in shown {
        paths.entry(*index).or_default().push(path.clone());
    }
    let found = paths.into_iter().filter_map(|(index, mut paths)| {
        let list = operations.get(index)?;
        paths.retain(|path| is_count(list, path));
        (!paths.is_empty()).then(|| count(list, paths))
    });
    found.collect()
}

/// It takes the options of the list that choose among its items, and its header fields.
fn count(list: &Operation, paths: Vec<String>) -> Operation {
    let subject = list.title.strip_prefix("List ").unwrap_or(&list.title);
    let chooses = |parameter: &&Parameter| {
        matches!(
            parameter
                .name
                .trim_start_matches('$')
                .to_ascii_lowercase()
                .as_str(),
            "filter" | "search"
        )
    };
    Operation {
        id: format!("{}-count", list.id),
        title: format!("Count {subject}"),
        kind: OperationKind::Count,
        paths,
        description: format!("How many items there are: {subject}."),
        query_parameters: list.query_parameters.iter().filter(chooses).cloned().collect(),
        responses: vec![Response {
            status: 200,
            ty: Some(TypeName::new("Edm.Int64")),
            collection: false,
        }],
        path_sources: Vec::new(),
        ..list.clone()
    }
}
