//! Finds overrides that change nothing, of facts that need all pages: resolves the pages without these overrides and
//! compares.

use crate::{
    diagnostic::{Diagnostic, codes},
    model::{Api, Enum, Operation, Response, Type},
    page::{Correction, Page},
    resolve::{self, ByPage},
    text::{PagePath, Sources, Span},
};

/// A finding for an override that changes nothing.
pub(super) fn already_so(page: &PagePath, span: Span) -> Diagnostic {
    let message = format!("`{page}` already says so");
    Diagnostic::new(&codes::OVERRIDE_NOT_APPLIED, span, message).help("remove the override")
}

/// A fact that a correction states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fact {
    Name,
    Base,
    NotBase,
    Kind,
    Abstract,
    Open,
    /// By its place among the corrections of the page.
    Type(usize),
    /// By its place among the corrections of the page.
    Enum(usize),
    /// By its place among the corrections of the page.
    Answer(usize),
}

impl Fact {
    /// What a page's corrections state, each with its place in the overrides file.
    fn all(correction: &Correction) -> Vec<(Self, Span)> {
        let single = [
            (Self::Name, correction.name.as_ref().map(|at| at.span)),
            (Self::Base, correction.base.as_ref().map(|at| at.span)),
            (Self::NotBase, correction.not_base.as_ref().map(|at| at.span)),
            (Self::Kind, correction.entity.as_ref().map(|at| at.span)),
            (Self::Abstract, correction.is_abstract.as_ref().map(|at| at.span)),
            (Self::Open, correction.open.as_ref().map(|at| at.span)),
        ];
        let single = single.into_iter().filter_map(|(fact, span)| Some((fact, span?)));
        let types = correction.types.iter().enumerate();
        let types = types.map(|(at, stated)| (Self::Type(at), stated.span));
        let enums = correction.enums.iter().enumerate();
        let enums = enums.map(|(at, stated)| (Self::Enum(at), stated.span));
        let answers = correction.answers.iter().enumerate();
        let answers = answers.map(|(at, stated)| (Self::Answer(at), stated.span));
        single.chain(types).chain(enums).chain(answers).collect()
    }

    /// Whether both models agree, one with this correction and one without. `page` has all its corrections.
    fn same(self, page: &Page, with: &ByPage<'_>, without: &ByPage<'_>) -> bool {
        match self {
            Self::Enum(at) => {
                let stated = page.correction.enums.get(at);
                stated.is_some_and(|stated| {
                    let [a, b] = [with, without].map(|model| model.enum_(page, &stated.value).map(members));
                    a == b
                })
            }
            Self::Type(at) => {
                let stated = page.correction.types.get(at);
                stated.is_some_and(|stated| {
                    let [a, b] = [with, without].map(|model| model.stated(page, &stated.value).map(facts));
                    a == b
                })
            }
            Self::Answer(_) => answers(page, with) == answers(page, without),
            Self::Name | Self::Base | Self::NotBase | Self::Kind | Self::Abstract | Self::Open => {
                let types = with.ty(page).zip(without.ty(page));
                types.is_some_and(|(a, b)| self.same_type(a, b))
            }
        }
    }

    fn same_type(self, a: &Type, b: &Type) -> bool {
        match self {
            Self::Name => a.name == b.name,
            Self::Base | Self::NotBase => a.base == b.base,
            Self::Kind => a.kind == b.kind,
            Self::Abstract => a.is_abstract == b.is_abstract,
            Self::Open => a.open == b.open,
            Self::Type(_) | Self::Enum(_) | Self::Answer(_) => true,
        }
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
    let corrects = |page: &Page| !Fact::all(&page.correction).is_empty();
    if !pages.iter().any(corrects) {
        return Vec::new();
    }
    let suspects = unchanged(sources, pages, api, |_, _| true);
    // Corrections can need each other: a run without this one alone decides.
    let sure = suspects.into_iter().filter(|suspect| {
        let this = |path: &PagePath, fact| *path == suspect.0 && fact == suspect.1;
        !unchanged(sources, pages, api, this).is_empty()
    });
    sure.map(|(path, _, span)| already_so(&path, span)).collect()
}

/// The facts among the chosen ones that are the same in a model without their corrections.
fn unchanged(
    sources: &Sources,
    pages: &mut [Page],
    api: &Api,
    chosen: impl Fn(&PagePath, Fact) -> bool,
) -> Vec<(PagePath, Fact, Span)> {
    let with = ByPage::new(pages, api);
    let kept: Vec<Correction> = pages.iter().map(|page| page.correction.clone()).collect();
    for page in pages.iter_mut() {
        let path = page.path.clone();
        clear(&mut page.correction, |fact| chosen(&path, fact));
    }
    let (without, _) = resolve::api(sources, pages, api.api.clone());
    let without = ByPage::new(pages, &without);
    for (page, kept) in pages.iter_mut().zip(kept) {
        page.correction = kept;
    }
    let mut same = Vec::new();
    for page in pages.iter() {
        let facts = Fact::all(&page.correction).into_iter();
        let unchanged =
            facts.filter(|(fact, _)| chosen(&page.path, *fact) && fact.same(page, &with, &without));
        same.extend(unchanged.map(|(fact, span)| (page.path.clone(), fact, span)));
    }
    same
}

/// Takes the chosen facts away.
fn clear(correction: &mut Correction, chosen: impl Fn(Fact) -> bool) {
    let Correction {
        name,
        base,
        entity,
        not_base,
        is_abstract,
        open,
        types,
        enums,
        answers,
    } = correction;
    name.take_if(|_| chosen(Fact::Name));
    base.take_if(|_| chosen(Fact::Base));
    entity.take_if(|_| chosen(Fact::Kind));
    not_base.take_if(|_| chosen(Fact::NotBase));
    is_abstract.take_if(|_| chosen(Fact::Abstract));
    open.take_if(|_| chosen(Fact::Open));
    let mut at = 0..;
    types.retain(|_| !at.next().is_some_and(|at| chosen(Fact::Type(at))));
    let mut at = 0..;
    enums.retain(|_| !at.next().is_some_and(|at| chosen(Fact::Enum(at))));
    let mut at = 0..;
    answers.retain(|_| !at.next().is_some_and(|at| chosen(Fact::Answer(at))));
}
