use serde_json::{Value, json};

use super::{Answer, Body, Request, Service, Settings, State};
use crate::{Analysis, analyze, facts, model::ApiInfo, read, text::PagePath};

const BOAT: &str = r#"# boat resource type

Namespace: microsoft.graph

## Properties

|Property|Type|Description|
|:--|:--|:--|
|id|String|Identifies the boat.|
|name|String|Its name.|
|length|Int32|In metres.|

## JSON representation

<!-- { "blockType": "resource", "keyProperty": "id", "@odata.type": "microsoft.graph.boat" } -->
```json
{ "id": "String (identifier)", "name": "String", "length": "Integer" }
```
"#;

/// A page of one operation with one example.
fn operation(title: &str, lines: &str, more: &str, request: &str, response: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nIt is about boats.\n\n## HTTP request\n\n```http\n{lines}\n```\n\n{more}\n\n\
         ## Example\n\n### Request\n\n<!-- {{ \"blockType\": \"request\", \"name\": \"example\" }} -->\n```http\n{request}\n```\n\n\
         ### Response\n\n<!-- {{ \"blockType\": \"response\", \"truncated\": true, \"@odata.type\": \"microsoft.graph.boat\"{} }} -->\n\
         ```http\n{response}\n```\n",
        if title.starts_with("List") || title.ends_with("delta") {
            ", \"isCollection\": true"
        } else {
            ""
        },
    )
}

