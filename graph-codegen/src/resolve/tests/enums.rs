//! Enums, and texts with known values.

use super::{enum_, has, members, property, read, resource, ty};
use crate::diagnostic::codes;

#[test]
fn a_table_of_members_wins_over_a_list() {
    let page = resource(
        "mail",
        "Text.",
        &["|weight|weight|The possible values are: `light`, `hevy`.|"],
        &[],
    );
    let enums =
        "# Enums\n\nNamespace: microsoft.graph\n\n### weight values\n\n|Member|\n|:--|\n|light|\n|heavy|\n";
    let found = read(&[("resources/enums.md", enums), ("resources/mail.md", &page)]);
    assert_eq!(members(enum_(&found, "weight")), ["light", "heavy"]);
    assert!(has(&found, &codes::ENUM_LIST_DIFFERS));
    assert_eq!(property(ty(&found, "mail"), "weight").ty.short(), "weight");
}

#[test]
fn a_named_type_without_page_or_table_is_an_enum_of_its_listed_values() {
    let page = resource(
        "mail",
        "Text.",
        &["|weight|weightType|Possible values are: `light`, `heavy`.|"],
        &[],
    );
    let found = read(&[("resources/mail.md", &page)]);
    assert_eq!(members(enum_(&found, "weightType")), ["light", "heavy"]);
    assert!(!has(&found, &codes::UNKNOWN_TYPE));
}

#[test]
fn a_string_that_lists_its_values_stays_a_string() {
    let page = resource(
        "mail",
        "Text.",
        &["|weight|String|Possible values are: `light`, `heavy`.|"],
        &[],
    );
    let found = read(&[("resources/mail.md", &page)]);
    let weight = property(ty(&found, "mail"), "weight");
    assert_eq!(weight.ty.as_str(), "Edm.String");
    assert_eq!(weight.known_values, ["light", "heavy"]);
    assert!(found.api.enums.is_empty());
}

#[test]
fn the_same_short_enum_name_in_two_namespaces_stays_two_enums() {
    let table = |namespace: &str, member: &str| {
        format!("# Enums\n\nNamespace: {namespace}\n\n### mode values\n\n|Member|\n|:--|\n|{member}|\n")
    };
    let found = read(&[
        ("resources/enums.md", &table("microsoft.graph", "on")),
        ("resources/enums-sub.md", &table("microsoft.graph.sub", "off")),
    ]);
    assert_eq!(members(enum_(&found, "mode")), ["on"]);
    assert_eq!(members(enum_(&found, "sub.mode")), ["off"]);
}

#[test]
fn powers_of_two_are_flags() {
    let page = "# parts enum type\n\nNamespace: microsoft.graph\n\n## Members\n\n|Member|Value|Description|\n|:--|:--|:--|\n\
                |none|0|No.|\n|a|1|A.|\n|b|2|B.|\n|c|4|C.|\n";
    let found = read(&[("resources/parts.md", page)]);
    assert!(enum_(&found, "parts").flags);
}

#[test]
fn a_table_with_null_lists_what_a_text_can_be() {
    let page = resource("person", "Text.", &["|group|[group](#group-values)|Group.|"], &[]);
    let page = format!("{page}\n### group values\n\n|Member|\n|:--|\n|null|\n|minor|\n|adult|\n");
    let page = page.replace(
        "## Relationships\n\n|Property|Type|Description|\n|:---|:---|:---|\n\n",
        "",
    );
    let found = read(&[("resources/person.md", &page)]);
    let group = property(ty(&found, "person"), "group");
    assert_eq!(group.ty.as_str(), "Edm.String");
    assert_eq!(group.known_values, ["minor", "adult"]);
}

#[test]
fn a_table_that_shares_no_member_with_any_list_loses() {
    let page = resource(
        "note",
        "Text.",
        &["|change|change|Values: `created`, `deleted`.|"],
        &[],
    );
    let page = page.replace("Values:", "The possible values are:");
    let enums =
        "# Enums\n\nNamespace: microsoft.graph\n\n### change values\n\n|Member|\n|:--|\n|north|\n|south|\n";
    let found = read(&[("resources/enums.md", enums), ("resources/note.md", &page)]);
    assert_eq!(members(enum_(&found, "change")), ["created", "deleted"]);
    assert!(has(&found, &codes::ENUM_TABLE_OF_ANOTHER));
}

/// The members of an enum whose table and lists these are, and whether the table was called a slip.
fn table_and_lists(table: &[&str], lists: &[&str]) -> (Vec<String>, bool) {
    let rows: Vec<_> = (0..lists.len())
        .map(|at| format!("|p{at}|hive|The possible values are: {}.|", lists[at]))
        .collect();
    let rows: Vec<_> = rows.iter().map(String::as_str).collect();
    let page = resource("note", "Text.", &rows, &[]);
    let members_table = table.join("|\n|");
    let enums = format!(
        "# Enums\n\nNamespace: microsoft.graph\n\n### hive values\n\n|Member|\n|:--|\n|{members_table}|\n"
    );
    let found = read(&[("resources/enums.md", &enums), ("resources/note.md", &page)]);
    let names = members(enum_(&found, "hive"));
    (
        names.into_iter().map(str::to_owned).collect(),
        has(&found, &codes::ENUM_TABLE_SLIP),
    )
}

#[test]
fn a_slip_of_the_table_that_all_lists_contradict_is_mended() {
    let table = ["a", "b", "c", "dAndE", "unknownFutureValue"];
    let (names, told) = table_and_lists(&table, &["`a`, `b`, `c`, `d`, `e`", "`a`, `B`, `c`, `e`, `d`"]);
    assert_eq!((names.join(" "), told), ("a b c d e".to_owned(), true));
}

#[test]
fn a_table_wins_over_a_list_that_only_differs() {
    let table = ["a", "b", "c", "x"];
    for lists in [
        // As many as the table.
        &["`a`, `b`, `c`, `y`"][..],
        // Nothing of the table is missing.
        &["`a`, `b`, `c`, `x`, `y`"],
        // They do not agree.
        &["`a`, `b`, `c`, `y`, `z`", "`a`, `b`, `c`, `x`"],
        // Half of the table is missing.
        &["`a`, `b`, `y`, `z`, `v`"],
    ] {
        let (names, told) = table_and_lists(&table, lists);
        assert_eq!(
            (names.join(" "), told),
            ("a b c x".to_owned(), false),
            "{lists:?}"
        );
    }
}

#[test]
fn what_a_relationship_leads_to_is_no_enum() {
    let related = "|roles|[role](role.md) collection|Set by **kind**. The possible values are `a` and `b`.|";
    let page = resource("note", "Text.", &["|id|String|The key.|"], &[related]);
    let found = read(&[("resources/note.md", &page)]);
    assert!(found.api.enums.is_empty());
    assert_eq!(ty(&found, "role").kind, crate::model::TypeKind::Entity);
}
