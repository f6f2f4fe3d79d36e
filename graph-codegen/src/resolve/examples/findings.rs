//! What is wrong with examples.

use super::typing::Known;
use crate::{
    diagnostic::{Diagnostic, codes},
    model::Operation,
    resolve::responses::is_success,
    text::Span,
};

pub(super) fn undocumented_status(
    status: u16,
    operation: Option<&Operation>,
    span: Span,
) -> Option<Diagnostic> {
    let documented = &operation?.responses;
    let success = is_success(status);
    if !success || documented.is_empty() || documented.iter().any(|response| response.status == status) {
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
    Some(Diagnostic::new(&codes::STATUS_DIFFERS, span, message))
}

pub(super) fn unknown_type(known: &Known, span: Span) -> Option<Diagnostic> {
    let Known::Not(Some(reason)) = known else {
        return None;
    };
    Some(Diagnostic::new(&codes::EXAMPLE_TYPE_UNKNOWN, span, *reason))
}
