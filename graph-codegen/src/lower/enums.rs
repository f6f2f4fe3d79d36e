//! Enums become open enums with one variant per member. Two members that differ in letter case only are a finding.

use super::{
    Ctx, docs,
    imports::Imports,
    names::{Scope, variant_ident},
};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::{Enum, Member},
    rust,
};

/// The file of an enum.
pub(super) fn file(ctx: &Ctx<'_>, enum_: &Enum, found: &mut Vec<Diagnostic>) -> Option<rust::ItemFile> {
    let item = ctx.names.item(&enum_.name)?;
    let mut imports = Imports::of(item);
    for name in ["Unlisted", "open_enum"] {
        imports.runtime(name);
    }
    let mut scope = Scope::default();
    let mut variants = Vec::new();
    for member in &enum_.members {
        let name = name(&mut scope, enum_, member, found);
        variants.push(rust::Variant {
            name,
            docs: docs::member(ctx, &imports, enum_, member),
        });
    }
    let lowered = rust::Enum {
        name: rust::Name {
            wire: enum_.name.as_str().to_owned(),
            rust: item.ident.clone(),
        },
        docs: docs::enum_(ctx, enum_),
        variants,
        unlisted_docs: docs::unlisted(),
    };
    Some(ctx.file(item, &enum_.source, imports, rust::Item::Enum(lowered)))
}

fn name<'a>(
    scope: &mut Scope<&'a Member>,
    enum_: &Enum,
    member: &'a Member,
    found: &mut Vec<Diagnostic>,
) -> rust::Name {
    let wanted = variant_ident(&member.name);
    let (ident, holder) = scope.take(&wanted, "", member);
    if let Some(holder) = holder {
        let message = format!(
            "members `{}` and `{}` of `{}` are both called `{wanted}` in Rust",
            member.name, holder.name, enum_.name
        );
        found.push(
            Diagnostic::new(&codes::NAME_COLLISION, enum_.source.span, message)
                .help(format!("this one is called `{ident}` instead")),
        );
    }
    rust::Name {
        wire: member.name.clone(),
        rust: ident,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        lower::test_api::{api, enum_},
        rust::Item,
    };

    fn check(members: &[&str], expected: &[&str]) {
        let api = api([], [enum_("microsoft.graph.level", members)]);
        let krate = crate::lower::lower(&api, &crate::facts::facts(&api)).krate;
        let mut enums = krate.items.iter().filter_map(|file| match &file.item {
            Item::Enum(enum_) => Some(enum_),
            _ => None,
        });
        let enum_ = enums.next().expect("one enum");
        let names: Vec<_> = enum_
            .variants
            .iter()
            .map(|variant| variant.name.rust.as_str())
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn members_become_variants_in_their_order() {
        check(
            &["normal", "low", "unknownFutureValue"],
            &["Normal", "Low", "UnknownFutureValue"],
        );
    }

    #[test]
    fn members_that_differ_in_case_only_are_variants_with_a_finding() {
        check(&["mb", "gb", "MB"], &["Mb", "Gb", "Mb2"]);
        let api = api([], [enum_("microsoft.graph.unit", &["mb", "MB"])]);
        let found = crate::lower::lower(&api, &crate::facts::facts(&api)).diagnostics;
        let codes: Vec<_> = found.iter().map(|found| found.code.id).collect();
        assert_eq!(codes, ["GD0501"]);
    }

    #[test]
    fn members_without_letters_get_names() {
        check(
            &["+", "-", "24", "unlisted"],
            &["Unnamed", "Unnamed2", "_24", "Unlisted_"],
        );
    }
}
