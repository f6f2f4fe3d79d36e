//! Finds overrides that change nothing, of facts that need all pages: resolves the pages without these overrides and
//! compares.

use crate::{
    diagnostic::{Diagnostic, codes},
    model::{Api, Enum, Operation, Response, Type},
    page::{Correction, Fact, Page},
    resolve::{self, ByPage},
    text::{PagePath, Sources, Span},
};

/// A finding for an override that changes nothing.
pub(super) fn already_so(page: &PagePath, span: Span) -> Diagnostic {
    let message = format!("`{page}` already says so");
    Diagnostic::new(&codes::OVERRIDE_NOT_APPLIED, span, message).help("remove the override")
}

/// Whether two models agree on a fact of a page, one with this correction and one without.
fn is_same(fact: &Fact, page: &Page, with: &ByPage<'_>, without: &ByPage<'_>) -> bool {
    let models = [with, without];
    match fact {
        Fact::Enum(stated) => {
            let [a, b] = models.map(|model| model.enum_(page, stated).map(members));
            a == b
        }
        Fact::Type(stated) => {
            let [a, b] = models.map(|model| model.stated(page, stated).map(facts));
            a == b
        }
        Fact::Answer(_) => answers(page, with) == answers(page, without),
        of_type => {
            let types = with.ty(page).zip(without.ty(page));
            types.is_some_and(|(a, b)| is_same_type(of_type, a, b))
        }
    }
}

fn is_same_type(fact: &Fact, a: &Type, b: &Type) -> bool {
    match fact {
        Fact::Name(_) => a.name == b.name,
        Fact::Base(_) | Fact::NotBase(_) => a.base == b.base,
        Fact::Kind(_) => a.kind == b.kind,
        Fact::Abstract(_) => a.is_abstract == b.is_abstract,
        Fact::Open(_) => a.open == b.open,
        Fact::Type(_) | Fact::Enum(_) | Fact::Answer(_) => true,
    }
}

/// What an override can state of a type.
fn facts(ty: &Type) -> impl PartialEq + '_ {
    let properties = ty.properties.iter();
    let properties =
        properties.map(|property| (&property.name, &property.ty, property.collection, property.kind));
    let properties: Vec<_> = properties.collect();
    (ty.kind, &ty.base, ty.is_abstract, ty.open, properties)
}

fn members(enum_: &Enum) -> (bool, Vec<(&str, bool)>) {
    let members = enum_.members.iter();
    let members = members.map(|member| (member.name.as_str(), member.evolvable));
    (enum_.flags, members.collect())
}

fn answers<'t>(page: &Page, model: &ByPage<'t>) -> Vec<(&'t str, &'t [String], &'t [Response])> {
    let operations = model.operations(page);
    let answers = operations.map(|operation| {
        let Operation {
            method,
            paths,
            responses,
            ..
        } = operation;
        (method.as_str(), paths.as_slice(), responses.as_slice())
    });
    answers.collect()
}

/// The corrections without which the model would be the same. `api` is the model of the pages with their corrections.
pub(crate) fn unused(sources: &Sources, pages: &mut [Page], api: &Api) -> Vec<Diagnostic> {
    if pages.iter().all(|page| page.correction.0.is_empty()) {
        return Vec::new();
    }
    let suspects = unchanged(sources, pages, api, |_| true);
    // Corrections can need each other: a run without this one alone decides.
    let sure = suspects
        .into_iter()
        .filter(|(_, suspect)| !unchanged(sources, pages, api, |span| span == *suspect).is_empty());
    sure.map(|(path, span)| already_so(&path, span)).collect()
}

/// The places of those of the chosen facts that are the same in a model without all of them.
fn unchanged(
    sources: &Sources,
    pages: &mut [Page],
    api: &Api,
    chosen: impl Fn(Span) -> bool,
) -> Vec<(PagePath, Span)> {
    let with = ByPage::new(pages, api);
    let kept: Vec<Correction> = pages.iter().map(|page| page.correction.clone()).collect();
    for page in pages.iter_mut() {
        page.correction.0.retain(|fact| !chosen(fact.span));
    }
    let (without, _) = resolve::api(sources, pages, api.api.clone());
    let without = ByPage::new(pages, &without);
    for (page, kept) in pages.iter_mut().zip(kept) {
        page.correction = kept;
    }
    let mut same = Vec::new();
    for page in pages.iter() {
        let facts = page.correction.0.iter().filter(|fact| chosen(fact.span));
        let unchanged = facts.filter(|fact| is_same(&fact.value, page, &with, &without));
        same.extend(unchanged.map(|fact| (page.path.clone(), fact.span)));
    }
    same
}
