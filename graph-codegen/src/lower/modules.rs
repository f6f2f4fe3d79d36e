//! Namespaces → `mod.rs` files that name what is in them, explicitly and in order.

use std::collections::BTreeMap;

use super::{Ctx, names::namespace_path};
use crate::{
    markdown::{Docs, Text},
    rust::{Child, Module, Reexport},
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
        files: vec![super::origin::reexport()],
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
            docs: docs(namespaces.get(inner)),
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

fn docs(namespace: Option<&&str>) -> Docs {
    match namespace {
        Some(namespace) => Text::new("The types of ").code(namespace).text(".").into(),
        None => Text::new("Namespaces.").into(),
    }
}
