//! Composes the documentation of types, fields, enums and unions: what the pages say, what is known besides, and where
//! it is documented. `links` resolves the links of the pages.

mod links;

pub use links::Links;

use super::{
    Ctx,
    imports::Imports,
    properties::{Placed, is_relationship},
};
use crate::{
    markdown::{self, Doc, Docs, Target, Text},
    model::{Enum, Member, Property, Source, Type, TypeName},
    rust::ItemPath,
    text::PagePath,
};

/// The Markdown of a page, as documentation in a file with these imports.
pub fn prose(ctx: &Ctx<'_>, imports: &Imports, text: &str, source: &Source) -> Doc {
    markdown::prose(text, &|text, url| {
        links::resolve(ctx, imports, text, url, &source.page)
    })
}

/// A link to a type, by its name in code.
pub fn link(imports: &Imports, item: &ItemPath) -> Text {
    if imports.in_scope(item) {
        Text::name(&item.ident)
    } else {
        Text::default().link(Text::default().code(&item.ident), Target::item(&item.path()))
    }
}

/// A link to the published page: `[message](https://…/resources/message)`.
pub fn page_link(ctx: &Ctx<'_>, source: &Source) -> Text {
    let name = Text::new(ctx.links.page_name(&source.page));
    let url = published(ctx, &source.page);
    Text::default().link(name, url.and_then(|url| Target::url(&url)))
}

/// Where a page is published; `None` for what is no page.
pub fn published(ctx: &Ctx<'_>, page: &PagePath) -> Option<String> {
    links::published(ctx, page)
}

/// "`name`."
pub fn name_only(name: &str) -> Text {
    Text::default().code(name).text(".")
}

/// The documentation of a struct.
pub(super) fn type_(ctx: &Ctx<'_>, imports: &Imports, ty: &Type) -> Docs {
    let mut facts = vec![kind(ctx, imports, ty)];
    if ty.deprecated && !says(&ty.description, &["deprecated", "obsolete"]) {
        facts.push(Text::new("Deprecated."));
    }
    if ty.open {
        facts.push(Text::new(
            "Open type: may have properties that are not documented.",
        ));
    }
    let page = page_link(ctx, &ty.source);
    facts.push(if ty.documented {
        Text::new("Described in ").append(page).text(".")
    } else {
        Text::new("It has no page of its own; ")
            .append(page)
            .text(" refers to it.")
    });
    let mut docs = prose(ctx, imports, &ty.description, &ty.source);
    if docs.is_empty() {
        docs = docs.paragraph(name_only(ty.name.short()));
    }
    docs.paragraph(Text::join(facts, " ")).lines()
}

fn kind(ctx: &Ctx<'_>, imports: &Imports, ty: &Type) -> Text {
    let kind = if ty.is_abstract {
        "Abstract service type "
    } else {
        "Service type "
    };
    let text = Text::new(kind).code(ty.name.as_str());
    match ty.base.as_ref().and_then(|base| ctx.names.item(base)) {
        Some(base) => text
            .text("; inherits from ")
            .append(link(imports, base))
            .text("."),
        None => text.text("."),
    }
}

/// The documentation of a field.
pub(super) fn property(ctx: &Ctx<'_>, imports: &Imports, ty: &Type, placed: &Placed<'_>) -> Docs {
    let property = placed.words;
    let docs = prose(ctx, imports, &property.description, &property.source);
    let mut facts = facts(property);
    if placed.owner.name != ty.name
        && !says(&property.description, &["inherited from"])
        && let Some(owner) = ctx.names.item(&placed.owner.name)
    {
        facts.push(
            Text::new("Inherited from ")
                .append(link(imports, owner))
                .text("."),
        );
    }
    if docs.is_empty() {
        facts.insert(0, name_only(&property.name));
    }
    docs.sentences(facts).lines()
}

