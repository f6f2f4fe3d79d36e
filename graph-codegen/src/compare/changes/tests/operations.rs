//! Changes of operations, from their pages.

use super::{check, compared, pages};
use crate::model::Api;

const THING: (&str, &str) = (
    "resources/thing.md",
    "# thing resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|Key.|\n|name|String|Name.|\n",
);

const LIST: &str = "\
# List things

## Permissions

|Permission type|Least privileged permissions|Higher privileged permissions|
|:--|:--|:--|
|Delegated (work or school account)|Thing.Read|Thing.ReadWrite|
|Delegated (personal Microsoft account)|Not supported.|Not supported.|
|Application|Thing.Read.All|Not available.|

## HTTP request

``` http
GET /things
GET /me/things
```

## Optional query parameters

This method supports the `$select` and `$top` OData query parameters. The other OData query parameters are not supported.

## Request headers

|Name|Description|
|:--|:--|
|Authorization|Bearer {token}. Required.|
|Prefer|Language. Optional.|

## Response

If successful, this method returns a `200 OK` response code and a collection of [thing](../resources/thing.md) objects.
";

const POKE: &str = "\
# thing: poke

## HTTP request

``` http
POST /things/{id}/poke
```

## Request body

In the request body, provide a JSON object with the following parameters.

|Parameter|Type|Description|
|:--|:--|:--|
|force|Boolean|Hard.|
|note|String|Why.|

## Response

If successful, this method returns a `204 No Content` response code.
";

fn list(text: &str) -> Api {
    pages(&[THING, ("api/thing-list.md", text)])
}

fn poke(text: &str) -> Api {
    pages(&[THING, ("api/thing-poke.md", text)])
}

/// An edit of the page `thing-list`.
#[track_caller]
fn check_list(from: &str, to: &str, expected: &[&str]) {
    assert!(LIST.contains(from), "the page has {from}");
    check(&list(LIST), &list(&LIST.replace(from, to)), expected);
}

/// An edit of the page `thing-poke`.
#[track_caller]
fn check_poke(from: &str, to: &str, expected: &[&str]) {
    assert!(POKE.contains(from), "the page has {from}");
    check(&poke(POKE), &poke(&POKE.replace(from, to)), expected);
}

#[test]
fn operations_come_and_go() {
    let (with, mut without) = (list(LIST), list(LIST));
    without.operations.clear();
    check(&without, &with, &["+ operation thing-list: new"]);
    check(
        &with,
        &without,
        &["-! operation thing-list: the operation `ListThings` is gone"],
    );
}

#[test]
fn a_path_that_goes_takes_its_builders_along() {
    check_list(
        "GET /me/things\n",
        "",
        &["-! path thing-list//me/things: `me().things().list()` is gone"],
    );
    check_list(
        "GET /me/things\n",
        "GET /me/things\nGET /groups/{id}/things\n",
        &[
            "+ path thing-list//groups/{}/things: new",
            "+ parameter thing-list/id: documentation only",
        ],
    );
}

#[test]
fn an_option_that_goes_breaks_and_one_that_comes_does_not() {
    check_list(
        "`$select` and `$top`",
        "`$select`",
        &["-! query thing-list/$top: the call no longer takes an option: `option::Top` is gone"],
    );
    check_list(
        "`$select` and `$top`",
        "`$select`, `$filter` and `$top`",
        &["+ query thing-list/$filter: the call takes one more option"],
    );
    check_list(
        "|Prefer|Language. Optional.|\n",
        "",
        &["-! header thing-list/Prefer: the call no longer takes an option: `header::Prefer` is gone"],
    );
}

#[test]
fn an_option_that_still_compiles_is_documentation() {
    let supports = "This method supports the `$select` and `$top` OData query parameters. The other OData query parameters are \
                    not supported.";
    let changes = super::lines(&compared(
        &list(&LIST.replace(
            supports,
            "This method supports the `$select` and `$top` OData query parameters.",
        )),
        &list(&LIST.replace(
            supports,
            "This method supports the `$select` OData query parameter.",
        )),
    ));
    assert_eq!(changes, ["~ query thing-list/$top: documentation only"]);
}

#[test]
fn an_option_that_the_page_excludes_does_not_compile() {
    let supports = "This method supports the `$select` and `$top` OData query parameters. The other OData query parameters are \
                    not supported.";
    let changes = super::lines(&compared(
        &list(&LIST.replace(supports, "")),
        &list(&LIST.replace(supports, "`$search` is not supported.")),
    ));
    let gone = "-! query thing-list/$search: the call no longer takes an option: `option::Search` is gone";
    assert!(changes.contains(&gone.to_owned()), "{changes:?}");
    assert!(!changes.iter().any(|line| line.contains("$top")), "{changes:?}");
}

#[test]
fn header_fields_that_are_no_options_are_documentation() {
    check_list(
        "|Authorization|Bearer {token}. Required.|\n",
        "",
        &["- header thing-list/Authorization: documentation only"],
    );
}

