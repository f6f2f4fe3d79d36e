//! The surface of a crate: the items of its model with their names in Rust, without prose, examples and lines.
//! `tests/generated/api.jsonl` holds one type, enum or operation a line, with the keys of the model file and these:
//!
//! - `rustType`, of a property: the type of its field;
//! - `rustUnion`, `rustConversions` and `variants`, of a base type: its union, whether each variant has a `From`, and
//!   the types that are variants;
//! - `rustBody` and `rustResponse`, of an operation: what its call sends and returns;
//! - `paths`, each with the chain of builders that calls it.

use std::{collections::BTreeMap, fmt};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};
use strum::IntoStaticStr;

use super::rust_names::{CallOption, RustNames};
use crate::{
    facts, lower,
    model::{Api, Enum, Operation, Type},
    route::{self, Argument, Segment},
    rust::{Krate, calls::Call},
    text::PagePath,
};

/// Where the surface stands in a generated crate: with the tests, which no program compiles.
pub const FILE: &str = "tests/generated/api.jsonl";

/// The version of the lines: rises when a key changes its meaning.
const FORMAT: u64 = 1;

/// What an item or a part of one is. Items come first; each part belongs to one kind of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, IntoStaticStr)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
pub enum Kind {
    /// An entity or a complex type.
    Type,
    /// An enum.
    Enum,
    /// An operation, by its id.
    Operation,
    /// A property that a type has itself.
    Property,
    /// An inherited property that the type's page describes differently.
    Restated,
    /// A type that the union of a base type holds, the base itself among them.
    Variant,
    /// A member of an enum.
    Member,
    /// A path of an operation, without the names of its placeholders.
    Path,
    /// A parameter in a path.
    Parameter,
    /// A query option.
    Query,
    /// A header field.
    Header,
    /// A property or a parameter in a request body.
    Body,
    /// A documented response, by its status.
    Response,
    /// A header field of the responses.
    ResponseHeader,
    /// A permission: `application/Mail.Read`.
    Permission,
}

impl Kind {
    const ITEMS: [Self; 3] = [Self::Type, Self::Enum, Self::Operation];

    /// Its name in texts and in JSON.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// The parts in the list of this key.
    fn of_parts(key: &str) -> Option<Self> {
        Some(match key {
            "properties" => Self::Property,
            "restated" => Self::Restated,
            "variants" => Self::Variant,
            "members" => Self::Member,
            "paths" => Self::Path,
            "pathParameters" => Self::Parameter,
            "queryParameters" => Self::Query,
            "headers" => Self::Header,
            "responseHeaders" => Self::ResponseHeader,
            "responses" => Self::Response,
            _ => return None,
        })
    }
}

/// Everything that can be compared, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// Types, enums and operations.
    pub items: BTreeMap<Key, Item>,
}

/// The identity of an item or a part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// What the service calls it; unique among its kind in its item.
    pub name: String,
}

/// A type, an enum or an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The facts of the item as a whole.
    pub entry: Entry,
    /// Properties, members, paths and so on.
    pub parts: BTreeMap<Key, Entry>,
}

/// The facts of an item or a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Keys of the model with their values as text. Null, `false` and empty values are left out.
    pub facts: Vec<(String, String)>,
    /// The page that describes it: `resources/message.md`.
    pub page: PagePath,
    /// The line, from 1, if known: a crate does not record lines, or every edit of a page would change it.
    pub line: Option<u32>,
}

impl Surface {
    /// The surface of the crate that a model becomes.
    pub fn new(api: &Api) -> Self {
        let lowered = lower::lower(api, &facts::facts(api));
        let items = items(api, &lowered.krate);
        Self {
            items: items.iter().filter_map(item).collect(),
        }
    }

    /// The item of this kind and name.
    pub fn item(&self, kind: Kind, name: &str) -> Option<&Item> {
        let name = name.to_owned();
        self.items.get(&Key { kind, name })
    }

