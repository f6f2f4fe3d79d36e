//! Where the pages come from → the one file of the crate that says it. Nothing else in the crate changes with it.

use super::{Ctx, docs, imports::Imports};
use crate::rust::{Item, ItemFile, Origin, Reexport};

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
        path: vec!["generated".to_owned(), FILE.to_owned()],
        header: ctx.header_of_all(),
        imports: imports.finish(),
        item: Item::Origin(Origin {
            name: NAME,
            docs: docs::sentences(&sentences),
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
            links: docs::Links::new(&api),
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
