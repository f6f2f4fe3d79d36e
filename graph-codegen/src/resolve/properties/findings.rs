//! What rows of properties contradict: each other, their ancestors, and what they say of them.

use super::{Candidate, same_type};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::{Property, TypeName},
};

pub(super) fn repeated(name: &TypeName, first: &Candidate, again: &Candidate) -> Option<Diagnostic> {
    let (first, again) = (&first.property, &again.property);
    let same = same_type(first, again) && first.kind == again.kind && first.name == again.name;
    let code = if same {
        &codes::PROPERTY_REPEATED
    } else {
        &codes::PROPERTY_CONTRADICTED
    };
    let message = match first.kind == again.kind {
        true => format!(
            "`{}` of `{name}` is described again as `{}`",
            again.name,
            typed(again)
        ),
        false => format!(
            "`{}` of `{name}` is described as a property and as a relationship",
            again.name
        ),
    };
    let help = match first.kind == again.kind {
        true => format!("`{}` of the first row is taken", typed(first)),
        false => "the relationship is taken".to_owned(),
    };
    let finding = Diagnostic::new(code, again.source.span, message).related(first.source.span, "first here");
    Some(finding.help(help))
}

pub(super) fn redeclared(name: &TypeName, declared: &Property, again: &Property) -> Option<Diagnostic> {
    if same_type(declared, again) {
        return None;
    }
    let message = format!(
        "`{}` of `{name}` is `{}`, its ancestor says `{}`",
        again.name,
        typed(again),
        typed(declared)
    );
    Some(
        Diagnostic::new(&codes::PROPERTY_REDECLARED, again.source.span, message)
            .related(declared.source.span, "the ancestor's")
            .help("the ancestor's type is taken"),
    )
}

/// A row that says "Inherited from" and whose ancestor does not have it.
pub(super) fn stranger(
    name: &TypeName,
    candidate: &Candidate,
    declaring: Option<&TypeName>,
) -> Option<Diagnostic> {
    let named = candidate.inherited.iter().find(|inherited| *inherited != name)?;
    let message = match declaring {
        Some(ancestor) => format!("`{}` is not described in `{ancestor}`", candidate.property.name),
        None => format!("`{named}` is not an ancestor of `{name}`"),
    };
    Some(
        Diagnostic::new(&codes::NOT_INHERITED, candidate.property.source.span, message)
            .help(format!("the property stays in `{name}`")),
    )
}

fn typed(property: &Property) -> String {
    let many = if property.collection { " collection" } else { "" };
    format!("{}{many}", property.ty)
}
