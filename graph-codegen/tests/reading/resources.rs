//! Resource pages: properties, members, methods, representations.

use graph_codegen::page::{BlockKind, Outcome};

use super::{names, read, resource};

// G40
#[test]
fn line_ends_marks_and_tabs_of_other_systems_are_read() {
    let text = "\u{feff}---\r\ntitle: \"x\"\r\n---\r\n# thing resource type\r\n\r\n## Properties\r\n|Property\t|Type\t|Description|\r\n|:---|:---|:---|\r\n|id\t|String\t|Key.|\r\n";
    let (page, found) = read("resources/thing.md", text);
    assert_eq!(page.title.value, "thing resource type");
    assert_eq!(page.front_matter.get("title"), Some("x"));
    assert_eq!(names(&page), ["id"]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_namespace_may_share_a_paragraph() {
    let (page, _) = read(
        "resources/a.md",
        "# a resource type\nNamespace: microsoft.graph.security.cases\nText of the type.\n",
    );
    assert_eq!(
        page.namespace.expect("stated").value,
        "microsoft.graph.security.cases"
    );
    assert_eq!(page.intro.first().expect("a paragraph").text, "Text of the type.");
}

#[test]
fn a_title_marked_deprecated_is_a_flag() {
    let (page, _) = read("resources/a.md", "# old resource type (deprecated)\n");
    assert_eq!(page.title.value, "old resource type");
    assert!(page.deprecated);
}

// G06
#[test]
fn tables_below_sub_headings_of_properties_are_merged() {
    let table = "|Property|Type|Description|\n|:-|:-|:-|\n";
    let (page, _) = resource(&format!(
        "## Properties\n{table}|a|String|x|\n\n### Indicators - email\n{table}|b|String|x|\n\n### Value definitions\n{table}|c|String|x|\n"
    ));
    assert_eq!(names(&page), ["a", "b"]);
}

// G04 G07
#[test]
fn an_empty_type_is_told_and_the_rest_is_kept() {
    let (page, found) = resource(
        "## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|a||x|\n|**Group**|&nbsp;|&nbsp;|\n|b|Int32|y|\n",
    );
    assert_eq!(names(&page), ["a", "b"]);
    assert_eq!(found, ["GD0111"]);
}

// G09
#[test]
fn a_table_of_properties_without_types_is_told() {
    let (page, found) = resource("## Relationships\n|Relationship|Description|\n|:-|:-|\n|a|x|\n");
    assert_eq!(page.relationships.len(), 1);
    assert_eq!(found, ["GD0110"]);
    let (page, found) = resource("## Properties\n|Property|Description|\n|:-|:-|\n|a|x|\n");
    assert_eq!((names(&page), found), (vec!["a"], vec!["GD0110"]));
}

// G10
#[test]
fn names_lose_marks_and_keep_the_flag() {
    let (page, _) = resource(
        "## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|**a**|String|x|\n|`b`|String|x|\n|c (deprecated)|String|x|\n|[d](d.md)|String|x|\n|e&nbsp;|String|x|\n",
    );
    assert_eq!(names(&page), ["a", "b", "c", "d", "e"]);
    assert!(page.properties[0].rows[2].notes.deprecated);
}

// G39
#[test]
fn what_is_to_be_written_is_no_documentation() {
    let (page, _) = resource(
        "## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|a|String|**TODO: Add Description** Inherited from [base](base.md)|\n",
    );
    let row = &page.properties[0].rows[0];
    assert_eq!(row.description.text, "Inherited from [base](base.md)");
    assert_eq!(row.notes.inherited_from[0].name, "base");
}

// G11 G12
#[test]
fn members_stand_on_a_page_of_their_own() {
    let text = "# level enum type\n\nNamespace: microsoft.graph\n\n## Members\n|Member|Value|Description|\n|:-|:-|:-|\n|low|0|Low.|\n|high|2|High.|\n|odd|x|.|\n|low|3|Again.|\n";
    let (page, found) = read("resources/level.md", text);
    let table = &page.enums[0];
    let members: Vec<_> = table
        .members
        .iter()
        .map(|member| (member.name.value.as_str(), member.value))
        .collect();
    assert_eq!(members, [("low", Some(0)), ("high", Some(2)), ("odd", None)]);
    assert!(table.own_page && table.name.value == "level");
    assert_eq!(found, ["GD0124", "GD0124"]);
}

// G11
#[test]
fn members_stand_below_a_heading_of_values() {
    let text = "## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|a|level|x|\n\n### level values (deprecated)\n\nThis flagged enumeration allows multiple members to be selected simultaneously. \
                Use the `Prefer: include-unknown-enum-members` request header to get the following members in this [evolvable enum](/x): `c`.\n\n\
                | Member\n|:------\n| a\n| b (deprecated)\n| c\n\n### other values\n|Value|Description|\n|:-|:-|\n|x|X.|\n\n## Relationships\nNone\n";
    let (page, _) = resource(text);
    assert_eq!(page.enums.len(), 2);
    assert_eq!(page.enums[0].name.value, "level");
    assert!(page.enums[0].flags && page.enums[0].members[1].deprecated);
    assert_eq!(page.enums[0].evolvable, ["c"]);
    assert_eq!(page.enums[1].members[0].name.value, "x");
    assert_eq!(names(&page), ["a"]);
}

#[test]
fn methods_keep_their_group_and_link() {
    let (page, _) = resource(
        "## Methods\n|Method|Return type|Description|\n|:-|:-|:-|\n|[List](../api/a.md)|[a](a.md) collection|x|\n|**Keys**|||\n|[Add](../api/b.md)|None|y|\n",
    );
    let rows: Vec<_> = page
        .methods
        .iter()
        .map(|row| {
            (
                row.group.as_deref(),
                row.name.value.as_str(),
                row.returns.is_some(),
            )
        })
        .collect();
    assert_eq!(rows, [(None, "List", true), (Some("Keys"), "Add", false)]);
}

// T02 T03
#[test]
fn representations_keep_json_and_annotation() {
    let text = "## JSON representation\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.thing\", \"keyProperty\": \"id\", \"baseType\": \"\" } -->\n``` json\n{ \"id\": \"String\", \"b\": [{ \"@odata.type\": \"microsoft.graph.b\" }], }\n```\n";
    let (page, found) = resource(text);
    let annotation = page.representations[0].annotation.as_ref().expect("has one");
    assert_eq!(
        annotation.odata_type.as_ref().expect("has a type").value,
        "microsoft.graph.thing"
    );
    assert_eq!(
        (
            annotation.key_property.as_deref(),
            annotation.base_type.as_deref()
        ),
        (Some("id"), None)
    );
    assert!(page.representations[0].body.json().is_some());
    assert_eq!(found, ["GD0116"]);
}

#[test]
fn every_block_has_an_outcome() {
    let text = "## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|a|String|x|\n|not a name|String|x|\n|**g**|||\n\n## See also\n- [x](y.md)\n\n```csharp\nvar x = 1;\n```\n<!-- note -->\n";
    let (page, _) = resource(text);
    let of = |kind: BlockKind| {
        page.coverage
            .iter()
            .filter(|entry| entry.kind == kind)
            .map(|entry| entry.outcome.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(BlockKind::Row),
        [
            Outcome::Modelled,
            Outcome::Failed,
            Outcome::Skipped("heading inside a table")
        ]
    );
    assert_eq!(of(BlockKind::Section).len(), 3);
    assert_eq!(
        of(BlockKind::Fence),
        [Outcome::Skipped("code in another language")]
    );
    assert_eq!(of(BlockKind::Comment), [Outcome::Skipped("note of the author")]);
}

// G39
#[test]
fn an_include_in_a_row_is_told_and_left_out() {
    let (page, found) = resource(
        "## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|a|String|One. [!INCLUDE [x](../../includes/x.md)] Read-only.|\n",
    );
    let row = &page.properties[0].rows[0];
    assert_eq!(row.description.text, "One. Read-only.");
    assert!(row.notes.read_only);
    assert_eq!(found, ["GD0126"]);
}

#[test]
fn a_row_with_too_few_cells_is_read_and_told() {
    let (page, found) =
        resource("## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|a|String|\n|b|Int32|x|\n");
    assert_eq!(names(&page), ["a", "b"]);
    assert_eq!(found, ["GD0109"]);
}
