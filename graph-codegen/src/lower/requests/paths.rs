//! The paths of operations: documented and shown, taken apart, in one spelling, as a tree. Comes in: operations. Goes out:
//! their paths, and findings of those that no builder makes.

use rayon::prelude::*;

use super::{
    counts::is_count,
    options,
    steps::{Spellings, Step},
    tree::Tree,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::Operation,
    route::{self, Template},
};

/// The paths that operations document.
pub(in crate::lower) fn templates(operations: &[Operation]) -> Vec<Vec<Template>> {
    let templates = operations.par_iter().map(|operation| {
        let paths = operation.paths.iter();
        paths.map(|path| route::parse(path)).collect()
    });
    templates.collect()
}

/// The tree of the paths that operations document.
pub(in crate::lower) fn documented(operations: &[Operation], templates: &[Vec<Template>]) -> Tree {
    let operations: Vec<&Operation> = operations.iter().collect();
    tree(&paths(&operations, templates))
}

/// Adds what only examples show; counts are operations of their own.
pub(super) fn add_shown(
    operations: &[&Operation],
    shown: &[(usize, String)],
    templates: &mut [Vec<Template>],
) {
    for (index, path) in shown {
        let is_count = operations.get(*index).is_some_and(|list| is_count(list, path));
        if let Some(templates) = templates.get_mut(*index).filter(|_| !is_count) {
            templates.push(route::parse(path));
        }
    }
}

/// A path template of an operation.
pub(super) struct Path<'t> {
    pub(super) template: &'t Template,
    /// None where no builder can make it.
    pub(super) steps: Option<Vec<Step>>,
}

/// The paths of all operations, in one spelling.
pub(super) fn paths<'t>(operations: &[&Operation], templates: &'t [Vec<Template>]) -> Vec<Vec<Path<'t>>> {
    let mut spellings = Spellings::default();
    for (operation, templates) in operations.iter().zip(templates) {
        let is_text = |name: &str| {
            let mut parameters = operation.path_parameters.iter();
            parameters.any(|parameter| {
                // Without a row of its own a parameter is a string for want of anything better.
                let stated = !parameter.description.is_empty() && parameter.ty.as_str() == "Edm.String";
                stated && parameter.name.eq_ignore_ascii_case(name)
            })
        };
        for template in templates {
            spellings.learn(template, &is_text);
        }
    }
    let path = |template: &'t Template| Path {
        steps: spellings.steps(template),
        template,
    };
    let paths = templates
        .iter()
        .map(|templates| templates.iter().map(path).collect());
    paths.collect()
}

/// Paths that no builder makes are told.
pub(super) fn unbuilt(operations: &[&Operation], paths: &[Vec<Path<'_>>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (operation, paths) in operations.iter().zip(paths) {
        for (index, path) in paths.iter().enumerate() {
            if path.steps.is_some() || index >= operation.paths.len() {
                continue;
            }
            let source = operation.path_sources.get(index).unwrap_or(&operation.source);
            let text = operation.paths.get(index).map(String::as_str).unwrap_or_default();
            let message = format!("no builder makes the path `{text}`");
            found.push(
                Diagnostic::new(&codes::PATH_NOT_BUILT, source.span, message)
                    .help("write names, keys in braces and calls with their arguments between slashes"),
            );
        }
    }
    found
}

/// All paths that builders can make.
pub(super) fn tree(paths: &[Vec<Path<'_>>]) -> Tree {
    let mut tree = Tree::default();
    for (operation, paths) in paths.iter().enumerate() {
        for path in paths {
            if let Some(steps) = &path.steps {
                tree.insert(steps, operation, options::required(path.template));
            }
        }
    }
    tree
}
