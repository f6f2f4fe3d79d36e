//! Builds the own properties of each type from rows. Inherited rows are not repeated; a property that no ancestor has
//! is moved to the ancestor that the row names, or stays.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    collections::{HashMap, HashSet},
    diagnostic::{Diagnostic, codes},
    model::{Enum, Property, PropertyKind, Type, TypeName, TypeUse},
    page::{Page, PropertyRow},
    resolve::{
        context::Ctx,
        subject::is_table_of_string,
        types::{
            bases::{Bases, ancestors},
            drafts::{Draft, Row},
            representation,
        },
    },
    text::description_words,
};

/// The candidates for properties, by type.
pub(crate) type Typing = BTreeMap<TypeName, Vec<Candidate>>;

/// A row that can become a property of its type or of an ancestor.
#[derive(Clone)]
pub(crate) struct Candidate {
    pub(crate) property: Property,
    pub(crate) kind: PropertyKind,
    pub(crate) typed: TypeUse,
    /// The ancestors that the row names: "Inherited from …".
    pub(crate) inherited: Vec<TypeName>,
    /// Whether the description says that it is the key.
    pub(crate) key: bool,
}

/// Reads the rows of all types.
pub(crate) fn candidates(
    ctx: &mut Ctx<'_>,
    drafts: &BTreeMap<TypeName, Draft<'_>>,
    enums: &BTreeMap<TypeName, Enum>,
) -> Typing {
    let mut typing = Typing::new();
    for (name, draft) in drafts {
        let mut found: Vec<Candidate> = Vec::new();
        for row in &draft.rows {
            if !is_property(ctx, row) {
                continue;
            }
            let candidate = candidate(ctx, row, enums);
            let mut known = found.iter_mut();
            match known.find(|known| same_name(&known.property, &candidate.property)) {
                Some(first) => {
                    ctx.diagnostics.extend(repeated(name, first, &candidate));
                    // A table of relationships is more reliable than one of properties.
                    if first.kind < candidate.kind {
                        *first = candidate;
                    }
                }
                None => found.push(candidate),
            }
        }
        typing.insert(name.clone(), found);
    }
    typing
}

/// The properties of a type.
#[derive(Default)]
pub(crate) struct Own<T> {
    /// The properties that the type itself has.
    pub(crate) properties: T,
    /// Properties of its ancestors that it describes differently.
    pub(crate) restated: T,
}

type ByType = HashMap<TypeName, Vec<Property>>;

/// The properties of types, found by type and by name.
#[derive(Default)]
struct Declared {
    by_type: ByType,
    /// The types that have a property of this name, which is in lower case.
    holders: HashMap<String, HashSet<TypeName>>,
}

impl Declared {
    fn add(&mut self, ty: &TypeName, property: Property) {
        let holders = self.holders.entry(property.name.to_ascii_lowercase());
        holders.or_default().insert(ty.clone());
        self.by_type.entry(ty.clone()).or_default().push(property);
    }

    /// The property of the nearest ancestor that has it. `distances` holds the ancestors. A type can have thousands of
    /// them, and a property thousands of types, so the fewer are tried.
    fn inherited(&self, distances: &HashMap<&TypeName, usize>, property: &Property) -> Option<&Property> {
        let holders = self.holders.get(&property.name.to_ascii_lowercase())?;
        let nearest: &TypeName = if holders.len() < distances.len() {
            let ancestors = holders.iter().filter(|holder| distances.contains_key(holder));
            ancestors.min_by_key(|ancestor| distances.get(ancestor))?
        } else {
            let ancestors = distances
                .iter()
                .filter(|(ancestor, _)| holders.contains(**ancestor));
            ancestors.min_by_key(|(_, distance)| **distance)?.0
        };
        let mut declared = self.by_type.get(nearest)?.iter();
        declared.find(|declared| same_name(declared, property))
    }
}

/// Separates the own properties of each type from the inherited ones.
pub(crate) fn own(ctx: &mut Ctx<'_>, typing: Typing, bases: &Bases) -> Own<ByType> {
    let documented: BTreeSet<_> = typing.keys().cloned().collect();
    let mut own: Own<Declared> = Own::default();
    // Ancestors first, since subtypes can add properties to them.
    let mut order: Vec<_> = typing.into_iter().collect();
    order.sort_by_cached_key(|(name, _)| ancestors(bases, name).count());
    for (name, candidates) in order {
        let distances: HashMap<_, _> = ancestors(bases, &name).zip(0..).collect();
        own.properties.by_type.entry(name.clone()).or_default();
        for candidate in candidates {
            if let Some(declared) = own.properties.inherited(&distances, &candidate.property) {
                ctx.diagnostics
                    .extend(redeclared(&name, declared, &candidate.property));
                let words = own.restated.inherited(&distances, &candidate.property);
                let restated = property_override(words.unwrap_or(declared), candidate.property);
                restated.into_iter().for_each(|row| own.restated.add(&name, row));
                continue;
            }
            let declaring = candidate
                .inherited
                .iter()
                .find(|ancestor| distances.contains_key(ancestor));
            match declaring {
                Some(ancestor) if !documented.contains(ancestor) => {
                    own.properties.add(ancestor, candidate.property);
                }
                _ => {
                    ctx.diagnostics
                        .extend(not_inherited(&name, &candidate, declaring));
                    own.properties.add(&name, candidate.property);
                }
            }
        }
    }
    Own {
        properties: own.properties.by_type,
        restated: own.restated.by_type,
    }
}

