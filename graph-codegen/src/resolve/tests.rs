//! Types and enums from small pages.

use crate::{
    Understood,
    diagnostic::{Code, codes},
    model::{ApiInfo, Enum, Property, PropertyKind, Type, TypeKind, TypeName},
    source::Sources,
    understand,
};

fn read(files: &[(&str, &str)]) -> Understood {
    understand(&Sources::from_texts(files), None, ApiInfo::default())
}

fn ty<'a>(found: &'a Understood, name: &str) -> &'a Type {
    let name = TypeName::new(format!("microsoft.graph.{name}"));
    found.api.ty(&name).expect("the type is there")
}

fn enum_<'a>(found: &'a Understood, name: &str) -> &'a Enum {
    let name = TypeName::new(format!("microsoft.graph.{name}"));
    found.api.enum_(&name).expect("the enum is there")
}

fn base(ty: &Type) -> &str {
    ty.base.as_ref().map_or("", TypeName::short)
}

fn names(ty: &Type) -> Vec<&str> {
    ty.properties
        .iter()
        .map(|property| property.name.as_str())
        .collect()
}

fn property<'a>(ty: &'a Type, name: &str) -> &'a Property {
    let found = ty.properties.iter().find(|property| property.name == name);
    found.expect("the property is there")
}

fn members(enum_: &Enum) -> Vec<&str> {
    enum_.members.iter().map(|member| member.name.as_str()).collect()
}

fn has(found: &Understood, code: &Code) -> bool {
    found.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
}

/// A resource page: what stands before the properties, their rows, the rows of its relationships.
fn resource(name: &str, intro: &str, rows: &[&str], related: &[&str]) -> String {
    let table = |rows: &[&str]| {
        format!(
            "|Property|Type|Description|\n|:---|:---|:---|\n{}\n",
            rows.join("\n")
        )
    };
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\n{intro}\n\n## Properties\n\n{}\n## Relationships\n\n{}",
        table(rows),
        table(related)
    )
}

fn annotated(name: &str, annotation: &str, rows: &[&str]) -> String {
    let page = resource(name, "Text.", rows, &[]);
    format!(
        "{page}\n## JSON representation\n\n<!-- {{ \"blockType\": \"resource\", {annotation} }} -->\n``` json\n{{}}\n```\n"
    )
}

#[test]
fn the_annotation_names_the_type_and_a_differing_title_is_told() {
    let page = annotated(
        "Chart",
        "\"@odata.type\": \"microsoft.graph.workbookChart\"",
        &["|top|Double|Top.|"],
    );
    let user = resource("holder", "Text.", &["|main|[Chart](chart.md)|Main.|"], &[]);
    let found = read(&[("resources/chart.md", &page), ("resources/holder.md", &user)]);
    assert_eq!(names(ty(&found, "workbookChart")), ["top"]);
    assert_eq!(property(ty(&found, "holder"), "main").ty.short(), "workbookChart");
    assert!(has(&found, &codes::TYPE_NAMES_DIFFER));
}

#[test]
fn links_are_found_whatever_their_letter_case() {
    let flower = resource("flowerBed", "Text.", &["|size|Int32|Size.|"], &[]);
    let garden = resource(
        "garden",
        "Text.",
        &["|beds|[beds of flowers](flowerBED.md) collection|Beds.|"],
        &[],
    );
    let found = read(&[
        ("resources/flowerbed.md", &flower),
        ("resources/garden.md", &garden),
    ]);
    let beds = property(ty(&found, "garden"), "beds");
    assert_eq!((beds.ty.short(), beds.collection), ("flowerBed", true));
}

#[test]
fn names_without_link_are_looked_up_in_the_namespace_of_the_page_first() {
    let outer = resource("part", "Text.", &["|a|String|A.|"], &[]);
    let inner = outer.replace("Namespace: microsoft.graph", "Namespace: microsoft.graph.sub");
    let user = resource("whole", "Text.", &["|part|part|Part.|"], &[]);
    let inner_user = user.replace("Namespace: microsoft.graph", "Namespace: microsoft.graph.sub");
    let found = read(&[
        ("resources/part.md", &outer),
        ("resources/sub-part.md", &inner),
        ("resources/whole.md", &user),
        ("resources/sub-whole.md", &inner_user),
    ]);
    assert_eq!(
        property(ty(&found, "whole"), "part").ty.as_str(),
        "microsoft.graph.part"
    );
    assert_eq!(
        property(ty(&found, "sub.whole"), "part").ty.as_str(),
        "microsoft.graph.sub.part"
    );
}

#[test]
fn pages_that_describe_parts_of_one_type_are_merged() {
    let main = annotated(
        "tree",
        "\"@odata.type\": \"microsoft.graph.tree\"",
        &["|height|Double|Height.|"],
    );
    let part = annotated(
        "Fruit of a tree",
        "\"@odata.type\": \"microsoft.graph.tree\"",
        &["|height|Double|Height.|", "|fruit|String|Fruit.|"],
    );
    let found = read(&[("resources/tree.md", &main), ("resources/a-fruit.md", &part)]);
    let tree = ty(&found, "tree");
    assert_eq!(names(tree), ["height", "fruit"]);
    assert_eq!(tree.source.page.as_str(), "resources/tree.md");
}

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
fn alternatives_become_their_common_base() {
    let page = |name: &str, intro: &str| resource(name, intro, &["|x|String|X.|"], &[]);
    let holder = resource(
        "holder",
        "Text.",
        &[
            "|pet|[dog](dog.md) or [cat](cat.md)|Pet.|",
            "|odd|[dog](dog.md) or [holder](holder.md)|Odd.|",
        ],
        &[],
    );
    let found = read(&[
        ("resources/animal.md", &page("animal", "Text.")),
        (
            "resources/dog.md",
            &page("dog", "Inherits from [animal](animal.md)."),
        ),
        (
            "resources/cat.md",
            &page("cat", "Inherits from [animal](animal.md)."),
        ),
        ("resources/holder.md", &holder),
    ]);
    assert_eq!(property(ty(&found, "holder"), "pet").ty.short(), "animal");
    assert_eq!(property(ty(&found, "holder"), "odd").ty.as_str(), "Edm.Untyped");
    assert!(has(&found, &codes::UNRELATED_ALTERNATIVES));
}

#[test]
fn unknown_types_become_undocumented_ones_with_a_suggestion() {
    let page = resource("flower", "Text.", &["|colour|[colur](colur.md)|Colour.|"], &[]);
    let colour = resource("colour", "Text.", &["|red|Int32|Red.|"], &[]);
    let found = read(&[("resources/flower.md", &page), ("resources/colour.md", &colour)]);
    assert!(!ty(&found, "colur").documented);
    let told = found
        .diagnostics
        .iter()
        .find(|found| found.code == &codes::UNKNOWN_TYPE)
        .expect("it is told");
    assert!(
        told.help
            .as_deref()
            .unwrap_or_default()
            .contains("did you mean `colour`?")
    );
    assert!(told.span.is_some());
}

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
