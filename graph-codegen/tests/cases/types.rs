//! Types and enums from pages that say it in several ways.

use graph_codegen::model::{PropertyKind, TypeKind, TypeName};

use super::{codes, properties, read, representation, resource, ty};

// T01
#[test]
fn the_values_of_a_representation_tell_types_where_no_table_does() {
    let body = r#"{ "stringProp": "string", "urlProp": "url", "numberProp": 123, "dateProp": "datetime", "floatProp": 123.121 }"#;
    let page = format!(
        "# thing resource type\n\nNamespace: microsoft.graph\n{}",
        representation("\"@odata.type\": \"microsoft.graph.thing\"", body)
    );
    let found = read(&[("resources/thing.md", &page)]);
    let expected = [
        "stringProp String",
        "urlProp String",
        "numberProp Int32",
        "dateProp DateTimeOffset",
        "floatProp Double",
    ];
    assert_eq!(properties(ty(&found, "thing")), expected);
}

// T02 T03 T06 T07
#[test]
fn objects_and_arrays_of_a_representation_name_their_types() {
    let body = r#"{ "a": { "@odata.type": "microsoft.graph.place", "name": "x" }, "b": [{ "@odata.type": "microsoft.graph.place" }],
        "roles": ["read|write"], "made": "timestamp", "changed": "datetime" }"#;
    let page = format!(
        "# thing resource type\n\nNamespace: microsoft.graph\n{}",
        representation("\"@odata.type\": \"microsoft.graph.thing\"", body)
    );
    let place = resource("place", "A place.", &["|name|String|Name.|"]);
    let found = read(&[("resources/thing.md", &page), ("resources/place.md", &place)]);
    let expected = [
        "a graph.place",
        "b graph.place collection",
        "roles String collection",
        "made DateTimeOffset",
        "changed DateTimeOffset",
    ];
    assert_eq!(properties(ty(&found, "thing")), expected);
}

// T29
#[test]
fn an_entity_keeps_names_types_and_descriptions_in_order() {
    let table = resource(
        "thing",
        "A thing.",
        &[
            "|count|Int32|How many.|",
            "|words|String collection|All words.|",
            "|place|[place](place.md)|Where.|",
            "|places|[place](place.md) collection|Where else.|",
        ],
    );
    let page = format!(
        "{table}\n## Relationships\n|Relationship|Type|Description|\n|:-|:-|:-|\n|owner|[thing](thing.md)|Whose.|\n|parts|[thing](thing.md) collection|Of what.|\n{}",
        representation(
            "\"@odata.type\": \"microsoft.graph.thing\", \"keyProperty\": \"id\"",
            "{}"
        )
    );
    let place = resource("place", "A place.", &["|name|String|Name.|"]);
    let found = read(&[("resources/thing.md", &page), ("resources/place.md", &place)]);
    let thing = ty(&found, "thing");
    let expected = [
        "count Int32",
        "words String collection",
        "place graph.place",
        "places graph.place collection",
        "owner graph.thing",
        "parts graph.thing collection",
    ];
    assert_eq!(properties(thing), expected);
    let related = |kind| {
        thing
            .properties
            .iter()
            .filter(|property| property.kind == kind)
            .count()
    };
    assert_eq!(
        (thing.kind, related(PropertyKind::Navigation)),
        (TypeKind::Entity, 2)
    );
    assert_eq!(thing.properties[1].description, "All words.");
}

// T30
#[test]
fn a_complex_type_keeps_names_types_and_descriptions_in_order() {
    let rows = [
        "|flag|Boolean|Whether.|",
        "|words|Collection(String)|All.|",
        "|inner|[place](place.md)|Where.|",
    ];
    let place = resource("place", "A place.", &["|name|String|Name.|"]);
    let found = read(&[
        ("resources/thing.md", &resource("thing", "A value.", &rows)),
        ("resources/place.md", &place),
    ]);
    let thing = ty(&found, "thing");
    assert_eq!(
        properties(thing),
        ["flag Boolean", "words String collection", "inner graph.place"]
    );
    assert_eq!(thing.kind, TypeKind::Complex);
}