    /// A type and its bases, nearest first.
    pub fn chain<'a>(&'a self, name: &'a str) -> Vec<(&'a str, &'a Item)> {
        let item = |name: &'a str| Some((name, self.item(Kind::Type, name)?));
        let mut chain: Vec<(&str, &Item)> = Vec::new();
        let mut next = item(name);
        while let Some((name, ty)) = next {
            // The file of a crate can hold a cycle.
            if chain.iter().any(|(known, _)| *known == name) {
                break;
            }
            chain.push((name, ty));
            next = ty.entry.get("base").and_then(item);
        }
        chain
    }
}

impl Item {
    /// The part of this kind and name.
    pub fn part(&self, kind: Kind, name: &str) -> Option<&Entry> {
        let name = name.to_owned();
        self.parts.get(&Key { kind, name })
    }

    /// The names and facts of all parts of a kind.
    pub fn parts(&self, kind: Kind) -> impl Iterator<Item = (&str, &Entry)> {
        let parts = self.parts.iter().filter(move |(key, _)| key.kind == kind);
        parts.map(|(key, entry)| (key.name.as_str(), entry))
    }

    /// Adds a part. A name that its kind has already gets a number, as pages repeat some things.
    fn add(&mut self, kind: Kind, name: &str, entry: Entry) {
        let numbered = (2_u32..).map(|n| format!("{name}#{n}"));
        let names = std::iter::once(name.to_owned()).chain(numbered);
        let mut keys = names.map(|name| Key { kind, name });
        let free = keys.find(|key| !self.parts.contains_key(key));
        self.parts.insert(free.expect("numbers do not end"), entry);
    }
}

impl Entry {
    /// The value of a fact.
    pub fn get(&self, fact: &str) -> Option<&str> {
        let mut facts = self.facts.iter();
        facts
            .find(|(name, _)| name == fact)
            .map(|(_, value)| value.as_str())
    }

    /// Its name in Rust; of a property `subject:String`, of a path the chain of builders.
    pub fn rust(&self) -> Option<&str> {
        self.get("rust")
    }
}

/// The text of [`FILE`] for a model and the Rust made from it.
pub(crate) fn text(api: &Api, krate: &Krate) -> String {
    let header = lower::header(api);
    let lines = items(api, krate).into_par_iter().map(|mut item| {
        remove_lines(&mut item, None);
        format!("{item}\n")
    });
    let head = json!({ "//": header, "format": FORMAT });
    format!("{head}\n{}", lines.collect::<Vec<_>>().concat())
}

/// A line for each type, enum and operation.
fn items(api: &Api, krate: &Krate) -> Vec<Value> {
    let names = RustNames::new(krate);
    let types = api.types.par_iter().map(|ty| type_(ty.clone(), &names));
    let enums = api
        .enums
        .par_iter()
        .map(|enum_| self::enum_(enum_.clone(), &names));
    let operations = api.operations.par_iter();
    let operations = operations.map(|one| operation(one.clone(), &names));
    types.chain(enums).chain(operations).collect()
}

fn type_(mut ty: Type, names: &RustNames<'_>) -> Value {
    names.name_type(&mut ty);
    let mut value = pruned(&ty);
    for property in value["properties"].as_array_mut().into_iter().flatten() {
        let field = names.field_type(ty.name.as_str(), name_of(property));
        set(property, "rustType", field);
    }
    if let Some(union) = names.unions.get(ty.name.as_str()) {
        set(&mut value, "rustUnion", Some(union.path(&union.item.name.rust)));
        set(
            &mut value,
            "rustConversions",
            union.item.has_conversions.then_some(true),
        );
        let variants = union.item.variants.iter();
        let variants = variants.map(|one| json!({ "name": one.name.wire, "rust": one.name.rust }));
        set(&mut value, "variants", Some(variants.collect::<Vec<_>>()));
    }
    json!({ "type": value })
}

fn enum_(mut enum_: Enum, names: &RustNames<'_>) -> Value {
    names.name_enum(&mut enum_);
    json!({ "enum": pruned(&enum_) })
}