/// Gives a type a base. What the base passes on is no longer its own property.
pub(crate) fn move_under(ty: &mut Type, base: TypeName, inherited: &[Property]) {
    let lower = |property: &Property| property.name.to_ascii_lowercase();
    let inherited: HashMap<_, _> = inherited.iter().map(|one| (lower(one), one)).collect();
    for property in std::mem::take(&mut ty.properties) {
        match inherited.get(&lower(&property)) {
            Some(declared) => ty.restated.extend(property_override(declared, property)),
            None => ty.properties.push(property),
        }
    }
    ty.base = Some(base);
}

/// Whether a row names a property: `@odata.type` and paths do not.
fn is_property(ctx: &mut Ctx<'_>, row: &Row<'_>) -> bool {
    let name = &row.row.name;
    if matches!(name.value.as_str(), "@odata.type" | "odata.type") {
        return false;
    }
    let usable = name
        .value
        .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '@'))
        && name
            .value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '.' | '-'));
    if !usable {
        ctx.diagnostics.push(
            Diagnostic::new(
                &codes::NOT_A_PROPERTY,
                name.span,
                format!("`{}` is not the name of a property", name.value),
            )
            .help("the row is ignored"),
        );
    }
    usable
}

fn candidate(ctx: &mut Ctx<'_>, row: &Row<'_>, enums: &BTreeMap<TypeName, Enum>) -> Candidate {
    let (page, kind, row) = (row.page, row.kind, row.row.as_ref());
    let mut typed = ctx.cell(page, &row.ty);
    if let Some(enum_) = shown_enum(ctx, page, row, &typed, enums) {
        typed.ty = enum_;
    }
    let inherited = row
        .notes
        .inherited_from
        .iter()
        .filter_map(|ty| ctx.names.lookup(page, ty))
        .collect();
    let property = Property {
        kind,
        collection: typed.collection,
        nullable: row.notes.nullable,
        read_only: row.notes.read_only,
        required: row.notes.required == Some(true),
        deprecated: row.notes.deprecated,
        default: row.notes.default.clone(),
        filter: row.notes.filter.clone(),
        only_on_select: row.notes.only_on_select,
        known_values: known_values(page, row, &typed, enums),
        description: row.description.text.trim().to_owned(),
        ..Property::plain(&row.name.value, typed.ty.clone(), ctx.source(row.span))
    };
    Candidate {
        property,
        kind,
        typed,
        inherited,
        key: row.notes.key,
    }
}

/// The enum that the JSON representation names, if the row says `String` and lists values.
fn shown_enum(
    ctx: &Ctx<'_>,
    page: &Page,
    row: &PropertyRow,
    typed: &TypeUse,
    enums: &BTreeMap<TypeName, Enum>,
) -> Option<TypeName> {
    if typed.ty.as_str() != "Edm.String" || row.notes.values.is_none() {
        return None;
    }
    let shown = representation::named_type(page, &row.name.value)?;
    ctx.names
        .by_name(&shown, "")
        .filter(|name| enums.contains_key(name))
}

/// The values of a string property without an enum type: from its description, else from a table named after it.
fn known_values(
    page: &Page,
    row: &PropertyRow,
    typed: &TypeUse,
    enums: &BTreeMap<TypeName, Enum>,
) -> Vec<String> {
    if typed.ty.as_str() != "Edm.String" || enums.contains_key(&typed.ty) {
        return Vec::new();
    }
    let listed = row.notes.values.iter().flat_map(|list| &list.values);
    let listed: Vec<_> = listed
        .map(|value| value.value.clone())
        .filter(|value| value != "null")
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    let table = page.enums.iter().find(|table| {
        is_table_of_string(page, table) && table.name.value.eq_ignore_ascii_case(&row.name.value)
    });
    let members = table.iter().flat_map(|table| &table.members);
    // `null` is the absence of a value.
    let members = members.filter(|member| member.name.value != "null");
    members.map(|member| member.name.value.clone()).collect()
}

