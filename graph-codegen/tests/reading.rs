//! What pages say, read from small pages: one behaviour each. Numbers in comments are those of the list of cases.

use graph_codegen::{
    page::{BlockKind, Body, Outcome, Page, ParameterPlace, PermissionKind, StartLine},
    parse,
    source::Sources,
};

/// Reads one page and the ids of its findings.
fn read(path: &str, text: &str) -> (Page, Vec<&'static str>) {
    read_all(&[(path, text)])
}

fn read_all(files: &[(&str, &str)]) -> (Page, Vec<&'static str>) {
    let sources = Sources::from_texts(files);
    let (mut pages, found) = parse::pages(&sources);
    (pages.remove(0), found.iter().map(|found| found.code.id).collect())
}

fn resource(text: &str) -> (Page, Vec<&'static str>) {
    read(
        "resources/thing.md",
        &format!("# thing resource type\n\nNamespace: microsoft.graph\n\n{text}"),
    )
}

fn operation(text: &str) -> (Page, Vec<&'static str>) {
    read(
        "api/thing-get.md",
        &format!("# Get thing\n\nNamespace: microsoft.graph\n\n{text}"),
    )
}

fn names(page: &Page) -> Vec<&str> {
    page.properties
        .iter()
        .flat_map(|table| &table.rows)
        .map(|row| row.name.value.as_str())
        .collect()
}

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

// T22 T23 T24 T25
#[test]
fn request_lines_keep_spaces_and_lose_versions() {
    let (page, _) = operation(
        "## HTTP request\n```http\nGET /x?$filter=level eq microsoft.graph.level'medium'\npost HTTP/2.0 /y\nPATCH /z HTTP/1.1\n\nor\n```\n",
    );
    let lines: Vec<_> = page
        .requests
        .iter()
        .map(|line| (line.method.value.as_str(), line.target.value.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            ("GET", "/x?$filter=level eq microsoft.graph.level'medium'"),
            ("POST", "/y"),
            ("PATCH", "/z")
        ]
    );
}

// G25
#[test]
fn keys_and_aliases_stay_as_they_are() {
    let (page, _) = operation(
        "## HTTP Request\n``` http\nGET /a(name='x')/b(id=@id)?@id='AAMk-_=='\nGET ** Entity URI not found\n```\n",
    );
    assert_eq!(page.requests.len(), 1);
    assert_eq!(
        page.requests[0].target.value,
        "/a(name='x')/b(id=@id)?@id='AAMk-_=='"
    );
}

#[test]
fn permissions_come_in_all_orders() {
    let text = "## Prerequisites\n|Permission type|Permissions (from most to least privileged)|\n|:-|:-|\n|Delegated (work or school account)|A.ReadWrite.All, A.Read|\n\
                |Delegated (personal Microsoft account|Not supported.|\n|Application|**TODO: Provide applicable permissions.**|\n";
    let (page, _) = operation(text);
    let rows = &page.permissions[0].rows;
    let listed: Vec<_> = rows[0]
        .permissions
        .iter()
        .map(|name| name.value.as_str())
        .collect();
    assert_eq!(listed, ["A.Read", "A.ReadWrite.All"]);
    assert!(rows[1].not_supported && rows[1].kind.value == PermissionKind::DelegatedPersonal);
    assert!(!rows[2].not_supported && rows[2].permissions.is_empty());
}

