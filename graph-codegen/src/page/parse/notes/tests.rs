//! Descriptions and what they state.

use super::*;
use crate::text::Sources;

fn notes(text: &str) -> Notes {
    let sources = Sources::from_texts(&[("api/a.md", text)]);
    let (file, source) = sources.pages().next().expect("one page");
    read(Slice::whole(file, &source.text), &References::default())
}

#[test]
fn ancestors_are_linked_or_named() {
    let inherited = |text: &str| {
        notes(text)
            .inherited_from
            .into_iter()
            .map(|ty| (ty.name, ty.link))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        inherited("The id. Inherited from [entity](../resources/entity.md)."),
        [("entity".to_owned(), Some("../resources/entity.md".to_owned()))]
    );
    assert_eq!(
        inherited("Inherited from **directoryObject**."),
        [("directoryObject".to_owned(), None)]
    );
    assert_eq!(
        inherited("Inherited from [a](a.md), inherited from [b](b.md)").len(),
        2
    );
    assert_eq!(inherited("Permissions inherited from [parent](x.md)."), []);
    assert_eq!(inherited("Whether this is inherited from another scope."), []);
}

#[test]
fn modes() {
    let found = notes("Key. Not nullable. Read-only. Required.");
    assert!(found.key && found.read_only);
    assert_eq!((found.nullable, found.required), (Some(false), Some(true)));
    let found = notes("The thing, which is required when it is needed. Optional. Nullable.");
    assert_eq!((found.nullable, found.required), (Some(true), Some(false)));
}

#[test]
fn defaults() {
    assert_eq!(
        notes("The default value is `true`.").default.as_deref(),
        Some("true")
    );
    assert_eq!(notes("Default value is 15.").default.as_deref(), Some("15"));
    assert_eq!(notes("Defaults to 1.5.").default.as_deref(), Some("1.5"));
}

#[test]
fn filters() {
    let found = notes("Supports `$filter` (`eq`, `ne`, `NOT`, and `eq` on `null` values), `$search`.");
    assert_eq!(
        found.filter,
        Some(vec!["eq".to_owned(), "ne".to_owned(), "not".to_owned()])
    );
    assert_eq!(notes("Supports $filter.").filter, Some(Vec::new()));
    assert_eq!(
        notes("Supports $filter (eq, ge).").filter,
        Some(vec!["eq".to_owned(), "ge".to_owned()])
    );
    assert_eq!(notes("Does not support $filter.").filter, None);
}

#[test]
fn only_on_select_and_deprecated() {
    assert!(notes("Returned only on `$select`.").only_on_select);
    assert!(notes("This property is deprecated.").deprecated);
    assert!(!notes("A list of deprecated things.").deprecated);
}
