//! Type cells as the pages write them.

use super::*;
use crate::text::Sources;

fn check(text: &str, names: &[&str], collection: bool, note: Option<&str>) {
    let sources = Sources::from_texts(&[("api/a.md", text)]);
    let (file, source) = sources.pages().next().expect("one page");
    let references = References::from_iter([("identity".to_owned(), "identity.md".to_owned())]);
    let cell = read(Slice::whole(file, &source.text), &references);
    let found: Vec<_> = cell.types.iter().map(|ty| ty.name.as_str()).collect();
    assert_eq!(found, names, "{text}");
    assert_eq!(cell.collection, collection, "{text}");
    assert_eq!(cell.note.as_deref(), note, "{text}");
}

// T31 T32 T33 T34 T35 T36
#[test]
fn words_and_links() {
    check("Int32", &["Int32"], false, None);
    check("Boolean collection", &["Boolean"], true, None);
    check("[recipient](recipient.md)", &["recipient"], false, None);
    check(
        "[recipient](recipient.md)  collection",
        &["recipient"],
        true,
        None,
    );
    check("`Edm.String`", &["Edm.String"], false, None);
    check("**dateTimeTimeZone**", &["dateTimeTimeZone"], false, None);
}

// G01
#[test]
fn a_name_that_starts_with_string_is_a_name() {
    check(
        "stringKeyStringValuePair",
        &["stringKeyStringValuePair"],
        false,
        None,
    );
}

// G02
#[test]
fn collections_in_all_spellings() {
    check("Collection([a](a.md))", &["a"], true, None);
    check(
        "Collection(microsoft.graph.x)",
        &["microsoft.graph.x"],
        true,
        None,
    );
    check("`collection(string)`", &["string"], true, None);
    check("Collection of String", &["String"], true, None);
    check("a collection (optional)", &["a"], true, Some("optional"));
    check("[identity][] collection", &["identity"], true, None);
    check("[identity][]", &["identity"], false, None);
    check("Collection([identity][])", &["identity"], true, None);
    check(
        "routingPolicy collection collection",
        &["routingPolicy"],
        true,
        None,
    );
    check(
        "[microsoft.graph.callRecords.row collection](row.md)",
        &["microsoft.graph.callRecords.row"],
        true,
        None,
    );
    check("[x]() list", &["x"], true, None);
    check("string[]", &["string"], true, None);
}

// G03
#[test]
fn several_types_are_several() {
    check("[A](a.md) or [B](b.md)", &["A", "B"], false, None);
    check("string/number", &["string", "number"], false, None);
    check("A or B", &["A", "B"], false, None);
}

#[test]
fn notes_stand_apart() {
    check("String (url)", &["String"], false, Some("url"));
    check(
        "string, maximum size 20",
        &["string"],
        false,
        Some("maximum size 20"),
    );
    check("[T](t.md) enum", &["T"], false, Some("enum"));
    check("String (enum)", &["String"], false, Some("enum"));
}

#[test]
fn oddities() {
    check("[invited](invited.md", &["invited"], false, None);
    check("[T]", &["T"], false, None);
    check("Untyped JSON object", &["JSON"], false, None);
    check("** Unknown Type `x` ** collection", &[], true, None);
    check("The value of the property", &[], false, None);
    check("&nbsp;", &[], false, None);
}
