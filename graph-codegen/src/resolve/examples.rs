//! Builds examples from the messages on the pages, in order of page and line.

pub(super) mod bases;
mod bodies;
mod matching;
mod typing;
pub(super) mod unlisted;

use crate::{
    diagnostic::{Diagnostic, codes, par_map_with_diagnostics},
    model::{Example, ExampleRequest, ExampleResponse, Operation},
    page::{Annotation, Body, Message, Page, Representation, StartLine},
    resolve::{
        context::{Context, make_unique},
        exchanges::{Exchange, pair},
        operations::evidence::{is_success, status},
    },
    text::Span,
};
use bodies::{body, class_of, overall, place, repaired};
use matching::Index;
use typing::{BodyType, Typing};

/// Makes all examples.
pub(crate) fn resolve(
    context: Context<'_>,
    operations: &[Operation],
    found: &mut Vec<Diagnostic>,
) -> Vec<Example> {
    let stage = Stage {
        context,
        index: Index::new(operations, context.info),
        typing: Typing::new(context),
    };
    let of_pages = par_map_with_diagnostics(context.pages, found, |page, found| stage.of(page, found));
    of_pages.into_iter().flatten().collect()
}

struct Stage<'a> {
    context: Context<'a>,
    index: Index<'a>,
    typing: Typing<'a>,
}

impl Stage<'_> {
    /// The examples of a page, by line, with unique names.
    fn of(&self, page: &Page, found: &mut Vec<Diagnostic>) -> Vec<Example> {
        let mut examples = self.page(page, found);
        examples.sort_by_key(|example| example.source.span);
        make_unique(examples.iter_mut().map(|example| &mut example.name), "_");
        examples
    }

    fn page(&self, page: &Page, found: &mut Vec<Diagnostic>) -> Vec<Example> {
        let paired = pair(page);
        let exchanges = paired
            .exchanges
            .iter()
            .filter_map(|exchange| self.exchange(page, exchange, found));
        let mut examples: Vec<Example> = exchanges.collect();
        let bare = paired.bare.iter().map(|message| self.bare(page, message));
        let shown = page
            .representations
            .iter()
            .map(|representation| self.representation(page, representation));
        let alone: Vec<_> = bare.chain(shown).collect();
        for (example, diagnostic) in alone {
            examples.push(example);
            found.extend(diagnostic);
        }
        examples
    }

    fn exchange(&self, page: &Page, exchange: &Exchange<'_>, found: &mut Vec<Diagnostic>) -> Option<Example> {
        let first = exchange.request.or(exchange.responses.first().copied())?;
        let operation = self.index.find(page, exchange);
        if operation.is_none() {
            let message = "the example fits no HTTP line of a page";
            found.push(Diagnostic::new(
                &codes::EXAMPLE_OF_NO_OPERATION,
                first.span,
                message,
            ));
        }
        let request = exchange
            .request
            .map(|message| self.request(page, message, operation, found));
        let responses: Vec<ExampleResponse> = exchange
            .responses
            .iter()
            .map(|message| self.response(page, message, operation, found))
            .collect();
        let class = overall(request.as_ref(), &responses);
        let name = annotated_name(exchange).or(operation.map(|operation| operation.id.as_str()));
        Some(Example {
            operation: operation.map(|operation| operation.id.clone()),
            name: name.map_or(page.path.stem(), str::trim).to_owned(),
            request,
            responses,
            class,
            source: self.context.source(first.span),
        })
    }

    fn request(
        &self,
        page: &Page,
        message: &Message,
        operation: Option<&Operation>,
        found: &mut Vec<Diagnostic>,
    ) -> ExampleRequest {
        let known = self.typing.request(page, message, operation);
        found.extend(unknown_type(&known, message.span));
        let (method, url) = match &message.start {
            StartLine::Request { method, url } => (method.to_uppercase(), url.clone()),
            _ => (String::new(), String::new()),
        };
        ExampleRequest {
            method,
            url,
            headers: message.headers.clone(),
            body: body(&message.body),
            class: class_of(&message.body, known.ty(), &self.context.graph.types),
            repaired: repaired(&message.body),
            collection: known.collection(),
            ty: known.ty().cloned(),
            untyped: known.why_not(),
            line: self.context.source(message.span).line,
            place: place(&message.body, message.span),
        }
    }

    fn response(
        &self,
        page: &Page,
        message: &Message,
        operation: Option<&Operation>,
        found: &mut Vec<Diagnostic>,
    ) -> ExampleResponse {
        let status = status(message).unwrap_or_else(|| usual_status(operation));
        let known = self.typing.response(page, message, status, operation);
        found.extend(unknown_type(&known, message.span));
        found.extend(undocumented_status(status, operation, message.span));
        let annotation = message.annotation.as_deref();
        ExampleResponse {
            status,
            headers: message.headers.clone(),
            ..self.body_only(annotation, &message.body, message.span, &known)
        }
    }

    /// A response of which only the body is known.
    fn body_only(
        &self,
        annotation: Option<&Annotation>,
        shown: &Body,
        span: Span,
        known: &BodyType,
    ) -> ExampleResponse {
        ExampleResponse {
            status: 0,
            headers: Vec::new(),
            body: body(shown),
            class: class_of(shown, known.ty(), &self.context.graph.types),
            repaired: repaired(shown),
            collection: known.collection(),
            ty: known.ty().cloned(),
            untyped: known.why_not(),
            truncated: annotation
                .and_then(|annotation| annotation.truncated)
                .unwrap_or(false),
            line: self.context.source(span).line,
            place: place(shown, span),
        }
    }

    /// A body that is no response is an example of its type.
    fn bare(&self, page: &Page, message: &Message) -> (Example, Option<Diagnostic>) {
        let known = self
            .typing
            .alone(page, message.annotation.as_deref(), &message.body);
        self.alone(
            page,
            &known,
            message.annotation.as_deref(),
            &message.body,
            message.span,
        )
    }

    fn representation(&self, page: &Page, shown: &Representation) -> (Example, Option<Diagnostic>) {
        let known = self.typing.representation(page, shown);
        self.alone(page, &known, shown.annotation.as_deref(), &shown.body, shown.span)
    }

    fn alone(
        &self,
        page: &Page,
        known: &BodyType,
        annotation: Option<&Annotation>,
        shown: &Body,
        span: Span,
    ) -> (Example, Option<Diagnostic>) {
        let response = self.body_only(annotation, shown, span, known);
        let name = annotation.and_then(|annotation| annotation.names.first().cloned());
        let example = Example {
            operation: None,
            name: name
                .or_else(|| known.ty().map(|ty| ty.short().to_owned()))
                .unwrap_or_else(|| page.path.stem().to_owned()),
            request: None,
            class: response.class,
            responses: vec![response],
            source: self.context.source(span),
        };
        (example, unknown_type(known, span))
    }
}

