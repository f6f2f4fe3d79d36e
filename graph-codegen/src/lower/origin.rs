//! Where the pages come from → the one file of the crate that says it. Nothing else in the crate changes with it.

use super::{Ctx, imports::Imports};
use crate::{
    markdown::Text,
    rust::{Item, ItemFile, Origin, Reexport},
};

/// Its module and its name.
const FILE: &str = "origin";
const NAME: &str = "ORIGIN";

/// The file.
pub(super) fn file(ctx: &Ctx<'_>) -> ItemFile {
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
        path: vec!["generated".to_owned(), FILE.to_owned()],
        header: ctx.header_of_all(),
        imports: imports.finish(),
        item: Item::Origin(Origin {
            name: NAME,
            docs: docs.text(".").into(),
            facts: facts.map(|(name, fact)| (name, fact.clone())),
        }),
    }
}

/// How the outer module gives it on.
pub(super) fn reexport() -> Reexport {
    Reexport {
        file: FILE.to_owned(),
        idents: vec![NAME.to_owned()],
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
        let Item::Origin(origin) = file(&ctx).item else {
            panic!("is an origin")
        };
        let docs = origin.docs.join(" ");
        assert!(docs.contains("commit `0a1b2c3`, attribution "), "{docs}");
        assert!(!docs.contains("licence `"), "{docs}");
        assert_eq!(origin.facts[1], ("commit", Some("0a1b2c3".to_owned())));
        assert_eq!(origin.facts[0], ("source", None));
    }
}
