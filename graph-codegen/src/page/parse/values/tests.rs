//! Lists as descriptions write them.

use super::*;
use crate::{page::parse::slice::Slice, text::Sources};

fn check(text: &str, values: &[&str]) -> Option<ValueList> {
    let sources = Sources::from_texts(&[("api/a.md", text)]);
    let (file, source) = sources.pages().next().expect("one page");
    let list = read(Slice::whole(file, &source.text), &text.to_ascii_lowercase());
    let found: Vec<_> = list
        .iter()
        .flat_map(|list| &list.values)
        .map(|value| value.value.as_str())
        .collect();
    assert_eq!(found, values, "{text}");
    list
}

// G14
#[test]
fn all_lead_words() {
    check(
        "The level. The possible values are: `low`, `normal`, `high`.",
        &["low", "normal", "high"],
    );
    check(
        "Possible values are `a`, `b`, `unknownFutureValue`. Read-only.",
        &["a", "b", "unknownFutureValue"],
    );
    check("Possible values: `A`, `B`, and `C`.", &["A", "B", "C"]);
    check(
        "Allowed values: `null`, `Minor`, `NotAdult` and `Adult`.",
        &["Minor", "NotAdult", "Adult"],
    );
    check(
        "The possible value are `incoming` or `outgoing`. Read-only.",
        &["incoming", "outgoing"],
    );
    check("Can be `a` or `b`.", &["a", "b"]);
    check("Must be `https`.", &[]);
    check(
        "in 24 hours.The possible values are: `inactive `,  `active `.",
        &["inactive", "active"],
    );
}

#[test]
fn quotes_bold_and_bare_words() {
    check(
        "The possible values are 'reader', 'writer', and 'owner'.",
        &["reader", "writer", "owner"],
    );
    check("Possible values are **a** or **b**.", &["a", "b"]);
    check(
        "Possible values are: left, right, center.",
        &["left", "right", "center"],
    );
    check("Possible values are shown in the table.", &[]);
    check("Possible values are: \"x\", \"y\"", &["x", "y"]);
}

#[test]
fn explanations_are_no_values() {
    check(
        "The possible values are: `a` (default value, not `x`), `b`, and `c` (reasons, or more).",
        &["a", "b", "c"],
    );
    check(
        "Possible values are: `a` - the first; `b` - the second.",
        &["a", "b"],
    );
    check(
        "The possible values are: <br/><li>`none`: No access. </li> <li>`all`: Any access.</li>",
        &["none", "all"],
    );
}

#[test]
fn the_list_ends_with_its_sentence() {
    check(
        "Possible values are: `a`, `b`. The default value is `automatic`.",
        &["a", "b"],
    );
    check(
        "Possible values are: `a`, `b` Inherited from [x](x.md) `c`.",
        &["a", "b"],
    );
}

#[test]
fn numbers_are_no_values() {
    check("Valid values 4 to 16", &[]);
    check("Possible values are: `1`, `2`.", &[]);
}

#[test]
fn evolvable_members_join_at_the_end() {
    let text = "The possible values are: `a`, `unknownFutureValue`. You must use the `Prefer: include-unknown-enum-members` request \
                header to get the following value(s) in this [evolvable enum](/graph/x#y): `b` , `c`.";
    let list = check(text, &["a", "unknownFutureValue", "b", "c"]).expect("has values");
    assert_eq!(list.evolvable, ["b", "c"]);
}

#[test]
fn a_list_of_items_may_stand_behind_its_sentence() {
    check(
        "The kinds. Following values are supported. Not nullable. <ul><li>`Text` - short</li><li>`Flag`</li></ul>",
        &["Text", "Flag"],
    );
}

#[test]
fn what_an_item_explains_holds_no_values() {
    check(
        "The possible values are: <br/><li>`none`: No access. Only `x`. </li> <li>`all`: Any. See `y`.</li> Not nullable.",
        &["none", "all"],
    );
    check(
        "Supported values are: <li>__None__ - no.</li><li>Notify -- Inform the sender. Then go.</li>Otherwise `x`.",
        &["None", "Notify"],
    );
    check(
        "The possible values are: <ul><li>First come, first served</li></ul>",
        &[],
    );
}

#[test]
fn several_values_may_stand_in_one_code_span() {
    check("Possible values are: `a | b`, `c`.", &["a", "b", "c"]);
}
