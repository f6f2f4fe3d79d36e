//! Bodies against types: what is undocumented, what contradicts, what placeholders become.

use serde_json::{Value, json};

use super::{
    Shape, ValueType,
    check::{check, shape},
    fill,
    wire::WireKinds,
};
use crate::{
    facts::{self, Facts},
    lower::test_api::{api, complex, enum_, property},
    model::{Api, Property, TypeName},
};

fn many(name: &str, ty: &str) -> Property {
    Property {
        collection: true,
        ..property(name, ty)
    }
}

fn model() -> (Api, Facts) {
    let mut flags = enum_("m.days", &["monday", "friday"]);
    flags.flags = true;
    let mut attachment = complex("m.attachment").with(property("name", "Edm.String"));
    attachment.is_abstract = true;
    let api = api(
        [
            complex("m.message")
                .with(property("subject", "Edm.String"))
                .with(property("isRead", "Edm.Boolean"))
                .with(property("size", "Edm.Int32"))
                .with(property("total", "Edm.Int64"))
                .with(property("score", "Edm.Double"))
                .with(property("price", "Edm.Decimal"))
                .with(property("bytes", "Edm.Binary"))
                .with(property("sent", "Edm.DateTimeOffset"))
                .with(property("importance", "m.importance"))
                .with(property("days", "m.days"))
                .with(property("from", "m.recipient"))
                .with(many("to", "m.recipient"))
                .with(many("words", "Edm.String"))
                .with(many("attachments", "m.attachment"))
                .with(property("free", "Edm.Untyped")),
            complex("m.recipient").with(property("address", "Edm.String")),
            complex("m.holder").with(property("value", "Edm.String")),
            attachment,
            complex("m.file")
                .base("m.attachment")
                .with(property("bytes", "Edm.Binary")),
        ],
        [enum_("m.importance", &["low", "high"]), flags],
    );
    let facts = facts::facts(&api);
    (api, facts)
}

fn shape_of(ty: &str, collection: bool, body: &Value) -> Shape {
    let (api, facts) = model();
    let kinds = WireKinds {
        api: &api,
        facts: &facts,
    };
    let ty = &TypeName::new(ty);
    shape(&kinds, ValueType { ty, union: false }, collection, body)
}

/// Paths of keys that are not listed, then contradictions as `path: reason`.
fn findings(ty: &str, shape: Shape, body: &Value) -> (Vec<String>, Vec<String>) {
    let (api, facts) = model();
    let kinds = WireKinds {
        api: &api,
        facts: &facts,
    };
    let ty = &TypeName::new(ty);
    let faults = check(kinds, ValueType { ty, union: false }, shape, body);
    let keys = faults.iter().filter(|fault| fault.is_key());
    let refused = faults.iter().filter(|fault| fault.refused);
    let lines = refused.map(|fault| format!("{}: {}", fault.path, fault.reason));
    (keys.map(|fault| fault.path.clone()).collect(), lines.collect())
}

#[track_caller]
fn contradicts(body: Value, expected: &[&str]) {
    assert_eq!(findings("m.message", Shape::One, &body).1, expected);
}

fn filled(body: Value) -> Value {
    let (api, facts) = model();
    let kinds = WireKinds {
        api: &api,
        facts: &facts,
    };
    let (ty, mut body) = (&TypeName::new("m.message"), body);
    fill::fill(&kinds, ValueType { ty, union: false }, Shape::One, &mut body);
    body
}

#[test]
fn a_cycle_of_bases_ends() {
    let cup = complex("m.cup").base("m.mug").with(property("size", "Edm.Int32"));
    let mug = complex("m.mug").base("m.cup");
    let api = api([cup, mug], []);
    let facts = facts::facts(&api);
    let kinds = WireKinds {
        api: &api,
        facts: &facts,
    };
    let ty = &TypeName::new("m.mug");
    let body = json!({"size": 1, "handle": true});
    let faults = check(kinds, ValueType { ty, union: false }, Shape::One, &body);
    let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(paths, ["handle"]);
}

#[test]
fn values_of_the_documented_types_pass() {
    contradicts(
        json!({
            "subject": "x", "isRead": true, "size": 3.0, "total": "12", "score": "INF", "price": "1.5",
            "bytes": "-_8", "sent": "any", "importance": "urgent", "days": "monday,friday", "from": {},
            "to": [null, {"address": null}], "words": [], "free": [{}], "attachments": null,
        }),
        &[],
    );
}

