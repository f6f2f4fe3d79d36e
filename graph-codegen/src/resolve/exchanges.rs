//! Pairs the example requests of a page with their responses. The order on the page decides; names decide only
//! between several requests.

use crate::page::{Message, Page, StartLine};

/// A request with its responses, either of which may be missing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exchange<'p> {
    /// The request.
    pub(crate) request: Option<&'p Message>,
    /// Its responses, in page order.
    pub(crate) responses: Vec<&'p Message>,
}

/// The example messages of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paired<'p> {
    /// In page order.
    pub(crate) exchanges: Vec<Exchange<'p>>,
    /// Bodies without a start line that are no responses.
    pub(crate) bare: Vec<&'p Message>,
}

/// Pairs the messages of a page.
pub(crate) fn pair(page: &Page) -> Paired<'_> {
    let mut paired = Paired::default();
    for (index, message) in page.examples.iter().enumerate() {
        add(&mut paired, message, page.examples.get(index + 1));
    }
    paired
}

fn add<'p>(paired: &mut Paired<'p>, message: &'p Message, next: Option<&'p Message>) {
    match message.start {
        StartLine::Request { .. } => {
            add_request(&mut paired.exchanges, message, next.is_some_and(is_response));
        }
        _ if is_response(message) => add_response(&mut paired.exchanges, message),
        _ => paired.bare.push(message),
    }
}

fn is_response(message: &Message) -> bool {
    match message.start {
        StartLine::Response { .. } => true,
        StartLine::Request { .. } => false,
        StartLine::None => match block_type(message) {
            None => message.heading.to_lowercase().starts_with("response"),
            Some(block_type) => block_type == "response",
        },
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

/// Adds a request. Some pages show the response first: if no response follows, the request takes one before it that has
/// none.
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

/// Whether the name belongs to one earlier request without a response.
fn names_another(exchanges: &[Exchange<'_>], named: &[usize]) -> bool {
    let [index] = named else { return false };
    let unanswered = exchanges
        .get(*index)
        .is_some_and(|exchange| exchange.responses.is_empty());
    unanswered && *index + 1 < exchanges.len()
}

/// Headings are not nested with care, so the example's group only counts if the request already has a response.
fn belongs(open: &Exchange<'_>, message: &Message) -> bool {
    let first = open.request.or(open.responses.first().copied());
    open.responses.is_empty() || first.is_some_and(|first| first.group == message.group)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        page::{Annotation, Body},
        text::{Sources, Span},
    };

    /// `Q name` is a request, `R name,name` a response, `B` a bare body; `#` begins another group.
    fn messages(script: &[&str]) -> Vec<Message> {
        let sources = Sources::from_texts(&[("api/a.md", "")]);
        let (file, _) = sources.pages().next().expect("one page");
        let span = Span::new(file, 0..0);
        let mut group = String::new();
        let mut messages = Vec::new();
        for line in script {
            if let Some(name) = line.strip_prefix('#') {
                group = name.to_owned();
                continue;
            }
            let (kind, names) = line.split_at(1);
            let names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
            messages.push(Message {
                start: match kind {
                    "Q" => StartLine::Request {
                        method: "GET".to_owned(),
                        url: "/me".to_owned(),
                    },
                    "R" => StartLine::Response {
                        status: 200,
                        reason: "OK".to_owned(),
                    },
                    _ => StartLine::None,
                },
                heading: "".into(),
                group: group.as_str().into(),
                annotation: Some(Arc::new(annotation(names, span))),
                headers: Vec::new(),
                body: Body::Empty,
                span,
            });
        }
        messages
    }

    fn annotation(names: Vec<String>, span: Span) -> Annotation {
        Annotation {
            block_type: None,
            names: names.into_iter().filter(|name| !name.is_empty()).collect(),
            odata_type: None,
            is_collection: None,
            truncated: None,
            base_type: None,
            key_property: None,
            open_type: None,
            is_abstract: None,
            aliases: Vec::new(),
            of_page: false,
            span,
        }
    }

    /// `a:1` is an exchange whose request has the name `a` and that has one response.
    fn check(script: &[&str], expected: &[&str]) {
        let messages = messages(script);
        let mut paired = Paired::default();
        for (index, message) in messages.iter().enumerate() {
            add(&mut paired, message, messages.get(index + 1));
        }
        let told: Vec<String> = paired
            .exchanges
            .iter()
            .map(|exchange| {
                let name = exchange.request.and_then(|request| names(request).first());
                format!(
                    "{}:{}",
                    name.map_or("-", String::as_str),
                    exchange.responses.len()
                )
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn an_answer_belongs_to_the_request_before_it() {
        check(&["Qa", "R", "Qb", "R"], &["a:1", "b:1"]);
    }

    #[test]
    fn two_answers_belong_to_one_request() {
        check(&["Qa", "R", "R"], &["a:2"]);
    }

    #[test]
    fn a_name_decides_where_the_order_cannot() {
        check(&["Qa", "Qb", "Rb", "Ra"], &["a:1", "b:1"]);
        check(&["Qa", "Rb", "Qb", "Ra"], &["a:1", "b:1"]);
    }

    #[test]
    fn an_answer_can_stand_before_its_request() {
        check(&["R", "Qa"], &["a:1"]);
        check(&["R", "Qa", "R"], &["-:1", "a:1"]);
    }

    #[test]
    fn an_answer_with_several_names_answers_several_requests() {
        check(&["Qa", "Qb", "Qc", "Ra,b,c"], &["a:1", "b:1", "c:1"]);
    }

    #[test]
    fn a_request_without_an_answer_has_none() {
        check(&["Qa", "Qb", "R"], &["a:0", "b:1"]);
    }

    #[test]
    fn an_answer_of_another_group_belongs_to_no_answered_request() {
        check(&["#1", "Qa", "R", "#2", "R"], &["a:1", "-:1"]);
    }
}
