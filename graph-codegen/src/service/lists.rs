//! Fits an example to the options of a request: pages of lists, `$select`, `$count`, links.

use serde_json::{Map, Value, json};

use super::message::Settings;
use crate::route::RequestUrl;

/// The options that change an answer.
pub(super) struct Options {
    top: Option<usize>,
    skip: usize,
    select: Vec<String>,
    count: bool,
    /// The item at which the page of a next link starts.
    start: Option<usize>,
    /// The request follows a link of an example: nothing is left.
    last: bool,
    delta: bool,
    items: usize,
    /// The query without the tokens of links.
    query: String,
}

/// The most items of a list, whatever is asked for.
const MAX_ITEMS: usize = 100_000;
/// The value of `$skiptoken` in this service's links: `p20` for the page that starts at item 20.
const PAGE: char = 'p';

impl Options {
    pub(super) fn new(url: &RequestUrl, settings: &Settings) -> Self {
        let option = |name: &str| {
            let mut query = url.query.iter();
            let named = |known: &str| known.trim_start_matches('$').eq_ignore_ascii_case(name);
            query
                .find(|(known, _)| named(known))
                .map(|(_, value)| value.as_str())
        };
        let number = |name| option(name).and_then(|value| value.parse::<usize>().ok());
        let token = option("skiptoken");
        let start = token.and_then(|token| token.strip_prefix(PAGE)?.parse().ok());
        let page_size = Some(settings.page_size).filter(|size| *size > 0);
        let select = option("select").unwrap_or_default().split(',').map(str::trim);
        Self {
            top: number("top").or(page_size),
            skip: number("skip").unwrap_or(0),
            select: select
                .filter(|name| !name.is_empty() && *name != "*")
                .map(str::to_owned)
                .collect(),
            count: option("count").is_some_and(|value| value.eq_ignore_ascii_case("true")),
            last: token.is_some() && start.is_none(),
            start,
            delta: option("deltatoken").is_some(),
            items: settings.items.min(MAX_ITEMS),
            query: query_without_tokens(url),
        }
    }
}

/// Fits a body. `link` is the address of the request, `is_delta` whether it follows changes.
pub(super) fn fit(body: &mut Value, options: &Options, is_delta: bool, link: &str) {
    let is_list = body.get("value").is_some_and(Value::is_array);
    match body.as_object_mut() {
        Some(object) if is_list => fit_list(object, options, is_delta, link),
        Some(object) => select(object, &options.select),
        None => {}
    }
}

fn fit_list(object: &mut Map<String, Value>, options: &Options, is_delta: bool, link: &str) {
    let Some(Value::Array(items)) = object.get_mut("value") else {
        return;
    };
    repeat(items, options.items);
    let total = items.len();
    let start = options.start.unwrap_or(options.skip).min(total);
    let end = options
        .top
        .map_or(total, |top| start.saturating_add(top).min(total));
    let page: Vec<Value> = match options.last || options.delta {
        true => Vec::new(),
        false => items.drain(start..end).collect(),
    };
    *items = page;
    for item in items.iter_mut().filter_map(Value::as_object_mut) {
        select(item, &options.select);
    }
    let had_link = object.remove("@odata.nextLink").is_some() && options.items == 0 && !options.last;
    object.remove("@odata.deltaLink");
    if options.count {
        object.insert("@odata.count".to_owned(), json!(total));
    }
    let path = link.split('?').next().unwrap_or(link);
    let separator = if options.query.is_empty() { "" } else { "&" };
    let to = |token: &str| json!(format!("{path}?{}{separator}{token}", options.query));
    // A step of zero items would never end.
    let (key, token) = match () {
        () if end < total && end > start && !options.delta => {
            ("@odata.nextLink", format!("$skiptoken={PAGE}{end}"))
        }
        () if had_link && !options.delta => ("@odata.nextLink", "$skiptoken=last".to_owned()),
        () if is_delta => ("@odata.deltaLink", "$deltatoken=latest".to_owned()),
        () => return,
    };
    object.insert(key.to_owned(), to(&token));
}

/// Repeats items until there are so many; each copy gets an `id` of its own.
fn repeat(items: &mut Vec<Value>, wanted: usize) {
    let shown = items.len();
    if shown == 0 {
        return;
    }
    for index in shown..wanted {
        let Some(mut copy) = items.get(index % shown).cloned() else {
            break;
        };
        if let Some(id) = copy.get_mut("id")
            && let Some(text) = id.as_str()
        {
            *id = json!(format!("{text}-{index}"));
        }
        items.push(copy);
    }
}

/// Keeps the selected properties, the key and annotations.
fn select(object: &mut Map<String, Value>, names: &[String]) {
    if names.is_empty() {
        return;
    }
    let selected = |key: &str| {
        let named = |name: &String| {
            name.split('/')
                .next()
                .is_some_and(|first| first.eq_ignore_ascii_case(key))
        };
        names.iter().any(named)
    };
    object.retain(|key, _| key == "id" || key.contains('@') || selected(key));
}

fn query_without_tokens(url: &RequestUrl) -> String {
    let is_token = |name: &str| {
        let name = name.trim_start_matches('$');
        ["skiptoken", "deltatoken", "skip"]
            .iter()
            .any(|token| name.eq_ignore_ascii_case(token))
    };
    let kept = url.query.iter().filter(|(name, _)| !is_token(name));
    let pair = |(name, value): &(String, String)| format!("{}={}", encode(name), encode(value));
    kept.map(pair).collect::<Vec<_>>().join("&")
}

/// Percent-encodes what has a meaning in a query, and everything that is not ASCII.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~$,()'/:@*;!".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