#[test]
fn values_of_other_types_contradict() {
    contradicts(
        json!({"isRead": "true"}),
        &["isRead: expected a boolean, found a string"],
    );
    contradicts(json!({"size": 3_000_000_000_u32}), &["size: is out of range"]);
    contradicts(json!({"size": 1.5}), &["size: expected an integer"]);
    contradicts(
        json!({"total": 18_446_744_073_709_551_615_u64}),
        &["total: is out of range"],
    );
    contradicts(json!({"score": "high"}), &["score: expected a number"]);
    contradicts(json!({"bytes": "a"}), &["bytes: expected base64"]);
    contradicts(json!({"to": {}}), &["to: expected an array, found an object"]);
    contradicts(json!({"from": []}), &["from: expected an object, found an array"]);
    contradicts(
        json!({"to": [{"address": 1}, "x"], "words": [true]}),
        &[
            "to[0].address: expected a string, found a number",
            "to[1]: expected an object, found a string",
            "words[0]: expected a string, found a boolean",
        ],
    );
}

#[test]
fn keys_without_a_property_are_undocumented_and_annotations_are_not() {
    let body = json!({"value": [{"x": 1, "@odata.type": "#m.message", "from": {"y": 1}, "to@odata.nextLink": ""}], "z": 1});
    let (undocumented, _) = findings("m.message", Shape::Collection, &body);
    assert_eq!(undocumented, ["z", "value[0].x", "value[0].from.y"]);
}

#[test]
fn open_types_may_have_properties_of_their_own() {
    let (mut api, _) = model();
    for ty in &mut api.types {
        ty.open = ty.name.short() == "recipient";
    }
    let facts = facts::facts(&api);
    let kinds = WireKinds {
        api: &api,
        facts: &facts,
    };
    let ty = &TypeName::new("m.message");
    let body = json!({"from": {"colour": 1, "adress": 2}, "colour": 3});
    let faults = check(kinds, ValueType { ty, union: false }, Shape::One, &body);
    let dynamic: Vec<_> = faults.iter().map(|fault| (&*fault.path, fault.dynamic)).collect();
    assert_eq!(
        dynamic,
        [("from.colour", true), ("from.adress", false), ("colour", false)]
    );
}

#[test]
fn a_base_keeps_what_its_derived_types_have() {
    let body = json!({"@odata.type": "#m.file", "bytes": "AQ", "colour": 1});
    let (api, facts) = model();
    let kinds = WireKinds {
        api: &api,
        facts: &facts,
    };
    let ty = &TypeName::new("m.attachment");
    let faults = check(kinds, ValueType { ty, union: false }, Shape::One, &body);
    let kept: Vec<_> = faults.iter().map(|fault| (&*fault.path, fault.dynamic)).collect();
    assert_eq!(kept, [("bytes", true), ("colour", false)]);
}

#[test]
fn derived_types_are_known_where_the_type_says_so() {
    let attachment = |name: &str| json!({"attachments": [{"@odata.type": name, "name": "a", "bytes": "AQ"}]});
    assert_eq!(
        findings("m.message", Shape::One, &attachment("#M.File")).0,
        [""; 0]
    );
    let unknown = findings("m.message", Shape::One, &attachment("#m.other"));
    assert_eq!(unknown.0, ["attachments[0].bytes"]);
}

#[test]
fn the_body_shows_its_shape() {
    let collection = json!({"@odata.context": "", "value": [{}]});
    assert_eq!(shape_of("m.message", true, &collection), Shape::Collection);
    assert_eq!(shape_of("m.message", false, &collection), Shape::Collection);
    assert_eq!(shape_of("m.message", false, &json!({"value": {}})), Shape::Value);
    assert_eq!(shape_of("Edm.Int32", false, &json!({"value": 5})), Shape::Value);
    assert_eq!(shape_of("m.holder", false, &json!({"value": "x"})), Shape::One);
    assert_eq!(shape_of("m.message", true, &json!({"subject": "x"})), Shape::One);
    assert_eq!(shape_of("m.message", false, &json!([{}])), Shape::List);
}

#[test]
fn placeholders_become_values_of_their_type() {
    let body = json!({
        "subject": "String", "isRead": "Boolean", "size": "Int32", "score": "Double", "bytes": "Binary",
        "sent": "String (timestamp)", "importance": "String", "days": "String", "words": "String",
        "from": {"@odata.type": "m.recipient"}, "to": ["m.recipient"], "free": "x", "other": "Boolean",
    });
    let expected = json!({
        "subject": "String", "isRead": true, "size": 1, "score": 1.5, "bytes": "AQID",
        "sent": "2017-08-29T04:03:21Z", "importance": "low", "days": "monday", "words": ["String"],
        "from": {"@odata.type": "m.recipient"}, "to": [{}], "free": "x", "other": "Boolean",
    });
    assert_eq!(filled(body), expected);
}

#[test]
fn values_among_placeholders_stay() {
    let body =
        json!({"isRead": false, "size": 7, "importance": "HIGH", "days": "friday,monday", "sent": null});
    assert_eq!(filled(body.clone()), body);
}
