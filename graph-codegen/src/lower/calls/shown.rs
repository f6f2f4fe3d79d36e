//! Paths that no HTTP block lists and an example request of the same page shows: `/me/ownedDevices` beside
//! `/users/{id}/ownedDevices`. Comes in: operations, examples and the documented paths. Goes out:
//! templates by operation.

use rayon::prelude::*;

use super::{
    documented::Documented,
    target::{self, Part, Target},
};
use crate::{
    collections::{HashMap, HashSet},
    lower::{Ctx, requests::counts::is_count},
    model::{Api, Example, Operation, OperationKind},
    route::{Argument, Segment, Template},
};

/// Templates by the index of their operation, each once.
pub(super) fn shown(
    ctx: &Ctx<'_>,
    documented: &Documented<'_>,
    templates: &[Vec<Template>],
) -> Vec<(usize, String)> {
    let known = Known {
        api: ctx.api,
        documented,
        operations: indexes(ctx.api),
        names: names(templates),
    };
    let found = ctx.api.examples.par_iter();
    let mut found: Vec<_> = found.filter_map(|example| known.path(example)).collect();
    found.sort();
    found.dedup();
    found
}

/// All names that templates have.
fn names(templates: &[Vec<Template>]) -> HashSet<String> {
    let templates = templates.iter().flatten();
    let segments = templates.flat_map(|template| &template.segments);
    segments
        .filter_map(|segment| segment.name().map(str::to_lowercase))
        .collect()
}

/// Operations by their ids; of equal ones the first counts.
fn indexes(api: &Api) -> HashMap<&str, usize> {
    let operations = api.operations.iter().enumerate().rev();
    operations
        .map(|(index, operation)| (operation.id.as_str(), index))
        .collect()
}

struct Known<'a> {
    api: &'a Api,
    documented: &'a Documented<'a>,
    operations: HashMap<&'a str, usize>,
    names: HashSet<String>,
}

impl Known<'_> {
    fn path(&self, example: &Example) -> Option<(usize, String)> {
        let (id, request) = (example.operation.as_deref()?, example.request.as_ref()?);
        let index = *self.operations.get(id)?;
        let operation = self.api.operations.get(index)?;
        let own = operation.source.page == example.source.page && operation.method == request.method;
        let target = target::parse(&request.url, &self.api.api).ok().filter(|_| own)?;
        let apart = target.with_keys_apart();
        let mut spellings = [&target, &apart].into_iter();
        if spellings.any(|target| self.documented.has(&request.method, target)) {
            return None;
        }
        let template = template_of(&apart, &self.names)?;
        same_end(operation, &template).then_some((index, template))
    }
}

/// `$count` and the like belong to the operation only where its own paths end so.
fn same_end(operation: &Operation, template: &str) -> bool {
    let special = |path: &str| {
        let last = path.rsplit('/').next().unwrap_or_default();
        last.starts_with('$').then(|| last.to_lowercase())
    };
    let ends = operation.paths.iter().map(|path| special(path));
    is_count(operation, template)
        || operation.kind != OperationKind::Count && ends.into_iter().any(|end| end == special(template))
}

/// Names that templates know stay, all else is a key. Two keys in a row are none.
fn template_of(target: &Target, names: &HashSet<String>) -> Option<String> {
    let (mut template, mut was_key) = (String::new(), true);
    for part in &target.path {
        let text = segment(part, names);
        let is_key = text.is_none();
        if is_key && was_key {
            return None;
        }
        was_key = is_key;
        template.push_str(text.as_deref().unwrap_or("/{id}"));
    }
    Some(template)
}

/// None for a key.
fn segment(part: &Part, names: &HashSet<String>) -> Option<String> {
    let Some(shape) = &part.shape else {
        return Some(":/{path}:".to_owned());
    };
    match shape {
        Segment::Name(name) => names.contains(&name.to_lowercase()).then(|| format!("/{name}")),
        Segment::Call { name, arguments } => Some(format!("/{name}{}", parentheses(arguments))),
        Segment::Qualified { name, arguments } => {
            let arguments = arguments.as_deref().map(parentheses);
            Some(format!("/{name}{}", arguments.unwrap_or_default()))
        }
        Segment::Ref | Segment::Value | Segment::Count => Some(format!("/{}", part.text)),
        _ => None,
    }
}

fn parentheses(arguments: &[Argument]) -> String {
    let argument = |argument: &Argument| {
        let name = argument.name.as_deref().unwrap_or("key");
        let before = argument.name.as_ref().map(|name| format!("{name}="));
        let quote = if argument.value.contains('\'') { "'" } else { "" };
        format!("{}{quote}{{{name}}}{quote}", before.unwrap_or_default())
    };
    let arguments: Vec<_> = arguments.iter().map(argument).collect();
    format!("({})", arguments.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ApiInfo;

    fn template(url: &str) -> Option<String> {
        let names = ["me", "devices", "workbook", "drive", "root"].map(str::to_owned);
        let target = target::parse(url, &ApiInfo::graph("v1.0")).expect("a URL of the API");
        template_of(&target.with_keys_apart(), &names.into_iter().collect())
    }

    #[test]
    fn names_stay_and_keys_become_placeholders() {
        assert_eq!(template("/me/devices/4711").as_deref(), Some("/me/devices/{id}"));
        assert_eq!(
            template("/devices('4711')/x.y").as_deref(),
            Some("/devices/{id}/x.y")
        );
        let range = template("/me/drive/root:/a/b.xlsx:/workbook/range(address='A1',n=3)");
        assert_eq!(
            range.as_deref(),
            Some("/me/drive/root:/{path}:/workbook/range(address='{address}',n={n})")
        );
    }

    #[test]
    fn what_has_two_keys_in_a_row_is_no_path() {
        assert_eq!(template("/me/unknown/4711"), None);
        assert_eq!(template("/unknown/devices"), None);
    }
}
