//! Changes to request lines and to what they answer with. Comes in: a change and its page. Goes out: the page as it should be.

use super::{
    change::{Outcome, not_found, type_cell, uncover},
    file::Response,
};
use crate::{
    page::{Page, RequestLine, StatedAnswer},
    text::{Span, Spanned},
};

/// Takes a request line away.
pub(super) fn drop_path(page: &mut Page, wanted: &str) -> Outcome {
    let dropped = lines(page, |line| is_wanted(line, wanted));
    if dropped.is_empty() {
        return no_request(page, wanted);
    }
    page.requests.retain(|line| !is_wanted(line, wanted));
    uncover(page, &dropped);
    Outcome::Applied
}

/// States what requests answer with.
pub(super) fn set_response(page: &mut Page, stated: &Spanned<Response>) -> Outcome {
    let wanted = &stated.value.request;
    let lines = lines(page, |line| {
        is_wanted(line, wanted) || line.method.value == *wanted
    });
    if lines.is_empty() {
        return no_request(page, wanted);
    }
    let mut known = page
        .correction
        .answers
        .iter()
        .flat_map(|known| &known.value.lines);
    if known.any(|line| lines.contains(line)) {
        return Outcome::AlreadySo;
    }
    let Response { ty, collection, .. } = &stated.value;
    let answer = StatedAnswer {
        lines,
        status: stated.value.status,
        result: ty.as_ref().map(|ty| type_cell(ty, *collection, stated.span)),
    };
    page.correction.answers.push(Spanned::new(answer, stated.span));
    Outcome::Applied
}

fn lines(page: &Page, wanted: impl Fn(&RequestLine) -> bool) -> Vec<Span> {
    let lines = page.requests.iter().filter(|line| wanted(line));
    lines.map(|line| line.target.span).collect()
}

/// `GET /x/{id}`, or the path alone.
fn is_wanted(line: &RequestLine, wanted: &str) -> bool {
    line.target.value == wanted || whole(line) == wanted
}

fn whole(line: &RequestLine) -> String {
    format!("{} {}", line.method.value, line.target.value)
}

fn no_request(page: &Page, wanted: &str) -> Outcome {
    let known: Vec<_> = page.requests.iter().map(whole).collect();
    not_found(
        format!("request `{wanted}`"),
        wanted,
        known.iter().map(String::as_str),
    )
}
