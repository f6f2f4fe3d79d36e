//! The steps: what still differs → entries. What the service does not have is left to people: pages can be ahead of the
//! metadata.

use std::collections::BTreeMap;

use super::entry::{Context, Suggestion, quoted, typed};
use crate::{
    compare::verify::{
        index::lower,
        mismatch::{Difference, Mismatch},
        types::same_type,
    },
    diagnostic::nearest,
    model::{Enum, Operation, Property, PropertyKind, Type, TypeKind, TypeName, TypeUse},
    page::{Page, RequestLine},
    text::Span,
};

/// A type that its page calls by another name: the file is named for one that the service has and no page describes.
pub(super) fn renamed_types(context: &Context<'_>) -> Vec<Suggestion> {
    let missing = |stem: &str| {
        differences(context).find_map(|difference| match difference {
            Difference::TypeMissing { ty } if ty.short().eq_ignore_ascii_case(stem) => Some((ty, difference)),
            _ => None,
        })
    };
    let suggestion = |difference: &Difference| {
        let Difference::TypeUnknown { ty } = difference else {
            return None;
        };
        let page = context.page_of(ty)?;
        let (name, missing) = missing(page.path.stem())?;
        let change = format!("rename-type = {}", quoted(name.as_str()));
        let mut suggestion = Suggestion::new(&page.path, difference, change).and(missing);
        suggestion.reason =
            format!("{ty}: the service's metadata has {name}, for which the page's file is named");
        Some(suggestion)
    };
    differences(context).filter_map(suggestion).collect()
}

/// Types that pages or other overrides refer to and that no page describes.
pub(super) fn added_types(context: &Context<'_>) -> Vec<Suggestion> {
    let types = context
        .pages
        .known(&context.service)
        .filter(|(ours, _)| !ours.documented);
    let suggestion = |(ours, theirs): (&Type, &Type)| {
        let page = context.home(&ours.name)?;
        let reason = format!(
            "no page describes {}, to which this one refers; the service's metadata does",
            ours.name
        );
        Some(Suggestion::plain(&page.path, add_type(theirs), reason))
    };
    types.filter_map(suggestion).collect()
}

/// A table of its own in place of one line.
fn add_type(ty: &Type) -> String {
    let base = ty
        .base
        .as_ref()
        .map(|base| format!("base = {}\n", quoted(base.as_str())));
    let mark = |name, yes| {
        if yes {
            format!("{name} = true\n")
        } else {
            String::new()
        }
    };
    let property = |own: &Property| format!("    {{ {} }},\n", row(&own.name, own));
    let properties: String = ty.properties.iter().map(property).collect();
    format!(
        "[override.add-type]\nname = {}\nkind = {}\n{}{}{}properties = [\n{properties}]",
        quoted(ty.name.as_str()),
        quoted(ty.kind.word()),
        base.unwrap_or_default(),
        mark("abstract", ty.is_abstract),
        mark("open", ty.open),
    )
}

/// `name = "x", type = "microsoft.graph.y", navigation = true`.
fn row(name: &str, theirs: &Property) -> String {
    let navigation = match theirs.kind {
        PropertyKind::Navigation => ", navigation = true",
        PropertyKind::Structural => "",
    };
    format!("{}{navigation}", named(name, theirs))
}

/// Bases. An entity that should be complex loses its base with its kind.
pub(super) fn bases(context: &Context<'_>) -> Vec<Suggestion> {
    let suggestion = |difference: &Difference| {
        let Difference::Base { ty, pages, service } = difference else {
            return None;
        };
        let page = context.page_of(ty)?;
        let change = match (service, pages) {
            (Some(base), _) => format!("set-base = {}", quoted(base.as_str())),
            (None, Some(base)) if *base != context.analysis.api.api.root || is_entity(context, ty) => {
                format!("drop-base = {}", quoted(base.as_str()))
            }
            (None, _) => return None,
        };
        Some(Suggestion::new(&page.path, difference, change))
    };
    differences(context).filter_map(suggestion).collect()
}

/// By the word of the service.
fn is_entity(context: &Context<'_>, ty: &TypeName) -> bool {
    let ty = context.service.side.ty(ty);
    ty.is_some_and(|ty| ty.kind == TypeKind::Entity)
}

/// Entity or complex type.
pub(super) fn kinds(context: &Context<'_>) -> Vec<Suggestion> {
    let suggestion = |difference: &Difference| {
        let Difference::TypeKind { ty, service, .. } = difference else {
            return None;
        };
        let page = context.page_of(ty)?;
        let change = format!("set-kind = {}", quoted(service.word()));
        Some(Suggestion::new(&page.path, difference, change))
    };
    differences(context).filter_map(suggestion).collect()
}

