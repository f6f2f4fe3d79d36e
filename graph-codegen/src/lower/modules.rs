//! The `mod.rs` files: one for each namespace, and the one of everything generated with the origin of the pages.

use std::collections::BTreeMap;

use super::{Ctx, imports::Imports, names::namespace_path};
use crate::{
    markdown::{Docs, Text},
    rust::{Child, Item, ItemFile, Module, Origin, Reexport},
};

/// The module of everything generated, then those of the models, outer ones first.
pub(super) fn modules(ctx: &Ctx<'_>) -> Vec<Module> {
    let child = |name: &str, feature, docs: &'static str| Child {
        name: name.to_owned(),
        docs: Text::markdown(docs).into(),
        feature,
    };
    let requests = Some("requests");
    let root = Module {
        path: vec!["generated".to_owned()],
        header: ctx.header_of_all(),
        public: vec![
            child("models", None, "The types of the API."),
            child(
                "operations",
                requests,
                "The operations of the API, one type each. All implement [`Operation`](crate::runtime::http::Operation), which \
                 has the facts of the page as constants and reads the response. Those with fields are `Clone`, `Debug` and \
                 `Default`.",
            ),
            child(
                "requests",
                requests,
                "Builders of paths, segment by segment, and of the calls at each path. All are `Clone` and `Debug`.",
            ),
        ],
        files: vec![origin_reexport()],
        shown: false,
    };
    std::iter::once(root)
        .chain(ctx.names.modules().map(|path| module(ctx, path)))
        .collect()
}

fn module(ctx: &Ctx<'_>, path: &[String]) -> Module {
    let outer = ["generated", "models"].map(str::to_owned).into_iter();
    let items = ctx.names.items().filter(|item| item.module == path);
    let mut files: Vec<_> = items
        .map(|item| Reexport {
            file: item.file.clone(),
            idents: vec![item.ident.clone()],
        })
        .collect();
    files.sort_by(|a, b| a.file.cmp(&b.file));
    let namespaces = namespaces(ctx);
    let inner = ctx.names.modules().filter_map(|inner| {
        let (name, outer) = inner.split_last()?;
        (outer == path).then(|| Child {
            name: name.clone(),
            docs: module_docs(namespaces.get(inner)),
            feature: None,
        })
    });
    Module {
        path: outer.chain(path.iter().cloned()).collect(),
        header: ctx.header_of_all(),
        public: inner.collect(),
        files,
        shown: false,
    }
}

fn namespaces<'a>(ctx: &Ctx<'a>) -> BTreeMap<Vec<String>, &'a str> {
    let types = ctx.api.types.iter().map(|ty| &ty.name);
    let names = types.chain(ctx.api.enums.iter().map(|enum_| &enum_.name));
    names
        .map(|name| {
            (
                namespace_path(name.namespace(), &ctx.api.api.namespace),
                name.namespace(),
            )
        })
        .collect()
}

fn module_docs(namespace: Option<&&str>) -> Docs {
    match namespace {
        Some(namespace) => Text::new("The types of ").code(namespace).text(".").into(),
        None => Text::new("Namespaces.").into(),
    }
}

/// The module of the origin and its name.
const ORIGIN_FILE: &str = "origin";
const ORIGIN: &str = "ORIGIN";

/// The file that says where the pages come from. Nothing else in the crate changes with it.
pub(super) fn origin(ctx: &Ctx<'_>) -> ItemFile {
    let api = &ctx.api.api;
    let facts = [
        ("source", &api.source),
        ("commit", &api.commit),
        ("date", &api.date),
        ("licence", &api.licence),
        ("attribution", &api.attribution),
    ];
    let known = facts.iter().filter_map(|(name, fact)| {
        let name = Text::new(name).text(" ");
        Some(name.code(fact.as_deref()?))
    });
    let known = Text::join(known, ", ");
    let mut docs =
        Text::new("The source and licence of the reference pages that this crate was generated from");
    if !known.is_empty() {
        docs = docs.text(": ").append(known);
    }
    let mut imports = Imports::default();
    imports.runtime("Origin");
    ItemFile {
        path: vec!["generated".to_owned(), ORIGIN_FILE.to_owned()],
        header: ctx.header_of_all(),
        imports: imports.finish(),
        item: Item::Origin(Origin {
            name: ORIGIN,
            docs: docs.text(".").into(),
            facts: facts.map(|(name, fact)| (name, fact.clone())),
        }),
    }
}

fn origin_reexport() -> Reexport {
    Reexport {
        file: ORIGIN_FILE.to_owned(),
        idents: vec![ORIGIN.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        facts,
        lower::{names::Names, test_api},
    };

    #[test]
    fn what_is_stated_is_said_and_nothing_else() {
        let mut api = test_api::api([], []);
        api.api.commit = Some("0a1b2c3".to_owned());
        api.api.attribution = Some("`*/ [x] # \" Example".to_owned());
        let facts = facts::facts(&api);
        let (names, _) = Names::new(&api, &facts);
        let ctx = Ctx {
            api: &api,
            facts: &facts,
            names: &names,
            links: crate::lower::docs::Links::new(&api),
        };
        let Item::Origin(origin) = origin(&ctx).item else {
            panic!("is an origin")
        };
        let docs = origin.docs.join(" ");
        assert!(docs.contains("commit `0a1b2c3`, attribution "), "{docs}");
        assert!(!docs.contains("licence `"), "{docs}");
        assert_eq!(origin.facts[1], ("commit", Some("0a1b2c3".to_owned())));
        assert_eq!(origin.facts[0], ("source", None));
    }
}