fn operation(mut operation: Operation, names: &RustNames<'_>) -> Value {
    names.name_operation(&mut operation);
    // The list of paths has both.
    (operation.calls, operation.example_paths) = (Vec::new(), Vec::new());
    let mut value = pruned(&operation);
    value["paths"] = paths(&operation, names).into();
    let mut options = names.options_of(&operation.id);
    for (key, header) in [
        ("pathParameters", None),
        ("queryParameters", Some(false)),
        ("headers", Some(true)),
    ] {
        let own = options.extract_if(.., |option| Some(option.is_header) == header);
        let mut own: Vec<_> = own.collect();
        let documented = value.get_mut(key).and_then(Value::as_array_mut);
        let mut parameters = documented.map(std::mem::take).unwrap_or_default();
        for parameter in &mut parameters {
            // Most are strings, and pages do not say so.
            if parameter["type"] == "Edm.String" {
                parameter
                    .as_object_mut()
                    .map(|parameter| parameter.shift_remove("type"));
            }
            let name = name_of(parameter).to_owned();
            let option = own.iter().find(|option| is_same_option(&option.wire, &name));
            set(parameter, "rust", option.map(|option| option.rust.as_str()));
        }
        let is_documented = |option: &CallOption| {
            let mut names = parameters.iter().map(name_of);
            names.any(|name| is_same_option(&option.wire, name))
        };
        own.retain(|option| !is_documented(option));
        let rest = own.into_iter();
        parameters.extend(
            rest.map(|option| json!({ "name": option.wire, "rust": option.rust, "documented": false })),
        );
        set(
            &mut value,
            key,
            Some(parameters).filter(|parameters| !parameters.is_empty()),
        );
    }
    let body = operation.request_body.iter().flat_map(|body| &body.properties);
    let rows = value
        .pointer_mut("/requestBody/properties")
        .and_then(Value::as_array_mut);
    for (row, property) in rows.into_iter().flatten().zip(body) {
        set(row, "required", property.required);
        let field = names.body_field(&operation.id, &property.name);
        let (name, ty) = field.unzip();
        set(row, "rust", name);
        set(row, "rustType", ty);
    }
    set(&mut value, "rustBody", names.request_body(&operation.id));
    set(&mut value, "rustResponse", names.response(&operation.id));
    json!({ "operation": value })
}

fn name_of(part: &Value) -> &str {
    part["name"].as_str().unwrap_or_default()
}

/// Pages leave out the `$`, and letter case does not matter.
fn is_same_option(one: &str, other: &str) -> bool {
    one.trim_start_matches('$')
        .eq_ignore_ascii_case(other.trim_start_matches('$'))
}

/// The documented paths and those that only examples show, each with its chain of builders.
fn paths(operation: &Operation, names: &RustNames<'_>) -> Vec<Value> {
    let calls = names.calls_of(&operation.id);
    let chain = |path: &str| {
        let call = calls.iter().find(|call| call.path.eq_ignore_ascii_case(path));
        call.map(Call::with_blanks)
    };
    let sources = operation
        .path_sources
        .iter()
        .chain(std::iter::repeat(&operation.source));
    let mut paths: Vec<Value> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for (path, source) in operation.paths.iter().zip(sources) {
        let path = without_names(path);
        if !known.contains(&path) {
            let mut entry = json!({ "path": path, "page": source.page, "line": source.line });
            set(&mut entry, "rust", chain(&path));
            paths.push(entry);
            known.push(path);
        }
    }
    for call in calls {
        if !known.iter().any(|path| path.eq_ignore_ascii_case(&call.path)) {
            paths.push(json!({ "path": call.path, "exampleOnly": true, "rust": call.with_blanks() }));
            known.push(call.path.clone());
        }
    }
    paths
}

/// A template without the names of its placeholders: `/users/{}/messages`.
fn without_names(path: &str) -> String {
    route::parse(path).segments.iter().map(segment).collect()
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Name(name) => format!("/{}", name.trim_end_matches("()")),
        Segment::Key(_) | Segment::Literal(_) => "/{}".to_owned(),
        Segment::Call { name, arguments } => call(name, arguments),
        Segment::Qualified { name, arguments } => call(name, arguments.as_deref().unwrap_or_default()),
        Segment::ByPath(_) => ":/{}:".to_owned(),
        Segment::Ref => "/$ref".to_owned(),
        Segment::Value => "/$value".to_owned(),
        Segment::Count => "/$count".to_owned(),
        Segment::Ellipsis => String::new(),
    }
}