/// Abstract and open. Subtypes of an open type are open with it: the mark belongs to the type that has it.
pub(super) fn marks(context: &Context<'_>) -> Vec<Suggestion> {
    let suggestion = |difference: &Difference| {
        let (ty, change) = match difference {
            Difference::Abstract { ty, service } => (ty, format!("set-abstract = {service}")),
            Difference::Open { ty, service } if marked_open(context, ty) => {
                (ty, format!("set-open = {service}"))
            }
            _ => return None,
        };
        Some(Suggestion::new(&context.page_of(ty)?.path, difference, change))
    };
    differences(context).filter_map(suggestion).collect()
}

/// The side that has an open type says so of this type itself.
fn marked_open(context: &Context<'_>, ty: &TypeName) -> bool {
    let ours = context.ty(ty).is_some_and(|ty| ty.open);
    ours || context.service.side.ty(ty).is_some_and(|ty| ty.open)
}

/// An entry for each enum, whatever of it differs.
pub(super) fn whole_enums(context: &Context<'_>) -> Vec<Suggestion> {
    let mut all: BTreeMap<String, Suggestion> = BTreeMap::new();
    for difference in differences(context) {
        let (Difference::EnumMissing { ty } | Difference::Members { ty, .. } | Difference::Flags { ty, .. }) =
            difference
        else {
            continue;
        };
        let name = lower(ty);
        let entry = match all.remove(&name) {
            Some(earlier) => Some(earlier.and(difference)),
            None => enum_suggestion(context, ty, difference),
        };
        all.extend(entry.map(|entry| (name, entry)));
    }
    all.into_values().collect()
}

fn enum_suggestion(context: &Context<'_>, ty: &TypeName, difference: &Difference) -> Option<Suggestion> {
    let enum_ = context.service.side.enums.get(&lower(ty))?;
    let described = context
        .pages
        .enums
        .get(&lower(ty))
        .and_then(|enum_| context.page(&enum_.source.page));
    let page = described.or_else(|| page_of_user(context, ty))?;
    Some(Suggestion::new(&page.path, difference, set_enum(enum_)))
}

/// The page of the first type that has a property of this enum.
fn page_of_user<'a>(context: &Context<'a>, ty: &TypeName) -> Option<&'a Page> {
    let mut types = context.pages.known(&context.service);
    types.find_map(|(ours, theirs)| {
        let uses = theirs
            .properties
            .iter()
            .any(|property| lower(&property.ty) == lower(ty));
        context.home(&ours.name).filter(|_| uses)
    })
}

fn set_enum(enum_: &Enum) -> String {
    let members = enum_.members.iter().map(|member| quoted(&member.name));
    let members: Vec<_> = members.collect();
    let flags = if enum_.flags { ", flags = true" } else { "" };
    format!(
        "set-enum = {{ name = {}, members = [{}]{flags} }}",
        quoted(enum_.name.as_str()),
        members.join(", ")
    )
}

/// A property that pages spell in another way: the service lacks this name and has a near one of the same type.
pub(super) fn renamed_properties(context: &Context<'_>) -> Vec<Suggestion> {
    let mut missing: BTreeMap<&TypeName, Vec<(&Property, &Difference)>> = BTreeMap::new();
    for difference in differences(context) {
        if let Difference::PropertyMissing { ty, service } = difference {
            missing.entry(ty).or_default().push((service, difference));
        }
    }
    let suggestion = |difference: &Difference| {
        let Difference::PropertyUnknown { ty, name } = difference else {
            return None;
        };
        let ours = own_property(context, ty, name)?;
        let page = page_of_row(context, ours)?;
        let candidates = missing
            .get(ty)?
            .iter()
            .filter(|(theirs, _)| same_type(ours, theirs));
        let near = nearest(name, candidates.clone().map(|(theirs, _)| theirs.name.as_str()))?.to_owned();
        let (theirs, lacking) = candidates.clone().find(|(theirs, _)| theirs.name == near)?;
        let change = format!(
            "rename-property = {{ from = {}, to = {} }}",
            quoted(name),
            quoted(&theirs.name)
        );
        let mut suggestion = Suggestion::new(&page.path, difference, change).and(lacking);
        suggestion.reason = format!("{ty}.{name}: the service's metadata has it as {near}");
        Some(suggestion)
    };
    differences(context).filter_map(suggestion).collect()
}

/// Other types, and relationships that are none.
pub(super) fn retyped_properties(context: &Context<'_>) -> Vec<Suggestion> {
    let mut all: BTreeMap<String, Suggestion> = BTreeMap::new();
    for difference in differences(context) {
        let (Difference::PropertyType { ty, name, .. } | Difference::PropertyKind { ty, name, .. }) =
            difference
        else {
            continue;
        };
        let subject = difference.subject();
        let entry = match all.remove(&subject) {
            Some(earlier) => Some(earlier.and(difference)),
            None => retype(context, ty, name, difference),
        };
        all.extend(entry.map(|entry| (subject, entry)));
    }
    all.into_values().collect()
}

