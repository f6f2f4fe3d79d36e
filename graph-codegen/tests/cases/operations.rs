//! Operations and examples from pages that say it in several ways.

use super::{codes, get, read, resource};

// G24
#[test]
fn an_http_version_is_no_part_of_the_path() {
    let page = |line: &str| {
        format!(
            "# Get thing\n\n## HTTP request\n```http\n{line}\n```\n\n## Response\nReturns `200 OK` and a String.\n"
        )
    };
    for line in [
        "GET /things/{id} HTTP/1.1",
        "GET /things/{id}? HTTP/1.1",
        "GET HTTP/1.1 /things/{id}",
    ] {
        let found = read(&[("api/thing-get.md", &page(line))]);
        assert_eq!(found.api.operations[0].paths, ["/things/{id}"], "{line}");
    }
}

// G42
#[test]
fn placeholders_meet_the_rows_of_path_parameters() {
    let table = "\n## Path parameters\n|Parameter|Type|Description|\n|-|-|-|\n|thing-id|Int32|Which.|\n|other|String|None.|\n";
    let page = get("/things/{thingId}", "{}").replace("\n\n## Response", &format!("\n{table}\n## Response"));
    let thing = resource("thing", "A thing.", &["|id|String|Key.|"]);
    let found = read(&[("api/thing-get.md", &page), ("resources/thing.md", &thing)]);
    let parameter = &found.api.operations[0].path_parameters[0];
    assert_eq!(
        (parameter.name.as_str(), parameter.ty.as_str()),
        ("thingId", "Edm.Int32")
    );
    assert_eq!(found.api.operations[0].path_parameters.len(), 1);
    assert!(codes(&found).contains(&"GD0404"));
}

// G43
#[test]
fn examples_of_one_name_keep_apart_by_page_and_number() {
    let named = |text: &str| {
        text.replace(
            "### Request\n```http",
            "### Request\n<!-- { \"blockType\": \"request\", \"name\": \"same\" } -->\n```http",
        )
    };
    let page = named(&get("/things/{id}", "{ \"id\": \"a\" }"));
    let example = page.split_once("## Example").expect("has one").1;
    let twice = format!("{page}\n## Example{example}");
    let thing = resource("thing", "A thing.", &["|id|String|Key.|"]);
    let found = read(&[
        ("api/thing-get.md", &twice),
        ("api/thing-see.md", &page),
        ("resources/thing.md", &thing),
    ]);
    let names: Vec<_> = found
        .api
        .examples
        .iter()
        .map(|example| (example.source.page.as_str(), example.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("api/thing-get.md", "same"),
            ("api/thing-get.md", "same_2"),
            ("api/thing-see.md", "same")
        ]
    );
}

// G44
#[test]
fn a_page_without_annotations_gives_request_answer_and_type() {
    let page = "# Get deviceThing\n\nNamespace: microsoft.graph\n\n## Prerequisites\n\
        |Permission type|Permissions (from most to least privileged)|\n|:-|:-|\n|Application|B.All, B.Read.All|\n\n\
        ## HTTP Request\n``` http\nGET /deviceThings/{deviceThingId}\n```\n\n## Request body\nDo not supply a request body for this method.\n\n\
        ## Response\nIf successful, this method returns a `200 OK` response code and [thing](../resources/thing.md) object in the response body.\n\n\
        ## Example\n\n### Request\n``` http\nGET https://graph.microsoft.com/v1.0/deviceThings/{deviceThingId}\n```\n\n\
        ### Response\n``` http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"value\": { \"id\": \"1\" }\n}\n```\n";
    let thing = resource("thing", "A thing.", &["|id|String|Key.|"]);
    let found = read(&[("api/thing-get.md", page), ("resources/thing.md", &thing)]);
    let operation = &found.api.operations[0];
    assert_eq!(operation.permissions.application, ["B.Read.All", "B.All"]);
    assert!(operation.request_body.is_none());
    let answer = |ty: &Option<graph_codegen::model::TypeName>| ty.as_ref().map(|ty| ty.short().to_owned());
    assert_eq!(answer(&operation.responses[0].ty).as_deref(), Some("thing"));
    let example = found
        .api
        .examples
        .iter()
        .find(|example| example.request.is_some())
        .expect("has one");
    assert_eq!(example.operation.as_deref(), Some("thing-get"));
    assert_eq!(answer(&example.responses[0].ty).as_deref(), Some("thing"));
}

// G45
#[test]
fn pages_in_any_order_give_the_same_model() {
    let thing = resource(
        "thing",
        "A thing.",
        &["|id|String|Key.|", "|place|[place](place.md)|x|"],
    );
    let place = resource("place", "A place.", &["|name|String|Name.|"]);
    let page = get("/things/{id}", "{ \"id\": \"a\" }");
    let mut files = [
        ("api/thing-get.md", page.as_str()),
        ("resources/thing.md", &thing),
        ("resources/place.md", &place),
    ];
    let model = |files: &[(&str, &str)]| serde_json::to_string(&read(files).api).expect("can be written");
    let first = model(&files);
    files.reverse();
    assert_eq!(model(&files), first);
    files.swap(0, 1);
    assert_eq!(model(&files), first);
}
