//! Operation pages: requests, permissions, parameters, bodies, answers.

use graph_codegen::page::{ParameterPlace, PermissionKind};

use super::{operation, read_all};

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

#[test]
fn several_paths_in_a_block_are_templates_whatever_its_annotation_says() {
    let (page, _) = operation(
        "### HTTP request\n#### Path parameters\n<!-- { \"blockType\": \"request\", \"name\": \"x\" } -->\n```http\nGET /a\n\nGET /b/{id}\n```\n\
         ## Example\n<!-- { \"blockType\": \"request\" } -->\n```http\nGET https://graph.microsoft.com/v1.0/a\n```\n",
    );
    assert_eq!((page.requests.len(), page.examples.len()), (2, 1));
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

#[test]
fn a_sentence_that_names_no_option_allows_all_of_them() {
    for (text, all) in [
        (
            "This method supports the [OData query parameters](/graph/q) to help. When using `$filter` and `$orderby`, mind the order.",
            true,
        ),
        (
            "This method supports the OData query parameters, including `$search` and `$count`.",
            true,
        ),
        (
            "This method supports the `$select` OData query parameter to get properties, including rare ones.",
            false,
        ),
        ("This method supports some of the OData query parameters.", false),
        ("This method supports the following query parameters.", false),
        (
            "Use the `$top` query parameter. The other OData query parameters are not currently supported.",
            false,
        ),
    ] {
        let (page, _) = operation(&format!("## Optional query parameters\n{text}\n"));
        assert_eq!(page.query.expect("has the section").supported, all, "{text}");
    }
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

#[test]
fn answers_may_stand_below_headings_of_their_own() {
    let text = "## Response\n### CSV\nReturns `302 Found`.\n### JSON\nReturns `200 OK` and a [thing](../resources/thing.md) object.\n";
    let (page, found) = operation(text);
    assert_eq!((page.responses.len(), found), (2, vec![]));
    let (_, found) = operation("## Response\nA thing.\n### More\nText.\n");
    assert_eq!(found, ["GD0122"]);
}
