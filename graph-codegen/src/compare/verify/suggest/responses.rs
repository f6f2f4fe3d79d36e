//! Overrides of what requests answer with.

use std::collections::BTreeMap;

use super::{
    Known,
    entry::{Suggestion, quoted, typed},
};
use crate::{
    compare::csdl::TypeUse,
    compare::verify::{Difference, Drift},
    model::Operation,
    page::{Page, RequestLine},
    text::Span,
};

/// An entry for each request, or for all of a method where all of them are wrong in the same way.
pub(super) fn stated(known: &Known<'_>) -> Vec<Suggestion> {
    let mut pages: BTreeMap<_, Vec<Wrong<'_>>> = BTreeMap::new();
    for wrong in known
        .comparison
        .drift
        .iter()
        .filter_map(|drift| wrong(known, drift))
    {
        let key = (
            &wrong.page.path,
            wrong.line.method.value.as_str(),
            wrong.answer.clone(),
        );
        pages.entry(key).or_default().push(wrong);
    }
    pages
        .into_values()
        .flat_map(|alike| suggestions(&alike))
        .collect()
}

/// A request with another answer than the service's.
struct Wrong<'a> {
    page: &'a Page,
    line: &'a RequestLine,
    difference: &'a Difference,
    /// `status = 200, type = "microsoft.graph.user"`.
    answer: String,
}

fn wrong<'a>(known: &'a Known<'_>, drift: &'a Drift) -> Option<Wrong<'a>> {
    let (ty, path, method) = match &drift.difference {
        Difference::Response {
            method,
            path,
            service,
            ..
        } => match service.as_slice() {
            // Where the path may mean several, a person must choose.
            [only] => (Some(only), path, method),
            _ => return None,
        },
        Difference::Silent { method, path, .. } => (None, path, method),
        _ => return None,
    };
    let source = drift.source.as_ref()?;
    let page = known.page(&source.page)?;
    let operations = known.analysis.api.operations.iter();
    let mut same =
        operations.filter(|operation| operation.method == *method && operation.paths.contains(path));
    let operation = same.find(|operation| operation.path_sources.contains(source))?;
    Some(Wrong {
        page,
        line: line(page, source.span)?,
        difference: &drift.difference,
        answer: answer(ty, operation),
    })
}

/// The page's own line; one that only an example shows cannot be corrected.
fn line(page: &Page, span: Span) -> Option<&RequestLine> {
    page.requests.iter().find(|line| line.target.span == span)
}

/// A body needs a status that can have one.
fn answer(ty: Option<&TypeUse>, operation: &Operation) -> String {
    let mut successes = operation
        .responses
        .iter()
        .filter(|answer| (200..300).contains(&answer.status));
    match ty {
        Some(ty) if successes.all(|answer| matches!(answer.status, 204 | 205)) => {
            format!("status = 200, {}", typed(ty))
        }
        Some(ty) => typed(ty),
        None => "status = 204".to_owned(),
    }
}

/// One entry where all requests of the method are wrong, else one for each.
fn suggestions(alike: &[Wrong<'_>]) -> Vec<Suggestion> {
    let Some(first) = alike.first() else {
        return Vec::new();
    };
    let method = &first.line.method.value;
    let lines = first
        .page
        .requests
        .iter()
        .filter(|line| line.method.value == *method);
    if lines.count() == alike.len() && alike.len() > 1 {
        let one = suggestion(first, method);
        let all = alike
            .iter()
            .skip(1)
            .fold(one, |all, wrong| all.and(wrong.difference));
        return vec![all];
    }
    let each = |wrong: &Wrong<'_>| suggestion(wrong, &format!("{method} {}", wrong.line.target.value));
    alike.iter().map(each).collect()
}

fn suggestion(wrong: &Wrong<'_>, request: &str) -> Suggestion {
    let change = format!(
        "set-response = {{ request = {}, {} }}",
        quoted(request),
        wrong.answer
    );
    Suggestion::new(&wrong.page.path, wrong.difference, change)
}
