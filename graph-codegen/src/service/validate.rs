//! Checks a request against the page of its operation.

use serde_json::Value;

use super::message::Request;
use crate::{
    facts::{
        ValuePlace,
        examples::{Fault, Shape, check, check_parameters, parameters, wire::WireKinds},
    },
    model::{Operation, OperationKind, RequestBody, Response, Type, TypeIndex, TypeName},
    page::is_query_option,
    route::RequestUrl,
};

/// What the service says of a request that is not as documented.
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: &'static str,
    pub(super) message: String,
}

/// Checks requests.
pub(super) struct Validator<'a> {
    kinds: WireKinds<'a>,
    types: TypeIndex<'a>,
}

/// Options of links that the service itself gives.
const OF_LINKS: [&str; 2] = ["skiptoken", "deltatoken"];

impl<'a> Validator<'a> {
    pub(super) fn new(kinds: WireKinds<'a>) -> Self {
        Self {
            types: TypeIndex::new(&kinds.api.types),
            kinds,
        }
    }

    /// Everything that is wrong with a request of an operation.
    pub(super) fn refusals(
        &self,
        operation: &'a Operation,
        request: &Request,
        url: &RequestUrl,
    ) -> Vec<Refusal> {
        let mut refusals = self.options(operation, url);
        refusals.extend(missing(operation, request, url));
        refusals.extend(self.body(operation, request));
        refusals
    }

    fn options(&self, operation: &Operation, url: &RequestUrl) -> Vec<Refusal> {
        let result = operation
            .responses
            .iter()
            .find_map(|response: &Response| response.ty.as_ref());
        let options = url.query.iter().filter_map(|(name, value)| {
            let bare = name.trim_start_matches('$').to_lowercase();
            let known = is_query_option(&bare);
            if !(known || name.starts_with('$')) || OF_LINKS.contains(&bare.as_str()) {
                return None;
            }
            let documented = || {
                operation
                    .query_parameters
                    .iter()
                    .any(|known| known.name.trim_start_matches('$').eq_ignore_ascii_case(&bare))
            };
            if !(operation.all_query_options && known || documented()) {
                return Some(bad_request(format!(
                    "The query option '{name}' is not supported here."
                )));
            }
            self.option(&bare, value, result)
        });
        options.collect()
    }

    fn option(&self, name: &str, value: &str, result: Option<&TypeName>) -> Option<Refusal> {
        match name {
            "top" | "skip" if value.parse::<u32>().is_err() => Some(bad_request(format!(
                "Invalid value '{value}' for ${name} query option found. The ${name} query option requires a non-negative integer value."
            ))),
            "count"
                if !["true", "false"]
                    .iter()
                    .any(|known| value.eq_ignore_ascii_case(known)) =>
            {
                Some(bad_request(format!(
                    "Invalid value '{value}' for $count query option found. Valid values are true and false."
                )))
            }
            "select" | "expand" | "orderby" => {
                let names = split_outside_parentheses(value);
                let mut unknown = names
                    .into_iter()
                    .filter_map(first_name)
                    .filter(|name| !self.has_property(result, name));
                let name = unknown.next()?;
                let ty = result?;
                Some(bad_request(format!(
                    "Parsing OData Select and Expand failed: Could not find a property named '{name}' on type '{ty}'."
                )))
            }
            _ => None,
        }
    }

    /// Whether a type may have a property: types that are open, or of which nothing is known, have any.
    fn has_property(&self, ty: Option<&TypeName>, name: &str) -> bool {
        let Some(ty) = ty.and_then(|ty| self.types.ty(ty)) else {
            return true;
        };
        let has_any = |ty: &Type| ty.open || ty.free_form;
        name == "*"
            || name.contains('.')
            || !ty.documented
            || self.types.property(&ty.name, name).is_some()
            || self.types.chain(&ty.name).any(has_any)
    }

