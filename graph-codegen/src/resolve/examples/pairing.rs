//! Requests and their answers. Comes in: the example messages of a page. Goes out: exchanges and bare bodies.
//! Knows neither operations nor types; the order of the page decides, names only where order cannot.

use crate::page::{Message, Page, StartLine};

/// A request with its answers, either of which may be missing.
#[derive(Clone, Debug, Default)]
pub(in crate::resolve) struct Exchange<'p> {
    /// The request.
    pub(in crate::resolve) request: Option<&'p Message>,
    /// Its answers, in page order.
    pub(in crate::resolve) responses: Vec<&'p Message>,
}

/// The example messages of a page.
#[derive(Clone, Debug, Default)]
pub(in crate::resolve) struct Paired<'p> {
    /// In page order.
    pub(in crate::resolve) exchanges: Vec<Exchange<'p>>,
    /// Bodies without a start line that answer nothing.
    pub(in crate::resolve) bare: Vec<&'p Message>,
}

/// Pairs the messages of a page.
pub(in crate::resolve) fn pair(page: &Page) -> Paired<'_> {
    let mut paired = Paired::default();
    for (index, message) in page.examples.iter().enumerate() {
        match message.start {
            StartLine::Request { .. } => {
                let answered = page.examples.get(index + 1).is_some_and(is_response);
                add_request(&mut paired.exchanges, message, answered);
            }
            _ if is_response(message) => add_response(&mut paired.exchanges, message),
            _ => paired.bare.push(message),
        }
    }
    paired
}

fn is_response(message: &Message) -> bool {
    match message.start {
        StartLine::Response { .. } => true,
        StartLine::Request { .. } => false,
        StartLine::None => block_type(message) == Some("response"),
    }
}

fn block_type(message: &Message) -> Option<&str> {
    message.annotation.as_ref()?.block_type.as_deref()
}

fn names(message: &Message) -> &[String] {
    message
        .annotation
        .as_ref()
        .map_or(&[], |annotation| &annotation.names)
}

/// A request that no answer follows takes the one before it, where that has no request: some pages show the answer first.
fn add_request<'p>(exchanges: &mut Vec<Exchange<'p>>, message: &'p Message, answered: bool) {
    match exchanges.last_mut() {
        Some(open) if open.request.is_none() && !answered => open.request = Some(message),
        _ => exchanges.push(Exchange {
            request: Some(message),
            responses: Vec::new(),
        }),
    }
}

fn add_response<'p>(exchanges: &mut Vec<Exchange<'p>>, message: &'p Message) {
    let named: Vec<usize> = named_requests(exchanges, message);
    if named.len() > 1 || names_another(exchanges, &named) {
        for index in named {
            if let Some(exchange) = exchanges.get_mut(index) {
                exchange.responses.push(message);
            }
        }
        return;
    }
    match exchanges.last_mut() {
        Some(open) if belongs(open, message) => open.responses.push(message),
        _ => exchanges.push(Exchange {
            request: None,
            responses: vec![message],
        }),
    }
}

fn named_requests(exchanges: &[Exchange<'_>], message: &Message) -> Vec<usize> {
    let wanted = names(message);
    let is_named = |exchange: &Exchange<'_>| {
        let request = exchange.request.map(names).unwrap_or_default();
        request.iter().any(|name| wanted.contains(name))
    };
    (0..)
        .zip(exchanges)
        .filter(|(_, exchange)| is_named(exchange))
        .map(|(index, _)| index)
        .collect()
}

/// The name means one earlier request that has no answer, while the last one has.
fn names_another(exchanges: &[Exchange<'_>], named: &[usize]) -> bool {
    let [index] = named else { return false };
    let unanswered = exchanges
        .get(*index)
        .is_some_and(|exchange| exchange.responses.is_empty());
    unanswered && *index + 1 < exchanges.len()
}

/// Headings are not nested with care, so the example's group only counts once a request has its answer.
fn belongs(open: &Exchange<'_>, message: &Message) -> bool {
    let group = |message: &Message| message.group.clone();
    let first = open.request.or(open.responses.first().copied()).map(group);
    open.responses.is_empty() || first.is_some_and(|first| first == message.group)
}