/// The name in the annotations of an exchange.
fn annotated_name<'a>(exchange: &Exchange<'a>) -> Option<&'a str> {
    let messages = exchange.request.iter().chain(&exchange.responses);
    let mut names = messages.filter_map(|message| message.annotation.as_ref()?.names.first());
    let name = names.find(|name| !name.trim().is_empty())?;
    Some(name)
}

/// The status of a response without a status line.
fn usual_status(operation: Option<&Operation>) -> u16 {
    operation
        .and_then(|operation| operation.responses.first())
        .map_or(200, |response| response.status)
}

fn undocumented_status(status: u16, operation: Option<&Operation>, span: Span) -> Option<Diagnostic> {
    let documented = &operation?.responses;
    let success = is_success(status);
    // A redirection is followed: the example may show what the other address answers.
    let fits = |known: u16| known == status || (300..400).contains(&known);
    if !success || documented.is_empty() || documented.iter().any(|response| fits(response.status)) {
        return None;
    }
    let known: Vec<String> = documented
        .iter()
        .map(|response| response.status.to_string())
        .collect();
    let message = format!(
        "the example answers {status}, the page documents {}",
        known.join(", ")
    );
    Some(
        Diagnostic::new(&codes::STATUS_DIFFERS, span, message)
            .help("describe the status in the section on the response, or correct the example"),
    )
}

fn unknown_type(known: &BodyType, span: Span) -> Option<Diagnostic> {
    let BodyType::Not(Some(reason)) = known else {
        return None;
    };
    Some(Diagnostic::new(&codes::EXAMPLE_TYPE_UNKNOWN, span, *reason))
}
