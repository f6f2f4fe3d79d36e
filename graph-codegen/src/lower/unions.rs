//! Bases that stand for their derived types → unions: one variant per type, the base first.

use super::{
    Ctx, docs,
    imports::Imports,
    names::{Scope, variant_ident},
};
use crate::{
    model::{Type, TypeName},
    rust,
};

/// The compiler compares the conversions into one type with each other: those of all entities take a sixth of the time
/// that the whole crate takes to check. So many variants come in answers only.
const MOST_CONVERSIONS: usize = 64;

/// The file of a union.
pub(super) fn file(ctx: &Ctx<'_>, base: &Type, derived: &[TypeName]) -> Option<rust::ItemFile> {
    let item = ctx.names.union_(&base.name)?;
    let mut imports = Imports::of(item);
    for name in ["Boxed", "union"] {
        imports.runtime(name);
    }
    let mut scope = Scope::default();
    let mut variants = Vec::new();
    for name in std::iter::once(&base.name).chain(derived) {
        let struct_ = ctx.names.item(name)?;
        let ty = imports.item(struct_);
        variants.push(rust::UnionVariant {
            name: rust::Name {
                wire: name.as_str().to_owned(),
                rust: ident(&mut scope, name, &struct_.ident),
            },
            docs: docs::union_variant(name),
            ty,
        });
    }
    let union_ = rust::Union {
        name: rust::Name {
            wire: base.name.as_str().to_owned(),
            rust: item.ident.clone(),
        },
        docs: docs::union_(ctx, &imports, base),
        has_conversions: variants.len() <= MOST_CONVERSIONS,
        variants,
    };
    Some(ctx.file(item, &base.source, imports, rust::Item::Union(union_)))
}

/// The struct's own name; that of another namespace goes before it where two are called alike.
fn ident(scope: &mut Scope, name: &TypeName, struct_: &str) -> String {
    if scope.is_free(struct_) {
        return scope.take(struct_, "", ()).0;
    }
    let namespace = name.namespace().rsplit('.').next().unwrap_or_default();
    let longer = variant_ident(&format!("{namespace} {}", name.short()));
    scope.take(&longer, "", ()).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::test_api::{api, complex, property};

    /// Of a base with so many derived types; none where it has no union.
    fn has_conversions<const N: usize>() -> Option<bool> {
        let derived = |n| complex(&format!("microsoft.graph.derived{n}")).base("microsoft.graph.base");
        let mut base = complex("microsoft.graph.base");
        base.is_abstract = true;
        let holder = complex("microsoft.graph.holder").with(property("value", "microsoft.graph.base"));
        let mut api = api([base, holder], []);
        api.types.extend((0..N).map(derived));
        api.types.sort_by(|a, b| a.name.cmp(&b.name));
        let krate = crate::lower::lower(&api, &crate::facts::facts(&api)).krate;
        let mut unions = krate.items.iter().filter_map(|file| match &file.item {
            rust::Item::Union(union_) => Some(union_.has_conversions),
            _ => None,
        });
        unions.next()
    }

    #[test]
    fn only_a_union_of_very_many_types_has_no_conversions() {
        assert_eq!(has_conversions::<2>(), Some(true));
        assert_eq!(has_conversions::<63>(), Some(true));
        assert_eq!(has_conversions::<64>(), Some(false));
    }

    #[test]
    fn a_base_of_nearly_everything_has_no_union() {
        assert_eq!(has_conversions::<127>(), Some(false));
        assert_eq!(has_conversions::<128>(), None);
    }
}