#[test]
fn permissions_are_data() {
    let data = "data: who may call it, not how";
    check_list(
        "Thing.Read.All",
        "Thing.ReadWrite.All",
        &[
            &format!("- permission thing-list/application/Thing.Read.All: {data}"),
            &format!("+ permission thing-list/application/Thing.ReadWrite.All: {data}"),
        ],
    );
    check_list(
        "|Thing.Read|Thing.ReadWrite|",
        "|Thing.ReadWrite|Thing.Read|",
        &[
            "~ permission thing-list/delegatedWork/Thing.Read: documentation only",
            "~ permission thing-list/delegatedWork/Thing.ReadWrite: documentation only",
        ],
    );
}

#[test]
fn another_answer_breaks() {
    let changes = super::lines(&compared(
        &list(LIST),
        &list(
            &LIST
                .replace("a collection of [thing]", "a [thing]")
                .replace(" objects", " object"),
        ),
    ));
    assert!(
        changes
            .iter()
            .any(|line| line.starts_with("~! operation thing-list: ")
                && line.contains("was `Collection<Thing>`")),
        "{changes:?}"
    );
}

#[test]
fn a_status_is_documentation() {
    check_poke(
        "`204 No Content`",
        "`200 OK`",
        &[
            "+ response thing-poke/200: documentation only",
            "- response thing-poke/204: documentation only",
        ],
    );
}

/// The page with answers of these statuses only.
fn answering(statuses: &[u16]) -> Api {
    let mut api = poke(POKE);
    let answer = |status: &u16| crate::model::Response {
        status: *status,
        ty: None,
        collection: false,
    };
    api.operations[0].responses = statuses.iter().map(answer).collect();
    api
}

#[test]
fn a_redirect_is_a_success_where_it_is_documented() {
    let documentation = "- response thing-poke/404: documentation only";
    let redirect = [
        "~! operation thing-poke: the response is `()`, was `Content`",
        "-! response thing-poke/302: a redirect is an error now, as it is undocumented",
    ];
    check(&answering(&[302, 404]), &answering(&[302]), &[documentation]);
    check(&answering(&[204, 302]), &answering(&[204]), &redirect);
    check(
        &answering(&[302, 302]),
        &answering(&[302]),
        &["- response thing-poke/302#2: documentation only"],
    );
}

#[test]
fn a_body_that_is_another_breaks() {
    check_poke(
        "|note|String|Why.|\n",
        "",
        &["-! body thing-poke/note: the field `note` is gone"],
    );
    check_poke(
        "|note|String|Why.|\n",
        "|note|String|Why.|\n|soon|Boolean|When.|\n",
        &["+ body thing-poke/soon: a field that a literal with `..` leaves out"],
    );
    check_poke(
        "|note|String|",
        "|note|Int32|",
        &["~! body thing-poke/note: the field `note` is `i32`, was `String`"],
    );
    check_poke(
        "|Boolean|Hard.|",
        "|Boolean|Hard. Required.|",
        &["~ body thing-poke/force: every field may be absent in Rust"],
    );
}

#[test]
fn another_method_sends_another_request() {
    let changes = super::lines(&compared(
        &poke(POKE),
        &poke(&POKE.replace("POST /things", "PUT /things")),
    ));
    assert!(changes[0].starts_with("~! operation thing-poke: "), "{changes:?}");
    assert!(changes[0].contains("another request is sent"), "{changes:?}");
}

#[test]
fn a_page_of_another_name_is_the_same_operation() {
    let renamed = pages(&[THING, ("api/thing-list-all.md", LIST)]);
    check(
        &list(LIST),
        &renamed,
        &["~ operation thing-list-all: the page has another name"],
    );
}

#[test]
fn a_title_names_the_operation() {
    check_list(
        "# List things",
        "# List all things",
        &["~! operation thing-list: `ListThings` is `ListAllThings` now"],
    );
}

#[test]
fn a_second_operation_of_the_same_title_renames_the_first() {
    let second = LIST.replace("/things", "/others").replace("GET /me/others\n", "");
    let both = pages(&[THING, ("api/other-list.md", &second), ("api/thing-list.md", LIST)]);
    let changes = super::lines(&compared(&list(LIST), &both));
    assert_eq!(changes[0], "+ operation other-list: new");
    assert!(
        changes[1].starts_with("~! operation thing-list: `ListThings` is `"),
        "{changes:?}"
    );
}

#[test]
fn a_call_that_another_operation_makes_now_breaks() {
    let old = list(LIST);
    let other = LIST
        .replace("# List things", "# List my things")
        .replace("GET /things\n", "");
    let new = pages(&[
        THING,
        ("api/thing-list.md", &LIST.replace("GET /me/things\n", "")),
        ("api/thing-mine.md", &other),
    ]);
    check(
        &old,
        &new,
        &[
            "-! path thing-list//me/things: `me().things().list()` is a call of `operations::ListMyThings` now",
            "+ operation thing-mine: new",
        ],
    );
}