fn pages() -> Vec<(&'static str, String)> {
    let json =
        |status: &str, body: &str| format!("HTTP/1.1 {status}\nContent-type: application/json\n\n{body}");
    let url = |path: &str| format!("https://graph.microsoft.com/v1.0{path}");
    let answers = |what: &str| {
        format!(
            "## Response\n\nIf successful, this method returns a `200 OK` response code and {what} in the response body."
        )
    };
    let list = answers("a collection of [boat](../resources/boat.md) objects");
    let one = answers("a [boat](../resources/boat.md) object");
    let required = "## Query parameters\n\n|Name|Type|Description|\n|:--|:--|:--|\n|harbor|String|Required. The harbor.|\n\n\
        This method does not support the OData query parameters.\n\n";
    let body = "## Request body\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|depth|Int32|Required. In metres.|\n\n\
        ## Response\n\nIf successful, this action returns a `202 Accepted` response code.";
    vec![
        ("resources/boat.md", BOAT.to_owned()),
        (
            "api/boat-list.md",
            operation(
                "List boats",
                "GET /boats",
                &list,
                &format!("GET {}", url("/boats")),
                &json(
                    "200 OK",
                    r#"{ "value": [{ "id": "a", "name": "Anna", "length": 7 }, { "id": "b", "name": "Berta", "length": 9 }, { "id": "c", "name": "Clara", "length": 12 }] }"#,
                ),
            ),
        ),
        (
            "api/boat-get.md",
            operation(
                "Get boat",
                "GET /boats/{id}",
                &one,
                &format!("GET {}", url("/boats/a")),
                &json(
                    "200 OK",
                    r#"{ "id": "String", "name": "Anna", "length": "Integer" }"#,
                ),
            ),
        ),
        (
            "api/boat-delta.md",
            operation(
                "boat: delta",
                "GET /boats/delta",
                &list,
                &format!("GET {}", url("/boats/delta")),
                &json(
                    "200 OK",
                    &format!(
                        r#"{{ "@odata.nextLink": "{}", "value": [{{ "id": "a" }}] }}"#,
                        url("/boats/delta?$skiptoken=x")
                    ),
                ),
            ),
        ),
        (
            "api/boat-search.md",
            operation(
                "Search boats",
                "GET /harbors/boats",
                &format!("{required}{one}"),
                &format!("GET {}", url("/harbors/boats?harbor=north")),
                &json("200 OK", r#"{ "id": "a" }"#),
            ),
        ),
        (
            "api/boat-update.md",
            operation(
                "Update boat",
                "PATCH /boats/{id}",
                &format!(
                    "## Request body\n\nIn the request body, supply the values of the properties.\n\n|Property|Type|Description|\n|:--|:--|:--|\n|name|String|Its name.|\n\n{one}"
                ),
                &format!(
                    "PATCH {}\nContent-type: application/json\n\n{{ \"name\": \"Dora\" }}",
                    url("/boats/a")
                ),
                &json("200 OK", r#"{ "id": "a", "name": "Dora" }"#),
            ),
        ),
        (
            "api/boat-dive.md",
            operation(
                "boat: dive",
                "POST /boats/{id}/dive",
                body,
                &format!(
                    "POST {}\nContent-type: application/json\n\n{{ \"depth\": 3 }}",
                    url("/boats/a/dive")
                ),
                "HTTP/1.1 202 Accepted\nLocation: https://monitor.example/1",
            ),
        ),
        (
            "api/boat-upload.md",
            operation(
                "boat: upload",
                "POST /boats/{id}/upload",
                "",
                &format!("POST {}", url("/boats/a/upload")),
                &json("200 OK", r#"{ "uploadUrl": "https://upload.example/1" }"#),
            ),
        ),
    ]
}

/// Sends requests to a service of the pages above.
struct Harbor {
    analysis: Analysis,
    settings: Settings,
}

impl Harbor {
    fn new(settings: Settings) -> Self {
        let files = pages()
            .into_iter()
            .map(|(path, text)| (PagePath::new(path), text.into_bytes()));
        let (sources, _) = read(files);
        let analysis = analyze(&sources, None, ApiInfo::default());
        Self {
            analysis,
            settings: Settings {
                base: "http://127.0.0.1:1".to_owned(),
                ..settings
            },
        }
    }

    fn with<T>(&self, act: impl FnOnce(&Service<'_>, &mut State) -> T) -> T {
        let facts = facts::facts(&self.analysis.api);
        let service = Service::new(&self.analysis.api, &facts, self.settings.clone());
        act(&service, &mut service.state())
    }

    fn send(&self, method: &str, target: &str, body: &str) -> Answer {
        self.with(|service, state| service.answer(&request(method, target, body), state))
    }
}

fn request(method: &str, target: &str, body: &str) -> Request {
    Request {
        method: method.to_owned(),
        target: target.to_owned(),
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
    }
}

fn json_of(answer: &Answer) -> &Value {
    match &answer.body {
        Body::Json(value) => value,
        other => panic!("{other:?}"),
    }
}

fn ids(body: &Value) -> Vec<&str> {
    let items = body["value"].as_array().expect("is a list").iter();
    items
        .map(|item| item["id"].as_str().expect("has an id"))
        .collect()
}

#[test]
fn every_documented_request_is_answered_with_its_example() {
    let proof = Harbor::new(Settings::default()).with(|service, _| service.prove());
    assert_eq!(
        proof
            .unproved
            .iter()
            .map(|one| format!("{one:?}"))
            .collect::<Vec<_>>(),
        [""; 0]
    );
    assert_eq!(proof.answered, 7);
}

#[test]
fn requests_that_are_not_documented_are_refused_with_a_reason() {
    let harbor = Harbor::new(Settings::default());
    for (method, target, body, status, reason) in [
        (
            "GET",
            "/v1.0/ships",
            "",
            400,
            "no page documents the path /v1.0/ships",
        ),
        ("GET", "/boats", "", 404, "paths of this service begin with /v1.0"),
        ("DELETE", "/v1.0/boats/a", "", 405, "documented: GET, PATCH"),
        (
            "GET",
            "/v1.0/boats?$top=many",
            "",
            400,
            "Invalid value 'many' for $top",
        ),
        (
            "GET",
            "/v1.0/boats?$select=id,colour",
            "",
            400,
            "named 'colour' on type 'microsoft.graph.boat'",
        ),
        (
            "GET",
            "/v1.0/boats?$orderby=colour%20desc",
            "",
            400,
            "named 'colour'",
        ),
        (
            "GET",
            "/v1.0/boats?$unknown=1",
            "",
            400,
            "'$unknown' is not supported",
        ),
        (
            "GET",
            "/v1.0/harbors/boats",
            "",
            400,
            "The query parameter 'harbor' is required",
        ),
        (
            "GET",
            "/v1.0/harbors/boats?harbor=x&$top=1",
            "",
            400,
            "'$top' is not supported",
        ),
        ("PATCH", "/v1.0/boats/z", "{", 400, "Unable to read JSON"),
        (
            "PATCH",
            "/v1.0/boats/z",
            r#"{"nane":"x"}"#,
            400,
            "The property 'nane' does not exist on type 'microsoft.graph.boat'",
        ),
        (
            "PATCH",
            "/v1.0/boats/z",
            r#"{"name":1}"#,
            400,
            "Invalid value for 'name': expected a string, found a number",
        ),
        (
            "POST",
            "/v1.0/boats/z/dive",
            "{}",
            400,
            "The property 'depth' is required",
        ),
        (
            "POST",
            "/v1.0/boats/z/dive",
            r#"{"depth":"deep"}"#,
            400,
            "Invalid value for 'depth'",
        ),
    ] {
        let answer = harbor.send(method, target, body);
        assert_eq!(answer.status, status, "{method} {target}: {}", answer.log);
        assert!(
            answer.refused && answer.log.contains(reason),
            "{method} {target}: {}",
            answer.log
        );
        let message = json_of(&answer)["error"]["message"]
            .as_str()
            .expect("is a message");
        assert!(message.contains(reason), "{message}");
    }
}

#[test]
fn other_values_in_a_path_are_answered_with_the_example_of_the_operation() {
    let harbor = Harbor::new(Settings::default());
    let answer = harbor.send("GET", "/v1.0/boats/zzz?$select=name", "");
    assert_eq!((answer.status, answer.refused), (200, false), "{}", answer.log);
    assert_eq!(*json_of(&answer), json!({ "id": "String", "name": "Anna" }));
    assert!(answer.log.starts_with("api/boat-get.md:"), "{}", answer.log);
}

#[test]
fn lists_have_pages_of_which_each_links_to_the_next() {
    let harbor = Harbor::new(Settings {
        items: 7,
        page_size: 3,
        ..Settings::default()
    });
    harbor.with(|service, state| {
        let (mut target, mut seen, mut pages) = (
            "/v1.0/boats?$count=true&$filter=length gt 5".replace(' ', "%20"),
            Vec::new(),
            0,
        );
        loop {
            let answer = service.answer(&request("GET", &target, ""), state);
            let body = json_of(&answer);
            assert_eq!(body["@odata.count"], 7);
            seen.extend(ids(body).into_iter().map(str::to_owned));
            pages += 1;
            let Some(next) = body.get("@odata.nextLink") else {
                break;
            };
            let next = next
                .as_str()
                .expect("is a link")
                .strip_prefix("http://127.0.0.1:1")
                .expect("is local");
            assert!(next.contains("$filter=length%20gt%205"), "{next}");
            target = next.to_owned();
        }
        assert_eq!((pages, seen.join(" ").as_str()), (3, "a b c a-3 b-4 c-5 a-6"));
    });
}

#[test]
fn top_and_skip_choose_items() {
    let harbor = Harbor::new(Settings::default());
    for (query, expected, linked) in [
        ("", "a b c", false),
        ("?$top=2", "a b", true),
        ("?$top=2&$skip=1", "b c", false),
        ("?$skip=5", "", false),
        ("?$top=0", "", false),
        ("?$skiptoken=p2", "c", false),
    ] {
        let answer = harbor.send("GET", &format!("/v1.0/boats{query}"), "");
        let body = json_of(&answer);
        assert_eq!(ids(body).join(" "), expected, "{query}");
        assert_eq!(body.get("@odata.nextLink").is_some(), linked, "{query}");
    }
}

#[test]
fn changes_end_with_a_delta_link_and_then_there_are_none() {
    let harbor = Harbor::new(Settings::default());
    let mut target = "/v1.0/boats/delta".to_owned();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let answer = harbor.send("GET", &target, "");
        let body = json_of(&answer);
        seen.push(ids(body).len());
        let link = body
            .get("@odata.nextLink")
            .or(body.get("@odata.deltaLink"))
            .expect("has a link");
        target = link
            .as_str()
            .and_then(|link| link.strip_prefix("http://127.0.0.1:1"))
            .expect("is local")
            .to_owned();
    }
    assert_eq!(seen, [1, 0, 0]);
    assert!(target.contains("$deltatoken="), "{target}");
}

#[test]
fn a_batch_answers_each_request_and_skips_those_whose_dependency_failed() {
    let harbor = Harbor::new(Settings::default());
    let one = |id: &str, url: &str, after: &[&str]| json!({ "id": id, "method": "GET", "url": url, "dependsOn": after });
    let batch = |requests: &[Value]| {
        let body = json!({ "requests": requests }).to_string();
        harbor.send("POST", "/v1.0/$batch", &body)
    };
    let answer = batch(&[
        one("1", "/boats/a", &[]),
        one("2", "boats?$top=1", &["1"]),
        one("3", "/ships", &[]),
        one("4", "/boats", &["3"]),
    ]);
    let responses = json_of(&answer)["responses"].as_array().expect("is a list");
    let statuses: Vec<_> = responses
        .iter()
        .map(|one| (one["id"].clone(), one["status"].clone()))
        .collect();
    assert_eq!(
        json!(statuses),
        json!([["1", 200], ["2", 200], ["3", 400], ["4", 424]])
    );
    let many: Vec<Value> = (0..21).map(|id| one(&id.to_string(), "/boats", &[])).collect();
    for (requests, reason) in [
        (&[][..], "at least one"),
        (&many, "21 requests; a batch has at most 20"),
        (
            &[one("1", "/boats", &[]), one("1", "/boats", &[])],
            "two requests have the id 1",
        ),
        (&[one("1", "/boats", &["2"])], "1 depends on 2"),
    ] {
        let answer = batch(requests);
        assert!(
            answer.status == 400 && answer.log.contains(reason),
            "{}",
            answer.log
        );
    }
}

#[test]
fn an_upload_takes_each_byte_once() {
    const CHUNK: usize = 327_680;
    Harbor::new(Settings::default()).with(|service, state| {
        let opened = service.answer(&request("POST", "/v1.0/boats/a/upload", ""), state);
        let url = json_of(&opened)["uploadUrl"]
            .as_str()
            .expect("is a URL")
            .to_owned();
        let mut put = |range: &str, length: usize| {
            let mut put = request("PUT", &url, &"x".repeat(length));
            put.headers
                .push(("Content-Range".to_owned(), format!("bytes {range}")));
            service.answer(&put, state)
        };
        for (range, length, status) in [
            ("0-99/1000", 100, 400),
            ("0-327679/327690", CHUNK, 202),
            ("0-327679/327690", CHUNK, 416),
            ("327680-327689/327690", 9, 400),
            ("9-1/327690", 1, 400),
            ("327680-327689/327690", 10, 201),
            ("327680-327689/327690", 10, 404),
        ] {
            let answer = put(range, length);
            assert_eq!(answer.status, status, "{range}: {}", answer.log);
        }
    });
}

#[test]
fn a_monitor_says_first_that_it_runs_and_then_that_it_is_done() {
    Harbor::new(Settings::default()).with(|service, state| {
        let accepted = service.answer(&request("POST", "/v1.0/boats/z/dive", r#"{"depth":5}"#), state);
        let location = super::message::header(&accepted.headers, "location")
            .expect("has a location")
            .to_owned();
        let states = [0, 1].map(|_| {
            let answer = service.answer(&request("GET", &location, ""), state);
            json_of(&answer)["status"].clone()
        });
        assert_eq!(json!(states), json!(["inProgress", "completed"]));
    });
}

#[test]
fn faults_come_as_often_as_asked_for() {
    let count = |throttle: f64, seed: u64| {
        let harbor = Harbor::new(Settings {
            throttle,
            seed,
            ..Settings::default()
        });
        harbor.with(|service, state| {
            let answers = (0..1000).map(|_| service.answer(&request("GET", "/v1.0/boats", ""), state));
            answers.filter(|answer| answer.status == 429).count()
        })
    };
    assert_eq!((count(0.0, 1), count(1.0, 1)), (0, 1000));
    let thirty = count(0.3, 7);
    assert!((250..350).contains(&thirty), "{thirty}");
    assert_eq!(count(0.3, 7), thirty);
}

#[test]
fn a_token_is_required_where_asked_for() {
    let harbor = Harbor::new(Settings {
        token: true,
        ..Settings::default()
    });
    harbor.with(|service, state| {
        for (value, status) in [
            (None, 401),
            (Some("Bearer "), 401),
            (Some("Basic x"), 401),
            (Some("bearer x"), 200),
        ] {
            let mut request = request("GET", "/v1.0/boats", "");
            request
                .headers
                .extend(value.map(|value| ("Authorization".to_owned(), value.to_owned())));
            assert_eq!(service.answer(&request, state).status, status, "{value:?}");
        }
    });
}