fn call(name: &str, arguments: &[Argument]) -> String {
    let name = name.trim_end_matches("()");
    if arguments.is_empty() {
        return format!("/{name}");
    }
    let argument = |argument: &Argument| match &argument.name {
        Some(name) => format!("{name}={{}}"),
        None => "{}".to_owned(),
    };
    let arguments: Vec<_> = arguments.iter().map(argument).collect();
    format!("/{name}({})", arguments.join(","))
}

fn set(object: &mut Value, key: &str, value: Option<impl Into<Value>>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(key.to_owned(), value.into());
    }
}

/// An item of the model as JSON, without prose and without values that are null, `false` or empty.
fn pruned(item: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(item).expect("the model is JSON: its keys are strings");
    prune(&mut value);
    value
}

fn prune(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(prune),
        Value::Object(object) => {
            if let Some(Value::Object(source)) = object.shift_remove("source") {
                object.extend(source);
            }
            object.retain(|key, value| {
                prune(value);
                is_kept(key, value)
            });
        }
        _ => {}
    }
}

fn is_kept(key: &str, value: &Value) -> bool {
    match (key, value) {
        ("name", _) | ("nullable", Value::Bool(_)) | ("filter", Value::Array(_)) => true,
        ("documented", Value::Bool(yes)) => !yes,
        ("description" | "title", _) | (_, Value::Null | Value::Bool(false)) => false,
        ("kind", Value::String(kind)) => kind != "structural",
        (_, Value::String(text)) => !text.is_empty(),
        (_, Value::Array(values)) => !values.is_empty(),
        (_, Value::Object(object)) => !object.is_empty(),
        _ => true,
    }
}

/// Removes lines, and pages that are those of the item.
fn remove_lines(value: &mut Value, outer: Option<&Value>) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| remove_lines(value, outer)),
        Value::Object(object) => {
            object.shift_remove("line");
            if outer.is_some() && object.get("page") == outer {
                object.shift_remove("page");
            }
            let own = object.get("page").cloned();
            let page = outer.or(own.as_ref());
            object.values_mut().for_each(|value| remove_lines(value, page));
        }
        _ => {}
    }
}

