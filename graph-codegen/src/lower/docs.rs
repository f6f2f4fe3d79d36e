//! All documentation passes here: what the pages say, then what is known besides, then where it is said.
//! `markdown` makes the pages' Markdown safe for rustdoc, `links` knows where links lead, `wrap` makes lines.

mod links;
mod markdown;
mod wrap;

pub use links::Links;

use super::{
    Ctx,
    imports::Imports,
    properties::{Placed, is_relationship},
};
use crate::{
    model::{Enum, Member, Property, Source, Type, TypeName},
    rust::{Docs, ItemPath},
    text::PagePath,
};

/// Markdown of a page, as lines of documentation in a file with these imports.
pub fn prose(ctx: &Ctx<'_>, imports: &Imports, text: &str, source: &Source) -> Docs {
    let target = |text: &str, url: &str| links::target(ctx, imports, text, url, &source.page);
    wrap::lines(&markdown::blocks(text, &target))
}

/// A link to a type, by its name in code.
pub fn link(imports: &Imports, item: &ItemPath) -> String {
    if imports.in_scope(item) {
        format!("[`{}`]", item.ident)
    } else {
        format!("[`{}`]({})", item.ident, item.path())
    }
}

/// Where a page is published: `[message](https://…/resources/message)`.
pub fn page_link(ctx: &Ctx<'_>, source: &Source) -> String {
    let name = ctx.links.page_name(&source.page);
    match links::published(ctx, &source.page) {
        Some(url) => format!("[{}]({url})", markdown::escape(name)),
        None => markdown::escape(name),
    }
}

/// Where a page is published; nothing for what is no page.
pub fn published(ctx: &Ctx<'_>, page: &PagePath) -> Option<String> {
    links::published(ctx, page)
}

/// Sentences one after the other, as lines.
pub fn sentences(sentences: &[String]) -> Docs {
    wrap::sentences(sentences)
}

/// A word of the pages as code.
pub fn code(word: &str) -> String {
    markdown::code(word)
}

/// What a struct is.
pub(super) fn type_(ctx: &Ctx<'_>, imports: &Imports, ty: &Type) -> Docs {
    let mut facts = vec![kind(ctx, imports, ty)];
    if ty.deprecated && !says(&ty.description, &["deprecated", "obsolete"]) {
        facts.push("Deprecated.".to_owned());
    }
    if ty.open {
        facts.push("Open: may hold properties that no page lists.".to_owned());
    }
    facts.push(if ty.documented {
        format!("Described in {}.", page_link(ctx, &ty.source))
    } else {
        format!(
            "No page describes it; {} refers to it.",
            page_link(ctx, &ty.source)
        )
    });
    let mut docs = prose(ctx, imports, &ty.description, &ty.source);
    if docs.is_empty() {
        docs = vec![format!("{}.", code(ty.name.short()))];
    }
    docs.push(String::new());
    docs.extend(wrap::sentences(&facts));
    docs
}

fn kind(ctx: &Ctx<'_>, imports: &Imports, ty: &Type) -> String {
    let kept = match ty.is_abstract {
        true => "Abstract service type",
        false => "Service type",
    };
    let base = ty.base.as_ref().and_then(|base| ctx.names.item(base));
    let name = code(ty.name.as_str());
    match base {
        Some(base) => format!("{kept} {name}; inherits from {}.", link(imports, base)),
        None => format!("{kept} {name}."),
    }
}

/// What a field is.
pub(super) fn property(ctx: &Ctx<'_>, imports: &Imports, ty: &Type, placed: &Placed<'_>) -> Docs {
    let property = placed.words;
    let target = |text: &str, url: &str| links::target(ctx, imports, text, url, &property.source.page);
    let mut blocks = markdown::blocks(&property.description, &target);
    let mut facts = facts(property);
    if placed.owner.name != ty.name
        && !says(&property.description, &["inherited from"])
        && let Some(owner) = ctx.names.item(&placed.owner.name)
    {
        facts.push(format!("Inherited from {}.", link(imports, owner)));
    }
    if blocks.is_empty() {
        facts.insert(0, format!("{}.", code(&property.name)));
    }
    markdown::append(&mut blocks, &facts);
    wrap::lines(&blocks)
}