    fn body(&self, operation: &'a Operation, request: &Request) -> Vec<Refusal> {
        let Some(documented) = operation
            .request_body
            .as_ref()
            .filter(|_| !request.body.is_empty())
        else {
            return Vec::new();
        };
        let is_json = |content_type: &String| content_type.contains("json");
        let Some(body) = request.json() else {
            let content_type = request.header("content-type").unwrap_or("application/json");
            let only_json = documented.content_types.iter().all(is_json);
            let unreadable = only_json && content_type.contains("json");
            return unreadable.then(not_json).into_iter().collect();
        };
        self.json_body(operation, documented, &body)
    }

    fn json_body(&self, operation: &'a Operation, documented: &'a RequestBody, body: &Value) -> Vec<Refusal> {
        if operation.kind == OperationKind::Ref {
            return Vec::new();
        }
        let faults = match &documented.ty {
            Some(ty) => {
                let spot = self.kinds.spot(ty, || ValuePlace::Body(operation.id.clone()));
                let shape = if body.is_array() { Shape::List } else { Shape::One };
                check(self.kinds, spot, shape, body)
            }
            None if documented.properties.is_empty() => Vec::new(),
            None => {
                let parameters = parameters(self.kinds, operation, documented);
                check_parameters(self.kinds, operation, &parameters, body)
            }
        };
        let kept = faults.iter().filter(|fault| !fault.dynamic);
        let mut refusals: Vec<Refusal> = kept.map(|fault| refusal_of(fault, documented)).collect();
        let absent = documented
            .properties
            .iter()
            .filter(|property| property.required == Some(true) && body.get(&property.name).is_none());
        let required = |name: &str| bad_request(format!("The property '{name}' is required."));
        refusals.extend(absent.map(|property| required(&property.name)));
        refusals
    }
}

fn refusal_of(fault: &Fault<'_>, documented: &RequestBody) -> Refusal {
    let path = &fault.path;
    let ty = fault.held.or(documented.ty.as_ref());
    let of = ty.map_or_else(|| "this action".to_owned(), |ty| format!("type '{ty}'"));
    if fault.is_key() {
        let name = path.rsplit('.').next().unwrap_or(path);
        return bad_request(format!(
            "The property '{name}' does not exist on {of}. Make sure to only use property names that are defined by the type."
        ));
    }
    bad_request(format!("Invalid value for '{path}': {}.", fault.reason))
}

/// Required parameters and header fields that are absent. Those that every request has by its nature do not count.
fn missing<'r>(
    operation: &'r Operation,
    request: &'r Request,
    url: &'r RequestUrl,
) -> impl Iterator<Item = Refusal> + 'r {
    let has = |name: &str| {
        url.query.iter().any(|(known, _)| {
            known
                .trim_start_matches('$')
                .eq_ignore_ascii_case(name.trim_start_matches('$'))
        })
    };
    let parameters = operation
        .query_parameters
        .iter()
        .filter(move |parameter| parameter.required && !has(&parameter.name));
    let parameters = parameters
        .map(|parameter| bad_request(format!("The query parameter '{}' is required.", parameter.name)));
    let usual = |name: &str| {
        ["authorization", "content-type", "content-length", "accept"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    };
    let headers = operation.headers.iter().filter(move |header| {
        header.required && !usual(&header.name) && request.header(&header.name).is_none()
    });
    let headers = headers.map(|header| bad_request(format!("The header '{}' is required.", header.name)));
    parameters.chain(headers)
}

fn not_json() -> Refusal {
    bad_request(
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
            .to_owned(),
    )
}

fn bad_request(message: String) -> Refusal {
    Refusal {
        status: 400,
        code: "BadRequest",
        message,
    }
}

/// The parts between commas that stand in no parentheses.
fn split_outside_parentheses(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let outside = |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    text.split(outside).collect()
}

/// `receivedDateTime` of `receivedDateTime desc`, `manager` of `manager($select=id)`.
fn first_name(part: &str) -> Option<&str> {
    let name = part.trim().split(['(', '/', ' ', ':']).next()?;
    (!name.is_empty()).then_some(name)
}