#[test]
fn permissions_come_from_includes_with_three_columns() {
    let include = "---\nms.topic: include\n---\r\n\r\n|Permission type|Least privileged permission|Higher privileged permissions|\r\n|:---|:---|:---|\r\n|Application|B-Control.Read.All|B.Write.All, C.D|\r\n";
    let page = "# Get b\n\n## Permissions\n<!-- { \"blockType\": \"permissions\", \"name\": \"b\" } // keep -->\n[!INCLUDE [permissions-table](../includes/permissions/b.md)]\n";
    let (page, found) = read_all(&[("api/b-get.md", page), ("includes/permissions/b.md", include)]);
    let listed: Vec<_> = page.permissions[0].rows[0]
        .permissions
        .iter()
        .map(|name| name.value.as_str())
        .collect();
    assert_eq!(listed, ["B-Control.Read.All", "B.Write.All", "C.D"]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn permissions_of_several_objects_are_kept_apart() {
    let (page, _) = operation(
        "## Permissions\n|Calendar|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|:-|:-|:-|:-|\n|user|A.Read|Not supported.|B.Read|\n|group|C.Read|D.Read|None|\n",
    );
    let rows = &page.permissions[0].rows;
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[3].subject.as_deref(), Some("group"));
}

#[test]
fn clouds_are_marked() {
    let (page, _) = operation(
        "|Global service|US Government L4|US Government L5 (DOD)|China operated by 21Vianet|\n|-|-|-|-|\n|:white_check_mark:|:x:|:heavy_check_mark:|:x:|\n",
    );
    assert_eq!(page.clouds, ["global", "usGovernmentL5"]);
}

#[test]
fn headers_part_name_and_value() {
    let (page, _) = operation(
        "## Request headers\n|Name|Description|\n|:-|:-|\n|Authorization|Bearer {token}. Required.|\n|Prefer: outlook.timezone|The zone. Optional.|\n",
    );
    assert_eq!(page.headers[0].required, Some(true));
    assert_eq!(
        (
            page.headers[1].name.value.as_str(),
            page.headers[1].value.as_deref()
        ),
        ("Prefer", Some("outlook.timezone"))
    );
    assert_eq!(page.headers[1].required, Some(false));
}

#[test]
fn query_options_are_named_supported_or_denied() {
    let (page, _) = operation(
        "## Optional query parameters\nThis method supports the `$select` and `$orderBy` OData query parameters. It does not support `$filter`.\n",
    );
    let query = page.query.expect("has the section");
    let options: Vec<_> = query.options.iter().map(|option| option.value.as_str()).collect();
    assert_eq!(options, ["$select", "$orderby"]);
    assert!(query.unsupported);
}

// G44
#[test]
fn parameters_of_the_url_stand_below_request_body() {
    let (page, _) = operation(
        "## Request body\nIn the request URL, provide the following query parameters with values.\n\n|Property|Type|Description|\n|:-|:-|:-|\n|category|String|x|\n",
    );
    assert_eq!(page.parameters[0].place, ParameterPlace::Function);
    assert!(page.request_body.expect("has the section").tables.is_empty());
}

#[test]
fn request_bodies_say_what_they_are() {
    let body = |text: &str| {
        operation(&format!("## Request body\n{text}\n"))
            .0
            .request_body
            .expect("has the section")
    };
    assert!(body("Don't supply a request body for this method.").none);
    let named = body("In the request body, supply a JSON representation for the customThing object.");
    assert_eq!(named.ty.expect("names a type").types[0].name, "customThing");
    assert!(body("In the request body, provide a JSON object with the following parameters.").parameters);
    let updates = body(
        "In the request body, supply the values for relevant fields that should be updated. Existing properties that are not included in the request body stay.",
    );
    assert!(updates.updates && !updates.none);
    assert_eq!(
        body("The contents of the request body should be the binary stream of the file.")
            .content_type
            .as_deref(),
        Some("application/octet-stream")
    );
}

#[test]
fn responses_have_status_type_and_number() {
    let response = |text: &str| operation(&format!("## Response\n{text}\n")).0.responses;
    let found = response(
        "If successful, this method returns a `200 OK` response code and a collection of [thing](../resources/thing.md) objects in the response body.",
    );
    let result = found[0].result.as_ref().expect("names a type");
    assert_eq!(
        (
            found[0].statuses.as_slice(),
            result.types[0].name.as_str(),
            result.collection
        ),
        (&[200][..], "thing", true)
    );
    let found = response(
        "If successful, this method returns a `204 No Content` response code. It does not return anything in the response body.",
    );
    assert!(found[0].no_body && found[0].result.is_none());
    let found = response(
        "Returns `HTTP 201 Created` for a new [thing](../resources/thing.md). Returns `404 Not Found` otherwise.",
    );
    assert_eq!(
        found
            .iter()
            .map(|statement| statement.statuses[0])
            .collect::<Vec<_>>(),
        [201, 404]
    );
    let found = response(
        "If successful, this function returns a `200, OK` response code and a String collection in the response body.",
    );
    assert_eq!(
        found[0].result.as_ref().expect("names a type").types[0].name,
        "String"
    );
}

// G16 G17 G18
#[test]
fn examples_are_read_in_page_order_with_heading_and_group() {
    let text = "## Examples\n### Example 1: one\n#### Response\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n#### Request\n```http\nGET https://x/v1.0/me\n```\n### Example 2: two\n##### Request\n```json\n{ \"a\": 1 }\n```\n";
    let (page, _) = operation(text);
    let found: Vec<_> = page
        .examples
        .iter()
        .map(|message| (message.group.as_str(), message.heading.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Example 1: one", "Response"),
            ("Example 1: one", "Request"),
            ("Example 2: two", "Request")
        ]
    );
    assert_eq!(page.examples[2].start, StartLine::None);
}

// G23
#[test]
fn messages_of_odd_form_are_read_and_told() {
    let text = "## Example\n```http\nhttp/1.1 204\n```\n```http\nPOST https://x/y\n\nContent-type:application/json\n{ \"a\": 1 }\n```\n";
    let (page, found) = operation(text);
    assert!(matches!(
        page.examples[0].start,
        StartLine::Response { status: 204, .. }
    ));
    assert_eq!(
        page.examples[1].headers,
        [("Content-type".to_owned(), "application/json".to_owned())]
    );
    assert!(page.examples[1].body.json().is_some());
    assert_eq!(found, ["GD0115", "GD0115"]);
}

// T26
#[test]
fn two_requests_in_a_fence_are_two() {
    let (page, _) = operation(
        "## Example\n```http\nPOST https://x/a('b')\nContent-Type: application/json\n\n{ \"a\": 1 }\n\nGET https://x/c\n```\n",
    );
    assert_eq!(page.examples.len(), 2);
    assert!(page.examples[0].body.json().is_some());
}

// G20
#[test]
fn an_annotation_does_not_reach_over_a_paragraph() {
    let text = "## Example\n<!-- { \"blockType\": \"response\", } --><!-- plain -->\nText.\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n<!-- { blockType: \"response\" } -->\n\n```http\nHTTP/1.1 201 Created\n```\n";
    let (page, _) = operation(text);
    assert!(page.examples[0].annotation.is_none());
    let second = page.examples[1].annotation.as_ref().expect("stands right before");
    assert_eq!(second.block_type.as_deref(), Some("response"));
}

// G22
#[test]
fn annotations_of_the_page_stand_anywhere() {
    let (page, _) = operation(
        "<!-- { \"type\": \"#page.annotation\", \"namespace\": \"microsoft.graph.x\" } -->\n\n## Response\nText `200 OK`.\n",
    );
    assert_eq!(page.annotations.len(), 1);
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

// T05
#[test]
fn json_without_its_end_is_told() {
    let (page, found) = operation("## Example\n```json\n{ \"a\": {\n```\n");
    assert!(matches!(page.examples[0].body, Body::Invalid { .. }));
    assert_eq!(found, ["GD0117"]);
}

#[test]
fn bytes_in_words_are_no_json() {
    let (page, _) = operation(
        "## Example\n```http\nPUT https://x/y\nContent-Type: image/jpeg\n\n{Raw bytes of the file}\n```\n",
    );
    assert!(matches!(page.examples[0].body, Body::Other { .. }));
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