/// What is known of a property and its description does not say.
fn facts(property: &Property) -> Vec<String> {
    let unsaid = |words: &[&str]| !says(&property.description, words);
    let mut facts = Vec::new();
    let mut tell = |known: bool, words: &[&str], sentence: &dyn Fn() -> String| {
        if known && unsaid(words) {
            facts.push(sentence());
        }
    };
    tell(property.deprecated, &["deprecated", "obsolete"], &|| {
        "Deprecated.".to_owned()
    });
    tell(
        property.read_only,
        &["read-only", "read only", "readonly"],
        &|| "Read-only.".to_owned(),
    );
    tell(property.required, &["required"], &|| {
        "Required on creation.".to_owned()
    });
    tell(property.nullable == Some(true), &["null"], &|| {
        "Nullable.".to_owned()
    });
    let default = property.default.as_deref().unwrap_or_default();
    tell(!default.is_empty(), &["default"], &|| {
        format!("Default: {}.", code(default))
    });
    tell(
        !property.known_values.is_empty(),
        &[
            "possible values",
            "valid values",
            "allowed values",
            "can be",
            "supported values",
        ],
        &|| format!("Possible values: {}.", codes(&property.known_values)),
    );
    let filter = property.filter.as_deref();
    tell(filter.is_some(), &["$filter"], &|| {
        format!("Supports `$filter`{}.", operators(filter))
    });
    tell(property.only_on_select, &["$select"], &|| {
        "Returned only on `$select`.".to_owned()
    });
    tell(is_relationship(property), &["$expand"], &|| {
        "Relationship: present where `$expand` asks for it.".to_owned()
    });
    facts
}

fn operators(filter: Option<&[String]>) -> String {
    match filter {
        None | Some([]) => String::new(),
        Some(operators) => format!(" ({})", codes(operators)),
    }
}

fn codes(words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(|word| code(word)).collect();
    words.join(", ")
}

fn says(description: &str, words: &[&str]) -> bool {
    let description = description.to_ascii_lowercase();
    words.iter().any(|word| description.contains(word))
}

/// What the field is that holds the rest.
pub(super) fn extra() -> Docs {
    wrap::sentences(&[
        "What the pages do not list: annotations such as `@odata.etag`, open and future properties. Kept and written back."
            .to_owned(),
    ])
}

/// What an enum is.
pub(super) fn enum_(ctx: &Ctx<'_>, enum_: &Enum) -> Docs {
    let kind = match enum_.flags {
        true => "Flags: several members at once, in a [`Flags`](crate::runtime::Flags).",
        false => "One of the members, or a text that the pages do not list.",
    };
    let mut docs = vec![
        format!("The values of {}.", code(enum_.name.short())),
        String::new(),
    ];
    docs.extend(wrap::sentences(&[
        kind.to_owned(),
        format!("Service type {}.", code(enum_.name.as_str())),
        format!("Described in {}.", page_link(ctx, &enum_.source)),
    ]));
    docs
}

/// What a variant is.
pub(super) fn member(ctx: &Ctx<'_>, imports: &Imports, enum_: &Enum, member: &Member) -> Docs {
    let text = member.description.as_deref().unwrap_or_default();
    let target = |text: &str, url: &str| links::target(ctx, imports, text, url, &enum_.source.page);
    let mut blocks = markdown::blocks(text, &target);
    let mut facts = Vec::new();
    if blocks.is_empty() {
        facts.push(format!("{}.", code(&member.name)));
    }
    if member.deprecated && !says(text, &["deprecated", "obsolete"]) {
        facts.push("Deprecated.".to_owned());
    }
    if member.evolvable {
        facts.push("Sent only where `Prefer: include-unknown-enum-members` asks for it.".to_owned());
    }
    markdown::append(&mut blocks, &facts);
    wrap::lines(&blocks)
}

/// What the variant is that holds the rest.
pub(super) fn unlisted() -> Docs {
    vec!["A value that the pages do not list.".to_owned()]
}

/// What a union is.
pub(super) fn union_(ctx: &Ctx<'_>, imports: &Imports, base: &Type) -> Docs {
    let Some(item) = ctx.names.item(&base.name) else {
        return Docs::new();
    };
    let link = link(imports, item);
    let mut docs = vec![
        format!("Any {link}: itself or a type that inherits from it."),
        String::new(),
    ];
    docs.extend(wrap::sentences(&[
        "`@odata.type` chooses; where it is absent or not known here, the value is kept whole in the base."
            .to_owned(),
        format!("Service type {}.", code(base.name.as_str())),
    ]));
    docs
}

/// What a variant of a union is.
pub(super) fn union_variant(name: &TypeName) -> Docs {
    vec![format!("{}.", code(name.as_str()))]
}
