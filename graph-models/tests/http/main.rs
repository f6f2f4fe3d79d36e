//! Requests and answers, on an operation written by hand: what a value can do to a request, what an answer can be.
#![cfg(feature = "requests")]

mod answers;
mod bodies;
mod errors;
mod links;
mod options;
mod paths;
mod permissions;

use graph_models::{
    Call, Collection, ErrorKind, Extra, Operation, Patch,
    runtime::http::{
        Info, Path,
        option::{OrderBy, Select, Top},
    },
};
use http::Response;

const BASE: &str = "https://graph.example/v1.0";

struct ListNames;

impl Operation for ListNames {
    const INFO: &'static Info = &Info {
        title: "List names",
        statuses: &[200],
        ..Info::NONE
    };
    type Body = ();
    type Output = Collection<String>;
}

graph_models::takes!(ListNames, Select, OrderBy, Top, StartDateTime, IfMatch);
graph_models::query_option!(StartDateTime, "startDateTime");
graph_models::header_option!(IfMatch, "If-Match");

#[derive(Default)]
struct Rename {
    name: Patch<String>,
    secret: Patch<String>,
    force: Option<bool>,
    extra: Extra,
}

impl Operation for Rename {
    const INFO: &'static Info = &Info {
        method: "PATCH",
        statuses: &[204],
        ..Info::NONE
    };
    type Body = Self;
    type Output = ();
}

graph_models::parameters! { Rename;
    name "name";
    secret "secret";
    force "force";
}

fn call(path: Path) -> Call<ListNames> {
    Call::new(path)
}

fn uri(path: Path) -> String {
    let request = call(path).to_http(BASE).expect("a request");
    request.uri().to_string()
}

fn fault(path: Path) -> String {
    let error = call(path).to_http(BASE).expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Request);
    error.message().to_owned()
}

fn answer(status: u16, body: &str) -> Response<Vec<u8>> {
    let response = Response::builder().status(status).body(body.as_bytes().to_vec());
    response.expect("an answer")
}
