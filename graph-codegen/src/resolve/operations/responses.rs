//! Chooses the responses of an operation from the evidence and from overrides.

use std::collections::BTreeMap;

use crate::{
    model::{Response, TypeName, TypeUse},
    page::{Body, Fact, Page, ResponseStatement},
    resolve::{
        exchanges::{Paired, pair},
        names::Names,
        operations::{
            evidence::{Evidence, Lookups, OverriddenResponse, ResponseBody, gather, is_success, status},
            lines::Line,
            schema::Graph,
        },
    },
    text::Span,
};

/// A page with HTTP lines and the evidence for their responses.
pub(crate) struct OperationPage<'p> {
    /// The page.
    pub(crate) page: &'p Page,
    /// Its title in lower case.
    pub(crate) title: String,
    /// The text after the colon of `message: forward`, in lower case without spaces.
    call: Option<String>,
    /// Its lines.
    pub(crate) lines: Vec<Line>,
    /// The evidence by method.
    evidence: BTreeMap<String, Evidence<'p>>,
    /// The responses that overrides give, by line.
    overridden: Vec<(Span, OverriddenResponse)>,
}

impl<'p> OperationPage<'p> {
    pub(crate) fn new(page: &'p Page, lines: Vec<Line>, known: Lookups<'_>) -> Self {
        let paired: Paired<'p> = pair(page);
        // The last line of a method stands for all.
        let by_method: BTreeMap<_, _> = lines.iter().map(|line| (line.method.as_str(), line)).collect();
        let evidence = by_method
            .into_iter()
            .map(|(method, line)| (method.to_owned(), gather(page, line, &paired, known)))
            .collect();
        let title = page.title.value.to_lowercase();
        let call = title
            .rsplit_once(':')
            .map(|(_, call)| call.replace([' ', '_'], ""));
        Self {
            page,
            title,
            call,
            lines,
            evidence,
            overridden: overridden_responses(page, known.names),
        }
    }

    /// The response that an override gives for a line.
    pub(crate) fn overridden(&self, line: &Line) -> Option<&OverriddenResponse> {
        let overridden = self.overridden.iter().find(|(span, _)| *span == line.span);
        overridden.map(|(_, overridden)| overridden)
    }

    /// The response to a line: from an override, else from the best evidence; `walked`, the type that the path
    /// addresses, decides between statements that differ.
    pub(crate) fn response_body(
        &self,
        line: &Line,
        walked: Option<&TypeUse>,
        graph: &Graph<'_>,
    ) -> ResponseBody {
        match self.overridden(line) {
            Some(overridden) => overridden.body.clone(),
            None => choose(self.evidence(line), walked, graph),
        }
    }

    /// Whether the title says that the page is about this call: `message: forward`.
    pub(crate) fn titled(&self, name: &str) -> bool {
        let call = self.call.as_deref().unwrap_or_default();
        !name.is_empty() && call == name.to_lowercase()
    }

    /// The evidence for the responses to a line.
    pub(crate) fn evidence(&self, line: &Line) -> &Evidence<'p> {
        self.evidence
            .get(&line.method)
            .expect("every line's method has its evidence")
    }
}

/// The responses that overrides give, by the spans of lines.
fn overridden_responses(page: &Page, names: &Names) -> Vec<(Span, OverriddenResponse)> {
    let mut all = Vec::new();
    for answer in page.correction.all(Fact::try_as_answer_ref) {
        let result = answer.value.result.as_ref();
        let typed = result.map(|cell| {
            names
                .cell(page, cell)
                .map_or(ResponseBody::Unknown, ResponseBody::Typed)
        });
        let overridden = OverriddenResponse {
            body: typed.unwrap_or(ResponseBody::Empty),
            status: answer.value.status,
        };
        all.extend(answer.value.lines.iter().map(|line| (*line, overridden.clone())));
    }
    all
}

