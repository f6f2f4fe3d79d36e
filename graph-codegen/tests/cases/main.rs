//! Cases that every reader of such pages is tried with, from pages to the model and to the tried examples.
//! Numbers in comments are those of the list of cases; cases of a single stage stand beside that stage.

mod operations;
mod types;
mod values;

use graph_codegen::{
    Analysis, analyze, generate,
    model::{ApiInfo, Property, Type, TypeName},
    text::Sources,
};
use serde_json::Value;

/// Reads pages and makes the model.
fn read(files: &[(&str, &str)]) -> Analysis {
    analyze(&Sources::from_texts(files), None, ApiInfo::default())
}

fn codes(found: &Analysis) -> Vec<&'static str> {
    found.diagnostics.iter().map(|found| found.code.id).collect()
}

fn ty<'a>(found: &'a Analysis, name: &str) -> &'a Type {
    let name = TypeName::new(format!("microsoft.graph.{name}"));
    found.api.ty(&name).expect("the type is there")
}

/// `String`, `graph.place collection`: the type of a property without what is the same for all.
fn typed(property: &Property) -> String {
    let ty = property.ty.as_str();
    let short = ty
        .strip_prefix("Edm.")
        .or(ty.strip_prefix("microsoft."))
        .unwrap_or(ty);
    let many = if property.collection { " collection" } else { "" };
    format!("{} {short}{many}", property.name)
}

fn properties(ty: &Type) -> Vec<String> {
    ty.properties.iter().map(typed).collect()
}

/// A resource page with a table of properties.
fn resource(name: &str, intro: &str, rows: &[&str]) -> String {
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\n{intro}\n\n## Properties\n\
         |Property|Type|Description|\n|:-|:-|:-|\n{}\n",
        rows.join("\n")
    )
}

/// An annotated representation.
fn representation(annotation: &str, body: &str) -> String {
    format!(
        "\n## JSON representation\n<!-- {{ \"blockType\": \"resource\", {annotation} }} -->\n```json\n{body}\n```\n"
    )
}

/// A page that gets a thing and shows a whole answer.
fn get(path: &str, body: &str) -> String {
    format!(
        "# Get thing\n\nNamespace: microsoft.graph\n\n## HTTP request\n```http\nGET {path}\n```\n\n## Response\n\
         If successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object.\n\n\
         ## Example\n### Request\n```http\nGET https://graph.microsoft.com/v1.0{path}\n```\n### Response\n\
         <!-- {{ \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.thing\" }} -->\n\
         ```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n{body}\n```\n"
    )
}

/// The answers that are tried, as the tests of the models get them.
fn tried(files: &[(&str, &str)]) -> Vec<Value> {
    let tree = generate(&Sources::from_texts(files), &read(files).api).tree;
    let lines = tree
        .get("tests/generated/examples.jsonl")
        .expect("is always written")
        .lines();
    let cases = lines
        .skip(1)
        .map(|line| serde_json::from_str(line).expect("is JSON"));
    cases
        .filter(|case: &Value| {
            case["name"]
                .as_str()
                .is_some_and(|name| name.ends_with("response"))
        })
        .collect()
}
