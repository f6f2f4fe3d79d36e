//! Bodies of examples → cases for the round-trip tests: data, and the Rust types that it names.

mod all;
mod carried;

use std::collections::{BTreeMap, BTreeSet};

use super::Ctx;
use crate::{
    facts::proof::{
        Fault, Outcome, Parameter, Proof, Proved, Shown, Spot, Tried, Values,
        kind::{Kind, Kinds},
    },
    model::{Property, Type, TypeName},
    rust::examples::{self, Case, CaseRust, CaseType, Contradiction, Examples, Run, TypeRows},
};
pub(super) use carried::carried;

/// Makes the cases of all examples.
pub(super) fn examples(ctx: &Ctx<'_>, proof: &Proof<'_>) -> Examples {
    let mut making = Making {
        ctx,
        taken: BTreeSet::new(),
        types: all::types(ctx),
    };
    let mut cases: Vec<Case> = proof.bodies.iter().map(|proved| making.case(proved)).collect();
    cases.sort_by(|a, b| (&a.page, a.line, &a.name).cmp(&(&b.page, b.line, &b.name)));
    let types = making.types.into_iter().map(|(key, rust)| CaseType { key, rust });
    let bases = ctx.facts.unions.bases.keys();
    let unions = bases.filter_map(|base| ctx.names.union_(base));
    let structs = ctx.api.types.iter().filter_map(|ty| ctx.names.item(&ty.name));
    Examples {
        header: ctx.header_of_all(),
        empty: proof.empty,
        cases,
        rows: ctx.api.types.iter().map(rows).collect(),
        types: types.collect(),
        unions: unions.cloned().collect(),
        structs: structs.cloned().collect(),
    }
}

struct Making<'a> {
    ctx: &'a Ctx<'a>,
    taken: BTreeSet<String>,
    types: BTreeMap<String, CaseRust>,
}

impl Making<'_> {
    fn case(&mut self, proved: &Proved<'_>) -> Case {
        let shown = &proved.shown;
        let run = match &proved.outcome {
            Outcome::Skipped(reason) => Run::Skipped { skip: reason.clone() },
            Outcome::Tried(tried) => Run::Tried(self.tried(tried)),
        };
        Case {
            name: unique(&mut self.taken, name(shown)),
            page: shown.example.source.page.as_str().to_owned(),
            line: shown.line,
            class: shown.class,
            repaired: shown.repaired.to_vec(),
            run,
        }
    }

    fn tried(&mut self, tried: &Tried<'_>) -> examples::Tried {
        let values = match &tried.values {
            Values::Typed(spot, shape) => examples::Values::Typed {
                ty: self.key(*spot),
                shape: *shape,
            },
            Values::Parameters(parameters) => examples::Values::Parameters {
                parameters: self.parameters(parameters, tried),
            },
        };
        let unlisted = tried.faults.iter().filter(|fault| fault.is_key());
        let refused = tried.faults.iter().filter(|fault| fault.refused);
        examples::Tried {
            values,
            dynamic: tried.faults.iter().filter(|fault| fault.dynamic).count(),
            undocumented: unlisted.map(|fault| fault.path.clone()).collect(),
            contradicts: refused.map(contradiction).collect(),
            body: tried.body.clone(),
        }
    }

    /// The parameters that the body gives.
    fn parameters(
        &mut self,
        parameters: &[Parameter<'_>],
        tried: &Tried<'_>,
    ) -> BTreeMap<String, examples::Parameter> {
        let given = parameters.iter().filter(|one| tried.body.get(one.name).is_some());
        let typed = given.map(|one| {
            let parameter = examples::Parameter {
                ty: self.key(one.spot),
                collection: one.collection,
                row: one.row.map(|row| (row.page.to_string(), row.line)),
            };
            (one.name.to_owned(), parameter)
        });
        typed.collect()
    }

    /// What the table of types calls it; the table learns it.
    fn key(&mut self, spot: Spot<'_>) -> String {
        let key = match spot.union {
            true => format!("any {}", spot.ty),
            false => spot.ty.to_string(),
        };
        if !self.types.contains_key(&key)
            && let Some(rust) = rust_type(self.ctx, spot)
        {
            self.types.insert(key.clone(), rust);
        }
        key
    }
}

fn rows(ty: &Type) -> TypeRows {
    let row = |property: &Property| {
        let many = if property.collection { " collection" } else { "" };
        let row = (property.source.line, format!("{}{many}", property.ty));
        (property.name.clone(), row)
    };
    TypeRows {
        name: ty.name.to_string(),
        base: ty.base.as_ref().map(ToString::to_string),
        page: ty.source.page.to_string(),
        rows: ty.properties.iter().map(row).collect(),
    }
}

fn contradiction(fault: &Fault<'_>) -> Contradiction {
    Contradiction {
        path: fault.path.clone(),
        reason: fault.reason.clone(),
    }
}

fn name(shown: &Shown<'_>) -> String {
    let page = shown.example.source.page.stem().replace(['-', '.'], "_");
    let example = shown.example.name.replace(char::is_whitespace, "_");
    format!("{page}::{example}::{}", shown.part)
}

pub(super) fn unique(taken: &mut BTreeSet<String>, name: String) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names
        .find(|name| taken.insert(name.clone()))
        .expect("there is always a next number")
}

fn rust_type(ctx: &Ctx<'_>, spot: Spot<'_>) -> Option<CaseRust> {
    let ty = spot.ty;
    if let Some(union_) = ctx.names.union_(ty).filter(|_| spot.union) {
        return Some(CaseRust::Item(union_.clone()));
    }
    let kinds = Kinds {
        api: ctx.api,
        facts: ctx.facts,
    };
    Some(match kinds.of(ty) {
        Kind::Struct(_) => CaseRust::Item(ctx.names.item(ty)?.clone()),
        Kind::Enum(enum_) if enum_.flags => CaseRust::Flags(ctx.names.item(ty)?.clone()),
        Kind::Enum(_) => CaseRust::Item(ctx.names.item(ty)?.clone()),
        _ => scalar(ty),
    })
}

fn scalar(ty: &TypeName) -> CaseRust {
    match super::types::builtin(ty) {
        Some(builtin) => CaseRust::Builtin(builtin),
        None => CaseRust::Runtime(super::types::scalar(ty)),
    }
}
