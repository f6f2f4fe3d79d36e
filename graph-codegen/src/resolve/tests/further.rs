//! What other places than tables tell of types.

use super::{annotated, base, enum_, has, members, names, property, read, ty};
use crate::{
    diagnostic::codes,
    model::{PropertyKind, TypeKind},
};

#[test]
fn a_page_without_a_table_is_read_from_its_representation() {
    let page = "# leaf resource type\n\nNamespace: microsoft.graph\n\nText.\n\n## JSON representation\n\n\
                <!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.leaf\" } -->\n``` json\n\
                { \"size\": 1024, \"names\": [\"String\"], \"fell\": \"String (timestamp)\" }\n```\n";
    let found = read(&[("resources/leaf.md", page)]);
    let leaf = ty(&found, "leaf");
    assert_eq!(names(leaf), ["size", "names", "fell"]);
    assert!(property(leaf, "names").collection);
    assert_eq!(property(leaf, "fell").ty.as_str(), "Edm.DateTimeOffset");
}

#[test]
fn a_request_body_describes_a_type_that_has_no_page() {
    let page = "# Create letter\n\nNamespace: microsoft.graph\n\nText.\n\n## HTTP request\n\n``` http\nPOST /me/letters\n```\n\n\
                ## Request body\n\nIn the request body, supply a JSON representation of the [letter](../resources/letter.md) object.\n\n\
                |Property|Type|Description|\n|:--|:--|:--|\n\
                |id|String|**TODO: Add Description** Inherited from [entity](../resources/entity.md)|\n\
                |sent|DateTimeOffset|Inherited from [paper](../resources/paper.md)|\n\
                |to|[person](../resources/person.md) collection|**TODO: Add Description**|\n\
                |weight|weight|Possible values are: `light`, `heavy`.|\n";
    let found = read(&[("api/create-letter.md", page)]);
    let letter = ty(&found, "letter");
    assert_eq!(names(letter), ["to", "weight"]);
    assert_eq!(base(letter), "paper");
    assert_eq!(base(ty(&found, "paper")), "entity");
    assert_eq!(names(ty(&found, "paper")), ["sent"]);
    assert_eq!(names(ty(&found, "entity")), ["id"]);
    assert_eq!(members(enum_(&found, "weight")), ["light", "heavy"]);
    assert_eq!(property(letter, "to").ty.short(), "person");
    assert!(!ty(&found, "person").documented);
}

#[test]
fn an_answer_describes_a_type_that_has_no_page() {
    let page = "# Working with sums\n\nText.\n\n## Examples\n\n### Response\n\n``` http\nHTTP/1.1 200 OK\n\n\
                { \"@odata.type\": \"#microsoft.graph.sumResult\", \"@odata.id\": \"/x\", \"error\": null, \"value\": 2.5 }\n```\n";
    let found = read(&[("api/sum.md", page)]);
    let result = ty(&found, "sumResult");
    assert_eq!(names(result), ["error", "value"]);
    assert_eq!((result.kind, result.documented), (TypeKind::Entity, false));
    assert!(has(&found, &codes::UNKNOWN_TYPE));
}

#[test]
fn a_representation_adds_what_the_table_lacks() {
    let page = annotated(
        "leaf",
        "\"@odata.type\": \"microsoft.graph.leaf\"",
        &["|size|Int64|Size.|"],
    );
    let page = page.replace("{}", "{ \"size\": 1, \"green\": true }");
    let found = read(&[("resources/leaf.md", &page)]);
    let leaf = ty(&found, "leaf");
    assert_eq!(property(leaf, "size").ty.as_str(), "Edm.Int64");
    assert_eq!(property(leaf, "green").ty.as_str(), "Edm.Boolean");
    assert!(has(&found, &codes::ONLY_IN_REPRESENTATION));
}

#[test]
fn a_path_tells_a_relationship_that_no_table_lists() {
    let tree = annotated(
        "tree",
        "\"@odata.type\": \"microsoft.graph.tree\", \"keyProperty\": \"id\"",
        &["|id|String|Key.|"],
    );
    let nest = tree.replace("tree", "nest");
    let get = |title: &str, path: &str, result: &str| {
        format!(
            "# {title}\n\nNamespace: microsoft.graph\n\nText.\n\n## HTTP request\n\n``` http\nGET {path}\n```\n\n\
             ## Response\n\nIf successful, this method returns a `200 OK` response code and {result} in the response body.\n"
        )
    };
    let found = read(&[
        ("resources/tree.md", &tree),
        ("resources/nest.md", &nest),
        (
            "api/tree-get.md",
            &get("Get tree", "/trees/{id}", "a [tree](../resources/tree.md) object"),
        ),
        (
            "api/tree-list-nests.md",
            &get(
                "List nests",
                "/trees/{id}/nests",
                "a collection of [nest](../resources/nest.md) objects",
            ),
        ),
    ]);
    let nests = property(ty(&found, "tree"), "nests");
    assert_eq!(
        (nests.kind, nests.ty.short(), nests.collection),
        (PropertyKind::Navigation, "nest", true)
    );
    assert!(has(&found, &codes::ONLY_IN_PATHS));
}
