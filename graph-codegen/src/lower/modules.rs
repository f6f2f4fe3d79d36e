//! The `mod.rs` files: one for each namespace, and the one of everything generated with the origin of the pages.

use std::collections::BTreeMap;

use super::{Ctx, docs, imports::Imports, names::namespace_path};
use crate::rust::{Child, Item, ItemFile, Module, Origin, Reexport};

/// The module of everything generated, then those of the models, outer ones first.
pub(super) fn modules(ctx: &Ctx<'_>) -> Vec<Module> {
    let child = |name: &str, feature, docs: &str| Child {
        name: name.to_owned(),
        docs: docs::sentences(&[docs.to_owned()]),
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
                "The operations of the API, one type each. All are an [`Operation`](crate::runtime::http::Operation): it has what \
                 the page says as data, and reads the answer. Those with fields are `Clone`, `Debug` and `Default`.",
            ),
            child(
                "requests",
                requests,
                "Builders of paths: from a place of the API to the next, and to the calls there. All are `Clone` and \
                 `Debug`.",
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

fn module_docs(namespace: Option<&&str>) -> Vec<String> {
    match namespace {
        Some(namespace) => vec![format!("The types of {}.", docs::code(namespace))],
        None => vec!["Namespaces.".to_owned()],
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
    let said = facts
        .iter()
        .filter_map(|(name, fact)| Some(format!("{name} {}", docs::code(fact.as_deref()?))));
    let said: Vec<_> = said.collect();
    let mut sentences = vec![
        "Where the pages come from that say what the types and requests are, and under which licence."
            .to_owned(),
    ];
    if !said.is_empty() {
        sentences.push(format!("What is stated of them: {}.", said.join(", ")));
    }
    let mut imports = Imports::default();
    imports.runtime("Origin");
    ItemFile {
        path: vec!["generated".to_owned(), ORIGIN_FILE.to_owned()],
        header: ctx.header_of_all(),
        imports: imports.finish(),
        item: Item::Origin(Origin {
            name: ORIGIN,
            docs: docs::sentences(&sentences),
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
            links: docs::Links::new(&api),
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