/// What is known of a property and its description does not say.
fn facts(property: &Property) -> Vec<Text> {
    let mut facts = Vec::new();
    let mut add = |known: bool, words: &[&str], sentence: &dyn Fn() -> Text| {
        if known && !says(&property.description, words) {
            facts.push(sentence());
        }
    };
    add(property.deprecated, &["deprecated", "obsolete"], &|| {
        Text::new("Deprecated.")
    });
    add(
        property.read_only,
        &["read-only", "read only", "readonly"],
        &|| Text::new("Read-only."),
    );
    add(property.required, &["required"], &|| {
        Text::new("Required on creation.")
    });
    add(property.nullable == Some(true), &["null"], &|| {
        Text::new("Nullable.")
    });
    let default = property.default.as_deref().unwrap_or_default();
    add(!default.is_empty(), &["default"], &|| {
        Text::new("Default: ").code(default).text(".")
    });
    let values = [
        "possible values",
        "valid values",
        "allowed values",
        "can be",
        "supported values",
    ];
    add(!property.known_values.is_empty(), &values, &|| {
        Text::new("Possible values: ")
            .append(codes(&property.known_values))
            .text(".")
    });
    let filter = property.filter.as_deref();
    add(filter.is_some(), &["$filter"], &|| {
        let text = Text::markdown("Supports `$filter`");
        match filter {
            None | Some([]) => text.text("."),
            Some(operators) => text.text(" (").append(codes(operators)).text(")."),
        }
    });
    add(property.only_on_select, &["$select"], &|| {
        Text::markdown("Returned only on `$select`.")
    });
    add(is_relationship(property), &["$expand"], &|| {
        Text::markdown("Relationship: returned only on `$expand`.")
    });
    facts
}

fn codes(words: &[String]) -> Text {
    Text::join(words.iter().map(|word| Text::default().code(word)), ", ")
}

fn says(description: &str, words: &[&str]) -> bool {
    let description = description.to_ascii_lowercase();
    words.iter().any(|word| description.contains(word))
}

/// The documentation of the field that holds all other properties.
pub(super) fn extra() -> Docs {
    Text::markdown(
        "Properties that are not documented: annotations such as `@odata.etag`, and open or newer properties. \
         Kept and written back.",
    )
    .into()
}

/// The documentation of an enum.
pub(super) fn enum_(ctx: &Ctx<'_>, enum_: &Enum) -> Docs {
    let kind = match enum_.flags {
        true => "Flags: any number of members at once, in a [`Flags`](crate::runtime::Flags).",
        false => "One of the members, or a value that is not documented.",
    };
    let facts = [
        Text::markdown(kind),
        Text::new("Service type ").code(enum_.name.as_str()).text("."),
        Text::new("Described in ")
            .append(page_link(ctx, &enum_.source))
            .text("."),
    ];
    Doc::default()
        .paragraph(Text::new("The values of ").code(enum_.name.short()).text("."))
        .paragraph(Text::join(facts, " "))
        .lines()
}

/// The documentation of a variant.
pub(super) fn member(ctx: &Ctx<'_>, imports: &Imports, enum_: &Enum, member: &Member) -> Docs {
    let text = member.description.as_deref().unwrap_or_default();
    let docs = prose(ctx, imports, text, &enum_.source);
    let mut facts = Vec::new();
    if docs.is_empty() {
        facts.push(name_only(&member.name));
    }
    if member.deprecated && !says(text, &["deprecated", "obsolete"]) {
        facts.push(Text::new("Deprecated."));
    }
    if member.evolvable {
        facts.push(Text::markdown(
            "Returned only if the request has `Prefer: include-unknown-enum-members`.",
        ));
    }
    docs.sentences(facts).lines()
}

/// The documentation of the variant that holds all other values.
pub(super) fn unlisted() -> Docs {
    Text::new("A value that is not documented.").into()
}

/// The documentation of a union.
pub(super) fn union_(ctx: &Ctx<'_>, imports: &Imports, base: &Type) -> Docs {
    let Some(item) = ctx.names.item(&base.name) else {
        return Docs::default();
    };
    let facts = [
        Text::markdown(
            "`@odata.type` selects the variant; if it is absent or unknown, the whole value is kept in the base.",
        ),
        Text::new("Service type ").code(base.name.as_str()).text("."),
    ];
    let link = link(imports, item);
    Doc::default()
        .paragraph(
            Text::new("Any ")
                .append(link)
                .text(": the type itself or a type that inherits from it."),
        )
        .paragraph(Text::join(facts, " "))
        .lines()
}

/// The documentation of a variant of a union.
pub(super) fn union_variant(name: &TypeName) -> Docs {
    name_only(name.as_str()).into()
}
