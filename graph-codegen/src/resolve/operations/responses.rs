//! What answers carry. Comes in: sentences, annotations, bodies, method tables and the path. Goes out: documented answers.
//! Knows nothing of requests beyond their lines.

use crate::{
    model::{Response, TypeName, TypeUse},
    page::{Body, Message, ResponseStatement, StartLine},
    resolve::operations::{evidence::Evidence, schema::Graph},
};

/// What an operation answers with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer {
    /// A body of this type.
    Typed {
        /// Its type.
        ty: TypeName,
        /// A collection of them.
        collection: bool,
    },
    /// No body.
    Nothing,
    /// The page does not tell.
    Unknown,
}

/// What an override states of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    /// What comes back.
    pub(crate) answer: Answer,
    /// The only status of success; where it is not given, those of the page.
    pub(crate) status: Option<u16>,
}

impl From<TypeUse> for Answer {
    fn from(typed: TypeUse) -> Self {
        Self::Typed {
            ty: typed.ty,
            collection: typed.collection,
        }
    }
}

/// The page's own answer; `walked` decides between statements that differ.
pub(crate) fn choose(evidence: &Evidence<'_>, walked: Option<&TypeUse>, graph: &Graph<'_>) -> Answer {
    let fits = |walked: &&TypeUse| {
        evidence
            .types
            .iter()
            .find(|ty| graph.types.related(ty, &walked.ty))
    };
    let first = evidence.types.first();
    let fitting = walked.as_ref().and_then(fits);
    let collection = match walked {
        // What the page says about several is about the type that it names first.
        Some(walked) if fitting != first && fitting.is_some() => walked.collection,
        _ => evidence.collection.unwrap_or(false),
    };
    match fitting.or(first) {
        Some(ty) => Answer::Typed {
            ty: ty.clone(),
            collection,
        },
        None if evidence.nothing => Answer::Nothing,
        None => Answer::Unknown,
    }
}

/// The documented answers of an operation.
pub(crate) fn responses(evidence: &Evidence<'_>, answer: &Answer) -> Vec<Response> {
    let mut found: Vec<Response> = Vec::new();
    for statement in &evidence.statements {
        for status in statuses(statement, evidence) {
            add(&mut found, status, has_body(statement, status, evidence), answer);
        }
    }
    // A documented redirect leads elsewhere; what stands there is no answer of this operation.
    if found.is_empty() {
        for message in &evidence.messages {
            let status = status(message).unwrap_or(200);
            if is_success(status) {
                add(&mut found, status, message.body != Body::Empty, answer);
            }
        }
    }
    found.sort();
    found
}

/// The same with the success that an override states.
pub(crate) fn stated(told: Vec<Response>, stated: &Stated) -> Vec<Response> {
    let (successes, mut answers): (Vec<_>, Vec<_>) =
        told.into_iter().partition(|response| is_success(response.status));
    let body = stated.answer != Answer::Nothing;
    let mut statuses: Vec<u16> = match stated.status {
        Some(status) => vec![status],
        None => successes.iter().map(|response| response.status).collect(),
    };
    statuses.retain(|status| !(body && matches!(status, 204 | 205)));
    if statuses.is_empty() {
        statuses.push(if body { 200 } else { 204 });
    }
    for status in statuses {
        add(&mut answers, status, body, &stated.answer);
    }
    answers.sort();
    answers
}

/// A sentence that names no status means the one of the example, else the usual one.
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

fn add(found: &mut Vec<Response>, status: u16, body: bool, answer: &Answer) {
    let (ty, collection) = match answer {
        Answer::Typed { ty, collection } if body => (Some(ty.clone()), *collection),
        Answer::Unknown if body => (Some(TypeName::new("Edm.Untyped")), false),
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

/// The status of an answer in an example.
pub(crate) fn status(message: &Message) -> Option<u16> {
    match message.start {
        StartLine::Response { status, .. } => Some(status),
        _ => None,
    }
}

/// 2xx.
pub(crate) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}