// G13
#[test]
fn enums_of_one_short_name_stay_apart_by_namespace() {
    let page = |namespace: &str, member: &str| {
        format!("# level enum type\n\nNamespace: {namespace}\n\n## Members\n|Member|\n|:-|\n|{member}|\n")
    };
    let found = read(&[
        ("resources/a-level.md", &page("microsoft.graph.a", "low")),
        ("resources/b-level.md", &page("microsoft.graph.b", "high")),
    ]);
    let names: Vec<_> = found.api.enums.iter().map(|enum_| enum_.name.as_str()).collect();
    assert_eq!(names, ["microsoft.graph.a.level", "microsoft.graph.b.level"]);
}

// G33
#[test]
fn a_base_is_found_wherever_its_page_stands_and_where_there_is_none() {
    let found = read(&[
        (
            "resources/a.md",
            &resource("a", "Inherits from [z](z.md).", &["|x|String|x|"]),
        ),
        (
            "resources/b.md",
            &resource("b", "Inherits from [gone](gone.md).", &["|x|String|x|"]),
        ),
        ("resources/z.md", &resource("z", "The base.", &["|y|String|y|"])),
    ]);
    let base = |name: &str| {
        ty(&found, name)
            .base
            .as_ref()
            .map(TypeName::short)
            .map(str::to_owned)
    };
    assert_eq!(base("a").as_deref(), Some("z"));
    assert_eq!(base("b").as_deref(), Some("gone"));
    assert!(!ty(&found, "gone").documented);
    assert!(codes(&found).contains(&"GD0305"));
}

// G34
#[test]
fn a_redeclared_property_keeps_the_type_of_its_base_and_is_told() {
    let found = read(&[
        (
            "resources/a.md",
            &resource("a", "Inherits from [z](z.md).", &["|x|Int32|x|"]),
        ),
        ("resources/z.md", &resource("z", "The base.", &["|x|String|x|"])),
    ]);
    assert_eq!(properties(ty(&found, "z")), ["x String"]);
    assert!(ty(&found, "a").properties.is_empty());
    assert!(codes(&found).contains(&"GD0309"));
}

// G35
#[test]
fn what_only_the_representation_shows_is_told_each() {
    let page = format!(
        "{}{}",
        resource("thing", "A thing.", &["|a|String|x|", "|b|String|x|"]),
        representation(
            "\"@odata.type\": \"microsoft.graph.thing\"",
            r#"{ "a": "String", "c": "Int32", "d": 1.5 }"#
        )
    );
    let found = read(&[("resources/thing.md", &page)]);
    assert_eq!(
        properties(ty(&found, "thing")),
        ["a String", "b String", "c Int32", "d Double"]
    );
    let told = codes(&found).into_iter().filter(|code| *code == "GD0316").count();
    assert_eq!(told, 2);
}

// G36
#[test]
fn the_table_wins_over_the_representation() {
    let page = format!(
        "{}{}",
        resource(
            "thing",
            "A thing.",
            &[
                "|a|Int64|x|",
                "|b|String collection|x|",
                "|c|[thing](thing.md)|x|"
            ]
        ),
        representation(
            "\"@odata.type\": \"microsoft.graph.thing\"",
            r#"{ "a": 1, "b": "String", "c": "String" }"#
        )
    );
    let found = read(&[("resources/thing.md", &page)]);
    assert_eq!(
        properties(ty(&found, "thing")),
        ["a Int64", "b String collection", "c graph.thing"]
    );
}

// G37
#[test]
fn two_pages_of_one_type_are_one_type() {
    let page = |row: &str| {
        let table = resource("thing", "A thing.", &["|a|String|x|", row]);
        format!(
            "{table}{}",
            representation("\"@odata.type\": \"microsoft.graph.thing\"", "{}")
        )
    };
    let found = read(&[
        ("resources/part.md", &page("|b|String|x|")),
        ("resources/thing.md", &page("|c|String|x|")),
    ]);
    assert_eq!(
        properties(ty(&found, "thing")),
        ["a String", "c String", "b String"]
    );
    assert!(codes(&found).contains(&"GD0307"));
}

// G38
#[test]
fn an_open_type_says_so() {
    let page = format!(
        "{}{}",
        resource("thing", "A thing.", &["|a|String|x|"]),
        representation(
            "\"@odata.type\": \"microsoft.graph.thing\", \"openType\": true",
            r#"{ "more": 1 }"#
        )
    );
    let found = read(&[("resources/thing.md", &page)]);
    assert!(ty(&found, "thing").open);
    assert_eq!(properties(ty(&found, "thing")), ["a String"]);
}