/// Why a text is not a surface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The first line has another format, or none.
    Format,
    /// A line is not an item.
    Line(usize),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format => write!(
                f,
                "not the API of a crate: expected `\"format\":{FORMAT}` in the first line"
            ),
            Self::Line(line) => write!(f, "line {line} is not a type, an enum or an operation"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Reads the text of [`FILE`].
///
/// # Errors
///
/// It has another format, or a line is not an item.
pub fn read(text: &str) -> Result<Surface, Unreadable> {
    let mut lines = text.lines();
    let head = lines
        .next()
        .and_then(|line| serde_json::from_str::<Value>(line).ok());
    if head.is_none_or(|head| head["format"] != FORMAT) {
        return Err(Unreadable::Format);
    }
    let lines: Vec<_> = lines.collect();
    let items = lines.par_iter().enumerate().map(|(index, line)| {
        let value = serde_json::from_str::<Value>(line).ok();
        value.as_ref().and_then(item).ok_or(Unreadable::Line(index + 2))
    });
    let items = items.collect::<Result<Vec<_>, _>>()?;
    Ok(Surface {
        items: items.into_iter().collect(),
    })
}

/// Reads `{"type": {…}}`.
fn item(value: &Value) -> Option<(Key, Item)> {
    let (kind, object) = Kind::ITEMS
        .into_iter()
        .find_map(|kind| Some((kind, value.get(kind.word())?.as_object()?)))?;
    let name = object.get("name").or(object.get("id"))?.as_str()?.to_owned();
    let page = PagePath::new(object.get("page")?.as_str()?);
    let mut item = Item {
        entry: entry(object, &page, None),
        parts: BTreeMap::new(),
    };
    let line = item.entry.line;
    for (key, value) in object {
        match (key.as_str(), value) {
            ("requestBody", Value::Object(body)) => {
                item.entry.facts.extend(facts(body));
                add_parts(&mut item, Kind::Body, body.get("properties"), &page, line)?;
            }
            ("permissions", Value::Object(permissions)) => {
                item.entry
                    .facts
                    .extend(facts(permissions).filter(|(fact, _)| fact == "stated"));
                add_permissions(&mut item, permissions, &page, line);
            }
            (key, list) => {
                if let Some(kind) = Kind::of_parts(key) {
                    add_parts(&mut item, kind, Some(list), &page, line)?;
                }
            }
        }
    }
    Some((Key { kind, name }, item))
}

fn add_parts(
    item: &mut Item,
    kind: Kind,
    list: Option<&Value>,
    page: &PagePath,
    line: Option<u32>,
) -> Option<()> {
    for part in list.and_then(Value::as_array).into_iter().flatten() {
        let part = part.as_object()?;
        let name = ["name", "path", "status"].iter().find_map(|key| part.get(*key))?;
        item.add(kind, &plain_text(name)?, entry(part, page, line));
    }
    Some(())
}

/// What a page says of permissions, each alternative a part: `application/Mail.Read`, `event/application/Mail.Read`.
fn add_permissions(item: &mut Item, permissions: &Map<String, Value>, page: &PagePath, line: Option<u32>) {
    add_alternatives(item, "", permissions, page, line);
    let cases = permissions.get("cases").and_then(Value::as_array);
    for case in cases.into_iter().flatten().filter_map(Value::as_object) {
        let when = case.get("when").and_then(Value::as_str).unwrap_or_default();
        add_alternatives(item, &format!("{when}/"), case, page, line);
    }
}

/// The first alternative of a list is the least privileged one, if the page does not say how many are.
fn add_alternatives(
    item: &mut Item,
    case: &str,
    lists: &Map<String, Value>,
    page: &PagePath,
    line: Option<u32>,
) {
    for account in ["delegatedWork", "delegatedPersonal", "application"] {
        let least = lists.get("least").and_then(|least| least.get(account)?.as_u64());
        let alternatives = lists.get(account).and_then(Value::as_array);
        for (index, all) in (0_u64..).zip(alternatives.into_iter().flatten()) {
            let Some(name) = all_of(all) else {
                continue;
            };
            let is_least = index < least.unwrap_or(1);
            let fact = is_least.then(|| ("least".to_owned(), "true".to_owned()));
            let entry = Entry {
                facts: fact.into_iter().collect(),
                page: page.clone(),
                line,
            };
            item.add(Kind::Permission, &format!("{case}{account}/{name}"), entry);
        }
    }
}

/// `A` or `A and B`.
fn all_of(names: &Value) -> Option<String> {
    match names {
        Value::String(name) => Some(name.clone()),
        names => {
            let names = names.as_array()?.iter().map(Value::as_str);
            Some(names.collect::<Option<Vec<_>>>()?.join(" and "))
        }
    }
}

fn entry(object: &Map<String, Value>, page: &PagePath, line: Option<u32>) -> Entry {
    let own_page = object.get("page").and_then(Value::as_str).map(PagePath::new);
    let own_line = object.get("line").and_then(Value::as_u64);
    let own_line = own_line.and_then(|line| u32::try_from(line).ok());
    Entry {
        facts: facts(object).collect(),
        page: own_page.unwrap_or_else(|| page.clone()),
        line: own_line.or(line),
    }
}

/// All values that are not the name, the place or parts.
fn facts(object: &Map<String, Value>) -> impl Iterator<Item = (String, String)> {
    const OTHERS: [&str; 9] = [
        "name",
        "id",
        "path",
        "status",
        "page",
        "line",
        "collection",
        "rustType",
        "paths",
    ];
    let facts = object.iter().filter(|(key, _)| !OTHERS.contains(&key.as_str()));
    facts.filter_map(|(key, value)| {
        let text = plain_text(value)?;
        let text = match key.as_str() {
            "type" if object.get("collection") == Some(&Value::Bool(true)) => format!("Collection({text})"),
            "rust" => rust_text(&text, object.get("rustType").and_then(Value::as_str)),
            _ => text,
        };
        Some((key.clone(), text))
    })
}

/// `Message` of `models::Message`, and `subject:String` of a field and its type.
fn rust_text(name: &str, ty: Option<&str>) -> String {
    let name = ["models::", "operations::"]
        .iter()
        .find_map(|module| name.strip_prefix(module))
        .unwrap_or(name);
    ty.map_or_else(|| name.to_owned(), |ty| format!("{name}:{ty}"))
}

fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(number) => Some(number.to_string()),
        // `filter` without operators.
        Value::Array(values) if values.is_empty() => Some("true".to_owned()),
        Value::Array(values) => {
            let texts = values.iter().map(|value| value.as_str());
            Some(texts.collect::<Option<Vec<_>>>()?.join(","))
        }
        Value::Null | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::test_api::{api, complex, enum_, property};

    fn model() -> Api {
        let mut odd = property("odd name", "Edm.String");
        odd.default = Some("true and \"quoted\" = x\n".to_owned());
        odd.read_only = true;
        odd.nullable = Some(false);
        odd.filter = Some(Vec::new());
        let mut many = property("many", "microsoft.graph.level");
        many.collection = true;
        many.description = "Words.".to_owned();
        let mut thing = complex("microsoft.graph.thing").with(odd).with(many);
        thing.documented = false;
        api([thing], [enum_("microsoft.graph.level", &["low", ""])])
    }

    fn text(api: &Api) -> String {
        super::text(api, &lower::lower(api, &facts::facts(api)).krate)
    }

    #[test]
    fn each_item_is_a_line() {
        let api = model();
        let expected = r#"{"//":"Generated by `cargo xtask gen` from the pages of microsoft.graph v1.0. Edits are lost.","format":1}
{"type":{"name":"microsoft.graph.thing","rust":"models::Thing","kind":"complex","properties":[{"name":"odd name","rust":"odd_name","type":"Edm.String","nullable":false,"readOnly":true,"default":"true and \"quoted\" = x\n","filter":[],"page":"resources/x.md","rustType":"String"},{"name":"many","rust":"many","type":"microsoft.graph.level","collection":true,"page":"resources/x.md","rustType":"Vec<Level>"}],"documented":false,"page":"resources/thing.md"}}
{"enum":{"name":"microsoft.graph.level","rust":"models::Level","members":[{"name":"low","rust":"Low"},{"name":"","rust":"Unnamed"}],"page":"resources/enums.md"}}
"#;
        assert_eq!(text(&api), expected);
    }

    #[test]
    fn the_text_reads_back_without_lines() {
        let api = model();
        let again = read(&text(&api)).expect("is a surface");
        let mut expected = Surface::new(&api);
        for item in expected.items.values_mut() {
            let entries = std::iter::once(&mut item.entry).chain(item.parts.values_mut());
            entries.for_each(|entry| entry.line = None);
        }
        assert_eq!(again, expected);
        let thing = again.item(Kind::Type, "microsoft.graph.thing").expect("is there");
        let many = thing.part(Kind::Property, "many").expect("is there");
        assert_eq!(many.get("type"), Some("Collection(microsoft.graph.level)"));
        assert_eq!(many.rust(), Some("many:Vec<Level>"));
    }

    #[test]
    fn what_is_not_a_surface_is_reported_with_its_line() {
        let body = |line: &str| read(&format!("{{\"format\":{FORMAT}}}\n{line}"));
        assert_eq!(read("").expect_err("is nothing"), Unreadable::Format);
        assert_eq!(
            read("{\"format\":9}\n").expect_err("is another"),
            Unreadable::Format
        );
        for line in [
            "words",
            "[1]",
            r#"{"thing":{"name":"a","page":"x"}}"#,
            r#"{"type":{"name":"a"}}"#,
            r#"{"type":{"page":"x"}}"#,
            r#"{"type":{"name":1,"page":"x"}}"#,
            r#"{"type":{"name":"a","page":"x","properties":[1]}}"#,
            r#"{"type":{"name":"a","page":"x","properties":[{"rust":"b"}]}}"#,
        ] {
            assert_eq!(body(line).expect_err(line), Unreadable::Line(2), "{line}");
        }
        assert!(body(r#"{"type":{"name":"a","page":"x"}}"#).is_ok());
    }
}
