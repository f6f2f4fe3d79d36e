//! Structs for entities and complex types, and unions of a base and its derived types.

use super::{
    Ctx, docs, hash,
    imports::Imports,
    names::{Scope, field_ident, variant_ident},
    properties::{Placed, properties, secrets},
};
use crate::{
    diagnostic::{Diagnostic, codes},
    facts::ValuePlace,
    model::{Property, Type, TypeName, short_name},
    rust,
};

/// The file of a struct.
pub(super) fn file(ctx: &Ctx<'_>, ty: &Type, found: &mut Vec<Diagnostic>) -> Option<rust::ItemFile> {
    let item = ctx.names.item(&ty.name)?;
    let mut imports = Imports::of(item);
    for name in ["Extra", "object"] {
        imports.runtime(name);
    }
    let placed = properties(ctx, ty);
    let types: Vec<_> = placed
        .iter()
        .map(|placed| field_type(ctx, &mut imports, placed))
        .collect();
    let wanted = placed.iter().map(|placed| field_ident(&placed.property.name));
    let wanted: Vec<_> = wanted.collect();
    let mut scope = Scope::default();
    let fields: Vec<_> = placed
        .iter()
        .zip(&wanted)
        .zip(types)
        .map(|((placed, wanted), holds)| rust::Field {
            name: name(&mut scope, placed.property, wanted, found),
            docs: docs::property(ctx, &imports, ty, placed),
            ty: holds,
        })
        .collect();
    let wires: Vec<_> = fields.iter().map(|field| field.name.wire.as_str()).collect();
    let hash = hash::hash(&wires);
    let struct_ = rust::Struct {
        name: rust::Name {
            wire: ty.name.as_str().to_owned(),
            rust: item.ident.clone(),
        },
        docs: docs::type_(ctx, &imports, ty),
        extra_docs: docs::extra(),
        hash,
        secrets: secrets(&placed, &wanted),
        fields,
    };
    Some(ctx.file(item, &ty.source, imports, rust::Item::Struct(struct_)))
}

/// What a value of this declared type in this place is in Rust, and whether it is a struct, which is boxed where
/// it is a single property.
pub fn value(
    ctx: &Ctx<'_>,
    imports: &mut Imports,
    ty: &TypeName,
    place: impl FnOnce() -> ValuePlace,
) -> (rust::Type, bool) {
    if let Some(name) = builtin(ty) {
        return (rust::Type::Path(vec![name.to_owned()]), false);
    }
    if ctx.facts.unions.holds(ty, place)
        && let Some(union_) = ctx.names.union_(ty)
    {
        return (imports.item(union_), false);
    }
    let Some(item) = ctx.names.item(ty) else {
        return (imports.runtime(scalar(ty)), false);
    };
    let named = imports.item(item);
    match ctx.api.enum_(ty) {
        Some(enum_) if enum_.flags => {
            imports.runtime("Flags");
            (rust::Type::Flags(Box::new(named)), false)
        }
        Some(_) => (named, false),
        None => (named, true),
    }
}

/// Primitives that Rust has itself.
pub(crate) fn builtin(ty: &TypeName) -> Option<&'static str> {
    Some(match ty.as_str() {
        "Edm.String" => "String",
        "Edm.Boolean" => "bool",
        "Edm.Byte" | "Edm.SByte" | "Edm.Int16" | "Edm.Int32" => "i32",
        "Edm.Int64" => "i64",
        "Edm.Single" | "Edm.Double" => "f64",
        _ => return None,
    })
}

/// Primitives of the runtime; what has no shape is JSON.
pub(crate) fn scalar(ty: &TypeName) -> &'static str {
    match ty.as_str() {
        "Edm.Binary" => "Binary",
        "Edm.Date" => "Date",
        "Edm.DateTimeOffset" => "DateTimeOffset",
        "Edm.Decimal" => "Decimal",
        "Edm.Duration" => "Duration",
        "Edm.Guid" => "Guid",
        "Edm.TimeOfDay" => "TimeOfDay",
        _ => "Json",
    }
}