fn same_name(a: &Property, b: &Property) -> bool {
    a.name.eq_ignore_ascii_case(&b.name)
}

fn same_type(a: &Property, b: &Property) -> bool {
    a.type_use() == b.type_use()
}

fn repeated(name: &TypeName, first: &Candidate, again: &Candidate) -> Option<Diagnostic> {
    let (first, again) = (&first.property, &again.property);
    let same = same_type(first, again) && first.kind == again.kind && first.name == again.name;
    let code = if same {
        &codes::PROPERTY_REPEATED
    } else {
        &codes::PROPERTY_CONTRADICTED
    };
    let name = format!("`{}` of `{name}`", again.name);
    let (message, help) = if first.kind == again.kind {
        (
            format!("{name} is described again as `{}`", again.type_use()),
            format!("`{}` of the first row is used", first.type_use()),
        )
    } else {
        (
            format!("{name} is described as a property and as a relationship"),
            "the relationship is used".to_owned(),
        )
    };
    let finding = Diagnostic::new(code, again.source.span, message).related(first.source.span, "first here");
    Some(finding.help(help))
}

fn redeclared(name: &TypeName, declared: &Property, again: &Property) -> Option<Diagnostic> {
    if same_type(declared, again) {
        return None;
    }
    let message = format!(
        "`{}` of `{name}` is `{}`, its ancestor says `{}`",
        again.name,
        again.type_use(),
        declared.type_use()
    );
    Some(
        Diagnostic::new(&codes::PROPERTY_REDECLARED, again.source.span, message)
            .related(declared.source.span, "the ancestor's")
            .help("the ancestor's type is used"),
    )
}

/// Reports a row that says "Inherited from" an ancestor without this property.
fn not_inherited(name: &TypeName, candidate: &Candidate, declaring: Option<&TypeName>) -> Option<Diagnostic> {
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

/// The property of the base as the row of a derived type describes it; `None` if that is the same. A row adds nothing
/// if it only says where the property comes from.
fn property_override(base: &Property, row: Property) -> Option<Property> {
    let own_words = description_words(&row.description);
    let same = || row.description == base.description || own_words == description_words(&base.description);
    let description = if own_words.is_empty() || same() {
        base.description.clone()
    } else {
        row.description
    };
    let known_values = if row.known_values.is_empty() || base.ty != row.ty {
        base.known_values.clone()
    } else {
        row.known_values
    };
    let mut here = Property {
        nullable: row.nullable.or(base.nullable),
        read_only: row.read_only || base.read_only,
        required: row.required || base.required,
        deprecated: row.deprecated || base.deprecated,
        default: row.default.or_else(|| base.default.clone()),
        filter: row.filter.or_else(|| base.filter.clone()),
        only_on_select: row.only_on_select || base.only_on_select,
        known_values,
        description,
        ..base.clone()
    };
    let same = here == *base;
    here.source = row.source;
    (!same).then_some(here)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::test_api::property;

    fn said(description: &str) -> Property {
        Property {
            description: description.to_owned(),
            ..property("id", "Edm.String")
        }
    }

    fn check(base: &str, row: &str, expected: Option<&str>) {
        let here = property_override(&said(base), said(row));
        assert_eq!(here.map(|here| here.description).as_deref(), expected, "{row}");
    }

    #[test]
    fn words_of_its_own_are_kept() {
        check(
            "The id.",
            "The id of the cup. It changes when the cup breaks.",
            Some("The id of the cup. It changes when the cup breaks."),
        );
        check(
            "The id.",
            "Inherited from [thing](thing.md). Not used.",
            Some("Inherited from [thing](thing.md). Not used."),
        );
    }

    #[test]
    fn the_same_words_and_where_they_come_from_add_nothing() {
        check("The id.", "The id", None);
        check(
            "The id.",
            "The **id**. Inherited from [thing](../resources/thing.md)",
            None,
        );
        check("The id.", "Inherited from `a.thing`.", None);
        check(
            "The id. Read-only.",
            "The id. Inherited from **thing**. Not nullable.",
            None,
        );
        check("The id.", "", None);
        check("The id.", "inherited from", None);
    }

    #[test]
    fn facts_add_up() {
        let base = Property {
            read_only: true,
            nullable: Some(true),
            ..said("The id.")
        };
        let row = Property {
            filter: Some(vec!["eq".to_owned()]),
            nullable: Some(false),
            ty: TypeName::new("Edm.Int32"),
            ..said("Inherited from [thing](thing.md).")
        };
        let here = property_override(&base, row).expect("it says more");
        assert!(here.read_only && here.nullable == Some(false) && here.filter.is_some());
        assert_eq!(
            (here.ty.as_str(), here.description.as_str()),
            ("Edm.String", "The id.")
        );
    }
}
