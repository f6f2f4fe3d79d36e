//! Bases, kinds and inherited rows.

use super::{annotated, base, has, names, property, read, resource, ty};
use crate::{
    diagnostic::codes,
    model::{PropertyKind, TypeKind},
};

#[test]
fn a_base_is_read_from_sentences_annotations_rows_and_lists() {
    let animal = resource("animal", "An animal.", &["|id|String|Key.|"], &[]);
    let dog = resource(
        "dog",
        "A dog.\n\nInherits from [animal](animal.md).",
        &["|name|String|Name.|"],
        &[],
    );
    let cat = annotated(
        "cat",
        "\"@odata.type\": \"microsoft.graph.cat\", \"baseType\": \"microsoft.graph.animal\"",
        &["|name|String|Name.|"],
    );
    let puppy = resource(
        "puppy",
        "A puppy.",
        &[
            "|id|String|Inherited from [animal](animal.md).|",
            "|name|String|Inherited from [dog](dog.md).|",
            "|age|Int32|Age.|",
        ],
        &[],
    );
    let found = read(&[
        ("resources/animal.md", &animal),
        ("resources/dog.md", &dog),
        ("resources/cat.md", &cat),
        ("resources/puppy.md", &puppy),
    ]);
    assert_eq!(base(ty(&found, "dog")), "animal");
    assert_eq!(base(ty(&found, "cat")), "animal");
    // Rows name every ancestor: the nearest one is the base, and its rows are not repeated.
    assert_eq!(base(ty(&found, "puppy")), "dog");
    assert_eq!(names(ty(&found, "puppy")), ["age"]);
}

#[test]
fn the_more_specific_of_two_bases_is_taken_without_a_word() {
    let animal = annotated(
        "animal",
        "\"@odata.type\": \"microsoft.graph.animal\", \"keyProperty\": \"id\"",
        &["|id|String|Key.|"],
    );
    let dog = annotated(
        "dog",
        "\"@odata.type\": \"microsoft.graph.dog\", \"baseType\": \"microsoft.graph.entity\"",
        &["|name|String|Name.|"],
    )
    .replace("Text.", "Inherits from [animal](animal.md).");
    let found = read(&[("resources/animal.md", &animal), ("resources/dog.md", &dog)]);
    assert_eq!(base(ty(&found, "dog")), "animal");
    assert!(!has(&found, &codes::BASES_DIFFER));
}

#[test]
fn two_bases_that_do_not_agree_are_told() {
    let page = |name| resource(name, "Text.", &["|a|String|A.|"], &[]);
    let dog = annotated(
        "dog",
        "\"@odata.type\": \"microsoft.graph.dog\", \"baseType\": \"microsoft.graph.stone\"",
        &["|name|String|Name.|"],
    )
    .replace("Text.", "Inherits from [animal](animal.md).");
    let found = read(&[
        ("resources/animal.md", &page("animal")),
        ("resources/stone.md", &page("stone")),
        ("resources/dog.md", &dog),
    ]);
    assert_eq!(base(ty(&found, "dog")), "animal");
    assert!(has(&found, &codes::BASES_DIFFER));
}

#[test]
fn a_cycle_of_bases_is_cut_and_told() {
    let page = |name: &str, of: &str| {
        resource(
            name,
            &format!("Inherits from [{of}]({of}.md)."),
            &["|x|String|X.|"],
            &[],
        )
    };
    let found = read(&[
        ("resources/a.md", &page("a", "b")),
        ("resources/b.md", &page("b", "c")),
        ("resources/c.md", &page("c", "a")),
    ]);
    let cut = ["a", "b", "c"]
        .iter()
        .filter(|name| base(ty(&found, name)).is_empty())
        .count();
    assert_eq!(cut, 1);
    assert!(has(&found, &codes::BASE_CYCLE));
}

#[test]
fn entities_are_known_by_what_other_pages_do_with_them() {
    let owner = resource(
        "owner",
        "Text.",
        &["|address|[address](address.md)|Where.|"],
        &["|pets|[pet](pet.md) collection|Pets.|"],
    );
    let pet = resource("pet", "Text.", &["|name|String|Name.|"], &[]);
    let address = resource("address", "Text.", &["|id|String|Looks like a key.|"], &[]);
    let found = read(&[
        ("resources/owner.md", &owner),
        ("resources/pet.md", &pet),
        ("resources/address.md", &address),
    ]);
    assert_eq!(ty(&found, "pet").kind, TypeKind::Entity);
    assert_eq!(ty(&found, "address").kind, TypeKind::Complex);
    // An entity whose page names no base derives from the root of all entities, which is made where it is needed.
    assert_eq!(base(ty(&found, "pet")), "entity");
    assert_eq!(names(ty(&found, "entity")), ["id"]);
    assert_eq!(ty(&found, "pet").key.as_deref(), Some("id"));
    assert_eq!(ty(&found, "address").base, None);
    assert_eq!(
        property(ty(&found, "owner"), "pets").kind,
        PropertyKind::Navigation
    );
}

#[test]
fn inherited_rows_move_to_an_ancestor_without_a_page() {
    let dog = resource(
        "dog",
        "Inherits from [animal](animal.md).",
        &[
            "|legs|Int32|Legs. Inherited from [animal](animal.md).|",
            "|name|String|Name.|",
        ],
        &[],
    );
    let found = read(&[("resources/dog.md", &dog)]);
    assert_eq!(names(ty(&found, "dog")), ["name"]);
    assert_eq!(names(ty(&found, "animal")), ["legs"]);
    assert!(!ty(&found, "animal").documented);
}

#[test]
fn inherited_rows_stay_where_their_ancestor_does_not_list_them() {
    let animal = resource("animal", "Text.", &["|id|String|Key.|"], &[]);
    let dog = resource(
        "dog",
        "Inherits from [animal](animal.md).",
        &["|legs|Int32|Inherited from [animal](animal.md).|"],
        &[],
    );
    let found = read(&[("resources/animal.md", &animal), ("resources/dog.md", &dog)]);
    assert_eq!(names(ty(&found, "dog")), ["legs"]);
    assert!(has(&found, &codes::NOT_INHERITED));
}

#[test]
fn a_redeclared_property_keeps_the_type_of_its_ancestor() {
    let animal = resource("animal", "Text.", &["|legs|Int32|Legs.|"], &[]);
    let dog = resource(
        "dog",
        "Inherits from [animal](animal.md).",
        &["|legs|String|Legs.|"],
        &[],
    );
    let found = read(&[("resources/animal.md", &animal), ("resources/dog.md", &dog)]);
    assert!(names(ty(&found, "dog")).is_empty());
    assert!(has(&found, &codes::PROPERTY_REDECLARED));
}

#[test]
fn a_type_without_a_page_that_is_read_by_its_key_is_an_entity() {
    let page = "# Get bird\n\nNamespace: microsoft.graph\n\n## HTTP request\n```http\nGET /birds/{id}\n```\n\n## Response\n\
                Returns `200 OK` and a [bird](../resources/bird.md) object.\n";
    let found = read(&[("api/bird-get.md", page)]);
    assert_eq!(ty(&found, "bird").kind, TypeKind::Entity);
}