fn retype(context: &Context<'_>, ty: &TypeName, name: &str, difference: &Difference) -> Option<Suggestion> {
    let ours = own_property(context, ty, name)?;
    let service = &context.service.side;
    let (_, theirs) = service.properties(service.ty(ty)?).get(&name.to_lowercase())?;
    let moved = match theirs.kind {
        _ if ours.kind == theirs.kind => "",
        PropertyKind::Navigation => ", navigation = true",
        PropertyKind::Structural => ", navigation = false",
    };
    let (page, change) = match page_of_row(context, ours) {
        Some(page) => (
            page,
            format!("retype-property = {{ {}{moved} }}", named(&ours.name, theirs)),
        ),
        // A path, an example or a representation tells it: a row says more.
        None => (context.page_of(ty)?, add_property(&ours.name, theirs)),
    };
    Some(Suggestion::new(&page.path, difference, change))
}

/// Properties that no page lists.
pub(super) fn added_properties(context: &Context<'_>) -> Vec<Suggestion> {
    let suggestion = |difference: &Difference| {
        let Difference::PropertyMissing { ty, service } = difference else {
            return None;
        };
        let page = context.page_of(ty)?;
        Some(Suggestion::new(
            &page.path,
            difference,
            add_property(&service.name, service),
        ))
    };
    differences(context).filter_map(suggestion).collect()
}

fn differences<'k>(context: &'k Context<'_>) -> impl Iterator<Item = &'k Difference> {
    context
        .comparison
        .mismatches
        .iter()
        .map(|mismatch| &mismatch.difference)
}

/// The property, where the type itself has it.
fn own_property<'a>(context: &Context<'a>, ty: &TypeName, name: &str) -> Option<&'a Property> {
    context
        .ty(ty)?
        .properties
        .iter()
        .find(|property| property.name == name)
}

/// The page that has a row for the property.
fn page_of_row<'a>(context: &Context<'a>, property: &Property) -> Option<&'a Page> {
    let page = context.page(&property.source.page)?;
    let body = page.request_body.iter().flat_map(|body| &body.tables);
    let mut tables = page.properties.iter().chain(&page.relationships).chain(body);
    let has_row = tables.any(|table| table.rows.iter().any(|row| row.name.value == property.name));
    has_row.then_some(page)
}

fn named(name: &str, theirs: &Property) -> String {
    format!("name = {}, {}", quoted(name), typed(&theirs.type_use()))
}

fn add_property(name: &str, theirs: &Property) -> String {
    format!("add-property = {{ {} }}", row(name, theirs))
}

/// An entry for each request, or for all of a method where all of them are wrong in the same way.
pub(super) fn responses(context: &Context<'_>) -> Vec<Suggestion> {
    let mut pages: BTreeMap<_, Vec<WrongResponse<'_>>> = BTreeMap::new();
    for wrong in context
        .comparison
        .mismatches
        .iter()
        .filter_map(|mismatch| wrong(context, mismatch))
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
        .flat_map(|group| response_suggestions(&group))
        .collect()
}

/// A request with another answer than the service's.
struct WrongResponse<'a> {
    page: &'a Page,
    line: &'a RequestLine,
    difference: &'a Difference,
    /// `status = 200, type = "microsoft.graph.user"`.
    answer: String,
}

fn wrong<'a>(context: &'a Context<'_>, mismatch: &'a Mismatch) -> Option<WrongResponse<'a>> {
    let (ty, path, method) = match &mismatch.difference {
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
    let source = mismatch.source.as_ref()?;
    let page = context.page(&source.page)?;
    let operations = context.analysis.api.operations.iter();
    let mut same =
        operations.filter(|operation| operation.method == *method && operation.paths.contains(path));
    let operation = same.find(|operation| operation.path_sources.contains(source))?;
    Some(WrongResponse {
        page,
        line: line(page, source.span)?,
        difference: &mismatch.difference,
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
fn response_suggestions(group: &[WrongResponse<'_>]) -> Vec<Suggestion> {
    let Some(first) = group.first() else {
        return Vec::new();
    };
    let method = &first.line.method.value;
    let lines = first
        .page
        .requests
        .iter()
        .filter(|line| line.method.value == *method);
    if lines.count() == group.len() && group.len() > 1 {
        let one = response_suggestion(first, method);
        let all = group
            .iter()
            .skip(1)
            .fold(one, |all, wrong| all.and(wrong.difference));
        return vec![all];
    }
    let each = |wrong: &WrongResponse<'_>| {
        response_suggestion(wrong, &format!("{method} {}", wrong.line.target.value))
    };
    group.iter().map(each).collect()
}

fn response_suggestion(wrong: &WrongResponse<'_>, request: &str) -> Suggestion {
    let change = format!(
        "set-response = {{ request = {}, {} }}",
        quoted(request),
        wrong.answer
    );
    Suggestion::new(&wrong.page.path, wrong.difference, change)
}