fn field_type(ctx: &Ctx<'_>, imports: &mut Imports, placed: &Placed<'_>) -> rust::Type {
    let property = placed.property;
    let place = || ValuePlace::Property(placed.owner.name.clone(), property.name.clone());
    let (ty, is_struct) = value(ctx, imports, &property.ty, place);
    if property.collection {
        return rust::Type::List(Box::new(ty));
    }
    // Always, whatever the struct holds: a page that adds a property never changes the type of another one, and an object
    // is as large as what it holds.
    if is_struct {
        imports.runtime("Boxed");
        return rust::Type::Boxed(Box::new(ty));
    }
    ty
}

fn name<'a>(
    scope: &mut Scope<&'a Property>,
    property: &'a Property,
    wanted: &str,
    found: &mut Vec<Diagnostic>,
) -> rust::Name {
    let wanted = match wanted {
        EXTRA => "extra_",
        wanted => wanted,
    };
    let (ident, holder) = scope.take(wanted, "_", property);
    if let Some(holder) = holder {
        let [what, holder] = [property, holder].map(|property| {
            let source = &property.source;
            format!("`{}` ({}:{})", property.name, source.page, source.line)
        });
        let source = &property.source;
        let message = format!("{what} and {holder} are both called `{wanted}` in Rust");
        found.push(
            Diagnostic::new(&codes::NAME_COLLISION, source.span, message)
                .subject(format!("`{}` as `{wanted}`", property.name))
                .help(format!("this one is called `{ident}` instead")),
        );
    }
    rust::Name {
        wire: property.name.clone(),
        rust: ident,
    }
}

/// The field that every struct has besides its properties.
const EXTRA: &str = "extra";

/// The compiler compares the conversions into one type with each other: those of all entities take a sixth of the time
/// that the whole crate takes to check. So many variants come in answers only.
const MOST_CONVERSIONS: usize = 64;