/// Chooses the body of the response; `walked`, the type that the path addresses, decides between types that differ.
pub(crate) fn choose(evidence: &Evidence<'_>, walked: Option<&TypeUse>, graph: &Graph<'_>) -> ResponseBody {
    let fits = |walked: &&TypeUse| {
        evidence
            .types
            .iter()
            .find(|ty| graph.types.related(ty, &walked.ty))
    };
    let first = evidence.types.first();
    let fitting = walked.as_ref().and_then(fits);
    let collection = match walked {
        // Whether it is a collection is said about the first type.
        Some(walked) if fitting != first && fitting.is_some() => walked.collection,
        _ => evidence.collection.unwrap_or(false),
    };
    match fitting.or(first) {
        Some(ty) => ResponseBody::Typed(TypeUse {
            ty: ty.clone(),
            collection,
        }),
        None if evidence.nothing => ResponseBody::Empty,
        None => ResponseBody::Unknown,
    }
}

/// The documented responses of an operation.
pub(crate) fn responses(evidence: &Evidence<'_>, answer: &ResponseBody) -> Vec<Response> {
    let mut found: Vec<Response> = Vec::new();
    for statement in &evidence.statements {
        for status in statuses(statement, evidence) {
            add(&mut found, status, has_body(statement, status, evidence), answer);
        }
    }
    // What examples show is documented, too, where no sentence speaks of responses.
    if found.is_empty() {
        for message in &evidence.messages {
            let status = status(message).unwrap_or(200);
            if is_success(status) || status == 302 {
                add(&mut found, status, message.body != Body::Empty, answer);
            }
        }
    }
    found.sort();
    found
}

/// The same with the successful response of an override.
pub(crate) fn override_success(documented: Vec<Response>, overridden: &OverriddenResponse) -> Vec<Response> {
    let (successes, mut found): (Vec<_>, Vec<_>) = documented
        .into_iter()
        .partition(|response| is_success(response.status));
    let body = overridden.body != ResponseBody::Empty;
    let mut statuses: Vec<u16> = match overridden.status {
        Some(status) => vec![status],
        None => successes.iter().map(|response| response.status).collect(),
    };
    statuses.retain(|status| !(body && matches!(status, 204 | 205)));
    if statuses.is_empty() {
        statuses.push(if body { 200 } else { 204 });
    }
    for status in statuses {
        add(&mut found, status, body, &overridden.body);
    }
    found.sort();
    found
}

/// The statuses of a sentence; if it names none, that of the example, else the usual one.
fn statuses(statement: &ResponseStatement, evidence: &Evidence<'_>) -> Vec<u16> {
    if !statement.statuses.is_empty() {
        return statement.statuses.clone();
    }
    let shown = evidence
        .messages
        .iter()
        .find_map(|message| status(message).filter(|status| is_success(*status)));
    match shown {
        Some(status) => vec![status],
        None if statement.result.is_some() => vec![200],
        None => Vec::new(),
    }
}

fn has_body(statement: &ResponseStatement, status: u16, evidence: &Evidence<'_>) -> bool {
    if !is_success(status) || matches!(status, 204 | 205) || statement.no_body {
        return false;
    }
    statement.result.is_some() || status != 202 && evidence.shows_body(status)
}

fn add(found: &mut Vec<Response>, status: u16, body: bool, answer: &ResponseBody) {
    let (ty, collection) = match answer {
        ResponseBody::Typed(TypeUse { ty, collection }) if body => (Some(ty.clone()), *collection),
        ResponseBody::Unknown if body => (Some(TypeName::new("Edm.Untyped")), false),
        _ => (None, false),
    };
    match found.iter_mut().find(|response| response.status == status) {
        Some(response) if response.ty.is_none() => {
            response.ty = ty;
            response.collection = collection;
        }
        Some(_) => {}
        None => found.push(Response {
            status,
            ty,
            collection,
        }),
    }
}