/// The file of a union: one variant per type, the base first.
pub(super) fn union_file(ctx: &Ctx<'_>, base: &Type, derived: &[TypeName]) -> Option<rust::ItemFile> {
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
                rust: variant(&mut scope, name, &struct_.ident),
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
fn variant(scope: &mut Scope, name: &TypeName, struct_: &str) -> String {
    if scope.is_free(struct_) {
        return scope.take(struct_, "", ()).0;
    }
    let namespace = short_name(name.namespace());
    let longer = variant_ident(&format!("{namespace} {}", name.short()));
    scope.take(&longer, "", ()).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lower::test_api::{api, complex, enum_, property},
        model::Api,
    };

    fn struct_(api: &Api, name: &str) -> (rust::Struct, Vec<Diagnostic>) {
        let facts = crate::facts::facts(api);
        let lowered = crate::lower::lower(api, &facts);
        let mut structs = lowered
            .krate
            .items
            .into_iter()
            .filter_map(|file| match file.item {
                rust::Item::Struct(struct_) => Some(struct_),
                _ => None,
            });
        let found_struct = structs.find(|struct_| struct_.name.wire == name);
        (found_struct.expect("it is in the model"), lowered.diagnostics)
    }

    /// The only field of a struct with this property, as Rust.
    fn check(property: Property, expected: &str) {
        let mut flags = enum_("microsoft.graph.flags", &["a", "b"]);
        flags.flags = true;
        let mut base = complex("microsoft.graph.base");
        base.is_abstract = true;
        let derived = complex("microsoft.graph.derived").base("microsoft.graph.base");
        let mut entity = complex("microsoft.graph.thing");
        entity.kind = crate::model::TypeKind::Entity;
        let holder = complex("microsoft.graph.holder").with(property);
        let enum_ = enum_("microsoft.graph.enum", &["a"]);
        let api = api(
            [base, derived, complex("microsoft.graph.value"), entity, holder],
            [enum_, flags],
        );
        let (holder, _) = struct_(&api, "microsoft.graph.holder");
        assert_eq!(shown(&holder.fields[0].ty), expected);
    }

    fn shown(ty: &rust::Type) -> String {
        match ty {
            rust::Type::Path(parts) => parts.join("::"),
            rust::Type::Flags(inner) => format!("Flags<{}>", shown(inner)),
            rust::Type::List(inner) => format!("Vec<{}>", shown(inner)),
            rust::Type::Boxed(inner) => format!("Boxed<{}>", shown(inner)),
        }
    }

    fn collection(ty: &str) -> Property {
        Property {
            collection: true,
            ..property("p", ty)
        }
    }

    fn relationship(ty: &str) -> Property {
        Property {
            kind: crate::model::PropertyKind::Navigation,
            ..property("p", ty)
        }
    }

    #[test]
    fn primitives_become_scalars() {
        for (edm, rust) in [
            ("Edm.String", "String"),
            ("Edm.Boolean", "bool"),
            ("Edm.Int16", "i32"),
            ("Edm.Int64", "i64"),
            ("Edm.Single", "f64"),
            ("Edm.Decimal", "Decimal"),
            ("Edm.DateTimeOffset", "DateTimeOffset"),
            ("Edm.TimeOfDay", "TimeOfDay"),
            ("Edm.Stream", "Json"),
            ("Edm.Untyped", "Json"),
            ("microsoft.graph.notThere", "Json"),
        ] {
            check(property("p", edm), rust);
        }
    }

    #[test]
    fn collection_of_strings_becomes_vec() {
        check(collection("Edm.String"), "Vec<String>");
    }

    #[test]
    fn a_single_struct_is_boxed() {
        check(property("p", "microsoft.graph.value"), "Boxed<Value_>");
        check(relationship("microsoft.graph.value"), "Boxed<Value_>");
        check(property("p", "microsoft.graph.thing"), "Boxed<Thing>");
        check(collection("microsoft.graph.thing"), "Vec<Thing>");
    }

    #[test]
    fn an_abstract_base_becomes_its_union_which_needs_no_box() {
        check(relationship("microsoft.graph.base"), "AnyBase");
        check(collection("microsoft.graph.base"), "Vec<AnyBase>");
    }

    #[test]
    fn an_enum_of_flags_is_a_set() {
        check(property("p", "microsoft.graph.enum"), "Enum");
        check(property("p", "microsoft.graph.flags"), "Flags<Flags_>");
    }

    #[test]
    fn inherited_properties_come_first_and_once() {
        let base = complex("microsoft.graph.base").with(property("a", "Edm.String"));
        let base = base.with(property("b", "Edm.String"));
        let derived = complex("microsoft.graph.derived").base("microsoft.graph.base");
        let derived = derived
            .with(property("c", "Edm.String"))
            .with(property("a", "Edm.Int32"));
        let (derived, found) = struct_(&api([base, derived], []), "microsoft.graph.derived");
        let fields: Vec<_> = derived
            .fields
            .iter()
            .map(|field| (field.name.wire.as_str(), shown(&field.ty)))
            .collect();
        assert_eq!(
            fields,
            [
                ("a", "i32".to_owned()),
                ("b", "String".to_owned()),
                ("c", "String".to_owned())
            ]
        );
        assert!(
            derived.fields[1]
                .docs
                .join(" ")
                .contains("Inherited from [`Base`](crate::models::Base).")
        );
        assert_eq!(found, []);
    }

    #[test]
    fn names_that_fall_together_get_a_number() {
        let holder = complex("microsoft.graph.holder").with(property("fooBar", "Edm.String"));
        let holder = holder
            .with(property("foo_bar", "Edm.String"))
            .with(property("extra", "Edm.String"));
        let (holder, found) = struct_(&api([holder], []), "microsoft.graph.holder");
        let names: Vec<_> = holder
            .fields
            .iter()
            .map(|field| field.name.rust.as_str())
            .collect();
        assert_eq!(names, ["foo_bar", "foo_bar_2", "extra_"]);
        assert_eq!(found.len(), 1);
    }

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

    #[test]
    fn the_words_of_the_nearest_page_are_taken() {
        let said = |description: &str| Property {
            description: description.to_owned(),
            ..property("id", "Edm.String")
        };
        let base = complex("microsoft.graph.base").with(said("Of the base."));
        let mut middle = complex("microsoft.graph.middle").base("microsoft.graph.base");
        middle.restated = vec![said("Of the middle.")];
        let leaf = complex("microsoft.graph.leaf").base("microsoft.graph.middle");
        let api = api([base, middle, leaf], []);
        for (name, expected) in [
            ("microsoft.graph.base", "Of the base."),
            ("microsoft.graph.middle", "Of the middle. Inherited from"),
            ("microsoft.graph.leaf", "Of the middle. Inherited from"),
        ] {
            let docs = struct_(&api, name).0.fields[0].docs.join(" ");
            assert!(docs.starts_with(expected), "{docs}");
        }
    }
}
